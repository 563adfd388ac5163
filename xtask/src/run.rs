//! `cargo xtask run`: from a fresh checkout to the picture of the NumpySource example.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::cargo::{build_release_with, desktop_features, program};
use crate::setup;
use crate::shell::{heading, relative, root, run as run_command};

/// What `--help` says.
pub(crate) const HELP: &str = "
Usage: cargo xtask run [ARGS FOR ivw-app render]...

1. Makes .venv with numpy, if it is not there yet.
2. Builds everything with optimisations (the first time takes minutes).
3. Writes out/mni_icbm152.npy, the ICBM 152 brain template, from data/volumes.
4. Renders data/workspaces/numpy_source.inv: the processor data/python_processors/NumpySource.py,
   loaded by the python3 module, reads the array, and the network
   NumpySource > CubeProxyGeometry > EntryExitPoints > VolumeRaycaster (+ Background) > Canvas
   writes a picture into out/.

Examples:
  cargo xtask run
  cargo xtask run --size 1024x1024
  cargo xtask run --set NumpySource.file=my.npy

Where there is a display and Qt 6, the desktop opens with the example.
IVW_PYTHON chooses the Python that .venv is made from.";

/// Sets up, builds, renders the example, and says where the picture is.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let python = setup::prepare()?;
    let has_display = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some());
    let desktop = if has_display { desktop_features() } else { &[] };
    let release = build_release_with(desktop)?;
    let array = example_array(&python)?;

    heading("Run the NumpySource example");
    let output = root().join("out");
    let started = SystemTime::now();
    let mut app = render_example(&release, &python, &array, &output);
    run_command(app.args(args))?;

    let pictures = pictures_since(&output, started)?;
    if pictures.is_empty() {
        bail!("ivw-app ended well but wrote no picture into {}", relative(&output));
    }
    for picture in pictures {
        println!("\nThe picture is {}", relative(&picture));
    }
    if !desktop.is_empty() {
        heading("Open the desktop");
        let mut app = Command::new(release.join(program("ivw-app")));
        app.env("IVW_PYTHON", &python).current_dir(root());
        app.arg(example_workspace(&array)?);
        run_command(app.args(["--python-processors", "data/python_processors"]))?;
    }
    Ok(())
}

/// Writes the example's array where it is missing or older than what it is made from.
pub(crate) fn example_array(python: &Path) -> Result<PathBuf> {
    let (script, volume) = ("data/make_npy.py", "data/volumes/mni_icbm152_t1_1mm.nii.gz");
    let array = "out/mni_icbm152.npy";
    let changed = |path: &str| fs::metadata(root().join(path)).and_then(|found| found.modified());
    let sources = [changed(script), changed(volume)];
    if !changed(array).is_ok_and(|made| sources.iter().flatten().all(|source| *source <= made)) {
        heading("Make the example's array");
        run_command(Command::new(python).args([script, volume, array]))?;
    }
    Ok(root().join(array))
}

/// Writes the example with its file chosen and the ray caster selected, for the desktop.
pub(crate) fn example_workspace(array: &Path) -> Result<PathBuf> {
    let example = fs::read_to_string(root().join("data/workspaces/numpy_source.inv"))?;
    let named = "displayName=\"NumpySource\">";
    let file = format!(
        "{named}<Properties><Property type=\"org.inviwo.FileProperty\" identifier=\"file\">\
         <absolutePath content=\"{}\" /></Property></Properties>",
        array.display()
    );
    let (before, caster) = example
        .split_once("identifier=\"VolumeRaycaster\"")
        .context("the example has no VolumeRaycaster")?;
    let selected = caster.replacen("<selection content=\"0\"", "<selection content=\"1\"", 1);
    let text =
        format!("{before}identifier=\"VolumeRaycaster\"{selected}").replacen(named, &file, 1);
    let workspace = root().join("out/desktop.inv");
    fs::write(&workspace, text)
        .with_context(|| format!("cannot write {}", relative(&workspace)))?;
    Ok(workspace)
}

/// This is the command that renders the example's network.
pub(crate) fn render_example(release: &Path, python: &Path, array: &Path, to: &Path) -> Command {
    let mut app = Command::new(release.join(program("ivw-app")));
    app.env("IVW_PYTHON", python).current_dir(root());
    app.args(["render", "data/workspaces/numpy_source.inv"]);
    app.args(["--python-processors", "data/python_processors", "--output"]);
    app.arg(relative(to)).arg("--set").arg(format!("NumpySource.file={}", relative(array)));
    app
}

fn pictures_since(folder: &Path, started: SystemTime) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", relative(folder)))?;
    let mut pictures: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok())
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "png"))
        // File systems may keep whole seconds only.
        .filter(|entry| {
            let written = entry.metadata().and_then(|found| found.modified());
            written.is_ok_and(|at| at + std::time::Duration::from_secs(1) >= started)
        })
        .map(|entry| entry.path())
        .collect();
    pictures.sort();
    Ok(pictures)
}
