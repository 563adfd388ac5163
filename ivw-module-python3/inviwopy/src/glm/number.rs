//! The number types of glm and fixed-size storage that remembers which of them it holds.
//!
//! Python's vector and matrix classes differ only in number type and shape, so they share one
//! implementation each: a type here is a [`Kind`] at run time and a [`Scalar`] at compile time,
//! and `with_scalar!` goes from the former to the latter.
//! Nothing here knows about vectors, matrices or lists.

use pyo3::exceptions::{PyTypeError, PyZeroDivisionError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyFloat, PyInt};

/// This names the number type of a vector, matrix or list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each variant is the Rust type of the same name.
pub enum Kind {
    Bool,
    F32,
    F64,
    I32,
    U32,
    I64,
    U64,
}

impl Kind {
    /// This is what error messages call a number of this type.
    pub fn described(self) -> &'static str {
        match self {
            Kind::Bool => "a boolean",
            Kind::F32 => "a 32-bit float",
            Kind::F64 => "a 64-bit float",
            Kind::I32 => "a 32-bit integer",
            Kind::U32 => "an unsigned 32-bit integer",
            Kind::I64 => "a 64-bit integer",
            Kind::U64 => "an unsigned 64-bit integer",
        }
    }

    /// This is numpy's `typestr`: byte order, letter and bytes per number.
    pub fn type_string(self) -> &'static str {
        let little = cfg!(target_endian = "little");
        match self {
            Kind::Bool => "|b1",
            Kind::F32 if little => "<f4",
            Kind::F32 => ">f4",
            Kind::F64 if little => "<f8",
            Kind::F64 => ">f8",
            Kind::I32 if little => "<i4",
            Kind::I32 => ">i4",
            Kind::U32 if little => "<u4",
            Kind::U32 => ">u4",
            Kind::I64 if little => "<i8",
            Kind::I64 => ">i8",
            Kind::U64 if little => "<u8",
            Kind::U64 => ">u8",
        }
    }

    /// This is the number of bytes of one number.
    pub fn n_bytes(self) -> usize {
        match self {
            Kind::Bool => 1,
            Kind::F32 | Kind::I32 | Kind::U32 => 4,
            Kind::F64 | Kind::I64 | Kind::U64 => 8,
        }
    }
}

/// This is a number on its way from one number type to another.
#[derive(Clone, Copy, Debug)]
pub enum Number {
    /// A boolean or an integer.
    Whole(i128),
    /// A floating point number.
    Real(f64),
}

impl Number {
    /// This reads any Python number, numpy's included.
    pub fn from_python(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        if object.is_instance_of::<PyInt>() {
            return Ok(Number::Whole(whole(object)?));
        }
        if !object.is_instance_of::<PyFloat>()
            && let Ok(index) = object.call_method0("__index__")
        {
            return Ok(Number::Whole(whole(&index)?));
        }
        Ok(Number::Real(object.extract()?))
    }
}

/// Read as the two 64-bit types, because i128 itself is not in the limited API.
fn whole(object: &Bound<'_, PyAny>) -> PyResult<i128> {
    match object.extract::<i64>() {
        Ok(value) => Ok(i128::from(value)),
        Err(_) => object.extract::<u64>().map(i128::from),
    }
}

/// This is one of the four operations between numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Operation {
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// This is a number type that components of vectors and matrices can have.
pub trait Scalar: Copy + Default + PartialEq + PartialOrd + Send + Sync + 'static {
    /// This is the same type as a run time value.
    const KIND: Kind;
    /// This is one.
    const ONE: Self;

    /// This reads a Python number the way a function argument is read: an integer will do for a
    /// float, a float is a `TypeError` for an integer.
    fn from_python(object: &Bound<'_, PyAny>) -> PyResult<Self>;
    /// This converts as a C cast does, but saturates instead of wrapping around.
    fn cast(number: Number) -> Self;
    /// This converts if the number has a place in this type: no float becomes an integer.
    fn fit(number: Number) -> Option<Self>;
    /// This is the number without its type.
    fn number(self) -> Number;
    /// This is the Python `float`, `int` or `bool`.
    fn to_python(self, py: Python<'_>) -> Bound<'_, PyAny>;
    /// This combines two numbers; integers wrap around as in C++.
    fn apply(operation: Operation, left: Self, right: Self) -> PyResult<Self>;
    /// This is the absolute value.
    fn magnitude(self) -> Self;
    /// This is the text a C++ stream writes: floats with six significant digits.
    fn text(self) -> String;
    /// This stores an array together with its type.
    fn store<const L: usize>(values: [Self; L]) -> Numbers<L>;
    /// This reads an array back, if it is of this type.
    fn load<const L: usize>(numbers: &Numbers<L>) -> Option<[Self; L]>;
}

/// This is an array of numbers of one of the supported types.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum Numbers<const L: usize> {
    /// Bytes, because numpy may write any value into memory it views.
    Bool([u8; L]),
    F32([f32; L]),
    F64([f64; L]),
    I32([i32; L]),
    U32([u32; L]),
    I64([i64; L]),
    U64([u64; L]),
}

