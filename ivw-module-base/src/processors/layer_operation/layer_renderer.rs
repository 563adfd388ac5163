//! Layers as pictures in space.

use glam::{Vec2, Vec4};
use ivw_core::prelude::*;
use ivw_render::film::{Film, Mode, Paint};
use ivw_render::properties::Trackball;
use ivw_render::raster::{Faces, Fragment};
use ivw_render::texture::Texture;

/// Layers as pictures where they are in the world, seen by a camera.
///
/// |            | shape             | value                       |
/// |------------|-------------------|-----------------------------|
/// | layers     | `[width, height]` | colours                     |
/// | background | `[width, height]` | colours, depth, picking     |
/// | outport    | `[width, height]` | colours, depth, picking     |
///
/// Integers are parts of their largest number; there is no light.
/// Layers are drawn in the order of their connections.
#[derive(Processor)]
#[processor("org.inviwo.LayerRenderer", category = "Mesh Rendering", tags = "CPU")]
pub struct LayerRenderer {
    /// Layers.
    #[inport("layers")]
    layers: InMany<Layer>,

    /// Picture behind them.
    #[inport("background", optional)]
    background: In<Image>,

    /// All of them as the camera sees them.
    #[outport("outport")]
    image: Out<Image>,

    /// Where they are seen from.
    #[property("camera", name = "Camera")]
    camera: Camera,

    /// How a person turns the camera.
    #[group("trackball", collapsed = true)]
    trackball: Trackball,
}

/// The corners of the unit square.
const CORNERS: [Vec2; 4] = [Vec2::ZERO, Vec2::X, Vec2::ONE, Vec2::Y];

impl Process for LayerRenderer {
    fn process(&mut self, context: &Context) -> Result<()> {
        let background = self.background.data().map(|image| &**image);
        let mut film = Film::over(background, self.image.size())?;
        let clip_from_world = self.camera.clip_from_world();
        for layer in self.layers.all() {
            context.check()?;
            let clip_from_data = clip_from_world * layer.world_from_data();
            let corners: [Vec4; 4] =
                CORNERS.map(|corner| clip_from_data * corner.extend(0.0).extend(1.0));
            let texture = Texture::new(layer);
            let triangles = [[0, 1, 2], [0, 2, 3]];
            film.triangles(
                &corners,
                &triangles,
                Faces::Both,
                Mode::STRAIGHT,
                0,
                |fragment: &Fragment| Some(Paint::new(texture.sample(fragment.mix(&CORNERS)))),
            );
        }
        self.image.set(film.into_image());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec2;
    use ivw_core::data::Projection;

    #[test]
    fn a_layer_seen_from_the_front_is_itself() -> Result<()> {
        let pixels = [[10u8, 0, 0, 255], [20, 0, 0, 255], [30, 0, 0, 255], [40, 0, 0, 255]];
        let layer = Layer::from_pixels([2, 2], LayerKind::Color, &pixels);
        let mut node = LayerRenderer {
            layers: vec![layer].into(),
            camera: Camera {
                projection: Projection::Orthographic,
                look_from: glam::Vec3::new(0.5, 0.5, 2.0),
                look_to: glam::Vec3::new(0.5, 0.5, 0.0),
                width: 1.0,
                ..Camera::default()
            },
            image: Out::with_size(UVec2::splat(2)),
            ..Default::default()
        };
        node.process(&Context::detached())?;
        let image = node.image.get()?;
        assert_eq!(image.color[0].pixels.elements::<[u8; 4]>(), pixels);
        assert!(image.depth.as_ref().unwrap().pixels.elements::<f32>()[0] < 1.0);
        Ok(())
    }

    #[test]
    fn without_layers_there_is_the_background() -> Result<()> {
        let layer = Layer::from_pixels([2, 1], LayerKind::Color, &[[7u8; 4]; 2]);
        let mut node = LayerRenderer {
            background: Image::from_layer(layer).into(),
            image: Out::with_size(UVec2::new(2, 1)),
            ..Default::default()
        };
        node.process(&Context::detached())?;
        assert_eq!(node.image.get()?.color[0].pixels.bytes(), [7; 8]);
        Ok(())
    }
}
