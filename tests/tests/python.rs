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
    assert_eq!(
        (printed.target.as_str(), printed.fields.as_str()),
        ("python", "processor=NumpySource")
    );

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

/// A processor that counts what is called, with one number.
const COUNTER: &str = "import inviwopy as ivw
from inviwopy.properties import *
from inviwopy.data import *

class Counter(ivw.Processor):
    def __init__(self, id, name):
        super().__init__(id, name)
        self.calls = []
        self.inport = VolumeInport('inport')
        self.addInport(self.inport)
        self.inport.optional = True
        self.outport = ivw.PythonOutport('outport')
        self.addOutport(self.outport)
        self.number = FloatProperty('number', 'Number', 0.5)
        self.heavy = IntProperty('heavy', 'Heavy', 1,
            invalidationLevel=InvalidationLevel.InvalidResources)
        self.group = CompositeProperty('group', 'Group')
        self.inner = StringProperty('inner', 'Inner', 'x')
        self.group.addProperty(self.inner)
        self.button = ButtonProperty('button', 'Button')
        self.addProperties([self.number, self.heavy, self.group, self.button])
        self.number.onChange(lambda: self.calls.append(('number', self.number.value)))
        self.group.onChange(lambda: self.calls.append('group'))

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo('org.test.Counter', 'Counter', tags=ivw.Tags.PY | ivw.Tag('X'))

    def initializeResources(self):
        self.calls.append('init')

    def process(self):
        self.calls.append('process')
        self.was_pressed = self.button.isModified
        self.outport.setData({'n': self.number.value})
";

const SINK: &str = "import inviwopy as ivw

class Sink(ivw.Processor):
    def __init__(self, id, name):
        ivw.Processor.__init__(self, id, name)
        self.inport = ivw.PythonInport('inport')
        self.addInport(self.inport)
        self.seen = []
        self.waited = 0
        self.holder = self.inport.onChange(lambda: self.seen.append('new'))

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo('org.test.Sink', 'Sink')

    def getProcessorInfo(self):
        return Sink.processorInfo()

    def doIfNotReady(self):
        self.waited += 1

    def process(self):
        self.seen.append(self.inport.getData())
";

fn add_counter_and_sink(python: &Python) -> Result<()> {
    python.add_source("Counter.py", COUNTER)?;
    python.add_source("Sink.py", SINK)?;
    python.host.add("org.test.Counter")?;
    python.host.add("org.test.Sink")?;
    python.host.connect("Counter.outport", "Sink.inport")?;
    python.host.update();
    assert!(python.host.failures().is_empty(), "{:?}", python.host.failures());
    python.run("n = ivw.app.network; c, s = n.Counter, n.Sink")?;
    Ok(())
}

#[test]
fn changes_lead_to_what_their_level_says_once() -> Result<()> {
    let python = python();
    add_counter_and_sink(&python)?;
    assert_eq!(python.run("c.calls")?, "['init', 'process']");
    assert_eq!(python.run("s.seen")?, "['new', {'n': 0.5}]");
    python.run("c.calls.clear()")?;
    python.host.set("Counter.heavy", 2)?;
    python.host.update();
    assert_eq!(python.run("c.calls")?, "['init', 'process']");
    python.run("c.calls.clear(); s.seen.clear(); c.number.value = 0.75")?;
    // A script finds the network up to date.
    assert_eq!(python.run("c.calls")?, "[('number', 0.75), 'process']");
    assert_eq!(python.run("s.seen")?, "['new', {'n': 0.75}]");
    python.run("c.calls.clear(); c.number.value = 0.75")?;
    assert_eq!(python.run("c.calls")?, "[]");
    python.run("c.inner.value = 'y'")?;
    assert_eq!(python.run("c.calls")?, "['group', 'process']");
    python.run("c.calls.clear(); c.button.press()")?;
    assert_eq!(python.run("c.calls, c.was_pressed")?, "(['process'], True)");
    assert_eq!(python.run("c.button.isModified")?, "False");
    python.run("c.calls.clear(); c.inner.readOnly = True; c.inner.visible = False")?;
    assert_eq!(python.run("c.calls")?, "[]");
    python.run("c.number.maxValue = 5")?;
    assert_eq!(python.run("c.calls")?, "['process']");
    Ok(())
}

