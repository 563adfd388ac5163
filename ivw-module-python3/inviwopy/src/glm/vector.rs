//! The vector classes: `vec2` to `size4_t`.
//!
//! [`Vector`] holds two to four numbers of any type and does everything; the classes below it give
//! it component names, and the concrete classes a constructor and an identity.
//! Numbers passed on their own must fit the type; vectors and arrays of other types are cast by a
//! constructor, as numpy does.

use pyo3::exceptions::{PyIndexError, PyTypeError};
use pyo3::prelude::*;
use pyo3::pyclass::CompareOp;
use pyo3::types::{PyDict, PyTuple};

use super::convert::{Argument, Conversion, argument, described};
use super::matrix::{Matrix, multiplied};
use super::number::{Kind, Numbers, Operation, Scalar, with_scalar};

/// The most components a vector has.
const MAX_COMPONENTS: usize = 4;

/// What all vectors have in common.
#[pyclass(subclass, module = "inviwopy.glm")]
#[derive(Debug)]
pub struct Vector {
    n: usize,
    numbers: Numbers<MAX_COMPONENTS>,
    /// The column of a matrix that it is: `m[0][1] = 2` changes the matrix.
    column: Option<(Py<Matrix>, usize)>,
}

impl Clone for Vector {
    /// The numbers on their own.
    fn clone(&self) -> Self {
        Self { n: self.n, numbers: self.numbers, column: None }
    }
}

impl Vector {
    /// This is a vector of two to four components.
    pub fn new<T: Scalar>(components: &[T]) -> Self {
        let mut padded = [T::default(); MAX_COMPONENTS];
        padded[..components.len()].copy_from_slice(components);
        Self { n: components.len(), numbers: T::store(padded), column: None }
    }

    /// This is the same vector as the column of a matrix.
    pub(super) fn of(self, matrix: &Bound<'_, Matrix>, column: usize) -> Self {
        Self { column: Some((matrix.clone().unbind(), column)), ..self }
    }

    /// This is the number type of the components.
    pub fn kind(&self) -> Kind {
        self.numbers.kind()
    }

    /// This is the number of components.
    pub fn n_components(&self) -> usize {
        self.n
    }

    /// This reads the components as `T`, which must be what [`Vector::kind`] says.
    pub fn components<T: Scalar>(&self) -> Vec<T> {
        self.numbers.read::<T>()[..self.n].to_vec()
    }

    /// This is the instance of the concrete class of this number type and length.
    pub fn into_object(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        instance(self, py)
    }

    /// This is the vector a constructor makes from its arguments.
    fn parse<T: Scalar>(n: usize, arguments: &Bound<'_, PyTuple>) -> PyResult<Self> {
        if arguments.len() == 1 {
            let only = arguments.get_item(0)?;
            return Self::parse_one::<T>(n, &only);
        }
        let mut components = Vec::with_capacity(n);
        for item in arguments {
            match argument::<T>(&item, Conversion::Implicit)? {
                Argument::One(component) => components.push(component),
                Argument::Several(part) => components.extend(part),
            }
        }
        match components.len() {
            0 => Ok(Self::new(&vec![T::default(); n])),
            given if given == n => Ok(Self::new(&components)),
            given => Err(PyTypeError::new_err(format!("expected {n} numbers, got {given}"))),
        }
    }

    fn parse_one<T: Scalar>(n: usize, only: &Bound<'_, PyAny>) -> PyResult<Self> {
        match argument::<T>(only, Conversion::Explicit)? {
            Argument::One(component) => Ok(Self::new(&vec![component; n])),
            Argument::Several(components) if components.len() == n => Ok(Self::new(&components)),
            // A longer vector is cut, so `vec3(color.rgba)` is its colour without opacity.
            Argument::Several(components)
                if components.len() > n && only.is_instance_of::<Vector>() =>
            {
                Ok(Self::new(&components[..n]))
            }
            Argument::Several(components) => Err(PyTypeError::new_err(format!(
                "expected {n} numbers, got {} in {}",
                components.len(),
                described(only)
            ))),
        }
    }

    fn combined<T: Scalar>(
        &self,
        operation: Operation,
        other: &[T],
        order: Order,
    ) -> PyResult<Self> {
        let mut components = self.components::<T>();
        for (component, &other) in components.iter_mut().zip(other) {
            *component = match order {
                Order::SelfFirst => T::apply(operation, *component, other)?,
                Order::SelfLast => T::apply(operation, other, *component)?,
            };
        }
        Ok(Self::new(&components))
    }

