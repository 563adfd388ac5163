//! What changes fast in images.

use crate::algorithm::picture::{first_color, like, with_color};
use glam::{Vec2, Vec3, Vec4};
use ivw_core::prelude::*;
use ivw_render::texture::{Texture, paint};

/// What an image has beyond its blurred self; or the image with that added to it.
///
/// |             | shape             | value                         |
/// |-------------|-------------------|-------------------------------|
/// | inputImage  | `[width, height]` | colours |
/// | outputImage | `[width, height]` | colours, depth, picking |
///
/// The picture keeps its size; depth and picking are those that came in.
#[derive(Processor)]
#[processor("org.inviwo.ImageHighPass", category = "Image Operation", tags = "CPU")]
pub struct ImageHighPass {
    /// Picture.
    #[inport("inputImage", keeps_size)]
    image: In<Image>,

    /// The changed picture.
    #[outport("outputImage", keeps_size)]
    result: Out<Image>,

    /// Pixels along each side of the blur.
    #[property("kernelSize", name = "Kernel Size", default = 3, range = 1..=15, step = 2)]
    kernel_size: i32,

    /// Add the difference to the picture, instead of showing it around grey.
    #[property("sharpen")]
    sharpens: bool,
}

impl Process for ImageHighPass {
    fn process(&mut self, _: &Context) -> Result<()> {
        let image = self.image.get()?;
        let layer = first_color(&image)?;
        let mut result = like(layer, layer.format)?;
        let texture = Texture::new(layer);
        let pixel_size = layer.size().max(glam::UVec2::ONE).as_vec2().recip();
        // The mean is taken at the corners of pixels, as Inviwo has it.
        let reach = self.kernel_size / 2;
        let n = (4 * reach * reach) as f32;
        paint(&mut result, |x, y| {
            let mut sum = Vec4::ZERO;
            for dy in -reach..reach {
                for dx in -reach..reach {
                    let corner = Vec2::new((x as i32 + dx) as f32, (y as i32 + dy) as f32);
                    sum += texture.sample(corner * pixel_size);
                }
            }
            let color = texture.pixel(x, y);
            let [own, mean] = [color.truncate(), (sum / n).truncate()];
            let result = match self.sharpens {
                true => 2.0 * own - mean,
                false => (own - mean + Vec3::ONE) / 2.0,
            };
            result.extend(color.w)
        });
        self.result.set(with_color(&image, result)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flat_picture_is_grey_or_itself() -> Result<()> {
        let layer = Layer::from_pixels([6, 6], LayerKind::Color, &[[0.25f32, 0.5, 0.75, 0.1]; 36]);
        let image = Image::from_layer(layer);
        for (sharpens, expected) in
            [(false, [0.5, 0.5, 0.5, 0.1f32]), (true, [0.25, 0.5, 0.75, 0.1])]
        {
            let mut node =
                ImageHighPass { image: image.clone().into(), sharpens, ..Default::default() };
            node.process(&Context::detached())?;
            let result = node.result.get()?;
            let pixels: &[[f32; 4]] = result.color[0].pixels.elements();
            let is_near = |pixel: &[f32; 4]| {
                pixel.iter().zip(expected).all(|(got, expected)| (got - expected).abs() < 1e-6)
            };
            assert!(pixels.iter().all(is_near), "{pixels:?}");
        }
        Ok(())
    }

    #[test]
    fn the_mean_is_taken_below_and_left_of_the_middle() -> Result<()> {
        let mut pixels = [0.0f32; 25];
        pixels[12] = 4.0;
        let layer = Layer::from_pixels([5, 5], LayerKind::Color, &pixels);
        let mut node = ImageHighPass {
            image: Image::from_layer(layer).into(),
            sharpens: true,
            ..Default::default()
        };
        node.process(&Context::detached())?;
        let result = node.result.get()?;
        let result: &[f32] = result.color[0].pixels.elements();
        // Of the four corners from the one below and left of a pixel's own on, each sees a quarter of
        // the pixel that it touches.
        assert_eq!((result[12], result[11]), (8.0 - 0.25, 0.0));
        assert_eq!((result[13], result[14]), (-0.5, -0.25));
        Ok(())
    }
}
