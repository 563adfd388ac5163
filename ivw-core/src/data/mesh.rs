//! Meshes: points, lines and triangles.

use crate::abi::{RVec, StableAbi};
use crate::data::{Array, Data, DataHandle, MeshSequence, Shared};
use crate::error::Result;
use glam::{Mat4, Vec3};
use serde::{Deserialize, Serialize};

/// What a vertex attribute means.
#[repr(u8)]
#[derive(StableAbi, Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum AttributeKind {
    Position,
    Normal,
    Color,
    TexCoord,
    Curvature,
    Index,
    Radii,
    Picking,
    ScalarMeta,
    Unknown,
}

/// What consecutive indices draw.
#[repr(u8)]
#[derive(StableAbi, Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Primitive {
    NotSpecified,
    #[default]
    Points,
    Lines,
    Triangles,
}

/// How consecutive indices belong together.
#[repr(u8)]
#[derive(StableAbi, Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Connectivity {
    #[default]
    Unconnected,
    Strip,
    Loop,
    Fan,
    Adjacency,
    StripAdjacency,
}

/// What indices draw, and how they belong together.
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
