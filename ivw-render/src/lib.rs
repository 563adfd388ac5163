//! The renderer of ivw: volumes and meshes to pictures, on the CPU.
//!
//! A library that modules link in, and no module itself: it registers nothing.
//! Only [`properties`] knows properties, nothing knows ports, and nothing is kept between two
//! pictures.

pub mod color_table;
pub mod convolution;
pub mod expression;
pub mod film;
pub mod pixels;
pub mod properties;
pub mod random;
pub mod raster;
pub mod raycast;
pub mod stroke;
pub mod surface;
pub mod text;
pub mod texture;
pub mod vertices;
pub mod view;
mod wide;
