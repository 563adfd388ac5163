//! `inviwopy.data.TransferFunction`, `IsoValueCollection` and their points.

use ivw_core::data as ivw;
use ivw_core::data::TransferFunctionPoint as Point;
use ivw_core::workspace;
use pyo3::exceptions::{PyIndexError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};

use super::arguments::{bind, optional};
use super::kinds::TFPrimitiveSetType;
use super::place::{Get, Place, Set};
use crate::error::raised;
use crate::glm::{DVec2, Vec3, Vec4};
use crate::properties::convert::path_from;

/// A colour written as `#rgb`, `#rrggbb` or `#rrggbbaa`.
fn color_of(text: &str) -> PyResult<[f32; 4]> {
    let wrong =
        || PyValueError::new_err(format!("\"{text}\" is no colour: write #rrggbb or #rrggbbaa"));
    let digits = text.trim().strip_prefix('#').ok_or_else(wrong)?;
    let digits: Vec<u8> = digits
        .chars()
        .map(|digit| digit.to_digit(16).map(|digit| digit as u8))
        .collect::<Option<_>>()
        .ok_or_else(wrong)?;
    let bytes: Vec<u8> = match digits.len() {
        3 | 4 => digits.iter().map(|digit| digit * 17).collect(),
        6 | 8 => digits.chunks_exact(2).map(|pair| pair[0] * 16 + pair[1]).collect(),
        _ => return Err(wrong()),
    };
    let mut color = [1.0; 4];
    for (part, byte) in color.iter_mut().zip(bytes) {
        *part = f32::from(byte) / 255.0;
    }
    Ok(color)
}

fn color_text(color: [f32; 4]) -> String {
    let digits = color.map(|part| format!("{:02x}", (part.clamp(0.0, 1.0) * 255.0).round() as u8));
    format!("#{}", digits.concat())
}

fn point_text(point: &Point) -> String {
    format!("{}, {}", point.position, color_text(point.color))
}

/// The arguments `(pos, color)`, `(pos, text)` or `(pos, opacity, color)`.
fn point_of(arguments: &[Bound<'_, PyAny>]) -> PyResult<Point> {
    let wrong = || {
        PyTypeError::new_err(
            "a point is (position, vec4), (position, \"#rrggbbaa\") or (position, opacity, vec3)",
        )
    };
    let [position, rest @ ..] = arguments else { return Err(wrong()) };
    let position = position.extract()?;
    let color = match rest {
        [] => [0.0; 4],
        [color] if color.is_instance_of::<PyString>() => color_of(&color.extract::<String>()?)?,
        [opacity] if opacity.is_instance_of::<PyFloat>() || opacity.is_instance_of::<PyInt>() => {
            [0.0, 0.0, 0.0, opacity.extract()?]
        }
        [color] => color.extract::<Vec4>()?.into(),
        [opacity, color] => {
            let [r, g, b] = color.extract::<Vec3>()?.into();
            [r, g, b, opacity.extract()?]
        }
        _ => return Err(wrong()),
    };
    Ok(Point { position, color })
}

/// A point as an argument: `TFPrimitiveData`, `TFPrimitive`, or a list of a position and a colour.
struct PointArgument(Point);

impl<'a, 'py> FromPyObject<'a, 'py> for PointArgument {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(data) = object.cast::<TFPrimitiveData>() {
            return Ok(Self(data.borrow().0));
        }
        if let Ok(primitive) = object.cast::<TFPrimitive>() {
            return Ok(Self(primitive.get().place.get()?));
        }
        if object.is_instance_of::<PyList>() || object.is_instance_of::<PyTuple>() {
            return Ok(Self(point_of(&object.extract::<Vec<_>>()?)?));
        }
        Err(PyTypeError::new_err(format!(
            "expected a TFPrimitiveData or a list such as [position, vec4], got {}",
            super::array::type_name(&object)
        )))
    }
}

fn points_of(items: &Bound<'_, PyAny>) -> PyResult<Vec<Point>> {
    items.try_iter()?.map(|item| Ok(item?.extract::<PointArgument>()?.0)).collect()
}

