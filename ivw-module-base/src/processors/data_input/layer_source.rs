//! Layers from files.

use crate::algorithm::reader::{Reader, filters};
use glam::IVec2;
use ivw_core::prelude::*;
use ivw_render::properties::{LayerInformation, VolumeBasis};
use std::path::PathBuf;

/// Reads a layer from a file.
///
/// |      | shape             | value                | unit                |
/// |------|-------------------|----------------------|---------------------|
/// | data | `[width, height]` | as it is in the file | as said by the file |
///
/// A file is read once, and again when another one is chosen or on *Reload*.
/// What the file says is shown in *Information* and *Basis*; what is edited there is written onto the
/// layer.
#[derive(Processor)]
#[processor("org.inviwo.LayerSource", category = "Data Input", tags = "CPU", sink)]
pub struct LayerSource {
    /// The layer.
    #[outport("data")]
    data: Out<Layer>,

    /// Path of the file.
    #[property(
        "filename",
        name = "File",
        content_type = "image",
        filters = &filters::<Layer>(),
        saved = Saved::Always
    )]
    path: PathBuf,

    /// How the file is read, where its extension does not say so.
    #[property("reader")]
    reader: Reader<Layer>,

    /// Reads the file again.
    #[property("reload")]
    reload: Button,

    /// Width and height of the layer.
    #[property(
        "dimensions",
        soft = 0..=10000,
        read_only = true,
        semantics = "Text",
        invalidates = InvalidationLevel::Valid
    )]
    size: IVec2,

    /// Where the layer is in model space.
    #[group("Basis", collapsed = true)]
    basis: VolumeBasis,

    /// What the numbers mean; edit it where the file is wrong.
    #[group("Information", name = "Layer Information")]
    information: LayerInformation,

    file: Option<File>,
}

/// A file that has been read.
struct File {
    path: PathBuf,
    reader: Reader<Layer>,
    layer: Layer,
}

impl Process for LayerSource {
    fn process(&mut self, context: &Context) -> Result<()> {
        if self.path.as_os_str().is_empty() {
            self.file = None;
            self.data.clear();
            return Ok(());
        }
        let is_kept = !self.reload.pressed
            && self
                .file
                .as_ref()
                .is_some_and(|file| file.path == self.path && file.reader == self.reader);
        if !is_kept {
            self.file = None;
            self.data.clear();
            let layer = self.reader.read(&self.path)?.swap_remove(0);
            self.information.update("Information", &layer, context);
            self.size = layer.size().as_ivec2();
            let size = self.size.to_array().map(i64::from);
            context.set("dimensions", Value::ints(&size)?);
            self.file = Some(File { path: self.path.clone(), reader: self.reader.clone(), layer });
        }
        let file = self.file.as_ref().expect("a file was just read");
        let mut layer = file.layer.clone();
        self.information.apply(&mut layer);
        let model = self.basis.update_layer("Basis", &layer, !is_kept, context);
        layer.model = model.to_cols_array_2d();
        self.data.set(layer);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_edited_ends_up_in_the_layer() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.png");
        let layer = Layer::from_pixels([2, 1], LayerKind::Color, &[10u8, 20]);
        crate::io::layer_writer(&path)?.write(&path, &layer)?;
        let mut node = LayerSource { path, ..Default::default() };
        node.process(&Context::detached())?;
        let read = node.data.get()?;
        assert_eq!(read.pixels.bytes(), [10, 20]);
        assert_eq!(read.data_map.data_range, [0.0, 255.0]);
        node.information.data_range = 10.0..20.0;
        node.process(&Context::detached())?;
        let edited = node.data.get()?;
        assert!(edited.pixels.is_same(&read.pixels));
        assert_eq!(edited.data_map.data_range, [10.0, 20.0]);
        Ok(())
    }

    #[test]
    fn no_path_is_no_layer_and_a_wrong_one_an_error() {
        let mut node = LayerSource::default();
        assert!(node.process(&Context::detached()).is_ok());
        assert!(node.data.get().is_err());
        node.path = "/no/layer.png".into();
        let error = node.process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("/no/layer.png"), "{error}");
    }
}
