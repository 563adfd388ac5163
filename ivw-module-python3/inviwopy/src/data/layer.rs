//! `inviwopy.data.Layer` and `LayerPy`.

use ivw_core::data as ivw;
use ivw_core::data::{LayerKind, Memory, Shared};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};

use super::arguments::{bind, optional, required};
use super::array::{Numbers, Shape, Wanted, check, numbers_of, numbers_of_argument, zeros};
use super::format::{DataFormat, FormatArgument};
use super::held::{HasNumbers, Held};
use super::kinds::{InterpolationType, LayerType, WrappingList};
use super::swizzle::{SwizzleArgument, SwizzleMask};
use super::unit::{Axis, DataMapper, map_text};
use super::{axes_of, dims_of, matrix_text, memory_error, value_error};
use crate::glm::{Mat3, Mat4, Size2, Vec3};

const WANTED: Wanted =
    Wanted { what: "a layer", element: "pixel", axes: &["y", "x"], may_be_empty: false };

impl HasNumbers for ivw::Layer {
    fn memory(&self) -> &Memory {
        &self.pixels
    }

    fn memory_mut(&mut self) -> &mut Memory {
        &mut self.pixels
    }

    fn shape(&self) -> Shape {
        Shape::new(&self.dims, self.format)
    }
}

fn layer_of(numbers: Numbers, kind: LayerKind) -> PyResult<ivw::Layer> {
    let dims = numbers.dims()?;
    ivw::Layer::from_memory(dims, numbers.format, kind, numbers.memory).map_err(value_error)
}

/// Numbers on a regular grid in a plane: a picture, a depth map, a slice.
///
/// `Layer(array)` copies a numpy array of shape (y, x) or (y, x, components), with 1 to 4 components
/// of float16/32/64, int8..64 or uint8..64; the first row is the **bottom** one. An array that
/// nobody else has is taken over without a copy.
///
/// `Layer(size, format, layerType, swizzleMask, interpolation, wrapping)` makes zeros: the size is
/// `size2_t(x, y)`, the format one of `inviwopy.data.formats`. `Layer(layerPy)` takes the array and
/// the settings of a `LayerPy`.
///
/// Raises ValueError for arrays of another shape or type, and MemoryError.
#[pyclass(frozen, weakref, module = "inviwopy.data")]
pub(crate) struct Layer {
    held: Held<ivw::Layer>,
}

impl Layer {
    /// A layer that a script makes.
    pub(super) fn own(layer: ivw::Layer) -> Self {
        Self { held: Held::new(layer) }
    }

    /// A layer out of a port.
    pub(super) fn input(layer: Shared<ivw::Layer>) -> Self {
        Self { held: Held::input(layer) }
    }

    /// The layer for others, who never see a change of it.
    pub(super) fn share(&self, py: Python<'_>) -> PyResult<Shared<ivw::Layer>> {
        self.held.share(py)
    }

    /// What the layer is for.
    pub(super) fn kind(&self) -> LayerKind {
        self.held.read(|this| this.kind)
    }

    /// The number of pixels along x and y.
    pub(super) fn dims(&self) -> [u32; 2] {
        self.held.read(|this| this.dims)
    }

    /// Makes all pixels zero, in a new size.
    pub(super) fn resize(&self, dims: [u32; 2]) -> PyResult<()> {
        let (old_dims, format, kind) = self.held.read(|this| (this.dims, this.format, this.kind));
        if old_dims == dims {
            return Ok(());
        }
        let pixels = ivw::Layer::new(dims, format, kind).map_err(memory_error)?.pixels;
        self.held.replace(|this| {
            this.dims = dims;
            this.pixels = pixels;
        });
        Ok(())
    }

    fn from_representation(representation: &LayerPy, py: Python<'_>) -> PyResult<Self> {
        let numbers = numbers_of(representation.array.bind(py), &WANTED)?;
        let mut layer = layer_of(numbers, representation.kind)?;
        layer.swizzle = representation.swizzle;
        layer.interpolation = representation.interpolation;
        layer.wrapping = representation.wrapping;
        Ok(Self::own(layer))
    }
}