#[test]
fn evaluation_waits_while_the_network_is_locked() -> Result<()> {
    let python = python();
    add_counter_and_sink(&python)?;
    python.run("c.calls.clear(); n.lock(); c.heavy.value = 7; c.heavy.value = 8")?;
    assert_eq!(python.run("c.calls, n.locked")?, "([], True)");
    python.run("n.unlock()")?;
    assert_eq!(python.run("c.calls")?, "['init', 'process']");
    Ok(())
}

#[test]
fn scripts_build_and_take_apart_networks() -> Result<()> {
    let python = python();
    add_counter_and_sink(&python)?;
    python.run(
        "
d = ivw.app.processorFactory.create('org.test.Counter', [3, 4])
n.addProcessor(d)
assert (d.identifier, d.displayName) == ('Counter2', 'Counter'), d.identifier
assert repr(d) == 'Counter2' and n.Counter2 is d and n.processors['Counter2'] is d
assert list(d.meta.position) == [3, 4] if False else d.meta.position[1] == 4
assert [p.identifier for p in n.processors] == ['Counter', 'Sink', 'Counter2']
assert n.getProcessorByIdentifier('Nobody') is None
assert ivw.app.processorFactory.create('org.nobody') is None
assert 'org.test.Sink' in ivw.app.processorFactory.keys
assert d.classIdentifier == 'org.test.Counter' and d.tags.getString() == 'PY, X'
assert d.category == 'Python' and d.codeState == ivw.CodeState.Stable
# Connections.
assert n.isConnected(c.outport, s.inport) and not n.isConnected(d.outport, s.inport)
n.addConnection(d.outport, s.inport)                       # taken: nothing happens
assert len(n.connections) == 1
n.removeConnection(c.outport, s.inport)
n.addConnection(sourcePort=d.outports[0], destPort=s.inports.inport)
assert n.connections[0].outport is d.outport and n.connections[0].inport is s.inport
assert s.inport.getConnectedOutport() is d.outport and s.inport.isReady()
assert s.seen[-1] == {'n': 0.5} and s.getPredecessors() == [d]
assert n.getOutport('Counter2.outport') is d.outport and n.getPort('x.y') is None
# Links.
n.addLink(c.number, d.number)
assert n.isLinked(c.number, d.number) and not n.isLinked(d.number, c.number)
c.number.value = 0.125
assert d.number.value == 0.125 and s.seen[-1] == {'n': 0.125}
assert n.links[0].source is c.number and n.getPropertiesLinkedTo(c.number) == [d.number]
n.addLink(c.number, c.group)                               # not linkable: nothing happens
n.removeLink(c.number, d.number)
assert n.links == []
# Properties by path.
assert n.getProperty('Counter2.group.inner') is d.inner and d.inner.path == 'Counter2.group.inner'
assert n.getProperty('Counter2.nothing') is None
assert d.group.inner is d.inner and d.properties.group is d.group
assert d.getPropertyByIdentifier('inner', True) is d.inner
assert d.inner.identifier == 'inner' and len(d.properties) == 4
assert isinstance(d, ivw.PropertyOwner)
# Renaming and removing.
d.identifier = 'Renamed'
assert n.Renamed is d
n.removeProcessor(d)
assert n.getProcessorByIdentifier('Renamed') is None and s.waited > 0
try:
    n.Renamed
    assert False
except AttributeError:
    pass
",
    )?;
    Ok(())
}

#[test]
fn a_processor_made_by_a_script_goes_into_the_network() -> Result<()> {
    let python = python();
    add_counter_and_sink(&python)?;
    python.run(
        "
class Own(type(c)):
    def process(self):
        super().process()
        self.calls.append('own')
o = Own('mine', 'My own')
o.number.value = 0.25
assert o.identifier == 'mine' and o.network is None
n.addProcessor(o)
assert (o.identifier, o.displayName, o.number.value) == ('mine', 'My own', 0.25)
n.removeConnection(c.outport, s.inport)
n.addConnection(o.outport, s.inport)
assert o.calls[-2:] == ['process', 'own'] and s.seen[-1] == {'n': 0.25}, o.calls
# Ports and properties may come later.
late = ivw.properties.IntProperty('late', 'Late', 3)
o.addProperty(late)
late.value = 4
assert o.late is late and n.getProperty('mine.late').value == 4
assert o.calls[-2:] == ['process', 'own']
o.removeProperty(late)
assert 'late' not in o.properties and late.value == 4
more = ivw.data.MeshInport('more')
o.addInport(more)
assert 'more' in o.inports and not o.isReady() and more.processor is o
o.removeInport(more)
assert o.isReady()
group = ivw.properties.CompositeProperty('late', 'Late')
group.addProperty(ivw.properties.FloatProperty('deep', 'Deep', 0.5))
o.addProperty(group)
assert n.getProperty('mine.late.deep') is group.deep
group.addProperty(ivw.properties.IntProperty('more', 'More', 5))
assert n.getProperty('mine.late.more').value == 5
try:
    o.number = 3
    assert False
except AttributeError as error:
    assert 'number.value' in str(error)
o.free = 3
",
    )?;
    Ok(())
}

