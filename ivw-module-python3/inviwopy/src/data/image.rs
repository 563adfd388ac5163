//! `inviwopy.data.Image`.
//!
//! An image in Python is a list of layer objects, so that `image.colorLayers[0].data[..] = ..`
//! reaches the image; the image that flows between processors is put together from them.

use ivw_core::abi::ROption;
use ivw_core::data as ivw;
use ivw_core::data::{LayerKind, Shared};
use parking_lot::Mutex;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::arguments::{bind, required};
use super::format::FormatArgument;
use super::layer::Layer;
use super::{dims_of, memory_error};
use crate::glm::Size2;

/// Colour layers with the depth and the picking layer that belong to them.
///
/// `Image(size, format)` makes an image of one colour layer, depth and picking, as renderers start
/// from; the size is `size2_t(x, y)`. `Image(layer)` and `Image([layer, ..])` put layers together:
/// the first depth and the first picking layer become those of the image, all others are colours.
/// The layers are the very objects, not copies; all must have the same dimensions.
#[pyclass(frozen, weakref, module = "inviwopy.data")]
pub(crate) struct Image {
    layers: Mutex<Layers>,
    /// The image out of a port as long as no layer changes.
    input: Option<(Shared<ivw::Image>, Vec<Shared<ivw::Layer>>)>,
}

struct Layers {
    color: Vec<Py<Layer>>,
    depth: Option<Py<Layer>>,
    picking: Option<Py<Layer>>,
}

impl Layers {
    fn all(&self) -> impl Iterator<Item = &Py<Layer>> {
        self.color.iter().chain(&self.depth).chain(&self.picking)
    }

    /// Whether a layer is as large as those that are there.
    fn check(&self, layer: &Py<Layer>) -> PyResult<()> {
        match self.all().next() {
            Some(first) if first.get().dims() != layer.get().dims() => Err(PyValueError::new_err(
                "the layers of an image have the same dimensions: resample them first",
            )),
            _ => Ok(()),
        }
    }

    /// Layers by their kinds.
    fn sorted(layers: Vec<Py<Layer>>) -> PyResult<Self> {
        let mut sorted = Self { color: Vec::new(), depth: None, picking: None };
        for layer in layers {
            sorted.check(&layer)?;
            match layer.get().kind() {
                LayerKind::Depth if sorted.depth.is_none() => sorted.depth = Some(layer),
                LayerKind::Picking if sorted.picking.is_none() => sorted.picking = Some(layer),
                _ => sorted.color.push(layer),
            }
        }
        Ok(sorted)
    }
}

impl Image {
    /// Of layers of colours, and those for depth and picking, which may be `None`.
    fn of_layers(args: &Bound<'_, PyTuple>, kwargs: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let [color, depth, picking] =
            bind("Image", ["colorLayers", "depthLayer", "pickingLayer"], args, kwargs)?;
        let color: Vec<Py<Layer>> = match &color {
            Some(one) if one.is_instance_of::<Layer>() => vec![one.extract()?],
            Some(several) => several.extract()?,
            None => Vec::new(),
        };
        let mut layers = Layers::sorted(color)?;
        for (layer, is_depth) in [(depth, true), (picking, false)] {
            let Some(layer) = layer.filter(|layer| !layer.is_none()) else { continue };
            let layer: Py<Layer> = layer.extract()?;
            layers.check(&layer)?;
            *(if is_depth { &mut layers.depth } else { &mut layers.picking }) = Some(layer);
        }
        Ok(Self::of(layers))
    }

    fn of(layers: Layers) -> Self {
        Self { layers: Mutex::new(layers), input: None }
    }

    fn own(py: Python<'_>, image: ivw::Image) -> PyResult<Self> {
        let layers = image.layers().map(|layer| Py::new(py, Layer::own(layer.clone())));
        Ok(Self::of(Layers::sorted(layers.collect::<PyResult<_>>()?)?))
    }

    /// An image out of a port.
    pub(super) fn input(py: Python<'_>, image: Shared<ivw::Image>) -> PyResult<Self> {
        let mut shared = Vec::new();
        let mut object = |layer: &ivw::Layer| {
            let layer = Shared::new(layer.clone());
            shared.push(layer.clone());
            Py::new(py, Layer::input(layer))
        };
        let color = image.color.iter().map(&mut object).collect::<PyResult<_>>()?;
        let depth = image.depth.as_ref().into_option().map(&mut object).transpose()?;
        let picking = image.picking.as_ref().into_option().map(&mut object).transpose()?;
        let layers = Mutex::new(Layers { color, depth, picking });
        Ok(Self { layers, input: Some((image, shared)) })
    }

