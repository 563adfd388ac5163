//! Files that are cut off, mixed up or say too much: reading one ends in data or in an error, never in
//! a panic, and needs no more memory than the file is worth.

use glam::UVec3;
use ivw_core::format::NativeFormat;
use ivw_core::prelude::*;
use ivw_module_base::io;
use ivw_render::random::{Engine as _, Mt19937};
use std::path::{Path, PathBuf};

/// How often each file is damaged.
const N_TRIES: usize = 60;

/// What is put in the place of a number: huge, negative, nothing, not a number.
const ODD: [&str; 8] = ["99999999999999999999", "-7", "0", "", "nan", "1e308", "65536", "\u{fffd}"];

/// A file that was damaged in one of several ways.
fn damaged(bytes: &[u8], engine: &mut Mt19937) -> Vec<u8> {
    let mut below = |n: usize| (engine.draw() % n.max(1) as u64) as usize;
    let mut bytes = bytes.to_vec();
    match below(4) {
        0 => bytes.truncate(below(bytes.len())),
        1 => {
            for _ in 0..=below(8) {
                // Headers are what goes wrong most.
                let end = if below(2) == 0 { bytes.len().min(400) } else { bytes.len() };
                let at = below(end);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = [0, 0xff, 0x80, b'9', byte.wrapping_add(1)][below(5)];
                }
            }
        }
        2 => {
            let starts: Vec<usize> =
                (0..bytes.len()).filter(|n| bytes[*n].is_ascii_digit()).take(400).collect();
            if let Some(start) = starts.get(below(starts.len())) {
                let len = bytes[*start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                let odd = ODD[below(ODD.len())].bytes();
                bytes.splice(*start..*start + len, odd);
            }
        }
        _ => {
            let (start, len) = (below(bytes.len()), below(40));
            let part: Vec<u8> = bytes.iter().skip(start).take(len).copied().collect();
            let at = below(bytes.len());
            bytes.splice(at..at, part);
        }
    }
    bytes
}

/// Reads damaged copies of a file; gives how many could be read all the same.
fn read_damaged<T: Data>(
    format: &NativeFormat<T>,
    path: &Path,
    size: impl Fn(&T) -> usize,
) -> usize {
    let whole = std::fs::read(path).expect("the file was just written");
    let mut engine = Mt19937::new(7);
    let mut n_read = 0;
    for _ in 0..N_TRIES {
        std::fs::write(path, damaged(&whole, &mut engine)).expect("the folder is ours");
        if let Ok(read) = format.read(path) {
            n_read += 1;
            let size: usize = read.iter().map(&size).sum();
            assert!(size < 1 << 26, "{}: {size} bytes", path.display());
        }
    }
    std::fs::write(path, &whole).expect("the folder is ours");
    assert!(format.read(path).is_ok(), "{} is whole again", path.display());
    n_read
}

fn path(folder: &tempfile::TempDir, extension: &str) -> PathBuf {
    folder.path().join(format!("file.{extension}"))
}

#[test]
fn damaged_volumes_are_data_or_an_error() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let volume = Volume::from_fn(UVec3::new(5, 4, 3), |v| (v.x * v.y + v.z) as u8)?;
    let mut n_read = 0;
    for format in io::VOLUMES.iter().filter(|format| format.info().can_write) {
        let path = path(&folder, format.extension());
        format.write(&path, &volume)?;
        n_read += read_damaged(format, &path, |volume| volume.voxels.bytes().len());
    }
    assert!(n_read > 0);
    Ok(())
}

#[test]
fn damaged_headers_of_formats_that_are_only_read_are_data_or_an_error() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let nrrd = "NRRD0004\ntype: uchar\ndimension: 3\nsizes: 3 2 2\nencoding: raw\n\
                space directions: (1,0,0) (0,1,0) (0,0,1)\n\n"
        .bytes()
        .chain(0..12);
    let mut nifti = vec![0u8; 352 + 12];
    for (at, number) in [(40, 3i16), (42, 3), (44, 2), (46, 2), (48, 1), (70, 2), (72, 8)] {
        nifti[at..at + 2].copy_from_slice(&number.to_le_bytes());
    }
    nifti[..4].copy_from_slice(&348i32.to_le_bytes());
    nifti[108..112].copy_from_slice(&352f32.to_le_bytes());
    nifti[344..348].copy_from_slice(b"n+1\0");
    for (extension, bytes) in [("nrrd", nrrd.collect::<Vec<u8>>()), ("nii", nifti)] {
        let path = path(&folder, extension);
        std::fs::write(&path, bytes)?;
        read_damaged(io::volume_reader(&path)?, &path, |volume| volume.voxels.bytes().len());
    }
    Ok(())
}

#[test]
fn damaged_pictures_are_data_or_an_error() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let pixels: Vec<[u8; 4]> = (0..48).map(|n| [n, 2 * n, 255 - n, 255]).collect();
    let layer = Layer::from_pixels([8, 6], LayerKind::Color, &pixels);
    for format in io::LAYERS.iter().filter(|format| format.info().can_write) {
        let path = path(&folder, format.extension());
        if format.write(&path, &layer).is_err() || format.read(&path).is_err() {
            // Formats that take no bytes, or that are written only.
            continue;
        }
        read_damaged(format, &path, |layer| layer.pixels.bytes().len());
    }
    Ok(())
}
