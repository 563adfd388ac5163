//! Canvases as scripts see them.

use ivw_core::error::Error;
use pyo3::exceptions::PyAttributeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::Processor;
use crate::properties::Property;

/// A processor that shows a picture to a person.
#[pyclass(extends = Processor, subclass, frozen, module = "inviwopy")]
pub struct CanvasProcessor;

#[pymethods]
impl CanvasProcessor {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(
        _args: &Bound<'_, PyTuple>,
        _kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyClassInitializer<Self> {
        Processor::blank().add_subclass(Self)
    }

    /// Size of the picture in pixels.
    #[getter]
    fn size<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        canvas_size(slf)?.getattr("value")
    }

    #[setter]
    fn set_size(slf: &Bound<'_, Self>, size: &Bound<'_, PyAny>) -> PyResult<()> {
        canvas_size(slf)?.setattr("value", size)
    }

    /// The image that is shown, with all its layers, or `None`.
    #[getter]
    fn image(slf: &Bound<'_, Self>) -> PyResult<Option<Py<PyAny>>> {
        let py = slf.py();
        let id = Processor::in_host(slf.as_super())?;
        let inport = Processor::node(slf.as_super())?.inports.into_iter().next();
        let shown = py.detach(|| {
            // Whoever runs the canvas may need the interpreter.
            let host = crate::host::host();
            host.picture(id).into_option()?;
            host.inputs(id, inport?.port).into_iter().next()
        });
        shown.map(|image| crate::data::to_python(py, image)).transpose()
    }

    /// Whether there is a picture of the present state.
    #[getter]
    fn ready(slf: &Bound<'_, Self>) -> PyResult<bool> {
        Processor::is_ready(slf.as_super())
    }

    /// Writes the picture to a file, whose extension says in which format.
    fn snapshot(slf: &Bound<'_, Self>, filepath: &Bound<'_, PyAny>) -> PyResult<()> {
        let py = slf.py();
        let path = crate::properties::convert::path_from(filepath)?;
        let id = Processor::in_host(slf.as_super())?;
        let identifier = Processor::identifier_of(slf.as_super())?;
        py.detach(|| {
            crate::host::update()?;
            let host = crate::host::host();
            let picture = host
                .picture(id)
                .into_option()
                .ok_or_else(|| Error::new(format!("No image in canvas {identifier}")))?;
            ivw_core::abi::answer(host.write_file(path.as_str().into(), &picture))
        })
        .map_err(|error| crate::error::raised(py, error))
    }

    /// Writes the picture to a file.
    #[pyo3(name = "snapshotAsync")]
    fn snapshot_async(slf: &Bound<'_, Self>, filepath: &Bound<'_, PyAny>) -> PyResult<()> {
        Self::snapshot(slf, filepath)
    }

    /// Whether the picture's size differs from that of the window.
    #[pyo3(name = "getUseCustomDimensions")]
    fn use_custom_dimensions(&self) -> bool {
        false
    }

    /// Size of the picture in pixels.
    #[getter(customDimensions)]
    fn custom_dimensions<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::size(slf)
    }
}

fn canvas_size<'py>(slf: &Bound<'py, CanvasProcessor>) -> PyResult<Bound<'py, Property>> {
    let owner = Processor::owner(slf.as_super())?;
    for path in ["dimensions", "inputSize.dimensions", "size"] {
        if let Some(found) = owner.find(slf.py(), path)? {
            return Ok(found);
        }
    }
    Err(PyAttributeError::new_err("this canvas has no property for its size"))
}
