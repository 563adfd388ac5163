//! The only verbs that change a network.

use super::{
    Connection, Event, InportState, Link, Member, Network, Node, OutportState, PortRef,
    ProcessorId, PropertyRef, Replacement, Window, evaluate, gone, identifier_of, link,
};
use crate::error::{Error, Result};
use crate::processor::{InportSpec, OutportSpec};
use crate::property::{InvalidationLevel, PropertyChange, PropertySpec};
use serde::{Deserialize, Serialize};

/// One change of a network; [`Network::apply`] gives back the edit that undoes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Edit {
    /// Puts a processor that its maker holds into the network.
    Place(Place),
    /// Takes a processor out, with its connections and links; undoing puts it back as it was.
    Remove(ProcessorId),
    Connect(Connection),
    Disconnect(Connection),
    /// Puts a connection back among those of an inport.
    ConnectAt(Connection, usize),
    Link(Link),
    Unlink(Link),
    Property(PropertyRef, PropertyChange),
    AddProperty {
        processor: ProcessorId,
        parent: Option<u32>,
        place: Option<usize>,
        spec: Box<PropertySpec>,
        is_owned: bool,
    },
    RemoveProperty(PropertyRef),
    AddInport(ProcessorId, InportSpec, bool),
    AddOutport(ProcessorId, OutportSpec, bool),
    RemoveInport(PortRef),
    RemoveOutport(PortRef),
    SetOptional(PortRef, bool),
    Rename(ProcessorId, String),
    DisplayName(ProcessorId, String),
    Move(ProcessorId, [i32; 2]),
    Select(ProcessorId, bool),
    Show(ProcessorId, bool),
    Window(ProcessorId, Window),
    /// Puts a processor into a composite one, or takes it out.
    Member(ProcessorId, Option<Member>),
    /// Marks a processor as having to run again.
    Invalidate(ProcessorId, InvalidationLevel),
    /// Puts processors in the places of others, with all that fits by identifier.
    Replace(Vec<Replacement>),
    /// Several edits as one.
    All(Vec<Edit>),
}

/// Where a processor goes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The processor, which is not in the network yet.
    pub processor: ProcessorId,
    /// Its place among all processors; the end if there is none.
    pub index: Option<usize>,
}

impl From<ProcessorId> for Place {
    fn from(processor: ProcessorId) -> Self {
        Self { processor, index: None }
    }
}

