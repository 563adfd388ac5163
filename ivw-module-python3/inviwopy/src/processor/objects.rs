//! The Python objects of processors: at most one for each processor at a time.

use std::collections::HashMap;

use ivw_core::host::{NodeInfo, Request};
use ivw_core::network::ProcessorId;
use parking_lot::Mutex;
use pyo3::exceptions::PyAttributeError;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyWeakrefReference};

use super::{CanvasProcessor, Processor};
use crate::host::ask;
use crate::properties::Property;

struct Known {
    object: Py<PyWeakrefReference>,
    is_python: bool,
}

static OBJECTS: Mutex<Option<HashMap<u64, Known>>> = Mutex::new(None);

fn with<R>(look: impl FnOnce(&mut HashMap<u64, Known>) -> R) -> R {
    look(OBJECTS.lock().get_or_insert_default())
}

/// This remembers the object of a processor.
pub fn remember(object: &Bound<'_, Processor>, id: u64, is_python: bool) -> PyResult<()> {
    let reference = PyWeakrefReference::new(object)?.unbind();
    let old = with(|objects| objects.insert(id, Known { object: reference, is_python }));
    drop(old);
    Ok(())
}

/// This forgets the object of a processor.
pub fn forget(id: u64) {
    let gone = with(|objects| match objects.get(&id) {
        // A processor in Python may come back by undoing.
        Some(known) if !known.is_python => objects.remove(&id),
        _ => None,
    });
    drop(gone);
}

/// This forgets the object of a processor in Python, which the host has forgotten.
pub fn forget_python(id: u64) {
    let gone = with(|objects| objects.remove(&id));
    drop(gone);
}

/// This is whether a processor is written in Python.
pub fn is_python(id: u64) -> bool {
    with(|objects| objects.get(&id).is_some_and(|known| known.is_python))
}

/// This is the object of a processor, if there is one.
pub fn existing<'py>(py: Python<'py>, id: u64) -> Option<Bound<'py, Processor>> {
    let reference = with(|objects| Some(objects.get(&id)?.object.clone_ref(py)))?;
    reference.bind(py).upgrade()?.cast_into().ok()
}

/// This is the object of a processor; it is made if there is none.
pub fn object<'py>(py: Python<'py>, id: u64) -> PyResult<Bound<'py, Processor>> {
    if let Some(found) = existing(py, id) {
        return Ok(found);
    }
    let node: NodeInfo = ask(py, &Request::Node(ProcessorId::from_number(id)))?;
    let class = match node.class.is_canvas {
        true => py.get_type::<CanvasProcessor>(),
        false => py.get_type::<Processor>(),
    };
    let object = class.call_method1("__new__", (&class,))?.cast_into::<Processor>()?;
    object.get().state.lock().id = Some(id);
    remember(&object, id, false)?;
    Ok(object)
}

/// This sets or deletes an attribute; a property that goes by this name is not overwritten.
pub fn set_attribute(
    slf: &Bound<'_, Processor>,
    name: &Bound<'_, PyString>,
    value: Option<&Bound<'_, PyAny>>,
) -> PyResult<()> {
    let py = slf.py();
    if slf.get().has_property(name)? {
        return Err(PyAttributeError::new_err(format!(
            "'{name}' is a property of this processor and can't be replaced: set {name}.value \
             instead"
        )));
    }
    let value_pointer = value.map_or(std::ptr::null_mut(), |value| value.as_ptr());
    #[allow(unsafe_code)]
    // SAFETY: all three are live objects, or no value, which means to delete.
    let status =
        unsafe { ffi::PyObject_GenericSetAttr(slf.as_ptr(), name.as_ptr(), value_pointer) };
    if status == 0 {
        return Ok(());
    }
    let error = PyErr::fetch(py);
    // Objects without a Python class have no dictionary of their own.
    let has_class = !slf.get_type().is(py.get_type::<Processor>())
        && !slf.get_type().is(py.get_type::<CanvasProcessor>());
    match value {
        Some(value) if !has_class && error.is_instance_of::<PyAttributeError>(py) => {
            let extras = {
                let mut extras = slf.get().extras.lock();
                extras.get_or_insert_with(|| PyDict::new(py).unbind()).clone_ref(py)
            };
            extras.bind(py).set_item(name, value)
        }
        _ => Err(error),
    }
}

impl Processor {
    /// Whether the current attribute of a name is a property with this identifier.
    fn has_property(&self, name: &Bound<'_, PyString>) -> PyResult<bool> {
        let py = name.py();
        let kept: Vec<_> = {
            let kept = self.kept.lock();
            if kept.is_empty() {
                return Ok(false);
            }
            kept.iter().map(|object| object.clone_ref(py)).collect()
        };
        let name = name.to_str()?;
        for object in kept {
            if let Ok(property) = object.bind(py).cast::<Property>()
                && property.get().is_called(name)
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
