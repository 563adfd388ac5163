//! Edges of images.

use crate::algorithm::picture::{first_color, like, with_color};
use glam::{IVec2, Vec3};
use ivw_core::prelude::*;
use ivw_render::texture::{Texture, paint};

/// Edges of an image by the Sobel operator, mixed with the picture.
///
/// |             | shape             | value                         |
/// |-------------|-------------------|-------------------------------|
/// | inputImage  | `[width, height]` | colours |
/// | outputImage | `[width, height]` | colours, depth, picking |
///
/// The picture keeps its size; depth and picking are those that came in.
#[derive(Processor)]
#[processor("org.inviwo.FindEdges", category = "Image Operation", tags = "CPU")]
pub struct FindEdges {
    /// Picture.
    #[inport("inputImage", keeps_size)]
    image: In<Image>,

    /// The changed picture.
    #[outport("outputImage", keeps_size)]
    result: Out<Image>,

    /// How much of the result are edges: 0 is the picture, 1 edges alone.
    #[property("alpha", default = 0.5, range = 0.0..=1.0)]
    alpha: f32,
}

impl Process for FindEdges {
    fn process(&mut self, _: &Context) -> Result<()> {
        let image = self.image.get()?;
        let layer = first_color(&image)?;
        let mut result = like(layer, layer.format)?;
        let texture = Texture::new(layer);
        let alpha = self.alpha;
        paint(&mut result, |x, y| {
            let grey = |dx, dy| {
                let color = texture.wrapped(IVec2::new(x as i32 + dx, y as i32 + dy));
                color.truncate().element_sum() / 3.0
            };
            // As Inviwo has it: two corners change places, and one weighs twice.
            let (upper_left, upper_right) = (grey(1, -1), grey(1, 1));
            let (lower_left, lower_right) = (grey(-1, -1), grey(-1, 1));
            let (left, right, up, down) = (grey(-1, 0), grey(1, 0), grey(0, 1), grey(0, -1));
            let along_x =
                upper_right + 2.0 * right + lower_right - upper_left - 2.0 * left - upper_right;
            let along_y =
                upper_left + 2.0 * up + upper_right - lower_left - 2.0 * down - lower_right;
            let edge = glam::Vec2::new(along_x, along_y).length();
            let color = texture.pixel(x, y).truncate();
            (Vec3::splat(edge * alpha) + color * (1.0 - alpha)).extend(1.0)
        });
        self.result.set(with_color(&image, result)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flat_picture_has_no_edges_and_a_step_has_one() -> Result<()> {
        let edges = |pixels: &[[f32; 3]]| -> Result<Vec<f32>> {
            let layer = Layer::from_pixels([3, 3], LayerKind::Color, pixels);
            let image = Image::from_layer(layer);
            let mut node = FindEdges { image: image.into(), alpha: 1.0, ..Default::default() };
            node.process(&Context::detached())?;
            let result = node.result.get()?;
            Ok((0..9).map(|n| result.color[0].pixel_at(n)[0] as f32).collect())
        };
        // Without a corner that weighs twice, flat pictures would have no edges along x either.
        assert!(edges(&[[0.5; 3]; 9])?.iter().all(|edge| edge.abs() < 1e-6));
        let step: Vec<[f32; 3]> = (0..9).map(|n| [(n % 3 / 2) as f32; 3]).collect();
        let edges = edges(&step)?;
        assert!(edges[4] > edges[3] && edges[4] > 1.0, "{edges:?}");
        Ok(())
    }
}
