//! `inviwopy.Processor`: what processors in Python derive from, and how scripts see all others.

mod behind;
mod canvas;
mod invalidate;
mod objects;
mod ports;
mod widget;

pub use behind::{Factory, adopt, place_outside};
pub use canvas::CanvasProcessor;
pub use invalidate::invalidating;
pub use objects::{forget, is_python, object};

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ivw_core::event::{Action, Brush, Interaction, Reaction};
use ivw_core::host::{NodeInfo, Request};
use ivw_core::network::{Edit, PortRef, ProcessorId};
use ivw_core::processor::{CodeState as Trust, Spec};
use parking_lot::Mutex;
use pyo3::exceptions::{PyKeyError, PyRuntimeError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use pyo3::{PyTraverseError, PyVisit};

use crate::arguments::Arguments;
use crate::enums::{add_enum, inviwo_enum};
use crate::host::{ask, command};
use crate::ports::{Inport, Outport, Port};
use crate::properties::owner::{Owner, owner_methods};
use crate::properties::place::{Home, LooseTree};
use crate::properties::{InvalidationLevel, Property};
use crate::wrapper::Wrapper;

inviwo_enum! {
    /// How far a processor can be trusted.
    CodeState in "inviwopy" { Broken = 0, Experimental = 1, Stable = 2, Deprecated = 3 }
}

/// This adds the classes to `inviwopy`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    add_enum::<CodeState>(module)?;
    module.add_class::<Processor>()?;
    module.add_class::<CanvasProcessor>()?;
    widget::register(module)
}

/// A node of the network: derive from it, call its `__init__(self, id, name)`, and give the class a
/// static method `processorInfo`.
#[pyclass(subclass, frozen, weakref, module = "inviwopy")]
pub struct Processor {
    state: Mutex<State>,
    /// Properties that were added, which live as long as this.
    kept: Mutex<Vec<Py<PyAny>>>,
    /// Attributes of processors that have no Python class.
    extras: Mutex<Option<Py<PyDict>>>,
    /// What is called once after the next `process`, and whether there is anything.
    when_valid: Mutex<Vec<Py<PyAny>>>,
    has_when_valid: AtomicBool,
}

#[derive(Default)]
struct State {
    /// Whether `__init__` was called.
    is_made: bool,
    identifier: String,
    display_name: String,
    /// The processor in the host.
    id: Option<u64>,
    /// Properties, until there is one in the host.
    tree: Option<Arc<LooseTree>>,
    /// Ports that were added.
    inports: Vec<Py<Inport>>,
    outports: Vec<Py<Outport>>,
}

impl Processor {
    fn blank() -> PyClassInitializer<Self> {
        let blank = Self {
            state: Mutex::default(),
            kept: Mutex::default(),
            extras: Mutex::default(),
            when_valid: Mutex::default(),
            has_when_valid: AtomicBool::new(false),
        };
        blank.into()
    }

    fn init(
        slf: &Bound<'_, Self>,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<()> {
        const NAMES: &[&str] = &["identifier", "displayName"];
        let mut arguments = Arguments::parse("Processor", NAMES, args, kwargs)?;
        let (identifier, name) = (arguments.text("identifier")?, arguments.text("displayName")?);
        let mut state = slf.get().state.lock();
        state.identifier = identifier;
        state.display_name = name;
        state.tree.get_or_insert_with(|| LooseTree::new(true));
        state.is_made = true;
        Ok(())
    }

    /// This calls what wants to know that `process` has ended.
    fn tell_valid(&self, py: Python<'_>) -> PyResult<()> {
        if !self.has_when_valid.swap(false, Ordering::Relaxed) {
            return Ok(());
        }
        let callbacks = std::mem::take(&mut *self.when_valid.lock());
        callbacks.iter().try_for_each(|callback| callback.call0(py).map(|_| ()))
    }

    fn owner(slf: &Bound<'_, Self>) -> PyResult<Owner> {
        Ok(Owner { home: slf.get().home(slf)?, parent: None })
    }

    fn keep<'a>(slf: &'a Bound<'_, Self>) -> &'a Mutex<Vec<Py<PyAny>>> {
        &slf.get().kept
    }

