//! Cubes at the vertices of meshes.

use crate::algorithm::glyphs::{Glyph, Look, glyphs_of};
use crate::algorithm::primitives;
use glam::{Vec3, Vec4};
use ivw_core::prelude::*;
use ivw_render::film::{Film, Mode, Paint};
use ivw_render::properties::{GlyphMode, Lighting, Trackball};
use ivw_render::raster::Faces;
use ivw_render::surface::Light;
use ivw_render::view::View;

/// Draws a cube at each vertex of meshes.
///
/// |             | shape             | value                                           | space |
/// |-------------|-------------------|-------------------------------------------------|-------|
/// | geometry    | any               | position, maybe colour, radius, scalar, picking | data  |
/// | imageInport | `[width, height]` | colours, depth, picking                         |       |
/// | image       | `[width, height]` | `[u8; 4]`, depth `f32`, picking `[u8; 4]`       |       |
///
/// Edges are along the axes of the world, and as long as the radius of a vertex says.
/// A cube is lit as if all of it were in its middle.
#[derive(Processor)]
#[processor("org.inviwo.CubeRenderer", category = "Mesh Rendering", tags = "CPU")]
pub struct CubeRenderer {
    /// Meshes whose vertices are drawn.
    #[inport("geometry", flat)]
    meshes: InMany<Mesh>,

    /// Picture to draw into.
    #[inport("imageInport", optional)]
    background: In<Image>,

    /// The cubes, in front of or within the picture.
    #[outport("image")]
    image: Out<Image>,

    /// How large cubes are, and in which colour.
    #[group("cubeProperties", name = "Cube Properties")]
    look: CubeLook,

    /// Camera that looks at the cubes.
    #[property("camera")]
    camera: Camera,

    /// The light that falls on the cubes.
    #[group("lighting")]
    lighting: Lighting,

    /// How a person turns the camera.
    #[group("trackball", collapsed = true)]
    trackball: Trackball,
}

/// This is what cubes look like.
#[derive(PropertyGroup)]
pub struct CubeLook {
    /// Has no effect on vertices with a radius, as in Inviwo.
    #[property(
        "forceSize",
        name = "Force Size",
        invalidates = InvalidationLevel::InvalidResources
    )]
    forces_size: bool,

    /// The edge of cubes without a size.
    #[property(
        "defaultSize",
        name = "Default Size",
        default = 0.05,
        range = 0.00001..=2.0,
        step = 0.01
    )]
    size: f32,

    /// Give all cubes the same colour.
    #[property(
        "forceColor",
        name = "Force Color",
        invalidates = InvalidationLevel::InvalidResources
    )]
    forces_color: bool,

    /// The colour of cubes without one.
    #[property(
        "defaultColor",
        name = "Default Color",
        default = Vec4::new(0.7, 0.7, 0.7, 1.0),
        color
    )]
    color: Vec4,

    /// Colour cubes by the scalars of their vertices.
    #[property(
        "useMetaColor",
        name = "Use meta color mapping",
        invalidates = InvalidationLevel::InvalidResources
    )]
    colors_scalars: bool,

    /// The colours of scalars from 0 to 1.
    #[property("metaColor", name = "Meta Color Mapping")]
    of_scalars: TransferFunction,
}

impl Process for CubeRenderer {
    fn process(&mut self, context: &Context) -> Result<()> {
        let size = self.image.size();
        let mut film = Film::over(self.background.data().map(|image| &**image), size)?;
        self.lighting.position.tell(&self.camera, context, "lighting.lightPosition");
        let light = self.lighting.seen_by(&self.camera).into();
        let view = View::new(&self.camera, size);
        let look = Look {
            radius: (self.look.size, false),
            color: self.look.color,
            overrides_color: self.look.forces_color,
            overrides_alpha: self.look.forces_color,
            is_soft: false,
            of_scalars: self.look.colors_scalars.then_some(&self.look.of_scalars),
            brush: None,
        };
        for mesh in self.meshes.all() {
            context.check()?;
            let glyphs = glyphs_of(mesh, &look, GlyphMode::EntireMesh, None);
            draw(&glyphs, &view, &light, &mut film);
        }
        self.image.set(film.into_image());
        Ok(())
    }
}

