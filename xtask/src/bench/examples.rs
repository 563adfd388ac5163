//! Comparisons that an example of a crate makes itself, because both sides live in one process.
//!
//! Such an example prints one JSON line per comparison, and is one line in `EXAMPLES`:
//!
//! ```text
//! {"case", "ours_s"}                 a time in seconds
//! {"case", "ours_s", "theirs_s"}     two times to compare
//! ```
//!
//! Another `"measure"` than `"s"` names what the numbers are.
//! Either may add `"at_most"`: the goal for the ratio, or for the time where there is only one.

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Bench, Report, Row, json_lines};
use crate::cargo::{build_example, cargo};
use crate::shell::output;

/// Package, example, and the arguments for a thorough and for a quick measurement.
const EXAMPLES: &[(&str, &str, &[&str], &[&str])] = &[
    // 1,000 trivial processors in a chain, native and Python.
    ("ivw-tests", "network_bench", &[], &["--quick"]),
    // A changed file with 200 processors in the network, until all are new.
    ("ivw-tests", "reload_bench", &[], &["--quick"]),
    // `Volume(array)` of 512^3 f32 against `np.copy`.
    ("ivw-tests", "array_bench", &[], &["--quick"]),
    // Properties from Python: at most 500 ns.
    ("ivw-tests", "property_bench", &[], &["--quick"]),
    // Calls and hand-overs across the boundary; load time and size of each module.
    ("ivw-tests", "module_bench", &[], &["--quick"]),
];

pub(super) fn compare(bench: &Bench) -> Result<Report> {
    let present = cargo_examples()?;
    let mut report = Report::default();
    for (package, example, thorough, quick) in EXAMPLES {
        if !present.iter().any(|(of, name)| of == package && name == example) {
            println!("{package} has no example {example} yet: left out");
            continue;
        }
        let mut command = Command::new(build_example(&bench.release, example)?);
        command.args(if bench.quick { *quick } else { *thorough });
        let lines = json_lines(&output(command.env("IVW_PYTHON", &bench.python))?);
        for line in &lines {
            let row = row(line).with_context(|| format!("{example} printed {line}"))?;
            println!("{}  {}  {:.4}", row.name, row.measure, row.ratio().unwrap_or(row.ours));
            report.rows.push(row);
        }
        report.measurements.extend(lines);
    }
    Ok(report)
}

fn row(line: &Value) -> Option<Row> {
    let number = |name: &str| line.get(name).and_then(Value::as_f64);
    Some(Row {
        name: line.get("case")?.as_str()?.to_string(),
        measure: match line.get("measure").and_then(Value::as_str) {
            Some("MB") => "MB",
            _ => "s",
        },
        ours: number("ours_s")?,
        theirs: number("theirs_s"),
        at_most: number("at_most"),
    })
}

/// The examples of the workspace, as package and name.
fn cargo_examples() -> Result<Vec<(String, String)>> {
    let text = output(cargo().args(["metadata", "--format-version", "1", "--no-deps"]))?;
    let metadata: Value = serde_json::from_str(&text).context("cargo metadata is not JSON")?;
    Ok(examples_in(&metadata))
}

fn examples_in(metadata: &Value) -> Vec<(String, String)> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let mut examples = Vec::new();
    for package in list(&metadata["packages"]) {
        for target in list(&package["targets"]) {
            if list(&target["kind"]).iter().any(|kind| kind == "example") {
                examples.push((text(&package["name"]), text(&target["name"])));
            }
        }
    }
    examples
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_line_needs_a_case_and_our_time_only() {
        let single = row(&json!({"case": "chain", "ours_s": 0.5})).unwrap();
        assert_eq!((single.ours, single.theirs, single.at_most), (0.5, None, None));
        assert!(row(&json!({"ours_s": 0.5})).is_none());
        assert!(row(&json!({"case": "chain"})).is_none());
    }

    #[test]
    fn examples_are_found_and_other_targets_are_not() {
        let metadata = json!({"packages": [{"name": "p", "targets": [
            {"name": "e", "kind": ["example"]}, {"name": "p", "kind": ["lib"]}]}]});
        assert_eq!(examples_in(&metadata), [("p".to_string(), "e".to_string())]);
    }
}
