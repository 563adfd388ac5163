//! What menus do to what is selected.

use super::super::session::Verb;
use super::super::snapshot::NodeView;
use super::{GRID, NetworkView};
use ivw_core::network::Edit;

impl NetworkView {
    fn selected_nodes(&self) -> impl Iterator<Item = &NodeView> {
        self.seen.nodes.iter().filter(|node| self.selection.contains(&node.id))
    }

    /// Removes the connection that was clicked, or selected processors.
    pub(crate) fn deletion(&mut self) -> Option<Verb> {
        if let Some(connection) = self.chosen_connection.take() {
            let all = self.connections_behind(connection);
            let edit = Edit::All(all.into_iter().map(Edit::Disconnect).collect());
            return Some(Verb::Edit { name: "Disconnect".to_owned(), edit });
        }
        let nodes: Vec<_> = self.selected_nodes().collect();
        let name = match nodes[..] {
            [] => return None,
            [node] => format!("Delete {}", node.name),
            ref nodes => format!("Delete {} processors", nodes.len()),
        };
        let all = self.selected_with_members();
        let edit = Edit::All(all.into_iter().map(Edit::Remove).collect());
        Some(Verb::Edit { name, edit })
    }

    /// Puts selected processors on one line along an axis, the mean of where they are.
    pub(crate) fn alignment(&self, axis: usize) -> Option<Verb> {
        let n = self.selected_nodes().count();
        if n < 2 {
            return None;
        }
        let sum: i64 = self.selected_nodes().map(|node| i64::from(node.position[axis])).sum();
        let line = ((sum as f64 / n as f64 / GRID).round() * GRID) as i32;
        let moves = self.selected_nodes().map(|node| {
            let mut position = node.position;
            position[axis] = line;
            Edit::Move(node.id, position)
        });
        Some(Verb::Edit { name: "Align".to_owned(), edit: Edit::All(moves.collect()) })
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::ffi::{Input, InputKind};
    use super::super::super::snapshot::LinkView;
    use super::super::tests::{drag, node, view};
    use super::super::{Hit, Wish, layout};
    use super::*;
    use ivw_core::network::{Connection, Link, PortRef, ProcessorId, PropertyRef};
    use std::sync::Arc;

    fn id(n: u64) -> ProcessorId {
        node(n, [0; 2]).id
    }

    fn edits(verb: Option<Verb>) -> (String, Vec<Edit>) {
        match verb {
            Some(Verb::Edit { name, edit: Edit::All(edits) }) => (name, edits),
            verb => unreachable!("no edits: {verb:?}"),
        }
    }

    #[test]
    fn selected_processors_are_aligned_at_their_mean_on_the_grid() {
        let mut view = view(vec![node(1, [0, 0]), node(2, [60, 200]), node(3, [500, 0])], vec![]);
        assert!(view.alignment(0).is_none(), "nothing is selected");
        view.select([id(1)]);
        assert!(view.alignment(0).is_none(), "one is in line with itself");
        view.select([id(1), id(2)]);
        let (name, moves) = edits(view.alignment(0));
        assert_eq!(name, "Align");
        assert_eq!(moves, [Edit::Move(id(1), [25, 0]), Edit::Move(id(2), [25, 200])]);
        assert_eq!(edits(view.alignment(1)).1[0], Edit::Move(id(1), [0, 100]));
    }

    #[test]
    fn the_clicked_connection_goes_before_selected_processors() {
        let ends = |n: u64| PortRef { processor: id(n), port: 0 };
        let connection = Connection { from: ends(1), to: ends(2) };
        let mut view = view(vec![node(1, [0, 0]), node(2, [0, 200])], vec![connection]);
        assert!(view.deletion().is_none());
        let from = layout::port_place(&view, ends(1), true).expect("it is there");
        let to = layout::port_place(&view, ends(2), false).expect("it is there");
        let middle = [(from[0] + to[0]) / 2.0, (from[1] + to[1]) / 2.0];
        drag(&mut view, middle, middle);
        let deletion = view.deletion();
        assert!(
            matches!(&deletion, Some(Verb::Edit { edit: Edit::All(all), .. }) if *all == [Edit::Disconnect(connection)])
        );
        view.select([id(2)]);
        let (name, gone) = edits(view.deletion());
        assert_eq!((name.as_str(), gone), ("Delete Processor 2", vec![Edit::Remove(id(2))]));
        view.select([id(1), id(2)]);
        assert_eq!(edits(view.deletion()).0, "Delete 2 processors");
    }

    #[test]
    fn a_click_selects_and_with_control_adds_and_takes_away() {
        let mut view = view(vec![node(1, [0, 0]), node(2, [0, 200])], vec![]);
        let click = |view: &mut NetworkView, at: [f64; 2], modifiers: u32| {
            let at = view.to_widget(at);
            for kind in [InputKind::Press, InputKind::Release] {
                view.input(&Input { modifiers, ..Input::left(kind, at) });
            }
        };
        click(&mut view, [0.0, 0.0], 0);
        assert_eq!(view.selected(), [id(1)]);
        click(&mut view, [0.0, 200.0], 1);
        assert_eq!(view.selected(), [id(1), id(2)]);
        click(&mut view, [0.0, 0.0], 1);
        assert_eq!(view.selected(), [id(2)]);
        click(&mut view, [0.0, 0.0], 1);
        click(&mut view, [0.0, 0.0], 0);
        assert_eq!(view.selected(), [id(1)], "of several, only the clicked one stays selected");
        click(&mut view, [900.0, 900.0], 0);
        assert!(view.selected().is_empty(), "nothing is there");
    }

    #[test]
    fn the_wheel_keeps_the_place_under_the_mouse_and_fit_shows_everything() {
        let mut view = view(vec![node(1, [0, 0]), node(2, [3000, 2000])], vec![]);
        view.resize([800.0, 600.0]);
        let at = [123.0, 456.0];
        let before = view.to_network(at);
        view.input(&Input { kind: InputKind::Wheel, at, delta: [0.0, 3.0], ..Input::default() });
        assert!(view.scale() > 1.4);
        let after = view.to_network(at);
        assert!((0..2).all(|axis| (before[axis] - after[axis]).abs() < 1e-9), "{after:?}");
        view.fit();
        for place in [[0.0, 0.0], [3000.0, 2000.0]] {
            let [x, y] = view.to_widget(place);
            assert!((0.0..800.0).contains(&x) && (0.0..600.0).contains(&y), "{x} {y}");
        }
        // As long as nobody chooses another part, everything stays in sight as panels come and go.
        view.resize([300.0, 900.0]);
        let corners = [[-80.0, -20.0], [3080.0, 2020.0]].map(|place| view.to_widget(place));
        assert!(corners[0][0] > 0.0 && corners[1][0] < 300.0, "{corners:?}");
        let middle = view.to_widget([0.0; 2]);
        let pan = |kind, at| Input { kind, at, button: 4, buttons: 4, ..Input::default() };
        view.input(&pan(InputKind::Press, [10.0, 10.0]));
        view.input(&pan(InputKind::Move, [40.0, 5.0]));
        view.input(&pan(InputKind::Release, [40.0, 5.0]));
        assert_eq!(view.to_widget([0.0; 2]), [middle[0] + 30.0, middle[1] - 5.0]);
        view.resize([800.0, 600.0]);
        assert_eq!(view.to_widget([0.0; 2]), [middle[0] + 30.0, middle[1] - 5.0]);
    }

    #[test]
    fn the_line_of_links_is_found_and_a_double_click_edits_them() {
        let mut view = view(vec![node(1, [0, 0]), node(2, [0, 200])], vec![]);
        let at = |n| PropertyRef { processor: id(n), property: 0 };
        let link = Link { from: at(2), to: at(1) };
        let mut snapshot = (**view.snapshot()).clone();
        snapshot.links = vec![LinkView { link, names: ["P2.a".to_owned(), "P1.a".to_owned()] }];
        view.show(Arc::new(snapshot));
        let middle = layout::link_middle(&view, [id(1), id(2)]).expect("both are there");
        assert_eq!(view.hit(middle), Hit::Links([id(1), id(2)]));
        let at = view.to_widget(middle);
        let hovered = view.input(&Input { at, ..Input::default() });
        assert!(hovered.iter().any(|wish| matches!(wish, Wish::Tip(tip) if tip == "P2.a → P1.a")));
        let wishes = view.input(&Input::left(InputKind::DoubleClick, at));
        assert!(matches!(wishes[..], [Wish::EditLinks(pair)] if pair == [id(1), id(2)]));
    }

    #[test]
    fn resting_on_a_port_looks_at_what_it_holds() {
        let mut view = view(vec![node(1, [0, 0])], vec![]);
        let port = PortRef { processor: id(1), port: 1 };
        let place = layout::port_place(&view, port, true).expect("it is there");
        let at = view.to_widget(place);
        let wishes = view.input(&Input { at, ..Input::default() });
        assert!(wishes.iter().any(|wish| {
            matches!(wish, Wish::Look { port: looked, is_outport: true } if *looked == port)
        }));
        let away = view.input(&Input { kind: InputKind::Leave, ..Input::default() });
        assert!(away.iter().any(|wish| matches!(wish, Wish::LookAway)));
    }
}
