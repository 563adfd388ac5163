//! The network: processors, their connections and property links.
//!
//! A [`Network`] is plain data and changes only by an [`Edit`], which gives back the edit that undoes
//! it.
//! It never runs a processor: the module `evaluate` decides what has to run, and [`crate::host`] runs it
//! off the caller's thread.

mod composite;
mod edit;
mod evaluate;
mod history;
mod link;
mod picking;
mod replace;

pub use composite::{COMPOSITE_CLASS, Member};
pub use edit::{Edit, Place};
pub use evaluate::Work;
pub use history::History;
pub use link::can_link;
pub use replace::Replacement;

use picking::PickingIds;
use replace::Retired;

use crate::abi::{ProcessorBox, Signals};
use crate::data::{Data, DataHandle, Image, Shared};
use crate::error::{Error, Result};
use crate::processor::{InportSpec, OutportSpec, Spec};
use crate::property::{
    Applied, InvalidationLevel, PropertyChange, PropertyState, PropertyTree, Value,
};
use glam::UVec2;
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use slotmap::SlotMap;
use smallvec::{SmallVec, smallvec};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

slotmap::new_key_type! {
    /// A processor, for as long as its host lives; never given out twice.
    pub struct ProcessorId;
}

impl ProcessorId {
    /// The number that crosses the module boundary.
    pub fn number(self) -> u64 {
        slotmap::Key::data(&self).as_ffi()
    }

    /// The processor of a number.
    pub fn from_number(number: u64) -> Self {
        slotmap::KeyData::from_ffi(number).into()
    }
}

/// A port of a processor, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PortRef {
    /// Whose port it is.
    pub processor: ProcessorId,
    /// Its number among the inports or among the outports.
    pub port: u32,
}

/// A property of a processor, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PropertyRef {
    /// Whose property it is.
    pub processor: ProcessorId,
    /// Its number in the processor's [`PropertyTree`].
    pub property: u32,
}

/// From an outport to an inport.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Connection {
    /// The outport.
    pub from: PortRef,
    /// The inport.
    pub to: PortRef,
}

/// From a property to one that follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    /// The property that leads.
    pub from: PropertyRef,
    /// The property that follows.
    pub to: PropertyRef,
}

/// An inport that lives in a network.
#[derive(Debug)]
pub struct InportState {
    /// Its face.
    pub spec: InportSpec,
    /// Outports connected to it, in order.
    pub connections: Vec<PortRef>,
    /// Whether the processor has not seen the data yet.
    pub is_changed: bool,
    /// Whether it was added by a script and is written to workspaces.
    pub is_owned: bool,
    /// Whether it came with an item of a list, and goes with it.
    pub is_of_item: bool,
    /// Whether it is gone; numbers are not given out again.
    pub is_removed: bool,
    /// For images: the size that was asked for.
    pub requested: Requested,
    /// Images in the requested sizes, and what they were made from.
    resized: Vec<Resized>,
}

/// The size that is asked of the images at an inport.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Requested {
    /// Nobody asked.
    #[default]
    Nothing,
    /// One size for all.
    Same(UVec2),
    /// A size for each connection.
    Each(Vec<UVec2>),
}

impl Requested {
    /// The size that is asked of a connection's image.
    fn of(&self, connection: usize) -> Option<UVec2> {
        match self {
            Self::Nothing => None,
            Self::Same(size) => Some(*size),
            Self::Each(sizes) => sizes.get(connection).copied(),
        }
    }
}

/// An image in another size, and what it was made from.
#[derive(Debug)]
struct Resized {
    source: DataHandle,
    size: UVec2,
    image: DataHandle,
}

