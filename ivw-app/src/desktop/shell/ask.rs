//! Dialogs: what is asked, and what happens with the answer.

use super::super::ffi;
use super::super::session::Verb;
use super::super::snapshot::PropertyView;
use super::super::{form, list};
use super::Shell;
use ivw_core::network::{Edit, Link, PortRef, ProcessorId, PropertyRef, can_link};
use ivw_core::property::{AcceptMode, Kind, PropertyChange, Value};
use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};

/// What a dialog was opened for.
#[derive(Clone, Debug)]
pub(super) enum Ask {
    Rename(ProcessorId),
    Add {
        at: [i32; 2],
        port: Option<(PortRef, bool)>,
    },
    Open,
    Recent,
    Append,
    SaveAs,
    Color(String),
    File(String),
    Prefab(String),
    SavePreset(String),
    DeletePreset(String),
    SaveState(ProcessorId),
    DeleteState(String),
    PointColor {
        scene: String,
        point: usize,
    },
    /// The name of a composite of these.
    Compose(Vec<ProcessorId>),
    SaveComposite(ProcessorId),
    AddComposite,
    Link(PropertyRef),
    /// With which processor links are edited, perhaps those of a property.
    LinkWith(ProcessorId, Option<PropertyRef>),
    Unlink(Vec<Link>),
    Snapshot(ProcessorId),
    Unsaved(After),
    Trust {
        path: PathBuf,
        is_appended: bool,
    },
    Recover,
    Threads,
    NumpyOrder,
    Nothing,
}

/// What a person wanted before being asked about changes.
#[derive(Clone, Debug)]
pub(super) enum After {
    Quit,
    New,
    OpenDialog,
    Open(PathBuf),
}

fn plain_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn buttons(list: &[(&str, &str)]) -> Json {
    let last = list.len() - 1;
    let buttons = list.iter().enumerate();
    buttons.map(|(n, (id, text))| json!({"id": id, "text": text, "default": n == last})).collect()
}

impl Shell {
    /// Opens a dialog, whose answer comes to [`Shell::answered`].
    pub(super) fn ask(&mut self, ask: Ask, mut message: Json) {
        self.n_asks += 1;
        let id = self.n_asks.to_string();
        self.asks.insert(id.clone(), ask);
        message["op"] = json!("dialog");
        message["id"] = json!(id);
        // Tests write into file dialogs.
        message["plain"] = json!(self.drive.is_some());
        if message["folder"].is_null() {
            let folder = self.path.as_ref().and_then(|path| path.parent()).map(Path::to_owned);
            let folder = folder.or_else(|| std::env::current_dir().ok());
            message["folder"] = json!(folder);
        }
        ffi::tell(&message);
    }

    /// Says something that a person has to read.
    pub(super) fn say(&mut self, title: &str, text: &str, detail: &str) {
        let message = json!({"kind": "message", "title": title, "text": text, "detail": detail,
            "buttons": buttons(&[("", "Close")])});
        self.ask(Ask::Nothing, message);
    }

    pub(super) fn answered(&mut self, id: &str, value: &str) {
        let Some(ask) = self.asks.remove(id) else { return };
        match ask {
            Ask::Rename(id) => {
                let name = value.trim().to_owned();
                if !name.is_empty() {
                    let edits = vec![Edit::DisplayName(id, name.clone()), Edit::Rename(id, name)];
                    self.send(Verb::Edit {
                        name: format!("Rename to {value}"),
                        edit: Edit::All(edits),
                    });
                }
            }
            Ask::Add { at, port } => self.send(Verb::Add { class: value.to_owned(), at, port }),
            Ask::Open | Ask::Recent => self.open(PathBuf::from(value)),
            Ask::Append => {
                let is_trusted = self.options.is_trusted;
                self.send(Verb::Append { path: PathBuf::from(value), is_trusted });
            }
            Ask::SaveAs => self.send(Verb::Save(PathBuf::from(value))),
            Ask::Color(row) => {
                if let Some(row) = self.row(&row) {
                    match form::color_change(&row, value) {
                        Ok(change) => self.change(row.at, change, true),
                        Err(error) => tracing::warn!("{error}"),
                    }
                }
            }
            Ask::File(row) => {
                if let Some(row) = self.row(&row) {
                    let value = Value::Text(value.to_owned());
                    self.change(row.at, PropertyChange::Value(value), true);
                }
            }
            Ask::Prefab(row) => self.add_prefab(&row, value),
            Ask::SavePreset(row) => self.save_preset(&row, value.trim()),
            Ask::DeletePreset(row) => {
                if let Some(row) = self.row(&row) {
                    self.presets.remove(&row, value);
                }
            }
            Ask::SaveState(processor) => {
                let name = value.trim().to_owned();
                if !name.is_empty() {
                    self.send(Verb::ReadState { processor, name });
                }
            }
            Ask::DeleteState(class) => self.presets.remove_state(&class, value),
            Ask::PointColor { scene, point } => {
                let wish = self.editors.get_mut(&scene).and_then(|e| e.set_color(point, value));
                if let Some(wish) = wish {
                    self.grant_editor(&scene, wish);
                }
            }
            Ask::Compose(processors) => {
                let name = value.trim().to_owned();
                if !name.is_empty() {
                    self.send(Verb::Compose { processors, name });
                }
            }
            Ask::SaveComposite(composite) => self.save_composite(composite, value),
            Ask::AddComposite => self.add_composite(Path::new(value)),
            Ask::Link(from) => self.link(from, value),
            Ask::LinkWith(one, property) => self.link_with(one, value, property),
            Ask::Unlink(links) => {
                let link = value.parse::<usize>().ok().and_then(|n| links.get(n));
                if let Some(link) = link {
                    let edit = Edit::Unlink(*link);
                    self.send(Verb::Edit { name: "Remove link".to_owned(), edit });
                }
            }
            Ask::Snapshot(canvas) => {
                self.send(Verb::SaveSnapshot { canvas, path: PathBuf::from(value) });
            }
            Ask::Unsaved(after) => match value {
                "save" => {
                    self.after_save = Some(after);
                    self.act("save");
                }
                "discard" => self.go_on(after),
                _ => {}
            },
            Ask::Trust { path, is_appended } => {
                if value == "open" {
                    let is_trusted = true;
                    self.send(match is_appended {
                        true => Verb::Append { path, is_trusted },
                        false => Verb::Open { path, is_trusted },
                    });
                }
            }
            Ask::Recover => self.recover(value),
            Ask::Threads => {
                self.settings.threads = value.trim().parse().ok().filter(|n| *n > 0);
                self.settings.write();
            }
            Ask::NumpyOrder => {
                value.clone_into(&mut self.settings.numpy_order);
                self.settings.write();
            }
            Ask::Nothing => {}
        }
    }

