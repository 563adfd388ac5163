//! Components of several layers as components of one.

use crate::algorithm::channels::CHANNELS;
use crate::algorithm::picture::{data_swizzle, like};
use crate::algorithm::voxels::common_number;
use ivw_core::prelude::*;
use ivw_render::properties::DataRange;
use rayon::prelude::*;

/// Makes one component of each of up to four layers the components of one layer.
///
/// |              | shape             | value                                           |
/// |--------------|-------------------|-------------------------------------------------|
/// | source1 to 4 | `[width, height]` | 1 to 4 numbers                                  |
/// | outport      | `[width, height]` | one for each layer, of a format that holds all  |
///
/// Normalised numbers are parts of the range of that format.
/// All but the numbers is that of the first layer.
#[derive(Processor)]
#[processor("org.inviwo.LayerCombiner", category = "Layer Operation", tags = "CPU")]
pub struct LayerCombiner {
    /// Layer with the first component.
    #[inport("source1")]
    first: In<Layer>,

    /// Layer with the next component.
    #[inport("source2", optional)]
    second: In<Layer>,

    /// Layer with the next component.
    #[inport("source3", optional)]
    third: In<Layer>,

    /// Layer with the next component.
    #[inport("source4", optional)]
    fourth: In<Layer>,

    /// All of them.
    #[outport("outport")]
    combined: Out<Layer>,

    /// Component of the first layer.
    #[property("dest1", name = "Channel 1 Out", options = &CHANNELS)]
    channel1: i32,

    /// Component of the second layer.
    #[property("dest2", name = "Channel 2 Out", options = &CHANNELS)]
    channel2: i32,

    /// Component of the third layer.
    #[property("dest3", name = "Channel 3 Out", options = &CHANNELS)]
    channel3: i32,

    /// Component of the fourth layer.
    #[property("dest4", name = "Channel 4 Out", options = &CHANNELS)]
    channel4: i32,

    /// Whether each number becomes a part of its layer's data range.
    #[property("normalizeChannels", name = "Normalize Channels")]
    normalizes: bool,

    /// Ranges of the result: those of the first layer, or others.
    #[group("dataRange", name = "Output Data Range")]
    range: DataRange,
}

impl Process for LayerCombiner {
    fn process(&mut self, context: &Context) -> Result<()> {
        let first = self.first.get()?;
        let ports = [Some(&first), self.second.data(), self.third.data(), self.fourth.data()];
        let channels = [self.channel1, self.channel2, self.channel3, self.channel4];
        let sources: Vec<_> = ports
            .into_iter()
            .zip(channels)
            .filter_map(|(layer, channel)| Some((layer?, channel.clamp(0, 3) as usize)))
            .collect();
        if let Some((other, _)) = sources.iter().find(|(layer, _)| layer.dims != first.dims) {
            return Err(Error::new(format!(
                "dimensions of all layers need to be the same, but they are {:?} and {:?}",
                first.dims, other.dims
            ))
            .hint("connect layers of the same grid"));
        }
        let numbers: Vec<_> = sources.iter().map(|(layer, _)| layer.format.number).collect();
        let number = common_number(numbers);
        let [lo, hi] = number.default_range();
        let format = Format::new(number, sources.len() as u8);
        let mut combined = like(&first, format)?;
        let pixels = combined.pixels.bytes_mut().par_chunks_exact_mut(format.size());
        pixels.enumerate().for_each(|(n, pixel)| {
            for ((layer, channel), bytes) in
                sources.iter().zip(pixel.chunks_exact_mut(number.size()))
            {
                let stored = layer.pixel_at(n)[*channel];
                let value = match self.normalizes {
                    true => lo + layer.data_map.normalized(stored) * (hi - lo),
                    false => stored,
                };
                number.write(value, bytes);
            }
        });
        combined.swizzle = data_swizzle(format.components);
        let [data, value] = self.range.update("dataRange", &first.data_map, context);
        let axis = first.data_map.value_axis.clone();
        combined.data_map = match self.normalizes {
            true => DataMap { value_axis: axis, ..DataMap::of(number) },
            false => DataMap { data_range: data, value_range: value, value_axis: axis },
        };
        self.combined.set(combined);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node() -> LayerCombiner {
        let first = Layer::from_pixels([2, 1], LayerKind::Color, &[[0u8, 51], [1, 51]]);
        let third = Layer::from_pixels([2, 1], LayerKind::Color, &[0i16, -100]);
        LayerCombiner {
            first: first.into(),
            third: third.into(),
            channel1: 1,
            ..Default::default()
        }
    }

    #[test]
    fn components_come_from_connected_layers_in_a_format_that_holds_all() -> Result<()> {
        let mut node = node();
        node.process(&Context::detached())?;
        let combined = node.combined.get()?;
        assert_eq!(combined.format, Format::new(Number::I16, 2));
        assert_eq!(combined.pixels.elements::<i16>(), [51, 0, 51, -100]);
        assert_eq!(combined.swizzle, Swizzle::RED_GREEN);
        assert_eq!(combined.data_map.data_range, [0.0, 255.0]);
        Ok(())
    }

    #[test]
    fn other_dimensions_are_an_error() {
        let wide = Layer::from_pixels([3, 1], LayerKind::Color, &[0u8; 3]);
        let mut node = LayerCombiner { second: wide.into(), ..node() };
        let error = node.process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("[2, 1] and [3, 1]"), "{error}");
    }
}
