//! Processors that put data elsewhere.

pub mod basis_transform_mesh;
pub mod basis_transform_volume;
pub mod transform_layer;
pub mod transform_mesh;
pub mod transform_volume;
pub mod world_transform_mesh;
