//! The list classes: `floatVector`, `vec3Vector`, `mat4Vector` and their like.
//!
//! They behave as Python lists whose elements all have one type, and are what ports of vectors of
//! numbers carry.
//! [`ValueList`] holds the numbers of all elements one after the other; the concrete classes fix
//! number type and element shape.
//! numpy gets copies, because a list that grows moves its numbers.

use numpy::{PyArray1, PyArrayMethods, PyReadonlyArrayDyn};
use pyo3::exceptions::{PyIndexError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PySlice, PyTuple};

use super::convert::{matrix_entries, vector_components};
use super::matrix::Matrix;
use super::number::{Kind, Scalar};
use super::vector::{Vector, checked_index};

/// This is a list of numbers as an argument or a return value.
#[derive(Clone, Debug, PartialEq)]
pub struct ListOf<T>(
    /// The numbers.
    pub Vec<T>,
);

/// This is a list of vectors as an argument or a return value.
#[derive(Clone, Debug, PartialEq)]
pub struct VectorListOf<T, const N: usize>(
    /// The vectors.
    pub Vec<[T; N]>,
);

/// This is a list of matrices with `C` columns and `R` rows as an argument or a return value.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixListOf<T, const C: usize, const R: usize>(
    /// The matrices, each an array of columns.
    pub Vec<[[T; R]; C]>,
);

/// This is a number type of which there are lists.
pub trait ListScalar: Scalar + numpy::Element {
    /// This stores numbers together with their type.
    fn store_list(numbers: Vec<Self>) -> NumberList;
    /// This reads numbers back, if they are of this type.
    fn load_list(numbers: &NumberList) -> Option<&Vec<Self>>;
    /// This gives access to the numbers, if they are of this type.
    fn load_list_mut(numbers: &mut NumberList) -> Option<&mut Vec<Self>>;
}

/// This is any count of numbers of one type.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // Each variant is the Rust type of the same name.
pub enum NumberList {
    F32(Vec<f32>),
    F64(Vec<f64>),
    I32(Vec<i32>),
    U32(Vec<u32>),
}

/// Runs an expression with a type name bound to the number type of a list.
macro_rules! with_list_scalar {
    ($numbers:expr, $T:ident => $body:expr) => {
        match $numbers {
            NumberList::F32(_) => {
                type $T = f32;
                $body
            }
            NumberList::F64(_) => {
                type $T = f64;
                $body
            }
            NumberList::I32(_) => {
                type $T = i32;
                $body
            }
            NumberList::U32(_) => {
                type $T = u32;
                $body
            }
        }
    };
}

macro_rules! list_scalar {
    ($($T:ident $kind:ident),*) => {$(
        impl ListScalar for $T {
            fn store_list(numbers: Vec<Self>) -> NumberList {
                NumberList::$kind(numbers)
            }

            fn load_list(numbers: &NumberList) -> Option<&Vec<Self>> {
                match numbers {
                    NumberList::$kind(numbers) => Some(numbers),
                    _ => None,
                }
            }

            fn load_list_mut(numbers: &mut NumberList) -> Option<&mut Vec<Self>> {
                match numbers {
                    NumberList::$kind(numbers) => Some(numbers),
                    _ => None,
                }
            }
        }
    )*};
}
list_scalar!(f32 F32, f64 F64, i32 I32, u32 U32);

/// This tells what the elements of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Numbers.
    Number,
    /// Vectors of so many components.
    Vector(usize),
    /// Matrices of so many columns and rows.
    Matrix(usize, usize),
}

impl Shape {
    fn n_numbers(self) -> usize {
        match self {
            Shape::Number => 1,
            Shape::Vector(n) => n,
            Shape::Matrix(n_columns, n_rows) => n_columns * n_rows,
        }
    }

    /// numpy counts the rows of a matrix before its columns.
    fn array_shape(self) -> Vec<usize> {
        match self {
            Shape::Number => vec![],
            Shape::Vector(n) => vec![n],
            Shape::Matrix(n_columns, n_rows) => vec![n_rows, n_columns],
        }
    }

    fn read<T: Scalar>(self, element: &Bound<'_, PyAny>) -> PyResult<Vec<T>> {
        match self {
            Shape::Number => Ok(vec![T::from_python(element)?]),
            Shape::Vector(n) => vector_components(element, n),
            Shape::Matrix(n_columns, n_rows) => matrix_entries(element, n_columns, n_rows),
        }
    }

