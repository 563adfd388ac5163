//! A column of a data frame as a property.

use ivw_core::data::{Column, DataFrame};
use ivw_core::prelude::*;
use ivw_core::property::{ChoiceKind, Field, Selection};

/// The saved option that stands for a column until there is data.
const UNKNOWN: &str = "unknown";

/// This is a chosen column, or none; the index is column 0.
///
/// Until there is data, the number stands for the column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnChoice {
    id: String,
    number: i64,
}

impl ColumnChoice {
    /// The saved class of such properties.
    pub const CLASS: &'static str = "org.inviwo.DataFrameColumnProperty";

    /// This is the column of a number; -1 is none.
    pub fn new(number: i64) -> Self {
        Self { id: UNKNOWN.to_owned(), number }
    }

    /// This is the chosen column's place, if there is such a column.
    pub fn place(&self, frame: &DataFrame) -> Option<usize> {
        let columns = frame.columns();
        if self.id == UNKNOWN {
            return usize::try_from(self.number).ok().filter(|&n| n < columns.len());
        }
        let by_id = columns.iter().position(|column| id_of(&column.header.name) == self.id);
        by_id.or_else(|| columns.iter().position(|column| column.header.name == self.id.as_str()))
    }

    /// This is the chosen column, if there is such a column.
    pub fn column<'a>(&self, frame: &'a DataFrame) -> Option<&'a Column> {
        self.place(frame).map(|place| &frame.columns()[place])
    }
}

impl Field for ColumnChoice {
    fn kind(default: &Self) -> Kind {
        // There is nothing to choose from yet: what will be chosen is kept as the only option.
        let option = match default.number {
            -1 => item("none", "None", -1),
            number => item(UNKNOWN, "", number),
        };
        Kind::Choice(ChoiceKind { class: "Int".to_owned(), options: vec![option], default: 0 })
    }

    fn read(&mut self, value: &Value) -> Result<()> {
        let Value::Choice(Selection { id, value: OptionValue::Int(number), .. }) = value else {
            return Err(Error::new(format!("expected a column, got {}", value.kind_name())));
        };
        id.clone_into(&mut self.id);
        self.number = *number;
        Ok(())
    }
}

fn item(id: &str, name: &str, value: i64) -> OptionItem {
    OptionItem { id: id.to_owned(), name: name.to_owned(), value: OptionValue::Int(value) }
}

/// This is what is saved for a column: its name without what identifiers can't have.
pub fn id_of(name: &str) -> String {
    name.chars().filter(|letter| letter.is_ascii_alphanumeric()).collect()
}

/// These are the columns that a data frame offered last.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    names: Option<Vec<String>>,
}

impl Columns {
    /// Offers the columns of a data frame for properties; `true` beside a path adds that there may
    /// be none.
    ///
    /// What was chosen stays; a column chosen by number is chosen by name from now on.
    pub fn offer(
        &mut self,
        frame: &DataFrame,
        properties: &[(&str, &ColumnChoice, bool)],
        context: &Context,
    ) {
        let names: Vec<_> =
            frame.columns().iter().map(|column| column.header.name.to_string()).collect();
        if self.names.as_ref() == Some(&names) {
            return;
        }
        for (property, choice, may_be_none) in properties {
            let none = may_be_none.then(|| item("none", "None", -1));
            let columns =
                names.iter().enumerate().map(|(n, name)| item(&id_of(name), name, n as i64));
            let options: Vec<_> = none.into_iter().chain(columns).collect();
            let chosen = choice.place(frame).map(|place| id_of(&names[place]));
            context.set_options(property, options);
            if let Some(id) = chosen {
                context.set(property, Value::choice(id));
            }
        }
        self.names = Some(names);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame() -> Result<DataFrame> {
        let mut frame = DataFrame::new(0);
        frame.push(Column::ordinal(Axis::new("a b", ""), Array::copy_of(&[1.0_f32]))?)?;
        Ok(frame)
    }

    #[test]
    fn a_column_is_chosen_by_its_number_or_its_name() -> Result<()> {
        let frame = frame()?;
        assert_eq!(ColumnChoice::new(1).place(&frame), Some(1));
        assert_eq!(ColumnChoice::new(7).place(&frame), None);
        assert_eq!(ColumnChoice::new(-1).place(&frame), None);
        let mut choice = ColumnChoice::new(0);
        for id in ["ab", "a b"] {
            choice.read(&Value::choice(id))?;
            assert_eq!(choice.place(&frame), Some(1));
        }
        choice.read(&Value::choice("none"))?;
        assert!(choice.column(&frame).is_none());
        Ok(())
    }

    #[test]
    fn columns_are_offered_when_they_change() -> Result<()> {
        let (mut columns, context) = (Columns::default(), Context::detached());
        let (x, w) = (ColumnChoice::new(1), ColumnChoice::new(-1));
        let offered = [("x", &x, false), ("w", &w, true)];
        columns.offer(&frame()?, &offered, &context);
        columns.offer(&frame()?, &offered, &context);
        let changes = context.take_changes();
        assert_eq!(changes.len(), 3);
        assert_eq!(changes[1].change, PropertyChange::Value(Value::choice("ab")));
        let PropertyChange::Options(options) = &changes[2].change else { panic!("{changes:?}") };
        assert_eq!((options.len(), options[2].id.as_str()), (3, "ab"));
        Ok(())
    }
}
