//! The thread that owns the network, off the GUI thread.
//!
//! The window sends a [`Verb`] for everything a person does, and gets [`News`] back.
//! Whatever waits for Python or a processor waits here; the host evaluates on a thread of its own, so
//! that edits arrive while something runs.

mod canvas;
mod files;
mod look;

pub(crate) use canvas::Frames;
pub(crate) use look::{Histogram, PortLook};

use super::snapshot::{Properties, Snapshot, properties};
use ivw_core::error::Error;
use ivw_core::event::Interaction;
use ivw_core::host::{ClassInfo, Host};
use ivw_core::network::{
    Connection, Edit, Event, Place, PortRef, ProcessorId, PropertyRef, Status,
};
use ivw_core::property::PropertyChange;
use parking_lot::Mutex;
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// Something that a person wants.
#[derive(Debug)]
pub(crate) enum Verb {
    /// Changes the network, as one step with a name.
    Edit {
        name: String,
        edit: Edit,
    },
    /// Selects processors, which is no step.
    Select(Edit),
    /// Changes a property, one step until `done`.
    Change {
        property: PropertyRef,
        change: PropertyChange,
        done: bool,
    },
    /// Adds a processor of a class, connected to a port where that fits.
    Add {
        class: String,
        at: [i32; 2],
        port: Option<(PortRef, bool)>,
    },
    /// Connects, and disconnects what a single inport had before.
    Connect(Connection),
    Undo,
    Redo,
    New,
    /// Opens a workspace; one with code in it asks first, unless it is trusted.
    Open {
        path: PathBuf,
        is_trusted: bool,
    },
    Append(PathBuf),
    Save(PathBuf),
    /// Opens what a crash left, and keeps it as a workspace without a name.
    Recover(PathBuf),
    Copy {
        processors: Vec<ProcessorId>,
        is_cut: bool,
    },
    Paste {
        text: String,
        at: [i32; 2],
    },
    Duplicate(Vec<ProcessorId>),
    /// Shows a file of data: a source, and a picture of what it holds.
    ShowFile {
        path: PathBuf,
        at: [i32; 2],
    },
    /// Whose properties are to be seen.
    Inspect(Vec<ProcessorId>),
    /// What a port holds is to be seen.
    Look {
        port: PortRef,
        is_outport: bool,
    },
    /// The values that a transfer function is for are to be counted.
    Count(PropertyRef),
    /// A canvas has a size in pixels.
    Resize {
        canvas: ProcessorId,
        size: [u32; 2],
    },
    /// A person did something in a canvas.
    Interact {
        canvas: ProcessorId,
        event: Interaction,
    },
    SaveSnapshot {
        canvas: ProcessorId,
        path: PathBuf,
    },
    /// There may be other classes.
    Refresh,
    Cancel,
    Quit,
}

/// What the window is told.
#[derive(Debug)]
pub(crate) enum News {
    /// Modules are loaded.
    Started,
    Network(Arc<Snapshot>),
    Properties(Vec<Properties>),
    Classes(Arc<Vec<ClassInfo>>),
    Picture {
        canvas: ProcessorId,
        rgba: Vec<u8>,
        size: [u32; 2],
    },
    /// A canvas has nothing to show, and why.
    NoPicture {
        canvas: ProcessorId,
        why: String,
    },
    Histogram(Histogram),
    Port(PortLook),
    Copied(String),
    /// There is another workspace, under a path if it has one.
    Opened {
        path: Option<PathBuf>,
        notes: Vec<String>,
        is_recovered: bool,
    },
    Saved(PathBuf),
    /// A workspace has code in it: is it to be opened?
    AskTrust {
        path: PathBuf,
        runs: Vec<String>,
    },
    Failed {
        what: String,
        error: Error,
    },
    Tip(String),
    Ended,
}

enum Message {
    Verb(Verb),
    /// Something happened in the network.
    Happened,
}

/// The window's end of the session.
#[derive(Clone)]
pub(crate) struct Session {
    sender: Sender<Message>,
}

