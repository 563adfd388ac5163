//! Lines of any width.

use super::sphere_renderer::numbers;
use crate::algorithm::glyphs::{Brush, Look, colors_of};
use glam::{Vec2, Vec3, Vec4};
use ivw_core::data::Brushing;
use ivw_core::prelude::*;
use ivw_render::film::{Blend, Film, Mode, Paint, picking_color};
use ivw_render::properties::{LineSettings, SelectionColor, StippleMode, Trackball};
use ivw_render::raster::{Faces, Fragment, segments_of};
use ivw_render::vertices;
use std::f32::consts::PI;

/// Draws the lines of meshes as wide as they should look, with soft edges and no light.
///
/// |             | shape             | value                                           | space |
/// |-------------|-------------------|-------------------------------------------------|-------|
/// | geometry    | lines             | position, maybe colour, scalar, picking         | data  |
/// | imageInport | `[width, height]` | colours, depth, picking                         |       |
/// | image       | `[width, height]` | `[u8; 4]` premultiplied, depth `f32`, picking `[u8; 4]` |  |
///
/// Lines with neighbours are joined, others have caps.
/// A line that starts in front of the eye and ends behind it is left out.
#[derive(Processor)]
#[processor("org.inviwo.LineRenderer", category = "Mesh Rendering", tags = "CPU")]
pub struct LineRenderer {
    /// Meshes whose lines are drawn.
    #[inport("geometry", flat)]
    meshes: InMany<Mesh>,

    /// Picture to draw into.
    #[inport("imageInport", optional)]
    background: In<Image>,

    /// Rows that a person picked out elsewhere; vertices have the row of their index, or their number.
    #[inport("brushingAndLinking", optional)]
    brushing: In<Brushing>,

    /// The lines, in front of or within the picture.
    #[outport("image")]
    image: Out<Image>,

    /// What lines look like.
    #[group("lineSettings", name = "Line Settings")]
    settings: LineSettings,

    /// Let lines hide what is drawn later.
    #[property("writeDepth", name = "Write Depth Layer", default = true)]
    writes_depth: bool,

    /// How lines look that the mouse is over elsewhere.
    #[group(
        "bnlHighlight",
        name = "Highlight",
        collapsed = true,
        visible_if = |p| p.brushing.data().is_some(),
        preset("color", numbers(Vec3::new(0.35, 0.75, 0.93)))
    )]
    highlight: SelectionColor,

    /// How lines look that were selected elsewhere.
    #[group(
        "bnlSelect",
        name = "Selection",
        collapsed = true,
        visible_if = |p| p.brushing.data().is_some(),
        preset("color", numbers(Vec3::new(1.0, 0.84, 0.0)))
    )]
    selection: SelectionColor,

    /// How lines look that were filtered out elsewhere.
    #[group(
        "bnlFilter",
        name = "Filtered",
        collapsed = true,
        visible_if = |p| p.brushing.data().is_some(),
        preset("checked", false),
        preset("color", numbers(Vec3::splat(0.5)))
    )]
    filtered: SelectionColor,

    /// Camera that looks at the lines.
    #[property("camera")]
    camera: Camera,

    /// How a person turns the camera.
    #[group("trackball", collapsed = true)]
    trackball: Trackball,
}

impl LineRenderer {
    /// What was picked out elsewhere, if anybody says so.
    fn brush(&self) -> Option<Brush<'_>> {
        Some(Brush {
            brushing: self.brushing.data()?,
            highlighted: &self.highlight,
            selected: &self.selection,
            filtered: &self.filtered,
        })
    }
}

impl Process for LineRenderer {
    fn process(&mut self, context: &Context) -> Result<()> {
        let size = self.image.size();
        let mut film = Film::over(self.background.data().map(|image| &**image), size)?;
        for mesh in self.meshes.all() {
            context.check()?;
            self.draw(mesh, &mut film);
        }
        self.image.set(film.into_image());
        Ok(())
    }
}

/// A line in the picture, in pixels.
struct Line {
    start: Vec2,
    /// From start to end, of length 1, and to the left of it.
    along: Vec2,
    left: Vec2,
    length: f32,
    /// Length in the world.
    world_length: f32,
    picking: Vec4,
}

