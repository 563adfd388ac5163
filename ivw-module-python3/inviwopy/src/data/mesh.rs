//! `inviwopy.data.Mesh`, its subclasses of a fixed set of attributes, `MeshInfo` and `BufferInfo`.
//!
//! A mesh in Python is a list of buffer objects, so that `mesh.addIndexBuffer(..).data[..] = ..`
//! reaches the mesh; the mesh that flows between processors is put together from them.

mod typed;

use ivw_core::data as ivw;
use ivw_core::data::{Format, Number, Shared, Topology};
use parking_lot::Mutex;
use pyo3::exceptions::{PyIndexError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::arguments::{bind, optional};
use super::buffer::Buffer;
use super::kinds::{BufferType, ConnectivityType, DrawType};
use super::matrix_text;
use crate::glm::{Mat3, Mat4, Vec3};
use typed::{BasicMesh, ColoredMesh, Kinds, PosTexColorMesh, SphereMesh, Vertex};

/// What consecutive indices draw, and how they belong together:
/// `MeshInfo(DrawType.Triangles, ConnectivityType.Strip)`.
#[pyclass(module = "inviwopy.data", from_py_object, eq)]
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct MeshInfo(Topology);

#[pymethods]
impl MeshInfo {
    #[new]
    #[pyo3(signature = (dt = DrawType::Points, ct = ConnectivityType::Unconnected))]
    fn new(dt: DrawType, ct: ConnectivityType) -> Self {
        Self(Topology { primitive: dt.into(), connectivity: ct.into() })
    }

    /// What consecutive indices draw.
    #[getter]
    fn dt(&self) -> DrawType {
        self.0.primitive.into()
    }

    #[setter]
    fn set_dt(&mut self, dt: DrawType) {
        self.0.primitive = dt.into();
    }

    /// How consecutive indices belong together.
    #[getter]
    fn ct(&self) -> ConnectivityType {
        self.0.connectivity.into()
    }

    #[setter]
    fn set_ct(&mut self, ct: ConnectivityType) {
        self.0.connectivity = ct.into();
    }

    fn __repr__(&self) -> String {
        format!("<MeshInfo: {}>", topology_text(self.0))
    }
}

fn topology_text(topology: Topology) -> String {
    format!("{:?}, {:?}", topology.primitive, topology.connectivity)
}

/// What a vertex attribute means, and its location in shaders.
///
/// `BufferInfo(BufferType.PositionAttrib)` has the usual location, the number of the type;
/// `BufferInfo(type, location)` another one.
#[pyclass(module = "inviwopy.data", from_py_object, eq)]
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct BufferInfo {
    kind: BufferType,
    /// The location in shaders.
    #[pyo3(get, set)]
    location: i32,
}

#[pymethods]
impl BufferInfo {
    #[new]
    #[pyo3(signature = (r#type = BufferType::PositionAttrib, location = None))]
    fn new(r#type: BufferType, location: Option<i32>) -> Self {
        Self { kind: r#type, location: location.unwrap_or(r#type as i32) }
    }

    /// What the attribute means.
    #[getter]
    fn r#type(&self) -> BufferType {
        self.kind
    }

    #[setter]
    fn set_type(&mut self, kind: BufferType) {
        self.kind = kind;
    }

    fn __repr__(&self) -> String {
        format!("<BufferInfo: {:?}, location = {}>", self.kind, self.location)
    }
}

/// What a buffer of a mesh means, as an argument: a `BufferInfo` or a `BufferType`.
struct InfoArgument(BufferInfo);

impl<'a, 'py> FromPyObject<'a, 'py> for InfoArgument {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        match object.extract::<BufferInfo>() {
            Ok(info) => Ok(Self(info)),
            Err(_) => Ok(Self(BufferInfo::new(object.extract::<BufferType>()?, None))),
        }
    }
}

/// Points, lines and triangles.
///
/// `Mesh(dt=DrawType.Points, ct=ConnectivityType.Unconnected)` or `Mesh(meshInfo)` has no vertices
/// yet: add attributes with `addBuffer` and index lists with `addIndices`. Without index lists all
/// vertices are drawn in order. Triangles are counter-clockwise where they are seen from the front.
///
/// Buffers are the very objects that were added, not copies: changes of them reach the mesh, but not
/// a mesh that has been published by `setData` already.
#[pyclass(frozen, weakref, subclass, module = "inviwopy.data")]
pub(crate) struct Mesh {
    state: Mutex<State>,
    /// The attributes of a class with fixed ones, in the order of its buffers.
    kinds: Kinds,
    /// The mesh out of a port as long as nothing changes.
    input: Option<(Shared<ivw::Mesh>, Vec<Shared<ivw::Array>>)>,
}

