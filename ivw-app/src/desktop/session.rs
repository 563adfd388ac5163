//! The thread that owns the network, off the GUI thread.
//!
//! The window sends a [`Verb`] for everything a person does, and gets [`News`] back.
//! Whatever waits for Python or a processor waits here; the host evaluates on a thread of its own, so
//! that edits arrive while something runs.

mod canvas;
mod edit;
mod files;
mod look;
mod report;
mod verbs;

pub(crate) use canvas::Frames;
pub(crate) use edit::COMPOSITE;
pub(crate) use look::{Histogram, PortLook};
pub(crate) use verbs::{News, Verb};

use super::snapshot::Properties;
use ivw_core::error::Error;
use ivw_core::host::Host;
use ivw_core::network::{Edit, Event, ProcessorId, PropertyRef};
use parking_lot::Mutex;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

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
    /// The composite that is looked into.
    level: Option<ProcessorId>,
    inspected: Vec<ProcessorId>,
    told_properties: Vec<Properties>,
    linked: Option<[ProcessorId; 2]>,
    told_ends: Vec<Properties>,
    /// The step that a drag began with.
    drag: Option<u64>,
    frames: Frames,
    interactions: Sender<canvas::Interacted>,
    reported: Instant,
    histograms: HashMap<PropertyRef, look::Counted>,
    wanted_histograms: Vec<PropertyRef>,
    /// What ran since everything was up to date.
    recent: HashSet<ProcessorId>,
    /// Canvases whose pictures were on their way when they were last told.
    late: HashSet<ProcessorId>,
}

#[derive(Default)]
struct Changed {
    is_noted: bool,
    processors: HashSet<ProcessorId>,
    /// Whether there are other classes.
    classes: bool,
}

impl Worker {
    fn new(host: Host, sender: Sender<Message>, tell: Tell) -> Self {
        let changed = Arc::new(Mutex::new(Changed { classes: true, ..Changed::default() }));
        let noted = changed.clone();
        host.observe(move |event| {
            let mut changed = noted.lock();
            if let Event::Status(id) | Event::Placed(id) | Event::Removed(id) = event {
                changed.processors.insert(*id);
            }
            changed.classes |= *event == Event::Classes;
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
            level: None,
            inspected: Vec::new(),
            told_properties: Vec::new(),
            linked: None,
            told_ends: Vec::new(),
            drag: None,
            frames,
            interactions,
            reported: Instant::now(),
            histograms: HashMap::new(),
            wanted_histograms: Vec::new(),
            recent: HashSet::new(),
            late: HashSet::new(),
        }
    }

    fn say(&self, news: News) {
        (self.tell)(news);
    }

    fn run(mut self, receiver: &Receiver<Message>) {
        self.report();
        self.say(News::Started);
        loop {
            let is_waiting = self.host.is_busy() || !self.late.is_empty();
            let wait = if is_waiting { LOOK_EVERY } else { Duration::from_secs(3600) };
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
            Verb::Open { path, .. } | Verb::Append { path, .. } | Verb::Recover(path) => {
                format!("\"{}\" was not opened", path.display())
            }
            Verb::Compose { name, .. } => format!("The composite {name} was not made"),
            Verb::Save(path)
            | Verb::SaveSnapshot { path, .. }
            | Verb::SaveComposite { path, .. } => {
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
            Verb::Connect(connections) => self.connect(&connections)?,
            Verb::Enter(level) => self.level = level,
            Verb::Compose { processors, name } => {
                let composite = self.host.compose(&processors, &name)?;
                self.select_only(&[composite])?;
            }
            Verb::Dissolve(composite) => {
                let members = self.host.dissolve(composite)?;
                self.select_only(&members)?;
            }
            Verb::Undo => drop(self.host.undo()?),
            Verb::Redo => drop(self.host.redo()?),
            Verb::Inspect(processors) => {
                self.inspected = processors;
                self.wanted_histograms.clear();
            }
            Verb::EditLinks(processors) => {
                self.linked = processors;
                self.told_ends.clear();
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
            Verb::PressCamera { camera, button } => self.press_camera(camera, button)?,
            Verb::ReadState { processor, name } => {
                let (class, values) = self.state(processor)?;
                self.say(News::State { class, name, values });
            }
            Verb::ApplyState { processors, name, values } => {
                self.apply_state(&processors, &name, &values)?;
            }
            Verb::Refresh => self.changed.lock().classes = true,
            Verb::Cancel => self.host.cancel(),
            verb => self.act_on_files(verb)?,
        }
        Ok(())
    }

    fn interact(&self, event: canvas::Interacted) {
        // The thread lives as long as this one.
        let _ = self.interactions.send(event);
    }
}
