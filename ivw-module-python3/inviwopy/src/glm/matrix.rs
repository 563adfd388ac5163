//! The matrix classes: `mat2` to `umat4x3`.
//!
//! As in glm, `mat2x3` has two columns and three rows, `m[i]` is column `i` and `m[i, j]` the
//! entry in column `i` and row `j`; in memory columns follow each other.
//! numpy counts rows first, so `m.array` has the shape (rows, columns) and `m.array[j, i]` is
//! `m[i, j]`; a two-dimensional array given to a constructor is read the same way.
//! (Inviwo transposes at both places: its `array` of a square matrix is the transpose.)

use pyo3::exceptions::{PyIndexError, PyTypeError};
use pyo3::prelude::*;
use pyo3::pyclass::CompareOp;
use pyo3::types::{PyDict, PyTuple};

use super::convert::{
    Argument, Conversion, argument, described, several_entries, vector_components,
};
use super::number::{Kind, Numbers, Operation, Scalar, with_scalar};
use super::vector::{Order, Vector, checked_index, numpy_array, operator_result, unsupported};

/// The most entries a matrix has.
const MAX_ENTRIES: usize = 16;

/// What all matrices have in common.
#[pyclass(subclass, module = "inviwopy.glm")]
#[derive(Clone, Debug)]
pub struct Matrix {
    n_columns: usize,
    n_rows: usize,
    numbers: Numbers<MAX_ENTRIES>,
}

impl Matrix {
    /// This is a matrix of two to four columns and rows, given column by column.
    pub fn new<T: Scalar>(n_columns: usize, n_rows: usize, entries: &[T]) -> Self {
        let mut padded = [T::default(); MAX_ENTRIES];
        padded[..entries.len()].copy_from_slice(entries);
        Self { n_columns, n_rows, numbers: T::store(padded) }
    }

    /// This is the number type of the entries.
    pub fn kind(&self) -> Kind {
        self.numbers.kind()
    }

    /// This is the number of columns.
    pub fn n_columns(&self) -> usize {
        self.n_columns
    }

    /// This is the number of rows.
    pub fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// This reads the entries column by column as `T`, which must be what [`Matrix::kind`] says.
    pub fn entries<T: Scalar>(&self) -> Vec<T> {
        self.numbers.read::<T>()[..self.n_entries()].to_vec()
    }

    /// This is the instance of the concrete class of this number type and shape.
    pub fn into_object(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        instance(self, py)
    }

    fn n_entries(&self) -> usize {
        self.n_columns * self.n_rows
    }

    fn parse<T: Scalar>(
        n_columns: usize,
        n_rows: usize,
        arguments: &Bound<'_, PyTuple>,
    ) -> PyResult<Self> {
        if arguments.is_empty() {
            return Ok(Self::diagonal(n_columns, n_rows, T::default()));
        }
        if arguments.len() == 1 {
            let only = arguments.get_item(0)?;
            if let Ok(matrix) = only.cast::<Matrix>() {
                return Ok(Self::resized::<T>(n_columns, n_rows, &matrix.borrow()));
            }
            return match several_entries(&only, n_columns, n_rows, Conversion::Explicit)? {
                Some(entries) => Ok(Self::new::<T>(n_columns, n_rows, &entries)),
                None => Ok(Self::diagonal(n_columns, n_rows, T::from_python(&only)?)),
            };
        }
        let mut entries = Vec::with_capacity(n_columns * n_rows);
        for item in arguments {
            match argument::<T>(&item, Conversion::Implicit)? {
                Argument::One(entry) => entries.push(entry),
                Argument::Several(column) => entries.extend(column),
            }
        }
        if entries.len() != n_columns * n_rows {
            return Err(PyTypeError::new_err(format!(
                "expected {n_columns} columns of {n_rows} numbers, got {} numbers",
                entries.len()
            )));
        }
        Ok(Self::new(n_columns, n_rows, &entries))
    }

    fn diagonal<T: Scalar>(n_columns: usize, n_rows: usize, value: T) -> Self {
        let mut entries = vec![T::default(); n_columns * n_rows];
        entries.iter_mut().step_by(n_rows + 1).take(n_rows).for_each(|entry| *entry = value);
        Self::new(n_columns, n_rows, &entries)
    }

    /// What the smaller matrix lacks is taken from the identity, as in glm.
    fn resized<T: Scalar>(n_columns: usize, n_rows: usize, source: &Matrix) -> Self {
        let mut entries = Self::diagonal(n_columns, n_rows, T::ONE).entries::<T>();
        with_scalar!(source.kind(), S => {
            let given = source.entries::<S>();
            for column in 0..n_columns.min(source.n_columns) {
                for row in 0..n_rows.min(source.n_rows) {
                    entries[column * n_rows + row] =
                        T::cast(given[column * source.n_rows + row].number());
                }
            }
        });
        Self::new(n_columns, n_rows, &entries)
    }

