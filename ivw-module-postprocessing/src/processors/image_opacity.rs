//! Opacity of a picture.

use crate::picture::map_colors;
use ivw_core::prelude::*;

/// Gives all pixels of a picture the same opacity.
///
/// |             | shape             | value                                |
/// |-------------|-------------------|--------------------------------------|
/// | inputImage  | `[width, height]` | colours from 0 to 1                  |
/// | outputImage | `[width, height]` | colours in the input's number format |
///
/// Red, green, blue, depth and picking stay.
#[derive(Processor)]
#[processor(
    "org.inviwo.ImageOpacity",
    name = "Image Opacity",
    category = "Postprocessing",
    tags = "CPU"
)]
pub struct ImageOpacity {
    /// Picture to change.
    #[inport("inputImage", keeps_size)]
    input: In<Image>,

    /// Changed picture.
    #[outport("outputImage", keeps_size)]
    output: Out<Image>,

    /// Opacity of all pixels: 0 is transparent, 1 is opaque.
    #[property("alpha", default = 1.0, range = 0.0..=1.0)]
    alpha: f32,
}

impl Process for ImageOpacity {
    fn process(&mut self, _: &Context) -> Result<()> {
        let alpha = self.alpha;
        let image = self.input.get()?;
        self.output.set(map_colors(&image, |color| color.truncate().extend(alpha))?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::tests::{colors, image};

    #[test]
    fn only_opacity_changes() -> Result<()> {
        let input = image([2, 1], &[[0.5, 0.25, 1.0, 0.5], [0.1; 4]], &[1.0; 2]);
        let mut node = ImageOpacity { input: In::from(input), alpha: 0.75, ..Default::default() };
        node.process(&Context::detached())?;
        let result = colors(&*node.output.get()?);
        assert_eq!(result, [[0.5, 0.25, 1.0, 0.75], [0.1, 0.1, 0.1, 0.75]]);
        Ok(())
    }
}
