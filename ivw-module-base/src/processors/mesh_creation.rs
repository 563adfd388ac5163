//! Processors that make meshes.

mod cube_proxy_geometry;
