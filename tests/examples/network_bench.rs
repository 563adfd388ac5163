//! What evaluating and building a network costs for each processor, and opening a workspace:
//! `cargo xtask bench examples`.
//!
//! Prints one JSON line for each measurement, in seconds.
//! The Python chain runs only with the module python3 beside this program.

use ivw_core::host::Host;
use ivw_core::prelude::*;
use ivw_tests::median;
use std::time::Instant;

/// A number.
#[derive(Processor)]
#[processor("org.bench.Source", category = "Benchmark")]
struct Source {
    /// The number.
    #[outport("out")]
    out: Out<Array>,

    /// The number.
    #[property("value", soft = 0.0..=1e9)]
    value: f32,
}

impl Process for Source {
    fn process(&mut self, _: &Context) -> Result<()> {
        self.out.set(Array::copy_of(&[self.value]));
        Ok(())
    }
}

/// Hands on what comes in.
#[derive(Processor)]
#[processor("org.bench.Step", category = "Benchmark")]
struct Step {
    /// Anything.
    #[inport("in")]
    input: In<Array>,

    /// The same.
    #[outport("out")]
    out: Out<Array>,
}

impl Process for Step {
    fn process(&mut self, _: &Context) -> Result<()> {
        self.out.set(self.input.get()?);
        Ok(())
    }
}

/// Where the chain ends.
#[derive(Processor)]
#[processor("org.bench.Sink", category = "Benchmark")]
struct Sink {
    /// Anything.
    #[inport("in")]
    input: In<Array>,
}

impl Process for Sink {
    fn process(&mut self, _: &Context) -> Result<()> {
        self.input.get()?;
        Ok(())
    }
}

const PYTHON_STEP: &str = "\
import inviwopy as ivw
from inviwopy.data import BufferInport, BufferOutport


class BenchStep(ivw.Processor):
    def __init__(self, id, name):
        super().__init__(id, name)
        self.inport = BufferInport('in')
        self.outport = BufferOutport('out')
        self.addInport(self.inport)
        self.addOutport(self.outport)

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo('org.bench.BenchStep', 'BenchStep')

    def getProcessorInfo(self):
        return BenchStep.processorInfo()

    def process(self):
        self.outport.setData(self.inport.getData())
";

fn chain(host: &Host, step: &str, n: usize) -> Result<()> {
    host.add("org.bench.Source")?;
    let mut last = "Source.out".to_owned();
    for _ in 0..n {
        let id = host.add(step)?;
        let name = host.with(|network| network.node(id).map(|node| node.identifier.clone()))?;
        host.connect(&last, &format!("{name}.in"))?;
        last = format!("{name}.out");
    }
    host.add("org.bench.Sink")?;
    host.connect(&last, "Sink.in")
}

/// Seconds for each processor to build a chain, and to evaluate it after its source changed.
fn measure(
    step: &str,
    n: usize,
    repeat: usize,
    host: impl Fn() -> Result<Host>,
) -> Result<[f64; 2]> {
    let mut building = Vec::new();
    let mut evaluating = Vec::new();
    for _ in 0..3 {
        let host = host()?;
        let start = Instant::now();
        chain(&host, step, n)?;
        building.push(start.elapsed().as_secs_f64() / n as f64);
        host.update();
        assert_eq!(host.failures(), []);
        for round in 0..repeat {
            host.set("Source.value", round as f64 + 1.0)?;
            let start = Instant::now();
            host.update();
            evaluating.push(start.elapsed().as_secs_f64() / n as f64);
        }
    }
    Ok([median(building), median(evaluating)])
}

/// Seconds to open a workspace with 25 volume renderings, 100 processors of the base module.
fn opening(repeat: usize) -> Result<f64> {
    let host = Host::new();
    host.load_modules(&["base"], &[]);
    for _ in 0..25 {
        let add = |class: &str| -> Result<String> {
            let id = host.add(&format!("org.inviwo.{class}"))?;
            host.with(|network| network.node(id).map(|node| node.identifier.clone()))
        };
        let (volume, cube) = (add("VolumeCreator")?, add("CubeProxyGeometry")?);
        let (points, caster) = (add("EntryExitPoints")?, add("VolumeRaycaster")?);
        host.connect(&format!("{volume}.volume"), &format!("{cube}.volume"))?;
        host.connect(&format!("{cube}.proxyGeometry"), &format!("{points}.geometry"))?;
        host.connect(&format!("{volume}.volume"), &format!("{caster}.volume"))?;
        for side in ["entry", "exit"] {
            host.connect(&format!("{points}.{side}"), &format!("{caster}.{side}"))?;
        }
        host.set(&format!("{caster}.raycaster.samplingRate"), 4.0)?;
        host.set(&format!("{points}.camera.lookFrom"), Value::floats(&[1.0, 2.0, 3.0])?)?;
    }
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("hundred.inv");
    host.save(&file)?;
    let mut times = Vec::new();
    for _ in 0..repeat {
        host.clear()?;
        let start = Instant::now();
        host.open(&file)?;
        times.push(start.elapsed().as_secs_f64());
        assert_eq!(host.with(|network| network.processors().len()), 100);
    }
    Ok(median(times))
}

fn main() -> Result<()> {
    let repeat = if std::env::args().any(|argument| argument == "--quick") { 10 } else { 100 };
    let native = || {
        let host = Host::new();
        host.register_own()?;
        Ok(host)
    };
    let [_, evaluate] = measure("org.bench.Step", 1_000, repeat, native)?;
    println!(
        r#"{{"case": "native chain of 1,000: each processor", "ours_s": {evaluate:e}, "at_most": 0.5e-6}}"#
    );
    let [short, _] = measure("org.bench.Step", 1_000, 1, native)?;
    let [long, _] = measure("org.bench.Step", 10_000, 1, native)?;
    println!(
        r#"{{"case": "building native chains: each of 10,000 against each of 1,000", "ours_s": {long:e}, "theirs_s": {short:e}, "at_most": 2.0}}"#
    );

    let open = opening(repeat)?;
    println!(
        r#"{{"case": "opening a workspace with 100 processors", "ours_s": {open:e}, "at_most": 0.05}}"#
    );

    let folder = tempfile::tempdir()?;
    let file = folder.path().join("BenchStep.py");
    std::fs::write(&file, PYTHON_STEP)?;
    let python = Host::new();
    python.register_own()?;
    python.load_modules(&["python3"], &[]);
    let Ok(engine) = python.script_engine() else {
        eprintln!("no Python chain: the module python3 was not found");
        return Ok(());
    };
    engine.request(&ivw_core::script::ScriptRequest::AddFile { path: file })?;
    let python = || {
        python.clear()?;
        Ok(python.clone())
    };
    let [_, evaluate] = measure("org.bench.BenchStep", 1_000, repeat, python)?;
    println!(
        r#"{{"case": "Python chain of 1,000: each processor", "ours_s": {evaluate:e}, "at_most": 3e-6}}"#
    );
    Ok(())
}
