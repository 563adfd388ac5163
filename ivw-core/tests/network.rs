//! What a network promises: what runs, in which order, how often; edits, links, undo.

use glam::UVec2;
use ivw_core::event::{Action, Interaction, Reaction, Trigger, key};
use ivw_core::host::Host;
use ivw_core::network::{Edit, Link, PortRef, ProcessorId, PropertyRef, Status};
use ivw_core::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeMap;

thread_local! {
    /// How often each processor did what, by its number.
    static CALLS: RefCell<BTreeMap<String, u32>> = const { RefCell::new(BTreeMap::new()) };
}

fn count(what: &str) {
    CALLS.with_borrow_mut(|calls| *calls.entry(what.to_owned()).or_default() += 1);
}

fn take_calls() -> Vec<(String, u32)> {
    CALLS.take().into_iter().collect()
}

fn numbers(value: f32) -> Array {
    Array::copy_of(&[value])
}

/// A number.
#[derive(Processor)]
#[processor("org.test.Source", category = "Test")]
struct Source {
    /// The number.
    #[outport("out")]
    out: Out<Array>,

    /// The number.
    #[property("value", default = 1.0, soft = 0.0..=100.0)]
    value: f32,

    /// What resources depend on.
    #[property("resource", default = 0, invalidates = InvalidationLevel::InvalidResources)]
    resource: i32,

    /// What nothing depends on.
    #[property("note", invalidates = InvalidationLevel::Valid)]
    note: String,

    /// Whether it fails.
    #[property("fails")]
    fails: bool,

    /// Whether it panics.
    #[property("panics")]
    panics: bool,
}

impl Process for Source {
    fn initialize_resources(&mut self, _: &Context) -> Result<()> {
        count("source initialize");
        Ok(())
    }

    fn process(&mut self, _: &Context) -> Result<()> {
        count("source process");
        if self.fails {
            return Err(Error::new("it was asked to fail"));
        }
        assert!(!self.panics, "it was asked to panic");
        self.out.set(numbers(self.value + self.resource as f32));
        Ok(())
    }
}

/// One more than what comes in.
#[derive(Processor)]
#[processor("org.test.Increment", category = "Test", takes_events)]
struct Increment {
    /// A number.
    #[inport("in")]
    input: In<Array>,

    /// One more.
    #[outport("out")]
    out: Out<Array>,

    /// How much more.
    #[property("step", default = 1.0, soft = 0.0..=10.0)]
    step: f32,
}

impl Process for Increment {
    fn process(&mut self, _: &Context) -> Result<()> {
        count("increment");
        self.out.set(numbers(self.input.get()?.at(0)[0] as f32 + self.step));
        Ok(())
    }

    fn event(&mut self, event: &Interaction, context: &Context) -> Result<Reaction> {
        if Trigger::key(key::UP).matches(event) {
            context.set("step", f64::from(self.step + 1.0));
            return Ok(Reaction::used());
        }
        assert!(!Trigger::key(key::HOME).matches(event), "it was asked to panic");
        let runs_again = Trigger::key(key::PAGE_UP).matches(event);
        Ok(Reaction { runs_again, ..Reaction::default() })
    }
}

/// Where numbers end.
#[derive(Processor)]
#[processor("org.test.Sink", category = "Test")]
struct Sink {
    /// A number.
    #[inport("in")]
    input: In<Array>,

    /// Another number.
    #[inport("other", optional)]
    other: In<Array>,

    /// The sum, for people to read.
    #[property("sum", soft = 0.0..=1e6, read_only = true)]
    sum: f64,

    /// How often it ran.
    #[property("runs", soft = 0..=1000)]
    runs: i32,
}

impl Process for Sink {
    fn process(&mut self, context: &Context) -> Result<()> {
        count("sink process");
        let other = self.other.data().map_or(0.0, |other| other.at(0)[0]);
        context.set("sum", self.input.get()?.at(0)[0] + other);
        context.set("runs", i64::from(self.runs) + 1);
        Ok(())
    }

    fn not_ready(&mut self) -> Result<()> {
        count("sink not ready");
        Ok(())
    }
}

/// An image of the size that is asked for, seen by a camera.
#[derive(Processor)]
#[processor("org.test.Painter", category = "Test")]
struct Painter {
    /// What lies under it.
    #[inport("under", optional)]
    under: In<Image>,

