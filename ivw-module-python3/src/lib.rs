//! Python in ivw: the interpreter and processors in Python.
//!
//! The module finds the interpreter that a person chose, starts it in this process, and loads the
//! extension `inviwopy`, which registers itself with the host.
//! It links no Python: which one is used is decided when it starts.

mod interpreter;
mod package;

use ivw_core::abi::HostBox;
use ivw_core::error::{Context as _, Result};
use ivw_core::{module, script};

ivw_core::ivw_module! {
    name: "Python3",
    version: env!("CARGO_PKG_VERSION"),
    help: "Processors and scripts in Python.",
    prepare: prepare,
    start: start,
}

/// Starting the interpreter and importing numpy take longer than all native modules together.
fn prepare(host: &'static HostBox) -> Result<()> {
    let package = come_up(host)?;
    module::load(&package.library)?;
    let is_wanted = module::setting(host, "numpy-ahead")?.is_some();
    // Processors in files are imported at the start, and hardly one has no use for numpy.
    if is_wanted || script::own_folder().is_some_and(|folder| folder.is_dir()) {
        interpreter::import_numpy(host)?;
    }
    Ok(())
}

fn start(host: &'static HostBox) -> Result<()> {
    let package = come_up(host)?;
    package.announce();
    module::load(&package.library)?.start(host.clone()).at("Python")?;
    Ok(())
}

/// Starts the interpreter, unless it runs; gives the package for it.
fn come_up(host: &HostBox) -> Result<package::Package> {
    let package = package::find()?;
    interpreter::start(host)?;
    Ok(package)
}
