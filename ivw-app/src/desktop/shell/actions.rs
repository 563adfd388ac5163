//! Actions of menus, and the menus that open under the mouse.

use super::super::ffi;
use super::super::network::Hit;
use super::super::session::Verb;
use super::super::snapshot::NodeView;
use super::super::theme::Theme;
use super::super::transfer_function;
use super::Shell;
use super::ask::{After, Ask};
use ivw_core::network::{Edit, Link, ProcessorId};
use ivw_core::property::PropertyChange;
use serde_json::{Value as Json, json};

impl Shell {
    /// Does what an action of a menu says.
    pub(super) fn act(&mut self, id: &str) {
        match id {
            "new" => {
                self.has_begun = true;
                self.leave(After::New);
            }
            "open" => self.leave(After::OpenDialog),
            "open-recent" => self.ask_recent(),
            "examples" => self.ask_example(),
            "append" => {
                let message = json!({"kind": "open", "title": "Append workspace",
                    "filters": ["Workspaces (*.inv)"]});
                self.ask(Ask::Append, message);
            }
            "save" => match self.path.clone() {
                Some(path) => self.send(Verb::Save(path)),
                None => self.act("save-as"),
            },
            "save-as" => {
                let message = json!({"kind": "save", "title": "Save workspace", "suffix": "inv",
                    "filters": ["Workspaces (*.inv)"]});
                self.ask(Ask::SaveAs, message);
            }
            "quit" => self.leave(After::Quit),
            "undo" => self.send(Verb::Undo),
            "redo" => self.send(Verb::Redo),
            "cut" | "copy" => {
                let processors = self.view.selected_with_members();
                if !processors.is_empty() {
                    self.send(Verb::Copy { processors, is_cut: id == "cut" });
                }
            }
            "paste" => ffi::tell(&json!({"op": "paste"})),
            "duplicate" => {
                let processors = self.view.selected_with_members();
                if !processors.is_empty() {
                    self.send(Verb::Duplicate(processors));
                }
            }
            "delete" => self.delete(),
            "select-all" => {
                let level = self.view.level();
                let all = self.view.snapshot().nodes.iter().filter(|n| n.composite == level);
                let all: Vec<_> = all.map(|node| node.id).collect();
                let wishes = self.view.select(all);
                self.grant(wishes);
                self.draw_network();
            }
            "rename" => self.ask_rename(),
            "align-column" => self.align(0),
            "align-row" => self.align(1),
            "threads" => {
                let n = self.settings.threads.map_or_else(String::new, |n| n.to_string());
                let message = json!({"kind": "text", "title": "Number of threads", "value": n,
                    "text": "Empty for all cores. It counts from the next start on."});
                self.ask(Ask::Threads, message);
            }
            "numpy-order" => {
                let item = |id: &str, text: &str| json!({"id": id, "text": text});
                let items = [
                    item("zyx", "zyx: x is the last axis, as in Inviwo since 2023"),
                    item("xyz", "xyz: x is the first axis, as before 2023"),
                ];
                let message = json!({"kind": "list", "title": "Order of numpy axes",
                    "text": "It counts from the next start on.", "items": items});
                self.ask(Ask::NumpyOrder, message);
            }
            "fit" | "zoom-in" | "zoom-out" | "zoom-one" => self.zoom(id),
            "theme" => self.switch_theme(),
            "full-screen" => ffi::tell(&json!({"op": "full-screen"})),
            "add" => self.ask_add(),
            "link" => self.ask_links(),
            "links-edit" => {
                if let Hit::Links(pair) = self.target {
                    self.edit_links(pair, None);
                }
            }
            "links-clear" => {
                if let Hit::Links(pair) = self.target {
                    self.clear_links(pair);
                }
            }
            "unlink" => self.ask_unlink(),
            "snapshot" => self.ask_snapshot(),
            "copy-picture" => self.copy_picture(),
            "canvas-full-screen" => self.toggle_full_screen(),
            "stop" => self.send(Verb::Cancel),
            "manual" => self.open_manual(),
            "about" => {
                let text = format!(
                    "ivw {}: visual dataflow for volumes, images and meshes, with processors in Python. \
                     {} classes of processors are loaded.",
                    env!("CARGO_PKG_VERSION"),
                    self.classes.len()
                );
                self.say("About ivw", &text, "");
            }
            id if self.act_on_composite(id) || self.act_on_state(id) => {}
            id => self.act_on_target(id),
        }
    }

