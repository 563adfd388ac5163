//! What a layer from a file is, and what a person says that it is instead.

use super::data_rows::{InterpolationChoice, Rows, WrappingChoice};
use glam::UVec2;
use ivw_core::data::Channel;
use ivw_core::prelude::*;
use ivw_core::property::ChoiceField;
use std::ops::Range;

/// This is what the numbers of a layer mean: shown for new data, and written onto it once edited.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.LayerInformationProperty", checked_by = "checked")]
pub struct LayerInformation {
    /// Whether what a workspace saved here wins over what the file says.
    ///
    /// Without it, a workspace that is opened takes everything from the file.
    #[property("checked", name = "Keep Changes", invalidates = InvalidationLevel::Valid)]
    pub keeps_changes: bool,

    /// What the layer is for: colours, depth or picking.
    #[property("layerType", name = "Layer Type", read_only = true, saved = Saved::Never)]
    pub kind: String,

    /// Number of pixels along x and y.
    #[property("dimensions", soft = 0..=4096, read_only = true, saved = Saved::Never)]
    pub dimensions: UVec2,

    /// How one pixel is stored.
    #[property("format", read_only = true, saved = Saved::Never)]
    pub format: String,

    /// Number of components of one pixel.
    #[property("channels", soft = 0..=4, read_only = true, saved = Saved::Never)]
    pub n_components: usize,

    /// Which component is red, green, blue and alpha.
    #[property("swizzleMask", name = "Swizzle Mask", read_only = true, saved = Saved::Never)]
    pub swizzle: String,

    /// Stored numbers that transfer functions begin and end at.
    #[property(
        "dataRange",
        name = "Data Range",
        default = 0.0..1.0,
        bounds = f64::MIN..=f64::MAX,
        semantics = "Text"
    )]
    pub data_range: Range<f64>,

    /// Physical values of the ends of the data range, in the unit below.
    #[property(
        "valueRange",
        name = "Value Range",
        default = 0.0..1.0,
        bounds = f64::MIN..=f64::MAX,
        semantics = "Text"
    )]
    pub value_range: Range<f64>,

    /// Name of the physical value, such as height.
    #[property("valueName", name = "Value Name")]
    pub value_name: String,

    /// Unit of the physical value, such as m.
    #[property("valueUnit", name = "Value Unit")]
    pub value_unit: String,

    /// How values between pixel centres come about.
    #[property("interpolation")]
    pub interpolation: InterpolationChoice,

    /// Names of the axes.
    #[group("axesNames", collapsed = true, preset("x", "x"), preset("y", "y"))]
    pub axes_names: Texts2,

    /// Units of the axes, such as mm.
    #[group("axesUnits", collapsed = true)]
    pub axes_units: Texts2,

    /// What lies beyond the border along x.
    #[property("xWrappingX", name = "X Wrapping")]
    pub x_wrapping: WrappingChoice,

    /// What lies beyond the border along y.
    #[property("yWrappingX", name = "Y Wrapping")]
    pub y_wrapping: WrappingChoice,

    /// What the last data said, which an unedited row follows.
    last: Option<Rows<2>>,
}

/// This is a text for each axis of a layer.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.StringsProperty2")]
pub struct Texts2 {
    /// Text for x.
    #[property("x", name = "x")]
    pub x: String,
    /// Text for y.
    #[property("y", name = "y")]
    pub y: String,
}

impl LayerInformation {
    /// Takes over what new data says, and shows it below a path of properties.
    ///
    /// The first data overwrites all rows, unless changes are kept; later data, and kept rows, only
    /// those that are as they were.
    pub fn update(&mut self, path: &str, layer: &Layer, context: &Context) {
        let overwrites = self.last.is_none() && !self.keeps_changes;
        self.take_over(path, layer, overwrites, context);
    }

    /// The same for a layer that is made, not read: what a workspace saved always wins.
    pub fn update_made(&mut self, path: &str, layer: &Layer, context: &Context) {
        self.take_over(path, layer, false, context);
    }

    fn take_over(&mut self, path: &str, layer: &Layer, overwrites: bool, context: &Context) {
        let new = Rows::of_layer(layer);
        let before = self.last.replace(new.clone()).unwrap_or_else(|| Self::default().rows());
        self.set_rows(match overwrites {
            true => new,
            false => self.rows().follow(&before, &new),
        });
        self.dimensions = layer.size();
        self.format = layer.format.to_string();
        self.n_components = layer.format.components.into();
        self.kind = format!("{:?}", layer.kind);
        self.swizzle = layer.swizzle.0.iter().copied().map(letter).collect();
        self.show(path, context);
    }

