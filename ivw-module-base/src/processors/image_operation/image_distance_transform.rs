//! How far pixels of images are from what is above a threshold.

use crate::algorithm::distance::Distance;
use crate::algorithm::picture::{first_color, with_color};
use glam::UVec2;
use ivw_core::prelude::*;

/// Distance of each pixel to the nearest one above a threshold.
///
/// |     | shape                            | value                                |
/// |-----|----------------------------------|--------------------------------------|
/// | in  | `[width, height]`                | 1 to 4 numbers, the first one counts |
/// | out | that times the sampling factors  | `f32`, in model space times the scale |
#[derive(Processor)]
#[processor("org.inviwo.ImageDistanceTransform", category = "Image Operation", tags = "CPU")]
pub struct ImageDistanceTransform {
    /// Values.
    #[inport("inputImage", keeps_size)]
    source: In<Image>,

    /// Distance of each pixel.
    #[outport("outputImage", keeps_size, in_memory)]
    distance: Out<Image>,

    /// Pixels above are features, and have distance 0.
    #[property("threshold", default = 0.5, soft = 0.0..=1.0)]
    threshold: f64,

    /// Pixels below are features instead.
    #[property("flip", name = "Consider features with smaller values")]
    is_flipped: bool,

    /// Whether the threshold is a part of the data range; otherwise it is a stored number.
    #[property("normalize", name = "Use normalized threshold", default = true)]
    is_normalized: bool,

    /// Factor on distances.
    #[property(
        "distScale",
        name = "Scaling Factor",
        default = 1.0,
        soft = 0.0..=1e3,
        step = 0.05
    )]
    scale: f64,

    /// Whether distances are squared.
    #[property("distSquared", name = "Squared Distance")]
    is_squared: bool,

    /// Whether one factor is that of both axes.
    #[property("uniformUpsampling", name = "Uniform Upsampling")]
    is_uniform: bool,

    /// How many pixels along each axis one becomes.
    #[property(
        "upsampleFactorUniform",
        name = "Sampling Factor",
        default = 1,
        range = 1..=10,
        visible_if = |p| p.is_uniform
    )]
    factor: i32,

    /// How many pixels along x and y one becomes.
    #[property(
        "upsampleFactorVec2",
        name = "Sampling Factor",
        default = UVec2::ONE,
        range = 1..=10,
        visible_if = |p| !p.is_uniform
    )]
    factors: UVec2,
}

impl Process for ImageDistanceTransform {
    fn process(&mut self, context: &Context) -> Result<()> {
        let source = self.source.get()?;
        let factors = match self.is_uniform {
            true => UVec2::splat(self.factor.max(1) as u32),
            false => self.factors.max(UVec2::ONE),
        };
        let distance = Distance {
            threshold: self.threshold,
            is_flipped: self.is_flipped,
            is_normalized: self.is_normalized,
            scale: self.scale,
            is_squared: self.is_squared,
            factors,
        };
        let layer = distance.of(first_color(&source)?, context)?;
        self.distance.set(with_color(&source, layer)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_has_circles_around_it() -> Result<()> {
        let mut pixels = [0.0f32; 49];
        pixels[24] = 1.0;
        let mut layer = Layer::from_pixels([7, 7], LayerKind::Color, &pixels);
        layer.model[0][0] = 7.0;
        layer.model[1][1] = 7.0;
        let mut node = ImageDistanceTransform {
            source: Image::from_layer(layer).into(),
            is_squared: true,
            ..Default::default()
        };
        node.process(&Context::detached())?;
        let result = node.distance.get()?;
        let distances: &[f32] = result.color[0].pixels.elements();
        for (x, y, expected) in [(3, 3, 0.0), (4, 3, 1.0), (5, 5, 8.0), (3, 6, 9.0), (1, 2, 5.0)] {
            let found = distances[y * 7 + x];
            assert!((found - expected).abs() < 1e-4, "{x} {y}: {found}");
        }
        Ok(())
    }
}
