//! A widget that shows which part of a volume is kept.

use crate::algorithm::primitives::{Arrow, Body, arrow, octant_sphere};
use crate::algorithm::slice_range;
use glam::{Mat3, Vec2, Vec3, Vec4, Vec4Swizzles};
use ivw_core::event::{Interaction, Press, Reaction};
use ivw_core::prelude::*;
use ivw_render::film::{Film, Mode, Paint, picking_color};
use ivw_render::properties::{Lighting, LineSettings, Trackball};
use ivw_render::raster::{self, Faces, Fragment};
use ivw_render::stroke::{self, Stroke};
use ivw_render::surface::Light;
use ivw_render::vertices;
use std::ops::Range;

/// Draws handles along three edges of a volume that show, and say, which slices are kept.
///
/// |         | shape             | value                                             |
/// |---------|-------------------|---------------------------------------------------|
/// | volume  | `[nx, ny, nz]`    | any                                               |
/// | inport  | `[width, height]` | colours, depth, picking                           |
/// | outport | `[width, height]` | `[u8; 4]` colours, depth `f32`, picking `[u8; 4]` |
///
/// Link the ranges in "Output" to the processor that crops.
/// Each axis has three pickable things: its lower end, its upper end, and what is between them.
/// A drag of an arrow moves that end, one of the ball between them moves both.
/// The shapes of its handles are near those of Inviwo, not equal.
#[derive(Processor)]
#[processor(
    "org.inviwo.CropWidget",
    name = "Crop Widget",
    category = "UI",
    tags = "CPU, UI, Clipping",
    n_pickable = 9,
    takes_events
)]
pub struct CropWidget {
    /// Volume to crop.
    #[inport("volume")]
    volume: In<Volume>,

    /// Picture to draw into.
    #[inport("inport", optional)]
    picture: In<Image>,

    /// The picture with the widget.
    #[outport("outport")]
    result: Out<Image>,

    /// Slices along x that are kept.
    #[group("cropAxisX", name = "Crop X", collapsed = true)]
    x: CropX,

    /// Slices along y that are kept.
    #[group("cropAxisY", name = "Crop Y", collapsed = true)]
    y: CropY,

    /// Slices along z that are kept.
    #[group("cropAxisZ", name = "Crop Z", collapsed = true)]
    z: CropZ,

    /// What to link to others.
    #[group("outputProperties", name = "Output", collapsed = true)]
    output: Output,

    /// With a volume of other dimensions, keep the same share of it instead of the same slices.
    #[property(
        "relativeRangeAdjustment",
        name = "Rel. Adjustment on Range Change",
        default = true
    )]
    keeps_share: bool,

    /// What the widget looks like.
    #[group("uiSettings", name = "UI Settings", collapsed = true)]
    look: Look,

    /// Camera that looks at the volume.
    #[property("camera")]
    camera: Camera,

    /// How a person turns the camera.
    #[group("trackball", collapsed = true)]
    trackball: Trackball,

    /// The range that a drag began with.
    grabbed: Option<Range<i32>>,
}

/// These are the slices along x that are kept.
#[derive(PropertyGroup)]
pub struct CropX {
    /// Whether any are left out, and whether the axis has handles.
    #[property("cropAxisXEnabled", name = "Enabled", default = true)]
    is_on: bool,
    /// The first and the last slice that are kept.
    #[property(
        "cropX",
        name = "Range",
        default = Limited::whole(0..256),
        min_separation = 1,
        saved = Saved::Always
    )]
    range: Limited<i32>,
}

/// These are the slices along y that are kept.
#[derive(PropertyGroup)]
pub struct CropY {
    /// Whether any are left out, and whether the axis has handles.
    #[property("cropAxisYEnabled", name = "Enabled", default = true)]
    is_on: bool,
    /// The first and the last slice that are kept.
    #[property(
        "cropY",
        name = "Range",
        default = Limited::whole(0..256),
        min_separation = 1,
        saved = Saved::Always
    )]
    range: Limited<i32>,
}

