//! Numbers, vectors and matrices.

use ivw_core::property::{Bound as Limit, Kind, NumberKind, PropertyChange, Scalar, Value};
use parking_lot::Mutex;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple, PyWeakrefReference};
use pyo3::{PyTraverseError, PyVisit};

use super::convert::{self, Shape, components};
use super::members::value_members;
use super::{ConstraintBehavior, Property, finish};
use crate::arguments::Arguments;

/// This adds the classes to `inviwopy.properties`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<OrdinalProperty>()
}

/// A number, vector or matrix; what its subclasses have in common.
#[pyclass(extends = Property, subclass, frozen, module = "inviwopy.properties")]
#[derive(Default)]
pub struct OrdinalProperty {
    /// What fetches and stores the value of a property that refers to somebody else's.
    access: Mutex<Option<Access>>,
}

/// A getter and a setter.
struct Access {
    get: Py<PyAny>,
    set: Py<PyAny>,
}

const NAMES: &[&str] =
    &["identifier", "name", "value", "min", "max", "increment", "invalidationLevel", "semantics"];
const REFERENCE_NAMES: &[&str] = &[
    "identifier",
    "name",
    "get",
    "set",
    "min",
    "max",
    "increment",
    "invalidationLevel",
    "semantics",
];

/// This is the number type of a name.
pub fn scalar_of(name: &str) -> PyResult<Scalar> {
    Ok(match name {
        "F32" => Scalar::F32,
        "F64" => Scalar::F64,
        "I32" => Scalar::I32,
        "I64" => Scalar::I64,
        "Size" => Scalar::Size,
        _ => return Err(PyTypeError::new_err(format!("there is no number type {name}"))),
    })
}

impl From<ConstraintBehavior> for Limit {
    fn from(behavior: ConstraintBehavior) -> Self {
        match behavior {
            ConstraintBehavior::Editable => Self::Editable,
            ConstraintBehavior::Mutable => Self::Mutable,
            ConstraintBehavior::Immutable => Self::Immutable,
            ConstraintBehavior::Ignore => Self::Ignore,
        }
    }
}

value_members! {
    OrdinalProperty,
    PyClassInitializer::from(Property::blank()).add_subclass(Self::default())
}

impl OrdinalProperty {
    fn init(
        slf: &Bound<'_, Self>,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<()> {
        let class = slf.get_type();
        let (scalar, rows, columns, is_reference) =
            convert::class_attribute::<(String, usize, usize, bool)>(&class, "_kind")?;
        let scalar = scalar_of(&scalar)?;
        let names = if is_reference { REFERENCE_NAMES } else { NAMES };
        let mut arguments = Arguments::parse("Property", names, args, kwargs)?;
        let (id, name) = (arguments.text("identifier")?, arguments.text("name")?);
        let mut access = None;
        let value = match is_reference {
            true => {
                let (get, set) = (arguments.needed("get")?, arguments.needed("set")?);
                let value = get.call0()?;
                access = Some(Access { get: get.unbind(), set: set.unbind() });
                Some(value)
            }
            false => arguments.take("value"),
        };
        let read = |object: &Bound<'_, PyAny>| components(object, scalar, rows, columns);
        let zeros = match (columns, rows) {
            // A matrix is the identity by default.
            (2.., _) => {
                (0..rows * columns).map(|n| if n % (rows + 1) == 0 { 1.0 } else { 0.0 }).collect()
            }
            _ => std::iter::repeat_n(0.0, rows).collect(),
        };
        let default = match &value {
            Some(value) => read(value)?,
            None => zeros,
        };
        let mut kind = NumberKind::matrix(scalar, &default, rows, columns);
        kind.is_reference = is_reference;
        let (min, max) = (arguments.take("min"), arguments.take("max"));
        let is_pair = |bound: &Bound<'_, PyAny>| bound.is_instance_of::<PyTuple>();
        if min.as_ref().is_some_and(is_pair) != max.as_ref().is_some_and(is_pair)
            && min.is_some()
            && max.is_some()
        {
            return Err(PyTypeError::new_err(
                "min and max have to be both values, or both tuples of a value and a \
                 ConstraintBehavior",
            ));
        }
        if let Some(min) = min {
            let (value, behavior) = bound(&min)?;
            kind.min = convert::numbers(scalar, &read(&value)?);
            kind.min_bound = behavior;
        }
        if let Some(max) = max {
            let (value, behavior) = bound(&max)?;
            kind.max = convert::numbers(scalar, &read(&value)?);
            kind.max_bound = behavior;
        }
        if let Some(step) = arguments.take("increment") {
            kind.step = convert::numbers(scalar, &read(&step)?);
        }
        finish(slf.as_super(), arguments, Kind::Number(kind), id, name)?;
        let Some(access) = access else { return Ok(()) };
        let old = slf.get().access.lock().replace(access);
        drop(old);
        let forwarder = slf.py().import("inviwopy._values")?.getattr("_forwarder")?;
        let forward = forwarder.call1((PyWeakrefReference::new(slf)?,))?;
        Property::add_callback(slf.as_super(), super::Callback::Call(forward.unbind())).map(|_| ())
    }

