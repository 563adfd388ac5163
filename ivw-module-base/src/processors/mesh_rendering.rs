//! Processors that draw meshes.

pub mod cube_renderer;
pub mod entry_exit_points;
pub mod geometry_render_gl;
pub mod instance_renderer;
pub mod line_renderer;
pub mod mesh_2d_renderer;
pub mod point_renderer;
pub mod sphere_renderer;
pub mod tube_rendering;
