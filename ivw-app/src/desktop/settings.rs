//! What the desktop remembers of a person: theme, newest workspaces, how to start.

use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};

/// No more newest workspaces than this are remembered.
const N_RECENT: usize = 12;

/// What is remembered; kept in a file of its own for the person.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Settings {
    /// `dark` or `light`.
    pub(crate) theme: String,
    /// Workspaces that were open, the newest first.
    pub(crate) recent: Vec<PathBuf>,
    /// Number of threads; all cores if none.
    pub(crate) threads: Option<usize>,
    /// Order of the axes of numpy arrays; that of the program if empty.
    pub(crate) numpy_order: String,
    /// Python to use; the usual one if empty.
    pub(crate) python: String,
    /// More folders with processors in Python.
    pub(crate) python_folders: Vec<PathBuf>,
    path: Option<PathBuf>,
}

/// The file with the settings of who runs this.
pub(crate) fn file() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).filter(|folder| !folder.is_empty());
    let config = named("XDG_CONFIG_HOME").map(PathBuf::from);
    let config = config.or_else(|| Some(PathBuf::from(named("HOME")?).join(".config")));
    config.map(|config| config.join("ivw/settings.json"))
}

impl Settings {
    /// The settings in a file; what is not there or can't be read is as at first.
    pub(crate) fn read(path: Option<&Path>) -> Self {
        let text = path.and_then(|path| std::fs::read_to_string(path).ok());
        let json: Json = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let text = |name: &str| json[name].as_str().unwrap_or_default().to_owned();
        let paths = |name: &str| -> Vec<PathBuf> {
            let paths = json[name].as_array().map(Vec::as_slice).unwrap_or_default();
            paths.iter().filter_map(Json::as_str).map(PathBuf::from).collect()
        };
        Self {
            theme: text("theme"),
            recent: paths("recent"),
            threads: json["threads"].as_u64().map(|n| n as usize).filter(|n| *n > 0),
            numpy_order: text("numpy_order"),
            python: text("python"),
            python_folders: paths("python_folders"),
            path: path.map(Path::to_owned),
        }
    }

    /// Writes the settings; says in the log if that fails.
    pub(crate) fn write(&self) {
        let Some(path) = &self.path else { return };
        let json = json!({"theme": self.theme, "recent": self.recent, "threads": self.threads,
            "numpy_order": self.numpy_order, "python": self.python,
            "python_folders": self.python_folders});
        let text = format!("{json:#}\n");
        let folder = path.parent().unwrap_or(Path::new("."));
        let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(path, text));
        if let Err(error) = written {
            tracing::warn!("settings are not kept in \"{}\": {error}", path.display());
        }
    }

    /// The file beside the settings with the presets of properties.
    pub(crate) fn presets_file(&self) -> Option<PathBuf> {
        self.path.as_ref().map(|path| path.with_file_name("presets.json"))
    }

    /// The folder beside the settings with composites that a person keeps.
    pub(crate) fn composites_folder(&self) -> Option<PathBuf> {
        self.path.as_ref().map(|path| path.with_file_name("composites"))
    }

    /// Remembers that a workspace was open.
    pub(crate) fn opened(&mut self, path: &Path) {
        self.recent.retain(|known| known != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(N_RECENT);
        self.write();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_a_broken_file_is_none() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("ivw/settings.json");
        let mut settings = Settings::read(Some(&path));
        assert_eq!(settings.recent, Vec::<PathBuf>::new());
        settings.threads = Some(3);
        for n in 0..20 {
            settings.opened(Path::new(&format!("/w{n}.inv")));
        }
        settings.opened(Path::new("/w15.inv"));
        assert_eq!(Settings::read(Some(&path)), settings);
        assert_eq!(settings.recent.len(), N_RECENT);
        assert_eq!(settings.recent[0], Path::new("/w15.inv"));
        std::fs::write(&path, "{ broken")?;
        assert_eq!(Settings::read(Some(&path)).threads, None);
        Ok(())
    }
}
