//! Discs at the vertices of meshes.

use super::sphere_renderer::numbers;
use crate::algorithm::glyphs::{Brush, Glyph, Look, glyphs_of};
use glam::{Vec2, Vec3, Vec4};
use ivw_core::data::Brushing;
use ivw_core::prelude::*;
use ivw_render::film::{Film, Mode, Paint};
use ivw_render::properties::{
    GlyphLabels, GlyphMode, GlyphTexture, Periodicity, SelectionColor, Trackball,
};
use ivw_render::raster::Rect;
use ivw_render::texture::Texture;
use ivw_render::view::View;

/// Draws a disc at each vertex of meshes, with a border and no light.
///
/// |              | shape             | value                                           | space |
/// |--------------|-------------------|-------------------------------------------------|-------|
/// | geometry     | any               | position, maybe colour, radius, scalar, picking | data  |
/// | imageInport  | `[width, height]` | colours, depth, picking                         |       |
/// | pointTexture | any               | colours                                         | disc  |
/// | image        | `[width, height]` | `[u8; 4]`, depth `f32`, picking `[u8; 4]`       |       |
///
/// Radii are pixels. A disc is everywhere as deep as its middle.
/// Colours are blended in the order of the vertices.
#[derive(Processor)]
#[processor("org.inviwo.PointRenderer", category = "Mesh Rendering", tags = "CPU")]
pub struct PointRenderer {
    /// Meshes whose vertices are drawn.
    #[inport("geometry", flat)]
    meshes: InMany<Mesh>,

    /// Picture to draw into.
    #[inport("imageInport", optional)]
    background: In<Image>,

    /// Picture on each disc.
    #[inport("pointTexture", optional, keeps_size, group("Textures"))]
    picture: In<Image>,

    /// Rows that a person picked out elsewhere; vertices have the row of their index, or their number.
    #[inport("brushingAndLinking", optional)]
    brushing: In<Brushing>,

    /// The discs, in front of or within the picture.
    #[outport("image")]
    image: Out<Image>,

    /// Which vertices are drawn.
    #[property("renderMode", name = "Render Mode")]
    mode: GlyphMode,

    /// Leave out what lies behind.
    #[property("depthTest", name = "Depth Test", default = true)]
    tests_depth: bool,

    /// How large discs are, and in which colour.
    #[group("pointProperties", name = "Point Properties")]
    look: PointLook,

    /// Texts beside discs.
    #[group("labels", collapsed = true)]
    labels: GlyphLabels,

    /// How the picture on discs is used.
    #[group("texture", name = "Texturing", collapsed = true)]
    texture: GlyphTexture,

    /// How discs look that the mouse is over elsewhere.
    #[group(
        "bnlHighlight",
        name = "Highlight",
        collapsed = true,
        visible_if = |p| p.brushing.data().is_some(),
        preset("color", numbers(Vec3::new(0.35, 0.75, 0.93)))
    )]
    highlight: SelectionColor,

    /// How discs look that were selected elsewhere.
    #[group(
        "bnlSelect",
        name = "Selection",
        collapsed = true,
        visible_if = |p| p.brushing.data().is_some(),
        preset("color", numbers(Vec3::new(1.0, 0.84, 0.0)))
    )]
    selection: SelectionColor,

    /// How discs look that were filtered out elsewhere.
    #[group(
        "bnlFilter",
        name = "Filtered",
        collapsed = true,
        visible_if = |p| p.brushing.data().is_some(),
        preset("checked", false),
        preset("color", numbers(Vec3::splat(0.5)))
    )]
    filtered: SelectionColor,

    /// How discs go on beyond a cell.
    #[group("periodicity", collapsed = true)]
    periodicity: Periodicity,

    /// Camera that looks at the discs.
    #[property("camera")]
    camera: Camera,

    /// How a person turns the camera.
    #[group("trackball", collapsed = true)]
    trackball: Trackball,
}

