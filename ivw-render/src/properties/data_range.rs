//! Data and value range of a result: those of the data, or one's own.

use ivw_core::prelude::*;
use std::ops::Range;

/// These are the ranges that a result has.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.DataRangeProperty")]
pub struct DataRange {
    /// Stored numbers that transfer functions begin and end at.
    #[property(
        "dataRange",
        name = "Data range",
        default = 0.0..255.0,
        range = f64::MIN..=f64::MAX,
        step = 0.0,
        semantics = "Text",
        read_only = true,
        saved = Saved::Always
    )]
    pub data: Range<f64>,

    /// Physical values of the ends of the data range.
    #[property(
        "valueRange",
        name = "Value range",
        default = 0.0..255.0,
        range = f64::MIN..=f64::MAX,
        step = 0.0,
        semantics = "Text",
        read_only = true,
        saved = Saved::Always
    )]
    pub value: Range<f64>,

    /// Ranges of one's own.
    #[group("useCustomRange", name = "Use Custom Range", collapsed = true)]
    pub custom: CustomRange,
}

/// These are ranges of one's own.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct CustomRange {
    /// Whether these are used.
    #[property("checked")]
    pub is_on: bool,

    /// Stored numbers that transfer functions begin and end at.
    #[property(
        "customDataRange",
        name = "Data Range",
        default = 0.0..1.0,
        range = f64::MIN..=f64::MAX,
        step = 0.01,
        semantics = "Text"
    )]
    pub data: Range<f64>,

    /// Physical values of the ends of the data range.
    #[property(
        "customValueRange",
        name = "Value Range",
        default = 0.0..1.0,
        range = f64::MIN..=f64::MAX,
        step = 0.01,
        semantics = "Text"
    )]
    pub value: Range<f64>,

    /// Takes over the ranges of the data.
    #[property("copyFromInput", name = "Copy Range from Input")]
    pub copy: Button,
}

impl DataRange {
    /// Data and value range of a result, for data with a map; what is shown is below a path.
    pub fn update(&mut self, path: &str, map: &DataMap, context: &Context) -> [[f64; 2]; 2] {
        self.custom.update(path, [&mut self.data, &mut self.value], map, context)
    }
}

impl CustomRange {
    /// Data and value range of a result, for data with a map and the ranges that are shown for it
    /// below a path.
    pub fn update(
        &mut self,
        path: &str,
        [shown_data, shown_value]: [&mut Range<f64>; 2],
        map: &DataMap,
        context: &Context,
    ) -> [[f64; 2]; 2] {
        let range = |[a, b]: [f64; 2]| a.min(b)..a.max(b);
        let show = |id: &str, range: &Range<f64>| {
            let value = Value::Floats([range.start, range.end].into_iter().collect());
            context.set(&format!("{path}.{id}"), value);
        };
        let (data, value) = (range(map.data_range), range(map.value_range));
        if (&*shown_data, &*shown_value) != (&data, &value) {
            (*shown_data, *shown_value) = (data, value);
            show("dataRange", shown_data);
            show("valueRange", shown_value);
        }
        if self.copy.pressed {
            (self.data, self.value) = (shown_data.clone(), shown_value.clone());
            show("useCustomRange.customDataRange", &self.data);
            show("useCustomRange.customValueRange", &self.value);
        }
        match self.is_on {
            true => [&self.data, &self.value].map(|range| [range.start, range.end]),
            // A range that runs downwards can't be shown, but stays what it is.
            false => [map.data_range, map.value_range],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::data::Number;

    #[test]
    fn ranges_are_those_of_the_data_until_there_are_others() {
        let mut range = DataRange::default();
        let mut map = DataMap::of(Number::U8);
        map.value_range = [5.0, -5.0];
        let context = Context::detached();
        assert_eq!(range.update("r", &map, &context), [[0.0, 255.0], [5.0, -5.0]]);
        range.custom.is_on = true;
        range.custom.data = 2.0..3.0;
        assert_eq!(range.update("r", &map, &context), [[2.0, 3.0], [0.0, 1.0]]);
        range.custom.copy.pressed = true;
        assert_eq!(range.update("r", &map, &context), [[0.0, 255.0], [-5.0, 5.0]]);
    }
}