struct State {
    topology: Topology,
    buffers: Vec<(BufferInfo, Py<Buffer>)>,
    indices: Vec<(Topology, Py<Buffer>)>,
    model: [[f32; 4]; 4],
    world: [[f32; 4]; 4],
    /// Vertices that are in no buffer yet, so that adding one costs the same however many there are.
    pending: Vec<Vertex>,
    is_changed: bool,
}

impl Mesh {
    fn empty(topology: Topology) -> Self {
        let mesh = ivw::Mesh::new(topology);
        let state = State {
            topology,
            buffers: Vec::new(),
            indices: Vec::new(),
            model: mesh.model,
            world: mesh.world,
            pending: Vec::new(),
            is_changed: true,
        };
        Self { state: Mutex::new(state), kinds: &[], input: None }
    }

    /// A mesh out of a port.
    pub(super) fn input(py: Python<'_>, mesh: Shared<ivw::Mesh>) -> PyResult<Self> {
        let mut shared = Vec::new();
        let mut object = |array: &ivw::Array, is_index| {
            let array = Shared::new(array.clone());
            shared.push(array.clone());
            Buffer::input(array).into_object(py, is_index)
        };
        let mut buffers = Vec::new();
        for attribute in &mesh.attributes {
            let info = BufferInfo { kind: attribute.kind.into(), location: attribute.location };
            buffers.push((info, object(&attribute.values, false)?));
        }
        let mut indices = Vec::new();
        for list in &mesh.indices {
            indices.push((list.topology, object(&list.values, true)?));
        }
        let state = State {
            topology: mesh.topology,
            buffers,
            indices,
            model: mesh.model,
            world: mesh.world,
            pending: Vec::new(),
            is_changed: false,
        };
        Ok(Self { state: Mutex::new(state), kinds: &[], input: Some((mesh, shared)) })
    }

    /// The mesh for others, who never see a change of it.
    pub(super) fn share(&self, py: Python<'_>) -> PyResult<Shared<ivw::Mesh>> {
        self.flush(py)?;
        let (mut mesh, buffers, indices, is_changed) = {
            let state = self.state.lock();
            let mut mesh = ivw::Mesh::new(state.topology);
            (mesh.model, mesh.world) = (state.model, state.world);
            let buffers: Vec<_> =
                state.buffers.iter().map(|(info, buffer)| (*info, buffer.clone_ref(py))).collect();
            let indices: Vec<_> =
                state.indices.iter().map(|(info, buffer)| (*info, buffer.clone_ref(py))).collect();
            (mesh, buffers, indices, state.is_changed)
        };
        let mut arrays = Vec::new();
        for (_, buffer) in &buffers {
            arrays.push(buffer.get().share(py)?);
        }
        for (_, buffer) in &indices {
            arrays.push(buffer.get().share(py)?);
        }
        if let Some((input, unchanged)) = &self.input
            && !is_changed
            && arrays.iter().zip(unchanged).all(|(now, before)| now.is_same(before))
        {
            return Ok(input.clone());
        }
        let (of_buffers, of_indices) = arrays.split_at(buffers.len());
        for ((info, _), values) in buffers.iter().zip(of_buffers) {
            mesh.attributes.push(ivw::Attribute {
                kind: info.kind.into(),
                location: info.location,
                values: (**values).clone(),
            });
        }
        for ((topology, _), values) in indices.iter().zip(of_indices) {
            mesh.indices.push(ivw::Indices { topology: *topology, values: (**values).clone() });
        }
        Ok(Shared::new(mesh))
    }

    fn change<R>(&self, change: impl FnOnce(&mut State) -> R) -> R {
        let mut state = self.state.lock();
        state.is_changed = true;
        change(&mut state)
    }

