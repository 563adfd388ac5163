//! `inviwopy.data`: volumes, layers, images, buffers, meshes and what belongs to them.
//!
//! Python objects hold the very data that flows between processors; numbers go to numpy and back
//! without a copy wherever nobody can notice.
//! Published data is immutable: see [`held`] for who copies when, and [`array`] for numpy.
//!
//! [`to_python`] and [`from_python`] are the door for ports; the other bindings use
//! [`TransferFunction::bound`], [`IsoValueCollection::bound`] and [`Camera::bound`] for properties
//! whose value is a live object.

mod arguments;
mod array;
mod copy;
mod format;
mod held;
mod kinds;
mod place;
mod release;
mod swizzle;
mod unit;
mod volume;

use ivw_core::data::{self as ivw, DataHandle};
use pyo3::exceptions::{PyMemoryError, PyTypeError, PyValueError};
use pyo3::prelude::*;

pub(crate) use format::{DataFormat, register_formats};
pub use release::drain;
pub(crate) use unit::{Axis, DataMapper, Unit};
pub(crate) use volume::{Volume, VolumePy};



/// This adds every class of `inviwopy.data` to that module.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    kinds::register(module)?;
    module.add_class::<Unit>()?;
    module.add_class::<Axis>()?;
    module.add_class::<DataMapper>()?;
    module.add_class::<swizzle::SwizzleMask>()?;
    module.add_class::<Volume>()?;
    module.add_class::<VolumePy>()?;
    module.add("VolumeRepresentation", module.getattr("VolumePy")?)?;
    Ok(())
}

/// This is the Python object of data out of a port; its numbers are read-only.
pub fn to_python(py: Python<'_>, data: DataHandle) -> PyResult<Py<PyAny>> {
    drain(py);
    if let Ok(volume) = data.downcast::<ivw::Volume>() {
        return Ok(Py::new(py, Volume::input(volume))?.into_any());
    }
    Err(PyTypeError::new_err("?"))
}

/// This is the data of a Python object, ready to be published: nobody changes it from now on.
pub fn from_python(object: &Bound<'_, PyAny>) -> PyResult<DataHandle> {
    let py = object.py();
    if let Ok(volume) = object.cast::<Volume>() {
        return Ok(volume.get().share(py)?.into());
    }
    Err(PyTypeError::new_err("?"))
}

fn value_error(error: ivw_core::error::Error) -> PyErr {
    PyValueError::new_err(error.to_string())
}

fn memory_error(error: ivw_core::error::Error) -> PyErr {
    PyMemoryError::new_err(error.to_string())
}

/// Lengths of axes, x first, none of which may be zero.
fn dims_of<const N: usize>(size: crate::glm::VectorOf<u64, N>) -> PyResult<[u32; N]> {
    let mut dims = [1; N];
    for (dim, n) in dims.iter_mut().zip(size.0) {
        *dim = u32::try_from(n).ok().filter(|&n| n > 0).ok_or_else(|| {
            PyValueError::new_err(format!("the size {:?} is none: each axis has 1 to {}", size.0, u32::MAX))
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

/// The text of a matrix in representations: columns one after the other.
fn matrix_text(columns: &[[f32; 4]; 4]) -> String {
    let columns = columns.iter().map(|[a, b, c, d]| format!("[{a} {b} {c} {d}]"));
    format!("[{}]", columns.collect::<String>())
}
