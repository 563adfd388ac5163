//! Processors that make data out of nothing but their properties.

pub mod noise_generator_2d;
pub mod noise_generator_3d;
pub mod point_generation;
pub mod volume_boundary_planes;
pub mod volume_creator;
