//! Options as fields of processors.

use super::{ChoiceKind, Kind, OptionItem, OptionValue, Selection, Value};
use crate::error::{Error, Result};

/// Saved identifiers, displayed names and values of the options of an enum.
pub type Options<T> = &'static [(&'static str, &'static str, T)];

/// An enum that a choice property can fill; `#[derive(Choice)]` implements it.
pub trait ChoiceField: Copy + PartialEq + 'static {
    /// All options, in order.
    const OPTIONS: Options<Self>;

    /// End of the saved class, such as `EnumChar`.
    const CLASS: &'static str = "EnumInt";

    /// The number that an option stands for.
    fn number(self) -> i64;

    /// The kind of a property with these options.
    fn kind(default: Self) -> Kind {
        let options = Self::OPTIONS.iter().map(|(id, name, option)| OptionItem {
            id: (*id).to_owned(),
            name: (*name).to_owned(),
            value: OptionValue::Int(option.number()),
        });
        Kind::Choice(ChoiceKind {
            class: Self::CLASS.to_owned(),
            options: options.collect(),
            default: Self::OPTIONS.iter().position(|(.., option)| *option == default).unwrap_or(0),
        })
    }

    /// The option that a property has selected.
    fn from_selection(value: &Value) -> Result<Self> {
        let Value::Choice(Selection { id, .. }) = value else {
            return Err(Error::new(format!("expected a choice, got {}", value.kind_name())));
        };
        Self::OPTIONS
            .iter()
            .find(|(known, ..)| known == id)
            .map(|(.., option)| *option)
            .ok_or_else(|| Error::new(format!("there is no option \"{id}\"")))
    }

    /// The property value that selects an option.
    fn to_selection(self) -> Value {
        let (index, (id, ..)) = Self::OPTIONS
            .iter()
            .enumerate()
            .find(|(_, (.., option))| *option == self)
            .expect("every variant is an option");
        Value::Choice(Selection {
            id: (*id).to_owned(),
            index,
            value: OptionValue::Int(self.number()),
        })
    }
}