/// An outport that lives in a network.
#[derive(Debug)]
pub struct OutportState {
    /// Its face.
    pub spec: OutportSpec,
    /// Data that was published.
    pub data: Option<DataHandle>,
    /// Whether the data belongs to the current state of the network.
    pub is_valid: bool,
    /// Whether it was added by a script and is written to workspaces.
    pub is_owned: bool,
    /// Whether it is gone; numbers are not given out again.
    pub is_removed: bool,
    /// Inports connected to it.
    pub connections: Vec<PortRef>,
    /// For images: the size that they should have.
    pub size: UVec2,
    /// Whether the processor has not been told the size yet.
    is_size_unwritten: bool,
}

impl OutportState {
    /// Whether there is data that belongs to the current state of the network.
    pub fn is_ready(&self) -> bool {
        self.is_valid && self.data.is_some()
    }

    fn is_image(&self) -> bool {
        self.spec.type_id == Image::TYPE_ID
    }
}

impl InportState {
    fn is_image(&self) -> bool {
        self.spec.accepts.iter().any(|accepted| accepted == Image::TYPE_ID)
    }
}

/// How a processor is doing.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Status {
    /// It has not run since something changed.
    #[default]
    Stale,
    /// It runs.
    Running,
    /// It ran, and nothing changed since.
    Valid,
    /// It waits for data at an inport.
    Waiting,
    /// It failed, and will be tried again when something changes.
    Failed(Error),
}

/// A processor that lives in a host.
pub struct Node {
    /// Identifier that is unique in the network.
    pub identifier: String,
    /// Displayed name.
    pub display_name: String,
    /// Its face, as its class declared it.
    pub spec: Arc<Spec>,
    /// Properties as they are now.
    pub properties: PropertyTree,
    /// Inports, by number.
    pub inports: Vec<InportState>,
    /// Outports, by number.
    pub outports: Vec<OutportState>,
    /// What has to run again.
    pub level: InvalidationLevel,
    /// How it is doing.
    pub status: Status,
    /// Why the newest code of its class is not what runs, if so.
    pub code_error: Option<Error>,
    /// How long it took the last time.
    pub last_duration: Duration,
    /// Where it stands in the network editor.
    pub position: [i32; 2],
    /// Whether it is selected in the network editor.
    pub is_selected: bool,
    /// Whether it is to be seen in the network editor.
    pub is_visible: bool,
    /// What the workspace said that we do not understand, kept for writing it back.
    pub extras: Vec<(String, String)>,
    /// Position, size and the like of its window.
    pub window: Window,
    /// The composite processor that it is in, if it was put into one.
    pub member: Option<Member>,
    /// Whether it is a composite processor, which stands for those in it and never runs.
    pub is_composite: bool,
    /// Whether it is in the network, rather than only known to its maker.
    pub is_placed: bool,
    /// The processor itself; none for one whose class is unknown.
    object: Option<Arc<Mutex<ProcessorBox>>>,
    signals: Arc<Signals>,
    /// The size that it wants images to have.
    wanted: Option<UVec2>,
    /// Whether a canvas has told its size, so that cameras follow it instead of links.
    follows_size: bool,
    /// Whether somebody else changed it while it ran.
    is_changed_while_running: bool,
    has_conditions: bool,
    /// How many properties it declares; those with higher numbers were added.
    n_declared: u32,
    /// Numbers and names of added properties that the processor was told last.
    told: Vec<(u32, String)>,
    /// Whether it ever was in the network.
    was_placed: bool,
    /// Whether an event about its status waits to be told.
    is_status_noted: bool,
}

/// A processor's window, as workspaces save it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Window {
    pub position: [i32; 2],
    pub size: [u32; 2],
    pub is_visible: bool,
    pub is_full_screen: bool,
    pub is_on_top: bool,
    /// Whether it was ever saved or changed.
    pub is_set: bool,
}

impl Default for Window {
    fn default() -> Self {
        Self {
            position: [0, 0],
            size: [256, 256],
            is_visible: true,
            is_full_screen: false,
            is_on_top: true,
            is_set: false,
        }
    }
}

