//! Ports: where data comes in and goes out.
//!
//! The classes that scripts use, such as `VolumeInport`, are made in Python from their `_port`:
//! what flows through them, and for inports which kind they are.

use ivw_core::abi::{ROption, answer};
use ivw_core::data::DataHandle;
use ivw_core::host::{NodeInfo, PortInfo, Request};
use ivw_core::network::{Connection, Edit, PortRef};
use ivw_core::processor::{InportSpec, OutportSpec};
use parking_lot::Mutex;
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple, PyType};
use pyo3::{PyTraverseError, PyVisit};

use crate::anything::{any_from_python, any_to_python, is_any};
use crate::arguments::Arguments;
use crate::data;
use crate::error::raised;
use crate::host::{ask, command, host, port_ref};
use crate::processor::{self, Processor};

mod kinds;
mod objects;

pub use kinds::{inport_spec, outport_spec};
pub use objects::{attach, forget, inport_object, outport_object};

/// This adds the classes to `inviwopy`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Port>()?;
    module.add_class::<Inport>()?;
    module.add_class::<Outport>()?;
    module.add_class::<CallbackHolder>()?;
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
            publish(py, processor, port, Some(data))?;
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

    /// This calls what wants to be told, and raises what that raises.
    pub fn call_back(&self, py: Python<'_>, moment: Moment) -> PyResult<()> {
        let callbacks: Vec<_> = {
            let callbacks = self.callbacks.lock();
            let wanted = callbacks.iter().filter(|(when, _)| *when == moment);
            wanted.map(|(_, function)| function.clone_ref(py)).collect()
        };
        callbacks.iter().try_for_each(|function| function.call0(py).map(|_| ()))
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

const NAMES: &[&str] = &["identifier"];

/// Where data comes in.
#[pyclass(extends = Port, subclass, frozen, module = "inviwopy")]
pub struct Inport {
    /// Whether the data is new since the last `process`; the host forgets that just before.
    is_changed: Mutex<bool>,
}

impl Inport {
    /// This notes whether the data is new.
    pub fn set_changed(&self, is_changed: bool) {
        *self.is_changed.lock() = is_changed;
    }

    fn handles(slf: &Bound<'_, Self>) -> Vec<DataHandle> {
        match slf.as_super().get().in_host() {
            Ok(port) => host().inputs(port.processor.number(), port.port).into(),
            Err(_) => Vec::new(),
        }
    }

    fn pairs<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Py<PyAny>>> {
        let py = slf.py();
        let handles = Self::handles(slf);
        let mut pairs = Vec::new();
        let mut handles = handles.into_iter();
        for from in slf.as_super().get().connections(py)? {
            let has_data = host().output(from.processor.number(), from.port).is_some();
            if !has_data {
                continue;
            }
            let Some(handle) = handles.next() else { break };
            let outport = outport_object(py, from)?;
            let data = object_of(py, handle)?;
            pairs.push((outport, data).into_pyobject(py)?.into_any().unbind());
        }
        Ok(pairs)
    }

    fn when(slf: &Bound<'_, Self>, moment: Moment, function: Py<PyAny>) -> CallbackHolder {
        let py = slf.py();
        slf.as_super().get().callbacks.lock().push((moment, function.clone_ref(py)));
        CallbackHolder { port: slf.clone().unbind(), function }
    }
}

#[pymethods]
impl Inport {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(
        _args: &Bound<'_, PyTuple>,
        _kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyClassInitializer<Self> {
        PyClassInitializer::from(Port::blank(true))
            .add_subclass(Self { is_changed: Mutex::new(false) })
    }

    #[pyo3(signature = (*args, **kwargs))]
    fn __init__(
        slf: &Bound<'_, Self>,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<()> {
        let (data, kind) = port_of::<(String, String)>(&slf.get_type())?;
        let mut arguments = arguments(slf.as_any(), args, kwargs)?;
        let mut spec = inport_spec(&data, &kind);
        spec.id = arguments.text("identifier")?;
        spec.help = arguments.help.take().unwrap_or_default();
        *slf.as_super().get().place.lock() = Place::LooseIn(spec);
        Ok(())
    }

    /// Whether the processor works without it.
    #[getter]
    fn optional(slf: &Bound<'_, Self>) -> PyResult<bool> {
        let port = slf.as_super().get();
        Ok(match port.place()? {
            Place::LooseIn(spec) => spec.is_optional,
            _ => port.inport_info(slf.py())?.is_some_and(|info| info.spec.is_optional),
        })
    }

    #[setter]
    fn set_optional(slf: &Bound<'_, Self>, optional: bool) -> PyResult<()> {
        let port = slf.as_super().get();
        if let Place::LooseIn(spec) = &mut *port.place.lock() {
            spec.is_optional = optional;
            return Ok(());
        }
        let edit = Edit::SetOptional(port.in_host()?, optional);
        command(slf.py(), &Request::Edit("Change an inport".to_owned(), edit))
    }

    #[pyo3(name = "setOptional")]
    fn set_optional_too(slf: &Bound<'_, Self>, optional: bool) -> PyResult<()> {
        Self::set_optional(slf, optional)
    }

    #[pyo3(name = "isOptional")]
    fn is_optional(slf: &Bound<'_, Self>) -> PyResult<bool> {
        Self::optional(slf)
    }

    /// Whether the data is new to the processor.
    #[pyo3(name = "isChanged")]
    fn is_changed(slf: &Bound<'_, Self>) -> PyResult<bool> {
        if *slf.get().is_changed.lock() {
            return Ok(true);
        }
        let port = slf.as_super().get();
        if port.in_host().is_err() {
            return Ok(false);
        }
        Ok(port.inport_info(slf.py())?.is_some_and(|info| info.is_changed))
    }

    /// Whether there is any data.
    #[pyo3(name = "hasData")]
    fn has_data(slf: &Bound<'_, Self>) -> bool {
        !Self::handles(slf).is_empty()
    }

    /// The data of the first connection, or `None`.
    #[pyo3(name = "getData")]
    fn data_first<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Py<PyAny>>> {
        let first = Self::handles(slf).into_iter().next();
        first.map(|handle| object_of(slf.py(), handle)).transpose()
    }

    /// The data of all connections, in their order.
    #[pyo3(name = "getVectorData")]
    fn data_all(slf: &Bound<'_, Self>) -> PyResult<Vec<Py<PyAny>>> {
        let handles = Self::handles(slf).into_iter();
        handles.map(|handle| object_of(slf.py(), handle)).collect()
    }

    /// The data of all connections, each with the outport that it comes from.
    #[pyo3(name = "getSourceVectorData")]
    fn data_with_sources(slf: &Bound<'_, Self>) -> PyResult<Vec<Py<PyAny>>> {
        Self::pairs(slf)
    }

    /// Iterates over the data of all connections.
    fn data<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Self::data_all(slf)?.into_pyobject(slf.py())?.try_iter()?.into_any())
    }

    /// Iterates over pairs of outport and data.
    #[pyo3(name = "outportAndData")]
    fn outport_and_data<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Self::pairs(slf)?.into_pyobject(slf.py())?.try_iter()?.into_any())
    }

    /// Iterates over pairs of whether the data is new, and data.
    #[pyo3(name = "changedAndData")]
    fn changed_and_data<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let is_changed = Self::is_changed(slf)?;
        let pairs: Vec<_> =
            Self::data_all(slf)?.into_iter().map(|data| (is_changed, data)).collect();
        Ok(pairs.into_pyobject(slf.py())?.try_iter()?.into_any())
    }

    /// The outport that it is connected to first, or `None`.
    #[pyo3(name = "getConnectedOutport")]
    fn connected_outport<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, Outport>>> {
        Ok(Self::connected_outports(slf)?.into_iter().next())
    }

    /// All outports that it is connected to, in order.
    #[pyo3(name = "getConnectedOutports")]
    fn connected_outports<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Outport>>> {
        let connections = slf.as_super().get().connections(slf.py())?;
        connections.into_iter().map(|from| outport_object(slf.py(), from)).collect()
    }

    /// Outports with new data.
    #[pyo3(name = "getChangedOutports")]
    fn changed_outports<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Outport>>> {
        match Self::is_changed(slf)? {
            true => Self::connected_outports(slf),
            false => Ok(Vec::new()),
        }
    }

    #[pyo3(name = "getMaxNumberOfConnections")]
    fn max_number_of_connections(slf: &Bound<'_, Self>) -> PyResult<usize> {
        let port = slf.as_super().get();
        let is_multi = match port.place()? {
            Place::LooseIn(spec) => spec.is_multi,
            _ => port.inport_info(slf.py())?.is_some_and(|info| info.spec.is_multi),
        };
        Ok(if is_multi { usize::MAX } else { 1 })
    }

    #[pyo3(name = "getNumberOfConnections")]
    fn number_of_connections(slf: &Bound<'_, Self>) -> PyResult<usize> {
        Ok(slf.as_super().get().connections(slf.py())?.len())
    }

    #[pyo3(name = "canConnectTo")]
    fn can_connect_to(slf: &Bound<'_, Self>, outport: &Bound<'_, Outport>) -> PyResult<bool> {
        let Ok(connection) = connection(outport, slf) else { return Ok(false) };
        let error: Option<ivw_core::error::Error> =
            ask(slf.py(), &Request::CheckConnection(connection))?;
        Ok(error.is_none())
    }

    /// Connects it; raises if that is not possible.
    #[pyo3(name = "connectTo")]
    fn connect_to(slf: &Bound<'_, Self>, outport: &Bound<'_, Outport>) -> PyResult<()> {
        let edit = Edit::Connect(connection(outport, slf)?);
        command(slf.py(), &Request::Edit("Connect".to_owned(), edit))
    }

    #[pyo3(name = "disconnectFrom")]
    fn disconnect_from(slf: &Bound<'_, Self>, outport: &Bound<'_, Outport>) -> PyResult<()> {
        let edit = Edit::Disconnect(connection(outport, slf)?);
        command(slf.py(), &Request::Edit("Disconnect".to_owned(), edit))
    }

    #[pyo3(name = "isConnectedTo")]
    fn is_connected_to(slf: &Bound<'_, Self>, outport: &Bound<'_, Outport>) -> PyResult<bool> {
        let Ok(from) = outport.as_super().get().in_host() else { return Ok(false) };
        Ok(slf.as_super().get().connections(slf.py())?.contains(&from))
    }

    /// Calls a function before `process` when there is new data.
    #[pyo3(name = "onChange")]
    fn on_change(slf: &Bound<'_, Self>, function: Py<PyAny>) -> CallbackHolder {
        Self::when(slf, Moment::Change, function)
    }

    #[pyo3(name = "onChangeScoped")]
    fn on_change_scoped(slf: &Bound<'_, Self>, function: Py<PyAny>) -> CallbackHolder {
        Self::when(slf, Moment::Change, function)
    }

    #[pyo3(name = "onInvalidScoped")]
    fn on_invalid_scoped(slf: &Bound<'_, Self>, function: Py<PyAny>) -> CallbackHolder {
        Self::when(slf, Moment::Invalid, function)
    }

    #[pyo3(name = "onConnectScoped")]
    fn on_connect_scoped(slf: &Bound<'_, Self>, function: Py<PyAny>) -> CallbackHolder {
        Self::when(slf, Moment::Connect, function)
    }

    #[pyo3(name = "onDisconnectScoped")]
    fn on_disconnect_scoped(slf: &Bound<'_, Self>, function: Py<PyAny>) -> CallbackHolder {
        Self::when(slf, Moment::Disconnect, function)
    }
}

