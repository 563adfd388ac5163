//! The host that this extension belongs to, and the manners of calling it from Python.
//!
//! Embedded, the application hands its host over when it starts this library as a module; imported
//! into any other Python, the extension brings up a host of its own.
//!
//! Whatever may evaluate, wait or drop data is called detached from the interpreter: the thread that
//! is waited for may be one that runs Python.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use ivw_core::abi::{self, AbiValue, HostBox, RSlice, answer, encode};
use ivw_core::error::Result;
use ivw_core::host::{Host, Request, decode_reply};
use ivw_core::log;
use ivw_core::module::{self, Found, ModuleReport};
use ivw_core::network::{PortRef, ProcessorId, PropertyRef};
use ivw_core::property::Value;
use parking_lot::Mutex;
use pyo3::prelude::*;
use serde::de::DeserializeOwned;

use crate::error::raised;

/// This is a host of our own, if no application handed one over.
static OWN: Mutex<Option<Host>> = Mutex::new(None);

/// This is the extension's file, if the host is our own.
static EXTENSION: OnceLock<PathBuf> = OnceLock::new();

/// Warnings, and what scripts log: reading a file is no news in a notebook.
const LOG: &str = "warn,python=info";

/// This is the host.
pub fn host() -> &'static HostBox {
    abi::host().expect("the extension is imported after it was given a host or brought one up")
}

/// This is whether an application handed its host over.
pub fn is_embedded() -> bool {
    abi::host().is_some() && OWN.lock().is_none()
}

/// This is the extension's file, if the host is our own.
pub fn extension() -> Option<&'static Path> {
    EXTENSION.get().map(PathBuf::as_path)
}

/// This brings up a host of our own, if there is none, with the modules that came with the extension,
/// whose file is `extension`, and those in the folders of `IVW_MODULE_PATH`.
pub fn bring_up(extension: &Path) -> Result<()> {
    let mut own = OWN.lock();
    if abi::host().is_some() {
        return Ok(());
    }
    let chosen = std::env::var("IVW_LOG").ok().filter(|filter| !filter.is_empty());
    log::init(chosen.as_deref().unwrap_or(LOG))?;
    let host = Host::new();
    abi::install_host(host.for_module("inviwopy"));
    let asked_for = std::env::var_os("IVW_MODULE_PATH").unwrap_or_default();
    host.load_found(&found(&asked_for, extension));
    for error in host.modules().iter().filter_map(ModuleReport::error) {
        tracing::error!("{}", error.detail().unwrap_or(&error.to_string()));
    }
    EXTENSION.get_or_init(|| extension.to_owned());
    *own = Some(host);
    Ok(())
}

/// The modules in folders that a person named, then those beside the extension; the first of a name
/// wins.
fn found(asked_for: &OsStr, extension: &Path) -> Vec<Found> {
    let mut folders: Vec<PathBuf> =
        std::env::split_paths(asked_for).filter(|path| !path.as_os_str().is_empty()).collect();
    folders.extend(bundled(extension));
    let mut all: Vec<Found> = Vec::new();
    for folder in folders {
        match module::scan(&folder) {
            Ok(modules) => all.extend(modules),
            Err(error) => tracing::warn!("{error}"),
        }
    }
    // The modules of this family bring Python into an application; here it is.
    all.retain(|module| !module.name.starts_with("python3"));
    let mut names = HashSet::new();
    all.retain(|module| names.insert(module.name.clone()));
    all
}

/// The folder with the modules that came with the extension: inside its package, as in a wheel, or
/// where an installation has them, `lib/ivw/modules` for `lib/ivw/python/inviwopy`.
fn bundled(extension: &Path) -> Option<PathBuf> {
    let package = extension.parent()?;
    let places = [package.join("modules"), package.join("../../modules")];
    places.into_iter().find(|place| place.is_dir())
}

/// This asks the host, or tells it something, detached from the interpreter.
pub fn ask<T: DeserializeOwned + Send>(py: Python<'_>, request: &Request) -> PyResult<T> {
    py.detach(|| ask_detached(request)).map_err(|error| raised(py, error))
}

