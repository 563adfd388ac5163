//! Fog between the camera and what is far away.

use crate::picture::{Depths, Picture};
use glam::Vec3;
use ivw_core::prelude::*;
use rayon::prelude::*;

/// Mixes the colour of fog into a picture, the more the farther away things are.
///
/// |        | shape             | value                                     |
/// |--------|-------------------|-------------------------------------------|
/// | inport | `[width, height]` | colours from 0 to 1, depth from 0 to 1    |
/// | output | `[width, height]` | colours, one byte each                    |
///
/// The part of fog in a colour is `1 - exp(-density d)`, where d is how far one looks through fog, in
/// world units. Opacity, depth and picking stay.
#[derive(Processor)]
#[processor("org.inviwo.Fog", category = "Postprocessing", tags = "CPU")]
pub struct Fog {
    /// Picture with depth.
    #[inport("inport")]
    input: In<Image>,

    /// Picture in fog.
    #[outport("output")]
    output: Out<Image>,

    /// Colour of the fog.
    #[property("color", default = Vec3::ONE, color)]
    color: Vec3,

    /// How dense the fog is, for each world unit.
    #[property("density", default = 1.0, range = 0.0..=10.0)]
    density: f32,

    /// Where fog starts and ends, from 0 at the near plane to 1 at the far plane.
    #[property("range", default = 0.0..1.0, range = 0.0..=1.0)]
    range: std::ops::Range<f32>,

    /// Camera of the picture.
    #[property("camera")]
    camera: Camera,
}

impl Process for Fog {
    fn process(&mut self, _: &Context) -> Result<()> {
        let image = self.input.get()?;
        let mut picture = Picture::of(&image)?;
        let distances = Depths::of(&image, &self.camera).distances();
        let depth = self.camera.far - self.camera.near;
        let (start, end) = (self.range.start, self.range.end);
        let thickest = (depth * (end - start)).max(0.0);
        let colors = picture.colors.par_iter_mut().with_min_len(1 << 12);
        colors.zip(&distances).for_each(|(color, distance)| {
            let through = (distance - self.camera.near - depth * start).clamp(0.0, thickest);
            let part = 1.0 - (-through * self.density).exp();
            *color = color.truncate().lerp(self.color, part).extend(color.w);
        });
        self.output.set(picture.into_image(&image, Number::U8)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::tests::{colors, image};

    #[test]
    fn fog_grows_with_distance_and_keeps_to_its_range() -> Result<()> {
        let camera = Camera { near: 1.0, far: 11.0, ..Camera::default() };
        let camera = camera.with_projection(Projection::Orthographic);
        let camera = Camera { near: 1.0, far: 11.0, ..camera };
        let black = [0.0, 0.0, 0.0, 0.6];
        let mut node = Fog {
            input: In::from(image([3, 1], &[black; 3], &[0.1, 0.3, 1.0])),
            density: 0.5,
            range: 0.2..0.4,
            camera,
            ..Default::default()
        };
        node.process(&Context::detached())?;
        let result = colors(&*node.output.get()?);
        assert_eq!(result[0][0], 0.0);
        assert!((result[1][0] - (1.0 - (-0.5f32).exp())).abs() < 1.0 / 255.0, "{result:?}");
        assert!((result[2][0] - (1.0 - (-1.0f32).exp())).abs() < 1.0 / 255.0, "{result:?}");
        assert!(result.iter().all(|color| (color[3] - 0.6).abs() < 1e-6));
        Ok(())
    }
}
