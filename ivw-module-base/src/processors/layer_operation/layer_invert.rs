//! Layers with their colours inverted.

use crate::algorithm::picture::mapped;
use glam::Vec3;
use ivw_core::prelude::*;

/// Colours of a layer, inverted: black becomes white.
///
/// |         | shape             | value                               |
/// |---------|-------------------|-------------------------------------|
/// | inport  | `[width, height]` | colours                             |
/// | outport | `[width, height]` | one minus each, the same opacity    |
///
/// Integers are parts of their largest number; the data range has no say.
#[derive(Processor)]
#[processor("org.inviwo.LayerInvert", category = "Layer Operation", tags = "CPU")]
pub struct LayerInvert {
    /// Colours.
    #[inport("inport")]
    layer: In<Layer>,

    /// The same inverted.
    #[outport("outport")]
    result: Out<Layer>,
}

impl Process for LayerInvert {
    fn process(&mut self, _: &Context) -> Result<()> {
        let inverted =
            mapped(&*self.layer.get()?, |color| (Vec3::ONE - color.truncate()).extend(color.w));
        self.result.set(inverted?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_inverted_is_the_same() -> Result<()> {
        let pixels = [[1u16, 2, 65000], [9, 8, 7]];
        let mut layer = Layer::from_pixels([2, 1], LayerKind::Color, &pixels);
        layer.swizzle = Swizzle::RGB;
        layer.model[0][0] = 3.0;
        let mut once = LayerInvert { layer: layer.clone().into(), ..Default::default() };
        once.process(&Context::detached())?;
        let inverted = (*once.result.get()?).clone();
        assert_eq!(inverted.pixels.elements::<[u16; 3]>()[0], [65534, 65533, 535]);
        assert_eq!((inverted.model, inverted.format), (layer.model, layer.format));
        let mut twice = LayerInvert { layer: inverted.into(), ..Default::default() };
        twice.process(&Context::detached())?;
        assert_eq!(twice.result.get()?.pixels.bytes(), layer.pixels.bytes());
        Ok(())
    }
}
