//! The Python package as a wheel: made of what cargo built, tried where nothing else is.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::parts::{find_library, modules};
use crate::cargo::{program, target_dir};
use crate::run::example_array;
use crate::setup::{fresh_venv, pip_install};
use crate::shell::{heading, output, relative, root, run};

/// Where the Python package is made.
pub(crate) const PACKAGE: &str = "ivw-module-python3/inviwopy";

/// Puts the wheel together from the libraries in a cargo profile's folder, and returns its path.
pub(crate) fn make(python: &Path, profile: &Path, folder: &Path) -> Result<PathBuf> {
    heading("Make the wheel");
    let mut command = Command::new(python);
    command.arg(format!("{PACKAGE}/wheel.py")).args(["--version", super::version()]);
    command.arg("--extension").arg(find_library(profile, "inviwopy")?);
    // In a wheel, Python is there already: it is what imports the package.
    for module in modules()?.iter().filter(|module| !module.starts_with("python3")) {
        command.arg("--module").arg(find_library(profile, &format!("ivw_module_{module}"))?);
    }
    command.arg("--license").arg(root().join("LICENSE")).arg("--output").arg(folder);
    let printed = output(&mut command)?;
    let wheel = printed.lines().last().context("wheel.py names no wheel")?;
    println!("{}", relative(Path::new(wheel)));
    Ok(wheel.into())
}

/// Puts the wheel together and unpacks it, for an interpreter that has numpy; returns the folder.
pub(crate) fn unpacked(python: &Path, profile: &Path) -> Result<PathBuf> {
    let folder = target_dir().join("wheel-dev");
    let wheel = make(python, profile, &folder)?;
    let package = folder.join("package");
    super::empty(&package)?;
    let mut unpack = Command::new(python);
    unpack.args(["-m", "zipfile", "-e"]).arg(&wheel).arg(&package);
    output(&mut unpack)?;
    Ok(package)
}

/// Installs a wheel into a fresh environment and runs the package's own tests there, without Rust on
/// the path, in a home of its own, against pictures of the application.
pub(crate) fn try_out(python: &Path, wheel: &Path, profile: &Path) -> Result<()> {
    let folder = target_dir().join("wheel-try");
    super::empty(&folder)?;
    fs::create_dir_all(folder.join("home"))?;
    let fresh = fresh_venv(python, &folder.join("venv"))?;
    pip_install(&fresh, &[&wheel.to_string_lossy()])?;
    // What only the checks need; a file of requirements of the package itself names numpy alone.
    pip_install(&fresh, &["mypy"])?;

    let array = example_array(python)?;
    let app = profile.join(program("ivw-app"));
    let mut tests = Command::new(&fresh);
    tests.args(["-m", "unittest", "discover", "--start-directory"]);
    tests.arg(root().join(PACKAGE).join("tests/package")).args(["--pattern", "test_*.py"]);
    tests.env_clear().env("PATH", path_without_rust()).env("HOME", folder.join("home"));
    tests.env("IVW_TEST_APP", app).env("IVW_TEST_PYTHON", python).env("IVW_TEST_ARRAY", array);
    // Not where the checkout's own packages lie.
    tests.env("PYTHONSAFEPATH", "1").env("PYTHONDONTWRITEBYTECODE", "1");
    run(&mut tests)
}

/// The path without the folders that have cargo.
fn path_without_rust() -> OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).filter(|folder| !folder.join(program("cargo")).exists());
    env::join_paths(folders).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_folder_of_the_path_that_is_left_has_cargo() {
        let path = path_without_rust();
        assert!(env::split_paths(&path).all(|folder| !folder.join("cargo").exists()));
    }
}