    /// The image.
    #[outport("image")]
    image: Out<Image>,

    /// Where one looks from.
    #[property("camera")]
    camera: Camera,
}

impl Process for Painter {
    fn process(&mut self, _: &Context) -> Result<()> {
        count("paint");
        if let Some(under) = self.under.data() {
            assert_eq!(under.size(), self.image.size());
        }
        let size = self.image.size();
        assert_eq!(self.camera.aspect, size.x as f32 / size.y as f32);
        self.image.set(Image::new(size.to_array(), Image::RGBA8)?);
        Ok(())
    }
}

/// Shows an image.
#[derive(Processor)]
#[processor("org.test.Canvas", category = "Test", canvas)]
struct Canvas {
    /// The image.
    #[inport("in")]
    input: In<Image>,

    /// Its size.
    #[property("size", default = UVec2::new(64, 32), from = 1..=10000)]
    size: UVec2,
}

impl Process for Canvas {
    fn process(&mut self, _: &Context) -> Result<()> {
        assert_eq!(self.input.get()?.size(), self.size);
        count("show");
        Ok(())
    }

    fn wanted_size(&self) -> Option<UVec2> {
        Some(self.size)
    }

    fn picture(&self) -> Option<Shared<Layer>> {
        self.input.data().map(|image| Shared::new(image.color[0].clone()))
    }
}

/// Images beside each other, the first one taking a part of the width; a third one has no place.
#[derive(Processor)]
#[processor("org.test.Beside", category = "Test", sizes_inputs, takes_added)]
struct Beside {
    /// The images.
    #[inport("in")]
    images: InMany<Image>,

    /// Nothing of them but their size.
    #[outport("image")]
    image: Out<Image>,

    /// Width of the first one.
    #[property("width", default = 10, range = 0..=100)]
    width: i32,

    /// What was added.
    #[property("added")]
    added: String,

    paths: Vec<String>,
}

impl Process for Beside {
    fn set_added(&mut self, added: &[ivw_core::processor::Added]) -> Result<()> {
        count("added");
        self.paths = added.iter().map(|added| format!("{}={}", added.path, added.value)).collect();
        Ok(())
    }

    fn process(&mut self, context: &Context) -> Result<()> {
        let widths: Vec<u32> = self.images.all().iter().map(|image| image.size().x).collect();
        context.set("added", Value::from(format!("{widths:?} {}", self.paths.join(" ")).as_str()));
        self.image.set(Image::new(self.image.size().to_array(), Image::RGBA8)?);
        Ok(())
    }

    fn input_sizes(&self, inport: &str, n: usize, size: UVec2) -> Vec<UVec2> {
        assert_eq!(inport, "in");
        let first = UVec2::new(self.width as u32, size.y);
        let second = UVec2::new(size.x - first.x, size.y);
        [first, second].into_iter().chain(std::iter::repeat(UVec2::ZERO)).take(n).collect()
    }
}

/// Works until it is stopped, or until it is told that it may end.
#[derive(Processor)]
#[processor("org.test.Worker", category = "Test")]
struct Worker {
    /// Whether it ends by itself.
    #[property("ends")]
    ends: bool,
}

impl Process for Worker {
    fn process(&mut self, context: &Context) -> Result<()> {
        context.progress(0.25)?;
        if self.ends {
            return Ok(());
        }
        loop {
            context.check()?;
            std::thread::yield_now();
        }
    }
}

/// Waits until something is so.
fn wait(what: &str, is_so: impl Fn() -> bool) {
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while !is_so() {
        assert!(std::time::Instant::now() < deadline, "{what} did not happen");
        std::thread::yield_now();
    }
}

fn host() -> Host {
    CALLS.take();
    let host = Host::new();
    host.register_own().expect("the classes of this file have identifiers of their own");
    host
}

