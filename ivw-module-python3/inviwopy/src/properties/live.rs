//! Values that are live: a change of one is a change of its property.

use ivw_core::property::{PropertyChange, Value};
use parking_lot::Mutex;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyWeakrefReference;

use super::Property;
use super::place::Place;

/// This is a property as its value knows it, without keeping its object alive.
///
/// The collector can't look into a value's closures, and would never find a circle through them.
pub struct Live {
    object: Py<PyWeakrefReference>,
    /// Where the property was when it was seen last.
    place: Mutex<Place>,
}

impl Live {
    /// This is how a value knows a property.
    pub fn new(property: &Bound<'_, Property>) -> PyResult<Self> {
        let object = PyWeakrefReference::new(property)?.unbind();
        Ok(Self { object, place: Mutex::new(property.get().place()?) })
    }

    fn place(&self, py: Python<'_>) -> Place {
        let object = self.object.bind(py).upgrade_as::<Property>().ok().flatten();
        if let Some(place) = object.and_then(|object| object.get().place().ok()) {
            *self.place.lock() = place;
        }
        self.place.lock().clone()
    }

    /// This is the value now.
    pub fn get(&self) -> PyResult<Value> {
        Python::attach(|py| Ok(self.place(py).info(py)?.value))
    }

    /// This sets the value.
    pub fn set(&self, value: Value) -> PyResult<()> {
        Python::attach(|py| self.place(py).change(py, PropertyChange::Value(value)))
    }
}

/// This is the error for a value of another kind.
pub fn unexpected(value: &Value) -> PyErr {
    PyTypeError::new_err(format!("the property is {} now", value.kind_name()))
}
