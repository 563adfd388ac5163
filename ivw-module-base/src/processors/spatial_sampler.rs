//! Processors that let others ask for numbers at any place.

pub mod image_to_spatial_sampler;
pub mod layer_to_spatial_sampler;
pub mod volume_sequence_single_timestep_sampler;
pub mod volume_sequence_to_spatial_4d_sampler;
pub mod volume_to_spatial_sampler;
