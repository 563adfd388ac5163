//! Actions of menus, and the menus that open under the mouse.

use super::super::ffi;
use super::super::network::{GRID, Hit};
use super::super::session::Verb;
use super::super::snapshot::NodeView;
use super::super::theme::Theme;
use super::super::transfer_function;
use super::Shell;
use super::ask::{After, Ask};
use ivw_core::network::{Edit, ProcessorId};
use ivw_core::property::PropertyChange;
use serde_json::{Value as Json, json};

impl Shell {
    /// Does what an action of a menu says.
    pub(super) fn act(&mut self, id: &str) {
        match id {
            "new" => self.leave(After::New),
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
                let processors = self.view.selected();
                if !processors.is_empty() {
                    self.send(Verb::Copy { processors, is_cut: id == "cut" });
                }
            }
            "paste" => ffi::tell(&json!({"op": "paste"})),
            "duplicate" => {
                let processors = self.view.selected();
                if !processors.is_empty() {
                    self.send(Verb::Duplicate(processors));
                }
            }
            "delete" => self.delete(),
            "select-all" => {
                let all: Vec<_> = self.view.snapshot().nodes.iter().map(|node| node.id).collect();
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
            "link" => {
                let text =
                    "open the menu of a property in the panel (right click), and choose Link";
                self.say("Link a property", text, "");
            }
            "unlink" => self.ask_unlink(),
            "snapshot" => self.ask_snapshot(),
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
                let edit = Edit::Disconnect(connection);
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
            "row-default" => {
                self.change(row.at, PropertyChange::Default(row.value.clone()), true);
            }
            _ => {}
        }
    }

    fn delete(&mut self) {
        if let Some(connection) = self.view.take_chosen_connection() {
            let edit = Edit::Disconnect(connection);
            return self.send(Verb::Edit { name: "Disconnect".to_owned(), edit });
        }
        let selected = self.view.selected();
        let name = match self.nodes(&selected)[..] {
            [] => return,
            [node] => format!("Delete {}", node.name),
            ref nodes => format!("Delete {} processors", nodes.len()),
        };
        let edit = Edit::All(selected.into_iter().map(Edit::Remove).collect());
        self.send(Verb::Edit { name, edit });
    }

    fn nodes(&self, ids: &[ProcessorId]) -> Vec<&NodeView> {
        ids.iter().filter_map(|id| self.view.snapshot().node(*id)).collect()
    }

    /// Puts selected processors on one line along an axis, the mean of where they are.
    fn align(&mut self, axis: usize) {
        let selected = self.view.selected();
        let nodes = self.nodes(&selected);
        let sum: i64 = nodes.iter().map(|node| i64::from(node.position[axis])).sum();
        let mean = sum as f64 / nodes.len().max(1) as f64;
        let line = ((mean / GRID).round() * GRID) as i32;
        let moves = nodes.iter().map(|node| {
            let mut position = node.position;
            position[axis] = line;
            Edit::Move(node.id, position)
        });
        let edit = Edit::All(moves.collect());
        self.send(Verb::Edit { name: "Align".to_owned(), edit });
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
            json!({"id": "stop", "enabled": snapshot.is_busy}),
        ];
        let of_selection = ["cut", "copy", "duplicate", "rename", "align-column", "align-row"];
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
        let folder = self.options.data.join("workspaces");
        let files = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        let mut paths: Vec<_> = files.map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "inv"));
        paths.sort();
        if paths.is_empty() {
            let text = format!("there is no workspace in \"{}\"", folder.display());
            return self.say("No examples", &text, "");
        }
        let item = |path: &std::path::PathBuf| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().replace('_', " ");
            json!({"id": path, "text": name})
        };
        let items: Vec<_> = paths.iter().map(item).collect();
        self.ask(Ask::Recent, json!({"kind": "list", "title": "Examples", "items": items}));
    }

    fn ask_unlink(&mut self) {
        let selected = self.view.selected();
        let snapshot = self.view.snapshot();
        let of = |id: ProcessorId| snapshot.node(id).map_or("", |node| node.identifier.as_str());
        let links: Vec<_> = snapshot
            .links
            .iter()
            .filter(|link| {
                selected.contains(&link.from.processor) || selected.contains(&link.to.processor)
            })
            .copied()
            .collect();
        let path = |at: ivw_core::network::PropertyRef| {
            let all = self.shown.iter().flat_map(|one| &one.list);
            let known = all.into_iter().find(|p| p.at == at).map(|p| p.path.clone());
            known.unwrap_or_else(|| format!("{}, property {}", of(at.processor), at.property))
        };
        let items: Vec<_> = links
            .iter()
            .enumerate()
            .map(|(n, link)| {
                json!({"id": n.to_string(),
                    "text": format!("{} → {}", path(link.from), path(link.to))})
            })
            .collect();
        let message = json!({"kind": "list", "title": "Remove a link", "items": items});
        self.ask(Ask::Unlink(links), message);
    }

    fn ask_snapshot(&mut self) {
        let canvas = self.view.snapshot().nodes.iter().find(|node| node.is_canvas);
        let Some(id) = canvas.map(|node| node.id) else { return };
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
                let mut items = vec![
                    ("rename", "Rename…"),
                    ("duplicate", "Duplicate"),
                    ("copy", "Copy"),
                    ("delete", "Delete"),
                    ("", ""),
                    ("node-again", "Run Again"),
                    ("unlink", "Remove Links…"),
                    ("node-help", "Help"),
                ];
                if has_error {
                    items.push(("node-error", "Show Error…"));
                }
                Self::popup(&items);
            }
            Hit::Connection(_) => Self::popup(&[("disconnect", "Delete Connection")]),
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
        Self::popup(&[("snapshot", "Save Picture…"), ("full-screen", "Full Screen")]);
    }

    pub(super) fn property_menu(&mut self, row: &str) {
        self.target_row = Some(row.to_owned());
        if self.row(row).is_none() {
            return;
        }
        Self::popup(&[
            ("row-reset", "Reset to Default"),
            ("row-default", "Make This the Default"),
            ("", ""),
            ("row-link", "Link…"),
            ("", ""),
            ("row-path", "Copy Path"),
            ("row-value", "Copy Value"),
        ]);
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
        let items: Vec<_> = items.iter().map(|(id, text)| (id.as_str(), *text)).collect();
        Self::popup(&items);
    }
}
