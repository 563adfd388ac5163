//! Files of the corpus, whole and damaged: reading one ends in data or in an error, never in a panic,
//! and needs no more memory than the file is worth.

use ivw_fuzz::{TARGETS, damaged, target};
use ivw_render::random::Mt19937;
use std::path::{Path, PathBuf};

/// How often each file is damaged.
const N_TRIES: usize = 40;

fn corpus(name: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(name);
    let files = std::fs::read_dir(&folder).expect("every target has a corpus");
    let mut files: Vec<_> = files.map(|file| file.expect("it can be listed").path()).collect();
    files.sort();
    files
}

fn try_all(name: &str) {
    let files = corpus(name);
    assert!(!files.is_empty(), "{name} has nothing to begin with");
    for (n, file) in files.iter().enumerate() {
        let bytes = std::fs::read(file).expect("it was just listed");
        let target = target(name);
        target(&bytes);
        let mut engine = Mt19937::new(n as u32);
        for _ in 0..N_TRIES {
            target(&damaged(&bytes, &mut engine));
        }
    }
}

macro_rules! tests {
    ($($test:ident $name:literal),*) => {
        $(#[test]
        fn $test() {
            try_all($name);
        })*

        #[test]
        fn every_target_is_tried() {
            let tried = [$($name),*];
            assert!(TARGETS.iter().all(|(name, _)| tried.contains(name)));
        }
    };
}

tests! {
    damaged_workspaces "inv",
    damaged_transfer_functions "itf",
    damaged_dat_headers "dat",
    damaged_ivf_headers "ivf",
    damaged_nifti "nifti",
    damaged_nrrd "nrrd",
    damaged_npy "npy",
    damaged_pictures "image",
    damaged_meshes "mesh"
}
