//! What is said about columns by hand: names, ranges, units, and which are left out.

use ivw_core::data::{ColumnKind, DataFrame};
use ivw_core::prelude::*;
use ivw_core::processor::Added;

/// This is what is said about columns, an item for each.
///
/// Workspaces have the items; without one, a column is as its source says.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.ColumnMetaDataListProperty")]
pub(crate) struct ColumnList {}

/// The data frame with what the items below a property say, the first one about the first column.
///
/// Only what a person said counts: an item that is checked, and the columns that are dropped.
pub(crate) fn describe(mut frame: DataFrame, path: &str, added: &[Added]) -> DataFrame {
    let mut dropped = Vec::new();
    for n in 0..frame.columns().len() {
        let item = format!("{path}.column{}", n + 1);
        let value = |member: &str| {
            let path = format!("{item}.{member}");
            added.iter().find(|added| added.path == path).map(|added| &added.value)
        };
        let is_index = frame.columns()[n].kind == ColumnKind::Index;
        if matches!(value("drop"), Some(Value::Bool(true))) && !is_index {
            dropped.push(frame.columns()[n].header.name.clone());
            continue;
        }
        if !matches!(value("checked"), Some(Value::Bool(true))) {
            continue;
        }
        if let Some(header) = frame.header_mut(n) {
            for (member, word) in [("header", &mut header.name), ("unit", &mut header.unit)] {
                if let Some(text) = value(member).and_then(|value| value.as_text()) {
                    *word = text.into();
                }
            }
        }
        let numbers = value("range").and_then(|value| value.as_floats());
        if let Some([from, to]) = numbers.as_deref()
            && frame.columns()[n].kind == ColumnKind::Ordinal
        {
            frame.set_custom_range(n, Some([*from, *to]));
        }
    }
    frame.retain_columns(|column| !dropped.contains(&column.header.name));
    frame
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::tests::added;
    use ivw_core::data::Column;

    #[test]
    fn a_person_has_the_last_word_about_columns() -> Result<()> {
        let mut frame = DataFrame::default();
        for name in ["a", "b"] {
            frame.push(Column::ordinal(Axis::new(name, ""), Array::copy_of(&[1.0_f32]))?)?;
        }
        let items = [
            added("columns.column2.checked", true),
            added("columns.column2.header", "length"),
            added("columns.column2.unit", "mm"),
            added("columns.column2.range", Value::Floats([0.0, 9.0].into_iter().collect())),
            added("columns.column1.drop", true),
            added("columns.column3.drop", true),
        ];
        let frame = describe(frame, "columns", &items);
        assert_eq!(frame.columns().len(), 2);
        assert_eq!(frame.columns()[1].header, Axis::new("length", "mm"));
        assert_eq!(frame.columns()[1].range(), [0.0, 9.0]);
        Ok(())
    }
}