    /// Does what an action of a menu under the mouse says.
    fn act_on_target(&mut self, id: &str) {
        if let Some(preset) = id.strip_prefix("preset-") {
            let found = preset.parse::<usize>().ok();
            let found = found.and_then(|n| transfer_function::PRESETS.get(n));
            if let (Some((_, colors)), Some((scene, _))) = (found, self.target_scene.clone()) {
                let wish = self.editors.get_mut(&scene).map(|editor| editor.set_preset(colors));
                wish.into_iter().for_each(|wish| self.grant_editor(&scene, wish));
            }
            return;
        }
        if let Some(entry) = id.strip_prefix("canvas-menu-") {
            self.choose_in_canvas(entry);
            return;
        }
        match (id, self.target) {
            ("node-help", Hit::Node(node) | Hit::Badge(node)) => {
                let class = self.view.snapshot().node(node).map(|node| node.class_id.clone());
                self.show_help(&class.unwrap_or_default());
                ffi::tell(&json!({"op": "show-dock", "name": "dock-processors"}));
            }
            ("node-error", Hit::Node(node) | Hit::Badge(node)) => self.show_error(node),
            ("node-again", Hit::Node(node) | Hit::Badge(node)) => {
                let level = ivw_core::property::InvalidationLevel::InvalidResources;
                self.send(Verb::Edit {
                    name: "Run again".to_owned(),
                    edit: Edit::Invalidate(node, level),
                });
            }
            ("disconnect", Hit::Connection(connection)) => {
                let all = self.view.connections_behind(connection);
                let edit = Edit::All(all.into_iter().map(Edit::Disconnect).collect());
                self.send(Verb::Edit { name: "Disconnect".to_owned(), edit });
            }
            ("point-color", _) => {
                if let Some((scene, Some(point))) = self.target_scene.clone()
                    && let Some(color) = self.editors.get(&scene).and_then(|e| e.color_text(point))
                {
                    self.grant_editor(&scene, transfer_function::Wish::PickColor { point, color });
                }
            }
            ("point-remove", _) => {
                if let Some((scene, Some(point))) = self.target_scene.clone() {
                    let wish = self.editors.get_mut(&scene).and_then(|editor| editor.remove(point));
                    wish.into_iter().for_each(|wish| self.grant_editor(&scene, wish));
                }
            }
            (id, _) => self.act_on_row(id),
        }
    }

    fn act_on_row(&mut self, id: &str) {
        let Some(row) = self.target_row.as_ref().and_then(|row| self.row(row)) else { return };
        match id {
            "row-reset" => self.change(row.at, PropertyChange::Value(row.default.clone()), true),
            "row-path" => ffi::tell(&json!({"op": "copy", "text": row.path})),
            "row-value" => ffi::tell(&json!({"op": "copy", "text": row.value.to_string()})),
            "row-link" => self.ask_link(&row),
            "row-preset-save" => self.ask_preset(&row),
            "row-preset-delete" => self.ask_preset_deletion(&row),
            id if id.starts_with("apply-") => self.apply_preset(&row, &id["apply-".len()..]),
            "row-remove" => self.remove_row(&super::super::form::row_id(&row)),
            "row-promote" => {
                let on = row.promotion == Some(false);
                let what = if on { "Show" } else { "Hide" };
                self.send(Verb::Edit {
                    name: format!("{what} {} at the composite", row.spec.name),
                    edit: Edit::Property(row.at, PropertyChange::Promoted(on)),
                });
            }
            "row-default" => {
                self.change(row.at, PropertyChange::Default(row.value.clone()), true);
            }
            _ => {}
        }
    }

    fn delete(&mut self) {
        let verb = self.view.deletion();
        verb.into_iter().for_each(|verb| self.send(verb));
    }

    fn nodes(&self, ids: &[ProcessorId]) -> Vec<&NodeView> {
        ids.iter().filter_map(|id| self.view.snapshot().node(*id)).collect()
    }

    fn align(&mut self, axis: usize) {
        let verb = self.view.alignment(axis);
        verb.into_iter().for_each(|verb| self.send(verb));
    }

    fn zoom(&mut self, id: &str) {
        let middle = self.view.to_widget(self.view.middle().map(f64::from));
        match id {
            "fit" => self.view.fit(),
            "zoom-in" => self.view.zoom(1.25, middle),
            "zoom-out" => self.view.zoom(0.8, middle),
            _ => self.view.zoom(1.0 / self.view.scale(), middle),
        }
        self.draw_network();
    }

    fn switch_theme(&mut self) {
        self.theme = match self.theme {
            Theme::Dark => Theme::Light,
            Theme::Light => Theme::Dark,
        };
        self.settings.theme = self.theme.name().to_owned();
        self.settings.write();
        ffi::tell(&self.theme.message());
        let actions = json!([{"id": "theme", "checked": self.theme == Theme::Light}]);
        ffi::tell(&json!({"op": "actions", "actions": actions}));
        self.draw_network();
        self.draw_canvases();
        self.show_form();
    }