    /// This is the result of an operator, or `None` if the other operand is no partner for it.
    fn operate(
        &self,
        operation: Operation,
        other: &Bound<'_, PyAny>,
        order: Order,
    ) -> PyResult<Option<Self>> {
        if let Ok(other) = other.cast::<Vector>() {
            let other = other.borrow();
            if (self.kind(), self.n) != (other.kind(), other.n) {
                return Ok(None);
            }
            return with_scalar!(self.kind(), T => {
                self.combined::<T>(operation, &other.components(), order)
            })
            .map(Some);
        }
        if let Ok(matrix) = other.cast::<Matrix>() {
            return match (operation, order) {
                (Operation::Multiply, Order::SelfFirst) => Ok(self.times_matrix(&matrix.borrow())),
                _ => Ok(None),
            };
        }
        with_scalar!(self.kind(), T => {
            let others = match argument::<T>(other, Conversion::Implicit) {
                Ok(Argument::One(other)) => vec![other; self.n],
                Ok(Argument::Several(others)) if others.len() == self.n => others,
                // An array with one number is one.
                Ok(Argument::Several(others)) if others.len() == 1 => vec![others[0]; self.n],
                Ok(Argument::Several(_)) | Err(_) => return Ok(None),
            };
            self.combined::<T>(operation, &others, order).map(Some)
        })
    }

    /// A vector before a matrix is a row.
    fn times_matrix(&self, matrix: &Matrix) -> Option<Self> {
        if self.kind() != matrix.kind() || self.n != matrix.n_rows() {
            return None;
        }
        with_scalar!(self.kind(), T => {
            let row = self.components::<T>();
            multiplied(&row, 1, &matrix.entries(), matrix.n_columns()).ok().map(|r| Self::new(&r))
        })
    }

    fn index(&self, index: isize) -> PyResult<usize> {
        checked_index(index, self.n).ok_or_else(|| {
            PyIndexError::new_err(format!("index {index} of a vector of {} components", self.n))
        })
    }

    fn component<'py>(&self, py: Python<'py>, index: usize) -> Bound<'py, PyAny> {
        with_scalar!(self.kind(), T => self.numbers.read::<T>()[index].to_python(py))
    }

    /// Reads the value before borrowing, because that may run Python code which uses the vector.
    fn set_component(
        slf: &Bound<'_, Self>,
        index: usize,
        value: &Bound<'_, PyAny>,
    ) -> PyResult<()> {
        let kind = slf.borrow().kind();
        let changed = with_scalar!(kind, T => {
            let mut components = slf.borrow().components::<T>();
            components[index] = T::from_python(value)?;
            Self::new(&components)
        });
        let column = slf.borrow_mut().column.take();
        if let Some((matrix, column)) = &column {
            Matrix::set_entry(matrix.bind(slf.py()), *column, index, value)?;
        }
        *slf.borrow_mut() = Self { column, ..changed };
        Ok(())
    }

    fn tuple<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, (0..self.n).map(|i| self.component(py, i)))
    }
}

/// This is the place of a Python index, which may count from the end.
pub(super) fn checked_index(index: isize, n: usize) -> Option<usize> {
    let place = if index < 0 { index + n as isize } else { index };
    usize::try_from(place).ok().filter(|&place| place < n)
}

/// This tells on which side of an operator `self` stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Order {
    /// `self + other`.
    SelfFirst,
    /// `other + self`.
    SelfLast,
}

/// Turns the result of an operator into an object or `NotImplemented`.
macro_rules! operator_result {
    ($py:expr, $result:expr) => {
        match $result? {
            Some(result) => result.into_object($py),
            None => Ok($py.NotImplemented().into_bound($py)),
        }
    };
}
pub(super) use operator_result;

/// This is the `TypeError` of an operator that changes its left operand.
pub(super) fn unsupported(symbol: &str, other: &Bound<'_, PyAny>) -> PyErr {
    PyTypeError::new_err(format!("unsupported operand for {symbol}: {}", described(other)))
}

/// This has numpy make an array, of which `object` describes the memory.
///
/// Without `copy` it is a view as long as the number type stays; numpy 1 knows no `copy=None`.
pub(super) fn numpy_array<'py>(
    object: &Bound<'py, PyAny>,
    dtype: Option<Bound<'py, PyAny>>,
    copy: Option<bool>,
) -> PyResult<Bound<'py, PyAny>> {
    let numpy = object.py().import("numpy")?;
    let Some(copy) = copy else {
        return numpy.call_method1("asarray", (object, dtype));
    };
    let options = PyDict::new(object.py());
    options.set_item("copy", copy)?;
    numpy.call_method("array", (object, dtype), Some(&options))
}

