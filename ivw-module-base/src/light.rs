//! Lights that processors hand on, and what the processors that make them share.

use glam::{Mat4, Quat, Vec2, Vec3};
use ivw_core::abi::StableAbi;
use ivw_core::prelude::*;
use ivw_render::properties::{Position, Space};

/// A light in the world.
#[repr(C)]
#[derive(StableAbi, Clone, Copy, Debug, PartialEq)]
pub struct LightSource {
    /// Where its rays come from, and where they go.
    pub kind: LightKind,
    /// Whether it shines.
    pub is_on: bool,
    /// Red, green and blue: watts per steradian.
    pub intensity: [f32; 3],
    /// Width and height, in the unit of the world.
    pub size: [f32; 2],
    /// Direction that it shines to, of length 1.
    pub direction: [f32; 3],
    /// Half the angle of a spot's cone, in degrees.
    pub cone_degrees: f32,
    /// How far beyond its cone a spot fades, in degrees.
    pub fall_off_degrees: f32,
    /// Columns of the matrix from data to model space.
    pub model: [[f32; 4]; 4],
    /// Columns of the matrix from model to world space; in model space it shines along z, from the
    /// origin.
    pub world: [[f32; 4]; 4],
}

/// Where the rays of a light come from, and where they go.
#[repr(u8)]
#[derive(StableAbi, Clone, Copy, Debug, PartialEq, Eq)]
pub enum LightKind {
    /// From a rectangle, to all sides in front of it.
    Area,
    /// From a point, within a cone.
    Spot,
    /// From a ball, to all sides.
    Point,
    /// From far away, all in one direction.
    Directional,
}

impl Data for LightSource {
    const TYPE_ID: &'static str = "ivw.LightSource/1";
    const PORT: &'static str = "LightSource";
    const COLOR: [u8; 3] = [128, 64, 196];
    const NAME: &'static str = "a light";
}

impl LightSource {
    /// A light of a kind at a place in the world that shines in a direction.
    pub(crate) fn new(kind: LightKind, place: Vec3, direction: Vec3) -> Self {
        let direction = direction.normalize_or(Vec3::Z);
        let turn = match direction.z < -1.0 + f32::EPSILON {
            // Any half turn would do; this one keeps y.
            true => Quat::from_rotation_y(std::f32::consts::PI),
            false => Quat::from_rotation_arc(Vec3::Z, direction),
        };
        Self {
            kind,
            is_on: true,
            intensity: [0.0; 3],
            size: [1.0; 2],
            direction: direction.to_array(),
            cone_degrees: 0.0,
            fall_off_degrees: 0.0,
            // From the unit cube around the light.
            model: Mat4::from_translation(Vec3::splat(0.5)).to_cols_array_2d(),
            world: Mat4::from_rotation_translation(turn, place).to_cols_array_2d(),
        }
    }

    /// A light of a kind where a position says, that shines to where the camera looks, or to the
    /// origin of the world.
    pub(crate) fn at(kind: LightKind, position: &Position, camera: &Camera) -> Self {
        let place = position.world(camera);
        let to = if position.space == Space::View { camera.look_to } else { Vec3::ZERO };
        Self::new(kind, place, to - place)
    }

    /// The same of a colour and a strength, where 100 is all of it.
    pub(crate) fn of(mut self, color: Vec3, power: f32) -> Self {
        self.intensity = (color * power).to_array();
        self
    }

    /// The same of a width and a height.
    pub(crate) fn sized(mut self, size: Vec2) -> Self {
        self.size = size.to_array();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_light_is_where_it_should_be_and_shines_to_the_middle() {
        for place in [Vec3::new(1.0, 2.0, 3.0), Vec3::Z * 4.0, Vec3::NEG_Z, Vec3::X] {
            let position = Position { space: Space::World, position: place, ..Position::default() };
            let light = LightSource::at(LightKind::Point, &position, &Camera::default());
            let world = Mat4::from_cols_array_2d(&light.world);
            assert!(world.transform_point3(Vec3::ZERO).abs_diff_eq(place, 1e-5), "{place}");
            let along = world.transform_vector3(Vec3::Z);
            assert!(along.abs_diff_eq(-place.normalize(), 1e-5), "{place}: {along}");
            assert!(along.abs_diff_eq(light.direction.into(), 1e-5), "{place}: {along}");
        }
    }

    #[test]
    fn beside_the_eye_it_shines_to_where_the_camera_looks() {
        let position = Position { position: Vec3::ZERO, ..Position::default() };
        let camera = Camera { look_to: Vec3::new(5.0, 0.0, 2.0), ..Camera::default() };
        let light = LightSource::at(LightKind::Spot, &position, &camera).of(Vec3::ONE, 50.0);
        assert!(Vec3::from(light.direction).abs_diff_eq(Vec3::X, 1e-5), "{light:?}");
        assert_eq!(light.intensity, [50.0; 3]);
    }
}
