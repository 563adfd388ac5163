//! Property values as they cross the boundary.

use super::{RString, RVec, StableAbi, decode, encode};
use crate::error::Result;
use crate::property::Value;

/// A property value as it crosses the boundary: the frequent ones as they are, others as messages.
#[repr(u8)]
#[derive(StableAbi, Clone, Debug)]
pub enum AbiValue {
    Bool(bool),
    Int(i64),
    Float(f64),
    Floats(RVec<f64>),
    Ints(RVec<i64>),
    Text(RString),
    Message(RVec<u8>),
}

impl From<&Value> for AbiValue {
    fn from(value: &Value) -> Self {
        match value {
            Value::Bool(value) => Self::Bool(*value),
            Value::Ints(values) if values.len() == 1 => Self::Int(values[0]),
            Value::Floats(values) if values.len() == 1 => Self::Float(values[0]),
            Value::Ints(values) => Self::Ints(values.as_slice().into()),
            Value::Floats(values) => Self::Floats(values.as_slice().into()),
            Value::Text(text) => Self::Text(text.as_str().into()),
            other => Self::Message(encode(other)),
        }
    }
}

impl AbiValue {
    /// The value; fails on a message that this version does not understand.
    pub fn value(&self) -> Result<Value> {
        Ok(match self {
            Self::Bool(value) => Value::Bool(*value),
            Self::Int(value) => Value::from(*value),
            Self::Float(value) => Value::from(*value),
            Self::Ints(values) => Value::ints(values)?,
            Self::Floats(values) => Value::floats(values)?,
            Self::Text(text) => Value::Text(text.to_string()),
            Self::Message(bytes) => decode(bytes)?,
        })
    }
}
