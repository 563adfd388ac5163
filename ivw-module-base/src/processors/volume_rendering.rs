//! Processors that draw volumes.

pub mod volume_raycaster;