#[pymethods]
impl Layer {
    #[new]
    #[pyo3(signature = (*args, **kwargs))]
    fn new(args: &Bound<'_, PyTuple>, kwargs: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let n_keywords = kwargs.map_or(0, |kwargs| kwargs.len());
        if args.len() == 1 && n_keywords == 0 {
            let argument = args.get_borrowed_item(0)?;
            if let Ok(representation) = argument.cast::<LayerPy>() {
                return Self::from_representation(representation.get(), args.py());
            }
            if let Ok(other) = argument.cast::<Self>() {
                return other.get().clone_(args.py());
            }
            let numbers = numbers_of_argument(args, &WANTED)?;
            return Ok(Self::own(layer_of(numbers, LayerKind::Color)?));
        }
        if let Some(data) = kwargs.map(|kwargs| kwargs.get_item("data")).transpose()?.flatten() {
            let [_] = bind("Layer", ["data"], args, kwargs)?;
            return Ok(Self::own(layer_of(numbers_of(&data, &WANTED)?, LayerKind::Color)?));
        }
        let names = ["size", "format", "layerType", "swizzleMask", "interpolation", "wrapping"];
        let [size, format, kind, swizzle, interpolation, wrapping] =
            bind("Layer", names, args, kwargs)?;
        let size: Size2 = required("Layer", "size", &size)?;
        let format: FormatArgument = required("Layer", "format", &format)?;
        let kind = optional(&kind, LayerType::Color)?.into();
        let mut layer = ivw::Layer::new(dims_of(size)?, format.0, kind).map_err(memory_error)?;
        layer.swizzle = optional(&swizzle, SwizzleArgument(layer.swizzle))?.0;
        let default = InterpolationType::from(layer.interpolation);
        layer.interpolation = optional(&interpolation, default)?.into();
        layer.wrapping = optional(&wrapping, WrappingList(layer.wrapping))?.0;
        Ok(Self::own(layer))
    }

    /// A new layer with the same content.
    #[pyo3(name = "clone")]
    fn clone_(&self, py: Python<'_>) -> PyResult<Self> {
        Ok(Self { held: self.held.duplicate(py)? })
    }

    fn __copy__(&self, py: Python<'_>) -> PyResult<Self> {
        self.clone_(py)
    }

    fn __deepcopy__(&self, py: Python<'_>, _memo: &Bound<'_, PyAny>) -> PyResult<Self> {
        self.clone_(py)
    }

