//! Native processors, one a file, in folders named after their categories.

mod data_output;
mod image_operation;
mod mesh_creation;
mod mesh_rendering;
mod volume_rendering;