/// This is what discs look like.
#[derive(PropertyGroup)]
pub struct PointLook {
    /// Give all discs the same radius.
    #[property(
        "overrideRadius",
        name = "Override Radius",
        invalidates = InvalidationLevel::InvalidResources
    )]
    overrides_radius: bool,

    /// The radius of discs without one, in pixels.
    #[property(
        "radius",
        name = "Default Radius",
        default = 8.0,
        from = 0.00001..=32.0,
        step = 0.1,
        unit = "px"
    )]
    radius: f32,

    /// Give all discs the same colour.
    #[property(
        "overrideColor",
        name = "Override Color",
        invalidates = InvalidationLevel::InvalidResources
    )]
    overrides_color: bool,

    /// The colour of discs without one.
    #[property("color", default = Vec3::splat(0.7), color)]
    color: Vec3,

    /// Give all discs the same alpha.
    #[property(
        "useUniformAlpha",
        name = "Override Alpha",
        invalidates = InvalidationLevel::InvalidResources
    )]
    overrides_alpha: bool,

    /// The alpha of discs without one.
    #[property("alpha", default = 1.0, bounds = 0.0..=1.0, step = 0.1)]
    alpha: f32,

    /// Colour discs by the scalars of their vertices.
    #[property(
        "useMetaColor",
        name = "Use Meta Color",
        invalidates = InvalidationLevel::InvalidResources
    )]
    colors_scalars: bool,

    /// The colours of scalars from 0 to 1.
    #[property("metaColor", name = "Meta Color Mapping")]
    of_scalars: TransferFunction,

    /// How wide the border is, in pixels.
    #[property(
        "borderWidth",
        name = "Border Width",
        default = 2.0,
        from = 0.0..=10.0,
        step = 0.1,
        unit = "px"
    )]
    border: f32,

    /// Colour of the border.
    #[property("borderColor", name = "Border Color", default = Vec4::W, color)]
    border_color: Vec4,

    /// How soft edges are, in pixels.
    #[property(
        "antialising",
        name = "Antialiasing",
        default = 1.5,
        from = 0.0..=5.0,
        step = 0.1,
        unit = "px"
    )]
    softness: f32,
}

impl PointLook {
    fn look(&self) -> Look<'_> {
        Look {
            radius: (self.radius, self.overrides_radius),
            color: self.color.extend(self.alpha),
            overrides_color: self.overrides_color,
            overrides_alpha: self.overrides_alpha,
            is_soft: true,
            of_scalars: self.colors_scalars.then_some(&self.of_scalars),
            brush: None,
        }
    }

    /// The colour at a distance from the middle of a disc; none outside.
    fn color(&self, color: Vec4, radius: f32, distance: f32) -> Option<Vec4> {
        let (border, soft) = (self.border, self.softness);
        // How far from the inner to the outer end of an edge.
        let part = |inner: f32| ((distance - inner) / soft).clamp(0.0, 1.0);
        if distance > radius {
            return None;
        }
        let edge = radius - soft;
        if border <= 0.0 {
            let alpha = if distance > edge { color.w * (1.0 - part(edge)) } else { color.w };
            return Some(color.with_w(alpha));
        }
        Some(if distance > edge {
            self.border_color.with_w(self.border_color.w * (1.0 - part(edge)))
        } else if distance > edge - border {
            self.border_color
        } else if distance > edge - border - soft {
            color.lerp(self.border_color, part(edge - border - soft))
        } else {
            color
        })
    }
}

