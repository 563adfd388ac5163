//! Conversions between Python objects and plain Rust arrays, for arguments and return values.
//!
//! A parameter of type [`Vec3`] accepts an instance of a vector class, a Python list or other
//! sequence of numbers, or a numpy array; a returned [`Vec3`] becomes an `inviwopy.glm.vec3`.
//! Integers convert to floats, floats never to integers, and a single number is not a vector.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyFloat, PyInt, PyList, PySequence, PyString};

use super::matrix::Matrix;
use super::number::{Number, Scalar, with_scalar};
use super::vector::Vector;

/// This is a vector as an argument or a return value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VectorOf<T, const N: usize>(
    /// The components.
    pub [T; N],
);

/// This is a matrix with `C` columns and `R` rows as an argument or a return value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MatrixOf<T, const C: usize, const R: usize>(
    /// The columns.
    pub [[T; R]; C],
);

macro_rules! vector_aliases {
    ($($name:ident = $T:ident $n:literal, $python:literal;)*) => {$(
        #[doc = concat!("This is `inviwopy.glm.", $python, "`.")]
        pub type $name = VectorOf<$T, $n>;
    )*};
}

vector_aliases! {
    Vec2 = f32 2, "vec2"; Vec3 = f32 3, "vec3"; Vec4 = f32 4, "vec4";
    DVec2 = f64 2, "dvec2"; DVec3 = f64 3, "dvec3"; DVec4 = f64 4, "dvec4";
    IVec2 = i32 2, "ivec2"; IVec3 = i32 3, "ivec3"; IVec4 = i32 4, "ivec4";
    UVec2 = u32 2, "uvec2"; UVec3 = u32 3, "uvec3"; UVec4 = u32 4, "uvec4";
    I64Vec2 = i64 2, "i64vec2"; I64Vec3 = i64 3, "i64vec3"; I64Vec4 = i64 4, "i64vec4";
    Size2 = u64 2, "size2_t"; Size3 = u64 3, "size3_t"; Size4 = u64 4, "size4_t";
    BVec2 = bool 2, "bvec2"; BVec3 = bool 3, "bvec3"; BVec4 = bool 4, "bvec4";
}

macro_rules! matrix_aliases {
    ($($name:ident = $T:ident $c:literal $r:literal, $python:literal;)*) => {$(
        #[doc = concat!("This is `inviwopy.glm.", $python, "`.")]
        pub type $name = MatrixOf<$T, $c, $r>;
    )*};
}

matrix_aliases! {
    Mat2 = f32 2 2, "mat2"; Mat3 = f32 3 3, "mat3"; Mat4 = f32 4 4, "mat4";
    DMat2 = f64 2 2, "dmat2"; DMat3 = f64 3 3, "dmat3"; DMat4 = f64 4 4, "dmat4";
    IMat2 = i32 2 2, "imat2"; IMat3 = i32 3 3, "imat3"; IMat4 = i32 4 4, "imat4";
    UMat2 = u32 2 2, "umat2"; UMat3 = u32 3 3, "umat3"; UMat4 = u32 4 4, "umat4";
}

impl<T, const N: usize> From<[T; N]> for VectorOf<T, N> {
    fn from(components: [T; N]) -> Self {
        Self(components)
    }
}

impl<T, const N: usize> From<VectorOf<T, N>> for [T; N] {
    fn from(vector: VectorOf<T, N>) -> Self {
        vector.0
    }
}

impl<T, const C: usize, const R: usize> From<[[T; R]; C]> for MatrixOf<T, C, R> {
    fn from(columns: [[T; R]; C]) -> Self {
        Self(columns)
    }
}

impl<T, const C: usize, const R: usize> From<MatrixOf<T, C, R>> for [[T; R]; C] {
    fn from(matrix: MatrixOf<T, C, R>) -> Self {
        matrix.0
    }
}

impl<'a, 'py, T: Scalar, const N: usize> FromPyObject<'a, 'py> for VectorOf<T, N> {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let components = vector_components(&object, N)?;
        Ok(Self(std::array::from_fn(|i| components[i])))
    }
}

impl<'py, T: Scalar, const N: usize> IntoPyObject<'py> for VectorOf<T, N> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        Vector::new(&self.0).into_object(py)
    }
}

