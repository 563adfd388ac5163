//! The Python package of ivw: `inviwopy`, as scripts and processors for Inviwo know it.
//!
//! One library serves two ways: in an application, whose Python module starts it as a module of its
//! host, and in any Python, where `import inviwopy` brings up a host of its own.
//! Nothing here draws, evaluates or reads files: that is the host's, which is asked across the module
//! boundary.

// Nobody calls this library from Rust; `pub` says what a module offers to the others.
#![allow(unreachable_pub)]

mod anything;
mod app;
mod arguments;
mod cancel;
mod data;
mod engine;
pub mod enums;
mod error;
mod events;
pub mod glm;
mod host;
mod logging;
mod network;
mod output;
mod ports;
mod processor;
mod progress;
mod properties;
mod wrapper;

use std::path::PathBuf;

use pyo3::prelude::*;

ivw_core::ivw_module! {
    name: "inviwopy",
    version: env!("CARGO_PKG_VERSION"),
    help: "Python processors and scripts.",
    start: engine::start,
}

/// The part of `inviwopy` that is not written in Python.
#[pymodule]
fn _core(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    if !host::is_embedded() {
        let file = module.getattr("__spec__")?.getattr("origin")?.extract::<PathBuf>()?;
        host::bring_up(&file)
            .and_then(|()| engine::observe_own(host::host()))
            .map_err(|error| error::raised(py, error))?;
    }
    module.add("Cancelled", py.get_type::<error::Cancelled>())?;
    logging::register(module)?;
    events::register(module)?;
    ports::register(module)?;
    processor::register(module)?;
    network::register(module)?;
    app::register(module)?;
    glm::register_lists(module)?;

    let submodule = |name: &str, register: fn(&Bound<'_, PyModule>) -> PyResult<()>| {
        let submodule = PyModule::new(py, &format!("inviwopy.{name}"))?;
        register(&submodule)?;
        module.add(name, &submodule)
    };
    submodule("glm", glm::register)?;
    submodule("properties", properties::register)?;
    submodule("data", data::register)?;
    submodule("formats", data::register_formats)?;
    submodule("_brushing", data::brushing::register)
}
