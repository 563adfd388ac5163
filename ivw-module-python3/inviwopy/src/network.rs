//! `inviwopy.app.network`: processors, connections and links.

use ivw_core::error::Error;
use ivw_core::host::{NodeInfo, Request};
use ivw_core::network::{
    Connection, Edit, Link, Place, PortRef, ProcessorId, PropertyRef, identifier_of,
};
use pyo3::exceptions::{PyAttributeError, PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;

use crate::host::{ask, command, property_ref};
use crate::ports::{Inport, Outport, Port, connection, inport_object, outport_object};
use crate::processor::{self, Processor};
use crate::properties::Property;
use crate::properties::convert::path_from;
use crate::properties::place::{self, Home};
use crate::wrapper::Wrapper;

/// This adds the classes to `inviwopy`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<ProcessorNetwork>()?;
    module.add_class::<Wrapper>()
}

/// The network of processors.
#[pyclass(frozen, module = "inviwopy")]
pub struct ProcessorNetwork;

/// This is the network.
pub fn singleton(py: Python<'_>) -> PyResult<Py<PyAny>> {
    static NETWORK: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let network =
        NETWORK.get_or_try_init(py, || PyResult::Ok(Py::new(py, ProcessorNetwork)?.into_any()))?;
    Ok(network.clone_ref(py))
}

fn value_class<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("inviwopy._values")?.getattr(name)
}

fn ids(py: Python<'_>) -> PyResult<Vec<(ProcessorId, String)>> {
    ask(py, &Request::Processors)
}

fn property_object<'py>(py: Python<'py>, at: PropertyRef) -> PyResult<Bound<'py, Property>> {
    place::object(py, Home::Host(at.processor.number()).at(at.property))
}

fn at_of(property: &Bound<'_, Property>) -> PyResult<PropertyRef> {
    let at = property.get().place()?;
    match at.home {
        Home::Host(processor) => Ok(property_ref(processor, at.index)),
        Home::Loose(_) => Err(PyRuntimeError::new_err(
            "this property belongs to no processor that was added to a network",
        )),
    }
}

/// Two things: given one by one, or as an object that has both.
fn pair<'py>(
    args: &Bound<'py, PyTuple>,
    kwargs: Option<&Bound<'py, pyo3::types::PyDict>>,
    names: [&str; 2],
    keywords: [&str; 2],
) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)> {
    let by_name = |n: usize| match kwargs {
        Some(kwargs) => kwargs.get_item(keywords[n]),
        None => Ok(None),
    };
    match args.len() {
        2 => Ok((args.get_item(0)?, args.get_item(1)?)),
        1 => {
            let first = args.get_item(0)?;
            if let Some(second) = by_name(1)? {
                return Ok((first, second));
            }
            Ok((first.getattr(names[0])?, first.getattr(names[1])?))
        }
        _ => match (by_name(0)?, by_name(1)?) {
            (Some(a), Some(b)) => Ok((a, b)),
            _ => Err(PyTypeError::new_err(format!("expected {} and {}", keywords[0], keywords[1]))),
        },
    }
}

fn ports<'py>(
    args: &Bound<'py, PyTuple>,
    kwargs: Option<&Bound<'py, pyo3::types::PyDict>>,
) -> PyResult<(Bound<'py, Outport>, Bound<'py, Inport>)> {
    let (a, b) = pair(args, kwargs, ["outport", "inport"], ["sourcePort", "destPort"])?;
    Ok((a.cast_into()?, b.cast_into()?))
}

fn link_of(
    args: &Bound<'_, PyTuple>,
    kwargs: Option<&Bound<'_, pyo3::types::PyDict>>,
) -> PyResult<Link> {
    let (a, b) = pair(args, kwargs, ["source", "destination"], ["src", "dst"])?;
    Ok(Link { from: at_of(a.cast()?)?, to: at_of(b.cast()?)? })
}

