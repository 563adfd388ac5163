//! One of some options.

use ivw_core::property::{ChoiceKind, Kind, OptionItem, PropertyChange, Value};
use pyo3::exceptions::{PyIndexError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::convert::{self, OptionType, Shape, option_from, option_value};
use super::members::value_members;
use super::{Property, finish};
use crate::arguments::Arguments;

/// This adds the classes to `inviwopy.properties`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<BaseOptionProperty>()
}

/// One of some options; what its subclasses have in common.
#[pyclass(extends = Property, subclass, frozen, module = "inviwopy.properties")]
pub struct BaseOptionProperty;

const NAMES: &[&str] =
    &["identifier", "name", "options", "selectedIndex", "invalidationLevel", "semantics"];

value_members!(BaseOptionProperty);

impl BaseOptionProperty {
    fn init(
        slf: &Bound<'_, Self>,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<()> {
        let class = convert::class_attribute::<String>(&slf.get_type(), "_kind")?;
        let of = match class.as_str() {
            "String" => OptionType::Text,
            "Int" => OptionType::Int,
            _ => OptionType::Float,
        };
        let mut arguments = Arguments::parse("OptionProperty", NAMES, args, kwargs)?;
        let (id, name) = (arguments.text("identifier")?, arguments.text("name")?);
        let options = match arguments.take("options") {
            Some(options) => items(&options, of)?,
            None => Vec::new(),
        };
        let default: usize = arguments.or("selectedIndex", 0)?;
        if default >= options.len() && default > 0 {
            return Err(PyIndexError::new_err(format!(
                "there is no option {default}: there are {}",
                options.len()
            )));
        }
        let kind = Kind::Choice(ChoiceKind { class, options, default });
        finish(slf.as_super(), arguments, kind, id, name)
    }
}

impl BaseOptionProperty {
    fn present<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.as_super().get().value_in(slf.py())
    }

    /// A value that no option stands for changes nothing.
    fn assign(slf: &Bound<'_, Self>, value: &Bound<'_, PyAny>) -> PyResult<()> {
        let Shape::Choice(of) = *slf.as_super().get().shape()? else {
            return Err(PyTypeError::new_err("this property has no options"));
        };
        let wanted = option_from(value, of)?;
        select(slf, |option| option.value == wanted)
    }
}

