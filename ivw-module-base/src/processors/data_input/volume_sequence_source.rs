//! Sequences of volumes from files.

use crate::algorithm::folder::{Origin, Wanted};
use crate::algorithm::reader::{Reader, filters};
use ivw_core::data::VolumeSequence;
use ivw_core::prelude::*;
use ivw_render::properties::{VolumeBasis, VolumeInformation};
use std::path::PathBuf;

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

    /// File of volumes.
    #[property(
        "filename",
        name = "Volume file",
        content_type = "volume",
        filters = &filters::<Volume>(),
        visible_if = |p| p.from == Origin::File
    )]
    file: PathBuf,

    /// How files are read, where their extension does not say so.
    #[property("reader")]
    reader: Reader<Volume>,

    /// Reads the files again.
    #[property("reload", name = "Reload data")]
    reload: Button,

    /// What the numbers of the first volume mean.
    #[group("Information", name = "Data information")]
    information: VolumeInformation,

    /// Where the first volume is in model space; all are put where it is.
    #[group("Basis", name = "Basis and offset", collapsed = true)]
    basis: VolumeBasis,

    read: Option<(Wanted<Volume>, Vec<Volume>)>,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io;
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
}
