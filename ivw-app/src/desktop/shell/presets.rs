//! Presets of properties: saved, applied and deleted from the menu of a property.

use super::super::form;
use super::super::session::Verb;
use super::super::snapshot::{Properties, PropertyView};
use super::Shell;
use super::ask::Ask;
use ivw_core::network::Edit;
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
