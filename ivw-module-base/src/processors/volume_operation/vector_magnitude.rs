//! How long the vectors of a volume are.

use crate::algorithm::voxels::{drawn, joint_range, no_voxels};
use ivw_core::prelude::*;
use ivw_render::raycast::VolumeTexture;

/// Length of the vectors of a volume.
///
/// |              | shape          | value           | unit                                  |
/// |--------------|----------------|-----------------|---------------------------------------|
/// | inputVolume  | `[nx, ny, nz]` | vectors         | integers of up to 16 bits as parts of their largest |
/// | outputVolume | `[nx, ny, nz]` | `f32`           | of the vectors                        |
///
/// The length of a single number is the number itself, sign included.
#[derive(Processor)]
#[processor("org.inviwo.VectorMagnitude", category = "Volume Operation", tags = "CPU")]
pub struct VectorMagnitude {
    /// Volume of vectors.
    #[inport("inputVolume")]
    volume: In<Volume>,

    /// Length of the vector at each voxel.
    #[outport("outputVolume")]
    magnitude: Out<Volume>,
}

impl Process for VectorMagnitude {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let texture = VolumeTexture::new(&*volume).ok_or_else(no_voxels)?;
        let n = usize::from(volume.format.components);
        let mut magnitude = drawn(&volume, f32::FORMAT, context, |at| {
            let vector = texture.texel(at);
            let length = match n {
                1 => vector[0],
                _ => vector[..n].iter().map(|c| c * c).sum::<f64>().sqrt(),
            };
            [length, 0.0, 0.0, 0.0]
        })?;
        let [lowest, highest] = joint_range(&magnitude);
        magnitude.data_map.data_range = [0.0, highest.abs()];
        magnitude.data_map.value_range = [lowest, highest];
        self.magnitude.set(magnitude);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    #[test]
    fn lengths_are_those_of_the_vectors() -> Result<()> {
        let volume = Volume::from_fn(UVec3::new(2, 1, 1), |v| [3.0 * v.x as f32, 4.0, 0.0])?;
        let mut node = VectorMagnitude { volume: volume.into(), ..Default::default() };
        node.process(&Context::detached())?;
        let magnitude = node.magnitude.get()?;
        assert_eq!(magnitude.voxels.elements::<f32>(), [4.0, 5.0]);
        assert_eq!(magnitude.data_map.data_range, [0.0, 5.0]);
        node.volume = Volume::from_fn(UVec3::ONE, |_| -2.0_f32)?.into();
        node.process(&Context::detached())?;
        assert_eq!(node.magnitude.get()?.voxels.elements::<f32>(), [-2.0]);
        Ok(())
    }
}
