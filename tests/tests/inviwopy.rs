//! The Python package in a plain interpreter, by its own tests, and what the application tells it.

use ivw_core::event::{
    Action, Interaction, MenuEntry, MouseButton, MouseState, Pointer, Reaction, modifier,
};
use ivw_core::host::Host;
use ivw_core::module;
use ivw_core::network::{Edit, PortRef};
use ivw_core::prelude::*;
use ivw_core::script::ScriptRequest;
use ivw_tests::{module_path, run_alone, target_dir, workspace_dir};
use std::path::PathBuf;
use std::process::Command;

/// The interpreter with numpy: as `cargo xtask test` says, or that of the checkout.
fn interpreter() -> PathBuf {
    let venv = workspace_dir().join(".venv/bin/python");
    match std::env::var_os("IVW_PYTHON") {
        Some(chosen) => chosen.into(),
        None if venv.is_file() => venv,
        None => "python3".into(),
    }
}

#[test]
fn the_package_passes_its_own_tests_in_a_plain_interpreter() {
    let package = workspace_dir().join("ivw-module-python3/inviwopy");
    // Other modules that lie beside this test are none of the package's.
    let modules = tempfile::tempdir().expect("there is room");
    for library in [module_path("base"), module_path("plotting")] {
        let name = library.file_name().expect("a library has a name");
        std::fs::copy(&library, modules.path().join(name)).expect("a library can be copied");
    }
    let library = target_dir().join(format!(
        "{}inviwopy{}",
        std::env::consts::DLL_PREFIX,
        std::env::consts::DLL_SUFFIX
    ));
    assert!(library.is_file(), "{} is missing: cargo test --workspace", library.display());

    let output = Command::new(interpreter())
        .args(["-m", "unittest", "discover", "--start-directory"])
        .arg(package.join("tests"))
        .env("PYTHONPATH", package.join("python"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("IVW_PYTHON_LIBRARY", library)
        .env("IVW_MODULE_PATH", modules.path())
        .output()
        .expect("the interpreter starts");

    let report = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && report.contains("\nRan "), "{report}");
}

const LISTENER: &str = "
import inviwopy as ivw

class Listener(ivw.Processor):
    def __init__(self, id, name):
        ivw.Processor.__init__(self, id, name)
        self.inport = ivw.PythonInport('inport')
        self.addInport(self.inport)
        self.inport.optional = True
        self.outport = ivw.PythonOutport('outport')
        self.addOutport(self.outport)
        self.number = ivw.properties.FloatProperty('number', 'Number', 0, 0, 100)
        self.addProperty(self.number)
        self.seen = []
        self.uses = False

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo('org.test.Listener', 'Listener')

    def getProcessorInfo(self):
        return Listener.processorInfo()

    def invokeEvent(self, event):
        if event.hash() != ivw.MouseEvent.chash:
            return
        self.seen.append((event.x, event.y, event.button.name, event.state.name, event.modifierNames()))
        self.number.value = event.x
        event.setToolTip(self.identifier)
        if self.uses:
            event.markAsUsed()

ivw.app.processorFactory.registerObject(Listener)
made = [ivw.app.processorFactory.create('org.test.Listener') for _ in range(3)]
for processor in made:
    ivw.app.network.addProcessor(processor)
ivw.app.network.addConnection(made[0].outport, made[1].inport)
ivw.app.network.addConnection(made[1].outport, made[2].inport)
";

const KEEPER: &str = "
class Keeper(Listener):
    def __init__(self, id, name):
        Listener.__init__(self, id, name)
        self.passes = False
        self.told = []

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo('org.test.Keeper', 'Keeper')

    def getProcessorInfo(self):
        return Keeper.processorInfo()

    def propagateEvent(self, event, outport):
        self.told.append(outport is None)
        if self.passes:
            super().propagateEvent(event, outport)

keeper = Keeper('Keeper', 'Keeper')
ivw.app.network.addProcessor(keeper)
ivw.app.network.addConnection(made[2].outport, keeper.inport)
";

#[test]
fn what_a_person_does_reaches_processors_in_python_upstream() -> Result<()> {
    // One process has one interpreter, which belongs to one host.
    if !run_alone("what_a_person_does_reaches_processors_in_python_upstream", &[]) {
        return Ok(());
    }
    let host = Host::new();
    host.set_setting("python", interpreter().to_string_lossy());
    let python = module::load(&module_path("python3"))?;
    python.start(host.for_module("Python3"))?;
    let engine = host.script_engine()?;
    let run = |text: &str| {
        let request = ScriptRequest::RunText { text: text.to_owned(), name: String::new() };
        engine.request(&request).map(|reply| reply.text)
    };
    run(LISTENER)?;
    let last = host.with(|network| network.find("Listener3"))?;

    let event = Interaction {
        action: Action::Mouse {
            button: MouseButton::Left,
            state: MouseState::Press,
            pointer: Pointer { position: [0.25, 0.5], canvas: [200, 100], ..Pointer::default() },
        },
        modifiers: modifier::SHIFT,
        picked: None,
    };
    let reaction = host.interact(last, &event)?;
    assert!(!reaction.is_used);
    assert_eq!(reaction.tool_tip.as_deref(), Some("Listener3"));
    let seen = "[(50.0, 50.0, 'Left', 'Press', 'Shift')]";
    assert_eq!(run("[p.seen for p in made]")?, format!("[{seen}, {seen}, {seen}]"));
    assert_eq!(run("made[0].number.value")?, "50.0");

    run("made[1].uses = True")?;
    assert!(host.interact(last, &event)?.is_used);
    assert_eq!(run("[len(p.seen) for p in made]")?, "[1, 2, 2]");

    // Who overrides propagateEvent decides who else is told.
    run(KEEPER)?;
    let keeper = host.with(|network| network.find("Keeper"))?;
    assert!(!host.interact(keeper, &event)?.is_used);
    assert_eq!(run("keeper.told, [len(p.seen) for p in made]")?, "([True], [1, 2, 2])");
    run("keeper.passes = True")?;
    host.interact(keeper, &event)?;
    assert_eq!(run("keeper.told, [len(p.seen) for p in made]")?, "([True, True], [1, 3, 3])");
    Ok(())
}

const WATCH: &str = "
import inviwopy as ivw
import signals

class Watch(ivw.Processor):
    def __init__(self, id, name):
        super().__init__(id, name)
        self.inport = signals.SignalInport('inport')
        self.outport = signals.SignalOutport('outport')
        self.addInport(self.inport)
        self.addOutport(self.outport)

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo('org.test.Watch', 'Watch')

    def getProcessorInfo(self):
        return Watch.processorInfo()

    def process(self):
        self.signal = self.inport.getData()
        self.outport.setData(self.signal)
";

const MAKE: &str = "
import inviwopy as ivw
import signals

class Make(ivw.Processor):
    def __init__(self, id, name):
        super().__init__(id, name)
        self.outport = signals.SignalOutport('outport')
        self.addOutport(self.outport)

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo('org.test.Make', 'Make')

    def getProcessorInfo(self):
        return Make.processorInfo()

    def process(self):
        self.signal = signals.Signal(samples=range(3), rate_hz=8)
        self.signal.samples = [2.5, 5]
        self.outport.setData(self.signal)
";

#[test]
fn python_reads_and_makes_data_that_only_modules_know() -> Result<()> {
    if !run_alone("python_reads_and_makes_data_that_only_modules_know", &[]) {
        return Ok(());
    }
    let host = Host::new();
    host.set_setting("python", interpreter().to_string_lossy());
    host.set_setting("sender.gain", "10");
    let modules = ["python3", "receiver", "sender"];
    host.load_found(&module::search_in(&[target_dir()], &modules));
    for report in host.modules() {
        assert!(report.error().is_none(), "{report}");
    }
    let engine = host.script_engine()?;
    let run = |text: &str| {
        let request = ScriptRequest::RunText { text: text.to_owned(), name: String::new() };
        engine.request(&request).map(|reply| reply.text)
    };
    // Without the module's own classes there are the fields.
    host.add("org.ivw.fixture.Ramp")?;
    host.add("org.ivw.fixture.Sum")?;
    host.connect("Ramp.signal", "Sum.signal")?;
    host.update();
    assert_eq!(host.failures(), []);
    run("data = app.network.Ramp.outports.signal.getData()")?;
    assert_eq!(
        run("data")?,
        "<Data: org.ivw.fixture.Signal/1 samples: 3 × FLOAT32 rate_hz: FLOAT64>"
    );
    assert_eq!(run("data.fieldNames, data.rate_hz")?, "(['samples', 'rate_hz'], 100.0)");
    let unknown = run("data.nothing").expect_err("there is no such field").to_string();
    assert!(unknown.contains("has no field 'nothing'"), "{unknown}");
    // An array keeps its data, and nobody writes into that.
    run("array = data.samples; del data")?;
    host.set("Ramp.samples", 4)?;
    host.update();
    assert_eq!(run("array.tolist(), array.flags.writeable")?, "([0.0, 10.0, 20.0], False)");

    // A processor in Python between both takes it with the module's ports and classes.
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("Watch.py");
    std::fs::write(&path, WATCH)?;
    engine.request(&ScriptRequest::AddFile { path })?;
    host.clear()?;
    for class in ["org.ivw.fixture.Ramp", "org.test.Watch", "org.ivw.fixture.Sum"] {
        host.add(class)?;
    }
    host.connect("Ramp.signal", "Watch.inport")?;
    host.connect("Watch.outport", "Sum.signal")?;
    assert!(host.connect("Watch.outport", "Sum.volume").is_err(), "a signal is no volume");
    host.update();
    assert_eq!(host.failures(), []);
    assert_eq!(
        run(
            "(lambda s: (type(s).__name__, float(s.samples.sum()), s.duration))(app.network.Watch.signal)"
        )?,
        "('Signal', 30.0, 0.03)"
    );
    let sum = host.with(|network| network.find("Sum"))?;
    let volume = host.output(PortRef { processor: sum, port: 0 }).expect("there is data");
    assert_eq!(volume.downcast::<Volume>()?.voxel_at(0)[0], 30.0);
    let class = "app.network.Watch.inport.classIdentifier";
    assert_eq!(run(class)?, "'org.ivw.fixture.Signal.inport'");

    // Python makes such data as well, from the example that the module shows.
    std::fs::write(folder.path().join("Make.py"), MAKE)?;
    engine.request(&ScriptRequest::AddFile { path: folder.path().join("Make.py") })?;
    let made = host.add("org.test.Make")?;
    host.with(|network| {
        let connection = network.connections()[0];
        network.apply(Edit::Disconnect(connection)).map(drop)
    })?;
    host.connect("Make.outport", "Watch.inport")?;
    host.update();
    assert_eq!(host.failures(), []);
    let output = |processor| host.output(PortRef { processor, port: 0 }).expect("there is data");
    assert_eq!(output(sum).downcast::<Volume>()?.voxel_at(0)[0], 7.5);
    drop(output(made));
    run("s = app.network.Make.signal")?;
    assert_eq!(run("s.samples.tolist(), s.data.rate_hz, s.duration")?, "([2.5, 5.0], 8.0, 0.25)");
    for (wrong, why) in [
        ("s.data.changed(rate=1)", "there is no field 'rate': there are samples, rate_hz"),
        ("s.data.changed(rate_hz='fast')", "field 'rate_hz': "),
        ("s.data.changed(samples=[[1, 2]])", "expected a list of numbers, got the shape [1, 2]"),
        ("inviwopy.data.makeData('org.test.None/1')", "no module says how data of type org.test"),
    ] {
        let error = run(&format!("import inviwopy; {wrong}")).expect_err("it can't be made");
        assert!(error.to_string().contains(why), "{wrong}: {error}");
    }
    Ok(())
}

const THINGS: &str = "
import inviwopy as ivw, numpy as np

class Things(ivw.Processor):
    def __init__(self, id, name):
        ivw.Processor.__init__(self, id, name)
        self.outport = ivw.data.MeshOutport('mesh')
        self.addOutport(self.outport)
        self.mapper = ivw.PickingMapper(self, 3, self.picked)
        self.told, self.chosen = [], []

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo('org.test.Things', 'Things')

    def getProcessorInfo(self):
        return Things.processorInfo()

    def process(self):
        mesh = ivw.data.Mesh(ivw.data.DrawType.Triangles, ivw.data.ConnectivityType.Unconnected)
        # One triangle in front of everything on the right of the camera's axis.
        corners = np.array([[0, -100, 0], [100, 0, 0], [0, 100, 0]], np.float32)
        mesh.addBuffer(ivw.data.BufferType.PositionAttrib, ivw.data.Buffer(corners))
        numbers = np.full(3, self.mapper.pickingId(2), np.uint32)
        mesh.addBuffer(ivw.data.BufferType.PickingAttrib, ivw.data.Buffer(numbers))
        indices = np.arange(3, dtype=np.uint32)
        mesh.addBuffer(ivw.data.BufferType.IndexAttrib, ivw.data.Buffer(indices))
        self.outport.setData(mesh)

    def picked(self, event):
        self.told.append((event.pickedId, event.hoverState.name, event.pressState.name))
        if event.state == ivw.PickingState.Finished:
            event.setToolTip('')
        else:
            event.setToolTip(f'thing {event.pickedId}')
        is_click = event.pressState == ivw.PickingPressState.Release and not event.getMovedSincePressed()
        if is_click and event.pressItem == ivw.PickingPressItem.Secondary:
            menu = ivw.ContextMenuEntry('More', '', [ivw.ContextMenuEntry('Hide', 'hide')])
            event.getEvent().showContextMenu([menu])
            event.getEvent().markAsUsed()

    def invokeEvent(self, event):
        super().invokeEvent(event)
        if event.hash() == ivw.ContextMenuEvent.chash:
            self.chosen.append(event.id)
            event.markAsUsed()

ivw.app.processorFactory.registerObject(Things)
network, create = ivw.app.network, ivw.app.processorFactory.create
things = create('org.test.Things')
renderer, canvas = create('org.inviwo.GeometryRenderGL'), create('org.inviwo.CanvasGL')
for processor in (things, renderer, canvas):
    network.addProcessor(processor)
network.addConnection(things.outport, renderer.getInport('geometry'))
network.addConnection(renderer.getOutport('image'), canvas.getInport('inport'))
canvas.inputSize.dimensions.value = ivw.glm.ivec2(64, 64)
";

#[test]
fn things_in_a_picture_tell_their_processor_who_points_at_them() -> Result<()> {
    if !run_alone("things_in_a_picture_tell_their_processor_who_points_at_them", &[]) {
        return Ok(());
    }
    let host = Host::new();
    host.set_setting("python", interpreter().to_string_lossy());
    for (file, name) in [("base", "Base"), ("python3", "Python3")] {
        module::load(&module_path(file))?.start(host.for_module(name))?;
    }
    let engine = host.script_engine()?;
    let run = |text: &str| {
        let request = ScriptRequest::RunText { text: text.to_owned(), name: String::new() };
        engine.request(&request).map(|reply| reply.text)
    };
    run(THINGS)?;
    host.update();
    assert_eq!(host.failures(), []);

    let canvas = host.with(|network| network.find("Canvas"))?;
    let mouse = |state: MouseState, x: f64, buttons: u32| {
        let pointer =
            Pointer { position: [x, 0.5], canvas: [64, 64], buttons, ..Pointer::default() };
        let action = Action::Mouse { button: MouseButton::Right, state, pointer };
        host.interact(canvas, &Interaction { action, ..Interaction::default() })
    };
    let idle = mouse(MouseState::Move, 0.25, 0)?;
    let told: Vec<_> = idle.told.iter().map(|(id, _)| *id).collect();
    let names = ["Canvas", "MeshRenderer", "Things"];
    let ids = names.map(|name| host.with(|network| network.find(name)));
    assert_eq!(told, ids.into_iter().collect::<Result<Vec<_>>>()?, "all upstream are told");
    assert_eq!(Reaction { told: Vec::new(), ..idle }, Reaction::default());
    assert_eq!(mouse(MouseState::Move, 0.75, 0)?.tool_tip.as_deref(), Some("thing 2"));
    let pressed = mouse(MouseState::Press, 0.75, MouseButton::Right as u32)?;
    assert!(!pressed.is_used && pressed.menu.is_empty());
    let released = mouse(MouseState::Release, 0.75, 0)?;
    assert!(released.is_used);
    let hide = MenuEntry { label: "Hide".into(), id: "hide".into(), entries: Vec::new() };
    let more = MenuEntry { label: "More".into(), id: String::new(), entries: vec![hide] };
    assert_eq!(released.menu, [more]);
    assert_eq!(mouse(MouseState::Move, 0.25, 0)?.tool_tip.as_deref(), Some(""));
    let told = "[(2, 'Enter', 'NoPress'), (2, 'Move', 'Press'), (2, 'Move', 'Release'), \
                (2, 'Exit', 'NoPress')]";
    assert_eq!(run("things.told")?, told);

    let action = Action::Menu { id: "hide".to_owned() };
    assert!(host.interact(canvas, &Interaction { action, ..Interaction::default() })?.is_used);
    assert_eq!(run("things.chosen")?, "['hide']");
    Ok(())
}