    /// The image for others, who never see a change of it.
    pub(super) fn share(&self, py: Python<'_>) -> PyResult<Shared<ivw::Image>> {
        let share = |layer: &Py<Layer>| layer.get().share(py);
        let (color, depth, picking) = {
            let layers = self.layers.lock();
            let copy = |layer: &Option<Py<Layer>>| layer.as_ref().map(|layer| layer.clone_ref(py));
            let color: Vec<_> = layers.color.iter().map(|layer| layer.clone_ref(py)).collect();
            (color, copy(&layers.depth), copy(&layers.picking))
        };
        let color = color.iter().map(share).collect::<PyResult<Vec<_>>>()?;
        let depth = depth.as_ref().map(share).transpose()?;
        let picking = picking.as_ref().map(share).transpose()?;
        if let Some((image, unchanged)) = &self.input {
            let now: Vec<_> = color.iter().chain(&depth).chain(&picking).collect();
            let is_same = now.len() == unchanged.len()
                && now.iter().zip(unchanged).all(|(now, before)| now.is_same(before));
            if is_same {
                return Ok(image.clone());
            }
        }
        let option = |layer: Option<Shared<ivw::Layer>>| match layer {
            Some(layer) => ROption::RSome((*layer).clone()),
            None => ROption::RNone,
        };
        Ok(Shared::new(ivw::Image {
            color: color.iter().map(|layer| (**layer).clone()).collect::<Vec<_>>().into(),
            depth: option(depth),
            picking: option(picking),
        }))
    }
}

#[pymethods]
impl Image {
    #[new]
    #[pyo3(signature = (*args, **kwargs))]
    fn new(args: &Bound<'_, PyTuple>, kwargs: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let py = args.py();
        if args.len() == 1 && kwargs.is_none_or(|kwargs| kwargs.is_empty()) {
            let argument = args.get_item(0)?;
            if let Ok(layer) = argument.cast::<Layer>() {
                return Ok(Self::of(Layers::sorted(vec![layer.clone().unbind()])?));
            }
            return match argument.extract::<Vec<Py<Layer>>>() {
                Ok(layers) => Ok(Self::of(Layers::sorted(layers)?)),
                Err(_) => Err(PyTypeError::new_err(format!(
                    "an image is made from a layer, a list of layers, or a size and a format, got \
                     {}: use Image(Layer(array)) for an array",
                    super::array::type_name(&argument)
                ))),
            };
        }
        if let Ok(first) = args.get_item(0)
            && first.extract::<Size2>().is_err()
        {
            return Self::of_layers(args, kwargs);
        }
        let [size, format] = bind("Image", ["size", "format"], args, kwargs)?;
        let size: Size2 = required("Image", "size", &size)?;
        let format: FormatArgument = required("Image", "format", &format)?;
        Self::own(py, ivw::Image::new(dims_of(size)?, format.0).map_err(memory_error)?)
    }

    /// A new image with the same content.
    #[pyo3(name = "clone")]
    fn clone_(&self, py: Python<'_>) -> PyResult<Self> {
        Self::own(py, (*self.share(py)?).clone())
    }

    /// Makes all layers this size, a `size2_t`; all pixels become zero unless they have it already.
    #[pyo3(name = "setDimensions")]
    fn set_dimensions(&self, py: Python<'_>, size: Size2) -> PyResult<()> {
        let dims = dims_of(size)?;
        let layers: Vec<_> = self.layers.lock().all().map(|layer| layer.clone_ref(py)).collect();
        layers.iter().try_for_each(|layer| layer.get().resize(dims))
    }

    /// Adds a colour layer.
    #[pyo3(name = "addColorLayer")]
    fn add_color_layer(&self, layer: Py<Layer>) -> PyResult<()> {
        let mut layers = self.layers.lock();
        let dims = layers.all().next().map(|first| first.get().dims());
        if dims.is_some_and(|dims| dims != layer.get().dims()) {
            return Err(PyValueError::new_err(
                "the layers of an image have the same dimensions: resample the layer first",
            ));
        }
        layers.color.push(layer);
        Ok(())
    }

    /// The number of pixels along x and y, a `size2_t`.
    #[getter]
    fn dimensions(&self) -> Size2 {
        let dims = self.layers.lock().all().next().map_or([0; 2], |layer| layer.get().dims());
        dims.map(u64::from).into()
    }

    /// The depth layer, or None.
    #[getter]
    fn depth(&self, py: Python<'_>) -> Option<Py<Layer>> {
        self.layers.lock().depth.as_ref().map(|layer| layer.clone_ref(py))
    }

    /// The picking layer, or None.
    #[getter]
    fn picking(&self, py: Python<'_>) -> Option<Py<Layer>> {
        self.layers.lock().picking.as_ref().map(|layer| layer.clone_ref(py))
    }

    /// The colour layers: a new list of the very layers.
    #[getter(colorLayers)]
    fn color_layers(&self, py: Python<'_>) -> Vec<Py<Layer>> {
        self.layers.lock().color.iter().map(|layer| layer.clone_ref(py)).collect()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let image = self.share(py)?;
        let size = image.size();
        let layer = |layer: Option<&ivw::Layer>| match layer {
            Some(layer) => layer.format.to_string(),
            None => "none".to_owned(),
        };
        let color: Vec<_> = image.color.iter().map(|color| layer(Some(color))).collect();
        Ok(format!(
            "<Image:\n  dimensions = [{} {}]\n  colorLayers = [{}]\n  depth = {}\n  picking = {}>",
            size.x,
            size.y,
            color.join(", "),
            layer(image.depth.as_ref().into_option()),
            layer(image.picking.as_ref().into_option())
        ))
    }
}
