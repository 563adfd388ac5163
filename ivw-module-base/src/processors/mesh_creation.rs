//! Processors that make meshes.

pub mod buffer_to_mesh;
pub mod cube_proxy_geometry;
pub mod mesh_clipping;
pub mod mesh_creator;
pub mod mesh_plane_clipping;
pub mod random_mesh_generator;
pub mod random_sphere_generator;
pub mod surface_extraction;
