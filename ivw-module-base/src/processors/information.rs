//! Processors that tell something about data.

pub mod camera_frustum;
pub mod grid_planes;
pub mod image_information;
pub mod layer_information;
pub mod mesh_information;
pub mod orientation_indicator;
pub mod pixel_value;
pub mod single_voxel;
pub mod volume_information;
