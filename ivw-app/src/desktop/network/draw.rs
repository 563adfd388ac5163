//! How the network looks.

use super::super::scene::{Align, Color, Dashes, List, NOTHING, Rect, faded, mixed, rgb};
use super::super::snapshot::{Light, NodeView, PortView};
use super::super::theme::{FAILED, OUTDATED, Palette, READY, RUNNING, WAITING};
use super::gesture::Gesture;
use super::layout::{
    Hit, PORT, badge_at, curve, curve_bounds, grown, link_curve, linked_pairs, node_rect, overlaps,
    port_at, port_place,
};
use super::{GRID, NetworkView, node_place};
use ivw_core::network::PortRef;

/// Below this scale, letters can't be read and are left out.
const READABLE: f64 = 0.4;
/// Below this scale, ports are too small to be seen.
const PORTS_SEEN: f64 = 0.25;

/// How dark shadows are.
const SHADOW: f32 = 0.3;

/// The color of a status light.
fn color_of(light: Light) -> Color {
    match light {
        Light::Ready => READY,
        Light::Running => RUNNING,
        Light::Waiting => WAITING,
        Light::Failed => FAILED,
        Light::Outdated => OUTDATED,
    }
}

impl NetworkView {
    /// Everything that is to be seen.
    pub(crate) fn draw(&self, palette: &Palette) -> List {
        let mut list = List::default();
        list.fill(palette.ground);
        list.view(self.scale, self.shift);
        if self.scale > 0.35 {
            list.dots(GRID, 0.9, palette.dots);
        }
        list.smooth(self.scale > READABLE);
        let corner = self.to_network([0.0; 2]);
        let seen = [corner[0], corner[1], self.size[0] / self.scale, self.size[1] / self.scale];
        self.draw_links(&mut list, palette, seen);
        self.draw_connections(&mut list, palette, seen);
        self.draw_ways_out(&mut list, palette);
        for node in &self.seen.nodes {
            let rect = node_rect(node, node_place(self, node));
            if overlaps(grown(rect, 2.0 * PORT), seen) {
                self.draw_node(&mut list, palette, node, rect);
            }
        }
        list.smooth(true);
        self.draw_gesture(&mut list, palette);
        self.draw_crumbs(&mut list, palette);
        if self.seen.nodes.is_empty() {
            list.view(1.0, [0.0; 2]);
            let middle = self.size[1] / 2.0;
            let line = |y: f64| [0.0, middle + y, self.size[0], 30.0];
            list.text(line(-30.0), Align::Center, 14.0, true, palette.faint, "An empty network");
            let hint =
                "Drag a processor from the list, or drop a workspace, a volume or a picture here";
            list.text(line(0.0), Align::Center, 10.0, false, palette.faint, hint);
        }
        list
    }

    fn draw_connections(&self, list: &mut List, palette: &Palette, seen: Rect) {
        for connection in &self.seen.connections {
            let ends =
                port_place(self, connection.from, true).zip(port_place(self, connection.to, false));
            let Some((from, to)) = ends else { continue };
            let points = curve(from, to);
            if !overlaps(grown(curve_bounds(points), 4.0), seen) {
                continue;
            }
            let color = self.port(connection.from).map_or(palette.faint, |port| rgb(port.color));
            let is_chosen = self.chosen_connection == Some(*connection)
                || self.hover == Hit::Connection(*connection);
            if is_chosen {
                list.curve(points, mixed(palette.selected, 0.6, palette.ground), 7.0, Dashes::None);
            }
            list.curve(points, mixed(color, 0.9, palette.ground), 2.5, Dashes::None);
        }
    }

    /// Connections that lead out of what is seen: as far as they go here.
    fn draw_ways_out(&self, list: &mut List, palette: &Palette) {
        for (port, is_outport) in &self.seen.ways_out {
            let Some(at) = port_place(self, *port, *is_outport) else { continue };
            let node = self.seen.node(port.processor);
            let ports = node.map(|n| if *is_outport { &n.outports } else { &n.inports });
            let known = ports.and_then(|p| p.iter().find(|p| p.port == port.port));
            let color = known.map_or(palette.faint, |port| rgb(port.color));
            let end = [at[0], at[1] + if *is_outport { 40.0 } else { -40.0 }];
            list.polygon(&[at, end], NOTHING, mixed(color, 0.7, palette.ground), 2.5, false);
            list.circle(end, 5.0, palette.ground, color, 2.0);
        }
    }

