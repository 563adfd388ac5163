//! Planes shown within a volume.

use crate::raycast;
use glam::{Vec3, Vec4};
use ivw_core::prelude::*;

/// These are three planes shown within a volume.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.VolumeIndicatorProperty", checked_by = "enable")]
pub struct PositionIndicator {
    /// Whether any plane is shown.
    #[property("enable", invalidates = InvalidationLevel::InvalidResources)]
    pub is_on: bool,

    /// A plane across z.
    #[group("plane1", preset("normal", numbers([0.0, 0.0, 1.0])))]
    pub plane1: Plane,

    /// A plane across y.
    #[group("plane2", preset("normal", numbers([0.0, 1.0, 0.0])))]
    pub plane2: Plane,

    /// A plane across x.
    #[group("plane3", preset("normal", numbers([1.0, 0.0, 0.0])))]
    pub plane3: Plane,
}

/// This is a plane shown within a volume.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.PlaneProperty", checked_by = "enable")]
pub struct Plane {
    /// Whether it is shown.
    #[property("enable", default = true, invalidates = InvalidationLevel::InvalidResources)]
    pub is_on: bool,

    /// A point of the plane, from 0 to 1 along each side of the volume.
    #[property(
        "position",
        default = Vec3::splat(0.5),
        bounds = 0.0..=1.0,
        step = 0.01,
        semantics = "SpinBox"
    )]
    pub position: Vec3,

    /// Which way it faces, along the sides of the volume; any length.
    #[property(
        "normal",
        default = Vec3::Z,
        bounds = -1.0..=1.0,
        step = 0.01,
        semantics = "SpinBox"
    )]
    pub normal: Vec3,

    /// Its colour.
    #[property(
        "color",
        default = Vec4::ONE,
        color
    )]
    pub color: Vec4,
}

impl PositionIndicator {
    /// These are the planes that are shown, as the ray caster takes them.
    pub fn planes(&self) -> Vec<raycast::Plane> {
        let planes = [&self.plane1, &self.plane2, &self.plane3];
        let shown = planes.into_iter().filter(|plane| self.is_on && plane.is_on);
        let plane = |plane: &Plane| raycast::Plane {
            position: plane.position,
            normal: plane.normal,
            color: plane.color.to_array(),
        };
        shown.map(plane).collect()
    }
}

fn numbers(components: [f64; 3]) -> Value {
    Value::Floats(components.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_plane_is_shown_at_first_and_three_if_asked_for() {
        let mut indicator = PositionIndicator::default();
        assert!(indicator.planes().is_empty());
        indicator.is_on = true;
        let normals: Vec<Vec3> = indicator.planes().iter().map(|plane| plane.normal).collect();
        assert_eq!(normals, [Vec3::Z, Vec3::Y, Vec3::X]);
    }
}
