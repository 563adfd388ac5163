//! Transfer functions and iso values.

use ivw_core::data::{IsoValues, TransferFunction};
use ivw_core::property::{GroupKind, Kind, PropertySpec, Value};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::convert::Shape;
use super::group::CompositeProperty;
use super::live::{Live, unexpected};
use super::owner::Owner;
use super::{Property, convert, finish};
use crate::arguments::Arguments;
use crate::data;

/// This adds the classes to `inviwopy.properties`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<TransferFunctionProperty>()?;
    module.add_class::<IsoValueProperty>()?;
    module.add_class::<IsoTFProperty>()
}

const NAMES: &[&str] =
    &["identifier", "displayName", "value", "inport", "invalidationLevel", "semantics"];

macro_rules! points {
    ($(#[$doc:meta])* $class:ident, $default:expr, |$value:ident| $kind:expr, $read:path, { $($more:tt)* }) => {
        $(#[$doc])*
        #[pyclass(extends = Property, subclass, frozen, module = "inviwopy.properties")]
        pub struct $class;

        #[pymethods]
        impl $class {
            #[new]
            #[pyo3(signature = (*_args, **_kwargs))]
            fn new(
                _args: &Bound<'_, PyTuple>,
                _kwargs: Option<&Bound<'_, PyDict>>,
            ) -> PyClassInitializer<Self> {
                PyClassInitializer::from(Property::blank()).add_subclass(Self)
            }

            #[pyo3(signature = (*args, **kwargs))]
            fn __init__(
                slf: &Bound<'_, Self>,
                args: &Bound<'_, PyTuple>,
                kwargs: Option<&Bound<'_, PyDict>>,
            ) -> PyResult<()> {
                let mut arguments = Arguments::parse(stringify!($class), NAMES, args, kwargs)?;
                let (id, name) = (arguments.text("identifier")?, arguments.text("displayName")?);
                let $value = match arguments.take("value") {
                    Some(value) => $read(&value)?,
                    None => $default,
                };
                finish(slf.as_super(), arguments, $kind, id, name)
            }

            /// The value, live: a change of it is a change of the property.
            #[getter]
            fn value<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
                live(slf.as_super())
            }

            #[setter]
            fn set_value(slf: &Bound<'_, Self>, value: &Bound<'_, PyAny>) -> PyResult<()> {
                slf.as_super().get().set_value_in(value)
            }

            /// Takes all points away.
            fn clear(slf: &Bound<'_, Self>) -> PyResult<()> {
                live(slf.as_super())?.call_method0("clear").map(|_| ())
            }

            /// Adds points: position and colour, or whatever the value's own `add` takes.
            #[pyo3(signature = (*args))]
            fn add(slf: &Bound<'_, Self>, args: &Bound<'_, PyTuple>) -> PyResult<()> {
                live(slf.as_super())?.call_method1("add", args.clone()).map(|_| ())
            }

            /// Replaces all points.
            #[pyo3(name = "setValues")]
            fn set_values(slf: &Bound<'_, Self>, values: &Bound<'_, PyAny>) -> PyResult<()> {
                let value = live(slf.as_super())?;
                value.call_method0("clear")?;
                value.call_method1("add", (values,)).map(|_| ())
            }

            /// All points.
            #[pyo3(name = "getValues")]
            fn values<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
                live(slf.as_super())?.call_method0("getValues")
            }

            fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
                live(slf.as_super())?.repr()?.extract()
            }

            $($more)*
        }
    };
}

points! {
    /// A map from values to colours.
    TransferFunctionProperty,
    TransferFunction::default(),
    |value| Kind::TransferFunction { default: value },
    convert::transfer_function_from,
    {
        /// Range outside of which opacity is zero.
        #[getter]
        fn mask<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
            live(slf.as_super())?.getattr("mask")
        }

        #[setter]
        fn set_mask(slf: &Bound<'_, Self>, mask: &Bound<'_, PyAny>) -> PyResult<()> {
            live(slf.as_super())?.setattr("mask", mask)
        }

        /// Writes the transfer function to a file.
        fn save(slf: &Bound<'_, Self>, filename: &Bound<'_, PyAny>) -> PyResult<()> {
            let value = live(slf.as_super())?;
            value.get_type().call_method1("save", (&value, filename)).map(|_| ())
        }

        /// Reads the transfer function from a file.
        fn load(slf: &Bound<'_, Self>, filename: &Bound<'_, PyAny>) -> PyResult<()> {
            let value = live(slf.as_super())?.get_type().call_method1("load", (filename,))?;
            slf.as_super().get().set_value_in(&value)
        }
    }
}