/// A source, `n` increments and a sink, connected and up to date.
fn chain(n: usize) -> Result<Host> {
    let host = host();
    host.add("org.test.Source")?;
    let mut last = "Source.out".to_owned();
    for step in 1..=n {
        let id = host.add("org.test.Increment")?;
        let name = host.with(|network| network.node(id).map(|node| node.identifier.clone()))?;
        assert_eq!(
            name,
            if step == 1 { "Increment".to_owned() } else { format!("Increment{step}") }
        );
        host.connect(&last, &format!("{name}.in"))?;
        last = format!("{name}.out");
    }
    host.add("org.test.Sink")?;
    host.connect(&last, "Sink.in")?;
    host.update();
    Ok(host)
}

fn sum(host: &Host) -> f64 {
    host.with(|network| {
        let at = network.find_property("Sink.sum").expect("sinks have a sum");
        network.property(at).expect("it is there").value.as_floats().expect("it is a number")[0]
    })
}

fn calls(expected: &[(&str, u32)]) {
    let expected: Vec<_> = expected.iter().map(|(what, n)| ((*what).to_owned(), *n)).collect();
    assert_eq!(take_calls(), expected);
}

#[test]
fn each_processor_runs_once_and_only_when_something_changed() -> Result<()> {
    let host = chain(3)?;
    calls(&[
        ("increment", 3),
        ("sink process", 1),
        ("source initialize", 1),
        ("source process", 1),
    ]);
    assert_eq!(sum(&host), 4.0);

    host.update();
    calls(&[]);

    host.set("Increment2.step", 5.0)?;
    host.update();
    calls(&[("increment", 2), ("sink process", 1)]);
    assert_eq!(sum(&host), 8.0);

    host.set("Increment2.step", 5.0)?;
    host.set("Source.note", "hello")?;
    host.update();
    calls(&[]);
    Ok(())
}

#[test]
fn resources_are_initialised_only_for_properties_that_say_so() -> Result<()> {
    let host = chain(0)?;
    take_calls();
    host.set("Source.value", 2.0)?;
    host.update();
    calls(&[("sink process", 1), ("source process", 1)]);
    host.set("Source.resource", 3)?;
    host.update();
    calls(&[("sink process", 1), ("source initialize", 1), ("source process", 1)]);
    assert_eq!(sum(&host), 5.0);
    Ok(())
}

#[test]
fn a_change_that_a_processor_makes_to_itself_does_not_run_it_again() -> Result<()> {
    let host = chain(0)?;
    calls(&[("sink process", 1), ("source initialize", 1), ("source process", 1)]);
    let runs = host.with(|network| {
        let at = network.find_property("Sink.runs")?;
        Ok::<_, Error>(network.property(at)?.value.clone())
    })?;
    assert_eq!(runs, Value::from(1_i64));
    Ok(())
}

#[test]
fn an_event_goes_upstream_to_whoever_uses_it_and_its_changes_can_be_undone() -> Result<()> {
    let host = chain(2)?;
    let sink = host.with(|network| network.find("Sink"))?;
    let press = |key| {
        let action = Action::Key { key, is_pressed: true, text: String::new() };
        host.interact(sink, &Interaction { action, ..Interaction::default() })
    };
    host.set("Increment2.step", 5.0)?;
    take_calls();
    // The nearest to the sink uses it, and knows its property before it ran with it.
    assert!(press(key::UP)?.is_used);
    host.update();
    calls(&[("increment", 1), ("sink process", 1)]);
    assert_eq!(sum(&host), 1.0 + 1.0 + 6.0);
    host.undo()?;
    host.update();
    assert_eq!(sum(&host), 1.0 + 1.0 + 5.0);
    take_calls();
    // Nobody uses this one: both hear it, and want to run again.
    let reaction = press(key::PAGE_UP)?;
    assert_eq!((reaction.is_used, reaction.runs_again), (false, false));
    host.update();
    calls(&[("increment", 2), ("sink process", 1)]);
    let error = press(key::HOME).expect_err("a panic is an error").to_string();
    assert!(error.contains("Increment2"), "{error}");
    assert!(error.contains("asked to panic"), "{error}");
    Ok(())
}

