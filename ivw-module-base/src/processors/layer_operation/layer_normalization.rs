//! Layers whose values fill the range from 0 to 1.

use crate::algorithm::pixel::{Normalization, ranges};
use glam::DVec4;
use ivw_core::prelude::*;

/// Values of a layer, stretched so that they fill the range from 0 to 1.
///
/// |         | shape             | value                    |
/// |---------|-------------------|--------------------------|
/// | inport  | `[width, height]` | 1 to 4 numbers           |
/// | outport | `[width, height]` | as many of the same kind |
///
/// In integers, 1 is the largest number.
/// NaN and infinities have no part in the range of values.
#[derive(Processor)]
#[processor("org.inviwo.LayerNormalization", category = "Layer Operation", tags = "CPU")]
pub struct LayerNormalization {
    /// Values.
    #[inport("inport")]
    layer: In<Layer>,

    /// The same, from 0 to 1.
    #[outport("outport")]
    result: Out<Layer>,

    /// Give each component a range of its own; otherwise all have the widest.
    #[property("normalizeIndividually", name = "Normalize Channels Individually", default = true)]
    separately: bool,

    /// Keep zero in the middle: the range goes from minus the largest number to the largest number.
    #[property("zeroCentered", name = "Centered at Zero")]
    centred: bool,

    /// Smallest number of each component.
    #[property(
        "dataMin",
        name = "Min Value",
        soft = -100.0..=100.0,
        step = 0.1,
        read_only = true,
        semantics = "Text",
        invalidates = InvalidationLevel::Valid
    )]
    min: DVec4,

    /// Largest number of each component.
    #[property(
        "dataMax",
        name = "Max Value",
        soft = -100.0..=100.0,
        step = 0.1,
        read_only = true,
        semantics = "Text",
        invalidates = InvalidationLevel::Valid
    )]
    max: DVec4,
}

impl Process for LayerNormalization {
    fn process(&mut self, context: &Context) -> Result<()> {
        let layer = self.layer.get()?;
        let normalization = Normalization::new(ranges(&layer), self.separately, self.centred);
        for (id, end) in [("dataMin", 0), ("dataMax", 1)] {
            let numbers = normalization.ranges.map(|range| range[end]);
            context.set(id, Value::floats(&numbers)?);
        }
        self.result.set(normalization.apply(&layer)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_together_keep_their_proportion() -> Result<()> {
        let pixels = [[-1.0f32, 2.0], [0.0, 3.0]];
        let layer = Layer::from_pixels([2, 1], LayerKind::Color, &pixels);
        let mut node =
            LayerNormalization { layer: layer.into(), separately: false, ..Default::default() };
        let context = Context::detached();
        node.process(&context)?;
        let result = node.result.get()?;
        assert_eq!(result.pixels.elements::<[f32; 2]>(), [[0.0, 0.75], [0.25, 1.0]]);
        let shown = context.take_changes().remove(1);
        assert_eq!(shown.property, "dataMax");
        assert_eq!(shown.change, PropertyChange::Value(Value::floats(&[3.0; 4])?));
        Ok(())
    }
}