    fn write<'py, T: Scalar>(self, py: Python<'py>, numbers: &[T]) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Shape::Number => Ok(numbers[0].to_python(py)),
            Shape::Vector(_) => Vector::new(numbers).into_object(py),
            Shape::Matrix(c, r) => Matrix::new(c, r, numbers).into_object(py),
        }
    }
}

/// What all lists have in common.
#[pyclass(subclass, module = "inviwopy.glm")]
#[derive(Clone, Debug)]
pub struct ValueList {
    shape: Shape,
    numbers: NumberList,
}

impl ValueList {
    /// This is a list of elements of one shape, their numbers one after the other.
    pub fn new<T: ListScalar>(shape: Shape, numbers: Vec<T>) -> Self {
        Self { shape, numbers: T::store_list(numbers) }
    }

    /// This is the instance of the concrete class of this number type and shape.
    pub fn into_object(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        instance(self, py)
    }

    fn parse<T: ListScalar>(shape: Shape, elements: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        match elements {
            Some(elements) => Ok(Self::new::<T>(shape, list_numbers(elements, shape)?)),
            None => Ok(Self::new::<T>(shape, Vec::new())),
        }
    }

    fn kind(&self) -> Kind {
        with_list_scalar!(self.numbers, T => T::KIND)
    }

    fn n_numbers(&self) -> usize {
        with_list_scalar!(self.numbers, T => self.as_slice::<T>().len())
    }

    fn as_slice<T: ListScalar>(&self) -> &[T] {
        T::load_list(&self.numbers).expect("the caller dispatched on the type of these numbers")
    }

    fn as_mut_vec<T: ListScalar>(&mut self) -> &mut Vec<T> {
        T::load_list_mut(&mut self.numbers)
            .expect("the caller dispatched on the type of these numbers")
    }

    fn n_elements(&self) -> usize {
        self.n_numbers() / self.shape.n_numbers()
    }

    fn element<'py>(&self, py: Python<'py>, index: usize) -> PyResult<Bound<'py, PyAny>> {
        let n = self.shape.n_numbers();
        with_list_scalar!(self.numbers, T => {
            self.shape.write(py, &self.as_slice::<T>()[index * n..][..n])
        })
    }

    fn index(&self, index: isize) -> PyResult<usize> {
        checked_index(index, self.n_elements()).ok_or_else(|| {
            PyIndexError::new_err(format!(
                "index {index} of a list of {} elements",
                self.n_elements()
            ))
        })
    }

    /// This is the place of an element that equals `wanted`, which may be of any type.
    fn position(&self, wanted: &Bound<'_, PyAny>) -> Option<usize> {
        self.places(wanted).first().copied()
    }

    fn places(&self, wanted: &Bound<'_, PyAny>) -> Vec<usize> {
        with_list_scalar!(self.numbers, T => match self.shape.read::<T>(wanted) {
            Ok(wanted) => self
                .as_slice::<T>()
                .chunks_exact(wanted.len())
                .enumerate()
                .filter_map(|(place, element)| (element == wanted).then_some(place))
                .collect(),
            Err(_) => vec![],
        })
    }

    /// This is a list of the elements at the given places.
    fn selected(&self, places: &[usize]) -> Self {
        let n = self.shape.n_numbers();
        with_list_scalar!(self.numbers, T => {
            let numbers = self.as_slice::<T>();
            let selected = places.iter().flat_map(|i| &numbers[i * n..][..n]).copied().collect();
            Self::new::<T>(self.shape, selected)
        })
    }

    fn replace(&mut self, index: usize, n_removed: usize, elements: Self) {
        let n = self.shape.n_numbers();
        let range = index * n..(index + n_removed) * n;
        with_list_scalar!(self.numbers, T => {
            let elements = elements.as_slice::<T>();
            self.as_mut_vec::<T>().splice(range, elements.iter().copied());
        });
    }

    /// This reads one element as a list like this one.
    fn single(&self, element: &Bound<'_, PyAny>) -> PyResult<Self> {
        with_list_scalar!(self.numbers, T => {
            Ok(Self::new::<T>(self.shape, self.shape.read(element)?))
        })
    }

    /// This reads several elements as a list like this one.
    fn several(&self, elements: &Bound<'_, PyAny>) -> PyResult<Self> {
        with_list_scalar!(self.numbers, T => Self::parse::<T>(self.shape, Some(elements)))
    }
}