impl<'a, 'py, T: Scalar, const C: usize, const R: usize> FromPyObject<'a, 'py>
    for MatrixOf<T, C, R>
{
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let entries: Vec<T> = matrix_entries(&object, C, R)?;
        Ok(Self(std::array::from_fn(|column| std::array::from_fn(|row| entries[column * R + row]))))
    }
}

impl<'py, T: Scalar, const C: usize, const R: usize> IntoPyObject<'py> for MatrixOf<T, C, R> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        Matrix::new(C, R, self.0.as_flattened()).into_object(py)
    }
}

/// This reads the `n` components of what stands for a vector in an argument.
pub fn vector_components<T: Scalar>(object: &Bound<'_, PyAny>, n: usize) -> PyResult<Vec<T>> {
    if let Some(components) = several(object, Conversion::Implicit)? {
        if components.len() == n {
            return Ok(components);
        }
        return Err(PyTypeError::new_err(format!(
            "expected {n} numbers, got {} in {}",
            components.len(),
            described(object)
        )));
    }
    Err(PyTypeError::new_err(format!(
        "expected a vector or list of {n} numbers, got {}",
        described(object)
    )))
}

/// This reads the entries, column by column, of what stands for a matrix in an argument.
///
/// A list holds columns or all entries column by column, as the constructors take them; a numpy
/// array has the shape (rows, columns).
pub fn matrix_entries<T: Scalar>(
    object: &Bound<'_, PyAny>,
    n_columns: usize,
    n_rows: usize,
) -> PyResult<Vec<T>> {
    if let Ok(matrix) = object.cast::<Matrix>() {
        let matrix = matrix.borrow();
        if (matrix.n_columns(), matrix.n_rows()) == (n_columns, n_rows) {
            return with_scalar!(matrix.kind(), S => matrix
                .entries::<S>()
                .iter()
                .map(|entry| fitted(entry.number(), object))
                .collect());
        }
    } else if let Some(entries) = several_entries(object, n_columns, n_rows, Conversion::Implicit)?
    {
        return Ok(entries);
    }
    Err(PyTypeError::new_err(format!(
        "expected a matrix of {n_columns} columns and {n_rows} rows, got {}",
        described(object)
    )))
}

/// This reads nested or flat numbers as matrix entries; a single number is `None`.
pub(super) fn several_entries<T: Scalar>(
    object: &Bound<'_, PyAny>,
    n_columns: usize,
    n_rows: usize,
    conversion: Conversion,
) -> PyResult<Option<Vec<T>>> {
    let n_entries = n_columns * n_rows;
    if let Some(array) = array_shape(object)? {
        return array_entries(object, &array, n_columns, n_rows, conversion).map(Some);
    }
    let Ok(sequence) = sequence(object) else {
        return match argument(object, conversion)? {
            Argument::Several(entries) if entries.len() == n_entries => Ok(Some(entries)),
            Argument::Several(entries) => Err(wrong_count(entries.len(), n_columns, n_rows)),
            Argument::One(_) => Ok(None),
        };
    };
    let mut entries = Vec::with_capacity(n_entries);
    for item in sequence.try_iter()? {
        match argument(&item?, conversion)? {
            Argument::One(entry) => entries.push(entry),
            Argument::Several(column) if column.len() == n_rows => entries.extend(column),
            Argument::Several(column) => {
                return Err(PyTypeError::new_err(format!(
                    "a column of this matrix has {n_rows} numbers, not {}",
                    column.len()
                )));
            }
        }
    }
    match entries.len() == n_entries {
        true => Ok(Some(entries)),
        false => Err(wrong_count(entries.len(), n_columns, n_rows)),
    }
}

fn array_entries<T: Scalar>(
    object: &Bound<'_, PyAny>,
    shape: &[usize],
    n_columns: usize,
    n_rows: usize,
    conversion: Conversion,
) -> PyResult<Vec<T>> {
    let flat: Vec<T> = array_numbers(object, conversion)?;
    match *shape {
        [n] if n == n_columns * n_rows => Ok(flat),
        [rows, columns] if (rows, columns) == (n_rows, n_columns) => {
            Ok((0..flat.len()).map(|i| flat[(i % n_rows) * n_columns + i / n_rows]).collect())
        }
        _ => Err(PyValueError::new_err(format!(
            "expected an array of shape ({n_rows}, {n_columns}) or ({},), got {shape:?}",
            n_columns * n_rows
        ))),
    }
}

