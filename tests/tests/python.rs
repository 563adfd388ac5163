//! Real Python: processors in files, run by a host.
//!
//! All tests share one process and one interpreter; each has a host of its own, but processors in
//! files belong to the first one.

use ivw_core::host::Host;
use ivw_core::log::Capture;
use ivw_core::module;
use ivw_core::network::PortRef;
use ivw_core::prelude::*;
use ivw_core::script::ScriptRequest;
use ivw_tests::{module_path, workspace_dir};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock};
use std::time::{Duration, Instant};
use tracing_subscriber::layer::SubscriberExt as _;

/// The host with Python; tests take turns, as a network is one.
struct Python {
    host: Host,
    log: Capture,
}

fn python() -> MutexGuard<'static, Python> {
    static PYTHON: OnceLock<Mutex<Python>> = OnceLock::new();
    let python = PYTHON.get_or_init(|| {
        let log = Capture::new(10_000);
        let listener = tracing_subscriber::registry().with(log.clone());
        tracing::subscriber::set_global_default(listener).expect("nobody listens yet");
        let host = Host::new();
        let venv = workspace_dir().join(".venv/bin/python");
        if std::env::var_os("IVW_PYTHON").is_none() && venv.is_file() {
            host.set_setting("python", venv.to_string_lossy());
        }
        let module = module::load(&module_path("python3")).expect("the module loads");
        module.start(host.for_module("Python3")).expect("Python starts");
        Mutex::new(Python { host, log })
    });
    let python = python.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    python.host.clear().expect("a network can be cleared");
    python.log.clear();
    python
}

impl Python {
    fn add_file(&self, path: &Path) -> Result<Vec<String>> {
        let request = ScriptRequest::AddFile { path: path.to_owned() };
        Ok(self.host.script_engine()?.request(&request)?.items)
    }

    /// Registers a processor in a file of its own.
    fn add_source(&self, name: &str, source: &str) -> Result<Vec<String>> {
        self.add_file(&written(name, source))
    }

    fn run(&self, text: &str) -> Result<String> {
        let request = ScriptRequest::RunText { text: text.to_owned(), name: String::new() };
        Ok(self.host.script_engine()?.request(&request)?.text)
    }

    fn messages(&self) -> Vec<String> {
        self.log.records().into_iter().map(|r| format!("{} {}", r.level, r.message)).collect()
    }
}

fn folder() -> &'static Path {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    FOLDER.get_or_init(|| tempfile::tempdir().expect("there is room")).path()
}

fn written(name: &str, source: &str) -> PathBuf {
    let path = folder().join(name);
    std::fs::write(&path, source).expect("a temporary folder can be written to");
    path
}

/// A processor without ports whose methods are given.
fn sink(name: &str, methods: &str) -> String {
    format!(
        "import inviwopy as ivw
from inviwopy.properties import *

class {name}(ivw.Processor):
    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo('org.test.{name}', '{name}')

    def getProcessorInfo(self):
        return {name}.processorInfo()

{methods}
"
    )
}

#[test]
fn the_guiding_example_runs_as_it_is_written() -> Result<()> {
    let python = python();
    let host = &python.host;
    let classes =
        python.add_file(&workspace_dir().join("data/python_processors/NumpySource.py"))?;
    assert_eq!(classes, ["org.inviwo.numpysource"]);
    let spec = host.factories().get("org.inviwo.numpysource")?.spec.clone();
    assert_eq!((spec.name.as_str(), spec.category.as_str()), ("NumpySource", "Python"));
    assert_eq!(spec.outports[0].class_id, "org.inviwo.Volume.outport");
    assert_eq!(spec.properties[0].id, "file");

    python.run("import numpy as np")?;
    let path = folder().join("volume.npy");
    python.run(&format!(
        "np.save(r'{}', np.arange(24, dtype=np.float32).reshape(2, 3, 4))",
        path.display()
    ))?;
    let source = host.add("org.inviwo.numpysource")?;
    // A source alone is not evaluated: somebody has to want its data.
    python.add_source(
        "Wants.py",
        &sink(
            "Wants",
            "    def __init__(self, id, name):
        ivw.Processor.__init__(self, id, name)
        from inviwopy.data import VolumeInport
        self.inport = VolumeInport('inport')
        self.addInport(self.inport)

    def process(self):
        self.seen = self.inport.getData()
",
        ),
    )?;
    host.add("org.test.Wants")?;
    host.connect("NumpySource.outport", "Wants.inport")?;
    host.update();
    assert!(host.failures().is_empty(), "{:?}", host.failures());
    assert!(python.messages().contains(&"INFO Invalid file path.".to_owned()));
    let printed = python.log.records();
    let printed = printed.iter().find(|r| r.message == "Invalid file path.").expect("as above");
    assert_eq!((printed.target.as_str(), printed.fields.as_str()), ("python", "processor=NumpySource"));

    host.set("NumpySource.file", path.to_str().expect("it is text"))?;
    host.update();
    assert!(host.failures().is_empty(), "{:?}", host.failures());
    let volume = host.output(PortRef { processor: source, port: 0 }).expect("there is data");
    let volume = volume.downcast::<Volume>()?;
    assert_eq!(volume.dims, [4, 3, 2]);
    assert_eq!(volume.voxel_at(23)[0], 23.0);
    assert_eq!(python.run("ivw.app.network.Wants.seen.dimensions[0]")?, "4");
    Ok(())
}
