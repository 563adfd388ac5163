//! `Unit`, `Axis` and `DataMapper`: what the numbers of a volume or layer mean.

use ivw_core::data as ivw;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyString;

use super::place::Place;
use crate::glm::DVec2;

/// A unit, such as `Unit("m/s")`; `Unit("")` is none.
#[pyclass(frozen, eq, hash, module = "inviwopy.data")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Unit(String);

#[pymethods]
impl Unit {
    #[new]
    #[pyo3(signature = (unit = ""))]
    fn new(unit: &str) -> Self {
        Self(unit.trim().trim_matches(['[', ']']).to_owned())
    }

    /// The unit as text; `[` or `(` in the format puts it into brackets, a leading space before.
    ///
    /// Nothing is written for no unit.
    #[pyo3(signature = (format = ""))]
    fn to_string(&self, format: &str) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        let format = format.trim_start_matches(['{', ':']);
        let space = if format.starts_with(' ') { " " } else { "" };
        let unit = &self.0;
        match (format.contains('['), format.contains('(')) {
            (true, _) => format!("{space}[{unit}]"),
            (_, true) => format!("{space}({unit})"),
            _ => format!("{space}{unit}"),
        }
    }

    fn __str__(&self) -> &str {
        &self.0
    }

    fn __repr__(&self) -> &str {
        &self.0
    }
}

/// This is a unit as an argument: a `Unit` or text.
struct UnitArgument(String);

impl<'a, 'py> FromPyObject<'a, 'py> for UnitArgument {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(unit) = object.cast::<Unit>() {
            return Ok(Self(unit.get().0.clone()));
        }
        match object.cast::<PyString>() {
            Ok(text) => Ok(Self(Unit::new(text.to_str()?).0)),
            Err(_) => Err(PyTypeError::new_err(format!(
                "expected a Unit such as Unit(\"mm\"), got {}",
                super::array::type_name(&object)
            ))),
        }
    }
}

/// The name and unit of an axis or of a value: `Axis("temperature", Unit("K"))`.
#[pyclass(frozen, module = "inviwopy.data")]
pub(crate) struct Axis {
    place: Place<ivw::Axis>,
}

impl Axis {
    pub(super) fn own(axis: ivw::Axis) -> Self {
        Self { place: Place::own(axis) }
    }

    pub(super) fn bound(
        get: impl Fn() -> PyResult<ivw::Axis> + Send + Sync + 'static,
        set: impl Fn(ivw::Axis) -> PyResult<()> + Send + Sync + 'static,
    ) -> Self {
        Self { place: Place::Bound(Box::new(get), Box::new(set)) }
    }

    pub(super) fn get(&self) -> PyResult<ivw::Axis> {
        self.place.get()
    }
}

/// This is the text of an axis in representations: `name [unit]`.
pub(super) fn axis_text(axis: &ivw::Axis) -> String {
    match axis.unit.is_empty() {
        true => axis.name.to_string(),
        false => format!("{} [{}]", axis.name, axis.unit),
    }
}

#[pymethods]
impl Axis {
    #[new]
    #[pyo3(signature = (name = "", unit = UnitArgument(String::new())))]
    fn new(name: &str, unit: UnitArgument) -> Self {
        Self::own(ivw::Axis::new(name, &unit.0))
    }

    /// The name.
    #[getter]
    fn name(&self) -> PyResult<String> {
        Ok(self.get()?.name.into())
    }

    #[setter]
    fn set_name(&self, name: &str) -> PyResult<()> {
        self.place.update(|axis| {
            axis.name = name.into();
            Ok(())
        })
    }

    /// The unit.
    #[getter]
    fn unit(&self) -> PyResult<Unit> {
        Ok(Unit(self.get()?.unit.into()))
    }

    #[setter]
    fn set_unit(&self, unit: UnitArgument) -> PyResult<()> {
        self.place.update(|axis| {
            axis.unit = unit.0.into();
            Ok(())
        })
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        match other.cast::<Self>() {
            Ok(other) => Ok(self.get()? == other.get().get()?),
            Err(_) => Ok(false),
        }
    }