    fn present<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        let get = slf.get().access.lock().as_ref().map(|access| access.get.clone_ref(py));
        match get {
            Some(get) => get.bind(py).call0(),
            None => slf.as_super().get().value_in(py),
        }
    }

    fn assign(slf: &Bound<'_, Self>, value: &Bound<'_, PyAny>) -> PyResult<()> {
        slf.as_super().get().set_value_in(value)
    }
}

#[pymethods]
impl OrdinalProperty {
    /// Lower bound.
    #[getter(minValue)]
    fn min_value<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        part(slf, |kind| kind.min)
    }

    #[setter(minValue)]
    fn set_min_value(slf: &Bound<'_, Self>, value: &Bound<'_, PyAny>) -> PyResult<()> {
        change(slf, value, PropertyChange::Min)
    }

    /// Upper bound.
    #[getter(maxValue)]
    fn max_value<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        part(slf, |kind| kind.max)
    }

    #[setter(maxValue)]
    fn set_max_value(slf: &Bound<'_, Self>, value: &Bound<'_, PyAny>) -> PyResult<()> {
        change(slf, value, PropertyChange::Max)
    }

    /// Step of sliders.
    #[getter]
    fn increment<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        part(slf, |kind| kind.step)
    }

    #[setter]
    fn set_increment(slf: &Bound<'_, Self>, value: &Bound<'_, PyAny>) -> PyResult<()> {
        change(slf, value, PropertyChange::Step)
    }

    /// Makes a property that refers to somebody else's value refer to another one.
    #[pyo3(name = "setGetAndSet")]
    fn set_get_and_set(slf: &Bound<'_, Self>, get: Py<PyAny>, set: Py<PyAny>) -> PyResult<()> {
        let value = get.bind(slf.py()).call0()?;
        match &mut *slf.get().access.lock() {
            Some(access) => *access = Access { get, set },
            None => {
                return Err(PyTypeError::new_err(
                    "this property has a value of its own: use a class with Ref in its name",
                ));
            }
        }
        Self::assign(slf, &value)
    }

    /// Hands the value to the setter.
    #[pyo3(name = "_forward")]
    fn forward(slf: &Bound<'_, Self>) -> PyResult<()> {
        let py = slf.py();
        let set = slf.get().access.lock().as_ref().map(|access| access.set.clone_ref(py));
        match set {
            Some(set) => set.call1(py, (slf.as_super().get().value_in(py)?,)).map(|_| ()),
            None => Ok(()),
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        Self::value(slf)?.str()?.extract()
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        if let Some(access) = self.access.try_lock()
            && let Some(Access { get, set }) = &*access
        {
            visit.call(get)?;
            visit.call(set)?;
        }
        Ok(())
    }

    fn __clear__(&self) {
        let access = self.access.lock().take();
        drop(access);
    }
}

/// A bound as it is given: a value, or a tuple of a value and what the bound does.
fn bound<'py>(given: &Bound<'py, PyAny>) -> PyResult<(Bound<'py, PyAny>, Limit)> {
    match given.cast::<PyTuple>() {
        Ok(pair) => {
            let (value, behavior): (Bound<'py, PyAny>, ConstraintBehavior) = pair.extract()?;
            Ok((value, behavior.into()))
        }
        Err(_) => Ok((given.clone(), Limit::Editable)),
    }
}

fn part<'py>(
    slf: &Bound<'py, OrdinalProperty>,
    of: impl FnOnce(NumberKind) -> Value,
) -> PyResult<Bound<'py, PyAny>> {
    let property = slf.as_super().get();
    match property.spec(slf.py())?.kind {
        Kind::Number(kind) => convert::to_python(slf.py(), property.shape()?, (&of(kind)).into()),
        _ => Err(PyTypeError::new_err("this property is no number")),
    }
}

fn change(
    slf: &Bound<'_, OrdinalProperty>,
    value: &Bound<'_, PyAny>,
    change: fn(Value) -> PropertyChange,
) -> PyResult<()> {
    let property = slf.as_super().get();
    let Shape::Number { scalar, rows, columns } = *property.shape()? else {
        return Err(PyTypeError::new_err("this property is no number"));
    };
    let value = convert::numbers(scalar, &components(value, scalar, rows, columns)?);
    property.change(slf.py(), change(value))
}
