//! Files of data, as readers and writers of `inviwopy` ask for them.

use ivw_core::abi::answer;
use ivw_core::data::DataHandle;
use ivw_core::error::Error;
use ivw_core::format::FormatInfo;
use ivw_core::host::Request;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::data;
use crate::error::raised;
use crate::host::{ask, host};
use crate::ports::{by_name, by_type};
use crate::properties::convert::path_from;

/// This adds the functions to `inviwopy`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(pyo3::wrap_pyfunction!(formats, module)?)?;
    module.add_function(pyo3::wrap_pyfunction!(read_file, module)?)?;
    module.add_function(pyo3::wrap_pyfunction!(write_file, module)?)
}

/// Extension, description, kind of data, whether it can be read, and whether written.
type Format = (String, String, &'static str, bool, bool);

/// All formats whose data has a class in Python.
#[pyfunction(name = "_formats")]
fn formats(py: Python<'_>) -> PyResult<Vec<Format>> {
    let formats: Vec<FormatInfo> = ask(py, &Request::Formats)?;
    let formats = formats.into_iter().filter_map(|format| {
        let kind = by_type(&format.type_id)?.name;
        Some((format.extension, format.description, kind, format.can_read, format.can_write))
    });
    Ok(formats.collect())
}

/// The data of a kind in a file.
#[pyfunction(name = "_read_file")]
fn read_file(py: Python<'_>, path: &Bound<'_, PyAny>, kind: &str) -> PyResult<Vec<Py<PyAny>>> {
    let path = path_from(path)?;
    let type_id = by_name(kind)
        .ok_or_else(|| PyValueError::new_err(format!("there is no data of the kind {kind}")))?
        .type_id;
    let read = || answer(host().read_file(path.as_str().into(), type_id.into()));
    let found: Vec<DataHandle> = py.detach(read).map_err(|error| raised(py, error))?.into();
    found.into_iter().map(|handle| data::to_python(py, handle)).collect()
}

/// Writes data to a file, whose extension says in which format.
#[pyfunction(name = "_write_file")]
fn write_file(path: &Bound<'_, PyAny>, data: &Bound<'_, PyAny>) -> PyResult<()> {
    let py = path.py();
    let path = path_from(path)?;
    let handle = data::from_python(data)?;
    py.detach(|| -> Result<(), Error> {
        answer(host().write_file(path.as_str().into(), &handle))?;
        drop(handle);
        Ok(())
    })
    .map_err(|error| raised(py, error))
}