    /// Names what undo and redo would do, and turns off what can't be done.
    pub(super) fn show_actions(&self) {
        let snapshot = self.view.snapshot();
        let step = |text: &str, step: &Option<String>| match step {
            Some(name) => format!("{text} {name}"),
            None => text.to_owned(),
        };
        let has_selection = !self.view.selected().is_empty();
        let has_canvas = snapshot.nodes.iter().any(|node| node.is_canvas);
        let mut actions = vec![
            json!({"id": "undo", "text": step("&Undo", &snapshot.undo), "enabled": snapshot.undo.is_some()}),
            json!({"id": "redo", "text": step("&Redo", &snapshot.redo), "enabled": snapshot.redo.is_some()}),
            json!({"id": "snapshot", "enabled": has_canvas}),
            json!({"id": "copy-picture", "enabled": has_canvas}),
            json!({"id": "canvas-full-screen", "enabled": has_canvas}),
            json!({"id": "stop", "enabled": snapshot.is_busy}),
        ];
        let of_selection = ["cut", "copy", "duplicate", "rename", "align-column", "align-row"];
        actions.extend(self.composite_actions());
        actions.extend(of_selection.map(|id| json!({"id": id, "enabled": has_selection})));
        ffi::tell(&json!({"op": "actions", "actions": actions}));
    }

    fn ask_rename(&mut self) {
        let selected = self.view.selected();
        let Some(id) = selected.first().copied() else { return };
        let name = self.nodes(&[id]).first().map(|node| node.name.clone());
        let message = json!({"kind": "text", "title": "Rename processor", "value": name,
            "text": "The displayed name; its letters and digits become the identifier."});
        self.ask(Ask::Rename(id), message);
    }

    fn ask_recent(&mut self) {
        let known = self.settings.recent.iter().filter(|path| path.is_file());
        let items: Vec<_> = known.map(|path| json!({"id": path, "text": path})).collect();
        self.ask(Ask::Recent, json!({"kind": "list", "title": "Open recent", "items": items}));
    }

    fn ask_example(&mut self) {
        let items = self.examples();
        if items.is_empty() {
            let folder = self.options.data.join("workspaces");
            let text = format!("there is no workspace in \"{}\"", folder.display());
            return self.say("No examples", &text, "");
        }
        self.ask(Ask::Recent, json!({"kind": "list", "title": "Examples", "items": items}));
    }

    fn ask_unlink(&mut self) {
        let selected = self.view.selected();
        let of_selected = |link: &Link| {
            selected.contains(&link.from.processor) || selected.contains(&link.to.processor)
        };
        let known = self.view.snapshot().links.iter().filter(|view| of_selected(&view.link));
        let known: Vec<_> = known.cloned().collect();
        let items = known.iter().enumerate();
        let items: Vec<_> = items
            .map(|(n, view)| json!({"id": n.to_string(), "text": view.names.join(" → ")}))
            .collect();
        let links = known.iter().map(|view| view.link).collect();
        let message = json!({"kind": "list", "title": "Remove a link", "items": items});
        self.ask(Ask::Unlink(links), message);
    }

    fn ask_snapshot(&mut self) {
        let Some(id) = self.active_canvas() else { return };
        let message = json!({"kind": "save", "title": "Save picture", "suffix": "png",
            "filters": ["PNG (*.png)", "All files (*)"]});
        self.ask(Ask::Snapshot(id), message);
    }

    fn open_manual(&self) {
        let folder = self.options.data.parent().map(|root| root.join("docs/README.md"));
        if let Some(path) = folder.filter(|path| path.is_file()) {
            ffi::tell(&json!({"op": "open-url", "path": path}));
        }
    }

    /// The story of a processor's error.
    pub(super) fn show_error(&mut self, id: ProcessorId) {
        let Some(node) = self.view.snapshot().node(id) else { return };
        let name = node.name.clone();
        let Some((text, detail)) = node.error.clone() else { return };
        self.say(&format!("{name} failed"), &text, &detail);
    }

    /// A canvas comes to the front, of others the help is shown.
    pub(super) fn open_node(&mut self, id: ProcessorId) {
        let Some(node) = self.view.snapshot().node(id) else { return };
        if node.is_composite {
            return self.enter(Some(id));
        }
        match node.is_canvas {
            true => {
                let name = format!("dock-canvas:{}", id.number());
                ffi::tell(&json!({"op": "show-dock", "name": name}));
            }
            false => {
                ffi::tell(&json!({"op": "show-dock", "name": "dock-properties"}));
                let class = node.class_id.clone();
                self.show_help(&class);
            }
        }
    }

