//! What people do at widgets.

use super::super::camera::CameraButton;
use super::super::ffi::{self, Input};
use super::super::session::Verb;
use super::super::snapshot::PropertyView;
use super::super::transfer_function::Wish;
use super::super::{form, list};
use super::Shell;
use super::ask::Ask;
use ivw_core::network::{Edit, PropertyRef};
use ivw_core::property::{Kind, PropertyChange, Value};
use serde_json::{Value as Json, json};
use std::path::PathBuf;

impl Shell {
    pub(super) fn on_event(&mut self, event: &Json) {
        let text = |name: &str| event[name].as_str().unwrap_or_default().to_owned();
        match event["on"].as_str().unwrap_or_default() {
            "started" => self.started(),
            "action" => self.act(&text("id")),
            "search" => {
                self.search = text("text");
                ffi::tell(&list::message(&self.classes, &self.search));
            }
            "add-first" => {
                let first = list::search(&self.classes, &self.search);
                if let Some(class) = first.first().map(|class| class.spec.class_id.clone()) {
                    self.add(class);
                }
            }
            "add" => self.add(text("class")),
            "help" => self.show_help(&text("class")),
            "property-search" => {
                self.property_search = text("text");
                self.show_form();
            }
            "edit" => self.edited(&text("id"), &event["value"], event["done"] != Json::Bool(false)),
            "fold" => self.fold(&text("id")),
            "check" => {
                let on = event["value"] == Json::Bool(true);
                if let Some((at, _)) = self.row(&text("id")).and_then(|p| p.switch) {
                    self.change(at, PropertyChange::Value(Value::Bool(on)), true);
                }
            }
            "color" => self.ask_color(&text("id")),
            "browse" => self.ask_file(&text("id")),
            "list-add" => self.ask_prefab(&text("id")),
            "list-remove" => self.remove_row(&text("id")),
            "links" => self.links_event(event),
            "property-menu" => self.property_menu(&text("id")),
            "resize" => self.resized(event),
            "drop" => self.dropped(event),
            "paste" => {
                let at = self.view.middle();
                self.send(Verb::Paste { text: text("text"), at });
            }
            "log-filter" => {
                let level = event["level"].as_u64().unwrap_or(1);
                let message = self.log.filter(level, &text("text"));
                ffi::tell(&message);
            }
            "log-clear" => {
                let message = self.log.clear();
                ffi::tell(&message);
            }
            "log-link" => self.go_to(text("to").trim_start_matches("ivw:")),
            "dialog" => self.answered(&text("id"), &text("value")),
            "start-open" => self.leave(super::ask::After::Open(PathBuf::from(text("path")))),
            "touch" => self.touched(event),
            "close" => self.leave(super::ask::After::Quit),
            "grabbed" => self.grabbed(event),
            // Other libraries' widgets: there may be other classes, another Python, more folders.
            "refresh" => self.send(Verb::Refresh),
            "set-python" => {
                self.settings.python = text("path");
                self.settings.write();
                let words = format!("{} runs from the next start on.", text("path"));
                self.say("Python interpreter", &words, "");
            }
            "add-python-folder" => {
                self.settings.python_folders.push(PathBuf::from(text("path")));
                self.settings.write();
            }
            _ => {}
        }
    }

    /// The property of a row.
    pub(super) fn row(&self, id: &str) -> Option<PropertyView> {
        let all = self.shown.iter().flat_map(|one| &one.list);
        all.into_iter().find(|property| form::row_id(property) == id).cloned()
    }

    /// Takes a property out of its list.
    pub(super) fn remove_row(&self, id: &str) {
        if let Some(row) = self.row(id).filter(|row| row.is_removable) {
            let name = format!("Remove {}", row.spec.name);
            self.send(Verb::Edit { name, edit: Edit::RemoveProperty(row.at) });
        }
    }

    pub(super) fn change(&self, property: PropertyRef, change: PropertyChange, done: bool) {
        self.send(Verb::Change { property, change, done });
    }

    fn edited(&mut self, id: &str, value: &Json, done: bool) {
        let Some(row) = self.row(id) else { return };
        let button = match &row.spec.kind {
            Kind::ButtonGroup { buttons } => {
                let n = value.as_u64().and_then(|n| usize::try_from(n).ok());
                n.and_then(|n| buttons.get(n)).map_or("", String::as_str)
            }
            Kind::Button => row.spec.id.as_str(),
            _ => "",
        };
        if self.press_camera_button(&row, button) {
            return;
        }
        match form::change(&row, value) {
            Ok(change) => self.change(row.at, change, done),
            Err(error) => tracing::warn!("{error}"),
        }
    }