#[pymethods]
impl BaseOptionProperty {
    /// What the selected option stands for.
    #[getter(selectedValue)]
    fn selected_value<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::value(slf)
    }

    #[setter(selectedValue)]
    fn set_selected_value(slf: &Bound<'_, Self>, value: &Bound<'_, PyAny>) -> PyResult<()> {
        Self::set_value(slf, value)
    }

    /// Identifier of the selected option.
    #[getter(selectedIdentifier)]
    fn selected_identifier(slf: &Bound<'_, Self>) -> PyResult<String> {
        Ok(selected(slf)?.map_or_else(String::new, |(_, option)| option.id))
    }

    /// An identifier that no option has changes nothing.
    #[setter(selectedIdentifier)]
    fn set_selected_identifier(slf: &Bound<'_, Self>, id: &str) -> PyResult<()> {
        select(slf, |option| option.id == id)
    }

    /// Displayed name of the selected option.
    #[getter(selectedDisplayName)]
    fn selected_display_name(slf: &Bound<'_, Self>) -> PyResult<String> {
        Ok(selected(slf)?.map_or_else(String::new, |(_, option)| option.name))
    }

    /// A name that no option has changes nothing.
    #[setter(selectedDisplayName)]
    fn set_selected_display_name(slf: &Bound<'_, Self>, name: &str) -> PyResult<()> {
        select(slf, |option| option.name == name)
    }

    /// Place of the selected option in the list.
    #[getter(selectedIndex)]
    fn selected_index(slf: &Bound<'_, Self>) -> PyResult<usize> {
        Ok(selected(slf)?.map_or(0, |(index, _)| index))
    }

    #[setter(selectedIndex)]
    fn set_selected_index(slf: &Bound<'_, Self>, index: usize) -> PyResult<()> {
        let options = options(slf)?;
        let option = options.get(index).ok_or_else(|| {
            PyIndexError::new_err(format!(
                "there is no option {index}: there are {}",
                options.len()
            ))
        })?;
        let value = Value::choice(option.id.clone());
        slf.as_super().get().change(slf.py(), PropertyChange::Value(value))
    }

    #[pyo3(name = "isSelectedIndex")]
    fn is_selected_index(slf: &Bound<'_, Self>, index: usize) -> PyResult<bool> {
        Ok(selected(slf)?.is_some_and(|(n, _)| n == index))
    }

    #[pyo3(name = "isSelectedIdentifier")]
    fn is_selected_identifier(slf: &Bound<'_, Self>, id: &str) -> PyResult<bool> {
        Ok(selected(slf)?.is_some_and(|(_, option)| option.id == id))
    }

    #[pyo3(name = "isSelectedDisplayName")]
    fn is_selected_display_name(slf: &Bound<'_, Self>, name: &str) -> PyResult<bool> {
        Ok(selected(slf)?.is_some_and(|(_, option)| option.name == name))
    }

    /// What the options stand for.
    #[getter]
    fn values<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        options(slf)?.iter().map(|option| option_value(slf.py(), &option.value)).collect()
    }

    /// Identifiers of the options.
    #[getter]
    fn identifiers(slf: &Bound<'_, Self>) -> PyResult<Vec<String>> {
        Ok(options(slf)?.into_iter().map(|option| option.id).collect())
    }

    /// Displayed names of the options.
    #[getter(displayNames)]
    fn display_names(slf: &Bound<'_, Self>) -> PyResult<Vec<String>> {
        Ok(options(slf)?.into_iter().map(|option| option.name).collect())
    }

    /// Number of options.
    #[getter]
    fn size(slf: &Bound<'_, Self>) -> PyResult<usize> {
        Ok(options(slf)?.len())
    }

    /// Takes all options away, whether it is called or only looked at.
    #[getter(clearOptions)]
    fn clear_options<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        set_options(slf, Vec::new())?;
        Ok(pyo3::wrap_pyfunction!(nothing, slf.py())?.into_any())
    }

    /// Adds an option.
    #[pyo3(name = "addOption", signature = (id, displayName, value=None))]
    #[allow(non_snake_case)] // A name that scripts may write out.
    fn add_option(
        slf: &Bound<'_, Self>,
        id: String,
        displayName: String,
        value: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<()> {
        let Shape::Choice(of) = *slf.as_super().get().shape()? else {
            return Err(PyTypeError::new_err("this property has no options"));
        };
        let value = match value {
            Some(value) => option_from(value, of)?,
            None => ivw_core::property::OptionValue::Text(id.clone()),
        };
        let mut options = options(slf)?;
        options.push(OptionItem { id, name: displayName, value });
        set_options(slf, options)
    }

    /// Takes an option away, by its place or its identifier.
    #[pyo3(name = "removeOption")]
    fn remove_option(slf: &Bound<'_, Self>, which: &Bound<'_, PyAny>) -> PyResult<()> {
        let mut options = options(slf)?;
        match which.extract::<usize>() {
            Ok(index) if index < options.len() => {
                options.remove(index);
            }
            Ok(index) => return Err(PyIndexError::new_err(format!("there is no option {index}"))),
            Err(_) => {
                let id: String = which.extract()?;
                options.retain(|option| option.id != id);
            }
        }
        set_options(slf, options)
    }

    /// Replaces the options: by options, or by identifiers, displayed names and values.
    #[pyo3(name = "replaceOptions", signature = (*args))]
    fn replace_options(slf: &Bound<'_, Self>, args: &Bound<'_, PyTuple>) -> PyResult<()> {
        let Shape::Choice(of) = *slf.as_super().get().shape()? else {
            return Err(PyTypeError::new_err("this property has no options"));
        };
        let options = match args.len() {
            1 => items(&args.get_item(0)?, of)?,
            3 => {
                let (ids, names): (Vec<String>, Vec<String>) =
                    (args.get_item(0)?.extract()?, args.get_item(1)?.extract()?);
                let values: Vec<Bound<'_, PyAny>> = args.get_item(2)?.extract()?;
                if ids.len() != names.len() || ids.len() != values.len() {
                    return Err(PyTypeError::new_err(
                        "there have to be as many identifiers as names and values",
                    ));
                }
                ids.into_iter()
                    .zip(names)
                    .zip(values)
                    .map(|((id, name), value)| {
                        Ok(OptionItem { id, name, value: option_from(&value, of)? })
                    })
                    .collect::<PyResult<_>>()?
            }
            n => {
                return Err(PyTypeError::new_err(format!(
                    "replaceOptions() takes options, or ids, names and values; not {n} arguments"
                )));
            }
        };
        set_options(slf, options)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        match selected(slf)? {
            Some((_, option)) => option_value(slf.py(), &option.value)?.str()?.extract(),
            None => Ok(String::new()),
        }
    }
}

