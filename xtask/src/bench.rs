//! `cargo xtask bench`: how we compare with VTK and numpy, as ratios of one run.
//!
//! Both sides run alternately on the same machine, because times of different hours do not compare.
//! A section is a function that returns rows; `SECTIONS` is the list. To compare something new, add a
//! line to `examples::EXAMPLES` for an example that prints its own pairs, or a section.

mod desktop;
mod examples;
mod mesh;
mod package;
mod raycast;
mod startup;

use std::fs;
use std::path::PathBuf;
use std::thread::available_parallelism;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::cargo::build_release;
use crate::setup;
use crate::shell::{heading, relative, root};

/// What `--help` says.
pub(crate) const HELP: &str = "
Usage: cargo xtask bench [--quick] [--check] [SECTION]...

Sections, all of them unless some are named:
  raycast   our ray caster against VTK's FixedPoint mapper on the CPU: CPU time, wall time, peak memory
            for 256^3 u8 and u16 and 512^3 f32, at 512^2 and 1024^2, from 6 axes and 2 oblique cameras
  package   the wheel against pyvista: CPU time from a bare Python to a picture of a 256^3 volume
  mesh      our mesh renderer against VTK on llvmpipe: a sphere of a million triangles at 1024^2
  startup   from the start of the process to the list of modules, and to a PNG
  examples  what examples of the crates measure themselves: chains of processors, arrays
  desktop   frames of the window: panning 1,000 processors, and while Python loads and runs (needs Qt)

  --quick   one small volume, 512^2, fewer repeats: a minute instead of half an hour
  --check   fails where a goal is missed

Makes .venv-bench with numpy and vtk, and volumes in out/bench. Ratios are ours divided by theirs:
below 1 is faster or smaller. Writes out/bench.json with every single measurement.
VTK draws without an X server; it needs EGL or OSMesa (Debian: apt-get install libegl1).";

/// What a section needs to know.
struct Bench {
    /// The interpreter that ivw-app uses, with numpy.
    python: PathBuf,
    /// The folder of the optimised build.
    release: PathBuf,
    quick: bool,
}

/// A comparison, or a single number with a limit.
#[derive(Debug, Clone)]
struct Row {
    name: String,
    /// What is measured, with its unit.
    measure: &'static str,
    ours: f64,
    theirs: Option<f64>,
    /// The goal: a limit of `ours / theirs`, or of `ours` where there is nothing to compare with.
    at_most: Option<f64>,
}

impl Row {
    fn ratio(&self) -> Option<f64> {
        self.theirs.map(|theirs| self.ours / theirs)
    }

    fn is_met(&self) -> Option<bool> {
        self.at_most.map(|limit| self.ratio().unwrap_or(self.ours) <= limit)
    }

    fn to_json(&self) -> Value {
        json!({
            "name": self.name, "measure": self.measure, "ours": self.ours, "theirs": self.theirs,
            "ratio": self.ratio(), "at_most": self.at_most, "met": self.is_met(),
        })
    }
}

/// What a section returns: rows to print, and every measurement behind them.
#[derive(Debug, Default)]
struct Report {
    rows: Vec<Row>,
    measurements: Vec<Value>,
}

