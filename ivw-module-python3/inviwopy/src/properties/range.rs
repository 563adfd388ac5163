//! A lower and an upper number.

use ivw_core::property::{Kind, PropertyChange, RangeKind, Scalar, Value};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::convert::{self, Shape, components, numbers, scalar_from};
use super::members::{plain_value, value_members};
use super::number::scalar_of;
use super::{Property, finish};
use crate::arguments::Arguments;

/// This adds the classes to `inviwopy.properties`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<MinMaxProperty>()
}

/// A lower and an upper number within a range; what its subclasses have in common.
#[pyclass(extends = Property, subclass, frozen, module = "inviwopy.properties")]
pub struct MinMaxProperty;

const NAMES: &[&str] = &[
    "identifier",
    "name",
    "valueMin",
    "valueMax",
    "rangeMin",
    "rangeMax",
    "increment",
    "minSeparation",
    "invalidationLevel",
    "semantics",
];

value_members!(MinMaxProperty);
plain_value!(MinMaxProperty);

impl MinMaxProperty {
    fn init(
        slf: &Bound<'_, Self>,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<()> {
        let scalar = convert::class_attribute::<String>(&slf.get_type(), "_kind")?;
        let scalar = scalar_of(&scalar)?;
        let mut arguments = Arguments::parse("MinMaxProperty", NAMES, args, kwargs)?;
        let (id, name) = (arguments.text("identifier")?, arguments.text("name")?);
        let (least, most, step) = match scalar {
            Scalar::F32 | Scalar::F64 => (0.0, 1.0, 0.01),
            Scalar::I32 => (-100.0, 100.0, 1.0),
            Scalar::I64 => (0.0, 1024.0, 1.0),
            Scalar::U32 | Scalar::Size => (0.0, 100.0, 1.0),
        };
        let mut number = |name: &str, default: f64| match arguments.take(name) {
            Some(value) => scalar_from(&value, scalar),
            None => Ok(default),
        };
        let value = [number("valueMin", least)?, number("valueMax", most)?];
        let range = [number("rangeMin", least)?, number("rangeMax", most)?];
        let kind = RangeKind {
            scalar,
            default: numbers(scalar, &value),
            range: numbers(scalar, &range),
            step: numbers(scalar, &[number("increment", step)?]),
            min_separation: numbers(scalar, &[number("minSeparation", 0.0)?]),
        };
        finish(slf.as_super(), arguments, Kind::Range(kind), id, name)
    }
}

#[pymethods]
impl MinMaxProperty {
    /// Lower number.
    #[getter]
    fn start<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::value(slf)?.get_item(0)
    }

    #[setter]
    fn set_start(slf: &Bound<'_, Self>, start: &Bound<'_, PyAny>) -> PyResult<()> {
        set_part(slf, start, 0)
    }

    /// Upper number.
    #[getter]
    fn end<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::value(slf)?.get_item(1)
    }

    #[setter]
    fn set_end(slf: &Bound<'_, Self>, end: &Bound<'_, PyAny>) -> PyResult<()> {
        set_part(slf, end, 1)
    }

    /// What start and end may be.
    #[getter]
    fn range<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let (kind, property) = (kind(slf)?, slf.as_super().get());
        convert::to_python(slf.py(), property.shape()?, (&kind.range).into())
    }

    #[setter]
    fn set_range(slf: &Bound<'_, Self>, range: &Bound<'_, PyAny>) -> PyResult<()> {
        let scalar = scalar(slf)?;
        let range = numbers(scalar, &components(range, scalar, 2, 1)?);
        slf.as_super().get().change(slf.py(), PropertyChange::Range(range))
    }

    /// Least that start may be.
    #[getter(rangeMin)]
    fn range_min<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::range(slf)?.get_item(0)
    }

    #[setter(rangeMin)]
    fn set_range_min(slf: &Bound<'_, Self>, value: &Bound<'_, PyAny>) -> PyResult<()> {
        let value = scalar_from(value, scalar(slf)?)?;
        set_range_part(slf, |[_, most]| [value, most.max(value)])
    }

    /// Most that end may be.
    #[getter(rangeMax)]
    fn range_max<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::range(slf)?.get_item(1)
    }

    #[setter(rangeMax)]
    fn set_range_max(slf: &Bound<'_, Self>, value: &Bound<'_, PyAny>) -> PyResult<()> {
        let value = scalar_from(value, scalar(slf)?)?;
        set_range_part(slf, |[least, _]| [least.min(value), value])
    }

    /// Step of sliders.
    #[getter]
    fn increment<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        convert::to_python(slf.py(), &Shape::Nothing, (&kind(slf)?.step).into())
    }

    #[setter]
    fn set_increment(slf: &Bound<'_, Self>, value: &Bound<'_, PyAny>) -> PyResult<()> {
        let scalar = scalar(slf)?;
        let step = numbers(scalar, &[scalar_from(value, scalar)?]);
        slf.as_super().get().change(slf.py(), PropertyChange::Step(step))
    }

    /// How far start and end stay apart.
    #[getter(minSeparation)]
    fn min_separation<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        convert::to_python(slf.py(), &Shape::Nothing, (&kind(slf)?.min_separation).into())
    }

    #[setter(minSeparation)]
    fn set_min_separation(slf: &Bound<'_, Self>, value: &Bound<'_, PyAny>) -> PyResult<()> {
        let scalar = scalar(slf)?;
        let apart = numbers(scalar, &[scalar_from(value, scalar)?]);
        slf.as_super().get().change(slf.py(), PropertyChange::MinSeparation(apart))
    }

    /// An older spelling of `minSeparation`.
    #[getter(minSeperation)]
    fn min_seperation<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::min_separation(slf)
    }

    #[setter(minSeperation)]
    fn set_min_seperation(slf: &Bound<'_, Self>, value: &Bound<'_, PyAny>) -> PyResult<()> {
        Self::set_min_separation(slf, value)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        Self::value(slf)?.str()?.extract()
    }
}

fn kind(slf: &Bound<'_, MinMaxProperty>) -> PyResult<RangeKind> {
    match slf.as_super().get().spec(slf.py())?.kind {
        Kind::Range(kind) => Ok(kind),
        _ => Err(PyTypeError::new_err("this property is no range")),
    }
}

fn scalar(slf: &Bound<'_, MinMaxProperty>) -> PyResult<Scalar> {
    match slf.as_super().get().shape()? {
        Shape::Range(scalar) => Ok(*scalar),
        _ => Err(PyTypeError::new_err("this property is no range")),
    }
}

fn pair(value: &Value) -> [f64; 2] {
    match value.as_floats().as_deref() {
        Some([start, end]) => [*start, *end],
        _ => [0.0, 0.0],
    }
}

fn set_part(
    slf: &Bound<'_, MinMaxProperty>,
    value: &Bound<'_, PyAny>,
    place: usize,
) -> PyResult<()> {
    let scalar = scalar(slf)?;
    let property = slf.as_super().get();
    let mut both = pair(&property.place()?.info(slf.py())?.value);
    both[place] = scalar_from(value, scalar)?;
    property.change(slf.py(), PropertyChange::Value(numbers(scalar, &both)))
}

fn set_range_part(
    slf: &Bound<'_, MinMaxProperty>,
    change: impl FnOnce([f64; 2]) -> [f64; 2],
) -> PyResult<()> {
    let range = numbers(scalar(slf)?, &change(pair(&kind(slf)?.range)));
    slf.as_super().get().change(slf.py(), PropertyChange::Range(range))
}
