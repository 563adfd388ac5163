//! Frames of the window, without a screen: how long one takes, and how late one may be.
//!
//! The window is driven as its tests drive it: orders on standard input, answers on standard output.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::{Bench, Report, Row};
use crate::cargo::{build_release_with, desktop_features, program, target_dir};

/// A frame of a screen with 60 Hz.
const FRAME_MS: f64 = 1000.0 / 60.0;
/// No frame may be later than this, whatever Python does.
const LATE_MS: f64 = 50.0;
const N: usize = 1000;

/// A processor that computes for two seconds in pure Python, and a file that takes one to load.
const BUSY: &str = "\
import time
import inviwopy as ivw


def compute(seconds):
    end, n = time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        n += 1
    return n


compute(LOADS)


class Busy(ivw.Processor):
    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo('org.bench.busy', 'Busy')

    def getProcessorInfo(self):
        return Busy.processorInfo()

    def process(self):
        compute(2.0)
";

pub(super) fn compare(bench: &Bench) -> Result<Report> {
    let features = desktop_features();
    if features.is_empty() {
        println!("there is no Qt: left out");
        return Ok(Report::default());
    }
    build_release_with(features)?;
    measure(&bench.release, &bench.python, if bench.quick { 100 } else { 1000 })
}

/// Measures the application in a folder of a build.
fn measure(folder: &Path, python: &Path, steps: usize) -> Result<Report> {
    let home = target_dir().join("bench-desktop");
    if home.is_dir() {
        fs::remove_dir_all(&home)?;
    }
    let processors = home.join(".inviwo/python_processors");
    fs::create_dir_all(&processors)?;
    let workspace = home.join("thousand.inv");
    fs::write(&workspace, thousand())?;
    let mut report = Report::default();
    let mut note = |name: String, measure: &'static str, ours: f64, at_most: f64| {
        println!("{name}  {measure}  {ours:.2}");
        report.measurements.push(json!({"case": name, "measure": measure, "ours": ours}));
        report.rows.push(Row { name, measure, ours, theirs: None, at_most: Some(at_most) });
    };

    let mut window = Window::open(folder, python, &home, Some(&workspace))?;
    window.until(|state| state["nodes"].as_object().is_some_and(|nodes| nodes.len() == N))?;
    window.order(&json!({"do": "click", "name": "action-fit"}))?;
    for (zoom, seen) in [("action-fit", "all of them"), ("action-zoom-one", "actual size")] {
        window.order(&json!({"do": "click", "name": zoom}))?;
        let times = window.pan(steps)?;
        let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
        let name = |which: &str| format!("pan {N} processors, {seen}, {which}");
        note(name("median frame"), "ms", at(0.5), FRAME_MS);
        note(name("99 % of frames"), "ms", at(0.99), FRAME_MS);
    }
    drop(window);

    let file = processors.join("Busy.py");
    fs::write(&file, BUSY.replace("LOADS", "1.0"))?;
    let mut window = Window::open(folder, python, &home, None)?;
    note(
        "latest frame while modules and Python load".to_string(),
        "ms",
        window.watched(false)?,
        LATE_MS,
    );
    window.watched(true)?;
    window
        .order(&json!({"do": "set", "name": "processor-search", "text": "Busy", "open": true}))?;
    window.order(&json!({"do": "activate", "name": "processor-list", "text": "Busy"}))?;
    window.until(|state| state["nodes"]["Busy"]["status"] == "running")?;
    window.until(|state| state["nodes"]["Busy"]["status"] == "ready")?;
    note("latest frame while Python runs".to_string(), "ms", window.watched(true)?, LATE_MS);
    fs::write(&file, BUSY.replace("LOADS", "1.5"))?;
    window.until(|state| state["nodes"]["Busy"]["status"] == "running")?;
    window.until(|state| state["nodes"]["Busy"]["status"] == "ready")?;
    note(
        "latest frame while a file is taken over".to_string(),
        "ms",
        window.watched(false)?,
        LATE_MS,
    );
    Ok(report)
}

