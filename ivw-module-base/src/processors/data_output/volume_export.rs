//! Volumes into files.

use crate::algorithm::export::{Export, volume_target};
use ivw_core::prelude::*;

/// Writes a volume to a file, on *Export*.
///
/// |      | shape          | value | unit         |
/// |------|----------------|-------|--------------|
/// | data | `[nx, ny, nz]` | any   | of the field |
#[derive(Processor)]
#[processor("org.inviwo.VolumeExport", category = "Data Output", tags = "CPU", sink)]
pub struct VolumeExport {
    /// Volume to write.
    #[inport("data")]
    volume: In<Volume>,

    /// File that is written; its extension says how.
    #[property(
        "file",
        name = "Export file",
        content_type = "volume",
        filters = &crate::algorithm::reader::writing_filters::<Volume>(),
        invalidates = InvalidationLevel::Valid
    )]
    path: std::path::PathBuf,

    /// Writes the file.
    #[property("export")]
    export: Button,

    /// Replace a file that is there already.
    #[property("overwrite", invalidates = InvalidationLevel::Valid)]
    overwrites: bool,
}

impl Process for VolumeExport {
    fn process(&mut self, _: &Context) -> Result<()> {
        if !self.export.pressed {
            return Ok(());
        }
        let volume = self.volume.get()?;
        volume_target(&Export { path: &self.path, overwrites: self.overwrites })?.write(&volume)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    #[test]
    fn a_volume_is_written_and_read_again() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for name in ["a.dat", "a.npy", "a.ivf"] {
            let path = folder.path().join(name);
            let volume = Volume::from_fn(UVec3::new(3, 2, 1), |v| (v.x + 10 * v.y) as u16)?;
            let mut node = VolumeExport {
                volume: volume.into(),
                path: path.clone(),
                export: Button { pressed: true },
                ..Default::default()
            };
            node.process(&Context::detached())?;
            let read = crate::io::volume_reader(&path)?.read(&path)?;
            assert_eq!(read[0].voxels.elements::<u16>(), [0, 1, 2, 10, 11, 12], "{name}");
            let error = node.process(&Context::detached()).unwrap_err().to_string();
            assert!(error.contains("exists already"), "{error}");
            node.overwrites = true;
            node.process(&Context::detached())?;
        }
        Ok(())
    }
}
