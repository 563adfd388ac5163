//! What axes look like, as properties.

use glam::{Vec2, Vec4};
use ivw_core::prelude::*;
use ivw_core::property::{ChoiceField as _, Field};
use ivw_render::properties::{FontFace, FontSettings};
use std::ops::Range;

/// This is an axis with its ticks and texts.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.AxisProperty", checked_by = "checked")]
pub(crate) struct AxisSettings {
    /// Whether it is drawn.
    #[property("checked", default = true)]
    pub is_on: bool,
    /// Colour of the line.
    #[property("color", default = Vec4::W, color)]
    pub color: Vec4,
    /// Width of the line.
    #[property("width", default = 2.5, from = 0.0..=20.0, step = 0.1, unit = "px")]
    pub width: f32,
    /// The values at both ends, as the data has them.
    #[property(
        "range",
        name = "Axis Range",
        default = 0.0..100.0,
        range = -1e6..=1e6,
        semantics("Text"),
        read_only = true
    )]
    pub range: Range<f64>,
    /// Take other values at both ends.
    #[property("overrideRange", name = "Override Range")]
    pub overrides_range: bool,
    /// These values.
    #[property(
        "customRange",
        name = "Custom Range",
        default = 0.0..100.0,
        range = -1e6..=1e6,
        semantics("Text")
    )]
    pub custom_range: Range<f64>,
    /// Sides on which titles and labels stand.
    #[property("alignment", name = "Set Alignment", invalidates = InvalidationLevel::Valid)]
    pub alignment: Alignment,
    /// Whether it runs to the right or up.
    #[property("orientation")]
    pub orientation: Orientation,
    /// How long a pixel is in three dimensions.
    #[property("scalingFactor", name = "Scaling Factor", default = 1.0, visible = false)]
    pub scaling: f32,
    /// Have title and labels on the other side.
    #[property("mirrored", name = "Mirror")]
    pub is_mirrored: bool,
    /// The title.
    #[group(
        "caption",
        collapsed = true,
        preset("title", "Axis Title"),
        preset("offset", 35.0),
        preset("font.anchor", vector(&[0.0, 1.0]))
    )]
    pub caption: PlotText,
    /// Numbers at major ticks; their title is a format such as `%.1f`.
    #[group(
        "labels",
        name = "Axis Labels",
        collapsed = true,
        rename("title", "Format"),
        hide("position"),
        preset("title", "%.1f"),
        preset("font.fontFace", Value::choice("OpenSans-Regular")),
        preset("font.anchor", vector(&[0.0, 1.0]))
    )]
    pub labels: PlotText,
    /// Long ticks.
    #[group("majorTicks", name = "Major Ticks", collapsed = true)]
    pub major: MajorTicks,
    /// Short ticks in between.
    #[group("minorTicks", name = "Minor Ticks", collapsed = true)]
    pub minor: MinorTicks,
}

impl AxisSettings {
    /// The values at both ends.
    pub(crate) fn range(&self) -> [f64; 2] {
        let range = if self.overrides_range { &self.custom_range } else { &self.range };
        [range.start, range.end]
    }

    /// Sets the values at both ends as the data has them, here and in the property.
    pub(crate) fn set_range(&mut self, path: &str, range: [f64; 2], context: &Context) {
        let [start, end] = range;
        let is_known = start.is_finite() && end.is_finite();
        if !is_known || self.range == (start..end) {
            return;
        }
        self.range = start..end;
        let path = format!("{path}.range");
        let limits = [start.min(-1e6), end.max(1e6)];
        context.change(&path, PropertyChange::Range(vector(&limits)));
        context.set(&path, vector(&range));
    }

    /// Sets the title, here and in the property.
    pub(crate) fn set_title(&mut self, path: &str, title: String, context: &Context) {
        if self.caption.title != title {
            context.set(&format!("{path}.caption.title"), title.as_str());
            self.caption.title = title;
        }
    }
}