impl<const L: usize> Numbers<L> {
    /// This is the number type.
    pub fn kind(&self) -> Kind {
        match self {
            Numbers::Bool(_) => Kind::Bool,
            Numbers::F32(_) => Kind::F32,
            Numbers::F64(_) => Kind::F64,
            Numbers::I32(_) => Kind::I32,
            Numbers::U32(_) => Kind::U32,
            Numbers::I64(_) => Kind::I64,
            Numbers::U64(_) => Kind::U64,
        }
    }

    /// This is where the first number lies in memory.
    pub fn address(&mut self) -> usize {
        match self {
            Numbers::Bool(values) => values.as_mut_ptr().expose_provenance(),
            Numbers::F32(values) => values.as_mut_ptr().expose_provenance(),
            Numbers::F64(values) => values.as_mut_ptr().expose_provenance(),
            Numbers::I32(values) => values.as_mut_ptr().expose_provenance(),
            Numbers::U32(values) => values.as_mut_ptr().expose_provenance(),
            Numbers::I64(values) => values.as_mut_ptr().expose_provenance(),
            Numbers::U64(values) => values.as_mut_ptr().expose_provenance(),
        }
    }

    /// This reads the numbers as `T`, which the caller has looked up with [`Numbers::kind`].
    pub fn read<T: Scalar>(&self) -> [T; L] {
        T::load(self).expect("the caller dispatched on the kind of these numbers")
    }
}

/// Runs an expression with a type name bound to the number type of a [`Kind`].
macro_rules! with_scalar {
    ($kind:expr, $T:ident => $body:expr) => {
        match $kind {
            $crate::glm::number::Kind::Bool => {
                type $T = bool;
                $body
            }
            $crate::glm::number::Kind::F32 => {
                type $T = f32;
                $body
            }
            $crate::glm::number::Kind::F64 => {
                type $T = f64;
                $body
            }
            $crate::glm::number::Kind::I32 => {
                type $T = i32;
                $body
            }
            $crate::glm::number::Kind::U32 => {
                type $T = u32;
                $body
            }
            $crate::glm::number::Kind::I64 => {
                type $T = i64;
                $body
            }
            $crate::glm::number::Kind::U64 => {
                type $T = u64;
                $body
            }
        }
    };
}
pub(super) use with_scalar;

