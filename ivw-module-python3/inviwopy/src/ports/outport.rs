//! Outports: where data goes out.

use std::sync::OnceLock;

use ivw_core::abi::{ROption, answer};
use ivw_core::data::DataHandle;
use ivw_core::host::Request;
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::{Inport, Place, Port, arguments, inport_object, kinds, object_of, own_type, port_of};
use crate::anything::any_from_python;
use crate::data;
use crate::error::raised;
use crate::host::{ask, host};

/// Where data goes out.
#[pyclass(extends = Port, subclass, frozen, module = "inviwopy")]
#[derive(Default)]
pub struct Outport {
    /// What it takes, as its class says.
    takes: OnceLock<Takes>,
}

/// What an outport takes.
enum Takes {
    /// Data of a type that is known here.
    Data,
    /// Any Python object.
    Anything,
    /// A list of a class, or what such a list can be made of.
    List(Py<PyAny>),
}

impl Outport {
    fn takes<'a>(slf: &'a Bound<'_, Self>) -> PyResult<&'a Takes> {
        if let Some(takes) = slf.get().takes.get() {
            return Ok(takes);
        }
        // Nobody knows the class of ports of modules without Python classes.
        let port: String = port_of(&slf.get_type()).unwrap_or_default();
        let takes = match kinds::list_class(slf.py(), &port)? {
            _ if port == "Python" => Takes::Anything,
            Some(class) => Takes::List(class.unbind()),
            None => Takes::Data,
        };
        Ok(slf.get().takes.get_or_init(|| takes))
    }

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

/// This puts data at an outport of the host.
pub fn publish(
    py: Python<'_>,
    processor: u64,
    port: u32,
    data: Option<DataHandle>,
) -> PyResult<()> {
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
        PyClassInitializer::from(Port::blank(false)).add_subclass(Self::default())
    }

    #[pyo3(signature = (*args, **kwargs))]
    fn __init__(
        slf: &Bound<'_, Self>,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<()> {
        let data = port_of::<String>(&slf.get_type())?;
        let mut arguments = arguments(slf.as_any(), args, kwargs)?;
        let mut spec = kinds::outport_spec(&data);
        if let Some((type_id, color)) = own_type(&slf.get_type())? {
            (spec.type_id, spec.color) = (type_id, color);
        }
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
        let handle = match Self::takes(slf)? {
            Takes::Anything => any_from_python(data),
            // Lists and arrays become a list of the kind that the port is for.
            Takes::List(class) => {
                let class = class.bind(data.py());
                match data.is_instance(class)? {
                    true => any_from_python(data),
                    false => any_from_python(&class.call1((data,))?),
                }
            }
            Takes::Data => data::from_python(data)?,
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

    /// The data, or `None`, as inports have it.
    #[getter(data)]
    fn present(slf: &Bound<'_, Self>) -> PyResult<Option<Py<PyAny>>> {
        Self::data(slf)
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
