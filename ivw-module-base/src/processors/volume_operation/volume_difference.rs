//! How two volumes differ.

use crate::algorithm::voxels::{drawn, no_voxels};
use ivw_core::prelude::*;
use ivw_render::raycast::VolumeTexture;

/// Difference of two volumes, each as parts of its data range.
///
/// |              | shape          | value           | unit                                       |
/// |--------------|----------------|-----------------|--------------------------------------------|
/// | inputVolume  | `[nx, ny, nz]` | 1 to 4 numbers  | of the field                               |
/// | volume2      | any            | as many         | of the field                               |
/// | outputVolume | `[nx, ny, nz]` | as in the input | 0 is −1, the middle of the format's range 0, its end 1 |
///
/// Both volumes are looked up at the same place of their unit cubes.
#[derive(Processor)]
#[processor("org.inviwo.VolumeDiff", category = "Volume Operation", tags = "CPU")]
pub struct VolumeDifference {
    /// Volume to subtract from.
    #[inport("inputVolume")]
    first: In<Volume>,

    /// Volume that is subtracted.
    #[inport("volume2")]
    second: In<Volume>,

    /// The difference.
    #[outport("outputVolume")]
    difference: Out<Volume>,
}

impl Process for VolumeDifference {
    fn process(&mut self, context: &Context) -> Result<()> {
        let (first, second) = (self.first.get()?, self.second.get()?);
        let a = VolumeTexture::new(&*first).ok_or_else(no_voxels)?;
        let b = VolumeTexture::new(&*second).ok_or_else(no_voxels)?;
        let difference = drawn(&first, first.format, context, |at| {
            let (a, b) = (a.normalized(at), b.normalized(at));
            std::array::from_fn(|n| (a[n] - b[n] + 1.0) / 2.0)
        })?;
        self.difference.set(difference);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    #[test]
    fn equal_volumes_differ_by_nothing_which_is_the_middle() -> Result<()> {
        let ramp = |scale: f32| -> Result<Volume> {
            let mut volume = Volume::from_fn(UVec3::new(3, 1, 1), |v| v.x as f32 * scale)?;
            volume.data_map.data_range = [0.0, 2.0];
            Ok(volume)
        };
        let mut node = VolumeDifference {
            first: ramp(1.0)?.into(),
            second: ramp(1.0)?.into(),
            ..Default::default()
        };
        node.process(&Context::detached())?;
        assert_eq!(node.difference.get()?.voxels.elements::<f32>(), [0.5; 3]);
        node.second = ramp(0.0)?.into();
        node.process(&Context::detached())?;
        assert_eq!(node.difference.get()?.voxels.elements::<f32>(), [0.5, 0.75, 1.0]);
        Ok(())
    }
}
