//! Meshes: points, lines and triangles.

use crate::abi::{RVec, StableAbi};
use crate::data::{Array, Data, DataHandle, MeshSequence, Shared};
use crate::error::Result;
use glam::{Mat4, Vec3};
use serde::{Deserialize, Serialize};

/// What a vertex attribute means.
///
/// Numbers are stored in any [`Format`](crate::data::Format).
/// Missing components are zero, the alpha of colours one.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let mesh = Mesh::default()
///     .with(AttributeKind::Position, Array::copy_of(&[[0.0_f32; 3], [1.0, 0.0, 0.0]]))
///     .with(AttributeKind::Color, Array::copy_of(&[[255_u8, 0, 0, 255]; 2]));
/// let colors = mesh.attribute(AttributeKind::Color);
/// assert_eq!(colors.map(|colors| colors.at(1)), Some([255.0, 0.0, 0.0, 255.0]));
/// assert!(mesh.attribute(AttributeKind::Normal).is_none());
/// ```
#[repr(u8)]
#[derive(StableAbi, Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AttributeKind {
    /// Place in data space: x, y and z.
    Position,
    /// Direction that the surface faces, in data space; of any length.
    Normal,
    /// Red, green, blue and alpha: in [0, 1], or integers relative to their largest number.
    Color,
    /// Place in a texture, from 0 to 1 along each axis.
    TexCoord,
    /// How much the surface bends.
    Curvature,
    /// A number for each vertex.
    Index,
    /// Size of what is drawn at the vertex: lengths in the world for spheres and tubes, pixels for
    /// points.
    Radii,
    /// Number of the object that is picked there.
    Picking,
    /// A value for transfer functions and filters to look at.
    ScalarMeta,
    /// What only its maker knows.
    Unknown,
}

/// What consecutive indices draw.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let outline = Topology { primitive: Primitive::Lines, connectivity: Connectivity::Loop };
/// let mesh = Mesh::default()
///     .with_indices(Topology::TRIANGLES, &[0, 1, 2])
///     .with_indices(outline, &[0, 1, 2]);
/// let lines = mesh.indices.iter().filter(|list| list.topology.primitive == Primitive::Lines);
/// assert_eq!(lines.count(), 1);
/// ```
#[repr(u8)]
#[derive(StableAbi, Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Primitive {
    /// Nothing that could be drawn.
    NotSpecified,
    /// Each index is a point.
    #[default]
    Points,
    /// Two indices are a line.
    Lines,
    /// Three indices are a triangle, counter-clockwise where it is seen from the front.
    Triangles,
}

/// How consecutive indices belong together.
///
/// ```
/// use ivw_core::prelude::*;
///
/// // The triangles (0, 1, 2) and (2, 1, 3): every other one of a strip goes round the other way.
/// let strip = Topology { primitive: Primitive::Triangles, connectivity: Connectivity::Strip };
/// let square = Mesh::default().with_indices(strip, &[0, 1, 2, 3]);
/// assert_eq!(square.indices[0].topology.connectivity, Connectivity::Strip);
/// // Without more ado each triangle has three indices of its own.
/// assert_eq!(Topology::TRIANGLES.connectivity, Connectivity::Unconnected);
/// ```
#[repr(u8)]
#[derive(StableAbi, Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Connectivity {
    /// Each line or triangle has indices of its own.
    #[default]
    Unconnected,
    /// Each line begins where the last one ended; each triangle begins with the last two corners.
    Strip,
    /// A strip of lines with another one from its end to its start; nothing for triangles.
    Loop,
    /// All triangles share the first corner, neighbours one more; nothing for lines.
    Fan,
    /// With neighbours: vertex before, start, end, vertex after; for triangles every other index.
    Adjacency,
    /// A strip with neighbours: the first and last index of lines, every other index of triangles.
    StripAdjacency,
}

/// What indices draw, and how they belong together.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let path = Topology { primitive: Primitive::Lines, connectivity: Connectivity::Strip };
/// // Without an index list, vertices are drawn in order: 0 to 1 to 2.
/// let mesh = Mesh::new(path).with(AttributeKind::Position, Array::copy_of(&[[0.0_f32; 3]; 3]));
/// assert_eq!(mesh.topology.primitive, Primitive::Lines);
/// assert_eq!(Topology::default().primitive, Primitive::Points);
/// ```
#[repr(C)]
#[derive(StableAbi, Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Topology {
    /// What consecutive indices draw.
    pub primitive: Primitive,
    /// How consecutive indices belong together.
    pub connectivity: Connectivity,
}

impl Topology {
    /// Separate triangles, three indices each.
    pub const TRIANGLES: Self =
        Self { primitive: Primitive::Triangles, connectivity: Connectivity::Unconnected };
}

/// One attribute of all vertices.
///
/// [`Mesh::with`] adds one at its usual location; one for a shader of your own says where it is.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let strain = Array::copy_of(&[0.1_f32, 0.2, 0.3]);
/// let mut mesh = Mesh::default();
/// mesh.attributes.push(Attribute { kind: AttributeKind::Unknown, location: 12, values: strain });
/// assert_eq!(mesh.n_vertices(), 3);
/// ```
#[repr(C)]
#[derive(StableAbi, Clone, Debug)]
pub struct Attribute {
    /// What it means.
    pub kind: AttributeKind,
    /// Attribute location in shaders; usually the number of the kind.
    pub location: i32,
    /// One value for each vertex.
    pub values: Array,
}

