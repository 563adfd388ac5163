//! The functions of `inviwopy.glm`.
//!
//! Each is one function for all the classes it exists for.
//! A list of two to four numbers stands for a vector of 32-bit floats, the first overload in Inviwo.

#![allow(non_snake_case)] // The names are Inviwo's.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;

use super::convert::{Argument, Conversion, argument, described};
use super::matrix::{Matrix, matrix_argument};
use super::number::{Kind, Operation, Scalar, with_scalar};
use super::vector::Vector;

/// This is a vector argument of any class.
struct AnyVector(Vector);

impl<'a, 'py> FromPyObject<'a, 'py> for AnyVector {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(vector) = object.cast::<Vector>() {
            return Ok(Self(vector.borrow().clone()));
        }
        match argument::<f32>(&object, Conversion::Implicit)? {
            Argument::Several(components) if (2..=4).contains(&components.len()) => {
                Ok(Self(Vector::new(&components)))
            }
            _ => {
                Err(PyTypeError::new_err(format!("expected a vector, got {}", described(&object))))
            }
        }
    }
}

impl AnyVector {
    /// This is the second vector argument of a function, which must be like the first.
    fn like(&self, other: &Bound<'_, PyAny>) -> PyResult<Self> {
        let vector = match other.cast::<Vector>() {
            Ok(vector) => vector.borrow().clone(),
            Err(_) => with_scalar!(self.0.kind(), T => {
                Vector::new(&super::convert::vector_components::<T>(other, self.0.n_components())?)
            }),
        };
        if (vector.kind(), vector.n_components()) == (self.0.kind(), self.0.n_components()) {
            return Ok(Self(vector));
        }
        Err(PyTypeError::new_err(format!(
            "expected two vectors of one type, got {}",
            described(other)
        )))
    }

    /// These are the components of a vector of floats.
    fn floats(&self) -> PyResult<Vec<f64>> {
        match self.0.kind() {
            Kind::F32 => Ok(self.0.components::<f32>().into_iter().map(f64::from).collect()),
            Kind::F64 => Ok(self.0.components::<f64>()),
            _ => Err(PyTypeError::new_err("this function needs a vector of floats")),
        }
    }

    /// This is a vector of the same number type as this one, which holds floats.
    fn with_floats(&self, components: &[f64]) -> Vector {
        match self.0.kind() {
            Kind::F32 => Vector::new(&to_f32(components)),
            _ => Vector::new(components),
        }
    }

    /// This rounds to the number type of this vector, which holds floats.
    fn rounded(&self, value: f64) -> f64 {
        match self.0.kind() {
            Kind::F32 => f64::from(value as f32),
            _ => value,
        }
    }

    fn numbers_only(&self) -> PyResult<()> {
        match self.0.kind() {
            Kind::Bool => Err(PyTypeError::new_err("this function needs a vector of numbers")),
            _ => Ok(()),
        }
    }

    fn booleans(&self) -> PyResult<Vec<bool>> {
        match self.0.kind() {
            Kind::Bool => Ok(self.0.components()),
            _ => Err(PyTypeError::new_err("this function needs a vector of booleans")),
        }
    }
}

fn to_f32(values: &[f64]) -> Vec<f32> {
    values.iter().map(|&value| value as f32).collect()
}

fn inner_product(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(a, b)| a * b).sum()
}

fn difference(left: &[f64], right: &[f64]) -> Vec<f64> {
    left.iter().zip(right).map(|(a, b)| a - b).collect()
}

/// Defines functions that work on each float by itself.
macro_rules! float_functions {
    ($($name:ident, $doc:literal;)*) => {$(
        #[doc = $doc]
        #[pyfunction]
        fn $name<'py>(py: Python<'py>, v: AnyVector) -> PyResult<Bound<'py, PyAny>> {
            let components: Vec<f64> = v.floats()?.into_iter().map(f64::$name).collect();
            v.with_floats(&components).into_object(py)
        }
    )*};
}

float_functions! {
    acos, "The arc cosine of each component, in radians.";
    asin, "The arc sine of each component, in radians.";
    atan, "The arc tangent of each component, in radians.";
    ceil, "The smallest whole number not below each component.";
    cos, "The cosine of each component, which is in radians.";
    exp, "The exponential of each component.";
    floor, "The greatest whole number not above each component.";
    sin, "The sine of each component, which is in radians.";
    tan, "The tangent of each component, which is in radians.";
}