/// These are the slices along z that are kept.
#[derive(PropertyGroup)]
pub struct CropZ {
    /// Whether any are left out, and whether the axis has handles.
    #[property("cropAxisZEnabled", name = "Enabled", default = true)]
    is_on: bool,
    /// The first and the last slice that are kept.
    #[property(
        "cropZ",
        name = "Range",
        default = Limited::whole(0..256),
        min_separation = 1,
        saved = Saved::Always
    )]
    range: Limited<i32>,
}

/// This is what to link to others.
#[derive(PropertyGroup)]
pub struct Output {
    /// Slices along x that are kept; all of them if that axis is off.
    #[property(
        "cropXOut",
        name = "Crop X",
        default = Limited::whole(0..256),
        min_separation = 1,
        read_only = true,
        semantics = "Text"
    )]
    x: Limited<i32>,
    /// Slices along y that are kept; all of them if that axis is off.
    #[property(
        "cropYOut",
        name = "Crop Y",
        default = Limited::whole(0..256),
        min_separation = 1,
        read_only = true,
        semantics = "Text"
    )]
    y: Limited<i32>,
    /// Slices along z that are kept; all of them if that axis is off.
    #[property(
        "cropZOut",
        name = "Crop Z",
        default = Limited::whole(0..256),
        min_separation = 1,
        read_only = true,
        semantics = "Text"
    )]
    z: Limited<i32>,
}

/// This is what the widget looks like.
#[derive(PropertyGroup)]
pub struct Look {
    /// Whether it is seen.
    #[property("showWidget", name = "Show Widget", default = true)]
    is_visible: bool,
    /// Colour of the handles.
    #[property(
        "handleColor",
        name = "Handle Color",
        default = Vec4::new(0.8, 0.4, 0.1, 1.0),
        color
    )]
    color: Vec4,
    /// How far handles are moved away from the volume.
    #[property("offset", range = -1.0..=1.0)]
    offset: f32,
    /// Size of the handles in the world.
    #[property("scale", default = 0.15, range = 0.001..=2.0, step = 0.05)]
    scale: f32,
    /// Draw the borders of slices where something is left out.
    #[property("showClipPlane", name = "Crop Plane Visible", default = true)]
    has_planes: bool,
    /// What those borders look like.
    #[group(
        "cropLineSettings",
        name = "Line Settings",
        preset("lineWidth", Value::from(2.5)),
        preset("defaultColor", Value::Floats([0.8, 0.8, 0.8, 1.0].into_iter().collect()))
    )]
    lines: LineSettings,
    /// The light that falls on the handles.
    #[group(
        "internalLighting",
        name = "Lighting",
        collapsed = true,
        preset("lightColorAmbient", Value::Floats([0.6; 3].into_iter().collect()))
    )]
    lighting: Lighting,
}

/// Parts of the range below which there is no handle between both ends.
const NARROW: f32 = 0.05;