    fn combined<T: Scalar>(
        &self,
        operation: Operation,
        other: &[T],
        order: Order,
    ) -> PyResult<Self> {
        let mut entries = self.entries::<T>();
        for (entry, &other) in entries.iter_mut().zip(other) {
            *entry = match order {
                Order::SelfFirst => T::apply(operation, *entry, other)?,
                Order::SelfLast => T::apply(operation, other, *entry)?,
            };
        }
        Ok(Self::new(self.n_columns, self.n_rows, &entries))
    }

    fn operate(
        &self,
        operation: Operation,
        other: &Bound<'_, PyAny>,
        order: Order,
    ) -> PyResult<Option<Product>> {
        if let Ok(other) = other.cast::<Matrix>() {
            // The left matrix has already declined if Python asks the right one.
            return match order {
                Order::SelfFirst => self.operate_with_matrix(operation, &other.borrow()),
                Order::SelfLast => Ok(None),
            };
        }
        with_scalar!(self.kind(), T => match argument::<T>(other, Conversion::Implicit) {
            Ok(Argument::One(other)) => self
                .combined::<T>(operation, &vec![other; self.n_entries()], order)
                .map(|matrix| Some(Product::Matrix(matrix))),
            Ok(Argument::Several(vector)) if operation == Operation::Multiply => {
                if other.cast::<Vector>().is_ok_and(|v| v.borrow().kind() != self.kind()) {
                    return Ok(None);
                }
                match order {
                    Order::SelfFirst if vector.len() == self.n_columns => {
                        multiplied(&self.entries::<T>(), self.n_rows, &vector, 1)
                    }
                    Order::SelfLast if vector.len() == self.n_rows => {
                        multiplied(&vector, 1, &self.entries::<T>(), self.n_columns)
                    }
                    _ => return Ok(None),
                }
                .map(|components| Some(Product::Vector(Vector::new(&components))))
            }
            Ok(Argument::Several(_)) | Err(_) => Ok(None),
        })
    }

    fn operate_with_matrix(
        &self,
        operation: Operation,
        other: &Matrix,
    ) -> PyResult<Option<Product>> {
        if self.kind() != other.kind() {
            return Ok(None);
        }
        let same_shape = (self.n_columns, self.n_rows) == (other.n_columns, other.n_rows);
        let result = with_scalar!(self.kind(), T => match operation {
            Operation::Multiply if self.n_columns == other.n_rows => {
                let (left, right) = (self.entries::<T>(), other.entries::<T>());
                let product = multiplied(&left, self.n_rows, &right, other.n_columns)?;
                Self::new(other.n_columns, self.n_rows, &product)
            }
            Operation::Add | Operation::Subtract if same_shape => {
                self.combined::<T>(operation, &other.entries(), Order::SelfFirst)?
            }
            _ => return Ok(None),
        });
        Ok(Some(Product::Matrix(result)))
    }

    fn index(&self, index: isize, n: usize, what: &str) -> PyResult<usize> {
        checked_index(index, n).ok_or_else(|| {
            PyIndexError::new_err(format!("{what} {index} of a matrix that has {n} of them"))
        })
    }

    fn column(&self, column: usize) -> Vector {
        with_scalar!(self.kind(), T => {
            Vector::new(&self.entries::<T>()[column * self.n_rows..][..self.n_rows])
        })
    }

    /// This changes one number.
    pub(super) fn set_entry(
        slf: &Bound<'_, Self>,
        column: usize,
        row: usize,
        value: &Bound<'_, PyAny>,
    ) -> PyResult<()> {
        let matrix = slf.borrow().clone();
        let changed = with_scalar!(matrix.kind(), T => {
            let mut entries = matrix.entries::<T>();
            entries[column * matrix.n_rows + row] = T::from_python(value)?;
            Self::new(matrix.n_columns, matrix.n_rows, &entries)
        });
        *slf.borrow_mut() = changed;
        Ok(())
    }

    fn tuple<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        with_scalar!(self.kind(), T => {
            PyTuple::new(py, self.entries::<T>().into_iter().map(|entry| entry.to_python(py)))
        })
    }
}

/// This is the product of two matrices stored column by column.
///
/// `left` has `n_rows` rows, `right` has `n_columns` columns, and the rest follows from the number
/// of entries.
pub(super) fn multiplied<T: Scalar>(
    left: &[T],
    n_rows: usize,
    right: &[T],
    n_columns: usize,
) -> PyResult<Vec<T>> {
    let n_inner = left.len() / n_rows;
    let mut product = Vec::with_capacity(n_rows * n_columns);
    for column in 0..n_columns {
        for row in 0..n_rows {
            let mut sum = T::default();
            for inner in 0..n_inner {
                let term = T::apply(
                    Operation::Multiply,
                    left[inner * n_rows + row],
                    right[column * n_inner + inner],
                )?;
                sum = T::apply(Operation::Add, sum, term)?;
            }
            product.push(sum);
        }
    }
    Ok(product)
}

