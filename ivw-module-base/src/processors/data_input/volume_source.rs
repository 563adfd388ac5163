//! Volumes from files.

use crate::algorithm::reader::{Reader, filters};
use ivw_core::prelude::*;
use ivw_render::properties::{SequenceTimer, VolumeBasis, VolumeInformation};
use std::path::{Path, PathBuf};

/// Reads a volume from a file: `.dat`, `.npy`, `.nii`, `.nii.gz`, or a pair of `.hdr` and `.img`.
///
/// |      | shape          | value         | unit               |
/// |------|----------------|---------------|--------------------|
/// | data | `[nx, ny, nz]` | as in the file | as said by the file |
///
/// A file is read once, and again when another one is chosen or on *Reload*; of a sequence, one
/// volume goes out.
/// Without a path there is no volume; a path to no file, or to a bad one, is an error.
/// What the file says is shown in *Information* and *Basis*; what is edited there is written onto
/// the volume.
/// A workspace that is opened takes *Information* from the file, unless *Keep Changes* is on.
#[derive(Processor)]
#[processor("org.inviwo.VolumeSource", category = "Data Input", tags = "CPU", sink)]
pub struct VolumeSource {
    /// The volume, or the chosen one of a sequence.
    #[outport("data")]
    data: Out<Volume>,

    /// Path of the file.
    #[property(
        "filename",
        name = "Volume file",
        content_type = "volume",
        filters = &filters::<Volume>(),
        saved = Saved::Always
    )]
    path: PathBuf,

    /// How the file is read, where its extension does not say so.
    #[property("reader")]
    reader: Reader<Volume>,

    /// Reads the file again.
    #[property("reload")]
    reload: Button,

    /// What the numbers mean; edit it where the file is wrong.
    #[group("Information", name = "Data information")]
    information: VolumeInformation,

    /// Where the volume is in model space.
    #[group("Basis", collapsed = true)]
    basis: VolumeBasis,

    /// Which volume of a sequence goes out.
    #[group("Sequence", visible_if = |p| p.file.as_ref().is_some_and(File::is_sequence))]
    sequence: SequenceTimer,

    file: Option<File>,
}

impl Process for VolumeSource {
    fn process(&mut self, context: &Context) -> Result<()> {
        if self.path.as_os_str().is_empty() {
            self.file = None;
            self.data.clear();
            return Ok(());
        }
        let is_kept = !self.reload.pressed
            && self.file.as_ref().is_some_and(|file| file.is_of(&self.path, &self.reader));
        if !is_kept {
            self.file = None;
            self.data.clear();
            self.file = Some(File::read(&self.path, &self.reader)?);
        }
        let file = self.file.as_mut().expect("a file was just read");
        let place = self.sequence.place(file.volumes.len());
        let is_new = file.place.replace(place) != Some(place);
        let mut volume = file.volumes[place].clone();

        if is_new {
            self.information.update("Information", &volume, context);
            self.sequence.show_len("Sequence", file.volumes.len(), context);
        }
        self.information.apply(&mut volume);
        let model = self.basis.update("Basis", &volume, is_new, context);
        volume.model = model.to_cols_array_2d();
        self.data.set(volume);
        Ok(())
    }
}

/// A file that has been read.
struct File {
    path: PathBuf,
    reader: Reader<Volume>,
    /// At least one; their voxels are shared with what went out.
    volumes: Vec<Volume>,
    /// Which one went out last.
    place: Option<usize>,
}

impl File {
    fn read(path: &Path, reader: &Reader<Volume>) -> Result<Self> {
        let volumes = reader.read(path)?;
        Ok(Self { path: path.to_owned(), reader: reader.clone(), volumes, place: None })
    }

    fn is_of(&self, path: &Path, reader: &Reader<Volume>) -> bool {
        self.path == path && self.reader == *reader
    }

    fn is_sequence(&self) -> bool {
        self.volumes.len() > 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    /// A header and its voxels, numbers from 1 on.
    fn dat(lines: &str, n_bytes: u8) -> Result<(TempDir, PathBuf)> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.dat");
        let raw: Vec<u8> = (1..=n_bytes).collect();
        std::fs::write(folder.path().join("a.raw"), raw)?;
        std::fs::write(
            &path,
            format!("RawFile: a.raw\nResolution: 2 1 1\nFormat: UINT8\n{lines}"),
        )?;
        Ok((folder, path))
    }

    fn source(path: &Path) -> VolumeSource {
        VolumeSource { path: path.to_owned(), ..VolumeSource::default() }
    }

