//! Data frames from files.

pub mod csv_source;
pub mod data_frame_source;
