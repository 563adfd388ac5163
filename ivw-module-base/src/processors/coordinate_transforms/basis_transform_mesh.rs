//! Another model matrix for a mesh.

use glam::Mat4;
use ivw_core::prelude::*;
use ivw_render::properties::VolumeBasis;

/// Puts a mesh elsewhere in model space.
///
/// |         | shape | value          | space |
/// |---------|-------|----------------|-------|
/// | inport  | any   | any            | data  |
/// | outport | any   | as it comes in | data  |
#[derive(Processor)]
#[processor(
    "org.inviwo.BasisTransformGeometry",
    name = "Basis Transform Mesh",
    category = "Coordinate Transforms",
    tags = "CPU"
)]
pub struct BasisTransformMesh {
    /// Mesh to put elsewhere.
    #[inport("inport")]
    mesh: In<Mesh>,

    /// The mesh with another model matrix.
    #[outport("outport")]
    result: Out<Mesh>,

    /// Where it is put.
    #[group("basis", name = "Basis and offset")]
    basis: VolumeBasis,

    /// What came in last.
    last: Option<Shared<Mesh>>,
}

impl Process for BasisTransformMesh {
    fn process(&mut self, context: &Context) -> Result<()> {
        let mesh = self.mesh.get()?;
        let is_new = !self.last.as_ref().is_some_and(|last| last.is_same(&mesh));
        let model = Mat4::from_cols_array_2d(&mesh.model);
        let model = self.basis.update_mesh("basis", model, is_new, context);
        self.result.set(Mesh { model: model.to_cols_array_2d(), ..(*mesh).clone() });
        self.last = Some(mesh);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mesh_is_where_its_basis_says() -> Result<()> {
        let matrix = Mat4::from_scale(glam::Vec3::splat(3.0));
        let mesh = Mesh { model: matrix.to_cols_array_2d(), ..Mesh::default() };
        let mut node = BasisTransformMesh { mesh: mesh.into(), ..Default::default() };
        node.process(&Context::detached())?;
        assert_eq!(node.result.get()?.model, matrix.to_cols_array_2d());
        let other = Mat4::from_translation(glam::Vec3::ONE);
        let mut node = BasisTransformMesh { mesh: Mesh::default().into(), ..Default::default() };
        node.basis.overrides = true;
        node.basis.model = other;
        node.process(&Context::detached())?;
        assert_eq!(node.result.get()?.model, other.to_cols_array_2d());
        Ok(())
    }
}
