//! Brightness and contrast of a picture.

use crate::picture::map_colors;
use ivw_core::prelude::*;

/// Makes a picture brighter or darker, and its contrast stronger or weaker.
///
/// |             | shape             | value                                    |
/// |-------------|-------------------|------------------------------------------|
/// | inputImage  | `[width, height]` | colours from 0 to 1                      |
/// | outputImage | `[width, height]` | colours in the input's number format     |
///
/// Red, green and blue become `(c - 0.5) contrast + 0.5 + brightness`; opacity, depth and picking stay.
#[derive(Processor)]
#[processor(
    "org.inviwo.ImageBrightnessContrast",
    name = "Image Brightness Contrast",
    category = "Image Operation",
    tags = "CPU"
)]
pub struct ImageBrightnessContrast {
    /// Picture to change.
    #[inport("inputImage", keeps_size)]
    input: In<Image>,

    /// Changed picture.
    #[outport("outputImage", keeps_size)]
    output: Out<Image>,

    /// What is added to each colour.
    #[property("brightness", default = 0.0, range = -1.0..=1.0, step = 0.01)]
    brightness: f32,

    /// What the distance of each colour from middle gray is multiplied by.
    #[property("contrast", default = 1.0, range = 0.0..=2.0, step = 0.01)]
    contrast: f32,
}

impl Process for ImageBrightnessContrast {
    fn process(&mut self, _: &Context) -> Result<()> {
        let (brightness, contrast) = (self.brightness, self.contrast);
        let image = self.input.get()?;
        self.output.set(map_colors(&image, |color| {
            ((color - 0.5) * contrast + 0.5 + brightness).truncate().extend(color.w)
        })?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::tests::{close, colors, image};

    #[test]
    fn middle_gray_takes_only_brightness() -> Result<()> {
        let input = image([2, 1], &[[0.5, 0.25, 1.0, 0.5], [0.0; 4]], &[1.0; 2]);
        let mut node = ImageBrightnessContrast::default();
        (node.input, node.brightness, node.contrast) = (In::from(input), 0.25, 2.0);
        node.process(&Context::detached())?;
        let result = colors(&*node.output.get()?);
        assert!(close(result[0], [0.75, 0.25, 1.75, 0.5]), "{result:?}");
        assert!(close(result[1], [-0.25, -0.25, -0.25, 0.0]), "{result:?}");
        Ok(())
    }
}
