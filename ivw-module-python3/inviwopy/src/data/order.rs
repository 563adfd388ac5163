//! In which order the axes of numpy arrays are: which dialect of Inviwo's scripts a file is in.
//!
//! Since 2023 the axes of a volume's array are (z, y, x), x last; before, they were (x, y, z).
//! No array tells which one its author meant, so the file with the code that asks for an array or
//! gives one says it. The first of these that is there counts:
//!
//! 1. a variable `__numpy_order__ = "xyz"` of the file's module,
//! 2. a comment `# ivw: numpy-order = xyz` on a line of its own,
//! 3. a file `.numpy-order` with the word `xyz` in the folder of the file, or in one above,
//! 4. the setting `numpy-order` of the host, which `ivw-app --numpy-order xyz` sets,
//! 5. (z, y, x).
//!
//! Either way an index means the same voxel on both sides, whatever the array's order in memory.

#![allow(unsafe_code)]

use std::fmt;
use std::path::{Path, PathBuf};

use ivw_core::host::Request;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use pyo3::{ffi, intern};

use crate::host::ask;

/// This is the order of the axes of arrays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    /// The last axis is x, as since 2023.
    #[default]
    Zyx,
    /// The first axis is x, as before.
    Xyz,
}

impl Order {
    fn of_name(name: &str) -> Option<Self> {
        match name.trim().trim_matches(['"', '\'']) {
            "zyx" | "(z, y, x)" => Some(Self::Zyx),
            "xyz" | "(x, y, z)" => Some(Self::Xyz),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Zyx => "zyx",
            Self::Xyz => "xyz",
        }
    }

    /// This is the order that the Python code which called us wants.
    pub(crate) fn of_caller(py: Python<'_>) -> PyResult<Self> {
        // SAFETY: the thread is attached; the dictionary is borrowed from the running frame, which
        // waits for us, or there is none.
        let globals = unsafe { Borrowed::from_ptr_or_opt(py, ffi::PyEval_GetGlobals()) };
        let Some(globals) = globals else { return of_run(py).map(|(order, _)| order) };
        let globals = globals.cast::<PyDict>()?;
        let variable = intern!(py, "__numpy_order__");
        if let Some(said) = globals.get_item(variable)? {
            return Self::of_name(&said.cast::<PyString>()?.to_cow()?).ok_or_else(|| {
                pyo3::exceptions::PyValueError::new_err(format!(
                    "__numpy_order__ is '{said}': write 'zyx' or 'xyz'"
                ))
            });
        }
        let Some(file) = globals.get_item(intern!(py, "__file__"))? else {
            return of_run(py).map(|(order, _)| order);
        };
        let file = PathBuf::from(file.str()?.extract::<String>()?);
        let (order, why) = of_file(py, &file)?;
        match order {
            Order::Zyx => {
                tracing::debug!(target: "python", "numpy arrays in {} are {order}: {why}", file.display());
            }
            Order::Xyz => {
                tracing::info!(target: "python", "numpy arrays in {} are {order}: {why}", file.display());
            }
        }
        globals.set_item(variable, order.name())?;
        Ok(order)
    }

    /// This puts the axes of an array, x last, into this order, or those of this order x last.
    pub(super) fn turn<T>(self, axes: &mut [T]) {
        if self == Self::Xyz {
            axes.reverse();
        }
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Zyx => "(z, y, x)",
            Self::Xyz => "(x, y, z)",
        })
    }
}

/// The order of the code in a file, and who says so.
fn of_file(py: Python<'_>, file: &Path) -> PyResult<(Order, String)> {
    // A file that is gone, or in an archive, has nothing to say.
    let source = std::fs::read(file).unwrap_or_default();
    if let Some((line, said)) = comment(&source) {
        match Order::of_name(said) {
            Some(order) => return Ok((order, format!("its line {line}"))),
            None => tracing::warn!(
                target: "python",
                "{}, line {line}: numpy-order is \"{said}\": write zyx or xyz",
                file.display()
            ),
        }
    }
    for folder in file.ancestors().skip(1) {
        let path = folder.join(".numpy-order");
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        match Order::of_name(&text) {
            Some(order) => return Ok((order, path.display().to_string())),
            None => tracing::warn!(
                target: "python",
                "{} is \"{}\": write zyx or xyz",
                path.display(),
                text.trim()
            ),
        }
    }
    of_run(py)
}

/// The order for all code that says nothing else.
fn of_run(py: Python<'_>) -> PyResult<(Order, String)> {
    let setting: Option<String> = ask(py, &Request::Setting("numpy-order".to_owned()))?;
    match setting.as_deref().map(|name| (name, Order::of_name(name))) {
        Some((_, Some(order))) => Ok((order, "the setting numpy-order".to_owned())),
        Some((name, None)) => Err(pyo3::exceptions::PyValueError::new_err(format!(
            "the setting numpy-order is \"{name}\": set it to zyx or xyz"
        ))),
        None => Ok((Order::default(), "the default".to_owned())),
    }
}

/// The line and the value of the comment `# ivw: numpy-order = VALUE`.
fn comment(source: &[u8]) -> Option<(usize, &str)> {
    let mut lines = source.split(|&byte| byte == b'\n').zip(1..);
    lines.find_map(|(line, n)| {
        let line = std::str::from_utf8(line).ok()?.trim().strip_prefix('#')?;
        let (key, value) = line.split_once('=')?;
        let key: String = key.split_whitespace().collect();
        matches!(key.as_str(), "ivw:numpy-order" | "inviwo:numpy-order").then(|| (n, value.trim()))
    })
}