    // Menus under the mouse.

    fn popup(items: &[(&str, &str)]) {
        let items: Vec<Json> =
            items.iter().map(|(id, text)| json!({"id": id, "text": text})).collect();
        ffi::tell(&json!({"op": "popup", "items": items}));
    }

    pub(super) fn context_menu(&mut self, hit: Hit) {
        self.target = hit;
        match hit {
            Hit::Node(id) | Hit::Badge(id) => {
                let has_error = self.nodes(&[id]).first().is_some_and(|n| n.error.is_some());
                let mut items = self.composite_items(id);
                items.extend([
                    ("rename", "Rename…"),
                    ("duplicate", "Duplicate"),
                    ("copy", "Copy"),
                    ("delete", "Delete"),
                    ("", ""),
                    ("node-again", "Run Again"),
                    ("link", "Links…"),
                    ("unlink", "Remove a Link…"),
                    ("node-help", "Help"),
                ]);
                if has_error {
                    items.push(("node-error", "Show Error…"));
                }
                let presets = self.state_items();
                items.extend(presets.iter().map(|(id, text)| (id.as_str(), text.as_str())));
                Self::popup(&items);
            }
            Hit::Connection(_) => Self::popup(&[("disconnect", "Delete Connection")]),
            Hit::Links(_) => {
                Self::popup(&[
                    ("links-edit", "Edit Links…"),
                    ("links-clear", "Remove These Links"),
                ]);
            }
            Hit::Port(..) | Hit::Nothing => Self::popup(&[
                ("add", "Add Processor…"),
                ("paste", "Paste"),
                ("select-all", "Select All"),
                ("", ""),
                ("fit", "Fit Network"),
            ]),
        }
    }

    pub(super) fn canvas_menu(&mut self) {
        Self::popup(&[
            ("snapshot", "Save Picture…"),
            ("copy-picture", "Copy Picture"),
            ("canvas-full-screen", "Full Screen"),
        ]);
    }

    pub(super) fn property_menu(&mut self, row: &str) {
        self.target_row = Some(row.to_owned());
        let Some(property) = self.row(row) else { return };
        let mut items = vec![
            ("row-reset", "Reset to Default"),
            ("row-default", "Make This the Default"),
            ("", ""),
            ("row-link", "Link…"),
            ("", ""),
            ("row-path", "Copy Path"),
            ("row-value", "Copy Value"),
        ];
        match property.promotion {
            Some(true) => items.push(("row-promote", "Do Not Show at the Composite")),
            Some(false) => items.push(("row-promote", "Show at the Composite")),
            None => {}
        }
        if property.is_removable {
            items.extend([("", ""), ("row-remove", "Remove from the List")]);
        }
        let names = self.presets.names(&property);
        let apply = names.iter().map(|name| (format!("apply-{name}"), format!("Preset {name}")));
        let apply: Vec<_> = apply.collect();
        items.extend([("", ""), ("row-preset-save", "Save Preset…")]);
        items.extend(apply.iter().map(|(id, text)| (id.as_str(), text.as_str())));
        if !apply.is_empty() {
            items.push(("row-preset-delete", "Delete Preset…"));
        }
        Self::popup(&items);
    }

    pub(super) fn point_menu(&mut self, scene: &str, point: Option<usize>) {
        self.target_scene = Some((scene.to_owned(), point));
        self.target_row = scene.strip_prefix("tf:").map(str::to_owned);
        let mut items: Vec<(String, &str)> = Vec::new();
        if point.is_some() {
            items.push(("point-color".to_owned(), "Colour…"));
            items.push(("point-remove".to_owned(), "Remove Point"));
            items.push((String::new(), ""));
        }
        let presets = transfer_function::PRESETS.iter().enumerate();
        items.extend(presets.map(|(n, (name, _))| (format!("preset-{n}"), *name)));
        items.push((String::new(), ""));
        items.push(("row-reset".to_owned(), "Reset to Default"));
        items.push(("row-link".to_owned(), "Link…"));
        items.push((String::new(), ""));
        items.push(("row-preset-save".to_owned(), "Save Preset…"));
        let row = self.target_row.as_deref().and_then(|row| self.row(row));
        let names = row.map(|row| self.presets.names(&row)).unwrap_or_default();
        items.extend(names.iter().map(|name| (format!("apply-{name}"), name.as_str())));
        if !names.is_empty() {
            items.push(("row-preset-delete".to_owned(), "Delete Preset…"));
        }
        let items: Vec<_> = items.iter().map(|(id, text)| (id.as_str(), *text)).collect();
        Self::popup(&items);
    }
}
