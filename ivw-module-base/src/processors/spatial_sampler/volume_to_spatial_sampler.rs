//! The vectors of a volume at any place.

use ivw_core::data::SpatialSampler;
use ivw_core::prelude::*;

/// Lets others ask for the vectors of a volume at any place.
///
/// |         | shape          | value           | unit         |
/// |---------|----------------|-----------------|--------------|
/// | volume  | `[nx, ny, nz]` | vectors         | of the field |
/// | sampler | any place      | `DVec3`         | of the field |
///
/// The first and last voxels stand at the ends of the volume; outside of it there are zeros.
#[derive(Processor)]
#[processor("org.inviwo.VolumeToSpatialSampler", category = "Spatial Sampler", tags = "CPU")]
pub struct VolumeToSpatialSampler {
    /// Volume of vectors.
    #[inport("volume")]
    volume: In<Volume>,

    /// Its vectors at any place.
    #[outport("sampler")]
    sampler: Out<SpatialSampler>,
}

impl Process for VolumeToSpatialSampler {
    fn process(&mut self, _: &Context) -> Result<()> {
        self.sampler.set(SpatialSampler::of((*self.volume.get()?).clone()));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{DVec3, UVec3};

    #[test]
    fn voxels_are_not_copied_and_are_found_at_their_places() -> Result<()> {
        let volume = Volume::from_fn(UVec3::new(3, 1, 1), |v| [v.x as f32, 1.0, 2.0])?;
        let mut node = VolumeToSpatialSampler { volume: volume.into(), ..Default::default() };
        node.process(&Context::detached())?;
        let sampler = node.sampler.get()?;
        assert!(sampler.volume.voxels.is_same(&node.volume.get()?.voxels));
        assert_eq!(sampler.at(DVec3::new(0.75, 0.0, 0.0)), DVec3::new(1.5, 1.0, 2.0));
        Ok(())
    }
}