impl Node {
    /// A processor with everything at its defaults, not yet in the network.
    pub fn new(spec: Arc<Spec>, object: Option<ProcessorBox>, name: &str) -> Self {
        let mut has_conditions = false;
        spec.walk_properties(|property| has_conditions |= property.has_condition);
        let mut node = Self {
            identifier: identifier_of(name),
            display_name: name.to_owned(),
            properties: PropertyTree::new(&spec.properties),
            inports: Vec::new(),
            outports: Vec::new(),
            level: InvalidationLevel::InvalidResources,
            status: Status::Stale,
            code_error: None,
            last_duration: Duration::ZERO,
            position: [0, 0],
            is_selected: false,
            is_visible: true,
            extras: Vec::new(),
            window: Window::default(),
            member: None,
            is_composite: false,
            is_placed: false,
            object: object.map(|object| Arc::new(Mutex::new(object))),
            signals: Arc::default(),
            wanted: None,
            follows_size: false,
            is_changed_while_running: false,
            has_conditions,
            n_declared: 0,
            told: Vec::new(),
            was_placed: false,
            is_status_noted: false,
            spec: spec.clone(),
        };
        node.n_declared = node.properties.iter().count() as u32;
        for inport in &spec.inports {
            node.add_inport(inport.clone());
        }
        for outport in &spec.outports {
            node.add_outport(outport.clone());
        }
        node
    }

    /// Adds an inport, and gives its number.
    pub fn add_inport(&mut self, spec: InportSpec) -> u32 {
        self.inports.push(InportState {
            spec,
            connections: Vec::new(),
            is_changed: true,
            is_owned: false,
            is_of_item: false,
            is_removed: false,
            requested: Requested::Nothing,
            resized: Vec::new(),
        });
        self.inports.len() as u32 - 1
    }

    /// Adds an outport, and gives its number.
    pub fn add_outport(&mut self, spec: OutportSpec) -> u32 {
        self.outports.push(OutportState {
            spec,
            data: None,
            is_valid: false,
            is_owned: false,
            is_removed: false,
            connections: Vec::new(),
            size: UVec2::ONE,
            is_size_unwritten: true,
        });
        self.outports.len() as u32 - 1
    }

    /// Whether it is evaluated for its own sake.
    pub fn is_sink(&self) -> bool {
        self.spec.is_sink.unwrap_or_else(|| self.outports.iter().all(|port| port.is_removed))
    }

    /// Whether its class is unknown: it keeps what the workspace said, and never runs.
    pub fn is_placeholder(&self) -> bool {
        self.object.is_none() && !self.is_composite
    }

    /// The number of an inport.
    pub fn inport(&self, id: &str) -> Option<u32> {
        let found = self.inports.iter().position(|port| !port.is_removed && port.spec.id == id);
        found.map(|port| port as u32)
    }

    /// The number of an outport.
    pub fn outport(&self, id: &str) -> Option<u32> {
        let found = self.outports.iter().position(|port| !port.is_removed && port.spec.id == id);
        found.map(|port| port as u32)
    }

    /// Notes an event about its status, unless one waits to be told.
    fn note_status(&mut self, id: ProcessorId, events: &mut Events) {
        if !std::mem::replace(&mut self.is_status_noted, true) {
            events.push(Event::Status(id));
        }
    }

    /// How far it has come, in [0, 1], while it runs.
    pub fn progress(&self) -> f32 {
        self.signals.progress()
    }

    /// The processor itself; none for one whose class is unknown.
    pub fn object(&self) -> Option<Arc<Mutex<ProcessorBox>>> {
        self.object.clone()
    }
}

