//! Heights as a surface.

use glam::{Mat3, Vec2, Vec3, Vec4};
use ivw_core::prelude::*;
use ivw_render::film::{Film, Mode, Paint};
use ivw_render::properties::{Lighting, Trackball};
use ivw_render::raster::{Faces, Fragment, triangles_of};
use ivw_render::surface::Light;
use ivw_render::texture::Texture;
use ivw_render::vertices;

/// Draws meshes whose vertices are lifted by the heights of a picture.
///
/// |             | shape             | value                                             | space |
/// |-------------|-------------------|---------------------------------------------------|-------|
/// | geometry    | triangles         | position, texture coordinates, maybe normal, colour | data |
/// | heightfield | any               | height in the red channel                         | texture |
/// | texture     | any               | colours                                           | texture |
/// | normalmap   | any               | normals, from 0 to 1                              | texture |
/// | imageInport | `[width, height]` | colours, depth, picking                           |       |
/// | image       | `[width, height]` | `[u8; 4]`, depth `f32`, picking `[u8; 4]`         |       |
///
/// Vertices are lifted along z. Normals stay those of the mesh unless there is a map of them.
#[derive(Processor)]
#[processor(
    "org.inviwo.HeightFieldRenderGL",
    name = "Height Field Renderer",
    category = "Heightfield",
    tags = "CPU"
)]
pub struct HeightFieldRenderer {
    /// Meshes to lift and draw.
    #[inport("geometry", flat)]
    meshes: InMany<Mesh>,

    /// Heights; without them nothing is lifted.
    #[inport("heightfield", optional, keeps_size)]
    heights: In<Image>,

    /// Colours of the surface.
    #[inport("texture", optional, keeps_size)]
    texture: In<Image>,

    /// Normals of the surface.
    #[inport("normalmap", optional, keeps_size)]
    normal_map: In<Image>,

    /// Picture to draw into.
    #[inport("imageInport", optional)]
    background: In<Image>,

    /// The surface, in front of or within the picture.
    #[outport("image")]
    image: Out<Image>,

    /// How far a height of 1 lifts.
    #[property("heightScale", name = "Height Scale", default = 1.0, from = 0.0..=10.0, step = 0.1)]
    scale: f32,

    /// Where colours come from.
    #[property("terrainShadingMode", name = "Terrain Shading", options = &[
        ("shadingConstant", "Constant Color", 0),
        ("shadingColorTex", "Color Texture", 1),
        ("shadingHeightField", "Heightfield Texture", 2),
    ])]
    shading: i32,

    /// Camera that looks at the surface.
    #[property("camera")]
    camera: Camera,

    /// The light that falls on the surface.
    #[group("lighting")]
    lighting: Lighting,

    /// How a person turns the camera.
    #[group("trackball", collapsed = true)]
    trackball: Trackball,
}

impl Process for HeightFieldRenderer {
    fn process(&mut self, context: &Context) -> Result<()> {
        let size = self.image.size();
        let mut film = Film::over(self.background.data().map(|image| &**image), size)?;
        self.lighting.position.tell(&self.camera, context, "lighting.lightPosition");
        let light: Light = self.lighting.seen_by(&self.camera).into();
        for mesh in self.meshes.all() {
            context.check()?;
            self.draw(mesh, &light, &mut film);
        }
        self.image.set(film.into_image());
        Ok(())
    }
}

