//! Processors that show or write data.

pub mod canvas;
pub mod image_export;
pub mod layer_export;
pub mod volume_export;
