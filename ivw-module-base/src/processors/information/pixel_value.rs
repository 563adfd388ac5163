//! The value of a pixel under the mouse.

use crate::processors::image_operation::pixel_to_buffer::pixel_at;
use glam::{DVec4, UVec2, Vec4};
use ivw_core::event::{Interaction, Reaction};
use ivw_core::prelude::*;
use ivw_render::properties::Event;

macro_rules! rows {
    ($($visible:literal
        $value:ident $value_id:literal $value_name:literal $value_help:literal
        $text:ident $text_id:literal $text_name:literal $text_help:literal
        $part:ident $part_id:literal $part_name:literal $part_help:literal;)*) => {
        /// Shows the value of the pixel that the mouse is over.
        ///
        /// |         | shape             | value          |
        /// |---------|-------------------|----------------|
        /// | inport_ | `[width, height]` | any            |
        /// | outport | as it comes in    | as it comes in |
        ///
        /// The image goes through; look at it in a canvas behind.
        #[derive(Processor)]
        #[processor("org.inviwo.PixelValue", category = "Information", tags = "CPU", takes_events)]
        pub struct PixelValue {
            /// Image to look into.
            #[inport("inport_", keeps_size)]
            image: In<Image>,

            /// The same image.
            #[outport("outport", keeps_size)]
            same: Out<Image>,

            $(
                #[doc = $value_help]
                #[property(
                    $value_id,
                    name = $value_name,
                    range = f64::MIN..=f64::MAX,
                    step = f64::EPSILON,
                    semantics = "Text",
                    invalidates = InvalidationLevel::Valid,
                    visible = $visible,
                    saved = Saved::Never
                )]
                $value: DVec4,

                #[doc = $text_help]
                #[property(
                    $text_id,
                    name = $text_name,
                    invalidates = InvalidationLevel::Valid,
                    visible = $visible,
                    saved = Saved::Never
                )]
                $text: String,

                #[doc = $part_help]
                #[property(
                    $part_id,
                    name = $part_name,
                    range = 0.0..=1.0,
                    step = f32::EPSILON,
                    semantics = "Color",
                    invalidates = InvalidationLevel::Valid,
                    visible = $visible,
                    saved = Saved::Never
                )]
                $part: Vec4,
            )*

            /// Stored numbers of the picking layer.
            #[property(
                "pickingValue",
                name = "Picking Value",
                range = f64::MIN..=f64::MAX,
                step = f64::EPSILON,
                semantics = "Text",
                invalidates = InvalidationLevel::Valid,
                saved = Saved::Never
            )]
            picking: DVec4,

            /// The same as a text.
            #[property(
                "pickingStrValue",
                name = "Picking Value (as string)",
                invalidates = InvalidationLevel::Valid,
                saved = Saved::Never
            )]
            picking_text: String,

            /// Depth, from 0 to 1.
            #[property(
                "depthValue_",
                name = "Depth Value",
                range = f64::MIN..=f64::MAX,
                step = f64::EPSILON,
                semantics = "Text",
                invalidates = InvalidationLevel::Valid,
                saved = Saved::Never
            )]
            depth: f64,

            /// The same as a text.
            #[property(
                "depthStrValue",
                name = "Depth Value (as string)",
                invalidates = InvalidationLevel::Valid,
                saved = Saved::Never
            )]
            depth_text: String,

            /// The pixel, counted from the lower left.
            #[property(
                "Coordinates",
                soft = 0..=100_000,
                semantics = "Text",
                invalidates = InvalidationLevel::Valid,
                saved = Saved::Never
            )]
            pixel: UVec2,

            /// What shows the values.
            #[property(
                "mouseMove",
                name = "Mouse Move",
                invalidates = InvalidationLevel::Valid,
                saved = Saved::Never
            )]
            mouse: Event,
        }

        /// The rows of each colour layer: stored numbers, text, colour.
        const ROWS: &[[&str; 3]] = &[$([$value_id, $text_id, $part_id]),*];
    };
}
rows! {
    true
        value_one "pixelValue1" "Pixel Value" "Stored numbers of colour layer 1."
        text_one "pixelStrValue" "Pixel Value (as string)" "The same as a text."
        part_one "pixelValue1Normalized" "Normalized Pixel Value" "The same as a colour.";
    false
        value_two "pixelValue2" "Pixel Value (Layer 2)" "Stored numbers of colour layer 2."
        text_two "pixelStrValue2" "Pixel Value (as string, layer 2)" "The same as a text."
        part_two "pixelValue2Normalized" "Normalized Pixel Value (Layer 2)" "The same as a colour.";
    false
        value_three "pixelValue3" "Pixel Value (Layer 3)" "Stored numbers of colour layer 3."
        text_three "pixelStrValue3" "Pixel Value (as string, layer 3)" "The same as a text."
        part_three "pixelValue3Normalized" "Normalized Pixel Value (Layer 3)" "The same as a colour.";
    false
        value_four "pixelValue4" "Pixel Value (Layer 4)" "Stored numbers of colour layer 4."
        text_four "pixelStrValue4" "Pixel Value (as string, layer 4)" "The same as a text."
        part_four "pixelValue4Normalized" "Normalized Pixel Value (Layer 4)" "The same as a colour.";
    false
        value_five "pixelValue5" "Pixel Value (Layer 5)" "Stored numbers of colour layer 5."
        text_five "pixelStrValue5" "Pixel Value (as string, layer 5)" "The same as a text."
        part_five "pixelValue5Normalized" "Normalized Pixel Value (Layer 5)" "The same as a colour.";
    false
        value_six "pixelValue6" "Pixel Value (Layer 6)" "Stored numbers of colour layer 6."
        text_six "pixelStrValue6" "Pixel Value (as string, layer 6)" "The same as a text."
        part_six "pixelValue6Normalized" "Normalized Pixel Value (Layer 6)" "The same as a colour.";
    false
        value_seven "pixelValue7" "Pixel Value (Layer 7)" "Stored numbers of colour layer 7."
        text_seven "pixelStrValue7" "Pixel Value (as string, layer 7)" "The same as a text."
        part_seven "pixelValue7Normalized" "Normalized Pixel Value (Layer 7)" "The same as a colour.";
    false
        value_eight "pixelValue8" "Pixel Value (Layer 8)" "Stored numbers of colour layer 8."
        text_eight "pixelStrValue8" "Pixel Value (as string, layer 8)" "The same as a text."
        part_eight "pixelValue8Normalized" "Normalized Pixel Value (Layer 8)" "The same as a colour.";
}

