//! Which files have processors, and what happens when they change.
//!
//! A file is taken over as a whole or not at all: first its newest code runs and makes an instance
//! for each that is in the network, then all of them take the places of the old ones in one edit.
//! If anything fails before that, the last good code goes on, and the processors say why.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use ivw_core::abi::answer;
use ivw_core::error::{Error, Result};
use ivw_core::host::{InstanceInfo, Request};
use ivw_core::network::{Edit, ProcessorId, Replacement};
use ivw_core::processor::Spec;
use ivw_core::script::{ScriptReply, own_folder};
use parking_lot::{Mutex, RwLock};
use pyo3::prelude::*;
use pyo3::types::PyType;

use super::discover::{Found, SHIPPED, helper_folders, is_python, load, python_files};
use super::{failed, watch};
use crate::host::{Inside, ask, ask_detached, attach, host};
use crate::output;
use crate::processor::{Factory, Processor, place_outside};

/// A class that is registered.
#[derive(Clone)]
struct Known {
    class_id: String,
    name: String,
    /// Where the factory looks for the class.
    slot: Arc<RwLock<Py<PyType>>>,
}

/// A file that was read.
#[derive(Default)]
struct File {
    source: Vec<u8>,
    /// Its classes, of the last code that was good.
    classes: Vec<Known>,
    /// Whether the newest code is not what runs.
    is_broken: bool,
}

#[derive(Default)]
struct Files {
    files: BTreeMap<PathBuf, File>,
    /// Folders with processors.
    folders: BTreeSet<PathBuf>,
    /// Files that processors may import, as they were when they were.
    helpers: BTreeMap<PathBuf, Vec<u8>>,
    /// Folders whose helpers are known.
    helper_folders: BTreeSet<PathBuf>,
}

static FILES: Mutex<Option<Files>> = Mutex::new(None);
/// One change at a time.
static TURN: Mutex<()> = Mutex::new(());

fn with<R>(look: impl FnOnce(&mut Files) -> R) -> R {
    look(FILES.lock().get_or_insert_default())
}

/// Registers the processors that come with the module, and those in the folder for a person's own,
/// if it is there.
pub fn start() {
    for (name, source) in SHIPPED {
        // Such a path is nobody's file.
        let path = Path::new("<inviwopy>/python_processors").join(name);
        let taken = attach(|py| {
            let _inside = Inside::enter();
            match load(py, &path, source.as_bytes())? {
                Found::Classes(classes) => install(py, &path, &classes, &[]).map(drop),
                Found::Helper(error) => Err(error),
            }
        });
        if let Err(error) = taken {
            complain(&error.at(format!("processor \"{name}\"")));
        }
    }
    if let Some(folder) = own_folder()
        && folder.is_dir()
    {
        folders(&[folder]);
    }
}

/// Registers all processors in folders; what can't be is logged and left out.
pub fn folders(folders: &[PathBuf]) -> ScriptReply {
    let turn = TURN.lock();
    let mut reply = ScriptReply::default();
    for folder in folders {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
        let files = python_files(&folder).unwrap_or_else(|error| {
            tracing::warn!(
                target: "python",
                "folder of processors \"{}\": {error}", folder.display()
            );
            Vec::new()
        });
        with(|known| known.folders.insert(folder));
        for path in files {
            match take(&path) {
                Ok(Taken::Classes(classes)) => reply.items.extend(classes),
                Ok(Taken::Helper(error)) => tracing::info!(target: "python", "{error}"),
                Err(error) => complain(&error),
            }
        }
    }
    drop(turn);
    watch::follow();
    reply
}

/// Registers the processors of a file, or takes over what has changed in it; its class identifiers
/// are the answer's items.
pub fn file(path: &Path) -> Result<ScriptReply> {
    let path = std::path::absolute(path)?;
    let turn = TURN.lock();
    let taken = take(&path)?;
    drop(turn);
    watch::follow();
    match taken {
        Taken::Classes(items) => Ok(ScriptReply { items, ..ScriptReply::default() }),
        Taken::Helper(error) => Err(error),
    }
}

