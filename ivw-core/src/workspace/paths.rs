//! Paths of files, which survive that a workspace and its data move together.

use super::element::Element;
use std::path::{Component, Path, PathBuf};

/// What relative paths start from.
#[derive(Clone, Debug, Default)]
pub(super) struct Folders {
    /// The folder of the workspace.
    pub(super) workspace: Option<PathBuf>,
    /// The folder of data that comes with the program.
    pub(super) data: Option<PathBuf>,
}

impl Folders {
    /// The path that a property says: the first of the workspace's folder, the data folder and the
    /// absolute path at which there is something.
    pub(super) fn resolve(&self, property: &Element) -> Option<String> {
        let said = |name: &str| property.content_of(name);
        let absolute = said("absolutePath").or_else(|| said("url"));
        let tries = [
            (&self.workspace, said("workspaceRelativePath")),
            (&self.data, said("ivwdataRelativePath")),
        ];
        for (folder, relative) in tries {
            let (Some(folder), Some(relative)) = (folder, relative) else { continue };
            // A relative path that is empty says that there is none.
            if relative.is_empty() || is_absolute(relative) {
                continue;
            }
            // Windows separates by `\`, which elsewhere is part of a name.
            let found = [relative.to_owned(), relative.replace('\\', "/")]
                .map(|relative| clean(&folder.join(relative)))
                .into_iter()
                .find(|path| path.exists());
            if let Some(path) = found.as_deref().and_then(Path::to_str) {
                return Some(path.to_owned());
            }
        }
        absolute.map(str::to_owned)
    }

    /// The paths that a property of several says, one a line; the last part of each may be a pattern.
    ///
    /// The relative paths are those of their folders.
    pub(super) fn resolve_all(&self, property: &Element) -> Option<String> {
        let items = property.child("value")?;
        let folder = |list: &str, n: usize| property.list(list).get(n)?.attribute("content");
        let paths = items.children.iter().enumerate().filter_map(|(n, item)| {
            let absolute = item.attribute("content").filter(|path| !path.is_empty())?;
            let name = absolute.rsplit(['/', '\\']).next().unwrap_or(absolute);
            let tries = [
                (&self.workspace, folder("workspaceRelativePath", n)),
                (&self.data, folder("ivwdataRelativePath", n)),
            ];
            let found = tries.into_iter().find_map(|(start, relative)| {
                let relative = relative.filter(|path| !path.is_empty() && !is_absolute(path))?;
                let folder = clean(&start.as_ref()?.join(relative.replace('\\', "/")));
                let path = folder.is_dir().then(|| folder.join(name))?;
                path.to_str().map(str::to_owned)
            });
            Some(found.unwrap_or_else(|| absolute.to_owned()))
        });
        Some(paths.collect::<Vec<_>>().join("\n"))
    }

    /// Elements that say several paths, one a line.
    pub(super) fn elements_of_all(&self, paths: &str) -> [Element; 3] {
        let paths: Vec<_> = paths.lines().map(|path| self.absolute(path)).collect();
        let below = |start: &Option<PathBuf>, may_climb: bool| {
            let folders = paths.iter().map(move |path| {
                let folder = Path::new(path).parent().unwrap_or(Path::new(""));
                let relative = start.as_deref().and_then(|s| relative(s, folder, may_climb));
                Element::content("files", relative.unwrap_or_default())
            });
            folders.collect::<Vec<_>>()
        };
        let items = paths.iter().map(|path| Element::content("item", path.clone()));
        [
            Element::new("value").with_children(items.collect::<Vec<_>>()),
            Element::new("workspaceRelativePath").with_children(below(&self.workspace, true)),
            Element::new("ivwdataRelativePath").with_children(below(&self.data, false)),
        ]
    }

    /// Elements that say a path.
    pub(super) fn elements(&self, path: &str) -> [Element; 3] {
        let absolute = self.absolute(path);
        let below = |folder: &Option<PathBuf>, may_climb: bool| -> String {
            let folder = folder.as_deref().filter(|_| !absolute.is_empty());
            let path = folder.and_then(|folder| relative(folder, Path::new(&absolute), may_climb));
            path.unwrap_or_default()
        };
        [
            Element::content("absolutePath", absolute.clone()),
            Element::content("workspaceRelativePath", below(&self.workspace, true)),
            Element::content("ivwdataRelativePath", below(&self.data, false)),
        ]
    }

