//! Where processors, ports and connections are, and what is under the mouse.

use super::super::scene::Rect;
use super::super::snapshot::{NodeView, PortView};
use super::{NetworkView, node_place};
use ivw_core::network::{Connection, PortRef, ProcessorId};
use std::collections::BTreeSet;

/// What is at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Hit {
    Nothing,
    Node(ProcessorId),
    /// A port, and whether it is an outport.
    Port(PortRef, bool),
    /// The badge that tells of an error.
    Badge(ProcessorId),
    Connection(Connection),
    /// The line that stands for all links between two processors.
    Links([ProcessorId; 2]),
}

pub(super) const WIDTH: f64 = 175.0;
pub(super) const HEIGHT: f64 = 50.0;
pub(super) const PORT: f64 = 10.0;
const PORT_STEP: f64 = 17.0;

/// The box of a processor at a place, which is its middle.
pub(super) fn node_rect(node: &NodeView, place: [f64; 2]) -> Rect {
    let n = node.inports.len().max(node.outports.len());
    let width = WIDTH.max(PORT_STEP * (n as f64 + 1.0));
    [place[0] - width / 2.0, place[1] - HEIGHT / 2.0, width, HEIGHT]
}

/// The middle of the n-th port of a box.
pub(super) fn port_at(rect: Rect, n: usize, is_outport: bool) -> [f64; 2] {
    let y = if is_outport { rect[1] + rect[3] } else { rect[1] };
    [rect[0] + PORT_STEP * (n as f64 + 1.0), y]
}

/// The curve of a connection, from an outport down to an inport.
pub(super) fn curve(from: [f64; 2], to: [f64; 2]) -> [[f64; 2]; 4] {
    let bend = ((to[1] - from[1]).abs() / 2.0).clamp(20.0, 80.0);
    [from, [from[0], from[1] + bend], [to[0], to[1] - bend], to]
}

/// Where a port is in the network.
pub(crate) fn port_place(view: &NetworkView, port: PortRef, is_outport: bool) -> Option<[f64; 2]> {
    let port = *view.seen.stands_for.get(&(port, is_outport)).unwrap_or(&port);
    let node = view.seen.node(port.processor)?;
    let ports = if is_outport { &node.outports } else { &node.inports };
    let n = ports.iter().position(|known| known.port == port.port)?;
    Some(port_at(node_rect(node, node_place(view, node)), n, is_outport))
}

/// Where the badge of a box is.
pub(super) fn badge_at(rect: Rect) -> [f64; 2] {
    [rect[0] + rect[2] - 4.0, rect[1] + 2.0]
}

impl NetworkView {
    /// What is at a place of the network.
    pub(crate) fn hit(&self, at: [f64; 2]) -> Hit {
        let near = |a: [f64; 2], radius: f64| (a[0] - at[0]).hypot(a[1] - at[1]) <= radius;
        // Ports stand out of their boxes and are small: they come first.
        for node in self.seen.nodes.iter().rev() {
            let rect = node_rect(node, node_place(self, node));
            if !inside(grown(rect, PORT), at) {
                continue;
            }
            if node.error.is_some() && near(badge_at(rect), 10.0) {
                return Hit::Badge(node.id);
            }
            let found = |ports: &[PortView], is_outport| {
                let n = (0..ports.len())
                    .find(|n| near(port_at(rect, *n, is_outport), PORT_STEP / 2.0))?;
                let port = PortRef { processor: node.id, port: ports[n].port };
                Some(Hit::Port(port, is_outport))
            };
            let port = found(&node.inports, false).or_else(|| found(&node.outports, true));
            if let Some(port) = port {
                return port;
            }
            if inside(rect, at) {
                return Hit::Node(node.id);
            }
        }
        let tolerance = 5.0 / self.scale.min(1.0);
        let connection = self.seen.connections.iter().find(|connection| {
            let ends =
                port_place(self, connection.from, true).zip(port_place(self, connection.to, false));
            ends.is_some_and(|(from, to)| is_on_curve(curve(from, to), at, tolerance))
        });
        if let Some(connection) = connection {
            return Hit::Connection(*connection);
        }
        let on_line = |pair: &[ProcessorId; 2]| {
            link_curve(self, *pair).is_some_and(|points| is_on_curve(points, at, tolerance))
        };
        linked_pairs(self).into_iter().find(on_line).map_or(Hit::Nothing, Hit::Links)
    }
}

/// Processors with links between them.
pub(super) fn linked_pairs(view: &NetworkView) -> BTreeSet<[ProcessorId; 2]> {
    let pairs = view.seen.links.iter().map(|view| {
        let (a, b) = (view.link.from.processor, view.link.to.processor);
        if a < b { [a, b] } else { [b, a] }
    });
    pairs.filter(|[a, b]| a != b).collect()
}

/// The curve of the links between two processors, on the right of their boxes.
pub(super) fn link_curve(view: &NetworkView, pair: [ProcessorId; 2]) -> Option<[[f64; 2]; 4]> {
    let side = |id: ProcessorId| {
        let node = view.seen.node(id)?;
        let rect = node_rect(node, node_place(view, node));
        Some([rect[0] + rect[2], rect[1] + HEIGHT / 2.0])
    };
    let (from, to) = (side(pair[0])?, side(pair[1])?);
    let out = 30.0 + (from[1] - to[1]).abs() / 6.0;
    Some([from, [from[0] + out, from[1]], [to[0] + out, to[1]], to])
}

/// The middle of the curve of the links between two processors.
pub(crate) fn link_middle(view: &NetworkView, pair: [ProcessorId; 2]) -> Option<[f64; 2]> {
    let [from, a, b, to] = link_curve(view, pair)?;
    Some([0, 1].map(|axis| (from[axis] + 3.0 * a[axis] + 3.0 * b[axis] + to[axis]) / 8.0))
}

pub(super) fn inside(rect: Rect, at: [f64; 2]) -> bool {
    (0..2).all(|axis| at[axis] >= rect[axis] && at[axis] <= rect[axis] + rect[axis + 2])
}

pub(super) fn grown(rect: Rect, by: f64) -> Rect {
    [rect[0] - by, rect[1] - by, rect[2] + 2.0 * by, rect[3] + 2.0 * by]
}

pub(super) fn overlaps(a: Rect, b: Rect) -> bool {
    (0..2).all(|axis| a[axis] <= b[axis] + b[axis + 2] && b[axis] <= a[axis] + a[axis + 2])
}

/// The box around a curve's points, which the curve is in.
pub(super) fn curve_bounds(points: [[f64; 2]; 4]) -> Rect {
    let low = |axis: usize| points.iter().map(|p| p[axis]).fold(f64::INFINITY, f64::min);
    let high = |axis: usize| points.iter().map(|p| p[axis]).fold(f64::NEG_INFINITY, f64::max);
    [low(0), low(1), high(0) - low(0), high(1) - low(1)]
}

fn is_on_curve(points: [[f64; 2]; 4], at: [f64; 2], tolerance: f64) -> bool {
    if !inside(grown(curve_bounds(points), tolerance), at) {
        return false;
    }
    const STEPS: usize = 32;
    (0..=STEPS).any(|n| {
        let t = n as f64 / STEPS as f64;
        let s = 1.0 - t;
        let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
        let point = [0, 1].map(|axis| (0..4).map(|k| weights[k] * points[k][axis]).sum::<f64>());
        // Half of the distance between two steps is within reach as well.
        (point[0] - at[0]).hypot(point[1] - at[1]) <= tolerance + 4.0
    })
}