/// Files in a folder that processors import from.
fn helper_files(folder: &Path) -> Vec<PathBuf> {
    if folder.ends_with("python") {
        return python_files(folder).unwrap_or_default();
    }
    // Beside a processor there may be anything, as deep as it likes.
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    paths.filter(|path| is_python(path) && path.is_file()).collect()
}

/// Remembers what a file may import as it is now.
fn remember_helpers(path: &Path) {
    for folder in helper_folders(path) {
        if !with(|known| known.helper_folders.insert(folder.clone())) {
            continue;
        }
        for path in helper_files(&folder) {
            remember_helper(path);
        }
    }
}

fn remember_helper(path: PathBuf) {
    if let Ok(source) = std::fs::read(&path) {
        with(|known| known.helpers.insert(path, source));
    }
}

/// Folders in which processors are looked for.
pub fn known_folders() -> ScriptReply {
    let path = |folder: &PathBuf| folder.to_string_lossy().into_owned();
    let items = with(|known| known.folders.iter().map(path).collect());
    ScriptReply { items, ..ScriptReply::default() }
}

/// What is to be watched: folders with all below them, and single files.
pub fn watched() -> (BTreeSet<PathBuf>, BTreeSet<PathBuf>) {
    with(|known| {
        let mut folders = known.folders.clone();
        let helpers = known.files.keys().flat_map(|path| helper_folders(path));
        folders.extend(helpers.filter(|folder| folder.ends_with("python")));
        let is_outside = |path: &&PathBuf| !folders.iter().any(|folder| path.starts_with(folder));
        let files = known.files.keys().filter(is_outside).cloned().collect();
        (folders, files)
    })
}

/// Takes over what has changed in all files since they were read.
pub fn all() -> Result<ScriptReply> {
    if Inside::is_it() {
        return Err(Error::new("a processor can't take over changed files while it runs")
            .hint("do it from a script"));
    }
    let (mut paths, folders, helper_folders) = with(|known| {
        let paths: BTreeSet<PathBuf> = known.files.keys().cloned().collect();
        (paths, known.folders.clone(), known.helper_folders.clone())
    });
    paths.extend(folders.iter().flat_map(|folder| python_files(folder).unwrap_or_default()));
    paths.extend(helper_folders.iter().flat_map(|folder| helper_files(folder)));
    Ok(ScriptReply { items: changed(paths), ..ScriptReply::default() })
}

/// Takes over what has changed in some files, which may be new or gone; gives the classes.
pub fn changed(paths: BTreeSet<PathBuf>) -> Vec<String> {
    let _turn = TURN.lock();
    let (mut known, folders, helpers) = with(|known| {
        let files = known.files.iter().map(|(path, file)| (path.clone(), file.source.clone()));
        (files.collect::<BTreeMap<_, _>>(), known.folders.clone(), known.helpers.clone())
    });
    let is_gone = |path: &&PathBuf| !path.is_file() && paths.iter().any(|p| path.starts_with(p));
    let gone: Vec<PathBuf> = known.keys().filter(is_gone).cloned().collect();
    for path in &gone {
        known.remove(path);
        forget(path);
    }
    // A folder that was moved here brings files along.
    let below = paths.iter().filter(|path| path.is_dir());
    let below = below.flat_map(|folder| python_files(folder).unwrap_or_default());
    let candidates: BTreeSet<PathBuf> =
        paths.iter().filter(|path| path.is_file()).cloned().chain(below).collect();
    let is_ours = |path: &PathBuf| {
        known.contains_key(path)
            || (is_python(path) && folders.iter().any(|folder| path.starts_with(folder)))
    };
    let differs = |path: &PathBuf| match std::fs::read(path) {
        Ok(now) => known.get(path).or_else(|| helpers.get(path)) != Some(&now),
        Err(_) => false,
    };
    let differing: BTreeSet<PathBuf> = candidates.into_iter().filter(differs).collect();
    let mut stale: BTreeSet<PathBuf> =
        differing.iter().filter(|path| is_ours(path)).cloned().collect();
    if !gone.is_empty() {
        // A class may be free now that was another file's.
        with(|known| {
            let broken = known.files.iter().filter(|(_, file)| file.is_broken);
            stale.extend(broken.map(|(path, _)| path.clone()));
        });
    }
    let helpers = Helpers::take_out(&differing, &known);
    differing.into_iter().for_each(remember_helper);
    stale.extend(helpers.users.iter().cloned());
    let (mut classes, mut is_broken) = (Vec::new(), false);
    for path in &stale {
        let start = Instant::now();
        match take(path) {
            Ok(Taken::Classes(items)) if !items.is_empty() => {
                tracing::info!(
                    target: "python",
                    "took over \"{}\" in {} ms", path.display(), start.elapsed().as_millis()
                );
                classes.extend(items);
            }
            Ok(Taken::Classes(_)) => {}
            Ok(Taken::Helper(error)) => tracing::debug!(target: "python", "{error}"),
            Err(error) => {
                is_broken = true;
                complain(&error);
            }
        }
    }
    if is_broken {
        // What goes on with older code may import its helpers only now.
        helpers.put_back();
    }
    classes
}