/// Defines functions that compare each component with its partner.
macro_rules! comparisons {
    ($($name:ident, $operator:tt, $doc:literal;)*) => {$(
        #[doc = $doc]
        #[pyfunction]
        fn $name<'py>(a: AnyVector, b: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
            a.numbers_only()?;
            let b_like_a = a.like(b)?;
            with_scalar!(a.0.kind(), T => {
                let (left, right) = (a.0.components::<T>(), b_like_a.0.components::<T>());
                let results: Vec<bool> =
                    left.iter().zip(&right).map(|(x, y)| x $operator y).collect();
                Vector::new(&results)
            })
            .into_object(b.py())
        }
    )*};
}

comparisons! {
    lessThan, <, "A vector of booleans that tell where `a < b`.";
    lessThanEqual, <=, "A vector of booleans that tell where `a <= b`.";
    greaterThan, >, "A vector of booleans that tell where `a > b`.";
    greaterThanEqual, >=, "A vector of booleans that tell where `a >= b`.";
}

/// Defines functions that make one number of all components.
macro_rules! reductions {
    ($($name:ident, $fold:expr, $doc:literal;)*) => {$(
        #[doc = $doc]
        #[pyfunction]
        fn $name<'py>(py: Python<'py>, v: AnyVector) -> PyResult<Bound<'py, PyAny>> {
            v.numbers_only()?;
            with_scalar!(v.0.kind(), T => {
                let components = v.0.components::<T>();
                let mut result = components[0];
                for &component in &components[1..] {
                    result = $fold(result, component)?;
                }
                Ok(result.to_python(py))
            })
        }
    )*};
}

reductions! {
    compAdd, |a, b| Scalar::apply(Operation::Add, a, b), "The sum of all components.";
    compMul, |a, b| Scalar::apply(Operation::Multiply, a, b), "The product of all components.";
    compMin, |a, b| PyResult::Ok(lesser(a, b)), "The smallest component.";
    compMax, |a, b| PyResult::Ok(greater(a, b)), "The greatest component.";
}

fn lesser<T: PartialOrd>(a: T, b: T) -> T {
    if b < a { b } else { a }
}

fn greater<T: PartialOrd>(a: T, b: T) -> T {
    if b > a { b } else { a }
}

/// Python's own function of a name, which `from inviwopy.glm import *` hides, for what is no vector.
fn own<'py>(name: &str, value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    value.py().import("builtins")?.call_method1(name, (value,))
}

/// Whether all components are true; for what is no vector, Python's own `all`.
#[pyfunction]
fn all<'py>(v: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    match v.is_instance_of::<Vector>() {
        true => {
            let all = v.extract::<AnyVector>()?.booleans()?.into_iter().all(|component| component);
            Ok(all.into_pyobject(v.py())?.to_owned().into_any())
        }
        false => own("all", v),
    }
}

/// Whether any component is true; for what is no vector, Python's own `any`.
#[pyfunction]
fn any<'py>(v: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    match v.is_instance_of::<Vector>() {
        true => {
            let any = v.extract::<AnyVector>()?.booleans()?.into_iter().any(|component| component);
            Ok(any.into_pyobject(v.py())?.to_owned().into_any())
        }
        false => own("any", v),
    }
}

/// The absolute value of each component, or of a number.
#[pyfunction]
fn abs<'py>(v: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let py = v.py();
    let Ok(v) = v.extract::<AnyVector>() else { return own("abs", v) };
    v.numbers_only()?;
    with_scalar!(v.0.kind(), T => {
        let components: Vec<T> = v.0.components::<T>().into_iter().map(T::magnitude).collect();
        Vector::new(&components)
    })
    .into_object(py)
}

/// Each component limited to the range between the bounds, which are numbers or vectors.
#[pyfunction]
fn clamp<'py>(
    v: AnyVector,
    lower: &Bound<'py, PyAny>,
    upper: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    v.numbers_only()?;
    with_scalar!(v.0.kind(), T => {
        let lowers = bounds::<T>(&v, lower)?;
        let uppers = bounds::<T>(&v, upper)?;
        let mut components = v.0.components::<T>();
        for (component, (&lower, &upper)) in components.iter_mut().zip(lowers.iter().zip(&uppers)) {
            *component = lesser(greater(*component, lower), upper);
        }
        Vector::new(&components)
    })
    .into_object(lower.py())
}

fn bounds<T: Scalar>(v: &AnyVector, bound: &Bound<'_, PyAny>) -> PyResult<Vec<T>> {
    match argument::<T>(bound, Conversion::Implicit)? {
        Argument::One(bound) => Ok(vec![bound; v.0.n_components()]),
        Argument::Several(_) => Ok(v.like(bound)?.0.components()),
    }
}

