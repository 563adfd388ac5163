//! Processors that draw meshes.

mod entry_exit_points;