    /// The arguments `(dt, ct)` or `(meshInfo)` of a constructor.
    fn topology_of(
        name: &str,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Topology> {
        if let Ok(first) = args.get_item(0)
            && let Ok(info) = first.extract::<MeshInfo>()
        {
            let [_] = bind(name, ["meshInfo"], args, kwargs)?;
            return Ok(info.0);
        }
        if let Some(info) = kwargs.map(|kwargs| kwargs.get_item("meshInfo")).transpose()?.flatten()
        {
            let [_] = bind(name, ["meshInfo"], args, kwargs)?;
            return Ok(info.extract::<MeshInfo>()?.0);
        }
        let [dt, ct] = bind(name, ["dt", "ct"], args, kwargs)?;
        let dt = optional(&dt, DrawType::Points)?;
        let ct = optional(&ct, ConnectivityType::Unconnected)?;
        Ok(Topology { primitive: dt.into(), connectivity: ct.into() })
    }
}

/// The place of an element by Python's index, negative from the end.
fn place(index: isize, n: usize, what: &str) -> PyResult<usize> {
    let place = if index < 0 { index + n as isize } else { index };
    usize::try_from(place)
        .ok()
        .filter(|&place| place < n)
        .ok_or_else(|| PyIndexError::new_err(format!("there are {n} {what}, none at {index}")))
}

#[pymethods]
impl Mesh {
    #[new]
    #[pyo3(signature = (*args, **kwargs))]
    fn new(args: &Bound<'_, PyTuple>, kwargs: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Ok(Self::empty(Self::topology_of("Mesh", args, kwargs)?))
    }

    /// A new mesh with the same content.
    #[pyo3(name = "clone")]
    fn clone_(&self, py: Python<'_>) -> PyResult<Self> {
        let mesh = self.share(py)?;
        let copy = Self::empty(mesh.topology);
        {
            let mut state = copy.state.lock();
            (state.model, state.world) = (mesh.model, mesh.world);
        }
        for attribute in &mesh.attributes {
            let info = BufferInfo { kind: attribute.kind.into(), location: attribute.location };
            let buffer = Buffer::own(attribute.values.clone()).into_object(py, false)?;
            copy.state.lock().buffers.push((info, buffer));
        }
        for list in &mesh.indices {
            let buffer = Buffer::own(list.values.clone()).into_object(py, true)?;
            copy.state.lock().indices.push((list.topology, buffer));
        }
        Ok(copy)
    }

    /// What vertices draw if there are no index lists.
    #[getter(defaultMeshInfo)]
    fn default_mesh_info(&self) -> MeshInfo {
        MeshInfo(self.state.lock().topology)
    }

    /// From the vertices to model space, a `mat4`.
    #[getter(modelMatrix)]
    fn model_matrix(&self) -> Mat4 {
        self.state.lock().model.into()
    }

    #[setter(modelMatrix)]
    fn set_model_matrix(&self, matrix: Mat4) {
        self.change(|state| state.model = matrix.into());
    }

    /// From model to world space, a `mat4`.
    #[getter(worldMatrix)]
    fn world_matrix(&self) -> Mat4 {
        self.state.lock().world.into()
    }

    #[setter(worldMatrix)]
    fn set_world_matrix(&self, matrix: Mat4) {
        self.change(|state| state.world = matrix.into());
    }

    /// The first three columns and rows of the model matrix, a `mat3`.
    #[getter]
    fn basis(&self) -> Mat3 {
        super::basis(&self.state.lock().model)
    }

    #[setter]
    fn set_basis(&self, basis: Mat3) {
        self.change(|state| super::set_basis(&mut state.model, basis));
    }

    /// The translation of the model matrix, a `vec3`.
    #[getter]
    fn offset(&self) -> Vec3 {
        super::offset(&self.state.lock().model)
    }

    #[setter]
    fn set_offset(&self, offset: Vec3) {
        self.change(|state| super::set_offset(&mut state.model, offset));
    }

    /// Adds a vertex attribute: one element of the buffer for each vertex.
    ///
    /// The first argument is a `BufferType` or a `BufferInfo`.
    #[pyo3(name = "addBuffer")]
    fn add_buffer(&self, info: InfoArgument, buffer: Py<Buffer>) {
        self.change(|state| state.buffers.push((info.0, buffer)));
    }

    /// Removes the vertex attribute at an index.
    #[pyo3(name = "removeBuffer")]
    fn remove_buffer(&self, py: Python<'_>, index: isize) -> PyResult<()> {
        self.flush(py)?;
        let removed = self.change(|state| {
            let place = place(index, state.buffers.len(), "buffers")?;
            PyResult::Ok(state.buffers.remove(place))
        })?;
        drop(removed);
        Ok(())
    }

