//! Data frames from nothing.

pub mod synthetic_data_frame;
