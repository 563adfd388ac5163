//! How far pixels of layers are from what is above a threshold.

use crate::algorithm::distance::Distance;

use glam::UVec2;
use ivw_core::prelude::*;

/// Distance of each pixel to the nearest one above a threshold.
///
/// |     | shape                            | value                                |
/// |-----|----------------------------------|--------------------------------------|
/// | in  | `[width, height]`                | 1 to 4 numbers, the first one counts |
/// | out | that times the sampling factors  | `f32`, in model space times the scale |
#[derive(Processor)]
#[processor("org.inviwo.LayerDistanceTransform", category = "Layer Operation", tags = "CPU")]
pub struct LayerDistanceTransform {
    /// Values.
    #[inport("input")]
    source: In<Layer>,

    /// Distance of each pixel.
    #[outport("output")]
    distance: Out<Layer>,

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
        from = 100.0 * f64::EPSILON..=1000.0,
        step = 1000.0 / 256.0
    )]
    scale: f64,

    /// Whether distances are squared.
    #[property("distSquared", name = "Squared Distance")]
    is_squared: bool,

    /// Whether there are more pixels than before, and how many.
    #[property("uniformUpsampling", name = "Upsampling")]
    upsampling: Upsampling,

    /// How many pixels along each axis one becomes.
    #[property(
        "upsampleFactorUniform",
        name = "Sampling Factor",
        default = 1,
        range = 1..=10,
        visible_if = |p| p.upsampling == Upsampling::Uniform
    )]
    factor: i32,

    /// How many pixels along x and y one becomes.
    #[property(
        "upsampleFactorVec2",
        name = "Sampling Factor",
        default = UVec2::ONE,
        range = 1..=10,
        visible_if = |p| p.upsampling == Upsampling::Custom
    )]
    factors: UVec2,
}

/// This is how many pixels there are for one.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Upsampling {
    /// One.
    #[default]
    #[choice("none", "None")]
    None,
    /// As many along x as along y.
    #[choice("uniform", "Uniform")]
    Uniform,
    /// A number for each axis.
    #[choice("custom", "Custom")]
    Custom,
}

impl Process for LayerDistanceTransform {
    fn process(&mut self, context: &Context) -> Result<()> {
        let source = self.source.get()?;
        let factors = match self.upsampling {
            Upsampling::None => UVec2::ONE,
            Upsampling::Uniform => UVec2::splat(self.factor.max(1) as u32),
            Upsampling::Custom => self.factors.max(UVec2::ONE),
        };
        let distance = Distance {
            threshold: self.threshold,
            is_flipped: self.is_flipped,
            is_normalized: self.is_normalized,
            scale: self.scale,
            is_squared: self.is_squared,
            factors,
        };
        self.distance.set(distance.of(&source, context)?);
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
        let mut node =
            LayerDistanceTransform { source: layer.into(), is_squared: true, ..Default::default() };
        node.process(&Context::detached())?;
        let result = node.distance.get()?;
        let distances: &[f32] = result.pixels.elements();
        for (x, y, expected) in [(3, 3, 0.0), (4, 3, 1.0), (5, 5, 8.0), (3, 6, 9.0), (1, 2, 5.0)] {
            let found = distances[y * 7 + x];
            assert!((found - expected).abs() < 1e-4, "{x} {y}: {found}");
        }
        Ok(())
    }
}
