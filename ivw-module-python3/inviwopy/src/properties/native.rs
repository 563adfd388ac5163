//! Groups of properties as native processors declare them, for processors in Python.

use std::collections::HashMap;

use ivw_core::host::{ClassInfo, Request};
use ivw_core::property::{Kind, PropertySpec};
use parking_lot::Mutex;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::host::ask;

/// Groups that were asked for, by their saved class.
static KNOWN: Mutex<Option<HashMap<String, PropertySpec>>> = Mutex::new(None);

/// This is a group of a saved class, as the first native processor that has one declares it.
pub fn group(py: Python<'_>, class: &str) -> PyResult<PropertySpec> {
    if let Some(known) = KNOWN.lock().get_or_insert_default().get(class) {
        return Ok(known.clone());
    }
    let classes: Vec<ClassInfo> = ask(py, &Request::Classes)?;
    let mut found = None;
    for known in &classes {
        known.spec.walk_properties(|property| {
            let is_it = matches!(property.kind, Kind::Group(_)) && property.class_id() == class;
            if is_it && found.is_none() {
                found = Some(property.clone());
            }
        });
    }
    let found = found.ok_or_else(|| {
        PyTypeError::new_err(format!(
            "no processor has properties of class {class}: load the module \"Base\""
        ))
    })?;
    KNOWN.lock().get_or_insert_default().insert(class.to_owned(), found.clone());
    Ok(found)
}
