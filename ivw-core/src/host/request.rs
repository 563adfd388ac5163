//! What modules ask a host, in messages: everything that is not frequent.

use super::Host;
use crate::abi::{Bytes, decode, encode};
use crate::error::{Error, Result};
use crate::event::Interaction;
use crate::format::FormatInfo;
use crate::module::Outcome;
use crate::network::{
    Connection, Edit, Link, Network, Place, PortRef, ProcessorId, PropertyRef, Window, can_link,
};
use crate::processor::{InportSpec, OutportSpec, Spec};
use crate::property::{InvalidationLevel, PropertyChange, PropertySpec, Value};
use crate::script::ScriptRequest;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// A question or an order of a module; each says what its answer is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Request {
    /// Changes the network; answers what undoes it, an [`Edit`].
    Edit(String, Edit),
    /// Changes a property, as [`Host::change_property`]; answers nothing.
    Change(PropertyRef, PropertyChange),
    /// Brings the network up to date; answers nothing.
    Update,
    /// Holds evaluation back; answers nothing.
    Lock,
    /// Lets evaluation go on; answers nothing.
    Unlock,
    /// Answers whether evaluation is held back.
    IsLocked,
    /// Answers whether a workspace is being read.
    IsLoading,
    /// Answers whether something runs or has to run.
    IsBusy,
    /// Makes a processor of a class, with a displayed name; answers a [`ProcessorId`].
    Create(String, Option<String>),
    /// Forgets a processor that is not in the network; answers nothing.
    Forget(ProcessorId),
    /// Answers the processors of a class in the network, a list of [`InstanceInfo`].
    Instances(String),
    /// Says that a class has another face from now on; answers nothing.
    SetClass(Spec),
    /// Says why the newest code of a class is not what runs, or that it is; answers nothing.
    CodeError(String, Option<Error>),
    /// Answers all classes, a list of [`ClassInfo`].
    Classes,
    /// Answers the face of a class, a [`Spec`].
    Class(String),
    /// Answers the processors in the network, a list of [`ProcessorId`] with identifiers.
    Processors,
    /// Answers the processor with an identifier, or nothing.
    Find(String),
    /// Answers a [`NodeInfo`].
    Node(ProcessorId),
    /// Answers a [`PropertyInfo`].
    Property(PropertyRef),
    /// Answers the number of a property by its path in a processor, or nothing.
    FindProperty(ProcessorId, String),
    /// Answers the path of a property, processor included.
    Path(PropertyRef),
    /// Answers all connections.
    Connections,
    /// Answers all links.
    Links,
    /// Answers nothing, or why two ports can't be connected.
    CheckConnection(Connection),
    /// Answers whether a property can follow another one.
    CanLink(Link),
    /// Answers whether an inport has data to offer, by its number.
    IsInportReady(PortRef),
    /// Answers whether an outport's data belongs to the current state.
    IsOutportReady(PortRef),
    /// Answers the size that an image outport should have.
    OutputSize(PortRef),
    /// Replaces the network by that of a workspace; answers notes.
    Open(PathBuf),
    /// Adds the network of a workspace; answers the new processors.
    Append(PathBuf),
    /// Writes a workspace; answers nothing.
    Save(PathBuf),
    /// Removes all; answers nothing.
    Clear,
    /// Undoes; answers the name of what was undone, or nothing.
    Undo,
    /// Does again; answers the name of what was done again, or nothing.
    Redo,
    /// Answers all formats, a list of [`FormatInfo`].
    Formats,
    /// Answers what was set by name, such as `python`, or nothing.
    Setting(String),
    /// Answers the names of all loaded modules.
    Modules,
    /// Answers version and description of a loaded module, or nothing.
    Module(String),
    /// Tells a processor and those upstream of it what a person did; answers a
    /// [`Reaction`](crate::event::Reaction).
    Interact(ProcessorId, Interaction),
    /// Says how far the running processor has come; answers whether it is to stop.
    Progress(ProcessorId, f32),
    /// Asks what runs to stop; answers nothing.
    Cancel,
    /// Asks where the library of a module lies, by the module's name; answers `Option<PathBuf>`.
    Library(String),
    /// Asks for the folders with what modules give to Python, those that there are; answers
    /// `Vec<PathBuf>`.
    PythonFolders,
    /// Asks whoever runs scripts; answers a [`ScriptReply`](crate::script::ScriptReply).
    Script(ScriptRequest),
    /// Asks the script that runs to stop; answers nothing.
    Interrupt,
    /// Asks for so many numbers for things in pictures, for an owner that the module knows by a number
    /// of its own; answers the first one. None frees those that it has.
    PickingIds(u64, usize),
    /// Says that the first outport of a processor outside of the network has an example of a type of
    /// data; answers nothing.
    SetExample(String, ProcessorId),
    /// Asks for the processor with an example of a type of data, by the type's identifier; answers
    /// nothing if there is none.
    Example(String),
}

