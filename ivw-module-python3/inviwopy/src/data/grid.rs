//! Members that volumes and layers have in common: numbers on a regular grid at a place in the world.

/// Members of a class of grids with `$n` axes, whose field `held` holds its data.
///
/// The class has `fn numbers(array: &Bound<PyAny>, order) -> PyResult<..>`, which makes data of an
/// array, and `fn take_numbers(this: &mut .., other)`, which takes its numbers, dimensions and format.
macro_rules! grid_members {
    ($Class:ident, $n:literal, $Size:ident) => {
        #[pymethods]
        impl $Class {
            /// A new object with the same content.
            #[pyo3(name = "clone")]
            fn clone_(&self, py: Python<'_>) -> PyResult<Self> {
                Ok(Self { held: self.held.duplicate(py)? })
            }

            fn __copy__(&self, py: Python<'_>) -> PyResult<Self> {
                self.clone_(py)
            }

            fn __deepcopy__(&self, py: Python<'_>, _memo: &Bound<'_, PyAny>) -> PyResult<Self> {
                self.clone_(py)
            }

            /// The numbers as a numpy array, not a copy: of shape (z, y, x[, components]) for a
            /// volume, (y, x[, components]) with the bottom row first for a layer, or with the axes
            /// the other way round in files that ask for it.
            ///
            /// What is written to it changes the object; the array of an object out of a port is
            /// read-only: write to `clone().data` instead. An array stays valid without the object.
            ///
            /// If the object was passed on by `setData`, the first access gets a copy of the
            /// numbers, so that nobody else sees a change. Passing it on while such an array is
            /// alive passes on a copy of the numbers.
            ///
            /// Assigning any array that the class takes replaces numbers, dimensions and format;
            /// data and value range stay.
            #[getter]
            fn data<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                self.held.array(py, Order::of_caller(py)?)
            }

            #[setter]
            fn set_data(&self, array: &Bound<'_, PyAny>) -> PyResult<()> {
                self.assign(array, Order::of_caller(array.py())?)
            }

            /// The number of elements along x, y and, for volumes, z.
            #[getter]
            fn dimensions(&self) -> $Size {
                self.held.read(|this| this.dims).map(u64::from).into()
            }

            /// The format of one element.
            #[getter]
            fn format(&self) -> DataFormat {
                DataFormat(self.held.read(|this| this.format))
            }

            /// From the unit cube to model space, a `mat4`.
            #[getter(modelMatrix)]
            fn model_matrix(&self) -> Mat4 {
                self.held.read(|this| this.model).into()
            }

            #[setter(modelMatrix)]
            fn set_model_matrix(&self, matrix: Mat4) {
                self.held.write(|this| this.model = matrix.into());
            }

            /// From model to world space, a `mat4`.
            #[getter(worldMatrix)]
            fn world_matrix(&self) -> Mat4 {
                self.held.read(|this| this.world).into()
            }

            #[setter(worldMatrix)]
            fn set_world_matrix(&self, matrix: Mat4) {
                self.held.write(|this| this.world = matrix.into());
            }

            /// The edges in model space, the columns of a `mat3`.
            #[getter]
            fn basis(&self) -> Mat3 {
                crate::data::basis(&self.held.read(|this| this.model))
            }

            #[setter]
            fn set_basis(&self, basis: Mat3) {
                self.held.write(|this| crate::data::set_basis(&mut this.model, basis));
            }

            /// The corner in model space, a `vec3`.
            #[getter]
            fn offset(&self) -> Vec3 {
                crate::data::offset(&self.held.read(|this| this.model))
            }

            #[setter]
            fn set_offset(&self, offset: Vec3) {
                self.held.write(|this| crate::data::set_offset(&mut this.model, offset));
            }

            /// Which component is which color.
            #[getter]
            fn swizzlemask(&self) -> SwizzleMask {
                SwizzleMask(self.held.read(|this| this.swizzle))
            }

            #[setter]
            fn set_swizzlemask(&self, mask: SwizzleArgument) {
                self.held.write(|this| this.swizzle = mask.0);
            }

            /// How values between the elements come about.
            #[getter]
            fn interpolation(&self) -> InterpolationType {
                self.held.read(|this| this.interpolation).into()
            }

            #[setter]
            fn set_interpolation(&self, interpolation: InterpolationType) {
                self.held.write(|this| this.interpolation = interpolation.into());
            }

            /// What lies beyond the border along each axis: a list, by value.
            #[getter]
            fn wrapping(&self) -> WrappingList<$n> {
                WrappingList(self.held.read(|this| this.wrapping))
            }

            #[setter]
            fn set_wrapping(&self, wrapping: WrappingList<$n>) {
                self.held.write(|this| this.wrapping = wrapping.0);
            }

            /// What the stored numbers mean; a view, so that `dataMap.valueRange = ..` works.
            #[getter(dataMap)]
            fn data_map(slf: &Bound<'_, Self>) -> DataMapper {
                let (read, write) = (slf.clone().unbind(), slf.clone().unbind());
                DataMapper::bound(
                    move || Ok(read.get().held.read(|this| this.data_map.clone())),
                    move |map| {
                        write.get().held.write(|this| this.data_map = map);
                        Ok(())
                    },
                )
            }

            #[setter(dataMap)]
            fn set_data_map(&self, map: &Bound<'_, DataMapper>) -> PyResult<()> {
                let map = map.get().get()?;
                self.held.write(|this| this.data_map = map);
                Ok(())
            }

            /// The names and units of the axes: a list of views.
            #[getter]
            fn axes<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyList>> {
                let axes = (0..$n).map(|n| {
                    let (read, write) = (slf.clone().unbind(), slf.clone().unbind());
                    let axis = Axis::bound(
                        move || Ok(read.get().held.read(|this| this.axes[n].clone())),
                        move |axis| {
                            write.get().held.write(|this| this.axes[n] = axis);
                            Ok(())
                        },
                    );
                    Bound::new(slf.py(), axis)
                });
                PyList::new(slf.py(), axes.collect::<PyResult<Vec<_>>>()?)
            }

            #[setter]
            fn set_axes(&self, axes: Vec<Py<Axis>>) -> PyResult<()> {
                let axes = crate::data::axes_of::<$n>(&axes)?;
                self.held.write(|this| this.axes = axes);
                Ok(())
            }
        }

        crate::data::grid::array_protocols!($Class, |this: &Self, py| this
            .held
            .array(py, Order::of_caller(py)?));

        impl $Class {
            fn assign(&self, array: &Bound<'_, PyAny>, order: Order) -> PyResult<()> {
                // `object.data += 1` assigns the object's own array.
                if self.held.is_shown_by(array, order) {
                    return Ok(());
                }
                let other = self.numbers(array, order)?;
                self.held.replace(|this| Self::take_numbers(this, other));
                Ok(())
            }
        }
    };
}