impl Process for CropWidget {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        self.follow(&volume, context);
        let mut film = Film::over(self.picture.data().map(|image| &**image), self.result.size())?;
        if self.look.is_visible {
            self.draw(&volume, context.first_picking_id(), &mut film);
        }
        self.result.set(film.into_image());
        Ok(())
    }

    fn event(&mut self, event: &Interaction, context: &Context) -> Result<Reaction> {
        let picked = event.picked_of(context.first_picking_id(), 9);
        let (Some((thing, picked)), Some(volume)) = (picked, self.volume.data().cloned()) else {
            return Ok(Reaction::default());
        };
        let (axis, part) = (thing / 3, thing % 3);
        let range = [&self.x.range, &self.y.range, &self.z.range][axis];
        match picked.press {
            Press::None => return Ok(Reaction::default()),
            Press::Press => self.grabbed = Some(range.value.clone()),
            Press::Move => {
                let (Some(pointer), Some(start)) = (event.pointer(), self.grabbed.clone()) else {
                    return Ok(Reaction::used());
                };
                let now = Vec2::from(pointer.position.map(|at| 2.0 * at as f32 - 1.0));
                let before = Vec2::new(picked.pressed_ndc[0] as f32, picked.pressed_ndc[1] as f32);
                let along = self.seen_along(axis, volume.basis(), volume.offset());
                let extent = (range.limits.end - range.limits.start) as f32;
                let moved = (now - before).dot(along) / along.length_squared() * extent;
                // Seen from the end, there is no way to go.
                if moved.is_finite() {
                    let value = dragged(&start, &range.limits, part, moved.round() as i32);
                    let ints = [value.start, value.end].into_iter().map(i64::from).collect();
                    let id = ["cropAxisX.cropX", "cropAxisY.cropY", "cropAxisZ.cropZ"][axis];
                    context.set(id, Value::Ints(ints));
                }
            }
            Press::Release | Press::DoubleClick => self.grabbed = None,
        }
        Ok(Reaction::used())
    }
}

impl CropWidget {
    /// How an axis of the volume runs in the picture, which is from −1 to 1.
    fn seen_along(&self, axis: usize, basis: Mat3, offset: Vec3) -> Vec2 {
        let start = self.edge(axis, basis, offset);
        let clip_from_world = self.camera.clip_from_world();
        let ends = [start, start + basis.col(axis)];
        let [from, to] = ends.map(|end| clip_from_world.project_point3(end).truncate());
        to - from
    }

    /// Gives ranges the dimensions of the volume, and tells the output what is kept.
    fn follow(&mut self, volume: &Volume, context: &Context) {
        let axes = [
            ("X", self.x.is_on, &mut self.x.range, &mut self.output.x),
            ("Y", self.y.is_on, &mut self.y.range, &mut self.output.y),
            ("Z", self.z.is_on, &mut self.z.range, &mut self.output.z),
        ];
        for ((axis, is_on, range, output), dim) in axes.into_iter().zip(volume.dims) {
            let path = format!("cropAxis{axis}.crop{axis}");
            let last = dim.saturating_sub(1).max(1);
            let limits = 0..last as i32;
            if self.keeps_share {
                slice_range::follow(&path, range, last, context);
            } else if range.limits != limits {
                let end = range.value.end.clamp(1, limits.end);
                let value = range.value.start.clamp(0, end - 1)..end;
                *range = Limited { value, limits };
                tell(&path, range, context);
            }
            context.change(&path, PropertyChange::ReadOnly(!is_on));
            let kept = if is_on { range.clone() } else { Limited::whole(range.limits.clone()) };
            if kept != *output {
                *output = kept;
                tell(&format!("outputProperties.crop{axis}Out"), output, context);
            }
        }
    }

    fn draw(&self, volume: &Volume, first_id: u32, film: &mut Film) {
        let (basis, offset) = (volume.basis(), volume.offset());
        let axes = [
            (self.x.is_on, &self.x.range),
            (self.y.is_on, &self.y.range),
            (self.z.is_on, &self.z.range),
        ];
        for (axis, (_, range)) in axes.into_iter().enumerate().filter(|(_, (is_on, _))| *is_on) {
            let extent = (range.limits.end - range.limits.start).max(1) as f32;
            let part = |slice: i32| (slice - range.limits.start) as f32 / extent;
            let [low, high] = [part(range.value.start), part(range.value.end)];
            let edge = self.edge(axis, basis, offset);
            let along = basis.col(axis);
            let direction = along.normalize_or(Vec3::X);
            let id = first_id + 3 * axis as u32;
            let inward = [(low, direction, id), (high, -direction, id + 1)];
            for (place, direction, id) in inward {
                let at = edge + along * place;
                self.draw_handle(film, self.arrow(at, direction), id);
            }
            if (low > 0.0 || high < 1.0) && (high - low).abs() > NARROW {
                let at = edge + along * ((low + high) / 2.0);
                let ball = octant_sphere(at, 0.35 * self.look.scale, |_| self.look.color);
                self.draw_handle(film, ball, id + 2);
            }
            if self.look.has_planes {
                let planes = [(low, low > 0.0), (high, high < 1.0)];
                for (place, _) in planes.into_iter().filter(|(_, is_there)| *is_there) {
                    self.draw_border(film, basis, offset + along * place, axis);
                }
            }
        }
    }

