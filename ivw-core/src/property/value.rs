//! Values that properties hold.

use crate::data::{Camera, IsoValues, TransferFunction};
use crate::error::{Error, Result};
use arrayvec::ArrayVec;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The value of a property, whatever its kind.
///
/// Scalars are vectors of one component; matrices are stored column by column.
///
/// ```
/// use ivw_core::prelude::*;
///
/// assert_eq!(Value::from(0.5).as_floats().as_deref(), Some(&[0.5][..]));
/// assert_eq!(Value::ints(&[1, 2, 3])?.to_string(), "1,2,3");
/// assert_eq!(Value::choice("linear").as_text(), Some("linear"));
/// assert_eq!(Value::from("a.raw").as_int(), None);
/// let error = Value::ints(&[0; 5]).unwrap_err().to_string();
/// assert_eq!(error, "5 integers are too many for a property");
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Nothing: groups and events have no value of their own.
    None,
    /// Yes or no.
    Bool(bool),
    /// 1 to 4 integers.
    Ints(ArrayVec<i64, 4>),
    /// 1 to 16 floating point numbers.
    Floats(ArrayVec<f64, 16>),
    /// Text, or the path of a file or folder.
    Text(String),
    /// The selected one of some options.
    Choice(Selection),
    /// A button that has been pressed.
    Press,
    /// A map from values to colours.
    TransferFunction(TransferFunction),
    /// Values at which surfaces are drawn.
    IsoValues(IsoValues),
    /// A camera.
    Camera(Camera),
}

/// The selected one of some options.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Selection {
    /// Saved identifier of the option.
    pub id: String,
    /// Its place in the list.
    pub index: usize,
    /// What it stands for.
    pub value: OptionValue,
}

/// What an option stands for.
///
/// ```
/// use ivw_core::prelude::*;
/// use ivw_core::property::ChoiceField;
///
/// #[derive(Choice, Clone, Copy, Debug, Default, PartialEq)]
/// enum Axes {
///     #[default]
///     Two = 2,
///     Three,
/// }
///
/// let Value::Choice(selection) = Axes::Three.to_selection() else { panic!("it is a choice") };
/// assert_eq!((selection.id.as_str(), selection.value), ("Three", OptionValue::Int(3)));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum OptionValue {
    /// An integer, such as the number of an enum's variant.
    Int(i64),
    /// A floating point number.
    Float(f64),
    /// A text.
    Text(String),
}

impl Value {
    /// 1 to 4 integers; an error if there are more.
    pub fn ints(values: &[i64]) -> Result<Self> {
        ArrayVec::try_from(values).map(Self::Ints).map_err(|_| {
            Error::new(format!("{} integers are too many for a property", values.len()))
        })
    }

    /// 1 to 16 floating point numbers; an error if there are more.
    pub fn floats(values: &[f64]) -> Result<Self> {
        ArrayVec::try_from(values).map(Self::Floats).map_err(|_| {
            Error::new(format!("{} numbers are too many for a property", values.len()))
        })
    }

    /// A choice by identifier; what it stands for is filled in when it is applied.
    pub fn choice(id: impl Into<String>) -> Self {
        Self::Choice(Selection { id: id.into(), index: 0, value: OptionValue::Int(0) })
    }

    /// The first component as an integer, where there is one.
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Self::Bool(value) => Some(i64::from(*value)),
            Self::Ints(values) => values.first().copied(),
            Self::Floats(values) => values.first().map(|value| *value as i64),
            Self::Choice(Selection { value: OptionValue::Int(value), .. }) => Some(*value),
            _ => None,
        }
    }

    /// All components as floating point numbers, where there are any.
    pub fn as_floats(&self) -> Option<ArrayVec<f64, 16>> {
        match self {
            Self::Bool(value) => Some([f64::from(u8::from(*value))].into_iter().collect()),
            Self::Ints(values) => Some(values.iter().map(|value| *value as f64).collect()),
            Self::Floats(values) => Some(values.clone()),
            _ => None,
        }
    }

    /// The text, where it is one, or the identifier of a choice.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Choice(selection) => Some(&selection.id),
            _ => None,
        }
    }

    /// Whether both are the same, NaN being the same as NaN.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Floats(a), Self::Floats(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits())
            }
            _ => self == other,
        }
    }

    /// The name of the kind of value, for messages.
    pub fn kind_name(&self) -> &'static str {
        match self {
            Self::None => "nothing",
            Self::Bool(_) => "a bool",
            Self::Ints(values) if values.len() == 1 => "an integer",
            Self::Ints(_) => "a vector of integers",
            Self::Floats(values) if values.len() == 1 => "a number",
            Self::Floats(_) => "a vector of numbers",
            Self::Text(_) => "a text",
            Self::Choice(_) => "a choice",
            Self::Press => "a button press",
            Self::TransferFunction(_) => "a transfer function",
            Self::IsoValues(_) => "iso values",
            Self::Camera(_) => "a camera",
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i32> for Value {
    fn from(value: i32) -> Self {
        i64::from(value).into()
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Ints([value].into_iter().collect())
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Floats([value].into_iter().collect())
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

/// As a person writes it on the command line: `0.5`, `1,2,3`, `true`, the path, the option.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn list<T: fmt::Display>(f: &mut fmt::Formatter<'_>, values: &[T]) -> fmt::Result {
            for (n, value) in values.iter().enumerate() {
                write!(f, "{}{value}", if n == 0 { "" } else { "," })?;
            }
            Ok(())
        }
        match self {
            Self::None => Ok(()),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Ints(values) => list(f, values),
            Self::Floats(values) => list(f, values),
            Self::Text(text) => f.write_str(text),
            Self::Choice(selection) => f.write_str(&selection.id),
            Self::Press => f.write_str("press"),
            Self::TransferFunction(function) => write!(f, "{} points", function.points.len()),
            Self::IsoValues(values) => write!(f, "{} iso values", values.points.len()),
            Self::Camera(camera) => {
                write!(f, "from {} to {} up {}", camera.look_from, camera.look_to, camera.look_up)
            }
        }
    }
}