/// A colour at a position: `TFPrimitiveData(pos, vec4)`, `TFPrimitiveData(pos, "#rrggbbaa")`,
/// `TFPrimitiveData(pos, opacity, vec3)`, or a list of these.
#[pyclass(module = "inviwopy.data")]
pub(crate) struct TFPrimitiveData(Point);

#[pymethods]
impl TFPrimitiveData {
    #[new]
    #[pyo3(signature = (*args, **kwargs))]
    fn new(args: &Bound<'_, PyTuple>, kwargs: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        parse_point("TFPrimitiveData", args, kwargs).map(Self)
    }

    /// The position.
    #[getter]
    fn pos(&self) -> f64 {
        self.0.position
    }

    #[setter]
    fn set_pos(&mut self, position: f64) {
        self.0.position = position;
    }

    /// Red, green, blue and opacity, a `vec4`.
    #[getter]
    fn color(&self) -> Vec4 {
        self.0.color.into()
    }

    #[setter]
    fn set_color(&mut self, color: &Bound<'_, PyAny>) -> PyResult<()> {
        self.0.color = changed_color(self.0.color, color)?;
        Ok(())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.extract::<PointArgument>().is_ok_and(|other| other.0 == self.0)
    }

    fn __repr__(&self) -> String {
        format!("<TFPrimitiveData: {}>", point_text(&self.0))
    }
}

fn parse_point(
    name: &str,
    args: &Bound<'_, PyTuple>,
    kwargs: Option<&Bound<'_, PyDict>>,
) -> PyResult<Point> {
    if let (1, Ok(first)) = (args.len(), args.get_item(0))
        && let Ok(point) = first.extract::<PointArgument>()
    {
        return Ok(point.0);
    }
    let mut point = Point { position: 0.0, color: [0.0; 4] };
    let keywords = kwargs.filter(|keywords| !keywords.is_empty());
    if keywords.is_none() {
        return match args.is_empty() {
            true => Ok(point),
            false => point_of(&args.iter().collect::<Vec<_>>()),
        };
    }
    let names = ["pos", "opacity", "color", "colorAndOpacity", "colorAndAlpha"];
    // A second positional argument is an opacity only if a colour follows by name.
    let [pos, opacity, color, ..] = bind(name, names, args, keywords)?;
    let [_, _, _, with_opacity, text] = bind(name, names, args, keywords)?;
    point.position = optional(&pos, 0.0)?;
    if let Some(text) = text {
        point.color = color_of(&text.extract::<String>()?)?;
    }
    if let Some(color) = with_opacity.as_ref().or(color.as_ref()) {
        point.color = changed_color(point.color, color)?;
    }
    if let Some(opacity) = opacity {
        point.color[3] = opacity.extract()?;
    }
    Ok(point)
}

/// A `vec4`, a `vec3` that keeps the opacity, or text.
fn changed_color(mut old: [f32; 4], color: &Bound<'_, PyAny>) -> PyResult<[f32; 4]> {
    if color.is_instance_of::<PyString>() {
        return color_of(&color.extract::<String>()?);
    }
    if let Ok(color) = color.extract::<Vec4>() {
        return Ok(color.into());
    }
    old[..3].copy_from_slice(&color.extract::<Vec3>()?.0);
    Ok(old)
}

/// A colour at a position; those of a transfer function are views, so that changes reach it.
#[pyclass(frozen, module = "inviwopy.data")]
pub(crate) struct TFPrimitive {
    place: Place<Point>,
}

impl TFPrimitive {
    fn change(&self, change: impl FnOnce(&mut Point) -> PyResult<()>) -> PyResult<()> {
        self.place.update(change)
    }
}

#[pymethods]
impl TFPrimitive {
    #[new]
    #[pyo3(signature = (*args, **kwargs))]
    fn new(args: &Bound<'_, PyTuple>, kwargs: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Ok(Self { place: Place::own(parse_point("TFPrimitive", args, kwargs)?) })
    }

    /// Position and colour by value.
    #[getter]
    fn data(&self) -> PyResult<TFPrimitiveData> {
        Ok(TFPrimitiveData(self.place.get()?))
    }

