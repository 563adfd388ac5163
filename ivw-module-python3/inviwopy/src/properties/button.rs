//! Buttons.

use ivw_core::property::{Kind, PropertyChange, Value};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::members::constructor;
use super::{Callback, InvalidationLevel, Property, finish};
use crate::arguments::Arguments;

/// This adds the classes to `inviwopy.properties`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<ButtonProperty>()?;
    module.add_class::<ButtonGroupProperty>()
}

/// A button.
#[pyclass(extends = Property, subclass, frozen, module = "inviwopy.properties")]
pub struct ButtonProperty;

const NAMES: &[&str] = &["identifier", "displayName", "invalidationLevel", "semantics"];
const NAMES_WITH_ACTION: &[&str] =
    &["identifier", "displayName", "action", "invalidationLevel", "semantics"];
const NAMES_WITH_BUTTONS: &[&str] =
    &["identifier", "displayName", "buttons", "invalidationLevel", "semantics"];

/// Whether a constructor was given what comes before the invalidation level.
fn has_third(
    name: &str,
    args: &Bound<'_, PyTuple>,
    kwargs: Option<&Bound<'_, PyDict>>,
) -> PyResult<bool> {
    if let Some(kwargs) = kwargs
        && kwargs.contains(name)?
    {
        return Ok(true);
    }
    let is_it = |value: Bound<'_, PyAny>| {
        value.extract::<InvalidationLevel>().is_err()
            && value.get_type().name().is_ok_and(|name| name != "Document")
    };
    Ok(args.iter().skip(2).take(2).any(is_it)
        && args.get_item(2).is_ok_and(|third| {
            // A level is never followed by an action.
            third.extract::<InvalidationLevel>().is_err()
        }))
}

constructor!(ButtonProperty, PyClassInitializer::from(Property::blank()).add_subclass(Self));

impl ButtonProperty {
    fn init(
        slf: &Bound<'_, Self>,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<()> {
        let has_action = has_third("action", args, kwargs)?;
        let names = if has_action { NAMES_WITH_ACTION } else { NAMES };
        let mut arguments = Arguments::parse("ButtonProperty", names, args, kwargs)?;
        let (id, name) = (arguments.text("identifier")?, arguments.text("displayName")?);
        let action = if has_action { arguments.take("action") } else { None };
        finish(slf.as_super(), arguments, Kind::Button, id, name)?;
        match action {
            Some(action) if !action.is_none() => {
                Property::add_callback(slf.as_super(), Callback::Call(action.unbind())).map(|_| ())
            }
            _ => Ok(()),
        }
    }
}

#[pymethods]
impl ButtonProperty {
    /// Does what pressing it does.
    fn press(slf: &Bound<'_, Self>) -> PyResult<()> {
        slf.as_super().get().change(slf.py(), PropertyChange::Value(Value::Press))
    }
}

/// Several buttons in a row.
#[pyclass(extends = Property, subclass, frozen, module = "inviwopy.properties")]
pub struct ButtonGroupProperty;

constructor!(ButtonGroupProperty, PyClassInitializer::from(Property::blank()).add_subclass(Self));

impl ButtonGroupProperty {
    fn init(
        slf: &Bound<'_, Self>,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<()> {
        let has_buttons = has_third("buttons", args, kwargs)?;
        let names = if has_buttons { NAMES_WITH_BUTTONS } else { NAMES };
        let mut arguments = Arguments::parse("ButtonGroupProperty", names, args, kwargs)?;
        let (id, name) = (arguments.text("identifier")?, arguments.text("displayName")?);
        let (mut buttons, mut actions) = (Vec::new(), Vec::new());
        let given = if has_buttons { arguments.take("buttons") } else { None };
        for button in given.iter().flat_map(|given| given.try_iter()).flatten() {
            let button = button?;
            let name: Option<String> = button.getattr("name")?.extract()?;
            let tooltip: Option<String> = button.getattr("tooltip")?.extract()?;
            buttons.push(name.or(tooltip).unwrap_or_default());
            actions.push(button.getattr("action")?.unbind());
        }
        finish(slf.as_super(), arguments, Kind::ButtonGroup { buttons }, id, name)?;
        Property::add_callback(slf.as_super(), Callback::Buttons(actions)).map(|_| ())
    }
}

#[pymethods]
impl ButtonGroupProperty {
    /// Does what pressing one of the buttons does.
    fn press(slf: &Bound<'_, Self>, index: usize) -> PyResult<()> {
        let py = slf.py();
        let property = slf.as_super().get();
        let n = match property.spec(py)?.kind {
            Kind::ButtonGroup { buttons } => buttons.len(),
            _ => 0,
        };
        match u32::try_from(index) {
            Ok(pressed) if index < n => {
                property.change(py, PropertyChange::Value(Value::from(i64::from(pressed))))
            }
            _ => Err(PyIndexError::new_err(format!("there is no button {index} of {n}"))),
        }
    }
}
