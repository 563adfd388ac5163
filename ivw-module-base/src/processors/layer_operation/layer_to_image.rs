//! Images of layers.

use crate::algorithm::picture::with_color;
use ivw_core::prelude::*;

/// A layer as the colours of an image.
///
/// |         | shape             | value                                    |
/// |---------|-------------------|------------------------------------------|
/// | inport  | `[width, height]` | 1 to 4 numbers                           |
/// | outport | `[width, height]` | the layer, empty depth and picking       |
///
/// The image has the size of the layer, whatever size is asked for.
#[derive(Processor)]
#[processor("org.inviwo.LayerToImage", category = "Image Operation", tags = "CPU")]
pub struct LayerToImage {
    /// Layer.
    #[inport("inport")]
    layer: In<Layer>,

    /// Image with the layer as its colours.
    #[outport("outport", keeps_size, in_memory)]
    result: Out<Image>,
}

impl Process for LayerToImage {
    fn process(&mut self, _: &Context) -> Result<()> {
        let mut layer = (*self.layer.get()?).clone();
        layer.kind = LayerKind::Color;
        let nothing = Image { color: Vec::new().into(), depth: None.into(), picking: None.into() };
        self.result.set(with_color(&nothing, layer)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_layer_is_shared_and_depth_is_far() -> Result<()> {
        let layer = Layer::from_pixels([2, 1], LayerKind::Color, &[1u8, 2]);
        let mut node = LayerToImage { layer: layer.clone().into(), ..Default::default() };
        node.process(&Context::detached())?;
        let image = node.result.get()?;
        assert!(image.color[0].pixels.is_same(&layer.pixels));
        assert_eq!(image.depth.as_ref().unwrap().pixels.elements::<f32>(), [1.0, 1.0]);
        Ok(())
    }
}
