//! Composite processors: boxes around processors of a network that stays flat.
//!
//! Whoever is in a composite is evaluated, connected and linked as if it were outside; that it is in
//! there is for people and for files.
//! A composite is a processor that never runs and has no ports: what is seen of its ports follows from
//! the connections of those in it.
//! Without the composite, those in it are outside: taking it out of the network is all that dissolving
//! it takes.

use super::{Network, Node, ProcessorId};
use crate::error::{Error, Result};
use crate::processor::Spec;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::sync::Arc;

/// What the classes of composites begin with; those from files have the path behind it.
pub const COMPOSITE_CLASS: &str = "org.inviwo.CompositeProcessor";

/// Where a processor is that is in a composite one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// The composite processor.
    pub composite: ProcessorId,
    /// What it is called in there; in the network, the composite's name stands before it.
    pub identifier: String,
}

impl Node {
    /// A composite processor of a class, which nothing is in yet.
    pub fn composite(class_id: &str, name: &str) -> Self {
        let spec = Spec {
            class_id: class_id.to_owned(),
            name: "Composite".to_owned(),
            help: "Processors under one name.".to_owned(),
            is_sink: Some(false),
            ..Spec::default()
        };
        Self { is_composite: true, ..Self::new(Arc::new(spec), None, name) }
    }
}

impl Network {
    /// The composite processor around one, if that is in the network.
    pub fn composite_of(&self, id: ProcessorId) -> Option<ProcessorId> {
        let composite = self.nodes.get(id)?.member.as_ref()?.composite;
        self.nodes.get(composite).filter(|node| node.is_placed).map(|_| composite)
    }

    /// The processors in a composite one, in the order of the network.
    pub fn members(&self, composite: ProcessorId) -> Vec<ProcessorId> {
        let all = self.placed.iter().copied();
        all.filter(|id| self.composite_of(*id) == Some(composite)).collect()
    }

    /// Processors with all that is in those of them that are composites, each once, composites before
    /// what is in them.
    pub fn with_members(&self, processors: &[ProcessorId]) -> Vec<ProcessorId> {
        let mut pending: Vec<_> = processors.iter().rev().copied().collect();
        let (mut found, mut known) = (Vec::new(), HashSet::new());
        while let Some(id) = pending.pop() {
            if known.insert(id) {
                found.push(id);
                if self.nodes.get(id).is_some_and(|node| node.is_composite) {
                    pending.extend(self.members(id).into_iter().rev());
                }
            }
        }
        found
    }

    /// A composite holds others, but never itself, however far in.
    pub(super) fn check_member(&self, id: ProcessorId, member: Option<&Member>) -> Result<()> {
        let Some(member) = member else { return Ok(()) };
        if !self.node(member.composite)?.is_composite {
            let name = &self.node(member.composite)?.identifier;
            return Err(Error::new(format!("processor \"{name}\" is no composite processor")));
        }
        let mut around = Some(member.composite);
        while let Some(composite) = around {
            if composite == id {
                return Err(Error::new("a composite processor can't be in itself"));
            }
            let node = self.nodes.get(composite);
            around = node.and_then(|node| node.member.as_ref()).map(|member| member.composite);
        }
        Ok(())
    }
}
