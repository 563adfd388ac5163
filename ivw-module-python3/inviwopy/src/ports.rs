//! Ports: where data comes in and goes out.
//!
//! The classes that scripts use, such as `VolumeInport`, are made in Python from their `_port`:
//! what flows through them, and for inports which kind they are.

mod inport;
mod kinds;
mod objects;
mod outport;
mod watch;

pub use inport::Inport;
pub use kinds::{by_name, by_type};
pub use objects::{attach, forget, inport_object, outport_object};
pub use outport::Outport;
pub use watch::{Moment, happened};

use ivw_core::data::DataHandle;
use ivw_core::host::{NodeInfo, PortInfo, Request};
use ivw_core::network::{Connection, PortRef};
use ivw_core::processor::{InportSpec, OutportSpec};
use parking_lot::Mutex;
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple, PyType};
use pyo3::{PyTraverseError, PyVisit};

use crate::anything::{any_to_python, is_any};
use crate::arguments::Arguments;
use crate::data;
use crate::host::{ask, port_ref};
use crate::processor::{self, Processor};

/// This adds the classes to `inviwopy`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Port>()?;
    module.add_class::<Inport>()?;
    module.add_class::<Outport>()?;
    watch::register(module)?;
    module.add("_port_kinds", kinds::table(module.py())?)
}

/// Where a port is.
#[derive(Clone, Debug)]
enum Place {
    /// Nobody made it.
    Nowhere,
    /// Made, and perhaps added to a processor that no host knows.
    LooseIn(InportSpec),
    LooseOut(OutportSpec, Option<DataHandle>),
    Host(u64, u32),
}

/// A port.
#[pyclass(subclass, frozen, weakref, module = "inviwopy")]
pub struct Port {
    place: Mutex<Place>,
    is_inport: bool,
    /// Called before `process` when there is new data, and when connections come and go.
    callbacks: Mutex<Vec<(Moment, Py<PyAny>)>>,
}

impl Port {
    fn blank(is_inport: bool) -> Self {
        Self { place: Mutex::new(Place::Nowhere), is_inport, callbacks: Mutex::default() }
    }

    fn place(&self) -> PyResult<Place> {
        match &*self.place.lock() {
            Place::Nowhere => Err(PyRuntimeError::new_err(
                "this port was not made: its class has to call __init__",
            )),
            place => Ok(place.clone()),
        }
    }

    /// This is the port in the host; an error for a loose one.
    pub fn in_host(&self) -> PyResult<PortRef> {
        match *self.place.lock() {
            Place::Host(processor, port) => Ok(port_ref(processor, port)),
            _ => Err(PyRuntimeError::new_err(
                "this port belongs to no processor that was added to a network",
            )),
        }
    }

    /// This is whether it is an inport.
    pub fn is_inport(&self) -> bool {
        self.is_inport
    }

    /// This is the face of a loose inport.
    pub fn loose_inport(&self) -> Option<InportSpec> {
        match &*self.place.lock() {
            Place::LooseIn(spec) => Some(spec.clone()),
            _ => None,
        }
    }

    /// This is the face of a loose outport.
    pub fn loose_outport(&self) -> Option<OutportSpec> {
        match &*self.place.lock() {
            Place::LooseOut(spec, _) => Some(spec.clone()),
            _ => None,
        }
    }

    /// This is the identifier of a loose port.
    pub fn loose_identifier(&self) -> Option<String> {
        let inport = self.loose_inport().map(|spec| spec.id);
        inport.or_else(|| self.loose_outport().map(|spec| spec.id))
    }

    /// This is the group that it shares the size of its images with.
    pub fn group(&self, py: Python<'_>) -> PyResult<String> {
        Ok(match self.place()? {
            Place::LooseIn(spec) => spec.group,
            Place::LooseOut(spec, _) => spec.group,
            _ if self.is_inport => self.inport_info(py)?.map_or_else(String::new, |i| i.spec.group),
            _ => self.outport_info(py)?.map_or_else(String::new, |i| i.spec.group),
        })
    }