/// This reads the numbers of the elements of a list, an iterable or a numpy array.
fn list_numbers<T: ListScalar>(elements: &Bound<'_, PyAny>, shape: Shape) -> PyResult<Vec<T>> {
    if let Ok(list) = elements.cast::<ValueList>()
        && let list = list.borrow()
        && list.shape == shape
        && let Some(numbers) = T::load_list(&list.numbers)
    {
        return Ok(numbers.clone());
    }
    if elements.hasattr("__array_interface__")? {
        return array_numbers(elements, shape);
    }
    let mut numbers = Vec::new();
    for element in elements.try_iter()? {
        numbers.extend(shape.read::<T>(&element?)?);
    }
    Ok(numbers)
}

fn array_numbers<T: ListScalar>(array: &Bound<'_, PyAny>, shape: Shape) -> PyResult<Vec<T>> {
    let py = array.py();
    let array_shape: Vec<usize> = array.getattr("shape")?.extract()?;
    if array_shape.get(1..) != Some(&*shape.array_shape()) {
        return Err(PyValueError::new_err(format!(
            "expected an array of elements of shape {:?}, got the shape {array_shape:?}",
            shape.array_shape()
        )));
    }
    let array = match shape {
        Shape::Matrix(..) => array.call_method1("transpose", (0, 2, 1))?,
        _ => array.clone(),
    };
    let dtype = numpy::dtype::<T>(py);
    let array = py.import("numpy")?.call_method1("ascontiguousarray", (array, dtype))?;
    let array: PyReadonlyArrayDyn<'_, T> = array.extract()?;
    array.as_slice().map(<[T]>::to_vec).map_err(|e| PyValueError::new_err(e.to_string()))
}

#[pymethods]
impl ValueList {
    fn __len__(&self) -> usize {
        self.n_elements()
    }

    fn __bool__(&self) -> bool {
        self.n_elements() > 0
    }

