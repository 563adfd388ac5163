//! Lets a debugger look into processors and scripts.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};

use ivw_core::error::{Error, Result};
use ivw_core::script::ScriptReply;
use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::failed;
use crate::host::attach;

static IS_ON: AtomicBool = AtomicBool::new(false);

thread_local! {
    /// Whether the debugger knows this thread.
    static IS_KNOWN: Cell<bool> = const { Cell::new(false) };
}

/// Listens at a port of this machine for a debugger, and waits for one if asked to.
pub fn listen(port: u16, wait: bool) -> Result<ScriptReply> {
    attach(|py| {
        let executable: String = py
            .import("sys")
            .and_then(|sys| sys.getattr("executable")?.extract())
            .map_err(|error| failed(py, &error))?;
        let debugpy = py.import("debugpy").map_err(|error| {
            match error.is_instance_of::<PyImportError>(py) {
                true => Error::new("the debugger debugpy is not installed in this Python")
                    .hint(format!("run `{executable} -m pip install debugpy`")),
                false => failed(py, &error),
            }
        })?;
        let begin = || {
            // The program that runs here is not Python: the debugger has to be told which one is.
            let options = PyDict::new(py);
            options.set_item("python", &executable)?;
            debugpy.call_method("configure", (), Some(&options))?;
            debugpy.call_method1("listen", (("127.0.0.1", port),))?;
            IS_ON.store(true, Ordering::Release);
            know_thread(py);
            PyResult::Ok(())
        };
        begin().map_err(|error| {
            failed(py, &error)
                .at(format!("debugger at port {port}"))
                .hint("is the port free, and does no other debugger run?")
        })?;
        tracing::info!(target: "python", "a debugger may come to port {port} of this machine");
        if wait {
            tracing::info!(target: "python", "waiting for the debugger");
            debugpy.call_method0("wait_for_client").map_err(|error| failed(py, &error))?;
        }
        Ok(ScriptReply::default())
    })
}

/// Tells the debugger of this thread, which Python did not start, so that breakpoints are hit here.
pub fn know_thread(py: Python<'_>) {
    if !IS_ON.load(Ordering::Relaxed) || IS_KNOWN.replace(true) {
        return;
    }
    let told = py.import("debugpy").and_then(|debugpy| debugpy.call_method0("debug_this_thread"));
    if let Err(error) = told {
        tracing::warn!(target: "python", "no breakpoints on this thread: {}", failed(py, &error));
    }
}
