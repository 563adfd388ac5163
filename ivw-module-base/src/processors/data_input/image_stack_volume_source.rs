//! Volumes from series of pictures.

use crate::algorithm::file_pattern::FilePattern;
use crate::algorithm::reader::Reader;
use glam::{Mat3, Vec3};
use ivw_core::prelude::*;
use ivw_render::properties::{VolumeBasis, VolumeInformation};
use std::path::PathBuf;

/// A volume whose slices are pictures in files.
///
/// |        | shape                        | value                 |
/// |--------|------------------------------|-----------------------|
/// | volume | `[width, height, files]`     | as it is in the files |
///
/// All pictures have the size and format of the first one; a slice whose file has another size, or can
/// not be read, is empty.
/// A voxel is a cube of a hundredth; the volume begins at -½.
#[derive(Processor)]
#[processor("org.inviwo.ImageStackVolumeSource", category = "Data Input", tags = "CPU", sink)]
pub struct ImageStackVolumeSource {
    /// All pictures as one volume.
    #[outport("volume")]
    volume: Out<Volume>,

    /// Names of the files.
    #[group("filePattern", name = "File Pattern")]
    pattern: FilePattern,

    /// Reads the files again.
    #[property("reload", name = "Reload data")]
    reload: Button,

    /// Leave out files that no reader knows, instead of giving them an empty slice.
    #[property("skipUnsupportedFiles", name = "Skip Unsupported Files")]
    skips: bool,

    /// Where the volume is in model space.
    #[group("Basis", name = "Basis and Offset", collapsed = true)]
    basis: VolumeBasis,

    /// What the numbers mean.
    #[group("Information", name = "Data information")]
    information: VolumeInformation,

    read: Option<(Vec<PathBuf>, bool, Volume)>,
}

impl Process for ImageStackVolumeSource {
    fn process(&mut self, context: &Context) -> Result<()> {
        if self.pattern.pattern.is_empty() {
            self.read = None;
            self.volume.clear();
            return Ok(());
        }
        let files = self.pattern.files()?;
        let asked = self.reload.pressed || self.pattern.update.pressed;
        let is_kept = !asked
            && self
                .read
                .as_ref()
                .is_some_and(|(of, skips, _)| *of == files && *skips == self.skips);
        if !is_kept {
            self.read = None;
            self.volume.clear();
            let volume = stacked(&files, self.skips, context)?;
            self.information.update("Information", &volume, context);
            self.read = Some((files, self.skips, volume));
        }
        let (.., volume) = self.read.as_ref().expect("files were just read");
        let mut volume = volume.clone();
        self.information.apply(&mut volume);
        let model = self.basis.update("Basis", &volume, !is_kept, context);
        volume.model = model.to_cols_array_2d();
        self.volume.set(volume);
        Ok(())
    }
}

/// A volume of the pictures in files.
fn stacked(files: &[PathBuf], skips: bool, context: &Context) -> Result<Volume> {
    let is_known = |path: &&PathBuf| !skips || crate::io::layer_reader(path).is_ok();
    let files: Vec<_> = files.iter().filter(is_known).collect();
    let read = |path: &PathBuf| -> Result<Layer> {
        Ok(Reader::<Layer>::default().read(path)?.swap_remove(0))
    };
    // The first picture that can be read says what the others have to be.
    let first = files.iter().find_map(|path| read(path).ok()).ok_or_else(|| {
        Error::new("no file fits the pattern, or none of them is a picture")
            .hint("write a pattern such as slice###.png")
    })?;
    let [width, height] = first.dims;
    let mut volume = Volume::new([width, height, files.len() as u32], first.format)?;
    let slice = first.pixels.len().max(1);
    let slices = volume.voxels.bytes_mut().chunks_exact_mut(slice);
    for (n, (path, target)) in files.iter().zip(slices).enumerate() {
        context.progress(n as f32 / files.len() as f32)?;
        match read(path) {
            Ok(layer) if layer.dims == first.dims => copy(&layer, first.format, target),
            Ok(layer) => tracing::warn!(
                "\"{}\" has {}×{} pixels, not {width}×{height}: its slice is empty",
                path.display(),
                layer.dims[0],
                layer.dims[1]
            ),
            Err(error) => tracing::warn!(%error, "a slice is empty"),
        }
    }
    volume.swizzle = first.swizzle;
    // The whole range of the numbers, also of floating point ones.
    volume.data_map.data_range = first.format.number.limits();
    volume.data_map.value_range = volume.data_map.data_range;
    volume.set_basis(Mat3::from_diagonal(0.01 * volume.size().as_vec3()));
    volume.set_offset(Vec3::splat(-0.5));
    Ok(volume)
}

/// Copies pixels, converted where they are of another kind.
fn copy(layer: &Layer, format: Format, target: &mut [u8]) {
    if layer.format == format {
        target.copy_from_slice(layer.pixels.bytes());
        return;
    }
    let texture = ivw_render::texture::Texture::new(layer);
    let Ok(mut converted) = Layer::new(layer.dims, format, layer.kind) else { return };
    ivw_render::texture::paint(&mut converted, |x, y| texture.pixel(x, y));
    target.copy_from_slice(converted.pixels.bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_slices_and_one_of_another_size_is_empty() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let write = |name: &str, layer: &Layer| {
            let path = folder.path().join(name);
            crate::io::layer_writer(&path)?.write(&path, layer)
        };
        write("a1.png", &Layer::from_pixels([2, 1], LayerKind::Color, &[1u8, 2]))?;
        write("a2.png", &Layer::from_pixels([1, 1], LayerKind::Color, &[9u8]))?;
        write("a3.png", &Layer::from_pixels([2, 1], LayerKind::Color, &[3u8 as u16 * 257, 65535]))?;
        std::fs::write(folder.path().join("a4.png"), "no picture")?;
        let mut node = ImageStackVolumeSource::default();
        node.pattern.pattern = vec![folder.path().join("a#.png")];
        node.process(&Context::detached())?;
        let volume = node.volume.get()?;
        assert_eq!(volume.dims, [2, 1, 4]);
        assert_eq!(volume.voxels.bytes(), [1, 2, 0, 0, 3, 255, 0, 0]);
        assert_eq!(volume.data_map.data_range, [0.0, 255.0]);
        assert_eq!(volume.basis_matrix_diagonal(), [0.02, 0.01, 0.04]);
        Ok(())
    }

    #[test]
    fn no_pattern_is_no_volume_and_no_file_an_error() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let mut node = ImageStackVolumeSource::default();
        node.process(&Context::detached())?;
        assert!(node.volume.get().is_err());
        node.pattern.pattern = vec![folder.path().join("a#.png")];
        let error = node.process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("no file fits the pattern"), "{error}");
        Ok(())
    }

    trait Diagonal {
        fn basis_matrix_diagonal(&self) -> [f32; 3];
    }

    impl Diagonal for Volume {
        fn basis_matrix_diagonal(&self) -> [f32; 3] {
            std::array::from_fn(|n| self.model[n][n])
        }
    }
}
