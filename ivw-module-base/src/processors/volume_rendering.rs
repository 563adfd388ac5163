//! Processors that draw volumes.

mod volume_raycaster;
