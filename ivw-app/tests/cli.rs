//! The application as a person runs it: the real program, real modules, a real Python.
//!
//! Python is the one that `IVW_PYTHON` names, otherwise `python3`; it has to have numpy.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// An empty home, so that nothing of this machine's user is found.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder can be made"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("it can be made");
        fs::write(&path, text).expect("a temporary file can be written");
        path
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ivw-app"));
        command.current_dir(self.0.path()).env("HOME", self.0.path());
        command.env_remove("IVW_LOG").env_remove("XDG_CACHE_HOME").env("NO_COLOR", "1");
        command
    }

    fn run(&self, arguments: &[&str]) -> Outcome {
        Outcome::of(self.command().args(arguments).output())
    }
}

struct Outcome {
    is_success: bool,
    stdout: String,
    stderr: String,
}

impl Outcome {
    fn of(output: std::io::Result<Output>) -> Self {
        let output = output.expect("the application can be run");
        Self {
            is_success: output.status.success(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    #[track_caller]
    fn succeeds(self) -> Self {
        assert!(self.is_success, "{}\n{}", self.stdout, self.stderr);
        self
    }

    /// It failed, and said all of this.
    #[track_caller]
    fn fails_with(self, parts: &[&str]) -> Self {
        assert!(!self.is_success, "it should have failed: {}\n{}", self.stdout, self.stderr);
        self.says(parts)
    }

    #[track_caller]
    fn says(self, parts: &[&str]) -> Self {
        let all = format!("{}\n{}", self.stdout, self.stderr);
        for part in parts {
            assert!(all.contains(part), "it should have said \"{part}\":\n{all}");
        }
        assert!(!all.contains("panicked at"), "{all}");
        self
    }
}

fn data(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("it is in the workspace").join(path)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}

/// A `.npy` file of a ball of `u8`, 24 voxels wide.
fn ball() -> Vec<u8> {
    const N: i32 = 24;
    let mut voxels = Vec::new();
    for z in 0..N {
        for y in 0..N {
            for x in 0..N {
                let from_middle = [x, y, z].map(|i| 2 * i + 1 - N);
                let distance = from_middle.iter().map(|d| (d * d) as f64).sum::<f64>().sqrt();
                voxels.push((255.0 * (1.2 - distance / f64::from(N)).clamp(0.0, 1.0)) as u8);
            }
        }
    }
    npy("|u1", &format!("({N}, {N}, {N})"), &voxels)
}

fn npy(descr: &str, shape: &str, bytes: &[u8]) -> Vec<u8> {
    let mut header = format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}");
    while !(10 + header.len() + 1).is_multiple_of(64) {
        header.push(' ');
    }
    header.push('\n');
    let mut file = b"\x93NUMPY\x01\x00".to_vec();
    file.extend(u16::try_from(header.len()).expect("a short header").to_le_bytes());
    file.extend(header.as_bytes());
    file.extend(bytes);
    file
}

/// Renders the NumpySource example of a `.npy` file.
fn render(home: &Home, volume: &Path, more: &[&str]) -> Outcome {
    let mut command = home.command();
    command.arg("render").arg(data("data/workspaces/numpy_source.inv"));
    command.arg("--python-processors").arg(data("data/python_processors"));
    command.args(["--output", "pictures", "--size", "96x64", "--set"]);
    command.arg(format!("NumpySource.file={}", volume.display())).args(more);
    Outcome::of(command.output())
}

/// Width, height, and red, green, blue and alpha of all pixels of a PNG.
fn pixels(path: &Path) -> (u32, u32, Vec<u8>) {
    let file = std::io::BufReader::new(fs::File::open(path).expect("the picture is there"));
    let mut reader = png::Decoder::new(file).read_info().expect("it is a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("it is small")];
    let info = reader.next_frame(&mut bytes).expect("it is whole");
    assert_eq!(info.color_type, png::ColorType::Rgba);
    (info.width, info.height, bytes)
}

#[test]
fn the_numpy_source_becomes_a_picture() {
    let home = Home::new();
    let volume = home.write("ball.npy", ball());
    render(&home, &volume, &[]).succeeds();
    let (width, height, pixels) = pixels(&home.path("pictures/Canvas.png"));
    assert_eq!((width, height), (96, 64));
    let at = |x: usize, y: usize| &pixels[4 * (y * 96 + x)..][..3];
    // The ball is brighter than the backdrop, and the backdrop is dark below.
    assert!(at(48, 32)[0] > at(4, 32)[0] + 40, "{:?} {:?}", at(48, 32), at(4, 32));
    assert!(at(4, 60)[2] < at(4, 4)[2], "{:?} {:?}", at(4, 60), at(4, 4));
}

#[test]
fn the_numpy_source_of_the_documentation_is_the_one_that_runs() {
    let page = fs::read_to_string(data("docs/python_processor.md")).expect("the page is there");
    let code: String = page
        .split("```python\n")
        .skip(1)
        .map(|part| part.split("```").next().expect("a split has a first part"))
        .collect::<Vec<_>>()
        .join("\n");
    let file =
        fs::read_to_string(data("data/python_processors/NumpySource.py")).expect("it is there");
    assert_eq!(code.trim_end(), file.trim_end());
}

#[test]
fn a_changed_file_initialises_resources_and_processes_once_each() {
    let home = Home::new();
    home.write("ball.npy", ball());
    home.write(
        "processors/Counting.py",
        "import inviwopy as ivw
from inviwopy.properties import FileProperty, IntProperty, InvalidationLevel

class Counting(ivw.Processor):
    def __init__(self, id, name):
        super().__init__(id, name)
        self.file = FileProperty('file', 'File', invalidationLevel=InvalidationLevel(2))
        self.number = IntProperty('number', 'Number', 1)
        self.addProperty(self.file)
        self.addProperty(self.number)
        self.calls = []

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo('org.test.counting', 'Counting')

    def getProcessorInfo(self):
        return Counting.processorInfo()

    def initializeResources(self):
        self.calls.append('initialize')

    def process(self):
        self.calls.append('process')
",
    );
    home.write(
        "script.py",
        "import inviwopy
network = inviwopy.app.network
processor = inviwopy.app.processorFactory.create('org.test.counting')
network.addProcessor(processor)
print('first', processor.calls)
processor.calls.clear()
processor.file.value = 'ball.npy'
print('file', processor.calls)
assert processor.file.value.endswith('.npy') and processor.file.value.suffix == '.npy'
assert processor.file.value.exists()
processor.calls.clear()
processor.number.value = 2
print('number', processor.calls)
processor.calls.clear()
processor.number.value = 2
print('same', processor.calls)
",
    );
    home.run(&["run", "script.py", "--python-processors", "processors"]).succeeds().says(&[
        "first ['initialize', 'process']",
        "file ['initialize', 'process']",
        "number ['process']",
        "same []",
    ]);
}

#[test]
fn bad_arrays_are_errors_of_the_processor_that_say_what_to_do() {
    let home = Home::new();
    for (name, file, parts) in [
        ("complex", npy("<c16", "(2, 2, 2)", &[0; 128]), &["complex", "line"][..]),
        ("bool", npy("|b1", "(2, 2, 2)", &[0; 8]), &["bool", "line"]),
        ("flat", npy("<f4", "(4,)", &[0; 16]), &["line"]),
        ("empty", npy("<f4", "(0, 2, 2)", &[]), &["line"]),
        ("truncated", npy("<f4", "(9, 9, 9)", &[0; 100]), &["line"]),
        ("nonsense", b"this is no array".to_vec(), &["line"]),
    ] {
        let path = home.write(&format!("{name}.npy"), file);
        let parts: Vec<_> =
            parts.iter().copied().chain(["NumpySource", "NumpySource.py", "Canvas"]).collect();
        render(&home, &path, &[]).fails_with(&parts);
    }
}

#[test]
fn one_voxel_and_nan_make_a_picture() {
    let home = Home::new();
    let one = home.write("one.npy", npy("|u1", "(1, 1, 1)", &[200]));
    render(&home, &one, &[]).succeeds();
    let nan: Vec<u8> =
        [f32::NAN, f32::INFINITY, 0.5, -1.0].iter().flat_map(|x| x.to_le_bytes()).collect();
    let nan = home.write("nan.npy", npy("<f4", "(1, 2, 2)", &nan));
    render(&home, &nan, &[]).succeeds();
}

#[test]
fn a_missing_volume_says_which_processor_gave_nothing() {
    let home = Home::new();
    // The backdrop is a picture all the same.
    render(&home, &home.path("nowhere.npy"), &[])
        .succeeds()
        .says(&["waits for data: \"NumpySource\" gave no data", "Invalid file path."]);
}

#[test]
fn what_is_asked_for_in_vain_is_named() {
    let home = Home::new();
    let volume = home.write("ball.npy", ball());
    render(&home, &volume, &["--set", "Nobody.x=1"]).fails_with(&["no processor \"Nobody\""]);
    render(&home, &volume, &["--set", "VolumeRaycaster.speed=1"])
        .fails_with(&["\"VolumeRaycaster\" has no property \"speed\"", "raycaster"]);
    render(&home, &volume, &["--set", "VolumeRaycaster.raycaster.samplingRate=fast"])
        .fails_with(&["\"samplingRate\" can't be \"fast\"", "write a number"]);
    render(&home, &volume, &["--canvas", "Screen"]).fails_with(&["no canvas \"Screen\"", "Canvas"]);
    home.run(&["render", "nowhere.inv", "--output", "pictures"])
        .fails_with(&["can't read \"nowhere.inv\""]);
    let wrong = home.write("wrong.inv", "this is no XML");
    home.run(&["render", text(&wrong), "--output", "pictures"]).fails_with(&["wrong.inv"]);
    home.run(&["inspect", "org.inviwo.Nothing"]).fails_with(&["org.inviwo.Nothing"]);
}

#[test]
fn an_unknown_class_stays_as_a_placeholder_and_is_named() {
    let home = Home::new();
    let workspace =
        fs::read_to_string(data("data/workspaces/numpy_source.inv")).expect("it is there");
    let workspace = workspace.replace("org.inviwo.numpysource", "org.nowhere.Source");
    let workspace = home.write("unknown.inv", workspace);
    home.run(&["render", text(&workspace), "--output", "pictures"])
        .fails_with(&["NumpySource (org.nowhere.Source)"]);
}

#[test]
fn without_python_everything_else_works_and_the_reason_is_told() {
    let home = Home::new();
    home.run(&["modules", "--python", "/nowhere/python"]).fails_with(&[
        "/nowhere/python",
        "--python",
        "Base",
    ]);
    home.run(&["--without", "python3", "inspect"]).succeeds().says(&["org.inviwo.VolumeRaycaster"]);
    home.run(&["--without", "python3", "run", "x.py"]).fails_with(&["no module runs scripts"]);
}

#[test]
fn a_python_without_numpy_says_how_to_get_it() {
    let home = Home::new();
    let base = std::env::var("IVW_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let venv = home.path("bare");
    let made = Command::new(base).args(["-m", "venv", "--without-pip"]).arg(&venv).status();
    assert!(made.expect("Python can be run").success());
    let python = venv.join("bin/python");
    home.run(&["modules", "--python", text(&python)]).fails_with(&[
        "numpy",
        "-m pip install numpy",
        text(&python),
    ]);
}

#[test]
fn modules_are_listed_with_their_python() {
    let home = Home::new();
    home.run(&["modules"]).succeeds().says(&["Base", "Python", "numpy"]);
}

#[test]
fn only_modules_of_enabled_features_are_loaded() {
    let home = Home::new();
    home.write("modules/libivw_module_stale.so", "a library of yesterday");
    let output =
        home.command().arg("modules").env("IVW_MODULE_PATH", home.path("modules")).output();
    let outcome = Outcome::of(output).succeeds();
    assert!(!outcome.stdout.contains("stale"), "{}", outcome.stdout);
    home.run(&["modules", "--module-path", "modules"]).fails_with(&["stale"]);
}

#[test]
fn bad_processor_files_are_reported_and_the_good_one_works() {
    let home = Home::new();
    let class = |name: &str, init: &str| {
        format!(
            "import inviwopy as ivw

class {name}(ivw.Processor):
    def __init__(self, id, name):
        {init}

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo('org.test.{name}', '{name}')

    def getProcessorInfo(self):
        return {name}.processorInfo()

    def process(self):
        print('it works')
"
        )
    };
    home.write("processors/Good.py", class("Good", "super().__init__(id, name)"));
    home.write("processors/Broken.py", "class Broken(:\n    pass\n");
    home.write("processors/Nothing.py", "x = 1\n");
    home.write("processors/Needs.py", "import a_package_that_nobody_has\n");
    home.write("processors/Raises.py", class("Raises", "raise ValueError('not today')"));
    home.write("processors/Forgets.py", class("Forgets", "self.x = 1"));
    home.write(
        "script.py",
        "import inviwopy
factory = inviwopy.app.processorFactory
inviwopy.app.network.addProcessor(factory.create('org.test.Good'))
for name in ['Raises', 'Forgets']:
    try:
        factory.create('org.test.' + name)
        print(name, 'was made')
    except Exception as error:
        print(name, 'refused:', error)
",
    );
    let said = home.run(&["run", "script.py", "--python-processors", "processors"]).succeeds();
    let said = said.says(&[
        "it works",
        "Broken.py",
        "line 1",
        "Nothing.py",
        "a_package_that_nobody_has",
        "Raises refused:",
        "not today",
        "Forgets refused:",
        "__init__",
    ]);
    assert!(!said.stdout.contains("was made"), "{}", said.stdout);
}

#[test]
fn a_script_decides_its_exit_status_and_sees_its_arguments() {
    let home = Home::new();
    home.write("good.py", "import sys\nprint(sys.argv[1:])\n");
    home.run(&["run", "good.py", "--", "--seed", "7"]).succeeds().says(&["['--seed', '7']"]);
    home.write("exit.py", "import sys\nsys.exit(3)\n");
    let output = home.command().args(["run", "exit.py"]).output().expect("it can be run");
    assert_eq!(output.status.code(), Some(3));
    home.write("bad.py", "def f():\n    raise KeyError('lost')\nf()\n");
    home.run(&["run", "bad.py"]).fails_with(&["bad.py", "KeyError", "lost", "line 2"]);
}

#[test]
fn a_processor_that_exits_or_fails_does_not_end_the_application() {
    let home = Home::new();
    home.write(
        "processors/Exits.py",
        "import inviwopy as ivw
import sys

class Exits(ivw.Processor):
    def __init__(self, id, name):
        super().__init__(id, name)

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo('org.test.exits', 'Exits')

    def getProcessorInfo(self):
        return Exits.processorInfo()

    def process(self):
        sys.exit(7)
",
    );
    home.write(
        "script.py",
        "import inviwopy
network = inviwopy.app.network
network.addProcessor(inviwopy.app.processorFactory.create('org.test.exits'))
print('still here')
",
    );
    home.run(&["run", "script.py", "--python-processors", "processors"]).says(&[
        "still here",
        "SystemExit",
        "Exits",
    ]);
}

#[test]
fn a_new_processor_is_in_the_list_and_is_never_overwritten() {
    let home = Home::new();
    home.run(&["new", "processor", "Blur"]).succeeds().says(&["Blur.py"]);
    let path = home.path(".inviwo/python_processors/Blur.py");
    let template = fs::read_to_string(&path).expect("it was written");
    assert!(template.contains("class Blur"), "{template}");
    home.run(&["inspect", "Blur"]).succeeds().says(&["Blur", "inport", "outport"]);
    fs::write(&path, format!("{template}# mine\n")).expect("it can be changed");
    home.run(&["new", "processor", "Blur"]).fails_with(&["Blur.py"]);
    assert!(fs::read_to_string(&path).expect("it is there").ends_with("# mine\n"));
    home.run(&["new", "processor", "not a name"]).fails_with(&["not a name"]);
    home.run(&["new", "processor", "class"]).fails_with(&["class"]);
}

#[test]
fn help_names_every_command() {
    let home = Home::new();
    home.run(&["--help"]).succeeds().says(&[
        "render",
        "run",
        "inspect",
        "new",
        "recover",
        "modules",
        "--python",
        "--debugpy",
    ]);
    home.run(&["render", "--help"]).succeeds().says(&["--set", "--size", "--canvas", "--script"]);
}

#[test]
fn a_network_survives_the_crash_of_a_processor() {
    let home = Home::new();
    home.write(
        "processors/Crashes.py",
        "import inviwopy as ivw
from inviwopy.properties import IntProperty
import os

class Crashes(ivw.Processor):
    def __init__(self, id, name):
        super().__init__(id, name)
        self.number = IntProperty('number', 'Number', 0, 0, 100)
        self.addProperty(self.number)

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo('org.test.crashes', 'Crashes')

    def process(self):
        if self.number.value == 42:
            os.abort()
",
    );
    home.write(
        "script.py",
        "import inviwopy
network = inviwopy.app.network
crashes = inviwopy.app.processorFactory.create('org.test.crashes')
network.addProcessor(crashes)
crashes.number.value = 42
",
    );
    let run = ["run", "script.py", "--python-processors", "processors"];
    let output = home.command().args(run).output().expect("it can be run");
    assert_eq!(output.status.code(), None, "it should have been aborted");
    // Whatever runs next says so, until somebody decides.
    home.run(&["inspect", "--formats"]).succeeds().says(&["ivw-app recover FILE.inv"]);
    home.run(&["recover"]).succeeds().says(&["ivw/autosave", "written"]);
    home.run(&["recover", "saved.inv"]).succeeds().says(&["saved.inv"]);
    let saved = fs::read_to_string(home.path("saved.inv")).expect("it was written");
    assert!(saved.contains("org.test.crashes") && saved.contains("content=\"42\""), "{saved}");
    home.run(&["recover", "other.inv"]).fails_with(&["nothing to recover"]);
    // A program that ends as it should, even with an error, leaves nothing.
    home.write("fails.py", "import inviwopy\nraise ValueError('no')\n");
    home.run(&["run", "fails.py"]).fails_with(&["ValueError"]);
    assert!(home.run(&["recover"]).succeeds().stdout.is_empty());
}

#[test]
fn a_debugger_that_is_missing_is_named_with_the_way_to_get_it() {
    let home = Home::new();
    home.write("blocked/debugpy.py", "raise ImportError('not here')\n");
    home.write("script.py", "print('ran')\n");
    let mut command = home.command();
    command.env("PYTHONPATH", home.path("blocked"));
    command.args(["--debugpy", "5678", "run", "script.py"]);
    Outcome::of(command.output()).fails_with(&["--debugpy", "-m pip install debugpy"]);
    home.run(&["--debugpy-wait", "run", "script.py"]).fails_with(&["--debugpy <PORT>"]);
}

#[test]
fn pictures_follow_the_files_of_processors_while_somebody_watches() {
    let home = Home::new();
    let source = |red: f32| {
        format!(
            "import inviwopy as ivw, numpy as np, os
from inviwopy.data import Image, ImageOutport, Layer

class Paints(ivw.Processor):
    def __init__(self, id, name):
        super().__init__(id, name)
        self.outport = ImageOutport('outport')
        self.addOutport(self.outport)

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo('org.test.paints', 'Paints')

    def process(self):
        # Relative paths of the command line are not meant from here.
        os.chdir('/')
        self.outport.setData(Image(Layer(np.full((8, 8, 4), {red}, np.float32))))
"
        )
    };
    home.write("processors/Paints.py", source(0.25));
    home.write(
        "build.py",
        "import inviwopy, os
network = inviwopy.app.network
make = inviwopy.app.processorFactory.create
paints, canvas = make('org.test.paints'), make('org.inviwo.CanvasGL')
network.addProcessor(paints)
network.addProcessor(canvas)
network.addConnection(paints.outport, canvas.inports[0])
network.save(os.path.join(os.path.dirname(__file__), 'paints.inv'))
",
    );
    let run = ["run", "build.py", "--python-processors", "processors"];
    home.run(&run).succeeds();
    let mut command = home.command();
    command.args(["render", "paints.inv", "--output", "out", "--watch", "--size", "8x8"]);
    command.args(["--python-processors", "processors"]);
    command.stderr(std::process::Stdio::null());
    let mut child = Watched(command.spawn().expect("it can be run"));
    let picture = || {
        let folder = fs::read_dir(home.path("out")).ok()?;
        let path = folder.filter_map(|entry| Some(entry.ok()?.path())).next()?;
        fs::read(path).ok().filter(|bytes| !bytes.is_empty())
    };
    let wait = |what: &str, is_so: &dyn Fn() -> bool| {
        let end = std::time::Instant::now() + std::time::Duration::from_secs(60);
        while !is_so() {
            assert!(std::time::Instant::now() < end, "this does not happen: {what}");
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    };
    wait("a picture", &|| picture().is_some());
    let first = picture().expect("it is there");
    // The file may be watched a moment after the first picture: it is written until it is seen.
    wait("another picture", &|| {
        picture().is_some_and(|picture| picture != first) || {
            home.write("processors/Paints.py", source(0.75));
            false
        }
    });
    assert!(child.0.try_wait().expect("it can be asked").is_none(), "it goes on");
}

/// A program that ends with the test.
struct Watched(std::process::Child);

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
