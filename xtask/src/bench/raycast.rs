//! Our ray caster against VTK's FixedPoint mapper: same volume, camera, transfer function, step.
//!
//! Our side is the example `raycast_bench` of ivw-module-base, theirs is `bench/vtk_raycast.py`.
//! Both take these arguments, and what they mean is written in the head of that script:
//!
//! ```text
//! VOLUME.npy --case NAME --camera NAME:EX,EY,EZ:FX,FY,FZ:UX,UY,UZ [--camera ...]
//!     [--view-angle DEGREES] [--size N] [--tf "X,R,G,B,A ..."] [--step VOXELS] [--shade]
//!     [--repeat N] [--threads N] [--png FILE]
//! ```
//!
//! Both print one JSON line per camera:
//!
//! ```text
//! {"case", "size", "camera", "shade", "cpu_s", "wall_s", "first_cpu_s", "first_wall_s", "peak_rss_mb"}
//! ```
//!
//! `first_*` is the first frame from that camera, with all that is prepared in it; `cpu_s` (of all
//! threads) and `wall_s` are the medians of `--repeat` later frames. `peak_rss_mb` is the high-water
//! mark of the process so far (`VmHWM` of `/proc/self/status`), so the last line has the highest.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{Bench, Report, Row, json_lines};
use crate::cargo::build_example;
use crate::setup::{make_venv, pip_install};
use crate::shell::{heading, output, relative, root, run, succeeds};

/// A volume: its name, and the arguments of `data/make_hydrogen.py` that make it.
struct Case {
    name: &'static str,
    made_with: &'static [&'static str],
    /// The goal for the peak memory, ours divided by theirs.
    memory_at_most: Option<f64>,
}

// An orbital has empty space to skip, as data mostly has; the Marschner-Lobb signal has none.
const CASES: &[Case] = &[
    Case {
        name: "256^3 u8",
        made_with: &["--orbital", "4d", "--amplitude", "--size", "256", "--dtype", "uint8"],
        memory_at_most: None,
    },
    Case {
        name: "256^3 u8 dense",
        made_with: &["--marschner-lobb", "--size", "256", "--dtype", "uint8"],
        memory_at_most: None,
    },
    Case {
        name: "256^3 u16",
        made_with: &["--orbital", "4d", "--amplitude", "--size", "256", "--dtype", "uint16"],
        memory_at_most: None,
    },
    Case {
        name: "512^3 f32",
        made_with: &["--orbital", "4d", "--amplitude", "--size", "512", "--dtype", "float32"],
        memory_at_most: Some(0.7),
    },
];

/// Name, direction from the centre to the eye, and up.
const CAMERAS: &[(&str, [f64; 3], [f64; 3])] = &[
    ("x+", [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]),
    ("x-", [-1.0, 0.0, 0.0], [0.0, 0.0, 1.0]),
    ("y+", [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]),
    ("y-", [0.0, -1.0, 0.0], [0.0, 0.0, 1.0]),
    ("z+", [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]),
    ("z-", [0.0, 0.0, -1.0], [0.0, 1.0, 0.0]),
    ("corner", [1.0, 1.0, 1.0], [0.0, 0.0, 1.0]),
    ("oblique", [-0.62, 0.71, 0.33], [0.0, 0.0, 1.0]),
];

/// Distance of the eye from the centre of the unit cube, which just fills a view of 38 degrees.
const DISTANCE: f64 = 2.4;

/// VTK's side, seen from the checkout.
pub(super) const SCRIPT: &str = "xtask/bench/vtk_raycast.py";

const TRANSFER_FUNCTION: &str =
    "0.02,0.1,0.2,0.8,0 0.15,0.2,0.6,0.9,0.05 0.4,0.9,0.8,0.3,0.3 0.8,1,0.3,0.1,0.9";

