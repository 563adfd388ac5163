//! Layers coloured by a transfer function.

use crate::algorithm::pixel::{Component, colored};
use ivw_core::prelude::*;

/// Colours of a transfer function in place of the values of a layer.
///
/// |         | shape             | value                            |
/// |---------|-------------------|----------------------------------|
/// | inport  | `[width, height]` | 1 to 4 numbers                   |
/// | outport | `[width, height]` | colours of the same kind of number |
///
/// The transfer function begins and ends at the data range of the layer.
#[derive(Processor)]
#[processor("org.inviwo.LayerColorMapping", category = "Layer Operation", tags = "CPU")]
pub struct LayerColorMapping {
    /// Values.
    #[inport("inport")]
    layer: In<Layer>,

    /// Their colours.
    #[outport("outport")]
    result: Out<Layer>,

    /// Component that gets a colour.
    #[property("channel")]
    channel: Component,

    /// Colour of each value, from the lower to the upper end of the data range.
    #[property("transferFunction", name = "Transfer Function")]
    transfer_function: TransferFunction,
}

impl Process for LayerColorMapping {
    fn process(&mut self, _: &Context) -> Result<()> {
        let layer = self.layer.get()?;
        self.result.set(colored(&layer, self.channel, &self.transfer_function)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_beyond_the_data_range_have_the_colour_of_its_end() -> Result<()> {
        let mut layer = Layer::from_pixels([2, 1], LayerKind::Color, &[-5.0f32, 5.0]);
        layer.data_map.data_range = [-1.0, 1.0];
        let ramp = TransferFunction::new(&[(0.0, [0.25; 4]), (1.0, [0.75; 4])]);
        let mut node = LayerColorMapping {
            layer: layer.into(),
            transfer_function: ramp,
            ..Default::default()
        };
        node.process(&Context::detached())?;
        let colors = node.result.get()?;
        assert_eq!(colors.pixels.elements::<[f32; 4]>(), [[0.25; 4], [0.75; 4]]);
        assert_eq!(colors.data_map.data_range, [0.0, 1.0]);
        Ok(())
    }
}
