//! The edges of triangles.

use crate::algorithm::primitives::LINES;
use ivw_core::prelude::*;
use ivw_render::raster::{each_list, segments_in, triangles_in};

/// Makes lines of the edges of triangles.
///
/// |           | shape          | value           | space |
/// |-----------|----------------|-----------------|-------|
/// | mesh      | any            | any             | data  |
/// | wireframe | separate lines | as it comes in  | data  |
///
/// Vertices stay; lines stay lines. An edge that two triangles share is drawn twice.
#[derive(Processor)]
#[processor("org.inviwo.TrianglesToWireframe", category = "Mesh Operation", tags = "CPU")]
pub struct TrianglesToWireframe {
    /// Mesh of triangles.
    #[inport("mesh")]
    mesh: In<Mesh>,

    /// The edges of its triangles.
    #[outport("wireframe")]
    wireframe: Out<Mesh>,
}

impl Process for TrianglesToWireframe {
    fn process(&mut self, _: &Context) -> Result<()> {
        let mesh = self.mesh.get()?;
        self.wireframe.set(wireframe(&mesh));
        Ok(())
    }
}

fn wireframe(mesh: &Mesh) -> Mesh {
    let mut lines = Vec::new();
    each_list(mesh, |topology, indices| {
        let mut triangles = Vec::new();
        triangles_in(topology, indices, &mut triangles);
        lines.extend(triangles.into_iter().flat_map(|[a, b, c]| [a, b, b, c, c, a]));
        let mut segments = Vec::new();
        segments_in(topology, indices, &mut segments);
        lines.extend(segments.into_iter().flat_map(|[_, a, b, _]| [a, b]));
    });
    let bare = Mesh { indices: Vec::new().into(), topology: LINES, ..mesh.clone() };
    bare.with_indices(LINES, &lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::Vec3;

    #[test]
    fn a_triangle_has_three_edges_and_its_vertices_stay() -> Result<()> {
        let mesh = Mesh::new(Topology::TRIANGLES)
            .with(AttributeKind::Position, Array::copy_of(&[Vec3::ZERO; 4]))
            .with_indices(Topology::TRIANGLES, &[0, 1, 3])
            .with_indices(LINES, &[2, 3]);
        let mut node = TrianglesToWireframe { mesh: mesh.clone().into(), ..Default::default() };
        node.process(&Context::detached())?;
        let result = node.wireframe.get()?;
        let indices = result.indices[0].values.bytes.elements::<u32>();
        assert_eq!(indices, [0, 1, 1, 3, 3, 0, 2, 3]);
        assert_eq!((result.indices.len(), result.n_vertices()), (1, 4));
        let same = result.attributes[0].values.bytes.is_same(&mesh.attributes[0].values.bytes);
        assert!(same, "vertices are shared, not copied");
        Ok(())
    }
}
