//! The dialog of property links: when it opens, and what is done there.

use super::super::ffi;
use super::super::links::{Direction, LinkEditor};
use super::super::session::Verb;
use super::super::snapshot::Properties;
use super::Shell;
use super::ask::Ask;
use ivw_core::network::{Edit, ProcessorId, PropertyRef};
use serde_json::{Value as Json, json};

impl Shell {
    /// Edits links of what is selected: of two processors, or of one with another that is asked for.
    pub(super) fn ask_links(&mut self) {
        match self.view.selected()[..] {
            [a, b] => self.edit_links([a, b], None),
            [one] => self.ask_link_with(one, None),
            _ => {
                let text = "select the two processors whose properties are to follow each other";
                self.say("Links", text, "");
            }
        }
    }

    /// Asks with which processor one is to be linked; those with links are first.
    pub(super) fn ask_link_with(&mut self, one: ProcessorId, property: Option<PropertyRef>) {
        let snapshot = self.view.snapshot();
        let n_links = |other: ProcessorId| {
            let ends = |a, b| {
                let links = snapshot.links.iter().map(|view| view.link);
                links.filter(|l| l.from.processor == a && l.to.processor == b).count()
            };
            ends(one, other) + ends(other, one)
        };
        let others = snapshot.nodes.iter().filter(|node| node.id != one);
        let mut others: Vec<_> = others.map(|node| (n_links(node.id), node)).collect();
        others.sort_by_key(|(n, node)| (std::cmp::Reverse(*n), node.identifier.clone()));
        let items: Vec<_> = others
            .iter()
            .map(|(n, node)| {
                let links = if *n > 0 { format!("  –  {n} links") } else { String::new() };
                json!({"id": node.id.number().to_string(), "text": format!("{}{links}", node.identifier)})
            })
            .collect();
        let name = snapshot.node(one).map_or("", |node| node.identifier.as_str());
        let message = json!({"kind": "list", "title": format!("Link {name} with"), "items": items});
        self.ask(Ask::LinkWith(one, property), message);
    }

    pub(super) fn link_with(
        &mut self,
        one: ProcessorId,
        other: &str,
        property: Option<PropertyRef>,
    ) {
        let other = other.parse().ok().map(ProcessorId::from_number);
        let known = other.filter(|id| self.view.snapshot().node(*id).is_some());
        if let Some(other) = known {
            self.edit_links([one, other], property);
        }
    }

    /// Opens the dialog for two processors; it shows their properties as soon as they are told.
    pub(super) fn edit_links(&mut self, between: [ProcessorId; 2], chosen: Option<PropertyRef>) {
        self.links = Some(LinkEditor::new(between, chosen));
        self.send(Verb::EditLinks(Some(between)));
    }

    pub(super) fn show_link_ends(&mut self, ends: &[Properties]) {
        let Some(editor) = &mut self.links else { return };
        if ends.len() < 2 {
            // One of the processors is gone.
            return self.close_links();
        }
        let is_changed = editor.show_properties(ends);
        if editor.show_links(&self.view.snapshot().links) || is_changed {
            ffi::tell(&editor.message());
        }
    }

    /// Shows links as they are in the network.
    pub(super) fn show_links(&mut self) {
        let Some(editor) = &mut self.links else { return };
        if editor.show_links(&self.view.snapshot().links) {
            ffi::tell(&editor.message());
        }
    }

    fn close_links(&mut self) {
        self.links = None;
        self.send(Verb::EditLinks(None));
        ffi::tell(&json!({"op": "links", "gone": true}));
    }

    /// Removes all links between two processors, without the dialog.
    pub(super) fn clear_links(&mut self, pair: [ProcessorId; 2]) {
        let links = self.view.snapshot().links.iter().map(|view| view.link);
        let links = links.filter(|link| {
            let ends = [link.from.processor, link.to.processor];
            ends == pair || ends == [pair[1], pair[0]]
        });
        let edit = Edit::All(links.map(Edit::Unlink).collect());
        let name = |id: ProcessorId| {
            self.view.snapshot().node(id).map_or("", |node| node.identifier.as_str()).to_owned()
        };
        let name = format!("Unlink {} and {}", name(pair[0]), name(pair[1]));
        self.send(Verb::Edit { name, edit });
    }

    /// What a person does in the dialog.
    pub(super) fn links_event(&mut self, event: &Json) {
        let Some(editor) = &mut self.links else { return };
        let number = |name: &str| event[name].as_u64().map(|n| n as usize);
        let text = |name: &str| event[name].as_str().unwrap_or_default();
        let verb = match text("do") {
            "choose" => {
                editor.choose(number("side").unwrap_or(0), text("id"));
                None
            }
            "choose-pair" => {
                editor.choose_pair(number("n").unwrap_or(usize::MAX));
                None
            }
            "link" => Direction::of(text("direction")).and_then(|direction| editor.link(direction)),
            "remove" => number("n").and_then(|n| editor.remove(n)),
            "clear" => editor.clear(),
            _ => return self.close_links(),
        };
        match verb {
            Some(verb) => self.send(verb),
            None => ffi::tell(&editor.message()),
        }
    }
}
