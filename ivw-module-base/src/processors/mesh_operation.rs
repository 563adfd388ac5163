//! Processors from meshes to meshes.

pub mod mesh_converter;
pub mod mesh_mapping;
pub mod triangles_to_wireframe;
