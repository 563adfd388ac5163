//! A place in the world, given in one of several spaces.

use glam::{Mat4, Vec3};
use ivw_core::prelude::*;

/// This is a place, given in the space of the world, of the eye or of the picture.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.PositionProperty")]
pub struct Position {
    /// Space that the numbers are in.
    #[property("referenceFrame", name = "Space", default = Space::View)]
    pub space: Space,

    /// The place.
    #[property(
        "position",
        name = "Position",
        default = Vec3::splat(10.0),
        soft = -10.0..=10.0,
        step = 0.1,
        semantics = "LightPosition"
    )]
    pub position: Vec3,

    /// What the place is relative to.
    #[property("coordinateOffsetMode", name = "Offset")]
    pub offset: Offset,

    /// What is added to the place, in the same space, with a custom offset.
    #[property(
        "coordinateOffset",
        name = "Coordinate Offset",
        soft = -10.0..=10.0,
        step = 0.1,
        read_only = true
    )]
    pub custom_offset: Vec3,

    /// Where that is.
    #[group("output", collapsed = true)]
    pub output: Output,
}

/// These are the coordinates of a place in all spaces, for other properties to follow.
#[derive(PropertyGroup)]
pub struct Output {
    /// The place in the world.
    #[property("worldPosition", soft = -10.0..=10.0, read_only = true, saved = Saved::Never, invalidates = InvalidationLevel::Valid)]
    pub world: Vec3,
    /// The place seen from the eye.
    #[property("viewPosition", soft = -10.0..=10.0, read_only = true, saved = Saved::Never, invalidates = InvalidationLevel::Valid)]
    pub view: Vec3,
    /// The place in the picture, from -1 to 1.
    #[property("clipPosition", soft = -10.0..=10.0, read_only = true, saved = Saved::Never, invalidates = InvalidationLevel::Valid)]
    pub clip: Vec3,
    /// The place in the picture, from 0 to 1.
    #[property("screenPosition", soft = -10.0..=10.0, read_only = true, saved = Saved::Never, invalidates = InvalidationLevel::Valid)]
    pub screen: Vec3,
}

/// This is a space that places are given in.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Space {
    /// The world.
    #[choice("world", "World")]
    World,
    /// The eye at the origin, looking along -z.
    #[default]
    #[choice("view", "View")]
    View,
    /// The picture, from -1 to 1.
    #[choice("clip", "Clip")]
    Clip,
}

/// This is what a place is relative to.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offset {
    /// The origin of the space.
    #[default]
    #[choice("none", "None")]
    None,
    /// The point that the camera looks to.
    #[choice("cameraLookAt", "Camera Look At")]
    CameraLookAt,
    /// A point of its own.
    #[choice("custom", "Custom")]
    Custom,
}

impl Position {
    /// This tells the coordinates in all spaces, for the property at a path of a processor.
    pub fn tell(&self, camera: &Camera, context: &Context, path: &str) {
        let world = self.world(camera);
        let clip = camera.clip_from_world().project_point3(world);
        let view = camera.view_from_world().transform_point3(world);
        let output = &self.output;
        for (id, known, place) in [
            ("worldPosition", output.world, world),
            ("viewPosition", output.view, view),
            ("clipPosition", output.clip, clip),
            ("screenPosition", output.screen, clip * 0.5 + 0.5),
        ] {
            if place.is_finite() && place != known {
                let place = place.to_array().into_iter().map(f64::from).collect();
                context.set(&format!("{path}.output.{id}"), Value::Floats(place));
            }
        }
    }

    /// This is the place in the world, with a camera that looks at it.
    pub fn world(&self, camera: &Camera) -> Vec3 {
        let (space_from_world, offset) = self.space_and_offset(camera);
        space_from_world.inverse().project_point3(self.position + offset)
    }

    /// This is the position that a place in the world would have.
    pub fn from_world(&self, place: Vec3, camera: &Camera) -> Vec3 {
        let (space_from_world, offset) = self.space_and_offset(camera);
        space_from_world.project_point3(place) - offset
    }

    fn space_and_offset(&self, camera: &Camera) -> (Mat4, Vec3) {
        let space_from_world = match self.space {
            Space::World => Mat4::IDENTITY,
            Space::View => camera.view_from_world(),
            Space::Clip => camera.clip_from_world(),
        };
        let offset = match self.offset {
            Offset::None => Vec3::ZERO,
            Offset::CameraLookAt => space_from_world.project_point3(camera.look_to),
            Offset::Custom => self.custom_offset,
        };
        (space_from_world, offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_relative_to_the_eye_moves_with_the_eye() {
        let position = Position::default();
        let camera = Camera { look_from: Vec3::new(1.0, 2.0, 5.0), ..Camera::default() };
        let camera = Camera { look_to: camera.look_from - Vec3::Z, ..camera };
        let world = position.world(&camera);
        assert!(world.abs_diff_eq(Vec3::new(11.0, 12.0, 15.0), 1e-4), "{world}");
        let back = position.from_world(world, &camera);
        assert!(back.abs_diff_eq(position.position, 1e-4), "{back}");
    }

    #[test]
    fn nothing_beside_the_focus_is_the_focus_in_any_space() {
        let camera = Camera {
            look_from: Vec3::new(3.0, 2.0, 1.0),
            look_to: Vec3::new(0.5, 0.25, 0.0),
            ..Camera::default()
        };
        for space in [Space::World, Space::View, Space::Clip] {
            let position = Position {
                space,
                position: Vec3::ZERO,
                offset: Offset::CameraLookAt,
                ..Position::default()
            };
            assert!(position.world(&camera).abs_diff_eq(camera.look_to, 1e-3), "{space:?}");
        }
    }
}