    #[setter]
    fn set_data(&self, data: PointArgument) -> PyResult<()> {
        self.place.set(data.0)
    }

    /// The position.
    #[getter]
    fn pos(&self) -> PyResult<f64> {
        Ok(self.place.get()?.position)
    }

    #[setter]
    fn set_pos(&self, position: f64) -> PyResult<()> {
        self.change(|point| {
            point.position = position;
            Ok(())
        })
    }

    /// The opacity.
    #[getter]
    fn alpha(&self) -> PyResult<f32> {
        Ok(self.place.get()?.color[3])
    }

    #[setter]
    fn set_alpha(&self, alpha: f32) -> PyResult<()> {
        self.change(|point| {
            point.color[3] = alpha;
            Ok(())
        })
    }

    /// Red, green, blue and opacity, a `vec4`; an assigned `vec3` keeps the opacity.
    #[getter]
    fn color(&self) -> PyResult<Vec4> {
        Ok(self.place.get()?.color.into())
    }

    #[setter]
    fn set_color(&self, color: &Bound<'_, PyAny>) -> PyResult<()> {
        let color = changed_color(self.place.get()?.color, color)?;
        self.change(|point| {
            point.color = color;
            Ok(())
        })
    }

    /// Sets position and opacity: two numbers or a `dvec2`.
    #[pyo3(name = "setPositionAlpha", signature = (pos, alpha = None))]
    fn set_position_alpha(&self, pos: &Bound<'_, PyAny>, alpha: Option<f32>) -> PyResult<()> {
        let (position, alpha) = match alpha {
            Some(alpha) => (pos.extract()?, alpha),
            None => {
                let [position, alpha] = pos.extract::<DVec2>()?.0;
                (position, alpha as f32)
            }
        };
        self.change(|point| {
            point.position = position;
            point.color[3] = alpha;
            Ok(())
        })
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        let point = self.place.get()?;
        Ok(other.extract::<PointArgument>().is_ok_and(|other| other.0 == point))
    }

    fn __repr__(&self) -> PyResult<String> {
        Ok(format!("<TFPrimitive: {}>", point_text(&self.place.get()?)))
    }
}

/// Colours at positions; see `TransferFunction` and `IsoValueCollection`.
#[pyclass(frozen, subclass, module = "inviwopy.data")]
pub(crate) struct TFPrimitiveSet {
    /// Iso values are a transfer function whose mask nobody looks at.
    place: Place<ivw::TransferFunction>,
}

impl TFPrimitiveSet {
    fn parse(
        name: &str,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        // Older versions had a resolution, alone or at the end, which nothing depends on here.
        let names = ["values", "type", "textureSize"];
        let [values, kind, _resolution] = bind(name, names, args, kwargs)?;
        let is_number = |value: &Bound<'_, PyAny>| value.is_instance_of::<PyInt>();
        let (values, kind) = (values.filter(|v| !is_number(v)), kind.filter(|k| !is_number(k)));
        let kind = optional(&kind, TFPrimitiveSetType::Relative)?;
        let points = match values {
            Some(values) => points_of(&values)?,
            None => Vec::new(),
        };
        let absolute = kind == TFPrimitiveSetType::Absolute;
        Ok(Self { place: Place::own(ivw::TransferFunction { points, mask: [0.0, 1.0], absolute }) })
    }

    fn change(&self, change: impl FnOnce(&mut ivw::TransferFunction)) -> PyResult<()> {
        self.place.update(|function| {
            change(function);
            Ok(())
        })
    }

    /// The places of all points in the order of their positions.
    fn order(function: &ivw::TransferFunction) -> Vec<usize> {
        let mut order: Vec<usize> = (0..function.points.len()).collect();
        order.sort_by(|&a, &b| function.points[a].position.total_cmp(&function.points[b].position));
        order
    }

    fn place_of(function: &ivw::TransferFunction, index: isize) -> PyResult<usize> {
        let order = Self::order(function);
        let n = order.len() as isize;
        let place = if index < 0 { index + n } else { index };
        usize::try_from(place)
            .ok()
            .and_then(|place| order.get(place).copied())
            .ok_or_else(|| PyIndexError::new_err(format!("there are {n} points, none at {index}")))
    }