#[test]
fn a_failure_stops_what_depends_on_it_and_nothing_else() -> Result<()> {
    for property in ["Source.fails", "Source.panics"] {
        let host = chain(1)?;
        host.add("org.test.Source")?;
        host.add("org.test.Sink")?;
        host.connect("Source2.out", "Sink2.in")?;
        take_calls();
        host.set(property, true)?;
        host.update();
        calls(&[
            ("sink not ready", 1),
            ("sink process", 1),
            ("source initialize", 1),
            ("source process", 2),
        ]);
        let failures = host.failures();
        let [(identifier, error)] = failures.as_slice() else { panic!("one fails: {failures:?}") };
        assert_eq!(identifier, "Source");
        assert!(error.to_string().starts_with("processor \"Source\": "), "{error}");
        assert!(error.to_string().contains("asked to"), "{error}");

        host.set(property, false)?;
        host.update();
        assert!(host.failures().is_empty());
        assert_eq!(sum(&host), 2.0);
    }
    Ok(())
}

#[test]
fn an_optional_inport_may_be_empty_and_its_data_may_go_away() -> Result<()> {
    let host = chain(0)?;
    host.add("org.test.Source")?;
    host.connect("Source2.out", "Sink.other")?;
    host.set("Source2.value", 10.0)?;
    host.update();
    assert_eq!(sum(&host), 11.0);
    host.undo()?;
    host.undo()?;
    host.update();
    assert_eq!(sum(&host), 1.0);
    Ok(())
}

#[test]
fn everything_can_be_undone_and_done_again() -> Result<()> {
    let host = chain(2)?;
    let describe = |host: &Host| {
        host.with(|network| {
            let name = |port: PortRef| {
                network.node(port.processor).map(|node| node.identifier.clone()).unwrap_or_default()
            };
            let ids = network.processors().to_vec();
            let names: Vec<_> = ids
                .iter()
                .map(|id| network.node(*id).expect("placed").identifier.clone())
                .collect();
            let mut edges: Vec<_> =
                network.connections().iter().map(|c| (name(c.from), name(c.to))).collect();
            edges.sort();
            (names, edges)
        })
    };
    let whole = describe(&host);
    let middle = host.with(|network| network.find("Increment"))?;
    host.edit("Remove Increment", Edit::Remove(middle))?;
    host.update();
    assert_ne!(describe(&host), whole);
    assert_eq!(host.undo()?.as_deref(), Some("Remove Increment"));
    host.update();
    assert_eq!(describe(&host), whole);
    assert_eq!(sum(&host), 3.0);

    let mut n_undone = 0;
    while host.undo()?.is_some() {
        n_undone += 1;
    }
    assert!(host.with(|network| network.processors().is_empty()));
    for _ in 0..n_undone {
        host.redo()?;
    }
    host.update();
    assert_eq!(describe(&host), whole);
    assert_eq!(sum(&host), 3.0);
    Ok(())
}

#[test]
fn a_failed_edit_of_several_changes_nothing() -> Result<()> {
    let host = chain(1)?;
    let (source, sink) =
        host.with(|network| Ok::<_, Error>((network.find("Source")?, network.find("Sink")?)))?;
    let before = host.with(|network| network.connections().to_vec());
    let edits = vec![
        Edit::Rename(source, "Renamed".to_owned()),
        Edit::Remove(sink),
        Edit::RemoveInport(PortRef { processor: sink, port: 77 }),
    ];
    assert!(host.edit("Nonsense", Edit::All(edits)).is_err());
    assert_eq!(host.with(|network| network.connections().to_vec()), before);
    assert!(host.with(|network| network.find("Source")).is_ok());
    Ok(())
}

#[test]
fn connections_that_make_no_sense_are_refused_with_a_reason() -> Result<()> {
    let host = chain(2)?;
    host.add("org.test.Painter")?;
    for (from, to, reason) in [
        ("Increment2.out", "Increment.in", "the inport is taken"),
        ("Painter.image", "Sink.other", "ivw.Image/1 is not ivw.Array/1"),
        ("Nobody.out", "Sink.in", "there is no processor \"Nobody\""),
        ("Source.aut", "Sink.in", "has no outport \"aut\": it has out"),
    ] {
        let error = host.connect(from, to).expect_err("it makes no sense").to_string();
        assert!(error.contains(reason), "{error}");
    }
    let circle = host.with(|network| {
        let (one, two) = (network.find("Increment")?, network.find("Increment2")?);
        let port = |processor, port| PortRef { processor, port };
        let connection = network.connections().iter().find(|c| c.to == port(one, 0)).copied();
        network.apply(Edit::Disconnect(connection.expect("it is connected")))?;
        let back = ivw_core::network::Connection { from: port(two, 0), to: port(one, 0) };
        Ok::<_, Error>(network.check_connection(back))
    })?;
    let error = circle.expect_err("it would be a circle").to_string();
    assert!(error.contains("data would go round in a circle"), "{error}");
    Ok(())
}