    /// An arrow from a bound to where something is kept.
    fn arrow(&self, at: Vec3, direction: Vec3) -> Body {
        let size = self.look.scale;
        let measures =
            Arrow { radius: 0.15 * size, head: 0.5, head_radius: 0.35 * size, segments: 24 };
        arrow(at, at + direction * size, self.look.color, measures)
    }

    /// Where the edge starts that the handles of an axis are on: one that is seen, to the left.
    fn edge(&self, axis: usize, basis: Mat3, offset: Vec3) -> Vec3 {
        // As in Inviwo: the other axes in their order.
        let [a, b] = [[1, 2], [0, 2], [0, 1]][axis];
        let (along, across, up) = (basis.col(axis), basis.col(a), basis.col(b));
        let corners = [Vec2::ZERO, Vec2::X, Vec2::ONE, Vec2::Y];
        let starts = corners.map(|at| offset + across * at.x + up * at.y);
        let clip_from_world = self.camera.clip_from_world();
        let seen = |point: Vec3| clip_from_world.project_point3(point);
        let middles = starts.map(|start| seen(start + along * 0.5));
        let centre = offset + (along + across + up) * 0.5;
        let seen_centre = seen(centre);
        let depths = starts
            .map(|start| self.camera.view_from_world().transform_point3(start + along * 0.5).z);
        let mut order = [0, 1, 2, 3];
        order.sort_by(|a, b| depths[*b].total_cmp(&depths[*a]));
        let leftness = |n: usize| -(middles[n].x + middles[n].y);
        let is_left_of = |a: usize, b: usize| {
            let way = middles[a].truncate() - middles[b].truncate();
            let is_inside = way.dot(middles[b].truncate() - seen_centre.truncate()) < 0.0;
            is_inside && leftness(a) > leftness(b)
        };
        let is_flat = order[1..3].iter().all(|n| (depths[order[0]] - depths[*n]).abs() < 0.05);
        let chosen = if is_flat {
            (0..4).max_by(|a, b| leftness(*a).total_cmp(&leftness(*b))).unwrap_or(0)
        } else {
            // Whether the face between the nearest and the third edge is seen from outside.
            let [first, second, third] = [order[0], order[1], order[2]];
            let (from, to) = if third == (first + 1) % 4 { (first, third) } else { (third, first) };
            let side = seen(starts[to]) - seen(starts[from]);
            let ahead = seen(starts[from] + along) - seen(starts[from]);
            let is_hidden = side.cross(ahead).z < 0.0;
            let [left, right] = if is_hidden { [first, second] } else { [second, third] };
            if is_left_of(left, right) { left } else { right }
        };
        let away = (starts[chosen] + along * 0.5 - centre).normalize_or_zero();
        starts[chosen] + away * self.look.offset
    }

    fn draw_handle(&self, film: &mut Film, body: Body, id: u32) {
        let mesh = body.into_mesh();
        let light: Light = self.look.lighting.seen_by(&self.camera).into();
        let positions: Vec<Vec3> =
            vertices::positions(&mesh).iter().map(|position| position.xyz()).collect();
        let normals = vertices::world_normals(&mesh).unwrap_or_default();
        let clip = vertices::transformed(&mesh, self.camera.clip_from_world());
        let (color, picking) = (self.look.color, picking_color(id));
        let eye = self.camera.look_from;
        let triangles = raster::triangles_of(&mesh);
        film.triangles(&clip, &triangles, Faces::Both, Mode::STRAIGHT, 0, |fragment: &Fragment| {
            let position = fragment.mix(&positions);
            let normal = fragment.mix(&normals).normalize_or_zero();
            let normal = light.side(normal, fragment.is_front);
            let to_eye = (eye - position).normalize_or_zero();
            let lit = light.shade(color.truncate(), position, normal, to_eye);
            Some(Paint::new(lit.extend(color.w)).picked(picking))
        });
    }

