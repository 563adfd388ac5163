//! Meshes as lines or points.

use crate::algorithm::primitives::{LINES, POINTS};
use ivw_core::data::MeshSequence;
use ivw_core::prelude::*;
use ivw_render::raster::{each_list, triangles_in};

/// Makes lines or points of meshes.
///
/// |         | shape           | value               | space |
/// |---------|-----------------|---------------------|-------|
/// | inport  | meshes          | any                 | data  |
/// | outport | as many meshes  | positions, colours  | data  |
///
/// Of vertices, only positions and colours stay.
/// As lines, triangles become their edges, lines stay and points go away; as points, every index
/// becomes one.
#[derive(Processor)]
#[processor("org.inviwo.MeshConverter", category = "Mesh Operation", tags = "CPU")]
pub struct MeshConverter {
    /// Meshes of anything.
    #[inport("inport", flat)]
    meshes: InMany<Mesh>,

    /// Meshes of lines or points.
    #[outport("outport")]
    converted: Out<MeshSequence>,

    /// What they become.
    #[property("type")]
    to: To,
}

/// This is what meshes become.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum To {
    /// Lines.
    #[default]
    #[choice("lines", "To Lines")]
    Lines,
    /// Points.
    #[choice("points", "To Points")]
    Points,
}

impl Process for MeshConverter {
    fn process(&mut self, _: &Context) -> Result<()> {
        self.converted.clear();
        let converted = self.meshes.all().iter().map(|mesh| converted(mesh, self.to));
        let meshes = converted.collect::<Result<Vec<_>>>()?;
        if !meshes.is_empty() {
            self.converted.set(MeshSequence { meshes: meshes.into() });
        }
        Ok(())
    }
}

fn converted(mesh: &Mesh, to: To) -> Result<Mesh> {
    let first = |kind| mesh.attributes.iter().find(|attribute| attribute.kind == kind);
    let positions = first(AttributeKind::Position)
        .ok_or_else(|| Error::new("the mesh has no positions").hint("connect another mesh"))?;
    let attributes = std::iter::once(positions).chain(first(AttributeKind::Color)).cloned();
    let mut result = Mesh {
        topology: if to == To::Lines { LINES } else { POINTS },
        attributes: attributes.collect(),
        indices: Vec::new().into(),
        ..mesh.clone()
    };
    if to == To::Points {
        let points = mesh.indices.iter().map(|list| Indices { topology: POINTS, ..list.clone() });
        result.indices = points.collect();
        return Ok(result);
    }
    each_list(mesh, |topology, indices| match topology.primitive {
        Primitive::Points | Primitive::NotSpecified => {}
        Primitive::Lines => {
            result.indices.push(Indices { topology, values: Array::copy_of(indices) });
        }
        Primitive::Triangles => {
            let mut triangles = Vec::new();
            triangles_in(topology, indices, &mut triangles);
            let edges = triangles.into_iter().flat_map(|[a, b, c]| [a, b, b, c, c, a]);
            let values = Array::copy_of(&edges.collect::<Vec<_>>());
            result.indices.push(Indices { topology: LINES, values });
        }
    });
    // Without a list all vertices would be drawn.
    if result.indices.is_empty() {
        result = result.with_indices(LINES, &[]);
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{Mat4, Vec3};

    fn mesh() -> Mesh {
        let strip = Topology { primitive: Primitive::Triangles, connectivity: Connectivity::Strip };
        let mut mesh = Mesh::new(Topology::TRIANGLES)
            .with(AttributeKind::Normal, Array::copy_of(&[Vec3::Z; 4]))
            .with(AttributeKind::Position, Array::copy_of(&[Vec3::ZERO; 4]))
            .with(AttributeKind::Color, Array::copy_of(&[Vec3::ONE; 4]))
            .with_indices(strip, &[0, 1, 2, 3])
            .with_indices(POINTS, &[3]);
        mesh.world = Mat4::from_translation(Vec3::X).to_cols_array_2d();
        mesh
    }

    fn convert(mesh: Mesh, to: To) -> Result<Mesh> {
        let mut node = MeshConverter { meshes: vec![mesh].into(), to, ..Default::default() };
        node.process(&Context::detached())?;
        Ok(node.converted.get()?.meshes[0].clone())
    }

    #[test]
    fn triangles_become_their_edges() -> Result<()> {
        let lines = convert(mesh(), To::Lines)?;
        let kinds: Vec<_> = lines.attributes.iter().map(|attribute| attribute.kind).collect();
        assert_eq!(kinds, [AttributeKind::Position, AttributeKind::Color]);
        assert_eq!(lines.indices.len(), 1);
        let indices: &[u32] = lines.indices[0].values.bytes.elements();
        assert_eq!((lines.indices[0].topology, &indices[..6]), (LINES, &[0, 1, 1, 2, 2, 0][..]));
        assert_eq!(indices.len(), 12);
        assert_eq!(lines.world, mesh().world);
        Ok(())
    }

    #[test]
    fn indices_become_points() -> Result<()> {
        let points = convert(mesh(), To::Points)?;
        assert!(points.indices.iter().all(|list| list.topology == POINTS));
        let indices: &[u32] = points.indices[0].values.bytes.elements();
        assert_eq!(indices, [0, 1, 2, 3]);
        Ok(())
    }

    #[test]
    fn points_are_no_lines_and_no_positions_an_error() -> Result<()> {
        let points = Mesh::new(POINTS).with(AttributeKind::Position, Array::copy_of(&[Vec3::X]));
        let lines = convert(points, To::Lines)?;
        assert_eq!((lines.indices.len(), lines.indices[0].values.len()), (1, 0));
        assert!(convert(Mesh::default(), To::Points).is_err());
        let mut none = MeshConverter::default();
        none.process(&Context::detached())?;
        assert!(none.converted.get().is_err());
        Ok(())
    }
}
