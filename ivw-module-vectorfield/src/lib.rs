//! Vector fields: generators, integral lines, convolution and glyphs.

mod grid;
pub mod integral;
mod plane;
pub mod processors;
pub mod radial;
mod slope;
pub mod tracing;

use ivw_render::expression;

ivw_core::ivw_module! {
    name: "VectorField",
    version: env!("CARGO_PKG_VERSION"),
    help: "Vector fields: generators, integral lines, convolution and glyphs.",
}
