//! Processors from images to images.

pub mod background;
