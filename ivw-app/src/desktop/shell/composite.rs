//! Composite processors: made, entered, left, taken apart, kept in files.

use super::super::network::Hit;
use super::super::session::{COMPOSITE, Verb};
use super::Shell;
use super::ask::Ask;
use ivw_core::host::ClassInfo;
use ivw_core::network::ProcessorId;
use ivw_core::processor::Spec;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Shell {
    /// Does what an action about composites says; gives whether it was one.
    pub(super) fn act_on_composite(&mut self, id: &str) -> bool {
        match id {
            "composite-make" => self.ask_composite(),
            "composite-leave" => {
                let level = self.view.level();
                let node = level.and_then(|level| self.view.snapshot().node(level));
                if let Some(around) = node.map(|node| node.composite) {
                    self.enter(around);
                }
            }
            "composite-dissolve" => {
                if let Some(composite) = self.chosen_composite() {
                    self.send(Verb::Dissolve(composite));
                }
            }
            "composite-enter" => {
                if let Some(composite) = self.chosen_composite() {
                    self.enter(Some(composite));
                }
            }
            "composite-save" => self.ask_composite_file(),
            "composite-add" => {
                let message = json!({"kind": "open", "title": "Add composite",
                    "folder": self.settings.composites_folder(),
                    "filters": ["Workspaces (*.inv)"]});
                self.ask(Ask::AddComposite, message);
            }
            _ => return false,
        }
        true
    }

    /// Looks into a composite, or at what is in none.
    pub(super) fn enter(&mut self, level: Option<ProcessorId>) {
        let wishes = self.view.enter(level);
        self.grant(wishes);
        self.show_actions();
        self.draw_network();
    }

    /// The composite that is selected, or that a menu was opened for.
    pub(super) fn chosen_composite(&self) -> Option<ProcessorId> {
        let selected = self.view.selected();
        let target = match self.target {
            Hit::Node(id) | Hit::Badge(id) => Some(id),
            _ => None,
        };
        let is_composite =
            |id: &ProcessorId| self.view.snapshot().node(*id).is_some_and(|n| n.is_composite);
        let target = target.filter(|id| selected.contains(id)).filter(is_composite);
        target.or_else(|| selected.into_iter().find(is_composite))
    }

    fn ask_composite(&mut self) {
        let processors = self.view.selected();
        if processors.is_empty() {
            let text = "select the processors that are to be in the composite";
            return self.say("Make composite", text, "");
        }
        let message = json!({"kind": "text", "title": "Make composite", "value": "Composite",
            "text": "The name of the processor that stands for those selected."});
        self.ask(Ask::Compose(processors), message);
    }

    fn ask_composite_file(&mut self) {
        let Some(composite) = self.chosen_composite() else { return };
        let name = self.view.snapshot().node(composite).map(|node| node.name.clone());
        let message = json!({"kind": "text", "title": "Save composite", "value": name,
            "text": "It is in the list of processors under this name."});
        self.ask(Ask::SaveComposite(composite), message);
    }

    pub(super) fn save_composite(&mut self, composite: ProcessorId, name: &str) {
        let name: String =
            name.trim().chars().map(|c| if "/\\:".contains(c) { '_' } else { c }).collect();
        let Some(folder) = self.settings.composites_folder() else {
            let text = "there is no folder for it: set HOME or XDG_CONFIG_HOME";
            return self.say("Save composite", text, "");
        };
        if !name.is_empty() {
            let path = folder.join(format!("{name}.inv"));
            self.send(Verb::SaveComposite { composite, path });
        }
    }

    pub(super) fn add_composite(&mut self, path: &Path) {
        self.add(format!("{COMPOSITE}{}", path.display()));
    }

    /// Classes with composites in files, which are listed beside them.
    pub(super) fn with_composites(&self, classes: &Arc<Vec<ClassInfo>>) -> Arc<Vec<ClassInfo>> {
        let shipped = self.options.data.join("workspaces/composites");
        let folders = self.settings.composites_folder().into_iter().chain([shipped]);
        let mut files: Vec<PathBuf> = folders.flat_map(|folder| workspaces_in(&folder)).collect();
        files.dedup();
        if files.is_empty() {
            return classes.clone();
        }
        let composites = files.iter().map(|path| composite_class(path));
        Arc::new(classes.iter().cloned().chain(composites).collect())
    }

    /// What a context menu has for a processor.
    pub(super) fn composite_items(&self, id: ProcessorId) -> Vec<(&'static str, &'static str)> {
        let is_composite = self.view.snapshot().node(id).is_some_and(|node| node.is_composite);
        match is_composite {
            true => vec![
                ("composite-enter", "Enter"),
                ("composite-dissolve", "Dissolve"),
                ("composite-save", "Save Composite…"),
                ("composite-make", "Make Composite…"),
                ("", ""),
            ],
            false => vec![("composite-make", "Make Composite…"), ("", "")],
        }
    }

    /// Which actions about composites there are to do now.
    pub(super) fn composite_actions(&self) -> Vec<serde_json::Value> {
        let has_selection = !self.view.selected().is_empty();
        let has_composite = self.chosen_composite().is_some();
        let enabled = [
            ("composite-make", has_selection),
            ("composite-dissolve", has_composite),
            ("composite-enter", has_composite),
            ("composite-save", has_composite),
            ("composite-leave", self.view.level().is_some()),
        ];
        enabled.iter().map(|(id, on)| json!({"id": id, "enabled": on})).collect()
    }
}

/// The workspaces in a folder, by name.
pub(super) fn workspaces_in(folder: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = files.map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "inv"));
    paths.sort();
    paths
}

/// A composite in a file as the list of processors has it.
fn composite_class(path: &Path) -> ClassInfo {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().replace('_', " ");
    let spec = Spec {
        class_id: format!("{COMPOSITE}{}", path.display()),
        name,
        category: "Composites".to_owned(),
        tags: vec!["Composite".to_owned()],
        help: format!("Processors under one name, from {}.", path.display()),
        is_listed: true,
        ..Spec::default()
    };
    ClassInfo { spec, module: "Composites".to_owned() }
}
