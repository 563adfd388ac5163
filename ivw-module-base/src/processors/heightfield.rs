//! Processors of height fields.

pub mod height_field_mapper;
pub mod height_field_renderer;
