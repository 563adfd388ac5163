//! Arguments of constructors that have many forms.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};

/// These are arguments by their names.
pub struct Arguments<'py> {
    class: &'static str,
    names: &'static [&'static str],
    values: Vec<Option<Bound<'py, PyAny>>>,
    /// This is what the thing is for, if it was said.
    pub help: Option<String>,
}

impl<'py> Arguments<'py> {
    /// This sorts arguments by their names; help may be the third of them, or be called `help`.
    pub fn parse(
        class: &'static str,
        names: &'static [&'static str],
        positional: &Bound<'py, PyTuple>,
        by_name: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Self> {
        let mut values = vec![None; names.len()];
        let mut help = None;
        let mut n = 0;
        for (place, value) in positional.iter().enumerate() {
            if place == 2 && is_document(&value) {
                help = Some(to_text(&value)?);
                continue;
            }
            let slot = values.get_mut(n).ok_or_else(|| {
                PyTypeError::new_err(format!(
                    "{class}() takes up to {} arguments: {}",
                    names.len(),
                    names.join(", ")
                ))
            })?;
            *slot = Some(value);
            n += 1;
        }
        for (key, value) in by_name.into_iter().flatten() {
            let key: String = key.cast_into::<PyString>()?.extract()?;
            if key == "help" {
                help = Some(to_text(&value)?);
                continue;
            }
            // Some classes call it this, some that, and so do scripts.
            let wanted = match key.as_str() {
                "displayName" if !names.contains(&"displayName") => "name",
                "name" if !names.contains(&"name") => "displayName",
                "minSeperation" => "minSeparation",
                key => key,
            };
            let slot = names.iter().position(|name| *name == wanted).ok_or_else(|| {
                PyTypeError::new_err(format!(
                    "{class}() has no argument '{key}': it has {}",
                    names.join(", ")
                ))
            })?;
            if values[slot].replace(value).is_some() {
                return Err(PyTypeError::new_err(format!("{class}() got '{key}' twice")));
            }
        }
        Ok(Self { class, names, values, help })
    }

    /// This is an argument, if it was given.
    pub fn take(&mut self, name: &str) -> Option<Bound<'py, PyAny>> {
        let place = self.names.iter().position(|known| *known == name);
        self.values[place.expect("the code that asks knows the names")].take()
    }

    /// This is an argument that has to be given.
    pub fn needed(&mut self, name: &str) -> PyResult<Bound<'py, PyAny>> {
        self.take(name).ok_or_else(|| {
            PyTypeError::new_err(format!("{}() needs the argument '{name}'", self.class))
        })
    }

    /// This is a text that has to be given.
    pub fn text(&mut self, name: &str) -> PyResult<String> {
        let value = self.needed(name)?;
        value.extract().map_err(|_| self.wrong(name, "a text", &value))
    }

    /// This is an argument of a type, or its default.
    pub fn or<T>(&mut self, name: &str, default: T) -> PyResult<T>
    where
        T: for<'a> FromPyObject<'a, 'py, Error: Into<PyErr>>,
    {
        match self.take(name) {
            Some(value) => value.extract().map_err(Into::into).map_err(|error: PyErr| {
                let text = error.value(value.py()).to_string();
                PyTypeError::new_err(format!("{}(): argument '{name}': {text}", self.class))
            }),
            None => Ok(default),
        }
    }

    /// This is the error for an argument of the wrong type.
    pub fn wrong(&self, name: &str, expected: &str, value: &Bound<'_, PyAny>) -> PyErr {
        let got = value.get_type().name().map(|name| name.to_string()).unwrap_or_default();
        PyTypeError::new_err(format!(
            "{}(): argument '{name}' has to be {expected}, not {got}",
            self.class
        ))
    }
}

/// This is whether a value is a document of `inviwopy.doc`.
fn is_document(value: &Bound<'_, PyAny>) -> bool {
    value.get_type().name().is_ok_and(|name| name == "Document")
}

fn to_text(value: &Bound<'_, PyAny>) -> PyResult<String> {
    value.str()?.extract()
}