    fn primitive(slf: &Bound<'_, Self>, place: usize) -> TFPrimitive {
        let gone = || PyIndexError::new_err("the point is no longer in its transfer function");
        let (read, write) = (slf.clone().unbind(), slf.clone().unbind());
        let place = Place::Bound(
            Box::new(move || read.get().place.get()?.points.get(place).copied().ok_or_else(gone)),
            Box::new(move |point| {
                write.get().place.update(|function| {
                    *function.points.get_mut(place).ok_or_else(gone)? = point;
                    Ok(())
                })
            }),
        );
        TFPrimitive { place }
    }

    fn text(&self, name: &str) -> PyResult<String> {
        let points = self.place.get()?.sorted();
        let lines: String =
            points.iter().map(|point| format!("\n    {}", point_text(point))).collect();
        Ok(format!("<{name}:  {} points{lines}>", points.len()))
    }
}

#[pymethods]
impl TFPrimitiveSet {
    /// Whether positions are parts of the data range or data values.
    #[getter]
    fn r#type(&self) -> PyResult<TFPrimitiveSetType> {
        Ok(match self.place.get()?.absolute {
            true => TFPrimitiveSetType::Absolute,
            false => TFPrimitiveSetType::Relative,
        })
    }

    /// The range of positions, a `dvec2`: [0, 1] for relative ones.
    #[getter]
    fn range(&self) -> PyResult<DVec2> {
        let function = self.place.get()?;
        let points = function.sorted();
        Ok(match (function.absolute, points.first(), points.last()) {
            (true, Some(first), Some(last)) => [first.position, last.position].into(),
            _ => [0.0, 1.0].into(),
        })
    }

    /// The number of points.
    #[getter]
    fn size(&self) -> PyResult<usize> {
        Ok(self.place.get()?.points.len())
    }

    /// Whether there are no points.
    #[getter]
    fn empty(&self) -> PyResult<bool> {
        Ok(self.place.get()?.points.is_empty())
    }

    fn __len__(&self) -> PyResult<usize> {
        self.size()
    }

    fn __bool__(&self) -> bool {
        true
    }

    fn __getitem__(slf: &Bound<'_, Self>, index: isize) -> PyResult<TFPrimitive> {
        let place = Self::place_of(&slf.get().place.get()?, index)?;
        Ok(Self::primitive(slf, place))
    }

    fn __setitem__(&self, index: isize, point: PointArgument) -> PyResult<()> {
        self.place.update(|function| {
            let place = Self::place_of(function, index)?;
            function.points[place] = point.0;
            Ok(())
        })
    }

    fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let order = Self::order(&slf.get().place.get()?);
        let primitives =
            order.into_iter().map(|place| Bound::new(slf.py(), Self::primitive(slf, place)));
        let list = PyList::new(slf.py(), primitives.collect::<PyResult<Vec<_>>>()?)?;
        Ok(list.try_iter()?.into_any())
    }

    /// Removes all points.
    fn clear(&self) -> PyResult<()> {
        self.change(|function| function.points.clear())
    }

    /// Adds a point: `add(pos, vec4)`, `add(TFPrimitiveData)`, `add(dvec2(pos, alpha))` with the
    /// colour that is there already, or several: `add([TFPrimitiveData, ..])`.
    #[pyo3(signature = (*args))]
    fn add(&self, args: &Bound<'_, PyTuple>) -> PyResult<()> {
        let points = if args.len() == 1 {
            let argument = args.get_item(0)?;
            if let Ok(point) = argument.extract::<PointArgument>() {
                vec![point.0]
            } else if let Ok(position_alpha) = argument.extract::<DVec2>() {
                let [position, alpha] = position_alpha.0;
                let mut color = self.place.get()?.sample(position);
                color[3] = alpha as f32;
                vec![Point { position, color }]
            } else {
                points_of(&argument)?
            }
        } else {
            vec![point_of(&args.iter().collect::<Vec<_>>())?]
        };
        self.change(|function| function.points.extend(points))
    }

    /// Adds a point as scripts from before 2019 do: position with opacity, and a colour.
    #[pyo3(name = "addPoint")]
    fn add_point(&self, position: DVec2, color: Vec3) -> PyResult<()> {
        let ([position, alpha], [red, green, blue]) = (position.0, color.0);
        let color = [red, green, blue, alpha as f32];
        self.change(|function| function.points.push(Point { position, color }))
    }

    /// Replaces all points.
    fn set(&self, items: &Bound<'_, PyAny>) -> PyResult<()> {
        let points = points_of(items)?;
        self.change(|function| function.points = points)
    }

    /// All points by value, in the order of their positions.
    #[pyo3(name = "getValues")]
    fn values(&self) -> PyResult<Vec<TFPrimitiveData>> {
        Ok(self.place.get()?.sorted().into_iter().map(TFPrimitiveData).collect())
    }

    /// Removes the first point that equals another one; nothing happens if there is none.
    fn remove(&self, primitive: PointArgument) -> PyResult<()> {
        self.change(|function| {
            if let Some(n) = function.points.iter().position(|point| *point == primitive.0) {
                function.points.remove(n);
            }
        })
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        match other.cast::<Self>() {
            Ok(other) => Ok(self.place.get()? == other.get().place.get()?),
            Err(_) => Ok(false),
        }
    }
}

