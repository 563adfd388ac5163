//! `cargo xtask docs`: the documentation of the crates, the list of all processors, and the type stubs
//! of the Python package with the table of what it has.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::cargo::{build_dev, cargo, desktop_features, program, target_dir};
use crate::dist::wheel;
use crate::run::{example_array, example_workspace};
use crate::setup;
use crate::shell::{heading, output, relative, root, run as run_command};

/// What `--help` says.
pub(crate) const HELP: &str = "
Usage: cargo xtask docs [--stubs | --processors | --screenshots] [ARGS FOR cargo doc]...

Writes docs/processors.md anew, and the type stubs of inviwopy and docs/inviwopy.md, from the modules and
the package as they are when they run, and builds the documentation of every crate here; a broken link is
an error.

  --stubs        stubs and their table alone: what a change of the Python API needs
  --processors   docs/processors.md alone: what a change of a processor's face needs
  --screenshots  pictures of the desktop in docs/images alone; needs Qt 6

Examples:
  cargo xtask docs
  cargo xtask docs --stubs
  cargo xtask docs --processors
  cargo xtask docs --open";

/// Writes the list of processors and the stubs, and builds the documentation of every crate.
pub(crate) fn run(args: &[String]) -> Result<()> {
    if args == ["--processors"] {
        heading("Build (dev)");
        build_dev()?;
        return write_processors();
    }
    let python = setup::prepare()?;
    if args == ["--screenshots"] {
        return write_screenshots(&python);
    }
    heading("Build (dev)");
    build_dev()?;
    heading("Write the type stubs");
    let package = wheel::unpacked(&python, &target_dir().join("debug"))?;
    write_stubs(&python, &package)?;
    write_table(&python, &package)?;
    if args == ["--stubs"] {
        return Ok(());
    }

    write_processors()?;
    write_screenshots(&python)?;

    heading("Document the crates");
    let mut doc = cargo();
    doc.args(["doc", "--workspace", "--no-deps"]).args(args).env("RUSTDOCFLAGS", "-D warnings");
    run_command(&mut doc)?;
    println!("\nThe documentation is in {}", relative(&target_dir().join("doc")));
    Ok(())
}

/// Writes `docs/processors.md`: the faces of all native processors.
fn write_processors() -> Result<()> {
    heading("Write docs/processors.md");
    let app = target_dir().join("debug").join(program("ivw-app"));
    // Processors in Python are in the folders of whoever runs this.
    let page = output(Command::new(app).args(["--without", "python3", "inspect", "--markdown"]))?;
    let path = root().join("docs").join("processors.md");
    fs::write(&path, page).with_context(|| relative(&path))
}

/// Writes pictures of the desktop with the NumpySource example.
fn write_screenshots(python: &Path) -> Result<()> {
    heading("Make pictures of the desktop");
    if desktop_features().is_empty() {
        return Ok(());
    }
    build_dev()?;
    let workspace = example_workspace(&example_array(python)?)?;
    let out = root().join("out");
    let app = target_dir().join("debug").join(program("ivw-app"));
    let images = root().join("docs/images");
    for (name, arguments) in
        [("desktop.png", &["--theme", "dark"]), ("desktop_light.png", &["--theme", "light"])]
    {
        let mut command = Command::new(&app);
        command.arg(&workspace).args(arguments).arg("--screenshot").arg(images.join(name));
        command.arg("--python-processors").arg(root().join("data/python_processors"));
        command.env("IVW_PYTHON", python).env("QT_QPA_PLATFORM", "offscreen");
        // Nobody's own settings and processors are in the pictures.
        let home = out.join("desktop_home");
        command.env("HOME", &home).env("XDG_CONFIG_HOME", &home).env("XDG_STATE_HOME", &home);
        run_command(&mut command)?;
    }
    Ok(())
}

fn write_stubs(python: &Path, package: &Path) -> Result<()> {
    let mut generate = Command::new(python);
    generate.arg(format!("{}/stubs/generate.py", wheel::PACKAGE));
    generate.arg(format!("{}/python", wheel::PACKAGE)).env("PYTHONPATH", package);
    run_command(&mut generate)
}

/// Writes `docs/inviwopy.md`: which names of the public API the package has.
fn write_table(python: &Path, package: &Path) -> Result<()> {
    let mut generate = Command::new(python);
    generate.arg(format!("{}/tests/contract/contract.py", wheel::PACKAGE)).arg("--write");
    run_command(generate.env("PYTHONPATH", package))
}