/// A class of processors, in short.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassInfo {
    /// Its face.
    pub spec: Spec,
    /// Name of the module that it comes from.
    pub module: String,
}

/// A processor in the network, in short.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InstanceInfo {
    /// The processor.
    pub id: ProcessorId,
    /// Identifier that is unique in the network.
    pub identifier: String,
    /// Displayed name.
    pub display_name: String,
    /// Whether its class was unknown when it was made.
    pub is_placeholder: bool,
}

/// A processor as it is now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NodeInfo {
    /// Identifier that is unique in the network.
    pub identifier: String,
    /// Displayed name.
    pub display_name: String,
    /// Face of its class, without ports and properties.
    pub class: Spec,
    /// Whether it is in the network.
    pub is_placed: bool,
    /// Whether its class is unknown.
    pub is_placeholder: bool,
    /// Whether it is evaluated for its own sake.
    pub is_sink: bool,
    /// What has to run again.
    pub level: InvalidationLevel,
    /// Where it stands in the network editor.
    pub position: [i32; 2],
    /// Whether it is selected.
    pub is_selected: bool,
    /// Whether it is to be seen in the network editor.
    pub is_visible: bool,
    /// Its window.
    pub window: Window,
    /// Inports.
    pub inports: Vec<PortInfo<InportSpec>>,
    /// Outports.
    pub outports: Vec<PortInfo<OutportSpec>>,
    /// Numbers of the properties that are not inside others, in order.
    pub properties: Vec<u32>,
    /// Why it failed, if it did.
    pub error: Option<Error>,
    /// Why the newest code of its class is not what runs, if so.
    #[serde(default)]
    pub code_error: Option<Error>,
}

/// A port as it is now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PortInfo<S> {
    /// Its number.
    pub port: u32,
    /// Its face.
    pub spec: S,
    /// What it is connected to, in order.
    pub connections: Vec<PortRef>,
    /// For inports, whether the data is new to the processor.
    pub is_changed: bool,
}

/// A property as it is now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PropertyInfo {
    /// Its face, without children.
    pub spec: PropertySpec,
    /// Current value.
    pub value: Value,
    /// Default value.
    pub default: Value,
    /// Whether it changed since its processor was valid.
    pub is_modified: bool,
    /// Number of the property around it.
    pub parent: Option<u32>,
    /// Numbers of the properties in it.
    pub children: Vec<u32>,
    /// Path in its processor.
    pub path: String,
    /// How often it was pressed, if it is a button or several.
    #[serde(default)]
    pub n_presses: u64,
    /// Which one of several buttons was pressed last, if that was said.
    #[serde(default)]
    pub pressed: Option<u32>,
}

/// The paths of the ends of a link or connection.
pub type LinkEnds = (String, String);

/// Decodes the answer to a request.
pub fn decode_reply<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    decode(bytes)
}

/// The connection between ports of paths such as `VolumeSource.data`.
pub fn connection_of(network: &Network, from: &str, to: &str) -> Result<Connection> {
    let split = |path: &str| {
        path.split_once('.').map(|(a, b)| (a.to_owned(), b.to_owned())).ok_or_else(|| {
            Error::new(format!("\"{path}\" is no path of a port"))
                .hint("write Processor.port, such as VolumeSource.data")
        })
    };
    let ((source, outport), (target, inport)) = (split(from)?, split(to)?);
    let (source_id, target_id) = (network.find(&source)?, network.find(&target)?);
    let missing = |what: &str, processor: &str, port: &str, known: Vec<&str>| {
        Error::new(format!("processor \"{processor}\" has no {what} \"{port}\""))
            .hint(format!("it has {}", known.join(", ")))
    };
    let (source_node, target_node) = (network.node(source_id)?, network.node(target_id)?);
    let known = |ids: Vec<(bool, &str)>| -> Vec<String> {
        ids.into_iter().filter(|(gone, _)| !gone).map(|(_, id)| id.to_owned()).collect()
    };
    let from_port = source_node.outport(&outport).ok_or_else(|| {
        let ids = source_node.outports.iter().map(|p| (p.is_removed, p.spec.id.as_str())).collect();
        let ids = known(ids);
        missing("outport", &source, &outport, ids.iter().map(String::as_str).collect())
    })?;
    let to_port = target_node.inport(&inport).ok_or_else(|| {
        let ids = target_node.inports.iter().map(|p| (p.is_removed, p.spec.id.as_str())).collect();
        let ids = known(ids);
        missing("inport", &target, &inport, ids.iter().map(String::as_str).collect())
    })?;
    Ok(Connection {
        from: PortRef { processor: source_id, port: from_port },
        to: PortRef { processor: target_id, port: to_port },
    })
}