    fn owner_name(slf: &Bound<'_, Self>) -> PyResult<String> {
        Self::identifier_of(slf)
    }

    fn extra<'py>(slf: &Bound<'py, Self>, name: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
        let extras = slf.get().extras.lock().as_ref().map(|extras| extras.clone_ref(slf.py()));
        match extras {
            Some(extras) => extras.bind(slf.py()).get_item(name),
            None => Ok(None),
        }
    }

    fn home(&self, slf: &Bound<'_, Self>) -> PyResult<Home> {
        let state = self.state.lock();
        match (state.id, &state.tree) {
            (Some(id), _) => Ok(Home::Host(id)),
            (None, Some(tree)) => Ok(Home::Loose(tree.clone())),
            (None, None) => {
                drop(state);
                Err(not_made(slf))
            }
        }
    }

    /// These are properties that live as long as this.
    pub fn kept(&self) -> &Mutex<Vec<Py<PyAny>>> {
        &self.kept
    }

    /// This is the processor in the host; none if it was never added to a network.
    pub fn id(&self) -> Option<u64> {
        self.state.lock().id
    }

    fn in_host(slf: &Bound<'_, Self>) -> PyResult<u64> {
        slf.get().id().ok_or_else(|| {
            PyRuntimeError::new_err(
                "this processor was not added to a network: network.addProcessor",
            )
        })
    }

    fn node(slf: &Bound<'_, Self>) -> PyResult<NodeInfo> {
        ask(slf.py(), &Request::Node(ProcessorId::from_number(Self::in_host(slf)?)))
    }

    fn identifier_of(slf: &Bound<'_, Self>) -> PyResult<String> {
        match slf.get().id() {
            Some(_) => Ok(Self::node(slf)?.identifier),
            None => Ok(slf.get().state.lock().identifier.clone()),
        }
    }

    /// These are the faces of its class and of what was added to it.
    fn spec(slf: &Bound<'_, Self>) -> PyResult<Spec> {
        let info = slf.call_method0("getProcessorInfo")?;
        let mut spec = spec_of(&info)?;
        let state = slf.get().state.lock();
        spec.inports = state
            .inports
            .iter()
            .filter_map(|port| port.bind(slf.py()).as_super().get().loose_inport())
            .collect();
        spec.outports = state
            .outports
            .iter()
            .filter_map(|port| port.bind(slf.py()).as_super().get().loose_outport())
            .collect();
        let tree = state.tree.clone();
        drop(state);
        spec.properties = tree.map(|tree| tree.specs()).unwrap_or_default();
        spec.invalidates_itself = overrides(slf, "invalidate");
        spec.saves_itself = overrides(slf, "serialize") || overrides(slf, "deserialize");
        spec.takes_events = true;
        Ok(spec)
    }
}

/// This is whether the class of a processor has a method of its own in the place of ours.
fn overrides(processor: &Bound<'_, Processor>, method: &str) -> bool {
    let own = processor.get_type().getattr(method);
    let inherited = processor.py().get_type::<Processor>().getattr(method);
    matches!((own, inherited), (Ok(own), Ok(inherited)) if !own.is(&inherited))
}

/// The error for a subclass that forgot to call the base class.
fn not_made(slf: &Bound<'_, Processor>) -> PyErr {
    let class = slf.get_type().name().map(|name| name.to_string()).unwrap_or_default();
    PyRuntimeError::new_err(format!(
        "{class}.__init__ has to call inviwopy.Processor.__init__(self, id, name) first"
    ))
}

