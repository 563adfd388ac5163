//! Processors that tell something about data.

pub mod camera_frustum;
pub mod grid_planes;
pub mod layer_information;
pub mod orientation_indicator;
pub mod single_voxel;
pub mod volume_information;
