//! What is seen of a network with composites: one of them, or what is in none.

use super::super::snapshot::{NodeView, Snapshot};
use ivw_core::network::{Connection, PortRef, ProcessorId};
use std::collections::{HashMap, HashSet};

/// What is seen in a composite, or outside of all; a connection that leads into a composite ends at its
/// port, and one that leads out of what is seen is one of its `ways_out`.
pub(super) fn at_level(full: &Snapshot, level: Option<ProcessorId>) -> Snapshot {
    let is_plain = level.is_none() && full.nodes.iter().all(|node| !node.is_composite);
    if is_plain {
        return full.clone();
    }
    let seen = |id: ProcessorId| {
        let mut at = full.node(id)?;
        while at.composite != level {
            at = full.node(at.composite?)?;
        }
        Some(at)
    };
    let mut stands_for: HashMap<(PortRef, bool), PortRef> = HashMap::new();
    for node in full.nodes.iter().filter(|node| node.is_composite && node.composite == level) {
        for (ports, is_outport) in [(&node.inports, false), (&node.outports, true)] {
            for port in ports {
                let own = PortRef { processor: node.id, port: port.port };
                stands_for.extend(port.inner.iter().map(|inner| ((*inner, is_outport), own)));
            }
        }
    }
    let end = |port: PortRef, is_outport: bool| match seen(port.processor) {
        Some(node) if node.id == port.processor => Some(port),
        Some(_) => stands_for.get(&(port, is_outport)).copied(),
        None => None,
    };
    let (mut connections, mut known) = (Vec::new(), HashSet::new());
    let mut ways_out = HashSet::new();
    for Connection { from, to } in &full.connections {
        match (end(*from, true), end(*to, false)) {
            (Some(from), Some(to))
                if from.processor != to.processor && known.insert((from, to)) =>
            {
                connections.push(Connection { from, to });
            }
            (Some(from), None) if seen(to.processor).is_none() => {
                ways_out.insert((from, true));
            }
            (None, Some(to)) if seen(from.processor).is_none() => {
                ways_out.insert((to, false));
            }
            _ => {}
        }
    }
    let is_seen = |id: ProcessorId| full.node(id).is_some_and(|node| node.composite == level);
    let links = full.links.iter();
    let links =
        links.filter(|view| is_seen(view.link.from.processor) && is_seen(view.link.to.processor));
    let nodes: Vec<NodeView> =
        full.nodes.iter().filter(|node| node.composite == level).cloned().collect();
    let mut ways_out: Vec<_> = ways_out.into_iter().collect();
    ways_out.sort_unstable();
    Snapshot {
        undo: full.undo.clone(),
        redo: full.redo.clone(),
        position: full.position,
        is_busy: full.is_busy,
        stands_for,
        ways_out,
        ..Snapshot::new(nodes, connections, links.cloned().collect())
    }
}

/// A processor and all that is in it, if it is a composite.
pub(super) fn with_members(full: &Snapshot, processors: &[ProcessorId]) -> Vec<ProcessorId> {
    let mut found = processors.to_vec();
    let mut n = 0;
    while let Some(id) = found.get(n).copied() {
        let members = full.nodes.iter().filter(|node| node.composite == Some(id));
        found.extend(members.map(|node| node.id));
        n += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::tests::node;
    use super::*;

    /// Processors 1 and 4 with a composite 2 between them, in which there is 3.
    fn snapshot() -> Snapshot {
        let mut nodes: Vec<_> = (1..5).map(|n| node(n, [0, 100 * n as i32])).collect();
        let id = |n: u64| node(n, [0; 2]).id;
        nodes[2].composite = Some(id(2));
        nodes[1].is_composite = true;
        let inner = PortRef { processor: id(3), port: 0 };
        nodes[1].inports.truncate(1);
        nodes[1].outports.truncate(1);
        nodes[1].inports[0].inner = vec![inner];
        nodes[1].outports[0].inner = vec![inner];
        let connect = |from: u64, to: u64| Connection {
            from: PortRef { processor: id(from), port: 0 },
            to: PortRef { processor: id(to), port: 0 },
        };
        Snapshot::new(nodes, vec![connect(1, 3), connect(3, 4)], Vec::new())
    }

    #[test]
    fn connections_into_a_composite_end_at_its_ports() {
        let full = snapshot();
        let ids: Vec<_> = full.nodes.iter().map(|node| node.id).collect();
        let outside = at_level(&full, None);
        let seen: Vec<_> = outside.nodes.iter().map(|node| node.id).collect();
        assert_eq!(seen, [ids[0], ids[1], ids[3]]);
        let ends: Vec<_> =
            outside.connections.iter().map(|c| (c.from.processor, c.to.processor)).collect();
        assert_eq!(ends, [(ids[0], ids[1]), (ids[1], ids[3])]);
        assert!(outside.ways_out.is_empty());

        let inside = at_level(&full, Some(ids[1]));
        assert_eq!(inside.nodes.len(), 1);
        assert!(inside.connections.is_empty());
        let port = PortRef { processor: ids[2], port: 0 };
        assert_eq!(inside.ways_out, [(port, false), (port, true)]);
        assert_eq!(with_members(&full, &[ids[1]]), [ids[1], ids[2]]);
        assert_eq!(with_members(&full, &[ids[0]]), [ids[0]]);
    }
}
