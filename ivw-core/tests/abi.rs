//! The promise to modules: what was built against an earlier 1.x finds here all that it knows.
//!
//! `cargo xtask check-abi` runs this, and `cargo xtask check-abi --write` stores the interface anew.

use ivw_core::abi::{ABI_VERSION, Interface};
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("abi")
}

fn file(abi: (u32, u32)) -> PathBuf {
    folder().join(format!("{}.{}.json", abi.0, abi.1))
}

/// All interfaces of this major version that were stored, in the order of their versions.
fn stored() -> Vec<Interface> {
    let files = std::fs::read_dir(folder()).expect("the interfaces are part of the repository");
    let mut stored: Vec<Interface> = files
        .map(|entry| entry.expect("the folder can be read").path())
        .map(|path| std::fs::read_to_string(path).expect("an interface is text"))
        .map(|text| serde_json::from_str(&text).expect("it was written by this test"))
        .collect();
    stored.retain(|interface| interface.abi.0 == ABI_VERSION.0);
    stored.sort_by_key(|interface| interface.abi);
    stored
}

#[test]
// Sizes are those of the machines that modules are exchanged between.
#[cfg(target_pointer_width = "64")]
fn every_stored_interface_is_still_there() {
    let now = Interface::current();
    if std::env::var_os("IVW_ABI_WRITE").is_some() {
        let text = serde_json::to_string_pretty(&now).expect("an interface is plain data");
        std::fs::write(file(now.abi), text + "\n").expect("the repository can be written to");
    }
    let stored = stored();
    assert!(
        stored.iter().any(|interface| interface.abi == now.abi),
        "the interface {:?} is not stored: cargo xtask check-abi --write",
        now.abi
    );
    let mut wrong = Vec::new();
    for before in &stored {
        let (major, minor) = before.abi;
        let broken = before.broken_by(&now).into_iter();
        wrong.extend(broken.map(|line| format!("breaks {major}.{minor}: {line}")));
        if before.abi == now.abi {
            let added = before.added_by(&now).into_iter();
            wrong.extend(added.map(|line| format!("not in {major}.{minor}: {line}")));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n\n\
         A function that is not in the stored interface needs another second number of ABI_VERSION\n\
         (ivw-core/src/abi/root.rs) and a default body. What breaks an interface has to go back: add\n\
         a function at the end, or a type of data with a new identifier (docs/abi.md).\n\
         Only while {}.{} has not been released: cargo xtask check-abi --write",
        wrong.join("\n"),
        ABI_VERSION.0,
        ABI_VERSION.1
    );
}