impl Host {
    /// Answers a module's request.
    pub(super) fn answer(&self, request: Request) -> Result<Bytes> {
        Ok(match request {
            Request::Edit(name, edit) => {
                // Placing calls nothing of a module; everything else neither.
                self.edit(&name, edit)?;
                encode(&())
            }
            Request::Change(property, change) => encode(&self.change_property(property, change)?),
            Request::Update => encode(&self.update()),
            Request::Lock => encode(&self.lock()),
            Request::Unlock => encode(&self.unlock()),
            Request::IsLocked => encode(&self.is_locked()),
            Request::IsLoading => encode(&self.is_loading()),
            Request::IsBusy => encode(&self.is_busy()),
            Request::Create(class_id, name) => encode(&self.create(&class_id, name.as_deref())?),
            Request::Forget(id) => encode(&self.with(|network| network.forget(id))),
            Request::Instances(class_id) => {
                encode(&self.with(|network| instances(network, &class_id)))
            }
            Request::SetClass(spec) => {
                self.shared.factories.write().set_spec(spec)?;
                self.tell_classes();
                encode(&())
            }
            Request::CodeError(class_id, error) => encode(&self.set_code_error(&class_id, error)),
            Request::Classes => {
                let factories = self.factories();
                let classes = factories.classes().into_iter().map(|class| ClassInfo {
                    spec: (*class.spec).clone(),
                    module: class.module.clone(),
                });
                encode(&classes.collect::<Vec<_>>())
            }
            Request::Class(class_id) => encode(&*self.factories().get(&class_id)?.spec),
            Request::Processors => encode(&self.with(|network| {
                let ids = network.processors().iter();
                ids.map(|id| Ok((*id, network.node(*id)?.identifier.clone())))
                    .collect::<Result<Vec<_>>>()
            })?),
            Request::Find(identifier) => {
                encode(&self.with(|network| network.find(&identifier)).ok())
            }
            Request::Node(id) => encode(&self.with(|network| node_info(network, id))?),
            Request::Property(property) => {
                encode(&self.with(|network| property_info(network, property))?)
            }
            Request::FindProperty(id, path) => encode(
                &self.with(|network| Ok::<_, Error>(network.node(id)?.properties.find(&path)))?,
            ),
            Request::Path(property) => encode(&self.with(|network| network.path(property))),
            Request::Connections => encode(&self.with(|network| network.connections().to_vec())),
            Request::Links => encode(&self.with(|network| network.links().to_vec())),
            Request::CheckConnection(connection) => {
                encode(&self.with(|network| network.check_connection(connection)).err())
            }
            Request::CanLink(link) => encode(&self.with(|network| {
                match (network.property(link.from), network.property(link.to)) {
                    (Ok(from), Ok(to)) => can_link(&from.spec, &to.spec),
                    _ => false,
                }
            })),
            Request::IsInportReady(port) => {
                encode(&self.with(|network| network.is_inport_ready(port)))
            }
            Request::IsOutportReady(port) => encode(&self.with(|network| {
                network.node(port.processor).is_ok_and(|node| {
                    node.outports
                        .get(port.port as usize)
                        .is_some_and(crate::network::OutportState::is_ready)
                })
            })),
            Request::OutputSize(port) => encode(&self.with(|network| {
                let node = network.node(port.processor)?;
                let state = node.outports.get(port.port as usize);
                let state = state.ok_or_else(|| Error::new("there is no such outport"))?;
                Ok::<_, Error>(state.size.to_array())
            })?),
            Request::Open(path) => encode(&self.open(&path)?),
            Request::Append(path) => encode(&self.append(&path)?),
            Request::Save(path) => encode(&self.save(&path)?),
            Request::Clear => encode(&self.clear()?),
            Request::Undo => encode(&self.undo()?),
            Request::Redo => encode(&self.redo()?),
            Request::Formats => {
                let formats: Vec<FormatInfo> =
                    self.formats().list().map(|(info, _)| info.clone()).collect();
                encode(&formats)
            }
            Request::Setting(name) => encode(&self.setting(&name)),
            Request::Modules => {
                let modules = self.modules();
                let loaded = modules.iter().filter_map(|module| match &module.outcome {
                    Outcome::Loaded { info, .. } => Some(info.name.clone()),
                    _ => None,
                });
                encode(&loaded.collect::<Vec<_>>())
            }
            Request::Module(name) => {
                let modules = self.modules();
                encode(&modules.iter().find_map(|module| match &module.outcome {
                    Outcome::Loaded { info, .. } if info.name == name => {
                        Some((info.version.clone(), info.help.clone()))
                    }
                    _ => None,
                }))
            }
            Request::Interact(id, event) => encode(&self.interact(id, &event)?),
            Request::Progress(id, part) => {
                encode(&self.with(|network| network.report_progress(id, part)))
            }
            Request::Cancel => encode(&self.cancel()),
            Request::Library(module) => encode(&self.library_of(&module)),
            Request::PythonFolders => encode(&self.python_folders()),
            Request::Script(request) => encode(&self.script_engine()?.request(&request)?),
            Request::Interrupt => encode(&self.script_engine()?.interrupt()),
            Request::PickingIds(owner, n) => {
                encode(&self.with(|network| network.picking_ids(owner, n))?)
            }
            Request::SetExample(type_id, processor) => {
                self.shared.examples.write().insert(type_id, processor);
                encode(&())
            }
            Request::Example(type_id) => {
                encode(&self.shared.examples.read().get(&type_id).copied())
            }
        })
    }
}