impl HeightFieldRenderer {
    fn draw(&self, mesh: &Mesh, light: &Light, film: &mut Film) {
        let heights = texture(&self.heights);
        let colors_of_place = texture(&self.texture);
        let normals_of_place = texture(&self.normal_map);
        let height = |place: Vec3| {
            heights.as_ref().map_or(0.0, |heights| heights.sample(place.truncate()).x)
        };
        let places = vertices::texture_coordinates(mesh);
        let world = mesh.world_from_data();
        let positions: Vec<Vec3> = vertices::positions(mesh)
            .iter()
            .take(mesh.n_vertices())
            .zip(&places)
            .map(|(position, &place)| {
                let lift = Vec3::Z * self.scale * height(place);
                world.transform_point3(position.truncate() + lift)
            })
            .collect();
        let clip_from_world = self.camera.clip_from_world();
        let corners: Vec<Vec4> =
            positions.iter().map(|position| clip_from_world * position.extend(1.0)).collect();
        let colors = vertices::colors(mesh);
        let normals = vertices::world_normals(mesh);
        let turn = Mat3::from_mat4(world.inverse().transpose());
        let paint = |fragment: &Fragment| {
            let place = fragment.mix(&places);
            let color = match (self.shading, &colors_of_place) {
                (1, Some(texture)) => texture.sample(place.truncate()),
                (2, _) if heights.is_some() => Vec3::splat(height(place)).extend(1.0),
                _ => colors.as_ref().map_or(Vec4::W, |colors| fragment.mix(colors)),
            };
            let normal = match &normals_of_place {
                Some(map) => turn * (2.0 * at(map, place) - 1.0),
                None => normals.as_ref().map_or(Vec3::ZERO, |normals| fragment.mix(normals)),
            };
            let position = fragment.mix(&positions);
            let to_eye = (self.camera.look_from - position).normalize_or_zero();
            let rgb = light.shade(color.truncate(), position, normal.normalize_or_zero(), to_eye);
            Some(Paint::new(rgb.extend(color.w)))
        };
        film.triangles(&corners, &triangles_of(mesh), Faces::Both, Mode::REPLACE, 0, paint);
    }
}

fn texture(port: &In<Image>) -> Option<Texture<'_>> {
    port.data().and_then(|image| image.color.first()).map(Texture::new)
}

fn at(texture: &Texture<'_>, place: Vec3) -> Vec3 {
    texture.sample(Vec2::new(place.x, place.y)).truncate()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::algorithm::primitives;
    use glam::{IVec2, UVec2};
    use ivw_render::properties::ShadingMode;

    fn image<T: ivw_core::data::Element>(pixels: &[T]) -> Image {
        Image::from_layer(Layer::from_pixels([2, 1], LayerKind::Color, pixels))
    }

    fn renderer() -> HeightFieldRenderer {
        let plane =
            primitives::plane(Vec3::ZERO, Vec3::Z, Vec2::splat(4.0), IVec2::splat(8), Vec4::ONE);
        let mut node = HeightFieldRenderer {
            meshes: vec![plane.into_mesh()].into(),
            heights: image(&[0.0_f32, 0.5]).into(),
            image: Out::with_size(UVec2::new(20, 20)),
            ..HeightFieldRenderer::default()
        };
        node.lighting.shading = ShadingMode::None;
        node
    }

    #[test]
    fn heights_lift_towards_the_eye() -> Result<()> {
        let mut node = renderer();
        node.process(&Context::detached())?;
        let image = node.image.get()?;
        assert!(image.color[0].pixels.elements::<[u8; 4]>().iter().all(|p| *p == [255; 4]));
        let depth = image.depth.as_ref().unwrap().pixels.elements::<f32>();
        assert!(depth[10 * 20 + 18] < depth[10 * 20 + 1]);
        Ok(())
    }

    #[test]
    fn colours_come_from_where_they_should() -> Result<()> {
        let mut node = renderer();
        node.texture = image(&[[0_u8, 255, 0, 255]; 2]).into();
        for (shading, expected) in [(0, [255; 4]), (1, [0, 255, 0, 255])] {
            node.shading = shading;
            node.process(&Context::detached())?;
            let image = node.image.get()?;
            assert_eq!(image.color[0].pixels.elements::<[u8; 4]>()[210], expected);
        }
        node.shading = 2;
        node.process(&Context::detached())?;
        let image = node.image.get()?;
        let row = &image.color[0].pixels.elements::<[u8; 4]>()[200..220];
        assert!(row[0][0] < row[19][0], "{row:?}");
        Ok(())
    }
}