    /// The border of the slice at a corner.
    fn draw_border(&self, film: &mut Film, basis: Mat3, corner: Vec3, axis: usize) {
        let [across, up] = [1, 2].map(|n| basis.col((axis + n) % 3));
        let corners = [corner, corner + across, corner + across + up, corner + up];
        let size = film.size().as_vec2();
        let clip_from_world = self.camera.clip_from_world();
        let ends = corners.map(|corner| {
            let clip = clip_from_world * corner.extend(1.0);
            let ndc = clip.xyz() / clip.w;
            (clip.w, ((ndc.truncate() * 0.5 + 0.5) * size).extend(ndc.z * 0.5 + 0.5))
        });
        let lines = &self.look.lines;
        let strokes: Vec<Stroke> = (0..4)
            .map(|n| [ends[n], ends[(n + 1) % 4]])
            .filter(|pair| pair.iter().all(|(w, _)| *w > 0.0))
            .map(|[(_, from), (_, to)]| Stroke {
                ends: [from, to],
                width: lines.width,
                is_round: true,
                color: lines.color,
                picking: Vec4::ZERO,
            })
            .collect();
        stroke::draw(film, &strokes, lines.softness, true);
    }
}

/// A range, once a part of it was dragged by some slices: the lower end, the upper end, or both.
fn dragged(start: &Range<i32>, limits: &Range<i32>, part: usize, by: i32) -> Range<i32> {
    match part {
        0 => start.start.saturating_add(by).clamp(limits.start, start.end - 1)..start.end,
        1 => start.start..start.end.saturating_add(by).clamp(start.start + 1, limits.end),
        _ => {
            let by = by.clamp(limits.start - start.start, limits.end - start.end);
            start.start + by..start.end + by
        }
    }
}

