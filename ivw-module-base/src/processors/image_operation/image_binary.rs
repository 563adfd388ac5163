//! Images split by a threshold.

use crate::algorithm::picture::{first_color, with_color};
use crate::algorithm::pixel::{Comparison, Component, binary};
use ivw_core::prelude::*;

/// One where a component of an image lies on one side of a threshold, elsewhere zero.
///
/// |             | shape             | value                         |
/// |-------------|-------------------|-------------------------------|
/// | inputImage  | `[width, height]` | colours |
/// | outputImage | `[width, height]` | one byte, 0 or 255, depth, picking |
///
/// The picture keeps its size; depth and picking are those that came in.
#[derive(Processor)]
#[processor("org.inviwo.ImageBinary", category = "Image Operation", tags = "CPU")]
pub struct ImageBinary {
    /// Picture.
    #[inport("inputImage", keeps_size)]
    image: In<Image>,

    /// The changed picture.
    #[outport("outputImage", keeps_size)]
    result: Out<Image>,

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

impl Process for ImageBinary {
    fn process(&mut self, _: &Context) -> Result<()> {
        let image = self.image.get()?;
        let layer = first_color(&image)?;
        let split = binary(layer, Number::U8, self.channel, self.comparison, self.threshold)?;
        self.result.set(with_color(&image, split)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_result_is_bytes_in_grey() -> Result<()> {
        let layer = Layer::from_pixels([2, 1], LayerKind::Color, &[[0.2f32, 0.9], [0.7, 0.1]]);
        let mut node = ImageBinary {
            image: Image::from_layer(layer).into(),
            channel: Component::Second,
            comparison: Comparison::Less,
            ..Default::default()
        };
        node.process(&Context::detached())?;
        let split = &node.result.get()?.color[0];
        assert_eq!(split.pixels.elements::<u8>(), [0, 255]);
        assert_eq!(split.swizzle, Swizzle::LUMINANCE);
        Ok(())
    }
}
