//! What has to run, in which order.
//!
//! A pass goes through the processors on the way to a sink, sources first.
//! [`Network::next_step`] gives the next one that has to run, with everything it needs; who runs it holds
//! no lock meanwhile, and reports with [`Network::finish`].

use super::{
    Event, Network, Node, PickingIds, PortRef, ProcessorId, PropertyRef, Requested, Status,
};
use crate::abi::{AbiValue, OutcomeAbi, ProcessorBox, Signals, SignalsRef, answer, decode, encode};
use crate::data::DataHandle;
use crate::error::{Error, Result};
use crate::processor::{Added, Change, InputNames, InputSizes, Pickables};
use crate::property::{InvalidationLevel, Kind, PropertyChange, PropertyState, Value};
use arrayvec::ArrayVec;
use glam::UVec2;
use parking_lot::Mutex;
use smallvec::SmallVec;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The order of evaluation, until connections change.
#[derive(Default)]
pub(super) struct Topology {
    order: Option<Arc<[ProcessorId]>>,
    /// Whether sizes of images have to be negotiated again.
    sizes_are_known: bool,
    generation: u64,
}

impl Topology {
    pub(super) fn forget(&mut self) {
        self.order = None;
        self.sizes_are_known = false;
        self.generation += 1;
    }
}

/// A breadth-first search that can be continued step by step.
pub(super) struct Search {
    pending: Vec<ProcessorId>,
    visited: HashSet<ProcessorId>,
}

impl Search {
    pub(super) fn new(start: ProcessorId) -> Self {
        Self { pending: vec![start], visited: HashSet::from([start]) }
    }

    /// The next processor that is reached; none at the end.
    pub(super) fn step(
        &mut self,
        neighbours: impl Fn(ProcessorId) -> Vec<ProcessorId>,
    ) -> Option<ProcessorId> {
        let next = self.pending.pop()?;
        for neighbour in neighbours(next) {
            if self.visited.insert(neighbour) {
                self.pending.push(neighbour);
            }
        }
        Some(next)
    }
}

/// A processor that has to run, with everything that it needs.
pub struct Work {
    /// Whose turn it is.
    pub processor: ProcessorId,
    object: Arc<Mutex<ProcessorBox>>,
    signals: Arc<Signals>,
    values: Vec<(u32, Value)>,
    /// All properties that were added to the declared ones, if anything about them changed.
    added: Option<Vec<Added>>,
    inputs: SmallVec<[(u32, Vec<DataHandle>); 2]>,
    /// Where its inputs come from, if it wants to know.
    names: Vec<InputNames>,
    /// Where it gets numbers for what can be picked, if there is any such thing.
    picking: Option<Arc<Mutex<PickingIds>>>,
    sizes: Vec<(u32, UVec2)>,
    initialize: bool,
    is_ready: bool,
    has_conditions: bool,
}

/// What a run brought.
pub struct Report {
    outcome: Result<ArrayVec<OutcomeAbi, 2>>,
    visibility: Vec<(u32, bool)>,
    is_ready: bool,
    duration: Duration,
}

impl Work {
    /// Runs the processor; call it without holding a lock on the network.
    ///
    /// `clock` says when the last one ended, and is set to when this one did: asking for the time costs
    /// as much as a trivial processor.
    pub fn run(self, clock: &mut Instant) -> Report {
        let (is_ready, has_conditions) = (self.is_ready, self.has_conditions);
        let object = self.object.clone();
        let mut object = object.lock();
        let outcome = self.run_object(&mut object);
        let visibility = match has_conditions {
            true => object.visibility().iter().map(|v| (v.property, v.visible)).collect(),
            false => Vec::new(),
        };
        drop(object);
        let end = Instant::now();
        let duration = end.duration_since(std::mem::replace(clock, end));
        Report { outcome, visibility, is_ready, duration }
    }

