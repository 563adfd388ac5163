//! `cargo xtask dist`: a folder that runs wherever it is copied.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::cargo::{build_release, program, target_dir};
use crate::setup;
use crate::shell::{heading, relative, root, run as run_command};

/// What `--help` says.
pub(crate) const HELP: &str = "
Usage: cargo xtask dist

Builds with optimisations and lays out target/dist/ivw-VERSION-OS-ARCH:

  bin/ivw-app
  lib/ivw/modules/          the modules as dynamic libraries
  lib/ivw/python/inviwopy/  the Python package, with the extension as _core.abi3.so
  share/ivw/                workspaces, transfer functions, Python processors, volumes, licences

Then starts bin/ivw-app from there and lists the modules that it finds.";

/// Modules that a release carries.
const MODULES: &[&str] = &["ivw_module_base", "ivw_module_python3", "ivw_module_python3qt"];

/// Lays out a release and tries it.
pub(crate) fn run(args: &[String]) -> Result<()> {
    if let Some(arg) = args.first() {
        bail!("dist takes no arguments, but got \"{arg}\"");
    }
    let python = setup::prepare()?;
    let release = build_release()?;

    heading("Lay out");
    let version = env!("CARGO_PKG_VERSION");
    let name = format!("ivw-{version}-{}-{}", env::consts::OS, env::consts::ARCH);
    let dist = target_dir().join("dist").join(name);
    if dist.exists() {
        fs::remove_dir_all(&dist).with_context(|| format!("cannot empty {}", dist.display()))?;
    }

    let app = program("ivw-app");
    copy(&release.join(&app), &dist.join("bin").join(&app))?;
    for module in MODULES {
        let library = library(module);
        copy(&release.join(&library), &dist.join("lib/ivw/modules").join(&library))?;
    }
    let package = dist.join("lib/ivw/python");
    copy_tree(&root().join("ivw-module-python3/inviwopy/python"), &package)?;
    let suffix = if cfg!(windows) { "pyd" } else { "abi3.so" };
    let extension = package.join("inviwopy").join(format!("_core.{suffix}"));
    copy(&release.join(library("inviwopy")), &extension)?;
    copy_tree(&root().join("data"), &dist.join("share/ivw"))?;
    for notice in ["LICENSE", "README.md"] {
        let notice = root().join(notice);
        if notice.is_file() {
            copy(&notice, &dist.join(notice.file_name().unwrap_or_default()))?;
        }
    }

    heading("Try");
    let mut modules = Command::new(dist.join("bin").join(&app));
    run_command(modules.arg("modules").env("IVW_PYTHON", &python))?;
    println!("\nThe release is {}", relative(&dist));
    Ok(())
}

fn library(name: &str) -> String {
    format!("{}{name}{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::copy(from, to)
        .with_context(|| format!("cannot copy {} to {}", relative(from), relative(to)))?;
    println!("{}", relative(to));
    Ok(())
}

fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    let entries = fs::read_dir(from).with_context(|| format!("cannot read {}", relative(from)))?;
    for entry in entries {
        let entry = entry?;
        // What Python compiles on the way belongs to nobody.
        if entry.file_name() == "__pycache__" {
            continue;
        }
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &to)?;
        } else {
            copy(&entry.path(), &to)?;
        }
    }
    Ok(())
}
