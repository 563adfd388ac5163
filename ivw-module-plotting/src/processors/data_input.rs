//! Data frames from files.

pub mod csv_source;
