//! Formats of voxels and pixels as options of a property.

use ivw_core::prelude::*;
use ivw_core::property::{ChoiceKind, Field};

/// A chosen format; `None` where the data's own is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FormatChoice(pub(crate) Format);

impl FormatChoice {
    /// All formats, in the order of Inviwo's list: one component first.
    pub(crate) fn all() -> impl Iterator<Item = Format> {
        (1..=4).flat_map(|n| Number::ALL.into_iter().map(move |number| Format::new(number, n)))
    }
}

impl Default for FormatChoice {
    fn default() -> Self {
        Self(Format::new(Number::F32, 1))
    }
}

impl Field for FormatChoice {
    fn kind(default: &Self) -> Kind {
        let options = Self::all().enumerate().map(|(n, format)| OptionItem {
            id: format.to_string(),
            name: format.to_string(),
            value: OptionValue::Int(n as i64 + 1),
        });
        Kind::Choice(ChoiceKind {
            class: "EnumChar".to_owned(),
            options: options.collect(),
            default: Self::all().position(|format| format == default.0).unwrap_or(0),
        })
    }

    fn read(&mut self, value: &Value) -> Result<()> {
        let id = value.as_text().ok_or_else(|| Error::new("a format is chosen by its name"))?;
        self.0 = Format::parse(id)?;
        Ok(())
    }
}

/// A chosen kind of number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NumberChoice(pub(crate) Number);

impl Default for NumberChoice {
    fn default() -> Self {
        Self(Number::F32)
    }
}

impl Field for NumberChoice {
    fn kind(default: &Self) -> Kind {
        let options = Number::ALL.into_iter().enumerate().map(|(n, number)| OptionItem {
            id: number.name().to_owned(),
            name: number.name().to_owned(),
            value: OptionValue::Int(n as i64 + 1),
        });
        Kind::Choice(ChoiceKind {
            class: "EnumChar".to_owned(),
            options: options.collect(),
            default: Number::ALL.iter().position(|number| *number == default.0).unwrap_or(0),
        })
    }

    fn read(&mut self, value: &Value) -> Result<()> {
        let id = value.as_text().ok_or_else(|| Error::new("a format is chosen by its name"))?;
        self.0 = Format::parse(id)?.number;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_option_is_a_format() -> Result<()> {
        let Kind::Choice(kind) = FormatChoice::kind(&FormatChoice::default()) else { panic!() };
        assert_eq!((kind.options.len(), kind.options[kind.default].id.as_str()), (44, "FLOAT32"));
        let mut choice = FormatChoice::default();
        for option in &kind.options {
            choice.read(&Value::choice(option.id.as_str()))?;
            assert_eq!(choice.0.to_string(), option.id);
        }
        Ok(())
    }

    #[test]
    fn every_option_is_a_kind_of_number() -> Result<()> {
        let Kind::Choice(kind) = NumberChoice::kind(&NumberChoice::default()) else { panic!() };
        assert_eq!((kind.options.len(), kind.options[kind.default].id.as_str()), (11, "FLOAT32"));
        let mut choice = NumberChoice::default();
        choice.read(&Value::choice("UINT16"))?;
        assert_eq!(choice.0, Number::U16);
        Ok(())
    }
}
