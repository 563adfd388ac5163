//! What the mouse does: select, move, connect, pan.

use super::super::ffi::{Input, InputKind};
use super::super::session::Verb;
use super::super::snapshot::{LinkView, PortView};
use super::layout::{Hit, inside, node_rect, overlaps};
use super::{NetworkView, Wish, node_place, snapped};
use ivw_core::network::{Connection, Edit, PortRef, ProcessorId};
use std::collections::HashSet;

/// What is going on with the mouse.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Gesture {
    None,
    Pan {
        last: [f64; 2],
    },
    /// Processors follow the mouse; where each was at first.
    Move {
        start: [f64; 2],
        origins: Vec<(ProcessorId, [f64; 2])>,
        has_moved: bool,
        /// What stays selected alone if the mouse does not move.
        clicked: Option<ProcessorId>,
    },
    /// A rubber band, and what was selected before.
    Band {
        from: [f64; 2],
        to: [f64; 2],
        before: HashSet<ProcessorId>,
    },
    /// A connection that is being made.
    Connect {
        port: PortRef,
        is_outport: bool,
        at: [f64; 2],
        target: Option<PortRef>,
    },
}

const LEFT: u32 = 1;
const RIGHT: u32 = 2;
const MIDDLE: u32 = 4;
const CONTROL: u32 = 1;
const SHIFT: u32 = 2;
/// Qt's numbers of cursors.
const ARROW: u32 = 0;
const CROSS: u32 = 2;
const HAND: u32 = 13;
const CLOSED_HAND: u32 = 18;

impl NetworkView {
    /// What mouse and keyboard do.
    pub(crate) fn input(&mut self, input: &Input) -> Vec<Wish> {
        let at = self.to_network(input.at);
        match input.kind {
            InputKind::Press | InputKind::DoubleClick if self.crumb(input).is_some() => {
                let level = self.crumb(input).unwrap_or(self.level);
                if level == self.level { Vec::new() } else { self.enter(level) }
            }
            InputKind::Press => self.press(input, at),
            InputKind::Move => self.moved(input, at),
            InputKind::Release => self.release(at),
            InputKind::DoubleClick => match self.hit(at) {
                Hit::Node(id) if input.button == LEFT => vec![Wish::Open(id)],
                Hit::Links(pair) if input.button == LEFT => vec![Wish::EditLinks(pair)],
                _ => Vec::new(),
            },
            InputKind::Wheel => {
                self.zoom(1.15_f64.powf(input.delta[1]), input.at);
                Vec::new()
            }
            InputKind::Pinch => {
                self.zoom(input.delta[0], input.at);
                Vec::new()
            }
            InputKind::Leave => {
                self.hover = Hit::Nothing;
                vec![Wish::Tip(String::new()), Wish::LookAway]
            }
            InputKind::KeyPress | InputKind::KeyRelease => Vec::new(),
        }
    }

    /// Where a click on the way to what is seen leads.
    fn crumb(&self, input: &Input) -> Option<Option<ProcessorId>> {
        let crumbs = self.crumbs();
        let crumb = crumbs.iter().find(|(_, rect, _)| inside(*rect, input.at));
        crumb.filter(|_| input.button == LEFT).map(|(.., level)| *level)
    }

