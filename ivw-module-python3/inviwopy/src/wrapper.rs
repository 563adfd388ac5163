//! Lists of named things, as scripts look at them: by place, by name, and as attributes.

use pyo3::exceptions::{PyIndexError, PyKeyError, PyTypeError};
use pyo3::prelude::*;

/// Named things in order.
#[pyclass(frozen, module = "inviwopy")]
pub struct Wrapper {
    items: Vec<(String, Py<PyAny>)>,
}

impl Wrapper {
    /// These are things by their names.
    pub fn new(items: Vec<(String, Py<PyAny>)>) -> Self {
        Self { items }
    }

    /// This is the first thing whose name is wanted.
    pub fn find(&self, py: Python<'_>, is_wanted: impl Fn(&str) -> bool) -> Option<Py<PyAny>> {
        let found = self.items.iter().find(|(name, _)| is_wanted(name));
        found.map(|(_, item)| item.clone_ref(py))
    }

    fn named(&self, py: Python<'_>, name: &str) -> PyResult<Py<PyAny>> {
        let found = self.items.iter().find(|(known, _)| known == name);
        found.map(|(_, item)| item.clone_ref(py)).ok_or_else(|| {
            let names: Vec<_> = self.items.iter().map(|(name, _)| name.as_str()).collect();
            PyKeyError::new_err(match names.is_empty() {
                true => format!("there is no '{name}': there is nothing"),
                false => format!("there is no '{name}': there are {}", names.join(", ")),
            })
        })
    }
}

#[pymethods]
impl Wrapper {
    fn __getitem__(&self, py: Python<'_>, key: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        if let Ok(name) = key.extract::<&str>() {
            return self.named(py, name);
        }
        let place: isize =
            key.extract().map_err(|_| PyTypeError::new_err("expected a place or an identifier"))?;
        let n = self.items.len() as isize;
        let at = if place < 0 { place + n } else { place };
        match usize::try_from(at).ok().and_then(|at| self.items.get(at)) {
            Some((_, item)) => Ok(item.clone_ref(py)),
            None => Err(PyIndexError::new_err(format!("there is no {place}: there are {n}"))),
        }
    }

    fn __getattr__(&self, py: Python<'_>, name: &str) -> PyResult<Py<PyAny>> {
        // What Python itself asks for must look as if it were not there.
        if name.starts_with("__") {
            return Err(pyo3::exceptions::PyAttributeError::new_err(name.to_owned()));
        }
        self.named(py, name)
    }

    fn __len__(&self) -> usize {
        self.items.len()
    }

    fn __contains__(&self, py: Python<'_>, key: &Bound<'_, PyAny>) -> PyResult<bool> {
        if let Ok(name) = key.extract::<&str>() {
            return Ok(self.items.iter().any(|(known, _)| known == name));
        }
        for (_, item) in &self.items {
            if item.bind(py).eq(key)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn __repr__(&self) -> String {
        let names: Vec<_> = self.items.iter().map(|(name, _)| name.as_str()).collect();
        format!("[{}]", names.join(", "))
    }

    fn __dir__(&self) -> Vec<String> {
        self.items.iter().map(|(name, _)| name.clone()).collect()
    }
}
