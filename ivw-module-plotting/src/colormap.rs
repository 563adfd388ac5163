//! Colours for the numbers of a column: families of ColorBrewer, or those of a person.

use colorous::{Color, Gradient};
use ivw_core::data::{Column, ColumnKind, DataFrame};
use ivw_core::prelude::*;
use ivw_core::processor::Added;
use ivw_render::properties::{ColumnChoice, id_of};

/// These are colours for the numbers of a column.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.DataFrameColormapProperty")]
pub(crate) struct Colormap {
    /// Column whose numbers become colours.
    #[property(
        "selectedColorAxis",
        name = "Column",
        default = ColumnChoice::new(1),
        class(ColumnChoice::CLASS),
        saved(Saved::Always)
    )]
    pub(crate) column: ColumnChoice,
    /// Take the colours below instead of those that fit the column.
    #[property("overrideColormap", name = "Override")]
    pub(crate) overrides: bool,
    /// The colours; a person may change them if they take the place of others.
    #[property("tf", name = "Colormap", read_only = true)]
    pub(crate) colors: TransferFunction,
}

/// What decides which colours the families give.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Settings {
    is_categorical: bool,
    family: &'static Family,
    is_diverging: bool,
    /// Part of the range where the colours of both sides meet.
    middle: f64,
    is_discrete: bool,
    n_colors: usize,
}

/// A family of colours.
#[derive(Debug)]
struct Family {
    name: &'static str,
    category: Category,
    colors: Colors,
}

impl PartialEq for Family {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Category {
    Sequential,
    Diverging,
    Qualitative,
}

#[derive(Debug)]
enum Colors {
    Gradient(Gradient, usize),
    List(&'static [Color]),
}

impl Family {
    fn most(&self) -> usize {
        match self.colors {
            Colors::Gradient(_, most) => most,
            Colors::List(colors) => colors.len(),
        }
    }

    fn least(&self) -> usize {
        match self.category {
            Category::Qualitative => 1,
            _ => 3,
        }
    }

