//! The way of events: from a canvas to all processors that it gets data from.

use super::Host;
use crate::abi::{answer, decode, encode};
use crate::data::{Data, Image};
use crate::error::{Error, Result};
use crate::event::{Action, Interaction, Reaction};
use crate::network::ProcessorId;
use std::collections::HashSet;

impl Host {
    /// Tells a processor, and then those upstream of it, what a person did; each is told once, and who
    /// uses it ends its way.
    ///
    /// Waits for a processor that runs.
    /// Changes that processors make are for the next update.
    pub fn interact(&self, start: ProcessorId, event: &Interaction) -> Result<Reaction> {
        let (mut pending, mut visited) = (vec![start], HashSet::new());
        let mut all = Reaction::default();
        while let Some(id) = pending.pop() {
            if !visited.insert(id) {
                continue;
            }
            let reaction = self.deliver(id, event)?;
            all.is_used |= reaction.is_used;
            all.tool_tip = all.tool_tip.or(reaction.tool_tip);
            if !reaction.is_used && !reaction.is_passed_on {
                pending.extend(self.sources(id, event)?.into_iter().rev());
            }
        }
        Ok(all)
    }

    fn deliver(&self, id: ProcessorId, event: &Interaction) -> Result<Reaction> {
        let (object, identifier) = self.with(|network| {
            let node = network.node(id)?;
            Ok::<_, Error>((node.object(), node.identifier.clone()))
        })?;
        // A placeholder has nothing to say.
        let Some(object) = object else { return Ok(Reaction::default()) };
        let reply = answer(object.lock().request("event".into(), encode(event)));
        let named = |error: Error| error.at(format!("processor \"{identifier}\""));
        decode(&reply.map_err(named)?)
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