/// Numbers as a property's value.
pub(crate) fn vector(numbers: &[f64]) -> Value {
    Value::Floats(numbers.iter().copied().take(16).collect())
}

/// A number as a property's value.
pub(crate) fn number(number: impl Into<f64>) -> Value {
    Value::from(number.into())
}

/// This is whether an axis runs to the right or up.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum Orientation {
    #[default]
    #[choice("horizontal", "Horizontal")]
    Horizontal,
    #[choice("vertical", "Vertical")]
    Vertical,
}

/// These are buttons that place titles and labels; editors press them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Alignment;

impl Field for Alignment {
    fn kind(_: &Self) -> Kind {
        let buttons = ["Left", "Right", "Top", "Bottom"];
        Kind::ButtonGroup { buttons: buttons.map(str::to_owned).into() }
    }

    fn read(&mut self, _: &Value) -> Result<()> {
        Ok(())
    }
}

/// This is a text at an axis.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.PlotTextProperty", checked_by = "checked")]
pub(crate) struct PlotText {
    /// Whether it is drawn.
    #[property("checked", default = true)]
    pub is_on: bool,
    /// What it says, or the format of numbers.
    #[property("title")]
    pub title: String,
    /// On which side of the axis it stands.
    #[property("placement")]
    pub placement: Placement,
    /// Its colour.
    #[property("color", default = Vec4::W, color)]
    pub color: Vec4,
    /// How far it stands from the axis.
    #[property("offset", default = 20.0, soft = -100.0..=100.0, step = 0.1, unit = "px")]
    pub offset: f32,
    /// How far along the axis it stands, from 0 at its start to 1 at its end.
    #[property("position", default = 0.5, range = 0.0..=1.0)]
    pub position: f32,
    /// How far it is turned, counter-clockwise.
    #[property("rotation", soft = -360.0..=360.0, step = 10.0, unit = "°")]
    pub rotation_degrees: f32,
    /// What it is set in.
    #[group("font", collapsed = true, preset("anchor", vector(&[0.0, 0.0])))]
    pub font: FontSettings,
}

/// This is a side of an axis.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum Placement {
    #[default]
    #[choice("outside", "Outside")]
    Outside,
    #[choice("inside", "Inside")]
    Inside,
}

/// This is where ticks lie.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum TickStyle {
    #[choice("none", "None")]
    None,
    #[choice("inside", "Inside")]
    Inside,
    #[choice("outside", "Outside")]
    Outside,
    #[default]
    #[choice("both", "Both")]
    Both,
}

/// These are long ticks.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.MajorTickProperty")]
pub(crate) struct MajorTicks {
    /// Where they lie.
    #[property("style")]
    pub style: TickStyle,
    /// Their colour.
    #[property("color", default = Vec4::W, color)]
    pub color: Vec4,
    /// Their length on each side.
    #[property(
        "tickLength",
        name = "Tick Length",
        default = 8.0,
        from = 0.0..=20.0,
        step = 0.1,
        unit = "px"
    )]
    pub length: f32,
    /// Their width.
    #[property(
        "tickWidth",
        name = "Tick Width",
        default = 2.5,
        from = 0.0..=20.0,
        step = 0.1,
        unit = "px"
    )]
    pub width: f32,
    /// The distance from one to the next in values of the axis; ticks at both ends only if 0.
    #[property("tickDelta", name = "Tick Spacing", from = 0.0..=100.0, step = 0.1)]
    pub delta: f64,
    /// Count from the start of the axis instead of zero.
    #[property("rangeBasedTicks", name = "Range-based Ticks")]
    pub is_range_based: bool,
}