    fn __getitem__<'py>(
        &self,
        py: Python<'py>,
        key: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        match key.cast::<PySlice>() {
            Ok(slice) => self.selected(&slice_places(slice, self.n_elements())?).into_object(py),
            Err(_) => self.element(py, self.index(key.extract()?)?),
        }
    }

    fn __setitem__(
        slf: &Bound<'_, Self>,
        key: &Bound<'_, PyAny>,
        value: &Bound<'_, PyAny>,
    ) -> PyResult<()> {
        let Ok(slice) = key.cast::<PySlice>() else {
            let index = slf.borrow().index(key.extract()?)?;
            let element = slf.borrow().single(value)?;
            slf.borrow_mut().replace(index, 1, element);
            return Ok(());
        };
        let values = slf.borrow().several(value)?;
        let places = slice_places(slice, slf.borrow().n_elements())?;
        if places.len() != values.n_elements() {
            return Err(PyValueError::new_err(format!(
                "a slice of {} elements cannot be replaced by {}",
                places.len(),
                values.n_elements()
            )));
        }
        for (i, place) in places.into_iter().enumerate() {
            slf.borrow_mut().replace(place, 1, values.selected(&[i]));
        }
        Ok(())
    }

    fn __delitem__(&mut self, key: &Bound<'_, PyAny>) -> PyResult<()> {
        let removed = match key.cast::<PySlice>() {
            Ok(slice) => slice_places(slice, self.n_elements())?,
            Err(_) => vec![self.index(key.extract()?)?],
        };
        let mut stays = vec![true; self.n_elements()];
        removed.into_iter().for_each(|place| stays[place] = false);
        let kept: Vec<_> = (0..stays.len()).filter(|&place| stays[place]).collect();
        *self = self.selected(&kept);
        Ok(())
    }

    fn __iter__(slf: Bound<'_, Self>) -> ValueListIterator {
        ValueListIterator { list: slf.unbind(), next: 0 }
    }

    fn __contains__(&self, element: &Bound<'_, PyAny>) -> bool {
        self.position(element).is_some()
    }

    fn __eq__<'py>(&self, other: &Bound<'py, PyAny>) -> Bound<'py, PyAny> {
        let py = other.py();
        match other.cast::<ValueList>() {
            Ok(other) => {
                let other = other.borrow();
                (self.shape == other.shape && self.numbers == other.numbers).to_python(py)
            }
            Err(_) => py.NotImplemented().into_bound(py),
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let list = slf.borrow();
        let n = list.shape.n_numbers();
        let elements: Vec<String> = match list.shape {
            Shape::Number => with_list_scalar!(list.numbers, T => {
                list.as_slice::<T>().iter().map(|number| number.text()).collect()
            }),
            _ => (0..list.n_numbers() / n)
                .map(|i| Ok(list.element(slf.py(), i)?.repr()?.to_string()))
                .collect::<PyResult<_>>()?,
        };
        Ok(format!("{}[{}]", slf.get_type().name()?, elements.join(", ")))
    }

    fn __copy__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.get_type().call1((slf,))
    }

    fn __deepcopy__<'py>(
        slf: &Bound<'py, Self>,
        _memo: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        Self::__copy__(slf)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let elements = PyList::empty(slf.py());
        for element in slf.try_iter()? {
            elements.append(element?)?;
        }
        let arguments = PyTuple::new(slf.py(), [elements])?;
        PyTuple::new(slf.py(), [slf.get_type().into_any(), arguments.into_any()])
    }

    /// A numpy array with a copy of the elements.
    #[pyo3(signature = (dtype = None, copy = None))]
    fn __array__<'py>(
        &self,
        py: Python<'py>,
        dtype: Option<Bound<'py, PyAny>>,
        copy: Option<bool>,
    ) -> PyResult<Bound<'py, PyAny>> {
        if copy == Some(false) {
            return Err(PyValueError::new_err("numpy cannot share the memory of a list"));
        }
        let mut shape = vec![self.n_elements()];
        match self.shape {
            Shape::Number => {}
            Shape::Vector(n) => shape.push(n),
            Shape::Matrix(n_columns, n_rows) => shape.extend([n_columns, n_rows]),
        }
        let mut array = with_list_scalar!(self.numbers, T => {
            PyArray1::from_slice(py, self.as_slice::<T>()).reshape(shape)?.into_any()
        });
        if let Shape::Matrix(..) = self.shape {
            array = array.call_method1("transpose", (0, 2, 1))?;
        }
        match dtype {
            Some(dtype) => {
                let options = PyDict::new(py);
                options.set_item("copy", false)?;
                array.call_method("astype", (dtype,), Some(&options))
            }
            None => Ok(array),
        }
    }

    /// Adds an element at the end.
    #[pyo3(signature = (x))]
    fn append(slf: &Bound<'_, Self>, x: &Bound<'_, PyAny>) -> PyResult<()> {
        let element = slf.borrow().single(x)?;
        let end = slf.borrow().n_elements();
        slf.borrow_mut().replace(end, 0, element);
        Ok(())
    }

    /// Adds the elements of an iterable at the end.
    #[pyo3(signature = (L))]
    #[allow(non_snake_case)] // The name of the parameter in Inviwo.
    fn extend(slf: &Bound<'_, Self>, L: &Bound<'_, PyAny>) -> PyResult<()> {
        let elements = slf.borrow().several(L)?;
        let end = slf.borrow().n_elements();
        slf.borrow_mut().replace(end, 0, elements);
        Ok(())
    }

    /// Puts an element before the one at the index.
    #[pyo3(signature = (i, x))]
    fn insert(slf: &Bound<'_, Self>, i: isize, x: &Bound<'_, PyAny>) -> PyResult<()> {
        let element = slf.borrow().single(x)?;
        let n = slf.borrow().n_elements();
        // One past the last element is a place too.
        let place = if i == n as isize { n } else { slf.borrow().index(i)? };
        slf.borrow_mut().replace(place, 0, element);
        Ok(())
    }

    /// Removes and returns the element at the index, or the last one.
    #[pyo3(signature = (i = -1))]
    fn pop<'py>(&mut self, py: Python<'py>, i: isize) -> PyResult<Bound<'py, PyAny>> {
        let place = self.index(i)?;
        let element = self.element(py, place)?;
        let nothing = self.selected(&[]);
        self.replace(place, 1, nothing);
        Ok(element)
    }

    /// Removes the first element that equals the argument.
    #[pyo3(signature = (x))]
    fn remove(slf: &Bound<'_, Self>, x: &Bound<'_, PyAny>) -> PyResult<()> {
        let place = slf
            .borrow()
            .position(x)
            .ok_or_else(|| PyValueError::new_err("the list has no such element to remove"))?;
        let nothing = slf.borrow().selected(&[]);
        slf.borrow_mut().replace(place, 1, nothing);
        Ok(())
    }

    /// The number of elements that equal the argument.
    #[pyo3(signature = (x))]
    fn count(&self, x: &Bound<'_, PyAny>) -> usize {
        self.places(x).len()
    }

    /// Removes all elements.
    fn clear(&mut self) {
        *self = self.selected(&[]);
    }
}