    /// This changes the face of a loose port.
    pub fn set_group(&self, name: &str) {
        match &mut *self.place.lock() {
            Place::LooseIn(spec) => name.clone_into(&mut spec.group),
            Place::LooseOut(spec, _) => name.clone_into(&mut spec.group),
            _ => {}
        }
    }

    /// This notes where the host has put the port; data that it had goes along.
    pub fn moved(&self, py: Python<'_>, processor: u64, port: u32) -> PyResult<()> {
        let old = std::mem::replace(&mut *self.place.lock(), Place::Host(processor, port));
        if let Place::LooseOut(_, Some(data)) = old {
            outport::publish(py, processor, port, Some(data))?;
        }
        Ok(())
    }

    fn inport_info(&self, py: Python<'_>) -> PyResult<Option<PortInfo<InportSpec>>> {
        let PortRef { processor, port } = self.in_host()?;
        let info: NodeInfo = ask(py, &Request::Node(processor))?;
        Ok(info.inports.into_iter().find(|info| info.port == port))
    }

    fn outport_info(&self, py: Python<'_>) -> PyResult<Option<PortInfo<OutportSpec>>> {
        let PortRef { processor, port } = self.in_host()?;
        let info: NodeInfo = ask(py, &Request::Node(processor))?;
        Ok(info.outports.into_iter().find(|info| info.port == port))
    }

    fn connections(&self, py: Python<'_>) -> PyResult<Vec<PortRef>> {
        if self.in_host().is_err() {
            return Ok(Vec::new());
        }
        Ok(match self.is_inport {
            true => self.inport_info(py)?.map(|info| info.connections),
            false => self.outport_info(py)?.map(|info| info.connections),
        }
        .unwrap_or_default())
    }

    /// This is whether anybody wants to be told anything.
    pub fn has_callbacks(&self) -> bool {
        !self.callbacks.lock().is_empty()
    }

    /// This calls what wants to be told of a moment, and raises what that raises.
    ///
    /// Connections are told with the outport, unless the function takes nothing.
    pub fn call_back(
        &self,
        py: Python<'_>,
        moment: Moment,
        outport: Option<&Bound<'_, Outport>>,
    ) -> PyResult<()> {
        let callbacks: Vec<_> = {
            let callbacks = self.callbacks.lock();
            let wanted = callbacks.iter().filter(|(when, _)| *when == moment);
            wanted.map(|(_, function)| function.clone_ref(py)).collect()
        };
        callbacks.iter().try_for_each(|function| watch::call(py, function, outport))
    }

    /// This is whether anybody wants to be told of what only an observer sees.
    fn is_watched(&self) -> bool {
        self.callbacks.lock().iter().any(|(when, _)| *when != Moment::Change)
    }

    fn identifier_of(&self, py: Python<'_>) -> PyResult<String> {
        Ok(match self.place()? {
            Place::LooseIn(spec) => spec.id,
            Place::LooseOut(spec, _) => spec.id,
            _ if self.is_inport => self.inport_info(py)?.map_or_else(String::new, |i| i.spec.id),
            _ => self.outport_info(py)?.map_or_else(String::new, |i| i.spec.id),
        })
    }
}

#[pymethods]
impl Port {
    /// Identifier that workspaces save.
    #[getter]
    fn identifier(&self, py: Python<'_>) -> PyResult<String> {
        self.identifier_of(py)
    }

    /// Class that workspaces save.
    #[getter(classIdentifier)]
    fn class_identifier(&self, py: Python<'_>) -> PyResult<String> {
        Ok(match self.place()? {
            Place::LooseIn(spec) => spec.class_id,
            Place::LooseOut(spec, _) => spec.class_id,
            _ if self.is_inport => {
                self.inport_info(py)?.map_or_else(String::new, |i| i.spec.class_id)
            }
            _ => self.outport_info(py)?.map_or_else(String::new, |i| i.spec.class_id),
        })
    }