/// Processors with their connections and links.
#[derive(Default)]
pub struct Network {
    nodes: SlotMap<ProcessorId, Node>,
    /// Processors in the network, in the order in which they were added.
    placed: Vec<ProcessorId>,
    by_identifier: HashMap<String, ProcessorId>,
    /// For stems of identifiers, a number below which all are taken; forgotten when one is freed.
    taken_below: HashMap<String, u64>,
    connections: Vec<Connection>,
    links: Vec<Link>,
    links_from: HashMap<PropertyRef, Vec<PropertyRef>>,
    topology: evaluate::Topology,
    /// The processor that runs, and what may be changed without its running again.
    running: Option<ProcessorId>,
    /// What changed since somebody asked last.
    events: Events,
    /// Processors that took the places of others since the history was told.
    replaced: Vec<Vec<Replacement>>,
    /// What is to be dropped without a lock held.
    retired: Retired,
    /// Which numbers in pictures belong to whom; processors that run ask for theirs.
    picking: Arc<Mutex<PickingIds>>,
    /// The folder that relative paths in the workspace start from.
    pub folder: Option<std::path::PathBuf>,
    /// The folder of data that comes with the program, from which paths may start as well.
    pub data_folder: Option<std::path::PathBuf>,
    /// Parts of a workspace that we do not understand, kept for writing them back.
    pub extras: Vec<String>,
}

/// What happened to a network.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Event {
    Placed(ProcessorId),
    Removed(ProcessorId),
    Property(PropertyRef),
    Status(ProcessorId),
    Output(PortRef),
    Topology,
    /// There are other classes of processors, or other code for one; modules are not told.
    Classes,
    /// Something made a processor out of date that says so itself: by how much, and the number of
    /// the property if it was one.
    Invalidating(ProcessorId, InvalidationLevel, Option<u32>),
}

/// What happened, in order; a change of a property is one event.
pub type Events = SmallVec<[Event; 2]>;

impl Network {
    /// Gives a processor a place outside of the network; an edit puts it in.
    pub fn adopt(&mut self, node: Node) -> ProcessorId {
        self.nodes.insert(node)
    }

    /// The first of some numbers for things in pictures, for an owner that a module knows by a number;
    /// none of them frees those that it has.
    pub fn picking_ids(&mut self, owner: u64, n: usize) -> Result<u32> {
        self.picking.lock().resize(picking::Owner::Other(owner), n)
    }

    /// Forgets a processor that is not in the network.
    pub fn forget(&mut self, id: ProcessorId) {
        if self.nodes.get(id).is_some_and(|node| !node.is_placed) {
            self.nodes.remove(id);
        }
    }

    /// Processors in the network, in the order in which they were added.
    pub fn processors(&self) -> &[ProcessorId] {
        &self.placed
    }

    /// Connections, in the order in which they were made.
    pub fn connections(&self) -> &[Connection] {
        &self.connections
    }

    /// Links, in the order in which they were made.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// A processor, in the network or not.
    pub fn node(&self, id: ProcessorId) -> Result<&Node> {
        self.nodes.get(id).ok_or_else(gone)
    }

    /// A processor, in the network or not, to be changed where no edit is needed.
    pub fn node_mut(&mut self, id: ProcessorId) -> Result<&mut Node> {
        self.nodes.get_mut(id).ok_or_else(gone)
    }

    /// The processor with an identifier.
    pub fn find(&self, identifier: &str) -> Result<ProcessorId> {
        self.by_identifier.get(identifier).copied().ok_or_else(|| {
            let names = self.placed.iter().map(|id| self.nodes[*id].identifier.as_str());
            let names: Vec<_> = names.collect();
            Error::new(format!("there is no processor \"{identifier}\"")).hint(match names.len() {
                0 => "the network is empty".to_owned(),
                _ => format!("the network has {}", names.join(", ")),
            })
        })
    }

    /// The property of a path such as `Raycaster.camera.lookFrom`.
    pub fn find_property(&self, path: &str) -> Result<PropertyRef> {
        let (identifier, rest) = path.split_once('.').ok_or_else(|| {
            Error::new(format!("\"{path}\" is no path of a property"))
                .hint("write Processor.property, such as VolumeSource.filename")
        })?;
        let processor = self.find(identifier)?;
        let node = &self.nodes[processor];
        let property = node.properties.find(rest).ok_or_else(|| {
            let roots = node.properties.roots().iter().map(|n| node.properties.path(*n));
            Error::new(format!("processor \"{identifier}\" has no property \"{rest}\""))
                .hint(format!("it has {}", roots.collect::<Vec<_>>().join(", ")))
        })?;
        Ok(PropertyRef { processor, property })
    }

