//! Components of several volumes as components of one.

use crate::algorithm::channels::CHANNELS;
use crate::algorithm::voxels::{common_number, stored_at};
use ivw_core::prelude::*;
use ivw_render::properties::DataRange;

/// Makes one component of each of up to four volumes the components of one volume.
///
/// |                  | shape          | value                                | unit         |
/// |------------------|----------------|--------------------------------------|--------------|
/// | source1 to 4     | `[nx, ny, nz]` | 1 to 4 numbers                       | of the field |
/// | outport          | `[nx, ny, nz]` | one for each volume, of a format that holds all | of the field, or normalised |
///
/// The format is floating point if one of the volumes is, has a sign if one of them has, and as many
/// bits as any.
/// Normalised numbers are parts of the range of that format.
/// All but the numbers is that of the first volume.
#[derive(Processor)]
#[processor("org.inviwo.VolumeChannelCombiner", category = "Volume Operation", tags = "CPU")]
pub struct VolumeChannelCombiner {
    /// Volume with the first component.
    #[inport("source1")]
    first: In<Volume>,

    /// Volume with the next component.
    #[inport("source2", optional)]
    second: In<Volume>,

    /// Volume with the next component.
    #[inport("source3", optional)]
    third: In<Volume>,

    /// Volume with the next component.
    #[inport("source4", optional)]
    fourth: In<Volume>,

    /// All of them.
    #[outport("outport")]
    combined: Out<Volume>,

    /// Component of the first volume.
    #[property("dest1", name = "Channel 1 Out", options = &CHANNELS)]
    channel1: i32,

    /// Component of the second volume.
    #[property("dest2", name = "Channel 2 Out", options = &CHANNELS)]
    channel2: i32,

    /// Component of the third volume.
    #[property("dest3", name = "Channel 3 Out", options = &CHANNELS)]
    channel3: i32,

    /// Component of the fourth volume.
    #[property("dest4", name = "Channel 4 Out", options = &CHANNELS)]
    channel4: i32,

    /// Whether each number becomes a part of its volume's data range.
    #[property("normalizeChannels", name = "Normalize Channels")]
    normalizes: bool,

    /// Ranges of the result: those of the first volume, or others.
    #[group("dataRange", name = "Output Data Range")]
    range: DataRange,
}

impl Process for VolumeChannelCombiner {
    fn process(&mut self, context: &Context) -> Result<()> {
        let first = self.first.get()?;
        let ports = [Some(&first), self.second.data(), self.third.data(), self.fourth.data()];
        let channels = [self.channel1, self.channel2, self.channel3, self.channel4];
        let sources: Vec<_> = ports
            .into_iter()
            .zip(channels)
            .filter_map(|(volume, channel)| Some((volume?, channel.clamp(0, 3) as usize)))
            .collect();
        if let Some((other, _)) = sources.iter().find(|(volume, _)| volume.dims != first.dims) {
            return Err(Error::new(format!(
                "dimensions of all volumes need to be the same, but they are {:?} and {:?}",
                first.dims, other.dims
            ))
            .hint("connect volumes of the same grid"));
        }
        let numbers: Vec<_> = sources.iter().map(|(volume, _)| volume.format.number).collect();
        let number = common_number(numbers);
        let [lo, hi] = number.default_range();
        let format = Format::new(number, sources.len() as u8);
        let normalizes = self.normalizes;
        let mut combined = stored_at(&first, format, context, |voxel| {
            let mut components = [0.0; 4];
            for (component, (volume, channel)) in components.iter_mut().zip(&sources) {
                let stored = volume.voxel(voxel)[*channel];
                *component = match normalizes {
                    true => lo + volume.data_map.normalized(stored) * (hi - lo),
                    false => stored,
                };
            }
            components
        })?;
        let [data, value] = self.range.update("dataRange", &first.data_map, context);
        match normalizes {
            true => {
                let axis = combined.data_map.value_axis.clone();
                combined.data_map = DataMap { value_axis: axis, ..DataMap::of(number) };
            }
            false => {
                (combined.data_map.data_range, combined.data_map.value_range) = (data, value);
            }
        }
        combined.swizzle = Swizzle::RGBA;
        self.combined.set(combined);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    fn node() -> VolumeChannelCombiner {
        let dims = UVec3::new(2, 1, 1);
        VolumeChannelCombiner {
            first: Volume::from_fn(dims, |v| [v.x as u8, 51]).unwrap().into(),
            third: Volume::from_fn(dims, |v| -100 * v.x as i16).unwrap().into(),
            channel1: 1,
            ..Default::default()
        }
    }

    #[test]
    fn components_come_from_connected_volumes_in_a_format_that_holds_all() {
        let mut node = node();
        node.process(&Context::detached()).unwrap();
        let combined = node.combined.get().unwrap();
        assert_eq!(combined.format, Format::new(Number::I16, 2));
        assert_eq!(combined.voxels.elements::<i16>(), [51, 0, 51, -100]);
        assert_eq!(combined.data_map.data_range, [0.0, 255.0]);
    }

    #[test]
    fn normalised_components_fill_the_format() {
        let mut node = node();
        node.normalizes = true;
        node.process(&Context::detached()).unwrap();
        let combined = node.combined.get().unwrap();
        assert_eq!(
            combined.voxels.elements::<i16>()[0],
            (0.2 * 65535.0 - 32768.0_f64).round() as i16
        );
        assert_eq!(combined.data_map.data_range, [-32768.0, 32767.0]);
    }

    #[test]
    fn other_dimensions_are_an_error() {
        let mut node = node();
        node.second = Volume::new([3, 1, 1], u8::FORMAT).unwrap().into();
        let error = node.process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("[2, 1, 1] and [3, 1, 1]"), "{error}");
    }
}