    fn open(&mut self, path: PathBuf) {
        self.send(Verb::Open { path, is_trusted: self.options.is_trusted });
    }

    /// Asks about changes that would be lost, then goes on.
    pub(super) fn leave(&mut self, after: After) {
        if !self.is_modified() {
            return self.go_on(after);
        }
        let name = self.path.as_deref().map_or_else(|| "the network".to_owned(), plain_name);
        let message = json!({"kind": "message", "title": "Unsaved changes",
            "text": format!("Save the changes of {name}?"),
            "buttons": buttons(&[("", "Cancel"), ("discard", "Discard"), ("save", "Save")])});
        self.ask(Ask::Unsaved(after), message);
    }

    pub(super) fn go_on(&mut self, after: After) {
        match after {
            After::Quit => self.send(Verb::Quit),
            After::New => self.send(Verb::New),
            After::Open(path) => self.open(path),
            After::OpenDialog => {
                let message = json!({"kind": "open", "title": "Open workspace",
                    "filters": ["Workspaces (*.inv)", "All files (*)"]});
                self.ask(Ask::Open, message);
            }
        }
    }

    pub(super) fn ask_trust(&mut self, path: PathBuf, runs: &[String], is_appended: bool) {
        let text = format!(
            "\"{}\" carries Python code, which can do whatever you can. Open it only if you know where \
             it comes from.",
            plain_name(&path)
        );
        let message = json!({"kind": "message", "title": "This workspace runs code", "text": text,
            "detail": format!("This would run:\n{}", runs.join("\n")),
            "buttons": buttons(&[("open", "Run It"), ("", "Do Not Open")])});
        self.ask(Ask::Trust { path, is_appended }, message);
    }

    /// Asks whether a network that a crash left is to be opened.
    pub(super) fn ask_recovery(&mut self) {
        let Some(newest) = self.left.first() else { return };
        let age = newest.written.elapsed().unwrap_or_default().as_secs() / 60;
        let text = format!(
            "ivw ended unexpectedly {age} minutes ago. Its network was kept as it was before the last \
             processors ran."
        );
        let message = json!({"kind": "message", "title": "Recover the network", "text": text,
            "buttons": buttons(&[("", "Later"), ("discard", "Forget It"), ("recover", "Recover")])});
        self.ask(Ask::Recover, message);
    }

    fn recover(&mut self, answer: &str) {
        if self.left.is_empty() {
            return;
        }
        let leftover = self.left.remove(0);
        match answer {
            "recover" => self.send(Verb::Recover(leftover.path)),
            "discard" => {
                if let Err(error) = leftover.discard() {
                    tracing::warn!("{error}");
                }
            }
            _ => {}
        }
    }

    /// Asks which processor a connection is to go to.
    pub(super) fn offer(&mut self, port: PortRef, is_outport: bool, at: [i32; 2]) {
        let snapshot = self.view.snapshot();
        let node = snapshot.node(port.processor);
        let ports = node.map(|node| if is_outport { &node.outports } else { &node.inports });
        let Some(known) = ports.and_then(|p| p.iter().find(|p| p.port == port.port)) else {
            return;
        };
        let types = known.types.clone();
        let path = snapshot.port_path(port, is_outport);
        let items = items(list::fitting(&self.classes, &types, is_outport));
        // The new one's middle is where its port would be.
        let at = [at[0], at[1] + if is_outport { 25 } else { -25 }];
        let message = json!({"kind": "list", "title": "Processors that fit",
            "text": format!("Connect {path} to"), "items": items});
        self.ask(Ask::Add { at, port: Some((port, is_outport)) }, message);
    }

