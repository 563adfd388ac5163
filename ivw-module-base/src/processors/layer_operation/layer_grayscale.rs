//! Layers in shades of grey.

use crate::algorithm::picture::mapped;
use crate::algorithm::pixel::Luminance;
use ivw_core::prelude::*;

/// Colours of a layer as shades of grey.
///
/// |         | shape             | value                  |
/// |---------|-------------------|------------------------|
/// | inport  | `[width, height]` | colours                |
/// | outport | `[width, height]` | grey, the same opacity |
///
/// The format, the place and everything else of the layer stay.
#[derive(Processor)]
#[processor("org.inviwo.LayerGrayscale", category = "Layer Operation", tags = "CPU")]
pub struct LayerGrayscale {
    /// Colours.
    #[inport("inport")]
    layer: In<Layer>,

    /// The same in grey.
    #[outport("outport")]
    result: Out<Layer>,

    /// How bright a colour is.
    #[property("luminanceModel", name = "Luminance Model")]
    luminance: Luminance,
}

impl Process for LayerGrayscale {
    fn process(&mut self, _: &Context) -> Result<()> {
        self.result.set(mapped(&*self.layer.get()?, self.luminance.of())?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn red_is_darker_than_green_and_opacity_stays() -> Result<()> {
        let pixels = [[255u8, 0, 0, 7], [0, 255, 0, 9]];
        let layer = Layer::from_pixels([2, 1], LayerKind::Color, &pixels);
        let mut node = LayerGrayscale { layer: layer.into(), ..Default::default() };
        node.process(&Context::detached())?;
        let grey = node.result.get()?;
        assert_eq!(grey.pixels.elements::<[u8; 4]>(), [[76, 76, 76, 7], [150, 150, 150, 9]]);
        Ok(())
    }
}
