//! Sequences of layers from files.

use crate::algorithm::folder::{Origin, Wanted};
use crate::algorithm::reader::{Reader, filters};
use ivw_core::data::LayerSequence;
use ivw_core::prelude::*;
use ivw_render::properties::{LayerInformation, VolumeBasis};
use std::path::PathBuf;

/// Reads a sequence of layers: all of a file, or of the files in a folder.
///
/// |      | shape   | value           | unit                |
/// |------|---------|-----------------|---------------------|
/// | data | layers | as in the files | as said by the files |
///
/// Files of a folder come in the order of their names.
/// Without a path there is no sequence; a path to nothing, or to a bad file, is an error.
#[derive(Processor)]
#[processor(
    "org.inviwo.LayerSequenceSource",
    name = "Layer Sequence Source",
    category = "Data Input",
    tags = "CPU",
    code_state = CodeState::Experimental,
    sink
)]
pub struct LayerSequenceSource {
    /// The layers.
    #[outport("data")]
    data: Out<LayerSequence>,

    /// Whether layers are in a file or in a folder.
    #[property("inputType", name = "Input type")]
    from: Origin,

    /// Folder of files.
    #[property(
        "folder",
        name = "Layer folder",
        content_type = "layer",
        directory,
        visible_if = |p| p.from == Origin::Folder
    )]
    folder: PathBuf,

    /// Names of the files, such as `step*.dat`; `*` is any text, `?` any letter.
    #[property("filter_", name = "Filter", default = "*".to_owned(), visible_if = |p| p.from == Origin::Folder)]
    filter: String,

    /// File of layers.
    #[property(
        "filename",
        name = "Layer file",
        content_type = "layer",
        filters = &filters::<Layer>(),
        visible_if = |p| p.from == Origin::File
    )]
    file: PathBuf,

    /// How files are read, where their extension does not say so.
    #[property("reader")]
    reader: Reader<Layer>,

    /// Reads the files again.
    #[property("reload", name = "Reload data")]
    reload: Button,

    /// What the numbers of the first layer mean.
    #[group("Information", name = "Data information")]
    information: LayerInformation,

    /// Where the first layer is in model space; all are put where it is.
    #[group("Basis", name = "Basis and offset", collapsed = true)]
    basis: VolumeBasis,

    read: Option<(Wanted<Layer>, Vec<Layer>)>,
}

impl Process for LayerSequenceSource {
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
            let layers = wanted.read(context)?;
            self.read = Some((wanted, layers));
        }
        let (_, layers) = self.read.as_ref().expect("it was just read");
        let mut layers = layers.clone();
        if let Some(first) = layers.first() {
            if !is_kept {
                self.information.update("Information", first, context);
            }
            let model = self.basis.update_layer("Basis", first, !is_kept, context);
            if self.basis.overrides {
                layers.iter_mut().for_each(|layer| layer.model = model.to_cols_array_2d());
            }
        }
        self.data.set(LayerSequence { layers: layers.into() });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_of_a_folder_are_a_sequence() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for n in [2u8, 1, 3] {
            let path = folder.path().join(format!("a{n}.png"));
            let layer = Layer::from_pixels([1, 1], LayerKind::Color, &[n]);
            crate::io::layer_writer(&path)?.write(&path, &layer)?;
        }
        let mut node = LayerSequenceSource { folder: folder.path().into(), ..Default::default() };
        let mut values = |filter: &str| -> Result<Vec<u8>> {
            filter.clone_into(&mut node.filter);
            node.process(&Context::detached())?;
            Ok(node.data.get()?.layers.iter().map(|layer| layer.pixels.bytes()[0]).collect())
        };
        assert_eq!(values("*")?, [1, 2, 3]);
        assert_eq!(values("a2*")?, [2]);
        let error = values("x*").unwrap_err().to_string();
        assert!(error.contains("no layer is called like \"x*\""), "{error}");
        node.folder = PathBuf::new();
        node.process(&Context::detached())?;
        assert!(node.data.get().is_err());
        Ok(())
    }
}