/// Shows a range in its property.
fn tell(path: &str, range: &Limited<i32>, context: &Context) {
    let ints = |range: &Range<i32>| {
        Value::Ints([range.start, range.end].into_iter().map(i64::from).collect())
    };
    context.change(path, PropertyChange::Range(ints(&range.limits)));
    context.change(path, PropertyChange::Value(ints(&range.value)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{UVec2, UVec3};
    use ivw_core::data::picked_number;

    fn node() -> Result<CropWidget> {
        let mut volume = Volume::from_fn(UVec3::new(5, 9, 17), |_| 0u8)?;
        volume.set_offset(Vec3::splat(-0.5));
        let mut node = CropWidget {
            volume: volume.into(),
            result: Out::with_size(UVec2::splat(128)),
            ..CropWidget::default()
        };
        node.camera.look_from = Vec3::new(2.0, 1.5, 2.5);
        Ok(node)
    }

    #[test]
    fn a_drag_along_an_axis_moves_an_end() -> Result<()> {
        use ivw_core::event::{Action, MouseButton, MouseState, Picked, Pointer};
        let mut node = node()?;
        node.process(&Context::detached())?;
        let volume = node.volume.get()?;
        let along = node.seen_along(1, volume.basis(), volume.offset()).as_dvec2();
        let mut tell = |press: Press, part: f64| -> Result<_> {
            let ndc = along * part;
            let picked = Picked { id: 4, current: 4, pressed: 4, press, ..Picked::default() };
            let pointer =
                Pointer { position: ((ndc + 1.0) / 2.0).to_array(), ..Pointer::default() };
            let (button, state) = (MouseButton::Left, MouseState::Move);
            let action = Action::Mouse { button, state, pointer };
            let event = Interaction { action, picked: Some(picked), ..Interaction::default() };
            let context = Context::detached();
            assert!(node.event(&event, &context)?.is_used);
            Ok(context.take_changes())
        };
        assert!(tell(Press::Press, 0.0)?.is_empty());
        // A quarter of the way, of nine slices.
        let changes = tell(Press::Move, 0.25)?;
        assert_eq!(changes[0].property, "cropAxisY.cropY");
        let value = Value::Ints([2, 8].into_iter().collect());
        assert_eq!(changes[0].change, PropertyChange::Value(value));
        assert!(tell(Press::Release, 0.25)?.is_empty());
        assert_eq!(dragged(&(2..4), &(0..8), 0, 9), 3..4);
        assert_eq!(dragged(&(2..4), &(0..8), 1, -9), 2..3);
        assert_eq!(dragged(&(2..4), &(0..8), 2, 9), 6..8);
        Ok(())
    }

    /// How many pixels each pickable thing has; 0 is nothing.
    fn seen(node: &mut CropWidget) -> Result<[usize; 10]> {
        node.process(&Context::detached())?;
        let image = node.result.get()?;
        let picking = image.picking.as_ref().expect("there is one");
        let mut counts = [0; 10];
        for color in picking.pixels.elements::<[u8; 4]>() {
            counts[picked_number([color[0], color[1], color[2]]) as usize] += 1;
        }
        Ok(counts)
    }

    #[test]
    fn each_axis_has_handles_at_its_ends_and_one_between() -> Result<()> {
        let mut node = node()?;
        let counts = seen(&mut node)?;
        // Ends of all axes; nothing is left out, so nothing is between.
        assert!([1, 2, 4, 5, 7, 8].iter().all(|id| counts[*id] > 10), "{counts:?}");
        assert!([3, 6, 9].iter().all(|id| counts[*id] == 0), "{counts:?}");
        node.x.range.value.end = 2;
        node.z.is_on = false;
        let counts = seen(&mut node)?;
        assert!(counts[3] > 5 && counts[7..].iter().all(|n| *n == 0), "{counts:?}");
        node.look.is_visible = false;
        assert_eq!(seen(&mut node)?[1..], [0; 9]);
        Ok(())
    }

    #[test]
    fn ranges_follow_the_volume_and_the_output_what_is_kept() -> Result<()> {
        let mut node = node()?;
        node.x.range = Limited { value: 64..256, limits: 0..256 };
        node.y.range = Limited { value: 64..192, limits: 0..256 };
        node.y.is_on = false;
        node.process(&Context::detached())?;
        assert_eq!(node.x.range, Limited { value: 1..4, limits: 0..4 });
        assert_eq!(node.y.range, Limited { value: 2..6, limits: 0..8 });
        assert_eq!(node.output.x, node.x.range);
        assert_eq!(node.output.y, Limited::whole(0..8));
        node.keeps_share = false;
        node.z.range = Limited { value: 3..200, limits: 0..256 };
        node.process(&Context::detached())?;
        assert_eq!(node.z.range, Limited { value: 3..16, limits: 0..16 });
        Ok(())
    }

    #[test]
    fn borders_of_slices_are_there_where_something_is_left_out() -> Result<()> {
        let mut node = node()?;
        let lines = |node: &mut CropWidget| -> Result<usize> {
            node.process(&Context::detached())?;
            let image = node.result.get()?;
            let pixels = image.color[0].pixels.elements::<[u8; 4]>();
            // Light gray, unlike the handles.
            Ok(pixels.iter().filter(|p| p[0] > 150 && p[0].abs_diff(p[2]) < 8).count())
        };
        assert_eq!(lines(&mut node)?, 0);
        node.x.range = Limited { value: 2..4, limits: 0..4 };
        assert!(lines(&mut node)? > 100);
        node.look.has_planes = false;
        assert_eq!(lines(&mut node)?, 0);
        Ok(())
    }
}
