//! Processors that bring data in.

pub mod geometry_source;
pub mod image_source;
pub mod image_source_series;
pub mod image_stack_volume_source;
pub mod layer_sequence_source;
pub mod layer_series_source;
pub mod layer_source;
pub mod volume_sequence_source;
pub mod volume_source;
