//! `inviwopy.data.formats`: formats of voxels, pixels and vertex attributes.

use ivw_core::data::{Format, Number};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use super::array::descriptor;
use crate::enums::{add_enum, inviwo_enum};

inviwo_enum! {
    /// What kind of numbers a format has.
    NumericType in "inviwopy.data.formats" {
        NotSpecialized = 0, Float = 1, UnsignedInteger = 2, SignedInteger = 3,
    }
}

inviwo_enum! {
    /// The number of a format.
    DataFormatId in "inviwopy.data.formats" {
        NotSpecialized = 0,
        FLOAT16 = 1, FLOAT32 = 2, FLOAT64 = 3,
        INT8 = 4, INT16 = 5, INT32 = 6, INT64 = 7,
        UINT8 = 8, UINT16 = 9, UINT32 = 10, UINT64 = 11,
        Vec2FLOAT16 = 12, Vec2FLOAT32 = 13, Vec2FLOAT64 = 14,
        Vec2INT8 = 15, Vec2INT16 = 16, Vec2INT32 = 17, Vec2INT64 = 18,
        Vec2UINT8 = 19, Vec2UINT16 = 20, Vec2UINT32 = 21, Vec2UINT64 = 22,
        Vec3FLOAT16 = 23, Vec3FLOAT32 = 24, Vec3FLOAT64 = 25,
        Vec3INT8 = 26, Vec3INT16 = 27, Vec3INT32 = 28, Vec3INT64 = 29,
        Vec3UINT8 = 30, Vec3UINT16 = 31, Vec3UINT32 = 32, Vec3UINT64 = 33,
        Vec4FLOAT16 = 34, Vec4FLOAT32 = 35, Vec4FLOAT64 = 36,
        Vec4INT8 = 37, Vec4INT16 = 38, Vec4INT32 = 39, Vec4INT64 = 40,
        Vec4UINT8 = 41, Vec4UINT16 = 42, Vec4UINT32 = 43, Vec4UINT64 = 44,
        NumberOfFormats = 45,
    }
}

/// This is a format as an argument: a `DataFormat`, its name, or a numpy type for one component.
#[derive(Clone, Copy)]
pub(super) struct FormatArgument(pub(super) Format);

impl<'a, 'py> FromPyObject<'a, 'py> for FormatArgument {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(format) = object.cast::<DataFormat>() {
            return Ok(Self(format.get().0));
        }
        let name = match object.cast::<PyString>() {
            Ok(name) => name.to_string(),
            Err(_) => object
                .py()
                .import("numpy")?
                .call_method1("dtype", (object,))
                .and_then(|dtype| dtype.getattr("name")?.extract::<String>())
                .map_err(|_| {
                    PyTypeError::new_err(format!(
                        "expected a format such as inviwopy.data.formats.DataFLOAT32, got {}",
                        super::array::type_name(&object)
                    ))
                })?,
        };
        Ok(Self(Format::parse(name.trim_start_matches("Data")).map_err(super::value_error)?))
    }
}

/// A format of voxels, pixels or vertex attributes: the kind of number and 1 to 4 components.
///
/// All formats are constants of `inviwopy.data.formats`, such as `DataVec4UINT8`.
#[pyclass(frozen, eq, hash, module = "inviwopy.data.formats")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct DataFormat(pub(super) Format);

#[pymethods]
impl DataFormat {
    /// The size of one element in bytes.
    #[getter]
    fn size(&self) -> usize {
        self.0.size()
    }

    /// The number of components, 1 to 4.
    #[getter]
    fn components(&self) -> u8 {
        self.0.components
    }

    /// The bits of one component.
    #[getter]
    fn precision(&self) -> usize {
        8 * self.0.number.size()
    }

    /// Float, signed or unsigned integer.
    #[getter(numericType)]
    fn numeric_type(&self) -> NumericType {
        let number = self.0.number;
        match (number.is_float(), number.is_signed_integer()) {
            (true, _) => NumericType::Float,
            (_, true) => NumericType::SignedInteger,
            _ => NumericType::UnsignedInteger,
        }
    }

    /// The number of the format.
    #[getter]
    fn id(&self) -> PyResult<DataFormatId> {
        let number = Number::ALL.iter().position(|&number| number == self.0.number);
        let number = number.expect("all numbers are listed") as i32;
        let components = i32::from(self.0.components) - 1;
        Ok(DataFormatId::try_from(1 + number + components * Number::ALL.len() as i32)?)
    }

    /// The largest number.
    #[getter]
    fn max(&self) -> f64 {
        self.0.number.limits()[1]
    }

    /// The smallest integer, or the smallest positive float of full precision.
    #[getter]
    fn min(&self) -> f64 {
        match self.0.number {
            // 2⁻¹⁴, the smallest normal number.
            Number::F16 => 6.103_515_625e-5,
            Number::F32 => f64::from(f32::MIN_POSITIVE),
            Number::F64 => f64::MIN_POSITIVE,
            integer => integer.limits()[0],
        }
    }

    /// The smallest number.
    #[getter]
    fn lowest(&self) -> f64 {
        self.0.number.limits()[0]
    }

    /// The numpy type of one component.
    #[getter]
    fn dtype<'py>(&self, py: Python<'py>) -> Bound<'py, PyAny> {
        descriptor(py, self.0.number).into_any()
    }

    fn __repr__(&self) -> String {
        format!("<DataFormat: {}>", self.0)
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }
}

/// This is every format.
pub(super) fn all() -> impl Iterator<Item = Format> {
    (1..=4).flat_map(|n| Number::ALL.into_iter().map(move |number| Format::new(number, n)))
}

/// This adds `DataFormat`, its enumerations and all formats to `inviwopy.data.formats`.
pub(crate) fn register_formats(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    add_enum::<NumericType>(module)?;
    add_enum::<DataFormatId>(module)?;
    module.add_class::<DataFormat>()?;
    let by_name = PyDict::new(py);
    for format in all() {
        by_name.set_item(format!("Data{format}"), Py::new(py, DataFormat(format))?)?;
    }
    module.dict().update(by_name.as_mapping())
}
