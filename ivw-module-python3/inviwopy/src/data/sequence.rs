//! `inviwopy.data.VolumeSequence` and `MeshSequence`: lists with the names of C++'s vectors.

use ivw_core::data as ivw;
use ivw_core::data::Shared;
use parking_lot::Mutex;
use pyo3::exceptions::{PyIndexError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyList;

use super::mesh::Mesh;
use super::volume::Volume;

macro_rules! sequence {
    ($(#[$attribute:meta])* $name:ident of $item:ident in $field:ident) => {
        $(#[$attribute])*
        #[pyclass(frozen, sequence, weakref, module = "inviwopy.data")]
        pub(crate) struct $name {
            items: Mutex<Vec<Py<$item>>>,
        }

        impl $name {
            fn of(items: Vec<Py<$item>>) -> Self {
                Self { items: Mutex::new(items) }
            }

            fn items(&self, py: Python<'_>) -> Vec<Py<$item>> {
                self.items.lock().iter().map(|item| item.clone_ref(py)).collect()
            }

            /// A sequence out of a port.
            pub(super) fn input(py: Python<'_>, data: Shared<ivw::$name>) -> PyResult<Self> {
                let items = data.$field.iter().map(|item| $item::input_object(py, item.clone()));
                Ok(Self::of(items.collect::<PyResult<_>>()?))
            }

            /// The sequence for others, who never see a change of it.
            pub(super) fn share(&self, py: Python<'_>) -> PyResult<Shared<ivw::$name>> {
                let items = self.items(py);
                let items = items.iter().map(|item| Ok((*item.get().share(py)?).clone()));
                Ok(Shared::new(ivw::$name { $field: items.collect::<PyResult<Vec<_>>>()?.into() }))
            }

            fn place(&self, index: isize) -> PyResult<usize> {
                let n = self.items.lock().len();
                let place = if index < 0 { index + n as isize } else { index };
                usize::try_from(place).ok().filter(|&place| place < n).ok_or_else(|| {
                    PyIndexError::new_err(format!("there are {n} elements, none at {index}"))
                })
            }

            fn remove(&self, index: isize) -> PyResult<Py<$item>> {
                let place = self.place(index)?;
                Ok(self.items.lock().remove(place))
            }
        }

        #[pymethods]
        impl $name {
            #[new]
            #[pyo3(signature = (items = None))]
            fn new(items: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
                let sequence = Self::of(Vec::new());
                if let Some(items) = items {
                    sequence.extend(items)?;
                }
                Ok(sequence)
            }

            fn __len__(&self) -> usize {
                self.items.lock().len()
            }

            fn __bool__(&self) -> bool {
                !self.empty()
            }

            fn __getitem__(&self, py: Python<'_>, index: isize) -> PyResult<Py<$item>> {
                let place = self.place(index)?;
                Ok(self.items.lock()[place].clone_ref(py))
            }

            fn __setitem__(&self, index: isize, item: Py<$item>) -> PyResult<()> {
                let place = self.place(index)?;
                let old = std::mem::replace(&mut self.items.lock()[place], item);
                drop(old);
                Ok(())
            }

            fn __delitem__(&self, index: isize) -> PyResult<()> {
                self.remove(index).map(drop)
            }

            fn __contains__(&self, x: &Bound<'_, PyAny>) -> bool {
                self.items.lock().iter().any(|item| item.is(x))
            }

            /// How often an object is in the sequence.
            fn count(&self, x: &Bound<'_, PyAny>) -> usize {
                self.items.lock().iter().filter(|item| item.is(x)).count()
            }

            /// Removes an object from the sequence.
            #[pyo3(name = "remove")]
            fn remove_item(&self, x: &Bound<'_, PyAny>) -> PyResult<()> {
                let place = self.items.lock().iter().position(|item| item.is(x));
                match place {
                    Some(place) => self.remove(place as isize).map(drop),
                    None => Err(PyValueError::new_err("the object is not in the sequence")),
                }
            }

            fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                Ok(PyList::new(py, self.items(py))?.try_iter()?.into_any())
            }

            /// Whether there are no elements.
            fn empty(&self) -> bool {
                self.items.lock().is_empty()
            }

            /// The number of elements.
            fn size(&self) -> usize {
                self.__len__()
            }

            /// Adds an element at the end.
            fn append(&self, x: Py<$item>) {
                self.items.lock().push(x);
            }

            /// The same as `append`.
            fn push_back(&self, x: Py<$item>) {
                self.append(x);
            }

            /// Adds several elements at the end.
            fn extend(&self, items: &Bound<'_, PyAny>) -> PyResult<()> {
                let items = items
                    .try_iter()?
                    .map(|item| Ok(item?.cast_into::<$item>()?.unbind()))
                    .collect::<PyResult<Vec<_>>>()?;
                self.items.lock().extend(items);
                Ok(())
            }

            /// Adds an element before the one at an index.
            fn insert(&self, i: isize, x: Py<$item>) {
                let mut items = self.items.lock();
                let n = items.len() as isize;
                let place = if i < 0 { (i + n).max(0) } else { i.min(n) };
                items.insert(place as usize, x);
            }

            /// Removes the element at an index and returns it.
            #[pyo3(signature = (i = -1))]
            fn pop(&self, i: isize) -> PyResult<Py<$item>> {
                self.remove(i)
            }

            /// Removes the last element.
            fn pop_back(&self) -> PyResult<()> {
                self.remove(-1).map(drop)
            }

            /// Removes the element at an index.
            fn erase(&self, i: isize) -> PyResult<()> {
                self.remove(i).map(drop)
            }

            /// Removes all elements.
            fn clear(&self) {
                let items = std::mem::take(&mut *self.items.lock());
                drop(items);
            }

            /// The first element.
            fn front(&self, py: Python<'_>) -> PyResult<Py<$item>> {
                self.__getitem__(py, 0)
            }

            /// The last element.
            fn back(&self, py: Python<'_>) -> PyResult<Py<$item>> {
                self.__getitem__(py, -1)
            }

            /// Nothing: sequences grow by themselves.
            fn reserve(&self, _n: usize) {}

            /// Nothing: sequences shrink by themselves.
            fn shrink_to_fit(&self) {}

            fn __repr__(&self) -> String {
                format!("<{}: {} elements>", stringify!($name), self.__len__())
            }
        }
    };
}

sequence! {
    /// Volumes in order, such as the steps of a simulation: `VolumeSequence([volume, ..])`.
    ///
    /// The volumes are the very objects, not copies.
    VolumeSequence of Volume in volumes
}

sequence! {
    /// Meshes in order, such as the steps of a simulation: `MeshSequence([mesh, ..])`.
    ///
    /// The meshes are the very objects, not copies.
    MeshSequence of Mesh in meshes
}

impl Volume {
    fn input_object(py: Python<'_>, volume: ivw::Volume) -> PyResult<Py<Self>> {
        Py::new(py, Self::input(Shared::new(volume)))
    }
}

impl Mesh {
    fn input_object(py: Python<'_>, mesh: ivw::Mesh) -> PyResult<Py<Self>> {
        Py::new(py, Self::input(py, Shared::new(mesh))?)
    }
}
