//! The promise to modules, with real libraries of two versions: what was built against an earlier
//! 1.x runs in a later one, and the other way round.
//!
//! The later version is a copy of `ivw-core` in which the next minor version is written, with a
//! method more on hosts and on processors.

use ivw_core::abi::ABI_VERSION;
use ivw_core::host::Host;
use ivw_core::module;
use ivw_core::network::PortRef;
use ivw_core::prelude::*;
use ivw_tests::{module_path, target_dir, workspace_dir};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const DOUBLE: &str = "org.ivw.fixture.Double";

/// A host of the later version, which runs a module of this one.
const NEWER_HOST: &str = r#"
use ivw_core::abi::ABI_VERSION;
use ivw_core::data::Volume;
use ivw_core::host::Host;
use ivw_core::network::PortRef;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("name a module")?;
    let module = ivw_core::module::load(path.as_ref())?;
    println!("host {ABI_VERSION:?}, module {:?}", module.info().abi);
    let host = Host::new();
    module.start(host.for_module("Fixture"))?;
    let id = host.add("org.ivw.fixture.Double")?;
    host.set("Double.value", 21.0)?;
    host.update();
    let volume = host.output(PortRef { processor: id, port: 0 }).ok_or("no data")?;
    println!("twice is {}", volume.downcast::<Volume>()?.voxel_at(0)[0]);
    let mut old = host.factories().get("org.ivw.fixture.Double")?.create("Old", "Old")?;
    println!("a processor that does not know the method answers {}", old.later());
    Ok(())
}
"#;

/// Copies a folder; files that are the same already keep their time, so that cargo builds them once.
fn copy(from: &Path, to: &Path, change: &dyn Fn(&Path, String) -> String) {
    for entry in fs::read_dir(from).expect("it is part of the workspace") {
        let path = entry.expect("it can be read").path();
        let target = to.join(path.file_name().expect("an entry has a name"));
        if path.is_dir() {
            copy(&path, &target, change);
        } else if let Ok(text) = fs::read_to_string(&path) {
            write(&target, &change(&path, text));
        }
    }
}

fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("it can be made");
    fs::write(path, text).expect("the target folder can be written to");
}

/// A text with a part replaced that has to be there.
#[track_caller]
fn replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "this test has to follow a change of: {from}");
    text.replace(from, to)
}

/// `ivw-core` as its next minor version would be: one method more, at the end of two traits.
fn newer(path: &Path, text: String) -> String {
    let (major, minor) = ABI_VERSION;
    if path.ends_with("abi/root.rs") {
        let next = format!("abi_version!({major}, {});", minor + 1);
        return replaced(&text, &format!("abi_version!({major}, {minor});"), &next);
    }
    let last = if path.ends_with("abi/host.rs") {
        "    fn is_modified(&self, processor: u64, property: u32) -> bool;\n"
    } else if path.ends_with("abi/processor.rs") {
        "    fn request(&mut self, message: RStr<'_>, payload: Bytes) -> Reply<Bytes>;\n"
    } else {
        return text;
    };
    let later = "    /// What an older side does not have.\n    fn later(&self) -> u32 {\n        7\n    }\n";
    replaced(&text, last, &format!("{last}{later}"))
}

/// The workspace of the later version, built: the folder with its libraries and programs.
fn built() -> PathBuf {
    let profile = target_dir().parent().expect("tests lie in deps").to_owned();
    let target = profile.parent().expect("a profile is in the target folder");
    let tree = target.join("promise");
    let root = workspace_dir();

    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("it is there");
    let (before, rest) = manifest.split_once("members = [").expect("it has members");
    let (_, rest) = rest.split_once("default-members = [\"ivw-app\"]").expect("it has a default");
    let members = r#"members = ["ivw-core", "ivw-core/derive", "module", "host"]"#;
    let version = format!("version = \"{}\"", env!("CARGO_PKG_VERSION"));
    let next = format!("version = \"{}.{}.0\"", ABI_VERSION.0, ABI_VERSION.1 + 1);
    let manifest = replaced(&format!("{before}{members}{rest}"), &version, &next);
    write(&tree.join("Cargo.toml"), &manifest);
    if !tree.join("Cargo.lock").exists() {
        fs::copy(root.join("Cargo.lock"), tree.join("Cargo.lock")).expect("it can be copied");
    }

    copy(&root.join("ivw-core"), &tree.join("ivw-core"), &newer);
    copy(&root.join("tests/fixture_module"), &tree.join("module"), &|path, text| {
        if path.ends_with("Cargo.toml") {
            // Libraries share a folder, so this one has a name of its own.
            let text = replaced(&text, "ivw_module_fixture", "ivw_module_newer");
            return replaced(&text, "ivw-fixture-module", "ivw-fixture-newer");
        }
        // The method that this host does not have.
        let call = "let host = ivw_core::abi::host().expect(\"it was started\");\n        \
                    let twice = 2.0 * self.value + host.later() as f32;";
        replaced(&text, "let twice = 2.0 * self.value;", call)
    });
    write(
        &tree.join("host/Cargo.toml"),
        "[package]\nname = \"ivw-newer-host\"\nversion = \"1.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nivw-core.workspace = true\n",
    );
    write(&tree.join("host/src/main.rs"), NEWER_HOST);

    let output = Command::new(env!("CARGO"))
        .args(["build", "--offline", "--quiet", "-p", "ivw-fixture-newer", "-p", "ivw-newer-host"])
        .arg("--target-dir")
        .arg(target)
        .current_dir(&tree)
        .output()
        .expect("cargo can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    profile
}

#[test]
fn a_module_of_the_next_minor_version_runs_in_this_host() -> Result<()> {
    let path = built().join(module::library_name("newer"));
    let module = module::load(&path)?;
    assert_eq!(module.info().abi, (ABI_VERSION.0, ABI_VERSION.1 + 1));
    let host = Host::new();
    module.start(host.for_module("Fixture"))?;
    let id = host.add(DOUBLE)?;
    host.set("Double.value", 21.0)?;
    host.update();
    assert_eq!(host.failures(), []);
    let volume = host.output(PortRef { processor: id, port: 0 }).expect("there is data");
    // A host that does not know the method answers as its default body says.
    assert_eq!(volume.downcast::<Volume>()?.voxel_at(0)[0], 42.0 + 7.0);
    Ok(())
}

#[test]
fn a_module_of_this_version_runs_in_a_host_of_the_next_minor_version() {
    let host = built().join(format!("ivw-newer-host{}", std::env::consts::EXE_SUFFIX));
    let output = Command::new(host).arg(module_path("fixture")).output().expect("it can be run");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let (major, minor) = ABI_VERSION;
    let versions = format!("host ({major}, {}), module ({major}, {minor})", minor + 1);
    for part in [versions.as_str(), "twice is 42", "does not know the method answers 7"] {
        assert!(said.contains(part), "{said}");
    }
}