impl Process for PixelValue {
    fn process(&mut self, context: &Context) -> Result<()> {
        let image = self.image.get()?;
        for (n, rows) in ROWS.iter().enumerate() {
            for row in rows {
                context.change(row, PropertyChange::Visible(n < image.color.len().max(1)));
            }
        }
        self.same.set(image);
        Ok(())
    }

    fn event(&mut self, event: &Interaction, context: &Context) -> Result<Reaction> {
        let (Some(pointer), Some(image)) = (event.pointer(), self.image.data()) else {
            return Ok(Reaction::default());
        };
        let size = image.size();
        let is_inside = pointer.position.iter().all(|part| (0.0..=1.0).contains(part));
        if !is_inside || size.min_element() == 0 {
            return Ok(Reaction::default());
        }
        let pixel = pixel_at(pointer.position, size);
        let at = |layer: &Layer| {
            let is_there = pixel.cmplt(layer.size()).all();
            is_there.then(|| layer.pixel_at((pixel.y * layer.dims[0] + pixel.x) as usize))
        };
        context.set("Coordinates", Value::ints(&pixel.to_array().map(i64::from))?);
        for (layer, [value_id, text_id, part_id]) in image.color.iter().zip(ROWS) {
            let Some(value) = at(layer) else { continue };
            let number = layer.format.number;
            let largest = if number.is_float() { 1.0 } else { number.limits()[1] };
            let color = layer.swizzle.apply(value.map(|number| (number / largest) as f32));
            context.set(value_id, Value::floats(&value)?);
            context.set(text_id, text(&value[..layer.format.components.into()]).as_str());
            context.set(part_id, Value::floats(&color.map(f64::from))?);
        }
        if let Some(value) = image.picking.as_ref().into_option().and_then(at) {
            context.set("pickingValue", Value::floats(&value)?);
            context.set("pickingStrValue", text(&value).as_str());
        }
        if let Some([depth, ..]) = image.depth.as_ref().into_option().and_then(at) {
            context.set("depthValue_", depth);
            context.set("depthStrValue", depth.to_string().as_str());
        }
        // Others may look at the mouse as well.
        Ok(Reaction::default())
    }
}