/// These are short ticks between long ones.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.MinorTickProperty")]
pub(crate) struct MinorTicks {
    /// Where they lie.
    #[property("style", default = TickStyle::Outside)]
    pub style: TickStyle,
    /// Go on beyond the first and last long tick.
    #[property("outsideMajorTicks", name = "Fill Entire Axis", default = true)]
    pub fills_axis: bool,
    /// Their colour.
    #[property("color", default = Vec4::W, color)]
    pub color: Vec4,
    /// Their length on each side.
    #[property(
        "tickLength",
        name = "Tick Length",
        default = 6.0,
        from = 0.0..=20.0,
        step = 0.1,
        unit = "px"
    )]
    pub length: f32,
    /// Their width.
    #[property(
        "tickWidth",
        name = "Tick Width",
        default = 1.5,
        from = 0.0..=20.0,
        step = 0.1,
        unit = "px"
    )]
    pub width: f32,
    /// Parts into which they divide the distance of long ticks.
    #[property("tickFrequency_", name = "Frequency", default = 2, range = 2..=20)]
    pub frequency: i32,
}

/// This is what several axes have in common; a change goes to all of them.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.AxisStyleProperty")]
pub(crate) struct AxisStyle {
    /// Face of all texts.
    #[property("fontFace", name = "Font Face", class("org.inviwo.FontFaceOptionProperty"))]
    pub face: FontFace,
    /// Size of all texts.
    #[property("fontSize", name = "Font Size", default = 14, from = 0..=144, unit = "px")]
    pub font_size: i32,
    /// Colour of lines, ticks and texts.
    #[property("defaultcolor", name = "Color", default = Vec4::W, color)]
    pub color: Vec4,
    /// Width of lines and long ticks.
    #[property(
        "lineWidth",
        name = "Line Width",
        default = 2.5,
        from = 0.0..=20.0,
        step = 0.1,
        unit = "px"
    )]
    pub line_width: f32,
    /// Length of long ticks.
    #[property(
        "tickLength",
        name = "Tick Length",
        default = 8.0,
        from = 0.0..=20.0,
        step = 0.1,
        unit = "px"
    )]
    pub tick_length: f32,
    /// Format of numbers at ticks.
    #[property("labelFormat", name = "Label Format", default = "%.1f".to_owned())]
    pub label_format: String,
}

/// These are the values of a style that its axes have been given.
///
/// What a workspace has stored is not given to axes, which have stored their own.
#[derive(Default)]
pub(crate) struct StyledAxes {
    given: Option<Given>,
}

#[derive(Clone, PartialEq)]
struct Given {
    face: FontFace,
    font_size: i32,
    color: Vec4,
    line_width: f32,
    tick_length: f32,
    label_format: String,
}

impl StyledAxes {
    /// Gives what changed in the style to axes, here and in their properties.
    pub(crate) fn update(
        &mut self,
        style: &AxisStyle,
        axes: &mut [(&str, &mut AxisSettings)],
        context: &Context,
    ) {
        let new = Given {
            face: style.face,
            font_size: style.font_size,
            color: style.color,
            line_width: style.line_width,
            tick_length: style.tick_length,
            label_format: style.label_format.clone(),
        };
        let Some(old) = self.given.replace(new.clone()) else { return };
        for (path, axis) in axes {
            give(&old, &new, path, axis, context);
        }
    }
}

