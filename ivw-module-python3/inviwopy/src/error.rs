//! Errors on their way between Python and the host.

use ivw_core::error::{Error, Frame};
use pyo3::create_exception;
use pyo3::exceptions::{PyBaseException, PyRuntimeError, PySyntaxError, PySystemExit};
use pyo3::prelude::*;
use pyo3::types::PyList;

create_exception!(
    inviwopy,
    Cancelled,
    PyBaseException,
    "Somebody asked the running code to stop.\n\n\
     It is no `Exception`, so that `except Exception` lets it through."
);

/// This is the Python exception for an error of the host.
pub fn raised(_py: Python<'_>, error: Error) -> PyErr {
    if error.is_cancelled() {
        return Cancelled::new_err("cancelled");
    }
    PyRuntimeError::new_err(error.to_string())
}

/// This is the host's error for a Python exception: one line that names the place, the whole
/// traceback as its detail, and the places and causes one by one.
pub fn reported(py: Python<'_>, error: &PyErr) -> Error {
    if error.is_instance_of::<Cancelled>(py) {
        return Error::cancelled();
    }
    match describe(py, error, LONGEST_CHAIN) {
        Ok(described) => described,
        // Its `__str__` may itself raise.
        Err(_) => Error::new(error.get_type(py).to_string()),
    }
}

/// Causes of causes beyond this are in the traceback only.
const LONGEST_CHAIN: usize = 10;
/// Of a deeper stack, such as that of a recursion without end, the middle is left out.
const DEEPEST: usize = 60;

fn describe(py: Python<'_>, error: &PyErr, n_causes: usize) -> PyResult<Error> {
    let traceback = error.traceback(py);
    let report = py.import("traceback")?.getattr("TracebackException")?.call1((
        error.get_type(py),
        error.value(py),
        traceback,
    ))?;
    let kind: String = error.get_type(py).name()?.extract()?;
    let text: String = match error.is_instance_of::<PySyntaxError>(py) {
        // The text of a syntax error names the file by its stem only.
        true => error.value(py).getattr("msg")?.extract()?,
        false => error.value(py).str()?.extract()?,
    };
    let line = match text.is_empty() {
        true => kind,
        false => format!("{kind}: {text}"),
    };
    let lines: Bound<'_, PyList> = py
        .import("builtins")?
        .getattr("list")?
        .call1((report.call_method0("format")?,))?
        .cast_into()?;
    let lines: Vec<String> = lines.extract()?;
    let frames = frames(py, error, &report)?;
    let message = match frames.last() {
        Some(frame) => format!("{line} ({})", place(frame)),
        None => line,
    };
    let mut described =
        Error::new(message).with_detail(lines.concat().trim_end().to_owned()).with_frames(frames);
    if let Some(hint) = hint(py, error)? {
        described = described.hint(hint);
    }
    match cause(py, error)? {
        Some(cause) if n_causes > 0 => {
            let cause = describe(py, &cause, n_causes - 1)
                .unwrap_or_else(|_| Error::new(cause.get_type(py).to_string()));
            Ok(described.caused_by(cause))
        }
        _ => Ok(described),
    }
}

/// This is the exception that another one follows from: named by `raise … from`, or else the one that
/// was being handled.
fn cause(py: Python<'_>, error: &PyErr) -> PyResult<Option<PyErr>> {
    let value = error.value(py);
    let named = value.getattr("__cause__")?;
    if !named.is_none() {
        return Ok(Some(PyErr::from_value(named)));
    }
    let handled = value.getattr("__context__")?;
    match handled.is_none() || value.getattr("__suppress_context__")?.is_truthy()? {
        true => Ok(None),
        false => Ok(Some(PyErr::from_value(handled))),
    }
}

/// These are the places of a traceback; a syntax error has its own as the last one.
fn frames(py: Python<'_>, error: &PyErr, report: &Bound<'_, PyAny>) -> PyResult<Vec<Frame>> {
    let stack = report.getattr("stack")?;
    let depth = stack.len()?;
    let mut frames = Vec::new();
    for n in 0..depth {
        if n >= DEEPEST / 2 && n + DEEPEST / 2 < depth {
            continue;
        }
        let frame = stack.get_item(n)?;
        let line: Option<u32> = frame.getattr("lineno")?.extract()?;
        // Python 3.10 does not know columns.
        let column: Option<u32> =
            frame.getattr("colno").ok().and_then(|column| column.extract().ok()).flatten();
        let function: String = frame.getattr("name")?.extract()?;
        frames.push(Frame {
            file: frame.getattr("filename")?.extract()?,
            line: line.unwrap_or(0),
            column: column.map(|column| column + 1),
            function: if function == "<module>" { String::new() } else { function },
            text: frame.getattr("line")?.extract::<Option<String>>()?.unwrap_or_default(),
        });
    }
    if error.is_instance_of::<PySyntaxError>(py) {
        let value = error.value(py);
        if let Some(file) = value.getattr("filename")?.extract::<Option<String>>()? {
            let text: Option<String> = value.getattr("text")?.extract()?;
            frames.push(Frame {
                file,
                line: value.getattr("lineno")?.extract::<Option<u32>>()?.unwrap_or(0),
                column: value.getattr("offset")?.extract()?,
                function: String::new(),
                text: text.unwrap_or_default().trim_end().to_owned(),
            });
        }
    }
    Ok(frames)
}

/// This is a place in words.
fn place(frame: &Frame) -> String {
    let file = std::path::Path::new(&frame.file)
        .file_name()
        .map_or(frame.file.clone(), |name| name.to_string_lossy().into_owned());
    match (frame.function.as_str(), frame.column) {
        // Where a line can't be read, the column is what one looks for.
        ("", Some(column)) => format!("{file}, line {}, column {column}", frame.line),
        ("", None) => format!("{file}, line {}", frame.line),
        (function, _) => format!("{file}, line {}, in {function}", frame.line),
    }
}

/// This is the way out of well-known mistakes.
fn hint(py: Python<'_>, error: &PyErr) -> PyResult<Option<String>> {
    if error.is_instance_of::<PySystemExit>(py) {
        return Ok(Some("a processor can't end the application".to_owned()));
    }
    if error.is_instance_of::<pyo3::exceptions::PyModuleNotFoundError>(py) {
        let name: Option<String> = error.value(py).getattr("name")?.extract()?;
        let python: String = py.import("sys")?.getattr("executable")?.extract()?;
        return Ok(name.map(|name| {
            let package = name.split('.').next().unwrap_or(&name).to_owned();
            format!("`{python} -m pip install {package}` may bring it")
        }));
    }
    Ok(None)
}
