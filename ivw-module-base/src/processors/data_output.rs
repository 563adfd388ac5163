//! Processors that show or write data.

pub mod canvas;
