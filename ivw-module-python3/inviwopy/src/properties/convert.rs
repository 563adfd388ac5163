//! Values of properties as Python objects, and back.

use arrayvec::ArrayVec;
use ivw_core::abi::AbiValue;
use ivw_core::data::{Camera, IsoValues, TransferFunction};
use ivw_core::property::{Kind, OptionValue, PropertySpec, Scalar, Selection, Value};
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyString, PyType};

use crate::data;
use crate::error::raised;
use crate::glm::matrix::Matrix;
use crate::glm::number::Scalar as Component;
use crate::glm::vector::Vector;
use crate::glm::{Argument, Conversion, argument, matrix_entries};

/// This is what the values of a property look like in Python.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// A number, vector or matrix.
    Number {
        scalar: Scalar,
        rows: usize,
        columns: usize,
    },
    /// A vector of start and end.
    Range(Scalar),
    /// What the selected option stands for.
    Choice(OptionType),
    Bool,
    Text,
    Path,
    TransferFunction,
    IsoValues,
    Camera,
    Group,
    /// No value.
    Nothing,
}

/// This is what the options of a property stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum OptionType {
    Int,
    Float,
    Text,
}

impl Shape {
    /// This is the shape of a property with this face.
    pub fn of(spec: &PropertySpec) -> Self {
        match &spec.kind {
            Kind::Bool { .. } => Self::Bool,
            Kind::Number(kind) => Self::Number {
                scalar: kind.scalar,
                rows: kind.rows.into(),
                columns: kind.columns.into(),
            },
            Kind::Range(kind) => Self::Range(kind.scalar),
            Kind::Choice(kind) => Self::Choice(match kind.class.as_str() {
                "String" => OptionType::Text,
                "Float" | "Double" => OptionType::Float,
                _ => match kind.options.first().map(|option| &option.value) {
                    Some(OptionValue::Float(_)) => OptionType::Float,
                    Some(OptionValue::Text(_)) => OptionType::Text,
                    _ => OptionType::Int,
                },
            }),
            Kind::Text { .. } => Self::Text,
            Kind::Path(_) => Self::Path,
            Kind::TransferFunction { .. } => Self::TransferFunction,
            Kind::IsoValues { .. } => Self::IsoValues,
            Kind::Camera(_) => Self::Camera,
            Kind::Group(_) => Self::Group,
            Kind::Button | Kind::ButtonGroup { .. } | Kind::Event => Self::Nothing,
        }
    }
}

/// This is the Python object of a value.
pub fn to_python<'py>(
    py: Python<'py>,
    shape: &Shape,
    value: AbiValue,
) -> PyResult<Bound<'py, PyAny>> {
    match (shape, value) {
        (_, AbiValue::Float(value)) => Ok(value.into_pyobject(py)?.into_any()),
        (_, AbiValue::Int(value)) => Ok(value.into_pyobject(py)?.into_any()),
        (_, AbiValue::Bool(value)) => Ok(value.into_pyobject(py)?.to_owned().into_any()),
        (Shape::Path, AbiValue::Text(text)) => path_text(py, text.as_str()),
        (_, AbiValue::Text(text)) => Ok(PyString::new(py, text.as_str()).into_any()),
        (shape, AbiValue::Floats(values)) => several(py, shape, &values),
        (shape, AbiValue::Ints(values)) => several(py, shape, &values),
        (shape, value) => match value.value().map_err(|error| raised(py, error))? {
            Value::Choice(Selection { value, .. }) => option_value(py, &value),
            Value::TransferFunction(function) => {
                Ok(data::TransferFunction::own(py, function)?.into_bound(py).into_any())
            }
            Value::IsoValues(values) => {
                Ok(data::IsoValueCollection::own(py, values)?.into_bound(py).into_any())
            }
            Value::Camera(camera) => Ok(data::Camera::own(py, camera)?.into_bound(py)),
            Value::None if matches!(shape, Shape::Choice(_)) => {
                Err(PyRuntimeError::new_err("this property has no options, hence no value"))
            }
            _ => Ok(py.None().into_bound(py)),
        },
    }
}

/// This is a number as Python writes those of a component's type.
trait Cast<T>: Copy {
    fn cast(self) -> T;
}

macro_rules! casts {
    ($($from:ty => $($to:ty),*;)*) => {$($(
        impl Cast<$to> for $from {
            fn cast(self) -> $to {
                self as $to
            }
        }
    )*)*};
}
casts! {
    f64 => f32, f64, i32, i64, u32, u64;
    i64 => f32, f64, i32, i64, u32, u64;
}