fn give(old: &Given, new: &Given, path: &str, axis: &mut AxisSettings, context: &Context) {
    let set = |id: &str, value: Value| context.set(&format!("{path}.{id}"), value);
    if old.face != new.face {
        (axis.caption.font.face, axis.labels.font.face) = (new.face, new.face);
        set("caption.font.fontFace", new.face.to_selection());
        set("labels.font.fontFace", new.face.to_selection());
    }
    if old.font_size != new.font_size {
        (axis.caption.font.size, axis.labels.font.size) = (new.font_size, new.font_size);
        set("caption.font.fontSize", Value::from(i64::from(new.font_size)));
        set("labels.font.fontSize", Value::from(i64::from(new.font_size)));
    }
    if old.color != new.color {
        let color = vector(&new.color.to_array().map(f64::from));
        for (id, own) in [
            ("color", &mut axis.color),
            ("caption.color", &mut axis.caption.color),
            ("labels.color", &mut axis.labels.color),
            ("majorTicks.color", &mut axis.major.color),
            ("minorTicks.color", &mut axis.minor.color),
        ] {
            *own = new.color;
            set(id, color.clone());
        }
    }
    if old.line_width != new.line_width {
        let minor = new.line_width * 0.66667;
        for (id, own, width) in [
            ("width", &mut axis.width, new.line_width),
            ("majorTicks.tickWidth", &mut axis.major.width, new.line_width),
            ("minorTicks.tickWidth", &mut axis.minor.width, minor),
        ] {
            *own = width;
            set(id, number(width));
        }
    }
    if old.tick_length != new.tick_length {
        let minor = new.tick_length * 0.75;
        (axis.major.length, axis.minor.length) = (new.tick_length, minor);
        set("majorTicks.tickLength", number(new.tick_length));
        set("minorTicks.tickLength", number(minor));
    }
    if old.label_format != new.label_format {
        axis.labels.title.clone_from(&new.label_format);
        set("labels.title", Value::Text(new.label_format.clone()));
    }
}

/// This is space that a plot leaves at the edges of a picture.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.MarginProperty")]
pub(crate) struct Margins {
    /// Above.
    #[property("top", soft = 0.0..=200.0, step = 1.0, unit = "px")]
    pub top: f32,
    /// To the right.
    #[property("right_", name = "Right", soft = 0.0..=200.0, step = 1.0, unit = "px")]
    pub right: f32,
    /// Below.
    #[property("bottom", soft = 0.0..=200.0, step = 1.0, unit = "px")]
    pub bottom: f32,
    /// To the left.
    #[property("left", soft = 0.0..=200.0, step = 1.0, unit = "px")]
    pub left: f32,
}

impl Margins {
    /// Lower left and upper right corner of what is left of a picture, `padding` pixels smaller on
    /// each side.
    pub(crate) fn within(&self, size: Vec2, padding: f32) -> [Vec2; 2] {
        let low = Vec2::new(self.left, self.bottom) + padding;
        [low, size - 1.0 - Vec2::new(self.right, self.top) - padding]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_reaches_axes_when_it_changes() {
        let (mut style, mut axis) = (AxisStyle::default(), AxisSettings::default());
        let (mut styled, context) = (StyledAxes::default(), Context::detached());
        style.tick_length = 10.0;
        // What was stored stays with the style.
        styled.update(&style, &mut [("axis", &mut axis)], &context);
        assert_eq!((axis.major.length, context.take_changes().len()), (8.0, 0));
        style.tick_length = 20.0;
        style.color = Vec4::ONE;
        style.label_format = "%g".to_owned();
        styled.update(&style, &mut [("axis", &mut axis)], &context);
        assert_eq!((axis.major.length, axis.minor.length), (20.0, 15.0));
        assert_eq!((axis.labels.title.as_str(), axis.color), ("%g", Vec4::ONE));
        let changes = context.take_changes();
        assert!(changes.iter().any(|change| change.property == "axis.majorTicks.tickLength"));
        assert_eq!(changes.len(), 8);
        styled.update(&style, &mut [("axis", &mut axis)], &context);
        assert!(context.take_changes().is_empty());
    }

    #[test]
    fn an_axis_may_have_another_range_than_the_data() {
        let (mut axis, context) = (AxisSettings::default(), Context::detached());
        axis.set_range("axis", [-3.0, 7e9], &context);
        assert_eq!((axis.range(), context.take_changes().len()), ([-3.0, 7e9], 2));
        axis.set_range("axis", [f64::NAN, 1.0], &context);
        assert_eq!((axis.range(), context.take_changes().len()), ([-3.0, 7e9], 0));
        axis.overrides_range = true;
        assert_eq!(axis.range(), [0.0, 100.0]);
    }
}