/// This is the face of a class from its `ProcessorInfo`.
pub fn spec_of(info: &Bound<'_, PyAny>) -> PyResult<Spec> {
    let text = |name: &str| -> PyResult<String> {
        info.getattr(name)
            .and_then(|value| value.str()?.extract())
            .map_err(|_| PyTypeError::new_err(format!("a ProcessorInfo has to have a {name}")))
    };
    let trust = match info.getattr("codeState")?.extract::<CodeState>()? {
        CodeState::Broken => Trust::Broken,
        CodeState::Experimental => Trust::Experimental,
        CodeState::Stable => Trust::Stable,
        CodeState::Deprecated => Trust::Deprecated,
    };
    let tags: String = info.getattr("tags")?.call_method0("getString")?.extract()?;
    let tags = tags.split(',').map(str::trim).filter(|tag| !tag.is_empty());
    Ok(Spec {
        class_id: text("classIdentifier")?,
        name: text("displayName")?,
        category: text("category")?,
        code_state: trust,
        tags: tags.map(str::to_owned).collect(),
        help: text("help")?,
        is_listed: info.getattr("visible")?.is_truthy()?,
        ..Spec::default()
    })
}

owner_methods! { Processor {
    fn __setattr__(slf: &Bound<'_, Self>, name: &Bound<'_, pyo3::types::PyString>, value: &Bound<'_, PyAny>) -> PyResult<()> {
        objects::set_attribute(slf, name, Some(value))
    }

    fn __delattr__(slf: &Bound<'_, Self>, name: &Bound<'_, pyo3::types::PyString>) -> PyResult<()> {
        objects::set_attribute(slf, name, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        Self::identifier_of(slf)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Processor>().is_ok_and(|other| {
            let other = other.get();
            std::ptr::eq(self, other) || (self.id().is_some() && self.id() == other.id())
        })
    }

    fn __hash__(&self) -> isize {
        std::ptr::from_ref(self) as isize >> 4
    }

    /// Identifier that is unique in the network.
    #[getter]
    fn identifier(slf: &Bound<'_, Self>) -> PyResult<String> {
        Self::identifier_of(slf)
    }

    #[setter]
    fn set_identifier(slf: &Bound<'_, Self>, identifier: String) -> PyResult<()> {
        match slf.get().id() {
            Some(id) => {
                let edit = Edit::Rename(ProcessorId::from_number(id), identifier);
                command(slf.py(), &Request::Edit("Rename".to_owned(), edit))
            }
            None => {
                slf.get().state.lock().identifier = identifier;
                Ok(())
            }
        }
    }

    /// Name that people see.
    #[getter(displayName)]
    fn display_name(slf: &Bound<'_, Self>) -> PyResult<String> {
        match slf.get().id() {
            Some(_) => Ok(Self::node(slf)?.display_name),
            None => Ok(slf.get().state.lock().display_name.clone()),
        }
    }

    #[setter(displayName)]
    fn set_display_name(slf: &Bound<'_, Self>, name: String) -> PyResult<()> {
        match slf.get().id() {
            Some(id) => {
                let edit = Edit::DisplayName(ProcessorId::from_number(id), name);
                command(slf.py(), &Request::Edit("Rename".to_owned(), edit))
            }
            None => {
                slf.get().state.lock().display_name = name;
                Ok(())
            }
        }
    }

    /// What the class is; a subclass gives it by its static method `processorInfo`.
    #[pyo3(name = "getProcessorInfo")]
    fn processor_info<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        if let Ok(function) = slf.get_type().getattr("processorInfo") {
            return function.call0();
        }
        if slf.get().id().is_none() {
            let class = slf.get_type().name()?;
            return Err(PyTypeError::new_err(format!(
                "{class} needs a static method processorInfo() that returns inviwopy.ProcessorInfo"
            )));
        }
        let class = Self::node(slf)?.class;
        let state = match class.code_state {
            Trust::Broken => CodeState::Broken,
            Trust::Experimental => CodeState::Experimental,
            Trust::Stable => CodeState::Stable,
            Trust::Deprecated => CodeState::Deprecated,
        };
        let values = py.import("inviwopy._values")?;
        let tags = values.getattr("Tags")?.call1((class.tags.join(", "),))?;
        let arguments = (class.class_id, class.name, class.category, state, tags, class.help);
        values.getattr("ProcessorInfo")?.call1(arguments)
    }

    /// Class that workspaces save.
    #[getter(classIdentifier)]
    fn class_identifier(slf: &Bound<'_, Self>) -> PyResult<Py<PyAny>> {
        Ok(Self::processor_info(slf)?.getattr("classIdentifier")?.unbind())
    }

    /// Where it stands in the list of processors.
    #[getter]
    fn category(slf: &Bound<'_, Self>) -> PyResult<Py<PyAny>> {
        Ok(Self::processor_info(slf)?.getattr("category")?.unbind())
    }

    /// How far it can be trusted.
    #[getter(codeState)]
    fn code_state(slf: &Bound<'_, Self>) -> PyResult<Py<PyAny>> {
        Ok(Self::processor_info(slf)?.getattr("codeState")?.unbind())
    }

    /// Words to find it by.
    #[getter]
    fn tags(slf: &Bound<'_, Self>) -> PyResult<Py<PyAny>> {
        Ok(Self::processor_info(slf)?.getattr("tags")?.unbind())
    }

    /// The network that it is in, or `None`.
    #[getter]
    fn network(slf: &Bound<'_, Self>) -> PyResult<Option<Py<PyAny>>> {
        match slf.get().id() {
            Some(_) if Self::node(slf)?.is_placed => crate::network::singleton(slf.py()).map(Some),
            _ => Ok(None),
        }
    }

    /// The processor itself, as properties have it too.
    #[getter(processor)]
    fn itself<'py>(slf: &Bound<'py, Self>) -> Bound<'py, Self> {
        slf.clone()
    }

    #[pyo3(name = "getOwner")]
    fn no_owner(&self) -> Option<Py<PyAny>> {
        None
    }

    /// Where data comes in: by place, identifier or as attributes.
    #[getter]
    fn inports(slf: &Bound<'_, Self>) -> PyResult<Wrapper> {
        let (inports, _) = Self::ports(slf)?;
        Ok(Wrapper::new(inports.into_iter().map(|(id, p)| (id, p.into_any().unbind())).collect()))
    }

    /// Where data goes out: by place, identifier or as attributes.
    #[getter]
    fn outports(slf: &Bound<'_, Self>) -> PyResult<Wrapper> {
        let (_, outports) = Self::ports(slf)?;
        Ok(Wrapper::new(outports.into_iter().map(|(id, p)| (id, p.into_any().unbind())).collect()))
    }

    /// The inport with an identifier, or `None`.
    #[pyo3(name = "getInport")]
    fn inport<'py>(slf: &Bound<'py, Self>, identifier: &str) -> PyResult<Option<Bound<'py, Inport>>> {
        let (inports, _) = Self::ports(slf)?;
        Ok(inports.into_iter().find(|(id, _)| id == identifier).map(|(_, port)| port))
    }

    /// The outport with an identifier, or `None`.
    #[pyo3(name = "getOutport")]
    fn outport<'py>(slf: &Bound<'py, Self>, identifier: &str) -> PyResult<Option<Bound<'py, Outport>>> {
        let (_, outports) = Self::ports(slf)?;
        Ok(outports.into_iter().find(|(id, _)| id == identifier).map(|(_, port)| port))
    }

    /// The port with an identifier, or `None`.
    #[pyo3(name = "getPort")]
    fn port<'py>(slf: &Bound<'py, Self>, identifier: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
        if let Some(inport) = Self::inport(slf, identifier)? {
            return Ok(Some(inport.into_any()));
        }
        Ok(Self::outport(slf, identifier)?.map(Bound::into_any))
    }

    /// Adds an inport; ports of one group share the size of their images.
    #[pyo3(name = "addInport", signature = (inport, group="default", owner=false))]
    fn add_inport(slf: &Bound<'_, Self>, inport: &Bound<'_, Inport>, group: &str, owner: bool) -> PyResult<()> {
        Self::add_port(slf, inport.as_super(), group, owner)?;
        slf.get().state.lock().inports.push(inport.clone().unbind());
        Ok(())
    }

    /// Adds an outport; ports of one group share the size of their images.
    #[pyo3(name = "addOutport", signature = (outport, group="default", owner=false))]
    fn add_outport(slf: &Bound<'_, Self>, outport: &Bound<'_, Outport>, group: &str, owner: bool) -> PyResult<()> {
        Self::add_port(slf, outport.as_super(), group, owner)?;
        slf.get().state.lock().outports.push(outport.clone().unbind());
        Ok(())
    }

    /// Takes an inport away.
    #[pyo3(name = "removeInport")]
    fn remove_inport(slf: &Bound<'_, Self>, inport: &Bound<'_, Inport>) -> PyResult<()> {
        if slf.get().id().is_some() {
            let edit = Edit::RemoveInport(inport.as_super().get().in_host()?);
            command::<()>(slf.py(), &Request::Edit("Remove an inport".to_owned(), edit))?;
        }
        let mut state = slf.get().state.lock();
        let at = state.inports.iter().position(|port| port.is(inport));
        let gone = at.map(|at| state.inports.remove(at));
        drop(state);
        drop(gone);
        Ok(())
    }

    /// Takes an outport away.
    #[pyo3(name = "removeOutport")]
    fn remove_outport(slf: &Bound<'_, Self>, outport: &Bound<'_, Outport>) -> PyResult<()> {
        if slf.get().id().is_some() {
            let edit = Edit::RemoveOutport(outport.as_super().get().in_host()?);
            command::<()>(slf.py(), &Request::Edit("Remove an outport".to_owned(), edit))?;
        }
        let mut state = slf.get().state.lock();
        let at = state.outports.iter().position(|port| port.is(outport));
        let gone = at.map(|at| state.outports.remove(at));
        drop(state);
        drop(gone);
        Ok(())
    }

    /// Group of a port.
    #[pyo3(name = "getPortGroup")]
    fn port_group(slf: &Bound<'_, Self>, port: &Bound<'_, Port>) -> PyResult<String> {
        port.get().group(slf.py())
    }

    /// Names of all groups of ports.
    #[pyo3(name = "getPortGroups")]
    fn port_groups(slf: &Bound<'_, Self>) -> PyResult<Vec<String>> {
        let mut groups = Vec::new();
        for (group, _) in Self::grouped(slf)? {
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        Ok(groups)
    }

    /// The ports of a group.
    #[pyo3(name = "getPortsInGroup")]
    fn ports_in_group<'py>(slf: &Bound<'py, Self>, group: &str) -> PyResult<Vec<Bound<'py, Port>>> {
        let ports = Self::grouped(slf)?.into_iter().filter(|(of, _)| of == group);
        Ok(ports.map(|(_, port)| port).collect())
    }

    /// The ports of the group of a port.
    #[pyo3(name = "getPortsInSameGroup")]
    fn ports_in_same_group<'py>(
        slf: &Bound<'py, Self>,
        port: &Bound<'py, Port>,
    ) -> PyResult<Vec<Bound<'py, Port>>> {
        Self::ports_in_group(slf, &port.get().group(slf.py())?)
    }

    #[pyo3(name = "allInportsConnected")]
    fn all_inports_connected(slf: &Bound<'_, Self>) -> PyResult<bool> {
        if slf.get().id().is_none() {
            return Self::is_source(slf);
        }
        Ok(Self::node(slf)?.inports.iter().all(|port| !port.connections.is_empty()))
    }

    #[pyo3(name = "allInportsAreReady")]
    fn all_inports_are_ready(slf: &Bound<'_, Self>) -> PyResult<bool> {
        let Some(id) = slf.get().id() else {
            // What is in no network is connected to nothing.
            let (inports, _) = Self::ports(slf)?;
            let mut ports = inports.iter().map(|(_, port)| port.as_super().get());
            return Ok(ports.all(|port| port.loose_inport().is_some_and(|spec| spec.is_optional)));
        };
        let processor = ProcessorId::from_number(id);
        for port in Self::node(slf)?.inports {
            let at = PortRef { processor, port: port.port };
            if !port.spec.is_optional && !ask::<bool>(slf.py(), &Request::IsInportReady(at))? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    #[pyo3(name = "isReady")]
    fn is_ready(slf: &Bound<'_, Self>) -> PyResult<bool> {
        Self::all_inports_are_ready(slf)
    }

    #[pyo3(name = "isSource")]
    fn is_source(slf: &Bound<'_, Self>) -> PyResult<bool> {
        Ok(Self::ports(slf)?.0.is_empty())
    }

    #[pyo3(name = "isSink")]
    fn is_sink(slf: &Bound<'_, Self>) -> PyResult<bool> {
        match slf.get().id() {
            Some(_) => Ok(Self::node(slf)?.is_sink),
            None => Ok(Self::ports(slf)?.1.is_empty()),
        }
    }

    /// Whether nothing has to run.
    #[pyo3(name = "isValid")]
    fn is_valid(slf: &Bound<'_, Self>) -> PyResult<bool> {
        Ok(Self::level(slf)? == InvalidationLevel::Valid)
    }

    /// What has to run.
    #[pyo3(name = "getInvalidationLevel")]
    fn level(slf: &Bound<'_, Self>) -> PyResult<InvalidationLevel> {
        match slf.get().id() {
            Some(_) => Ok(Self::node(slf)?.level.into()),
            None => Ok(InvalidationLevel::InvalidResources),
        }
    }

    /// Prepares what depends on properties of the level `InvalidResources`.
    #[pyo3(name = "initializeResources")]
    fn initialize_resources(&self) {}

    /// Does the work.
    fn process(&self) {}

    /// Called instead of `process` while inports have no data.
    #[pyo3(name = "doIfNotReady")]
    fn do_if_not_ready(&self) {}

    /// Called after `process`.
    #[pyo3(name = "setValid")]
    fn set_valid(&self) {}

    /// Called when a workspace is written; a class that overrides it adds what is its own to the
    /// `Serializer`. Properties are written without it.
    fn serialize(&self, serializer: &Bound<'_, PyAny>) {
        let _ = serializer;
    }

    /// Called when a workspace was read; a class that overrides it gets what is its own from the
    /// `Deserializer`. Properties have their values before it, and tell of them in here.
    fn deserialize(slf: &Bound<'_, Self>, deserializer: &Bound<'_, PyAny>) -> PyResult<()> {
        let _ = deserializer;
        if slf.get().id().is_none() {
            return Ok(());
        }
        // An edit of nothing tells everybody what has changed.
        command(slf.py(), &Request::Edit("Open".to_owned(), Edit::All(Vec::new())))
    }

    /// Calls a function once, after the next `process` that does not fail.
    #[pyo3(name = "_onceValid")]
    fn once_valid(&self, callback: Py<PyAny>) {
        self.when_valid.lock().push(callback);
        self.has_when_valid.store(true, Ordering::Relaxed);
    }

    /// Tells a processor, and those before it, which rows were picked out in a view.
    #[pyo3(name = "_brush")]
    fn brush(slf: &Bound<'_, Self>, how: &str, rows: Vec<u32>) -> PyResult<()> {
        let how = match how {
            "Filter" => Brush::Filter,
            "Select" => Brush::Select,
            "Highlight" => Brush::Highlight,
            other => return Err(PyValueError::new_err(format!("there is no action {other}"))),
        };
        let id = ProcessorId::from_number(Self::in_host(slf)?);
        let event = Interaction { action: Action::Brush { how, rows }, ..Interaction::default() };
        command::<Reaction>(slf.py(), &Request::Interact(id, event)).map(drop)
    }

    /// Handles an event: what was picked is told to the callback of its `PickingMapper`.
    #[pyo3(name = "invokeEvent")]
    fn invoke_event(slf: &Bound<'_, Self>, event: &Bound<'_, PyAny>) -> PyResult<()> {
        let picking = slf.py().import("inviwopy._picking")?;
        picking.call_method1("invoke", (slf, event)).map(|_| ())
    }

    /// Handles an event, and passes it on to all processors that this one gets data from.
    #[pyo3(name = "propagateEvent", signature = (event, outport=None))]
    fn propagate_event(
        slf: &Bound<'_, Self>,
        event: &Bound<'_, PyAny>,
        outport: Option<&Bound<'_, Outport>>,
    ) -> PyResult<()> {
        let events = slf.py().import("inviwopy._events")?;
        events.call_method1("propagate", (slf, event, outport)).map(|_| ())
    }

    /// Tells how far `process` has come, from 0 to 1; or gives the items of a sequence one by one and
    /// tells it meanwhile.
    #[pyo3(signature = (of, total=None))]
    fn progress<'py>(
        slf: &Bound<'py, Self>,
        of: &Bound<'py, PyAny>,
        total: Option<usize>,
    ) -> PyResult<Bound<'py, PyAny>> {
        crate::progress::progress(slf.py(), slf.get().id(), of, total)
    }

    /// Marks the processor as having to run again; a class that overrides it is asked, and runs again
    /// only if it calls this.
    #[pyo3(signature = (invalidationLevel=InvalidationLevel::InvalidOutput, modifiedProperty=None))]
    #[allow(non_snake_case)] // Names that scripts may write out.
    fn invalidate(
        slf: &Bound<'_, Self>,
        invalidationLevel: InvalidationLevel,
        modifiedProperty: Option<&Bound<'_, Property>>,
    ) -> PyResult<()> {
        let _ = modifiedProperty;
        let Some(id) = slf.get().id() else { return Ok(()) };
        let edit = Edit::Invalidate(ProcessorId::from_number(id), invalidationLevel.into());
        command(slf.py(), &Request::Edit("Invalidate".to_owned(), edit))
    }

    /// Position, selection and visibility in the network editor.
    #[getter]
    fn meta(slf: &Bound<'_, Self>) -> PyResult<widget::ProcessorMetaData> {
        match slf.get().id() {
            Some(id) => Ok(widget::ProcessorMetaData::of(id)),
            // Meta data is the host's.
            None => Ok(widget::ProcessorMetaData::of(adopt(slf)?)),
        }
    }

    #[pyo3(name = "hasProcessorWidget")]
    fn has_widget(slf: &Bound<'_, Self>) -> PyResult<bool> {
        Ok(slf.get().id().is_some() && Self::node(slf)?.class.is_canvas)
    }

    /// Its window, or `None`.
    #[getter]
    fn widget(slf: &Bound<'_, Self>) -> PyResult<Option<widget::ProcessorWidget>> {
        match Self::has_widget(slf)? {
            true => Ok(Some(widget::ProcessorWidget::of(Self::in_host(slf)?))),
            false => Ok(None),
        }
    }

    /// Processors that this one gets data from.
    #[pyo3(name = "getDirectPredecessors")]
    fn direct_predecessors<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Processor>>> {
        Self::reached(slf, false, false)
    }

    /// Processors that get data from this one.
    #[pyo3(name = "getDirectSuccessors")]
    fn direct_successors<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Processor>>> {
        Self::reached(slf, true, false)
    }

    /// Processors that this one gets data from, directly or not.
    #[pyo3(name = "getPredecessors")]
    fn predecessors<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Processor>>> {
        Self::reached(slf, false, true)
    }

    /// Processors that get data from this one, directly or not.
    #[pyo3(name = "getSuccessors")]
    fn successors<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Processor>>> {
        Self::reached(slf, true, true)
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        if let Some(state) = self.state.try_lock() {
            for port in &state.inports {
                visit.call(port)?;
            }
            for port in &state.outports {
                visit.call(port)?;
            }
        }
        if let Some(kept) = self.kept.try_lock() {
            for object in &*kept {
                visit.call(object)?;
            }
        }
        if let Some(callbacks) = self.when_valid.try_lock() {
            for callback in &*callbacks {
                visit.call(callback)?;
            }
        }
        if let Some(extras) = self.extras.try_lock()
            && let Some(extras) = &*extras
        {
            visit.call(extras)?;
        }
        Ok(())
    }

    fn __clear__(&self) {
        let (inports, outports) = {
            let mut state = self.state.lock();
            (std::mem::take(&mut state.inports), std::mem::take(&mut state.outports))
        };
        let kept = std::mem::take(&mut *self.kept.lock());
        let extras = self.extras.lock().take();
        let callbacks = std::mem::take(&mut *self.when_valid.lock());
        drop((inports, outports, kept, extras, callbacks));
    }
}}

/// This is the error for a name that nothing has.
pub fn unknown(what: &str, name: &str) -> PyErr {
    PyKeyError::new_err(format!("there is no {what} '{name}'"))
}