/// This is a vector or matrix of a shape.
fn several<'py, N>(py: Python<'py>, shape: &Shape, values: &[N]) -> PyResult<Bound<'py, PyAny>>
where
    N: Cast<f32> + Cast<f64> + Cast<i32> + Cast<i64> + Cast<u32> + Cast<u64>,
{
    fn made<'py, N: Cast<T>, T: Component>(
        py: Python<'py>,
        columns: usize,
        values: &[N],
    ) -> PyResult<Bound<'py, PyAny>> {
        let mut components = [T::default(); 16];
        for (component, value) in components.iter_mut().zip(values) {
            *component = value.cast();
        }
        let components = &components[..values.len().min(16)];
        match columns {
            1 => Vector::new(components).into_object(py),
            n => Matrix::new(n, components.len() / n, components).into_object(py),
        }
    }
    let (scalar, columns) = match shape {
        Shape::Number { scalar, columns, .. } => (*scalar, *columns),
        Shape::Range(scalar) => (*scalar, 1),
        _ => return Err(PyTypeError::new_err("a property without components has some")),
    };
    match scalar {
        Scalar::F32 => made::<N, f32>(py, columns, values),
        Scalar::F64 => made::<N, f64>(py, columns, values),
        Scalar::I32 => made::<N, i32>(py, columns, values),
        Scalar::I64 => made::<N, i64>(py, columns, values),
        Scalar::U32 => made::<N, u32>(py, columns, values),
        Scalar::Size => made::<N, u64>(py, columns, values),
    }
}

/// This is what an option stands for.
pub fn option_value<'py>(py: Python<'py>, value: &OptionValue) -> PyResult<Bound<'py, PyAny>> {
    Ok(match value {
        OptionValue::Int(value) => value.into_pyobject(py)?.into_any(),
        OptionValue::Float(value) => value.into_pyobject(py)?.into_any(),
        OptionValue::Text(text) => PyString::new(py, text).into_any(),
    })
}

/// This is a number or enum value as what an option stands for.
pub fn option_from(object: &Bound<'_, PyAny>, kind: OptionType) -> PyResult<OptionValue> {
    Ok(match kind {
        OptionType::Int => OptionValue::Int(scalar_from(object, Scalar::I64)? as i64),
        OptionType::Float => OptionValue::Float(scalar_from(object, Scalar::F64)?),
        OptionType::Text => OptionValue::Text(object.extract()?),
    })
}

/// This is the value of a Python object; with the interpreter, for the caller's convenience.
pub fn from_python<'py>(
    shape: &Shape,
    object: &Bound<'py, PyAny>,
) -> PyResult<(Value, Python<'py>)> {
    let value = match shape {
        Shape::Number { scalar, rows, columns } => {
            numbers(*scalar, &components(object, *scalar, *rows, *columns)?)
        }
        Shape::Range(scalar) => numbers(*scalar, &components(object, *scalar, 2, 1)?),
        Shape::Bool => Value::Bool(bool_from(object)?),
        Shape::Text => Value::Text(object.extract().map_err(|_| mismatch("a text", object))?),
        Shape::Path => Value::Text(path_from(object)?),
        Shape::TransferFunction => Value::TransferFunction(transfer_function_from(object)?),
        Shape::IsoValues => Value::IsoValues(iso_values_from(object)?),
        Shape::Camera => Value::Camera(camera_from(object)?),
        Shape::Choice(_) | Shape::Group | Shape::Nothing => {
            return Err(PyTypeError::new_err("this property has no value to be set"));
        }
    };
    Ok((value, object.py()))
}

/// This is the transfer function of a Python object.
pub fn transfer_function_from(object: &Bound<'_, PyAny>) -> PyResult<TransferFunction> {
    data::TransferFunction::value(object.cast()?)
}

/// These are the iso values of a Python object.
pub fn iso_values_from(object: &Bound<'_, PyAny>) -> PyResult<IsoValues> {
    data::IsoValueCollection::value(object.cast()?)
}

/// This is the camera of a Python object.
pub fn camera_from(object: &Bound<'_, PyAny>) -> PyResult<Camera> {
    object.cast::<data::Camera>()?.get().value()
}

fn mismatch(expected: &str, object: &Bound<'_, PyAny>) -> PyErr {
    let got = object.get_type().name().map(|name| name.to_string()).unwrap_or_default();
    PyTypeError::new_err(format!("expected {expected}, got {got}"))
}

fn bool_from(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    if let Ok(on) = object.cast::<PyBool>() {
        return Ok(on.is_true());
    }
    // Numpy's truth values are no bools, but mean the same.
    match object.get_type().name()?.to_string().as_str() {
        "bool" | "bool_" | "int" => object.is_truthy(),
        _ => Err(mismatch("a bool", object)),
    }
}

/// Numbers as a value of a property with components of a type.
pub fn numbers(scalar: Scalar, components: &[f64]) -> Value {
    match scalar.is_float() {
        true => Value::Floats(
            components
                .iter()
                .map(|&c| if scalar == Scalar::F32 { f64::from(c as f32) } else { c })
                .collect(),
        ),
        false => Value::Ints(components.iter().map(|&c| c as i64).collect()),
    }
}

