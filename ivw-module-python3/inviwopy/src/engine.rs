//! Scripts and processors in files: what the host asks of Python.

pub mod debug;
mod discover;
mod reload;
mod run;
mod template;
mod watch;

use ivw_core::abi::{
    Bytes, HostBox, ObserverAbi, ObserverAbi_TO, RSlice, Reply, ScriptAbi, ScriptAbi_TO, TD_Opaque,
    answer, contain, decode, encode, reply,
};
use ivw_core::error::{Error, Result};
use ivw_core::network::Event;
use ivw_core::script::{ScriptReply, ScriptRequest};
use pyo3::prelude::*;
use pyo3::types::{PyList, PyModule};

use crate::error::reported;
use crate::host::attach;
use crate::{cancel, output, ports, processor, properties};

/// This starts the extension in an application whose interpreter runs.
pub fn start(host: &'static HostBox) -> Result<()> {
    attach(|py| install(py).map_err(|error| reported(py, &error)))?;
    answer(host.observe(ObserverAbi_TO::from_value(Observer, TD_Opaque)))?;
    answer(host.register_script_engine(ScriptAbi_TO::from_value(Engine, TD_Opaque)))?;
    reload::start();
    Ok(())
}

/// This lets an interpreter without an application tell us of changes in our own host.
pub fn observe_own(host: &'static HostBox) -> Result<()> {
    answer(host.observe(ObserverAbi_TO::from_value(Observer, TD_Opaque)))
}

/// Makes `import inviwopy` work, and sends what is printed into the log.
fn install(py: Python<'_>) -> PyResult<()> {
    let sys = py.import("sys")?;
    let package = std::env::var("IVW_PYTHON_PACKAGE").unwrap_or_default();
    let path: Bound<'_, PyList> = sys.getattr("path")?.cast_into()?;
    if !package.is_empty() && !path.contains(&package)? {
        path.append(&package)?;
    }
    let core = pyo3::wrap_pymodule!(crate::_core)(py);
    let modules = sys.getattr("modules")?;
    modules.set_item("inviwopy._core", core)?;
    PyModule::import(py, "inviwopy")?;
    sys.setattr("stdout", Py::new(py, output::Output::new(false))?)?;
    sys.setattr("stderr", Py::new(py, output::Output::new(true))?)?;
    if !sys.hasattr("argv")? {
        sys.setattr("argv", PyList::new(py, [""])?)?;
    }
    Ok(())
}

/// Is told what happens in the host.
struct Observer;

impl ObserverAbi for Observer {
    fn property_changed(&self, processor: u64, property: u32) {
        properties::property_changed(processor, property);
    }

    fn event(&self, message: RSlice<'_, u8>) {
        ports::happened(&message);
        // Most events are of no interest, and not worth decoding.
        let is_one_of = |names: [&[u8]; 2]| {
            message.get(2..).is_some_and(|rest| names.iter().any(|name| rest.starts_with(name)))
        };
        if !is_one_of([b"Removed", b"Invalidating"]) {
            return;
        }
        match decode::<Event>(&message) {
            Ok(Event::Removed(id)) => {
                properties::processor_removed(id.number());
                if !processor::is_python(id.number()) {
                    ports::forget(id.number());
                    processor::forget(id.number());
                }
            }
            Ok(Event::Invalidating(id, level, property)) => {
                processor::invalidating(id.number(), level, property);
            }
            _ => {}
        }
    }
}

/// Runs scripts.
struct Engine;

impl ScriptAbi for Engine {
    fn request(&self, message: RSlice<'_, u8>) -> Reply<Bytes> {
        reply(contain("Python", || {
            let request = decode::<ScriptRequest>(&message)?;
            do_request(request).map(|reply| encode(&reply))
        }))
    }

    fn interrupt(&self) {
        cancel::interrupt();
    }
}

fn do_request(request: ScriptRequest) -> Result<ScriptReply> {
    match request {
        ScriptRequest::Run { path, arguments } => run::file(&path, &arguments),
        ScriptRequest::RunText { text, name } => run::text(&text, &name),
        ScriptRequest::Complete { text, position } => run::complete(&text, position),
        ScriptRequest::AddFolders { folders } => Ok(reload::folders(&folders)),
        ScriptRequest::AddFile { path } => reload::file(&path),
        ScriptRequest::NewProcessor { name, folder } => {
            let path = template::write(&name, folder)?;
            let mut reply = reload::file(&path)?;
            reply.path = Some(path);
            Ok(reply)
        }
        ScriptRequest::Reload => reload::all(),
        ScriptRequest::Watch { on } => watch::switch(on).map(|()| ScriptReply::default()),
        ScriptRequest::Debug { port, wait } => debug::listen(port, wait),
        ScriptRequest::About => run::about(),
        ScriptRequest::Folders => Ok(reload::known_folders()),
    }
}

/// This takes over what has changed in files of processors; gives the classes.
pub fn reload_processors() -> Result<Vec<String>> {
    reload::all().map(|reply| reply.items)
}

/// This is the error of Python code that the host asked to run.
fn failed(py: Python<'_>, error: &PyErr) -> Error {
    reported(py, error)
}