/// What other libraries ask for when they want an array of an object, given what makes a numpy array
/// of it: `__array__`, `__array_interface__`, `__dlpack__` and `__dlpack_device__`.
macro_rules! array_protocols {
    ($Class:ident, $array:expr) => {
        #[pymethods]
        impl $Class {
            /// The numbers as a numpy array, for `numpy.asarray`.
            #[pyo3(signature = (dtype = None, copy = None))]
            fn __array__<'py>(
                &self,
                py: Python<'py>,
                dtype: Option<Bound<'py, PyAny>>,
                copy: Option<bool>,
            ) -> PyResult<Bound<'py, PyAny>> {
                crate::data::array::as_numpy_asks(self.shown(py)?, dtype, copy)
            }

            /// The numbers as numpy describes memory; the array in it keeps them alive.
            #[getter]
            fn __array_interface__<'py>(
                &self,
                py: Python<'py>,
            ) -> PyResult<Bound<'py, pyo3::types::PyDict>> {
                crate::data::array::interface(&self.shown(py)?)
            }

            /// The numbers as a DLPack capsule, for `torch.from_dlpack` and its like.
            #[pyo3(signature = (**options))]
            fn __dlpack__<'py>(
                &self,
                py: Python<'py>,
                options: Option<&Bound<'py, pyo3::types::PyDict>>,
            ) -> PyResult<Bound<'py, PyAny>> {
                self.shown(py)?.call_method("__dlpack__", (), options)
            }

            /// Where the numbers are: in the memory of the CPU.
            fn __dlpack_device__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                self.shown(py)?.call_method0("__dlpack_device__")
            }
        }

        impl $Class {
            fn shown<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                let array: fn(&Self, Python<'py>) -> PyResult<Bound<'py, PyAny>> = $array;
                array(self, py)
            }
        }
    };
}

