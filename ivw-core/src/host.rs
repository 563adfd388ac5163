//! The host: a network with everything around it that makes it live.
//!
//! A host holds the network, the classes of processors, the file formats and the modules, and runs
//! what has to run.
//! It holds no lock while a processor, a constructor or an observer runs, so that those may call the
//! host again.
//!
//! Evaluation happens in [`Host::update`], on the thread of whoever wants the network to be up to
//! date, or after [`Host::schedule`] on a thread of its own.
//! Either way one processor runs at a time, and a change meanwhile makes another pass.

mod abi;
mod autosave;
mod composite;
mod interact;
mod picking;
mod request;

pub use autosave::Leftover;
pub use request::{
    ClassInfo, InstanceInfo, LinkEnds, NodeInfo, PortInfo, PropertyInfo, Request, connection_of,
    decode_reply,
};

use crate::abi::{HostAbi_TO, HostBox, ObserverBox, ProcessorBox, answer, encode_into};
use crate::data::{DataHandle, Layer, Shared};
use crate::error::{Error, Result};
use crate::format::Formats;
use crate::module::{Found, LoadedModule, ModuleReport, Outcome};
use crate::network::{
    Edit, Event, History, Network, Node, Place, PortRef, ProcessorId, PropertyRef, Status,
};
use crate::processor::{Factories, Spec};
use crate::property::{InvalidationLevel, PropertyChange, Value};
use crate::script::ScriptEngine;
use parking_lot::{Condvar, Mutex, MutexGuard, RwLock};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::ThreadId;
use std::time::Instant;

/// A network with everything around it that makes it live; a clone is the same host.
#[derive(Clone)]
pub struct Host {
    shared: Arc<Parts>,
}

struct Parts {
    state: Mutex<State>,
    /// Somebody stopped evaluating.
    is_idle: Condvar,
    /// The worker has something to do.
    is_wanted: Condvar,
    factories: RwLock<Factories>,
    formats: RwLock<Formats>,
    engine: RwLock<Option<ScriptEngine>>,
    observers: RwLock<Arc<Vec<Arc<Observer>>>>,
    modules: RwLock<Vec<ModuleReport>>,
    settings: RwLock<HashMap<String, String>>,
    /// Libraries of modules by name.
    libraries: RwLock<HashMap<String, PathBuf>>,
    autosave: Mutex<Option<autosave::Autosave>>,
    /// What people point at in canvases.
    pickers: Mutex<HashMap<ProcessorId, picking::Picker>>,
    /// Which processors, outside of the network, have examples of types of data.
    examples: RwLock<HashMap<String, ProcessorId>>,
}

enum Observer {
    Here(Box<dyn Fn(&Event) + Send + Sync>),
    Module(ObserverBox),
}

#[derive(Default)]
struct State {
    network: Network,
    history: History,
    /// How often evaluation was locked.
    locks: usize,
    /// Who evaluates.
    evaluator: Option<ThreadId>,
    /// Whether something changed since the last pass began.
    is_requested: bool,
    /// Whether the worker is to evaluate.
    is_scheduled: bool,
    has_worker: bool,
    /// Whether a workspace is being read.
    is_loading: bool,
}

impl State {
    /// Whether the thread that asks runs a processor.
    fn is_by_itself(&self, id: ProcessorId) -> bool {
        self.evaluator == Some(me()) && self.network.running() == Some(id)
    }
}

impl Default for Host {
    fn default() -> Self {
        Self::new()
    }
}

impl Host {
    /// A host with an empty network and no modules.
    pub fn new() -> Self {
        Self {
            shared: Arc::new(Parts {
                state: Mutex::default(),
                is_idle: Condvar::new(),
                is_wanted: Condvar::new(),
                factories: RwLock::default(),
                formats: RwLock::default(),
                engine: RwLock::default(),
                observers: RwLock::default(),
                modules: RwLock::default(),
                settings: RwLock::default(),
                libraries: RwLock::default(),
                autosave: Mutex::default(),
                pickers: Mutex::default(),
                examples: RwLock::default(),
            }),
        }
    }