    fn press(&mut self, input: &Input, at: [f64; 2]) -> Vec<Wish> {
        self.mouse = at;
        let hit = self.hit(at);
        self.chosen_connection = None;
        if input.button == MIDDLE
            || (input.button == LEFT && input.modifiers & CONTROL != 0 && hit == Hit::Nothing)
        {
            self.gesture = Gesture::Pan { last: input.at };
            return vec![Wish::Cursor(CLOSED_HAND)];
        }
        if input.button == RIGHT {
            let mut wishes = match hit {
                Hit::Node(id) | Hit::Badge(id) if !self.selection.contains(&id) => {
                    self.select([id])
                }
                _ => Vec::new(),
            };
            wishes.push(Wish::Menu(hit));
            return wishes;
        }
        if input.button != LEFT {
            return Vec::new();
        }
        match hit {
            Hit::Badge(id) => vec![Wish::ShowError(id)],
            Hit::Port(port, is_outport) => {
                self.gesture = Gesture::Connect { port, is_outport, at, target: None };
                vec![Wish::Cursor(CROSS), Wish::LookAway]
            }
            Hit::Node(id) => {
                let adds = input.modifiers & (CONTROL | SHIFT) != 0;
                let wishes = match (self.selection.contains(&id), adds) {
                    (true, true) => {
                        let rest: Vec<_> =
                            self.selection.iter().copied().filter(|n| *n != id).collect();
                        return self.select(rest);
                    }
                    (true, false) => Vec::new(),
                    (false, true) => {
                        let all: Vec<_> = self.selection.iter().copied().chain([id]).collect();
                        self.select(all)
                    }
                    (false, false) => self.select([id]),
                };
                let nodes = self.seen.nodes.iter().filter(|n| self.selection.contains(&n.id));
                let origins = nodes.map(|node| (node.id, node_place(self, node))).collect();
                let clicked = (!adds).then_some(id);
                self.gesture = Gesture::Move { start: at, origins, has_moved: false, clicked };
                wishes
            }
            Hit::Connection(connection) => {
                self.chosen_connection = Some(connection);
                self.select([])
            }
            Hit::Links(_) | Hit::Nothing => {
                let adds = input.modifiers & SHIFT != 0;
                let before = if adds { self.selection.clone() } else { HashSet::new() };
                self.gesture = Gesture::Band { from: at, to: at, before };
                Vec::new()
            }
        }
    }

    fn moved(&mut self, input: &Input, at: [f64; 2]) -> Vec<Wish> {
        self.mouse = at;
        match self.gesture.clone() {
            Gesture::None => return self.hovered(at),
            Gesture::Pan { last } => {
                self.pan([input.at[0] - last[0], input.at[1] - last[1]]);
                self.gesture = Gesture::Pan { last: input.at };
            }
            Gesture::Move { start, origins, has_moved, clicked } => {
                let by = [at[0] - start[0], at[1] - start[1]];
                if !has_moved && by[0].hypot(by[1]) * self.scale < 4.0 {
                    return Vec::new();
                }
                for (id, origin) in &origins {
                    let place = snapped([origin[0] + by[0], origin[1] + by[1]]);
                    self.dragged.insert(*id, place.map(f64::from));
                }
                self.gesture = Gesture::Move { start, origins, has_moved: true, clicked };
            }
            Gesture::Band { from, before, .. } => {
                self.gesture = Gesture::Band { from, to: at, before };
            }
            Gesture::Connect { port, is_outport, .. } => {
                let target = match self.hit(at) {
                    Hit::Port(other, other_is_out) if other_is_out != is_outport => Some(other),
                    // Near enough: the first port of the box that fits.
                    Hit::Node(id) => self.first_fitting(port, is_outport, id),
                    _ => None,
                };
                let target = target.filter(|other| self.fits(port, is_outport, *other));
                self.gesture = Gesture::Connect { port, is_outport, at, target };
            }
        }
        Vec::new()
    }

    fn hovered(&mut self, at: [f64; 2]) -> Vec<Wish> {
        let hit = self.hit(at);
        if hit == self.hover {
            return Vec::new();
        }
        self.hover = hit;
        match hit {
            Hit::Port(port, is_outport) => {
                let mut wishes = vec![Wish::Tip(String::new()), Wish::Cursor(HAND)];
                let port = self.behind(port, is_outport).first().copied();
                wishes.extend(port.map(|port| Wish::Look { port, is_outport }));
                wishes
            }
            Hit::Badge(id) => {
                let error = self.seen.node(id).and_then(|node| node.error.clone());
                let text = error.map(|(text, _)| text).unwrap_or_default();
                vec![Wish::LookAway, Wish::Tip(text), Wish::Cursor(HAND)]
            }
            Hit::Links(pair) => {
                let of = |pair: &[ProcessorId; 2], view: &LinkView| {
                    let ends = [view.link.from.processor, view.link.to.processor];
                    ends == *pair || ends == [pair[1], pair[0]]
                };
                let links = self.seen.links.iter().filter(|view| of(&pair, view));
                let lines: Vec<_> = links.map(|view| view.names.join(" → ")).collect();
                vec![Wish::LookAway, Wish::Tip(lines.join("\n")), Wish::Cursor(HAND)]
            }
            _ => vec![Wish::LookAway, Wish::Tip(String::new()), Wish::Cursor(ARROW)],
        }
    }