/// Where data goes out.
#[pyclass(extends = Port, subclass, frozen, module = "inviwopy")]
pub struct Outport;

impl Outport {
    fn handle(slf: &Bound<'_, Self>) -> PyResult<Option<DataHandle>> {
        Ok(match slf.as_super().get().place()? {
            Place::Host(processor, port) => host().output(processor, port).into_option(),
            Place::LooseOut(_, data) => data,
            _ => None,
        })
    }

    fn put(slf: &Bound<'_, Self>, data: Option<DataHandle>) -> PyResult<()> {
        let port = slf.as_super().get();
        let (old, at) = {
            let mut place = port.place.lock();
            match &mut *place {
                Place::LooseOut(_, slot) => (std::mem::replace(slot, data.clone()), None),
                Place::Host(processor, port) => (None, Some((*processor, *port))),
                _ => return Err(PyRuntimeError::new_err("this outport was not made")),
            }
        };
        drop(old);
        match at {
            Some((processor, port)) => publish(slf.py(), processor, port, data),
            None => Ok(()),
        }
    }
}

fn publish(py: Python<'_>, processor: u64, port: u32, data: Option<DataHandle>) -> PyResult<()> {
    answer(host().set_output(processor, port, ROption::from(data)))
        .map_err(|error| raised(py, error))
}

