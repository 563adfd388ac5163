//! Inports: where data comes in.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use ivw_core::data::{self as ivw, Data as _, DataHandle};
use ivw_core::host::Request;
use ivw_core::network::Edit;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::watch::{self, CallbackHolder, OutportCallbackHolder};
use super::{
    Moment, Outport, Place, Port, arguments, connection, kinds, object_of, outport_object,
    own_type, port_of,
};
use crate::host::{ask, command, host};

/// Where data comes in.
#[pyclass(extends = Port, subclass, frozen, module = "inviwopy")]
pub struct Inport {
    /// Whether the data is new since the last `process`; the host forgets that just before.
    is_changed: AtomicBool,
    /// Whether it takes sequences apart, as its class says.
    is_flat: OnceLock<bool>,
}

impl Inport {
    /// This notes whether the data is new.
    pub fn set_changed(&self, is_changed: bool) {
        self.is_changed.store(is_changed, Ordering::Relaxed);
    }

    fn handles(slf: &Bound<'_, Self>) -> Vec<DataHandle> {
        match slf.as_super().get().in_host() {
            Ok(port) => host().inputs(port.processor.number(), port.port).into(),
            Err(_) => Vec::new(),
        }
    }

    /// This is data of connections as Python objects; a flat inport takes sequences apart.
    fn objects(
        slf: &Bound<'_, Self>,
        handles: impl IntoIterator<Item = DataHandle>,
    ) -> PyResult<Vec<Py<PyAny>>> {
        let py = slf.py();
        let is_flat = Self::is_flat(slf);
        let mut objects = Vec::new();
        for handle in handles {
            let is_sequence = [ivw::VolumeSequence::TYPE_ID, ivw::MeshSequence::TYPE_ID]
                .contains(&handle.type_id());
            let object = object_of(py, handle)?;
            match is_flat && is_sequence {
                true => {
                    for item in object.bind(py).try_iter()? {
                        objects.push(item?.unbind());
                    }
                }
                false => objects.push(object),
            }
        }
        Ok(objects)
    }

