//! Data frames and plots.

mod axis;
mod box_axes;
mod brushing;
mod colormap;
mod filter;
mod json;
mod metadata;
mod printf;
pub mod processors;
mod table;
mod title;
pub mod vectors;

ivw_core::ivw_module! {
    name: "Plotting",
    version: env!("CARGO_PKG_VERSION"),
    help: "Data frames and plots.",
}
