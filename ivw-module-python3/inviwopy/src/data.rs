//! `inviwopy.data`: volumes, layers, images, buffers, meshes and what belongs to them.
//!
//! Python objects hold the very data that flows between processors; numbers go to numpy and back
//! without a copy wherever nobody can notice.
//! Published data is immutable: see [`held`] for who copies when, and [`array`] for numpy.
//!
//! [`to_python`] and [`from_python`] are the door for ports; properties whose value is a live object
//! use [`TransferFunction::bound`], [`IsoValueCollection::bound`] and [`Camera::bound`].

mod arguments;
mod array;
pub mod brushing;
mod buffer;
pub(crate) mod camera;
mod copy;
mod data_frame;
pub mod format;
mod grid;
mod held;
mod image;
pub mod kinds;
mod layer;
mod mesh;
mod opaque;
mod order;
mod place;
mod release;
mod sequence;
mod swizzle;
mod transfer_function;
mod unit;
mod volume;

use ivw_core::data::{self as ivw, DataHandle};
use parking_lot::Mutex;
use pyo3::PyClass;
use pyo3::exceptions::{PyMemoryError, PyTypeError, PyValueError};
use pyo3::prelude::*;

pub(crate) use buffer::Buffer;
pub(crate) use camera::Camera;
pub(crate) use format::{DataFormat, register_formats};
pub(crate) use image::Image;
pub(crate) use layer::Layer;
pub(crate) use mesh::Mesh;
pub(crate) use release::drain;
pub(crate) use sequence::{MeshSequence, VolumeSequence};
pub(crate) use transfer_function::{IsoValueCollection, TransferFunction};
pub(crate) use unit::Axis;
pub(crate) use volume::Volume;

use crate::glm::{Mat3, Vec3, VectorOf};

/// This adds every class of `inviwopy.data` but those of `inviwopy.data.formats` to that module.
pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    kinds::register(module)?;
    module.add_class::<unit::Unit>()?;
    module.add_class::<Axis>()?;
    module.add_class::<unit::DataMapper>()?;
    module.add_class::<swizzle::SwizzleMask>()?;
    module.add_class::<DataFormat>()?;
    opaque::register(module)?;
    module.add_class::<Published>()?;
    module.add_class::<Volume>()?;
    module.add_class::<volume::VolumePy>()?;
    module.add_class::<Layer>()?;
    module.add_class::<layer::LayerPy>()?;
    // A representation is nothing else but its one subclass here.
    module.add("VolumeRepresentation", module.getattr("VolumePy")?)?;
    module.add("LayerRepresentation", module.getattr("LayerPy")?)?;
    module.add_class::<Image>()?;
    buffer::register(module)?;
    mesh::register(module)?;
    module.add_class::<VolumeSequence>()?;
    module.add_class::<MeshSequence>()?;
    transfer_function::register(module)?;
    camera::register(module)
}

/// Data as it lies in a port, for tests without a network.
#[pyclass(frozen, module = "inviwopy.data", name = "_Published")]
struct Published(Mutex<Option<DataHandle>>);

impl Published {
    fn handle(&self) -> PyResult<DataHandle> {
        let handle = self.0.lock().clone();
        handle.ok_or_else(|| PyValueError::new_err("the port has been cleared"))
    }
}

#[pymethods]
impl Published {
    /// Publishes data as `setData` does.
    #[new]
    fn new(data: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(Mutex::new(Some(from_python(data)?))))
    }

    /// The data as `getData` gives it.
    fn get(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        to_python(py, self.handle()?)
    }

    /// Forgets the data.
    fn clear(&self) {
        let old = self.0.lock().take();
        drop(old);
    }

    /// Whether both hold the very same data.
    fn is_same(&self, other: &Bound<'_, Self>) -> PyResult<bool> {
        Ok(self.handle()?.is_same(&other.get().handle()?))
    }

    /// The name of the type with its version, such as `ivw.Volume/1`.
    #[getter]
    fn type_name(&self) -> PyResult<&'static str> {
        Ok(self.handle()?.type_id())
    }
}

/// This is the Python object of data out of a port; its numbers are read-only.
///
/// Data of a type without a class is an `inviwopy.data.Data`, see [`opaque`]. Fails if a module was built
/// with another memory layout of a known type.
pub(crate) fn to_python(py: Python<'_>, data: DataHandle) -> PyResult<Py<PyAny>> {
    use ivw_core::data::Data as _;
    drain(py);
    fn object<T: Into<PyClassInitializer<T>> + PyClass>(
        py: Python<'_>,
        object: T,
    ) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, object)?.into_any())
    }
    match data.type_id() {
        ivw::Volume::TYPE_ID => object(py, Volume::input(downcast(&data)?)),
        ivw::Layer::TYPE_ID => object(py, Layer::input(downcast(&data)?)),
        ivw::Image::TYPE_ID => object(py, Image::input(py, downcast(&data)?)?),
        ivw::Mesh::TYPE_ID => object(py, Mesh::input(py, downcast(&data)?)?),
        ivw::Array::TYPE_ID => {
            Ok(Buffer::input(downcast(&data)?).into_object(py, false)?.into_any())
        }
        ivw::VolumeSequence::TYPE_ID => object(py, VolumeSequence::input(py, downcast(&data)?)?),
        ivw::MeshSequence::TYPE_ID => object(py, MeshSequence::input(py, downcast(&data)?)?),
        ivw::DataFrame::TYPE_ID => data_frame::to_python(py, downcast(&data)?),
        ivw::Brushing::TYPE_ID => brushing::to_python(py, downcast(&data)?),
        _ => opaque::to_python(py, data),
    }
}

