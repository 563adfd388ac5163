//! The invariants of docs/architecture.md that can be read from the sources.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ivw_tests::workspace_dir;

/// All Rust sources below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is part of the workspace") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// Names of all packages that a package depends on to run, through others too.
fn dependencies(package: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--edges", "normal", "--prefix", "none", "--package", package])
        .current_dir(workspace_dir())
        .output()
        .expect("cargo can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

#[test]
fn the_core_knows_no_module_no_python_and_no_window_system() {
    let dependencies = dependencies("ivw-core");
    for dependency in &dependencies {
        let is_foreign = ["ivw-module", "pyo3", "numpy", "qt", "cxx", "wgpu", "nifti", "png"]
            .iter()
            .any(|foreign| dependency.starts_with(foreign));
        assert!(!is_foreign, "ivw-core depends on {dependency}");
    }
    assert!(dependencies.iter().any(|name| name == "abi_stable"), "the list is a real one");
}

#[test]
fn modules_do_not_know_each_other() {
    let modules = [
        "ivw-module-base",
        "ivw-module-plotting",
        "ivw-module-vectorfield",
        "ivw-module-postprocessing",
        "ivw-module-python3",
        "ivw-module-python3qt",
        "inviwopy",
    ];
    for module in modules {
        for dependency in dependencies(module) {
            let is_other = dependency.starts_with("ivw-module") || dependency == "inviwopy";
            assert!(!is_other || dependency == module, "{module} depends on {dependency}");
        }
    }
}

#[test]
fn only_the_door_names_abi_stable_and_libloading() {
    let core = workspace_dir().join("ivw-core/src");
    for path in sources(&core) {
        let inside = path.strip_prefix(&core).expect("it is below");
        let is_door = ["abi", "module"]
            .iter()
            .any(|room| inside.starts_with(room) || inside == Path::new(&format!("{room}.rs")));
        let text = fs::read_to_string(&path).expect("sources are text");
        for name in ["abi_stable::", "libloading::"] {
            assert!(is_door || !text.contains(name), "{} names {name}", inside.display());
        }
    }
}

#[test]
fn the_desktop_module_reaches_python_only_through_the_script_engine() {
    let names: Vec<_> = dependencies("ivw-module-python3qt");
    assert!(!names.iter().any(|name| name.starts_with("pyo3") || name == "numpy"), "{names:?}");
    for path in sources(&workspace_dir().join("ivw-module-python3qt/src")) {
        let text = fs::read_to_string(&path).expect("sources are text");
        assert!(!text.contains("libpython") && !text.contains("Py_"), "{}", path.display());
    }
}

#[test]
fn the_application_names_no_module_crate_in_its_code() {
    for path in sources(&workspace_dir().join("ivw-app/src")) {
        let text = fs::read_to_string(&path).expect("sources are text");
        assert!(!text.contains("ivw_module_"), "{} would link a module in", path.display());
    }
}

#[test]
fn every_dependency_says_why_it_is_there() {
    let manifest = fs::read_to_string(workspace_dir().join("Cargo.toml")).expect("it is there");
    let section = manifest.split("[workspace.dependencies]").nth(1).expect("it has the section");
    let section = section.split("\n[").next().expect("a split has a first part");
    let mut has_reason = false;
    for line in section.lines().map(str::trim) {
        if line.starts_with('#') {
            has_reason = true;
        } else if line.is_empty() {
            has_reason = false;
        } else {
            let is_ours = line.starts_with("ivw-");
            assert!(
                has_reason
                    || is_ours
                    || line.starts_with("quote")
                    || line.starts_with("proc-macro2"),
                "no reason beside {line}"
            );
            has_reason = false;
        }
    }
}
