//! Where modules are found.

use crate::error::{Context as _, Result};
use std::path::{Path, PathBuf};

/// A module that was looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Name as in the file's name, such as `base`.
    pub name: String,
    /// Its library, if there is one.
    pub path: Option<PathBuf>,
    /// Folders that were looked into, in their order.
    pub searched: Vec<PathBuf>,
}

/// Looks for modules by name: in `IVW_MODULE_PATH`, then beside the application.
pub fn search(names: &[&str]) -> Vec<Found> {
    search_in(&folders(), names)
}

/// Looks for modules by name in folders; the first folder that has one wins.
pub fn search_in(folders: &[PathBuf], names: &[&str]) -> Vec<Found> {
    let find = |name: &&str| {
        let file = library_name(name);
        let position = folders.iter().position(|folder| folder.join(&file).is_file());
        let n_searched = position.map_or(folders.len(), |position| position + 1);
        Found {
            name: (*name).to_owned(),
            path: position.map(|position| folders[position].join(&file)),
            searched: folders[..n_searched].to_vec(),
        }
    };
    names.iter().map(find).collect()
}

/// All modules in a folder of third parties, in the order of their names.
pub fn scan(folder: &Path) -> Result<Vec<Found>> {
    let what = || format!("folder of modules \"{}\"", folder.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).at(what())? {
        let path = entry.at(what())?.path();
        let Some(name) = path.file_name().and_then(|file| file.to_str()).and_then(module_name)
        else {
            continue;
        };
        let name = name.to_owned();
        found.push(Found { name, path: Some(path), searched: vec![folder.to_owned()] });
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// File name of a module's library, such as `libivw_module_base.so`.
pub fn library_name(name: &str) -> String {
    let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    format!("{prefix}ivw_module_{name}{suffix}")
}

fn module_name(file: &str) -> Option<&str> {
    let file = file.strip_prefix(std::env::consts::DLL_PREFIX)?.strip_prefix("ivw_module_")?;
    file.strip_suffix(std::env::consts::DLL_SUFFIX)
}

/// Folders with modules, those first that a person asked for.
pub fn folders() -> Vec<PathBuf> {
    let asked_for = std::env::var_os("IVW_MODULE_PATH").unwrap_or_default();
    let exe = std::env::current_exe().ok();
    folders_for(&asked_for, exe.as_deref())
}

fn folders_for(asked_for: &std::ffi::OsStr, exe: Option<&Path>) -> Vec<PathBuf> {
    let mut folders: Vec<_> =
        std::env::split_paths(asked_for).filter(|path| !path.as_os_str().is_empty()).collect();
    if let Some(folder) = exe.and_then(Path::parent) {
        if let Some(prefix) = folder.parent() {
            // As `cargo xtask dist` lays it out.
            folders.push(prefix.join("lib/ivw/modules"));
        }
        // As cargo does: the application is above its libraries, test executables are among them.
        folders.push(folder.join("deps"));
        folders.push(folder.to_owned());
        if folder.file_name().is_some_and(|name| name == "examples") {
            folders.extend(folder.parent().map(|parent| parent.join("deps")));
        }
    }
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_asked_for_comes_first() {
        let folders =
            folders_for("/mine::/yours".as_ref(), Some(Path::new("/opt/ivw/bin/ivw-app")));
        let folders: Vec<_> = folders.iter().map(|folder| folder.to_str().unwrap()).collect();
        assert_eq!(
            folders,
            ["/mine", "/yours", "/opt/ivw/lib/ivw/modules", "/opt/ivw/bin/deps", "/opt/ivw/bin"]
        );
    }

    #[test]
    fn the_first_folder_wins_and_says_where_it_looked() {
        let folder = tempfile::tempdir().unwrap();
        let [a, b] = ["a", "b"].map(|name| folder.path().join(name));
        for folder in [&a, &b] {
            std::fs::create_dir(folder).unwrap();
        }
        std::fs::write(b.join(library_name("base")), "").unwrap();

        let found = search_in(&[a.clone(), b.clone()], &["base", "python3"]);
        assert_eq!(found[0].path, Some(b.join(library_name("base"))));
        assert_eq!(found[1].path, None);
        assert_eq!(found[1].searched, [a.clone(), b.clone()]);

        std::fs::write(a.join(library_name("base")), "").unwrap();
        let found = search_in(&[a.clone(), b], &["base"]);
        assert_eq!(found[0].path, Some(a.join(library_name("base"))));
        assert_eq!(found[0].searched, [a]);
    }

    #[test]
    fn only_modules_of_a_folder_are_taken_in_the_order_of_their_names() {
        let folder = tempfile::tempdir().unwrap();
        for file in [library_name("b"), library_name("a"), "libother.so".into(), "a.txt".into()] {
            std::fs::write(folder.path().join(file), "").unwrap();
        }
        let names: Vec<_> =
            scan(folder.path()).unwrap().into_iter().map(|found| found.name).collect();
        assert_eq!(names, ["a", "b"]);
        assert!(scan(&folder.path().join("nowhere")).is_err());
    }
}