/// Numbers as a person reads them.
fn text(numbers: &[f64]) -> String {
    match numbers {
        [number] => number.to_string(),
        numbers => {
            let numbers: Vec<_> = numbers.iter().map(f64::to_string).collect();
            format!("[{}]", numbers.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::event::{Action, MouseButton, MouseState, Pointer};

    fn changes(node: &mut PixelValue, position: [f64; 2]) -> Result<Vec<(String, PropertyChange)>> {
        let pointer = Pointer { position, ..Pointer::default() };
        let (button, state) = (MouseButton::None, MouseState::Move);
        let event =
            Interaction { action: Action::Mouse { button, state, pointer }, ..Default::default() };
        let context = Context::detached();
        assert!(!node.event(&event, &context)?.is_used);
        let changes = context.take_changes().into_iter();
        Ok(changes.map(|change| (change.property, change.change)).collect())
    }

    #[test]
    fn the_pixel_under_the_mouse_is_shown() -> Result<()> {
        let layer = Layer::from_pixels([2, 1], LayerKind::Color, &[[0u8, 0, 0], [51, 102, 255]]);
        let mut image = Image::new([2, 1], Image::RGBA8)?;
        image.color = vec![Layer { swizzle: Swizzle::RGB, ..layer }].into();
        let mut node = PixelValue { image: image.into(), ..Default::default() };
        let shown = changes(&mut node, [0.8, 0.5])?;
        let value = |id: &str| {
            let found = shown.iter().find(|(property, _)| property == id);
            found.map(|(_, change)| change.clone()).expect(id)
        };
        let floats = |numbers: &[f64]| PropertyChange::Value(Value::floats(numbers).unwrap());
        assert_eq!(value("pixelValue1"), floats(&[51.0, 102.0, 255.0, 0.0]));
        assert_eq!(value("pixelStrValue"), PropertyChange::Value("[51, 102, 255]".into()));
        let PropertyChange::Value(color) = value("pixelValue1Normalized") else { panic!() };
        let color = color.as_floats().expect("a colour");
        assert!((color[0] - 0.2).abs() < 1e-6 && color[3] == 1.0, "{color:?}");
        assert_eq!(value("depthValue_"), PropertyChange::Value(1.0.into()));
        assert_eq!(value("Coordinates"), PropertyChange::Value(Value::ints(&[1, 0])?));
        assert!(changes(&mut node, [1.2, 0.5])?.is_empty());
        Ok(())
    }

    #[test]
    fn there_are_rows_for_as_many_layers_as_there_are() -> Result<()> {
        let mut image = Image::new([1, 1], Image::RGBA8)?;
        image.color = vec![image.color[0].clone(); 2].into();
        let mut node = PixelValue { image: image.into(), ..Default::default() };
        let context = Context::detached();
        node.process(&context)?;
        let visible = context.take_changes().into_iter();
        let visible = visible.filter(|change| change.change == PropertyChange::Visible(true));
        assert_eq!(visible.count(), 6);
        assert!(node.same.get()?.is_same(&node.image.get()?));
        Ok(())
    }
}
