//! Lengths of vectors in a plane.

use crate::slope::{largest, scalar_layer};
use glam::Vec4;
use ivw_core::prelude::*;
use ivw_render::texture::{Texture, paint};

/// Lengths of vectors in a plane.
///
/// |         | shape             | value              | unit |
/// |---------|-------------------|--------------------|------|
/// | inport  | `[width, height]` | 2 numbers, vectors | any  |
/// | outport | `[width, height]` | `f32`              | parts of the data range |
///
/// Numbers are relative to the data range of the input.
#[derive(Processor)]
#[processor(
    "org.inviwo.Vector2DMagnitude",
    name = "Vector 2D Magnitude",
    category = "Vector Field Visualization",
    tags = "CPU"
)]
pub struct Vector2DMagnitude {
    /// Vector field.
    #[inport("inport")]
    field: In<Layer>,

    /// Lengths.
    #[outport("outport")]
    result: Out<Layer>,
}

impl Process for Vector2DMagnitude {
    fn process(&mut self, _: &Context) -> Result<()> {
        let layer = self.field.get()?;
        let longest = (3.0 * largest(&layer) * largest(&layer)).sqrt();
        let mut result = scalar_layer(&layer, [0.0, longest])?;
        let texture = Texture::new(&layer);
        paint(&mut result, |x, y| {
            let vector = texture.normalized(texture.pixel(x, y));
            Vec4::splat(vector.truncate().truncate().length())
        });
        self.result.set(result);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_relative_to_the_data_range() -> Result<()> {
        let mut layer = Layer::from_pixels([2, 1], LayerKind::Color, &[[6.0f32, 8.0], [0.0, 5.0]]);
        layer.data_map.data_range = [0.0, 10.0];
        let mut node = Vector2DMagnitude { field: layer.into(), ..Default::default() };
        node.process(&Context::detached())?;
        let result = node.result.get()?;
        let lengths: &[f32] = result.pixels.elements();
        assert!((lengths[0] - 1.0).abs() < 1e-6 && (lengths[1] - 0.5).abs() < 1e-6, "{lengths:?}");
        assert!((result.data_map.data_range[1] - 300f64.sqrt()).abs() < 1e-9);
        Ok(())
    }
}
