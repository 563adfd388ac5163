//! Images in shades of grey.

use crate::algorithm::picture::{first_color, mapped, with_color};
use crate::algorithm::pixel::Luminance;
use ivw_core::prelude::*;

/// Colours of an image as shades of grey.
///
/// |             | shape             | value                         |
/// |-------------|-------------------|-------------------------------|
/// | inputImage  | `[width, height]` | colours |
/// | outputImage | `[width, height]` | colours, depth, picking |
///
/// The picture keeps its size; depth and picking are those that came in.
#[derive(Processor)]
#[processor("org.inviwo.ImageGrayscale", category = "Image Operation", tags = "CPU")]
pub struct ImageGrayscale {
    /// Picture.
    #[inport("inputImage", keeps_size)]
    image: In<Image>,

    /// The changed picture.
    #[outport("outputImage", keeps_size)]
    result: Out<Image>,

    /// How bright a colour is.
    #[property("luminanceModel", name = "Luminance Model")]
    luminance: Luminance,
}

impl Process for ImageGrayscale {
    fn process(&mut self, _: &Context) -> Result<()> {
        let image = self.image.get()?;
        let color = mapped(first_color(&image)?, self.luminance.of())?;
        self.result.set(with_color(&image, color)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_luminance_weighs_colours_in_its_own_way() -> Result<()> {
        let layer = Layer::from_pixels([1, 1], LayerKind::Color, &[[100u8, 150, 200, 255]]);
        let image = Image::from_layer(layer);
        for (luminance, expected) in [
            (Luminance::Perceived, 141),
            (Luminance::Relative, 143),
            (Luminance::Average, 150),
            (Luminance::Red, 100),
            (Luminance::Green, 150),
            (Luminance::Blue, 200),
        ] {
            let mut node =
                ImageGrayscale { image: image.clone().into(), luminance, ..Default::default() };
            node.process(&Context::detached())?;
            let pixel = node.result.get()?.color[0].pixels.elements::<[u8; 4]>()[0];
            assert_eq!(pixel, [expected, expected, expected, 255], "{luminance:?}");
        }
        Ok(())
    }
}