    /// The buttons of a camera are its own: it looks from a side, turns over, or at the data.
    fn press_camera_button(&self, row: &PropertyView, button: &str) -> bool {
        let Some(button) = CameraButton::of(button) else { return false };
        // The camera is the nearest one around.
        let all = self.shown.iter().flat_map(|one| &one.list);
        let around = all.filter(|known| {
            let is_around = row.path.strip_prefix(&known.path).is_some_and(|r| r.starts_with('.'));
            is_around && matches!(known.value, Value::Camera(_))
        });
        let Some(camera) = around.max_by_key(|known| known.path.len()) else { return false };
        self.send(Verb::PressCamera { camera: camera.at, button });
        true
    }

    fn fold(&mut self, id: &str) {
        let Some(row) = self.row(id) else { return };
        if let Some(is_collapsed) = form::is_collapsed(&row) {
            self.change(row.at, PropertyChange::Collapsed(!is_collapsed), true);
        }
    }

    /// Adds a processor near the middle of what is seen, where none is.
    pub(super) fn add(&mut self, class: String) {
        let mut at = self.view.middle();
        let nodes = &self.view.snapshot().nodes;
        let is_taken = |at: [i32; 2]| {
            let near = |a: i32, b: i32, reach: i32| a.abs_diff(b) < reach as u32;
            nodes.iter().any(|n| near(n.position[0], at[0], 150) && near(n.position[1], at[1], 70))
        };
        while is_taken(at) {
            at[1] += 75;
        }
        self.send(Verb::Add { class, at, port: None });
    }

    pub(super) fn show_help(&self, class: &str) {
        if let Some(class) = self.classes.iter().find(|known| known.spec.class_id == class) {
            ffi::tell(&json!({"op": "help", "html": list::help(class)}));
        }
    }

    fn resized(&mut self, event: &Json) {
        let number = |name: &str| event[name].as_f64().unwrap_or(1.0);
        let size = [number("width"), number("height")];
        let scene = event["scene"].as_str().unwrap_or_default().to_owned();
        if scene == "network" {
            self.view.resize(size);
            self.draw_network();
        } else if let Some(editor) = self.editors.get_mut(&scene) {
            editor.resize(size);
            ffi::draw(&scene, editor.draw(&self.theme.palette()).bytes());
        } else {
            self.canvas_resized(&scene, size, number("ratio"));
        }
    }

    fn dropped(&mut self, event: &Json) {
        let place = [event["x"].as_f64(), event["y"].as_f64()];
        let at = match place {
            [Some(x), Some(y)] if event["scene"] == "network" => {
                super::super::network::snapped(self.view.to_network([x, y]))
            }
            _ => self.view.middle(),
        };
        if let Some(class) = event["class"].as_str().filter(|class| !class.is_empty()) {
            self.send(Verb::Add { class: class.to_owned(), at, port: None });
        }
        let files = event["files"].as_array().map(Vec::as_slice).unwrap_or_default();
        for file in files.iter().filter_map(Json::as_str).map(PathBuf::from) {
            match file.extension().is_some_and(|extension| extension == "inv") {
                true => self.leave(super::ask::After::Open(file)),
                false => self.send(Verb::ShowFile { path: file, at }),
            }
        }
    }

    /// Selects a processor and brings it to the middle.
    fn go_to(&mut self, identifier: &str) {
        let found = self.view.snapshot().nodes.iter().find(|node| node.identifier == identifier);
        if let Some(id) = found.map(|node| node.id) {
            let wishes = self.view.select([id]);
            self.grant(wishes);
            self.draw_network();
        }
    }

    /// Mouse and keyboard in the editor of a transfer function.
    pub(super) fn editor_input(&mut self, scene: &str, input: &Input) {
        let Some(editor) = self.editors.get_mut(scene) else { return };
        let wishes = editor.input(input);
        ffi::draw(scene, editor.draw(&self.theme.palette()).bytes());
        for wish in wishes {
            self.grant_editor(scene, wish);
        }
    }

    pub(super) fn grant_editor(&mut self, scene: &str, wish: Wish) {
        match wish {
            Wish::Change { value, done } => {
                let row = scene.strip_prefix("tf:").and_then(|id| self.row(id));
                if let Some(row) = row {
                    self.change(row.at, PropertyChange::Value(value), done);
                }
            }
            Wish::PickColor { point, color } => {
                let ask = Ask::PointColor { scene: scene.to_owned(), point };
                self.ask(
                    ask,
                    json!({"kind": "color", "title": "Colour of the point", "value": color}),
                );
            }
            Wish::Menu(point) => self.point_menu(scene, point),
        }
        if let Some(editor) = self.editors.get(scene) {
            ffi::draw(scene, editor.draw(&self.theme.palette()).bytes());
        }
    }

    fn grabbed(&mut self, event: &Json) {
        if self.options.screenshot.is_none() {
            return;
        }
        if event["done"] != Json::Bool(true) {
            tracing::error!("the picture {} was not written", event["file"]);
        }
        self.send(Verb::Quit);
    }
}
