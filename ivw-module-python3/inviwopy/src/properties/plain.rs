//! Truth values and texts.

use ivw_core::property::Kind;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::members::{plain_value, value_members};
use super::{Property, finish};
use crate::arguments::Arguments;

/// This adds the classes to `inviwopy.properties`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<BoolProperty>()?;
    module.add_class::<StringProperty>()
}

const NAMES: &[&str] = &["identifier", "displayName", "value", "invalidationLevel", "semantics"];

macro_rules! plain {
    ($(#[$doc:meta])* $class:ident: $T:ty, $default:expr, |$value:ident| $kind:expr, { $($more:tt)* }) => {
        $(#[$doc])*
        #[pyclass(extends = Property, subclass, frozen, module = "inviwopy.properties")]
        pub struct $class;

        value_members!($class);
        plain_value!($class);

        impl $class {
            fn init(
                slf: &Bound<'_, Self>,
                args: &Bound<'_, PyTuple>,
                kwargs: Option<&Bound<'_, PyDict>>,
            ) -> PyResult<()> {
                let mut arguments = Arguments::parse(stringify!($class), NAMES, args, kwargs)?;
                let (id, name) = (arguments.text("identifier")?, arguments.text("displayName")?);
                let $value: $T = arguments.or("value", $default)?;
                finish(slf.as_super(), arguments, $kind, id, name)
            }
        }

        #[pymethods]
        impl $class {
            fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
                Ok(format!("{}({})", slf.get_type().name()?, Self::value(slf)?.str()?))
            }

            $($more)*
        }
    };
}

plain! {
    /// Yes or no.
    BoolProperty: bool, false, |value| Kind::Bool { default: value }, {
        fn __bool__(slf: &Bound<'_, Self>) -> PyResult<bool> {
            Self::value(slf)?.is_truthy()
        }
    }
}

plain! {
    /// A text.
    StringProperty: String, String::new(), |value| Kind::Text { default: value }, {}
}
