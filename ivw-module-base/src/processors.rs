//! Native processors, one a file, in folders named after their categories.

pub mod data_input;
pub mod data_output;
pub mod image_operation;
pub mod mesh_creation;
pub mod mesh_rendering;
pub mod volume_rendering;
