//! Processors in files: one class a file.
//!
//! The class goes by the name on the first line, `# Name: X`, or else by that of the file; failing
//! both, any processor with a `processorInfo` that the file defines will do.
//! Every file has a namespace of its own.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ivw_core::abi::answer;
use ivw_core::error::{Error, Result};
use ivw_core::script::ScriptReply;
use parking_lot::{Mutex, RwLock};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyModule, PyType};

use super::failed;
use super::run::{compile, execute};
use crate::host::{Inside, attach, host};
use crate::processor::{Factory, Processor};

/// A class that was registered.
struct Known {
    class_id: String,
    /// Where factories look for the class: a reload puts another one here.
    class: Arc<RwLock<Py<PyType>>>,
}

/// Files whose classes are registered.
static KNOWN: Mutex<Option<HashMap<PathBuf, Known>>> = Mutex::new(None);

fn with<R>(look: impl FnOnce(&mut HashMap<PathBuf, Known>) -> R) -> R {
    look(KNOWN.lock().get_or_insert_default())
}

/// The folder for a person's own processors.
pub fn own_folder() -> Option<PathBuf> {
    let home = std::env::var_os("HOME").filter(|home| !home.is_empty())?;
    Some(PathBuf::from(home).join(".inviwo/python_processors"))
}

/// Registers the processors in the folder for a person's own, if it is there.
pub fn start() {
    if let Some(folder) = own_folder()
        && folder.is_dir()
    {
        folders(&[folder]);
    }
}

/// Registers all processors in folders; what can't be is logged and left out.
pub fn folders(folders: &[PathBuf]) -> ScriptReply {
    let mut reply = ScriptReply::default();
    for folder in folders {
        let mut files = Vec::new();
        if let Err(error) = python_files(folder, &mut files) {
            tracing::warn!(target: "python", "folder of processors \"{}\": {error}", folder.display());
        }
        files.sort();
        for path in files {
            match file(&path) {
                Ok(found) => reply.items.extend(found.items),
                Err(error) => warn(&error),
            }
        }
    }
    reply
}

fn warn(error: &Error) {
    match error.detail() {
        Some(detail) => tracing::warn!(target: "python", "{error}\n{detail}"),
        None => tracing::warn!(target: "python", "{error}"),
    }
}

fn python_files(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let is_hidden = name.is_some_and(|name| name.starts_with(['.', '_']));
        if path.is_dir() && !is_hidden {
            python_files(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "py") && !is_hidden {
            files.push(path);
        }
    }
    Ok(())
}

/// Registers the processor of a file; its class identifier is among the answer's items.
pub fn file(path: &Path) -> Result<ScriptReply> {
    let at = |error: Error| error.at(format!("processor file \"{}\"", path.display()));
    let path = std::path::absolute(path).map_err(|error| at(error.into()))?;
    let source = std::fs::read(&path).map_err(|error| at(Error::other(error)))?;
    if source.iter().all(u8::is_ascii_whitespace) {
        // Somebody is about to write it.
        return Ok(ScriptReply::default());
    }
    let class_id = attach(|py| {
        let _inside = Inside::enter();
        let class = load(py, &path, &source)?;
        register(py, &path, &class)
    })
    .map_err(at)?;
    Ok(ScriptReply { items: vec![class_id], ..ScriptReply::default() })
}

/// Executes a file in a namespace of its own, and finds its class.
fn load<'py>(py: Python<'py>, path: &Path, source: &[u8]) -> Result<Bound<'py, PyType>> {
    let (wanted, rule) = class_name(path, source);
    let run = || {
        let name = path.to_string_lossy();
        let code = compile(py, source, &name, "exec")?;
        let module_name = module_name(py, path)?;
        let module = PyModule::new(py, &module_name)?;
        module.setattr(intern!(py, "__file__"), name.as_ref())?;
        module.setattr("__builtins__", py.import("builtins")?)?;
        extend_search(py, path)?;
        // Classes with annotations look their module up.
        py.import("sys")?.getattr("modules")?.set_item(&module_name, &module)?;
        py.import("linecache")?.call_method1("checkcache", (name.as_ref(),))?;
        execute(py, &code, &module.dict())?;
        PyResult::Ok(module)
    };
    let module = run().map_err(|error| failed(py, &error))?;
    if let Ok(found) = module.getattr(wanted.as_str())
        && let Ok(class) = found.cast_into::<PyType>()
    {
        return Ok(class);
    }
    let processors = defined(&module).map_err(|error| failed(py, &error))?;
    match <[_; 1]>::try_from(processors) {
        Ok([class]) => Ok(class),
        Err(others) => {
            let names = others.iter().filter_map(|class| Some(class.name().ok()?.to_string()));
            let names: Vec<_> = names.collect();
            let error = Error::new(format!("it has no class {wanted}"));
            Err(match names.is_empty() {
                true => error.hint(format!(
                    "{rule}; derive it from inviwopy.Processor and give it a processorInfo"
                )),
                false => error.hint(format!(
                    "write `# Name: {}` on the first line; it has {}",
                    names[0],
                    names.join(", ")
                )),
            })
        }
    }
}

