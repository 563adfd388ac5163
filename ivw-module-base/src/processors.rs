//! Native processors, one a file, in folders named after their categories.

pub mod camera;
pub mod coordinate_transforms;
pub mod data_creation;
pub mod data_input;
pub mod data_output;
pub mod data_selector;
pub mod drawing;
pub mod eigen;
pub mod geometry;
pub mod heightfield;
pub mod image_operation;
pub mod image_processing;
pub mod information;
pub mod layer_operation;
pub mod layer_processing;
pub mod light_source;
pub mod mesh_creation;
pub mod mesh_operation;
pub mod mesh_processing;
pub mod mesh_rendering;
pub mod spatial_sampler;
pub mod transfer_function;
pub mod volume_operation;
pub mod volume_rendering;
