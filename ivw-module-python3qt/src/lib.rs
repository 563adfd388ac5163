//! Python in the desktop of ivw: menu, editor and console.
//!
//! So far the module only declares itself; the desktop that it adds to does not exist yet.
//! It reaches Python only through `ivw_core::script::ScriptEngine`, never through CPython.

ivw_core::ivw_module! {
    name: "Python3Qt",
    version: env!("CARGO_PKG_VERSION"),
    help: "The Python menu, editor and console of the desktop.",
    depends_on: ["Python3"],
}
