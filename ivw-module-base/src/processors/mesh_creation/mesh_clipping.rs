//! A mesh cut by a plane.

use crate::algorithm::clip_mesh::clipped;
use glam::Vec3;
use ivw_core::data::{Plane, Planes};
use ivw_core::prelude::*;

/// Cuts a mesh by a plane, and closes the holes that this leaves.
///
/// |               | shape      | value                        | space |
/// |---------------|------------|------------------------------|-------|
/// | inputMesh     | any        | any                          | data  |
/// | clippedMesh   | any        | as it comes in, new vertices | data  |
/// | clippingPlane | one plane  | point, normal                | world |
///
/// Attributes are mixed where edges are cut; whole numbers are those of the end that stays.
/// Strips and fans become separate triangles and lines.
#[derive(Processor)]
#[processor("org.inviwo.MeshClipping", category = "Mesh Creation", tags = "CPU")]
pub struct MeshClipping {
    /// Mesh to cut.
    #[inport("inputMesh")]
    mesh: In<Mesh>,

    /// What is left of it.
    #[outport("clippedMesh")]
    clipped: Out<Mesh>,

    /// The plane that cuts, facing what is left.
    #[outport("clippingPlane")]
    plane: Out<Planes>,

    /// Cut at all.
    #[property("clippingEnabled", name = "Enable Clipping", default = true)]
    is_on: bool,

    /// Which side of the plane goes away: the one behind it, or the one that it faces.
    #[property("clipSide", name = "Clip Side")]
    side: Side,

    /// Move the plane along its normal instead of placing it.
    #[property(
        "movePointAlongNormal",
        name = "Move Plane Point Along Normal",
        invalidates = InvalidationLevel::Valid
    )]
    moves_point: bool,

    /// Let the camera follow the plane, half as far.
    #[property(
        "moveCameraAlongNormal",
        name = "Move Camera Along Normal",
        default = true,
        invalidates = InvalidationLevel::Valid
    )]
    moves_camera: bool,

    /// How far the plane has moved.
    #[property(
        "pointPlaneMove",
        name = "Plane Point Along Normal Move",
        range = 0.0..=2.0,
        step = 0.01,
        visible_if = |p| p.moves_point
    )]
    offset: f32,

    /// Close the holes of the cut.
    #[property("capClippedHoles", name = "Cap clipped holes", default = true)]
    closes_holes: bool,

    /// A point of the plane.
    #[property("planePoint", name = "Plane Point", soft = -100.0..=100.0, step = 0.1)]
    point: Vec3,

    /// The direction that the plane faces.
    #[property(
        "planeNormal",
        name = "Plane Normal",
        default = Vec3::NEG_Z,
        soft = -1.0..=1.0,
        step = 0.1
    )]
    normal: Vec3,

    /// Lets the plane face where the camera looks.
    #[property(
        "alignPlaneNormalToCameraNormal",
        name = "Align Plane Normal To Camera Normal",
        invalidates = InvalidationLevel::Valid
    )]
    align: Button,

    /// Camera that the plane is aligned with.
    #[property(
        "camera",
        default = Camera { look_from: Vec3::new(0.0, 0.0, -2.0), ..Camera::default() },
        invalidates = InvalidationLevel::Valid
    )]
    camera: Camera,

    /// How far the plane had moved when it was last placed; a workspace that is opened moves it again,
    /// as Inviwo does.
    placed_offset: f32,
}

/// This is a side of a plane.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// The one behind it.
    #[default]
    #[choice("back", "Back")]
    Back,
    /// The one that it faces.
    #[choice("front", "Front")]
    Front,
}

impl Process for MeshClipping {
    fn process(&mut self, context: &Context) -> Result<()> {
        let mesh = self.mesh.get()?;
        self.follow(context);
        let normal = match self.side {
            Side::Back => self.normal,
            Side::Front => -self.normal,
        };
        let plane = Plane { point: self.point.into(), normal: normal.normalize_or_zero().into() };
        self.plane.set(Planes { planes: vec![plane].into() });
        match self.is_on {
            true => self.clipped.set(clipped(&mesh, &plane, self.closes_holes)?),
            false => self.clipped.set(mesh),
        }
        Ok(())
    }
}

impl MeshClipping {
    /// Does what buttons and the slider ask for.
    fn follow(&mut self, context: &Context) {
        let look = self.camera.look_to - self.camera.look_from;
        if std::mem::take(&mut self.align.pressed) && look.normalize_or_zero() != Vec3::ZERO {
            self.normal = look.normalize();
            context.set("planeNormal", numbers(self.normal));
        }
        let before = std::mem::replace(&mut self.placed_offset, self.offset);
        let change = self.normal.normalize_or_zero() * (self.offset - before);
        if self.moves_point && change != Vec3::ZERO {
            self.point += change;
            context.set("planePoint", numbers(self.point));
            if self.moves_camera {
                self.camera.look_from += change / 2.0;
                self.camera.look_to += change / 2.0;
                context.set("camera", Value::Camera(self.camera));
            }
        }
        context.change("planePoint", PropertyChange::ReadOnly(self.moves_point));
    }
}

fn numbers(vector: Vec3) -> Value {
    Value::Floats(vector.to_array().into_iter().map(f64::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::algorithm::primitives;

    fn node() -> MeshClipping {
        let body = primitives::octant_sphere(Vec3::ZERO, 1.0, primitives::octant_color);
        MeshClipping { mesh: body.into_mesh().into(), ..MeshClipping::default() }
    }

    fn n_triangles(node: &mut MeshClipping) -> Result<usize> {
        node.process(&Context::detached())?;
        Ok(ivw_render::raster::triangles_of(&*node.clipped.get()?).len())
    }

    #[test]
    fn sides_are_what_they_are_called() -> Result<()> {
        let mut node = node();
        node.point = Vec3::new(0.0, 0.0, 0.6);
        // It faces -z: most of the sphere is in front of it.
        let most = n_triangles(&mut node)?;
        node.side = Side::Front;
        let rest = n_triangles(&mut node)?;
        assert!(rest < most, "{rest} {most}");
        assert_eq!(node.plane.get()?.planes[0].normal, [0.0, 0.0, 1.0]);
        node.is_on = false;
        assert_eq!(n_triangles(&mut node)?, 8 * 49);
        Ok(())
    }

    #[test]
    fn the_plane_moves_as_far_as_the_slider() -> Result<()> {
        let mut node = node();
        node.moves_point = true;
        node.normal = Vec3::NEG_Z * 4.0;
        node.offset = 0.5;
        n_triangles(&mut node)?;
        // Also when it is the first time, after a workspace was opened, and however long the normal.
        assert_eq!(node.point, Vec3::new(0.0, 0.0, -0.5));
        node.offset = 0.75;
        n_triangles(&mut node)?;
        assert_eq!(node.point, Vec3::new(0.0, 0.0, -0.75));
        assert_eq!(node.camera.look_to, Vec3::new(0.0, 0.0, -0.375));
        n_triangles(&mut node)?;
        assert_eq!(node.point, Vec3::new(0.0, 0.0, -0.75));
        Ok(())
    }

    #[test]
    fn a_plane_without_a_normal_is_an_error() {
        let mut node = node();
        node.normal = Vec3::ZERO;
        assert!(n_triangles(&mut node).is_err());
    }
}