    /// The path of a property, such as `Raycaster.camera.lookFrom`.
    pub fn path(&self, property: PropertyRef) -> String {
        match self.nodes.get(property.processor) {
            Some(node) => {
                format!("{}.{}", node.identifier, node.properties.path(property.property))
            }
            None => String::new(),
        }
    }

    /// A property as it is now.
    pub fn property(&self, property: PropertyRef) -> Result<&PropertyState> {
        let state = self.node(property.processor)?.properties.get(property.property);
        state.ok_or_else(|| Error::new("there is no such property; it may have been removed"))
    }

    /// What happened since the last call; each processor's status is told once.
    pub fn take_events(&mut self) -> Events {
        let events = std::mem::take(&mut self.events);
        for event in &events {
            if let Event::Status(id) = event
                && let Some(node) = self.nodes.get_mut(*id)
            {
                node.is_status_noted = false;
            }
        }
        events
    }

    /// An identifier like this one that no processor has.
    pub fn unique_identifier(&mut self, wanted: &str) -> String {
        let wanted = identifier_of(wanted);
        if !self.by_identifier.contains_key(&wanted) {
            return wanted;
        }
        let stem = wanted.trim_end_matches(|c: char| c.is_ascii_digit());
        // "Foo09" that is taken becomes "Foo9", as Inviwo has it.
        let first = wanted[stem.len()..].parse::<u64>().unwrap_or(2);
        // Without the memory, n processors of one class would cost n² look-ups.
        let known = self.taken_below.get(stem).copied().filter(|_| first == 2).unwrap_or(first);
        let (n, identifier) = (known.max(first)..)
            .map(|n| (n, format!("{stem}{n}")))
            .find(|(_, candidate)| !self.by_identifier.contains_key(candidate))
            .expect("numbers do not run out");
        if first == 2 {
            self.taken_below.insert(stem.to_owned(), n);
        }
        identifier
    }

    /// Applies a change to a property and to all that follow it; gives what undoes it.
    pub(crate) fn change_property(
        &mut self,
        property: PropertyRef,
        change: PropertyChange,
        by_itself: bool,
    ) -> Result<Option<PropertyChange>> {
        let node = self.nodes.get_mut(property.processor).ok_or_else(gone)?;
        // What was added may go by its displayed name.
        let is_name = matches!(change, PropertyChange::Name(_));
        let is_added = node.spec.takes_added && property.property >= node.n_declared;
        let invalidates = PropertyState::invalidates(&change) || is_name && is_added;
        let Applied { undo, changed } = node
            .properties
            .apply(property.property, change)
            .map_err(|error| error.at(format!("processor \"{}\"", node.identifier)))?;
        if undo.is_none() {
            return Ok(None);
        }
        self.after_change(property.processor, &changed, invalidates, by_itself);
        if invalidates {
            self.follow_links(property.processor, &changed, by_itself);
        }
        Ok(undo)
    }

    fn after_change(
        &mut self,
        processor: ProcessorId,
        changed: &[u32],
        invalidates: bool,
        by_itself: bool,
    ) {
        let node = &self.nodes[processor];
        let mut level = InvalidationLevel::Valid;
        for &property in changed {
            let Some(state) = node.properties.get(property) else { continue };
            // The parts of a camera count as the camera.
            level = level.max(match (&state.value, changed.len()) {
                (Value::Camera(_), 2..) => InvalidationLevel::Valid,
                _ => state.spec.invalidation,
            });
            self.events.push(Event::Property(PropertyRef { processor, property }));
        }
        if invalidates && level > InvalidationLevel::Valid {
            self.invalidate(processor, level, by_itself, changed.first().copied());
        }
    }