/// A corner of what is drawn of it.
#[derive(Clone, Copy)]
struct Corner {
    /// In pixels.
    place: Vec2,
    color: Vec4,
}

impl LineRenderer {
    fn draw(&self, mesh: &Mesh, film: &mut Film) {
        let Strokes { lines, corners, positions } = self.strokes(mesh, film.size().as_vec2());
        let triangles: Vec<[u32; 3]> = (0..lines.len() as u32)
            .flat_map(|n| [[4 * n, 4 * n + 1, 4 * n + 2], [4 * n, 4 * n + 2, 4 * n + 3]])
            .collect();
        let mode = Mode {
            writes_depth: self.writes_depth,
            moves_depth: true,
            blend: Blend::Premultiplied,
            ..Mode::STRAIGHT
        };
        let width = film.size().x as f32;
        let places: Vec<Vec2> = corners.iter().map(|corner| corner.place).collect();
        let colors: Vec<Vec4> = corners.iter().map(|corner| corner.color).collect();
        film.triangles(&positions, &triangles, Faces::Both, mode, 0, |fragment| {
            let line = &lines[fragment.primitive as usize / 2];
            self.paint(line, fragment, fragment.mix(&places), fragment.mix(&colors), width)
        });
    }

    /// The lines of a mesh in the picture, four corners for each.
    fn strokes(&self, mesh: &Mesh, size: Vec2) -> Strokes {
        let look = Look {
            radius: (0.0, false),
            color: match self.settings.one_color.is_on {
                true => self.settings.one_color.color,
                false => self.settings.color.truncate(),
            }
            .extend(match self.settings.one_alpha.is_on {
                true => self.settings.one_alpha.alpha,
                false => self.settings.color.w,
            }),
            overrides_color: self.settings.one_color.is_on,
            overrides_alpha: self.settings.one_alpha.is_on,
            is_soft: true,
            of_scalars: self.settings.scalars.is_on.then_some(&self.settings.scalars.colors),
            brush: self.brush(),
        };
        let colors = colors_of(mesh, &look);
        let picking = vertices::picking_ids(mesh);
        let world = vertices::transformed(mesh, mesh.world_from_data());
        let clip_from_world = self.camera.clip_from_world();
        let clip: Vec<Vec4> = world.iter().map(|&position| clip_from_world * position).collect();
        let half = self.settings.width / 2.0 + 1.2 * self.settings.softness;
        let mut strokes = Strokes::default();
        for segment in segments_of(mesh) {
            if segment.iter().any(|&index| index as usize >= clip.len()) {
                continue;
            }
            let [before, a, b, after] = segment.map(|index| index as usize);
            // Rows that are filtered out do not even hide what is behind.
            if look.brush.is_some() && colors[a].w <= 0.0 && colors[b].w <= 0.0 {
                continue;
            }
            let ends = [clip[a], clip[b]];
            // Also what is no number.
            if !ends.iter().all(|end| end.w > 0.0) {
                continue;
            }
            let pixel = |n: usize| {
                let ndc = clip[n].truncate().truncate() / clip[n].w;
                (ndc * 0.5 + 0.5) * size
            };
            let (start, stop) = (pixel(a), pixel(b));
            let Some(along) = (stop - start).try_normalize() else { continue };
            let left = along.perp();
            let [first, last] = [
                self.joint(start, (before != a).then(|| start - pixel(before)), along, half),
                self.joint(stop, (after != b).then(|| pixel(after) - stop), along, half),
            ];
            let cap = if self.settings.has_round_caps { half } else { 0.0 };
            let [right_start, left_start] =
                first.unwrap_or([-left, left].map(|side| start - along * cap + side * half));
            let [right_stop, left_stop] =
                last.unwrap_or([-left, left].map(|side| stop + along * cap + side * half));
            for (place, n) in [(right_start, a), (right_stop, b), (left_stop, b), (left_start, a)] {
                let ndc = place / size * 2.0 - 1.0;
                strokes.positions.push(ndc.extend(clip[n].z / clip[n].w).extend(1.0));
                strokes.corners.push(Corner { place, color: colors[n] });
            }
            let id = picking.as_ref().map_or(0, |ids| ids[a]);
            strokes.lines.push(Line {
                start,
                along,
                left,
                length: start.distance(stop),
                world_length: world[a].truncate().distance(world[b].truncate()),
                picking: if id == 0 { Vec4::ZERO } else { picking_color(id) },
            });
        }
        strokes
    }