#[pymethods]
impl Vector {
    fn __len__(&self) -> usize {
        self.n
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: isize) -> PyResult<Bound<'py, PyAny>> {
        Ok(self.component(py, self.index(index)?))
    }

    fn __setitem__(slf: &Bound<'_, Self>, index: isize, value: &Bound<'_, PyAny>) -> PyResult<()> {
        let index = slf.borrow().index(index)?;
        Self::set_component(slf, index, value)
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(self.tuple(py)?.try_iter()?.into_any())
    }

    fn __repr__(&self) -> String {
        let components = with_scalar!(self.kind(), T => {
            self.components::<T>().into_iter().map(T::text).collect::<Vec<_>>()
        });
        format!("[{}]", components.join(" "))
    }

    fn __richcmp__<'py>(
        &self,
        py: Python<'py>,
        other: &Bound<'py, PyAny>,
        operator: CompareOp,
    ) -> PyResult<Bound<'py, PyAny>> {
        let Ok(other) = other.cast::<Vector>() else {
            return Ok(py.NotImplemented().into_bound(py));
        };
        let other = other.borrow();
        if (self.kind(), self.n) != (other.kind(), other.n) {
            return Ok(py.NotImplemented().into_bound(py));
        }
        let equal =
            with_scalar!(self.kind(), T => self.components::<T>() == other.components::<T>());
        match operator {
            CompareOp::Eq => Ok(equal.to_python(py)),
            CompareOp::Ne => Ok((!equal).to_python(py)),
            _ => Ok(py.NotImplemented().into_bound(py)),
        }
    }

    fn __add__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        operator_result!(other.py(), self.operate(Operation::Add, other, Order::SelfFirst))
    }

    fn __radd__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        operator_result!(other.py(), self.operate(Operation::Add, other, Order::SelfLast))
    }

    fn __sub__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        operator_result!(other.py(), self.operate(Operation::Subtract, other, Order::SelfFirst))
    }

    fn __rsub__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        operator_result!(other.py(), self.operate(Operation::Subtract, other, Order::SelfLast))
    }

    fn __mul__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        operator_result!(other.py(), self.operate(Operation::Multiply, other, Order::SelfFirst))
    }

    fn __rmul__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        operator_result!(other.py(), self.operate(Operation::Multiply, other, Order::SelfLast))
    }

    fn __truediv__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        operator_result!(other.py(), self.operate(Operation::Divide, other, Order::SelfFirst))
    }

    fn __rtruediv__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        operator_result!(other.py(), self.operate(Operation::Divide, other, Order::SelfLast))
    }

    fn __iadd__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<()> {
        operate_in_place(slf, Operation::Add, other, "+=")
    }

    fn __isub__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<()> {
        operate_in_place(slf, Operation::Subtract, other, "-=")
    }

    fn __imul__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<()> {
        operate_in_place(slf, Operation::Multiply, other, "*=")
    }

    fn __itruediv__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<()> {
        operate_in_place(slf, Operation::Divide, other, "/=")
    }

    fn __neg__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        with_scalar!(self.kind(), T => {
            let zeros = vec![T::default(); self.n];
            self.combined::<T>(Operation::Subtract, &zeros, Order::SelfLast)
        })?
        .into_object(py)
    }

    fn __pos__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.clone().into_object(py)
    }

    fn __copy__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.get_type().call1(slf.borrow().tuple(slf.py())?)
    }

    fn __deepcopy__<'py>(
        slf: &Bound<'py, Self>,
        _memo: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        Self::__copy__(slf)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let components = slf.borrow().tuple(slf.py())?;
        PyTuple::new(slf.py(), [slf.get_type().into_any(), components.into_any()])
    }

    /// A description of the memory of this vector, through which numpy reads and writes it.
    #[getter]
    fn __array_interface__<'py>(&mut self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let interface = PyDict::new(py);
        interface.set_item("version", 3)?;
        interface.set_item("shape", (self.n,))?;
        interface.set_item("typestr", self.kind().type_string())?;
        interface.set_item("data", (self.numbers.address(), false))?;
        Ok(interface)
    }

    /// A numpy array of the components.
    #[pyo3(signature = (dtype = None, copy = None))]
    fn __array__<'py>(
        slf: &Bound<'py, Self>,
        dtype: Option<Bound<'py, PyAny>>,
        copy: Option<bool>,
    ) -> PyResult<Bound<'py, PyAny>> {
        numpy_array(slf, dtype, copy)
    }

    /// A numpy array with a copy of the components.
    #[getter]
    fn array<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        numpy_array(slf, None, Some(true))
    }
}

/// Computed before `slf` is borrowed for writing, because both operands may be the same object.
fn operate_in_place(
    slf: &Bound<'_, Vector>,
    operation: Operation,
    other: &Bound<'_, PyAny>,
    symbol: &str,
) -> PyResult<()> {
    let result = slf.borrow().operate(operation, other, Order::SelfFirst)?;
    match result.filter(|result| result.n == slf.borrow().n) {
        Some(result) => {
            *slf.borrow_mut() = result;
            Ok(())
        }
        None => Err(unsupported(symbol, other)),
    }
}

