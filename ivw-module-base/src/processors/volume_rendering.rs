//! Processors that draw volumes.

pub mod atlas_volume_raycaster;
pub mod iso_raycaster;
pub mod lighting_raycaster;
pub mod multichannel_raycaster;
pub mod standard_volume_raycaster;
pub mod textured_isosurface_renderer;
pub mod volume_raycaster;
