//! The network editor: what is seen of the network, and what mouse and keyboard do to it.
//!
//! Knows no widgets: it draws a [`List`](super::scene::List) and gives [`Wish`]es.

mod draw;
mod gesture;
mod layout;
mod level;
mod verbs;

pub(crate) use layout::{Hit, link_middle, port_place};

use super::session::Verb;
use super::snapshot::Snapshot;
use gesture::Gesture;
use ivw_core::network::{Connection, PortRef, ProcessorId};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The distance of the grid that processors snap to.
const GRID: f64 = 25.0;

/// Something that the editor wants others to do.
#[derive(Debug)]
pub(crate) enum Wish {
    /// The network is to change.
    Do(Verb),
    /// These processors are selected now.
    Selected(Vec<ProcessorId>),
    /// A connection ended nowhere: which processors fit?
    Offer { port: PortRef, is_outport: bool, at: [i32; 2] },
    /// The story of an error.
    ShowError(ProcessorId),
    /// What a port holds.
    Look { port: PortRef, is_outport: bool },
    /// Nothing is to be looked at any more.
    LookAway,
    /// A menu for what is under the mouse.
    Menu(Hit),
    /// A processor was double-clicked.
    Open(ProcessorId),
    /// The links between two processors are to be edited.
    EditLinks([ProcessorId; 2]),
    /// Words to show beside the mouse; none for none.
    Tip(String),
    /// Another cursor, as Qt numbers it.
    Cursor(u32),
}

/// The network editor.
pub(crate) struct NetworkView {
    /// All of the network.
    snapshot: Arc<Snapshot>,
    /// What is seen of it.
    seen: Arc<Snapshot>,
    /// The composite that is looked into.
    level: Option<ProcessorId>,
    scale: f64,
    /// Where the origin of the network is in the widget.
    shift: [f64; 2],
    size: [f64; 2],
    /// Whether everything is shown, and nobody chose another part since.
    is_fitted: bool,
    selection: HashSet<ProcessorId>,
    /// Places of processors that are being dragged, ahead of the network.
    dragged: HashMap<ProcessorId, [f64; 2]>,
    gesture: Gesture,
    hover: Hit,
    chosen_connection: Option<Connection>,
    /// Where the mouse was last, in the network.
    pub(crate) mouse: [f64; 2],
}

impl Default for NetworkView {
    fn default() -> Self {
        Self {
            snapshot: Arc::default(),
            seen: Arc::default(),
            level: None,
            scale: 1.0,
            shift: [400.0, 300.0],
            size: [800.0, 600.0],
            is_fitted: false,
            selection: HashSet::new(),
            dragged: HashMap::new(),
            gesture: Gesture::None,
            hover: Hit::Nothing,
            chosen_connection: None,
            mouse: [0.0; 2],
        }
    }
}

impl NetworkView {
    /// Shows the network as it is now; gives the selection if somebody else changed it.
    pub(crate) fn show(&mut self, snapshot: Arc<Snapshot>) -> Option<Vec<ProcessorId>> {
        let before: Vec<_> = self.seen.selected();
        self.snapshot = snapshot;
        if self.level.is_some_and(|id| !self.snapshot.node(id).is_some_and(|n| n.is_composite)) {
            // It is gone; whatever was in it is seen from outside.
            self.level = None;
            self.is_fitted = true;
        }
        let seen = level::at_level(&self.snapshot, self.level);
        let now = seen.selected();
        self.seen = Arc::new(seen);
        let known = &self.seen.by_id;
        if !matches!(self.gesture, Gesture::Move { .. }) {
            let placed = &self.seen;
            // The network has caught up, or the processor is gone.
            self.dragged.retain(|id, place| {
                placed.node(*id).is_some_and(|node| node.position.map(f64::from) != *place)
            });
        }
        let n_before = self.selection.len();
        self.selection.retain(|id| known.contains_key(id));
        let is_changed = now != before && !self.selection.iter().copied().eq(now.iter().copied());
        if is_changed {
            self.selection = now.iter().copied().collect();
        }
        (is_changed || n_before != self.selection.len()).then(|| self.selected())
    }

