//! Layers into files.

use crate::algorithm::export::{Export, target};
use ivw_core::prelude::*;

/// Writes a layer to a file, on *Export*.
///
/// |      | shape             | value          |
/// |------|-------------------|----------------|
/// | data | `[width, height]` | 1 to 4 numbers |
#[derive(Processor)]
#[processor("org.inviwo.LayerExport", category = "Data Output", tags = "CPU", sink)]
pub struct LayerExport {
    /// Layer.
    #[inport("data")]
    layer: In<Layer>,

    /// File that is written; its extension says how.
    #[property(
        "file",
        name = "Export file",
        content_type = "image",
        filters = &crate::algorithm::reader::writing_filters::<Layer>(),
        invalidates = InvalidationLevel::Valid
    )]
    path: std::path::PathBuf,

    /// Writes the file.
    #[property("export")]
    export: Button,

    /// Replace a file that is there already.
    #[property("overwrite", name = "Overwrite", invalidates = InvalidationLevel::Valid)]
    overwrites: bool,
}

impl Process for LayerExport {
    fn process(&mut self, _: &Context) -> Result<()> {
        if !self.export.pressed {
            return Ok(());
        }
        let layer = self.layer.get()?;
        target(&Export { path: &self.path, overwrites: self.overwrites })?.write(&layer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layer_is_written_and_read_again() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.tif");
        let layer = Layer::from_pixels([2, 1], LayerKind::Color, &[0.25f32, -7.0]);
        let mut node = LayerExport {
            layer: layer.into(),
            path: path.clone(),
            export: Button { pressed: true },
            ..Default::default()
        };
        node.process(&Context::detached())?;
        let read = crate::io::layer_reader(&path)?.read(&path)?;
        assert_eq!(read[0].pixels.elements::<f32>(), [0.25, -7.0]);
        node.path = "a.unknown".into();
        let error = node.process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("known extensions are png"), "{error}");
        Ok(())
    }
}