    /// The pixels as a numpy array of shape (y, x) or (y, x, components), bottom row first, not a
    /// copy.
    ///
    /// What is written to it changes the layer; the array of a layer out of a port is read-only:
    /// write to `layer.clone().data` instead. See `Volume.data` for when pixels are copied.
    ///
    /// Assigning any array that `Layer(array)` takes replaces pixels, dimensions and format.
    #[getter]
    fn data<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.held.array(py)
    }

    #[setter]
    fn set_data(&self, array: &Bound<'_, PyAny>) -> PyResult<()> {
        // `layer.data += 1` assigns the layer's own array.
        if self.held.is_shown_by(array) {
            return Ok(());
        }
        let layer = layer_of(numbers_of(array, &WANTED)?, self.kind())?;
        self.held.replace(|this| {
            this.dims = layer.dims;
            this.format = layer.format;
            this.pixels = layer.pixels;
        });
        Ok(())
    }

    /// The number of pixels along x and y, a `size2_t`.
    #[getter]
    fn dimensions(&self) -> Size2 {
        self.dims().map(u64::from).into()
    }

    /// Makes the layer this size, a `size2_t`; all pixels become zero unless it has it already.
    #[pyo3(name = "setDimensions")]
    fn set_dimensions(&self, size: Size2) -> PyResult<()> {
        self.resize(dims_of(size)?)
    }

    /// What the layer is for.
    #[getter]
    fn layertype(&self) -> LayerType {
        self.kind().into()
    }

    /// The format of one pixel.
    #[getter]
    fn format(&self) -> DataFormat {
        DataFormat(self.held.read(|this| this.format))
    }

    /// From the unit square to model space, a `mat4`.
    #[getter(modelMatrix)]
    fn model_matrix(&self) -> Mat4 {
        self.held.read(|this| this.model).into()
    }

    #[setter(modelMatrix)]
    fn set_model_matrix(&self, matrix: Mat4) {
        self.held.write(|this| this.model = matrix.into());
    }

    /// From model to world space, a `mat4`.
    #[getter(worldMatrix)]
    fn world_matrix(&self) -> Mat4 {
        self.held.read(|this| this.world).into()
    }

    #[setter(worldMatrix)]
    fn set_world_matrix(&self, matrix: Mat4) {
        self.held.write(|this| this.world = matrix.into());
    }

    /// The edges of the layer in model space, the columns of a `mat3`.
    #[getter]
    fn basis(&self) -> Mat3 {
        super::basis(&self.held.read(|this| this.model))
    }

    #[setter]
    fn set_basis(&self, basis: Mat3) {
        self.held.write(|this| super::set_basis(&mut this.model, basis));
    }

    /// The corner of the layer in model space, a `vec3`.
    #[getter]
    fn offset(&self) -> Vec3 {
        super::offset(&self.held.read(|this| this.model))
    }

    #[setter]
    fn set_offset(&self, offset: Vec3) {
        self.held.write(|this| super::set_offset(&mut this.model, offset));
    }

    /// Which component is which colour.
    #[getter]
    fn swizzlemask(&self) -> SwizzleMask {
        SwizzleMask(self.held.read(|this| this.swizzle))
    }

    #[setter]
    fn set_swizzlemask(&self, mask: SwizzleArgument) {
        self.held.write(|this| this.swizzle = mask.0);
    }

    /// How values between pixel centres come about.
    #[getter]
    fn interpolation(&self) -> InterpolationType {
        self.held.read(|this| this.interpolation).into()
    }

    #[setter]
    fn set_interpolation(&self, interpolation: InterpolationType) {
        self.held.write(|this| this.interpolation = interpolation.into());
    }

    /// What lies beyond the border along x and y: a list of two values, by value.
    #[getter]
    fn wrapping(&self) -> WrappingList<2> {
        WrappingList(self.held.read(|this| this.wrapping))
    }

    #[setter]
    fn set_wrapping(&self, wrapping: WrappingList<2>) {
        self.held.write(|this| this.wrapping = wrapping.0);
    }

    /// What the stored numbers mean; a view, so that `layer.dataMap.valueRange = ..` works.
    #[getter(dataMap)]
    fn data_map(slf: &Bound<'_, Self>) -> DataMapper {
        let (read, write) = (slf.clone().unbind(), slf.clone().unbind());
        DataMapper::bound(
            move || Ok(read.get().held.read(|this| this.data_map.clone())),
            move |map| {
                write.get().held.write(|this| this.data_map = map);
                Ok(())
            },
        )
    }

    #[setter(dataMap)]
    fn set_data_map(&self, map: &Bound<'_, DataMapper>) -> PyResult<()> {
        let map = map.get().get()?;
        self.held.write(|this| this.data_map = map);
        Ok(())
    }

    /// The names and units of x and y: a list of two views.
    #[getter]
    fn axes<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyList>> {
        let axes = (0..2).map(|n| {
            let (read, write) = (slf.clone().unbind(), slf.clone().unbind());
            let axis = Axis::bound(
                move || Ok(read.get().held.read(|this| this.axes[n].clone())),
                move |axis| {
                    write.get().held.write(|this| this.axes[n] = axis);
                    Ok(())
                },
            );
            Bound::new(slf.py(), axis)
        });
        PyList::new(slf.py(), axes.collect::<PyResult<Vec<_>>>()?)
    }

    #[setter]
    fn set_axes(&self, axes: Vec<Py<Axis>>) -> PyResult<()> {
        let axes = axes_of::<2>(&axes)?;
        self.held.write(|this| this.axes = axes);
        Ok(())
    }

    /// A model matrix for a layer of this size: one unit along the longer side, the middle at the
    /// origin.
    #[staticmethod]
    #[pyo3(name = "modelMatrixFromDimensions")]
    fn model_matrix_from_dimensions(size: Size2) -> PyResult<Mat4> {
        let [x, y] = dims_of(size)?.map(|n| n as f32);
        let (x, y) = (x / x.max(y), y / x.max(y));
        Ok([[x, 0., 0., 0.], [0., y, 0., 0.], [0., 0., 1., 0.], [-x / 2., -y / 2., 0., 1.]].into())
    }

    /// The pixels with their settings; the array is that of `data`.
    #[pyo3(name = "getLayerPyRepresentation")]
    fn representation(&self, py: Python<'_>) -> PyResult<LayerPy> {
        let array = self.held.array(py)?.unbind();
        Ok(self.held.read(|this| LayerPy {
            array,
            kind: this.kind,
            swizzle: this.swizzle,
            interpolation: this.interpolation,
            wrapping: this.wrapping,
        }))
    }

    /// The pixels with their settings; what is written to its array changes the layer.
    #[pyo3(name = "getEditableLayerPyRepresentation")]
    fn editable_representation(&self, py: Python<'_>) -> PyResult<LayerPy> {
        self.representation(py)
    }

    fn __repr__(&self) -> String {
        self.held.read(|this| {
            format!(
                "<Layer:\n  type = {:?}\n  dimensions = [{} {}]\n  format = {}\n  swizzlemask = \
                 {}\n  interpolation = {:?}\n  wrapping = [{:?} {:?}]\n  {}\n  modelMatrix = \
                 {}\n  worldMatrix = {}>",
                this.kind,
                this.dims[0],
                this.dims[1],
                this.format,
                SwizzleMask(this.swizzle).text(),
                this.interpolation,
                this.wrapping[0],
                this.wrapping[1],
                map_text(&this.data_map),
                matrix_text(&this.model),
                matrix_text(&this.world)
            )
        })
    }
}

