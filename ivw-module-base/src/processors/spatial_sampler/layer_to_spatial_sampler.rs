//! The vectors of a layer at any place.

use ivw_core::data::SpatialSampler2D;
use ivw_core::prelude::*;

/// Lets others ask for the vectors of a layer at any place.
///
/// |         | shape      | value   | unit         |
/// |---------|------------|---------|--------------|
/// | layer   | `[nx, ny]` | vectors | of the field |
/// | sampler | any place  | `DVec2` | of the field |
///
/// The first and last pixels stand at the ends of the layer; outside of it there are zeros.
#[derive(Processor)]
#[processor("org.inviwo.LayerToSpatialSampler", category = "Spatial Sampler", tags = "CPU")]
pub struct LayerToSpatialSampler {
    /// Layer of vectors.
    #[inport("layer")]
    layer: In<Layer>,

    /// Its vectors at any place.
    #[outport("sampler")]
    sampler: Out<SpatialSampler2D>,
}

impl Process for LayerToSpatialSampler {
    fn process(&mut self, _: &Context) -> Result<()> {
        self.sampler.set(SpatialSampler2D { layer: (*self.layer.get()?).clone() });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::DVec2;

    #[test]
    fn pixels_are_not_copied_and_are_found_at_their_places() -> Result<()> {
        let layer =
            Layer::from_pixels([3, 1], LayerKind::Color, &[[0.0f32, 1.0], [1.0, 1.0], [2.0, 1.0]]);
        let mut node = LayerToSpatialSampler { layer: layer.into(), ..Default::default() };
        node.process(&Context::detached())?;
        let sampler = node.sampler.get()?;
        assert!(sampler.layer.pixels.is_same(&node.layer.get()?.pixels));
        assert_eq!(sampler.at(DVec2::new(0.75, 0.0)), DVec2::new(1.5, 1.0));
        Ok(())
    }
}
