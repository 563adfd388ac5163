//! Meshes of a fixed set of attributes: `BasicMesh`, `ColoredMesh`, `SphereMesh`, `PosTexColorMesh`.

use ivw_core::data as ivw;
use ivw_core::data::{AttributeKind, Format, Number, Topology};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::{BufferInfo, Mesh, MeshInfo};
use crate::data::arguments::{bind, optional};
use crate::data::buffer::Buffer;
use crate::data::kinds::{ConnectivityType, DrawType};
use crate::glm::{Vec3, Vec4};

/// The attributes of one vertex; a class uses only its own.
#[derive(Default)]
pub(super) struct Vertex {
    position: [f32; 3],
    normal: [f32; 3],
    tex_coord: [f32; 3],
    color: [f32; 4],
    radius: f32,
}

impl Vertex {
    fn numbers(&self, kind: AttributeKind) -> &[f32] {
        match kind {
            AttributeKind::Normal => &self.normal,
            AttributeKind::TexCoord => &self.tex_coord,
            AttributeKind::Color => &self.color,
            AttributeKind::Radii => std::slice::from_ref(&self.radius),
            _ => &self.position,
        }
    }
}

/// The attributes of the classes with fixed ones, in the order of their buffers.
pub(super) type Kinds = &'static [AttributeKind];

const BASIC: Kinds = &[
    AttributeKind::Position,
    AttributeKind::Normal,
    AttributeKind::TexCoord,
    AttributeKind::Color,
];
const COLORED: Kinds = &[AttributeKind::Position, AttributeKind::Color];
const SPHERES: Kinds = &[AttributeKind::Position, AttributeKind::Radii, AttributeKind::Color];
const POS_TEX_COLOR: Kinds =
    &[AttributeKind::Position, AttributeKind::TexCoord, AttributeKind::Color];

impl Mesh {
    /// A mesh with an empty buffer for each attribute.
    fn typed(
        name: &str,
        kinds: Kinds,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        let py = args.py();
        if args.len() > 2 {
            let [dt, ct, vertices, indices] =
                bind(name, ["dt", "ct", "vertices", "indices"], args, kwargs)?;
            let topology = Topology {
                primitive: optional(&dt, DrawType::Points)?.into(),
                connectivity: optional(&ct, ConnectivityType::Unconnected)?.into(),
            };
            let mesh = Self::with_buffers(py, topology, kinds)?;
            if let Some(vertices) = vertices {
                mesh.append_all(&vertices)?;
            }
            let indices: Vec<u32> = optional(&indices, Vec::new())?;
            if !indices.is_empty() {
                let array = ivw::Array::copy_of(&indices);
                mesh.add_indices(MeshInfo(topology), Buffer::own(array).into_object(py, true)?)?;
            }
            return Ok(mesh);
        }
        Self::with_buffers(py, Self::topology_of(name, args, kwargs)?, kinds)
    }

    fn with_buffers(py: Python<'_>, topology: Topology, kinds: Kinds) -> PyResult<Self> {
        let mut mesh = Self::empty(topology);
        mesh.kinds = kinds;
        for &kind in kinds {
            let components = Vertex::default().numbers(kind).len() as u8;
            let format = Format::new(Number::F32, components);
            let array = ivw::Array { format, bytes: ivw::Memory::zeroed(0) };
            let buffer = Buffer::own(array).into_object(py, false)?;
            mesh.state.get_mut().buffers.push((BufferInfo::new(kind.into(), None), buffer));
        }
        Ok(mesh)
    }

    /// Adds vertices given as a list of tuples of their attributes.
    fn append_all(&self, vertices: &Bound<'_, PyAny>) -> PyResult<()> {
        for vertex in vertices.try_iter()? {
            self.append(vertex_of(self.kinds, &vertex?)?);
        }
        Ok(())
    }

    /// Adds a vertex; the result is its number.
    fn append(&self, vertex: Vertex) -> usize {
        self.change(|state| {
            let n_flushed = state.buffers.first().map_or(0, |(_, buffer)| buffer.get().len());
            state.pending.push(vertex);
            n_flushed + state.pending.len() - 1
        })
    }

    /// The buffers of the fixed attributes, which a script may have removed.
    fn fixed_buffers(&self, py: Python<'_>) -> PyResult<Vec<Py<Buffer>>> {
        let state = self.state.lock();
        let buffer = |(n, &kind): (usize, &AttributeKind)| match state.buffers.get(n) {
            Some((info, buffer)) if info.kind == kind.into() => Ok(buffer.clone_ref(py)),
            _ => Err(PyValueError::new_err(format!(
                "the mesh has no {kind:?} buffer at {n} any more: add vertices before removing or \
                 replacing buffers"
            ))),
        };
        self.kinds.iter().enumerate().map(buffer).collect()
    }

    /// Moves pending vertices to the buffers.
    pub(super) fn flush(&self, py: Python<'_>) -> PyResult<()> {
        if self.state.lock().pending.is_empty() {
            return Ok(());
        }
        let buffers = self.fixed_buffers(py)?;
        let vertices = std::mem::take(&mut self.state.lock().pending);
        for (buffer, &kind) in buffers.iter().zip(self.kinds) {
            let numbers: Vec<f32> =
                vertices.iter().flat_map(|vertex| vertex.numbers(kind)).copied().collect();
            buffer.get().append(&numbers)?;
        }
        Ok(())
    }