    /// The widget has another size.
    pub(crate) fn resize(&mut self, size: [f64; 2]) {
        self.size = size;
        if self.is_fitted {
            self.fit();
        }
    }

    /// The whole network, also what is not seen at the moment.
    pub(crate) fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    /// The composite that is looked into.
    pub(crate) fn level(&self) -> Option<ProcessorId> {
        self.level
    }

    /// Looks into a composite, or at what is in none.
    pub(crate) fn enter(&mut self, level: Option<ProcessorId>) -> Vec<Wish> {
        let mut wishes = self.select([]);
        self.level = level;
        self.gesture = Gesture::None;
        self.chosen_connection = None;
        self.seen = Arc::new(level::at_level(&self.snapshot, level));
        self.fit();
        wishes.push(Wish::Do(Verb::Enter(level)));
        wishes
    }

    /// The composites that are looked into, the outermost first.
    fn levels(&self) -> Vec<ProcessorId> {
        let around = |id: &ProcessorId| self.snapshot.node(*id).and_then(|node| node.composite);
        let mut levels: Vec<_> = std::iter::successors(self.level, around).collect();
        levels.reverse();
        levels
    }

    /// The way to what is seen: names, where they stand in the widget, and where they lead.
    pub(crate) fn crumbs(&self) -> Vec<(String, [f64; 4], Option<ProcessorId>)> {
        let levels = self.levels();
        if levels.is_empty() {
            return Vec::new();
        }
        let name = |id: &ProcessorId| self.snapshot.node(*id).map_or("", |node| node.name.as_str());
        let inner = levels.iter().map(|id| (name(id).to_owned(), Some(*id)));
        let mut left = 10.0;
        let all = std::iter::once(("Network".to_owned(), None)).chain(inner);
        all.map(|(name, level)| {
            let width = 24.0 + 7.0 * name.chars().count().min(24) as f64;
            let rect = [left, 10.0, width, 24.0];
            left += width + 18.0;
            (name, rect, level)
        })
        .collect()
    }

    /// Selected processors with what is in them.
    pub(crate) fn selected_with_members(&self) -> Vec<ProcessorId> {
        level::with_members(&self.snapshot, &self.selected())
    }

    /// The ports that one stands for: itself, or those behind a composite's.
    fn behind(&self, port: PortRef, is_outport: bool) -> Vec<PortRef> {
        let node = self.seen.node(port.processor).filter(|node| node.is_composite);
        let Some(node) = node else { return vec![port] };
        let ports = if is_outport { &node.outports } else { &node.inports };
        let known = ports.iter().find(|known| known.port == port.port);
        known.map(|known| known.inner.clone()).unwrap_or_default()
    }

    /// The connections of the network that one stands for.
    pub(crate) fn connections_behind(&self, connection: Connection) -> Vec<Connection> {
        let (from, to) = (self.behind(connection.from, true), self.behind(connection.to, false));
        let all = self.snapshot.connections.iter().copied();
        all.filter(|c| from.contains(&c.from) && to.contains(&c.to)).collect()
    }

    /// Selected processors, in the order of the network.
    pub(crate) fn selected(&self) -> Vec<ProcessorId> {
        let nodes = self.seen.nodes.iter();
        nodes.map(|node| node.id).filter(|id| self.selection.contains(id)).collect()
    }

    /// Selects these, and tells the network.
    pub(crate) fn select(&mut self, chosen: impl IntoIterator<Item = ProcessorId>) -> Vec<Wish> {
        let chosen: HashSet<_> = chosen.into_iter().collect();
        if chosen == self.selection {
            return Vec::new();
        }
        let edits: Vec<_> = self
            .seen
            .nodes
            .iter()
            .filter(|node| self.selection.contains(&node.id) != chosen.contains(&node.id))
            .map(|node| ivw_core::network::Edit::Select(node.id, chosen.contains(&node.id)))
            .collect();
        self.selection = chosen;
        let edit = ivw_core::network::Edit::All(edits);
        vec![Wish::Do(Verb::Select(edit)), Wish::Selected(self.selected())]
    }