#[test]
fn processors_that_are_gone_are_collected() -> Result<()> {
    let python = python();
    add_counter_and_sink(&python)?;
    python
        .run("import gc, weakref; gone = [weakref.ref(c), weakref.ref(c.inner), weakref.ref(s)]")?;
    python.run("del c, s")?;
    python.host.clear()?;
    python.run("gc.collect()")?;
    assert_eq!(python.run("[reference() for reference in gone]")?, "[None, None, None]");
    Ok(())
}

#[test]
fn an_exception_is_the_error_of_its_processor_with_file_line_and_traceback() -> Result<()> {
    let python = python();
    let methods = "    def help_out(self):
        return {}['nothing']

    def process(self):
        self.help_out()
";
    python.add_source("Fails.py", &sink("Fails", methods))?;
    python.add_source(
        "Works.py",
        &sink("Works", "    def process(self):\n        self.done = 1\n"),
    )?;
    python.host.add("org.test.Fails")?;
    python.host.add("org.test.Works")?;
    python.host.update();
    let failures = python.host.failures();
    let [(identifier, error)] = &failures[..] else { panic!("{failures:?}") };
    assert_eq!(identifier, "Fails");
    assert_eq!(
        error.to_string(),
        "processor \"Fails\": KeyError: 'nothing' (Fails.py, line 13, in help_out)"
    );
    let detail = error.detail().expect("there is a traceback");
    for part in
        ["Traceback (most recent call last)", "self.help_out()", "Fails.py\", line 16, in process"]
    {
        assert!(detail.contains(part), "{detail}");
    }
    assert_eq!(python.run("ivw.app.network.Works.done")?, "1");
    Ok(())
}

