//! Images made of channels of others.

use crate::algorithm::picture::{first_color, like, with_color};
use crate::algorithm::pixel::RgbaChannel;
use crate::algorithm::voxels::common_number;
use glam::Vec4;
use ivw_core::prelude::*;
use ivw_render::texture::{Texture, paint};

/// One picture, each of its channels being one of another picture.
///
/// |          | shape             | value                      |
/// |----------|-------------------|----------------------------|
/// | inports  | `[width, height]` | colours                    |
/// | outport  | `[width, height]` | colours, depth and picking of the first picture |
///
/// All pictures have the same size.
/// The kind of number is one that the numbers of all pictures fit.
#[derive(Processor)]
#[processor("org.inviwo.ImageChannelCombine", category = "Image Operation", tags = "CPU")]
pub struct ImageChannelCombine {
    /// Picture that red is taken from.
    #[inport("inport0", keeps_size)]
    red_image: In<Image>,

    /// Picture that green is taken from.
    #[inport("inport1", keeps_size)]
    green_image: In<Image>,

    /// Picture that blue is taken from.
    #[inport("inport2", keeps_size)]
    blue_image: In<Image>,

    /// Picture that opacity is taken from.
    #[inport("inport3", keeps_size, optional)]
    alpha_image: In<Image>,

    /// The combined picture.
    #[outport("outport", keeps_size)]
    result: Out<Image>,

    /// Channel of the first picture that becomes red.
    #[property("redChannel", name = "Red Channel")]
    red: RgbaChannel,

    /// Channel of the second picture that becomes green.
    #[property("greenChannel", name = "Green Channel")]
    green: RgbaChannel,

    /// Channel of the third picture that becomes blue.
    #[property("blueChannel", name = "Blue Channel")]
    blue: RgbaChannel,

    /// Channel of the fourth picture that becomes opacity.
    #[property("alphaChannel", name = "Alpha Channel")]
    alpha_channel: RgbaChannel,

    /// Opacity, without a fourth picture.
    #[property("alpha", name = "Alpha", default = 1.0, from = 0.0..=1.0, step = 0.1)]
    alpha: f32,
}

impl Process for ImageChannelCombine {
    fn process(&mut self, _: &Context) -> Result<()> {
        let images = [self.red_image.get()?, self.green_image.get()?, self.blue_image.get()?];
        let alpha_image = self.alpha_image.data();
        let layers = images.iter().chain(alpha_image).map(|image| first_color(image));
        let layers = layers.collect::<Result<Vec<_>>>()?;
        let size = layers[0].size();
        if let Some(other) = layers.iter().find(|layer| layer.size() != size) {
            return Err(Error::new(format!(
                "the pictures have different sizes: {size} and {}",
                other.size()
            ))
            .hint("connect pictures of one size"));
        }
        let numbers: Vec<_> = layers.iter().map(|layer| layer.format.number).collect();
        let number = common_number(numbers);
        let mut result = like(layers[0], Format::new(number, 4))?;
        result.swizzle = Swizzle::RGBA;
        let textures: Vec<_> = layers.into_iter().map(Texture::new).collect();
        let channels = [self.red, self.green, self.blue, self.alpha_channel];
        let alpha = self.alpha;
        paint(&mut result, |x, y| {
            let mut color = Vec4::splat(alpha);
            for ((texture, channel), n) in textures.iter().zip(channels).zip(0..) {
                color[n] = texture.pixel(x, y)[channel as usize];
            }
            color
        });
        self.result.set(with_color(&images[0], result)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(pixel: [u8; 4]) -> Image {
        Image::from_layer(Layer::from_pixels([1, 1], LayerKind::Color, &[pixel]))
    }

    fn node() -> ImageChannelCombine {
        ImageChannelCombine {
            red_image: image([1, 2, 3, 4]).into(),
            green_image: image([5, 6, 7, 8]).into(),
            blue_image: image([9, 10, 11, 12]).into(),
            green: RgbaChannel::Green,
            blue: RgbaChannel::Alpha,
            alpha: 0.2,
            ..Default::default()
        }
    }

    #[test]
    fn each_channel_comes_from_its_picture() -> Result<()> {
        let mut node = node();
        node.process(&Context::detached())?;
        assert_eq!(node.result.get()?.color[0].pixels.bytes(), [1, 6, 12, 51]);
        node.alpha_image = image([13, 0, 0, 0]).into();
        node.process(&Context::detached())?;
        assert_eq!(node.result.get()?.color[0].pixels.bytes(), [1, 6, 12, 13]);
        Ok(())
    }

    #[test]
    fn sixteen_bits_beside_eight_make_sixteen() -> Result<()> {
        let wide = Layer::from_pixels([1, 1], LayerKind::Color, &[[65535u16, 0, 0, 0]]);
        let mut node = ImageChannelCombine { red_image: Image::from_layer(wide).into(), ..node() };
        node.process(&Context::detached())?;
        let pixel = node.result.get()?.color[0].pixel_at(0);
        assert_eq!(pixel[..2], [65535.0, 6.0 * 257.0]);
        Ok(())
    }

    #[test]
    fn pictures_of_different_sizes_are_an_error() {
        let wide = Layer::from_pixels([2, 1], LayerKind::Color, &[[0u8; 4]; 2]);
        let mut node = ImageChannelCombine { blue_image: Image::from_layer(wide).into(), ..node() };
        let error = node.process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("different sizes"), "{error}");
    }
}