/// A workspace with a grid of processors, each connected to the next one.
fn thousand() -> String {
    let (mut processors, mut connections) = (String::new(), String::new());
    for n in 0..N {
        let _ = writeln!(
            processors,
            "<Processor type=\"org.inviwo.CalcNormalsProcessor\" identifier=\"P{n}\" displayName=\"P{n}\">\
             <MetaDataMap><MetaDataItem type=\"org.inviwo.ProcessorMetaData\" \
             key=\"org.inviwo.ProcessorMetaData\"><position x=\"{}\" y=\"{}\" />\
             <visibility content=\"1\" /><selection content=\"0\" /></MetaDataItem></MetaDataMap>\
             </Processor>",
            n % 40 * 200,
            n / 40 * 100
        );
        if n > 0 {
            let _ = writeln!(
                connections,
                "<Connection src=\"P{}.outport\" dst=\"P{n}.inport\" />",
                n - 1
            );
        }
    }
    format!(
        "<?xml version=\"1.0\" ?>\n<InviwoWorkspace version=\"3\"><ProcessorNetwork>\
         <ProcessorNetworkVersion content=\"21\" /><Processors>{processors}</Processors>\
         <Connections>{connections}</Connections></ProcessorNetwork></InviwoWorkspace>\n"
    )
}

/// A window without a screen.
struct Window {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Window {
    /// Opens a window, watches its frames, and waits until its modules are loaded.
    fn open(folder: &Path, python: &Path, home: &Path, workspace: Option<&Path>) -> Result<Self> {
        let mut process = Command::new(folder.join(program("ivw-app")))
            .args(workspace)
            .args(["--drive", "--trust", "--window", "1440x900"])
            .env("QT_QPA_PLATFORM", "offscreen")
            .env("IVW_PYTHON", python)
            .env("HOME", home)
            .env("XDG_CONFIG_HOME", home.join(".config"))
            .env("XDG_STATE_HOME", home.join(".state"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("the window does not start")?;
        let input = process.stdin.take().context("it has an input")?;
        let output = BufReader::new(process.stdout.take().context("it has an output")?);
        let mut window = Self { process, input, output };
        window.watched(true)?;
        window.until(|state| state["started"] == true)?;
        Ok(window)
    }

    fn order(&mut self, order: &Value) -> Result<Value> {
        writeln!(self.input, "{order}")?;
        self.input.flush()?;
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        let answer: Value = serde_json::from_str(&line)
            .with_context(|| format!("the window answers {order} with {line:?}"))?;
        ensure!(answer["error"].is_null(), "{order}: {answer}");
        Ok(answer)
    }

    fn until(&mut self, is_so: impl Fn(&Value) -> bool) -> Result<()> {
        let begin = Instant::now();
        let mut after = 0;
        while begin.elapsed() < Duration::from_secs(120) {
            let state = self.order(&json!({"do": "wait", "after": after}))?;
            if is_so(&state) {
                return Ok(());
            }
            after = state["revision"].as_u64().unwrap_or(0);
        }
        bail!("the window never came so far")
    }

    /// The longest wait for a frame since the last call, in milliseconds; begins anew if wanted.
    fn watched(&mut self, goes_on: bool) -> Result<f64> {
        let seen = self.order(&json!({"do": "watch", "on": goes_on}))?;
        Ok(seen["value"]["longest"].as_f64().unwrap_or(0.0))
    }

    /// Times of frames while the network is panned, in milliseconds, sorted.
    fn pan(&mut self, steps: usize) -> Result<Vec<f64>> {
        self.watched(false)?;
        self.order(&json!({"do": "pan", "name": "network", "steps": steps}))?;
        loop {
            // Seldom, as the answers take their time as well.
            sleep(Duration::from_millis(200));
            let done = self.order(&json!({"do": "panned", "name": "network"}))?;
            if let Some(times) = done["value"].as_array() {
                let mut times: Vec<f64> = times.iter().filter_map(Value::as_f64).collect();
                times.sort_by(f64::total_cmp);
                ensure!(times.len() == steps, "some frames were not measured");
                return Ok(times);
            }
        }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_has_all_processors_in_one_chain() {
        let text = thousand();
        assert_eq!(text.matches("<Processor ").count(), N);
        assert_eq!(text.matches("<Connection ").count(), N - 1);
    }

    #[test]
    #[ignore = "measures the application in the folder of the dev build"]
    fn frames_of_the_dev_build() -> Result<()> {
        let python = std::env::var("IVW_PYTHON").unwrap_or_else(|_| "python3".to_string());
        let report = measure(&target_dir().join("debug"), Path::new(&python), 200)?;
        assert_eq!(report.rows.len(), 7);
        Ok(())
    }
}
