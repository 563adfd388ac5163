//! The divergence of a volume of vectors.

use crate::algorithm::derivative::{Differences, set_symmetric_range};
use crate::algorithm::voxels::{joint_range, no_voxels, stored_at};
use ivw_core::prelude::*;

/// Divergence of a volume of vectors: how they leave each point.
///
/// |         | shape          | value           | unit                               |
/// |---------|----------------|-----------------|------------------------------------|
/// | inport  | `[nx, ny, nz]` | vectors of 3    | of the field                       |
/// | outport | `[nx, ny, nz]` | `f32`          | of the field per unit of the world |
///
/// Slopes are central differences along the axes of the world; beyond the border there are zeros,
/// as in Inviwo.
#[derive(Processor)]
#[processor("org.inviwo.VolumeDivergenceCPUProcessor", category = "Volume Operation", tags = "CPU")]
pub struct VolumeDivergence {
    /// Volume of vectors.
    #[inport("inport")]
    volume: In<Volume>,

    /// How much leaves each voxel.
    #[outport("outport")]
    divergence: Out<Volume>,
}

impl Process for VolumeDivergence {
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
        let format = Format::new(Number::F32, 1);
        let mut divergence = stored_at(&volume, format, context, |voxel| {
            let [x, y, z] = differences.slopes(voxel);
            [x[0] + y[1] + z[2], 0.0, 0.0, 0.0]
        })?;
        let range = joint_range(&divergence);
        set_symmetric_range(&mut divergence, range, "divergence");
        self.divergence.set(divergence);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    #[test]
    fn a_spring_diverges_and_a_whirl_does_not() -> Result<()> {
        let run = |vector: fn(f32, f32, f32) -> [f32; 3]| -> Result<f64> {
            let volume = Volume::from_fn(UVec3::splat(5), |v| {
                let p = v.as_vec3() - 2.0;
                vector(p.x, p.y, p.z)
            })?;
            let mut node = VolumeDivergence { volume: volume.into(), ..Default::default() };
            node.process(&Context::detached())?;
            Ok(node.divergence.get()?.voxel(UVec3::splat(2))[0])
        };
        assert!((run(|x, y, z| [x, y, z])? - 12.0).abs() < 1e-4);
        assert!(run(|x, y, _| [-y, x, 0.0])?.abs() < 1e-4);
        Ok(())
    }
}
