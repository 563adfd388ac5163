//! File formats: one a file, one table of them all.
//!
//! Volumes come as they are stored: nothing here resamples, and bytes are copied once, from the file
//! to memory of their own.
//! Whatever a file holds, reading it ends in data or in an error that says what was expected and what
//! is there.
//! Processors and the host use the tables; only a format knows its file.

mod dat;
mod ivf;
mod nifti;
mod npy;
mod nrrd;
mod obj;
mod picture;
mod png;
mod source;
mod stl;
mod tiff;
mod write;

use glam::{Mat3, Vec3};
use image::ImageFormat;
use ivw_core::abi::FormatBox;
use ivw_core::data::{Data, Layer, Mesh, Number, Volume};
use ivw_core::error::{Error, Result};
use ivw_core::format::NativeFormat;
use rayon::prelude::*;
use std::path::Path;

/// Formats of volumes; more than one volume in a file is a sequence.
pub const VOLUMES: &[NativeFormat<Volume>] = &[
    NativeFormat::new("dat", "Inviwo dat file format").reads(dat::read).writes(dat::write),
    NativeFormat::new("ivf", "Inviwo ivf file format").reads(ivf::read).writes(ivf::write),
    NativeFormat::new("ivfs", "Inviwo ivf sequence").reads(ivf::read),
    NativeFormat::new("npy", "NumPy array").reads(npy::read).writes(npy::write),
    NativeFormat::new("nii", "NIfTI volume").reads(nifti::read),
    NativeFormat::new("nii.gz", "NIfTI volume").reads(nifti::read),
    NativeFormat::new("hdr", "NIfTI header").reads(nifti::read),
    NativeFormat::new("hdr.gz", "NIfTI header").reads(nifti::read),
    NativeFormat::new("img", "NIfTI image").reads(nifti::read),
    NativeFormat::new("img.gz", "NIfTI image").reads(nifti::read),
    NativeFormat::new("nrrd", "Nearly raw raster data").reads(nrrd::read),
    NativeFormat::new("nhdr", "Nearly raw raster data, header alone").reads(nrrd::read),
    NativeFormat::new("tif", "TIFF stack").reads(tiff::read_stack),
    NativeFormat::new("tiff", "TIFF stack").reads(tiff::read_stack),
];

/// Formats of layers.
pub const LAYERS: &[NativeFormat<Layer>] = &[
    NativeFormat::new("png", "Portable Network Graphics").reads(png::read).writes(png::write),
    NativeFormat::new("jpg", "Joint Photographic Experts Group")
        .reads(|path| picture::read(path, ImageFormat::Jpeg))
        .writes(|path, layer| picture::write(path, layer, ImageFormat::Jpeg)),
    NativeFormat::new("jpeg", "Joint Photographic Experts Group")
        .reads(|path| picture::read(path, ImageFormat::Jpeg))
        .writes(|path, layer| picture::write(path, layer, ImageFormat::Jpeg)),
    NativeFormat::new("bmp", "Windows bitmap")
        .reads(|path| picture::read(path, ImageFormat::Bmp))
        .writes(|path, layer| picture::write(path, layer, ImageFormat::Bmp)),
    NativeFormat::new("tga", "Truevision TGA")
        .reads(|path| picture::read(path, ImageFormat::Tga))
        .writes(|path, layer| picture::write(path, layer, ImageFormat::Tga)),
    NativeFormat::new("gif", "Graphics Interchange Format")
        .reads(|path| picture::read(path, ImageFormat::Gif)),
    NativeFormat::new("exr", "OpenEXR")
        .reads(|path| picture::read(path, ImageFormat::OpenExr))
        .writes(|path, layer| picture::write(path, layer, ImageFormat::OpenExr)),
    NativeFormat::new("hdr", "Radiance High Dynamic Range")
        .reads(|path| picture::read(path, ImageFormat::Hdr))
        .writes(|path, layer| picture::write(path, layer, ImageFormat::Hdr)),
    NativeFormat::new("tif", "Tagged Image File Format").reads(tiff::read).writes(tiff::write),
    NativeFormat::new("tiff", "Tagged Image File Format").reads(tiff::read).writes(tiff::write),
    NativeFormat::new("npy", "NumPy array").reads(npy::read_layer),
];

/// Formats of meshes.
pub const MESHES: &[NativeFormat<Mesh>] = &[
    NativeFormat::new("obj", "Wavefront Object").reads(obj::read).writes(obj::write),
    NativeFormat::new("stl", "Stereolithography").reads(stl::read).writes(stl::write),
];

/// All formats, as a host takes them.
pub fn formats() -> Vec<FormatBox> {
    let volumes = VOLUMES.iter().map(|format| format.boxed());
    let layers = LAYERS.iter().map(|format| format.boxed());
    volumes.chain(layers).chain(MESHES.iter().map(|format| format.boxed())).collect()
}

/// Who reads the meshes of a file, by its extension.
pub fn mesh_reader(path: &Path) -> Result<&'static NativeFormat<Mesh>> {
    by_extension(MESHES, path, true)
}

/// Who writes a mesh to a file, by its extension.
pub fn mesh_writer(path: &Path) -> Result<&'static NativeFormat<Mesh>> {
    by_extension(MESHES, path, false)
}

/// Who reads the volumes of a file, by its extension.
pub fn volume_reader(path: &Path) -> Result<&'static NativeFormat<Volume>> {
    by_extension(VOLUMES, path, true)
}

/// Who writes a volume to a file, by its extension.
pub fn volume_writer(path: &Path) -> Result<&'static NativeFormat<Volume>> {
    by_extension(VOLUMES, path, false)
}