points! {
    /// Values at which surfaces are drawn.
    IsoValueProperty,
    IsoValues::default(),
    |value| Kind::IsoValues { default: value },
    convert::iso_values_from,
    {}
}

/// The value of a property, which passes its changes on to it.
fn live<'py>(property: &Bound<'py, Property>) -> PyResult<Bound<'py, PyAny>> {
    let py = property.py();
    let (source, target) = (Live::new(property)?, Live::new(property)?);
    let value = match property.get().shape()? {
        Shape::TransferFunction => data::TransferFunction::bound(
            py,
            Box::new(move || match source.get()? {
                Value::TransferFunction(function) => Ok(function),
                other => Err(unexpected(&other)),
            }),
            Box::new(move |function| target.set(Value::TransferFunction(function))),
        )?
        .into_any(),
        _ => data::IsoValueCollection::bound(
            py,
            Box::new(move || match source.get()? {
                Value::IsoValues(values) => Ok(values),
                other => Err(unexpected(&other)),
            }),
            Box::new(move |values| target.set(Value::IsoValues(values))),
        )?
        .into_any(),
    };
    Ok(value.into_bound(py))
}

/// A transfer function with iso values.
#[pyclass(extends = CompositeProperty, subclass, frozen, module = "inviwopy.properties")]
pub struct IsoTFProperty;

const ISO_TF_NAMES: &[&str] =
    &["identifier", "displayName", "isovalues", "tf", "inport", "invalidationLevel", "semantics"];
const ISO_TF_PORT_NAMES: &[&str] =
    &["identifier", "displayName", "inport", "invalidationLevel", "semantics"];

/// Saved class of the property.
const ISO_TF_CLASS: &str = "org.inviwo.IsoTFProperty";

#[pymethods]
impl IsoTFProperty {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(
        _args: &Bound<'_, PyTuple>,
        _kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyClassInitializer<Self> {
        CompositeProperty::blank().add_subclass(Self)
    }

    #[pyo3(signature = (*args, **kwargs))]
    fn __init__(
        slf: &Bound<'_, Self>,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<()> {
        let is_short = args
            .get_item(2)
            .is_ok_and(|third| third.is_none() || third.is_instance_of::<crate::ports::Port>());
        let names = if is_short { ISO_TF_PORT_NAMES } else { ISO_TF_NAMES };
        let mut arguments = Arguments::parse("IsoTFProperty", names, args, kwargs)?;
        let (id, name) = (arguments.text("identifier")?, arguments.text("displayName")?);
        let (mut iso_values, mut function) = (IsoValues::default(), TransferFunction::default());
        if !is_short {
            if let Some(given) = arguments.take("isovalues") {
                iso_values = convert::iso_values_from(&given)?;
            }
            if let Some(given) = arguments.take("tf") {
                function = convert::transfer_function_from(&given)?;
            }
        }
        let named = |id: &str, name: &str, kind: Kind| {
            let mut spec = PropertySpec::new(id, kind);
            name.clone_into(&mut spec.name);
            spec
        };
        let kind = GroupKind {
            children: vec![
                named("isovalues", "Isovalues", Kind::IsoValues { default: iso_values }),
                named("tf", "Transfer Function", Kind::TransferFunction { default: function }),
            ],
            ..GroupKind::default()
        };
        let property = slf.as_super().as_super();
        finish_as(property, arguments, Kind::Group(kind), id, name, ISO_TF_CLASS)
    }

    /// The property of the iso values.
    #[getter]
    fn isovalues<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, Property>> {
        child(slf, &["isovalues", "isoValues"])
    }

    /// The property of the transfer function.
    #[getter]
    fn tf<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, Property>> {
        child(slf, &["tf", "transferFunction"])
    }
}

fn child<'py>(slf: &Bound<'py, IsoTFProperty>, ids: &[&str]) -> PyResult<Bound<'py, Property>> {
    let super::Place { home, index } = slf.as_super().as_super().get().place()?;
    let owner = Owner { home, parent: Some(index) };
    for id in ids {
        if let Some(found) = owner.find(slf.py(), id)? {
            return Ok(found);
        }
    }
    Err(PyRuntimeError::new_err(format!("the property \"{}\" is gone", ids[0])))
}

/// This makes a property with a saved class of its own.
fn finish_as(
    slf: &Bound<'_, Property>,
    arguments: Arguments<'_>,
    kind: Kind,
    id: String,
    name: String,
    class: &str,
) -> PyResult<()> {
    finish(slf, arguments, kind, id, name)?;
    let super::Place { home, index } = slf.get().place()?;
    if let super::Home::Loose(tree) = home {
        tree.with(|tree| {
            if let Some(state) = tree.get_mut(index) {
                state.spec.class = Some(class.to_owned());
            }
        });
    }
    Ok(())
}
