//! Messages of scripts, in the application's log.

use pyo3::prelude::*;

use crate::enums::{add_enum, inviwo_enum};

inviwo_enum! {
    /// How much a message matters.
    LogLevel in "inviwopy" { Info = 0, Warn = 1, Error = 2 }
}

inviwo_enum! {
    /// Who a message is for.
    LogAudience in "inviwopy" { User = 0, Developer = 1 }
}

inviwo_enum! {
    /// From which level on messages are shown.
    LogVerbosity in "inviwopy" { Info = 0, Warn = 1, Error = 2, Nothing = 3 }
}

inviwo_enum! {
    /// From which level on a message stops a debugger.
    MessageBreakLevel in "inviwopy" { Off = 0, Error = 1, Warn = 2, Info = 3 }
}

/// This adds the functions to `inviwopy`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    add_enum::<LogLevel>(module)?;
    add_enum::<LogAudience>(module)?;
    add_enum::<LogVerbosity>(module)?;
    add_enum::<MessageBreakLevel>(module)?;
    module.add_function(pyo3::wrap_pyfunction!(log, module)?)?;
    module.add_function(pyo3::wrap_pyfunction!(log_info, module)?)?;
    module.add_function(pyo3::wrap_pyfunction!(log_warn, module)?)?;
    module.add_function(pyo3::wrap_pyfunction!(log_error, module)?)?;
    module.add_class::<crate::output::Output>()
}

fn emit(py: Python<'_>, level: LogLevel, source: &str, message: &str) {
    // Who listens may wait for somebody.
    py.detach(|| match (level, source) {
        (LogLevel::Info, "") => tracing::info!(target: "python", "{message}"),
        (LogLevel::Warn, "") => tracing::warn!(target: "python", "{message}"),
        (LogLevel::Error, "") => tracing::error!(target: "python", "{message}"),
        (LogLevel::Info, source) => tracing::info!(target: "python", source, "{message}"),
        (LogLevel::Warn, source) => tracing::warn!(target: "python", source, "{message}"),
        (LogLevel::Error, source) => tracing::error!(target: "python", source, "{message}"),
    });
}

/// Logs a message.
#[pyfunction]
#[pyo3(signature = (
    source="", level=LogLevel::Info, audience=LogAudience::Developer, file="", function="",
    line=0, msg="",
))]
#[allow(clippy::too_many_arguments)] // The signature is Inviwo's.
fn log(
    py: Python<'_>,
    source: &str,
    level: LogLevel,
    audience: LogAudience,
    file: &str,
    function: &str,
    line: u32,
    msg: &str,
) {
    let _ = audience;
    match file.is_empty() {
        true => emit(py, level, source, msg),
        false => emit(py, level, source, &format!("{msg} ({file}:{line} {function})")),
    }
}

/// Logs what may interest people.
#[pyfunction(name = "logInfo")]
fn log_info(py: Python<'_>, message: &Bound<'_, PyAny>) -> PyResult<()> {
    emit(py, LogLevel::Info, "", &message.str()?.to_cow()?);
    Ok(())
}

/// Logs what people should look into.
#[pyfunction(name = "logWarn")]
fn log_warn(py: Python<'_>, message: &Bound<'_, PyAny>) -> PyResult<()> {
    emit(py, LogLevel::Warn, "", &message.str()?.to_cow()?);
    Ok(())
}

/// Logs what went wrong.
#[pyfunction(name = "logError")]
fn log_error(py: Python<'_>, message: &Bound<'_, PyAny>) -> PyResult<()> {
    emit(py, LogLevel::Error, "", &message.str()?.to_cow()?);
    Ok(())
}