    /// Replaces the vertex attribute at an index; beyond the end it is added.
    #[pyo3(name = "replaceBuffer")]
    fn replace_buffer(
        &self,
        py: Python<'_>,
        index: usize,
        info: InfoArgument,
        buffer: Py<Buffer>,
    ) -> PyResult<()> {
        self.flush(py)?;
        let replaced = self.change(|state| match state.buffers.get_mut(index) {
            Some(old) => Some(std::mem::replace(old, (info.0, buffer))),
            None => {
                state.buffers.push((info.0, buffer));
                None
            }
        });
        drop(replaced);
        Ok(())
    }

    /// Adds an empty list of vertex numbers, which it returns: set its `size`, then its `data`.
    #[pyo3(name = "addIndexBuffer")]
    fn add_index_buffer(
        &self,
        py: Python<'_>,
        dt: DrawType,
        ct: ConnectivityType,
    ) -> PyResult<Py<Buffer>> {
        let buffer = Buffer::own(ivw::Array::copy_of::<u32>(&[])).into_object(py, true)?;
        self.add_indices(MeshInfo::new(dt, ct), buffer.clone_ref(py))?;
        Ok(buffer)
    }

    /// Adds a list of vertex numbers, an `IndexBufferUINT32`, and what it draws.
    #[pyo3(name = "addIndices")]
    fn add_indices(&self, info: MeshInfo, indices: Py<Buffer>) -> PyResult<()> {
        let format = indices.get().element_format();
        if format != Format::new(Number::U32, 1) {
            return Err(PyTypeError::new_err(format!(
                "indices are UINT32, not {format}: use \
                 IndexBufferUINT32(array.astype(numpy.uint32))"
            )));
        }
        self.change(|state| state.indices.push((info.0, indices)));
        Ok(())
    }

    /// The same as `addIndices`.
    #[pyo3(name = "addIndicies")]
    fn add_indicies(&self, info: MeshInfo, indices: Py<Buffer>) -> PyResult<()> {
        self.add_indices(info, indices)
    }

    /// Removes the index list at an index.
    #[pyo3(name = "removeIndexBuffer")]
    fn remove_index_buffer(&self, index: isize) -> PyResult<()> {
        let removed = self.change(|state| {
            let place = place(index, state.indices.len(), "index lists")?;
            PyResult::Ok(state.indices.remove(place))
        })?;
        drop(removed);
        Ok(())
    }

    /// Nothing: buffers grow by themselves.
    #[pyo3(name = "reserveSizeInVertexBuffer")]
    fn reserve_vertices(&self, _n: usize) {}

    /// Nothing: lists grow by themselves.
    #[pyo3(name = "reserveIndexBuffers")]
    fn reserve_indices(&self, _n: usize) {}

    /// The vertex attributes: a new list of pairs of `BufferInfo` and the very `Buffer`.
    #[getter]
    fn buffers(&self, py: Python<'_>) -> PyResult<Vec<(BufferInfo, Py<Buffer>)>> {
        self.flush(py)?;
        let state = self.state.lock();
        Ok(state.buffers.iter().map(|(info, buffer)| (*info, buffer.clone_ref(py))).collect())
    }

    /// The index lists: a new list of pairs of `MeshInfo` and the very `Buffer`.
    #[getter(indexBuffers)]
    fn index_buffers(&self, py: Python<'_>) -> Vec<(MeshInfo, Py<Buffer>)> {
        let state = self.state.lock();
        state.indices.iter().map(|(info, buffer)| (MeshInfo(*info), buffer.clone_ref(py))).collect()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let mesh = self.share(py)?;
        let mut text = format!(
            "<Mesh:\n  defaultMeshInfo = {}\n  modelMatrix = {}\n  worldMatrix = {}",
            topology_text(mesh.topology),
            matrix_text(&mesh.model),
            matrix_text(&mesh.world)
        );
        for attribute in &mesh.attributes {
            let (format, n) = (attribute.values.format, attribute.values.len());
            text += &format!("\n  buffer = {:?}, {format}, {n}", attribute.kind);
        }
        for list in &mesh.indices {
            let n = list.values.len();
            text += &format!("\n  indices = {}, {n}", topology_text(list.topology));
        }
        Ok(text + ">")
    }
}

/// This adds meshes and what belongs to them to `inviwopy.data`.
pub(super) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<MeshInfo>()?;
    module.add_class::<BufferInfo>()?;
    module.add_class::<Mesh>()?;
    module.add_class::<BasicMesh>()?;
    module.add_class::<ColoredMesh>()?;
    module.add_class::<SphereMesh>()?;
    module.add_class::<PosTexColorMesh>()
}