/// Says what is wrong with a file.
fn complain(error: &Error) {
    match error.detail() {
        Some(detail) => tracing::warn!(target: "python", "{error}\n{detail}"),
        None => tracing::warn!(target: "python", "{error}"),
    }
}

/// Helpers in Python that changed, taken out of Python's list of modules so that they run again.
struct Helpers {
    modules: Option<Py<PyAny>>,
    /// Files with processors that import them.
    users: Vec<PathBuf>,
}

impl Helpers {
    fn take_out(changed: &BTreeSet<PathBuf>, known: &BTreeMap<PathBuf, Vec<u8>>) -> Self {
        let folders: BTreeSet<_> = known.keys().flat_map(|path| helper_folders(path)).collect();
        let find = |py: Python<'_>| {
            let ours = py.import("inviwopy._helpers")?;
            let text = |path: &PathBuf| path.to_string_lossy().into_owned();
            let changed: BTreeSet<String> = changed.iter().map(text).collect();
            let folders: Vec<String> = folders.iter().map(text).collect();
            let modules = ours.getattr("take_out")?.call1((changed, folders))?;
            if modules.is_empty()? {
                return Ok(Self { modules: None, users: Vec::new() });
            }
            let names: BTreeSet<String> = modules
                .call_method0("keys")?
                .try_iter()?
                .map(|name| name?.extract())
                .collect::<PyResult<_>>()?;
            let mut users = Vec::new();
            for (path, source) in known {
                let imported = ours.getattr("imported")?.call1((source.as_slice(),))?;
                let imported: BTreeSet<String> = imported.extract()?;
                if !imported.is_disjoint(&names) {
                    users.push(path.clone());
                }
            }
            PyResult::Ok(Self { modules: Some(modules.unbind()), users })
        };
        attach(|py| {
            find(py).unwrap_or_else(|error| {
                complain(&failed(py, &error));
                Self { modules: None, users: Vec::new() }
            })
        })
    }

    fn put_back(self) {
        let Some(modules) = self.modules else { return };
        attach(|py| {
            let put = || py.import("inviwopy._helpers")?.getattr("put_back")?.call1((modules,));
            if let Err(error) = put() {
                complain(&failed(py, &error));
            }
        });
    }
}

/// What a file turned out to be.
enum Taken {
    /// One with processors, by class; none if it is empty as yet.
    Classes(Vec<String>),
    /// One for others to import.
    Helper(Error),
}

