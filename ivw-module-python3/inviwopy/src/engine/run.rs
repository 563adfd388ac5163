//! Runs scripts, and helps to write them.

use std::path::Path;

use ivw_core::error::{Error, Result};
use ivw_core::script::ScriptReply;
use pyo3::exceptions::PySystemExit;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyList};

use super::discover::search_modules;
use super::failed;
use crate::cancel::Run;
use crate::host::attach;
use crate::output;

/// Runs a file as `python FILE ARGUMENTS` would.
pub fn file(path: &Path, arguments: &[String]) -> Result<ScriptReply> {
    let source = std::fs::read(path).map_err(|error| {
        Error::new(format!("can't read script \"{}\": {error}", path.display()))
            .hint("check its path")
    })?;
    let path = std::path::absolute(path)?;
    attach(|py| {
        let prepared = (|| {
            let name = path.to_string_lossy();
            let code = compile(py, &source, &name, "exec")?;
            let globals = namespace(py)?;
            globals.set_item(intern!(py, "__file__"), name.as_ref())?;
            let mut argv = vec![name.to_string()];
            argv.extend_from_slice(arguments);
            let sys = py.import(intern!(py, "sys"))?;
            sys.setattr(intern!(py, "argv"), argv)?;
            let folder = path.parent().map(|folder| folder.to_string_lossy().into_owned());
            let search: Bound<'_, PyList> = sys.getattr(intern!(py, "path"))?.cast_into()?;
            if let Some(folder) = folder
                && !search.contains(&folder)?
            {
                search.insert(0, folder)?;
            }
            search_modules(py)?;
            Ok((code, globals))
        })();
        let (code, globals) = prepared.map_err(|error: PyErr| failed(py, &error))?;
        ended(py, execute(py, &code, &globals).map(|_| String::new()))
    })
}

/// Runs text as a console does; an expression's value is the answer, after what was printed.
pub fn text(text: &str, name: &str) -> Result<ScriptReply> {
    attach(|py| {
        let collected = output::Collected::begin();
        let run = || {
            let globals = console(py)?;
            search_modules(py)?;
            let name = if name.is_empty() { "<console>" } else { name };
            // What is an expression is shown, as in any console.
            let (code, is_expression) = match compile(py, text.as_bytes(), name, "eval") {
                Ok(code) => (code, true),
                Err(_) => (compile(py, text.as_bytes(), name, "exec")?, false),
            };
            let value = execute(py, &code, globals)?;
            match is_expression && !value.is_none() {
                true => value.repr()?.extract::<String>(),
                false => Ok(String::new()),
            }
        };
        let mut reply = ended(py, run())?;
        reply.text.insert_str(0, &collected.take());
        Ok(reply)
    })
}

/// Ways to go on with what is before a place in a text.
pub fn complete(text: &str, position: usize) -> Result<ScriptReply> {
    attach(|py| {
        let find = || {
            let complete = py.import("inviwopy._completion")?.getattr("complete")?;
            complete.call1((text, position, console(py)?))?.extract::<Vec<String>>()
        };
        let items = find().map_err(|error| failed(py, &error))?;
        Ok(ScriptReply { items, ..ScriptReply::default() })
    })
}

/// Which interpreter this is: a line for people, and its executable.
pub fn about() -> Result<ScriptReply> {
    attach(|py| {
        let ask = || {
            let sys = py.import("sys")?;
            let version: String = sys.getattr("version")?.extract()?;
            let executable: String = sys.getattr("executable")?.extract()?;
            let numpy: String = py.import("numpy")?.getattr("__version__")?.extract()?;
            let version = version.split_whitespace().next().unwrap_or_default().to_owned();
            PyResult::Ok((version, executable, numpy))
        };
        let (version, executable, numpy) = ask().map_err(|error| failed(py, &error))?;
        Ok(ScriptReply {
            text: format!("Python {version} with numpy {numpy}, {executable}"),
            items: vec![version, numpy],
            path: Some(executable.into()),
            ..ScriptReply::default()
        })
    })
}

/// Compiles source as it is in a file: its own line about its encoding counts.
pub fn compile<'py>(
    py: Python<'py>,
    source: &[u8],
    name: &str,
    mode: &str,
) -> PyResult<Bound<'py, PyAny>> {
    static COMPILE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let compile = COMPILE.get_or_try_init(py, || {
        PyResult::Ok(py.import("builtins")?.getattr("compile")?.unbind())
    })?;
    let flags = PyDict::new(py);
    flags.set_item("dont_inherit", true)?;
    compile.bind(py).call((source, name, mode), Some(&flags))
}

/// Executes compiled code; somebody may stop it.
pub fn execute<'py>(
    py: Python<'py>,
    code: &Bound<'py, PyAny>,
    globals: &Bound<'py, PyDict>,
) -> PyResult<Bound<'py, PyAny>> {
    static EVAL: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let eval = EVAL
        .get_or_try_init(py, || PyResult::Ok(py.import("builtins")?.getattr("eval")?.unbind()))?;
    let run = Run::begin(py);
    let done = eval.bind(py).call1((code, globals));
    run.end(py);
    done
}

/// A namespace of a script's own.
fn namespace(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let globals = PyDict::new(py);
    globals.set_item(intern!(py, "__name__"), "__main__")?;
    globals.set_item(intern!(py, "__builtins__"), py.import(intern!(py, "builtins"))?)?;
    Ok(globals)
}

/// The namespace of the console, which lasts.
fn console(py: Python<'_>) -> PyResult<&Bound<'_, PyDict>> {
    static CONSOLE: PyOnceLock<Py<PyDict>> = PyOnceLock::new();
    let globals = CONSOLE.get_or_try_init(py, || {
        let globals = py.import("__main__")?.dict();
        globals.set_item("inviwopy", py.import("inviwopy")?)?;
        globals.set_item("ivw", py.import("inviwopy")?)?;
        globals.set_item("app", py.import("inviwopy")?.getattr("app")?)?;
        PyResult::Ok(globals.unbind())
    })?;
    Ok(globals.bind(py))
}

/// What came of a script: text, the exit status that it asked for, or an error.
fn ended(py: Python<'_>, done: PyResult<String>) -> Result<ScriptReply> {
    output::finish(py);
    match done {
        Ok(text) => Ok(ScriptReply { text, ..ScriptReply::default() }),
        Err(error) if error.is_instance_of::<PySystemExit>(py) => {
            let code = error.value(py).getattr("code").map_err(|error| failed(py, &error))?;
            let (exit_status, text) = match code.extract::<Option<i32>>() {
                Ok(code) => (code.unwrap_or(0), String::new()),
                // Any other object is a message, and means failure.
                Err(_) => (1, code.str().map(|text| text.to_string()).unwrap_or_default()),
            };
            Ok(ScriptReply { exit_status, text, ..ScriptReply::default() })
        }
        Err(error) => Err(failed(py, &error)),
    }
}
