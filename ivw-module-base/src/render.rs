//! The renderer: volumes and meshes to pictures, on the CPU.
//!
//! Nothing here knows ports or properties, and nothing is kept between two pictures.

pub mod pixels;
pub mod raster;
pub mod raycast;