    fn run_object(self, object: &mut ProcessorBox) -> Result<ArrayVec<OutcomeAbi, 2>> {
        for (property, value) in &self.values {
            answer(object.write(*property, AbiValue::from(value)))?;
        }
        if let Some(added) = &self.added {
            answer(object.request(Added::MESSAGE.into(), encode(added)))?;
        }
        for (port, data) in self.inputs {
            answer(object.set_inputs(port, data.into()))?;
        }
        for names in &self.names {
            answer(object.request(InputNames::MESSAGE.into(), encode(names)))?;
        }
        for (port, size) in &self.sizes {
            object.set_output_size(*port, size.x, size.y);
        }
        let mut outcomes = ArrayVec::new();
        if !self.is_ready {
            answer(object.not_ready())?;
            return Ok(outcomes);
        }
        if let Some(picking) = &self.picking {
            let n = answer(object.request(Pickables::COUNT.into(), Default::default()))?;
            let first = picking.lock().resize(self.processor, decode(&n)?)?;
            answer(object.request(Pickables::MESSAGE.into(), encode(&Pickables { first })))?;
        }
        let signals = SignalsRef { signals: &self.signals };
        if self.initialize {
            outcomes.push(answer(object.initialize_resources(signals))?);
        }
        outcomes.push(answer(object.process(signals))?);
        Ok(outcomes)
    }
}

impl Network {
    /// Processors on the way to a sink, each after those that it gets data from.
    pub fn order(&mut self) -> Arc<[ProcessorId]> {
        if let Some(order) = &self.topology.order {
            return order.clone();
        }
        let mut order = Vec::with_capacity(self.placed.len());
        let mut visited = HashSet::with_capacity(self.placed.len());
        let sinks: Vec<_> =
            self.placed.iter().copied().filter(|id| self.nodes[*id].is_sink()).collect();
        for sink in sinks {
            // Post-order without recursion: a chain may be long.
            let mut stack = vec![(sink, false)];
            while let Some((id, is_done)) = stack.pop() {
                if is_done {
                    order.push(id);
                } else if visited.insert(id) {
                    stack.push((id, true));
                    stack.extend(self.predecessors(id).into_iter().rev().map(|id| (id, false)));
                }
            }
        }
        let order: Arc<[ProcessorId]> = order.into();
        self.topology.order = Some(order.clone());
        order
    }

    /// A number that is another one whenever the order may be.
    pub fn generation(&self) -> u64 {
        self.topology.generation
    }

    /// Asks sinks which size they want, and tells everybody on the way who makes images for them.
    ///
    /// Call it at the start of a pass, when no processor runs.
    pub fn negotiate_sizes(&mut self) {
        let order = self.order();
        for &id in order.iter() {
            let node = &mut self.nodes[id];
            if !node.is_sink() && !node.spec.sizes_inputs {
                continue;
            }
            let unwritten = node.properties.iter().any(|(_, state)| state.is_unwritten);
            if (node.wanted.is_some() || !node.is_sink()) && !unwritten {
                continue;
            }
            let Some(object) = node.object.clone() else { continue };
            let Some(mut object) = object.try_lock() else { continue };
            write_values(node, &mut object);
            if node.spec.sizes_inputs {
                self.topology.sizes_are_known = false;
            }
            let size = object.wanted_size().into_option();
            let size = size.map(|size| UVec2::new(size.width, size.height));
            if size != node.wanted {
                node.wanted = size;
                self.topology.sizes_are_known = false;
            }
        }
        if std::mem::replace(&mut self.topology.sizes_are_known, true) {
            return;
        }
        // Sinks first: what they ask for decides what the others are asked for.
        for &id in order.iter().rev() {
            self.negotiate(id);
        }
    }

    /// Takes over the sizes that whoever is connected asks of a processor's images, and asks for images
    /// itself.
    fn negotiate(&mut self, id: ProcessorId) {
        let groups = self.asked_sizes(id);
        let mut is_changed = false;
        let node = &mut self.nodes[id];
        for port in node.outports.iter_mut().filter(|port| !port.spec.keeps_size) {
            let Some(size) = groups.get(&port.spec.group).filter(|_| port.is_image()) else {
                continue;
            };
            if port.size != *size {
                port.size = *size;
                port.is_size_unwritten = true;
                is_changed = true;
            }
        }
        let largest = groups.values().copied().max_by_key(area);
        let requested = self.requested_sizes(id, &groups, largest);
        let node = &mut self.nodes[id];
        for (port, requested) in requested {
            let port = &mut node.inports[port];
            if port.requested != requested {
                port.requested = requested;
                port.is_changed = true;
                is_changed = true;
            }
        }
        if let Some(size) = largest {
            self.follow_size(id, size);
        }
        if is_changed {
            self.invalidate(id, InvalidationLevel::InvalidOutput, false, None);
        }
    }

