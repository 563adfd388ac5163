//! Our mesh renderer against VTK on Mesa's llvmpipe: the same sphere of a million triangles.
//!
//! Our side is the example `mesh_bench` of ivw-module-base, theirs is `bench/vtk_mesh.py`; both take
//! the arguments that are written in the head of that script, and print one JSON line per camera.

use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::raycast::vtk_python;
use super::{Bench, Report, Row, json_lines};
use crate::cargo::build_example;
use crate::shell::output;

/// VTK's side, seen from the checkout.
const SCRIPT: &str = "xtask/bench/vtk_mesh.py";

/// Name and eye: the sphere fills the picture, or is a part of it, or is cut by its sides.
const CAMERAS: &[&str] = &["fills:2.2,1.8,1.2", "far:6,5,3", "near:0.9,0.8,0.7"];

pub(super) fn compare(bench: &Bench) -> Result<Report> {
    let python = vtk_python()?;
    let ours = build_example(&bench.release, "mesh_bench")?;

    let (segments, loops) = if bench.quick { ("300", "150") } else { ("1000", "500") };
    let mut arguments = vec!["--segments", segments, "--loops", loops, "--size", "1024"];
    arguments.extend(CAMERAS.iter().flat_map(|camera| ["--camera", camera]));
    arguments.extend(["--repeat", if bench.quick { "3" } else { "9" }]);
    // Alternately, as times of different minutes do not compare.
    let mut report = Report::default();
    let our_lines = json_lines(&output(Command::new(ours).args(&arguments))?);
    let their_lines = json_lines(&output(Command::new(python).arg(SCRIPT).args(&arguments))?);
    if our_lines.len() != CAMERAS.len() || their_lines.len() != CAMERAS.len() {
        bail!(
            "{} cameras were asked for, but mesh_bench answered {} and VTK {}",
            CAMERAS.len(),
            our_lines.len(),
            their_lines.len()
        );
    }
    for (ours, theirs) in our_lines.iter().zip(&their_lines) {
        for (field, measure, at_most) in [("wall_s", "wall s", Some(1.0)), ("cpu_s", "cpu s", None)]
        {
            let row = row(ours, theirs, field, measure, at_most)?;
            println!("{}  {}  {:.3}", row.name, row.measure, row.ratio().unwrap_or(f64::NAN));
            report.rows.push(row);
        }
    }
    for (side, lines) in [("ours", our_lines), ("vtk", their_lines)] {
        let marked = lines.into_iter().map(|line| json!({"side": side, "line": line}));
        report.measurements.extend(marked);
    }
    Ok(report)
}

fn row(
    ours: &Value,
    theirs: &Value,
    field: &str,
    measure: &'static str,
    at_most: Option<f64>,
) -> Result<Row> {
    let number = |line: &Value| {
        let number = line.get(field).and_then(Value::as_f64);
        number.with_context(|| format!("a line of the mesh bench has no number \"{field}\""))
    };
    let camera = ours["camera"].as_str().unwrap_or("?");
    Ok(Row {
        name: format!("mesh of 1 million triangles at 1024^2, {camera}"),
        measure,
        ours: number(ours)?,
        theirs: Some(number(theirs)?),
        at_most,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_compares_the_same_camera_and_names_a_missing_number() {
        let line = |seconds: f64| json!({"camera": "far", "wall_s": seconds});
        let row_of = |field| row(&line(1.0), &line(4.0), field, "wall s", Some(1.0));
        let wall = row_of("wall_s").unwrap();
        assert_eq!((wall.ratio(), wall.is_met()), (Some(0.25), Some(true)));
        assert!(wall.name.ends_with("far"), "{}", wall.name);
        assert!(row_of("cpu_s").unwrap_err().to_string().contains("\"cpu_s\""));
    }
}