    /// The place in the network of one in the widget.
    pub(crate) fn to_network(&self, at: [f64; 2]) -> [f64; 2] {
        [0, 1].map(|axis| (at[axis] - self.shift[axis]) / self.scale)
    }

    /// The place in the widget of one in the network.
    pub(crate) fn to_widget(&self, at: [f64; 2]) -> [f64; 2] {
        [0, 1].map(|axis| at[axis] * self.scale + self.shift[axis])
    }

    /// The place in the network that is in the middle of the widget, on the grid.
    pub(crate) fn middle(&self) -> [i32; 2] {
        snapped(self.to_network([self.size[0] / 2.0, self.size[1] / 2.0]))
    }

    /// Makes everything larger or smaller around a place in the widget.
    pub(crate) fn zoom(&mut self, factor: f64, at: [f64; 2]) {
        self.is_fitted = false;
        let before = self.to_network(at);
        self.scale = (self.scale * factor).clamp(0.05, 4.0);
        for axis in [0, 1] {
            self.shift[axis] = at[axis] - before[axis] * self.scale;
        }
    }

    /// Shows everything.
    pub(crate) fn fit(&mut self) {
        self.is_fitted = true;
        let boxes =
            self.seen.nodes.iter().map(|node| layout::node_rect(node, node_place(self, node)));
        let mut bounds: Option<[f64; 4]> = None;
        for [x, y, w, h] in boxes {
            let b = bounds.get_or_insert([x, y, x + w, y + h]);
            *b = [b[0].min(x), b[1].min(y), b[2].max(x + w), b[3].max(y + h)];
        }
        let Some([left, top, right, bottom]) = bounds else {
            self.scale = 1.0;
            self.shift = [self.size[0] / 2.0, self.size[1] / 2.0];
            return;
        };
        let margin = 40.0;
        let scale = |size: f64, length: f64| (size - 2.0 * margin).max(50.0) / length.max(1.0);
        self.scale = scale(self.size[0], right - left)
            .min(scale(self.size[1], bottom - top))
            .clamp(0.05, 1.15);
        self.shift = [
            self.size[0] / 2.0 - (left + right) / 2.0 * self.scale,
            self.size[1] / 2.0 - (top + bottom) / 2.0 * self.scale,
        ];
    }

    /// Moves everything by pixels.
    pub(crate) fn pan(&mut self, by: [f64; 2]) {
        self.is_fitted = false;
        self.shift = [self.shift[0] + by[0], self.shift[1] + by[1]];
    }

    /// How large it is shown, 1 for the size of things.
    pub(crate) fn scale(&self) -> f64 {
        self.scale
    }
}

/// The place of a processor, ahead of the network while it is dragged.
fn node_place(view: &NetworkView, node: &super::snapshot::NodeView) -> [f64; 2] {
    view.dragged.get(&node.id).copied().unwrap_or_else(|| node.position.map(f64::from))
}

/// The nearest place on the grid.
pub(crate) fn snapped(at: [f64; 2]) -> [i32; 2] {
    at.map(|c| ((c / GRID).round() * GRID) as i32)
}

#[cfg(test)]
mod tests {
    use super::super::ffi::{Input, InputKind};
    use super::super::snapshot::{Light, NodeView, PortView};
    use super::super::theme::Theme;
    use super::*;
    use std::time::Instant;

    fn port(n: u32, type_id: &str) -> PortView {
        PortView {
            port: n,
            id: format!("port{n}"),
            help: String::new(),
            color: [188, 101, 101],
            types: vec![type_id.to_owned()],
            is_optional: false,
            is_multi: false,
            is_connected: false,
            inner: Vec::new(),
        }
    }

    pub(super) fn node(n: u64, position: [i32; 2]) -> NodeView {
        NodeView {
            id: ProcessorId::from_number((1 << 32) | n),
            identifier: format!("P{n}"),
            name: format!("Processor {n}"),
            class_id: "org.test.P".to_owned(),
            position,
            is_selected: false,
            is_placeholder: false,
            is_canvas: false,
            is_composite: false,
            composite: None,
            light: Light::Ready,
            progress: 0.0,
            error: None,
            millis: 0.0,
            inports: vec![port(0, "ivw.Volume/1")],
            outports: vec![port(0, "ivw.Volume/1"), port(1, "ivw.Mesh/1")],
        }
    }

