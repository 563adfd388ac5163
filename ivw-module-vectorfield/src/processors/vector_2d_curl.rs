//! How vectors in a plane turn.

use crate::slope::{Steps, centre, largest, scalar_layer};
use glam::Vec4;
use ivw_core::prelude::*;
use ivw_render::texture::{Texture, paint};

/// How vectors in a plane turn.
///
/// |         | shape             | value              | unit |
/// |---------|-------------------|--------------------|------|
/// | inport  | `[width, height]` | 2 numbers, vectors | any  |
/// | outport | `[width, height]` | `f32`              | parts of the data range / world |
///
/// Central differences of numbers relative to the data range; positive where they turn counter-clockwise.
#[derive(Processor)]
#[processor(
    "org.inviwo.Vector2DCurl",
    name = "Vector 2D Curl",
    category = "Vector Field Visualization",
    tags = "CPU"
)]
pub struct Vector2DCurl {
    /// Vector field.
    #[inport("inport")]
    field: In<Layer>,

    /// Curl.
    #[outport("outport")]
    result: Out<Layer>,
}

impl Process for Vector2DCurl {
    fn process(&mut self, _: &Context) -> Result<()> {
        let layer = self.field.get()?;
        let Steps { lengths, steps: [right, up] } = Steps::of(&layer);
        let most = largest(&layer) / f64::from(lengths.abs().max_element());
        let mut result = scalar_layer(&layer, [-most, most])?;
        let texture = Texture::new(&layer);
        paint(&mut result, |x, y| {
            let place = centre(&layer, x, y);
            let vector = |place| texture.normalized(texture.sample(place));
            let across = vector(place + right).y - vector(place - right).y;
            let along = vector(place + up).x - vector(place - up).x;
            Vec4::splat(0.5 * (across / lengths.x - along / lengths.y))
        });
        self.result.set(result);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turning_field_has_one_curl_but_at_the_border() -> Result<()> {
        let turning: Vec<[f32; 2]> = (0..64)
            .map(|n| [-((n / 8) as f32 + 0.5) / 8.0, ((n % 8) as f32 + 0.5) / 8.0])
            .collect();
        let layer = Layer::from_pixels([8, 8], LayerKind::Color, &turning);
        let mut node = Vector2DCurl { field: layer.into(), ..Default::default() };
        node.process(&Context::detached())?;
        let result = node.result.get()?;
        let curl: &[f32] = result.pixels.elements();
        for n in [9, 20, 54] {
            assert!((curl[n] - 2.0).abs() < 1e-4, "{}", curl[n]);
        }
        assert_eq!(result.data_map.data_range, [-8.0, 8.0]);
        Ok(())
    }
}
