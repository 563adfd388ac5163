//! Presets: saved, applied and deleted from the menu of a property, or of a processor.

use super::super::form;
use super::super::network::Hit;
use super::super::presets::Values;
use super::super::session::Verb;
use super::super::snapshot::{Properties, PropertyView};
use super::Shell;
use super::ask::Ask;
use ivw_core::network::{Edit, ProcessorId};
use ivw_core::property::PropertyChange;
use serde_json::json;

impl Shell {
    pub(super) fn ask_preset(&mut self, row: &PropertyView) {
        let message = json!({"kind": "text", "title": "Save preset", "value": "",
            "text": format!("The values of {} are kept under this name, for all properties of its kind.",
                row.spec.name)});
        self.ask(Ask::SavePreset(form::row_id(row)), message);
    }

    pub(super) fn ask_preset_deletion(&mut self, row: &PropertyView) {
        let names = self.presets.names(row);
        let items: Vec<_> = names.iter().map(|name| json!({"id": name, "text": name})).collect();
        let message = json!({"kind": "list", "title": "Delete preset", "items": items});
        self.ask(Ask::DeletePreset(form::row_id(row)), message);
    }

    /// All properties of the processor that a row belongs to.
    fn around(&self, row: &PropertyView) -> Option<&Properties> {
        self.shown.iter().find(|one| one.processor == row.at.processor)
    }

    pub(super) fn save_preset(&mut self, row: &str, name: &str) {
        let Some(row) = self.row(row).filter(|_| !name.is_empty()) else { return };
        let Some(all) = self.around(&row).map(|one| one.list.clone()) else { return };
        self.presets.save(&row, &all, name);
        tracing::info!("saved the preset \"{name}\" of {}", row.path);
    }

    /// The processor that a menu was opened for, its class, and it with all of its class that are
    /// selected.
    fn of_class(&self) -> Option<(ProcessorId, String, Vec<ProcessorId>)> {
        let (Hit::Node(id) | Hit::Badge(id)) = self.target else { return None };
        let snapshot = self.view.snapshot();
        let class = snapshot.node(id).filter(|node| !node.is_composite)?.class_id.clone();
        let is_it = |id: &ProcessorId| snapshot.node(*id).is_some_and(|n| n.class_id == class);
        let mut all: Vec<_> = self.view.selected().into_iter().filter(is_it).collect();
        if !all.contains(&id) {
            all.push(id);
        }
        Some((id, class, all))
    }

    /// What a context menu has of presets of a processor.
    pub(super) fn state_items(&self) -> Vec<(String, String)> {
        let Some((_, class, _)) = self.of_class() else { return Vec::new() };
        let names = self.presets.names_of_class(&class);
        let mut items = vec![
            (String::new(), String::new()),
            ("state-save".to_owned(), "Save Preset…".to_owned()),
        ];
        let apply =
            names.iter().map(|name| (format!("state-apply-{name}"), format!("Preset {name}")));
        items.extend(apply);
        if !names.is_empty() {
            items.push(("state-delete".to_owned(), "Delete Preset…".to_owned()));
        }
        items
    }

    /// Does what an action about presets of a processor says; gives whether it was one.
    pub(super) fn act_on_state(&mut self, action: &str) -> bool {
        let Some(what) = action.strip_prefix("state-") else { return false };
        let Some((id, class, all)) = self.of_class() else { return true };
        match what {
            "save" => {
                let message = json!({"kind": "text", "title": "Save preset", "value": "",
                    "text": "All values of the processor are kept under this name, for others of its class."});
                self.ask(Ask::SaveState(id), message);
            }
            "delete" => {
                let names = self.presets.names_of_class(&class);
                let items: Vec<_> =
                    names.iter().map(|name| json!({"id": name, "text": name})).collect();
                let message = json!({"kind": "list", "title": "Delete preset", "items": items});
                self.ask(Ask::DeleteState(class), message);
            }
            what => {
                let name = what.strip_prefix("apply-").unwrap_or_default().to_owned();
                if let Some(values) = self.presets.state(&class, &name).cloned() {
                    self.send(Verb::ApplyState { processors: all, name, values });
                }
            }
        }
        true
    }

    pub(super) fn keep_state(&mut self, class: &str, name: &str, values: Values) {
        self.presets.save_state(class, name, values);
        tracing::info!("saved the preset \"{name}\" of {class}");
    }

    /// Applies a preset, as one step.
    pub(super) fn apply_preset(&self, row: &PropertyView, name: &str) {
        let Some(one) = self.around(row) else { return };
        let values = self.presets.values(row, &one.list, name);
        let edits = values.into_iter().map(|(property, value)| {
            Edit::Property(property.at, PropertyChange::Value(value.clone()))
        });
        let edit = Edit::All(edits.collect());
        self.send(Verb::Edit { name: format!("Apply preset {name}"), edit });
    }
}