/// The sum of the products of the components.
#[pyfunction]
fn dot(a: AnyVector, b: &Bound<'_, PyAny>) -> PyResult<f64> {
    Ok(a.rounded(inner_product(&a.floats()?, &a.like(b)?.floats()?)))
}

/// The vector perpendicular to both arguments, which have three components.
#[pyfunction]
fn cross<'py>(a: AnyVector, b: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let (left, right) = (a.floats()?, a.like(b)?.floats()?);
    let (&[a0, a1, a2], &[b0, b1, b2]) = (&*left, &*right) else {
        return Err(PyTypeError::new_err("`cross` needs vectors of three components"));
    };
    let normal = [a1 * b2 - a2 * b1, a2 * b0 - a0 * b2, a0 * b1 - a1 * b0];
    a.with_floats(&normal).into_object(b.py())
}

/// The distance between two points.
#[pyfunction]
fn distance(a: AnyVector, b: &Bound<'_, PyAny>) -> PyResult<f64> {
    let way = difference(&a.floats()?, &a.like(b)?.floats()?);
    Ok(a.rounded(inner_product(&way, &way).sqrt()))
}

/// The square of the distance between two points.
#[pyfunction]
fn distance2(a: AnyVector, b: &Bound<'_, PyAny>) -> PyResult<f64> {
    let way = difference(&a.floats()?, &a.like(b)?.floats()?);
    Ok(a.rounded(inner_product(&way, &way)))
}

/// The length of a vector.
#[pyfunction]
fn length(v: AnyVector) -> PyResult<f64> {
    let components = v.floats()?;
    Ok(v.rounded(inner_product(&components, &components).sqrt()))
}

/// The square of the length of a vector.
#[pyfunction]
fn length2(v: AnyVector) -> PyResult<f64> {
    let components = v.floats()?;
    Ok(v.rounded(inner_product(&components, &components)))
}

/// The vector of length one in the same direction; a vector of length zero becomes NaN.
#[pyfunction]
fn normalize(py: Python<'_>, v: AnyVector) -> PyResult<Bound<'_, PyAny>> {
    v.with_floats(&normalized(&v.floats()?)).into_object(py)
}

fn normalized(components: &[f64]) -> Vec<f64> {
    let length = inner_product(components, components).sqrt();
    components.iter().map(|component| component / length).collect()
}

/// A 4x4 matrix followed by a rotation, or a rotated vector of three components.
///
/// `angle` is in radians and counter-clockwise when looking against `axis`.
#[pyfunction]
fn rotate<'py>(
    subject: &Bound<'py, PyAny>,
    angle: f64,
    axis: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = subject.py();
    let Ok(matrix) = subject.cast::<Matrix>() else {
        let v: AnyVector = subject.extract()?;
        let axis = v.like(axis)?.floats()?;
        let components = v.floats()?;
        let rotation = rotation(angle, &axis)?;
        let rotated: Vec<f64> = (0..3)
            .map(|row| (0..3).map(|column| rotation[column][row] * components[column]).sum())
            .collect();
        return v.with_floats(&rotated).into_object(py);
    };
    let matrix = matrix.borrow();
    if (matrix.n_columns(), matrix.n_rows()) != (4, 4) {
        return Err(PyTypeError::new_err("`rotate` needs a matrix of four columns and rows"));
    }
    let entries = float_entries(&matrix)?;
    let axis: Vec<f64> = super::convert::vector_components(axis, 3)?;
    let rotation = rotation(angle, &axis)?;
    let mut rotated = entries.clone();
    for column in 0..3 {
        for row in 0..4 {
            rotated[column * 4 + row] =
                (0..3).map(|i| entries[i * 4 + row] * rotation[column][i]).sum();
        }
    }
    with_float_entries(&matrix, 4, 4, &rotated).into_object(py)
}

/// The columns of the rotation about an axis (Rodrigues' formula).
fn rotation(angle_radians: f64, axis: &[f64]) -> PyResult<[[f64; 3]; 3]> {
    let &[x, y, z] = &*normalized(axis) else {
        return Err(PyTypeError::new_err("`rotate` needs an axis of three components"));
    };
    let (s, c) = angle_radians.sin_cos();
    let k = 1.0 - c;
    Ok([
        [c + k * x * x, k * x * y + s * z, k * x * z - s * y],
        [k * y * x - s * z, c + k * y * y, k * y * z + s * x],
        [k * z * x + s * y, k * z * y - s * x, c + k * z * z],
    ])
}

