//! Images coloured by a transfer function.

use crate::algorithm::picture::{first_color, with_color};
use crate::algorithm::pixel::{Component, colored};
use ivw_core::prelude::*;

/// Colours of a transfer function in place of the values of an image.
///
/// |             | shape             | value                         |
/// |-------------|-------------------|-------------------------------|
/// | inputImage  | `[width, height]` | 1 to 4 numbers |
/// | outputImage | `[width, height]` | colours, depth, picking |
///
/// The picture keeps its size; depth and picking are those that came in.
#[derive(Processor)]
#[processor("org.inviwo.ImageColorMapping", category = "Image Operation", tags = "CPU")]
pub struct ImageColorMapping {
    /// Picture.
    #[inport("inputImage", keeps_size)]
    image: In<Image>,

    /// The changed picture.
    #[outport("outputImage", keeps_size)]
    result: Out<Image>,

    /// Component that gets a colour.
    #[property("channel")]
    channel: Component,

    /// Colour of each value, from the lower to the upper end of the data range.
    #[property("transferFunction", name = "Transfer Function")]
    transfer_function: TransferFunction,
}

impl Process for ImageColorMapping {
    fn process(&mut self, _: &Context) -> Result<()> {
        let image = self.image.get()?;
        let color = colored(first_color(&image)?, self.channel, &self.transfer_function)?;
        self.result.set(with_color(&image, color)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grey_picture_gets_colours() -> Result<()> {
        let mut layer = Layer::from_pixels([2, 1], LayerKind::Color, &[0u8, 255]);
        layer.swizzle = Swizzle::LUMINANCE;
        let function =
            TransferFunction::new(&[(0.0, [1.0, 0.0, 0.0, 1.0]), (1.0, [0.0, 0.0, 1.0, 1.0])]);
        let mut node = ImageColorMapping {
            image: Image::from_layer(layer).into(),
            transfer_function: function,
            ..Default::default()
        };
        node.process(&Context::detached())?;
        let result = node.result.get()?;
        let pixels: &[[u8; 4]] = result.color[0].pixels.elements();
        assert_eq!(pixels, [[255, 0, 0, 255], [0, 0, 255, 255]]);
        Ok(())
    }
}
