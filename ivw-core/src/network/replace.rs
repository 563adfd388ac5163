//! Processors that take the place of others, such as those of newer code.
//!
//! Ports and properties are matched by identifier; what the new processor has no counterpart of is
//! lost until the replacement is undone.

use super::{
    Connection, Edit, Event, InportState, Link, Network, Place, PortRef, ProcessorId, PropertyRef,
    link,
};
use crate::data::DataHandle;
use crate::error::{Error, Result};
use crate::property::InvalidationLevel;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// One processor in the place of another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replacement {
    /// The processor in the network.
    pub old: ProcessorId,
    /// The processor outside of the network that goes there.
    pub new: ProcessorId,
}

impl Replacement {
    fn inverse(self) -> Self {
        Self { old: self.new, new: self.old }
    }
}

/// How what belongs to some processors is called in those that took their places.
pub(super) struct Renaming<'a> {
    network: &'a Network,
    new_of: HashMap<ProcessorId, ProcessorId>,
}

impl<'a> Renaming<'a> {
    pub(super) fn new(network: &'a Network, replacements: &[Replacement]) -> Self {
        let new_of = replacements.iter().map(|pair| (pair.old, pair.new)).collect();
        Self { network, new_of }
    }

    fn processor(&self, id: ProcessorId) -> ProcessorId {
        self.new_of.get(&id).copied().unwrap_or(id)
    }

    fn port(&self, port: PortRef, is_inport: bool) -> Option<PortRef> {
        let Some(&new) = self.new_of.get(&port.processor) else { return Some(port) };
        let (old, node) = (self.network.nodes.get(port.processor)?, self.network.nodes.get(new)?);
        let index = port.port as usize;
        let found = match is_inport {
            true => node.inport(&old.inports.get(index)?.spec.id),
            false => node.outport(&old.outports.get(index)?.spec.id),
        };
        Some(PortRef { processor: new, port: found? })
    }

    fn connection(&self, connection: Connection) -> Option<Connection> {
        let Connection { from, to } = connection;
        Some(Connection { from: self.port(from, false)?, to: self.port(to, true)? })
    }

    fn property(&self, property: PropertyRef) -> Option<PropertyRef> {
        let Some(&new) = self.new_of.get(&property.processor) else { return Some(property) };
        let (old, node) =
            (self.network.nodes.get(property.processor)?, self.network.nodes.get(new)?);
        old.properties.get(property.property)?;
        let found = node.properties.find(&old.properties.path(property.property))?;
        Some(PropertyRef { processor: new, property: found })
    }

    fn link(&self, link: Link) -> Option<Link> {
        Some(Link { from: self.property(link.from)?, to: self.property(link.to)? })
    }

    /// Lets an edit speak of the processors that took the places of those that it spoke of.
    ///
    /// What has no counterpart still means the old processor: it comes back before the edit does.
    pub(super) fn rename(&self, edit: &mut Edit) {
        match edit {
            Edit::Place(Place { processor, .. })
            | Edit::Remove(processor)
            | Edit::AddInport(processor, ..)
            | Edit::AddOutport(processor, ..)
            | Edit::Rename(processor, _)
            | Edit::DisplayName(processor, _)
            | Edit::Move(processor, _)
            | Edit::Select(processor, _)
            | Edit::Show(processor, _)
            | Edit::Window(processor, _)
            | Edit::Member(processor, _)
            | Edit::Invalidate(processor, _) => *processor = self.processor(*processor),
            Edit::Connect(connection)
            | Edit::Disconnect(connection)
            | Edit::ConnectAt(connection, _) => {
                *connection = self.connection(*connection).unwrap_or(*connection);
            }
            Edit::Link(link) | Edit::Unlink(link) => *link = self.link(*link).unwrap_or(*link),
            Edit::Property(property, _) | Edit::RemoveProperty(property) => {
                *property = self.property(*property).unwrap_or(*property);
            }
            Edit::AddProperty { processor, parent, .. } => {
                let around = parent
                    .map(|property| self.property(PropertyRef { processor: *processor, property }));
                match around {
                    None => *processor = self.processor(*processor),
                    Some(Some(around)) => {
                        (*processor, *parent) = (around.processor, Some(around.property));
                    }
                    Some(None) => {}
                }
            }
            Edit::RemoveInport(port) | Edit::SetOptional(port, _) => {
                *port = self.port(*port, true).unwrap_or(*port);
            }
            Edit::RemoveOutport(port) => *port = self.port(*port, false).unwrap_or(*port),
            Edit::Replace(replacements) => {
                for pair in replacements {
                    pair.old = self.processor(pair.old);
                    pair.new = self.processor(pair.new);
                }
            }
            Edit::All(edits) => edits.iter_mut().for_each(|edit| self.rename(edit)),
        }
    }
}