    fn colors(&self, n: usize) -> Vec<[f32; 4]> {
        let n = n.clamp(self.least(), self.most());
        let color = |k| match &self.colors {
            Colors::Gradient(gradient, _) => gradient.eval_rational(k, n),
            Colors::List(colors) => colors[k],
        };
        let part = |byte: u8| f32::from(byte) / 255.0;
        (0..n).map(color).map(|c| [part(c.r), part(c.g), part(c.b), 1.0]).collect()
    }
}

const fn sequential(name: &'static str, colors: Gradient, most: usize) -> Family {
    Family { name, category: Category::Sequential, colors: Colors::Gradient(colors, most) }
}

const fn diverging(name: &'static str, colors: Gradient) -> Family {
    Family { name, category: Category::Diverging, colors: Colors::Gradient(colors, 11) }
}

const fn qualitative(name: &'static str, colors: &'static [Color]) -> Family {
    Family { name, category: Category::Qualitative, colors: Colors::List(colors) }
}

/// All families, in the order in which they are offered.
static FAMILIES: [Family; 35] = [
    qualitative("Accent", &colorous::ACCENT),
    sequential("Blues", colorous::BLUES, 9),
    diverging("BrBG", colorous::BROWN_GREEN),
    sequential("BuGn", colorous::BLUE_GREEN, 9),
    sequential("BuPu", colorous::BLUE_PURPLE, 9),
    qualitative("Dark2", &colorous::DARK2),
    sequential("GnBu", colorous::GREEN_BLUE, 9),
    sequential("Greens", colorous::GREENS, 9),
    sequential("Greys", colorous::GREYS, 9),
    sequential("OrRd", colorous::ORANGE_RED, 9),
    sequential("Oranges", colorous::ORANGES, 9),
    diverging("PRGn", colorous::PURPLE_GREEN),
    qualitative("Paired", &colorous::PAIRED),
    qualitative("Pastel1", &colorous::PASTEL1),
    qualitative("Pastel2", &colorous::PASTEL2),
    diverging("PiYG", colorous::PINK_GREEN),
    sequential("PuBu", colorous::PURPLE_BLUE, 9),
    sequential("PuBuGn", colorous::PURPLE_BLUE_GREEN, 9),
    diverging("PuOr", colorous::PURPLE_ORANGE),
    sequential("PuRd", colorous::PURPLE_RED, 9),
    sequential("Purples", colorous::PURPLES, 9),
    diverging("RdBu", colorous::RED_BLUE),
    diverging("RdGy", colorous::RED_GREY),
    sequential("RdPu", colorous::RED_PURPLE, 9),
    diverging("RdYlBu", colorous::RED_YELLOW_BLUE),
    diverging("RdYlGn", colorous::RED_YELLOW_GREEN),
    sequential("Reds", colorous::REDS, 9),
    qualitative("Set1", &colorous::SET1),
    qualitative("Set2", &colorous::SET2),
    qualitative("Set3", &colorous::SET3),
    diverging("Spectral", colorous::SPECTRAL),
    sequential("YlGn", colorous::YELLOW_GREEN, 9),
    sequential("YlGnBu", colorous::YELLOW_GREEN_BLUE, 9),
    sequential("YlOrBr", colorous::YELLOW_ORANGE_BROWN, 9),
    sequential("YlOrRd", colorous::YELLOW_ORANGE_RED, 8),
];

/// The family of a name if it is of a category, otherwise the first one that is.
fn family(name: Option<&str>, category: Category) -> &'static Family {
    let mut fitting = FAMILIES.iter().filter(|family| family.category == category);
    let first = fitting.clone().next().unwrap_or(&FAMILIES[0]);
    name.and_then(|name| fitting.find(|family| family.name == name)).unwrap_or(first)
}

impl Settings {
    /// What fits a column; `said` is what its property says, path after path.
    fn of_column(column: &Column, said: &impl Fn(&str) -> Option<Value>) -> Self {
        let [min, max] = column.range();
        let is_categorical = column.kind == ColumnKind::Categorical;
        let crosses_zero = min < 0.0 && max > 0.0;
        let middle = if crosses_zero { -min / (max - min) } else { 0.5 };
        if is_categorical {
            return Self {
                is_categorical,
                family: family(Some("Paired"), Category::Qualitative),
                is_diverging: false,
                middle,
                is_discrete: true,
                n_colors: column.categories.len(),
            };
        }
        let was_diverging = matches!(said("diverging"), Some(Value::Bool(true)));
        let before = match was_diverging {
            true => Category::Diverging,
            false => Category::Sequential,
        };
        let name = said("colormap");
        let name = name.as_ref().and_then(Value::as_text).unwrap_or("Blues");
        let chosen = family(Some(name), before);
        let is_diverging = was_diverging || crosses_zero;
        let category = if is_diverging { Category::Diverging } else { Category::Sequential };
        // As many as the family has that was chosen before.
        let n_colors = chosen.most();
        let family = family(Some(chosen.name), category);
        Self { is_categorical, family, is_diverging, middle, is_discrete: false, n_colors }
    }

    /// What a person made of what fits a column.
    fn changed(mut self, column: &Column, said: &impl Fn(&str) -> Option<Value>) -> Self {
        let flag = |id: &str, old: bool| match said(id) {
            Some(Value::Bool(on)) => on,
            _ => old,
        };
        if let Some(kind) = said("type").as_ref().and_then(Value::as_text) {
            self.is_categorical = kind == "categorical";
        }
        self.is_diverging = flag("diverging", self.is_diverging) && !self.is_categorical;
        self.is_discrete = flag("discrete", self.is_discrete) || self.is_categorical;
        let category = match (self.is_categorical, self.is_diverging) {
            (true, _) => Category::Qualitative,
            (_, true) => Category::Diverging,
            _ => Category::Sequential,
        };
        let name = said("colormap");
        let name = name.as_ref().and_then(Value::as_text).unwrap_or(self.family.name);
        self.family = family(Some(name), category);
        if let Some(Value::Ints(numbers)) = said("nColors") {
            self.n_colors = numbers.first().map_or(self.n_colors, |n| (*n).max(0) as usize);
        }
        let [min, max] = column.range();
        if let Some(Value::Floats(numbers)) = said("midPoint")
            && let Some(middle) = numbers.first()
            && max > min
        {
            self.middle = ((middle - min) / (max - min)).clamp(0.0, 1.0);
        }
        self
    }

