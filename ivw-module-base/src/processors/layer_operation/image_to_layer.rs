//! Layers of images.

use crate::algorithm::image_layers::{chosen, layer_options};
use ivw_core::prelude::*;

/// One layer of an image: colours, depth or picking.
///
/// |         | shape             | value                   |
/// |---------|-------------------|-------------------------|
/// | inport  | `[width, height]` | colours, depth, picking |
/// | outport | `[width, height]` | the chosen layer        |
///
/// The image comes in the size that it has.
#[derive(Processor)]
#[processor("org.inviwo.ImageToLayer", category = "Image Operation", tags = "CPU")]
pub struct ImageToLayer {
    /// Picture with all its layers.
    #[inport("inport", keeps_size)]
    image: In<Image>,

    /// The chosen one.
    #[outport("outport")]
    result: Out<Layer>,

    /// Layer that goes out.
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

impl Process for ImageToLayer {
    fn process(&mut self, context: &Context) -> Result<()> {
        let image = self.image.get()?;
        context.set_options("outputLayer", layer_options(&image));
        self.result.set(chosen(&image, self.layer)?.clone());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_layer_goes_out_and_a_missing_one_is_an_error() -> Result<()> {
        let mut image = Image::new([2, 1], Image::RGBA8)?;
        image.picking.as_mut().unwrap().pixels.bytes_mut()[3] = 9;
        image.color.push(Layer::from_pixels([2, 1], LayerKind::Color, &[1u8, 2]));
        for (layer, expected) in [(-2, [0, 0, 0, 9]), (0, [0; 4])] {
            let mut node =
                ImageToLayer { image: image.clone().into(), layer, ..Default::default() };
            node.process(&Context::detached())?;
            assert_eq!(node.result.get()?.pixels.bytes()[..4], expected);
        }
        let mut node = ImageToLayer { image: image.clone().into(), layer: 1, ..Default::default() };
        let context = Context::detached();
        node.process(&context)?;
        assert_eq!(node.result.get()?.pixels.bytes(), [1, 2]);
        let options = context.take_changes().remove(0).change;
        let PropertyChange::Options(options) = options else { unreachable!("options were set") };
        let ids: Vec<_> = options.iter().map(|option| option.id.as_str()).collect();
        assert_eq!(ids, ["color0", "color1", "depth", "picking"]);
        image.depth = None.into();
        let mut node = ImageToLayer { image: image.into(), layer: -1, ..Default::default() };
        assert!(node.process(&Context::detached()).is_err());
        Ok(())
    }
}
