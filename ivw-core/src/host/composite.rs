//! Composite processors: made of others, taken apart, kept in files.

use super::Host;
use crate::error::{Error, Result};
use crate::network::{
    COMPOSITE_CLASS, Edit, Member, Network, Node, Place, ProcessorId, PropertyRef,
};
use crate::property::PropertyChange;
use std::path::Path;

impl Host {
    /// Makes a composite processor of others, which have to be in the same place, as one step.
    pub fn compose(&self, processors: &[ProcessorId], name: &str) -> Result<ProcessorId> {
        let composite = self.with(|network| {
            let position = middle(network, processors)?;
            let mut node = Node::composite(COMPOSITE_CLASS, name);
            node.position = position;
            crate::workspace::remember_ports(network, &mut node, processors);
            Ok::<_, Error>(network.adopt(node))
        })?;
        self.in_one_step(&format!("Make composite {name}"), |host| {
            let placed = host.edit("Place", Edit::Place(Place::from(composite)));
            let edit = host.with(|network| {
                let around = put_beside(network, composite, processors)?;
                Ok(Edit::All(
                    around.into_iter().chain([put_in(network, composite, processors)?]).collect(),
                ))
            });
            placed.and(edit).and_then(|edit| host.edit("Put in", edit))
        })?;
        Ok(composite)
    }

    /// Puts processors into a composite one, under names that begin with its own.
    pub fn put_in(&self, composite: ProcessorId, processors: &[ProcessorId]) -> Result<()> {
        let edit = self.with(|network| put_in(network, composite, processors))?;
        self.edit("Put in", edit)
    }

    /// Takes a composite processor apart: what was in it is where it was, as one step.
    pub fn dissolve(&self, composite: ProcessorId) -> Result<Vec<ProcessorId>> {
        let (name, members, edits) = self.with(|network| {
            let node = network.node(composite)?;
            if !node.is_composite {
                let error = format!("processor \"{}\" is no composite processor", node.identifier);
                return Err(Error::new(error));
            }
            let (name, around) = (node.display_name.clone(), node.member.clone());
            let members = network.members(composite);
            let mut edits = Vec::new();
            for id in &members {
                let node = network.node(*id)?;
                let inside = node.member.as_ref().map(|member| member.identifier.clone());
                let inside = inside.unwrap_or_else(|| node.identifier.clone());
                let member = around.as_ref().map(|around| Member {
                    composite: around.composite,
                    identifier: inside.clone(),
                });
                edits.push(Edit::Member(*id, member));
                // Nobody else shows what this one did.
                let shown = node.properties.iter().filter(|(_, state)| state.is_promoted);
                edits.extend(shown.map(|(property, _)| {
                    let at = PropertyRef { processor: *id, property };
                    Edit::Property(at, PropertyChange::Promoted(false))
                }));
                if network.find(&inside).is_err() {
                    edits.push(Edit::Rename(*id, inside));
                }
            }
            edits.push(Edit::Remove(composite));
            Ok((name, members, edits))
        })?;
        self.edit(&format!("Dissolve {name}"), Edit::All(edits))?;
        Ok(members)
    }

    /// Writes a composite processor to a file of its own, which [`Host::append_composite`] reads.
    pub fn save_composite(&self, composite: ProcessorId, path: &Path) -> Result<()> {
        crate::workspace::save_composite(self, composite, path)
            .map_err(|error| error.at(path.display()))
    }

    /// Adds the network of a workspace as a composite processor, named after the file, as one step.
    pub fn append_composite(&self, path: &Path) -> Result<ProcessorId> {
        let text = std::fs::read_to_string(path).map_err(Error::from);
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let new = text.and_then(|text| {
            let text = crate::workspace::as_composite(&text, &name)?;
            self.read_into(&text, Some(path), &format!("Add {name}"))
        });
        let new = new.map_err(|error| error.at(path.display()))?;
        let is_composite = |id: &ProcessorId| {
            self.with(|n| n.node(*id).is_ok_and(|node| node.is_composite && node.member.is_none()))
        };
        new.into_iter()
            .find(is_composite)
            .ok_or_else(|| Error::new("nothing is in this composite processor").at(path.display()))
    }
}

/// The mean of where processors are; an error if they are not all in the same composite.
fn middle(network: &Network, processors: &[ProcessorId]) -> Result<[i32; 2]> {
    let Some(first) = processors.first() else {
        return Err(Error::new("a composite processor is made of others")
            .hint("select the processors that are to be in it"));
    };
    let mut sum = [0_i64; 2];
    for id in processors {
        let position = network.node(*id)?.position;
        sum = [0, 1].map(|axis| sum[axis] + i64::from(position[axis]));
        if network.composite_of(*id) != network.composite_of(*first) {
            return Err(Error::new("these processors are in different composites")
                .hint("choose processors that are seen together"));
        }
    }
    // On the grid of the network editor.
    let mean = |sum: i64| (sum as f64 / processors.len() as f64 / 25.0).round() * 25.0;
    Ok(sum.map(|sum| mean(sum) as i32))
}

/// What puts a new composite into the one that processors are in, if they are in one.
fn put_beside(
    network: &Network,
    composite: ProcessorId,
    processors: &[ProcessorId],
) -> Result<Option<Edit>> {
    let around = processors.first().and_then(|first| network.composite_of(*first));
    let identifier = network.node(composite)?.identifier.clone();
    let member = around.map(|around| Member { composite: around, identifier });
    Ok(member.map(|member| Edit::Member(composite, Some(member))))
}

/// What puts processors into a composite, under names that begin with its own.
fn put_in(network: &Network, composite: ProcessorId, processors: &[ProcessorId]) -> Result<Edit> {
    let name = network.node(composite)?.identifier.clone();
    let mut edits = Vec::new();
    // What is linked across stays linked in files, too: the composite shows it.
    let is_in = |at: PropertyRef| processors.contains(&at.processor);
    for link in network.links().iter().filter(|link| is_in(link.from) != is_in(link.to)) {
        let inner = if is_in(link.from) { link.from } else { link.to };
        if !network.property(inner)?.is_promoted {
            edits.push(Edit::Property(inner, PropertyChange::Promoted(true)));
        }
    }
    for id in processors {
        let node = network.node(*id)?;
        let inside = node.member.as_ref().filter(|_| network.composite_of(*id).is_some());
        let inside = inside.map_or(&node.identifier, |member| &member.identifier).clone();
        edits.push(Edit::Rename(*id, format!("{name}_{inside}")));
        edits.push(Edit::Member(*id, Some(Member { composite, identifier: inside })));
    }
    Ok(Edit::All(edits))
}
