//! How every command calls cargo, so that one build serves all of them.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::shell::{heading, root, run, succeeds};

/// This is the cargo that started us, with the environment that every build here shares.
///
/// A variable that changes between two builds would compile the Python bindings again.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // The extension links no libpython: the module loads the chosen interpreter's own.
    command.env("PYO3_BUILD_EXTENSION_MODULE", "1");
    // With the stable ABI the build needs no interpreter, and so depends on none.
    command.env("PYO3_NO_PYTHON", "1");
    // What cargo set for us describes this package, not what is built next.
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name);
        }
    }
    command
}

/// What builds the desktop with everything else, where there is Qt to build it with.
pub(crate) fn desktop_features() -> &'static [&'static str] {
    match succeeds("qmake6", &["--version"]) {
        true => &["--features", "ivw-app/python3qt"],
        false => {
            println!("Qt 6 is not installed (qt6-base-dev): the desktop is left out");
            &[]
        }
    }
}

/// Builds the application, the modules and the extension with optimisations, and returns their folder.
pub(crate) fn build_release() -> Result<PathBuf> {
    build_release_with(&[])
}

/// As [`build_release`], with more arguments, such as features.
pub(crate) fn build_release_with(args: &[&str]) -> Result<PathBuf> {
    heading("Build (release)");
    run(cargo().args(["build", "--release", "--workspace", "--exclude", "xtask"]).args(args))?;
    Ok(target_dir().join("release"))
}

/// Builds all libraries and programs, with the desktop where there is Qt, as the tests do.
pub(crate) fn build_dev() -> Result<()> {
    run(cargo().args(["build", "--workspace", "--lib", "--bins"]).args(desktop_features()))
}

/// Builds an example with optimisations, with the features of the whole workspace: a package on its
/// own would have others, and be compiled again with all that it needs.
pub(crate) fn build_example(release: &Path, name: &str) -> Result<PathBuf> {
    let mut build = cargo();
    build.args(["build", "--release", "--quiet", "--workspace", "--exclude", "xtask"]);
    run(build.args(["--example", name]))?;
    Ok(release.join("examples").join(program(name)))
}

/// This is where cargo puts what it builds.
pub(crate) fn target_dir() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// This is the file name of a program here.
pub(crate) fn program(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}
