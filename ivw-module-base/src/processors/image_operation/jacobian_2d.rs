//! Derivatives of vector fields in images.

use crate::algorithm::picture::{first_color, like, with_color};
use glam::{IVec2, Vec4};
use ivw_core::prelude::*;
use ivw_render::texture::{Texture, paint};

/// Derivatives of red and green of an image along x and y, by central differences.
///
/// |             | shape             | value                         |
/// |-------------|-------------------|-------------------------------|
/// | inputImage  | `[width, height]` | 2 numbers |
/// | outputImage | `[width, height]` | 4 numbers: of red and green along x, along y, depth, picking |
///
/// The picture keeps its size; depth and picking are those that came in.
#[derive(Processor)]
#[processor("org.inviwo.Jacobian2D", category = "Image Operation", tags = "CPU")]
pub struct Jacobian2D {
    /// Picture.
    #[inport("inputImage", keeps_size)]
    image: In<Image>,

    /// The changed picture.
    #[outport("outputImage", keeps_size)]
    result: Out<Image>,

    /// Per width and height of the picture, instead of per pixel.
    #[property("renormalization", default = true)]
    renormalizes: bool,
}

impl Process for Jacobian2D {
    fn process(&mut self, _: &Context) -> Result<()> {
        let image = self.image.get()?;
        let layer = first_color(&image)?;
        let mut result = like(layer, Format::new(Number::F32, 4))?;
        result.swizzle = Swizzle::RGBA;
        let texture = Texture::new(layer);
        let per = match self.renormalizes {
            true => layer.size().as_vec2(),
            false => glam::Vec2::ONE,
        };
        paint(&mut result, |x, y| {
            let at = |dx, dy| texture.wrapped(IVec2::new(x as i32 + dx, y as i32 + dy));
            let along_x = (at(1, 0) - at(-1, 0)) * 0.5 * per.x;
            let along_y = (at(0, 1) - at(0, -1)) * 0.5 * per.y;
            Vec4::new(along_x.x, along_x.y, along_y.x, along_y.y)
        });
        self.result.set(with_color(&image, result)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_linear_field_has_constant_derivatives_within() -> Result<()> {
        let pixels: Vec<[f32; 2]> =
            (0..16).map(|n| [(n % 4) as f32, (2 * (n / 4) - n % 4) as f32]).collect();
        let mut layer = Layer::from_pixels([4, 4], LayerKind::Color, &pixels);
        layer.swizzle = Swizzle::RED_GREEN;
        let image = Image::from_layer(layer);
        for (renormalizes, scale) in [(false, 1.0), (true, 4.0)] {
            let mut node =
                Jacobian2D { image: image.clone().into(), renormalizes, ..Default::default() };
            node.process(&Context::detached())?;
            let derivatives = node.result.get()?.color[0].pixel_at(5);
            assert_eq!(derivatives, [1.0, -1.0, 0.0, 2.0].map(|d: f64| d * scale));
        }
        Ok(())
    }
}
