//! Meshes in a plane.

use glam::{Mat4, Vec4};
use ivw_core::prelude::*;
use ivw_render::film::{Film, Mode, Paint, picking_color};
use ivw_render::raster::{self, Faces, Fragment};
use ivw_render::vertices;

/// Draws meshes flat, in their own colours.
///
/// |             | shape             | value                                     | space |
/// |-------------|-------------------|-------------------------------------------|-------|
/// | inputMesh   | any               | position, maybe colour, picking           | data  |
/// | imageInport | `[width, height]` | colours, depth, picking                   |       |
/// | outputImage | `[width, height]` | `[u8; 4]`, depth `f32`, picking `[u8; 4]` |       |
///
/// A box of the world fills the picture. Without colours a mesh is black.
#[derive(Processor)]
#[processor(
    "org.inviwo.Mesh2DRenderProcessorGL",
    name = "2D Mesh Renderer",
    category = "Mesh Rendering",
    tags = "CPU"
)]
pub struct Mesh2DRenderer {
    /// Meshes to draw.
    #[inport("inputMesh", flat)]
    meshes: InMany<Mesh>,

    /// Picture to draw into.
    #[inport("imageInport", optional)]
    background: In<Image>,

    /// The meshes in the picture.
    #[outport("outputImage")]
    image: Out<Image>,

    /// Leave out what lies behind.
    #[property("enableDepthTest_", name = "Enable Depth Test", default = true)]
    tests_depth: bool,

    /// The box that fills the picture.
    #[group("frustum")]
    frustum: Frustum,
}

/// This is the box of the world that fills a picture.
#[derive(PropertyGroup)]
pub struct Frustum {
    /// Let the box be as large as the picture has pixels.
    #[property("useCanvasDims", name = "Use Canvas Dimensions")]
    is_canvas: bool,
    /// Left side.
    #[property("left", soft = -100.0..=100.0, step = 0.1)]
    left: f32,
    /// Right side.
    #[property("right", default = 1.0, soft = -100.0..=100.0, step = 0.1)]
    right: f32,
    /// Lower side.
    #[property("bottom", soft = -100.0..=100.0, step = 0.1)]
    bottom: f32,
    /// Upper side.
    #[property("top", default = 1.0, soft = -100.0..=100.0, step = 0.1)]
    top: f32,
    /// Distance of the near side, behind the origin if negative.
    #[property("near", name = "Near Plane", default = -1.0, soft = -100.0..=100.0, step = 0.1)]
    near: f32,
    /// Distance of the far side.
    #[property("far", name = "Far Plane", default = 1.0, soft = -100.0..=100.0, step = 0.1)]
    far: f32,
}

impl Process for Mesh2DRenderer {
    fn process(&mut self, context: &Context) -> Result<()> {
        let size = self.image.size();
        let frustum = &mut self.frustum;
        if frustum.is_canvas {
            (frustum.left, frustum.bottom) = (0.0, 0.0);
            (frustum.right, frustum.top) = (size.x as f32, size.y as f32);
        }
        for (id, side) in [
            ("left", frustum.left),
            ("right", frustum.right),
            ("bottom", frustum.bottom),
            ("top", frustum.top),
        ] {
            let path = format!("frustum.{id}");
            if frustum.is_canvas {
                context.set(&path, f64::from(side));
            }
            context.change(&path, PropertyChange::ReadOnly(frustum.is_canvas));
        }
        let Frustum { left, right, bottom, top, near, far, .. } = *frustum;
        let projection = Mat4::orthographic_rh_gl(left, right, bottom, top, near, far);
        let mut film = Film::over(self.background.data().map(|image| &**image), size)?;
        let mode = Mode { tests_depth: self.tests_depth, ..Mode::STRAIGHT };
        for mesh in self.meshes.all() {
            draw(mesh, projection, mode, &mut film);
        }
        self.image.set(film.into_image());
        Ok(())
    }
}

fn draw(mesh: &Mesh, projection: Mat4, mode: Mode, film: &mut Film) {
    let corners = vertices::transformed(mesh, projection * mesh.world_from_data());
    let colors = vertices::colors(mesh);
    let picking = vertices::picking_ids(mesh);
    let paint = |fragment: &Fragment| {
        let color = colors.as_ref().map_or(Vec4::W, |colors| fragment.mix(colors));
        let picked = picking.as_ref().map(|ids| picking_color(ids[fragment.corners[2] as usize]));
        Some(Paint::new(color).picked(picked.unwrap_or(Vec4::ZERO)))
    };
    film.triangles(&corners, &raster::triangles_of(mesh), Faces::Both, mode, 0, paint);
    let segments: Vec<_> =
        raster::segments_of(mesh).into_iter().map(|[_, a, b, _]| [a, b]).collect();
    film.segments(&corners, &segments, mode, 0, paint);
    film.points(&corners, &raster::points_of(mesh), mode, 0, paint);
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{UVec2, Vec3};

    fn renderer() -> Mesh2DRenderer {
        let corners = [Vec3::ZERO, Vec3::X * 0.5, Vec3::new(0.5, 0.5, 0.0), Vec3::Y * 0.5];
        let mesh = Mesh::new(Topology::TRIANGLES)
            .with(AttributeKind::Position, Array::copy_of(&corners))
            .with(AttributeKind::Color, Array::copy_of(&[Vec4::ONE; 4]))
            .with_indices(Topology::TRIANGLES, &[0, 1, 2, 0, 2, 3]);
        Mesh2DRenderer {
            meshes: vec![mesh].into(),
            image: Out::with_size(UVec2::new(8, 4)),
            ..Mesh2DRenderer::default()
        }
    }

    fn n_white(node: &mut Mesh2DRenderer) -> Result<usize> {
        node.process(&Context::detached())?;
        let image = node.image.get()?;
        let pixels = image.color[0].pixels.elements::<[u8; 4]>();
        Ok(pixels.iter().filter(|pixel| **pixel == [255; 4]).count())
    }

    #[test]
    fn the_box_fills_the_picture() -> Result<()> {
        let mut node = renderer();
        assert_eq!(n_white(&mut node)?, 8);
        node.frustum.right = 0.5;
        assert_eq!(n_white(&mut node)?, 16);
        node.frustum.is_canvas = true;
        assert_eq!(n_white(&mut node)?, 0);
        assert_eq!((node.frustum.right, node.frustum.top), (8.0, 4.0));
        Ok(())
    }
}