    /// For each group of image outports, the largest size that is asked for.
    fn asked_sizes(&self, id: ProcessorId) -> HashMap<String, UVec2> {
        let node = &self.nodes[id];
        let mut groups: HashMap<String, UVec2> = HashMap::new();
        for (n, port) in node.outports.iter().enumerate() {
            if !port.is_image() || port.is_removed {
                continue;
            }
            let from = PortRef { processor: id, port: n as u32 };
            let asked = port.connections.iter().filter_map(|to| {
                let inport = self.nodes.get(to.processor)?.inports.get(to.port as usize)?;
                let connection = inport.connections.iter().position(|known| *known == from)?;
                inport.requested.of(connection)
            });
            // Whoever asks for no area does not need the image.
            let asked = asked.filter(|size| area(size) > 0);
            let Some(largest) = asked.max_by_key(area) else { continue };
            let group = groups.entry(port.spec.group.clone()).or_insert(largest);
            if area(&largest) > area(group) {
                *group = largest;
            }
        }
        groups
    }

    /// The sizes that a processor asks of the images at its inports.
    fn requested_sizes(
        &self,
        id: ProcessorId,
        groups: &HashMap<String, UVec2>,
        largest: Option<UVec2>,
    ) -> Vec<(usize, Requested)> {
        let node = &self.nodes[id];
        let ports = node.inports.iter().enumerate().filter(|(_, port)| port.is_image());
        let requested = ports.map(|(n, port)| {
            let passed_on = groups.get(&port.spec.group).copied();
            let own = match (node.spec.sizes_inputs, largest) {
                (true, Some(size)) => own_sizes(node, n, size),
                _ => None,
            };
            let requested = own.map(Requested::Each);
            let requested = requested.or(passed_on.or(node.wanted).map(Requested::Same));
            (n, requested.unwrap_or_default())
        });
        requested.collect()
    }

    /// Cameras take the proportions of the picture that they are for.
    fn follow_size(&mut self, id: ProcessorId, size: UVec2) {
        let node = &mut self.nodes[id];
        node.follows_size = true;
        let aspect = size.x as f32 / size.y.max(1) as f32;
        let cameras: Vec<_> = node
            .properties
            .iter()
            .filter_map(|(property, state)| match &state.value {
                Value::Camera(camera) if camera.aspect != aspect => Some((property, *camera)),
                _ => None,
            })
            .collect();
        if cameras.is_empty() {
            return;
        }
        for (property, mut camera) in cameras {
            camera.aspect = aspect;
            let change = PropertyChange::Value(Value::Camera(camera));
            if let Ok(applied) = node.properties.apply(property, change) {
                for property in applied.changed {
                    let processor = id;
                    self.events.push(Event::Property(PropertyRef { processor, property }));
                }
            }
        }
        self.invalidate(id, InvalidationLevel::InvalidOutput, false, None);
    }

