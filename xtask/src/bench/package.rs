//! The Python package against pyvista: from a bare interpreter to the first picture of a volume.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{Bench, Report, Row, json_lines, median, raycast};
use crate::dist::wheel;
use crate::setup::pip_install;
use crate::shell::{output, relative, root, succeeds};

/// Both sides, seen from the checkout.
const SCRIPT: &str = "xtask/bench/first_picture.py";

pub(super) fn compare(bench: &Bench) -> Result<Report> {
    let folder = root().join("out/bench");
    let python = raycast::vtk_python()?;
    if !succeeds(&python.to_string_lossy(), &["-c", "import pyvista"]) {
        println!("Installing pyvista into {}", relative(&python));
        pip_install(&python, &["pyvista"])?;
    }
    let wheel = wheel::make(&bench.python, &bench.release, &folder)?;
    pip_install(&python, &["--force-reinstall", "--no-deps", &wheel.to_string_lossy()])?;
    let volume = raycast::first_volume(bench)?;

    let side = |name: &str| -> Result<f64> {
        let mut command = Command::new(&python);
        command.arg(SCRIPT).arg(name).arg(&volume).arg(picture(&folder, name));
        let lines = json_lines(&output(&mut command)?);
        let line = lines.first().with_context(|| format!("{SCRIPT} {name} printed no line"))?;
        line["cpu_s"].as_f64().with_context(|| format!("{SCRIPT} {name} printed {line}"))
    };
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let repeats = if bench.quick { 3 } else { 7 };
    // The first turn warms the disk up.
    for turn in 0..=repeats {
        let (our, their) = (side("inviwopy")?, side("pyvista")?);
        if turn > 0 {
            ours.push(our);
            theirs.push(their);
        }
    }
    Ok(report(ours, theirs))
}

fn picture(folder: &Path, name: &str) -> std::path::PathBuf {
    folder.join(format!("first_picture_{name}.png"))
}

fn report(ours: Vec<f64>, theirs: Vec<f64>) -> Report {
    let name = "wheel: start to first picture of 256^3 u8";
    let measurement: Value = json!({"name": name, "ours": ours, "theirs": theirs});
    let (ours, theirs) = (median(ours), median(theirs));
    let row = |name: String, theirs, at_most| Row {
        name,
        measure: "cpu s",
        ours,
        theirs,
        at_most: Some(at_most),
    };
    Report {
        rows: vec![
            row(format!("{name} / pyvista"), Some(theirs), 1.0 / 3.0),
            row(name.to_string(), None, 1.0),
        ],
        measurements: vec![measurement],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_to_be_three_times_as_quick_and_to_take_less_than_a_second() {
        let met = |ours, theirs| -> Vec<_> {
            report(vec![ours], vec![theirs]).rows.iter().map(Row::is_met).collect()
        };
        assert_eq!(met(0.5, 2.0), [Some(true), Some(true)]);
        assert_eq!(met(0.5, 1.0), [Some(false), Some(true)]);
        assert_eq!(met(1.5, 9.0), [Some(true), Some(false)]);
    }
}