/// Who reads the layers of a file, by its extension.
pub fn layer_reader(path: &Path) -> Result<&'static NativeFormat<Layer>> {
    by_extension(LAYERS, path, true)
}

/// Who writes a layer to a file, by its extension.
pub fn layer_writer(path: &Path) -> Result<&'static NativeFormat<Layer>> {
    by_extension(LAYERS, path, false)
}

/// The format of a file that can be read, or written.
fn by_extension<T: Data>(
    formats: &'static [NativeFormat<T>],
    path: &Path,
    reads: bool,
) -> Result<&'static NativeFormat<T>> {
    let can = |format: &&NativeFormat<T>| match reads {
        true => format.info().can_read,
        false => format.info().can_write,
    };
    formats.iter().filter(can).find(|format| format.fits(path)).ok_or_else(|| {
        let known: Vec<_> = formats.iter().filter(can).map(|format| format.extension()).collect();
        let who = if reads { "reader" } else { "writer" };
        Error::new(format!(
            "no {who} of {}s knows the extension of \"{}\"",
            T::NAME.trim_start_matches("a "),
            path.display()
        ))
        .hint(format!("known extensions are {}", known.join(", ")))
    })
}

/// Range of the finite numbers of volumes, never empty.
///
/// Where all are the same number, zero is in the range too, as data maps divide by its extent.
fn data_range<'a>(volumes: impl IntoIterator<Item = &'a Volume>) -> [f64; 2] {
    let mut range = [f64::INFINITY, f64::NEG_INFINITY];
    for volume in volumes {
        let [mut lo, mut hi] = volume.min_max();
        if !(lo.is_finite() && hi.is_finite()) {
            [lo, hi] = finite_min_max(volume.format.number, volume.voxels.bytes());
        }
        range = [range[0].min(lo), range[1].max(hi)];
    }
    match range {
        [lo, hi] if lo < hi => range,
        [lo, hi] if lo == hi && lo != 0.0 => [lo.min(0.0), hi.max(0.0)],
        _ => [0.0, 1.0],
    }
}

fn finite_min_max(number: Number, bytes: &[u8]) -> [f64; 2] {
    const NONE: [f64; 2] = [f64::INFINITY, f64::NEG_INFINITY];
    let join = |a: [f64; 2], b: [f64; 2]| [a[0].min(b[0]), a[1].max(b[1])];
    let scan = |bytes: &[u8]| {
        let numbers = bytes.chunks_exact(number.size()).map(|bytes| number.read(bytes));
        numbers.filter(|n| n.is_finite()).fold(NONE, |range, n| join(range, [n, n]))
    };
    bytes.par_chunks(1 << 16).map(scan).reduce(|| NONE, join)
}

/// Puts a volume without a place in space around the origin: cubic voxels, the longest edge from
/// -1 to 1.
fn centre(volume: &mut Volume) {
    let dims = volume.size().as_vec3();
    let edges = 2.0 * dims / dims.max_element().max(1.0);
    volume.set_basis(Mat3::from_diagonal(edges));
    volume.set_offset(-edges / 2.0);
}

/// The edges' middle at the origin.
fn centred_offset(basis: Mat3) -> Vec3 {
    -0.5 * (basis.x_axis + basis.y_axis + basis.z_axis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::data::Format;

    #[test]
    fn the_longer_extension_wins_and_an_unknown_one_names_the_known() {
        assert_eq!(volume_reader(Path::new("a.NII.GZ")).unwrap().extension(), "nii.gz");
        let error = volume_reader(Path::new("a.xyz")).err().unwrap().to_string();
        assert!(
            error.contains("\"a.xyz\": known extensions are dat, ivf, ivfs, npy, nii"),
            "{error}"
        );
    }

    #[test]
    fn a_host_finds_every_format_and_reads_with_it() -> Result<()> {
        let mut known = ivw_core::format::Formats::default();
        for format in formats() {
            known.register("Base", format)?;
        }
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.npy");
        let volume =
            ivw_core::data::DataHandle::new(Volume::new([3, 2, 1], Format::new(Number::F16, 2))?);
        ivw_core::format::write(&*known.writer(&path, volume.type_id())?, &path, &volume)?;
        let back = ivw_core::format::read(&*known.reader(&path, volume.type_id())?, &path)?;
        assert_eq!(back[0].downcast::<Volume>()?.dims, [3, 2, 1]);
        assert!(known.reader(Path::new("a.nii.gz"), volume.type_id()).is_ok());
        assert!(known.writer(Path::new("a.png"), volume.type_id()).is_err());
        assert!(known.writer(Path::new("a.png"), "ivw.Layer/1").is_ok());
        Ok(())
    }

    #[test]
    fn ranges_leave_nan_and_infinities_aside_and_are_never_empty() -> Result<()> {
        let range = |numbers: &[f32]| -> Result<[f64; 2]> {
            let mut volume =
                Volume::new([numbers.len() as u32, 1, 1], Format::new(Number::F32, 1))?;
            volume.voxels.elements_mut::<f32>().copy_from_slice(numbers);
            Ok(data_range([&volume]))
        };
        assert_eq!(range(&[f32::NAN, 3.0, f32::INFINITY, -2.0])?, [-2.0, 3.0]);
        assert_eq!(range(&[f32::NAN, f32::INFINITY])?, [0.0, 1.0]);
        assert_eq!(range(&[f32::NAN])?, [0.0, 1.0]);
        assert_eq!(range(&[7.0])?, [0.0, 7.0]);
        assert_eq!(range(&[-7.0, -7.0])?, [-7.0, 0.0]);
        assert_eq!(range(&[0.0])?, [0.0, 1.0]);
        Ok(())
    }
}
