//! The sides of a volume as planes.

use glam::{Mat3, Mat4, Vec3};
use ivw_core::data::{Plane, Planes};
use ivw_core::prelude::*;

/// Makes the planes of the six sides of a volume, for meshes to be cut by.
///
/// |              | shape  | value         | space |
/// |--------------|--------|---------------|-------|
/// | volumeInport | any    | any           |       |
/// | planeOutport | 6 planes | point, normal | world |
///
/// Planes face outwards: what they leave of a mesh is outside; flipped, it is inside.
#[derive(Processor)]
#[processor("org.inviwo.VolumeBoundaryPlanes", category = "Data Creation", tags = "CPU")]
pub struct VolumeBoundaryPlanes {
    /// Volume to take the sides of.
    #[inport("volumeInport")]
    volume: In<Volume>,

    /// Its sides.
    #[outport("planeOutport")]
    planes: Out<Planes>,

    /// Let planes face inwards.
    #[property("flipPlanes", name = "Flip Planes")]
    flips: bool,
}

impl Process for VolumeBoundaryPlanes {
    fn process(&mut self, _: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let world_from_data = volume.world_from_data();
        let model = Mat3::from_mat4(volume.model_matrix());
        let turn = Mat4::from_cols_array_2d(&volume.world).inverse().transpose();
        let sign = if self.flips { -1.0 } else { 1.0 };
        let sides = [(Vec3::ZERO, -sign), (Vec3::ONE, sign)].into_iter().flat_map(|(at, sign)| {
            let point = world_from_data.transform_point3(at).into();
            [model.x_axis, model.y_axis, model.z_axis].map(|edge| {
                let normal = turn.transform_vector3(sign * edge).normalize_or_zero();
                Plane { point, normal: normal.into() }
            })
        });
        self.planes.set(Planes { planes: sides.collect() });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_behind_every_side_and_in_front_of_flipped_ones() -> Result<()> {
        let mut volume = Volume::new([2; 3], u8::FORMAT)?;
        volume.world = Mat4::from_translation(Vec3::new(5.0, 0.0, 0.0)).to_cols_array_2d();
        let middle = volume.world_from_data().transform_point3(Vec3::splat(0.5));
        let mut node = VolumeBoundaryPlanes { volume: volume.into(), ..Default::default() };
        for (flips, sign) in [(false, -1.0), (true, 1.0)] {
            node.flips = flips;
            node.process(&Context::detached())?;
            let planes = node.planes.get()?;
            assert_eq!(planes.planes.len(), 6);
            for plane in &planes.planes {
                let distance = (middle - Vec3::from(plane.point)).dot(plane.normal.into());
                assert!((distance - 0.5 * sign).abs() < 1e-6, "{distance}");
            }
        }
        Ok(())
    }
}