fn float_entries(matrix: &Matrix) -> PyResult<Vec<f64>> {
    match matrix.kind() {
        Kind::F32 => Ok(matrix.entries::<f32>().into_iter().map(f64::from).collect()),
        Kind::F64 => Ok(matrix.entries()),
        _ => Err(PyTypeError::new_err("this function needs a matrix of floats")),
    }
}

/// A matrix of the same number type as `like`, which holds floats.
fn with_float_entries(like: &Matrix, n_columns: usize, n_rows: usize, entries: &[f64]) -> Matrix {
    match like.kind() {
        Kind::F32 => Matrix::new(n_columns, n_rows, &to_f32(entries)),
        _ => Matrix::new(n_columns, n_rows, entries),
    }
}

/// The matrix with rows and columns exchanged.
#[pyfunction]
fn transpose<'py>(m: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let matrix = matrix_argument(m)?;
    let (n_columns, n_rows) = (matrix.n_columns(), matrix.n_rows());
    with_scalar!(matrix.kind(), T => {
        let entries = matrix.entries::<T>();
        let transposed: Vec<T> = (0..entries.len())
            .map(|i| entries[(i % n_columns) * n_rows + i / n_columns])
            .collect();
        Matrix::new(n_rows, n_columns, &transposed)
    })
    .into_object(m.py())
}

/// The determinant of a square matrix of floats.
#[pyfunction]
fn determinant(m: &Bound<'_, PyAny>) -> PyResult<f64> {
    let matrix = square_argument(m)?;
    Ok(eliminated(&float_entries(&matrix)?, matrix.n_rows()).0)
}

/// The inverse of a square matrix of floats; `ValueError` if there is none.
#[pyfunction]
fn inverse<'py>(m: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let matrix = square_argument(m)?;
    let n = matrix.n_rows();
    match eliminated(&float_entries(&matrix)?, n) {
        (determinant, inverse) if determinant != 0.0 => {
            with_float_entries(&matrix, n, n, &inverse).into_object(m.py())
        }
        _ => Err(PyValueError::new_err("the matrix is singular and has no inverse")),
    }
}

fn square_argument(m: &Bound<'_, PyAny>) -> PyResult<Matrix> {
    let matrix = matrix_argument(m)?;
    match matrix.n_columns() == matrix.n_rows() {
        true => Ok(matrix),
        false => Err(PyTypeError::new_err("this function needs a square matrix")),
    }
}

/// The determinant and the inverse of an `n` by `n` matrix, by Gauss-Jordan elimination.
///
/// The inverse is meaningless if the determinant is zero.
fn eliminated(entries: &[f64], n: usize) -> (f64, Vec<f64>) {
    let mut left: Vec<Vec<f64>> = entries.chunks(n).map(<[f64]>::to_vec).collect();
    let mut right: Vec<Vec<f64>> =
        (0..n).map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect()).collect();
    let mut determinant = 1.0;
    for step in 0..n {
        // The largest pivot keeps rounding errors small.
        let pivot = (step..n)
            .max_by(|&a, &b| left[a][step].abs().total_cmp(&left[b][step].abs()))
            .expect("there is a column left at every step");
        if left[pivot][step] == 0.0 {
            return (0.0, right.concat());
        }
        if pivot != step {
            left.swap(pivot, step);
            right.swap(pivot, step);
            determinant = -determinant;
        }
        let scale = left[step][step];
        determinant *= scale;
        for i in 0..n {
            left[step][i] /= scale;
            right[step][i] /= scale;
        }
        for other in (0..n).filter(|&other| other != step) {
            let factor = left[other][step];
            for i in 0..n {
                left[other][i] -= factor * left[step][i];
                right[other][i] -= factor * right[step][i];
            }
        }
    }
    (determinant, right.concat())
}

/// This adds all functions to a module.
pub fn add_functions(module: &Bound<'_, PyModule>) -> PyResult<()> {
    macro_rules! add {
        ($($name:ident),* $(,)?) => {
            $(module.add_function(wrap_pyfunction!($name, module)?)?;)*
        };
    }
    add!(acos, asin, atan, ceil, cos, exp, floor, sin, tan);
    add!(lessThan, lessThanEqual, greaterThan, greaterThanEqual);
    add!(compAdd, compMul, compMin, compMax, all, any, abs, clamp);
    add!(dot, cross, distance, distance2, length, length2, normalize);
    add!(rotate, transpose, determinant, inverse);
    Ok(())
}