impl PointRenderer {
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

impl Process for PointRenderer {
    fn process(&mut self, context: &Context) -> Result<()> {
        let size = self.image.size();
        let mut film = Film::over(self.background.data().map(|image| &**image), size)?;
        let picture = self.picture.data().filter(|_| self.texture.is_on);
        let picture = picture.and_then(|image| image.color.first()).map(Texture::new);
        let view = View::new(&self.camera, size);
        let cell = self.periodicity.is_on.then_some(&self.periodicity);
        for mesh in self.meshes.all() {
            context.check()?;
            let look = Look { brush: self.brush(), ..self.look.look() };
            let glyphs = glyphs_of(mesh, &look, self.mode, cell);
            self.draw(&glyphs, &view, picture.as_ref(), &mut film);
        }
        self.image.set(film.into_image());
        Ok(())
    }
}

impl PointRenderer {
    fn draw(&self, glyphs: &[Glyph], view: &View, picture: Option<&Texture<'_>>, film: &mut Film) {
        let mode = Mode { tests_depth: self.tests_depth, ..Mode::STRAIGHT };
        let place = |n: usize| {
            let middle = view.view_from_world.transform_point3(glyphs[n].position);
            let seen = view.is_between_planes(middle).then(|| view.window(middle))?;
            let rect = Rect::around(seen.truncate(), Vec2::splat(glyphs[n].radius));
            Some(((glyphs[n], seen), rect))
        };
        film.glyphs(glyphs.len(), place, mode, |(glyph, middle), pixel| {
            let away = pixel - middle.truncate();
            let fill = match picture {
                Some(picture) => {
                    let at = away / glyph.radius * 0.5 + 0.5;
                    self.texture.mix(glyph.color, picture.sample(at))
                }
                None => glyph.color,
            };
            let color = self.look.color(fill, glyph.radius, away.length())?;
            Some((middle.z, Paint::new(color).picked(glyph.picking)))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec2;

    fn renderer(positions: &[Vec3]) -> PointRenderer {
        let mesh = Mesh::default().with(AttributeKind::Position, Array::copy_of(positions));
        PointRenderer {
            meshes: vec![mesh].into(),
            image: Out::with_size(UVec2::splat(41)),
            ..PointRenderer::default()
        }
    }

    fn pixels(node: &mut PointRenderer) -> Result<Vec<[u8; 4]>> {
        node.process(&Context::detached())?;
        Ok(node.image.get()?.color[0].pixels.elements().to_vec())
    }

    #[test]
    fn a_disc_has_a_soft_border() -> Result<()> {
        let mut node = renderer(&[Vec3::ZERO]);
        node.look.radius = 10.0;
        let row = pixels(&mut node)?[20 * 41..21 * 41].to_vec();
        // From the middle outwards: fill, border, half of it, nothing.
        assert_eq!(row[20], [179, 179, 179, 255]);
        assert_eq!(row[20 + 7], [0, 0, 0, 255]);
        assert_eq!(row[20 + 8], [0, 0, 0, 255]);
        assert!(row[20 + 9][3] < 255 && row[20 + 9][3] > 0, "{:?}", row[29]);
        assert_eq!(row[20 + 11], [0; 4]);
        Ok(())
    }

    #[test]
    fn without_border_and_softness_a_disc_is_a_disc() -> Result<()> {
        let mut node = renderer(&[Vec3::ZERO, Vec3::Z * 3.0]);
        (node.look.border, node.look.softness) = (0.0, 0.0);
        let drawn = pixels(&mut node)?;
        let n = drawn.iter().filter(|pixel| **pixel == [179, 179, 179, 255]).count();
        let area = std::f32::consts::PI * 64.0;
        assert!((n as f32 - area).abs() < 9.0, "{n}");
        assert_eq!(drawn.iter().filter(|pixel| pixel[3] > 0).count(), n);
        Ok(())
    }

    #[test]
    fn nearer_discs_come_first_if_depth_is_tested() -> Result<()> {
        let colors = [Vec4::new(1.0, 0.0, 0.0, 1.0), Vec4::new(0.0, 1.0, 0.0, 1.0)];
        let mut node = renderer(&[]);
        let mesh = Mesh::default()
            .with(AttributeKind::Position, Array::copy_of(&[Vec3::Z * 0.5, Vec3::ZERO]))
            .with(AttributeKind::Color, Array::copy_of(&colors));
        node.meshes = vec![mesh].into();
        assert_eq!(pixels(&mut node)?[20 * 41 + 20], [255, 0, 0, 255]);
        node.tests_depth = false;
        assert_eq!(pixels(&mut node)?[20 * 41 + 20], [0, 255, 0, 255]);
        Ok(())
    }
}
