//! Spheres at the vertices of meshes.

use crate::algorithm::glyphs::{Brush, Glyph, Look, glyphs_of};
use glam::{Mat3, Vec2, Vec3};
use ivw_core::data::Brushing;
use ivw_core::prelude::*;
use ivw_render::film::{Film, Mode, Paint};
use ivw_render::properties::{
    GlyphLabels, GlyphMode, GlyphTexture, Lighting, Periodicity, SelectionColor, Trackball,
};
use ivw_render::surface::Light;
use ivw_render::texture::Texture;
use ivw_render::view::View;
use std::f32::consts::{PI, SQRT_2, TAU};

/// Draws a sphere at each vertex of meshes.
///
/// |               | shape             | value                                               | space |
/// |---------------|-------------------|-----------------------------------------------------|-------|
/// | geometry      | any               | position, maybe colour, radius, scalar, picking     | data  |
/// | imageInport   | `[width, height]` | colours, depth, picking                             |       |
/// | sphereTexture | any               | colours                                             | longitude, latitude |
/// | image         | `[width, height]` | `[u8; 4]`, depth `f32`, picking `[u8; 4]`           |       |
///
/// Radii are lengths in the world, whatever the matrices of a mesh are.
/// Colours are blended in the order of the vertices; spheres without radius or alpha are left out.
#[derive(Processor)]
#[processor("org.inviwo.SphereRenderer", category = "Mesh Rendering", tags = "CPU")]
pub struct SphereRenderer {
    /// Meshes whose vertices are drawn.
    #[inport("geometry", flat)]
    meshes: InMany<Mesh>,

    /// Picture to draw into.
    #[inport("imageInport", optional)]
    background: In<Image>,

    /// Picture around each sphere.
    #[inport("sphereTexture", optional, keeps_size, group("Textures"))]
    picture: In<Image>,

    /// Rows that a person picked out elsewhere; vertices have the row of their index, or their number.
    #[inport("brushingAndLinking", optional)]
    brushing: In<Brushing>,

    /// The spheres, in front of or within the picture.
    #[outport("image")]
    image: Out<Image>,

    /// Which vertices are drawn.
    #[property("renderMode", name = "Render Mode")]
    mode: GlyphMode,

    /// How large spheres are, and in which colour.
    #[group("sphereProperties", name = "Sphere Properties")]
    look: SphereLook,

    /// Texts beside spheres.
    #[group("labels", collapsed = true)]
    labels: GlyphLabels,

    /// How the picture around spheres is used.
    #[group("texture", name = "Texturing", collapsed = true)]
    texture: GlyphTexture,

    /// How spheres look that the mouse is over elsewhere.
    #[group(
        "bnlHighlight",
        name = "Highlight",
        collapsed = true,
        visible_if = |p| p.brushing.data().is_some(),
        preset("color", numbers(Vec3::new(0.35, 0.75, 0.93)))
    )]
    highlight: SelectionColor,

    /// How spheres look that were selected elsewhere.
    #[group(
        "bnlSelect",
        name = "Selection",
        collapsed = true,
        visible_if = |p| p.brushing.data().is_some(),
        preset("color", numbers(Vec3::new(1.0, 0.84, 0.0)))
    )]
    selection: SelectionColor,

    /// How spheres look that were filtered out elsewhere.
    #[group(
        "bnlFilter",
        name = "Filtered",
        collapsed = true,
        visible_if = |p| p.brushing.data().is_some(),
        preset("checked", false),
        preset("color", numbers(Vec3::splat(0.5)))
    )]
    filtered: SelectionColor,

    /// How spheres go on beyond a cell.
    #[group("periodicity", collapsed = true)]
    periodicity: Periodicity,

    /// What becomes of spheres at the near plane.
    #[group("clipping", collapsed = true)]
    clipping: Clipping,

    /// Camera that looks at the spheres.
    #[property("camera")]
    camera: Camera,

    /// The light that falls on the spheres.
    #[group("lighting")]
    lighting: Lighting,

    /// How a person turns the camera.
    #[group("trackball", collapsed = true)]
    trackball: Trackball,
}