    /// What comes in or goes out.
    #[getter(contentInfo)]
    fn content_info(&self, py: Python<'_>) -> PyResult<String> {
        self.class_identifier(py)
    }

    /// The processor that it belongs to, or `None`.
    #[getter]
    fn processor<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, Processor>>> {
        match self.in_host() {
            Ok(port) => processor::object(py, port.processor.number()).map(Some),
            Err(_) => Ok(None),
        }
    }

    #[pyo3(name = "isConnected")]
    fn is_connected(&self, py: Python<'_>) -> PyResult<bool> {
        Ok(!self.connections(py)?.is_empty())
    }

    /// Whether there is data of the present state.
    #[pyo3(name = "isReady")]
    fn is_ready(&self, py: Python<'_>) -> PyResult<bool> {
        let Ok(port) = self.in_host() else { return Ok(false) };
        ask(
            py,
            &match self.is_inport {
                true => Request::IsInportReady(port),
                false => Request::IsOutportReady(port),
            },
        )
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let class = slf.get_type().name()?;
        Ok(format!("<{class}: {}>", slf.get().identifier_of(slf.py())?))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let Ok(other) = other.cast::<Port>() else { return false };
        std::ptr::eq(self, other.get())
            || matches!((self.in_host(), other.get().in_host()), (Ok(a), Ok(b)) if a == b
                && self.is_inport == other.get().is_inport)
    }

    fn __hash__(&self) -> isize {
        std::ptr::from_ref(self) as isize >> 4
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        if let Some(callbacks) = self.callbacks.try_lock() {
            for (_, function) in &*callbacks {
                visit.call(function)?;
            }
        }
        Ok(())
    }

    fn __clear__(&self) {
        let callbacks = std::mem::take(&mut *self.callbacks.lock());
        drop(callbacks);
    }
}

/// The connection between two ports of a network.
pub fn connection(
    outport: &Bound<'_, Outport>,
    inport: &Bound<'_, Inport>,
) -> PyResult<Connection> {
    let (from, to) = (outport.as_super().get().in_host()?, inport.as_super().get().in_host()?);
    Ok(Connection { from, to })
}

const NAMES: &[&str] = &["identifier"];

fn arguments<'py>(
    port: &Bound<'py, PyAny>,
    args: &Bound<'py, PyTuple>,
    kwargs: Option<&Bound<'py, PyDict>>,
) -> PyResult<Arguments<'py>> {
    // Help may come second here.
    if args.len() == 2 {
        let first = PyTuple::new(port.py(), [args.get_item(0)?])?;
        let mut arguments = Arguments::parse("Port", NAMES, &first, kwargs)?;
        arguments.help = Some(args.get_item(1)?.str()?.extract()?);
        return Ok(arguments);
    }
    Arguments::parse("Port", NAMES, args, kwargs)
}

/// The Python object of data.
fn object_of(py: Python<'_>, handle: DataHandle) -> PyResult<Py<PyAny>> {
    match is_any(&handle) {
        true => any_to_python(py, &handle),
        false => data::to_python(py, handle),
    }
}

/// The type of data and the color of ports for a module's own data, as `portsOf` made their class.
fn own_type(class: &Bound<'_, PyType>) -> PyResult<Option<(String, [u8; 3])>> {
    match class.getattr_opt("_type")? {
        Some(own) => own.extract().map(Some),
        None => Ok(None),
    }
}

/// What a class of ports is for.
fn port_of<T>(class: &Bound<'_, PyType>) -> PyResult<T>
where
    T: for<'a, 'py> FromPyObject<'a, 'py, Error = PyErr>,
{
    let port = class.getattr("_port").map_err(|_| {
        PyTypeError::new_err("make a port of a class such as VolumeInport or VolumeOutport")
    })?;
    port.extract()
}