    /// The next processor from a place in the order that has to run; none if nothing more has to.
    ///
    /// `from` moves on to the place after it.
    pub fn next_step(&mut self, order: &[ProcessorId], from: &mut usize) -> Option<Work> {
        while let Some(&id) = order.get(*from) {
            *from += 1;
            let Some(node) = self.nodes.get(id) else { continue };
            if node.level == InvalidationLevel::Valid || !node.is_placed {
                continue;
            }
            let Some(object) = node.object.clone() else {
                self.set_status(id, Status::Waiting);
                continue;
            };
            let is_ready =
                node.inports.iter().all(|port| port.is_removed || self.is_port_ready(port));
            let names_inputs = node.spec.names_inputs;
            let (mut inputs, mut names) = (SmallVec::new(), Vec::new());
            for port in (0..node.inports.len()).filter(|_| is_ready) {
                let state = &mut self.nodes[id].inports[port];
                if std::mem::take(&mut state.is_changed) && !state.is_removed {
                    let port = port as u32;
                    inputs.push((port, self.inputs(PortRef { processor: id, port })));
                    if names_inputs {
                        names.push(InputNames { port, names: self.input_names(id, port) });
                    }
                }
            }
            let node = &mut self.nodes[id];
            let mut sizes = Vec::new();
            for (port, state) in node.outports.iter_mut().enumerate() {
                if std::mem::take(&mut state.is_size_unwritten) && state.is_image() {
                    sizes.push((port as u32, state.size));
                }
            }
            let added = added_properties(node);
            let mut values = Vec::new();
            for (property, state) in node.properties.iter_mut() {
                if std::mem::take(&mut state.is_unwritten) && has_value(state) {
                    values.push((property, state.written()));
                }
            }
            node.signals.reset();
            node.is_changed_while_running = false;
            let work = Work {
                processor: id,
                object,
                signals: node.signals.clone(),
                values,
                added,
                inputs,
                names,
                picking: (node.spec.n_pickable > 0).then(|| self.picking.clone()),
                sizes,
                initialize: node.level == InvalidationLevel::InvalidResources,
                is_ready,
                has_conditions: node.has_conditions,
            };
            self.running = Some(id);
            self.set_status(id, Status::Running);
            return Some(work);
        }
        None
    }

    /// Identifiers of the processors that an inport gets data from, in the order of connections.
    fn input_names(&self, id: ProcessorId, port: u32) -> Vec<String> {
        let sources = &self.nodes[id].inports[port as usize].connections;
        let name = |from: &PortRef| self.nodes.get(from.processor).map(|n| n.identifier.clone());
        sources.iter().filter_map(name).collect()
    }

    fn is_port_ready(&self, port: &super::InportState) -> bool {
        let connected = |from: &PortRef| {
            let node = self.nodes.get(from.processor);
            node.and_then(|node| node.outports.get(from.port as usize))
                .is_some_and(super::OutportState::is_ready)
        };
        let is_ready = !port.connections.is_empty() && port.connections.iter().all(connected);
        is_ready || port.spec.is_optional
    }

    /// Takes over what a run brought; gives the error if the processor failed.
    pub fn finish(&mut self, id: ProcessorId, report: Report) -> Option<Error> {
        self.running = None;
        let Report { outcome, visibility, is_ready, duration } = report;
        let node = self.nodes.get_mut(id)?;
        node.last_duration = duration;
        for (property, visible) in visibility {
            if let Some(state) = node.properties.get_mut(property)
                && state.spec.visible != visible
            {
                state.spec.visible = visible;
                let processor = id;
                self.events.push(Event::Property(PropertyRef { processor, property }));
            }
        }
        let done = outcome.and_then(|outcomes| {
            for outcome in outcomes {
                self.take_outcome(id, outcome)?;
            }
            Ok(())
        });
        let node = &mut self.nodes[id];
        if let Err(error) = done {
            let error = error.at(format!("processor \"{}\"", node.identifier));
            // What was handed over may not have arrived.
            for (_, state) in node.properties.iter_mut() {
                state.is_unwritten = true;
            }
            for port in &mut node.inports {
                port.is_changed = true;
            }
            self.set_status(id, Status::Failed(error.clone()));
            return Some(error);
        }
        if !is_ready {
            self.set_status(id, Status::Waiting);
            return None;
        }
        let is_changed = node.is_changed_while_running;
        if is_changed {
            self.set_status(id, Status::Stale);
            return None;
        }
        node.level = InvalidationLevel::Valid;
        for (_, state) in node.properties.iter_mut() {
            state.is_modified = false;
            if state.value == Value::Press {
                // Released, and told so before the next run.
                state.value = Value::None;
                state.is_unwritten = true;
            }
        }
        for port in 0..node.outports.len() {
            let state = &mut self.nodes[id].outports[port];
            state.is_valid = true;
            for connection in 0..state.connections.len() {
                let to = self.nodes[id].outports[port].connections[connection];
                let follower = self.nodes.get_mut(to.processor);
                if let Some(inport) =
                    follower.and_then(|node| node.inports.get_mut(to.port as usize))
                {
                    inport.is_changed = true;
                }
            }
        }
        self.set_status(id, Status::Valid);
        None
    }

