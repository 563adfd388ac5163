//! Native processors and file formats of ivw.
//!
//! A module like any other: what is public here is for its own tests and benchmarks, as an
//! application only ever loads it.

mod algorithm;
pub mod io;
pub mod light;
pub mod processors;

ivw_core::ivw_module! {
    name: "Base",
    version: env!("CARGO_PKG_VERSION"),
    help: "Native processors, and readers and writers of volumes and pictures.",
    start: |host| {
        io::formats()
            .into_iter()
            .try_for_each(|format| ivw_core::abi::answer(host.register_format(format)))
    },
}
