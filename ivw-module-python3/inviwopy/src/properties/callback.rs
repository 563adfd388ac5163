//! What properties call when their value has changed.

use ivw_core::property::PropertyChange;
use pyo3::prelude::*;
use pyo3::{PyTraverseError, PyVisit};

use super::Property;
use crate::host::CallbackErrors;

/// A function that a property calls, as `onChange` gives it.
#[pyclass(frozen, module = "inviwopy.properties")]
pub struct CallbackHandle {
    pub(super) property: Py<Property>,
    pub(super) number: u64,
}

#[pymethods]
impl CallbackHandle {
    /// Takes the function away from the property.
    fn remove(&self) {
        let mut callbacks = self.property.get().callbacks.lock();
        let at = callbacks.iter().position(|(number, _)| *number == self.number);
        let gone = at.map(|at| callbacks.remove(at));
        drop(callbacks);
        drop(gone);
    }

    /// Takes the function away from the property, as handles of ports call it.
    fn reset(&self) {
        self.remove();
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.property)
    }
}

/// What runs when a value has changed.
pub(crate) enum Callback {
    /// A function without arguments.
    Call(Py<PyAny>),
    /// Whether another property is to be seen, or may be changed, from a function of this one.
    Depends { other: Py<PyAny>, condition: Py<PyAny>, what: Dependent },
    /// What each of several buttons does.
    Buttons(Vec<Py<PyAny>>),
}

/// What follows another property's value.
#[derive(Clone, Copy)]
pub(crate) enum Dependent {
    Visible,
    ReadOnly,
}

impl Callback {
    pub(super) fn clone_ref(&self, py: Python<'_>) -> Self {
        match self {
            Self::Call(function) => Self::Call(function.clone_ref(py)),
            Self::Depends { other, condition, what } => Self::Depends {
                other: other.clone_ref(py),
                condition: condition.clone_ref(py),
                what: *what,
            },
            Self::Buttons(actions) => {
                Self::Buttons(actions.iter().map(|action| action.clone_ref(py)).collect())
            }
        }
    }

    /// This runs the callback; `pressed` is the button of several that was pressed.
    pub(super) fn run(&self, py: Python<'_>, pressed: Option<u32>) -> PyResult<()> {
        match self {
            Self::Call(function) => function.call0(py).map(|_| ()),
            Self::Depends { other, condition, what } => {
                let Some(source) = condition.bind(py).get_item(1).ok() else { return Ok(()) };
                let holds = condition.bind(py).get_item(0)?.call1((source,))?.is_truthy()?;
                let other: Bound<'_, Property> = other.bind(py).clone().cast_into()?;
                other.get().change(
                    py,
                    match what {
                        Dependent::Visible => PropertyChange::Visible(holds),
                        Dependent::ReadOnly => PropertyChange::ReadOnly(holds),
                    },
                )
            }
            Self::Buttons(actions) => {
                let action = pressed.and_then(|n| actions.get(n as usize));
                match action.filter(|action| !action.is_none(py)) {
                    Some(action) => action.call0(py).map(|_| ()),
                    None => Ok(()),
                }
            }
        }
    }
}

/// This runs the callbacks of a property that changed in the host; what they raise goes to whoever
/// made the change, or into the log.
pub(crate) fn tell(py: Python<'_>, property: &Bound<'_, Property>) {
    if let Err(error) = property.get().notify(py)
        && let Some(error) = CallbackErrors::report(error)
    {
        let error = crate::error::reported(py, &error);
        tracing::error!(target: "python", "in a callback: {error}");
    }
}

/// This makes a property follow a function of another one.
pub(super) fn depends(
    slf: &Bound<'_, Property>,
    other: &Bound<'_, Property>,
    condition: &Bound<'_, PyAny>,
    what: Dependent,
) -> PyResult<()> {
    let py = slf.py();
    let pair = (condition, other).into_pyobject(py)?;
    let callback = Callback::Depends {
        other: slf.clone().into_any().unbind(),
        condition: pair.into_any().unbind(),
        what,
    };
    callback.run(py, None)?;
    Property::add_callback(other, callback).map(|_| ())
}