impl Network {
    /// Applies an edit, and gives the edit that undoes it; on an error nothing has changed.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit> {
        let by_itself = false;
        Ok(match edit {
            Edit::Place(place) => {
                self.place(&place)?;
                Edit::Remove(place.processor)
            }
            Edit::Remove(id) => self.remove(id)?,
            Edit::Connect(connection) => {
                self.connect(connection, None)?;
                Edit::Disconnect(connection)
            }
            Edit::ConnectAt(connection, place) => {
                self.connect(connection, Some(place))?;
                Edit::Disconnect(connection)
            }
            Edit::Disconnect(connection) => {
                let place = self.disconnect(connection)?;
                Edit::ConnectAt(connection, place)
            }
            Edit::Link(link) => {
                self.link(link)?;
                Edit::Unlink(link)
            }
            Edit::Unlink(link) => {
                self.unlink(link)?;
                Edit::Link(link)
            }
            Edit::Property(property, change) => {
                match self.change_property(property, change, by_itself)? {
                    Some(undo) => Edit::Property(property, undo),
                    None => Edit::All(Vec::new()),
                }
            }
            Edit::AddProperty { processor, parent, place, spec, is_owned } => {
                let node = self.nodes.get_mut(processor).ok_or_else(gone)?;
                let property = node
                    .properties
                    .insert(parent, place, &spec)
                    .map_err(|error| error.at(format!("processor \"{}\"", node.identifier)))?;
                if let Some(state) = node.properties.get_mut(property) {
                    state.is_owned = is_owned;
                }
                let takes_added = node.spec.takes_added;
                self.events.push(Event::Topology);
                if takes_added {
                    self.invalidate(processor, InvalidationLevel::InvalidOutput, by_itself, None);
                }
                Edit::RemoveProperty(PropertyRef { processor, property })
            }
            Edit::RemoveProperty(property) => self.remove_property(property)?,
            Edit::AddInport(processor, spec, is_owned) => {
                let node = self.nodes.get_mut(processor).ok_or_else(gone)?;
                unused(node, &spec.id)?;
                let port = node.add_inport(spec);
                node.inports[port as usize].is_owned = is_owned;
                self.topology_changed();
                Edit::RemoveInport(PortRef { processor, port })
            }
            Edit::AddOutport(processor, spec, is_owned) => {
                let node = self.nodes.get_mut(processor).ok_or_else(gone)?;
                unused(node, &spec.id)?;
                let port = node.add_outport(spec);
                node.outports[port as usize].is_owned = is_owned;
                self.topology_changed();
                Edit::RemoveOutport(PortRef { processor, port })
            }
            Edit::RemoveInport(port) => self.remove_inport(port)?,
            Edit::RemoveOutport(port) => self.remove_outport(port)?,
            Edit::SetOptional(port, optional) => {
                let state = self.inport_mut(port)?;
                let old = std::mem::replace(&mut state.spec.is_optional, optional);
                self.invalidate(port.processor, InvalidationLevel::InvalidOutput, by_itself, None);
                Edit::SetOptional(port, old)
            }
            Edit::Rename(id, identifier) => {
                let old = self.node(id)?.identifier.clone();
                let new = self.rename(id, &identifier)?;
                tracing::debug!(old, new, "renamed");
                Edit::Rename(id, old)
            }
            Edit::DisplayName(id, name) => {
                let node = self.nodes.get_mut(id).ok_or_else(gone)?;
                Edit::DisplayName(id, std::mem::replace(&mut node.display_name, name))
            }
            Edit::Move(id, position) => {
                let node = self.nodes.get_mut(id).ok_or_else(gone)?;
                Edit::Move(id, std::mem::replace(&mut node.position, position))
            }
            Edit::Select(id, on) => {
                let node = self.nodes.get_mut(id).ok_or_else(gone)?;
                Edit::Select(id, std::mem::replace(&mut node.is_selected, on))
            }
            Edit::Show(id, on) => {
                let node = self.nodes.get_mut(id).ok_or_else(gone)?;
                Edit::Show(id, std::mem::replace(&mut node.is_visible, on))
            }
            Edit::Window(id, window) => {
                let node = self.nodes.get_mut(id).ok_or_else(gone)?;
                Edit::Window(id, std::mem::replace(&mut node.window, window))
            }
            Edit::Member(id, member) => {
                self.check_member(id, member.as_ref())?;
                let node = self.nodes.get_mut(id).ok_or_else(gone)?;
                let old = std::mem::replace(&mut node.member, member);
                self.events.push(Event::Topology);
                Edit::Member(id, old)
            }
            Edit::Invalidate(id, level) => {
                self.node(id)?;
                self.mark_invalid(id, level, by_itself);
                Edit::All(Vec::new())
            }
            Edit::Replace(replacements) => self.replace(replacements)?,
            Edit::All(edits) => {
                let mut undo = Vec::with_capacity(edits.len());
                for edit in edits {
                    match self.apply(edit) {
                        Ok(inverse) => undo.push(inverse),
                        Err(error) => {
                            for inverse in undo.into_iter().rev() {
                                self.apply(inverse).expect("what was just done can be undone");
                            }
                            return Err(error);
                        }
                    }
                }
                undo.reverse();
                Edit::All(undo)
            }
        })
    }

    fn place(&mut self, place: &Place) -> Result<()> {
        let id = place.processor;
        let node = self.nodes.get(id).ok_or_else(gone)?;
        if node.is_placed {
            return Err(Error::new(format!(
                "processor \"{}\" is in the network already",
                node.identifier
            )));
        }
        let wanted = node.identifier.clone();
        let identifier = self.unique_identifier(&wanted);
        let node = &mut self.nodes[id];
        node.identifier.clone_from(&identifier);
        node.is_placed = true;
        node.was_placed = true;
        self.by_identifier.insert(identifier, id);
        let index = place.index.unwrap_or(self.placed.len()).min(self.placed.len());
        self.placed.insert(index, id);
        let n_pickable = self.nodes[id].spec.n_pickable;
        if n_pickable > 0 {
            self.picking.lock().resize(id, n_pickable)?;
        }
        self.events.push(Event::Placed(id));
        self.topology_changed();
        self.invalidate(id, InvalidationLevel::InvalidResources, false, None);
        Ok(())
    }

    fn remove(&mut self, id: ProcessorId) -> Result<Edit> {
        let index = self.placed.iter().position(|placed| *placed == id).ok_or_else(gone)?;
        let mut undo = vec![Edit::Place(Place { processor: id, index: Some(index) })];
        let touches = |port: &PortRef| port.processor == id;
        let connections: Vec<_> = self
            .connections
            .iter()
            .filter(|connection| touches(&connection.from) || touches(&connection.to))
            .copied()
            .collect();
        for connection in connections {
            undo.push(self.apply(Edit::Disconnect(connection))?);
        }
        // Places among an inport's connections are right when put back last to first.
        undo[1..].reverse();
        let links: Vec<_> = self
            .links
            .iter()
            .filter(|link| link.from.processor == id || link.to.processor == id)
            .copied()
            .collect();
        for link in links {
            undo.push(self.apply(Edit::Unlink(link))?);
        }
        self.placed.remove(index);
        self.picking.lock().release(id);
        let node = &mut self.nodes[id];
        node.is_placed = false;
        self.by_identifier.remove(&node.identifier);
        self.taken_below.clear();
        self.events.push(Event::Removed(id));
        self.topology_changed();
        Ok(Edit::All(undo))
    }

    /// Why an outport can't be connected to an inport, if so.
    pub fn check_connection(&self, connection: Connection) -> Result<()> {
        let Connection { from, to } = connection;
        let (source, target) = (self.node(from.processor)?, self.node(to.processor)?);
        let missing = |what: &str, node: &Node| {
            Error::new(format!("processor \"{}\" has no such {what}", node.identifier))
        };
        let outport = source.outports.get(from.port as usize).filter(|port| !port.is_removed);
        let outport = outport.ok_or_else(|| missing("outport", source))?;
        let inport = target.inports.get(to.port as usize).filter(|port| !port.is_removed);
        let inport = inport.ok_or_else(|| missing("inport", target))?;
        let what = || {
            format!(
                "can't connect \"{}.{}\" to \"{}.{}\"",
                source.identifier, outport.spec.id, target.identifier, inport.spec.id
            )
        };
        let accepts = &inport.spec.accepts;
        if !accepts.is_empty()
            && !outport.spec.type_id.is_empty()
            && !accepts.contains(&outport.spec.type_id)
        {
            return Err(Error::new(format!(
                "{}: {} is not {}",
                what(),
                outport.spec.type_id,
                accepts.join(" or ")
            ))
            .hint("connect ports of the same colour"));
        }
        if inport.connections.contains(&from) {
            return Err(Error::new(format!("{}: they are connected already", what())));
        }
        if !inport.spec.is_multi && !inport.connections.is_empty() {
            return Err(
                Error::new(format!("{}: the inport is taken", what())).hint("disconnect it first")
            );
        }
        if from.processor == to.processor || self.depends_on(from.processor, to.processor) {
            return Err(Error::new(format!("{}: data would go round in a circle", what())));
        }
        Ok(())
    }

    /// Whether a processor gets data from another one, through any number of others.
    ///
    /// Searches from both ends at once, so that building a chain costs the same from either end.
    fn depends_on(&self, processor: ProcessorId, source: ProcessorId) -> bool {
        let mut upward = evaluate::Search::new(processor);
        let mut downward = evaluate::Search::new(source);
        loop {
            match upward.step(|id| self.predecessors(id)) {
                None => return false,
                Some(id) if id == source => return true,
                Some(_) => {}
            }
            match downward.step(|id| self.successors(id)) {
                None => return false,
                Some(id) if id == processor => return true,
                Some(_) => {}
            }
        }
    }

    /// Processors whose data a processor gets, possibly repeated.
    pub fn predecessors(&self, id: ProcessorId) -> Vec<ProcessorId> {
        let Some(node) = self.nodes.get(id) else { return Vec::new() };
        node.inports.iter().flat_map(|port| &port.connections).map(|from| from.processor).collect()
    }

    /// Processors that get data from a processor, possibly repeated.
    pub fn successors(&self, id: ProcessorId) -> Vec<ProcessorId> {
        let Some(node) = self.nodes.get(id) else { return Vec::new() };
        node.outports.iter().flat_map(|port| &port.connections).map(|to| to.processor).collect()
    }

    fn connect(&mut self, connection: Connection, place: Option<usize>) -> Result<()> {
        self.check_connection(connection)?;
        let Connection { from, to } = connection;
        self.outport_mut(from)?.connections.push(to);
        let inport = self.inport_mut(to)?;
        let place = place.unwrap_or(inport.connections.len()).min(inport.connections.len());
        inport.connections.insert(place, from);
        inport.is_changed = true;
        self.connections.push(connection);
        self.topology_changed();
        self.invalidate(to.processor, InvalidationLevel::InvalidOutput, false, None);
        Ok(())
    }

    fn disconnect(&mut self, connection: Connection) -> Result<usize> {
        let Connection { from, to } = connection;
        let known = self.connections.iter().position(|known| *known == connection);
        let known = known.ok_or_else(|| Error::new("these ports are not connected"))?;
        self.connections.remove(known);
        self.outport_mut(from)?.connections.retain(|port| *port != to);
        let inport = self.inport_mut(to)?;
        let place = inport.connections.iter().position(|port| *port == from).unwrap_or(0);
        inport.connections.retain(|port| *port != from);
        inport.is_changed = true;
        self.topology_changed();
        self.invalidate(to.processor, InvalidationLevel::InvalidOutput, false, None);
        Ok(place)
    }

    fn link(&mut self, link: Link) -> Result<()> {
        let (from, to) = (self.property(link.from)?, self.property(link.to)?);
        let what =
            || format!("can't link \"{}\" to \"{}\"", self.path(link.from), self.path(link.to));
        if link.from == link.to || self.links.contains(&link) {
            return Err(Error::new(format!("{}: they are linked already", what())));
        }
        if !link::can_link(&from.spec, &to.spec) {
            return Err(Error::new(format!(
                "{}: {} does not convert to {}",
                what(),
                from.spec.class_id(),
                to.spec.class_id()
            ))
            .hint("link properties of the same kind"));
        }
        self.links.push(link);
        self.links_from.entry(link.from).or_default().push(link.to);
        self.events.push(Event::Topology);
        Ok(())
    }

    fn unlink(&mut self, link: Link) -> Result<()> {
        let known = self.links.iter().position(|known| *known == link);
        self.links.remove(known.ok_or_else(|| Error::new("these properties are not linked"))?);
        if let Some(followers) = self.links_from.get_mut(&link.from) {
            followers.retain(|to| *to != link.to);
        }
        self.events.push(Event::Topology);
        Ok(())
    }

    fn remove_property(&mut self, property: PropertyRef) -> Result<Edit> {
        let PropertyRef { processor, property: index } = property;
        let node = self.nodes.get_mut(processor).ok_or_else(gone)?;
        let gone = || Error::new("the property is not there any more");
        let spec = node.properties.spec(index).ok_or_else(gone)?;
        let state = node.properties.get(index).ok_or_else(gone)?;
        let (parent, is_owned) = (state.parent, state.is_owned);
        let siblings = match parent {
            None => node.properties.roots(),
            Some(parent) => &node.properties.get(parent).ok_or_else(gone)?.children,
        };
        let place = siblings.iter().position(|sibling| *sibling == index);
        let removed = node.properties.remove(index);
        let touches =
            |at: &PropertyRef| at.processor == processor && removed.contains(&at.property);
        let links: Vec<_> = self
            .links
            .iter()
            .filter(|link| touches(&link.from) || touches(&link.to))
            .copied()
            .collect();
        for link in links {
            self.unlink(link)?;
        }
        self.events.push(Event::Topology);
        if self.nodes.get(processor).is_some_and(|node| node.spec.takes_added) {
            self.invalidate(processor, InvalidationLevel::InvalidOutput, false, None);
        }
        Ok(Edit::AddProperty { processor, parent, place, spec: Box::new(spec), is_owned })
    }

    fn remove_inport(&mut self, port: PortRef) -> Result<Edit> {
        let connections = self.inport_mut(port)?.connections.clone();
        for from in connections {
            self.disconnect(Connection { from, to: port })?;
        }
        let state = self.inport_mut(port)?;
        state.is_removed = true;
        let undo = Edit::AddInport(port.processor, state.spec.clone(), state.is_owned);
        self.topology_changed();
        self.invalidate(port.processor, InvalidationLevel::InvalidOutput, false, None);
        Ok(undo)
    }

    fn remove_outport(&mut self, port: PortRef) -> Result<Edit> {
        let connections = self.outport_mut(port)?.connections.clone();
        for to in connections {
            self.disconnect(Connection { from: port, to })?;
        }
        let state = self.outport_mut(port)?;
        state.is_removed = true;
        state.data = None;
        let undo = Edit::AddOutport(port.processor, state.spec.clone(), state.is_owned);
        self.topology_changed();
        Ok(undo)
    }

    fn rename(&mut self, id: ProcessorId, identifier: &str) -> Result<String> {
        if identifier_of(identifier) == self.node(id)?.identifier {
            return Ok(identifier.to_owned());
        }
        let new = self.unique_identifier(identifier);
        let node = self.nodes.get_mut(id).ok_or_else(gone)?;
        let old = std::mem::replace(&mut node.identifier, new.clone());
        if node.is_placed {
            self.by_identifier.remove(&old);
            self.taken_below.clear();
            self.by_identifier.insert(new.clone(), id);
        }
        self.events.push(Event::Topology);
        Ok(new)
    }

    fn inport_mut(&mut self, port: PortRef) -> Result<&mut InportState> {
        let node = self.nodes.get_mut(port.processor).ok_or_else(gone)?;
        let state = node.inports.get_mut(port.port as usize).filter(|port| !port.is_removed);
        state.ok_or_else(|| Error::new("the inport is not there any more"))
    }

    fn outport_mut(&mut self, port: PortRef) -> Result<&mut OutportState> {
        let node = self.nodes.get_mut(port.processor).ok_or_else(gone)?;
        let state = node.outports.get_mut(port.port as usize).filter(|port| !port.is_removed);
        state.ok_or_else(|| Error::new("the outport is not there any more"))
    }

    pub(super) fn topology_changed(&mut self) {
        self.topology.forget();
        self.events.push(Event::Topology);
    }
}

fn unused(node: &Node, id: &str) -> Result<()> {
    match node.inport(id).is_some() || node.outport(id).is_some() {
        false => Ok(()),
        true => Err(Error::new(format!(
            "processor \"{}\" has a port \"{id}\" already",
            node.identifier
        ))),
    }
}
