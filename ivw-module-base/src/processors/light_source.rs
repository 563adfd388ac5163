//! Processors that make lights.

pub mod diffuse_light_source;
pub mod directional_light_source;
pub mod point_light_source;
pub mod spot_light_source;
