//! The vectors of a sequence of volumes at any place and time.

use ivw_core::data::{SpatialSampler4D, VolumeSequence};
use ivw_core::prelude::*;

/// Lets others ask for the vectors of a sequence of volumes at any place and time.
///
/// |                | shape               | value   | unit         |
/// |----------------|---------------------|---------|--------------|
/// | volumeSequence | volumes             | vectors | of the field |
/// | sampler        | any place and time  | `DVec3` | of the field |
///
/// The time of a volume is its note `timestamp`; where one has none, volumes are spread from 0 to 1.
#[derive(Processor)]
#[processor(
    "org.inviwo.VolumeSequenceToSpatial4DSampler",
    name = "Volume Sequence To Spatial 4D Sampler",
    category = "Spatial Sampler",
    tags = "CPU"
)]
pub struct VolumeSequenceToSpatial4dSampler {
    /// Volumes of vectors.
    #[inport("volumeSequence")]
    sequence: In<VolumeSequence>,

    /// Their vectors at any place and time.
    #[outport("sampler")]
    sampler: Out<SpatialSampler4D>,

    /// Whether the first volume follows the last.
    #[property("allowLooping", name = "Allow Looping", default = true)]
    loops: bool,
}

impl Process for VolumeSequenceToSpatial4dSampler {
    fn process(&mut self, _: &Context) -> Result<()> {
        let sequence = self.sequence.get()?;
        if sequence.volumes.is_empty() {
            return Err(Error::new("the sequence has no volumes").hint("connect another one"));
        }
        self.sampler.set(sequence.sampler(self.loops));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{DVec3, UVec3};

    #[test]
    fn volumes_stand_at_their_times() -> Result<()> {
        let volume = |value: f32, time: &str| -> Result<Volume> {
            let mut volume = Volume::from_fn(UVec3::splat(2), |_| [value, 0.0, 0.0])?;
            volume.metadata.set("timestamp", time);
            Ok(volume)
        };
        let volumes = vec![volume(1.0, "10")?, volume(3.0, "20")?].into();
        let mut node = VolumeSequenceToSpatial4dSampler {
            sequence: VolumeSequence { volumes }.into(),
            ..Default::default()
        };
        node.process(&Context::detached())?;
        assert_eq!(node.sampler.get()?.at(DVec3::splat(0.5), 15.0).x, 2.0);
        node.sequence = VolumeSequence::default().into();
        assert!(node.process(&Context::detached()).is_err());
        Ok(())
    }
}