/// Name of the class that a file is for, and why that one.
fn class_name(path: &Path, source: &[u8]) -> (String, String) {
    let first = source.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let first = String::from_utf8_lossy(first);
    if let Some(name) = first.strip_prefix("# Name: ") {
        let name = name.trim_end().to_owned();
        return (name, "its first line names the class".to_owned());
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    (stem.unwrap_or_default(), "the class has the name of the file".to_owned())
}

/// A name for the namespace of a file that nothing else has.
fn module_name(py: Python<'_>, path: &Path) -> PyResult<String> {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let stem: String = stem
        .unwrap_or_default()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '_' })
        .collect();
    let modules = py.import("sys")?.getattr("modules")?;
    let file = path.to_string_lossy();
    let is_free = |name: &str| -> PyResult<bool> {
        if !modules.contains(name)? {
            return Ok(true);
        }
        let known: Option<String> =
            modules.get_item(name)?.getattr("__file__").and_then(|file| file.extract()).ok();
        Ok(known.as_deref() == Some(&*file))
    };
    let mut name = format!("inviwo_processor_{stem}");
    let mut n = 1;
    while !is_free(&name)? {
        n += 1;
        name = format!("inviwo_processor_{stem}_{n}");
    }
    Ok(name)
}

/// Lets a file import what lies beside it, and, as modules lay it out, in `python` above it.
fn extend_search(py: Python<'_>, path: &Path) -> PyResult<()> {
    let search: Bound<'_, PyList> = py.import("sys")?.getattr("path")?.cast_into()?;
    let folder = path.parent();
    let above = folder
        .and_then(Path::parent)
        .filter(|above| above.file_name().is_some_and(|name| name == "python"));
    for folder in folder.into_iter().chain(above) {
        let folder = folder.to_string_lossy();
        if !search.contains(folder.as_ref())? {
            search.append(folder.as_ref())?;
        }
    }
    Ok(())
}

/// Processors with a `processorInfo` that a namespace defines itself.
fn defined<'py>(module: &Bound<'py, PyModule>) -> PyResult<Vec<Bound<'py, PyType>>> {
    let py = module.py();
    let base = py.get_type::<Processor>();
    let own = module.name()?;
    let mut found = Vec::new();
    for value in module.dict().values() {
        let Ok(class) = value.cast_into::<PyType>() else { continue };
        if class.is_subclass(&base)?
            && !class.is(&base)
            && class.hasattr("processorInfo")?
            && class.getattr("__module__")?.eq(&own)?
        {
            found.push(class);
        }
    }
    Ok(found)
}

fn register(py: Python<'_>, path: &Path, class: &Bound<'_, PyType>) -> Result<String> {
    let info = || {
        if !class.is_subclass_of::<Processor>()? {
            return Err(pyo3::exceptions::PyTypeError::new_err(format!(
                "class {} is not derived from inviwopy.Processor",
                class.name()?
            )));
        }
        let info = class.call_method0("processorInfo")?;
        Factory::spec_of_class(class, &info)
    };
    let spec = info().map_err(|error| failed(py, &error))?;
    let class_id = spec.class_id.clone();
    let known = with(|known| {
        let known = known.get(path)?;
        Some((known.class_id.clone(), known.class.clone()))
    });
    if let Some((known_id, slot)) = known
        && known_id == class_id
    {
        let old = std::mem::replace(&mut *slot.write(), class.clone().unbind());
        drop(old);
        return Ok(class_id);
    }
    let slot = Arc::new(RwLock::new(class.clone().unbind()));
    let file = path.to_string_lossy().into_owned();
    let factory = Factory { class: slot.clone(), spec, file };
    let factory = factory.boxed();
    py.detach(|| answer(host().register_processor(factory)))?;
    with(|known| known.insert(path.to_owned(), Known { class_id: class_id.clone(), class: slot }));
    Ok(class_id)
}
