//! Whatever reads files of others, as functions of bytes.
//!
//! A [`Target`] reads bytes as a file of its kind. Data or an error is fine; a panic, a hang, or more
//! memory than a file is worth is a mistake in the reader.
//! `fuzz/` drives the targets with cargo-fuzz, `tests/mutations.rs` with damaged copies of the corpus
//! in `fuzz/corpus`, on any compiler.

use ivw_core::format::NativeFormat;
use ivw_core::host::Host;
use ivw_core::prelude::*;
use ivw_core::workspace;
use ivw_module_base::io;
use ivw_render::random::{Engine as _, Mt19937};
use std::path::{Path, PathBuf};

/// What reads bytes as a file of its kind.
pub type Target = fn(&[u8]);

/// All targets, by the names that their corpora have.
pub const TARGETS: &[(&str, Target)] = &[
    ("inv", inv),
    ("itf", itf),
    ("dat", |bytes| volume(bytes, "dat")),
    ("ivf", |bytes| volume(bytes, "ivf")),
    ("nifti", |bytes| volume(bytes, "nii")),
    ("nrrd", |bytes| volume(bytes, "nrrd")),
    ("npy", |bytes| volume(bytes, "npy")),
    ("image", image),
    ("mesh", mesh),
];

/// Files of a few hundred bytes make no more than this.
const MOST_BYTES: usize = 1 << 26;

/// The target of a name.
///
/// Panics if there is none.
pub fn target(name: &str) -> Target {
    let found = TARGETS.iter().find(|(known, _)| *known == name);
    found.map(|(_, target)| *target).expect("the targets of fuzz/ are those of the list")
}

/// Bytes as a workspace: what opens is saved, and what was saved opens.
fn inv(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    thread_local! {
        /// One for all: the faces of all processors take longer than any file.
        static HOST: Host = {
            let host = Host::new();
            host.register_own().expect("no class is there twice");
            host
        };
    }
    HOST.with(|host| {
        let open = |text: &str| {
            host.clear().expect("nothing holds on to a processor");
            workspace::open(host, text, None)
        };
        if open(text).is_ok() {
            let saved = workspace::to_string(host).expect("what was opened can be saved");
            assert!(open(&saved).is_ok(), "what was saved can be opened: {saved}");
        }
    });
}

/// Bytes as a transfer function or as iso values.
fn itf(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(function) = workspace::transfer_function_of(text) {
        assert_eq!(function.table().len(), TransferFunction::TABLE_LEN);
    }
    let _ = workspace::iso_values_of(text);
}

/// Bytes as a volume, with some voxels beside it for headers that name another file.
fn volume(bytes: &[u8], extension: &str) {
    with_file(bytes, extension, |path| {
        let Ok(format) = io::volume_reader(path) else { return };
        read(format, path, |volume| volume.voxels.len());
    });
}

/// Bytes as a picture, by the first byte in one of the formats.
fn image(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let formats: Vec<_> = io::LAYERS.iter().filter(|format| format.info().can_read).collect();
    let format = formats[usize::from(*first) % formats.len()];
    with_file(bytes, format.extension(), |path| {
        read(format, path, |layer| layer.pixels.len());
    });
}

/// Bytes as a mesh, by the first byte in one of the formats.
fn mesh(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let formats: Vec<_> = io::MESHES.iter().filter(|format| format.info().can_read).collect();
    let format = formats[usize::from(*first) % formats.len()];
    with_file(bytes, format.extension(), |path| {
        read(format, path, |mesh| {
            mesh.attributes.iter().map(|attribute| attribute.values.bytes.len()).sum()
        });
    });
}

fn read<T: Data>(format: &NativeFormat<T>, path: &Path, size: impl Fn(&T) -> usize) {
    if let Ok(data) = format.read(path) {
        let size: usize = data.iter().map(size).sum();
        assert!(size < MOST_BYTES, "{}: {size} bytes", path.display());
    }
}

/// Calls something with a file of these bytes, in a folder where `file.raw` has 64 bytes.
fn with_file(bytes: &[u8], extension: &str, read: impl FnOnce(&Path)) {
    thread_local! {
        static FOLDER: tempfile::TempDir = tempfile::tempdir().expect("there is room for a folder");
    }
    let path: PathBuf = FOLDER.with(|folder| folder.path().join(format!("file.{extension}")));
    let raw = path.with_extension("raw");
    if !raw.exists() {
        std::fs::write(&raw, [7; 64]).expect("the folder is ours");
    }
    std::fs::write(&path, bytes).expect("the folder is ours");
    read(&path);
    // What a hang leaves behind is what it hung on.
    std::fs::remove_file(&path).expect("it was just written");
}

/// What is put in the place of a number: huge, negative, nothing, not a number.
const ODD: [&str; 8] = ["99999999999999999999", "-7", "0", "", "nan", "1e308", "65536", "\u{fffd}"];

/// A copy of a file that is cut off, mixed up, or says too much.
pub fn damaged(bytes: &[u8], engine: &mut Mt19937) -> Vec<u8> {
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