fn instances(network: &Network, class_id: &str) -> Vec<InstanceInfo> {
    let nodes = network.processors().iter().filter_map(|id| Some((*id, network.node(*id).ok()?)));
    nodes
        .filter(|(_, node)| node.spec.class_id == class_id)
        .map(|(id, node)| InstanceInfo {
            id,
            identifier: node.identifier.clone(),
            display_name: node.display_name.clone(),
            is_placeholder: node.is_placeholder(),
        })
        .collect()
}

fn node_info(network: &Network, id: ProcessorId) -> Result<NodeInfo> {
    let node = network.node(id)?;
    let class = Spec {
        inports: Vec::new(),
        outports: Vec::new(),
        properties: Vec::new(),
        ..(*node.spec).clone()
    };
    let inports = node.inports.iter().enumerate().filter(|(_, port)| !port.is_removed);
    let outports = node.outports.iter().enumerate().filter(|(_, port)| !port.is_removed);
    Ok(NodeInfo {
        identifier: node.identifier.clone(),
        display_name: node.display_name.clone(),
        class,
        is_placed: node.is_placed,
        is_placeholder: node.is_placeholder(),
        is_sink: node.is_sink(),
        level: node.level,
        position: node.position,
        is_selected: node.is_selected,
        is_visible: node.is_visible,
        window: node.window,
        inports: inports
            .map(|(port, state)| PortInfo {
                port: port as u32,
                spec: state.spec.clone(),
                connections: state.connections.clone(),
                is_changed: state.is_changed,
            })
            .collect(),
        outports: outports
            .map(|(port, state)| PortInfo {
                port: port as u32,
                spec: state.spec.clone(),
                connections: state.connections.clone(),
                is_changed: false,
            })
            .collect(),
        properties: node.properties.roots().to_vec(),
        error: match &node.status {
            crate::network::Status::Failed(error) => Some(error.clone()),
            _ => None,
        },
        code_error: node.code_error.clone(),
    })
}

fn property_info(network: &Network, property: PropertyRef) -> Result<PropertyInfo> {
    let state = network.property(property)?;
    Ok(PropertyInfo {
        spec: state.spec.clone(),
        value: state.value.clone(),
        default: state.default.clone(),
        is_modified: state.is_modified,
        parent: state.parent,
        children: state.children.clone(),
        path: network.node(property.processor)?.properties.path(property.property),
        n_presses: state.n_presses,
        pressed: state.pressed,
    })
}

/// Where a new processor goes, for callers that only have its number.
impl From<u64> for Place {
    fn from(number: u64) -> Self {
        ProcessorId::from_number(number).into()
    }
}