    /// The colours from 0 to 1.
    fn colors(&self) -> TransferFunction {
        const STEP: f64 = 1e-6;
        let colors = self.family.colors(self.n_colors);
        let middle = if self.is_diverging { self.middle.clamp(STEP, 1.0 - STEP) } else { 0.5 };
        // Both halves are stretched so that they meet in the middle.
        let place = |part: f64| match part <= 0.5 {
            true => part * 2.0 * middle,
            false => 1.0 - (1.0 - part) * 2.0 * (1.0 - middle),
        };
        let n = colors.len() as f64;
        let mut points = Vec::with_capacity(2 * colors.len());
        for (k, color) in colors.iter().enumerate() {
            if self.is_discrete {
                let [from, to] = [k, k + 1].map(|k| place(k as f64 / n));
                let gap = if k + 1 < colors.len() { STEP } else { 0.0 };
                points.extend([(from, *color), (to - gap, *color)]);
            } else {
                let part = if colors.len() > 1 { k as f64 / (n - 1.0) } else { 0.0 };
                points.push((place(part), *color));
            }
        }
        TransferFunction::new(&points)
    }
}

/// What the colours were made for last.
#[derive(Default)]
pub(crate) struct ColormapState {
    frame: Option<Shared<DataFrame>>,
    was_overridden: bool,
}

impl Colormap {
    /// The colours from 0 to 1 for the chosen column.
    ///
    /// `added` are all properties that were added to the processor, `path` is that of this group; with
    /// new data, the settings of columns are what fits them.
    pub(crate) fn update(
        &self,
        state: &mut ColormapState,
        path: &str,
        frame: &Shared<DataFrame>,
        added: &[Added],
        context: &Context,
    ) -> TransferFunction {
        if state.was_overridden != self.overrides {
            state.was_overridden = self.overrides;
            let change = PropertyChange::ReadOnly(!self.overrides);
            context.change(&format!("{path}.tf"), change);
        }
        let is_new = state.frame.as_ref().is_none_or(|known| !known.is_same(frame));
        if is_new {
            state.frame = Some(frame.clone());
        }
        let chosen = self.column.place(frame).unwrap_or(0);
        let mut colors = None;
        for (n, column) in frame.columns().iter().enumerate() {
            let prefix = format!("{path}.{}", id_of(&column.header.name));
            let said = |id: &str| {
                let path = format!("{prefix}.{id}");
                added.iter().find(|added| added.path == path).map(|added| added.value.clone())
            };
            let fitting = Settings::of_column(column, &said);
            if is_new && added.iter().any(|added| added.path == prefix) {
                fitting.tell(&prefix, column, &said, context);
            }
            if n == chosen {
                let settings = if is_new { fitting } else { fitting.changed(column, &said) };
                colors = Some(settings.colors());
            }
        }
        if self.overrides {
            return self.colors.clone();
        }
        let colors = colors.unwrap_or_else(|| self.colors.clone());
        if colors != self.colors {
            context.set(&format!("{path}.tf"), Value::TransferFunction(colors.clone()));
        }
        colors
    }
}

impl Settings {
    /// Shows the settings in the properties of a column.
    fn tell(
        &self,
        prefix: &str,
        column: &Column,
        said: &impl Fn(&str) -> Option<Value>,
        context: &Context,
    ) {
        let set = |id: &str, value: Value| {
            if said(id).is_some() {
                context.set(&format!("{prefix}.{id}"), value);
            }
        };
        let kind = if self.is_categorical { "categorical" } else { "continous" };
        set("type", Value::choice(kind));
        if said("colormap").is_some() {
            let fitting = FAMILIES.iter().filter(|known| known.category == self.family.category);
            let options = fitting.enumerate().map(|(n, family)| OptionItem {
                id: family.name.to_owned(),
                name: family.name.to_owned(),
                value: OptionValue::Int(n as i64),
            });
            context.set_options(&format!("{prefix}.colormap"), options.collect());
            set("colormap", Value::choice(self.family.name));
        }
        set("diverging", Value::Bool(self.is_diverging));
        set("discrete", Value::Bool(self.is_discrete));
        let bound = |n: usize| PropertyChange::Max(Value::from(n as i64));
        if said("nColors").is_some() {
            context.change(&format!("{prefix}.nColors"), bound(self.family.most()));
            let n = self.n_colors.clamp(self.family.least(), self.family.most());
            set("nColors", Value::from(n as i64));
        }
        if said("midPoint").is_some() {
            let [min, max] = column.range();
            let path = format!("{prefix}.midPoint");
            context.change(&path, PropertyChange::Min(Value::from(min)));
            context.change(&path, PropertyChange::Max(Value::from(max)));
            context.set(&path, min + self.middle * (max - min));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(values: &[f32]) -> Result<Column> {
        Column::ordinal(Axis::new("x", ""), Array::copy_of(values))
    }

    fn colors_of(column: &Column) -> TransferFunction {
        Settings::of_column(column, &|_| None).colors()
    }

    fn rgb(color: [f32; 4]) -> [u8; 3] {
        [0, 1, 2].map(|n| (color[n] * 255.0).round() as u8)
    }

    #[test]
    fn numbers_are_blue_and_those_around_zero_meet_there() -> Result<()> {
        let colors = colors_of(&numbers(&[1.0, 5.0])?);
        assert_eq!(colors.points.len(), 9);
        assert_eq!(rgb(colors.sample(0.0)), [0xf7, 0xfb, 0xff]);
        assert_eq!(rgb(colors.sample(1.0)), [0x08, 0x30, 0x6b]);
        let colors = colors_of(&numbers(&[-1.0, 3.0])?);
        // The fifth of nine brown and green colours is at zero, a quarter of the way.
        assert_eq!(colors.points.len(), 9);
        assert!((colors.points[4].position - 0.25).abs() < 1e-9);
        assert_eq!(rgb(colors.sample(0.25)), [0xf5; 3]);
        Ok(())
    }

    #[test]
    fn each_category_has_a_colour_of_its_own() -> Result<()> {
        let column = Column::categorical(Axis::new("kind", ""), ["a", "b", "c", "d"]);
        let colors = colors_of(&column);
        let at = |n: f64| rgb(colors.sample(n / 3.0));
        let expected =
            [[0xa6, 0xce, 0xe3], [0x1f, 0x78, 0xb4], [0xb2, 0xdf, 0x8a], [0x33, 0xa0, 0x2c]];
        assert_eq!([0.0, 1.0, 2.0, 3.0].map(at), expected);
        Ok(())
    }

    #[test]
    fn a_person_chooses_family_and_classes() -> Result<()> {
        let column = numbers(&[0.0, 1.0])?;
        let said = |id: &str| match id {
            "colormap" => Some(Value::choice("Greens")),
            "nColors" => Some(Value::from(3)),
            "discrete" => Some(Value::Bool(true)),
            _ => None,
        };
        let colors = Settings::of_column(&column, &said).changed(&column, &said).colors();
        let at = |place: f64| rgb(colors.sample(place));
        let expected = [[0xe5, 0xf5, 0xe0], [0xa1, 0xd9, 0x9b], [0x31, 0xa3, 0x54]];
        assert_eq!([0.2, 0.5, 0.9].map(at), expected);
        Ok(())
    }

    #[test]
    fn families_have_as_many_colours_as_they_say() {
        for family in &FAMILIES {
            for n in family.least()..=family.most() {
                assert_eq!(family.colors(n).len(), n, "{}", family.name);
            }
        }
    }
}