    pub(super) fn ask_add(&mut self) {
        let items = items(list::search(&self.classes, ""));
        let message = json!({"kind": "list", "title": "Add a processor", "items": items});
        self.ask(Ask::Add { at: self.view.middle(), port: None }, message);
    }

    pub(super) fn ask_color(&mut self, row: &str) {
        let Some((color, alpha)) = self.row(row).and_then(|p| form::color(&p)) else { return };
        let message = json!({"kind": "color", "title": "Colour", "value": color, "alpha": alpha});
        self.ask(Ask::Color(row.to_owned()), message);
    }

    pub(super) fn ask_file(&mut self, row: &str) {
        let Some(property) = self.row(row) else { return };
        let Kind::Path(path) = &property.spec.kind else { return };
        let kind = match (path.is_directory, path.accept_mode) {
            (true, _) => "folder",
            (false, AcceptMode::Save) => "save",
            (false, AcceptMode::Open) => "open",
        };
        let filters = path.filters.iter().map(|filter| match filter.extension.as_str() {
            "" | "*" => "All files (*)".to_owned(),
            extension => format!("{} (*.{extension})", filter.description),
        });
        let mut filters: Vec<_> = filters.collect();
        filters.push("All files (*)".to_owned());
        filters.dedup();
        let folder = property.value.as_text().map(Path::new).and_then(Path::parent);
        let folder = folder.filter(|folder| folder.is_dir());
        let message = json!({"kind": kind, "title": property.spec.name, "filters": filters,
            "folder": folder});
        self.ask(Ask::File(row.to_owned()), message);
    }

    pub(super) fn ask_prefab(&mut self, row: &str) {
        let Some(property) = self.row(row) else { return };
        let Kind::Group(group) = &property.spec.kind else { return };
        let prefabs = group.list.as_ref().map(|list| list.prefabs.as_slice()).unwrap_or_default();
        if prefabs.len() == 1 {
            return self.add_prefab(row, "0");
        }
        let items = prefabs.iter().enumerate();
        let items: Vec<_> = items
            .map(|(n, p)| json!({"id": n.to_string(), "text": p.name, "tip": p.help}))
            .collect();
        let message = json!({"kind": "list", "title": "Add to the list", "items": items});
        self.ask(Ask::Prefab(row.to_owned()), message);
    }

    fn add_prefab(&mut self, row: &str, choice: &str) {
        let Some(property) = self.row(row) else { return };
        let Kind::Group(group) = &property.spec.kind else { return };
        let prefabs = group.list.as_ref().map(|list| list.prefabs.as_slice()).unwrap_or_default();
        let Some(prefab) = choice.parse::<usize>().ok().and_then(|n| prefabs.get(n)) else {
            return;
        };
        let mut spec = prefab.clone();
        let prefix = format!("{}.", property.path);
        let all = self.shown.iter().flat_map(|one| &one.list);
        let taken: Vec<_> = all.filter_map(|p| p.path.strip_prefix(&prefix)).collect();
        let stem = spec.id.clone();
        for n in 1.. {
            if !taken.contains(&spec.id.as_str()) {
                break;
            }
            spec.id = format!("{stem}{n}");
            spec.name = format!("{} {}", prefab.name, n + 1);
        }
        let edit = Edit::AddProperty {
            processor: property.at.processor,
            parent: Some(property.at.property),
            place: None,
            spec: Box::new(spec),
            is_owned: true,
        };
        self.send(Verb::Edit { name: format!("Add to {}", property.spec.name), edit });
    }

    /// Asks which property is to follow, or lead, a property of the selected processors.
    pub(super) fn ask_link(&mut self, from: &PropertyView) {
        // Among what is shown: select both processors to link their properties.
        let others = self.shown.iter().flat_map(|one| &one.list);
        let fitting =
            others.filter(|other| other.at != from.at && can_link(&from.spec, &other.spec));
        let items: Vec<_> =
            fitting.map(|p| json!({"id": form::row_id(p), "text": p.path})).collect();
        if items.is_empty() {
            return self.ask_link_with(from.at.processor, Some(from.at));
        }
        let message = json!({"kind": "list", "title": "Link property",
            "text": format!("{} is followed by", from.path), "items": items});
        self.ask(Ask::Link(from.at), message);
    }

    fn link(&mut self, from: PropertyRef, row: &str) {
        let Some(to) = self.row(row) else { return };
        let both = [Link { from, to: to.at }, Link { from: to.at, to: from }];
        let edits = both.into_iter().map(Edit::Link).collect();
        self.send(Verb::Edit { name: format!("Link {}", to.spec.name), edit: Edit::All(edits) });
    }
}

fn items(classes: Vec<&ivw_core::host::ClassInfo>) -> Vec<Json> {
    let item = |class: &ivw_core::host::ClassInfo| {
        let spec = &class.spec;
        json!({"id": spec.class_id, "text": format!("{}  –  {}", spec.name, spec.category),
            "tip": spec.help})
    };
    classes.into_iter().map(item).collect()
}