/// A piecewise linear map from positions to colours.
///
/// `TransferFunction(values=[], type=TFPrimitiveSetType.Relative)`: the values are `TFPrimitiveData`
/// or lists such as `[pos, vec4]`. The transfer function of a property is a view: changes of it and
/// of its points reach the property.
#[pyclass(extends = TFPrimitiveSet, frozen, module = "inviwopy.data")]
pub(crate) struct TransferFunction;

impl TransferFunction {
    /// This is a transfer function that lives elsewhere, such as in a property.
    ///
    /// The closures are called while attached; they must not be called with their own locks held.
    pub(crate) fn bound(
        py: Python<'_>,
        get: Get<ivw::TransferFunction>,
        set: Set<ivw::TransferFunction>,
    ) -> PyResult<Py<Self>> {
        let base = TFPrimitiveSet { place: Place::Bound(get, set) };
        Py::new(py, PyClassInitializer::from(base).add_subclass(Self))
    }

    /// This is a transfer function by value.
    pub(crate) fn own(py: Python<'_>, function: ivw::TransferFunction) -> PyResult<Py<Self>> {
        let base = TFPrimitiveSet { place: Place::own(function) };
        Py::new(py, PyClassInitializer::from(base).add_subclass(Self))
    }

    /// This is the value of a transfer function as it is now.
    pub(crate) fn value(this: &Bound<'_, Self>) -> PyResult<ivw::TransferFunction> {
        this.as_super().get().place.get()
    }
}

#[pymethods]
impl TransferFunction {
    /// Number of colors that older versions made of it; here it has no resolution.
    #[getter(textureSize)]
    fn texture_size(&self) -> usize {
        1024
    }