    /// The absolute path; relative ones start from the folder of the workspace.
    fn absolute(&self, path: &str) -> String {
        match &self.workspace {
            Some(folder) if !path.is_empty() && !is_absolute(path) => {
                clean(&folder.join(path)).to_str().unwrap_or(path).to_owned()
            }
            _ => path.to_owned(),
        }
    }
}

/// Whether a path is absolute on any system.
fn is_absolute(path: &str) -> bool {
    let has_drive = matches!(path.as_bytes(), [drive, b':', ..] if drive.is_ascii_alphabetic());
    has_drive || path.starts_with("\\\\") || Path::new(path).is_absolute()
}

/// A path without `.` and `..` in it.
fn clean(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                clean.pop();
            }
            Component::CurDir => {}
            other => clean.push(other),
        }
    }
    clean
}

/// A path as seen from a folder, with `/` between names.
fn relative(folder: &Path, path: &Path, may_climb: bool) -> Option<String> {
    if !path.is_absolute() || !folder.is_absolute() {
        return None;
    }
    let (folder, path) = (clean(folder), clean(path));
    let shared = folder.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().count() - shared;
    if up > 0 && !may_climb || shared == 0 {
        return None;
    }
    let names = path.components().skip(shared);
    let names = names.map(|name| name.as_os_str().to_str()).collect::<Option<Vec<_>>>()?;
    Some(std::iter::repeat_n("..", up).chain(names).collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_paths_are_found_by_their_folders() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("slices")).unwrap();
        let folders = Folders { workspace: Some(folder.path().join("net")), data: None };
        let said = Element::new("Property").with_children([
            Element::new("value").with_children([
                Element::content("item", "C:/far/slices/a*.png"),
                Element::content("item", "C:/far/b.png"),
            ]),
            Element::new("workspaceRelativePath").with_children([
                Element::content("files", "../slices"),
                Element::content("files", "../missing"),
            ]),
        ]);
        let found = folders.resolve_all(&said).unwrap();
        let expected = format!("{}/slices/a*.png\nC:/far/b.png", folder.path().display());
        assert_eq!(found, expected);
        let [value, relative, _] = folders.elements_of_all(&found);
        assert_eq!(value.children.len(), 2);
        assert_eq!(relative.children[0].attribute("content"), Some("../slices"));
    }

    fn said(folders: &Folders, path: &str) -> [String; 3] {
        folders.elements(path).map(|e| e.attribute("content").unwrap_or_default().to_owned())
    }

    #[test]
    #[cfg(unix)]
    fn a_path_is_written_three_ways() {
        let folders =
            Folders { workspace: Some("/home/me/work".into()), data: Some("/opt/data".into()) };
        assert_eq!(
            said(&folders, "/home/me/volumes/a.dat"),
            ["/home/me/volumes/a.dat", "../volumes/a.dat", ""]
        );
        assert_eq!(
            said(&folders, "/opt/data/volumes/a.dat"),
            ["/opt/data/volumes/a.dat", "../../../opt/data/volumes/a.dat", "volumes/a.dat"]
        );
        assert_eq!(said(&folders, "b/../a.dat"), ["/home/me/work/a.dat", "a.dat", ""]);
        assert_eq!(said(&folders, ""), ["", "", ""]);
        assert_eq!(said(&folders, "C:/data/a.dat"), ["C:/data/a.dat", "", ""]);
    }

    #[test]
    fn the_first_path_that_exists_is_taken() -> std::io::Result<()> {
        let home = tempfile::tempdir()?;
        let folders = Folders {
            workspace: Some(home.path().join("work")),
            data: Some(home.path().join("data")),
        };
        let file = |name: &str| -> std::io::Result<String> {
            let path = home.path().join(name);
            std::fs::create_dir_all(path.parent().expect("it is in a folder"))?;
            std::fs::write(&path, "")?;
            Ok(path.to_str().expect("the path is plain").to_owned())
        };
        let said = Element::new("Property").with_children([
            Element::content("absolutePath", "/nowhere/a.dat"),
            Element::content("workspaceRelativePath", "..\\near/a.dat"),
            Element::content("ivwdataRelativePath", "a.dat"),
        ]);
        assert_eq!(folders.resolve(&said).as_deref(), Some("/nowhere/a.dat"));
        let in_data = file("data/a.dat")?;
        assert_eq!(folders.resolve(&said), Some(in_data));
        let near = file("near/a.dat")?;
        assert_eq!(folders.resolve(&said), Some(near));
        let empty = Element::new("Property").with_children(Folders::default().elements(""));
        assert_eq!(folders.resolve(&empty).as_deref(), Some(""));
        Ok(())
    }
}
