//! One channel of an image.

use crate::algorithm::picture::{first_color, like, mapped_to, with_color};
use crate::algorithm::pixel::RgbaChannel;
use glam::Vec4;
use ivw_core::prelude::*;

/// One channel of an image, as a picture in grey.
///
/// |             | shape             | value                         |
/// |-------------|-------------------|-------------------------------|
/// | inputImage  | `[width, height]` | colours |
/// | outputImage | `[width, height]` | one number of the same kind, depth, picking |
///
/// The picture keeps its size; depth and picking are those that came in.
#[derive(Processor)]
#[processor("org.inviwo.ImageChannelSelect", category = "Image Operation", tags = "CPU")]
pub struct ImageChannelSelect {
    /// Picture.
    #[inport("inputImage", keeps_size)]
    image: In<Image>,

    /// The changed picture.
    #[outport("outputImage", keeps_size)]
    result: Out<Image>,

    /// Which channel.
    #[property("channel")]
    channel: RgbaChannel,
}

impl Process for ImageChannelSelect {
    fn process(&mut self, _: &Context) -> Result<()> {
        let image = self.image.get()?;
        let layer = first_color(&image)?;
        let mut result = like(layer, Format::new(layer.format.number, 1))?;
        result.swizzle = Swizzle::LUMINANCE;
        let channel = self.channel as usize;
        let result = mapped_to(layer, result, |color| Vec4::splat(color[channel]))?;
        self.result.set(with_color(&image, result)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_is_what_the_swizzle_makes_of_components() -> Result<()> {
        let mut layer = Layer::from_pixels([1, 1], LayerKind::Color, &[[30u8, 200]]);
        layer.swizzle = Swizzle::LUMINANCE_ALPHA;
        let image = Image::from_layer(layer);
        for (channel, expected) in [(RgbaChannel::Blue, 30), (RgbaChannel::Alpha, 200)] {
            let mut node =
                ImageChannelSelect { image: image.clone().into(), channel, ..Default::default() };
            node.process(&Context::detached())?;
            assert_eq!(node.result.get()?.color[0].pixels.bytes(), [expected]);
        }
        Ok(())
    }
}
