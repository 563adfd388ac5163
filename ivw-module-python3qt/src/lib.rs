//! Python in the desktop of ivw: menu, editor and console.
//!
//! Reaches Python only through `ivw_core::script::ScriptEngine`, never through CPython, and the window
//! only by its object name: widgets are a thin layer in C++ (`cpp/`), decisions are in `menu`.
//! Without a window, or without the feature `qt`, the module declares itself and does nothing.

#[cfg(feature = "qt")]
mod ffi;
#[cfg(feature = "qt")]
mod menu;

ivw_core::ivw_module! {
    name: "Python3Qt",
    version: env!("CARGO_PKG_VERSION"),
    help: "The Python menu, editor and console of the desktop.",
    depends_on: ["Python3"],
    start: start,
}

#[cfg(feature = "qt")]
fn start(host: &'static ivw_core::abi::HostBox) -> ivw_core::error::Result<()> {
    menu::start(host)
}

#[cfg(not(feature = "qt"))]
fn start(_host: &'static ivw_core::abi::HostBox) -> ivw_core::error::Result<()> {
    Ok(())
}
