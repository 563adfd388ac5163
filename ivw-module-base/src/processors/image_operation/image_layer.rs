//! One layer of images as their colours.

use crate::algorithm::image_layers::{chosen, layer_options};
use crate::algorithm::picture::with_color;
use ivw_core::prelude::*;
use ivw_render::pixels::in_size;

/// An image whose colours are one of its layers: another colour layer, depth or picking.
///
/// |         | shape             | value                              |
/// |---------|-------------------|------------------------------------|
/// | inport  | `[width, height]` | colours, depth, picking            |
/// | outport | `[width, height]` | the chosen layer, depth, picking   |
#[derive(Processor)]
#[processor("org.inviwo.ImageLayer", category = "Image Operation", tags = "CPU")]
pub struct ImageLayer {
    /// Picture with all its layers.
    #[inport("inport")]
    image: In<Image>,

    /// Picture with the chosen layer as its colours.
    #[outport("outport")]
    result: Out<Image>,

    /// Layer that becomes the colours.
    #[property(
        "outputLayer",
        name = "Output Layer",
        options = &[
            ("color0", "Color Layer 1", 0),
            ("depth", "Depth Layer", -1),
            ("picking", "Picking Layer", -2)
        ]
    )]
    layer: i32,
}

impl Process for ImageLayer {
    fn process(&mut self, context: &Context) -> Result<()> {
        let image = self.image.get()?;
        context.set_options("outputLayer", layer_options(&image));
        let image = in_size(&image, self.result.size())?;
        let mut layer = chosen(&image, self.layer)?.clone();
        layer.kind = LayerKind::Color;
        self.result.set(with_color(&image, layer)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_becomes_the_picture() -> Result<()> {
        let mut image = Image::new([2, 1], Image::RGBA8)?;
        image.depth.as_mut().unwrap().pixels.elements_mut::<f32>().copy_from_slice(&[0.25, 0.75]);
        let mut node =
            ImageLayer { image: image.into(), result: Out::with_size([2, 1].into()), layer: -1 };
        node.process(&Context::detached())?;
        let result = node.result.get()?;
        assert_eq!(result.color[0].pixels.elements::<f32>(), [0.25, 0.75]);
        assert_eq!(result.color[0].kind, LayerKind::Color);
        Ok(())
    }
}