fn draw(glyphs: &[Glyph], view: &View, light: &Light, film: &mut Film) {
    let is_far =
        |glyph: &&Glyph| (view.eye - glyph.position).dot(view.back) >= view.near + glyph.radius;
    let glyphs: Vec<Glyph> = glyphs.iter().filter(is_far).copied().collect();
    let body = primitives::cube(glam::Mat4::from_translation(Vec3::splat(-0.5)), Vec4::ONE);
    let indices = &body.lists[0].1;
    let (n_corners, n_triangles) = (body.vertices.len(), indices.len() / 3);
    let clip_from_world = view.clip_from_world();
    let mut corners = Vec::with_capacity(glyphs.len() * n_corners);
    let mut triangles = Vec::with_capacity(glyphs.len() * n_triangles);
    for (n, glyph) in glyphs.iter().enumerate() {
        corners.extend(body.vertices.iter().map(|vertex| {
            let position = glyph.position + glyph.radius * vertex.position;
            clip_from_world * position.extend(1.0)
        }));
        let first = (n * n_corners) as u32;
        triangles.extend(indices.as_chunks::<3>().0.iter().map(|of| of.map(|n| first + n)));
    }
    film.triangles(&corners, &triangles, Faces::Both, Mode::STRAIGHT, 0, |fragment| {
        let triangle = fragment.primitive as usize;
        let glyph = &glyphs[triangle / n_triangles];
        let normal = body.vertices[indices[3 * (triangle % n_triangles)] as usize].normal;
        let to_eye = (view.eye - glyph.position).normalize_or_zero();
        let rgb = light.shade(glyph.color.truncate(), glyph.position, normal, to_eye);
        Some(Paint::new(rgb.extend(glyph.color.w)).picked(glyph.picking))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec2;
    use ivw_render::properties::ShadingMode;

    fn renderer(positions: &[Vec3], size: f32) -> CubeRenderer {
        let mesh = Mesh::default().with(AttributeKind::Position, Array::copy_of(positions));
        let mut node = CubeRenderer {
            meshes: vec![mesh].into(),
            image: Out::with_size(UVec2::splat(40)),
            ..CubeRenderer::default()
        };
        node.look.size = size;
        node.look.color = Vec4::ONE;
        node
    }

    fn pixels(node: &mut CubeRenderer) -> Result<Vec<[u8; 4]>> {
        node.process(&Context::detached())?;
        Ok(node.image.get()?.color[0].pixels.elements().to_vec())
    }

    #[test]
    fn a_cube_is_as_large_as_it_looks() -> Result<()> {
        let mut node = renderer(&[Vec3::ZERO], 0.5);
        node.lighting.shading = ShadingMode::None;
        let n = pixels(&mut node)?.iter().filter(|pixel| **pixel == [255; 4]).count() as f32;
        // Its front is at distance 1.75.
        let edge = 0.5 / (1.75 * 2.0 * 19.0_f32.to_radians().tan()) * 40.0;
        assert!((n - edge * edge).abs() < 2.0 * edge, "{n} pixels, edge {edge}");
        assert!(pixels(&mut renderer(&[Vec3::Z * 1.8], 0.5))?.iter().all(|pixel| pixel[3] == 0));
        Ok(())
    }

    #[test]
    fn a_side_is_lit_as_its_middle() -> Result<()> {
        let mut node = renderer(&[Vec3::ZERO], 0.5);
        node.lighting.shading = ShadingMode::Diffuse;
        let drawn = pixels(&mut node)?;
        let front = drawn[20 * 40 + 20];
        assert_eq!(drawn[18 * 40 + 23], front);
        let cosine = 12.0 / 344.0_f32.sqrt();
        assert!((f32::from(front[0]) - 255.0 * 0.6 * cosine).abs() < 1.0, "{front:?}");
        Ok(())
    }
}