fn slice_places(slice: &Bound<'_, PySlice>, n: usize) -> PyResult<Vec<usize>> {
    let indices = slice.indices(n as isize)?;
    Ok((0..indices.slicelength)
        .map(|i| (indices.start + i as isize * indices.step) as usize)
        .collect())
}

/// The elements of a list one after the other.
#[pyclass(module = "inviwopy.glm")]
struct ValueListIterator {
    list: Py<ValueList>,
    next: usize,
}

#[pymethods]
impl ValueListIterator {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let list = self.list.bind(py).borrow();
        if self.next >= list.n_elements() {
            return Ok(None);
        }
        self.next += 1;
        list.element(py, self.next - 1).map(Some)
    }
}

impl<'a, 'py, T: ListScalar> FromPyObject<'a, 'py> for ListOf<T> {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        list_numbers(&object, Shape::Number).map(Self)
    }
}

impl<'py, T: ListScalar> IntoPyObject<'py> for ListOf<T> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        ValueList::new(Shape::Number, self.0).into_object(py)
    }
}

impl<'a, 'py, T: ListScalar, const N: usize> FromPyObject<'a, 'py> for VectorListOf<T, N> {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let numbers = list_numbers(&object, Shape::Vector(N))?;
        Ok(Self(numbers.as_chunks().0.to_vec()))
    }
}

impl<'py, T: ListScalar, const N: usize> IntoPyObject<'py> for VectorListOf<T, N> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        ValueList::new(Shape::Vector(N), self.0.into_flattened()).into_object(py)
    }
}

impl<'a, 'py, T: ListScalar, const C: usize, const R: usize> FromPyObject<'a, 'py>
    for MatrixListOf<T, C, R>
{
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let numbers = list_numbers(&object, Shape::Matrix(C, R))?;
        let columns = numbers.as_chunks::<R>().0;
        Ok(Self(columns.as_chunks::<C>().0.to_vec()))
    }
}

impl<'py, T: ListScalar, const C: usize, const R: usize> IntoPyObject<'py>
    for MatrixListOf<T, C, R>
{
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let numbers = self.0.into_flattened().into_flattened();
        ValueList::new(Shape::Matrix(C, R), numbers).into_object(py)
    }
}

/// Defines the classes scripts know, and the way from a [`ValueList`] to an instance of one.
macro_rules! concrete_classes {
    (
        lists { $($class:ident: $shape:pat, $value:expr, $T:ident $kind:ident;)* }
        matrices { $($matrix:ident $c:literal $r:literal $S:ident $matrix_kind:ident;)* }
    ) => {
        #[allow(non_camel_case_types)]
        mod classes {
            use super::*;
            $(concrete_class!($class, $T, $value);)*
            $(concrete_class!($matrix, $S, Shape::Matrix($c, $r));)*
        }

        fn instance(list: ValueList, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
            match (list.kind(), list.shape) {
                $((Kind::$kind, $shape) => {
                    Ok(Bound::new(py, classes::$class::holding(list))?.into_any())
                })*
                $((Kind::$matrix_kind, Shape::Matrix($c, $r)) => {
                    Ok(Bound::new(py, classes::$matrix::holding(list))?.into_any())
                })*
                (kind, shape) => Err(PyTypeError::new_err(format!(
                    "there is no list class for {shape:?} of {kind:?}"
                ))),
            }
        }

        /// This adds the lists of numbers and of vectors to a module.
        pub fn add_number_and_vector_lists(module: &Bound<'_, PyModule>) -> PyResult<()> {
            $(module.add_class::<classes::$class>()?;)*
            Ok(())
        }

        /// This adds all list classes to a module.
        pub fn add_classes(module: &Bound<'_, PyModule>) -> PyResult<()> {
            add_number_and_vector_lists(module)?;
            $(module.add_class::<classes::$matrix>()?;)*
            Ok(())
        }
    };
}

