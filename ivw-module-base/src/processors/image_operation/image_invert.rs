//! Images with their colours inverted.

use crate::algorithm::picture::{first_color, mapped, with_color};
use glam::Vec3;
use ivw_core::prelude::*;

/// Colours of an image, inverted: black becomes white, opacity stays.
///
/// |             | shape             | value                         |
/// |-------------|-------------------|-------------------------------|
/// | inputImage  | `[width, height]` | colours |
/// | outputImage | `[width, height]` | colours, depth, picking |
///
/// The picture keeps its size; depth and picking are those that came in.
#[derive(Processor)]
#[processor("org.inviwo.ImageInvert", category = "Image Operation", tags = "CPU")]
pub struct ImageInvert {
    /// Picture.
    #[inport("inputImage", keeps_size)]
    image: In<Image>,

    /// The changed picture.
    #[outport("outputImage", keeps_size)]
    result: Out<Image>,
}

impl Process for ImageInvert {
    fn process(&mut self, _: &Context) -> Result<()> {
        let image = self.image.get()?;
        let inverted =
            mapped(first_color(&image)?, |color| (Vec3::ONE - color.truncate()).extend(color.w));
        self.result.set(with_color(&image, inverted?)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_turn_and_opacity_stays() -> Result<()> {
        let layer = Layer::from_pixels([1, 1], LayerKind::Color, &[[0u8, 100, 255, 30]]);
        let image = Image::from_layer(layer);
        let mut node = ImageInvert { image: image.into(), ..Default::default() };
        node.process(&Context::detached())?;
        let result = node.result.get()?;
        assert_eq!(result.color[0].pixels.elements::<[u8; 4]>(), [[255, 155, 0, 30]]);
        Ok(())
    }
}
