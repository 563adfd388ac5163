//! Processors that make meshes.

pub mod cube_proxy_geometry;
