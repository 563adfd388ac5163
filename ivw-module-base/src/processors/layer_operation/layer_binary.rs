//! Layers split by a threshold.

use crate::algorithm::pixel::{Comparison, Component, binary};
use ivw_core::prelude::*;

/// One where a component of a layer lies on one side of a threshold, elsewhere zero.
///
/// |         | shape             | value                                  |
/// |---------|-------------------|----------------------------------------|
/// | inport  | `[width, height]` | 1 to 4 numbers                         |
/// | outport | `[width, height]` | one number of the same kind, 0 or 1    |
///
/// One is the largest number of an integer format.
#[derive(Processor)]
#[processor("org.inviwo.LayerBinary", category = "Layer Operation", tags = "CPU")]
pub struct LayerBinary {
    /// Numbers.
    #[inport("inport")]
    layer: In<Layer>,

    /// Ones and zeros.
    #[outport("outport")]
    result: Out<Layer>,

    /// Component that is compared, after the layer's swizzle.
    #[property("channel")]
    channel: Component,

    /// What it is compared with; integers are parts of their largest number.
    #[property("threshold", default = 0.5, soft = -1.0..=1.0, step = 0.1)]
    threshold: f32,

    /// Which side becomes one.
    #[property("comparison", invalidates = InvalidationLevel::InvalidResources)]
    comparison: Comparison,
}

impl Process for LayerBinary {
    fn process(&mut self, _: &Context) -> Result<()> {
        let layer = self.layer.get()?;
        let number = layer.format.number;
        self.result.set(binary(&layer, number, self.channel, self.comparison, self.threshold)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_number_stays_and_its_largest_one_is_one() -> Result<()> {
        let layer = Layer::from_pixels([3, 1], LayerKind::Color, &[0u16, 32768, 65535]);
        let mut node = LayerBinary { layer: layer.into(), ..Default::default() };
        node.process(&Context::detached())?;
        let split = node.result.get()?;
        assert_eq!(split.pixels.elements::<u16>(), [0, 65535, 65535]);
        Ok(())
    }
}