    /// The way to the composite that is looked into.
    fn draw_crumbs(&self, list: &mut List, palette: &Palette) {
        let crumbs = self.crumbs();
        list.view(1.0, [0.0; 2]);
        for (n, (name, rect, _)) in crumbs.iter().enumerate() {
            let is_here = n + 1 == crumbs.len();
            let fill = if is_here { palette.node } else { palette.panel };
            list.rect(*rect, 6.0, fill, palette.node_border, 1.0);
            let color = if is_here { palette.text } else { palette.selected };
            let place = [rect[0] + 6.0, rect[1], rect[2] - 12.0, rect[3]];
            list.text(place, Align::Center, 9.0, is_here, color, name);
            if !is_here {
                let place = [rect[0] + rect[2], rect[1], 18.0, rect[3]];
                list.text(place, Align::Center, 11.0, false, palette.faint, "›");
            }
        }
    }

    fn draw_links(&self, list: &mut List, palette: &Palette, seen: Rect) {
        for [a, b] in linked_pairs(self) {
            let Some(points) = link_curve(self, [a, b]) else { continue };
            if !overlaps(curve_bounds(points), seen) {
                continue;
            }
            if self.hover == Hit::Links([a, b]) {
                list.curve(points, mixed(palette.selected, 0.6, palette.ground), 6.0, Dashes::None);
            }
            list.curve(points, mixed(palette.link, 0.85, palette.ground), 1.6, Dashes::Dashes);
        }
    }

    fn draw_node(&self, list: &mut List, palette: &Palette, node: &NodeView, rect: Rect) {
        let is_selected = self.selection.contains(&node.id);
        let [x, y, width, height] = rect;
        let (border, line) = match (is_selected, node.light) {
            (true, _) => (palette.selected, 2.2),
            (_, Light::Failed) => (FAILED, 1.6),
            _ => (palette.node_border, 1.2),
        };
        if self.scale <= READABLE {
            return self.draw_far_node(list, palette, node, rect, border);
        }
        list.rect(
            [x + 1.0, y + 3.0, width, height],
            8.0,
            mixed(0, SHADOW, palette.ground),
            NOTHING,
            0.0,
        );
        if node.is_composite {
            // A pile of them.
            for n in [2.0, 1.0] {
                let below = [x + 4.0 * n, y + 4.0 * n, width, height];
                list.rect(below, 8.0, palette.node, palette.node_border, 1.2);
            }
        }
        list.rect(rect, 8.0, palette.node, border, line);
        let text = width - 38.0;
        let has_two = node.identifier != node.name;
        let place = [x + 12.0, if has_two { y + 7.0 } else { y + 14.0 }, text, 20.0];
        list.text(place, Align::Left, 8.5, true, palette.text, &node.name);
        if has_two {
            let place = [x + 12.0, y + 26.0, text, 16.0];
            list.text(place, Align::Left, 7.0, false, palette.faint, &node.identifier);
        }
        let light = color_of(node.light);
        let at = [x + width - 15.0, y + height / 2.0];
        list.circle(at, 7.5, mixed(light, 0.25, palette.node), NOTHING, 0.0);
        list.circle(at, 4.5, light, NOTHING, 0.0);
        if node.light == Light::Running {
            let length = width - 24.0;
            let bar = [x + 12.0, y + height - 8.0, length, 3.0];
            list.rect(bar, 1.5, mixed(palette.faint, 0.35, palette.node), NOTHING, 0.0);
            let done = length * f64::from(node.progress.clamp(0.03, 1.0));
            list.rect([bar[0], bar[1], done, 3.0], 1.5, RUNNING, NOTHING, 0.0);
        }
        self.draw_ports(list, palette, node, &node.inports, rect, false);
        self.draw_ports(list, palette, node, &node.outports, rect, true);
        if node.error.is_some() {
            let color = if node.light == Light::Outdated { OUTDATED } else { FAILED };
            let [bx, by] = badge_at(rect);
            list.circle([bx, by], 9.0, color, palette.ground, 2.0);
            let place = [bx - 9.0, by - 9.0, 18.0, 18.0];
            list.text(place, Align::Center, 9.0, true, 0xFFFF_FFFF, "!");
        }
    }

