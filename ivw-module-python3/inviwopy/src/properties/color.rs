//! Transfer functions and iso values.

use ivw_core::data::{IsoValues, TransferFunction};
use ivw_core::property::{GroupKind, Kind, PropertySpec, Value};
use parking_lot::Mutex;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::convert::Shape;
use super::group::CompositeProperty;
use super::live::{Live, unexpected};
use super::members::{constructor, value_members};
use super::owner::Owner;
use super::{Property, convert, finish};
use crate::arguments::Arguments;
use crate::data;
use crate::glm::DVec2;

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
        #[derive(Default)]
        pub struct $class {
            zoom: Mutex<Zoom>,
        }

        value_members! {
            $class,
            PyClassInitializer::from(Property::blank()).add_subclass(Self::default())
        }

        impl $class {
            fn init(
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
            fn present<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
                live(slf.as_super())
            }

            fn assign(slf: &Bound<'_, Self>, value: &Bound<'_, PyAny>) -> PyResult<()> {
                slf.as_super().get().set_value_in(value)
            }
        }

        #[pymethods]
        impl $class {
            /// Takes all points away.
            fn clear(slf: &Bound<'_, Self>) -> PyResult<()> {
                live(slf.as_super())?.call_method0("clear").map(|_| ())
            }

            /// Adds points: position and colour, or whatever the value's own `add` takes.
            #[pyo3(signature = (*args))]
            fn add(slf: &Bound<'_, Self>, args: &Bound<'_, PyTuple>) -> PyResult<()> {
                live(slf.as_super())?.call_method1("add", args.clone()).map(|_| ())
            }

            /// Adds a point as scripts from before 2019 do: position with opacity, and a colour.
            #[pyo3(name = "addPoint")]
            fn add_point(
                slf: &Bound<'_, Self>,
                position: &Bound<'_, PyAny>,
                color: &Bound<'_, PyAny>,
            ) -> PyResult<()> {
                live(slf.as_super())?.call_method1("addPoint", (position, color)).map(|_| ())
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

            /// Part of the positions that an editor shows; no editor, no effect.
            #[getter(zoomH)]
            fn zoom_h(&self) -> DVec2 {
                self.zoom.lock().0[0].into()
            }

            #[setter(zoomH)]
            fn set_zoom_h(&self, zoom: DVec2) {
                self.zoom.lock().0[0] = zoom.0;
            }

            /// Part of the opacities that an editor shows; no editor, no effect.
            #[getter(zoomV)]
            fn zoom_v(&self) -> DVec2 {
                self.zoom.lock().0[1].into()
            }

            #[setter(zoomV)]
            fn set_zoom_v(&self, zoom: DVec2) {
                self.zoom.lock().0[1] = zoom.0;
            }

            /// The point at a place in the order of positions.
            #[pyo3(name = "getValueAt")]
            fn value_at<'py>(slf: &Bound<'py, Self>, index: usize) -> PyResult<Bound<'py, PyAny>> {
                live(slf.as_super())?.call_method0("getValues")?.get_item(index)
            }

            /// Takes a point away.
            fn remove(slf: &Bound<'_, Self>, point: &Bound<'_, PyAny>) -> PyResult<()> {
                live(slf.as_super())?.call_method1("remove", (point,)).map(|_| ())
            }

            /// Writes the value to a file.
            fn save(slf: &Bound<'_, Self>, filename: &Bound<'_, PyAny>) -> PyResult<()> {
                let value = live(slf.as_super())?;
                value.get_type().call_method1("save", (&value, filename)).map(|_| ())
            }

            /// Reads the value from a file.
            fn load(slf: &Bound<'_, Self>, filename: &Bound<'_, PyAny>) -> PyResult<()> {
                let value = live(slf.as_super())?.get_type().call_method1("load", (filename,))?;
                slf.as_super().get().set_value_in(&value)
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

        /// Lets opacity be zero outside of a range.
        #[pyo3(name = "setMask")]
        fn mask_between(slf: &Bound<'_, Self>, min: f64, max: f64) -> PyResult<()> {
            live(slf.as_super())?.setattr("mask", (min, max))
        }

        /// Lets opacity be as the points say everywhere.
        #[pyo3(name = "clearMask")]
        fn clear_mask(slf: &Bound<'_, Self>) -> PyResult<()> {
            live(slf.as_super())?.call_method0("clearMask").map(|_| ())
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

/// What an editor shows of positions and opacities.
struct Zoom([[f64; 2]; 2]);

impl Default for Zoom {
    fn default() -> Self {
        Self([[0.0, 1.0]; 2])
    }
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

constructor!(IsoTFProperty, CompositeProperty::blank().add_subclass(Self));

impl IsoTFProperty {
    fn init(
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
        finish(property, arguments, Kind::Group(kind), id, name)
    }
}

#[pymethods]
impl IsoTFProperty {
    #[classattr]
    #[pyo3(name = "_saved_class")]
    fn saved_class() -> &'static str {
        "org.inviwo.IsoTFProperty"
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

    /// Range outside of which opacity is zero: that of the transfer function.
    #[getter]
    fn mask<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::tf(slf)?.getattr("mask")
    }

    #[setter]
    fn set_mask(slf: &Bound<'_, Self>, mask: &Bound<'_, PyAny>) -> PyResult<()> {
        Self::tf(slf)?.setattr("mask", mask)
    }

    /// Part of the positions that an editor shows: that of the transfer function.
    #[getter(zoomH)]
    fn zoom_h<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::tf(slf)?.getattr("zoomH")
    }

    #[setter(zoomH)]
    fn set_zoom_h(slf: &Bound<'_, Self>, zoom: &Bound<'_, PyAny>) -> PyResult<()> {
        Self::tf(slf)?.setattr("zoomH", zoom)
    }

    /// Part of the opacities that an editor shows: that of the transfer function.
    #[getter(zoomV)]
    fn zoom_v<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::tf(slf)?.getattr("zoomV")
    }

    #[setter(zoomV)]
    fn set_zoom_v(slf: &Bound<'_, Self>, zoom: &Bound<'_, PyAny>) -> PyResult<()> {
        Self::tf(slf)?.setattr("zoomV", zoom)
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