#[test]
fn linked_properties_follow_each_other_once() -> Result<()> {
    let host = chain(2)?;
    let property = |path: &str| host.with(|network| network.find_property(path));
    let (one, two) = (property("Increment.step")?, property("Increment2.step")?);
    host.edit("Link", Edit::Link(Link { from: one, to: two }))?;
    host.edit("Link back", Edit::Link(Link { from: two, to: one }))?;
    host.set("Increment.step", 3.0)?;
    host.update();
    assert_eq!(sum(&host), 7.0);
    host.set("Increment2.step", 4.0)?;
    host.update();
    assert_eq!(sum(&host), 9.0);
    let error =
        host.edit("Nonsense", Edit::Link(Link { from: one, to: property("Source.fails")? }));
    assert!(error.expect_err("a number is no bool").to_string().contains("does not convert"));
    Ok(())
}

#[test]
fn images_come_in_the_size_of_the_canvas_and_cameras_follow() -> Result<()> {
    let host = host();
    host.add("org.test.Painter")?;
    host.add("org.test.Painter")?;
    host.add("org.test.Canvas")?;
    host.connect("Painter.image", "Painter2.under")?;
    host.connect("Painter2.image", "Canvas.in")?;
    host.update();
    assert_eq!(host.failures(), []);
    calls(&[("paint", 2), ("show", 1)]);
    let canvas = host.canvases()[0].1;
    assert_eq!(host.picture(canvas)?.dims, [64, 32]);

    host.set("Canvas.size", Value::ints(&[30, 60])?)?;
    host.update();
    assert_eq!(host.failures(), []);
    assert_eq!(host.picture(canvas)?.dims, [30, 60]);
    calls(&[("paint", 2), ("show", 1)]);
    Ok(())
}

#[test]
fn a_layout_asks_each_image_for_a_size_of_its_own() -> Result<()> {
    let host = host();
    for n in 1..=3 {
        host.add("org.test.Painter")?;
        let painter = if n == 1 { "Painter".to_owned() } else { format!("Painter{n}") };
        if n == 1 {
            host.add("org.test.Beside")?;
            host.add("org.test.Canvas")?;
            host.connect("Beside.image", "Canvas.in")?;
        }
        host.connect(&format!("{painter}.image"), "Beside.in")?;
    }
    // The first image is also shown in another size, which has a smaller area.
    host.update();
    let shown = || -> Result<String> {
        host.with(|network| {
            let added = network.find_property("Beside.added")?;
            Ok(network.property(added)?.value.as_text().unwrap_or_default().to_owned())
        })
    };
    assert_eq!(host.failures(), []);
    assert_eq!(shown()?.trim(), "[10, 54]");
    CALLS.take();
    host.set("Beside.width", 24)?;
    host.update();
    assert_eq!(shown()?.trim(), "[24, 40]");
    // The third painter is not asked, and the canvas keeps its size.
    calls(&[("paint", 2), ("show", 1)]);
    Ok(())
}

#[test]
fn added_properties_are_told_whenever_they_change() -> Result<()> {
    let host = host();
    let processor = host.add("org.test.Beside")?;
    host.add("org.test.Canvas")?;
    host.add("org.test.Painter")?;
    host.connect("Painter.image", "Beside.in")?;
    host.connect("Beside.image", "Canvas.in")?;
    host.update();
    let shown = || -> Result<String> {
        host.with(|network| {
            let added = network.find_property("Beside.added")?;
            Ok(network.property(added)?.value.as_text().unwrap_or_default().to_owned())
        })
    };
    CALLS.take();
    let spec = PropertySpec::new("more", Kind::Text { default: "a".to_owned() });
    let edit = Edit::AddProperty {
        processor,
        parent: None,
        place: None,
        spec: Box::new(spec),
        is_owned: true,
    };
    host.edit("Add", edit)?;
    host.update();
    assert!(shown()?.ends_with("more=a"), "{}", shown()?);
    host.set("Beside.more", "b")?;
    host.update();
    assert!(shown()?.ends_with("more=b"), "{}", shown()?);
    let property = host.with(|network| network.find_property("Beside.more"))?;
    host.edit("Remove", Edit::RemoveProperty(property))?;
    host.update();
    assert_eq!(shown()?.trim(), "[10]");
    calls(&[("added", 3), ("show", 3)]);
    Ok(())
}