/// This reads one number of a component's type.
pub fn scalar_from(object: &Bound<'_, PyAny>, scalar: Scalar) -> PyResult<f64> {
    fn one<T: Component + Cast64>(object: &Bound<'_, PyAny>) -> PyResult<f64> {
        Ok(T::from_python(object)?.wide())
    }
    match scalar {
        Scalar::F32 | Scalar::F64 => one::<f64>(object),
        Scalar::I32 => one::<i32>(object),
        Scalar::I64 => one::<i64>(object),
        Scalar::U32 => one::<u32>(object),
        Scalar::Size => one::<u64>(object),
    }
}

trait Cast64 {
    fn wide(self) -> f64;
}

macro_rules! wide {
    ($($T:ty),*) => {$(
        impl Cast64 for $T {
            fn wide(self) -> f64 {
                self as f64
            }
        }
    )*};
}
wide!(f32, f64, i32, i64, u32, u64);

/// This reads a number, vector or matrix of a property's type.
pub fn components(
    object: &Bound<'_, PyAny>,
    scalar: Scalar,
    rows: usize,
    columns: usize,
) -> PyResult<ArrayVec<f64, 16>> {
    fn read<T: Component + Cast64>(
        object: &Bound<'_, PyAny>,
        rows: usize,
        columns: usize,
    ) -> PyResult<ArrayVec<f64, 16>> {
        if columns > 1 {
            let entries: Vec<T> = matrix_entries(object, columns, rows)?;
            return Ok(entries.into_iter().map(Cast64::wide).collect());
        }
        match argument::<T>(object, Conversion::Implicit)? {
            Argument::Several(components) if components.len() == rows && rows > 1 => {
                Ok(components.into_iter().map(Cast64::wide).collect())
            }
            Argument::One(component) if rows == 1 => Ok([component.wide()].into_iter().collect()),
            Argument::One(_) => Err(PyTypeError::new_err(format!(
                "expected a vector of {rows} numbers, got a single number"
            ))),
            Argument::Several(components) => Err(PyTypeError::new_err(format!(
                "expected {}, got {} of them",
                if rows == 1 { "one number".to_owned() } else { format!("{rows} numbers") },
                components.len()
            ))),
        }
    }
    match scalar {
        Scalar::F32 => read::<f32>(object, rows, columns),
        Scalar::F64 => read::<f64>(object, rows, columns),
        Scalar::I32 => read::<i32>(object, rows, columns),
        Scalar::I64 => read::<i64>(object, rows, columns),
        Scalar::U32 => read::<u32>(object, rows, columns),
        Scalar::Size => read::<u64>(object, rows, columns),
    }
}

/// This is a class or function of the part of the package that is written in Python.
fn shim<'py>(
    py: Python<'py>,
    cell: &'static PyOnceLock<Py<PyAny>>,
    module: &str,
    name: &str,
) -> PyResult<&'py Bound<'py, PyAny>> {
    let found = cell
        .get_or_try_init(py, || PyResult::Ok(py.import(module)?.getattr(name)?.unbind()))?
        .bind(py);
    Ok(found)
}

/// This is a path as a text with the methods of `pathlib.Path`.
pub fn path_text<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    static CLASS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    shim(py, &CLASS, "inviwopy._path", "PathText")?.call1((text,))
}

/// This is a path as text, of whatever stands for a path.
pub fn path_from(object: &Bound<'_, PyAny>) -> PyResult<String> {
    if let Ok(text) = object.extract::<String>() {
        return Ok(text);
    }
    static FSPATH: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let text = shim(object.py(), &FSPATH, "os", "fspath")?.call1((object,))?;
    text.extract().map_err(|_| mismatch("a path", object))
}

/// This is a `PropertySemantics`.
pub fn semantics_object<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    static CLASS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    shim(py, &CLASS, "inviwopy._values", "PropertySemantics")?.call1((text,))
}

/// This is the text of a `PropertySemantics`.
pub fn semantics_text(object: &Bound<'_, PyAny>) -> PyResult<String> {
    if let Ok(text) = object.extract::<String>() {
        return Ok(text);
    }
    object
        .call_method0("getString")
        .and_then(|text| text.extract())
        .map_err(|_| mismatch("PropertySemantics", object))
}

/// This is a `FileExtension`.
pub fn file_extension<'py>(
    py: Python<'py>,
    extension: &str,
    description: &str,
) -> PyResult<Bound<'py, PyAny>> {
    static CLASS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    shim(py, &CLASS, "inviwopy._values", "FileExtension")?.call1((extension, description))
}

/// This is an attribute of a class that was made in Python.
pub fn class_attribute<T>(class: &Bound<'_, PyType>, name: &str) -> PyResult<T>
where
    T: for<'a, 'py> FromPyObject<'a, 'py, Error = PyErr>,
{
    let value = class.getattr(name).map_err(|_| {
        PyTypeError::new_err(format!("{class} has no instances: use one of its subclasses"))
    })?;
    value.extract()
}
