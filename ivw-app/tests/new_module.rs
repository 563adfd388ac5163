//! What `ivw-app new module` writes is really built, tested and loaded, without the network.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const APP: &str = env!("CARGO_BIN_EXE_ivw-app");

/// Folder of the whole workspace.
fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate is in the workspace")
}

/// Runs a program in a folder; gives whether it succeeded, and all that it said.
fn run(command: &mut Command, folder: &Path) -> (bool, String) {
    command.current_dir(folder).env("HOME", folder).env("NO_COLOR", "1").env_remove("IVW_LOG");
    let output = command.output().expect("it can be run");
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    (output.status.success(), text.into_owned())
}

#[track_caller]
fn succeeds(command: &mut Command, folder: &Path) -> String {
    let (is_success, text) = run(command, folder);
    assert!(is_success, "{command:?}\n{text}");
    text
}

/// cargo for a module of its own that shares what was built for this workspace.
fn cargo(verb: &str, module: &Path) -> Command {
    let manifest = fs::read_to_string(workspace().join("Cargo.toml")).expect("it is there");
    let profiles = module.join("profiles.toml");
    let start = manifest.find("[profile.").expect("the workspace has profiles");
    fs::write(&profiles, &manifest[start..]).expect("it can be written");
    // The versions that are known to be here.
    fs::copy(workspace().join("Cargo.lock"), module.join("Cargo.lock")).expect("it can be copied");
    let mut command = Command::new(env!("CARGO"));
    command.args([verb, "--offline", "--quiet", "--target-dir"]).arg(target());
    command.arg("--config").arg(profiles);
    // cargo found its own things before the test took the home away.
    for (name, below) in [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")] {
        let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(below));
        if let Some(folder) = std::env::var_os(name).map(PathBuf::from).or(home) {
            command.env(name, folder);
        }
    }
    command
}

/// The target folder that the application under test was built in.
fn target() -> &'static Path {
    Path::new(APP).ancestors().nth(2).expect("a program is in a profile in the target folder")
}

/// Writes a module, builds and tests it, and loads it into the application.
fn written_module_works(name: &str, library: &str, flags: &[&str]) {
    let home = tempfile::tempdir().expect("a temporary folder can be made");
    let home = home.path();
    let said = succeeds(Command::new(APP).args(["new", "module", name]).args(flags), home);
    assert!(said.contains("--module-path target/debug modules"), "{said}");
    let module = home.join(name);
    assert!(
        module.join("README.md").is_file() && module.join(".github/workflows/ci.yml").is_file()
    );

    succeeds(&mut cargo("build", &module), &module);
    let tested = succeeds(&mut cargo("test", &module), &module);
    assert!(tested.contains("1 passed"), "{tested}");

    // The shared target folder has our own modules, too: the new one goes where it is alone.
    let modules = home.join("modules");
    fs::create_dir(&modules).expect("it can be made");
    fs::copy(target().join("debug").join(library), modules.join(library)).expect("it was built");
    let app = || {
        let mut app = Command::new(APP);
        app.args(["--without", "python3", "--without", "base", "--module-path", "modules"]);
        app
    };
    let loaded = succeeds(app().arg("modules"), home);
    assert!(loaded.contains(&format!("{name} 0.1.0: 1 processors in ")), "{loaded}");
    let shown = succeeds(app().args(["inspect", "Threshold"]), home);
    for part in ["Threshold", "volume", "mask", "The smallest value that is marked"] {
        assert!(shown.contains(part), "{shown}");
    }
    // A person can leave it out, by the name of its file or its own.
    let without = succeeds(app().args(["--without", &name.to_lowercase(), "modules"]), home);
    assert!(!without.contains("1 processors") && without.contains("left out"), "{without}");
}

#[test]
fn a_new_module_builds_passes_its_test_and_loads() {
    written_module_works("IvwTestRust", "libivw_module_ivw_test_rust.so", &[]);
}

#[test]
fn a_new_module_with_kernels_in_cpp_builds_passes_its_test_and_loads() {
    written_module_works("IvwTestCpp", "libivw_module_ivw_test_cpp.so", &["--cpp"]);
}