#[test]
fn a_linked_camera_keeps_the_proportions_of_its_own_picture() -> Result<()> {
    let host = host();
    for class in ["org.test.Painter", "org.test.Canvas"] {
        host.add(class)?;
        host.add(class)?;
    }
    host.connect("Painter.image", "Canvas.in")?;
    host.connect("Painter2.image", "Canvas2.in")?;
    host.set("Canvas2.size", Value::ints(&[10, 40])?)?;
    let property = |path: &str| host.with(|network| network.find_property(path));
    let link = Link { from: property("Painter.camera")?, to: property("Painter2.camera")? };
    host.edit("Link", Edit::Link(link))?;
    host.update();
    host.set("Painter.camera.lookFrom", Value::floats(&[1.0, 2.0, 3.0])?)?;
    host.update();
    assert_eq!(host.failures(), []);
    let second = host.with(|network| network.property(link.to).map(|state| state.value.clone()))?;
    let Value::Camera(camera) = second else { panic!("it is a camera") };
    assert_eq!(camera.look_from.to_array(), [1.0, 2.0, 3.0]);
    assert_eq!(camera.aspect, 0.25);
    Ok(())
}

#[test]
fn a_picture_that_is_missing_says_why() -> Result<()> {
    let host = host();
    host.add("org.test.Canvas")?;
    host.update();
    let canvas = host.canvases()[0].1;
    let error = host.picture(canvas).expect_err("nothing is connected").to_string();
    assert_eq!(
        error,
        "canvas \"Canvas\" has no picture: inport \"in\" of \"Canvas\" is not connected"
    );
    Ok(())
}

#[test]
fn evaluation_waits_while_it_is_locked() -> Result<()> {
    let host = chain(0)?;
    take_calls();
    host.lock();
    host.set("Source.value", 7.0)?;
    host.update();
    calls(&[]);
    host.unlock();
    host.update();
    assert_eq!(sum(&host), 7.0);
    Ok(())
}

#[test]
fn a_pass_tells_once_that_a_processor_has_another_status() -> Result<()> {
    use ivw_core::network::Event;
    let host = chain(1)?;
    host.update();
    let source = host.with(|network| network.find("Source"))?;
    let told = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = told.clone();
    host.observe(move |event| {
        if *event == Event::Status(source) {
            count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        }
    });
    let n_told = || told.swap(0, std::sync::atomic::Ordering::Relaxed);
    host.set("Source.value", 7.0)?;
    assert_eq!(n_told(), 1, "it is out of date");
    host.update();
    assert_eq!(n_told(), 1, "it ran and is valid");
    host.update();
    assert_eq!(n_told(), 0);
    Ok(())
}

#[test]
fn a_scheduled_host_keeps_up_by_itself() -> Result<()> {
    let host = chain(1)?;
    let (sender, receiver) = std::sync::mpsc::channel();
    let observed = host.with(|network| network.find_property("Sink.sum"))?;
    host.observe(move |event| {
        if *event == ivw_core::network::Event::Property(observed) {
            // The test may have ended.
            let _ = sender.send(());
        }
    });
    host.schedule();
    host.set("Source.value", 41.0)?;
    receiver
        .recv_timeout(std::time::Duration::from_secs(30))
        .expect("the sum changes on another thread");
    assert_eq!(sum(&host), 42.0);
    Ok(())
}

#[test]
fn a_processor_that_works_shows_progress_and_can_be_stopped() -> Result<()> {
    let host = host();
    let id = host.add("org.test.Worker")?;
    host.schedule();
    let node = |look: fn(&ivw_core::network::Node) -> bool| {
        host.with(|network| network.node(id).is_ok_and(look))
    };
    wait("progress", || node(|node| node.progress() == 0.25));
    assert!(node(|node| node.status == Status::Running));
    host.cancel();
    wait("the end", || node(|node| matches!(node.status, Status::Failed(_))));
    let failures = host.failures();
    assert!(failures[0].1.is_cancelled(), "{failures:?}");
    Ok(())
}

