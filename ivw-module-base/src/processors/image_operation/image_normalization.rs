//! Images whose colours fill the range from 0 to 1.

use crate::algorithm::picture::{first_color, with_color};
use crate::algorithm::pixel::{Normalization, ranges};
use glam::DVec4;
use ivw_core::prelude::*;

/// Red, green and blue of an image, stretched so that they fill the range from 0 to 1.
///
/// |             | shape             | value                         |
/// |-------------|-------------------|-------------------------------|
/// | inputImage  | `[width, height]` | colours |
/// | outputImage | `[width, height]` | colours, depth, picking |
///
/// The picture keeps its size; depth and picking are those that came in.
#[derive(Processor)]
#[processor("org.inviwo.ImageNormalization", category = "Image Operation", tags = "CPU")]
pub struct ImageNormalization {
    /// Picture.
    #[inport("inputImage", keeps_size)]
    image: In<Image>,

    /// The changed picture.
    #[outport("outputImage", keeps_size)]
    result: Out<Image>,

    /// Give each component a range of its own; otherwise all have the widest.
    #[property("normalizeSeparately", name = "Normalize Channels Separately", default = true)]
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

impl Process for ImageNormalization {
    fn process(&mut self, context: &Context) -> Result<()> {
        let image = self.image.get()?;
        let layer = first_color(&image)?;
        let mut ranges = ranges(layer);
        // Opacity stays as it is.
        ranges[3] = [0.0, 1.0];
        let normalization = Normalization::new(ranges, self.separately, self.centred);
        for (id, end) in [("dataMin", 0), ("dataMax", 1)] {
            let numbers = normalization.ranges.map(|range| range[end]);
            context.set(id, Value::floats(&numbers)?);
        }
        let unchanged_alpha = match layer.format.number.is_float() {
            true => 1.0,
            false => layer.format.number.limits()[1],
        };
        let normalization = Normalization {
            ranges: match self.separately {
                true => [
                    normalization.ranges[0],
                    normalization.ranges[1],
                    normalization.ranges[2],
                    [0.0, unchanged_alpha],
                ],
                false => normalization.ranges,
            },
            ..normalization
        };
        self.result.set(with_color(&image, normalization.apply(layer)?)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_fill_their_range_and_opacity_stays() -> Result<()> {
        for number in [Number::U8, Number::F32] {
            let one = if number == Number::U8 { 255.0 } else { 1.0 };
            let mut layer = Layer::new([2, 1], Format::new(number, 4), LayerKind::Color)?;
            let bytes = layer.pixels.bytes_mut();
            let numbers = [0.2, 0.4, 0.6, 0.2, 0.4, 0.6, 0.8, 0.4].map(|part| part * one);
            for (value, bytes) in numbers.iter().zip(bytes.chunks_exact_mut(number.size())) {
                number.write(*value, bytes);
            }
            let image = Image::from_layer(layer);
            let mut node = ImageNormalization { image: image.into(), ..Default::default() };
            node.process(&Context::detached())?;
            let result = node.result.get()?;
            let pixels = [result.color[0].pixel_at(0), result.color[0].pixel_at(1)];
            for (pixel, expected) in pixels.iter().zip([[0.0, 0.0, 0.0, 0.2], [1.0, 1.0, 1.0, 0.4]])
            {
                for (got, expected) in pixel.iter().zip(expected) {
                    assert!((got / one - expected).abs() < 1e-6, "{number:?}: {pixels:?}");
                }
            }
        }
        Ok(())
    }
}
