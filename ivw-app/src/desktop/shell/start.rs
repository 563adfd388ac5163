//! What is seen before there is a network: examples, recent workspaces, and ways to begin.

use super::super::ffi;
use super::Shell;
use super::composite::workspaces_in;
use serde_json::{Value as Json, json};
use std::path::Path;

impl Shell {
    /// Shows the start page for as long as nobody has begun anything.
    pub(super) fn show_start(&mut self) {
        let is_begun = self.path.is_some()
            || self.is_recovered
            || !self.view.snapshot().nodes.is_empty()
            || self.is_modified();
        self.has_begun |= is_begun;
        let on = self.is_started && !self.is_opening && !self.has_begun;
        if std::mem::replace(&mut self.is_start_shown, on) == on {
            return;
        }
        let recent = self.settings.recent.iter().filter(|path| path.is_file());
        let recent: Vec<_> = recent.map(|path| recent_item(path)).collect();
        let message =
            json!({"op": "start", "on": on, "examples": self.examples(), "recent": recent});
        ffi::tell(&message);
    }

    /// Workspaces to learn from, with pictures of them.
    pub(super) fn examples(&self) -> Vec<Json> {
        let paths = workspaces_in(&self.options.data.join("workspaces"));
        paths.iter().map(|path| example_item(path)).collect()
    }
}

/// A workspace by its name, with the picture that lies beside it.
fn example_item(path: &Path) -> Json {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().replace('_', " ");
    let picture = path.with_extension("png");
    match picture.is_file() {
        true => json!({"id": path, "text": name, "picture": picture}),
        false => json!({"id": path, "text": name}),
    }
}

/// A workspace by its name and folder.
fn recent_item(path: &Path) -> Json {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let folder = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    json!({"id": path, "text": format!("{name}  –  {folder}")})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_have_the_pictures_that_lie_beside_them() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a_volume.inv");
        let item = example_item(&path);
        assert_eq!((&item["text"], &item["picture"]), (&json!("a volume"), &Json::Null));
        std::fs::write(path.with_extension("png"), "")?;
        assert!(example_item(&path)["picture"].is_string());
        assert_eq!(recent_item(Path::new("/data/x/brain.inv"))["text"], "brain.inv  –  x");
        Ok(())
    }
}
