//! Callbacks of inports: new data is told by the processor that runs, the rest is seen here.
//!
//! The host says that something changed, not what: each inport that somebody watches remembers its
//! connections and whether it was ready.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use ivw_core::abi::decode;
use ivw_core::host::{NodeInfo, Request};
use ivw_core::network::{Event, PortRef, ProcessorId};
use parking_lot::Mutex;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyWeakrefReference;
use pyo3::{PyTraverseError, PyVisit};

use super::{Inport, Outport, outport_object};
use crate::host::{CallbackErrors, Inside, ask, attach};

/// This adds the classes to `inviwopy`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<CallbackHolder>()?;
    module.add_class::<OutportCallbackHolder>()
}

/// When a port calls back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// There is new data.
    Change,
    /// The data does not belong to the present state any more.
    Invalid,
    /// A connection was made.
    Connect,
    /// A connection was cut.
    Disconnect,
}

/// An inport that somebody watches, as it was last.
struct Known {
    object: Py<PyWeakrefReference>,
    connections: Vec<PortRef>,
    is_ready: bool,
}

static KNOWN: Mutex<Option<HashMap<PortRef, Known>>> = Mutex::new(None);
static COUNT: AtomicUsize = AtomicUsize::new(0);

fn with<R>(look: impl FnOnce(&mut HashMap<PortRef, Known>) -> R) -> R {
    let mut known = KNOWN.lock();
    let known = known.get_or_insert_default();
    let result = look(known);
    COUNT.store(known.len(), Ordering::Relaxed);
    result
}

/// This begins to watch an inport of the host.
pub fn watch(inport: &Bound<'_, Inport>) -> PyResult<()> {
    let py = inport.py();
    let Ok(at) = inport.as_super().get().in_host() else { return Ok(()) };
    let object = PyWeakrefReference::new(inport)?.unbind();
    let (connections, is_ready) = look(py, at)?;
    let old = with(|known| known.insert(at, Known { object, connections, is_ready }));
    drop(old);
    Ok(())
}

/// This forgets the inports of a processor that is gone.
pub fn forget(processor: u64) {
    let gone = with(|known| {
        known.extract_if(|at, _| at.processor.number() == processor).collect::<Vec<_>>()
    });
    drop(gone);
}

fn look(py: Python<'_>, at: PortRef) -> PyResult<(Vec<PortRef>, bool)> {
    let node: NodeInfo = ask(py, &Request::Node(at.processor))?;
    let port = node.inports.into_iter().find(|port| port.port == at.port);
    let connections = port.map(|port| port.connections).unwrap_or_default();
    Ok((connections, ask(py, &Request::IsInportReady(at))?))
}

/// This takes an event of the host, and calls who wants to know.
pub fn happened(message: &[u8]) {
    if COUNT.load(Ordering::Relaxed) == 0 {
        return;
    }
    let changed: Option<ProcessorId> = match decode::<Event>(message) {
        Ok(Event::Status(id)) => Some(id),
        Ok(Event::Topology) => None,
        _ => return,
    };
    let watched: Vec<PortRef> = with(|known| {
        let is_wanted = |at: &&PortRef| changed.is_none_or(|id| id == at.processor);
        known.keys().filter(is_wanted).copied().collect()
    });
    if watched.is_empty() {
        return;
    }
    attach(|py| {
        for at in watched {
            if let Err(error) = compare(py, at)
                && let Some(error) = CallbackErrors::report(error)
            {
                let error = crate::error::reported(py, &error);
                tracing::error!(target: "python", "in a callback of a port: {error}");
            }
        }
    });
}

/// This tells what is different at an inport from what was known.
fn compare(py: Python<'_>, at: PortRef) -> PyResult<()> {
    // A processor that is being removed has nothing to compare.
    let Ok((connections, is_ready)) = look(py, at) else { return Ok(()) };
    let before = with(|known| {
        let known = known.get_mut(&at)?;
        let before = std::mem::replace(&mut known.connections, connections.clone());
        let was_ready = std::mem::replace(&mut known.is_ready, is_ready);
        Some((known.object.clone_ref(py), before, was_ready))
    });
    let Some((object, before, was_ready)) = before else { return Ok(()) };
    let Some(inport) = object.bind(py).upgrade() else {
        let gone = with(|known| known.remove(&at));
        drop(gone);
        return Ok(());
    };
    let inport: Bound<'_, Inport> = inport.cast_into()?;
    let port = inport.as_super().get();
    let _inside = Inside::enter();
    for from in before.iter().filter(|from| !connections.contains(from)) {
        let outport = outport_object(py, *from).ok();
        port.call_back(py, Moment::Disconnect, outport.as_ref())?;
    }
    for from in connections.iter().filter(|from| !before.contains(from)) {
        let outport = outport_object(py, *from).ok();
        port.call_back(py, Moment::Connect, outport.as_ref())?;
    }
    if was_ready && !is_ready {
        port.call_back(py, Moment::Invalid, None)?;
    }
    Ok(())
}

/// This calls a function with an outport, if there is one and the function takes it.
pub fn call(
    py: Python<'_>,
    function: &Py<PyAny>,
    outport: Option<&Bound<'_, Outport>>,
) -> PyResult<()> {
    let Some(outport) = outport else { return function.call0(py).map(|_| ()) };
    let signature = py.import("inspect")?.call_method1("signature", (function,));
    let takes_it = match signature {
        Ok(signature) => match signature.call_method1("bind", (outport,)) {
            Ok(_) => true,
            Err(error) if error.is_instance_of::<PyTypeError>(py) => false,
            Err(error) => return Err(error),
        },
        // Functions in C may not tell.
        Err(_) => true,
    };
    match takes_it {
        true => function.call1(py, (outport,)).map(|_| ()),
        false => function.call0(py).map(|_| ()),
    }
}

/// Keeps a port's callback; without it, or after `reset()`, nobody is called any more.
#[pyclass(frozen, subclass, name = "InportCallbackHolderVoid", module = "inviwopy")]
pub struct CallbackHolder {
    port: Py<Inport>,
    moment: Moment,
    function: Py<PyAny>,
}

impl CallbackHolder {
    /// This keeps a callback that a port has.
    pub fn new(port: &Bound<'_, Inport>, moment: Moment, function: Py<PyAny>) -> Self {
        Self { port: port.clone().unbind(), moment, function }
    }

    fn take_back(&self, py: Python<'_>) {
        let port = self.port.bind(py).as_super().get();
        let mut callbacks = port.callbacks.lock();
        let is_it = |(moment, function): &(Moment, Py<PyAny>)| {
            *moment == self.moment && function.is(&self.function)
        };
        let gone = callbacks.iter().position(is_it).map(|at| callbacks.remove(at));
        drop(callbacks);
        drop(gone);
    }
}

impl Drop for CallbackHolder {
    fn drop(&mut self) {
        Python::attach(|py| self.take_back(py));
    }
}

#[pymethods]
impl CallbackHolder {
    /// Takes the callback back.
    fn reset(&self, py: Python<'_>) {
        self.take_back(py);
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.port)?;
        visit.call(&self.function)
    }
}

/// Keeps a callback that is told an outport.
#[pyclass(
    frozen, extends = CallbackHolder, name = "InportCallbackHolderOutport", module = "inviwopy"
)]
pub struct OutportCallbackHolder;