#[test]
fn a_change_while_a_processor_runs_makes_it_run_again() -> Result<()> {
    let host = host();
    let id = host.add("org.test.Worker")?;
    host.schedule();
    let is_running = || host.with(|network| network.running() == Some(id));
    wait("the start", is_running);
    // The running one has its old value and would go on for ever; the change is not lost.
    host.set("Worker.ends", true)?;
    host.cancel();
    wait("a valid end", || {
        host.with(|network| network.node(id).is_ok_and(|node| node.status == Status::Valid))
    });
    Ok(())
}

#[test]
fn a_long_chain_is_evaluated_without_recursion() -> Result<()> {
    let host = chain(5_000)?;
    assert_eq!(sum(&host), 5_001.0);
    Ok(())
}

#[test]
fn removing_all_leaves_nothing_behind() -> Result<()> {
    let host = chain(3)?;
    host.clear()?;
    host.update();
    assert!(host.with(|network| {
        network.processors().is_empty()
            && network.connections().is_empty()
            && network.find("Source").is_err()
    }));
    assert_eq!(host.undo()?, None);
    Ok(())
}

#[test]
fn an_unknown_class_says_what_was_meant() {
    let error = host().add("org.test.source").expect_err("it is written with a capital");
    assert_eq!(
        error.to_string(),
        "there is no processor class \"org.test.source\": did you mean \"org.test.Source\"?"
    );
}

#[test]
fn a_stale_number_is_an_error() -> Result<()> {
    let host = chain(0)?;
    let nobody = ProcessorId::from_number(u64::MAX);
    assert!(host.with(|network| network.node(nobody).is_err()));
    let property = PropertyRef { processor: nobody, property: 0 };
    assert!(host.set_property(property, 1.0.into()).is_err());
    assert!(host.edit("Nothing", Edit::Remove(nobody)).is_err());
    let status = host.with(|network| {
        let source = network.find("Source")?;
        Ok::<_, Error>(network.node(source)?.status.clone())
    })?;
    assert_eq!(status, Status::Valid);
    Ok(())
}

#[test]
fn what_is_dragged_is_one_step_and_a_part_is_copied_as_text() -> Result<()> {
    let host = Host::new();
    host.register_own()?;
    let id = host.add("org.test.Source")?;
    let before = host.position();
    let property = host.with(|network| network.find_property("Source.value"))?;
    let mark = host.mark();
    for value in [2.0, 3.0, 4.0] {
        host.edit("Drag", Edit::Property(property, PropertyChange::Value(value.into())))?;
        host.join_steps(mark, "Drag value");
    }
    assert_eq!(host.step_names().0.as_deref(), Some("Drag value"));
    assert_eq!(host.undo()?.as_deref(), Some("Drag value"));
    assert_eq!(
        host.with(|network| network.property(property).map(|p| p.value.clone()))?,
        1.0.into()
    );
    assert_eq!(host.position(), before);
    host.redo()?;
    assert_eq!(
        host.with(|network| network.property(property).map(|p| p.value.clone()))?,
        4.0.into()
    );

    // What only looks is no step.
    host.adjust(property, PropertyChange::Value(5.0.into()))?;
    assert_eq!(host.step_names().0.as_deref(), Some("Drag value"));

    let other = host.add("org.test.Source")?;
    let text = ivw_core::workspace::part_to_string(&host, &[other])?;
    assert!(!text.contains("identifier=\"Source\"") && text.contains("identifier=\"Source2\""));
    let copies = host.append_text(&text)?;
    assert_eq!(copies.len(), 1);
    assert!(!copies.contains(&id) && !copies.contains(&other));
    // It is a step of its own.
    assert_eq!(host.step_names().0.as_deref(), Some("Paste"));
    host.undo()?;
    assert!(host.with(|network| !network.processors().contains(&copies[0])));
    host.redo()?;
    assert!(host.with(|network| network.processors().contains(&copies[0])));
    Ok(())
}