    #[test]
    fn a_file_goes_out_and_what_it_says_is_shown() -> Result<()> {
        let (_folder, path) = dat("ValueUnit: mm", 2)?;
        let mut source = source(&path);
        let context = Context::detached();
        source.process(&context)?;
        let volume = source.data.get()?;
        assert_eq!(volume.voxels.bytes(), [1, 2]);
        assert_eq!(source.information.data_range, 1.0..2.0);
        let changes = context.take_changes();
        let shows = |path: &str, value: Value| {
            changes.iter().any(|change| {
                change.property == path && change.change == PropertyChange::Value(value.clone())
            })
        };
        assert!(shows("Information.valueUnit", "mm".into()));
        assert!(shows("Information.dataRange", Value::floats(&[1.0, 2.0])?));
        assert!(shows("Basis.a", Value::floats(&[2.0, 0.0, 0.0])?));
        Ok(())
    }

    #[test]
    fn every_change_is_of_a_property_that_is_there_and_takes_it() -> Result<()> {
        let (_folder, path) = dat("Sequences: 2", 4)?;
        let mut source = source(&path);
        let context = Context::detached();
        source.process(&context)?;
        let declaration = VolumeSource::declare();
        let mut tree = ivw_core::property::PropertyTree::new(&declaration.spec().properties);
        for change in context.take_changes() {
            let index = tree.find(&change.property).expect(&change.property);
            tree.apply(index, change.change)?;
        }
        let index = tree.find("Information.dimensions").expect("it is declared");
        let shown = tree.get(index).map(|state| state.value.clone());
        assert_eq!(shown, Some(Value::ints(&[2, 1, 1])?));
        Ok(())
    }

    #[test]
    fn a_file_is_read_again_only_when_asked() -> Result<()> {
        let (folder, path) = dat("", 2)?;
        let mut source = source(&path);
        source.process(&Context::detached())?;
        let first = source.data.get()?;
        std::fs::write(folder.path().join("a.raw"), [8, 9])?;
        source.information.value_unit = "K".into();
        source.process(&Context::detached())?;
        let second = source.data.get()?;
        assert!(second.voxels.is_same(&first.voxels));
        assert_eq!(second.data_map.value_axis.unit, "K");
        source.reload.pressed = true;
        source.process(&Context::detached())?;
        let third = source.data.get()?;
        assert_eq!(third.voxels.bytes(), [8, 9]);
        assert_eq!(third.data_map.value_axis.unit, "K");
        assert_eq!(third.data_map.data_range, [8.0, 9.0]);
        Ok(())
    }

    #[test]
    fn one_volume_of_a_sequence_goes_out() -> Result<()> {
        let (_folder, path) = dat("Sequences: 3", 6)?;
        let mut source = source(&path);
        for (index, expected) in [(1, [1, 2]), (3, [5, 6]), (9, [5, 6])] {
            source.sequence.index = index;
            source.process(&Context::detached())?;
            assert_eq!(source.data.get()?.voxels.bytes(), expected);
        }
        Ok(())
    }

    #[test]
    fn what_volumes_of_a_sequence_say_differently_follows_the_choice() -> Result<()> {
        let (folder, path) = dat("DataRange: 0 5", 2)?;
        let other = std::fs::read_to_string(&path)?.replace("0 5", "0 7");
        std::fs::write(folder.path().join("b.dat"), other)?;
        let all = folder.path().join("all.dat");
        std::fs::write(&all, "DatFile: a.dat\nDatFile: b.dat")?;
        let mut source = source(&all);
        for (index, expected) in [(1, [0.0, 5.0]), (2, [0.0, 7.0]), (1, [0.0, 5.0])] {
            source.sequence.index = index;
            source.process(&Context::detached())?;
            assert_eq!(source.data.get()?.data_map.data_range, expected);
        }
        Ok(())
    }

    #[test]
    fn no_path_is_no_volume_and_a_wrong_one_is_an_error() -> Result<()> {
        let (folder, path) = dat("", 2)?;
        let mut source = source(&path);
        source.process(&Context::detached())?;
        source.path = folder.path().join("missing.nii");
        let error = source.process(&Context::detached()).unwrap_err().to_string();
        assert!(
            error.ends_with(
                "missing.nii\": there is no such file: choose another one, or put it there"
            ),
            "{error}"
        );
        assert!(source.data.get().is_err());

        source.path = PathBuf::new();
        source.process(&Context::detached())?;
        assert!(source.data.get().is_err());
        Ok(())
    }

    #[test]
    fn the_extension_says_how_to_read_and_the_reader_where_it_does_not() -> Result<()> {
        let (folder, path) = dat("", 2)?;
        let strange = folder.path().join("a.header");
        std::fs::copy(&path, &strange)?;
        let mut source = source(&strange);
        let error = source.process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("known extensions are dat"), "{error}");
        source.reader = Reader::new("Inviwo dat file format (*.dat)");
        source.process(&Context::detached())?;
        source.reader = Reader::new("NumPy array (*.npy)");
        source.path = path;
        source.process(&Context::detached())
    }
}