pub(super) fn compare(bench: &Bench) -> Result<Report> {
    let vtk_python = vtk_python()?;
    let ours = build_example(&bench.release, "raycast_bench")?;

    let cases = if bench.quick { &CASES[..1] } else { CASES };
    let sizes: &[u32] = if bench.quick { &[512] } else { &[512, 1024] };
    let mut report = Report::default();
    for case in cases {
        let volume = make_volume(bench, case)?;
        for (size, shade) in sizes.iter().flat_map(|size| [(*size, false), (*size, true)]) {
            let arguments = arguments(&volume, case.name, size, shade, bench.quick);
            let mut our_command = Command::new(&ours);
            let our_lines = json_lines(&output(our_command.args(&arguments))?);
            let mut their_command = Command::new(&vtk_python);
            let their_lines = json_lines(&output(their_command.arg(SCRIPT).args(&arguments))?);
            if our_lines.len() != CAMERAS.len() || their_lines.len() != CAMERAS.len() {
                bail!(
                    "{} cameras were asked for, but raycast_bench answered {} and VTK {}",
                    CAMERAS.len(),
                    our_lines.len(),
                    their_lines.len()
                );
            }

            let look = if shade { "shaded" } else { "plain" };
            let name = format!("raycast {} at {size}^2 {look}", case.name);
            let rows = rows(&name, &our_lines, &their_lines, case.memory_at_most)?;
            for row in &rows {
                println!("{}  {}  {:.3}", row.name, row.measure, row.ratio().unwrap_or(f64::NAN));
            }
            report.rows.extend(rows);
            for (side, lines) in [("ours", our_lines), ("vtk", their_lines)] {
                let marked = lines.into_iter().map(|line| json!({"side": side, "line": line}));
                report.measurements.extend(marked);
            }
        }
    }
    Ok(report)
}

/// Compares the lines of one picture size and shading: sums over the cameras, and the worst camera.
fn rows(name: &str, ours: &[Value], theirs: &[Value], memory: Option<f64>) -> Result<Vec<Row>> {
    let all = |lines: &[Value], field: &str| -> Result<Vec<f64>> {
        let number = |line: &Value| line.get(field).and_then(Value::as_f64);
        let numbers = lines.iter().map(number).collect::<Option<_>>();
        numbers.with_context(|| format!("{name}: a line has no number \"{field}\""))
    };

    let mut rows = Vec::new();
    for (field, measure) in [("cpu_s", "cpu s"), ("wall_s", "wall s")] {
        let (our_times, their_times) = (all(ours, field)?, all(theirs, field)?);
        let sum = |times: &[f64]| times.iter().sum::<f64>() / times.len() as f64;
        let row = Row {
            name: name.to_string(),
            measure,
            ours: sum(&our_times),
            theirs: Some(sum(&their_times)),
            at_most: None,
        };
        let worst = our_times
            .iter()
            .zip(&their_times)
            .zip(ours)
            .max_by(|((a, b), _), ((c, d), _)| (*a / *b).total_cmp(&(*c / *d)));
        rows.push(row);
        if let Some(((our_time, their_time), line)) = worst {
            rows.push(Row {
                name: format!("{name}, worst camera {}", line["camera"].as_str().unwrap_or("?")),
                measure,
                ours: *our_time,
                theirs: Some(*their_time),
                at_most: None,
            });
        }
    }

    let peak = |lines: &[Value]| -> Result<f64> {
        Ok(all(lines, "peak_rss_mb")?.into_iter().fold(0.0, f64::max))
    };
    rows.push(Row {
        name: name.to_string(),
        measure: "peak MB",
        ours: peak(ours)?,
        theirs: Some(peak(theirs)?),
        at_most: memory,
    });
    Ok(rows)
}

fn arguments(volume: &Path, case: &str, size: u32, shade: bool, quick: bool) -> Vec<String> {
    let mut arguments = vec![relative(volume)];
    let mut add = |name: &str, value: String| arguments.extend([name.to_string(), value]);
    add("--case", case.to_string());
    for camera in CAMERAS {
        add("--camera", camera_argument(camera));
    }
    add("--size", size.to_string());
    add("--tf", TRANSFER_FUNCTION.to_string());
    add("--step", "0.5".to_string());
    add("--repeat", if quick { "1" } else { "2" }.to_string());
    if shade {
        arguments.push("--shade".to_string());
    }
    arguments
}

fn camera_argument((name, direction, up): &(&str, [f64; 3], [f64; 3])) -> String {
    let length = direction.iter().map(|part| part * part).sum::<f64>().sqrt();
    let eye = direction.map(|part| 0.5 + part / length * DISTANCE);
    let text = |v: [f64; 3]| v.map(|part| format!("{part:.6}")).join(",");
    format!("{name}:{}:{}:{}", text(eye), text([0.5; 3]), text(*up))
}