impl Session {
    /// Starts the threads; `make` builds the host there, and `tell` wakes the window.
    pub(crate) fn start(
        make: impl FnOnce() -> Result<Host, Error> + Send + 'static,
        tell: impl Fn(News) + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let (sender, receiver) = channel();
        let own = sender.clone();
        let tell: Tell = Arc::new(tell);
        let thread = std::thread::Builder::new().name("ivw-session".to_owned());
        // Code in Python may call itself through native code; pages count when touched.
        thread.stack_size(64 << 20).spawn(move || match make() {
            Ok(host) => Worker::new(host, own, tell).run(&receiver),
            Err(error) => tell(News::Failed { what: "ivw can't start".to_owned(), error }),
        })?;
        Ok(Self { sender })
    }

    /// Sends what a person wants; nobody waits for it.
    pub(crate) fn send(&self, verb: Verb) {
        // A session that ended has nothing left to do.
        let _ = self.sender.send(Message::Verb(verb));
    }
}

type Tell = Arc<dyn Fn(News) + Send + Sync>;

/// No more than this many reports a second while much happens.
const REPORT_EVERY: Duration = Duration::from_millis(15);
/// How often progress is looked at while something runs.
const LOOK_EVERY: Duration = Duration::from_millis(60);

struct Worker {
    host: Host,
    tell: Tell,
    /// What happened since the last report.
    changed: Arc<Mutex<Changed>>,
    inspected: Vec<ProcessorId>,
    told_properties: Vec<Properties>,
    /// The step that a drag began with.
    drag: Option<u64>,
    frames: Frames,
    interactions: Sender<canvas::Interacted>,
    n_classes: usize,
    reported: Instant,
    histograms: HashMap<PropertyRef, look::Counted>,
    wanted_histograms: Vec<PropertyRef>,
    /// What ran since everything was up to date.
    recent: HashSet<ProcessorId>,
}

#[derive(Default)]
struct Changed {
    is_noted: bool,
    processors: HashSet<ProcessorId>,
}

impl Worker {
    fn new(host: Host, sender: Sender<Message>, tell: Tell) -> Self {
        let changed: Arc<Mutex<Changed>> = Arc::default();
        let noted = changed.clone();
        host.observe(move |event| {
            let mut changed = noted.lock();
            if let Event::Status(id) | Event::Placed(id) | Event::Removed(id) = event {
                changed.processors.insert(*id);
            }
            if !std::mem::replace(&mut changed.is_noted, true) {
                // Whoever listens may have ended.
                let _ = sender.send(Message::Happened);
            }
        });
        let frames = Frames::default();
        let interactions = canvas::start(host.clone(), frames.clone(), tell.clone());
        host.schedule();
        Self {
            host,
            tell,
            changed,
            inspected: Vec::new(),
            told_properties: Vec::new(),
            drag: None,
            frames,
            interactions,
            n_classes: 0,
            reported: Instant::now(),
            histograms: HashMap::new(),
            wanted_histograms: Vec::new(),
            recent: HashSet::new(),
        }
    }

    fn say(&self, news: News) {
        (self.tell)(news);
    }

    fn run(mut self, receiver: &Receiver<Message>) {
        self.tell_classes();
        self.say(News::Started);
        self.report();
        loop {
            let wait = if self.host.is_busy() { LOOK_EVERY } else { Duration::from_secs(3600) };
            let mut is_changed = false;
            let mut next = match receiver.recv_timeout(wait) {
                Ok(message) => Some(message),
                Err(RecvTimeoutError::Timeout) => {
                    is_changed = true;
                    None
                }
                Err(RecvTimeoutError::Disconnected) => return,
            };
            while let Some(message) = next {
                match message {
                    Message::Happened => {
                        is_changed = true;
                        // What happens from now on is noted anew; ids are taken when reported.
                        self.changed.lock().is_noted = false;
                        // Many things happen at once: tell about them together.
                        let since = self.reported.elapsed();
                        if since < REPORT_EVERY {
                            std::thread::park_timeout(REPORT_EVERY - since);
                        }
                    }
                    Message::Verb(Verb::Quit) => {
                        self.host.cancel();
                        self.host.end_autosave();
                        self.say(News::Ended);
                        return;
                    }
                    Message::Verb(verb) => {
                        self.act(verb);
                        is_changed = true;
                    }
                }
                next = receiver.try_recv().ok();
            }
            if is_changed {
                self.report();
            }
        }
    }