    pub(super) fn view(nodes: Vec<NodeView>, connections: Vec<Connection>) -> NetworkView {
        let mut view = NetworkView::default();
        view.show(Arc::new(Snapshot::new(nodes, connections, Vec::new())));
        view
    }

    pub(super) fn drag(view: &mut NetworkView, from: [f64; 2], to: [f64; 2]) -> Vec<Wish> {
        let (from, to) = (view.to_widget(from), view.to_widget(to));
        let mut wishes = view.input(&Input::left(InputKind::Press, from));
        wishes.extend(view.input(&Input::left(InputKind::Move, to)));
        wishes.extend(view.input(&Input::left(InputKind::Release, to)));
        wishes
    }

    #[test]
    fn a_drag_from_port_to_port_connects_what_fits_and_offers_otherwise() {
        let mut view = view(vec![node(1, [0, 0]), node(2, [0, 200])], Vec::new());
        let outport = |port| PortRef { processor: node(1, [0; 2]).id, port };
        let inport = PortRef { processor: node(2, [0; 2]).id, port: 0 };
        let place = |view: &NetworkView, port, is_out| port_place(view, port, is_out).unwrap();
        let (volume, mesh) = (place(&view, outport(0), true), place(&view, outport(1), true));
        let target = place(&view, inport, false);
        let made = drag(&mut view, volume, target);
        let wanted = Connection { from: outport(0), to: inport };
        assert!(made.iter().any(|w| matches!(w, Wish::Do(Verb::Connect(c)) if *c == [wanted])));
        let refused = drag(&mut view, mesh, target);
        assert!(!refused.iter().any(|w| matches!(w, Wish::Do(_))), "{refused:?}");
        let offered = drag(&mut view, volume, [300.0, 110.0]);
        assert!(offered.iter().any(|w| matches!(w, Wish::Offer { at: [300, 100], .. })));
    }

    #[test]
    fn a_dragged_box_snaps_and_a_band_selects_what_it_touches() {
        let mut view = view(vec![node(1, [0, 0]), node(2, [0, 200])], Vec::new());
        let moved = drag(&mut view, [0.0, 0.0], [33.0, 0.0]);
        assert!(
            moved
                .iter()
                .any(|wish| matches!(wish, Wish::Do(Verb::Edit { name, .. }) if name == "Move"))
        );
        drag(&mut view, [-200.0, 120.0], [200.0, 300.0]);
        assert_eq!(view.selected(), [node(2, [0; 2]).id]);
    }

    #[test]
    fn data_that_would_go_round_does_not_fit() {
        let ends = |n: u64| PortRef { processor: node(n, [0; 2]).id, port: 0 };
        let connection = Connection { from: ends(1), to: ends(2) };
        let view = view(vec![node(1, [0, 0]), node(2, [0, 200])], vec![connection]);
        assert!(!view.fits(ends(2), true, ends(1)));
        assert!(view.fits(ends(1), true, ends(2)));
    }

    #[test]
    fn a_thousand_processors_are_laid_out_within_a_frame() {
        let nodes = (0..1000).map(|n| node(n, [(n % 40) as i32 * 200, (n / 40) as i32 * 100]));
        let id = |n: u64| node(n, [0; 2]).id;
        let connections = (0..999).map(|n| Connection {
            from: PortRef { processor: id(n), port: 0 },
            to: PortRef { processor: id(n + 1), port: 0 },
        });
        let mut view = view(nodes.collect(), connections.collect());
        view.fit();
        let palette = Theme::Dark.palette();
        let mut times: Vec<_> = (0..20)
            .map(|_| {
                let start = Instant::now();
                view.pan([3.0, 1.0]);
                assert!(view.draw(&palette).bytes().len() > 1000);
                start.elapsed()
            })
            .collect();
        times.sort();
        // A frame has 16 ms; tests run with little optimisation, and not alone.
        assert!(times[10].as_millis() < 16, "{:?}", times[10]);
    }
}