    #[new]
    #[pyo3(signature = (*args, **kwargs))]
    fn new(
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyClassInitializer<Self>> {
        let base = TFPrimitiveSet::parse("TransferFunction", args, kwargs)?;
        Ok(PyClassInitializer::from(base).add_subclass(Self))
    }

    /// Outside of this range, a `dvec2`, opacity is zero.
    #[getter]
    fn mask(slf: &Bound<'_, Self>) -> PyResult<DVec2> {
        Ok(Self::value(slf)?.mask.into())
    }

    #[setter]
    fn set_mask(slf: &Bound<'_, Self>, mask: DVec2) -> PyResult<()> {
        slf.as_super().get().change(|function| function.mask = mask.0)
    }

    /// Removes the mask.
    #[pyo3(name = "clearMask")]
    fn clear_mask(slf: &Bound<'_, Self>) -> PyResult<()> {
        slf.as_super().get().change(|function| function.mask = [0.0, 1.0])
    }

    /// The colour at a position, a `vec4`; the mask is left aside.
    fn sample(slf: &Bound<'_, Self>, v: f64) -> PyResult<Vec4> {
        Ok(Self::value(slf)?.sample(v).into())
    }

    /// Writes a transfer function to an `.itf` file.
    #[staticmethod]
    fn save(tf: &Bound<'_, Self>, path: &Bound<'_, PyAny>) -> PyResult<()> {
        let file = path_from(path)?;
        workspace::write_transfer_function(file.as_ref(), &Self::value(tf)?)
            .map_err(|error| raised(path.py(), error))
    }

    /// Reads a transfer function from an `.itf` file.
    #[staticmethod]
    fn load(path: &Bound<'_, PyAny>) -> PyResult<Py<Self>> {
        let py = path.py();
        let read = workspace::read_transfer_function(path_from(path)?.as_ref());
        Self::own(py, read.map_err(|error| raised(py, error))?)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        slf.as_super().get().text("TransferFunction")
    }
}

/// Values at which a surface is drawn, with the colour of each.
///
/// `IsoValueCollection(values=[], type=TFPrimitiveSetType.Relative)`, as for `TransferFunction`.
#[pyclass(extends = TFPrimitiveSet, frozen, module = "inviwopy.data")]
pub(crate) struct IsoValueCollection;

fn function_of(values: ivw::IsoValues) -> ivw::TransferFunction {
    let ivw::IsoValues { points, absolute } = values;
    ivw::TransferFunction { points, mask: [0.0, 1.0], absolute }
}

fn iso_values_of(function: ivw::TransferFunction) -> ivw::IsoValues {
    ivw::IsoValues { points: function.points, absolute: function.absolute }
}

impl IsoValueCollection {
    /// These are iso values that live elsewhere, such as in a property.
    ///
    /// The closures are called while attached; they must not be called with their own locks held.
    pub(crate) fn bound(
        py: Python<'_>,
        get: Get<ivw::IsoValues>,
        set: Set<ivw::IsoValues>,
    ) -> PyResult<Py<Self>> {
        let place = Place::Bound(
            Box::new(move || Ok(function_of(get()?))),
            Box::new(move |function| set(iso_values_of(function))),
        );
        Py::new(py, PyClassInitializer::from(TFPrimitiveSet { place }).add_subclass(Self))
    }

    /// These are iso values by value.
    pub(crate) fn own(py: Python<'_>, values: ivw::IsoValues) -> PyResult<Py<Self>> {
        let place = Place::own(function_of(values));
        Py::new(py, PyClassInitializer::from(TFPrimitiveSet { place }).add_subclass(Self))
    }

    /// These are the iso values as they are now.
    pub(crate) fn value(this: &Bound<'_, Self>) -> PyResult<ivw::IsoValues> {
        Ok(iso_values_of(this.as_super().get().place.get()?))
    }
}

#[pymethods]
impl IsoValueCollection {
    #[new]
    #[pyo3(signature = (*args, **kwargs))]
    fn new(
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyClassInitializer<Self>> {
        let base = TFPrimitiveSet::parse("IsoValueCollection", args, kwargs)?;
        Ok(PyClassInitializer::from(base).add_subclass(Self))
    }

    /// Writes iso values to a file.
    #[staticmethod]
    fn save(isovalues: &Bound<'_, Self>, path: &Bound<'_, PyAny>) -> PyResult<()> {
        let file = path_from(path)?;
        let values = iso_values_of(isovalues.as_super().get().place.get()?);
        workspace::write_iso_values(file.as_ref(), &values)
            .map_err(|error| raised(path.py(), error))
    }

    /// Reads iso values from a file.
    #[staticmethod]
    fn load(path: &Bound<'_, PyAny>) -> PyResult<Py<Self>> {
        let py = path.py();
        let read = workspace::read_iso_values(path_from(path)?.as_ref());
        Self::own(py, read.map_err(|error| raised(py, error))?)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        slf.as_super().get().text("IsoValueCollection")
    }
}

/// This adds transfer functions, iso values and their points to `inviwopy.data`.
pub(super) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<TFPrimitiveData>()?;
    module.add_class::<TFPrimitive>()?;
    module.add_class::<TFPrimitiveSet>()?;
    module.add_class::<TransferFunction>()?;
    module.add_class::<IsoValueCollection>()
}