/// Members of a class that holds a numpy array with the settings of a grid with `$n` axes, in fields
/// `array`, `order` and `settings`.
macro_rules! representation_members {
    ($Class:ident, $n:literal, $Size:ident, $WANTED:expr) => {
        #[pymethods]
        impl $Class {
            /// The array itself.
            #[getter]
            fn data(&self, py: Python<'_>) -> Py<PyAny> {
                self.array.clone_ref(py)
            }

            /// The number of elements along x, y and, for volumes, z.
            #[getter]
            fn dimensions(&self, py: Python<'_>) -> PyResult<$Size> {
                let (mut shape, _) = check(self.array.bind(py), &$WANTED, self.order)?;
                shape.reverse();
                Ok(std::array::from_fn::<u64, $n, _>(|n| shape[n] as u64).into())
            }

            /// The format of one element.
            #[getter]
            fn format(&self, py: Python<'_>) -> PyResult<DataFormat> {
                Ok(DataFormat(check(self.array.bind(py), &$WANTED, self.order)?.1))
            }

            /// Which component is which color.
            #[getter(swizzleMask)]
            fn swizzle_mask(&self) -> SwizzleMask {
                SwizzleMask(self.settings.lock().swizzle)
            }

            #[setter(swizzleMask)]
            fn set_swizzle_mask(&self, mask: SwizzleArgument) {
                self.settings.lock().swizzle = mask.0;
            }

            /// How values between the elements come about.
            #[getter]
            fn interpolation(&self) -> InterpolationType {
                self.settings.lock().interpolation.into()
            }

            #[setter]
            fn set_interpolation(&self, interpolation: InterpolationType) {
                self.settings.lock().interpolation = interpolation.into();
            }

            /// What lies beyond the border along each axis: a list, by value.
            #[getter]
            fn wrapping(&self) -> WrappingList<$n> {
                WrappingList(self.settings.lock().wrapping)
            }

            #[setter]
            fn set_wrapping(&self, wrapping: WrappingList<$n>) {
                self.settings.lock().wrapping = wrapping.0;
            }

            /// Always: the array is there.
            #[pyo3(name = "isValid")]
            fn is_valid(&self) -> bool {
                true
            }

            /// Nothing: the array is there.
            #[pyo3(name = "setValid")]
            fn set_valid(&self, _valid: bool) {}

            /// Nothing: an array with settings belongs to no object, objects are made of it.
            #[pyo3(name = "getOwner")]
            fn owner(&self) -> Option<Py<PyAny>> {
                None
            }

            fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
                let (mut shape, format) = check(self.array.bind(py), &$WANTED, self.order)?;
                shape.reverse();
                let shape: Vec<_> = shape.iter().map(usize::to_string).collect();
                Ok(format!("<{}: {format} [{}]>", stringify!($Class), shape.join(" ")))
            }
        }
    };
}

pub(super) use {array_protocols, grid_members, representation_members};

use ivw_core::data as ivw;
use pyo3::prelude::*;

use super::arguments::optional;
use super::kinds::{InterpolationType, WrappingList};
use super::swizzle::SwizzleArgument;

/// These are the settings of a representation with `N` axes.
#[derive(Clone, Copy)]
pub(super) struct Settings<const N: usize> {
    pub(super) swizzle: ivw::Swizzle,
    pub(super) interpolation: ivw::Interpolation,
    pub(super) wrapping: [ivw::Wrapping; N],
}

impl<const N: usize> Settings<N> {
    /// These are the arguments `swizzleMask`, `interpolation` and `wrapping`, or the present values.
    pub(super) fn or_given(self, given: &[Option<Bound<'_, PyAny>>; 3]) -> PyResult<Self> {
        let [swizzle, interpolation, wrapping] = given;
        let default = InterpolationType::from(self.interpolation);
        Ok(Self {
            swizzle: optional(swizzle, SwizzleArgument(self.swizzle))?.0,
            interpolation: optional(interpolation, default)?.into(),
            wrapping: optional(wrapping, WrappingList(self.wrapping))?.0,
        })
    }
}

impl<const N: usize> Default for Settings<N> {
    fn default() -> Self {
        Self {
            swizzle: ivw::Swizzle::RGBA,
            interpolation: ivw::Interpolation::Linear,
            wrapping: [ivw::Wrapping::Clamp; N],
        }
    }
}