/// Reads a file and takes over what it has.
fn take(path: &Path) -> Result<Taken> {
    let at = |error: Error| error.at(format!("processor file \"{}\"", path.display()));
    let source = std::fs::read(path).map_err(|error| at(Error::other(error)))?;
    if source.iter().all(u8::is_ascii_whitespace) {
        // Somebody is about to write it.
        remember_helpers(path);
        with(|known| known.files.entry(path.to_owned()).or_default().source = source);
        return Ok(Taken::Classes(Vec::new()));
    }
    remember_helpers(path);
    let known = with(|known| {
        let file = known.files.entry(path.to_owned()).or_default();
        file.source.clone_from(&source);
        file.classes.clone()
    });
    let taken = attach(|py| {
        let _inside = Inside::enter();
        match load(py, path, &source)? {
            Found::Classes(classes) => install(py, path, &classes, &known).map(Ok),
            Found::Helper(error) if known.is_empty() => Ok(Err(error)),
            Found::Helper(error) => Err(error),
        }
    });
    let settle = |classes: Option<Vec<Known>>| {
        with(|known| {
            let file = known.files.entry(path.to_owned()).or_default();
            file.is_broken = classes.is_none();
            if let Some(classes) = classes {
                file.classes = classes;
            }
        });
    };
    match taken {
        Ok(Ok(classes)) => {
            let ids = classes.iter().map(|class| class.class_id.clone()).collect();
            settle(Some(classes));
            Ok(Taken::Classes(ids))
        }
        Ok(Err(error)) => {
            settle(Some(Vec::new()));
            Ok(Taken::Helper(at(error)))
        }
        Err(error) => {
            settle(None);
            let error = at(error);
            for class in known {
                say_outdated(&class.class_id, Some(error.clone()));
            }
            Err(error)
        }
    }
}

/// Lets the processors of a class say why the newest code is not what runs, or that it is.
fn say_outdated(class_id: &str, error: Option<Error>) {
    let request = Request::CodeError(class_id.to_owned(), error);
    if let Err(error) = ask_detached::<()>(&request) {
        complain(&error);
    }
}

/// A class with its face.
struct Face<'py> {
    class: &'py Bound<'py, PyType>,
    spec: Spec,
}

