//! What a pixel was over time.

use glam::{IVec2, UVec2};
use ivw_core::event::{Action, Interaction, MouseButton, MouseState, Reaction};
use ivw_core::prelude::*;

/// Collects the value of a pixel of all images that come in.
///
/// |             | shape             | value                                         |
/// |-------------|-------------------|-----------------------------------------------|
/// | input       | `[width, height]` | any                                           |
/// | pixelValues | `[n]`             | `f64`, of integers parts of their largest one |
#[derive(Processor)]
#[processor(
    "org.inviwo.PixelToBufferProcessor",
    name = "Pixel to buffer",
    category = "Image Operation",
    tags = "CPU",
    code_state = CodeState::Experimental,
    takes_events
)]
pub struct PixelToBuffer {
    /// Images, one after another.
    #[inport("input", keeps_size)]
    image: In<Image>,

    /// The value in each of them.
    #[outport("pixelValues")]
    collected: Out<Array>,

    /// The pixel, counted from the lower left.
    #[property("fromPixel", name = "From pixel", range = 0..=1)]
    pixel: IVec2,

    /// Which of its numbers is collected, from 0.
    #[property("channel", range = 0..=3)]
    channel: i32,

    /// Forgets what was collected.
    #[property("clearValues", name = "Clear collected values")]
    clear: Button,

    /// Let a click into the picture choose another pixel; what was collected is forgotten.
    #[property("handleEvents", name = "Enable picking")]
    takes_clicks: bool,

    values: Vec<f64>,
}

impl Process for PixelToBuffer {
    fn process(&mut self, context: &Context) -> Result<()> {
        let image = self.image.get()?;
        let layer = crate::algorithm::picture::first_color(&image)?;
        if layer.pixels.is_empty() {
            return Err(Error::new("the image has no pixels").hint("connect another one"));
        }
        let last = layer.size() - 1;
        let number = layer.format.number;
        let limits = last.to_array().map(i64::from);
        context.change("fromPixel", PropertyChange::Max(Value::ints(&limits)?));
        let last_channel = i64::from(layer.format.components) - 1;
        context.change("channel", PropertyChange::Max(last_channel.into()));
        if self.clear.pressed {
            self.values.clear();
        }
        let pixel = self.pixel.max(IVec2::ZERO).as_uvec2().min(last);
        let n = pixel.y as usize * layer.dims[0] as usize + pixel.x as usize;
        let value = layer.pixel_at(n)[(self.channel.max(0) as usize).min(last_channel as usize)];
        let largest = if number.is_float() { 1.0 } else { number.limits()[1] };
        self.values.push(value / largest);
        self.collected.set(Array::copy_of(&self.values));
        Ok(())
    }

    fn event(&mut self, event: &Interaction, context: &Context) -> Result<Reaction> {
        let Action::Mouse { button: MouseButton::Left, state: MouseState::Press, pointer } =
            &event.action
        else {
            return Ok(Reaction::default());
        };
        let Some(image) = self.image.data().filter(|_| self.takes_clicks) else {
            return Ok(Reaction::default());
        };
        self.pixel = pixel_at(pointer.position, image.size()).as_ivec2();
        self.values.clear();
        context.set("fromPixel", Value::ints(&self.pixel.to_array().map(i64::from))?);
        Ok(Reaction { runs_again: true, ..Reaction::used() })
    }
}

/// The pixel at a place from 0 to 1.
pub(crate) fn pixel_at(place: [f64; 2], size: UVec2) -> UVec2 {
    let last = size.max(UVec2::ONE) - 1;
    (glam::DVec2::from(place) * size.as_dvec2()).as_uvec2().min(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::event::Pointer;

    fn node() -> PixelToBuffer {
        let layer = Layer::from_pixels([2, 1], LayerKind::Color, &[[0u8, 51], [255, 102]]);
        PixelToBuffer { image: Image::from_layer(layer).into(), channel: 1, ..Default::default() }
    }

    fn values(node: &mut PixelToBuffer) -> Result<Vec<f64>> {
        node.process(&Context::detached())?;
        Ok(node.collected.get()?.bytes.elements::<f64>().to_vec())
    }

    #[test]
    fn a_value_comes_with_each_image_until_they_are_forgotten() -> Result<()> {
        let mut node = node();
        assert_eq!(values(&mut node)?, [0.2]);
        node.pixel = IVec2::new(9, -1);
        assert_eq!(values(&mut node)?, [0.2, 0.4]);
        node.clear.pressed = true;
        assert_eq!(values(&mut node)?, [0.4]);
        node.image = Image::new([0, 0], Image::RGBA8)?.into();
        assert!(values(&mut node).is_err());
        Ok(())
    }

    #[test]
    fn a_click_chooses_the_pixel_if_it_may() -> Result<()> {
        let pointer = Pointer { position: [0.6, 0.5], ..Pointer::default() };
        let (button, state) = (MouseButton::Left, MouseState::Press);
        let click =
            Interaction { action: Action::Mouse { button, state, pointer }, ..Default::default() };
        let mut node = node();
        values(&mut node)?;
        assert!(!node.event(&click, &Context::detached())?.is_used);
        node.takes_clicks = true;
        let reaction = node.event(&click, &Context::detached())?;
        assert!(reaction.is_used && reaction.runs_again);
        assert_eq!(values(&mut node)?, [0.4]);
        Ok(())
    }
}
