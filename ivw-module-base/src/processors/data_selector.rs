//! Processors that choose one of several data.

pub mod layer_sequence_element_selector;
pub mod mesh_sequence_element_selector;
pub mod volume_sequence_element_selector;
