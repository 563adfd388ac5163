//! A stand-in for the data classes.

use ivw_core::data::{
    Camera, DataHandle, Format, IsoValues, Memory, Number, TransferFunction, Volume,
};
use numpy::{PyArrayDyn, PyArrayMethods, PyUntypedArrayMethods};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

#[pyclass(name = "Volume", module = "inviwopy.data", frozen)]
pub struct PyVolume(DataHandle);

#[pymethods]
impl PyVolume {
    #[new]
    fn new(array: &Bound<'_, PyAny>) -> PyResult<Self> {
        let array = array.call_method1("astype", ("float32",))?;
        let array: Bound<'_, PyArrayDyn<f32>> = array.cast_into()?;
        let shape = array.shape().to_vec();
        let dims = [shape[2] as u32, shape[1] as u32, shape[0] as u32];
        let values = array.to_vec()?;
        let volume = Volume::from_memory(dims, Format::new(Number::F32, 1), Memory::copy_of(&values))
            .map_err(|e| PyTypeError::new_err(e.to_string()))?;
        Ok(Self(DataHandle::new(volume)))
    }
    #[getter]
    fn dimensions(&self) -> Vec<u32> {
        self.0.downcast::<Volume>().expect("it is one").dims.to_vec()
    }
}

pub fn to_python(py: Python<'_>, handle: DataHandle) -> PyResult<Py<PyAny>> {
    Ok(Py::new(py, PyVolume(handle))?.into_any())
}
pub fn from_python(object: &Bound<'_, PyAny>) -> PyResult<DataHandle> {
    Ok(object.cast::<PyVolume>()?.get().0.clone())
}
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<PyVolume>()
}
pub fn transfer_function(_py: Python<'_>, _f: TransferFunction) -> PyResult<Bound<'_, PyAny>> {
    Err(PyTypeError::new_err("stub"))
}
pub fn transfer_function_from(_o: &Bound<'_, PyAny>) -> PyResult<TransferFunction> {
    Err(PyTypeError::new_err("stub"))
}
pub fn iso_values(_py: Python<'_>, _f: IsoValues) -> PyResult<Bound<'_, PyAny>> {
    Err(PyTypeError::new_err("stub"))
}
pub fn iso_values_from(_o: &Bound<'_, PyAny>) -> PyResult<IsoValues> {
    Err(PyTypeError::new_err("stub"))
}
pub fn camera(_py: Python<'_>, _f: Camera) -> PyResult<Bound<'_, PyAny>> {
    Err(PyTypeError::new_err("stub"))
}
pub fn camera_from(_o: &Bound<'_, PyAny>) -> PyResult<Camera> {
    Err(PyTypeError::new_err("stub"))
}
pub fn connect(_v: &Bound<'_, PyAny>, _p: &Bound<'_, crate::properties::Property>) -> PyResult<()> {
    Ok(())
}