    fn take_outcome(&mut self, id: ProcessorId, outcome: OutcomeAbi) -> Result<()> {
        for output in outcome.outputs {
            let port = PortRef { processor: id, port: output.port };
            drop(self.set_output(port, output.data.into_option())?);
        }
        if outcome.changes.is_empty() {
            return Ok(());
        }
        let changes: Vec<Change> = decode(&outcome.changes)?;
        for Change { property, change } in changes {
            let property = self.own_property(id, &property)?;
            // Its own change does not make it run again, but may move others.
            self.running = Some(id);
            let done = self.change_property(property, change, true);
            self.running = None;
            done?;
        }
        Ok(())
    }

    /// A property by its path, as the processor itself knows it.
    pub(crate) fn own_property(&self, id: ProcessorId, path: &str) -> Result<PropertyRef> {
        let property = self.node(id)?.properties.find(path);
        let property =
            property.ok_or_else(|| Error::new(format!("it has no property \"{path}\"")))?;
        Ok(PropertyRef { processor: id, property })
    }

    /// Hands over values that the processor was not told yet.
    pub(crate) fn write_values(&mut self, id: ProcessorId, object: &mut ProcessorBox) {
        if let Some(node) = self.nodes.get_mut(id) {
            write_values(node, object);
        }
    }

    fn set_status(&mut self, id: ProcessorId, status: Status) {
        if let Some(node) = self.nodes.get_mut(id)
            && node.status != status
        {
            node.status = status;
            node.note_status(id, &mut self.events);
        }
    }
}

fn area(size: &UVec2) -> u64 {
    u64::from(size.x) * u64::from(size.y)
}

/// The sizes that a processor says that the images at an inport should have.
fn own_sizes(node: &Node, port: usize, size: UVec2) -> Option<Vec<UVec2>> {
    let object = node.object.clone()?;
    let mut object = object.try_lock()?;
    let n = node.inports[port].connections.len();
    let question = InputSizes { port: port as u32, n, size };
    let asked = object.request(InputSizes::MESSAGE.into(), encode(&question));
    let sizes = answer(asked).and_then(|sizes| decode::<Vec<UVec2>>(&sizes));
    match sizes {
        Ok(sizes) => Some(sizes),
        Err(error) => {
            let identifier = &node.identifier;
            tracing::warn!(%error, "processor \"{identifier}\" does not size its inputs");
            None
        }
    }
}

/// All properties that were added to the declared ones, in the order of their owners; nothing if the
/// processor knows them as they are, or does not want to.
fn added_properties(node: &mut Node) -> Option<Vec<Added>> {
    if !node.spec.takes_added {
        return None;
    }
    let mut pending: Vec<u32> = node.properties.roots().iter().rev().copied().collect();
    let (mut numbers, mut added, mut is_new) = (Vec::new(), Vec::new(), false);
    while let Some(number) = pending.pop() {
        let Some(state) = node.properties.get(number) else { continue };
        pending.extend(state.children.iter().rev());
        if number >= node.n_declared {
            is_new |= state.is_unwritten;
            numbers.push(number);
            added.push(Added {
                path: node.properties.path(number),
                class: state.spec.class_id(),
                value: state.value.clone(),
            });
        }
    }
    let is_new = is_new || numbers != node.told;
    node.told = numbers;
    is_new.then_some(added)
}

/// Whether there is anything to write: groups and events are only names for others.
fn has_value(state: &PropertyState) -> bool {
    state.value != Value::None || matches!(state.spec.kind, Kind::Button)
}

fn write_values(node: &mut Node, object: &mut ProcessorBox) {
    let n_declared = node.n_declared;
    for (property, state) in node.properties.iter_mut() {
        if !state.is_unwritten || !has_value(state) || property >= n_declared {
            continue;
        }
        // A value that does not arrive is reported when the processor runs.
        if answer(object.write(property, AbiValue::from(&state.written()))).is_ok() {
            state.is_unwritten = false;
        }
    }
}