/// These are the commands of both sides that go from the start of a process to one picture.
pub(super) fn one_picture(bench: &Bench, shade: bool) -> Result<(Command, Command)> {
    let volume = make_volume(bench, &CASES[0])?;
    let camera = camera_argument(&CAMERAS[CAMERAS.len() - 1]);
    let draw = |program: PathBuf, script: Option<&str>, picture: &str| {
        let mut command = Command::new(program);
        command.args(script).arg(relative(&volume)).args(["--camera", &camera, "--repeat", "0"]);
        command.args(["--case", CASES[0].name, "--size", "512", "--step", "0.5"]);
        command.args(["--tf", TRANSFER_FUNCTION, "--png", picture]);
        command.args(shade.then_some("--shade"));
        command
    };
    let ours =
        draw(build_example(&bench.release, "raycast_bench")?, None, "out/bench/raycast_bench.png");
    let theirs = draw(vtk_python()?, Some(SCRIPT), "out/bench/vtk.png");
    Ok((ours, theirs))
}

/// This is the environment of the yardstick, apart from our own: vtk is big and only needed here.
pub(super) fn vtk_python() -> Result<PathBuf> {
    let venv = root().join(".venv-bench");
    let python = make_venv(&venv)?;
    if !succeeds(&python.to_string_lossy(), &["-c", "import numpy, vtkmodules"]) {
        println!("Installing numpy and vtk (about 400 MB) into {}", relative(&venv));
        pip_install(&python, &["numpy", "vtk>=9.4"])?;
    }
    Ok(python)
}

/// The first of the volumes, made where it is missing: 256^3 numbers of 8 bits.
pub(super) fn first_volume(bench: &Bench) -> Result<PathBuf> {
    make_volume(bench, &CASES[0])
}

fn make_volume(bench: &Bench, case: &Case) -> Result<PathBuf> {
    let file = case.name.replace([' ', '^'], "_");
    let volume = root().join("out/bench").join(format!("{file}.npy"));
    if fs::metadata(&volume).is_err() {
        heading(&format!("Make {}", relative(&volume)));
        let mut make = Command::new(&bench.python);
        run(make.arg("data/make_hydrogen.py").arg(relative(&volume)).args(case.made_with))?;
    }
    Ok(volume)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(camera: &str, cpu_s: f64, peak_rss_mb: f64) -> Value {
        json!({"camera": camera, "cpu_s": cpu_s, "wall_s": cpu_s / 2.0, "peak_rss_mb": peak_rss_mb})
    }

    #[test]
    fn every_eye_looks_at_the_centre_from_the_same_distance() {
        for camera in CAMERAS {
            let text = camera_argument(camera);
            let eye: Vec<f64> =
                text.split(':').nth(1).unwrap().split(',').map(|x| x.parse().unwrap()).collect();
            let distance = eye.iter().map(|x| (x - 0.5) * (x - 0.5)).sum::<f64>().sqrt();
            assert!((distance - DISTANCE).abs() < 1e-4, "{text}");
        }
    }

    #[test]
    fn the_worst_camera_is_the_one_with_the_highest_ratio() {
        let ours = [line("a", 1.0, 100.0), line("b", 3.0, 140.0)];
        let theirs = [line("a", 4.0, 180.0), line("b", 4.0, 200.0)];
        let rows = rows("case", &ours, &theirs, Some(0.7)).unwrap();
        assert_eq!(rows[0].ratio(), Some(0.5));
        assert!(rows[1].name.ends_with("worst camera b"), "{}", rows[1].name);
        assert_eq!(rows[1].ratio(), Some(0.75));
        let memory = rows.last().unwrap();
        assert_eq!((memory.ours, memory.theirs, memory.is_met()), (140.0, Some(200.0), Some(true)));
    }

    #[test]
    fn a_line_without_a_number_is_an_error_that_names_it() {
        let error = rows("case", &[json!({})], &[json!({})], None).unwrap_err().to_string();
        assert!(error.contains("\"cpu_s\""), "{error}");
    }
}