    fn __repr__(&self) -> PyResult<String> {
        Ok(axis_text(&self.get()?))
    }
}

/// How stored numbers map to physical values: `dataRange` to `valueRange`, linearly.
///
/// `volume.dataMap` is a view: what is assigned to its members reaches the volume.
#[pyclass(frozen, module = "inviwopy.data")]
pub(crate) struct DataMapper {
    place: Place<ivw::DataMap>,
}

impl DataMapper {
    pub(super) fn bound(
        get: impl Fn() -> PyResult<ivw::DataMap> + Send + Sync + 'static,
        set: impl Fn(ivw::DataMap) -> PyResult<()> + Send + Sync + 'static,
    ) -> Self {
        Self { place: Place::Bound(Box::new(get), Box::new(set)) }
    }

    pub(super) fn get(&self) -> PyResult<ivw::DataMap> {
        self.place.get()
    }
}

/// This is the text of a data map in representations.
pub(super) fn map_text(map: &ivw::DataMap) -> String {
    let [[data_min, data_max], [min, max]] = [map.data_range, map.value_range];
    format!(
        "dataRange: [{data_min} {data_max}] valueRange: [{min} {max}] value: {}",
        axis_text(&map.value_axis)
    )
}

#[pymethods]
impl DataMapper {
    #[new]
    fn new() -> Self {
        let range = [0.0, 1.0];
        let value_axis = ivw::Axis::default();
        let map = ivw::DataMap { data_range: range, value_range: range, value_axis };
        Self { place: Place::own(map) }
    }

    /// The range of the stored numbers, a `dvec2` of minimum and maximum.
    #[getter(dataRange)]
    fn data_range(&self) -> PyResult<DVec2> {
        Ok(self.get()?.data_range.into())
    }

    #[setter(dataRange)]
    fn set_data_range(&self, range: DVec2) -> PyResult<()> {
        self.place.update(|map| {
            map.data_range = range.into();
            Ok(())
        })
    }

    /// The range of the physical values, a `dvec2` of minimum and maximum.
    #[getter(valueRange)]
    fn value_range(&self) -> PyResult<DVec2> {
        Ok(self.get()?.value_range.into())
    }

    #[setter(valueRange)]
    fn set_value_range(&self, range: DVec2) -> PyResult<()> {
        self.place.update(|map| {
            map.value_range = range.into();
            Ok(())
        })
    }

    /// The name and unit of the physical value.
    #[getter(valueAxis)]
    fn value_axis(slf: &Bound<'_, Self>) -> Axis {
        let (read, write) = (slf.clone().unbind(), slf.clone().unbind());
        Axis::bound(
            move || Ok(read.get().get()?.value_axis),
            move |axis| {
                write.get().place.update(|map| {
                    map.value_axis = axis;
                    Ok(())
                })
            },
        )
    }

    #[setter(valueAxis)]
    fn set_value_axis(&self, axis: &Bound<'_, Axis>) -> PyResult<()> {
        let axis = axis.get().get()?;
        self.place.update(|map| {
            map.value_axis = axis;
            Ok(())
        })
    }

    /// A stored number as a physical value.
    #[pyo3(name = "mapFromDataToValue")]
    fn value(&self, stored: f64) -> PyResult<f64> {
        Ok(self.get()?.value(stored))
    }

    /// A stored number relative to the data range, 0 at its lower and 1 at its upper end.
    #[pyo3(name = "mapFromDataToNormalized")]
    fn normalized(&self, stored: f64) -> PyResult<f64> {
        Ok(self.get()?.normalized(stored))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        match other.cast::<Self>() {
            Ok(other) => Ok(self.get()? == other.get().get()?),
            Err(_) => Ok(false),
        }
    }

    fn __repr__(&self) -> PyResult<String> {
        Ok(format!("<DataMapper: {}>", map_text(&self.get()?)))
    }
}
