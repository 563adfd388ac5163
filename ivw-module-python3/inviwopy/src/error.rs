//! Errors on their way between Python and the host.

use ivw_core::error::Error;
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

/// This is the host's error for a Python exception: one line that names the place, and the whole
/// traceback as its detail.
pub fn reported(py: Python<'_>, error: &PyErr) -> Error {
    if error.is_instance_of::<Cancelled>(py) {
        return Error::cancelled();
    }
    match describe(py, error) {
        Ok(described) => described,
        // Its `__str__` may itself raise.
        Err(_) => Error::new(error.get_type(py).to_string()),
    }
}

fn describe(py: Python<'_>, error: &PyErr) -> PyResult<Error> {
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
    let place = place(py, error, &report)?;
    let message = match place {
        Some(place) => format!("{line} ({place})"),
        None => line,
    };
    let mut described = Error::new(message).with_detail(lines.concat().trim_end().to_owned());
    if let Some(hint) = hint(py, error)? {
        described = described.hint(hint);
    }
    Ok(described)
}

/// This is where an exception was raised: file, line, function.
fn place(py: Python<'_>, error: &PyErr, report: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    if error.is_instance_of::<PySyntaxError>(py) {
        let value = error.value(py);
        let file: Option<String> = value.getattr("filename")?.extract()?;
        let line: Option<u32> = value.getattr("lineno")?.extract()?;
        let column: Option<u32> = value.getattr("offset")?.extract()?;
        return Ok(file.map(|file| {
            let number = |what: &str, n: Option<u32>| match n {
                Some(n) => format!(", {what} {n}"),
                None => String::new(),
            };
            format!("{file}{}{}", number("line", line), number("column", column))
        }));
    }
    let stack = report.getattr("stack")?;
    if stack.len()? == 0 {
        return Ok(None);
    }
    let frame = stack.get_item(-1)?;
    let file: String = frame.getattr("filename")?.extract()?;
    let line: Option<u32> = frame.getattr("lineno")?.extract()?;
    let function: String = frame.getattr("name")?.extract()?;
    let file = std::path::Path::new(&file)
        .file_name()
        .map_or(file.clone(), |name| name.to_string_lossy().into_owned());
    let function = match function.as_str() {
        "<module>" => String::new(),
        function => format!(", in {function}"),
    };
    Ok(Some(format!("{file}, line {}{function}", line.unwrap_or(0))))
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
