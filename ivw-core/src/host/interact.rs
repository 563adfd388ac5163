//! The way of events: from a canvas to all processors that it gets data from.

use super::Host;
use crate::abi::{Bytes, answer, decode, encode};
use crate::data::{Data, Image};
use crate::error::{Error, Result};
use crate::event::{Action, Interaction, Reaction};
use crate::network::ProcessorId;
use crate::processor::Change;
use crate::property::InvalidationLevel;
use std::collections::HashSet;

impl Host {
    /// Tells a processor, and then those upstream of it, what a person did; each is told once, and who
    /// uses it ends its way.
    ///
    /// What the mouse did to a thing in the picture goes first, see [`Picked`](crate::event::Picked).
    /// Waits for a processor that runs.
    /// Changes that processors make are for the next update.
    pub fn interact(&self, start: ProcessorId, event: &Interaction) -> Result<Reaction> {
        let mut all = Reaction::default();
        if let Action::Mouse { pointer, .. } = &event.action {
            let current = self.picked(start, pointer.position);
            let mut pickers = self.shared.pickers.lock();
            let picked = pickers.entry(start).or_default().follow(&event.action, current);
            drop(pickers);
            for picked in picked {
                let event = Interaction { picked: Some(picked), ..event.clone() };
                add(&mut all, self.propagate(start, &event)?);
            }
        }
        if !all.is_used {
            add(&mut all, self.propagate(start, event)?);
        }
        Ok(all)
    }

    fn propagate(&self, start: ProcessorId, event: &Interaction) -> Result<Reaction> {
        let (mut pending, mut visited) = (vec![start], HashSet::new());
        let mut all = Reaction::default();
        while let Some(id) = pending.pop() {
            if !visited.insert(id) {
                continue;
            }
            let reaction = self.deliver(id, event)?;
            if !reaction.is_used && !reaction.is_passed_on {
                pending.extend(self.sources(id, event)?.into_iter().rev());
            }
            // Whoever is nearest to the picture has the word.
            let tool_tip = all.tool_tip.take().or_else(|| reaction.tool_tip.clone());
            add(&mut all, Reaction { tool_tip, ..reaction });
        }
        Ok(all)
    }

    fn deliver(&self, id: ProcessorId, event: &Interaction) -> Result<Reaction> {
        let (object, identifier) = self.with(|network| {
            let node = network.node(id)?;
            let object = node.object().filter(|_| node.spec.takes_events);
            Ok::<_, Error>((object, node.identifier.clone()))
        })?;
        // Nor has a placeholder anything to say.
        let Some(object) = object else { return Ok(Reaction::default()) };
        let mut object = object.lock();
        self.with(|network| network.write_values(id, &mut object));
        let reply = answer(object.request(Interaction::MESSAGE.into(), encode(event)));
        drop(object);
        let take_over = |reply: Bytes| {
            let mut reaction: Reaction = decode(&reply)?;
            for Change { property, change } in std::mem::take(&mut reaction.changes) {
                let property = self.with(|network| network.own_property(id, &property))?;
                self.change_property(property, change)?;
            }
            if std::mem::take(&mut reaction.runs_again) {
                self.invalidate(id, InvalidationLevel::InvalidOutput)?;
            }
            Ok(reaction)
        };
        let named = |error: Error| error.at(format!("processor \"{identifier}\""));
        reply.and_then(take_over).map_err(named)
    }

    /// Who a processor gets data from, for an event; sizes are for those that make images.
    fn sources(&self, id: ProcessorId, event: &Interaction) -> Result<Vec<ProcessorId>> {
        let is_for_images = matches!(event.action, Action::Resize { .. });
        self.with(|network| {
            let ports = network.node(id)?.inports.iter().filter(|port| {
                let takes_images = || port.spec.accepts.iter().any(|id| id == Image::TYPE_ID);
                !port.is_removed && (!is_for_images || takes_images())
            });
            Ok(ports.flat_map(|port| &port.connections).map(|from| from.processor).collect())
        })
    }
}

/// Adds what came later.
fn add(all: &mut Reaction, later: Reaction) {
    all.is_used |= later.is_used;
    all.tool_tip = later.tool_tip.or(all.tool_tip.take());
    all.menu.extend(later.menu);
}