#[test]
fn a_new_folder_of_python_processors_passes_its_test_and_is_in_the_list() {
    let home = tempfile::tempdir().expect("a temporary folder can be made");
    let home = home.path();
    succeeds(Command::new(APP).args(["new", "module", "my-filters", "--python"]), home);
    let python = std::env::var("IVW_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let tests = ["-m", "unittest", "discover", "tests"];
    let tested = succeeds(Command::new(python).args(tests), &home.join("my-filters"));
    assert!(tested.contains("Ran 1 test"), "{tested}");
    fs::write(
        home.join("script.py"),
        "import inviwopy as ivw, numpy as np
from inviwopy.data import Volume, VolumeInport, VolumeOutport

class Ramp(ivw.Processor):
    def __init__(self, id, name):
        super().__init__(id, name)
        self.outport = VolumeOutport('outport')
        self.addOutport(self.outport)

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo('org.test.ramp', 'Ramp')

    def process(self):
        self.outport.setData(Volume(np.arange(4, dtype=np.float32).reshape(1, 1, 4)))

class Prints(ivw.Processor):
    def __init__(self, id, name):
        super().__init__(id, name)
        self.inport = VolumeInport('inport')
        self.addInport(self.inport)

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo('org.test.prints', 'Prints')

    def process(self):
        print('mask', self.inport.getData().data.tolist())

network = ivw.app.network
ramp = network.addProcessor(Ramp('Ramp', 'Ramp'))
new = network.addProcessor(ivw.app.processorFactory.create('org.my_filters.Threshold'))
new.properties.threshold.value = 2.0
prints = network.addProcessor(Prints('Prints', 'Prints'))
network.addConnection(ramp.outports[0], new.inports[0])
network.addConnection(new.outports[0], prints.inports[0])
",
    )
    .expect("it can be written");
    let app = || {
        let mut app = Command::new(APP);
        app.args(["--python-processors", "my-filters/processors"]);
        app
    };
    let shown = succeeds(app().args(["inspect", "org.my_filters.Threshold"]), home);
    assert!(shown.contains("Marks the voxels") && shown.contains("mask"), "{shown}");
    let ran = succeeds(app().args(["run", "script.py"]), home);
    assert!(ran.contains("mask [[[0, 0, 1, 1]]]"), "{ran}");
}

#[test]
fn what_is_there_is_never_overwritten_and_names_are_checked() {
    let home = tempfile::tempdir().expect("a temporary folder can be made");
    let home = home.path();
    fs::create_dir(home.join("Blur")).expect("it can be made");
    fs::write(home.join("Blur/mine.txt"), "mine").expect("it can be written");
    let new = |arguments: &[&str]| {
        let (is_success, text) =
            run(Command::new(APP).args(["new", "module"]).args(arguments), home);
        assert!(!is_success, "{text}");
        text
    };
    assert!(new(&["Blur"]).contains("is there already"));
    assert_eq!(fs::read_dir(home.join("Blur")).expect("it is there").count(), 1);
    assert!(new(&["not a name"]).contains("can't be the name of a module"));
    assert!(new(&["Other", "--python", "--cpp"]).contains("leave out --cpp"));
    assert!(new(&["base"]).contains("a module of ivw's own"));
    assert!(new(&["Other", "--core", "nowhere"]).contains("not the folder of ivw-core"));
    assert!(!home.join("Other").exists());
    let elsewhere = ["new", "module", "Blur", "--dir", "made/here", "--core"];
    let elsewhere = elsewhere.into_iter().chain(["https://example.org/ivw.git"]);
    succeeds(Command::new(APP).args(elsewhere), home);
    let manifest = fs::read_to_string(home.join("made/here/Blur/Cargo.toml")).expect("it is there");
    assert!(
        manifest.contains("ivw-core = { git = \"https://example.org/ivw.git\" }"),
        "{manifest}"
    );
}

#[test]
fn the_code_of_the_tutorial_is_code_that_is_built_and_tested() {
    let home = tempfile::tempdir().expect("a temporary folder can be made");
    let home = home.path();
    let mut sources = Vec::new();
    for (folder, flag) in [("rust", None), ("cpp", Some("--cpp"))] {
        let new = ["new", "module", "Blur", "--dir", folder].into_iter().chain(flag);
        succeeds(Command::new(APP).args(new), home);
        let files = ["src/lib.rs", "src/threshold.rs", "build.rs", "native/threshold.cpp"];
        sources.extend(files.map(|file| home.join(folder).join("Blur").join(file)));
    }
    let fixtures = ["fixture_signal", "fixture_sender"];
    sources.extend(fixtures.map(|name| workspace().join("tests").join(name).join("src/lib.rs")));
    sources.push(workspace().join("tests/fixture_sender/data/python/signals.py"));
    // Only the module with a kernel has one.
    let sources: Vec<_> = sources.iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    assert_eq!(sources.len(), 9);

    let page = fs::read_to_string(workspace().join("docs/module_author.md")).expect("it is there");
    let mut n_blocks = 0;
    for language in ["rust", "cpp", "python"] {
        for part in page.split(&format!("```{language}\n")).skip(1) {
            let block = part.split("```").next().expect("a split has a first part").trim_end();
            assert!(sources.iter().any(|source| source.contains(block)), "nowhere:\n{block}");
            n_blocks += 1;
        }
    }
    assert!(n_blocks >= 10, "{n_blocks}");
}
