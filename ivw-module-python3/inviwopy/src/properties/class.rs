//! Which Python class shows a property.

use ivw_core::property::{Kind, PropertySpec};
use pyo3::prelude::*;
use pyo3::types::PyType;

/// This is the most derived class for a property: that of its saved class, or else of its kind.
pub fn of<'py>(py: Python<'py>, spec: &PropertySpec) -> PyResult<Bound<'py, PyType>> {
    let module = py.import("inviwopy.properties")?;
    let saved = spec.class_id();
    let name = saved.rsplit('.').next().unwrap_or_default();
    if let Ok(class) = module.getattr(name)
        && let Ok(class) = class.cast_into::<PyType>()
    {
        return Ok(class);
    }
    if matches!(spec.kind, Kind::Group(_)) && spec.class.is_some() {
        let classes = py.import("ivwbase.properties")?.getattr("_classes")?;
        if let Ok(class) = classes.get_item(&saved) {
            return Ok(class.cast_into()?);
        }
    }
    let name = match &spec.kind {
        Kind::Choice(_) => match super::Shape::of(spec) {
            super::Shape::Choice(super::convert::OptionType::Text) => "OptionPropertyString",
            super::Shape::Choice(super::convert::OptionType::Float) => "OptionPropertyDouble",
            _ => "OptionPropertyInt",
        },
        Kind::Group(group) if group.checked_by.is_some() => "BoolCompositeProperty",
        Kind::Group(group) if group.list.is_some() => "ListProperty",
        Kind::Group(_) => "CompositeProperty",
        _ => {
            let plain = PropertySpec { class: None, ..spec.clone() }.class_id();
            return module
                .getattr(plain.rsplit('.').next().unwrap_or("Property"))
                .or_else(|_| module.getattr("Property"))?
                .cast_into()
                .map_err(Into::into);
        }
    };
    Ok(module.getattr(name)?.cast_into()?)
}
