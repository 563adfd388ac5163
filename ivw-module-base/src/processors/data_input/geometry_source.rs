//! Meshes from files.

use crate::algorithm::reader::{Reader, filters};
use ivw_core::prelude::*;
use std::path::PathBuf;

/// Reads a mesh from a file.
///
/// |      | shape | value                              | space |
/// |------|-------|------------------------------------|-------|
/// | data | any   | position, maybe others: `f32`      | data  |
///
/// A file is read once, and again when another one is chosen or on *Reload*.
/// Without a path there is no mesh; a path to no file, or to a bad one, is an error.
#[derive(Processor)]
#[processor(
    "org.inviwo.GeometrySource",
    name = "Mesh Source",
    category = "Data Input",
    tags = "CPU",
    sink
)]
pub struct GeometrySource {
    /// The mesh.
    #[outport("data")]
    data: Out<Mesh>,

    /// Path of the file.
    #[property(
        "filename",
        name = "Geometry file",
        content_type = "geometry",
        filters = &filters::<Mesh>(),
        saved = Saved::Always
    )]
    path: PathBuf,

    /// How the file is read, where its extension does not say so.
    #[property("reader")]
    reader: Reader<Mesh>,

    /// Reads the file again.
    #[property("reload")]
    reload: Button,

    /// What was read last.
    file: Option<(PathBuf, Reader<Mesh>, Shared<Mesh>)>,
}

impl Process for GeometrySource {
    fn process(&mut self, _: &Context) -> Result<()> {
        if self.path.as_os_str().is_empty() {
            self.file = None;
            self.data.clear();
            return Ok(());
        }
        let is_kept = !std::mem::take(&mut self.reload.pressed)
            && self
                .file
                .as_ref()
                .is_some_and(|(path, reader, _)| *path == self.path && *reader == self.reader);
        if !is_kept {
            self.file = None;
            self.data.clear();
            let mesh = self.reader.read(&self.path)?.swap_remove(0);
            self.file = Some((self.path.clone(), self.reader.clone(), mesh.into()));
        }
        let (.., mesh) = self.file.as_ref().expect("a file was just read");
        self.data.set(mesh.clone());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_once_until_it_is_asked_for_again() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.obj");
        std::fs::write(&path, "v 0 0 0\nv 1 0 0\nv 0 2 0\nf 1 2 3\n")?;
        let mut node = GeometrySource { path: path.clone(), ..GeometrySource::default() };
        node.process(&Context::detached())?;
        let first = node.data.get()?;
        assert_eq!(first.n_vertices(), 3);
        node.process(&Context::detached())?;
        assert!(node.data.get()?.is_same(&first));
        std::fs::remove_file(&path)?;
        node.reload.pressed = true;
        let error = node.process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("a.obj"), "{error}");
        node.path = PathBuf::new();
        assert!(node.process(&Context::detached()).is_ok());
        assert!(node.data.get().is_err());
        Ok(())
    }
}