impl Network {
    /// Puts processors in the places of others: identifier, position, connections, links, and what
    /// was changed in properties.
    pub(super) fn replace(&mut self, replacements: Vec<Replacement>) -> Result<Edit> {
        self.check_replacements(&replacements)?;
        for pair in &replacements {
            self.take_over(*pair);
        }
        let mut undo = self.drop_what_does_not_fit(&replacements)?;
        let renaming = Renaming::new(self, &replacements);
        let connections: Vec<_> =
            self.connections.iter().filter_map(|c| renaming.connection(*c)).collect();
        let links: Vec<_> = self.links.iter().filter_map(|link| renaming.link(*link)).collect();
        let followed: HashMap<_, Vec<_>> =
            links.iter().fold(HashMap::new(), |mut followed, link| {
                followed.entry(link.from).or_insert_with(Vec::new).push(link.to);
                followed
            });
        let new_of = renaming.new_of.clone();
        let ends = self.renamed_ends(&renaming);
        (self.connections, self.links, self.links_from) = (connections, links, followed);
        for (port, is_inport, others) in ends {
            let Some(node) = self.nodes.get_mut(port.processor) else { continue };
            match is_inport {
                true => node.inports[port.port as usize].connections = others,
                false => node.outports[port.port as usize].connections = others,
            }
        }
        for id in &mut self.placed {
            *id = new_of.get(id).copied().unwrap_or(*id);
        }
        for pair in &replacements {
            self.swap_places(*pair);
            self.picking.lock().hand_over(pair.old, pair.new);
        }
        self.topology_changed();
        for pair in &replacements {
            self.invalidate(pair.new, InvalidationLevel::InvalidResources, false, None);
        }
        undo.push(Edit::Replace(replacements.iter().rev().map(|pair| pair.inverse()).collect()));
        undo.reverse();
        self.replaced.push(replacements);
        Ok(Edit::All(undo))
    }

    fn check_replacements(&self, replacements: &[Replacement]) -> Result<()> {
        let mut seen = std::collections::HashSet::new();
        for Replacement { old, new } in replacements {
            let (old_node, new_node) = (self.node(*old)?, self.node(*new)?);
            if !old_node.is_placed || new_node.is_placed || !seen.insert(old) || !seen.insert(new) {
                return Err(Error::new(format!(
                    "processor \"{}\" can't be replaced by \"{}\"",
                    old_node.identifier, new_node.identifier
                ))
                .hint("one has to be in the network, and the other one not"));
            }
        }
        Ok(())
    }

    /// Makes a processor that was never in the network look like the one that it replaces.
    fn take_over(&mut self, pair: Replacement) {
        let Some([old, new]) = self.nodes.get_disjoint_mut([pair.old, pair.new]) else { return };
        if new.was_placed {
            // It comes back, and is as it was.
            return;
        }
        // A name that a person gave stays; that of the class follows the class.
        if old.display_name != old.spec.name {
            new.display_name.clone_from(&old.display_name);
        }
        new.position = old.position;
        new.is_selected = old.is_selected;
        new.is_visible = old.is_visible;
        new.extras.clone_from(&old.extras);
        new.member.clone_from(&old.member);
        new.window = old.window;
        let is_added = |port: &&InportState| port.is_owned || port.is_of_item;
        for port in old.inports.iter().filter(is_added).filter(|port| !port.is_removed) {
            if new.inport(&port.spec.id).is_none() && new.outport(&port.spec.id).is_none() {
                let added = new.add_inport(port.spec.clone()) as usize;
                new.inports[added].is_owned = port.is_owned;
                new.inports[added].is_of_item = port.is_of_item;
            }
        }
        for port in old.outports.iter().filter(|port| port.is_owned && !port.is_removed) {
            if new.inport(&port.spec.id).is_none() && new.outport(&port.spec.id).is_none() {
                let added = new.add_outport(port.spec.clone());
                new.outports[added as usize].is_owned = true;
            }
        }
        let changed = new.properties.take_over(&old.properties);
        let processor = pair.new;
        self.events.extend(
            changed
                .into_iter()
                .map(|property| Event::Property(PropertyRef { processor, property })),
        );
    }

