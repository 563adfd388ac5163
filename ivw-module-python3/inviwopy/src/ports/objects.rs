//! The Python objects of ports of the host: at most one for each port at a time.

use std::collections::HashMap;

use ivw_core::host::{NodeInfo, Request};
use ivw_core::network::PortRef;
use parking_lot::Mutex;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyType, PyWeakrefReference};

use super::{Inport, Outport, Port, kinds, watch};
use crate::host::ask;

/// Whose port, whether an inport, which one.
type Key = (u64, bool, u32);

static OBJECTS: Mutex<Option<HashMap<Key, Py<PyWeakrefReference>>>> = Mutex::new(None);

fn with<R>(look: impl FnOnce(&mut HashMap<Key, Py<PyWeakrefReference>>) -> R) -> R {
    look(OBJECTS.lock().get_or_insert_default())
}

/// This makes a port's object the handle of a port of the host.
pub fn attach(object: &Bound<'_, Port>, processor: u64, port: u32) -> PyResult<()> {
    let py = object.py();
    let reference = PyWeakrefReference::new(object)?.unbind();
    let key = (processor, object.get().is_inport(), port);
    let old = with(|objects| objects.insert(key, reference));
    drop(old);
    object.get().moved(py, processor, port)?;
    match object.cast::<Inport>() {
        Ok(inport) if object.get().is_watched() => watch::watch(inport),
        _ => Ok(()),
    }
}

/// This forgets the ports of a processor that is gone.
pub fn forget(processor: u64) {
    watch::forget(processor);
    let gone =
        with(|objects| objects.extract_if(|(of, _, _), _| *of == processor).collect::<Vec<_>>());
    drop(gone);
}

fn existing<'py>(py: Python<'py>, key: Key) -> Option<Bound<'py, PyAny>> {
    let reference = with(|objects| Some(objects.get(&key)?.clone_ref(py)))?;
    reference.bind(py).upgrade()
}

/// This is the Python object of an inport.
pub fn inport_object<'py>(py: Python<'py>, port: PortRef) -> PyResult<Bound<'py, Inport>> {
    if let Some(found) = existing(py, (port.processor.number(), true, port.port)) {
        return Ok(found.cast_into()?);
    }
    let info: NodeInfo = ask(py, &Request::Node(port.processor))?;
    let found = info.inports.into_iter().find(|info| info.port == port.port);
    let spec = found.ok_or_else(|| PyRuntimeError::new_err("the inport is gone"))?.spec;
    let name = spec.accepts.first().and_then(|id| kinds::by_type(id)).map(|kind| kind.name);
    let suffix = match spec.class_id.as_str() {
        id if id.ends_with(".flat.multi.inport") => "FlatMultiInport",
        _ if spec.is_multi => "MultiInport",
        _ => "Inport",
    };
    let class = class_of(py, name, suffix)?;
    let object = class.call_method1("__new__", (&class,))?.cast_into::<Inport>()?;
    attach(object.as_super(), port.processor.number(), port.port)?;
    Ok(object)
}

/// This is the Python object of an outport.
pub fn outport_object<'py>(py: Python<'py>, port: PortRef) -> PyResult<Bound<'py, Outport>> {
    if let Some(found) = existing(py, (port.processor.number(), false, port.port)) {
        return Ok(found.cast_into()?);
    }
    let info: NodeInfo = ask(py, &Request::Node(port.processor))?;
    let found = info.outports.into_iter().find(|info| info.port == port.port);
    let spec = found.ok_or_else(|| PyRuntimeError::new_err("the outport is gone"))?.spec;
    let name = kinds::by_type(&spec.type_id).map(|kind| kind.name);
    let class = class_of(py, name, "Outport")?;
    let object = class.call_method1("__new__", (&class,))?.cast_into::<Outport>()?;
    attach(object.as_super(), port.processor.number(), port.port)?;
    Ok(object)
}

fn class_of<'py>(
    py: Python<'py>,
    name: Option<&str>,
    suffix: &str,
) -> PyResult<Bound<'py, PyType>> {
    let ports = py.import("inviwopy._ports")?;
    let found = name.and_then(|name| ports.getattr(format!("{name}{suffix}").as_str()).ok());
    let class = match found {
        Some(class) => class,
        None if suffix == "Outport" => py.get_type::<Outport>().into_any(),
        None => py.get_type::<Inport>().into_any(),
    };
    Ok(class.cast_into()?)
}
