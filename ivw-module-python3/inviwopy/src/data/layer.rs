//! `inviwopy.data.Layer` and `LayerPy`.

use ivw_core::abi::answer;
use ivw_core::data as ivw;
use ivw_core::data::{DataHandle, LayerKind, Memory, Shared};
use parking_lot::Mutex;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};

use super::arguments::{bind, optional, required};
use super::array::{Numbers, Shape, Wanted, check, numbers_of, numbers_of_argument, zeros};
use super::format::{DataFormat, FormatArgument};
use super::grid::{Settings, grid_members, representation_members};
use super::held::{HasNumbers, Held};
use super::kinds::{InterpolationType, LayerType, WrappingList};
use super::order::Order;
use super::swizzle::{SwizzleArgument, SwizzleMask};
use super::unit::{Axis, DataMapper, map_text};
use super::{dims_of, matrix_text, memory_error, value_error};
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
        let numbers = numbers_of(representation.array.bind(py), &WANTED, representation.order)?;
        let mut layer = layer_of(numbers, representation.kind)?;
        set_settings(&mut layer, *representation.settings.lock());
        Ok(Self::own(layer))
    }

    fn numbers(&self, array: &Bound<'_, PyAny>, order: Order) -> PyResult<ivw::Layer> {
        layer_of(numbers_of(array, &WANTED, order)?, self.kind())
    }

    fn take_numbers(this: &mut ivw::Layer, other: ivw::Layer) {
        this.dims = other.dims;
        this.format = other.format;
        this.pixels = other.pixels;
    }
}

fn settings_of(layer: &ivw::Layer) -> Settings<2> {
    Settings {
        swizzle: layer.swizzle,
        interpolation: layer.interpolation,
        wrapping: layer.wrapping,
    }
}

fn set_settings(layer: &mut ivw::Layer, settings: Settings<2>) {
    layer.swizzle = settings.swizzle;
    layer.interpolation = settings.interpolation;
    layer.wrapping = settings.wrapping;
}

grid_members!(Layer, 2, Size2);

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
            let numbers = numbers_of_argument(args, &WANTED, Order::of_caller(args.py())?)?;
            return Ok(Self::own(layer_of(numbers, LayerKind::Color)?));
        }
        if let Some(data) = kwargs.map(|kwargs| kwargs.get_item("data")).transpose()?.flatten() {
            let [_] = bind("Layer", ["data"], args, kwargs)?;
            let numbers = numbers_of(&data, &WANTED, Order::of_caller(args.py())?)?;
            return Ok(Self::own(layer_of(numbers, LayerKind::Color)?));
        }
        let names = ["size", "format", "layerType", "swizzleMask", "interpolation", "wrapping"];
        let [size, format, kind, settings @ ..] = bind("Layer", names, args, kwargs)?;
        let size: Size2 = required("Layer", "size", &size)?;
        let format: FormatArgument = required("Layer", "format", &format)?;
        let kind = optional(&kind, LayerType::Color)?.into();
        let mut layer = ivw::Layer::new(dims_of(size)?, format.0, kind).map_err(memory_error)?;
        let settings = settings_of(&layer).or_given(&settings)?;
        set_settings(&mut layer, settings);
        Ok(Self::own(layer))
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

    /// Writes the pixels to a file, whose extension says in which format.
    fn save(&self, py: Python<'_>, filepath: &Bound<'_, PyAny>) -> PyResult<()> {
        let path = crate::properties::convert::path_from(filepath)?;
        let layer = DataHandle::from(self.share(py)?);
        py.detach(|| answer(crate::host::host().write_file(path.as_str().into(), &layer)))
            .map_err(|error| crate::error::raised(py, error))
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
        let order = Order::of_caller(py)?;
        let array = self.held.array(py, order)?.unbind();
        let settings = Mutex::new(self.held.read(settings_of));
        Ok(LayerPy { array, order, kind: self.kind(), settings })
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
    order: Order,
    kind: LayerKind,
    settings: Mutex<Settings<2>>,
}

#[pymethods]
impl LayerPy {
    #[new]
    #[pyo3(signature = (*args, **kwargs))]
    fn new(args: &Bound<'_, PyTuple>, kwargs: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let py = args.py();
        let order = Order::of_caller(py)?;
        let with_size = args.get_item(0).is_ok_and(|first| first.extract::<Size2>().is_ok())
            || kwargs.is_some_and(|kwargs| kwargs.contains("size").unwrap_or(false));
        let (array, kind, settings) = if with_size {
            let names = ["size", "layerType", "format", "swizzleMask", "interpolation", "wrapping"];
            let [size, kind, format, settings @ ..] = bind("LayerPy", names, args, kwargs)?;
            let size: Size2 = required("LayerPy", "size", &size)?;
            let format: FormatArgument = required("LayerPy", "format", &format)?;
            (zeros(py, &dims_of(size)?, format.0, order)?, kind, settings)
        } else {
            let names = ["data", "layerType", "swizzleMask", "interpolation", "wrapping"];
            let [data, kind, settings @ ..] = bind("LayerPy", names, args, kwargs)?;
            let array: Bound<'_, PyAny> = required("LayerPy", "data", &data)?;
            check(&array, &WANTED, order)?;
            (array, kind, settings)
        };
        let kind = optional(&kind, LayerType::Color)?.into();
        let settings = Mutex::new(Settings::default().or_given(&settings)?);
        Ok(Self { array: array.unbind(), order, kind, settings })
    }

    /// What the layer is for.
    #[getter]
    fn layertype(&self) -> LayerType {
        self.kind.into()
    }
}

representation_members!(LayerPy, 2, Size2, WANTED);
