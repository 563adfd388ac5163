//! Processors from layers to other data.

pub mod layer_contour;