    /// Notes that a processor and all that depend on it have to run again, or asks those that say so
    /// themselves; `property` is what changed, if it was one.
    ///
    /// `by_itself`: the processor changed something of its own while it ran, which does not count.
    fn invalidate(
        &mut self,
        id: ProcessorId,
        level: InvalidationLevel,
        by_itself: bool,
        property: Option<u32>,
    ) {
        match self.nodes.get(id).is_some_and(|node| node.spec.invalidates_itself) {
            true => self.events.push(Event::Invalidating(id, level, property)),
            false => self.mark_invalid(id, level, by_itself),
        }
    }

    /// Notes that a processor has to run again, without asking it, and invalidates all that depend on
    /// it.
    pub(crate) fn mark_invalid(
        &mut self,
        start: ProcessorId,
        level: InvalidationLevel,
        by_itself: bool,
    ) {
        let mut pending: SmallVec<[_; 4]> = smallvec![(start, level)];
        while let Some((id, level)) = pending.pop() {
            let Some(node) = self.nodes.get_mut(id) else { continue };
            if node.spec.invalidates_itself && id != start {
                self.events.push(Event::Invalidating(id, level, None));
                continue;
            }
            if self.running == Some(id) {
                if by_itself {
                    continue;
                }
                node.is_changed_while_running = true;
            }
            let known = node.level >= level && node.outports.iter().all(|port| !port.is_valid);
            node.level = node.level.max(level);
            if known {
                continue;
            }
            if !matches!(node.status, Status::Stale | Status::Running) {
                node.status = Status::Stale;
                node.note_status(id, &mut self.events);
            }
            for port in &mut node.outports {
                port.is_valid = false;
                pending.extend(
                    port.connections
                        .iter()
                        .map(|to| (to.processor, InvalidationLevel::InvalidOutput)),
                );
            }
        }
    }

    /// The image that a canvas shows: what comes in at its first inport.
    pub fn shown(&self, canvas: ProcessorId) -> Option<Shared<Image>> {
        let from = self.node(canvas).ok()?.inports.first()?.connections.first()?;
        let source = self.node(from.processor).ok()?;
        source.outports.get(from.port as usize)?.data.as_ref()?.downcast().ok()
    }

    /// Puts data at an outport, or takes it away; gives what was there.
    ///
    /// The last user of old data may be whoever gets it, and its owner may call the host: drop it
    /// without a lock held.
    pub fn set_output(
        &mut self,
        port: PortRef,
        data: Option<DataHandle>,
    ) -> Result<Option<DataHandle>> {
        let node = self.nodes.get_mut(port.processor).ok_or_else(gone)?;
        let state = node.outports.get_mut(port.port as usize).filter(|port| !port.is_removed);
        let state = state.ok_or_else(|| Error::new("there is no such outport"))?;
        if let Some(data) = &data
            && !state.spec.type_id.is_empty()
            && !carries(&state.spec.type_id, data.type_id())
        {
            return Err(Error::new(format!(
                "outport \"{}\" takes {}, not {}",
                state.spec.id,
                state.spec.type_id,
                data.type_id()
            )));
        }
        let old = std::mem::replace(&mut state.data, data);
        self.events.push(Event::Output(port));
        Ok(old)
    }

