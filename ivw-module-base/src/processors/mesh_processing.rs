//! Processors that change attributes of meshes.

pub mod calculate_normals;
pub mod mesh_color_from_normals;
