//! Data frames from nothing.

pub mod synthetic_data_frame;
pub mod volume_sequence_to_data_frame;
