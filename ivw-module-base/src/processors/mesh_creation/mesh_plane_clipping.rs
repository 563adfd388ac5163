//! A mesh cut by several planes.

use crate::algorithm::clip_mesh::clipped;
use ivw_core::data::Planes;
use ivw_core::prelude::*;

/// Cuts a mesh by planes, one after the other, and closes the holes that this leaves.
///
/// |             | shape | value                        | space |
/// |-------------|-------|------------------------------|-------|
/// | inputMesh   | any   | any                          | data  |
/// | inputPlanes | any   | point, normal                | world |
/// | outputMesh  | any   | as it comes in, new vertices | data  |
///
/// What is left is on the side that each plane faces.
#[derive(Processor)]
#[processor("org.inviwo.MeshPlaneClipping", category = "Mesh Creation", tags = "CPU")]
pub struct MeshPlaneClipping {
    /// Mesh to cut.
    #[inport("inputMesh")]
    mesh: In<Mesh>,

    /// Planes that cut, facing what is left.
    #[inport("inputPlanes")]
    planes: InMany<Planes>,

    /// What is left of the mesh.
    #[outport("outputMesh")]
    clipped: Out<Mesh>,

    /// Cut at all.
    #[property("clippingEnabled", name = "Enable Clipping", default = true)]
    is_on: bool,

    /// Close the holes of each cut.
    #[property("capClippedHoles", name = "Cap Clipped Holes", default = true)]
    closes_holes: bool,
}

impl Process for MeshPlaneClipping {
    fn process(&mut self, context: &Context) -> Result<()> {
        let mut mesh = self.mesh.get()?;
        for plane in self.planes.all().iter().flat_map(|planes| &planes.planes) {
            context.check()?;
            if self.is_on {
                mesh = clipped(&mesh, plane, self.closes_holes)?.into();
            }
        }
        self.clipped.set(mesh);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::algorithm::primitives;
    use glam::Vec3;
    use ivw_core::data::Plane;

    #[test]
    fn what_all_planes_face_is_left() -> Result<()> {
        let body = primitives::octant_sphere(Vec3::ZERO, 1.0, primitives::octant_color);
        let plane = |normal: Vec3| Plane { point: (-0.5 * normal).into(), normal: normal.into() };
        let [x, y] = [Vec3::X, Vec3::Y]
            .map(|normal| Planes { planes: vec![plane(normal), plane(-normal)].into() });
        let mut node = MeshPlaneClipping {
            mesh: body.into_mesh().into(),
            planes: vec![x, y].into(),
            ..MeshPlaneClipping::default()
        };
        node.process(&Context::detached())?;
        let mesh = node.clipped.get()?;
        let positions = ivw_render::vertices::positions(&mesh);
        let used = ivw_render::raster::triangles_of(&mesh).into_iter().flatten();
        let largest =
            used.map(|n| positions[n as usize].truncate().abs()).fold(Vec3::ZERO, Vec3::max);
        assert!(largest.abs_diff_eq(Vec3::new(0.5, 0.5, 1.0), 1e-5), "{largest}");
        node.is_on = false;
        node.process(&Context::detached())?;
        assert_eq!(node.clipped.get()?.n_vertices(), 8 * 36);
        Ok(())
    }
}