    /// Takes connections and links away that the new processors have no ports and properties for;
    /// gives what puts them back, last to first.
    fn drop_what_does_not_fit(&mut self, replacements: &[Replacement]) -> Result<Vec<Edit>> {
        let renaming = Renaming::new(self, replacements);
        let touches = |id: &ProcessorId| renaming.new_of.contains_key(id);
        let mut taken: HashMap<PortRef, usize> = HashMap::new();
        let mut lost = Vec::new();
        for connection in &self.connections {
            let Connection { from, to } = connection;
            if !touches(&from.processor) && !touches(&to.processor) {
                continue;
            }
            let fits = renaming.connection(*connection).is_some_and(|new| {
                let n = taken.entry(new.to).or_default();
                *n += 1;
                self.is_fitting(new, *n)
            });
            if !fits {
                lost.push(Edit::Disconnect(*connection));
            }
        }
        for link in &self.links {
            if !touches(&link.from.processor) && !touches(&link.to.processor) {
                continue;
            }
            let fits = renaming.link(*link).is_some_and(|new| {
                match (self.property(new.from), self.property(new.to)) {
                    (Ok(from), Ok(to)) => link::can_link(&from.spec, &to.spec),
                    _ => false,
                }
            });
            if !fits {
                lost.push(Edit::Unlink(*link));
            }
        }
        lost.into_iter().map(|edit| self.apply(edit)).collect()
    }

    /// Whether the types of two ports go together, and the inport has room for so many connections.
    fn is_fitting(&self, connection: Connection, n_connections: usize) -> bool {
        let Connection { from, to } = connection;
        let (Some(source), Some(target)) =
            (self.nodes.get(from.processor), self.nodes.get(to.processor))
        else {
            return false;
        };
        let outport = &source.outports[from.port as usize].spec;
        let inport = &target.inports[to.port as usize].spec;
        let is_type = inport.accepts.is_empty()
            || outport.type_id.is_empty()
            || inport.accepts.contains(&outport.type_id);
        is_type && (inport.is_multi || n_connections == 1)
    }

    /// What the ports of new processors, and of their neighbours, are connected to.
    fn renamed_ends(&self, renaming: &Renaming<'_>) -> Vec<(PortRef, bool, Vec<PortRef>)> {
        let mut ends = Vec::new();
        let mut touched: Vec<ProcessorId> = Vec::new();
        for id in renaming.new_of.keys() {
            touched.push(*id);
            touched.extend(self.predecessors(*id));
            touched.extend(self.successors(*id));
        }
        touched.sort_unstable();
        touched.dedup();
        for id in touched {
            let Some(node) = self.nodes.get(id) else { continue };
            let is_replaced = renaming.new_of.contains_key(&id);
            for (n, state) in node.inports.iter().enumerate() {
                let here = PortRef { processor: id, port: n as u32 };
                let others = state.connections.iter();
                let others = others.filter_map(|from| renaming.port(*from, false)).collect();
                if let Some(port) = renaming.port(here, true).filter(|_| !state.is_removed) {
                    ends.push((port, true, others));
                }
                if is_replaced {
                    ends.push((here, true, Vec::new()));
                }
            }
            for (n, state) in node.outports.iter().enumerate() {
                let here = PortRef { processor: id, port: n as u32 };
                let others = state.connections.iter();
                let others = others.filter_map(|to| renaming.port(*to, true)).collect();
                if let Some(port) = renaming.port(here, false).filter(|_| !state.is_removed) {
                    ends.push((port, false, others));
                }
                if is_replaced {
                    ends.push((here, false, Vec::new()));
                }
            }
        }
        ends
    }

