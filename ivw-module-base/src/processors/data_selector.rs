//! Processors that choose one of several data.

pub mod volume_sequence_element_selector;
