//! What the boundary to modules costs: `cargo xtask bench examples`.
//!
//! Prints one JSON line for each measurement: calls and hand-overs against a trait object of this
//! program, the load time and size of each module beside it, and the start with fifty modules.

use ivw_core::abi::RVec;
use ivw_core::data::DataHandle;
use ivw_core::host::Host;
use ivw_core::module::{self, Outcome};
use ivw_core::prelude::*;
use ivw_tests::median;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// What a processor would be without a boundary.
trait InProcess {
    fn not_ready(&mut self) -> Result<()>;
    fn set_inputs(&mut self, data: Vec<Shared<Volume>>) -> Result<()>;
}

#[derive(Default)]
struct Local {
    volume: Option<Shared<Volume>>,
}

impl InProcess for Local {
    fn not_ready(&mut self) -> Result<()> {
        black_box(&mut self.volume);
        Ok(())
    }

    fn set_inputs(&mut self, data: Vec<Shared<Volume>>) -> Result<()> {
        self.volume = data.into_iter().next();
        Ok(())
    }
}

/// Median seconds of a call, over batches.
fn seconds(n: u32, mut call: impl FnMut() -> Result<()>) -> Result<f64> {
    let mut times = Vec::new();
    for _ in 0..21 {
        let start = Instant::now();
        for _ in 0..n {
            call()?;
        }
        times.push(start.elapsed().as_secs_f64() / f64::from(n));
    }
    Ok(median(times))
}

fn print(case: &str, ours: f64, theirs: f64) {
    println!(r#"{{"case": "{case}", "ours_s": {ours:e}, "theirs_s": {theirs:e}}}"#);
}

/// Programs and modules lie one folder above the examples.
fn folder() -> Result<PathBuf> {
    let program = std::env::current_exe()?;
    let folder = program.parent().and_then(Path::parent);
    Ok(folder.ok_or_else(|| Error::new("an example is in a folder"))?.to_owned())
}

fn calls(folder: &Path, n: u32) -> Result<()> {
    let host = Host::new();
    host.load_found(&module::search_in(&[folder.to_owned()], &["sender", "receiver"]));
    let class = host.factories().get("org.ivw.fixture.Sum")?.clone();
    let port = class.spec.inports.iter().position(|port| port.id == "volume");
    let port = port.ok_or_else(|| Error::new("Sum has no inport for volumes"))? as u32;
    let mut theirs: Box<dyn InProcess> = black_box(Box::new(Local::default()));
    let mut ours = class.create("Sum", "Sum")?;

    let called = seconds(n, || ivw_core::abi::answer(ours.not_ready()))?;
    print("a call into a module / trait object", called, seconds(n, || theirs.not_ready())?);

    let volume = Shared::new(Volume::from_fn([1, 1, 1].into(), |_| 1.0)?);
    let handle = DataHandle::from(volume.clone());
    let handed = seconds(n, || {
        let inputs: RVec<DataHandle> = vec![handle.clone()].into();
        ivw_core::abi::answer(ours.set_inputs(port, inputs))
    })?;
    let local = seconds(n, || theirs.set_inputs(vec![volume.clone()]))?;
    print("handing a volume over to a module / trait object", handed, local);
    Ok(())
}

fn libraries(folder: &Path) -> Result<()> {
    let host = Host::new();
    let names = ["base", "plotting", "postprocessing", "vectorfield", "python3"];
    host.load_found(&module::search_in(&[folder.to_owned()], &names));
    for report in host.modules() {
        let (Some(path), Outcome::Loaded { load_ms, .. }) = (&report.path, &report.outcome) else {
            eprintln!("{report}");
            continue;
        };
        let (name, seconds) = (&report.name, load_ms * 1e-3);
        println!(r#"{{"case": "loading the module {name}", "ours_s": {seconds:e}}}"#);
        let megabytes = std::fs::metadata(path)?.len() as f64 / 1e6;
        println!(
            r#"{{"case": "library of the module {name}", "measure": "MB", "ours_s": {megabytes}}}"#
        );
    }
    Ok(())
}

/// Copies of a library whose module and classes have names of their own.
fn fifty(folder: &Path, repeat: usize) -> Result<()> {
    let bytes = std::fs::read(folder.join(module::library_name("sender")))?;
    let copies = tempfile::tempdir()?;
    for n in 0..50 {
        let mut copy = bytes.clone();
        for (old, new) in [
            (&b"org.ivw.fixture."[..], format!("org.ivw.fixtu{n:02}.")),
            (&b"Sender"[..], format!("Send{n:02}")),
        ] {
            let places: Vec<_> = (0..copy.len() - old.len())
                .filter(|&at| copy[at] == old[0] && copy[at..].starts_with(old))
                .collect();
            for at in places {
                copy[at..at + old.len()].copy_from_slice(new.as_bytes());
            }
        }
        std::fs::write(copies.path().join(module::library_name(&format!("copy{n:02}"))), copy)?;
    }
    let start = || -> Result<f64> {
        let mut app = Command::new(folder.join("ivw-app"));
        app.arg("--module-path").arg(copies.path()).args(["--without", "python3", "modules"]);
        let start = Instant::now();
        let output = app.output()?;
        let seconds = start.elapsed().as_secs_f64();
        let text = String::from_utf8_lossy(&output.stdout);
        let n = text.lines().filter(|line| line.starts_with("Send")).count();
        match n {
            50 => Ok(seconds),
            _ => Err(Error::new(format!("{n} of 50 modules were loaded: {text}"))),
        }
    };
    let times = (0..repeat).map(|_| start()).collect::<Result<Vec<_>>>()?;
    let seconds = median(times);
    println!(
        r#"{{"case": "start: ivw-app modules, with 50 more modules", "ours_s": {seconds:e}, "at_most": 0.3}}"#
    );
    Ok(())
}

fn main() -> Result<()> {
    let is_quick = std::env::args().any(|argument| argument == "--quick");
    let folder = folder()?;
    calls(&folder, if is_quick { 1_000 } else { 100_000 })?;
    libraries(&folder)?;
    fifty(&folder, if is_quick { 3 } else { 11 })
}