    /// Looks at the network, or reads from it.
    ///
    /// Must not call the host again.
    pub fn with<R>(&self, look: impl FnOnce(&mut Network) -> R) -> R {
        look(&mut self.shared.state.lock().network)
    }

    // Classes, formats, modules.

    /// The classes of processors.
    pub fn factories(&self) -> impl std::ops::Deref<Target = Factories> + '_ {
        self.shared.factories.read()
    }

    /// The file formats.
    pub fn formats(&self) -> impl std::ops::Deref<Target = Formats> + '_ {
        self.shared.formats.read()
    }

    /// What was searched and loaded.
    pub fn modules(&self) -> Vec<ModuleReport> {
        self.shared.modules.read().clone()
    }

    /// Sets what modules may ask for by name, such as `python`: the interpreter to use.
    ///
    /// Modules ask while they start, so it comes before [`Host::load_modules`].
    pub fn set_setting(&self, name: &str, value: impl Into<String>) {
        self.shared.settings.write().insert(name.to_owned(), value.into());
    }

    /// What was set by name.
    pub fn setting(&self, name: &str) -> Option<String> {
        self.shared.settings.read().get(name).cloned()
    }

    /// Who runs scripts.
    pub fn script_engine(&self) -> Result<ScriptEngine> {
        self.shared.engine.read().clone().ok_or_else(crate::script::no_engine)
    }

    /// What a module gets to speak to this host.
    pub fn for_module(&self, module: &str) -> HostBox {
        let host = abi::ModuleHost { host: self.clone(), module: module.to_owned() };
        HostAbi_TO::from_value(host, crate::abi::TD_Opaque)
    }

    /// What a module out of a library gets to speak to this host, which notes where that lies.
    fn for_library(&self, module: &LoadedModule) -> HostBox {
        let (name, path) = (&module.info().name, module.path());
        self.shared.libraries.write().insert(name.clone(), path.to_owned());
        self.for_module(name)
    }

    /// The file of the library of a module, by the name that it gives itself.
    pub(crate) fn library_of(&self, module: &str) -> Option<PathBuf> {
        self.shared.libraries.read().get(module).cloned()
    }

    /// The folders with what modules give to Python, those that there are.
    pub fn python_folders(&self) -> Vec<PathBuf> {
        let modules = self.shared.modules.read();
        let folders = modules.iter().filter_map(|module| match &module.outcome {
            Outcome::Loaded { info, .. } => {
                let data = crate::module::data_folder_of(module.path.as_deref(), &info.folder);
                data.ok().map(|data| data.join("python"))
            }
            _ => None,
        });
        folders.filter(|folder| folder.is_dir()).collect()
    }

    /// Registers the processors of this very library, for tests and tools without modules.
    pub fn register_own(&self) -> Result<()> {
        for factory in crate::processor::Registration::factories() {
            let (_, factory) = factory?;
            self.shared.factories.write().register("(built in)", factory)?;
        }
        Ok(())
    }

    /// Loads modules by name from the usual places, and all from the given folders.
    ///
    /// A module that does not load is logged, and reported by [`Host::modules`].
    pub fn load_modules(&self, names: &[&str], folders: &[PathBuf]) {
        self.load_modules_without(&[], names, folders);
    }

    /// As [`Host::load_modules`], but leaves some modules out: those of a name, as in the file's name
    /// or as the module calls itself.
    pub fn load_modules_without(&self, out: &[String], names: &[&str], folders: &[PathBuf]) {
        let host = |module: &LoadedModule| self.for_library(module);
        let reports = crate::module::load_all(names, folders, out, host);
        self.shared.modules.write().extend(reports);
    }

    /// Loads modules that somebody looked for; [`Host::modules`] reports what came of them.
    pub fn load_found(&self, found: &[Found]) {
        let reports = crate::module::load_found(found, |module| self.for_library(module));
        self.shared.modules.write().extend(reports);
    }

    // Processors and edits.

    /// Makes a processor of a class, as yet outside of the network.
    pub fn create(&self, class_id: &str, display_name: Option<&str>) -> Result<ProcessorId> {
        let class = self.shared.factories.read().get(class_id)?.clone();
        let name = display_name.unwrap_or(&class.spec.name);
        let identifier = crate::network::identifier_of(name);
        // Constructors may call the host: no lock is held.
        let object = class.create(&identifier, name)?;
        self.adopt(object, Some(class.spec.clone()), name)
    }

    /// Gives a processor that somebody made a place outside of the network.
    ///
    /// Without a spec the processor itself is asked for it.
    pub fn adopt(
        &self,
        mut object: ProcessorBox,
        spec: Option<Arc<Spec>>,
        name: &str,
    ) -> Result<ProcessorId> {
        let own = answer(object.spec())?;
        let spec = match (own.is_empty(), spec) {
            (true, Some(spec)) => spec,
            (true, None) => return Err(Error::new("a processor without a class has no spec")),
            (false, _) => Arc::new(crate::abi::decode::<Spec>(&own)?),
        };
        let node = Node::new(spec, Some(object), name);
        let object = node.object().expect("it was just given one");
        let id = self.shared.state.lock().network.adopt(node);
        let attached = answer(object.lock().attached(id.number()));
        if let Err(error) = attached {
            self.shared.state.lock().network.forget(id);
            return Err(error);
        }
        Ok(id)
    }

    /// Makes a processor of a class and puts it into the network.
    pub fn add(&self, class_id: &str) -> Result<ProcessorId> {
        let id = self.create(class_id, None)?;
        self.edit(&format!("Add {class_id}"), Edit::Place(Place::from(id)))?;
        Ok(id)
    }

    /// Changes the network, under a name for undo.
    pub fn edit(&self, name: &str, edit: Edit) -> Result<()> {
        if let Edit::Invalidate(id, level) = edit {
            return self.invalidate(id, level);
        }
        let mut state = self.shared.state.lock();
        let stops = matches!(&edit, Edit::Replace(pairs) if state.network.runs_one_of(pairs));
        let State { history, network, .. } = &mut *state;
        let undo = network.apply(edit)?;
        history.push(name, undo, network);
        self.request(state);
        if stops {
            // Nobody wants what the old one works at.
            self.cancel();
        }
        Ok(())
    }

    /// Marks a processor as having to run again, but for one that does so to itself while it runs.
    fn invalidate(&self, id: ProcessorId, level: InvalidationLevel) -> Result<()> {
        let mut state = self.shared.state.lock();
        state.network.node(id)?;
        let by_itself = state.is_by_itself(id);
        state.network.mark_invalid(id, level, by_itself);
        self.request(state);
        Ok(())
    }

    /// Connects ports by their paths, such as `VolumeSource.data` to `Raycaster.volume`.
    pub fn connect(&self, from: &str, to: &str) -> Result<()> {
        let connection = self.with(|network| connection_of(network, from, to))?;
        self.edit(&format!("Connect {from} to {to}"), Edit::Connect(connection))
    }

    /// Sets a property by its path, such as `Raycaster.samplingRate`.
    pub fn set(&self, path: &str, value: impl Into<Value>) -> Result<()> {
        let property = self.with(|network| network.find_property(path))?;
        self.set_property(property, value.into())
    }

    /// Sets a property; the processor that does so to itself while it runs is not run again.
    pub fn set_property(&self, property: PropertyRef, value: Value) -> Result<()> {
        self.change_property(property, PropertyChange::Value(value))
    }

    /// Changes a property; the processor that does so to itself while it runs is not run again.
    pub fn change_property(&self, property: PropertyRef, change: PropertyChange) -> Result<()> {
        let mut state = self.shared.state.lock();
        let by_itself = state.is_by_itself(property.processor);
        let undo = state.network.change_property(property, change, by_itself)?;
        if let Some(undo) = undo {
            // What processors do as they run is done again by running them, what others do meanwhile
            // is not.
            if state.evaluator != Some(me()) {
                let State { history, network, .. } = &mut *state;
                let name = format!("Change {}", network.path(property));
                history.push(name, Edit::Property(property, undo), network);
            }
            self.request(state);
        }
        Ok(())
    }

    /// Changes a property as programs do that only look: no undo leads back.
    pub fn adjust(&self, property: PropertyRef, change: PropertyChange) -> Result<()> {
        let mut state = self.shared.state.lock();
        state.network.change_property(property, change, false)?;
        self.request(state);
        Ok(())
    }

    /// Lets all edits of some work be one step for undo, with a name.
    pub fn in_one_step<R>(&self, name: &str, work: impl FnOnce(&Self) -> R) -> R {
        let mark = self.mark();
        let done = work(self);
        self.join_steps(mark, name);
        done
    }

    /// A mark for [`Host::join_steps`].
    pub fn mark(&self) -> u64 {
        self.shared.state.lock().history.mark()
    }

    /// Makes all steps for undo after a mark one, such as those of dragging something.
    pub fn join_steps(&self, mark: u64, name: &str) {
        self.shared.state.lock().history.join(mark, name);
    }

    /// Where the network stands in its history; the same number means that nothing was edited.
    pub fn position(&self) -> u64 {
        self.shared.state.lock().history.position()
    }

    /// The names of what can be undone and redone next.
    pub fn step_names(&self) -> (Option<String>, Option<String>) {
        let state = self.shared.state.lock();
        let (undo, redo) = state.history.names();
        (undo.map(str::to_owned), redo.map(str::to_owned))
    }

    /// Notes why the newest code of a class is not what runs, or that it is.
    fn set_code_error(&self, class_id: &str, error: Option<Error>) {
        let mut state = self.shared.state.lock();
        state.network.set_code_error(class_id, error.as_ref());
        let events = state.network.take_events();
        drop(state);
        self.tell(&events);
    }

    /// Undoes the last edit; gives its name, or nothing if there is none.
    pub fn undo(&self) -> Result<Option<String>> {
        let mut state = self.shared.state.lock();
        let State { history, network, .. } = &mut *state;
        let name = history.undo(network)?;
        self.request(state);
        Ok(name)
    }

    /// Does the last undone edit again; gives its name, or nothing if there is none.
    pub fn redo(&self) -> Result<Option<String>> {
        let mut state = self.shared.state.lock();
        let State { history, network, .. } = &mut *state;
        let name = history.redo(network)?;
        self.request(state);
        Ok(name)
    }

    /// Removes all processors and forgets what could be undone.
    pub fn clear(&self) -> Result<()> {
        let mut state = self.shared.state.lock();
        for id in state.network.processors().to_vec() {
            state.network.apply(Edit::Remove(id))?;
        }
        state.history.clear();
        state.network.folder = None;
        state.network.extras.clear();
        state.network.retire_unplaced(|_| false);
        self.request(state);
        Ok(())
    }

    // Workspaces.

    /// Replaces the network by that of a workspace; gives what was not understood or was guessed.
    pub fn open(&self, path: &Path) -> Result<Vec<String>> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            Error::new(format!("can't read \"{}\": {error}", path.display()))
                .hint("check the path of the workspace")
        })?;
        let path = std::path::absolute(path)?;
        self.clear()?;
        let _loading = Loading::new(self);
        crate::workspace::open(self, &text, Some(&path)).map_err(|error| error.at(path.display()))
    }

    /// Adds the network of a workspace to this one; gives the new processors.
    pub fn append(&self, path: &Path) -> Result<Vec<ProcessorId>> {
        let text = std::fs::read_to_string(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.read_into(&text, Some(path), &format!("Append {name}"))
            .map_err(|error| error.at(path.display()))
    }

    /// Adds the network of a workspace that is text, such as one that was copied; gives the new
    /// processors.
    pub fn append_text(&self, text: &str) -> Result<Vec<ProcessorId>> {
        let folder = self.with(|network| network.folder.clone());
        // Paths are relative to the folder of the file, whatever its name.
        let beside = folder.map(|folder| folder.join("copied.inv"));
        self.read_into(text, beside.as_deref(), "Paste")
    }

    /// Adds what a workspace holds, as one step for undo.
    fn read_into(&self, text: &str, path: Option<&Path>, name: &str) -> Result<Vec<ProcessorId>> {
        let before: HashSet<_> =
            self.with(|network| network.processors().iter().copied().collect());
        let _loading = Loading::new(self);
        crate::workspace::open(self, text, path)?;
        let mut state = self.shared.state.lock();
        let State { history, network, .. } = &mut *state;
        let new = network.processors().iter().copied().filter(|id| !before.contains(id));
        let new: Vec<_> = new.collect();
        let undo = Edit::All(new.iter().rev().map(|id| Edit::Remove(*id)).collect());
        history.push(name, undo, network);
        Ok(new)
    }

    /// Writes the network to a workspace, which appears whole or not at all.
    pub fn save(&self, path: &Path) -> Result<()> {
        crate::workspace::save(self, path).map_err(|error| error.at(path.display()))
    }

    /// Whether a workspace is being read.
    pub fn is_loading(&self) -> bool {
        self.shared.state.lock().is_loading
    }

    // Evaluation.

    /// Holds evaluation back until as many calls of [`Host::unlock`].
    pub fn lock(&self) {
        self.shared.state.lock().locks += 1;
    }

    /// Lets evaluation go on; does not evaluate itself.
    pub fn unlock(&self) {
        let mut state = self.shared.state.lock();
        state.locks = state.locks.saturating_sub(1);
        self.wake(&mut state);
    }

    /// Whether evaluation is held back.
    pub fn is_locked(&self) -> bool {
        self.shared.state.lock().locks > 0
    }

    /// Brings the network up to date before it returns, unless evaluation is locked or this is called
    /// by a processor that runs.
    pub fn update(&self) {
        let me = me();
        let mut state = self.shared.state.lock();
        loop {
            match state.evaluator {
                Some(evaluator) if evaluator == me => return,
                Some(_) => self.shared.is_idle.wait(&mut state),
                None if state.is_requested && state.locks == 0 => {
                    state = self.pass(state);
                }
                None => return,
            }
        }
    }

    /// Lets a thread of its own bring the network up to date, now and after every later change.
    pub fn schedule(&self) {
        let mut state = self.shared.state.lock();
        state.is_scheduled = true;
        if !std::mem::replace(&mut state.has_worker, true) {
            let host = self.clone();
            let spawned = std::thread::Builder::new()
                .name("ivw-evaluate".to_owned())
                // Code in Python may call itself through native code; pages count when touched.
                .stack_size(64 << 20)
                .spawn(move || host.work());
            if let Err(error) = spawned {
                state.has_worker = false;
                tracing::error!(%error, "no thread for evaluation: pictures will not be updated");
            }
        }
        self.wake(&mut state);
    }

    fn work(&self) {
        loop {
            let mut state = self.shared.state.lock();
            while !(state.is_requested && state.locks == 0 && state.evaluator.is_none()) {
                self.shared.is_wanted.wait(&mut state);
            }
            drop(self.pass(state));
        }
    }

    /// Asks the processor that runs to stop, and the pass with it.
    pub fn cancel(&self) {
        self.shared.state.lock().network.cancel();
        if let Some(engine) = self.shared.engine.read().clone() {
            engine.interrupt();
        }
    }

    /// Whether something runs or has to run.
    pub fn is_busy(&self) -> bool {
        let state = self.shared.state.lock();
        state.evaluator.is_some() || (state.is_requested && state.locks == 0)
    }

    /// Processors that failed, in the order of evaluation, with their errors.
    pub fn failures(&self) -> Vec<(String, Error)> {
        self.with(|network| {
            let ids = network.processors().to_vec();
            let failed = ids.into_iter().filter_map(|id| {
                let node = network.node(id).ok()?;
                match &node.status {
                    Status::Failed(error) => Some((node.identifier.clone(), error.clone())),
                    _ => None,
                }
            });
            failed.collect()
        })
    }

    /// Processors whose newest code does not run, with the reason; they go on with older code.
    pub fn outdated(&self) -> Vec<(String, Error)> {
        self.with(|network| {
            let nodes = network.processors().iter().filter_map(|id| network.node(*id).ok());
            let outdated =
                nodes.filter_map(|node| Some((node.identifier.clone(), node.code_error.clone()?)));
            outdated.collect()
        })
    }

    /// Why processors that were to be evaluated wait for data, each reason with the first processor
    /// that has it.
    pub fn waiting(&self) -> Vec<(String, String)> {
        let waiting: Vec<_> = self.with(|network| {
            let order = network.order();
            let node = |id: &ProcessorId| {
                let node = network.node(*id).ok()?;
                (node.status == Status::Waiting).then(|| (*id, node.identifier.clone()))
            };
            order.iter().filter_map(node).collect()
        });
        let mut reasons: Vec<(String, String)> = Vec::new();
        for (id, identifier) in waiting {
            let reason = self.waits_for(id);
            if reasons.iter().all(|(_, known)| *known != reason) {
                reasons.push((identifier, reason));
            }
        }
        reasons
    }

    /// Processors in the network whose class is unknown: identifier and class.
    pub fn placeholders(&self) -> Vec<(String, String)> {
        self.with(|network| {
            let nodes = network.processors().iter().filter_map(|id| network.node(*id).ok());
            nodes
                .filter(|node| node.is_placeholder())
                .map(|node| (node.identifier.clone(), node.spec.class_id.clone()))
                .collect()
        })
    }

    fn pass<'a>(&'a self, mut state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        state.evaluator = Some(me());
        state.is_requested = false;
        state.network.negotiate_sizes();
        let mut order = state.network.order();
        let mut generation = state.network.generation();
        let mut from = 0;
        let mut failed = HashSet::new();
        let mut is_saved = false;
        let mut clock = Instant::now();
        while let Some(work) = state.network.next_step(&order, &mut from) {
            let id = work.processor;
            if failed.contains(&id) {
                state.network.set_running(None);
                continue;
            }
            let report = MutexGuard::unlocked(&mut state, || {
                // Before the first one runs: it may be the last thing that this process does.
                if !std::mem::replace(&mut is_saved, true) {
                    self.autosave();
                }
                work.run(&mut clock)
            });
            let error = state.network.finish(id, report);
            if let Some(error) = error {
                failed.insert(id);
                if error.is_cancelled() {
                    tracing::info!("evaluation was cancelled");
                    break;
                }
                let detail = error.detail().unwrap_or_default().to_owned();
                MutexGuard::unlocked(&mut state, || match detail.is_empty() {
                    true => tracing::error!("{error}"),
                    false => tracing::error!("{error}\n{detail}"),
                });
            }
            if state.locks > 0 {
                state.is_requested = true;
                break;
            }
            if state.network.generation() != generation {
                state.network.negotiate_sizes();
                order = state.network.order();
                generation = state.network.generation();
                from = 0;
            }
        }
        state.evaluator = None;
        self.shared.is_idle.notify_all();
        let events = state.network.take_events();
        MutexGuard::unlocked(&mut state, || self.tell(&events));
        self.wake(&mut state);
        state
    }

    /// Notes that something changed, tells observers without a lock, and wakes the worker.
    fn request(&self, mut state: MutexGuard<'_, State>) {
        state.is_requested = true;
        let events = state.network.take_events();
        let retired = state.network.take_retired();
        self.wake(&mut state);
        drop(state);
        // Destructors may call the host: no lock is held.
        drop(retired);
        self.tell(&events);
    }

    fn wake(&self, state: &mut State) {
        if state.is_scheduled && state.is_requested && state.locks == 0 {
            self.shared.is_wanted.notify_one();
        }
    }

    // Observers, pictures.

    /// Wants to be told what happens, after it happened and without a lock held.
    ///
    /// Must not wait for another thread: whoever made a change may hold Python's lock meanwhile.
    pub fn observe(&self, observer: impl Fn(&Event) + Send + Sync + 'static) {
        self.add_observer(Observer::Here(Box::new(observer)));
    }

    fn add_observer(&self, observer: Observer) {
        Arc::make_mut(&mut *self.shared.observers.write()).push(Arc::new(observer));
    }

    /// Tells observers that there are other classes.
    fn tell_classes(&self) {
        self.tell(&[Event::Classes]);
    }

    fn tell(&self, events: &[Event]) {
        if events.is_empty() {
            return;
        }
        let observers = self.shared.observers.read().clone();
        let mut message = Vec::new();
        for event in events {
            message.clear();
            for observer in observers.iter() {
                match (&**observer, event) {
                    (Observer::Here(observer), event) => observer(event),
                    (Observer::Module(observer), Event::Property(at)) => {
                        observer.property_changed(at.processor.number(), at.property);
                    }
                    // Modules of 1.0 do not know it.
                    (Observer::Module(_), Event::Classes) => {}
                    (Observer::Module(observer), event) => {
                        // A pass brings thousands of events: one buffer serves all.
                        if message.is_empty() {
                            encode_into(&mut message, event);
                        }
                        observer.event(message.as_slice().into());
                    }
                }
            }
        }
    }

    /// Canvases in the network: identifier and processor.
    pub fn canvases(&self) -> Vec<(String, ProcessorId)> {
        self.with(|network| {
            let ids = network.processors().iter().copied();
            ids.filter_map(|id| {
                let node = network.node(id).ok()?;
                node.spec.is_canvas.then(|| (node.identifier.clone(), id))
            })
            .collect()
        })
    }

    /// The layer that a canvas shows; an error that says why if there is none.
    pub fn picture(&self, canvas: ProcessorId) -> Result<Shared<Layer>> {
        let (object, identifier, status) = self.with(|network| {
            let node = network.node(canvas)?;
            Ok::<_, Error>((node.object(), node.identifier.clone(), node.status.clone()))
        })?;
        let none = || {
            let error = Error::new(format!("canvas \"{identifier}\" has no picture"));
            match &status {
                Status::Failed(cause) => error.hint(cause.to_string()),
                Status::Waiting => error.hint(self.waits_for(canvas)),
                _ => error.hint("connect an image to it"),
            }
        };
        if status != Status::Valid {
            return Err(none());
        }
        let object = object.ok_or_else(none)?;
        let picture = object.lock().picture().into_option();
        picture.ok_or_else(none)?.downcast()
    }

    /// Why a processor waits: the first one upstream that failed, waits or gave nothing.
    fn waits_for(&self, id: ProcessorId) -> String {
        self.with(|network| {
            let mut at = id;
            while let Ok(node) = network.node(at) {
                if let Status::Failed(error) = &node.status {
                    return error.to_string();
                }
                if node.is_placeholder() {
                    return format!(
                        "\"{}\" needs the class \"{}\", which no module has",
                        node.identifier, node.spec.class_id
                    );
                }
                let port = node.inports.iter().find(|port| {
                    !port.spec.is_optional && !port.is_removed && port.connections.is_empty()
                });
                if let Some(port) = port {
                    return format!(
                        "inport \"{}\" of \"{}\" is not connected",
                        port.spec.id, node.identifier
                    );
                }
                let upstream =
                    node.inports.iter().flat_map(|port| &port.connections).find(|from| {
                        let outport = network
                            .node(from.processor)
                            .ok()
                            .and_then(|node| node.outports.get(from.port as usize));
                        !outport.is_some_and(crate::network::OutportState::is_ready)
                    });
                let Some(from) = upstream else { break };
                let Ok(source) = network.node(from.processor) else { break };
                if source.status == Status::Valid {
                    return format!("\"{}\" gave no data", source.identifier);
                }
                at = from.processor;
            }
            "it has not been evaluated".to_owned()
        })
    }

    /// The data at an outport.
    pub fn output(&self, port: PortRef) -> Option<DataHandle> {
        self.with(|network| {
            network.node(port.processor).ok()?.outports.get(port.port as usize)?.data.clone()
        })
    }
}

thread_local! {
    /// Asking for the thread's handle and its number costs as much as setting a property.
    static ME: ThreadId = std::thread::current().id();
}

/// The thread that this is called on.
fn me() -> ThreadId {
    ME.with(|me| *me)
}

/// Spreads parallel work over this many threads, here and in modules; call it before any work.
pub fn set_threads(n: usize) -> Result<()> {
    rayon::ThreadPoolBuilder::new().num_threads(n).build_global().map_err(Error::other)
}

/// Marks a host as reading a workspace, and holds evaluation back meanwhile.
struct Loading<'a>(&'a Host);

impl<'a> Loading<'a> {
    fn new(host: &'a Host) -> Self {
        let mut state = host.shared.state.lock();
        state.is_loading = true;
        state.locks += 1;
        Self(host)
    }
}

impl Drop for Loading<'_> {
    fn drop(&mut self) {
        self.0.shared.state.lock().is_loading = false;
        self.0.unlock();
    }
}
