//! How vectors in a plane part.

use crate::slope::{Steps, centre, largest, scalar_layer};
use glam::Vec4;
use ivw_core::prelude::*;
use ivw_render::texture::{Texture, paint};

/// How vectors in a plane part.
///
/// |         | shape             | value              | unit |
/// |---------|-------------------|--------------------|------|
/// | inport  | `[width, height]` | 2 numbers, vectors | any  |
/// | outport | `[width, height]` | `f32`              | of the input, for two pixels |
///
/// Half the sum of the differences between neighbours, as Inviwo computes it: not divided by their distance.
#[derive(Processor)]
#[processor(
    "org.inviwo.Vector2DDivergence",
    name = "Vector 2D Divergence",
    category = "Vector Field Visualization",
    tags = "CPU"
)]
pub struct Vector2DDivergence {
    /// Vector field.
    #[inport("inport")]
    field: In<Layer>,

    /// Divergence.
    #[outport("outport")]
    result: Out<Layer>,
}

impl Process for Vector2DDivergence {
    fn process(&mut self, _: &Context) -> Result<()> {
        let layer = self.field.get()?;
        let Steps { lengths, steps: [right, up] } = Steps::of(&layer);
        let most = 3.0 * largest(&layer) / f64::from(lengths.abs().max_element());
        let mut result = scalar_layer(&layer, [0.0, most])?;
        let texture = Texture::new(&layer);
        paint(&mut result, |x, y| {
            let place = centre(&layer, x, y);
            let across = texture.sample(place + right).x - texture.sample(place - right).x;
            let along = texture.sample(place + up).y - texture.sample(place - up).y;
            Vec4::splat(0.5 * (across + along))
        });
        self.result.set(result);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_parts_has_one_divergence_but_at_the_border() -> Result<()> {
        let parting: Vec<[f32; 2]> =
            (0..64).map(|n| [(n % 8) as f32, 2.0 * (n / 8) as f32]).collect();
        let layer = Layer::from_pixels([8, 8], LayerKind::Color, &parting);
        let mut node = Vector2DDivergence { field: layer.into(), ..Default::default() };
        node.process(&Context::detached())?;
        let result = node.result.get()?;
        let divergence: &[f32] = result.pixels.elements();
        for n in [9, 20, 54] {
            assert!((divergence[n] - 3.0).abs() < 1e-4, "{}", divergence[n]);
        }
        Ok(())
    }
}
