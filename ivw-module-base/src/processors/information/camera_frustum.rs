//! What a camera sees.

use crate::algorithm::primitives::{CORNERS, EDGES, LINES};
use glam::{Vec3, Vec4};
use ivw_core::prelude::*;

/// Makes lines along the edges of the part of the world that a camera sees.
///
/// |      | shape               | value                   | space |
/// |------|---------------------|-------------------------|-------|
/// | mesh | 8 vertices, 12 lines| position, colour: `f32` | clip  |
///
/// The model matrix leads from the picture to the world.
#[derive(Processor)]
#[processor("org.inviwo.CameraFrustum", category = "Information", tags = "CPU")]
pub struct CameraFrustum {
    /// The edges.
    #[outport("mesh")]
    mesh: Out<Mesh>,

    /// Colour of the lines.
    #[property("color", default = Vec4::ONE, color)]
    color: Vec4,

    /// Camera that sees it.
    #[property("camera")]
    camera: Camera,
}

impl Process for CameraFrustum {
    fn process(&mut self, _: &Context) -> Result<()> {
        let positions = CORNERS.map(|corner| corner * 2.0 - Vec3::ONE);
        let mut mesh = Mesh::new(LINES)
            .with(AttributeKind::Position, Array::copy_of(&positions))
            .with(AttributeKind::Color, Array::copy_of(&[self.color; 8]))
            .with_indices(LINES, &EDGES.concat());
        mesh.model = self.camera.clip_from_world().inverse().to_cols_array_2d();
        self.mesh.set(mesh);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_near_side_lies_in_the_near_plane() -> Result<()> {
        let mut node = CameraFrustum::default();
        node.camera.near = 0.5;
        node.process(&Context::detached())?;
        let mesh = node.mesh.get()?;
        let corner = mesh.world_from_data().project_point3(Vec3::NEG_ONE);
        assert!((corner.z - 1.5).abs() < 1e-4, "{corner}");
        assert_eq!(mesh.indices[0].values.len(), 24);
        Ok(())
    }
}