/// This is what spheres look like.
#[derive(PropertyGroup)]
pub struct SphereLook {
    /// Give all spheres the same radius.
    #[property(
        "overrideRadius",
        name = "Override Radius",
        invalidates = InvalidationLevel::InvalidResources
    )]
    overrides_radius: bool,

    /// The radius of spheres without one.
    #[property("radius", name = "Default Radius", default = 0.05, from = 0.00001..=2.0, step = 0.1)]
    radius: f32,

    /// Give all spheres the same colour.
    #[property(
        "overrideColor",
        name = "Override Color",
        invalidates = InvalidationLevel::InvalidResources
    )]
    overrides_color: bool,

    /// The colour of spheres without one.
    #[property("color", default = Vec3::splat(0.7), color)]
    color: Vec3,

    /// Give all spheres the same alpha.
    #[property(
        "useUniformAlpha",
        name = "Override Alpha",
        invalidates = InvalidationLevel::InvalidResources
    )]
    overrides_alpha: bool,

    /// The alpha of spheres without one.
    #[property("alpha", default = 1.0, bounds = 0.0..=1.0, step = 0.1)]
    alpha: f32,

    /// Colour spheres by the scalars of their vertices.
    #[property(
        "useMetaColor",
        name = "Use Meta Color",
        invalidates = InvalidationLevel::InvalidResources
    )]
    colors_scalars: bool,

    /// The colours of scalars from 0 to 1.
    #[property("metaColor", name = "Meta Color Mapping")]
    of_scalars: TransferFunction,
}

impl SphereLook {
    fn look(&self) -> Look<'_> {
        Look {
            radius: (self.radius, self.overrides_radius),
            color: self.color.extend(self.alpha),
            overrides_color: self.overrides_color,
            overrides_alpha: self.overrides_alpha,
            is_soft: false,
            of_scalars: self.colors_scalars.then_some(&self.of_scalars),
            brush: None,
        }
    }
}

/// This is what becomes of spheres at the near plane.
#[derive(PropertyGroup)]
pub struct Clipping {
    /// Leave them out, or cut them.
    #[property("mode", name = "Mode", invalidates = InvalidationLevel::InvalidResources)]
    mode: ClipMode,

    /// How bright the inside of a cut sphere is.
    #[property(
        "clipShadingFactor",
        name = "Clip Shading Factor",
        default = 0.9,
        from = 100.0 * f32::EPSILON..=2.0,
        step = 2.0 / 256.0
    )]
    factor: f32,

    /// Let light fall on the inside of a cut sphere.
    #[property(
        "shadeClippedArea",
        name = "Shade Clipped Area",
        invalidates = InvalidationLevel::InvalidResources
    )]
    shades: bool,
}

/// This is what becomes of a sphere at the near plane.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClipMode {
    /// It is left out.
    #[default]
    #[choice("discard", "Discard")]
    Discard,
    /// It is cut open.
    #[choice("cut", "Cut")]
    Cut,
}

impl SphereRenderer {
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

impl Process for SphereRenderer {
    fn process(&mut self, context: &Context) -> Result<()> {
        let size = self.image.size();
        let mut film = Film::over(self.background.data().map(|image| &**image), size)?;
        self.lighting.position.tell(&self.camera, context, "lighting.lightPosition");
        let picture = self.picture.data().filter(|_| self.texture.is_on);
        let scene = Scene {
            view: View::new(&self.camera, size),
            light: self.lighting.seen_by(&self.camera).into(),
            world_from_view: Mat3::from_mat4(self.camera.view_from_world()).inverse(),
            clipping: &self.clipping,
            picture: picture.and_then(|image| image.color.first()).map(Texture::new),
            texture: &self.texture,
        };
        let cell = self.periodicity.is_on.then_some(&self.periodicity);
        let look = Look { brush: self.brush(), ..self.look.look() };
        for mesh in self.meshes.all() {
            context.check()?;
            scene.draw(&glyphs_of(mesh, &look, self.mode, cell), &mut film);
        }
        self.image.set(film.into_image());
        Ok(())
    }
}

struct Scene<'a> {
    view: View,
    light: Light,
    world_from_view: Mat3,
    clipping: &'a Clipping,
    picture: Option<Texture<'a>>,
    texture: &'a GlyphTexture,
}