    /// Right and left corner where a line meets its neighbour; none without one.
    fn joint(&self, at: Vec2, next: Option<Vec2>, along: Vec2, half: f32) -> Option<[Vec2; 2]> {
        let next = next?.try_normalize()?;
        let (left, other) = (along.perp(), next.perp());
        let is_sharp = next.dot(along) < -self.settings.miter_limit;
        let miter = if is_sharp { left - other } else { left + other }.try_normalize()?;
        let reach = miter * (half / miter.dot(left));
        reach.is_finite().then_some([at - reach, at + reach])
    }

    fn paint(
        &self,
        line: &Line,
        fragment: &Fragment,
        place: Vec2,
        color: Vec4,
        screen_width: f32,
    ) -> Option<Paint> {
        let settings = &self.settings;
        let away = place - line.start;
        let (x, y) = (away.dot(line.along), away.dot(line.left));
        // Beyond the ends, the distance to the end.
        let beyond = if x < 0.0 { x } else { (x - line.length).max(0.0) };
        let distance = Vec2::new(beyond, y).length();
        let radius = settings.width / 2.0 + settings.softness;
        let shade = match settings.has_light {
            true => (1.2 * distance / radius).cos(),
            false => 1.0,
        };
        let edge = (distance - settings.width / 2.0 + settings.softness).max(self.gap(line, x));
        let coverage = match edge > 0.0 {
            true if settings.softness > 0.0 => (-(edge / settings.softness).powi(2)).exp(),
            true => 0.0,
            false => 1.0,
        };
        // Also what is no number.
        if coverage.is_nan() || coverage < 0.02 {
            return None;
        }
        let rgb = color.truncate() * shade;
        let paint = Paint::new((rgb * color.w).extend(color.w) * coverage).picked(line.picking);
        let depth = match settings.is_round {
            true => self.nearer(
                fragment.depth,
                (PI * distance / radius).cos() * radius / screen_width * 0.5,
            ),
            false => fragment.depth,
        };
        Some(Paint { depth, ..paint })
    }

    /// How far within a gap a place along a line is, in pixels; nothing outside of gaps.
    fn gap(&self, line: &Line, x: f32) -> f32 {
        let stippling = &self.settings.stippling;
        let period = stippling.length + stippling.spacing;
        let turns = match stippling.mode {
            StippleMode::None => return f32::NEG_INFINITY,
            StippleMode::Screen => (x + stippling.offset) / period,
            StippleMode::World => x / line.length * line.world_length * stippling.world_scale,
        };
        let t = (turns - turns.floor()) * period / stippling.spacing;
        match t > 0.0 && t < 1.0 {
            true => t.min(1.0 - t) * stippling.spacing / 2.0,
            false => f32::NEG_INFINITY,
        }
    }

    /// A depth in the window, moved towards the eye by a length.
    fn nearer(&self, depth: f32, length: f32) -> f32 {
        let (near, far) = (self.camera.near, self.camera.far);
        match self.camera.projection {
            Projection::Orthographic => depth - length / (far - near),
            Projection::Perspective | Projection::SkewedPerspective => {
                let away = near * far / (far - depth * (far - near)) - length;
                far * (away - near) / (away * (far - near))
            }
        }
    }
}

#[derive(Default)]
struct Strokes {
    lines: Vec<Line>,
    /// Four for each line.
    corners: Vec<Corner>,
    /// Where they are in the picture, from -1 to 1, and 1.
    positions: Vec<Vec4>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::algorithm::primitives::{LINE_STRIP_ADJACENCY, LINES};
    use glam::UVec2;

