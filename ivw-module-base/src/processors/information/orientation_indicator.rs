//! Where x, y and z are.

use crate::algorithm::primitives::{self, Arrow};
use glam::{Mat4, Vec2, Vec3, Vec4};
use ivw_core::prelude::*;

/// Makes arrows along x, y and z, in a corner of the picture or at a place in the world.
///
/// |      | shape     | value                                               | space |
/// |------|-----------|-----------------------------------------------------|-------|
/// | mesh | triangles | position, normal, texture coordinates, colour: `f32`| data  |
#[derive(Processor)]
#[processor("org.inviwo.OrientationIndicator", category = "Information", tags = "CPU")]
pub struct OrientationIndicator {
    /// The arrows.
    #[outport("mesh")]
    mesh: Out<Mesh>,

    /// Colour of the sphere in the middle.
    #[property("baseColor", name = "Base Color", default = Vec4::ONE, color)]
    base_color: Vec4,

    /// Colour of the arrow along x.
    #[property("xColor", name = "X Color", default = Vec4::new(0.8, 0.0, 0.0, 1.0), color)]
    x_color: Vec4,

    /// Colour of the arrow along y.
    #[property("yColor", name = "Y Color", default = Vec4::new(0.0, 0.8, 0.0, 1.0), color)]
    y_color: Vec4,

    /// Colour of the arrow along z.
    #[property("zColor", name = "Z Color", default = Vec4::new(0.0, 0.0, 0.8, 1.0), color)]
    z_color: Vec4,

    /// Length of the arrows: part of the picture's width, or in the world.
    #[property(
        "scale",
        default = 0.05,
        from = 100.0 * f32::EPSILON..=1.0,
        step = 1.0 / 256.0
    )]
    scale: f32,

    /// How thick arrows are.
    #[property(
        "radius",
        default = 1.0,
        from = 100.0 * f32::EPSILON..=10.0,
        step = 10.0 / 256.0
    )]
    radius: f32,

    /// How long each arrow is, relative to the others.
    #[property(
        "axisScale",
        name = "Axis Scale",
        default = Vec3::ONE,
        from = 100.0 * f32::EPSILON..=10.0,
        step = 10.0 / 256.0
    )]
    axis_scale: Vec3,

    /// Where it is.
    #[group("location")]
    location: Location,
}

/// This is where an indicator is.
#[derive(PropertyGroup)]
pub struct Location {
    /// Whether it has a place in the picture or in the world.
    #[property("locationType", name = "Location Type")]
    kind: LocationKind,

    /// The place in the picture, from the lower left corner to the upper right one.
    #[property(
        "viewCoords",
        name = "View Coords",
        default = Vec2::splat(0.05),
        bounds = 0.0..=1.0,
        visible_if = |p| p.kind == LocationKind::Picture
    )]
    in_picture: Vec2,

    /// Camera of the picture.
    #[property("cam", name = "Camera", visible_if = |p| p.kind == LocationKind::Picture)]
    camera: Camera,

    /// The place in the world.
    #[property(
        "offset",
        soft = -10.0..=10.0,
        step = 0.1,
        visible_if = |p| p.kind == LocationKind::World
    )]
    in_world: Vec3,
}

/// This is what a place is in.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LocationKind {
    /// The picture.
    #[default]
    #[choice("2d", "2D")]
    Picture,
    /// The world.
    #[choice("3d", "3D")]
    World,
}

impl Location {
    /// Where that is in the world, and how long `scale` is there.
    fn place(&self, scale: f32) -> (Vec3, f32) {
        match self.kind {
            LocationKind::World => (self.in_world, scale),
            LocationKind::Picture => {
                let world_from_clip = self.camera.clip_from_world().inverse();
                let ndc = (2.0 * self.in_picture - 1.0).extend(0.0);
                let start = world_from_clip.project_point3(ndc);
                let stop = world_from_clip.project_point3(ndc + Vec3::X * scale);
                (start, start.distance(stop))
            }
        }
    }
}

impl Process for OrientationIndicator {
    fn process(&mut self, _: &Context) -> Result<()> {
        let color = |_| self.base_color;
        let mut body = primitives::octant_sphere(Vec3::ZERO, 0.12 * self.radius, color);
        let axes = [(Vec3::X, self.x_color), (Vec3::Y, self.y_color), (Vec3::Z, self.z_color)];
        for (axis, color) in axes {
            let length = self.axis_scale.dot(axis);
            let thickness = self.radius * length;
            let measures = Arrow {
                radius: 0.06 * thickness,
                head: 0.25,
                head_radius: 0.15 * thickness,
                segments: 64,
            };
            body.append(primitives::arrow(Vec3::ZERO, length * axis, color, measures));
        }
        let mut mesh = body.into_mesh();
        let (place, scale) = self.location.place(self.scale);
        let model = Mat4::from_translation(place) * Mat4::from_scale(Vec3::splat(scale));
        mesh.model = model.to_cols_array_2d();
        self.mesh.set(mesh);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_start_where_they_are_put() -> Result<()> {
        let mut node = OrientationIndicator::default();
        node.process(&Context::detached())?;
        let mesh = node.mesh.get()?;
        let seen = node.location.camera.clip_from_world() * mesh.world_from_data();
        let start = seen.project_point3(Vec3::ZERO);
        assert!(start.truncate().abs_diff_eq(Vec2::splat(-0.9), 1e-3), "{start}");
        let end = seen.project_point3(Vec3::X);
        assert!((end.x - start.x - 0.05).abs() < 1e-3);
        node.location.kind = LocationKind::World;
        node.location.in_world = Vec3::ONE;
        node.process(&Context::detached())?;
        let mesh = node.mesh.get()?;
        let tip = mesh.world_from_data().transform_point3(Vec3::Z);
        assert!(tip.abs_diff_eq(Vec3::new(1.0, 1.0, 1.05), 1e-6));
        Ok(())
    }
}
