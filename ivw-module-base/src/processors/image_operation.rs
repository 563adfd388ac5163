//! Processors from images to images.

mod background;
