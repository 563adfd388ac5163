//! Processors from layers to layers, and between layers and images.

pub mod image_to_layer;
pub mod layer_binary;
pub mod layer_bounding_box;
pub mod layer_color_mapping;
pub mod layer_combiner;
pub mod layer_distance_transform;
pub mod layer_gradient;
pub mod layer_grayscale;
pub mod layer_invert;
pub mod layer_normalization;
pub mod layer_renderer;
pub mod layer_resampling;
pub mod layer_shader;
pub mod layer_to_image;
