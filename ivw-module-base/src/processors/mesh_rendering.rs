//! Processors that draw meshes.

pub mod entry_exit_points;