    fn release(&mut self, at: [f64; 2]) -> Vec<Wish> {
        let mut wishes = vec![Wish::Cursor(ARROW)];
        match std::mem::replace(&mut self.gesture, Gesture::None) {
            Gesture::Move { origins, has_moved: true, .. } => {
                let moves = origins.iter().filter_map(|(id, _)| {
                    let place = self.dragged.get(id)?;
                    Some(Edit::Move(*id, place.map(|c| c as i32)))
                });
                let edit = Edit::All(moves.collect());
                wishes.push(Wish::Do(Verb::Edit { name: "Move".to_owned(), edit }));
            }
            Gesture::Band { from, to, before } => {
                let rect = [
                    from[0].min(to[0]),
                    from[1].min(to[1]),
                    (from[0] - to[0]).abs(),
                    (from[1] - to[1]).abs(),
                ];
                let touched = self
                    .seen
                    .nodes
                    .iter()
                    .filter(|node| overlaps(rect, node_rect(node, node_place(self, node))));
                let chosen: Vec<_> = touched.map(|node| node.id).chain(before).collect();
                wishes.extend(self.select(chosen));
            }
            Gesture::Connect { port, is_outport, target: Some(other), .. } => {
                let (from, to) = if is_outport { (port, other) } else { (other, port) };
                let from = self.behind(from, true).first().copied();
                let all = self.behind(to, false);
                let all = from
                    .iter()
                    .flat_map(|from| all.iter().map(move |to| Connection { from: *from, to: *to }));
                wishes.push(Wish::Do(Verb::Connect(all.collect())));
            }
            Gesture::Connect { port, is_outport, target: None, .. } => {
                let is_on_own_node = self
                    .seen
                    .node(port.processor)
                    .is_some_and(|n| inside(node_rect(n, node_place(self, n)), at));
                let port = self.behind(port, is_outport).first().copied();
                if let Some(port) = port
                    && self.hit(at) == Hit::Nothing
                    && !is_on_own_node
                {
                    wishes.push(Wish::Offer { port, is_outport, at: snapped(at) });
                }
            }
            Gesture::Move { clicked: Some(id), .. } => wishes.extend(self.select([id])),
            Gesture::None | Gesture::Pan { .. } | Gesture::Move { .. } => {}
        }
        wishes
    }

    /// The first port of a processor that fits one that is being connected.
    fn first_fitting(&self, port: PortRef, is_outport: bool, id: ProcessorId) -> Option<PortRef> {
        let node = self.seen.node(id)?;
        let ports = if is_outport { &node.inports } else { &node.outports };
        let free = ports.iter().filter(|p| !is_outport || p.is_multi || !p.is_connected);
        let all = free.chain(ports.iter());
        let mut all = all.map(|p| PortRef { processor: id, port: p.port });
        all.find(|other| self.fits(port, is_outport, *other))
    }

    /// Whether a connection between two ports makes sense.
    pub(super) fn fits(&self, port: PortRef, is_outport: bool, other: PortRef) -> bool {
        if port.processor == other.processor {
            return false;
        }
        let (from, to) = if is_outport { (port, other) } else { (other, port) };
        let find = |port: PortRef, is_outport: bool| -> Option<&PortView> {
            let node = self.seen.node(port.processor)?;
            let ports = if is_outport { &node.outports } else { &node.inports };
            ports.iter().find(|known| known.port == port.port)
        };
        let (Some(out), Some(inport)) = (find(from, true), find(to, false)) else { return false };
        let fits_type = out.types.is_empty()
            || inport.types.is_empty()
            || out.types.iter().any(|id| inport.types.contains(id));
        fits_type && !self.leads_to(to.processor, from.processor)
    }

    /// Whether data of a processor comes to another one.
    fn leads_to(&self, from: ProcessorId, to: ProcessorId) -> bool {
        let mut pending = vec![from];
        let mut visited = HashSet::new();
        while let Some(id) = pending.pop() {
            if id == to {
                return true;
            }
            if visited.insert(id) {
                let next = self.seen.connections.iter().filter(|c| c.from.processor == id);
                pending.extend(next.map(|c| c.to.processor));
            }
        }
        false
    }
}
