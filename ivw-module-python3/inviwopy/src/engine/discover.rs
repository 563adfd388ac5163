//! Finds processors in files.
//!
//! The class of a file goes by the name on the first line, `# Name: X`, or else by that of the file.
//! Other processors with a `processorInfo` of their own that the file defines come along.
//! Every file has a namespace of its own.

use std::path::{Path, PathBuf};

use ivw_core::error::{Error, Result};
use ivw_core::host::Request;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyModule, PyType};

use super::failed;
use super::run::{compile, execute};
use crate::host::ask;
use crate::processor::Processor;

/// Processors that come with the module: file name and source.
pub const SHIPPED: &[(&str, &str)] = &[
    ("MandelbrotNumpy.py", include_str!("../../python_processors/MandelbrotNumpy.py")),
    ("MeshCreationTest.py", include_str!("../../python_processors/MeshCreationTest.py")),
    ("PythonExample.py", include_str!("../../python_processors/PythonExample.py")),
    ("PythonImageExample.py", include_str!("../../python_processors/PythonImageExample.py")),
    ("PythonVolumeExample.py", include_str!("../../python_processors/PythonVolumeExample.py")),
    ("VolumeCreationTest.py", include_str!("../../python_processors/VolumeCreationTest.py")),
];

/// All files in a folder and those below it that may have processors, in order.
pub fn python_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            // Links to folders may lead in circles.
            if entry.file_type()?.is_dir() && !is_hidden(&path) {
                pending.push(path);
            } else if is_python(&path) && path.is_file() {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Whether a path may be that of a file with processors.
pub fn is_python(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "py") && !is_hidden(path)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '_']))
}

/// Folders that a file may import helpers from: its own, and, as modules lay it out, `python` above
/// it or beside its own.
pub fn helper_folders(path: &Path) -> Vec<PathBuf> {
    let own = path.parent();
    let above = own.and_then(Path::parent);
    let is_python = |folder: &&Path| folder.file_name().is_some_and(|name| name == "python");
    let beside = above.map(|above| above.join("python")).filter(|folder| folder.is_dir());
    let own = own.map(Path::to_owned);
    own.into_iter().chain(above.filter(is_python).map(Path::to_owned)).chain(beside).collect()
}

/// What a file has.
pub enum Found<'py> {
    /// Its classes; the one that the file is for comes first.
    Classes(Vec<Bound<'py, PyType>>),
    /// No processors and no word of any, so that it is for others to import; with what is missing.
    Helper(Error),
}

/// Executes a file in a namespace of its own, and finds its classes.
///
/// The namespace takes the place of an older one of the same file only if that works.
pub fn load<'py>(py: Python<'py>, path: &Path, source: &[u8]) -> Result<Found<'py>> {
    let (wanted, rule, is_named) = class_name(path, source);
    let run = || {
        let name = path.to_string_lossy();
        let code = compile(py, source, &name, "exec")?;
        let module_name = module_name(py, path)?;
        let module = PyModule::new(py, &module_name)?;
        module.setattr(intern!(py, "__file__"), name.as_ref())?;
        module.setattr("__builtins__", py.import("builtins")?)?;
        extend_search(py, path)?;
        // Classes with annotations look their module up.
        let modules = py.import("sys")?.getattr("modules")?;
        let before = modules.call_method1("get", (&module_name,))?;
        modules.set_item(&module_name, &module)?;
        py.import("linecache")?.call_method1("checkcache", (name.as_ref(),))?;
        if let Err(error) = execute(py, &code, &module.dict()) {
            match before.is_none() {
                true => modules.del_item(&module_name)?,
                false => modules.set_item(&module_name, before)?,
            }
            return Err(error);
        }
        PyResult::Ok(module)
    };
    let module = run().map_err(|error| failed(py, &error))?;
    let mut classes = Vec::new();
    if let Ok(found) = module.getattr(wanted.as_str())
        && let Ok(class) = found.cast_into::<PyType>()
    {
        classes.push(class);
    }
    let others = defined(&module).map_err(|error| failed(py, &error))?;
    for class in others {
        if !classes.iter().any(|known| known.is(&class)) {
            classes.push(class);
        }
    }
    if !classes.is_empty() {
        return Ok(Found::Classes(classes));
    }
    let missing = Error::new(format!("it has no class {wanted}"))
        .hint(format!("{rule}; derive it from inviwopy.Processor and give it a processorInfo"));
    match is_named {
        true => Err(missing),
        false => Ok(Found::Helper(missing)),
    }
}

/// Name of the class that a file is for, why that one, and whether the file says so.
fn class_name(path: &Path, source: &[u8]) -> (String, &'static str, bool) {
    let first = source.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let first = String::from_utf8_lossy(first);
    if let Some(name) = first.strip_prefix("# Name: ") {
        return (name.trim_end().to_owned(), "its first line names the class", true);
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    (stem.unwrap_or_default(), "the class has the name of the file", false)
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

/// Lets a file import its helpers.
fn extend_search(py: Python<'_>, path: &Path) -> PyResult<()> {
    search_in(py, helper_folders(path))?;
    search_modules(py)
}

/// Lets code import what modules give to Python, those that were loaded meanwhile too.
pub fn search_modules(py: Python<'_>) -> PyResult<()> {
    search_in(py, ask(py, &Request::PythonFolders)?)
}

fn search_in(py: Python<'_>, folders: Vec<PathBuf>) -> PyResult<()> {
    let search: Bound<'_, PyList> = py.import("sys")?.getattr("path")?.cast_into()?;
    for folder in folders {
        let folder = folder.to_string_lossy();
        if !search.contains(folder.as_ref())? {
            search.append(folder.as_ref())?;
        }
    }
    Ok(())
}

/// Processors that a namespace defines itself, with a `processorInfo` of their own, in order.
fn defined<'py>(module: &Bound<'py, PyModule>) -> PyResult<Vec<Bound<'py, PyType>>> {
    let py = module.py();
    let base = py.get_type::<Processor>();
    let own = module.name()?;
    let mut found: Vec<Bound<'py, PyType>> = Vec::new();
    for value in module.dict().values() {
        let Ok(class) = value.cast_into::<PyType>() else { continue };
        let is_own = class.is_subclass(&base)?
            && class.getattr("__dict__")?.contains("processorInfo")?
            && class.getattr("__module__")?.eq(&own)?;
        if is_own && !found.iter().any(|known| known.is(&class)) {
            found.push(class);
        }
    }
    Ok(found)
}
