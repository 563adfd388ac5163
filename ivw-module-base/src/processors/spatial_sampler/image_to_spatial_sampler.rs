//! The vectors of an image at any place.

use ivw_core::data::SpatialSampler2D;
use ivw_core::prelude::*;

/// Lets others ask for the vectors of an image at any place.
///
/// |         | shape             | value                      | unit         |
/// |---------|-------------------|----------------------------|--------------|
/// | image   | `[width, height]` | vectors, in the first layer | of the field |
/// | sampler | any place         | `DVec2`                    | of the field |
///
/// The first and last pixels stand at the ends of the image; outside of it there are zeros.
#[derive(Processor)]
#[processor("org.inviwo.ImageToSpatialSampler", category = "Spatial Sampler", tags = "CPU")]
pub struct ImageToSpatialSampler {
    /// Image of vectors.
    #[inport("image", keeps_size)]
    image: In<Image>,

    /// Its vectors at any place.
    #[outport("sampler")]
    sampler: Out<SpatialSampler2D>,
}

impl Process for ImageToSpatialSampler {
    fn process(&mut self, _: &Context) -> Result<()> {
        let image = self.image.get()?;
        let layer = image.color.first().ok_or_else(|| {
            Error::new("the image has no colours").hint("connect an image of vectors")
        })?;
        self.sampler.set(SpatialSampler2D { layer: layer.clone() });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::DVec2;

    #[test]
    fn vectors_are_those_of_the_first_layer() -> Result<()> {
        let layer = Layer::from_pixels([2, 1], LayerKind::Color, &[[1.0f32, 0.0], [3.0, 2.0]]);
        let mut node =
            ImageToSpatialSampler { image: Image::from_layer(layer).into(), ..Default::default() };
        node.process(&Context::detached())?;
        assert_eq!(node.sampler.get()?.at(DVec2::new(0.5, 0.0)), DVec2::new(2.0, 1.0));
        let mut empty = Image::new([1, 1], Image::RGBA8)?;
        empty.color.clear();
        node.image = empty.into();
        assert!(node.process(&Context::detached()).is_err());
        Ok(())
    }
}
