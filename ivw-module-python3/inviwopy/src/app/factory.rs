//! Makes processors by their classes.

use std::sync::Arc;

use ivw_core::abi::answer;
use ivw_core::host::{ClassInfo, Request};
use ivw_core::network::{Edit, ProcessorId};
use parking_lot::RwLock;
use pyo3::prelude::*;
use pyo3::types::PyType;

use crate::error::raised;
use crate::glm::convert::vector_components;
use crate::host::{ask, command, host};
use crate::processor::{self, Factory, Processor, unknown};

/// This adds the class to `inviwopy`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<ProcessorFactory>()?;
    module.add_function(pyo3::wrap_pyfunction!(register_class, module)?)?;
    module.add_function(pyo3::wrap_pyfunction!(unregister_class, module)?)
}

/// Makes processors.
#[pyclass(frozen, module = "inviwopy")]
pub struct ProcessorFactory;

#[pymethods]
impl ProcessorFactory {
    /// Saved identifiers of all classes.
    #[getter]
    fn keys(&self, py: Python<'_>) -> PyResult<Vec<String>> {
        let classes: Vec<ClassInfo> = ask(py, &Request::Classes)?;
        Ok(classes.into_iter().map(|class| class.spec.class_id).collect())
    }

    /// Whether there is a class.
    #[pyo3(name = "hasKey")]
    fn has_key(&self, py: Python<'_>, key: &str) -> PyResult<bool> {
        Ok(self.keys(py)?.iter().any(|known| known == key))
    }

    /// Makes a processor; `None` if there is no such class, or with a position a `KeyError`.
    #[pyo3(signature = (key, pos=None))]
    fn create<'py>(
        &self,
        py: Python<'py>,
        key: &str,
        pos: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Option<Bound<'py, Processor>>> {
        if !self.has_key(py, key)? {
            return match pos {
                Some(_) => Err(unknown("processor class", key)),
                None => Ok(None),
            };
        }
        let id: ProcessorId = ask(py, &Request::Create(key.to_owned(), None))?;
        if let Some(pos) = pos {
            let at: Vec<i32> = vector_components(pos, 2)?;
            let edit = Edit::Move(id, [at[0], at[1]]);
            command::<()>(py, &Request::Edit("Move".to_owned(), edit))?;
        }
        processor::object(py, id.number()).map(Some)
    }

    /// Adds a class of processors in Python: a `ProcessorFactoryObject`, or the class itself.
    #[pyo3(name = "registerObject")]
    fn register_object(&self, object: &Bound<'_, PyAny>) -> PyResult<bool> {
        let factories = object.py().import("inviwopy._factories")?;
        factories.call_method1("register_processor", (object,))?.extract()
    }

    /// Takes a class of processors away again; gives whether it was there.
    #[pyo3(name = "unRegisterObject")]
    fn unregister_object(&self, object: &Bound<'_, PyAny>) -> PyResult<bool> {
        let factories = object.py().import("inviwopy._factories")?;
        factories.call_method1("unregister_processor", (object,))?.extract()
    }
}

/// Registers a class of processors under the identifier that workspaces save.
#[pyfunction(name = "_register_class")]
fn register_class(class: &Bound<'_, PyType>) -> PyResult<()> {
    let py = class.py();
    let info = class.call_method0("processorInfo")?;
    let spec = Factory::spec_of_class(class, &info)?;
    let slot = Arc::new(RwLock::new(class.clone().unbind()));
    let file = class.getattr("__module__")?.str()?.extract()?;
    let factory = Factory { class: slot, spec, file }.boxed();
    py.detach(|| answer(host().register_processor(factory))).map_err(|error| raised(py, error))
}

/// Takes a class of processors away again.
#[pyfunction(name = "_unregister_class")]
fn unregister_class(py: Python<'_>, key: &str) -> PyResult<()> {
    py.detach(|| answer(host().unregister_processor(key.into()))).map_err(|error| raised(py, error))
}
