//! One volume of a sequence.

use ivw_core::data::VolumeSequence;
use ivw_core::prelude::*;
use ivw_render::properties::SequenceTimer;

/// Chooses one volume of a sequence.
///
/// |         | shape          | value           | unit         |
/// |---------|----------------|-----------------|--------------|
/// | inport  | volumes        | any             | of the field |
/// | outport | `[nx, ny, nz]` | as it comes in  | of the field |
///
/// An index beyond the last volume chooses that; a sequence of another length starts at the first.
#[derive(Processor)]
#[processor(
    "org.inviwo.TimeStepSelector",
    name = "Volume Sequence Element Selector",
    category = "Data Selector",
    tags = "CPU"
)]
pub struct VolumeSequenceElementSelector {
    /// Volumes to choose from.
    #[inport("inport")]
    sequence: In<VolumeSequence>,

    /// The chosen one.
    #[outport("outport")]
    chosen: Out<Volume>,

    /// Which one is chosen.
    #[group("timeStep", name = "Step")]
    step: SequenceTimer,

    /// Its note `name`, where it has one.
    #[property("name", read_only = true, visible_if = |p| !p.name.is_empty())]
    name: String,

    /// Its note `timestamp`, where it has one.
    #[property(
        "timestamp",
        soft = f64::MIN..=f64::MAX,
        read_only = true,
        invalidates = InvalidationLevel::Valid,
        visible_if = |p| p.has_time
    )]
    time: f64,

    len: Option<usize>,
    has_time: bool,
}

impl Process for VolumeSequenceElementSelector {
    fn process(&mut self, context: &Context) -> Result<()> {
        let sequence = self.sequence.get()?;
        let place = self.step.choose("timeStep", sequence.volumes.len(), &mut self.len, context);
        let Some(volume) = sequence.volumes.get(place) else {
            return Err(Error::new("the sequence has no volumes").hint("connect another one"));
        };
        self.name = volume.metadata.get("name").unwrap_or_default().to_owned();
        context.set("name", self.name.as_str());
        let time = volume.metadata.get("timestamp").and_then(|time| time.trim().parse().ok());
        self.has_time = time.is_some();
        if let Some(time) = time {
            self.time = time;
            context.set("timestamp", time);
        }
        self.chosen.set(volume.clone());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    fn sequence(n: u8) -> VolumeSequence {
        let volume = |n: u8| {
            let mut volume = Volume::from_fn(UVec3::ONE, |_| n).unwrap();
            volume.metadata.set("timestamp", &f32::from(n).to_string());
            volume
        };
        VolumeSequence { volumes: (0..n).map(volume).collect() }
    }

    #[test]
    fn the_chosen_volume_goes_out_and_another_sequence_starts_anew() -> Result<()> {
        let mut node =
            VolumeSequenceElementSelector { sequence: sequence(3).into(), ..Default::default() };
        for (index, expected) in [(1, 0), (3, 2), (99, 2)] {
            node.step.index = index;
            node.process(&Context::detached())?;
            assert_eq!(node.chosen.get()?.voxels.bytes(), [expected]);
            assert_eq!(node.time, f64::from(expected));
        }
        node.sequence = sequence(2).into();
        node.process(&Context::detached())?;
        assert_eq!((node.step.index, node.chosen.get()?.voxels.bytes()), (1, &[0][..]));
        node.sequence = sequence(0).into();
        assert!(node.process(&Context::detached()).is_err());
        Ok(())
    }
}