/// A list of vertices to draw.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let corners = [[0.0_f32, 0.0, 0.0], [1.0, 0.0, 0.0], [1.0, 1.0, 0.0], [0.0, 1.0, 0.0]];
/// let square = Mesh::default()
///     .with(AttributeKind::Position, Array::copy_of(&corners))
///     .with_indices(Topology::TRIANGLES, &[0, 1, 2, 0, 2, 3]);
/// let Indices { topology, values } = &square.indices[0];
/// assert_eq!(topology.primitive, Primitive::Triangles);
/// let triangles: Vec<&[u32]> = values.bytes.elements::<u32>().chunks_exact(3).collect();
/// assert_eq!(triangles, [[0, 1, 2], [0, 2, 3]]);
/// ```
#[repr(C)]
#[derive(StableAbi, Clone, Debug)]
pub struct Indices {
    /// What to draw.
    pub topology: Topology,
    /// Vertex numbers, `UINT32`.
    pub values: Array,
}

/// Points, lines and triangles.
///
/// Triangles are counter-clockwise where they are seen from the front.
/// Vertices without index lists are drawn in order, as [`Mesh::topology`] says.
///
/// ```
/// use glam::Vec3;
/// use ivw_core::prelude::*;
///
/// let corners = [[0.0_f32, 0.0, 0.0], [2.0, 0.0, 0.0], [0.0, 1.0, 0.0]];
/// let triangle = Mesh::new(Topology::TRIANGLES)
///     .with(AttributeKind::Position, Array::copy_of(&corners))
///     .with(AttributeKind::Normal, Array::copy_of(&[[0.0_f32, 0.0, 1.0]; 3]));
/// assert_eq!(triangle.n_vertices(), 3);
/// assert_eq!(triangle.bounds(), Some([Vec3::ZERO, Vec3::new(2.0, 1.0, 0.0)]));
/// ```
#[repr(C)]
#[derive(StableAbi, Clone, Debug)]
pub struct Mesh {
    /// What vertices draw if there are no index lists.
    pub topology: Topology,
    /// Vertex attributes.
    pub attributes: RVec<Attribute>,
    /// Index lists, drawn in order.
    pub indices: RVec<Indices>,
    /// Columns of the matrix from data (vertices) to model space.
    pub model: [[f32; 4]; 4],
    /// Columns of the matrix from model to world space.
    pub world: [[f32; 4]; 4],
}

impl Data for Mesh {
    const TYPE_ID: &'static str = "ivw.Mesh/1";
    const PORT: &'static str = "Mesh";
    const COLOR: [u8; 3] = [188, 188, 101];
    const NAME: &'static str = "a mesh";
    const SEQUENCE: Option<&'static str> = Some(MeshSequence::TYPE_ID);

    fn parts_of(sequence: &DataHandle) -> Result<Vec<Shared<Self>>> {
        let sequence = sequence.downcast::<MeshSequence>()?;
        Ok(sequence.meshes.iter().cloned().map(Shared::new).collect())
    }
}

impl Default for Mesh {
    fn default() -> Self {
        Self::new(Topology::default())
    }
}

impl Mesh {
    /// A mesh without vertices.
    pub fn new(topology: Topology) -> Self {
        let identity = Mat4::IDENTITY.to_cols_array_2d();
        Self {
            topology,
            attributes: RVec::new(),
            indices: RVec::new(),
            model: identity,
            world: identity,
        }
    }

    /// Adds an attribute at its usual location.
    pub fn with(mut self, kind: AttributeKind, values: Array) -> Self {
        self.attributes.push(Attribute { kind, location: kind as i32, values });
        self
    }

    /// Adds an index list.
    pub fn with_indices(mut self, topology: Topology, indices: &[u32]) -> Self {
        self.indices.push(Indices { topology, values: Array::copy_of(indices) });
        self
    }

    /// The first attribute of a kind.
    pub fn attribute(&self, kind: AttributeKind) -> Option<&Array> {
        self.attributes
            .iter()
            .find(|attribute| attribute.kind == kind)
            .map(|attribute| &attribute.values)
    }

    /// Number of vertices: the length of the shortest attribute.
    pub fn n_vertices(&self) -> usize {
        self.attributes.iter().map(|attribute| attribute.values.len()).min().unwrap_or(0)
    }

    /// From data (vertices) to world space.
    pub fn world_from_data(&self) -> Mat4 {
        Mat4::from_cols_array_2d(&self.world) * Mat4::from_cols_array_2d(&self.model)
    }

    /// Lower and upper corner around all positions, in world space; `None` without positions.
    pub fn bounds(&self) -> Option<[Vec3; 2]> {
        let positions = self.attribute(AttributeKind::Position)?;
        let points = (0..positions.len()).map(|n| {
            let [x, y, z, _] = positions.at(n);
            Vec3::new(x as f32, y as f32, z as f32)
        });
        let [lo, hi] = points.fold(None, |range: Option<[Vec3; 2]>, point| {
            let [lo, hi] = range.unwrap_or([point; 2]);
            Some([lo.min(point), hi.max(point)])
        })?;
        let matrix = self.world_from_data();
        let corners = (0..8).map(|n| {
            let pick = |bit: u32, lo: f32, hi: f32| if n >> bit & 1 == 0 { lo } else { hi };
            matrix.transform_point3(Vec3::new(
                pick(0, lo.x, hi.x),
                pick(1, lo.y, hi.y),
                pick(2, lo.z, hi.z),
            ))
        });
        corners.fold(None, |range: Option<[Vec3; 2]>, point| {
            let [lo, hi] = range.unwrap_or([point; 2]);
            Some([lo.min(point), hi.max(point)])
        })
    }
}
