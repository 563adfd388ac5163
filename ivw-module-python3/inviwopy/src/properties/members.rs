//! Members that classes of properties have in common.

/// The constructor of a class of properties, given what makes one that `fn init` completes.
///
/// `init(slf, args, kwargs)` may run again on the same object, as `__init__` may in Python.
macro_rules! constructor {
    ($Class:ident, $blank:expr) => {
        #[pyo3::pymethods]
        impl $Class {
            #[new]
            #[pyo3(signature = (*_args, **_kwargs))]
            fn new(
                _args: &pyo3::Bound<'_, pyo3::types::PyTuple>,
                _kwargs: Option<&pyo3::Bound<'_, pyo3::types::PyDict>>,
            ) -> pyo3::PyClassInitializer<Self> {
                $blank
            }

            #[pyo3(signature = (*args, **kwargs))]
            fn __init__(
                slf: &pyo3::Bound<'_, Self>,
                args: &pyo3::Bound<'_, pyo3::types::PyTuple>,
                kwargs: Option<&pyo3::Bound<'_, pyo3::types::PyDict>>,
            ) -> pyo3::PyResult<()> {
                Self::init(slf, args, kwargs)
            }
        }
    };
}

/// The constructor and the value of a class that extends `Property` directly.
macro_rules! value_members {
    ($Class:ident) => {
        $crate::properties::members::value_members! {
            $Class, pyo3::PyClassInitializer::from(Property::blank()).add_subclass(Self)
        }
    };
    ($Class:ident, $blank:expr) => {
        $crate::properties::members::constructor!($Class, $blank);

        #[pyo3::pymethods]
        impl $Class {
            /// The value; a vector, matrix or text is a copy.
            #[getter]
            fn value<'py>(
                slf: &pyo3::Bound<'py, Self>,
            ) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>> {
                Self::present(slf)
            }

            #[setter]
            fn set_value(
                slf: &pyo3::Bound<'_, Self>,
                value: &pyo3::Bound<'_, pyo3::PyAny>,
            ) -> pyo3::PyResult<()> {
                Self::assign(slf, value)
            }
        }
    };
}

/// How the value of a class is read and written that has nothing special about it.
macro_rules! plain_value {
    ($Class:ident) => {
        impl $Class {
            fn present<'py>(
                slf: &pyo3::Bound<'py, Self>,
            ) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>> {
                slf.as_super().get().value_in(slf.py())
            }

            fn assign(
                slf: &pyo3::Bound<'_, Self>,
                value: &pyo3::Bound<'_, pyo3::PyAny>,
            ) -> pyo3::PyResult<()> {
                slf.as_super().get().set_value_in(value)
            }
        }
    };
}

pub(crate) use constructor;
pub(super) use {plain_value, value_members};
