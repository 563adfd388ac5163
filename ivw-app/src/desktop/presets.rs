//! Presets: values of a property and of those in it, or of all of a processor, under a name.
//!
//! Kept in a file beside the settings, for properties of the same class; those of groups also need the
//! same identifier, as their class says nothing of what is in them.

use super::snapshot::PropertyView;
use ivw_core::property::{Kind, Value};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Values by their paths in the property or processor; the property's own has none.
pub(crate) type Values = BTreeMap<String, Value>;

/// All presets of a person.
#[derive(Default)]
pub(crate) struct Presets {
    path: Option<PathBuf>,
    by_kind: BTreeMap<String, BTreeMap<String, Values>>,
}

fn kind_of(property: &PropertyView) -> String {
    match property.spec.kind {
        Kind::Group(_) => format!("{} {}", property.spec.class_id(), property.spec.id),
        _ => property.spec.class_id(),
    }
}

/// A property and those in it: paths from it on, and where each is in the list.
fn inside<'a>(
    property: &'a PropertyView,
    all: &'a [PropertyView],
) -> impl Iterator<Item = (&'a str, &'a PropertyView)> {
    all.iter().filter_map(|other| {
        let rest = other.path.strip_prefix(&property.path)?;
        let rest = if rest.is_empty() { rest } else { rest.strip_prefix('.')? };
        Some((rest, other))
    })
}

/// What the presets of a processor are kept under.
fn kind_of_class(class_id: &str) -> String {
    format!("processor {class_id}")
}

impl Presets {
    /// The names of presets of processors of a class.
    pub(crate) fn names_of_class(&self, class_id: &str) -> Vec<String> {
        self.names_of(&kind_of_class(class_id))
    }

    /// Keeps the values of a processor under a name.
    pub(crate) fn save_state(&mut self, class_id: &str, name: &str, values: Values) {
        self.keep(kind_of_class(class_id), name, values);
    }

    /// The values of a preset of processors of a class.
    pub(crate) fn state(&self, class_id: &str, name: &str) -> Option<&Values> {
        self.by_kind.get(&kind_of_class(class_id))?.get(name)
    }

    /// Forgets a preset of processors of a class.
    pub(crate) fn remove_state(&mut self, class_id: &str, name: &str) {
        self.forget(&kind_of_class(class_id), name);
    }

    fn names_of(&self, kind: &str) -> Vec<String> {
        let known = self.by_kind.get(kind);
        known.map(|known| known.keys().cloned().collect()).unwrap_or_default()
    }

    fn keep(&mut self, kind: String, name: &str, values: Values) {
        self.by_kind.entry(kind).or_default().insert(name.to_owned(), values);
        self.write();
    }

    fn forget(&mut self, kind: &str, name: &str) {
        if let Some(known) = self.by_kind.get_mut(kind) {
            known.remove(name);
        }
        self.by_kind.retain(|_, known| !known.is_empty());
        self.write();
    }

    /// The presets in a file; none if there is no such file, or none that can be read.
    pub(crate) fn read(path: Option<&Path>) -> Self {
        let text = path.and_then(|path| std::fs::read_to_string(path).ok());
        let by_kind = text.map(|text| serde_json::from_str(&text)).transpose();
        let by_kind = by_kind.unwrap_or_else(|error| {
            tracing::warn!("presets of properties can't be read, and begin anew: {error}");
            None
        });
        Self { path: path.map(Path::to_owned), by_kind: by_kind.unwrap_or_default() }
    }

    fn write(&self) {
        let Some(path) = &self.path else { return };
        let text = serde_json::to_string_pretty(&self.by_kind).unwrap_or_default();
        let folder = path.parent().unwrap_or(Path::new("."));
        let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(path, text));
        if let Err(error) = written {
            tracing::warn!("presets are not kept in \"{}\": {error}", path.display());
        }
    }

    /// The names of presets that fit a property.
    pub(crate) fn names(&self, property: &PropertyView) -> Vec<String> {
        self.names_of(&kind_of(property))
    }

    /// Keeps what a property is now, and those in it, under a name.
    pub(crate) fn save(&mut self, property: &PropertyView, all: &[PropertyView], name: &str) {
        let values = inside(property, all)
            .filter(|(_, p)| !matches!(p.value, Value::None | Value::Press) && !p.spec.read_only);
        let values = values.map(|(path, p)| (path.to_owned(), p.value.clone())).collect();
        self.keep(kind_of(property), name, values);
    }

    /// Forgets a preset.
    pub(crate) fn remove(&mut self, property: &PropertyView, name: &str) {
        self.forget(&kind_of(property), name);
    }

    /// Where a preset puts which values; properties that are not there are left out.
    pub(crate) fn values<'a>(
        &'a self,
        property: &'a PropertyView,
        all: &'a [PropertyView],
        name: &str,
    ) -> Vec<(&'a PropertyView, &'a Value)> {
        let values = self.by_kind.get(&kind_of(property)).and_then(|known| known.get(name));
        let Some(values) = values else { return Vec::new() };
        inside(property, all).filter_map(|(path, p)| Some((p, values.get(path)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::network::{ProcessorId, PropertyRef};
    use ivw_core::property::{GroupKind, PropertySpec};

    fn view(n: u32, path: &str, kind: Kind) -> PropertyView {
        let id = path.rsplit('.').next().unwrap_or_default();
        let spec = PropertySpec::new(id, kind);
        let value = spec.default_value();
        let at = PropertyRef { processor: ProcessorId::default(), property: n };
        PropertyView {
            at,
            path: path.to_owned(),
            depth: path.matches('.').count() - 1,
            default: value.clone(),
            value,
            spec,
            switch: None,
            is_removable: false,
            promotion: None,
        }
    }

    fn text(n: u32, path: &str, value: &str) -> PropertyView {
        view(n, path, Kind::Text { default: value.to_owned() })
    }

    #[test]
    fn a_preset_of_a_group_puts_back_what_was_in_it() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("ivw/presets.json");
        let group = |path: &str| view(0, path, Kind::Group(GroupKind::default()));
        let saved = [group("P.look"), text(1, "P.look.a", "red"), text(2, "P.other", "far")];
        let mut presets = Presets::read(Some(&file));
        presets.save(&saved[0], &saved, "mine");
        presets.save(&saved[2], &saved, "place");

        let presets = Presets::read(Some(&file));
        // Another processor's group of the same name, with one more property in it.
        let other = [group("Q.look"), text(1, "Q.look.a", "blue"), text(2, "Q.look.b", "x")];
        assert_eq!(presets.names(&other[0]), ["mine"]);
        let values = presets.values(&other[0], &other, "mine");
        assert_eq!(values.len(), 1);
        assert_eq!((values[0].0.at.property, values[0].1), (1, &Value::from("red")));
        assert_eq!(presets.names(&other[1]), ["place"], "texts share theirs");
        assert!(presets.names(&group("Q.elsewhere")).is_empty());

        let mut presets = presets;
        presets.remove(&other[0], "mine");
        assert!(Presets::read(Some(&file)).names(&saved[0]).is_empty());
        std::fs::write(&file, "{ broken")?;
        assert!(Presets::read(Some(&file)).names(&saved[2]).is_empty());
        Ok(())
    }
}