/// This asks the host on a thread that is not attached to the interpreter.
pub fn ask_detached<T: DeserializeOwned>(request: &Request) -> Result<T> {
    let message = encode(request);
    decode_reply(&answer(host().request(RSlice::from(&message[..])))?)
}

/// This asks for a change, reports what a callback raised, and brings the network up to date.
pub fn command<T: DeserializeOwned + Send>(py: Python<'_>, request: &Request) -> PyResult<T> {
    CallbackErrors::collect(|| {
        py.detach(|| {
            let done = ask_detached(request)?;
            update()?;
            Ok(done)
        })
        .map_err(|error| raised(py, error))
    })
}

/// This sets a property, reports what a callback raised, and brings the network up to date.
pub fn set_value(py: Python<'_>, processor: u64, property: u32, value: &Value) -> PyResult<()> {
    let set = || answer(host().set_value(processor, property, AbiValue::from(value)));
    CallbackErrors::collect(|| {
        match Inside::is_it() {
            // Nothing is evaluated or waited for, and giving up the interpreter's lock for that
            // costs a quarter of the whole.
            true => set(),
            false => py.detach(|| set().and_then(|()| update())),
        }
        .map_err(|error| raised(py, error))
    })
}

/// This brings the network up to date, unless a processor or a callback is what runs.
pub fn update() -> Result<()> {
    if Inside::is_it() { Ok(()) } else { ask_detached(&Request::Update) }
}

/// This names a property to the host.
pub fn property_ref(processor: u64, property: u32) -> PropertyRef {
    PropertyRef { processor: ProcessorId::from_number(processor), property }
}

/// This names a port to the host.
pub fn port_ref(processor: u64, port: u32) -> PortRef {
    PortRef { processor: ProcessorId::from_number(processor), port }
}

/// This runs code attached to the interpreter, on whatever thread.
pub fn attach<R>(code: impl for<'py> FnOnce(Python<'py>) -> R) -> R {
    keep_thread_state();
    Python::attach(code)
}

/// This gives a thread that Python does not know a lasting state.
///
/// Otherwise every call would make one and throw it away, which takes 30 µs instead of 0.2 µs.
fn keep_thread_state() {
    use pyo3::ffi;
    #[allow(unsafe_code)]
    // SAFETY: the interpreter runs whenever somebody has Python code to run.
    // A thread without a state is not attached, so that attaching and saving the thread again leaves
    // it as it was, with a state that lives until the process ends.
    unsafe {
        if ffi::PyGILState_GetThisThreadState().is_null() {
            ffi::PyGILState_Ensure();
            ffi::PyEval_SaveThread();
        }
    }
}

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static ERRORS: RefCell<Vec<Option<PyErr>>> = const { RefCell::new(Vec::new()) };
}

/// While this lives, the thread runs a processor or a callback, which do not wait for evaluation.
pub struct Inside(());

impl Inside {
    /// This begins a processor's or a callback's time.
    pub fn enter() -> Self {
        DEPTH.set(DEPTH.get() + 1);
        Self(())
    }

    /// This is how many processors and callbacks run on this thread, one inside of the other.
    pub fn depth() -> u32 {
        DEPTH.get()
    }

    /// This is whether a processor or a callback is what runs on this thread.
    pub fn is_it() -> bool {
        DEPTH.get() > 0
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}

/// What callbacks raise reaches the code that made the change.
pub struct CallbackErrors(());

impl CallbackErrors {
    /// This does something, and raises what callbacks raised meanwhile.
    pub fn collect<T>(change: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
        ERRORS.with_borrow_mut(|errors| errors.push(None));
        let done = change();
        match ERRORS.with_borrow_mut(Vec::pop).flatten() {
            Some(error) => Err(error),
            None => done,
        }
    }

    /// This hands an error to the code that made the change; without any, gives it back.
    pub fn report(error: PyErr) -> Option<PyErr> {
        ERRORS.with_borrow_mut(|errors| match errors.last_mut() {
            Some(slot @ None) => {
                *slot = Some(error);
                None
            }
            // The first one is the cause.
            Some(Some(_)) => None,
            None => Some(error),
        })
    }
}
