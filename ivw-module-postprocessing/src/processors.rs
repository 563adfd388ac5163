//! One file for each processor.

pub mod depth_darkening;
pub mod depth_of_field;
pub mod fog;
pub mod fxaa;
pub mod hdr_bloom;
pub mod image_brightness_contrast;
pub mod image_edge_darken;
pub mod image_filter;
pub mod image_hue_saturation_luminance;
pub mod image_opacity;
pub mod ssao;
pub mod tonemapping;