    fn swap_places(&mut self, pair: Replacement) {
        let Some([old, new]) = self.nodes.get_disjoint_mut([pair.old, pair.new]) else { return };
        new.identifier.clone_from(&old.identifier);
        (old.is_placed, new.is_placed) = (false, true);
        (old.was_placed, new.was_placed) = (true, true);
        let mut followers = Vec::new();
        for port in &mut new.inports {
            port.is_changed = true;
        }
        for port in &mut old.outports {
            self.retired.data.extend(port.data.take());
            port.is_valid = false;
        }
        for port in &mut old.inports {
            let resized = std::mem::take(&mut port.resized).into_iter();
            self.retired.data.extend(resized.flat_map(|resized| [resized.source, resized.image]));
        }
        for port in &new.outports {
            followers.extend(port.connections.iter().copied());
        }
        self.by_identifier.insert(new.identifier.clone(), pair.new);
        for to in followers {
            if let Some(node) = self.nodes.get_mut(to.processor)
                && let Some(inport) = node.inports.get_mut(to.port as usize)
            {
                inport.is_changed = true;
            }
            // What comes in is about to be another thing.
            self.invalidate(to.processor, InvalidationLevel::InvalidOutput, false, None);
        }
        self.events.push(Event::Removed(pair.old));
        self.events.push(Event::Placed(pair.new));
    }

    /// Replacements since the last call, for the history to follow.
    pub(super) fn take_replaced(&mut self) -> Vec<Vec<Replacement>> {
        std::mem::take(&mut self.replaced)
    }

    /// Notes why the newest code of a class is not what runs, or that it is.
    pub fn set_code_error(&mut self, class_id: &str, error: Option<&Error>) {
        for (id, node) in &mut self.nodes {
            if node.spec.class_id == class_id && node.code_error.as_ref() != error {
                node.code_error = error.cloned();
                self.events.push(Event::Status(id));
            }
        }
    }

    /// What is to be dropped without a lock held: its owners may call the host.
    pub(crate) fn take_retired(&mut self) -> Retired {
        std::mem::take(&mut self.retired)
    }

    /// Takes processors out that are not in the network and that nobody can bring back.
    pub(crate) fn retire_unplaced(&mut self, is_kept: impl Fn(ProcessorId) -> bool) {
        let ids = self.nodes.iter().filter(|(_, node)| node.was_placed && !node.is_placed);
        let ids: Vec<_> = ids.map(|(id, _)| id).filter(|id| !is_kept(*id)).collect();
        self.retired.nodes.extend(ids.into_iter().filter_map(|id| self.nodes.remove(id)));
    }

    /// Whether there are processors outside of the network.
    pub(super) fn has_unplaced(&self) -> bool {
        self.nodes.len() > self.placed.len()
    }

    /// The processor that runs, if it is one of those.
    pub(crate) fn runs_one_of(&self, replacements: &[Replacement]) -> bool {
        self.running.is_some_and(|id| replacements.iter().any(|pair| pair.old == id))
    }
}

/// What is to be dropped without a lock held.
#[derive(Default)]
pub(crate) struct Retired {
    pub(super) nodes: Vec<super::Node>,
    pub(super) data: Vec<DataHandle>,
}

impl Edit {
    /// Calls with every processor that an edit speaks of.
    pub(super) fn visit(&self, look: &mut impl FnMut(ProcessorId)) {
        match self {
            Self::Place(Place { processor, .. })
            | Self::Remove(processor)
            | Self::AddInport(processor, ..)
            | Self::AddOutport(processor, ..)
            | Self::Rename(processor, _)
            | Self::DisplayName(processor, _)
            | Self::Move(processor, _)
            | Self::Select(processor, _)
            | Self::Show(processor, _)
            | Self::Window(processor, _)
            | Self::Invalidate(processor, _)
            | Self::AddProperty { processor, .. } => look(*processor),
            Self::Member(processor, member) => {
                look(*processor);
                member.iter().for_each(|member| look(member.composite));
            }
            Self::Connect(connection)
            | Self::Disconnect(connection)
            | Self::ConnectAt(connection, _) => {
                look(connection.from.processor);
                look(connection.to.processor);
            }
            Self::Link(link) | Self::Unlink(link) => {
                look(link.from.processor);
                look(link.to.processor);
            }
            Self::Property(property, _) | Self::RemoveProperty(property) => {
                look(property.processor);
            }
            Self::RemoveInport(port) | Self::RemoveOutport(port) | Self::SetOptional(port, _) => {
                look(port.processor);
            }
            Self::Replace(replacements) => {
                for pair in replacements {
                    look(pair.old);
                    look(pair.new);
                }
            }
            Self::All(edits) => edits.iter().for_each(|edit| edit.visit(look)),
        }
    }

    /// The replacement that an edit begins with, as that of an undone reload does.
    pub(super) fn replacement(&self) -> Option<&[Replacement]> {
        match self {
            Self::Replace(replacements) => Some(replacements),
            Self::All(edits) => edits.first()?.replacement(),
            _ => None,
        }
    }
}