impl Scene<'_> {
    fn draw(&self, glyphs: &[Glyph], film: &mut Film) {
        let cuts = self.clipping.mode == ClipMode::Cut;
        let view = &self.view;
        let place = |n: usize| {
            let glyph = glyphs[n];
            let middle = view.view_from_world.transform_point3(glyph.position);
            let reach = view.near + glyph.radius;
            if !view.is_between_planes(middle) || (!cuts && -middle.z < reach) {
                return None;
            }
            // A square is larger than what is seen of a sphere, unless that is near and large.
            Some(((glyph, middle), view.square(middle, SQRT_2 * glyph.radius)))
        };
        film.glyphs(glyphs.len(), place, Mode::STRAIGHT, |(glyph, middle), pixel| {
            self.sphere(glyph, *middle, pixel)
        });
    }

    /// Depth and paint of a sphere at a pixel.
    fn sphere(&self, glyph: &Glyph, middle: Vec3, pixel: Vec2) -> Option<(f32, Paint)> {
        let ray = self.view.ray(pixel);
        let to_middle = middle - ray.origin;
        let along = to_middle.dot(ray.direction);
        // From the middle to the nearest point of the ray: small numbers, unlike distances.
        let across = (to_middle - along * ray.direction).length_squared();
        let half = glyph.radius * glyph.radius - across;
        if half < 0.0 {
            return None;
        }
        let hit = ray.at(along - half.sqrt());
        let depth = self.view.window(hit).z;
        let normal = self.world_from_view * ((hit - middle) / glyph.radius);
        let normal = normal.normalize_or_zero();
        let is_cut = self.clipping.mode == ClipMode::Cut && (depth <= 0.0 || hit.z >= 0.0);
        let color = match &self.picture {
            Some(picture) => {
                self.texture.mix(glyph.color, picture.sample(texture_coordinates(normal)))
            }
            None => glyph.color,
        };
        let position = glyph.position + self.world_from_view * (hit - middle);
        let to_eye = (self.view.eye - position).normalize_or_zero();
        let rgb = color.truncate();
        let (depth, rgb) = match is_cut {
            true => {
                let rgb = rgb * self.clipping.factor;
                let axis = self.view.back;
                let rgb = match self.clipping.shades {
                    true => self.light.shade(rgb, position, axis, axis),
                    false => rgb,
                };
                (depth.max(0.0) + 1e-6, rgb)
            }
            false => (depth, self.light.shade(rgb, position, normal, to_eye)),
        };
        Some((depth, Paint::new(rgb.extend(color.w)).picked(glyph.picking)))
    }
}

/// Latitude and longitude from 0 to 1.
fn texture_coordinates(normal: Vec3) -> Vec2 {
    let latitude = normal.z.clamp(-1.0, 1.0).acos() / PI;
    let radius = normal.truncate().length();
    let longitude = match radius > 0.0 {
        true => (normal.x / radius).clamp(-1.0, 1.0).acos() * normal.y.signum(),
        false => 0.0,
    };
    Vec2::new(latitude, (longitude + PI) / TAU)
}