/// Defines the classes that give vectors of one length their component names.
macro_rules! component_names {
    ($doc:literal $class:ident { $($index:literal: $($name:ident $set:ident),*;)* }) => {
        #[doc = $doc]
        #[pyclass(subclass, extends = Vector, module = "inviwopy.glm")]
        pub struct $class;

        #[pymethods]
        impl $class {
            $($(
                #[getter($name)]
                fn $name<'py>(slf: &Bound<'py, Self>) -> Bound<'py, PyAny> {
                    slf.as_super().borrow().component(slf.py(), $index)
                }

                #[setter($name)]
                fn $set(slf: &Bound<'_, Self>, value: &Bound<'_, PyAny>) -> PyResult<()> {
                    Vector::set_component(slf.as_super(), $index, value)
                }
            )*)*
        }
    };
}

component_names! {
    "Vectors of two components." Vector2 {
        0: x set_x, r set_r, s set_s;
        1: y set_y, g set_g, t set_t;
    }
}

component_names! {
    "Vectors of three components." Vector3 {
        0: x set_x, r set_r, s set_s;
        1: y set_y, g set_g, t set_t;
        2: z set_z, b set_b, p set_p;
    }
}

component_names! {
    "Vectors of four components." Vector4 {
        0: x set_x, r set_r, s set_s;
        1: y set_y, g set_g, t set_t;
        2: z set_z, b set_b, p set_p;
        3: w set_w, a set_a, q set_q;
    }
}

/// Defines the classes scripts know, and the way from a [`Vector`] to an instance of one.
macro_rules! concrete_classes {
    ($($class:ident: $base:ident of $n:literal $T:ident, $kind:ident, $what:literal;)*) => {
        #[allow(non_camel_case_types)]
        mod classes {
            use super::*;
            $(
                #[doc = concat!("A vector of ", $n, " ", $what, ".")]
                ///
                /// It is made from nothing (zeros), one number for all components, numbers and
                /// shorter vectors side by side, a vector of at least this length, a list or a
                /// numpy array.
                #[pyclass(subclass, extends = $base, module = "inviwopy.glm")]
                pub(super) struct $class;

                #[pymethods]
                impl $class {
                    #[new]
                    #[pyo3(signature = (*components))]
                    fn new(components: &Bound<'_, PyTuple>) -> PyResult<PyClassInitializer<Self>> {
                        Ok(Self::holding(Vector::parse::<$T>($n, components)?))
                    }
                }

                impl $class {
                    pub(super) fn holding(vector: Vector) -> PyClassInitializer<Self> {
                        PyClassInitializer::from(vector).add_subclass($base).add_subclass(Self)
                    }
                }
            )*
        }

        fn instance(vector: Vector, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
            match (vector.kind(), vector.n) {
                $((Kind::$kind, $n) => {
                    Ok(Bound::new(py, classes::$class::holding(vector))?.into_any())
                })*
                (kind, n) => Err(PyTypeError::new_err(format!(
                    "there is no vector class for {n} components of type {kind:?}"
                ))),
            }
        }

        /// This adds all vector classes to a module.
        pub fn add_classes(module: &Bound<'_, PyModule>) -> PyResult<()> {
            $(module.add_class::<classes::$class>()?;)*
            Ok(())
        }
    };
}

concrete_classes! {
    vec2: Vector2 of 2 f32, F32, "32-bit floats";
    vec3: Vector3 of 3 f32, F32, "32-bit floats";
    vec4: Vector4 of 4 f32, F32, "32-bit floats";
    dvec2: Vector2 of 2 f64, F64, "64-bit floats";
    dvec3: Vector3 of 3 f64, F64, "64-bit floats";
    dvec4: Vector4 of 4 f64, F64, "64-bit floats";
    ivec2: Vector2 of 2 i32, I32, "32-bit integers";
    ivec3: Vector3 of 3 i32, I32, "32-bit integers";
    ivec4: Vector4 of 4 i32, I32, "32-bit integers";
    uvec2: Vector2 of 2 u32, U32, "unsigned 32-bit integers";
    uvec3: Vector3 of 3 u32, U32, "unsigned 32-bit integers";
    uvec4: Vector4 of 4 u32, U32, "unsigned 32-bit integers";
    i64vec2: Vector2 of 2 i64, I64, "64-bit integers";
    i64vec3: Vector3 of 3 i64, I64, "64-bit integers";
    i64vec4: Vector4 of 4 i64, I64, "64-bit integers";
    size2_t: Vector2 of 2 u64, U64, "unsigned 64-bit integers";
    size3_t: Vector3 of 3 u64, U64, "unsigned 64-bit integers";
    size4_t: Vector4 of 4 u64, U64, "unsigned 64-bit integers";
    bvec2: Vector2 of 2 bool, Bool, "booleans";
    bvec3: Vector3 of 3 bool, Bool, "booleans";
    bvec4: Vector4 of 4 bool, Bool, "booleans";
}