/// This is what an operator with a matrix gives.
enum Product {
    Matrix(Matrix),
    Vector(Vector),
}

impl Product {
    fn into_object(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        match self {
            Product::Matrix(matrix) => matrix.into_object(py),
            Product::Vector(vector) => vector.into_object(py),
        }
    }
}

/// This is `column` or `(column, row)` between the brackets of `m[..]`.
#[derive(FromPyObject)]
enum Place {
    Column(isize),
    Entry(isize, isize),
}

#[pymethods]
impl Matrix {
    fn __len__(&self) -> usize {
        self.n_columns
    }

    fn __getitem__<'py>(slf: &Bound<'py, Self>, place: Place) -> PyResult<Bound<'py, PyAny>> {
        let (py, matrix) = (slf.py(), slf.borrow());
        match place {
            Place::Column(column) => {
                let column = matrix.index(column, matrix.n_columns, "column")?;
                matrix.column(column).of(slf, column).into_object(py)
            }
            Place::Entry(column, row) => {
                let column = matrix.index(column, matrix.n_columns, "column")?;
                let row = matrix.index(row, matrix.n_rows, "row")?;
                Ok(with_scalar!(matrix.kind(), T => {
                    matrix.entries::<T>()[column * matrix.n_rows + row].to_python(py)
                }))
            }
        }
    }

    fn __setitem__(slf: &Bound<'_, Self>, place: Place, value: &Bound<'_, PyAny>) -> PyResult<()> {
        let matrix = slf.borrow().clone();
        let n_rows = matrix.n_rows;
        let column = match place {
            Place::Column(column) => column,
            Place::Entry(column, row) => {
                let column = matrix.index(column, matrix.n_columns, "column")?;
                let row = matrix.index(row, n_rows, "row")?;
                return Self::set_entry(slf, column, row, value);
            }
        };
        let column = matrix.index(column, matrix.n_columns, "column")?;
        let changed = with_scalar!(matrix.kind(), T => {
            let mut entries = matrix.entries::<T>();
            let given = vector_components(value, n_rows)?;
            entries[column * n_rows..][..n_rows].copy_from_slice(&given);
            Self::new(matrix.n_columns, n_rows, &entries)
        });
        *slf.borrow_mut() = changed;
        Ok(())
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let columns: Vec<_> =
            (0..self.n_columns).map(|n| self.column(n).into_object(py)).collect::<PyResult<_>>()?;
        Ok(PyTuple::new(py, columns)?.try_iter()?.into_any())
    }

    fn __repr__(&self) -> String {
        let entries = with_scalar!(self.kind(), T => {
            self.entries::<T>().into_iter().map(T::text).collect::<Vec<_>>()
        });
        let columns: String =
            entries.chunks(self.n_rows).map(|column| format!("[{}]", column.join(" "))).collect();
        format!("[{columns}]")
    }

    fn __richcmp__<'py>(
        &self,
        py: Python<'py>,
        other: &Bound<'py, PyAny>,
        operator: CompareOp,
    ) -> PyResult<Bound<'py, PyAny>> {
        let not_implemented = || Ok(py.NotImplemented().into_bound(py));
        let Ok(other) = other.cast::<Matrix>() else {
            return not_implemented();
        };
        let other = other.borrow();
        if (self.kind(), self.n_columns, self.n_rows)
            != (other.kind(), other.n_columns, other.n_rows)
        {
            return not_implemented();
        }
        let equal = with_scalar!(self.kind(), T => self.entries::<T>() == other.entries::<T>());
        match operator {
            CompareOp::Eq => Ok(equal.to_python(py)),
            CompareOp::Ne => Ok((!equal).to_python(py)),
            _ => not_implemented(),
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
            let zeros = vec![T::default(); self.n_entries()];
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
        let entries = slf.borrow().tuple(slf.py())?;
        PyTuple::new(slf.py(), [slf.get_type().into_any(), entries.into_any()])
    }

    /// A description of the memory of this matrix, through which numpy reads and writes it.
    #[getter]
    fn __array_interface__<'py>(&mut self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let n_bytes = self.kind().n_bytes();
        let interface = PyDict::new(py);
        interface.set_item("version", 3)?;
        interface.set_item("shape", (self.n_rows, self.n_columns))?;
        interface.set_item("strides", (n_bytes, n_bytes * self.n_rows))?;
        interface.set_item("typestr", self.kind().type_string())?;
        interface.set_item("data", (self.numbers.address(), false))?;
        Ok(interface)
    }

    /// A numpy array of the entries of shape (rows, columns).
    #[pyo3(signature = (dtype = None, copy = None))]
    fn __array__<'py>(
        slf: &Bound<'py, Self>,
        dtype: Option<Bound<'py, PyAny>>,
        copy: Option<bool>,
    ) -> PyResult<Bound<'py, PyAny>> {
        numpy_array(slf, dtype, copy)
    }

    /// A numpy array of shape (rows, columns) with a copy of the entries.
    #[getter]
    fn array<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        numpy_array(slf, None, Some(true))
    }
}

