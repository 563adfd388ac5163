//! Processors that bring data in.

pub mod volume_source;