    fn is_flat(slf: &Bound<'_, Self>) -> bool {
        if let Some(is_flat) = slf.get().is_flat.get() {
            return *is_flat;
        }
        // Ports of modules without Python classes have a class that says nothing.
        let port = port_of::<(String, String)>(&slf.get_type());
        let is_flat = port.is_ok_and(|(_, kind)| kind.starts_with("flat"));
        *slf.get().is_flat.get_or_init(|| is_flat)
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
            for data in Self::objects(slf, [handle])? {
                pairs.push((&outport, data).into_pyobject(py)?.into_any().unbind());
            }
        }
        Ok(pairs)
    }

    /// This adds a callback, for as long as the port is there.
    fn when(slf: &Bound<'_, Self>, moment: Moment, function: Py<PyAny>) -> PyResult<()> {
        slf.as_super().get().callbacks.lock().push((moment, function));
        match moment {
            Moment::Change => Ok(()),
            _ => watch::watch(slf),
        }
    }

    /// This adds a callback, for as long as what it returns is there.
    fn while_held<'py>(
        slf: &Bound<'py, Self>,
        moment: Moment,
        function: Py<PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        Self::when(slf, moment, function.clone_ref(py))?;
        let holder = CallbackHolder::new(slf, moment, function);
        Ok(match moment {
            Moment::Change | Moment::Invalid => Bound::new(py, holder)?.into_any(),
            Moment::Connect | Moment::Disconnect => {
                let holder = PyClassInitializer::from(holder).add_subclass(OutportCallbackHolder);
                Bound::new(py, holder)?.into_any()
            }
        })
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
            .add_subclass(Self { is_changed: AtomicBool::new(false), is_flat: OnceLock::new() })
    }

    #[pyo3(signature = (*args, **kwargs))]
    fn __init__(
        slf: &Bound<'_, Self>,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<()> {
        let (data, kind) = port_of::<(String, String)>(&slf.get_type())?;
        let mut arguments = arguments(slf.as_any(), args, kwargs)?;
        let mut spec = kinds::inport_spec(&data, &kind);
        if let Some((type_id, color)) = own_type(&slf.get_type())? {
            (spec.accepts, spec.color) = (vec![type_id], color);
        }
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

    /// For images: whether they come in the size that they have, before the port is added.
    #[pyo3(name = "setOutportDeterminesSize")]
    fn set_outport_determines_size(slf: &Bound<'_, Self>, keeps: bool) {
        if let Place::LooseIn(spec) = &mut *slf.as_super().get().place.lock() {
            spec.keeps_size = keeps;
        }
    }

    /// For images: whether they come in the size that they have.
    #[pyo3(name = "isOutportDeterminingSize")]
    fn is_outport_determining_size(slf: &Bound<'_, Self>) -> PyResult<bool> {
        let port = slf.as_super().get();
        Ok(match port.place()? {
            Place::LooseIn(spec) => spec.keeps_size,
            _ => port.inport_info(slf.py())?.is_some_and(|info| info.spec.keeps_size),
        })
    }

    /// Whether the data is new to the processor.
    #[pyo3(name = "isChanged")]
    fn is_changed(slf: &Bound<'_, Self>) -> PyResult<bool> {
        if slf.get().is_changed.load(Ordering::Relaxed) {
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
        Ok(Self::objects(slf, first)?.into_iter().next())
    }

    /// The data of all connections, in their order.
    #[pyo3(name = "getVectorData")]
    fn data_all(slf: &Bound<'_, Self>) -> PyResult<Vec<Py<PyAny>>> {
        Self::objects(slf, Self::handles(slf))
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
    fn on_change(slf: &Bound<'_, Self>, function: Py<PyAny>) -> PyResult<()> {
        Self::when(slf, Moment::Change, function)
    }

    /// Calls a function before `process` when there is new data, while the result is kept.
    #[pyo3(name = "onChangeScoped")]
    fn on_change_scoped<'py>(
        slf: &Bound<'py, Self>,
        function: Py<PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        Self::while_held(slf, Moment::Change, function)
    }

    /// Calls a function when the data gets out of date.
    #[pyo3(name = "onInvalid")]
    fn on_invalid(slf: &Bound<'_, Self>, function: Py<PyAny>) -> PyResult<()> {
        Self::when(slf, Moment::Invalid, function)
    }

    /// Calls a function when the data gets out of date, while the result is kept.
    #[pyo3(name = "onInvalidScoped")]
    fn on_invalid_scoped<'py>(
        slf: &Bound<'py, Self>,
        function: Py<PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        Self::while_held(slf, Moment::Invalid, function)
    }

    /// Calls a function with the outport when a connection is made.
    #[pyo3(name = "onConnect")]
    fn on_connect(slf: &Bound<'_, Self>, function: Py<PyAny>) -> PyResult<()> {
        Self::when(slf, Moment::Connect, function)
    }

    /// Calls a function with the outport when a connection is made, while the result is kept.
    #[pyo3(name = "onConnectScoped")]
    fn on_connect_scoped<'py>(
        slf: &Bound<'py, Self>,
        function: Py<PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        Self::while_held(slf, Moment::Connect, function)
    }

    /// Calls a function with the outport when a connection is cut.
    #[pyo3(name = "onDisconnect")]
    fn on_disconnect(slf: &Bound<'_, Self>, function: Py<PyAny>) -> PyResult<()> {
        Self::when(slf, Moment::Disconnect, function)
    }

    /// Calls a function with the outport when a connection is cut, while the result is kept.
    #[pyo3(name = "onDisconnectScoped")]
    fn on_disconnect_scoped<'py>(
        slf: &Bound<'py, Self>,
        function: Py<PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        Self::while_held(slf, Moment::Disconnect, function)
    }
}
