//! The way of events: from a canvas to all processors that it gets data from.

use super::Host;
use crate::abi::{Bytes, answer, decode, encode};
use crate::data::{Data, Image};
use crate::error::{Error, Result};
use crate::event::{Action, Interaction, Passed, Reaction};
use crate::network::ProcessorId;
use crate::processor::Change;
use crate::property::{InvalidationLevel, Saved};
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
        let (mut pending, mut visited) = (vec![(start, event.clone())], HashSet::new());
        let mut all = Reaction::default();
        while let Some((id, event)) = pending.pop() {
            if !visited.insert(id) {
                continue;
            }
            let mut reaction = self.deliver(id, &event)?;
            let next = match (reaction.is_passed_on, reaction.is_used) {
                (true, _) => self.receivers(id, std::mem::take(&mut reaction.passed))?,
                (false, false) => self.sources(id, &event)?,
                (false, true) => Vec::new(),
            };
            pending.extend(next.into_iter().rev());
            // Whoever is nearest to the picture has the word.
            let tool_tip = all.tool_tip.take().or_else(|| reaction.tool_tip.clone());
            add(&mut all, Reaction { tool_tip, told: vec![(id, event)], ..reaction });
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
        self.with(|network| network.show_values(id, &mut object));
        let reply = answer(object.request(Interaction::MESSAGE.into(), encode(event)));
        drop(object);
        let take_over = |reply: Bytes| {
            let mut reaction: Reaction = decode(&reply)?;
            for Change { property, change } in std::mem::take(&mut reaction.changes) {
                let property = self.with(|network| network.own_property(id, &property))?;
                let saved =
                    self.with(|network| Ok::<_, Error>(network.property(property)?.spec.saved))?;
                match saved {
                    // It only shows something, such as where the mouse is.
                    Saved::Never => self.adjust(property, change)?,
                    _ => self.change_property(property, change)?,
                }
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
    fn sources(
        &self,
        id: ProcessorId,
        event: &Interaction,
    ) -> Result<Vec<(ProcessorId, Interaction)>> {
        let is_for_images = matches!(event.action, Action::Resize { .. });
        self.with(|network| {
            let ports = network.node(id)?.inports.iter().filter(|port| {
                let takes_images = || port.spec.accepts.iter().any(|id| id == Image::TYPE_ID);
                !port.is_removed && (!is_for_images || takes_images())
            });
            let sources = ports.flat_map(|port| &port.connections);
            Ok(sources.map(|from| (from.processor, event.clone())).collect())
        })
    }

    /// Who is connected where a processor passes events on; nobody, if that has changed meanwhile.
    fn receivers(
        &self,
        id: ProcessorId,
        passed: Vec<Passed>,
    ) -> Result<Vec<(ProcessorId, Interaction)>> {
        self.with(|network| {
            let inports = &network.node(id)?.inports;
            let receiver = |passed: Passed| {
                let port = inports.iter().find(|port| port.spec.id == passed.inport)?;
                Some((port.connections.get(passed.connection)?.processor, passed.event))
            };
            Ok(passed.into_iter().filter_map(receiver).collect())
        })
    }
}

/// Adds what came later.
fn add(all: &mut Reaction, later: Reaction) {
    all.is_used |= later.is_used;
    all.tool_tip = later.tool_tip.or(all.tool_tip.take());
    all.menu.extend(later.menu);
    all.told.extend(later.told);
}