macro_rules! concrete_class {
    ($class:ident, $T:ident, $shape:expr) => {
        /// A list whose elements all have the type in its name.
        ///
        /// It is made from nothing, an iterable, or a numpy array whose first index counts the
        /// elements.
        #[pyclass(subclass, extends = ValueList, module = "inviwopy.glm")]
        pub(super) struct $class;

        #[pymethods]
        impl $class {
            #[new]
            #[pyo3(signature = (elements = None))]
            fn new(elements: Option<&Bound<'_, PyAny>>) -> PyResult<PyClassInitializer<Self>> {
                Ok(Self::holding(ValueList::parse::<$T>($shape, elements)?))
            }
        }

        impl $class {
            pub(super) fn holding(list: ValueList) -> PyClassInitializer<Self> {
                PyClassInitializer::from(list).add_subclass(Self)
            }
        }
    };
}

concrete_classes! {
    lists {
        floatVector: Shape::Number, Shape::Number, f32 F32;
        doubleVector: Shape::Number, Shape::Number, f64 F64;
        intVector: Shape::Number, Shape::Number, i32 I32;
        uintVector: Shape::Number, Shape::Number, u32 U32;
        vec2Vector: Shape::Vector(2), Shape::Vector(2), f32 F32;
        vec3Vector: Shape::Vector(3), Shape::Vector(3), f32 F32;
        vec4Vector: Shape::Vector(4), Shape::Vector(4), f32 F32;
        dvec2Vector: Shape::Vector(2), Shape::Vector(2), f64 F64;
        dvec3Vector: Shape::Vector(3), Shape::Vector(3), f64 F64;
        dvec4Vector: Shape::Vector(4), Shape::Vector(4), f64 F64;
        ivec2Vector: Shape::Vector(2), Shape::Vector(2), i32 I32;
        ivec3Vector: Shape::Vector(3), Shape::Vector(3), i32 I32;
        ivec4Vector: Shape::Vector(4), Shape::Vector(4), i32 I32;
        uvec2Vector: Shape::Vector(2), Shape::Vector(2), u32 U32;
        uvec3Vector: Shape::Vector(3), Shape::Vector(3), u32 U32;
        uvec4Vector: Shape::Vector(4), Shape::Vector(4), u32 U32;
    }
    matrices {
        mat2Vector 2 2 f32 F32; mat2x3Vector 2 3 f32 F32; mat2x4Vector 2 4 f32 F32;
        mat3x2Vector 3 2 f32 F32; mat3Vector 3 3 f32 F32; mat3x4Vector 3 4 f32 F32;
        mat4x2Vector 4 2 f32 F32; mat4x3Vector 4 3 f32 F32; mat4Vector 4 4 f32 F32;
        dmat2Vector 2 2 f64 F64; dmat2x3Vector 2 3 f64 F64; dmat2x4Vector 2 4 f64 F64;
        dmat3x2Vector 3 2 f64 F64; dmat3Vector 3 3 f64 F64; dmat3x4Vector 3 4 f64 F64;
        dmat4x2Vector 4 2 f64 F64; dmat4x3Vector 4 3 f64 F64; dmat4Vector 4 4 f64 F64;
        imat2Vector 2 2 i32 I32; imat2x3Vector 2 3 i32 I32; imat2x4Vector 2 4 i32 I32;
        imat3x2Vector 3 2 i32 I32; imat3Vector 3 3 i32 I32; imat3x4Vector 3 4 i32 I32;
        imat4x2Vector 4 2 i32 I32; imat4x3Vector 4 3 i32 I32; imat4Vector 4 4 i32 I32;
        umat2Vector 2 2 u32 U32; umat2x3Vector 2 3 u32 U32; umat2x4Vector 2 4 u32 U32;
        umat3x2Vector 3 2 u32 U32; umat3Vector 3 3 u32 U32; umat3x4Vector 3 4 u32 U32;
        umat4x2Vector 4 2 u32 U32; umat4x3Vector 4 3 u32 U32; umat4Vector 4 4 u32 U32;
    }
}
