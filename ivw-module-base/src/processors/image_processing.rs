//! Processors from images to other data.

pub mod image_contour;