#[pymethods]
impl Outport {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(
        _args: &Bound<'_, PyTuple>,
        _kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyClassInitializer<Self> {
        PyClassInitializer::from(Port::blank(false)).add_subclass(Self)
    }

    #[pyo3(signature = (*args, **kwargs))]
    fn __init__(
        slf: &Bound<'_, Self>,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<()> {
        let data = port_of::<String>(&slf.get_type())?;
        let mut arguments = arguments(slf.as_any(), args, kwargs)?;
        let mut spec = outport_spec(&data);
        spec.id = arguments.text("identifier")?;
        spec.help = arguments.help.take().unwrap_or_default();
        *slf.as_super().get().place.lock() = Place::LooseOut(spec, None);
        Ok(())
    }

    /// Publishes data; `None` takes it away.
    #[pyo3(name = "setData")]
    fn set_data(slf: &Bound<'_, Self>, data: &Bound<'_, PyAny>) -> PyResult<()> {
        if data.is_none() {
            return Self::put(slf, None);
        }
        let takes_any =
            slf.getattr("_port")?.extract::<String>().is_ok_and(|port| port == "Python");
        let handle = match takes_any {
            true => any_from_python(data),
            false => data::from_python(data)?,
        };
        Self::put(slf, Some(handle)).map_err(|error| {
            match error.is_instance_of::<PyRuntimeError>(data.py()) {
                true => {
                    let text = error.value(data.py()).to_string();
                    PyTypeError::new_err(text)
                }
                false => error,
            }
        })
    }

    /// The data, or `None`.
    #[pyo3(name = "getData")]
    fn data(slf: &Bound<'_, Self>) -> PyResult<Option<Py<PyAny>>> {
        Self::handle(slf)?.map(|handle| object_of(slf.py(), handle)).transpose()
    }

    /// Takes the data away and gives it.
    #[pyo3(name = "detatchData")]
    fn detatch_data(slf: &Bound<'_, Self>) -> PyResult<Option<Py<PyAny>>> {
        let data = Self::data(slf)?;
        Self::put(slf, None)?;
        Ok(data)
    }

    /// Takes the data away and gives it.
    #[pyo3(name = "detachData")]
    fn detach_data(slf: &Bound<'_, Self>) -> PyResult<Option<Py<PyAny>>> {
        Self::detatch_data(slf)
    }

    #[pyo3(name = "hasData")]
    fn has_data(slf: &Bound<'_, Self>) -> PyResult<bool> {
        Ok(Self::handle(slf)?.is_some())
    }

    /// Takes the data away.
    fn clear(slf: &Bound<'_, Self>) -> PyResult<()> {
        Self::put(slf, None)
    }

    #[pyo3(name = "isConnectedTo")]
    fn is_connected_to(slf: &Bound<'_, Self>, inport: &Bound<'_, Inport>) -> PyResult<bool> {
        let Ok(to) = inport.as_super().get().in_host() else { return Ok(false) };
        Ok(slf.as_super().get().connections(slf.py())?.contains(&to))
    }

    /// All inports that it is connected to.
    #[pyo3(name = "getConnectedInports")]
    fn connected_inports<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Inport>>> {
        let connections = slf.as_super().get().connections(slf.py())?;
        connections.into_iter().map(|to| inport_object(slf.py(), to)).collect()
    }

    /// For images: the size that they should have.
    #[getter]
    fn dimensions(slf: &Bound<'_, Self>) -> PyResult<crate::glm::Size2> {
        let size: [u32; 2] = match slf.as_super().get().in_host() {
            Ok(port) => ask(slf.py(), &Request::OutputSize(port))?,
            Err(_) => [8, 8],
        };
        Ok(crate::glm::Size2::from(size.map(u64::from)))
    }

    /// For images: has no effect, as whoever is connected says which size it wants.
    #[pyo3(name = "setDimensions")]
    fn set_dimensions(&self, _size: &Bound<'_, PyAny>) {}

    /// For images: whether they take the size that was asked for.
    #[pyo3(name = "setHandleResizeEvents")]
    fn set_handle_resize_events(slf: &Bound<'_, Self>, handle: bool) {
        if let Place::LooseOut(spec, _) = &mut *slf.as_super().get().place.lock() {
            spec.keeps_size = !handle;
        }
    }

    /// For images: whether they take the size that was asked for.
    #[pyo3(name = "isHandlingResizeEvents")]
    fn is_handling_resize_events(slf: &Bound<'_, Self>) -> PyResult<bool> {
        let port = slf.as_super().get();
        Ok(match port.place()? {
            Place::LooseOut(spec, _) => !spec.keeps_size,
            _ => port.outport_info(slf.py())?.is_none_or(|info| !info.spec.keeps_size),
        })
    }
}

/// Keeps a port's callback; `reset()` takes it back.
#[pyclass(frozen, module = "inviwopy")]
pub struct CallbackHolder {
    port: Py<Inport>,
    function: Py<PyAny>,
}

#[pymethods]
impl CallbackHolder {
    /// Takes the callback back.
    fn reset(&self, py: Python<'_>) {
        let port = self.port.bind(py).as_super().get();
        let mut callbacks = port.callbacks.lock();
        let at = callbacks.iter().position(|(_, function)| function.is(&self.function));
        let gone = at.map(|at| callbacks.remove(at));
        drop(callbacks);
        drop(gone);
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.port)?;
        visit.call(&self.function)
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
