//! Modules: dynamic libraries that bring processors, file formats and script engines.
//!
//! The author of a module writes [`crate::ivw_module!`] once; a host finds libraries ([`search`],
//! [`scan`]), opens them ([`load`]) and starts them ([`load_all`]).
//! A library is opened once and never closed: its threads, statics and data may be in use anywhere.
//! A module that does not fit becomes an error of three lines, never the end of the host.
//!
//! Nothing here knows a module by name: which are loaded is for the application to say.

mod author;
mod data;
mod example;
mod load;
mod report;
mod search;

pub use author::{Module, ModuleInfo, Started, Step, setting};
pub use data::data_folder;
pub use example::example;
pub use load::{LoadedModule, load, reload};
pub use report::{ModuleReport, Outcome, load_all, load_found};
pub use search::{Found, folders, library_name, scan, search, search_in};

pub(crate) use author::{prepare, start};
pub(crate) use data::data_folder_of;