    fn renderer(points: &[Vec3], topology: Topology, indices: &[u32]) -> LineRenderer {
        let mesh = Mesh::default()
            .with(AttributeKind::Position, Array::copy_of(points))
            .with_indices(topology, indices);
        let mut node = LineRenderer {
            meshes: vec![mesh].into(),
            image: Out::with_size(UVec2::splat(61)),
            ..LineRenderer::default()
        };
        node.settings.width = 10.0;
        node.settings.color = Vec4::ONE;
        node.settings.has_light = false;
        node.settings.has_round_caps = false;
        node.camera.projection = Projection::Orthographic;
        node.camera.width = 61.0;
        node
    }

    /// Alpha of each pixel.
    fn drawn(node: &mut LineRenderer) -> Result<Vec<u8>> {
        node.process(&Context::detached())?;
        let image = node.image.get()?;
        let pixels = image.color[0].pixels.elements::<[u8; 4]>();
        Ok(pixels.iter().map(|pixel| pixel[3]).collect())
    }

    const ROW: [Vec3; 2] = [Vec3::new(-20.0, 0.0, 0.0), Vec3::new(20.0, 0.0, 0.0)];

    #[test]
    fn a_line_is_as_wide_as_it_should_be() -> Result<()> {
        let mut node = renderer(&ROW, LINES, &[0, 1]);
        let alpha = drawn(&mut node)?;
        let column: Vec<u8> = (0..61).map(|y| alpha[y * 61 + 30]).collect();
        // Full up to 4.5 pixels from the middle, then softer.
        assert!(column[26..=34].iter().all(|&alpha| alpha == 255), "{column:?}");
        assert!((i32::from(column[35]) - 94).abs() < 3, "{column:?}");
        assert_eq!(column[37], 0);
        let row: Vec<u8> = alpha[30 * 61..31 * 61].to_vec();
        assert_eq!(row.iter().filter(|&&alpha| alpha == 255).count(), 40);
        Ok(())
    }

    #[test]
    fn round_caps_reach_beyond_the_ends() -> Result<()> {
        let mut node = renderer(&ROW, LINES, &[0, 1]);
        node.settings.has_round_caps = true;
        let alpha = drawn(&mut node)?;
        let row = alpha[30 * 61..31 * 61].iter().filter(|&&alpha| alpha == 255).count();
        assert_eq!(row, 49);
        assert_eq!(alpha[34 * 61 + 55], 0);
        Ok(())
    }

    #[test]
    fn joined_lines_fill_the_corner() -> Result<()> {
        let points = [ROW[0], Vec3::ZERO, Vec3::Y * 20.0];
        let mut joined = renderer(&points, LINE_STRIP_ADJACENCY, &[0, 0, 1, 2, 2]);
        let mut apart = renderer(&points, LINES, &[0, 1, 1, 2]);
        let outer = 28 * 61 + 32;
        assert_eq!(drawn(&mut joined)?[outer], 255);
        assert_eq!(drawn(&mut apart)?[outer], 0);
        Ok(())
    }

    #[test]
    fn stipples_leave_gaps() -> Result<()> {
        let mut node = renderer(&ROW, LINES, &[0, 1]);
        node.settings.stippling.mode = StippleMode::Screen;
        let alpha = drawn(&mut node)?;
        let row: Vec<u8> = alpha[30 * 61..31 * 61].to_vec();
        // A gap of ten pixels, then a line of twenty.
        assert_eq!(row[10 + 5], 0);
        assert!(row[21..39].iter().all(|&alpha| alpha == 255), "{row:?}");
        assert_eq!(row[45], 0);
        Ok(())
    }

    #[test]
    fn lines_that_pass_the_eye_are_left_out() -> Result<()> {
        let mut node =
            renderer(&[Vec3::ZERO, Vec3::Z * 9.0, Vec3::NAN], LINES, &[0, 1, 0, 2, 0, 0]);
        node.camera.projection = Projection::Perspective;
        assert!(drawn(&mut node)?.iter().all(|&alpha| alpha == 0));
        Ok(())
    }
}
