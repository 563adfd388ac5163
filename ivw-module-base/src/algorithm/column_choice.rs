//! A column of a data frame as a property.

use ivw_core::data::DataFrame;
use ivw_core::prelude::*;
use ivw_core::property::{ChoiceKind, Field, Selection};

/// The saved class of such properties.
pub(crate) const CLASS: &str = "org.inviwo.DataFrameColumnProperty";

/// A chosen column, or none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ColumnChoice {
    /// The name of the chosen column, as it is saved.
    pub(crate) id: String,
}

impl Field for ColumnChoice {
    fn kind(_: &Self) -> Kind {
        let none = OptionItem {
            id: "none".to_owned(),
            name: "None".to_owned(),
            value: OptionValue::Int(-1),
        };
        Kind::Choice(ChoiceKind { class: "Int".to_owned(), options: vec![none], default: 0 })
    }

    fn read(&mut self, value: &Value) -> Result<()> {
        let Value::Choice(Selection { id, .. }) = value else {
            return Err(Error::new("a column is chosen by its name"));
        };
        id.clone_into(&mut self.id);
        Ok(())
    }
}

/// The columns that a data frame offered last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    names: Option<Vec<String>>,
}

impl Columns {
    /// Offers the columns of a data frame for properties; whether they are others than before.
    pub(crate) fn offer(
        &mut self,
        frame: &DataFrame,
        properties: &[(&str, bool)],
        context: &Context,
    ) {
        let names: Vec<_> =
            frame.columns().iter().map(|column| column.header.name.to_string()).collect();
        if self.names.as_ref() == Some(&names) {
            return;
        }
        let item = |id: &str, name: &str, value: i64| OptionItem {
            id: id.to_owned(),
            name: name.to_owned(),
            value: OptionValue::Int(value),
        };
        for (property, may_be_none) in properties {
            let none = may_be_none.then(|| item("none", "None", -1));
            let columns = names.iter().enumerate().map(|(n, name)| item(name, name, n as i64));
            context.set_options(property, none.into_iter().chain(columns).collect());
        }
        self.names = Some(names);
    }
}

impl ColumnChoice {
    /// The place of the chosen column; another one where there is no such column.
    pub(crate) fn place(&self, frame: &DataFrame, otherwise: usize) -> usize {
        let place =
            frame.columns().iter().position(|column| column.header.name == self.id.as_str());
        place.unwrap_or(otherwise)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::data::Column;

    #[test]
    fn a_column_is_chosen_by_its_name_or_its_place() -> Result<()> {
        let mut frame = DataFrame::new(0);
        frame.push(Column::ordinal(Axis::new("a", ""), Array::copy_of(&[1.0_f32]))?)?;
        let mut choice = ColumnChoice::default();
        assert_eq!(choice.place(&frame, 7), 7);
        choice.read(&Value::choice("a"))?;
        assert_eq!(choice.place(&frame, 7), 1);
        let (mut columns, context) = (Columns::default(), Context::detached());
        columns.offer(&frame, &[("x", false), ("w", true)], &context);
        columns.offer(&frame, &[("x", false), ("w", true)], &context);
        let changes = context.take_changes();
        assert_eq!(changes.len(), 2);
        let PropertyChange::Options(options) = &changes[1].change else { panic!("{changes:?}") };
        assert_eq!((options.len(), options[2].id.as_str()), (3, "a"));
        Ok(())
    }
}
