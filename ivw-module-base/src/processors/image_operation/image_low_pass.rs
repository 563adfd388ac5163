//! Blurred images.

use crate::algorithm::picture::{first_color, like, with_color};
use glam::{Vec2, Vec4};
use ivw_core::prelude::*;
use ivw_render::pixels::in_size;
use ivw_render::texture::{Texture, paint};

/// Red, green and blue of an image, blurred; opacity stays.
///
/// |             | shape             | value                   |
/// |-------------|-------------------|-------------------------|
/// | inputImage  | `[width, height]` | colours                 |
/// | outputImage | `[width, height]` | colours, depth, picking |
///
/// The blur is one along x, then one along y; beyond the border is what the layer's wrapping says.
#[derive(Processor)]
#[processor("org.inviwo.ImageLowPass", category = "Image Operation", tags = "CPU")]
pub struct ImageLowPass {
    /// Picture.
    #[inport("inputImage")]
    image: In<Image>,

    /// The blurred picture.
    #[outport("outputImage")]
    result: Out<Image>,

    /// Pixels along each side that the mean is taken of.
    #[property(
        "kernelSize",
        name = "Kernel Size",
        default = 3,
        range = 1..=25,
        visible_if = |p| !p.is_gaussian
    )]
    kernel_size: i32,

    /// Width of the bell curve in pixels.
    #[property(
        "sigma",
        default = 1.0,
        range = 1.0..=100.0,
        step = 0.01,
        visible_if = |p| p.is_gaussian
    )]
    sigma: f32,

    /// Let near pixels weigh more, like a bell curve.
    #[property("gaussian", name = "Use Gaussian weights", default = true)]
    is_gaussian: bool,
}

impl Process for ImageLowPass {
    fn process(&mut self, _: &Context) -> Result<()> {
        let image = self.image.get()?;
        let image = in_size(&image, self.result.size())?;
        let layer = first_color(&image)?;
        let weights = match self.is_gaussian {
            true => gaussian(self.sigma),
            false => vec![1.0 / self.kernel_size.max(1) as f32; self.kernel_size.max(1) as usize],
        };
        let along_x = blurred(layer, &weights, Vec2::X)?;
        self.result.set(with_color(&image, blurred(&along_x, &weights, Vec2::Y)?)?);
        Ok(())
    }
}

/// Weights of pixels in a row around the middle one; their sum is 1.
fn gaussian(sigma: f32) -> Vec<f32> {
    // Five standard deviations hold 99 % of the curve.
    let n = (sigma * 5.152).clamp(1.0, 4096.0) as usize;
    let middle = (n - 1) as f32 / 2.0;
    let weight = |k: usize| (-(k as f32 - middle).powi(2) / (2.0 * sigma * sigma)).exp();
    let sum: f32 = (0..n).map(weight).sum();
    (0..n).map(|k| weight(k) / sum).collect()
}

/// The weighted mean of pixels along an axis.
fn blurred(layer: &Layer, weights: &[f32], axis: Vec2) -> Result<Layer> {
    let mut result = like(layer, layer.format)?;
    if weights.len() == 1 {
        result.pixels = layer.pixels.clone();
        return Ok(result);
    }
    let texture = Texture::new(layer);
    let pixel_size = layer.size().max(glam::UVec2::ONE).as_vec2().recip();
    let middle = (weights.len() - 1) as f32 / 2.0;
    paint(&mut result, |x, y| {
        let place = Vec2::new(x as f32, y as f32) + 0.5;
        let at = |k: usize| texture.sample((place + (k as f32 - middle) * axis) * pixel_size);
        let sum: Vec4 = weights.iter().enumerate().map(|(k, weight)| *weight * at(k)).sum();
        sum.truncate().extend(texture.pixel(x, y).w)
    });
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blur(node: ImageLowPass, pixels: &[f32; 25]) -> Result<Vec<f32>> {
        let mut layer = Layer::from_pixels([5, 5], LayerKind::Color, pixels);
        layer.swizzle = Swizzle::LUMINANCE;
        let mut node = ImageLowPass {
            image: Image::from_layer(layer).into(),
            result: Out::with_size([5, 5].into()),
            ..node
        };
        node.process(&Context::detached())?;
        Ok(node.result.get()?.color[0].pixels.elements::<f32>().to_vec())
    }

    #[test]
    fn a_flat_picture_stays_and_a_point_is_spread_evenly() -> Result<()> {
        let flat = blur(ImageLowPass::default(), &[0.25; 25])?;
        assert!(flat.iter().all(|value| (value - 0.25).abs() < 1e-6));

        let mut point = [0.0; 25];
        point[12] = 9.0;
        let node = ImageLowPass { is_gaussian: false, ..Default::default() };
        let spread = blur(node, &point)?;
        for (n, value) in spread.iter().enumerate() {
            let is_near = (1..4).contains(&(n % 5)) && (1..4).contains(&(n / 5));
            assert!((value - if is_near { 1.0 } else { 0.0 }).abs() < 1e-5, "{spread:?}");
        }
        let bell = blur(ImageLowPass::default(), &point)?;
        assert!((bell.iter().sum::<f32>() - 9.0).abs() < 1e-3 && bell[12] > bell[11]);
        Ok(())
    }

    #[test]
    fn one_pixel_is_no_blur() -> Result<()> {
        let pixels = std::array::from_fn(|n| n as f32);
        let node = ImageLowPass { is_gaussian: false, kernel_size: 1, ..Default::default() };
        assert_eq!(blur(node, &pixels)?, pixels);
        Ok(())
    }
}