    /// Does what a person wants; what fails is told.
    fn act(&mut self, verb: Verb) {
        let what = match &verb {
            Verb::Edit { name, .. } => name.clone(),
            Verb::Change { .. } => "The property was not changed".to_owned(),
            Verb::Add { class, .. } => format!("{class} was not added"),
            Verb::Connect(_) => "The ports were not connected".to_owned(),
            Verb::Open { path, .. } | Verb::Append(path) | Verb::Recover(path) => {
                format!("\"{}\" was not opened", path.display())
            }
            Verb::Save(path) | Verb::SaveSnapshot { path, .. } => {
                format!("\"{}\" was not saved", path.display())
            }
            Verb::ShowFile { path, .. } => format!("\"{}\" is not shown", path.display()),
            Verb::Paste { .. } => "Nothing was pasted".to_owned(),
            _ => "That did not work".to_owned(),
        };
        if let Err(error) = self.try_act(verb) {
            tracing::warn!("{what}: {error}");
            self.say(News::Failed { what, error });
        }
    }

    fn try_act(&mut self, verb: Verb) -> Result<(), Error> {
        match verb {
            Verb::Edit { name, edit } => self.host.edit(&name, edit)?,
            Verb::Select(edit) => drop(self.host.with(|network| network.apply(edit))?),
            Verb::Change { property, change, done } => {
                let path = self.host.with(|network| network.path(property));
                self.drag(&format!("Change {path}"), Edit::Property(property, change), done)?;
            }
            Verb::Add { class, at, port } => self.add(&class, at, port)?,
            Verb::Connect(connection) => self.connect(connection)?,
            Verb::Undo => drop(self.host.undo()?),
            Verb::Redo => drop(self.host.redo()?),
            Verb::Inspect(processors) => {
                self.inspected = processors;
                self.wanted_histograms.clear();
            }
            Verb::Look { port, is_outport } => {
                let look = look::port(&self.host, port, is_outport);
                self.say(News::Port(look));
            }
            Verb::Count(property) => {
                self.wanted_histograms.push(property);
                // The editor is new: it is told what was counted before, too.
                self.histograms.remove(&property);
                self.count();
            }
            Verb::Resize { canvas, size } => {
                self.interact(canvas::Interacted::Resize(canvas, size));
            }
            Verb::Interact { canvas, event } => {
                self.interact(canvas::Interacted::Event(canvas, event));
            }
            Verb::Refresh => self.n_classes = 0,
            Verb::Cancel => self.host.cancel(),
            verb => self.act_on_files(verb)?,
        }
        Ok(())
    }

    fn interact(&self, event: canvas::Interacted) {
        // The thread lives as long as this one.
        let _ = self.interactions.send(event);
    }

    /// Edits that belong together until `done` are one step.
    fn drag(&mut self, name: &str, edit: Edit, done: bool) -> Result<(), Error> {
        let mark = *self.drag.get_or_insert_with(|| self.host.mark());
        let edited = self.host.edit(name, edit);
        self.host.join_steps(mark, name);
        if done {
            self.drag = None;
        }
        edited
    }

    fn add(
        &mut self,
        class: &str,
        at: [i32; 2],
        port: Option<(PortRef, bool)>,
    ) -> Result<(), Error> {
        let id = self.host.create(class, None)?;
        let name = self.host.with(|network| network.node(id).map(|n| n.display_name.clone()))?;
        let others = self.host.with(|network| network.processors().to_vec());
        let mut edits = vec![Edit::Place(Place::from(id)), Edit::Move(id, at)];
        edits.extend(others.into_iter().map(|other| Edit::Select(other, false)));
        edits.push(Edit::Select(id, true));
        self.host.in_one_step(&format!("Add {name}"), |host| {
            host.edit(&format!("Add {name}"), Edit::All(edits))?;
            if let Some((port, is_outport)) = port {
                let connection = self.fitting(id, port, is_outport);
                if let Some(connection) = connection {
                    return self.connect(connection);
                }
            }
            Ok(())
        })
    }