fn downcast<T: ivw::Data>(data: &DataHandle) -> PyResult<ivw::Shared<T>> {
    data.downcast::<T>().map_err(value_error)
}

/// This is the data of a Python object, ready to be published: nobody changes it from now on.
///
/// Costs a copy of the numbers only while arrays show those of an object that a script made.
/// A TypeError for anything but objects of `inviwopy.data`, numpy arrays included.
pub(crate) fn from_python(object: &Bound<'_, PyAny>) -> PyResult<DataHandle> {
    let py = object.py();
    if let Ok(volume) = object.cast::<Volume>() {
        Ok(volume.get().share(py)?.into())
    } else if let Ok(mesh) = object.cast::<Mesh>() {
        Ok(mesh.get().share(py)?.into())
    } else if let Ok(image) = object.cast::<Image>() {
        Ok(image.get().share(py)?.into())
    } else if let Ok(layer) = object.cast::<Layer>() {
        Ok(layer.get().share(py)?.into())
    } else if let Ok(buffer) = object.cast::<Buffer>() {
        Ok(buffer.get().share(py)?.into())
    } else if let Ok(volumes) = object.cast::<VolumeSequence>() {
        Ok(volumes.get().share(py)?.into())
    } else if let Ok(meshes) = object.cast::<MeshSequence>() {
        Ok(meshes.get().share(py)?.into())
    } else if let Some(data) = opaque::from_python(object)? {
        Ok(data)
    } else if let Some(frame) = data_frame::from_python(object)? {
        Ok(frame.into())
    } else if let Some(brushing) = brushing::from_python(object)? {
        Ok(DataHandle::new(brushing))
    } else {
        let way_out = match object.cast::<numpy::PyUntypedArray>() {
            Ok(_) => "make Volume(array), Layer(array) or Buffer(array) of it",
            Err(_) => "make an object of inviwopy.data, such as Volume(array)",
        };
        Err(PyTypeError::new_err(format!(
            "expected data of inviwopy.data, got {}: {way_out}",
            array::type_name(object)
        )))
    }
}

fn value_error(error: ivw_core::error::Error) -> PyErr {
    PyValueError::new_err(error.to_string())
}

fn memory_error(error: ivw_core::error::Error) -> PyErr {
    PyMemoryError::new_err(error.to_string())
}

/// Lengths of axes, x first, none of which may be zero.
fn dims_of<const N: usize>(size: VectorOf<u64, N>) -> PyResult<[u32; N]> {
    let mut dims = [1; N];
    for (dim, n) in dims.iter_mut().zip(size.0) {
        *dim = u32::try_from(n).ok().filter(|&n| n > 0).ok_or_else(|| {
            PyValueError::new_err(format!(
                "the size {:?} is not possible: each axis has 1 to {} elements",
                size.0,
                u32::MAX
            ))
        })?;
    }
    Ok(dims)
}

fn axes_of<const N: usize>(axes: &[Py<Axis>]) -> PyResult<[ivw::Axis; N]> {
    let axes = axes.iter().map(|axis| axis.get().get()).collect::<PyResult<Vec<_>>>()?;
    <[ivw::Axis; N]>::try_from(axes).map_err(|axes| {
        PyValueError::new_err(format!("expected a list of {N} axes, got {}", axes.len()))
    })
}

/// The first three columns and rows of a matrix.
fn basis(model: &[[f32; 4]; 4]) -> Mat3 {
    [0, 1, 2].map(|column| [0, 1, 2].map(|row| model[column][row])).into()
}

fn set_basis(model: &mut [[f32; 4]; 4], basis: Mat3) {
    for (column, edge) in model.iter_mut().zip(basis.0) {
        column[..3].copy_from_slice(&edge);
    }
}

/// The translation of a matrix.
fn offset(model: &[[f32; 4]; 4]) -> Vec3 {
    let [x, y, z, _] = model[3];
    [x, y, z].into()
}

fn set_offset(model: &mut [[f32; 4]; 4], offset: Vec3) {
    model[3][..3].copy_from_slice(&offset.0);
}

/// The text of a matrix in representations: columns one after the other.
fn matrix_text(columns: &[[f32; 4]; 4]) -> String {
    let columns = columns.iter().map(|[a, b, c, d]| format!("[{a} {b} {c} {d}]"));
    format!("[{}]", columns.collect::<String>())
}
