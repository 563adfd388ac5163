//! Python in ivw: the interpreter and processors in Python.
//!
//! The module finds the interpreter that a person chose, starts it in this process, and loads the
//! extension `inviwopy`, which registers itself with the host.
//! It links no Python: which one is used is decided when it starts.

mod interpreter;
mod package;

use ivw_core::abi::HostBox;
use ivw_core::error::{Context as _, Result};
use ivw_core::module;

ivw_core::ivw_module! {
    name: "Python3",
    version: env!("CARGO_PKG_VERSION"),
    help: "Processors and scripts in Python.",
    start: start,
}

fn start(host: &'static HostBox) -> Result<()> {
    let package = package::find()?;
    interpreter::start(host)?;
    package.announce();
    module::load(&package.library)?.start(host.clone()).at("Python")?;
    Ok(())
}