/// Does nothing.
#[pyfunction]
fn nothing() {}

/// Options as they are given: `IntOption` and its like, or tuples.
fn items(options: &Bound<'_, PyAny>, of: OptionType) -> PyResult<Vec<OptionItem>> {
    let item = |option: Bound<'_, PyAny>| {
        let (id, name, value) = match option.cast::<PyTuple>() {
            Ok(tuple) if tuple.len() == 3 => {
                (tuple.get_item(0)?, tuple.get_item(1)?, tuple.get_item(2)?)
            }
            Ok(tuple) if tuple.len() == 2 && of == OptionType::Text => {
                (tuple.get_item(0)?, tuple.get_item(1)?, tuple.get_item(0)?)
            }
            Ok(_) => {
                return Err(PyTypeError::new_err(
                    "an option is a tuple of identifier, name and value",
                ));
            }
            Err(_) => (option.getattr("id")?, option.getattr("name")?, option.getattr("value")?),
        };
        Ok(OptionItem { id: id.extract()?, name: name.extract()?, value: option_from(&value, of)? })
    };
    options.try_iter()?.map(|option| item(option?)).collect()
}

fn options(slf: &Bound<'_, BaseOptionProperty>) -> PyResult<Vec<OptionItem>> {
    match slf.as_super().get().spec(slf.py())?.kind {
        Kind::Choice(kind) => Ok(kind.options),
        _ => Err(PyTypeError::new_err("this property has no options")),
    }
}

fn selected(slf: &Bound<'_, BaseOptionProperty>) -> PyResult<Option<(usize, OptionItem)>> {
    let info = slf.as_super().get().place()?.info(slf.py())?;
    let (Kind::Choice(kind), Value::Choice(selection)) = (info.spec.kind, info.value) else {
        return Ok(None);
    };
    let index = selection.index;
    Ok(kind.options.into_iter().nth(index).map(|option| (index, option)))
}

fn select(
    slf: &Bound<'_, BaseOptionProperty>,
    is_wanted: impl Fn(&OptionItem) -> bool,
) -> PyResult<()> {
    match options(slf)?.into_iter().find(is_wanted) {
        Some(option) => {
            let value = Value::choice(option.id);
            slf.as_super().get().change(slf.py(), PropertyChange::Value(value))
        }
        None => Ok(()),
    }
}

fn set_options(slf: &Bound<'_, BaseOptionProperty>, options: Vec<OptionItem>) -> PyResult<()> {
    slf.as_super().get().change(slf.py(), PropertyChange::Options(options))
}
