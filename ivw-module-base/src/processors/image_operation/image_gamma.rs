//! Images with another gamma.

use crate::algorithm::picture::{first_color, mapped, with_color};
use ivw_core::prelude::*;

/// Red, green and blue of an image to the power of a number; opacity stays.
///
/// |             | shape             | value                         |
/// |-------------|-------------------|-------------------------------|
/// | inputImage  | `[width, height]` | colours |
/// | outputImage | `[width, height]` | colours, depth, picking |
///
/// The picture keeps its size; depth and picking are those that came in.
#[derive(Processor)]
#[processor("org.inviwo.ImageGamma", category = "Image Operation", tags = "CPU")]
pub struct ImageGamma {
    /// Picture.
    #[inport("inputImage", keeps_size)]
    image: In<Image>,

    /// The changed picture.
    #[outport("outputImage", keeps_size)]
    result: Out<Image>,

    /// Exponent: below 1 brightens, above 1 darkens.
    #[property("gammaFactor", name = "Gamma Correction", default = 1.0, range = 0.0..=2.0, step = 0.01)]
    gamma: f32,
}

impl Process for ImageGamma {
    fn process(&mut self, _: &Context) -> Result<()> {
        let image = self.image.get()?;
        let gamma = self.gamma;
        let color =
            mapped(first_color(&image)?, |color| color.truncate().powf(gamma).extend(color.w));
        self.result.set(with_color(&image, color?)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_raised_to_a_power_and_ends_stay() -> Result<()> {
        let layer = Layer::from_pixels([1, 1], LayerKind::Color, &[[0.0f32, 0.25, 1.0, 0.25]]);
        let mut node =
            ImageGamma { image: Image::from_layer(layer).into(), gamma: 0.5, ..Default::default() };
        node.process(&Context::detached())?;
        let result = node.result.get()?;
        assert_eq!(result.color[0].pixels.elements::<[f32; 4]>(), [[0.0, 0.5, 1.0, 0.25]]);
        Ok(())
    }
}
