//! Arguments of constructors with several signatures.

use pyo3::conversion::FromPyObjectOwned;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

/// These are the arguments of a call by the names of one signature; `None` where there is none.
pub(super) fn bind<'py, const N: usize>(
    function: &str,
    names: [&str; N],
    positional: &Bound<'py, PyTuple>,
    keywords: Option<&Bound<'py, PyDict>>,
) -> PyResult<[Option<Bound<'py, PyAny>>; N]> {
    if positional.len() > N {
        return Err(PyTypeError::new_err(format!(
            "{function}({}) takes at most {N} arguments, got {}",
            names.join(", "),
            positional.len()
        )));
    }
    let mut values = [const { None }; N];
    for (value, argument) in values.iter_mut().zip(positional.iter()) {
        *value = Some(argument);
    }
    for (name, argument) in keywords.into_iter().flatten() {
        let name: String = name.extract()?;
        let Some(place) = names.iter().position(|known| *known == name) else {
            return Err(PyTypeError::new_err(format!(
                "{function}({}) has no argument '{name}'",
                names.join(", ")
            )));
        };
        if values[place].replace(argument).is_some() {
            return Err(PyTypeError::new_err(format!(
                "{function}() got the argument '{name}' twice"
            )));
        }
    }
    Ok(values)
}

/// This is the value of an optional argument.
pub(super) fn optional<'py, T>(argument: &Option<Bound<'py, PyAny>>, default: T) -> PyResult<T>
where
    T: FromPyObjectOwned<'py>,
{
    match argument {
        Some(argument) => argument.extract().map_err(Into::into),
        None => Ok(default),
    }
}

/// This is the value of an argument that must be there.
pub(super) fn required<'py, T>(
    function: &str,
    name: &str,
    argument: &Option<Bound<'py, PyAny>>,
) -> PyResult<T>
where
    T: FromPyObjectOwned<'py>,
{
    match argument {
        Some(argument) => argument.extract().map_err(Into::into),
        None => Err(PyTypeError::new_err(format!("{function}() lacks the argument '{name}'"))),
    }
}