    /// A box that is too small for letters: its color tells how it does.
    fn draw_far_node(
        &self,
        list: &mut List,
        palette: &Palette,
        node: &NodeView,
        rect: Rect,
        border: Color,
    ) {
        let is_plain = border == palette.node_border;
        if !is_plain {
            list.rect(grown(rect, 8.0), 0.0, border, NOTHING, 0.0);
        }
        list.rect(rect, 0.0, palette.node, NOTHING, 0.0);
        let [x, y, width, height] = rect;
        list.rect([x + width - 26.0, y, 26.0, height], 0.0, color_of(node.light), NOTHING, 0.0);
        if self.scale > PORTS_SEEN {
            self.draw_ports(list, palette, node, &node.inports, rect, false);
            self.draw_ports(list, palette, node, &node.outports, rect, true);
        }
    }

    fn draw_ports(
        &self,
        list: &mut List,
        palette: &Palette,
        node: &NodeView,
        ports: &[PortView],
        rect: Rect,
        is_outport: bool,
    ) {
        for (n, port) in ports.iter().enumerate() {
            let at = port_at(rect, n, is_outport);
            let own = PortRef { processor: node.id, port: port.port };
            let (mut alpha, mut size) = (1.0, PORT);
            if let Gesture::Connect { port: from, is_outport: from_is_out, target, .. } =
                &self.gesture
            {
                // While a connection is made, the ports that fit stand out.
                let is_start = own == *from && is_outport == *from_is_out;
                let fits = is_outport != *from_is_out && self.fits(*from, *from_is_out, own);
                match (is_start || fits, *target == Some(own) && is_outport != *from_is_out) {
                    (_, true) => size = PORT + 7.0,
                    (true, _) => size = PORT + 3.0,
                    _ => alpha = 0.2,
                }
            } else if self.hover == Hit::Port(own, is_outport) {
                size = PORT + 3.0;
            }
            let color = mixed(rgb(port.color), alpha, palette.ground);
            let half = size / 2.0;
            let square = [at[0] - half, at[1] - half, size, size];
            // Optional ports are round.
            let radius = if port.is_optional { half } else { 2.5 };
            list.rect(square, radius, color, palette.ground, 1.5);
        }
    }

    fn draw_gesture(&self, list: &mut List, palette: &Palette) {
        match &self.gesture {
            Gesture::Band { from, to, .. } => {
                let rect = [
                    from[0].min(to[0]),
                    from[1].min(to[1]),
                    (from[0] - to[0]).abs(),
                    (from[1] - to[1]).abs(),
                ];
                list.rect(rect, 3.0, faded(palette.selected, 0.15), palette.selected, 1.0);
            }
            Gesture::Connect { port, is_outport, at, target } => {
                let Some(start) = port_place(self, *port, *is_outport) else { return };
                let end = target.and_then(|other| port_place(self, other, !is_outport));
                let end = end.unwrap_or(*at);
                let (from, to) = if *is_outport { (start, end) } else { (end, start) };
                let node = self.seen.node(port.processor);
                let ports = node.map(|n| if *is_outport { &n.outports } else { &n.inports });
                let known = ports.and_then(|p| p.iter().find(|p| p.port == port.port));
                let color = known.map_or(palette.faint, |port| rgb(port.color));
                list.curve(curve(from, to), color, 3.0, Dashes::Dashes);
            }
            Gesture::None | Gesture::Pan { .. } | Gesture::Move { .. } => {}
        }
    }

    fn port(&self, outport: PortRef) -> Option<&PortView> {
        let node = self.seen.node(outport.processor)?;
        node.outports.iter().find(|port| port.port == outport.port)
    }
}