pub(super) fn numbers(vector: Vec3) -> Value {
    Value::Floats(vector.to_array().into_iter().map(f64::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{UVec2, Vec4};
    use ivw_render::properties::ShadingMode;

    const SIZE: UVec2 = UVec2::new(60, 60);

    fn renderer(positions: &[Vec3], colors: &[Vec4]) -> SphereRenderer {
        let mesh = Mesh::default()
            .with(AttributeKind::Position, Array::copy_of(positions))
            .with(AttributeKind::Color, Array::copy_of(colors));
        let mut node = SphereRenderer {
            meshes: vec![mesh].into(),
            image: Out::with_size(SIZE),
            ..SphereRenderer::default()
        };
        node.lighting.shading = ShadingMode::None;
        node.look.radius = 0.25;
        node
    }

    fn pixels(node: &mut SphereRenderer) -> Result<Vec<[u8; 4]>> {
        node.process(&Context::detached())?;
        Ok(node.image.get()?.color[0].pixels.elements().to_vec())
    }

    #[test]
    fn a_sphere_is_as_large_as_it_looks() -> Result<()> {
        let mut node = renderer(&[Vec3::ZERO], &[Vec4::ONE]);
        let n = pixels(&mut node)?.iter().filter(|pixel| pixel[3] == 255).count() as f32;
        // Seen from distance 2 with a field of view of 38 degrees.
        let angle = (0.25_f32 / 2.0).asin();
        let radius = angle.tan() / 19.0_f32.to_radians().tan() * 30.0;
        let area = PI * radius * radius;
        assert!((n - area).abs() < 8.0, "{n} pixels, {area} expected");
        // Its nearest point is at distance 1.75.
        let image = node.image.get()?;
        let depth = image.depth.as_ref().unwrap().pixels.elements::<f32>()[30 * 60 + 30];
        let expected = View::new(&node.camera, SIZE).window(Vec3::new(0.0, 0.0, -1.75)).z;
        assert!((depth - expected).abs() < 1e-4, "{depth} {expected}");
        Ok(())
    }

    #[test]
    fn spheres_cut_into_each_other() -> Result<()> {
        let red = Vec4::new(1.0, 0.0, 0.0, 1.0);
        let blue = Vec4::new(0.0, 0.0, 1.0, 1.0);
        let mut node = renderer(&[Vec3::X * -0.1, Vec3::X * 0.1], &[red, blue]);
        let row = pixels(&mut node)?[30 * 60..31 * 60].to_vec();
        assert_eq!(row[29], [255, 0, 0, 255]);
        assert_eq!(row[30], [0, 0, 255, 255]);
        Ok(())
    }

    #[test]
    fn what_reaches_the_near_plane_is_left_out_or_cut() -> Result<()> {
        let mut node = renderer(&[Vec3::Z * 1.7], &[Vec4::ONE]);
        assert!(pixels(&mut node)?.iter().all(|pixel| pixel[3] == 0));
        node.clipping.mode = ClipMode::Cut;
        let cut = pixels(&mut node)?;
        assert_eq!(cut[30 * 60 + 30], [230, 230, 230, 255]);
        Ok(())
    }

    #[test]
    fn light_and_pictures_follow_the_surface() -> Result<()> {
        let mut node = renderer(&[Vec3::ZERO], &[Vec4::ONE]);
        node.lighting.shading = ShadingMode::Diffuse;
        let lit = pixels(&mut node)?;
        // The light is above, to the right, at the eye's side.
        assert!(lit[36 * 60 + 36][0] > lit[30 * 60 + 30][0]);
        assert!(lit[30 * 60 + 30][0] > lit[24 * 60 + 24][0]);
        let halves = [[255_u8, 0, 0, 255], [0, 0, 255, 255]];
        let mut layer = Layer::from_pixels([1, 2], LayerKind::Color, &halves);
        layer.interpolation = Interpolation::Nearest;
        node.picture = Image::from_layer(layer).into();
        node.lighting.shading = ShadingMode::None;
        node.texture.is_on = true;
        node.texture.mixing = 1.0;
        let seen = pixels(&mut node)?;
        assert_eq!(seen[36 * 60 + 30], [0, 0, 255, 255]);
        assert_eq!(seen[24 * 60 + 30], [255, 0, 0, 255]);
        Ok(())
    }

    #[test]
    fn orthographic_cameras_see_circles() -> Result<()> {
        let mut node = renderer(&[Vec3::X], &[Vec4::ONE]);
        node.camera.projection = Projection::Orthographic;
        node.camera.width = 4.0;
        let n = pixels(&mut node)?.iter().filter(|pixel| pixel[3] == 255).count() as f32;
        let area = PI * (0.25_f32 * 15.0).powi(2);
        assert!((n - area).abs() < 6.0, "{n} pixels, {area} expected");
        Ok(())
    }
}