fn wrong_count(n: usize, n_columns: usize, n_rows: usize) -> PyErr {
    PyTypeError::new_err(format!(
        "a matrix of {n_columns} columns and {n_rows} rows has {} entries, not {n}",
        n_columns * n_rows
    ))
}

/// This tells how number types may change on the way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// In an argument: floats do not become integers.
    Implicit,
    /// In a constructor: vectors and arrays of any number type are cast.
    Explicit,
}

/// This is an argument that may be one number or several.
#[derive(Clone, Debug)]
pub enum Argument<T> {
    /// A number.
    One(T),
    /// The numbers of a vector, a sequence or a numpy array.
    Several(Vec<T>),
}

/// This reads a number, vector, sequence of numbers or numpy array.
pub fn argument<T: Scalar>(
    object: &Bound<'_, PyAny>,
    conversion: Conversion,
) -> PyResult<Argument<T>> {
    if object.is_exact_instance_of::<PyFloat>() || object.is_exact_instance_of::<PyInt>() {
        return T::from_python(object).map(Argument::One);
    }
    match several(object, conversion)? {
        Some(numbers) => Ok(Argument::Several(numbers)),
        None => T::from_python(object).map(Argument::One),
    }
}

/// This reads a vector, sequence of numbers or numpy array; anything else is `None`.
fn several<T: Scalar>(
    object: &Bound<'_, PyAny>,
    conversion: Conversion,
) -> PyResult<Option<Vec<T>>> {
    if let Ok(vector) = object.cast::<Vector>() {
        let vector = vector.borrow();
        return with_scalar!(vector.kind(), S => vector
            .components::<S>()
            .iter()
            .map(|component| converted(component.number(), object, conversion))
            .collect::<PyResult<_>>()
            .map(Some));
    }
    if let Some(shape) = array_shape(object)? {
        return match *shape {
            [_] => array_numbers(object, conversion).map(Some),
            _ => Err(PyValueError::new_err(format!(
                "expected an array with one dimension, got the shape {shape:?}"
            ))),
        };
    }
    match sequence(object) {
        Ok(sequence) => sequence
            .try_iter()?
            .map(|item| T::from_python(&item?))
            .collect::<PyResult<_>>()
            .map(Some),
        Err(_) => Ok(None),
    }
}

/// Text is a sequence too, but never one of numbers.
fn sequence<'a, 'py>(object: &'a Bound<'py, PyAny>) -> PyResult<&'a Bound<'py, PySequence>> {
    if object.is_instance_of::<PyString>() || object.is_instance_of::<PyBytes>() {
        return Err(PyTypeError::new_err("expected numbers, got text"));
    }
    Ok(object.cast::<PySequence>()?)
}

/// This is the shape of a numpy array or of what behaves like one; a numpy number is not one.
fn array_shape(object: &Bound<'_, PyAny>) -> PyResult<Option<Vec<usize>>> {
    if object.is_exact_instance_of::<PyList>()
        || object.is_instance_of::<Vector>()
        || object.is_instance_of::<Matrix>()
        || !object.hasattr("__array_interface__")?
    {
        return Ok(None);
    }
    let shape: Vec<usize> = object.getattr("shape")?.extract()?;
    Ok((!shape.is_empty()).then_some(shape))
}

/// This is every number of an array, the last index running fastest.
fn array_numbers<T: Scalar>(array: &Bound<'_, PyAny>, conversion: Conversion) -> PyResult<Vec<T>> {
    let flat = array.call_method0("ravel")?.call_method0("tolist")?;
    flat.try_iter()?
        .map(|item| converted(Number::from_python(&item?)?, array, conversion))
        .collect()
}

fn converted<T: Scalar>(
    number: Number,
    source: &Bound<'_, PyAny>,
    conversion: Conversion,
) -> PyResult<T> {
    match conversion {
        Conversion::Explicit => Ok(T::cast(number)),
        Conversion::Implicit => fitted(number, source),
    }
}

fn fitted<T: Scalar>(number: Number, source: &Bound<'_, PyAny>) -> PyResult<T> {
    T::fit(number).ok_or_else(|| {
        PyTypeError::new_err(format!(
            "a component of {} is not {}: convert it first",
            described(source),
            T::KIND.described()
        ))
    })
}

/// This names a Python value in an error message.
pub(super) fn described(object: &Bound<'_, PyAny>) -> String {
    match object.get_type().name() {
        Ok(name) => format!("a value of type '{name}'"),
        Err(_) => "a value of unknown type".into(),
    }
}
