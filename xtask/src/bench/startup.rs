//! From the start of a process to what a person waits for.

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::Result;
use serde_json::json;

use super::{Bench, Report, Row, median, raycast};
use crate::cargo::{cargo, program, target_dir};
use crate::run::{example_array, render_example};
use crate::shell::{output, root, run};

/// The camera and transfer function of `data/workspaces/numpy_source.inv`.
const EXAMPLE_CAMERA: &str = "example:-0.676,1.535,1.201:0.5,0.5,0.42:0,0,1";
const EXAMPLE_TRANSFER_FUNCTION: &str = "0.30,0.55,0.30,0.26,0 0.45,0.72,0.42,0.36,0.12 \
    0.60,0.89,0.64,0.55,0.55 0.72,0.95,0.76,0.66,0.85 0.82,0.98,0.90,0.80,0.9 0.92,1,0.98,0.93,0.95";

pub(super) fn compare(bench: &Bench) -> Result<Report> {
    let repeats = if bench.quick { 3 } else { 11 };
    let app = bench.release.join(program("ivw-app"));
    let mut report = Report::default();

    let mut modules = Command::new(&app);
    modules.arg("modules").env("IVW_PYTHON", &bench.python);
    let mut numpy = Command::new(&bench.python);
    numpy.args(["-c", "import numpy"]);
    let times = alternate(&mut modules, Some(&mut numpy), repeats)?;
    report.add("start: ivw-app modules / import numpy", times, 1.5);

    let pictures = if bench.quick { 1 } else { 5 };
    for (shade, look) in [(false, "plain"), (true, "shaded")] {
        let (mut ours, mut theirs) = raycast::one_picture(bench, shade)?;
        let times = alternate(&mut ours, Some(&mut theirs), pictures)?;
        report.add(&format!("start to PNG: 256^3 u8 {look} / VTK"), times, 1.0 / 8.0);
    }

    // The example, start of Python included, against VTK's script on the same array and view.
    let array = example_array(&bench.python)?;
    let output = root().join("out/bench");
    let mut ours = render_example(&bench.release, &bench.python, &array, &output);
    ours.args(["--size", "512x512"]);
    let mut theirs = Command::new(raycast::vtk_python()?);
    theirs.arg(raycast::SCRIPT).arg(&array);
    theirs.args(["--camera", EXAMPLE_CAMERA, "--tf", EXAMPLE_TRANSFER_FUNCTION, "--shade"]);
    theirs.args(["--repeat", "0", "--png", "out/bench/vtk_example.png"]);
    let times = alternate(&mut ours, Some(&mut theirs), pictures)?;
    report.add("start to PNG: NumpySource example / VTK", times, 1.0 / 8.0);

    // An application without Python is another build: features choose the modules.
    if !bench.quick {
        let app = build_without_python()?;
        let times = alternate(Command::new(app).arg("modules"), None, repeats)?;
        report.add("start: ivw-app modules, without python3", times, 0.050);
    }
    Ok(report)
}

impl Report {
    fn add(&mut self, name: &str, (ours, theirs): (Vec<f64>, Vec<f64>), at_most: f64) {
        self.measurements.push(json!({"name": name, "ours": ours, "theirs": theirs}));
        let theirs = (!theirs.is_empty()).then(|| median(theirs));
        let (name, at_most) = (name.to_string(), Some(at_most));
        self.rows.push(Row { name, measure: "wall s", ours: median(ours), theirs, at_most });
    }
}

/// Starts two programs in turn and returns their wall times in seconds; the first turn warms up.
fn alternate(
    ours: &mut Command,
    mut theirs: Option<&mut Command>,
    repeats: usize,
) -> Result<(Vec<f64>, Vec<f64>)> {
    let (mut our_times, mut their_times) = (Vec::new(), Vec::new());
    for turn in 0..=repeats {
        let our_time = seconds(ours)?;
        let their_time = theirs.as_deref_mut().map(seconds).transpose()?;
        if turn > 0 {
            our_times.push(our_time);
            their_times.extend(their_time);
        }
    }
    Ok((our_times, their_times))
}

fn seconds(command: &mut Command) -> Result<f64> {
    let start = Instant::now();
    output(command)?;
    Ok(start.elapsed().as_secs_f64())
}

fn build_without_python() -> Result<PathBuf> {
    // In a folder of its own, because it would replace the application with all modules.
    let folder = target_dir().join("without-python");
    let mut build = cargo();
    build.args(["build", "--release", "--package", "ivw-app"]);
    build.args(["--no-default-features", "--features", "base", "--target-dir"]);
    run(build.arg(&folder))?;
    Ok(folder.join("release").join(program("ivw-app")))
}
