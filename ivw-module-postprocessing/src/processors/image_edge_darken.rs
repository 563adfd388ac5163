//! Darker edges in a picture.

use crate::picture::{Picture, luma, number};
use glam::Vec2;
use ivw_core::prelude::*;

/// Darkens a picture where its brightness changes.
///
/// |             | shape             | value                                |
/// |-------------|-------------------|--------------------------------------|
/// | inputImage  | `[width, height]` | colours from 0 to 1                  |
/// | outputImage | `[width, height]` | colours in the input's number format |
///
/// Colours are multiplied by `1 - 0.6 g²`, where g is the gradient of the brightness (Rec. 709) as
/// the Sobel operator finds it among eight neighbours. Opacity, depth and picking stay.
#[derive(Processor)]
#[processor(
    "org.inviwo.ImageEdgeDarken",
    name = "Image Edge Darken",
    category = "Postprocessing",
    tags = "CPU"
)]
pub struct ImageEdgeDarken {
    /// Picture to change.
    #[inport("inputImage", keeps_size)]
    input: In<Image>,

    /// Changed picture.
    #[outport("outputImage", keeps_size)]
    output: Out<Image>,

    /// Whether edges are darkened; otherwise the picture is passed on.
    #[property("darken", default = true)]
    is_on: bool,

    /// Distance of the neighbours in pixels.
    #[property("intensity", default = 1.0, range = 0.0..=2.0)]
    intensity: f32,
}

impl Process for ImageEdgeDarken {
    fn process(&mut self, _: &Context) -> Result<()> {
        let image = self.input.get()?;
        if !self.is_on {
            self.output.set(image);
            return Ok(());
        }
        let picture = Picture::of(&image)?;
        let pixel = picture.size.as_vec2().recip();
        let result = Picture::new(picture.size, |x, y| {
            let at = |right: f32, up: f32| {
                let here = Vec2::new(x as f32 + 0.5, y as f32 + 0.5);
                luma(picture.linear((here + Vec2::new(right, up) * self.intensity) * pixel))
            };
            let side = |right: f32| at(right, -1.0) + 2.0 * at(right, 0.0) + at(right, 1.0);
            let end = |up: f32| at(-1.0, up) + 2.0 * at(0.0, up) + at(1.0, up);
            let gradient = Vec2::new(side(1.0) - side(-1.0), end(1.0) - end(-1.0));
            let color = picture.at(x.into(), y.into());
            (color * (1.0 - 0.6 * gradient.length_squared())).truncate().extend(color.w)
        });
        self.output.set(result.into_image(&image, number(&image))?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::tests::{close, colors, image};

    #[test]
    fn a_step_is_darkened_on_both_sides_and_flat_parts_stay() -> Result<()> {
        let row = [[0.2, 0.2, 0.2, 1.0], [0.4; 4]];
        let row: Vec<_> = (0..6).map(|x| row[x / 3]).collect();
        let pixels: Vec<_> = (0..3).flat_map(|_| row.clone()).collect();
        let mut node = ImageEdgeDarken {
            input: In::from(image([6, 3], &pixels, &[1.0; 18])),
            ..Default::default()
        };
        node.process(&Context::detached())?;
        let result = colors(&*node.output.get()?);
        // Four times the step of 0.2.
        let factor = 1.0 - 0.6 * 0.8 * 0.8;
        assert!(close(result[6 + 2], [0.2 * factor, 0.2 * factor, 0.2 * factor, 1.0]));
        assert!(close(result[6 + 3], [0.4 * factor, 0.4 * factor, 0.4 * factor, 0.4]));
        assert!(close(result[6], row[0]) && close(result[6 + 5], row[5]));
        Ok(())
    }

    #[test]
    fn switched_off_it_passes_the_picture_on() -> Result<()> {
        let input = image([1, 1], &[[0.5; 4]], &[1.0]);
        let pixels = input.color[0].pixels.clone();
        let mut node =
            ImageEdgeDarken { input: In::from(input), is_on: false, ..Default::default() };
        node.process(&Context::detached())?;
        assert!(node.output.get()?.color[0].pixels.is_same(&pixels));
        Ok(())
    }
}
