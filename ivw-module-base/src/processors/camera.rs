//! Processors of cameras.

pub mod stereo_camera_syncer;