/// A numpy array of pixels with settings, from which `Layer(layerPy)` makes a layer.
///
/// `LayerPy(data, layerType, swizzleMask, interpolation, wrapping)` keeps the array itself, of shape
/// (y, x[, components]); `LayerPy(size, layerType, format, ..)` makes an array of zeros for the size
/// `size2_t(x, y)`. The layer gets a copy of the array.
#[pyclass(frozen, module = "inviwopy.data")]
pub(crate) struct LayerPy {
    array: Py<PyAny>,
    kind: LayerKind,
    swizzle: ivw::Swizzle,
    interpolation: ivw::Interpolation,
    wrapping: [ivw::Wrapping; 2],
}

#[pymethods]
impl LayerPy {
    #[new]
    #[pyo3(signature = (*args, **kwargs))]
    fn new(args: &Bound<'_, PyTuple>, kwargs: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let py = args.py();
        let with_size = args.get_item(0).is_ok_and(|first| first.extract::<Size2>().is_ok())
            || kwargs.is_some_and(|kwargs| kwargs.contains("size").unwrap_or(false));
        let (array, [kind, swizzle, interpolation, wrapping]) = if with_size {
            let names = ["size", "layerType", "format", "swizzleMask", "interpolation", "wrapping"];
            let [size, kind, format, swizzle, interpolation, wrapping] =
                bind("LayerPy", names, args, kwargs)?;
            let size: Size2 = required("LayerPy", "size", &size)?;
            let format: FormatArgument = required("LayerPy", "format", &format)?;
            let array = zeros(py, &dims_of(size)?, format.0)?;
            (array, [kind, swizzle, interpolation, wrapping])
        } else {
            let names = ["data", "layerType", "swizzleMask", "interpolation", "wrapping"];
            let [data, rest @ ..] = bind("LayerPy", names, args, kwargs)?;
            let array: Bound<'_, PyAny> = required("LayerPy", "data", &data)?;
            check(&array, &WANTED)?;
            (array, rest)
        };
        Ok(Self {
            array: array.unbind(),
            kind: optional(&kind, LayerType::Color)?.into(),
            swizzle: optional(&swizzle, SwizzleArgument(ivw::Swizzle::RGBA))?.0,
            interpolation: optional(&interpolation, InterpolationType::Linear)?.into(),
            wrapping: optional(&wrapping, WrappingList([ivw::Wrapping::Clamp; 2]))?.0,
        })
    }

    /// The array itself, of shape (y, x[, components]).
    #[getter]
    fn data(&self, py: Python<'_>) -> Py<PyAny> {
        self.array.clone_ref(py)
    }

    /// What the layer is for.
    #[getter]
    fn layertype(&self) -> LayerType {
        self.kind.into()
    }

    /// The number of pixels along x and y, a `size2_t`.
    #[getter]
    fn dimensions(&self, py: Python<'_>) -> PyResult<Size2> {
        let (shape, _) = check(self.array.bind(py), &WANTED)?;
        Ok([shape[1] as u64, shape[0] as u64].into())
    }

    /// The format of one pixel.
    #[getter]
    fn format(&self, py: Python<'_>) -> PyResult<DataFormat> {
        Ok(DataFormat(check(self.array.bind(py), &WANTED)?.1))
    }

    /// Which component is which colour.
    #[getter(swizzleMask)]
    fn swizzle(&self) -> SwizzleMask {
        SwizzleMask(self.swizzle)
    }

    /// How values between pixel centres come about.
    #[getter]
    fn interpolation(&self) -> InterpolationType {
        self.interpolation.into()
    }

    /// What lies beyond the border along x and y: a list of two values.
    #[getter]
    fn wrapping(&self) -> WrappingList<2> {
        WrappingList(self.wrapping)
    }

    /// Always: the array is there.
    #[pyo3(name = "isValid")]
    fn is_valid(&self) -> bool {
        true
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (shape, format) = check(self.array.bind(py), &WANTED)?;
        Ok(format!("<LayerPy: {format} [{} {}]>", shape[1], shape[0]))
    }
}