    /// The data at an inport, in the order of connections; images in the size that was asked for.
    pub fn inputs(&mut self, port: PortRef) -> Vec<DataHandle> {
        let Some(node) = self.nodes.get(port.processor) else { return Vec::new() };
        let Some(state) = node.inports.get(port.port as usize) else { return Vec::new() };
        let outport =
            |from: &PortRef| self.nodes.get(from.processor)?.outports.get(from.port as usize);
        let is_resized = state.is_image() && !state.spec.keeps_size;
        if !is_resized {
            let data = state.connections.iter().filter_map(|from| outport(from)?.data.clone());
            return data.collect();
        }
        let found = state.connections.iter().enumerate().filter_map(|(n, from)| {
            let (outport, size) = (outport(from)?, state.requested.of(n));
            Some((outport.data.clone()?, size, outport.spec.is_in_memory))
        });
        // An image that should have no area is not needed.
        let found: Vec<_> =
            found.filter(|(_, size, _)| size.is_none_or(|size| size.min_element() > 0)).collect();
        let state = &mut self.nodes[port.processor].inports[port.port as usize];
        let known = std::mem::take(&mut state.resized);
        let mut sized = |(data, size, is_in_memory): (DataHandle, Option<UVec2>, bool)| match size {
            Some(size) => resized(data, size, is_in_memory, &known, &mut state.resized),
            None => data,
        };
        found.into_iter().map(&mut sized).collect()
    }

    /// Whether all that an inport is connected to has data of the current state.
    pub fn is_inport_ready(&self, port: PortRef) -> bool {
        let Some(node) = self.nodes.get(port.processor) else { return false };
        let Some(state) = node.inports.get(port.port as usize) else { return false };
        !state.connections.is_empty()
            && state.connections.iter().all(|from| {
                let node = self.nodes.get(from.processor);
                node.and_then(|node| node.outports.get(from.port as usize))
                    .is_some_and(OutportState::is_ready)
            })
    }

    /// Notes how far a running processor has come; gives whether it is to stop.
    pub fn report_progress(&self, id: ProcessorId, part: f32) -> bool {
        let Some(node) = self.nodes.get(id) else { return true };
        node.signals.set_progress(part);
        node.signals.is_cancelled()
    }

    /// Remembers which processor runs.
    pub(crate) fn set_running(&mut self, running: Option<ProcessorId>) {
        self.running = running;
    }

    /// The processor that runs.
    pub fn running(&self) -> Option<ProcessorId> {
        self.running
    }

    /// Asks the processor that runs to stop.
    pub fn cancel(&self) {
        if let Some(node) = self.running.and_then(|id| self.nodes.get(id)) {
            node.signals.cancel();
        }
    }
}

/// An image in the size that an inport asked for; kept, as it is likely to be asked for again.
fn resized(
    source: DataHandle,
    size: UVec2,
    is_in_memory: bool,
    known: &[Resized],
    kept: &mut Vec<Resized>,
) -> DataHandle {
    let Ok(image) = source.downcast::<Image>() else { return source };
    if image.size() == size {
        return source;
    }
    let found = known.iter().find(|known| known.size == size && known.source.is_same(&source));
    let letterboxed = || match is_in_memory {
        true => image.letterboxed_in_memory(size),
        false => image.letterboxed(size),
    };
    let image = match found {
        Some(found) => found.image.clone(),
        None => match letterboxed() {
            Ok(image) => DataHandle::new(image),
            // Not enough memory: the picture as it is beats none.
            Err(error) => {
                tracing::warn!(%error, "an image keeps its size");
                return source;
            }
        },
    };
    kept.push(Resized { source, size, image: image.clone() });
    image
}

/// Whether a port of a type takes data of a type: `ivw.Foreign/1:floatVector` is one sort of
/// `ivw.Foreign/1`, which only the two ends of a connection tell apart.
fn carries(port: &str, data: &str) -> bool {
    port == data || port.strip_prefix(data).is_some_and(|sort| sort.starts_with(':'))
}

fn gone() -> Error {
    Error::new("the processor is not there any more")
}

/// An identifier made of a name: letters, digits and `_`, not starting with a digit.
pub fn identifier_of(name: &str) -> String {
    let stripped: String =
        name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    let stripped = stripped.trim_start_matches(|c: char| c.is_ascii_digit());
    if stripped.is_empty() { "Processor".to_owned() } else { stripped.to_owned() }
}
