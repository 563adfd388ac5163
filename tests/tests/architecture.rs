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

/// What the prelude of `ivw-core` names: the folder or file that it comes from, and its name there.
fn prelude(lib: &str) -> Vec<(PathBuf, String)> {
    let start = lib.find("pub mod prelude {").expect("the core has a prelude");
    let body = &lib[start..start + lib[start..].find("\n}").expect("it ends")];
    let mut items = Vec::new();
    for statement in body.split(';') {
        let Some((_, names)) = statement.split_once("pub use ") else { continue };
        let (path, names) = names.rsplit_once("::").expect("a path and what is below it");
        let place = match path {
            "crate" => PathBuf::from("src"),
            "ivw_core_derive" => PathBuf::from("derive/src"),
            path => Path::new("src").join(path.trim_start_matches("crate::")),
        };
        let names = names.trim_matches(['{', '}']).split(',').map(str::trim);
        for name in names.filter(|name| !name.is_empty()) {
            // `Context as _`: the name in the source is the first word.
            let name = name.split(' ').next().expect("a split has a first part");
            items.push((place.clone(), name.to_owned()));
        }
    }
    items
}

/// The doc comment above the line in which an item of a name is declared.
fn doc_of<'a>(source: &'a str, name: &str) -> Option<Vec<&'a str>> {
    let lines: Vec<&str> = source.lines().collect();
    let declares = |line: &str| {
        let kinds = ["pub struct ", "pub enum ", "pub trait ", "pub unsafe trait ", "pub type "];
        let other = ["macro_rules! ", "#[proc_macro_derive("];
        let rest = kinds.iter().chain(&other).find_map(|kind| line.strip_prefix(kind));
        rest.and_then(|rest| rest.strip_prefix(name)).is_some_and(|rest| {
            rest.starts_with(|next: char| !(next.is_alphanumeric() || next == '_'))
        })
    };
    let place = lines.iter().position(|line| declares(line))?;
    let above = lines[..place].iter().rev().take_while(|line| !line.is_empty());
    let mut doc: Vec<&str> = above.filter_map(|line| line.strip_prefix("///")).collect();
    doc.reverse();
    Some(doc)
}

/// Whether a doc comment has an example that is compiled and run: other fences have words.
fn has_example(doc: &[&str]) -> bool {
    let fences = doc.iter().map(|line| line.trim()).filter(|line| line.starts_with("```"));
    fences.step_by(2).any(|opening| opening == "```")
}

#[test]
fn everything_in_the_prelude_has_an_example() {
    let core = workspace_dir().join("ivw-core");
    let lib = fs::read_to_string(core.join("src/lib.rs")).expect("the core has a root");
    let items = prelude(&lib);
    assert!(items.len() > 60, "the prelude was not read: {items:?}");
    let rust: Vec<_> = [core.join("src"), core.join("derive/src")]
        .iter()
        .flat_map(|folder| sources(folder))
        .map(|path| (fs::read_to_string(&path).expect("sources are text"), path))
        .collect();
    let mut without = Vec::new();
    for (place, name) in items {
        let place = core.join(place);
        let within = rust
            .iter()
            .filter(|(_, path)| path.starts_with(&place) || *path == place.with_extension("rs"));
        let docs: Vec<_> = within.filter_map(|(text, _)| doc_of(text, &name)).collect();
        assert_eq!(docs.len(), 1, "{name} is declared once below {}", place.display());
        if !has_example(&docs[0]) {
            without.push(name);
        }
    }
    assert!(without.is_empty(), "doc comments without an example that is run: {without:?}");
}
