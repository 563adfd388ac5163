//! Slopes of images.

use crate::algorithm::picture::{first_color, slopes, with_color};
use crate::algorithm::pixel::channel_options;
use ivw_core::prelude::*;

/// Slope of a channel of an image, by central differences: per width and height of the picture.
///
/// |             | shape             | value                         |
/// |-------------|-------------------|-------------------------------|
/// | inputImage  | `[width, height]` | 1 to 4 numbers |
/// | outputImage | `[width, height]` | 2 numbers, along x and y, depth, picking |
///
/// The picture keeps its size; depth and picking are those that came in.
#[derive(Processor)]
#[processor("org.inviwo.ImageGradient", category = "Image Operation", tags = "CPU")]
pub struct ImageGradient {
    /// Picture.
    #[inport("inputImage", keeps_size)]
    image: In<Image>,

    /// The changed picture.
    #[outport("outputImage", keeps_size)]
    result: Out<Image>,

    /// Channel whose slope is wanted.
    #[property("channel", options = &[("Channel 1", "Channel 1", 0)])]
    channel: i32,
}

impl Process for ImageGradient {
    fn process(&mut self, context: &Context) -> Result<()> {
        let image = self.image.get()?;
        let layer = first_color(&image)?;
        context.set_options("channel", channel_options(layer.format));
        let last = i32::from(layer.format.components) - 1;
        let channel = if (0..=last).contains(&self.channel) { self.channel } else { 0 };
        self.result.set(with_color(&image, slopes(layer, channel as usize)?)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_channel_is_chosen_among_those_that_are_there() -> Result<()> {
        let pixels: Vec<[f32; 2]> = (0..16).map(|n| [(n % 4) as f32, 0.0]).collect();
        let image = Image::from_layer(Layer::from_pixels([4, 4], LayerKind::Color, &pixels));
        for (channel, expected) in [(0, 4.0), (1, 0.0), (3, 4.0)] {
            let mut node =
                ImageGradient { image: image.clone().into(), channel, ..Default::default() };
            let context = Context::detached();
            node.process(&context)?;
            let slope = node.result.get()?.color[0].pixel_at(5)[0];
            assert!((slope - expected).abs() < 1e-4, "{slope}");
            let changes = context.take_changes();
            assert!(matches!(&changes[0].change, PropertyChange::Options(o) if o.len() == 2));
        }
        Ok(())
    }
}