type Section = (&'static str, fn(&Bench) -> Result<Report>);

const SECTIONS: &[Section] = &[
    ("raycast", raycast::compare),
    ("mesh", mesh::compare),
    ("startup", startup::compare),
    ("package", package::compare),
    ("examples", examples::compare),
    // Last: it builds the application with the desktop.
    ("desktop", desktop::compare),
];

/// Measures the chosen sections, prints a table and writes `out/bench.json`.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let (mut quick, mut check, mut names) = (false, false, Vec::new());
    for arg in args {
        match arg.as_str() {
            "--quick" => quick = true,
            "--check" => check = true,
            name if SECTIONS.iter().any(|(section, _)| *section == name) => names.push(name),
            other => bail!("bench knows no \"{other}\": see `cargo xtask bench --help`"),
        }
    }

    let python = setup::prepare()?;
    let bench = Bench { python, release: build_release()?, quick };
    let (mut all, mut failed) = (Report::default(), Vec::new());
    for (name, compare) in SECTIONS {
        if !names.is_empty() && !names.contains(name) {
            continue;
        }
        heading(&format!("Measure: {name}"));
        match compare(&bench) {
            Ok(report) => {
                all.rows.extend(report.rows);
                all.measurements.extend(report.measurements);
            }
            // What the other sections measured took long: it is not thrown away.
            Err(error) => {
                println!("error: {name}: {error:#}");
                failed.push(*name);
            }
        }
    }

    heading("Result");
    println!("{}", table(&all.rows));
    let path = root().join("out/bench.json");
    let result = json!({
        "cores": available_parallelism().map_or(0, usize::from),
        "quick": quick,
        "rows": all.rows.iter().map(Row::to_json).collect::<Vec<_>>(),
        "measurements": all.measurements,
    });
    fs::create_dir_all(root().join("out"))?;
    fs::write(&path, format!("{result:#}\n")).with_context(|| format!("cannot write {path:?}"))?;
    println!("Every measurement is in {}", relative(&path));

    if !failed.is_empty() {
        bail!("not measured: {}", failed.join(", "));
    }
    let missed = all.rows.iter().filter(|row| row.is_met() == Some(false)).count();
    if check && missed > 0 {
        bail!("{missed} goals are missed");
    }
    Ok(())
}

/// This is the table that people read.
fn table(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.name.chars().count()).max().unwrap_or(0).max(4);
    let mut text = format!(
        "{:<width$}  {:<8} {:>10} {:>10} {:>7}  goal\n",
        "what", "measure", "ours", "theirs", "ratio"
    );
    for row in rows {
        let optional = |value: Option<f64>, digits: usize| {
            value.map_or("-".into(), |value| number(value, digits))
        };
        let goal = match (row.at_most, row.is_met()) {
            (Some(limit), Some(met)) => {
                format!("<= {} {}", number(limit, 3), if met { "met" } else { "MISSED" })
            }
            _ => String::new(),
        };
        let line = format!(
            "{:<width$}  {:<8} {:>10} {:>10} {:>7}  {goal}",
            row.name,
            row.measure,
            number(row.ours, 4),
            optional(row.theirs, 4),
            optional(row.ratio(), 3),
        );
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// This is a number with so many digits after the point, or with an exponent where none would be left.
fn number(value: f64, digits: usize) -> String {
    if value != 0.0 && value.abs() < 1e-3 {
        format!("{value:.2e}")
    } else {
        format!("{value:.digits$}")
    }
}

/// This is the middle of some measurements; not a number without any.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => values[middle],
        _ => (values[middle - 1] + values[middle]) / 2.0,
    }
}

/// The JSON objects among the lines that a program printed; other lines are for people.
fn json_lines(text: &str) -> Vec<Value> {
    text.lines()
        .filter(|line| line.starts_with('{'))
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(ours: f64, theirs: Option<f64>, at_most: Option<f64>) -> Row {
        Row { name: "a".into(), measure: "cpu s", ours, theirs, at_most }
    }

    #[test]
    fn a_goal_limits_the_ratio_or_without_one_the_value() {
        assert_eq!(row(1.0, Some(2.0), Some(0.7)).is_met(), Some(true));
        assert_eq!(row(1.0, Some(1.0), Some(0.7)).is_met(), Some(false));
        assert_eq!(row(0.04, None, Some(0.05)).is_met(), Some(true));
        assert_eq!(row(0.04, None, None).is_met(), None);
    }

    #[test]
    fn a_measurement_that_is_not_a_number_meets_no_goal() {
        assert_eq!(row(f64::NAN, Some(1.0), Some(0.7)).is_met(), Some(false));
    }

    #[test]
    fn the_middle_of_an_even_number_lies_between() {
        assert_eq!(median(vec![4.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0]), 2.5);
        assert!(median(vec![]).is_nan());
    }

    #[test]
    fn lines_for_people_are_no_measurements() {
        let lines = json_lines("loading\n{\"case\": \"a\"}\n{broken\n");
        assert_eq!(lines, [json!({"case": "a"})]);
    }

    #[test]
    fn the_table_says_which_goals_are_missed() {
        let text = table(&[row(1.0, Some(2.0), Some(0.7)), row(3.0, Some(2.0), Some(0.7))]);
        assert!(text.contains("0.500  <= 0.700 met") && text.contains("1.500  <= 0.700 MISSED"));
    }
}
