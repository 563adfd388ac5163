//! How vectors in space part.

use crate::grid::volume_like;
use crate::slope::vectors_of;
use ivw_core::prelude::*;
use ivw_render::raycast::WorldSteps;

/// How much vectors in space part at each point.
///
/// |              | shape          | value              | unit                               |
/// |--------------|----------------|--------------------|------------------------------------|
/// | inputVolume  | `[nx, ny, nz]` | 3 numbers, vectors | of the field                       |
/// | outputVolume | `[nx, ny, nz]` | `f32`              | of the field per unit of the world |
///
/// Central differences of stored numbers; beyond the border is what the volume's wrapping puts there.
/// The data range stays that of the input, as in Inviwo.
#[derive(Processor)]
#[processor(
    "org.inviwo.Vector3DDivergence",
    name = "Vector 3D Divergence",
    category = "Vector Field Visualization",
    tags = "CPU"
)]
pub struct Vector3DDivergence {
    /// Vector field.
    #[inport("inputVolume")]
    field: In<Volume>,

    /// Divergence: positive where vectors lead away.
    #[outport("outputVolume")]
    result: Out<Volume>,
}

impl Process for Vector3DDivergence {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.field.get()?;
        let texture = vectors_of(&volume)?;
        let steps = WorldSteps::of(&volume);
        self.result.set(volume_like(&volume, context, |at| {
            let Some(steps) = steps else { return 0.0f32 };
            let along = |axis: usize| {
                let step = steps.steps[axis];
                let rise = texture.texel(at + step)[axis] - texture.texel(at - step)[axis];
                rise / (2.0 * steps.spacing[axis])
            };
            (along(0) + along(1) + along(2)) as f32
        })?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{Mat3, UVec3, Vec3};

    #[test]
    fn vectors_that_lead_away_from_a_plane_part_everywhere() -> Result<()> {
        let mut volume = Volume::from_fn(UVec3::splat(8), |v| [v.x as f32, 1.0, -2.0])?;
        volume.set_basis(Mat3::from_diagonal(Vec3::new(4.0, 1.0, 1.0)));
        let mut node = Vector3DDivergence { field: volume.into(), ..Default::default() };
        node.process(&Context::detached())?;
        // One for each voxel, and a voxel is half a unit wide.
        let divergence = node.result.get()?.voxel(UVec3::new(4, 2, 3))[0];
        assert!((divergence - 2.0).abs() < 1e-4, "{divergence}");
        Ok(())
    }
}
