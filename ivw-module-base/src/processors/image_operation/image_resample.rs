//! Images with another number of pixels.

use crate::algorithm::picture::{first_color, like, with_color};
use glam::{IVec2, UVec2, Vec2, Vec4};
use ivw_core::prelude::*;
use ivw_render::texture::{Texture, paint};

/// An image with another number of pixels.
///
/// |             | shape             | value                   |
/// |-------------|-------------------|-------------------------|
/// | inputImage  | `[width, height]` | colours                 |
/// | outputImage | as wanted         | colours, depth, picking |
///
/// The picture is stretched to its new size.
#[derive(Processor)]
#[processor("org.inviwo.ImageResample", category = "Image Operation", tags = "CPU")]
pub struct ImageResample {
    /// Picture.
    #[inport("inputImage", keeps_size)]
    image: In<Image>,

    /// The picture in its new size.
    #[outport("outputImage")]
    result: Out<Image>,

    /// How colours between pixels come about.
    #[property("interpolationType", name = "Interpolation Type")]
    interpolation: Smoothness,

    /// Which size the result has.
    #[property("outputSizeMode", name = "Output Size")]
    mode: SizeMode,

    /// The size of one's choice.
    #[property(
        "targetResolution",
        name = "Target Resolution",
        default = IVec2::splat(256),
        range = 32..=4096,
        visible_if = |p| p.mode == SizeMode::Custom
    )]
    size: IVec2,
}

/// This is how colours between pixels come about.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[choice_class("Int")]
pub enum Smoothness {
    /// Linear between neighbours.
    #[default]
    #[choice("bilinear", "Bilinear")]
    Bilinear,
    /// Smooth, by cubic B-splines, which blur a little.
    #[choice("bicubic", "Bicubic")]
    Bicubic,
}

/// This is how large the result is.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[choice_class("Int")]
pub enum SizeMode {
    /// As large as the picture.
    #[default]
    #[choice("inportDimension", "Inport Determined")]
    Input,
    /// As large as whoever is connected asks for.
    #[choice("resizeEvents", "Resize Events")]
    Asked,
    /// A size of one's choice.
    #[choice("custom", "Custom Dimension")]
    Custom,
}

impl Process for ImageResample {
    fn process(&mut self, _: &Context) -> Result<()> {
        let image = self.image.get()?;
        let size = match self.mode {
            SizeMode::Input => image.size(),
            SizeMode::Asked => self.result.size(),
            SizeMode::Custom => self.size.max(IVec2::ONE).as_uvec2(),
        };
        let color = resampled(first_color(&image)?, size, self.interpolation)?;
        let layer = |layer: &Layer| resampled(layer, size, Smoothness::Bilinear);
        let scaled = Image {
            color: Vec::new().into(),
            depth: image.depth.as_ref().into_option().map(layer).transpose()?.into(),
            picking: image.picking.as_ref().into_option().map(layer).transpose()?.into(),
        };
        self.result.set(with_color(&scaled, color)?);
        Ok(())
    }
}

/// A layer stretched to a size.
fn resampled(layer: &Layer, size: UVec2, smoothness: Smoothness) -> Result<Layer> {
    if layer.size() == size && smoothness == Smoothness::Bilinear {
        return Ok(layer.clone());
    }
    let mut result = like(layer, layer.format)?;
    let resized = Layer::new(size.to_array(), layer.format, layer.kind)?;
    (result.dims, result.pixels) = (resized.dims, resized.pixels);
    let texture = Texture::new(layer);
    let pixel_size = size.max(UVec2::ONE).as_vec2().recip();
    let from = layer.size().as_vec2();
    paint(&mut result, |x, y| {
        let place = (Vec2::new(x as f32, y as f32) + 0.5) * pixel_size;
        match smoothness {
            Smoothness::Bilinear => texture.sample(place),
            Smoothness::Bicubic => bicubic(&texture, place * from),
        }
    });
    Ok(result)
}

/// The colour at a place counted in pixels, by cubic B-splines.
fn bicubic(texture: &Texture, place: Vec2) -> Vec4 {
    let position = place - 0.5;
    let low = position.floor();
    let weights = |t: f32| {
        let s = 1.0 - t;
        let (outer, inner) =
            (|t: f32| t * t * t / 6.0, |t: f32| 2.0 / 3.0 - t * t * (2.0 - t) / 2.0);
        [outer(s), inner(t), inner(s), outer(t)]
    };
    let (along_x, along_y) = (weights(position.x - low.x), weights(position.y - low.y));
    let corner = low.as_ivec2() - 1;
    let mut color = Vec4::ZERO;
    for (y, weight_y) in along_y.into_iter().enumerate() {
        for (x, weight_x) in along_x.into_iter().enumerate() {
            let pixel = corner + IVec2::new(x as i32, y as i32);
            color += weight_x * weight_y * texture.wrapped(pixel);
        }
    }
    color
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resample(node: ImageResample, layer: Layer) -> Result<Layer> {
        let image = Image::from_layer(layer).into();
        let mut node = ImageResample { image, ..node };
        node.process(&Context::detached())?;
        Ok(node.result.get()?.color[0].clone())
    }

    fn ramp() -> Layer {
        let pixels: Vec<f32> = (0..64).map(|n| (n % 8) as f32).collect();
        Layer::from_pixels([8, 8], LayerKind::Color, &pixels)
    }

    #[test]
    fn a_ramp_stays_a_ramp_with_twice_the_pixels() -> Result<()> {
        for interpolation in [Smoothness::Bilinear, Smoothness::Bicubic] {
            let node = ImageResample {
                mode: SizeMode::Asked,
                result: Out::with_size(UVec2::new(16, 8)),
                interpolation,
                ..Default::default()
            };
            let wide = resample(node, ramp())?;
            let row: &[f32] = &wide.pixels.elements()[..16];
            for (x, value) in row.iter().enumerate().skip(4).take(8) {
                let expected = (x as f32 - 0.5) / 2.0;
                assert!((value - expected).abs() < 1e-5, "{interpolation:?}: {row:?}");
            }
        }
        Ok(())
    }

    #[test]
    fn the_size_is_that_of_the_picture_or_of_ones_choice() -> Result<()> {
        assert_eq!(resample(ImageResample::default(), ramp())?.dims, [8, 8]);
        let size = IVec2::new(40, 50);
        let node = ImageResample { mode: SizeMode::Custom, size, ..Default::default() };
        assert_eq!(resample(node, ramp())?.dims, [40, 50]);
        Ok(())
    }
}
