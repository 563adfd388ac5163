//! Meshes of buffers.

use ivw_core::prelude::*;

/// Puts buffers into a mesh, without copies.
///
/// |                    | shape | value                             | space           |
/// |--------------------|-------|-----------------------------------|-----------------|
/// | Vertices           | `[n]` | 2 or 3 numbers                    | data            |
/// | Indices            | `[m]` | `u32`, below n                    |                 |
/// | VertexColors       | `[n]` | 1 to 4 numbers                    |                 |
/// | TextureCoordinates | `[n]` | 1 to 4 numbers, from 0 to 1       | of the texture  |
/// | Normals            | `[n]` | 3 numbers                         | data            |
/// | Curvature          | `[n]` | 1 number                          |                 |
/// | Mesh               | `[n]` | all of these                      | data            |
///
/// Without indices vertices are drawn in order.
#[derive(Processor)]
#[processor(
    "org.inviwo.BufferToMeshProcessor",
    name = "Buffer to mesh",
    category = "Mesh Creation",
    tags = "CPU"
)]
pub struct BufferToMesh {
    /// Positions.
    #[inport("Vertices")]
    positions: In<Array>,

    /// Numbers of the vertices to draw.
    #[inport("Indices", optional)]
    indices: In<Array>,

    /// A colour for each vertex.
    #[inport("VertexColors", optional)]
    colors: In<Array>,

    /// A place in a texture for each vertex.
    #[inport("TextureCoordinates", optional)]
    texture: In<Array>,

    /// The direction that the surface faces at each vertex.
    #[inport("Normals", optional)]
    normals: In<Array>,

    /// How much the surface bends at each vertex.
    #[inport("Curvature", optional)]
    curvature: In<Array>,

    /// All of them as a mesh.
    #[outport("Mesh")]
    mesh: Out<Mesh>,

    /// What the vertices are.
    #[property("drawType", name = "Draw type")]
    primitive: Drawn,

    /// How vertices belong together.
    #[property("connectivity")]
    connectivity: Connected,
}

/// This is what vertices are.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drawn {
    /// Whatever a renderer makes of them.
    #[default]
    #[choice("Unspecified", "Unspecified")]
    Unspecified,
    /// Points.
    #[choice("Points", "Points")]
    Points,
    /// Lines.
    #[choice("Lines", "Lines")]
    Lines,
    /// Triangles.
    #[choice("Triangles", "Triangles")]
    Triangles,
}

/// This is how vertices belong together.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Connected {
    /// Each line or triangle has vertices of its own.
    #[default]
    #[choice("None", "None")]
    Apart,
    /// Each one begins with the last vertices of the one before.
    #[choice("Strip", "Strip")]
    Strip,
    /// A strip of lines that ends where it started.
    #[choice("Loop", "Loop")]
    Loop,
    /// All triangles share the first vertex.
    #[choice("Fan", "Fan")]
    Fan,
    /// Apart, with neighbours.
    #[choice("Adjacency", "Adjacency")]
    Adjacency,
    /// A strip with neighbours.
    #[choice("StripAdjacency", "StripAdjacency")]
    StripAdjacency,
}

impl Process for BufferToMesh {
    fn process(&mut self, _: &Context) -> Result<()> {
        let positions = self.positions.get()?;
        let topology = self.topology();
        let mut mesh = Mesh::new(topology).with(AttributeKind::Position, (*positions).clone());
        for (port, kind, name) in [
            (&self.texture, AttributeKind::TexCoord, "texture coordinates"),
            (&self.colors, AttributeKind::Color, "colors"),
            (&self.normals, AttributeKind::Normal, "normals"),
            (&self.curvature, AttributeKind::Curvature, "curvatures"),
        ] {
            let Some(values) = port.data() else { continue };
            if values.len() != positions.len() {
                return Err(Error::new(format!(
                    "there are {} {name} for {} vertices",
                    values.len(),
                    positions.len()
                ))
                .hint("connect buffers with an element for each vertex"));
            }
            mesh = mesh.with(kind, (**values).clone());
        }
        if let Some(indices) = self.indices.data() {
            if indices.format != u32::FORMAT {
                return Err(Error::new(format!("indices have the format {}", indices.format))
                    .hint("connect a buffer of UINT32"));
            }
            mesh.indices.push(Indices { topology, values: (**indices).clone() });
        }
        self.mesh.set(mesh);
        Ok(())
    }
}

impl BufferToMesh {
    fn topology(&self) -> Topology {
        let primitive = match self.primitive {
            Drawn::Unspecified => Primitive::NotSpecified,
            Drawn::Points => Primitive::Points,
            Drawn::Lines => Primitive::Lines,
            Drawn::Triangles => Primitive::Triangles,
        };
        let connectivity = match self.connectivity {
            Connected::Apart => Connectivity::Unconnected,
            Connected::Strip => Connectivity::Strip,
            Connected::Loop => Connectivity::Loop,
            Connected::Fan => Connectivity::Fan,
            Connected::Adjacency => Connectivity::Adjacency,
            Connected::StripAdjacency => Connectivity::StripAdjacency,
        };
        Topology { primitive, connectivity }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::Vec3;

    fn node() -> BufferToMesh {
        BufferToMesh {
            positions: Array::copy_of(&[Vec3::ZERO, Vec3::X, Vec3::Y]).into(),
            primitive: Drawn::Triangles,
            connectivity: Connected::Strip,
            ..Default::default()
        }
    }

    #[test]
    fn buffers_become_a_mesh_without_copies() -> Result<()> {
        let colors = Array::copy_of(&[[255u8; 4]; 3]);
        let mut node = BufferToMesh {
            colors: colors.clone().into(),
            indices: Array::copy_of(&[2u32, 1, 0]).into(),
            ..node()
        };
        node.process(&Context::detached())?;
        let mesh = node.mesh.get()?;
        let shared = mesh.attribute(AttributeKind::Color).expect("they were connected");
        assert!(shared.bytes.is_same(&colors.bytes));
        assert_eq!(mesh.indices[0].values.bytes.elements::<u32>(), [2, 1, 0]);
        assert_eq!(mesh.indices[0].topology, mesh.topology);
        assert_eq!(mesh.topology.connectivity, Connectivity::Strip);
        assert_eq!((mesh.n_vertices(), mesh.attributes.len()), (3, 2));
        Ok(())
    }

    #[test]
    fn buffers_that_do_not_fit_are_named() {
        let mut short = BufferToMesh { normals: Array::copy_of(&[Vec3::Z]).into(), ..node() };
        let error = short.process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("1 normals for 3 vertices"), "{error}");
        let mut wide = BufferToMesh { indices: Array::copy_of(&[1u8]).into(), ..node() };
        let error = wide.process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("UINT8"), "{error}");
    }
}
