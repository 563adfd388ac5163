//! The curl of a volume of vectors.

use crate::algorithm::derivative::{Differences, set_symmetric_range};
use crate::algorithm::voxels::{joint_range, no_voxels, stored_at};
use ivw_core::prelude::*;

/// Curl of a volume of vectors: how they turn round each point.
///
/// |         | shape          | value           | unit                               |
/// |---------|----------------|-----------------|------------------------------------|
/// | inport  | `[nx, ny, nz]` | vectors of 3    | of the field                       |
/// | outport | `[nx, ny, nz]` | `Vec3`          | of the field per unit of the world |
///
/// Slopes are central differences along the axes of the world; beyond the border there are zeros,
/// as in Inviwo.
#[derive(Processor)]
#[processor("org.inviwo.VolumeCurlCPUProcessor", category = "Volume Operation", tags = "CPU")]
pub struct VolumeCurl {
    /// Volume of vectors.
    #[inport("inport")]
    volume: In<Volume>,

    /// Axis and strength of the rotation at each voxel.
    #[outport("outport")]
    curl: Out<Volume>,
}

impl Process for VolumeCurl {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        if volume.n_voxels() == 0 {
            return Err(no_voxels());
        }
        if volume.format.components != 3 {
            return Err(Error::new(format!(
                "vectors have 3 numbers, but voxels are {}",
                volume.format
            ))
            .hint("connect a volume of vectors"));
        }
        let differences = Differences::of(&volume);
        let format = Format::new(Number::F32, 3);
        let mut curl = stored_at(&volume, format, context, |voxel| {
            let [x, y, z] = differences.slopes(voxel);
            [y[2] - z[1], z[0] - x[2], x[1] - y[0], 0.0]
        })?;
        let range = joint_range(&curl);
        set_symmetric_range(&mut curl, range, "curl");
        self.curl.set(curl);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    #[test]
    fn a_whirl_round_z_has_a_curl_along_z() -> Result<()> {
        let volume =
            Volume::from_fn(UVec3::splat(5), |v| [-(v.y as f32 - 2.0), v.x as f32 - 2.0, 3.0])?;
        let mut node = VolumeCurl { volume: volume.into(), ..Default::default() };
        node.process(&Context::detached())?;
        let [x, y, z, _] = node.curl.get()?.voxel(UVec3::splat(2));
        // Each slope is one per voxel, and four voxels are a unit.
        assert!(x.abs() < 1e-4 && y.abs() < 1e-4 && (z - 8.0).abs() < 1e-4, "{x} {y} {z}");
        node.volume = Volume::from_fn(UVec3::ONE, |_| 1u8)?.into();
        assert!(node.process(&Context::detached()).is_err());
        Ok(())
    }
}
