//! The vectors of a sequence of volumes at one time.

use ivw_core::data::sampler::Blended;
use ivw_core::data::{SpatialSampler, VolumeSequence};
use ivw_core::prelude::*;

/// Lets others ask for the vectors of a sequence of volumes at any place, at one time.
///
/// |                | shape     | value   | unit         |
/// |----------------|-----------|---------|--------------|
/// | volumeSequence | volumes   | vectors | of the field |
/// | sampler        | any place | `DVec3` | of the field |
///
/// Between two volumes their vectors are blended.
/// The time of a volume is its note `timestamp`; where one has none, volumes are spread from 0 to 1.
#[derive(Processor)]
#[processor(
    "org.inviwo.VolumeSequenceSingleTimestepSampler",
    category = "Spatial Sampler",
    tags = "CPU"
)]
pub struct VolumeSequenceSingleTimestepSampler {
    /// Volumes of vectors.
    #[inport("volumeSequence")]
    sequence: In<VolumeSequence>,

    /// Their vectors at the time.
    #[outport("sampler")]
    sampler: Out<SpatialSampler>,

    /// The time, in that of the sequence.
    #[property("timestamp", name = "Timestamp", range = 0.0..=1.0, saved = Saved::Always)]
    time: f64,

    range: Option<[f64; 2]>,
}

impl Process for VolumeSequenceSingleTimestepSampler {
    fn process(&mut self, context: &Context) -> Result<()> {
        let sequence = self.sequence.get()?;
        let times = sequence.times();
        let (Some(first), Some(last)) = (times.first(), times.last()) else {
            return Err(Error::new("the sequence has no volumes").hint("connect another one"));
        };
        if self.range.replace([*first, *last]) != Some([*first, *last]) {
            context.change("timestamp", PropertyChange::Min((*first).into()));
            context.change("timestamp", PropertyChange::Max((*last).into()));
        }
        let time = self.time.max(*first).min(*last);
        let after = times.partition_point(|known| *known <= time);
        let before = after.saturating_sub(1);
        let mut sampler = SpatialSampler::of(sequence.volumes[before].clone());
        if let Some(next) = sequence.volumes.get(after)
            && after > before
        {
            let share = (time - times[before]) / (times[after] - times[before]);
            sampler.blended = Some(Blended { volume: next.clone(), share }).into();
        }
        self.sampler.set(sampler);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{DVec3, UVec3};

    #[test]
    fn a_time_between_two_volumes_is_a_blend_of_them() -> Result<()> {
        let volume = |value: f32| Volume::from_fn(UVec3::splat(2), |_| [value, 0.0, 0.0]);
        let volumes = vec![volume(1.0)?, volume(3.0)?, volume(9.0)?].into();
        let mut node = VolumeSequenceSingleTimestepSampler {
            sequence: VolumeSequence { volumes }.into(),
            ..Default::default()
        };
        for (time, expected) in [(-1.0, 1.0), (0.25, 2.0), (0.75, 6.0), (1.0, 9.0), (7.0, 9.0)] {
            node.time = time;
            node.process(&Context::detached())?;
            assert_eq!(node.sampler.get()?.at(DVec3::splat(0.5)).x, expected, "{time}");
        }
        Ok(())
    }
}