macro_rules! float_scalar {
    ($T:ident, $kind:ident) => {
        impl Scalar for $T {
            const KIND: Kind = Kind::$kind;
            const ONE: Self = 1.0;

            fn from_python(object: &Bound<'_, PyAny>) -> PyResult<Self> {
                Ok(object.extract::<f64>()? as $T)
            }

            fn cast(number: Number) -> Self {
                match number {
                    Number::Whole(value) => value as $T,
                    Number::Real(value) => value as $T,
                }
            }

            fn fit(number: Number) -> Option<Self> {
                Some(Self::cast(number))
            }

            fn number(self) -> Number {
                Number::Real(f64::from(self))
            }

            fn to_python(self, py: Python<'_>) -> Bound<'_, PyAny> {
                PyFloat::new(py, f64::from(self)).into_any()
            }

            fn apply(operation: Operation, left: Self, right: Self) -> PyResult<Self> {
                Ok(match operation {
                    Operation::Add => left + right,
                    Operation::Subtract => left - right,
                    Operation::Multiply => left * right,
                    Operation::Divide => left / right,
                })
            }

            fn magnitude(self) -> Self {
                self.abs()
            }

            fn text(self) -> String {
                float_text(f64::from(self))
            }

            fn store<const L: usize>(values: [Self; L]) -> Numbers<L> {
                Numbers::$kind(values)
            }

            fn load<const L: usize>(numbers: &Numbers<L>) -> Option<[Self; L]> {
                match numbers {
                    Numbers::$kind(values) => Some(*values),
                    _ => None,
                }
            }
        }
    };
}
float_scalar!(f32, F32);
float_scalar!(f64, F64);

macro_rules! integer_scalar {
    ($T:ident, $kind:ident, |$value:ident| $magnitude:expr) => {
        impl Scalar for $T {
            const KIND: Kind = Kind::$kind;
            const ONE: Self = 1;

            fn from_python(object: &Bound<'_, PyAny>) -> PyResult<Self> {
                object.extract()
            }

            fn cast(number: Number) -> Self {
                match number {
                    Number::Whole(value) => value.clamp($T::MIN as i128, $T::MAX as i128) as $T,
                    Number::Real(value) => value as $T,
                }
            }

            fn fit(number: Number) -> Option<Self> {
                match number {
                    Number::Whole(value) => $T::try_from(value).ok(),
                    Number::Real(_) => None,
                }
            }

            fn number(self) -> Number {
                Number::Whole(i128::from(self))
            }

            fn to_python(self, py: Python<'_>) -> Bound<'_, PyAny> {
                PyInt::new(py, self).into_any()
            }

            fn apply(operation: Operation, left: Self, right: Self) -> PyResult<Self> {
                Ok(match operation {
                    Operation::Add => left.wrapping_add(right),
                    Operation::Subtract => left.wrapping_sub(right),
                    Operation::Multiply => left.wrapping_mul(right),
                    Operation::Divide if right == 0 => {
                        return Err(PyZeroDivisionError::new_err("integer division by zero"));
                    }
                    Operation::Divide => left.wrapping_div(right),
                })
            }

            fn magnitude(self) -> Self {
                let $value = self;
                $magnitude
            }

            fn text(self) -> String {
                self.to_string()
            }

            fn store<const L: usize>(values: [Self; L]) -> Numbers<L> {
                Numbers::$kind(values)
            }

            fn load<const L: usize>(numbers: &Numbers<L>) -> Option<[Self; L]> {
                match numbers {
                    Numbers::$kind(values) => Some(*values),
                    _ => None,
                }
            }
        }
    };
}
integer_scalar!(i32, I32, |value| value.wrapping_abs());
integer_scalar!(u32, U32, |value| value);
integer_scalar!(i64, I64, |value| value.wrapping_abs());
integer_scalar!(u64, U64, |value| value);

impl Scalar for bool {
    const KIND: Kind = Kind::Bool;
    const ONE: Self = true;

    fn from_python(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        object.extract()
    }

    fn cast(number: Number) -> Self {
        match number {
            Number::Whole(value) => value != 0,
            Number::Real(value) => value != 0.0,
        }
    }

    fn fit(number: Number) -> Option<Self> {
        match number {
            Number::Whole(0) => Some(false),
            Number::Whole(1) => Some(true),
            _ => None,
        }
    }

    fn number(self) -> Number {
        Number::Whole(i128::from(self))
    }

    fn to_python(self, py: Python<'_>) -> Bound<'_, PyAny> {
        PyBool::new(py, self).to_owned().into_any()
    }

    fn apply(_: Operation, _: Self, _: Self) -> PyResult<Self> {
        Err(PyTypeError::new_err("there is no arithmetic between booleans"))
    }

    fn magnitude(self) -> Self {
        self
    }

    fn text(self) -> String {
        i32::from(self).to_string()
    }

    fn store<const L: usize>(values: [Self; L]) -> Numbers<L> {
        Numbers::Bool(values.map(u8::from))
    }

    fn load<const L: usize>(numbers: &Numbers<L>) -> Option<[Self; L]> {
        match numbers {
            Numbers::Bool(values) => Some(values.map(|value| value != 0)),
            _ => None,
        }
    }
}

/// How many digits C++ streams write unless told otherwise.
const SIGNIFICANT_DIGITS: i32 = 6;

/// This is what `std::ostream` writes for a number: `1`, `0.5`, `1e-05`.
pub fn float_text(value: f64) -> String {
    if value.is_nan() {
        return "nan".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf" } else { "-inf" }.into();
    }
    let scientific = format!("{value:.*e}", (SIGNIFICANT_DIGITS - 1) as usize);
    let (mantissa, exponent) = scientific.split_once('e').expect("`{:e}` writes an exponent");
    let exponent: i32 = exponent.parse().expect("`{:e}` writes a whole exponent");
    if (-4..SIGNIFICANT_DIGITS).contains(&exponent) {
        let decimals = (SIGNIFICANT_DIGITS - 1 - exponent) as usize;
        return without_trailing_zeros(&format!("{value:.decimals$}")).to_owned();
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{}e{sign}{:02}", without_trailing_zeros(mantissa), exponent.abs())
}

fn without_trailing_zeros(text: &str) -> &str {
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => text,
    }
}
