//! Data in a Python object: changed in place as long as it is nobody else's, copied on write
//! otherwise.
//!
//! Two rules keep published data immutable without a copy in the usual case.
//! - An object that a script made hands out writable arrays. As long as such an array is alive,
//!   only the object and its arrays use the memory: whoever else wants the data meanwhile gets a
//!   copy ([`Held::share`]). Without such an array the memory itself is shared, and the next
//!   writable array gets a copy of it if it still is.
//! - An object that came out of a port hands out read-only arrays, which never cost a copy.
//!
//! The lock is never held while Python code can run.

use ivw_core::data::{Data, Memory, Shared};
use parking_lot::Mutex;
use pyo3::exceptions::PyMemoryError;
use pyo3::prelude::*;

use super::array::{Shape, View, array_over, copied, is_array_over};
use super::order::Order;
use super::release;

/// This is data whose numbers lie in one memory.
pub(super) trait HasNumbers: Data {
    /// The numbers.
    fn memory(&self) -> &Memory;
    /// The numbers, to be replaced.
    fn memory_mut(&mut self) -> &mut Memory;
    /// What an array over the numbers looks like.
    fn shape(&self) -> Shape;
}

/// This is data in a Python object.
pub(super) struct Held<T> {
    state: Mutex<State<T>>,
}

struct State<T> {
    data: Shared<T>,
    /// What arrays have as their base. If the data is ours then nobody but this view and `data`
    /// uses the memory, as long as there is a view.
    view: Option<Py<View>>,
    /// Whether the numbers came out of a port: they are read-only.
    is_input: bool,
}

impl<T: HasNumbers> Held<T> {
    /// Data that a script makes.
    pub(super) fn new(data: T) -> Self {
        Self::of(Shared::new(data), false)
    }

    /// Data out of a port.
    pub(super) fn input(data: Shared<T>) -> Self {
        Self::of(data, true)
    }

    fn of(data: Shared<T>, is_input: bool) -> Self {
        Self { state: Mutex::new(State { data, view: None, is_input }) }
    }

    /// Looks at the data; the closure must neither run Python code nor keep the memory.
    pub(super) fn read<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        look(&self.state.lock().data)
    }

    /// Changes anything but the numbers; the closure must not run Python code.
    pub(super) fn write<R>(&self, change: impl FnOnce(&mut T) -> R) -> R {
        change(self.state.lock().data.make_mut())
    }

    /// Replaces the numbers and what belongs to them.
    pub(super) fn replace(&self, change: impl FnOnce(&mut T)) {
        let mut state = self.state.lock();
        state.is_input = false;
        let old_view = state.view.take();
        change(state.data.make_mut());
        drop(state);
        drop(old_view);
    }

    /// Whether assigning this array would change nothing, because it shows these very numbers.
    pub(super) fn is_shown_by(&self, object: &Bound<'_, PyAny>, order: Order) -> bool {
        let state = self.state.lock();
        is_array_over(object, state.data.memory(), state.data.shape(), order)
    }

    /// The data for others, who never see a change of it.
    pub(super) fn share(&self, py: Python<'_>) -> PyResult<Shared<T>> {
        release::drain(py);
        let (shared, old_view) = {
            let mut state = self.state.lock();
            let is_shown = state.view.as_ref().is_some_and(|view| View::is_shown(view, py));
            if state.is_input || !is_shown {
                let old_view = if state.is_input { None } else { state.view.take() };
                (Some(state.data.clone()), old_view)
            } else {
                (None, None)
            }
        };
        drop(old_view);
        match shared {
            Some(shared) => Ok(shared),
            // Somebody can still write through an array: a copy stays as it is now. The guard is
            // gone before this thread attaches again, so that nobody waits in a circle.
            None => py
                .detach(|| {
                    let state = self.state.lock();
                    let mut data = T::clone(&state.data);
                    *data.memory_mut() = copied(state.data.memory())?;
                    Ok(Shared::new(data))
                })
                .map_err(out_of_memory),
        }
    }

    /// Data of our own with the same content; its numbers are copied when one of both changes them.
    pub(super) fn duplicate(&self, py: Python<'_>) -> PyResult<Self> {
        Ok(Self::of(self.share(py)?, false))
    }

    /// The numbers as an array, without a copy unless they are ours and somebody else uses them.
    #[allow(unsafe_code)]
    pub(super) fn array<'py>(&self, py: Python<'py>, order: Order) -> PyResult<Bound<'py, PyAny>> {
        release::drain(py);
        loop {
            let mut state = self.state.lock();
            let (shape, is_writable) = (state.data.shape(), !state.is_input);
            if state.view.is_none()
                && (state.is_input || state.data.make_mut().memory_mut().is_exclusive())
            {
                state.view = Some(View::new(py, state.data.memory().clone())?);
            }
            if let Some(view) = &state.view {
                let view = view.clone_ref(py);
                drop(state);
                // SAFETY: the shape is that of the data; if the array is writable then the memory
                // is used by this object and the arrays of its view only, see `State::view`, and
                // this object reads it while attached only.
                return unsafe { array_over(py, view, shape, order, is_writable) };
            }
            drop(state);
            py.detach(|| {
                let mut state = self.state.lock();
                let memory = copied(state.data.memory())?;
                *state.data.make_mut().memory_mut() = memory;
                Ok(())
            })
            .map_err(out_of_memory)?;
        }
    }
}

fn out_of_memory(error: ivw_core::error::Error) -> PyErr {
    PyMemoryError::new_err(error.to_string())
}
