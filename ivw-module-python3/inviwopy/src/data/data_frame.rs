//! Data frames: `ivwdataframe` is written in Python, its columns are the host's own numbers.

use ivw_core::data as ivw;
use ivw_core::data::{ColumnKind, Shared};
use pyo3::exceptions::PyValueError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyList;

use super::buffer::Buffer;
use super::value_error;

/// Kind, name, unit, numbers, categories, and range set by hand of a column.
type Column<B> = (u8, String, String, B, Vec<String>, Option<[f64; 2]>);

/// This is the `ivwdataframe.DataFrame` of a data frame out of a port; its numbers are read-only.
pub(super) fn to_python(py: Python<'_>, frame: Shared<ivw::DataFrame>) -> PyResult<Py<PyAny>> {
    let columns = frame.columns().iter().map(|column| {
        let numbers = Buffer::input(Shared::new(column.values.clone()));
        let kind = match column.kind {
            ColumnKind::Index => 0,
            ColumnKind::Ordinal => 1,
            ColumnKind::Categorical => 2,
        };
        let column: Column<_> = (
            kind,
            column.header.name.to_string(),
            column.header.unit.to_string(),
            numbers.into_object(py, false)?,
            column.categories.iter().map(ToString::to_string).collect(),
            column.custom_range.into_option(),
        );
        Ok(column)
    });
    let columns = PyList::new(py, columns.collect::<PyResult<Vec<_>>>()?)?;
    let class = py.import(intern!(py, "ivwdataframe"))?.getattr(intern!(py, "DataFrame"))?;
    Ok(class.call_method1(intern!(py, "_of"), (columns,))?.unbind())
}

/// This is the data frame of an object; none if it is no `ivwdataframe.DataFrame`.
///
/// A ValueError if the columns have not as many rows, or numbers without a category.
pub(super) fn from_python(object: &Bound<'_, PyAny>) -> PyResult<Option<Shared<ivw::DataFrame>>> {
    let py = object.py();
    // Without the package nobody has made such an object.
    let modules = py.import(intern!(py, "sys"))?.getattr(intern!(py, "modules"))?;
    let Ok(package) = modules.get_item(intern!(py, "ivwdataframe")) else { return Ok(None) };
    if !object.is_instance(&package.getattr(intern!(py, "DataFrame"))?)? {
        return Ok(None);
    }
    let columns: Vec<Column<Py<Buffer>>> =
        object.call_method0(intern!(py, "_for_host"))?.extract()?;
    let mut frame = ivw::DataFrame::default();
    let mut index = None;
    for (place, (kind, name, unit, buffer, categories, range)) in columns.into_iter().enumerate() {
        let values = (*buffer.get().share(py)?).clone();
        let header = ivw::Axis::new(&name, &unit);
        if kind == 0 && place == 0 {
            index = Some((header, values));
            continue;
        }
        let mut column = ivw::Column::ordinal(header, values).map_err(value_error)?;
        if kind == 2 {
            let n = categories.len();
            if let Some(row) = (0..column.len()).find(|&row| column.at(row) >= n as f64) {
                return Err(PyValueError::new_err(format!(
                    "row {row} of column \"{name}\" is of category {}, but there are {n}",
                    column.at(row)
                )));
            }
            column.kind = ColumnKind::Categorical;
            column.categories = categories.into_iter().map(Into::into).collect();
        }
        column.custom_range = range.into();
        frame.push(column).map_err(value_error)?;
    }
    if let Some((header, values)) = index {
        if frame.columns().len() == 1 {
            frame = ivw::DataFrame::new(values.len() as u32);
        }
        frame.set_index(header, values).map_err(|error| {
            PyValueError::new_err(format!("{error}; DataFrame.updateIndex() numbers the rows"))
        })?;
    }
    Ok(Some(Shared::new(frame)))
}