    /// The first connection between a port and a new processor that is allowed.
    fn fitting(&self, id: ProcessorId, port: PortRef, is_outport: bool) -> Option<Connection> {
        self.host.with(|network| {
            let node = network.node(id).ok()?;
            let n = if is_outport { node.inports.len() } else { node.outports.len() };
            (0..n as u32).find_map(|own| {
                let own = PortRef { processor: id, port: own };
                let connection = match is_outport {
                    true => Connection { from: port, to: own },
                    false => Connection { from: own, to: port },
                };
                network.check_connection(connection).is_ok().then_some(connection)
            })
        })
    }

    /// Connects; what a single inport had before gives way.
    fn connect(&self, connection: Connection) -> Result<(), Error> {
        let (before, name) = self.host.with(|network| {
            let node = network.node(connection.to.processor)?;
            let port = node.inports.get(connection.to.port as usize);
            let before =
                port.filter(|port| !port.spec.is_multi).map(|port| port.connections.clone());
            let source = network.node(connection.from.processor)?;
            let name = format!("Connect {} to {}", source.identifier, node.identifier);
            Ok::<_, Error>((before.unwrap_or_default(), name))
        })?;
        if before.contains(&connection.from) {
            return Ok(());
        }
        let gone =
            before.into_iter().map(|from| Edit::Disconnect(Connection { from, ..connection }));
        let edits = gone.chain([Edit::Connect(connection)]).collect();
        self.host.edit(&name, Edit::All(edits))
    }

    /// Tells the window how things are.
    fn report(&mut self) {
        self.reported = Instant::now();
        let processors = std::mem::take(&mut self.changed.lock().processors);
        self.tell_classes();
        self.say(News::Network(Arc::new(Snapshot::of(&self.host))));
        let inspected = std::mem::take(&mut self.inspected);
        let shown: Vec<_> = self
            .host
            .with(|network| inspected.iter().filter_map(|id| properties(network, *id)).collect());
        self.inspected = inspected;
        if shown != self.told_properties {
            self.told_properties.clone_from(&shown);
            self.say(News::Properties(shown));
        }
        self.recent.extend(&processors);
        self.tell_pictures(&processors);
        if !self.host.is_busy() {
            self.recent.clear();
        }
        if !processors.is_empty() {
            self.count();
        }
    }

    fn tell_pictures(&self, changed: &HashSet<ProcessorId>) {
        for (_, canvas) in self.host.canvases() {
            if !changed.contains(&canvas) {
                continue;
            }
            let status = self.host.with(|n| n.node(canvas).map(|node| node.status.clone()));
            match status {
                Ok(Status::Valid) => match canvas::picture(&self.host, canvas) {
                    Ok((rgba, size)) => {
                        self.frames.note(&self.host, canvas, &self.recent, size);
                        self.say(News::Picture { canvas, rgba, size });
                    }
                    Err(error) => self.say(News::NoPicture { canvas, why: error.to_string() }),
                },
                // What is on its way comes soon.
                Ok(Status::Stale | Status::Running) | Err(_) => {}
                Ok(_) => {
                    let why = self.host.picture(canvas).err();
                    let why = why.map(|error| error.to_string()).unwrap_or_default();
                    self.say(News::NoPicture { canvas, why });
                }
            }
        }
    }

    /// Tells which classes there are, if there are others.
    fn tell_classes(&mut self) {
        let classes: Vec<ClassInfo> = self
            .host
            .factories()
            .classes()
            .into_iter()
            .map(|class| ClassInfo { spec: (*class.spec).clone(), module: class.module.clone() })
            .collect();
        if classes.len() != self.n_classes {
            self.n_classes = classes.len();
            self.say(News::Classes(Arc::new(classes)));
        }
    }

    fn count(&mut self) {
        for property in self.wanted_histograms.clone() {
            let counted = self.histograms.entry(property).or_default();
            if let Some(histogram) = counted.count(&self.host, property) {
                self.say(News::Histogram(histogram));
            }
        }
    }
}