#[pymethods]
impl ProcessorNetwork {
    /// All processors, in the order in which they were added.
    #[getter]
    fn processors(&self, py: Python<'_>) -> PyResult<Wrapper> {
        let named = ids(py)?.into_iter().map(|(id, identifier)| {
            Ok((identifier, processor::object(py, id.number())?.into_any().unbind()))
        });
        Ok(Wrapper::new(named.collect::<PyResult<_>>()?))
    }

    /// The processor with an identifier, or `None`.
    ///
    /// Scripts from when identifiers had spaces find it, too.
    #[pyo3(name = "getProcessorByIdentifier")]
    fn processor_by_identifier<'py>(
        &self,
        py: Python<'py>,
        identifier: String,
    ) -> PyResult<Option<Bound<'py, Processor>>> {
        let mut found: Option<ProcessorId> = ask(py, &Request::Find(identifier.clone()))?;
        let stripped = identifier_of(&identifier);
        if found.is_none() && stripped != identifier {
            found = ask(py, &Request::Find(stripped))?;
        }
        found.map(|id| processor::object(py, id.number())).transpose()
    }

    fn __getattr__<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, Processor>> {
        let found = match name.starts_with("__") {
            true => None,
            false => self.processor_by_identifier(py, name.to_owned())?,
        };
        found.ok_or_else(|| {
            PyAttributeError::new_err(format!(
                "ProcessorNetwork does not have a processor with identifier: '{name}'"
            ))
        })
    }

    /// Puts a processor into the network; its identifier becomes unique.
    #[pyo3(name = "addProcessor")]
    fn add_processor<'py>(
        &self,
        processor: Option<&Bound<'py, Processor>>,
    ) -> PyResult<Bound<'py, Processor>> {
        let processor = processor.ok_or_else(|| {
            PyTypeError::new_err("there is no processor: the factory knows no such class")
        })?;
        let py = processor.py();
        let id = match processor.get().id() {
            Some(id) => id,
            None => processor::adopt(processor)?,
        };
        let id = ProcessorId::from_number(id);
        let node: NodeInfo = ask(py, &Request::Node(id))?;
        if !node.is_placed {
            let name = format!("Add {}", node.display_name);
            command::<()>(py, &Request::Edit(name, Edit::Place(Place::from(id))))?;
        }
        Ok(processor.clone())
    }

    /// Takes a processor out of the network, with its connections and links.
    #[pyo3(name = "removeProcessor")]
    fn remove_processor(&self, processor: &Bound<'_, Processor>) -> PyResult<()> {
        let Some(id) = processor.get().id() else { return Ok(()) };
        let edit = Edit::Remove(ProcessorId::from_number(id));
        command(processor.py(), &Request::Edit("Remove a processor".to_owned(), edit))
    }

    /// All connections.
    #[getter]
    fn connections<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let class = value_class(py, "PortConnection")?;
        let connections: Vec<Connection> = ask(py, &Request::Connections)?;
        connections
            .into_iter()
            .map(|c| class.call1((outport_object(py, c.from)?, inport_object(py, c.to)?)))
            .collect()
    }

    /// Connects an outport to an inport; does nothing if they can't be connected, or are.
    #[pyo3(name = "addConnection", signature = (*args, **kwargs))]
    fn add_connection(
        &self,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, pyo3::types::PyDict>>,
    ) -> PyResult<()> {
        let py = args.py();
        let (outport, inport) = ports(args, kwargs)?;
        for port in [outport.as_super(), inport.as_super()] {
            if !self.is_port_in_network(port)? {
                let identifier: String = port.getattr("identifier")?.extract()?;
                return Err(PyRuntimeError::new_err(format!(
                    "port \"{identifier}\" is in no network: add its processor first"
                )));
            }
        }
        let connection = connection(&outport, &inport)?;
        let connections: Vec<Connection> = ask(py, &Request::Connections)?;
        if connections.contains(&connection) {
            return Ok(());
        }
        let error: Option<Error> = ask(py, &Request::CheckConnection(connection))?;
        if let Some(error) = error {
            tracing::warn!(target: "python", "nothing was connected: {error}");
            return Ok(());
        }
        command(py, &Request::Edit("Connect".to_owned(), Edit::Connect(connection)))
    }

    /// Disconnects an outport from an inport.
    #[pyo3(name = "removeConnection", signature = (*args, **kwargs))]
    fn remove_connection(
        &self,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, pyo3::types::PyDict>>,
    ) -> PyResult<()> {
        let py = args.py();
        let (outport, inport) = ports(args, kwargs)?;
        let connection = connection(&outport, &inport)?;
        let connections: Vec<Connection> = ask(py, &Request::Connections)?;
        if !connections.contains(&connection) {
            return Ok(());
        }
        command(py, &Request::Edit("Disconnect".to_owned(), Edit::Disconnect(connection)))
    }

    /// Whether an outport is connected to an inport.
    #[pyo3(name = "isConnected", signature = (*args, **kwargs))]
    fn is_connected(
        &self,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, pyo3::types::PyDict>>,
    ) -> PyResult<bool> {
        let (outport, inport) = ports(args, kwargs)?;
        let Ok(connection) = connection(&outport, &inport) else { return Ok(false) };
        let connections: Vec<Connection> = ask(args.py(), &Request::Connections)?;
        Ok(connections.contains(&connection))
    }

    /// Whether a port belongs to a processor in the network.
    #[pyo3(name = "isPortInNetwork")]
    fn is_port_in_network(&self, port: &Bound<'_, Port>) -> PyResult<bool> {
        let Ok(at) = port.get().in_host() else { return Ok(false) };
        let node: NodeInfo = ask(port.py(), &Request::Node(at.processor))?;
        Ok(node.is_placed)
    }

    /// All links.
    #[getter]
    fn links<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        links(py, |_| true)
    }

    /// Lets a property follow another one; does nothing if that is not possible, or is so.
    #[pyo3(name = "addLink", signature = (*args, **kwargs))]
    fn add_link(
        &self,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, pyo3::types::PyDict>>,
    ) -> PyResult<()> {
        let py = args.py();
        let link = link_of(args, kwargs)?;
        let links: Vec<Link> = ask(py, &Request::Links)?;
        if links.contains(&link) {
            return Ok(());
        }
        if !ask::<bool>(py, &Request::CanLink(link))? {
            tracing::warn!(target: "python", "nothing was linked: the values do not convert");
            return Ok(());
        }
        command(py, &Request::Edit("Link".to_owned(), Edit::Link(link)))
    }

    /// Ends that a property follows another one.
    #[pyo3(name = "removeLink", signature = (*args, **kwargs))]
    fn remove_link(
        &self,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, pyo3::types::PyDict>>,
    ) -> PyResult<()> {
        let py = args.py();
        let link = link_of(args, kwargs)?;
        let links: Vec<Link> = ask(py, &Request::Links)?;
        if !links.contains(&link) {
            return Ok(());
        }
        command(py, &Request::Edit("Unlink".to_owned(), Edit::Unlink(link)))
    }

    /// Whether a property follows another one.
    #[pyo3(name = "isLinked", signature = (*args, **kwargs))]
    fn is_linked(
        &self,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, pyo3::types::PyDict>>,
    ) -> PyResult<bool> {
        let link = link_of(args, kwargs)?;
        Ok(ask::<Vec<Link>>(args.py(), &Request::Links)?.contains(&link))
    }

    /// Whether two properties follow each other.
    #[pyo3(name = "isLinkedBidirectional", signature = (*args, **kwargs))]
    fn is_linked_both_ways(
        &self,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, pyo3::types::PyDict>>,
    ) -> PyResult<bool> {
        let link = link_of(args, kwargs)?;
        let links: Vec<Link> = ask(args.py(), &Request::Links)?;
        Ok(links.contains(&link) && links.contains(&Link { from: link.to, to: link.from }))
    }

    /// All links between properties of two processors, either way.
    #[pyo3(name = "getLinksBetweenProcessors")]
    fn links_between<'py>(
        &self,
        a: &Bound<'py, Processor>,
        b: &Bound<'py, Processor>,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let (Some(first), Some(second)) = (a.get().id(), b.get().id()) else {
            return Ok(Vec::new());
        };
        links(a.py(), |link| {
            let (from, to) = (link.from.processor.number(), link.to.processor.number());
            (from, to) == (first, second) || (from, to) == (second, first)
        })
    }

    /// Properties that follow a property.
    #[pyo3(name = "getPropertiesLinkedTo")]
    fn properties_linked_to<'py>(
        &self,
        property: &Bound<'py, Property>,
    ) -> PyResult<Vec<Bound<'py, Property>>> {
        let py = property.py();
        let at = at_of(property)?;
        let links: Vec<Link> = ask(py, &Request::Links)?;
        let followers = links.into_iter().filter(|link| link.from == at);
        followers.map(|link| property_object(py, link.to)).collect()
    }

    /// Whether a property belongs to a processor in the network.
    #[pyo3(name = "isPropertyInNetwork")]
    fn is_property_in_network(&self, property: &Bound<'_, Property>) -> PyResult<bool> {
        let Ok(at) = at_of(property) else { return Ok(false) };
        let node: NodeInfo = ask(property.py(), &Request::Node(at.processor))?;
        Ok(node.is_placed)
    }

    /// All canvases.
    #[getter]
    fn canvases<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, Processor>>> {
        let mut canvases = Vec::new();
        for (id, _) in ids(py)? {
            let node: NodeInfo = ask(py, &Request::Node(id))?;
            if node.class.is_canvas {
                canvases.push(processor::object(py, id.number())?);
            }
        }
        Ok(canvases)
    }

    /// The property with a path such as `Raycaster.camera.lookFrom`, or `None`.
    #[pyo3(name = "getProperty")]
    fn property<'py>(
        &self,
        py: Python<'py>,
        path: &Bound<'py, PyAny>,
    ) -> PyResult<Option<Bound<'py, Property>>> {
        let path = match path.extract::<String>() {
            Ok(path) => path,
            Err(_) => path.extract::<Vec<String>>()?.join("."),
        };
        let Some((processor, rest)) = path.split_once('.') else { return Ok(None) };
        let found: Option<ProcessorId> = ask(py, &Request::Find(processor.to_owned()))?;
        let Some(id) = found else { return Ok(None) };
        let index: Option<u32> = ask(py, &Request::FindProperty(id, rest.to_owned()))?;
        index
            .map(|property| property_object(py, PropertyRef { processor: id, property }))
            .transpose()
    }

    /// The inport with a path such as `Raycaster.volume`, or `None`.
    #[pyo3(name = "getInport")]
    fn inport<'py>(&self, py: Python<'py>, path: &str) -> PyResult<Option<Bound<'py, Inport>>> {
        let Some((processor, id, node)) = node_of(py, path)? else { return Ok(None) };
        let found = node.inports.into_iter().find(|port| port.spec.id == id);
        found.map(|port| inport_object(py, PortRef { processor, port: port.port })).transpose()
    }

    /// The outport with a path such as `VolumeSource.data`, or `None`.
    #[pyo3(name = "getOutport")]
    fn outport<'py>(&self, py: Python<'py>, path: &str) -> PyResult<Option<Bound<'py, Outport>>> {
        let Some((processor, id, node)) = node_of(py, path)? else { return Ok(None) };
        let found = node.outports.into_iter().find(|port| port.spec.id == id);
        found.map(|port| outport_object(py, PortRef { processor, port: port.port })).transpose()
    }

    /// The port with a path such as `VolumeSource.data`, or `None`.
    #[pyo3(name = "getPort")]
    fn port<'py>(&self, py: Python<'py>, path: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
        if let Some(inport) = self.inport(py, path)? {
            return Ok(Some(inport.into_any()));
        }
        Ok(self.outport(py, path)?.map(Bound::into_any))
    }

    /// Version of the workspace format.
    #[getter]
    fn version(&self) -> u32 {
        21
    }

    /// Whether there are no processors.
    #[getter]
    fn empty(&self, py: Python<'_>) -> PyResult<bool> {
        Ok(ids(py)?.is_empty())
    }

    /// Always false: whoever looks does so between changes.
    #[getter]
    fn invalidating(&self) -> bool {
        false
    }

    /// Always false: whoever looks does so between changes.
    #[getter]
    fn linking(&self) -> bool {
        false
    }

    /// Whether a workspace is being read.
    #[getter]
    fn deserializing(&self, py: Python<'_>) -> PyResult<bool> {
        ask(py, &Request::IsLoading)
    }

    /// Number of background jobs: there are none.
    #[getter(runningBackgroundJobs)]
    fn running_background_jobs(&self) -> usize {
        0
    }

    /// Holds evaluation back until as many calls of `unlock`.
    fn lock(&self, py: Python<'_>) -> PyResult<()> {
        ask(py, &Request::Lock)
    }

    /// Lets evaluation go on; the last one brings the network up to date.
    fn unlock(&self, py: Python<'_>) -> PyResult<()> {
        command(py, &Request::Unlock)
    }

    #[pyo3(name = "isLocked")]
    fn is_locked(&self, py: Python<'_>) -> PyResult<bool> {
        ask(py, &Request::IsLocked)
    }

    /// Whether evaluation is held back.
    #[getter]
    fn locked(&self, py: Python<'_>) -> PyResult<bool> {
        ask(py, &Request::IsLocked)
    }

    /// Removes all processors.
    fn clear(&self, py: Python<'_>) -> PyResult<()> {
        command(py, &Request::Clear)
    }

    /// Writes a workspace.
    fn save(&self, path: &Bound<'_, PyAny>) -> PyResult<()> {
        ask(path.py(), &Request::Save(path_from(path)?.into()))
    }

    /// Replaces the network by that of a workspace.
    fn load(&self, path: &Bound<'_, PyAny>) -> PyResult<()> {
        let notes: Vec<String> = command(path.py(), &Request::Open(path_from(path)?.into()))?;
        for note in notes {
            tracing::warn!(target: "python", "{note}");
        }
        Ok(())
    }

    /// Adds the network of a workspace to this one; gives the new processors.
    fn append<'py>(&self, path: &Bound<'py, PyAny>) -> PyResult<Vec<Bound<'py, Processor>>> {
        let py = path.py();
        let added: Vec<ProcessorId> = command(py, &Request::Append(path_from(path)?.into()))?;
        added.into_iter().map(|id| processor::object(py, id.number())).collect()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("<ProcessorNetwork: {} processors>", ids(py)?.len()))
    }
}

fn links<'py>(
    py: Python<'py>,
    is_wanted: impl Fn(&Link) -> bool,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let class = value_class(py, "PropertyLink")?;
    let links: Vec<Link> = ask(py, &Request::Links)?;
    links
        .into_iter()
        .filter(is_wanted)
        .map(|link| class.call1((property_object(py, link.from)?, property_object(py, link.to)?)))
        .collect()
}

fn node_of(py: Python<'_>, path: &str) -> PyResult<Option<(ProcessorId, String, NodeInfo)>> {
    let Some((processor, port)) = path.split_once('.') else { return Ok(None) };
    let found: Option<ProcessorId> = ask(py, &Request::Find(processor.to_owned()))?;
    let Some(id) = found else { return Ok(None) };
    Ok(Some((id, port.to_owned(), ask(py, &Request::Node(id))?)))
}
