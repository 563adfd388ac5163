//! Slopes of layers.

use crate::algorithm::picture::slopes;
use crate::algorithm::pixel::Component;
use ivw_core::prelude::*;

/// Slope of a layer, by central differences.
///
/// |         | shape             | value                    | unit                          |
/// |---------|-------------------|--------------------------|-------------------------------|
/// | inport  | `[width, height]` | 1 to 4 numbers           |                               |
/// | outport | `[width, height]` | 2 numbers, along x and y | parts of the data range / world |
///
/// What lies beyond the border is what the layer's wrapping says.
#[derive(Processor)]
#[processor("org.inviwo.LayerGradient", category = "Layer Operation", tags = "CPU")]
pub struct LayerGradient {
    /// Values.
    #[inport("inport")]
    layer: In<Layer>,

    /// How they rise along x and y of the world.
    #[outport("outport")]
    result: Out<Layer>,

    /// Component whose slope is wanted.
    #[property("channel")]
    channel: Component,
}

impl Process for LayerGradient {
    fn process(&mut self, _: &Context) -> Result<()> {
        self.result.set(slopes(&*self.layer.get()?, self.channel as usize)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plane_has_one_slope_everywhere_but_at_the_border() -> Result<()> {
        let pixels: Vec<f32> = (0..64).map(|n| ((n % 8) + 2 * (n / 8)) as f32).collect();
        let mut layer = Layer::from_pixels([8, 8], LayerKind::Color, &pixels);
        layer.data_map.data_range = [0.0, 21.0];
        let mut node = LayerGradient { layer: layer.into(), ..Default::default() };
        node.process(&Context::detached())?;
        let slopes = node.result.get()?;
        let slopes: &[[f32; 2]] = slopes.pixels.elements();
        // One pixel is an eighth of the world.
        for (x, y) in [(1, 1), (6, 3), (4, 6)] {
            let [along_x, along_y] = slopes[y * 8 + x];
            assert!((along_x - 8.0 / 21.0).abs() < 1e-4, "{along_x}");
            assert!((along_y - 16.0 / 21.0).abs() < 1e-4, "{along_y}");
        }
        assert!((slopes[8][0] - 4.0 / 21.0).abs() < 1e-4);
        Ok(())
    }
}
