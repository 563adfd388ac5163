//! Another world matrix for a mesh, as old workspaces ask for it.

use glam::{Mat4, Vec3};
use ivw_core::prelude::*;

/// Moves, turns or scales a mesh in the world.
///
/// |          | shape | value          | space |
/// |----------|-------|----------------|-------|
/// | inport_  | any   | any            | data  |
/// | outport_ | any   | as it comes in | data  |
///
/// The transform comes after the mesh's own world matrix. Use *Transform Mesh* in new workspaces.
#[derive(Processor)]
#[processor(
    "org.inviwo.WorldTransformMeshDeprecated",
    name = "World Transform Mesh",
    category = "Coordinate Transforms",
    code_state = CodeState::Deprecated,
    tags = "CPU"
)]
pub struct WorldTransformMesh {
    /// Mesh to transform.
    #[inport("inport_")]
    mesh: In<Mesh>,

    /// The mesh with another world matrix.
    #[outport("outport_")]
    result: Out<Mesh>,

    /// Which transform it is.
    #[property("type_", name = "Transformation Type", options = &[
        ("translate", "Translate", 0),
        ("rotate", "Rotate", 1),
        ("scale", "Scale", 2),
        ("user", "User Defined", 3),
    ])]
    kind: i32,

    /// How far it moves.
    #[property(
        "translate_",
        name = "Translate",
        soft = -100.0..=100.0,
        step = 0.1,
        visible_if = |p| p.kind == 0
    )]
    translation: Vec3,

    /// How much larger it is.
    #[property(
        "scale",
        default = Vec3::ONE,
        soft = -100.0..=100.0,
        step = 0.1,
        visible_if = |p| p.kind == 2
    )]
    scale: Vec3,

    /// The axis that it turns around.
    #[property(
        "rotationAxis",
        name = "Rotation Axis",
        default = Vec3::X,
        soft = -1.0..=1.0,
        visible_if = |p| p.kind == 1
    )]
    axis: Vec3,

    /// How far it turns.
    #[property(
        "rotationAngle",
        name = "Rotation Angle",
        soft = -360.0..=360.0,
        step = 1.0,
        unit = "°",
        visible_if = |p| p.kind == 1
    )]
    angle_degrees: f32,

    /// The matrix of a transform of one's own.
    #[property(
        "matrix_",
        name = "Transform Matrix",
        default = Mat4::IDENTITY,
        soft = -100.0..=100.0,
        visible_if = |p| p.kind == 3
    )]
    matrix: Mat4,
}

impl Process for WorldTransformMesh {
    fn process(&mut self, _: &Context) -> Result<()> {
        let mesh = self.mesh.get()?;
        let transform = match self.kind {
            0 => Mat4::from_translation(self.translation),
            1 => Mat4::from_axis_angle(
                self.axis.normalize_or(Vec3::X),
                self.angle_degrees.to_radians(),
            ),
            2 => Mat4::from_scale(self.scale),
            _ => self.matrix,
        };
        let world = transform * Mat4::from_cols_array_2d(&mesh.world);
        self.result.set(Mesh { world: world.to_cols_array_2d(), ..(*mesh).clone() });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transforms_come_after_what_the_mesh_has() -> Result<()> {
        let moved = Mat4::from_translation(Vec3::X);
        let mesh = Mesh { world: moved.to_cols_array_2d(), ..Mesh::default() };
        let mut node = WorldTransformMesh { mesh: mesh.into(), ..Default::default() };
        node.translation = Vec3::Y;
        node.axis = Vec3::Z;
        node.angle_degrees = 90.0;
        node.scale = Vec3::splat(2.0);
        node.matrix = Mat4::from_scale(Vec3::splat(-1.0));
        for (kind, place) in
            [(0, Vec3::new(1.0, 1.0, 0.0)), (1, Vec3::Y), (2, Vec3::X * 2.0), (3, Vec3::NEG_X)]
        {
            node.kind = kind;
            node.process(&Context::detached())?;
            let origin = node.result.get()?.world_from_data().transform_point3(Vec3::ZERO);
            assert!(origin.abs_diff_eq(place, 1e-6), "{kind}: {origin}");
        }
        Ok(())
    }
}