#[test]
fn neither_exit_nor_an_exotic_exception_ends_the_application() -> Result<()> {
    let python = python();
    for (name, statement, expected) in [
        ("Exits", "import sys; sys.exit(3)", "SystemExit: 3"),
        ("Interrupts", "raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("Odd", "raise type('E', (Exception,), {'__str__': lambda s: 1 / 0})()", "E"),
    ] {
        let methods = format!("    def process(self):\n        {statement}\n");
        python.add_source(&format!("{name}.py"), &sink(name, &methods))?;
        python.host.add(&format!("org.test.{name}"))?;
        python.host.update();
        let failures = python.host.failures();
        let error = failures.last().expect("it failed").1.to_string();
        assert!(error.contains(expected), "{error}");
        python.host.clear()?;
    }
    Ok(())
}

#[test]
fn an_endless_loop_can_be_stopped_even_if_it_catches_everything() -> Result<()> {
    let python = python();
    let methods = "    def process(self):
        while True:
            try:
                while True: pass
            except Exception:
                pass
";
    python.add_source("Endless.py", &sink("Endless", methods))?;
    python.host.add("org.test.Endless")?;
    let host = python.host.clone();
    let evaluation = std::thread::spawn(move || host.update());
    std::thread::sleep(Duration::from_millis(100));
    let begin = Instant::now();
    python.host.cancel();
    evaluation.join().expect("it ends");
    assert!(begin.elapsed() < Duration::from_secs(2), "{:?}", begin.elapsed());
    eprintln!("stopped after {:?}", begin.elapsed());
    let failures = python.host.failures();
    assert!(failures.iter().all(|(_, error)| error.is_cancelled()), "{failures:?}");
    assert_eq!(python.run("1 + 1")?, "2");
    Ok(())
}

#[test]
fn files_that_are_no_processors_are_told_apart_with_the_way_out() {
    let python = python();
    for (name, source, expected) in [
        ("Syntax.py", "class Syntax(:\n    pass\n", &["SyntaxError", "line 1, column 14"][..]),
        ("Empty.py", "x = 1\n", &["it has no class Empty", "the class has the name of the file"]),
        ("Plain.py", "class Plain:\n    pass\n", &["not derived from inviwopy.Processor"]),
        ("Import.py", "import nowhere_to_be_found\n", &["ModuleNotFoundError", "-m pip install"]),
        ("Raises.py", "x = 1\ny = 1 / 0\n", &["ZeroDivisionError", "Raises.py, line 2"]),
        (
            "Bare.py",
            "import inviwopy as ivw\nclass Bare(ivw.Processor): pass\n",
            &["processorInfo"],
        ),
    ] {
        let error = python.add_source(name, source).unwrap_err();
        let text = error.to_string();
        assert!(text.contains(name), "{text}");
        assert!(expected.iter().all(|part| text.contains(part)), "{text}");
        eprintln!("{text}");
    }
    assert!(python.add_source("Nothing.py", " \n").unwrap().is_empty());
}

#[test]
fn a_constructor_that_fails_is_told_when_somebody_wants_the_processor() -> Result<()> {
    let python = python();
    let forgot =
        "    def __init__(self, id, name):\n        self.addProperty(IntProperty('i', 'I'))\n";
    for (name, methods, expected) in [
        (
            "Forgot",
            forgot,
            "Forgot.__init__ has to call inviwopy.Processor.__init__(self, id, name)",
        ),
        (
            "Silent",
            "    def __init__(self, id, name):\n        pass\n",
            "Silent.__init__ has to call",
        ),
        (
            "Broken",
            "    def __init__(self, id, name):\n        ivw.Processor.__init__(self, id, name)\n        1 / 0\n",
            "ZeroDivisionError: division by zero (Broken.py, line 14, in __init__)",
        ),
    ] {
        python.add_source(&format!("{name}.py"), &sink(name, methods))?;
        let error = python.host.add(&format!("org.test.{name}")).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    Ok(())
}

#[test]
fn the_class_of_a_file_is_found_by_its_first_line_or_its_name_and_others_come_along() -> Result<()>
{
    let python = python();
    let named =
        format!("# Name: Second \n{}", sink("First", "    pass\n")) + &sink("Second", "    pass\n");
    assert_eq!(python.add_source("two.py", &named)?, ["org.test.Second", "org.test.First"]);
    let only = sink("OnlyOne", "    pass\n");
    assert_eq!(python.add_source("other_name.py", &only)?, ["org.test.OnlyOne"]);
    let two = sink("A1", "    pass\n") + &sink("A2", "    pass\n");
    assert_eq!(python.add_source("neither.py", &two)?, ["org.test.A1", "org.test.A2"]);
    Ok(())
}

#[test]
fn folders_are_searched_and_a_bad_file_does_not_stop_the_others() -> Result<()> {
    let python = python();
    let folder = tempfile::tempdir()?;
    std::fs::create_dir(folder.path().join("deep"))?;
    std::fs::write(folder.path().join("Bad.py"), "def f(:\n")?;
    std::fs::write(folder.path().join("helper.txt"), "no Python")?;
    let tabs = sink("Tabs", "    def process(self):\n        f(1,\n\t2)\n");
    std::fs::write(folder.path().join("deep/Tabs.py"), tabs)?;
    let request = ScriptRequest::AddFolders { folders: vec![folder.path().to_owned()] };
    let reply = python.host.script_engine()?.request(&request)?;
    assert_eq!(reply.items, ["org.test.Tabs"]);
    let messages = python.messages();
    assert!(messages.iter().any(|m| m.starts_with("WARN") && m.contains("Bad.py")), "{messages:?}");
    Ok(())
}

#[test]
fn the_template_is_a_processor_that_runs() -> Result<()> {
    let python = python();
    let folder = tempfile::tempdir()?;
    let request = ScriptRequest::NewProcessor {
        name: "MyFirst".into(),
        folder: Some(folder.path().to_owned()),
    };
    let engine = python.host.script_engine()?;
    let reply = engine.request(&request)?;
    assert_eq!(reply.items, ["org.inviwo.MyFirst"]);
    assert_eq!(reply.path, Some(folder.path().join("MyFirst.py")));
    assert!(engine.request(&request).unwrap_err().to_string().contains("is there already"));
    let spec = python.host.factories().get("org.inviwo.MyFirst")?.spec.clone();
    assert_eq!((spec.inports.len(), spec.outports.len(), spec.properties.len()), (1, 1, 1));
    assert!(spec.help.starts_with("Passes an image on"), "{}", spec.help);
    python.host.add("org.inviwo.MyFirst")?;
    let bad = ScriptRequest::NewProcessor { name: "no class".into(), folder: None };
    assert!(engine.request(&bad).is_err());
    Ok(())
}

#[test]
fn scripts_have_arguments_a_status_and_errors_with_a_place() -> Result<()> {
    let python = python();
    let engine = python.host.script_engine()?;
    let path = written("script.py", "import sys\nprint(sys.argv[1:], __name__)\nsys.exit(4)\n");
    let reply =
        engine.request(&ScriptRequest::Run { path, arguments: vec!["a".into(), "b".into()] })?;
    assert_eq!(reply.exit_status, 4);
    assert!(python.messages().contains(&"INFO ['a', 'b'] __main__".to_owned()));
    let path = written("bad.py", "def f():\n    raise ValueError('no')\nf()\n");
    let error = engine.request(&ScriptRequest::Run { path, arguments: vec![] }).unwrap_err();
    assert_eq!(error.to_string(), "ValueError: no (bad.py, line 2, in f)");
    let names = ScriptRequest::Complete { text: "ivw.app.net".into(), position: 11 };
    assert!(engine.request(&names)?.items.iter().any(|item| item.starts_with("ivw.app.network")));
    assert!(engine.request(&ScriptRequest::About)?.text.contains("numpy"));
    Ok(())
}

#[test]
fn a_thread_that_evaluates_and_a_script_do_not_wait_for_each_other() -> Result<()> {
    let python = python();
    add_counter_and_sink(&python)?;
    let host = python.host.clone();
    let busy = std::thread::spawn(move || {
        for n in 0..200 {
            host.set("Counter.heavy", n).expect("it is there");
            host.update();
        }
    });
    for _ in 0..20 {
        python.run("for i in range(10): c.number.value = i / 10; c.inner.value = str(i)")?;
    }
    busy.join().expect("it ends");
    assert!(python.host.failures().is_empty(), "{:?}", python.host.failures());
    Ok(())
}

#[test]
#[ignore = "measures: cargo test --release -p ivw-tests --test python -- --ignored --nocapture"]
fn what_calls_cost() -> Result<()> {
    const N: usize = 1000;
    let python = python();
    let chain = "    def __init__(self, id, name):
        ivw.Processor.__init__(self, id, name)
        self.inport = ivw.PythonInport('inport')
        self.inport.optional = True
        self.addInport(self.inport)
        self.outport = ivw.PythonOutport('outport')
        self.addOutport(self.outport)
        self.number = IntProperty('number', 'Number', 0, 0, 10**9)
        self.addProperty(self.number)

    def process(self):
        pass
";
    python.add_source("Chain.py", &sink("Chain", chain))?;
    python.add_source("Sink.py", SINK)?;
    python.run(&format!(
        "
import time
n = ivw.app.network
n.lock()
make = ivw.app.processorFactory.create
chain = [n.addProcessor(make('org.test.Chain')) for _ in range({N})]
for a, b in zip(chain, chain[1:]):
    n.addConnection(a.outport, b.inport)
last = n.addProcessor(make('org.test.Sink'))
n.addConnection(chain[-1].outport, last.inport)
"
    ))?;
    python.run("n.unlock()")?;
    let host = python.host.clone();
    let mut best = Duration::MAX;
    std::thread::spawn(move || {
        for n in 0..20 {
            host.set("Chain.number", n + 1).expect("it is there");
            let begin = Instant::now();
            host.update();
            best = best.min(begin.elapsed());
        }
        eprintln!("process() in a chain: {:.2} µs each", best.as_secs_f64() * 1e6 / N as f64);
    })
    .join()
    .expect("it ends");
    for (what, statement) in [
        ("get an int", "p.value"),
        ("set an int to the same", "p.value = 20"),
        ("get a path", "f.value"),
        ("p.isModified", "p.isModified"),
    ] {
        let text = python.run(&format!(
            "__import__('timeit').timeit('{statement}', globals={{'p': chain[0].number, \
             'f': ivw.properties.FileProperty('f', 'F', 'x')}}, number=100000) * 1e4"
        ))?;
        eprintln!("{what}: {text} ns");
    }
    Ok(())
}
