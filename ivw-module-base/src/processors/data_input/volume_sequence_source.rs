//! Sequences of volumes from files.

use crate::algorithm::reader::{Reader, filters};
use crate::io;
use ivw_core::data::VolumeSequence;
use ivw_core::prelude::*;
use ivw_render::properties::{VolumeBasis, VolumeInformation};
use std::path::{Path, PathBuf};

/// Reads a sequence of volumes: all of a file, or of the files in a folder.
///
/// |      | shape   | value           | unit                |
/// |------|---------|-----------------|---------------------|
/// | data | volumes | as in the files | as said by the files |
///
/// Files of a folder come in the order of their names.
/// Without a path there is no sequence; a path to nothing, or to a bad file, is an error.
#[derive(Processor)]
#[processor(
    "org.inviwo.VolumeVectorSource",
    name = "Volume Sequence Source",
    category = "Data Input",
    tags = "CPU",
    sink
)]
pub struct VolumeSequenceSource {
    /// The volumes.
    #[outport("data")]
    data: Out<VolumeSequence>,

    /// Whether volumes are in a file or in a folder.
    #[property("inputType", name = "Input type")]
    from: Origin,

    /// File of volumes.
    #[property(
        "filename",
        name = "Volume file",
        content_type = "volume",
        filters = &filters::<Volume>(),
        visible_if = |p| p.from == Origin::File
    )]
    file: PathBuf,

    /// Folder of files.
    #[property(
        "folder",
        name = "Volume folder",
        content_type = "volume",
        directory,
        visible_if = |p| p.from == Origin::Folder
    )]
    folder: PathBuf,

    /// Names of the files, such as `step*.dat`; `*` is any text, `?` any letter.
    #[property("filter_", name = "Filter", default = "*".to_owned(), visible_if = |p| p.from == Origin::Folder)]
    filter: String,

    /// How files are read, where their extension does not say so.
    #[property("reader")]
    reader: Reader<Volume>,

    /// Reads the files again.
    #[property("reload", name = "Reload data")]
    reload: Button,

    /// Where the first volume is in model space; all are put where it is.
    #[group("Basis", name = "Basis and offset", collapsed = true)]
    basis: VolumeBasis,

    /// What the numbers of the first volume mean.
    #[group("Information", name = "Data information")]
    information: VolumeInformation,

    read: Option<(Wanted, Vec<Volume>)>,
}

/// This is where volumes are.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// In one file.
    #[choice("singlefile", "Single File")]
    File,
    /// In files of a folder.
    #[default]
    #[choice("folder", "Folder")]
    Folder,
}

/// What was read.
#[derive(PartialEq)]
struct Wanted {
    from: Origin,
    path: PathBuf,
    filter: String,
    reader: Reader<Volume>,
}

impl Process for VolumeSequenceSource {
    fn process(&mut self, context: &Context) -> Result<()> {
        let path = match self.from {
            Origin::File => &self.file,
            Origin::Folder => &self.folder,
        };
        if path.as_os_str().is_empty() {
            self.read = None;
            self.data.clear();
            return Ok(());
        }
        let wanted = Wanted {
            from: self.from,
            path: path.clone(),
            filter: self.filter.clone(),
            reader: self.reader.clone(),
        };
        let is_kept =
            !self.reload.pressed && self.read.as_ref().is_some_and(|(known, _)| *known == wanted);
        if !is_kept {
            self.read = None;
            self.data.clear();
            let volumes = wanted.read(context)?;
            self.read = Some((wanted, volumes));
        }
        let (_, volumes) = self.read.as_ref().expect("it was just read");
        let mut volumes = volumes.clone();
        if let Some(first) = volumes.first() {
            if !is_kept {
                self.information.update("Information", first, context);
            }
            let model = self.basis.update("Basis", first, !is_kept, context);
            if self.basis.overrides {
                volumes.iter_mut().for_each(|volume| volume.model = model.to_cols_array_2d());
            }
        }
        self.data.set(VolumeSequence { volumes: volumes.into() });
        Ok(())
    }
}

impl Wanted {
    fn read(&self, context: &Context) -> Result<Vec<Volume>> {
        if self.from == Origin::File {
            return self.reader.read(&self.path);
        }
        let place = format!("\"{}\"", self.path.display());
        let mut files = Vec::new();
        for entry in std::fs::read_dir(&self.path).at(&place)? {
            let path = entry.at(&place)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_file() && fits(&self.filter, &name) && io::volume_reader(&path).is_ok() {
                files.push(path);
            }
        }
        files.sort();
        if files.is_empty() {
            return Err(Error::new(format!("no volume is called like \"{}\"", self.filter))
                .hint("choose another folder or filter")
                .at(place));
        }
        let mut volumes = Vec::new();
        for (n, file) in files.iter().enumerate() {
            context.progress(n as f32 / files.len() as f32)?;
            volumes.extend(self.reader.read(Path::new(file))?);
        }
        Ok(volumes)
    }
}

/// Whether a name is like a pattern of letters, `*` and `?`.
fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), name.chars().collect());
    // The last star, and where the name went on behind it.
    let (mut p, mut n, mut star) = (0, 0, None);
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(c) if *c == '?' || *c == name[n] => (p, n) = (p + 1, n + 1),
            _ => {
                let Some((at, from)) = star else { return false };
                star = Some((at, from + 1));
                (p, n) = (at + 1, from + 1);
            }
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    #[test]
    fn files_of_a_folder_are_a_sequence_in_the_order_of_their_names() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for (name, value) in [("b.npy", 2u8), ("a.npy", 1), ("c.npy", 3)] {
            let path = folder.path().join(name);
            let volume = Volume::from_fn(UVec3::ONE, |_| value)?;
            io::volume_writer(&path)?.write(&path, &volume)?;
        }
        std::fs::write(folder.path().join("notes.text"), "none")?;
        let mut node =
            VolumeSequenceSource { folder: folder.path().to_owned(), ..Default::default() };
        let values = |node: &mut VolumeSequenceSource| -> Result<Vec<u8>> {
            node.process(&Context::detached())?;
            let sequence = node.data.get()?;
            Ok(sequence.volumes.iter().map(|volume| volume.voxels.bytes()[0]).collect())
        };
        assert_eq!(values(&mut node)?, [1, 2, 3]);
        node.filter = "?.n*y".to_owned();
        assert_eq!(values(&mut node)?, [1, 2, 3]);
        node.filter = "b*".to_owned();
        assert_eq!(values(&mut node)?, [2]);
        node.filter = "x*".to_owned();
        assert!(values(&mut node).is_err());
        (node.from, node.file) = (Origin::File, folder.path().join("c.npy"));
        assert_eq!(values(&mut node)?, [3]);
        Ok(())
    }

    #[test]
    fn patterns_are_letters_stars_and_question_marks() {
        for (pattern, name, expected) in [
            ("*", "", true),
            ("a*c", "abbc", true),
            ("a*c", "abb", false),
            ("*.d?t", "x.y.dat", true),
            ("", "a", false),
            ("**a", "ba", true),
        ] {
            assert_eq!(fits(pattern, name), expected, "{pattern} {name}");
        }
    }
}
