//! A volume with fewer voxels.

use crate::algorithm::voxels::{empty_like, fill};
use glam::{IVec3, UVec3};
use ivw_core::prelude::*;

/// Leaves out voxels, or takes the mean of blocks of them.
///
/// |              | shape          | value           | unit         |
/// |--------------|----------------|-----------------|--------------|
/// | inputVolume  | `[nx, ny, nz]` | any             | of the field |
/// | outputVolume | `[nx/sx, ny/sy, nz/sz]` | as in the input | of the field |
///
/// Voxels that make no whole block at the end of an axis are left out, while the volume keeps its
/// size in space.
/// Means of integers lose what is behind the point.
#[derive(Processor)]
#[processor("org.inviwo.VolumeDownsample", category = "Volume Operation", tags = "CPU")]
pub struct VolumeDownsample {
    /// Volume to make smaller.
    #[inport("inputVolume")]
    volume: In<Volume>,

    /// The volume with fewer voxels.
    #[outport("outputVolume")]
    result: Out<Volume>,

    /// Whether there are fewer voxels; otherwise the volume goes through.
    #[property("enabled", name = "Enable Operation", default = true)]
    is_on: bool,

    /// What becomes of a block of voxels.
    #[property("mode", name = "Downsampling Mode")]
    mode: Mode,

    /// Whether the first stride is that of all axes.
    #[property("uniform", name = "Uniform Subsampling")]
    is_uniform: bool,

    /// Voxels along x, y and z that become one.
    #[property("strides", default = IVec3::splat(2), from = 1..=16)]
    strides: IVec3,
}

/// This is what becomes of a block of voxels.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Its first voxel.
    #[choice("strided", "Strided")]
    Strided,
    /// Its mean.
    #[default]
    #[choice("averaged", "Averaged")]
    Averaged,
}

impl Process for VolumeDownsample {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let strides = if self.is_uniform { IVec3::splat(self.strides.x) } else { self.strides };
        let strides = strides.max(IVec3::ONE).as_uvec3().min(volume.size().max(UVec3::ONE));
        if !self.is_on || strides == UVec3::ONE {
            self.result.set(volume);
            return Ok(());
        }
        self.result.set(downsampled(&volume, strides, self.mode, context)?);
        Ok(())
    }
}

fn downsampled(volume: &Volume, strides: UVec3, mode: Mode, context: &Context) -> Result<Volume> {
    let dims = (volume.size() / strides).to_array();
    let mut result = empty_like(volume, dims, volume.format)?;
    let is_integer = !volume.format.number.is_float();
    let n_voxels = f64::from(strides.x) * f64::from(strides.y) * f64::from(strides.z);
    let mean = |first: UVec3| {
        let mut sum = [0.0; 4];
        for z in 0..strides.z {
            for y in 0..strides.y {
                for x in 0..strides.x {
                    let voxel = volume.voxel(first + UVec3::new(x, y, z));
                    sum.iter_mut().zip(voxel).for_each(|(sum, value)| *sum += value);
                }
            }
        }
        let whole = |value: f64| if is_integer { value.trunc() } else { value };
        sum.map(|sum| whole(sum / n_voxels))
    };
    let write = |number, value, bytes: &mut [u8]| Number::write(number, value, bytes);
    fill(&mut result, context, write, |voxel| match mode {
        Mode::Strided => volume.voxel(voxel * strides),
        Mode::Averaged => mean(voxel * strides),
    })?;
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(volume: Volume, mode: Mode, strides: IVec3) -> Shared<Volume> {
        let mut node =
            VolumeDownsample { volume: volume.into(), mode, strides, ..Default::default() };
        node.process(&Context::detached()).unwrap();
        node.result.get().unwrap()
    }

    #[test]
    fn a_block_becomes_its_mean_or_its_first_voxel() {
        let volume = || Volume::from_fn(UVec3::new(5, 2, 1), |v| (v.x * v.x + v.y) as u8).unwrap();
        let strides = IVec3::new(2, 2, 7);
        let strided = run(volume(), Mode::Strided, strides);
        assert_eq!((strided.dims, strided.voxels.bytes()), ([2, 1, 1], &[0, 4][..]));
        // (0 + 1 + 1 + 2) / 4 and (4 + 9 + 5 + 10) / 4.
        assert_eq!(run(volume(), Mode::Averaged, strides).voxels.bytes(), [1, 7]);
        assert_eq!(strided.model, volume().model);
    }

    #[test]
    fn strides_are_within_one_and_the_dimensions() {
        let volume = || Volume::from_fn(UVec3::new(3, 1, 1), |v| v.x as f32).unwrap();
        assert_eq!(run(volume(), Mode::Averaged, IVec3::splat(99)).voxels.elements::<f32>(), [1.0]);
        assert_eq!(run(volume(), Mode::Averaged, IVec3::splat(-3)).dims, [3, 1, 1]);
        let empty = Volume::new([0, 4, 4], u8::FORMAT).unwrap();
        assert_eq!(run(empty, Mode::Averaged, IVec3::splat(2)).dims, [0, 2, 2]);
    }
}
