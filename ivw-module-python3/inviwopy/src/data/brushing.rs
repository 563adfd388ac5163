//! What a person picked out: `ivwbnl` is written in Python, row numbers are the host's data.

use ivw_core::data as ivw;
use ivw_core::data::Shared;
use pyo3::intern;
use pyo3::prelude::*;

use crate::enums::{add_enum, add_flags, inviwo_enum, inviwo_flags};

inviwo_enum! {
    /// What a person does to things.
    BrushingAction in "ivwbnl" { Filter = 0, Select = 1, Highlight = 2 }
}

inviwo_enum! {
    /// What things are after that.
    BrushingModification in "ivwbnl" { Filtered = 1, Selected = 2, Highlighted = 4 }
}

inviwo_flags! {
    /// What things may be after that.
    BrushingModifications of BrushingModification in "ivwbnl"
}

/// This adds the enumerations for the package to take over.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    add_enum::<BrushingAction>(module)?;
    add_enum::<BrushingModification>(module)?;
    add_flags::<BrushingModifications>(module)
}

/// This is the `ivwbnl` object of row numbers out of a port.
pub(super) fn to_python(py: Python<'_>, brushing: Shared<ivw::Brushing>) -> PyResult<Py<PyAny>> {
    let class = py.import(intern!(py, "ivwbnl"))?.getattr(intern!(py, "_Brushing"))?;
    let rows = (&brushing.filtered[..], &brushing.selected[..], &brushing.highlighted[..]);
    Ok(class.call1(rows)?.unbind())
}

/// These are the row numbers of an object; none if it is no `ivwbnl` object.
pub(super) fn from_python(object: &Bound<'_, PyAny>) -> PyResult<Option<ivw::Brushing>> {
    let py = object.py();
    // Without the package nobody has made such an object.
    let modules = py.import(intern!(py, "sys"))?.getattr(intern!(py, "modules"))?;
    let Ok(package) = modules.get_item(intern!(py, "ivwbnl")) else { return Ok(None) };
    if !object.is_instance(&package.getattr(intern!(py, "_Brushing"))?)? {
        return Ok(None);
    }
    let rows = |name| -> PyResult<Vec<u32>> {
        let mut rows: Vec<u32> = object.getattr(name)?.extract()?;
        rows.sort_unstable();
        rows.dedup();
        Ok(rows)
    };
    Ok(Some(ivw::Brushing {
        filtered: rows("filtered")?.into(),
        selected: rows("selected")?.into(),
        highlighted: rows("highlighted")?.into(),
    }))
}
