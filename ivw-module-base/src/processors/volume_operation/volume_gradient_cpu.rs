//! The slopes of a volume, in its own numbers.

use crate::algorithm::derivative::Differences;
use crate::algorithm::voxels::{joint_range, no_voxels, stored_at};
use ivw_core::prelude::*;

/// Slope of the first component of a volume, by central differences along the axes of the world.
///
/// |         | shape          | value                                | unit                            |
/// |---------|----------------|--------------------------------------|---------------------------------|
/// | inport  | `[nx, ny, nz]` | 1 to 4 numbers, the first one counts | of the field                    |
/// | outport | `[nx, ny, nz]` | `Vec3`                               | of the field per unit of the world |
///
/// Beyond the border there are zeros, as in Inviwo.
#[derive(Processor)]
#[processor(
    "org.inviwo.VolumeGradientCPUProcessor",
    name = "Volume Gradient",
    category = "Volume Operation",
    tags = "CPU"
)]
pub struct VolumeGradientCpu {
    /// Volume to measure.
    #[inport("inport")]
    volume: In<Volume>,

    /// One slope for each voxel, pointing uphill.
    #[outport("outport")]
    gradient: Out<Volume>,
}

impl Process for VolumeGradientCpu {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        if volume.n_voxels() == 0 {
            return Err(no_voxels());
        }
        let differences = Differences::of(&volume);
        let format = Format::new(Number::F32, 3);
        let mut gradient = stored_at(&volume, format, context, |voxel| {
            let [x, y, z] = differences.slopes(voxel);
            [x[0], y[0], z[0], 0.0]
        })?;
        let [lowest, highest] = joint_range(&gradient);
        let largest = lowest.abs().max(highest.abs());
        gradient.data_map.data_range = [-largest, largest];
        gradient.data_map.value_range = [-largest, largest];
        gradient.data_map.value_axis.name = "gradient".into();
        gradient.swizzle = Swizzle::RGBA;
        self.gradient.set(gradient);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    #[test]
    fn a_ramp_points_uphill() -> Result<()> {
        let volume = Volume::from_fn(UVec3::splat(5), |v| v.z as f32 * 10.0)?;
        let mut node = VolumeGradientCpu { volume: volume.into(), ..Default::default() };
        node.process(&Context::detached())?;
        let gradient = node.gradient.get()?;
        let [x, y, z, _] = gradient.voxel(UVec3::splat(2));
        assert!(x.abs() < 1e-4 && y.abs() < 1e-4 && (z - 40.0).abs() < 1e-4);
        let [lo, hi] = gradient.data_map.data_range;
        assert!(lo == -hi && hi >= 40.0);
        Ok(())
    }
}
