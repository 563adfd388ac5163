//! How the numbers of a volume change along the axes of the world.
//!
//! As in Inviwo, first and last voxels stand at the ends of the volume here, and outside of it there
//! are zeros: slopes at the border mix those in.

use glam::{DMat4, DVec3, UVec3};
use ivw_core::data::sampler::sample;
use ivw_core::prelude::*;

/// Steps for differences along the axes of the world.
pub(crate) struct Differences<'a> {
    volume: &'a Volume,
    world_from_data: DMat4,
    data_from_world: DMat4,
    /// World length of a voxel along each axis.
    pub(crate) spacing: DVec3,
    per_step: DVec3,
}

impl<'a> Differences<'a> {
    /// Differences by one voxel.
    pub(crate) fn of(volume: &'a Volume) -> Self {
        let world_from_data = volume.world_from_data().as_dmat4();
        let per_step = volume.size().saturating_sub(UVec3::ONE).max(UVec3::ONE).as_dvec3().recip();
        Self {
            volume,
            world_from_data,
            data_from_world: world_from_data.inverse(),
            // Only right for volumes along the axes of the world, as it is in Inviwo.
            spacing: world_from_data.transform_vector3(per_step),
            per_step,
        }
    }

    /// Where the ends of the grid stand on the ends of the volume.
    pub(crate) fn world(&self, voxel: DVec3) -> DVec3 {
        self.world_from_data.transform_point3(voxel * self.per_step)
    }

    /// The numbers at a place in the world.
    pub(crate) fn at(&self, world: DVec3) -> [f64; 4] {
        // Corners stay corners: what is a rounding error beyond an end is the end.
        let data = self.data_from_world.transform_point3(world);
        let near = |x: f64, end: f64| if (x - end).abs() < 1e-6 { end } else { x };
        let snapped = data.to_array().map(|x| near(near(x, 0.0), 1.0));
        sample(self.volume, DVec3::from_array(snapped))
    }

    /// The change of all numbers along each axis of the world, at a voxel.
    pub(crate) fn slopes(&self, voxel: UVec3) -> [[f64; 4]; 3] {
        let place = self.world(voxel.as_dvec3());
        [DVec3::X, DVec3::Y, DVec3::Z].map(|axis| {
            let step = self.spacing * axis;
            let width = 2.0 * step.dot(axis);
            if width == 0.0 || !width.is_finite() {
                return [0.0; 4];
            }
            let (ahead, back) = (self.at(place + step), self.at(place - step));
            std::array::from_fn(|n| (ahead[n] - back[n]) / width)
        })
    }
}

/// Sets data and value range of a volume: `[-largest, largest]`, and what the numbers really span.
pub(crate) fn set_symmetric_range(volume: &mut Volume, [lowest, highest]: [f64; 2], name: &str) {
    let largest = lowest.abs().max(highest.abs());
    volume.data_map.data_range = [-largest, largest];
    volume.data_map.value_range = [lowest, highest];
    volume.data_map.value_axis.name = name.into();
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{Mat3, Vec3};

    #[test]
    fn a_ramp_has_its_slope_within() -> Result<()> {
        let mut volume =
            Volume::from_fn(UVec3::new(5, 4, 3), |v| (2 * v.x) as f32 - 3.0 * v.y as f32)?;
        volume.set_basis(Mat3::from_diagonal(Vec3::new(8.0, 3.0, 2.0)));
        volume.set_offset(Vec3::splat(-1.0));
        let slopes = Differences::of(&volume).slopes(UVec3::new(2, 2, 1));
        let expected = [1.0, -3.0, 0.0];
        assert!((0..3).all(|n| (slopes[n][0] - expected[n]).abs() < 1e-5), "{slopes:?}");
        Ok(())
    }

    #[test]
    fn a_flat_volume_has_no_slope_across() -> Result<()> {
        let volume = Volume::from_fn(UVec3::new(3, 1, 1), |v| v.x as f32)?;
        let slopes = Differences::of(&volume).slopes(UVec3::new(1, 0, 0));
        assert!((slopes[0][0] - 2.0).abs() < 1e-6);
        assert!(slopes.iter().flatten().all(|slope| slope.is_finite()));
        Ok(())
    }
}
