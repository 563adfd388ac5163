//! Processors that show or write data.

mod canvas;
