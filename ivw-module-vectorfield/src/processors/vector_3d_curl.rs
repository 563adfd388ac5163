//! How vectors in space turn.

use crate::grid::volume_like;
use crate::slope::vectors_of;
use glam::DVec3;
use ivw_core::prelude::*;
use ivw_render::raycast::WorldSteps;

/// How vectors in space turn round each point.
///
/// |              | shape          | value                          | unit                            |
/// |--------------|----------------|--------------------------------|---------------------------------|
/// | inputVolume  | `[nx, ny, nz]` | 3 numbers, vectors             | of the field                    |
/// | outputVolume | `[nx, ny, nz]` | `[f32; 4]`: curl, and its length | of the field per unit of the world |
///
/// Central differences of stored numbers; beyond the border is what the volume's wrapping puts there.
/// The data range stays that of the input, as in Inviwo.
#[derive(Processor)]
#[processor(
    "org.inviwo.Vector3DCurl",
    name = "Vector 3D Curl",
    category = "Vector Field Visualization",
    tags = "CPU"
)]
pub struct Vector3DCurl {
    /// Vector field.
    #[inport("inputVolume")]
    field: In<Volume>,

    /// Axis and strength of the rotation, and the strength by itself.
    #[outport("outputVolume")]
    result: Out<Volume>,
}

impl Process for Vector3DCurl {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.field.get()?;
        let texture = vectors_of(&volume)?;
        let steps = WorldSteps::of(&volume);
        self.result.set(volume_like(&volume, context, |at| {
            let Some(steps) = steps else { return [0.0f32; 4] };
            // What changes along each axis of the world.
            let [x, y, z] = [0, 1, 2].map(|axis| {
                let [a, b] = [steps.steps[axis], -steps.steps[axis]].map(|step| {
                    let [x, y, z, _] = texture.texel(at + step);
                    DVec3::new(x, y, z)
                });
                (a - b) / (2.0 * steps.spacing[axis])
            });
            let curl = DVec3::new(y.z - z.y, z.x - x.z, x.y - y.x);
            curl.extend(curl.length()).as_vec4().to_array()
        })?);
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
            Volume::from_fn(UVec3::splat(8), |v| [-(v.y as f32) / 8.0, v.x as f32 / 8.0, 3.0])?;
        let mut node = Vector3DCurl { field: volume.into(), ..Default::default() };
        node.process(&Context::detached())?;
        let [x, y, z, length] = node.result.get()?.voxel(UVec3::splat(4));
        assert!(x.abs() < 1e-4 && y.abs() < 1e-4 && (z - 2.0).abs() < 1e-4, "{x} {y} {z}");
        assert!((length - 2.0).abs() < 1e-4);
        Ok(())
    }

    #[test]
    fn a_volume_of_single_numbers_has_no_curl() -> Result<()> {
        let volume = Volume::from_fn(UVec3::splat(2), |_| 1u8)?;
        let mut node = Vector3DCurl { field: volume.into(), ..Default::default() };
        let error = node.process(&Context::detached()).expect_err("no vectors").to_string();
        assert!(error.contains("vectors"), "{error}");
        Ok(())
    }
}
