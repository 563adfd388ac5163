//! What it costs to take over a changed file of a processor: `cargo xtask bench examples`.
//!
//! Prints one JSON line: the median in seconds from the change to the last new instance in the network.
//! It runs only with the module python3 beside this program.

use ivw_core::host::Host;
use ivw_core::prelude::*;
use ivw_core::script::ScriptRequest;
use std::time::Instant;

/// A processor as people write them: a port, some properties, a callback.
const SOURCE: &str = "\
import inviwopy as ivw
from inviwopy.data import VolumeInport, VolumeOutport
from inviwopy.properties import CompositeProperty, FloatProperty, IntProperty, StringProperty

VERSION = ";

const CLASS: &str = "

class BenchReload(ivw.Processor):
    def __init__(self, id, name):
        super().__init__(id, name)
        self.version = VERSION
        self.inport = VolumeInport('inport')
        self.outport = VolumeOutport('outport')
        self.addInport(self.inport)
        self.addOutport(self.outport)
        self.number = FloatProperty('number', 'Number', 0.5, 0.0, 1.0)
        self.count = IntProperty('count', 'Count', 1, 0, 10)
        self.group = CompositeProperty('group', 'Group')
        self.text = StringProperty('text', 'Text', '')
        self.group.addProperty(self.text)
        self.addProperties([self.number, self.count, self.group])
        self.number.onChange(lambda: None)

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo('org.bench.BenchReload', 'BenchReload')

    def process(self):
        self.outport.setData(self.inport.getData())
";

const N: usize = 200;

fn main() -> Result<()> {
    let repeat = if std::env::args().any(|argument| argument == "--quick") { 5 } else { 20 };
    let host = Host::new();
    host.load_modules(&["python3"], &[]);
    let Ok(engine) = host.script_engine() else {
        eprintln!("nothing is measured: the module python3 was not found");
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("BenchReload.py");
    let write = |version: usize| std::fs::write(&path, format!("{SOURCE}{version}\n{CLASS}"));
    write(0)?;
    engine.request(&ScriptRequest::AddFile { path: path.clone() })?;
    let mut last: Option<String> = None;
    for _ in 0..N {
        let id = host.add("org.bench.BenchReload")?;
        let name = host.with(|network| network.node(id).map(|node| node.identifier.clone()))?;
        host.set(&format!("{name}.number"), 0.25)?;
        if let Some(last) = last {
            host.connect(&format!("{last}.outport"), &format!("{name}.inport"))?;
        }
        last = Some(name);
    }
    let mut times = Vec::new();
    for version in 1..=repeat {
        write(version)?;
        let start = Instant::now();
        let classes = engine.request(&ScriptRequest::Reload)?.items;
        times.push(start.elapsed().as_secs_f64());
        assert_eq!(classes, ["org.bench.BenchReload"]);
    }
    let text = "{p.version for p in __import__('inviwopy').app.network.processors}".to_owned();
    let versions = engine.request(&ScriptRequest::RunText { text, name: String::new() })?.text;
    assert_eq!(versions, format!("{{{repeat}}}"));
    times.sort_by(f64::total_cmp);
    println!(
        "{{\"case\": \"reload a file with {N} processors in the network\", \"ours_s\": {:e}, \"at_most\": 0.1}}",
        times[times.len() / 2]
    );
    Ok(())
}