fn operate_in_place(
    slf: &Bound<'_, Matrix>,
    operation: Operation,
    other: &Bound<'_, PyAny>,
    symbol: &str,
) -> PyResult<()> {
    let result = slf.borrow().operate(operation, other, Order::SelfFirst)?;
    let n_columns = slf.borrow().n_columns;
    match result {
        Some(Product::Matrix(result)) if result.n_columns == n_columns => {
            *slf.borrow_mut() = result;
            Ok(())
        }
        _ => Err(unsupported(symbol, other)),
    }
}

/// This is a matrix argument of a function, which must be an instance of a matrix class.
pub(super) fn matrix_argument(object: &Bound<'_, PyAny>) -> PyResult<Matrix> {
    match object.cast::<Matrix>() {
        Ok(matrix) => Ok(matrix.borrow().clone()),
        Err(_) => {
            Err(PyTypeError::new_err(format!("expected a matrix, got {}", described(object))))
        }
    }
}

/// Defines the classes scripts know, and the way from a [`Matrix`] to an instance of one.
macro_rules! concrete_classes {
    ($($T:ident $kind:ident { $($class:ident $c:literal $r:literal),* })*) => {
        #[allow(non_camel_case_types)]
        mod classes {
            use super::*;
            $($(
                #[doc = concat!("A matrix of ", $c, " columns and ", $r, " rows of ",
                    stringify!($T), ".")]
                ///
                /// It is made from nothing (zeros), one number for the diagonal, all entries column
                /// by column, the columns, another matrix, a list of entries or columns, or a numpy
                /// array of shape (rows, columns).
                #[pyclass(subclass, extends = Matrix, module = "inviwopy.glm")]
                pub(super) struct $class;

                #[pymethods]
                impl $class {
                    #[new]
                    #[pyo3(signature = (*entries))]
                    fn new(entries: &Bound<'_, PyTuple>) -> PyResult<PyClassInitializer<Self>> {
                        Ok(Self::holding(Matrix::parse::<$T>($c, $r, entries)?))
                    }
                }

                impl $class {
                    pub(super) fn holding(matrix: Matrix) -> PyClassInitializer<Self> {
                        PyClassInitializer::from(matrix).add_subclass(Self)
                    }
                }
            )*)*
        }

        fn instance(matrix: Matrix, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
            match (matrix.kind(), matrix.n_columns, matrix.n_rows) {
                $($((Kind::$kind, $c, $r) => {
                    Ok(Bound::new(py, classes::$class::holding(matrix))?.into_any())
                })*)*
                (kind, n_columns, n_rows) => Err(PyTypeError::new_err(format!(
                    "there is no matrix class for {n_columns} columns and {n_rows} rows of {kind:?}"
                ))),
            }
        }

        /// This adds all matrix classes to a module.
        pub fn add_classes(module: &Bound<'_, PyModule>) -> PyResult<()> {
            $($(module.add_class::<classes::$class>()?;)*)*
            Ok(())
        }
    };
}

concrete_classes! {
    f32 F32 {
        mat2 2 2, mat2x3 2 3, mat2x4 2 4,
        mat3x2 3 2, mat3 3 3, mat3x4 3 4,
        mat4x2 4 2, mat4x3 4 3, mat4 4 4
    }
    f64 F64 {
        dmat2 2 2, dmat2x3 2 3, dmat2x4 2 4,
        dmat3x2 3 2, dmat3 3 3, dmat3x4 3 4,
        dmat4x2 4 2, dmat4x3 4 3, dmat4 4 4
    }
    i32 I32 {
        imat2 2 2, imat2x3 2 3, imat2x4 2 4,
        imat3x2 3 2, imat3 3 3, imat3x4 3 4,
        imat4x2 4 2, imat4x3 4 3, imat4 4 4
    }
    u32 U32 {
        umat2 2 2, umat2x3 2 3, umat2x4 2 4,
        umat3x2 3 2, umat3 3 3, umat3x4 3 4,
        umat4x2 4 2, umat4x3 4 3, umat4 4 4
    }
}