/// Registers the classes of a file, and puts new instances in the places of old ones.
fn install(
    py: Python<'_>,
    path: &Path,
    classes: &[Bound<'_, PyType>],
    known: &[Known],
) -> Result<Vec<Known>> {
    let mut faces: Vec<Face<'_>> = Vec::new();
    for class in classes {
        let is_reload = !known.is_empty();
        let spec = spec(py, class, is_reload)?;
        match faces.iter().any(|face| face.spec.class_id == spec.class_id) {
            // A class that derives from another one of the file, and says that it is the same.
            true => continue,
            false => py.detach(|| check_free(path, &spec.class_id))?,
        }
        faces.push(Face { class, spec });
    }
    replace_instances(py, path, &faces, known)?;

    let mut registered = Vec::new();
    for Face { class, spec } in faces {
        let (class_id, name) = (spec.class_id.clone(), spec.name.clone());
        let slot = match known.iter().find(|known| known.class_id == class_id) {
            Some(known) => {
                let old = std::mem::replace(&mut *known.slot.write(), class.clone().unbind());
                drop(old);
                ask::<()>(py, &Request::SetClass(spec)).map_err(|error| failed(py, &error))?;
                known.slot.clone()
            }
            None => {
                let slot = Arc::new(RwLock::new(class.clone().unbind()));
                let file = path.to_string_lossy().into_owned();
                let factory = Factory { class: slot.clone(), spec, file }.boxed();
                py.detach(|| answer(host().register_processor(factory)))?;
                slot
            }
        };
        py.detach(|| say_outdated(&class_id, None));
        registered.push(Known { class_id, name, slot });
    }
    for old in known {
        if !registered.iter().any(|new| new.class_id == old.class_id) {
            py.detach(|| unregister(&old.class_id));
        }
    }
    Ok(registered)
}

/// The face of a class; newer code has to be able to make an instance.
fn spec(py: Python<'_>, class: &Bound<'_, PyType>, is_reload: bool) -> Result<Spec> {
    let info = || {
        if !class.is_subclass_of::<Processor>()? {
            return Err(pyo3::exceptions::PyTypeError::new_err(format!(
                "class {} is not derived from inviwopy.Processor",
                class.name()?
            )));
        }
        class.call_method0("processorInfo")
    };
    let info = info().map_err(|error| failed(py, &error))?;
    let (spec, error) =
        Factory::tried_spec_of_class(class, &info).map_err(|error| failed(py, &error))?;
    match error {
        Some(error) if is_reload => Err(failed(py, &error)),
        Some(error) => {
            let error = failed(py, &error).at(format!("class \"{}\"", spec.class_id));
            tracing::warn!(target: "python", "{error}: it can't be made as yet");
            Ok(spec)
        }
        None => Ok(spec),
    }
}

/// Whether no other file has a class identifier.
fn check_free(path: &Path, class_id: &str) -> Result<()> {
    let owner = with(|known| {
        let mut others = known.files.iter().filter(|(other, _)| *other != path);
        let is_it = |file: &File| file.classes.iter().any(|class| class.class_id == class_id);
        others.find(|(_, file)| is_it(file)).map(|(other, _)| other.clone())
    });
    match owner {
        None => Ok(()),
        Some(owner) if !owner.is_file() => {
            forget(&owner);
            Ok(())
        }
        Some(owner) => Err(Error::new(format!(
            "the class identifier \"{class_id}\" is that of \"{}\"",
            owner.display()
        ))
        .hint("give one of them another class identifier")),
    }
}

/// Makes new instances of all that are in the network, and puts them in their places at once.
fn replace_instances(
    py: Python<'_>,
    path: &Path,
    faces: &[Face<'_>],
    known: &[Known],
) -> Result<()> {
    let mut made = Made::default();
    for face in faces {
        let request = Request::Instances(face.spec.class_id.clone());
        let instances: Vec<InstanceInfo> = ask(py, &request).map_err(|error| failed(py, &error))?;
        let old_name = known.iter().find(|known| known.class_id == face.spec.class_id);
        for instance in instances.into_iter().filter(|instance| !instance.is_placeholder) {
            // The name of the class follows the class, that of a person stays.
            let is_of_class = old_name.is_some_and(|old| old.name == instance.display_name);
            let name = match is_of_class {
                true => &face.spec.name,
                false => &instance.display_name,
            };
            let new = {
                let _mute = output::Source::nobody();
                Factory::make(face.class, &instance.identifier, name)
                    .and_then(|object| place_outside(&object, name))
            };
            let new = new.map_err(|error| {
                failed(py, &error).at(format!("processor \"{}\"", instance.identifier))
            })?;
            made.pairs.push(Replacement { old: instance.id, new: ProcessorId::from_number(new) });
        }
    }
    if made.pairs.is_empty() {
        return Ok(());
    }
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = format!("Reload {}", file.unwrap_or_default());
    let edit = Edit::Replace(std::mem::take(&mut made.pairs));
    ask::<()>(py, &Request::Edit(name, edit)).map_err(|error| failed(py, &error))
}

/// Instances that were made; those that find no place are forgotten.
#[derive(Default)]
struct Made {
    pairs: Vec<Replacement>,
}

impl Drop for Made {
    fn drop(&mut self) {
        let pairs = std::mem::take(&mut self.pairs);
        if pairs.is_empty() {
            return;
        }
        attach(|py| {
            py.detach(|| {
                for pair in pairs {
                    if let Err(error) = ask_detached::<()>(&Request::Forget(pair.new)) {
                        complain(&error);
                    }
                }
            });
        });
    }
}

/// Takes the classes of a file that is gone out of the list; what is in the network goes on.
fn forget(path: &Path) {
    let Some(file) = with(|known| known.files.remove(path)) else { return };
    for class in &file.classes {
        unregister(&class.class_id);
        tracing::info!(
            target: "python",
            "{} is not in the list any more: \"{}\" is gone", class.class_id, path.display()
        );
    }
}

fn unregister(class_id: &str) {
    if let Err(error) = answer(host().unregister_processor(class_id.into())) {
        complain(&error);
    }
}