    /// Writes what was edited onto data.
    pub fn apply(&self, layer: &mut Layer) {
        let own = Rows::of_layer(layer);
        self.rows().apply(
            &own,
            &mut layer.data_map,
            &mut layer.interpolation,
            &mut layer.axes,
            &mut layer.wrapping,
        );
    }

    fn rows(&self) -> Rows<2> {
        let texts = |texts: &Texts2| [texts.x.clone(), texts.y.clone()];
        Rows {
            data_range: self.data_range.clone(),
            value_range: self.value_range.clone(),
            value: [self.value_name.clone(), self.value_unit.clone()],
            interpolation: self.interpolation,
            names: texts(&self.axes_names),
            units: texts(&self.axes_units),
            wrapping: [self.x_wrapping, self.y_wrapping],
        }
    }

    fn set_rows(&mut self, rows: Rows<2>) {
        self.data_range = rows.data_range;
        self.value_range = rows.value_range;
        [self.value_name, self.value_unit] = rows.value;
        self.interpolation = rows.interpolation;
        [self.axes_names.x, self.axes_names.y] = rows.names;
        [self.axes_units.x, self.axes_units.y] = rows.units;
        [self.x_wrapping, self.y_wrapping] = rows.wrapping;
    }

    fn show(&self, path: &str, context: &Context) {
        let set = |id: &str, value: Value| context.set(&format!("{path}.{id}"), value);
        let dims = self.dimensions.to_array().map(i64::from);
        set("layerType", self.kind.as_str().into());
        set("dimensions", Value::ints(&dims).expect("two fit"));
        set("format", self.format.as_str().into());
        set("channels", (self.n_components as i64).into());
        set("swizzleMask", self.swizzle.as_str().into());
        for (id, range) in [("dataRange", &self.data_range), ("valueRange", &self.value_range)] {
            set(id, Value::floats(&[range.start, range.end]).expect("two fit"));
        }
        set("valueName", self.value_name.as_str().into());
        set("valueUnit", self.value_unit.as_str().into());
        set("interpolation", self.interpolation.to_selection());
        for (id, texts) in [("axesNames", &self.axes_names), ("axesUnits", &self.axes_units)] {
            for (axis, text) in [("x", &texts.x), ("y", &texts.y)] {
                set(&format!("{id}.{axis}"), text.as_str().into());
            }
        }
        set("xWrappingX", self.x_wrapping.to_selection());
        set("yWrappingX", self.y_wrapping.to_selection());
    }
}

/// The letter of a channel, as swizzles are written.
fn letter(channel: Channel) -> char {
    match channel {
        Channel::Red => 'r',
        Channel::Green => 'g',
        Channel::Blue => 'b',
        Channel::Alpha => 'a',
        Channel::Zero => '0',
        Channel::One => '1',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layer_says_what_it_is_until_somebody_knows_better() {
        let mut layer = Layer::from_pixels([2, 1], LayerKind::Color, &[3u8, 4]);
        layer.swizzle = Swizzle::LUMINANCE;
        let mut information = LayerInformation::default();
        information.update("", &layer, &Context::detached());
        assert_eq!(
            (information.data_range.clone(), information.swizzle.as_str()),
            (0.0..255.0, "rrr1")
        );
        information.data_range = 3.0..4.0;
        information.x_wrapping = WrappingChoice::Repeat;
        information.update("", &layer, &Context::detached());
        information.apply(&mut layer);
        assert_eq!(layer.data_map.data_range, [3.0, 4.0]);
        assert_eq!(layer.wrapping, [Wrapping::Repeat, Wrapping::Clamp]);
        assert_eq!(layer.data_map.value_range, [0.0, 255.0]);
    }

    #[test]
    fn what_a_workspace_saved_wins_only_if_it_says_so() {
        let layer = Layer::from_pixels([1, 1], LayerKind::Color, &[3u8]);
        for (keeps_changes, expected) in [(false, 0.0..255.0), (true, 0.0..9.0)] {
            let mut information =
                LayerInformation { keeps_changes, data_range: 0.0..9.0, ..Default::default() };
            information.update("", &layer, &Context::detached());
            assert_eq!(information.data_range, expected);
        }
        let mut information = LayerInformation { data_range: 0.0..9.0, ..Default::default() };
        information.update_made("", &layer, &Context::detached());
        assert_eq!(information.data_range, 0.0..9.0);
        assert_eq!(information.value_range, 0.0..255.0);
    }
}