    fn set(&self, py: Python<'_>, index: usize, vertex: &Vertex) -> PyResult<()> {
        self.flush(py)?;
        for (buffer, &kind) in self.fixed_buffers(py)?.iter().zip(self.kinds) {
            buffer.get().set(py, index, vertex.numbers(kind))?;
        }
        Ok(())
    }
}

/// A vertex given as a tuple of its attributes in the order of the class.
fn vertex_of(kinds: Kinds, object: &Bound<'_, PyAny>) -> PyResult<Vertex> {
    let parts: Vec<Bound<'_, PyAny>> = object.extract()?;
    if parts.len() != kinds.len() {
        return Err(PyTypeError::new_err(format!(
            "a vertex of this mesh has {} attributes, got {}",
            kinds.len(),
            parts.len()
        )));
    }
    let mut vertex = Vertex::default();
    for (part, kind) in parts.iter().zip(kinds) {
        match kind {
            AttributeKind::Normal => vertex.normal = part.extract::<Vec3>()?.into(),
            AttributeKind::TexCoord => vertex.tex_coord = part.extract::<Vec3>()?.into(),
            AttributeKind::Color => vertex.color = part.extract::<Vec4>()?.into(),
            AttributeKind::Radii => vertex.radius = part.extract()?,
            _ => vertex.position = part.extract::<Vec3>()?.into(),
        }
    }
    Ok(vertex)
}

macro_rules! typed_mesh {
    (
        $(#[$attribute:meta])*
        $name:ident, $kinds:ident,
        ($($argument:ident: $T:ty => $field:ident),*)
    ) => {
        $(#[$attribute])*
        #[pyclass(extends = Mesh, frozen, module = "inviwopy.data")]
        pub(crate) struct $name;

        #[pymethods]
        impl $name {
            #[new]
            #[pyo3(signature = (*args, **kwargs))]
            fn new(
                args: &Bound<'_, PyTuple>,
                kwargs: Option<&Bound<'_, PyDict>>,
            ) -> PyResult<PyClassInitializer<Self>> {
                let mesh = Mesh::typed(stringify!($name), $kinds, args, kwargs)?;
                Ok(PyClassInitializer::from(mesh).add_subclass(Self))
            }

            /// Adds a vertex, and returns its number.
            #[pyo3(name = "addVertex")]
            #[allow(non_snake_case)]
            fn add_vertex(slf: &Bound<'_, Self>, $($argument: $T),*) -> usize {
                let vertex = Vertex { $($field: $argument.into(),)* ..Vertex::default() };
                slf.as_super().get().append(vertex)
            }

            /// Adds vertices: a list of tuples of their attributes.
            #[pyo3(name = "addVertices")]
            fn add_vertices(slf: &Bound<'_, Self>, vertices: &Bound<'_, PyAny>) -> PyResult<()> {
                slf.as_super().get().append_all(vertices)
            }

            /// Replaces the vertex of a number.
            #[pyo3(name = "setVertex")]
            #[allow(non_snake_case)]
            fn set_vertex(slf: &Bound<'_, Self>, i: usize, $($argument: $T),*) -> PyResult<()> {
                let vertex = Vertex { $($field: $argument.into(),)* ..Vertex::default() };
                slf.as_super().get().set(slf.py(), i, &vertex)
            }
        }
    };
}

typed_mesh! {
    /// A mesh of positions, normals, texture coordinates and colours.
    ///
    /// `BasicMesh(dt, ct)`, or `BasicMesh(dt, ct, vertices, indices)` with a list of tuples
    /// `(position, normal, texCoord, color)`.
    BasicMesh, BASIC,
    (pos: Vec3 => position, norm: Vec3 => normal, texCoord: Vec3 => tex_coord, color: Vec4 => color)
}

typed_mesh! {
    /// A mesh of positions and colours.
    ///
    /// `ColoredMesh(dt, ct)`, or `ColoredMesh(dt, ct, vertices, indices)` with a list of tuples
    /// `(position, color)`.
    ColoredMesh, COLORED,
    (pos: Vec3 => position, color: Vec4 => color)
}

typed_mesh! {
    /// A mesh of positions, radii and colours.
    ///
    /// `SphereMesh(dt, ct)`, or `SphereMesh(dt, ct, vertices, indices)` with a list of tuples
    /// `(position, radius, color)`.
    SphereMesh, SPHERES,
    (pos: Vec3 => position, radii: f32 => radius, color: Vec4 => color)
}

typed_mesh! {
    /// A mesh of positions, texture coordinates and colours.
    ///
    /// `PosTexColorMesh(dt, ct)`, or `PosTexColorMesh(dt, ct, vertices, indices)` with a list of
    /// tuples `(position, texCoord, color)`.
    PosTexColorMesh, POS_TEX_COLOR,
    (pos: Vec3 => position, texCoord: Vec3 => tex_coord, color: Vec4 => color)
}
