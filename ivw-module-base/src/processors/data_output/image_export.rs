//! Images into files.

use crate::algorithm::export::{Export, target};
use crate::algorithm::picture::first_color;
use glam::UVec2;
use ivw_core::prelude::*;

/// Writes the colours of an image to a file, on *Export*.
///
/// |      | shape             | value   |
/// |------|-------------------|---------|
/// | data | `[width, height]` | colours |
///
/// The image is asked to have the chosen size, unless it may decide itself.
#[derive(Processor)]
#[processor("org.inviwo.ImageExport", category = "Data Output", tags = "CPU", sink)]
pub struct ImageExport {
    /// Picture.
    #[inport("data")]
    image: In<Image>,

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

    /// Let the picture have the size that it has.
    #[property("outportDeterminesSize", name = "Let Outport Determine Size")]
    keeps_size: bool,

    /// Size that the picture is asked to have, in pixels.
    #[property(
        "imageSize",
        name = "Image Size",
        default = UVec2::splat(1024),
        range = 1..=4096
    )]
    size: UVec2,
}

impl Process for ImageExport {
    fn process(&mut self, _: &Context) -> Result<()> {
        if !self.export.pressed {
            return Ok(());
        }
        let image = self.image.get()?;
        target(&Export { path: &self.path, overwrites: self.overwrites })?
            .write(first_color(&image)?)
    }

    fn wanted_size(&self) -> Option<UVec2> {
        (!self.keeps_size).then_some(self.size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_written_when_asked_and_not_over_another_one() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.png");
        let layer = Layer::from_pixels([1, 1], LayerKind::Color, &[[1u8, 2, 3, 4]]);
        let mut node = ImageExport {
            image: Image::from_layer(layer).into(),
            path: path.clone(),
            ..Default::default()
        };
        node.process(&Context::detached())?;
        assert!(!path.exists());
        node.export.pressed = true;
        node.process(&Context::detached())?;
        let read = crate::io::layer_reader(&path)?.read(&path)?;
        assert_eq!(read[0].pixels.bytes(), [1, 2, 3, 4]);
        let error = node.process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("turn on Overwrite"), "{error}");
        node.overwrites = true;
        node.process(&Context::detached())?;
        assert_eq!(node.wanted_size(), Some(UVec2::splat(1024)));
        node.keeps_size = true;
        assert_eq!(node.wanted_size(), None);
        Ok(())
    }
}
