//! Where a value lives: in its Python object, or in something else that the object is a view of.

use parking_lot::Mutex;
use pyo3::prelude::*;

/// This fetches a value from where it lives.
pub(crate) type Get<T> = Box<dyn Fn() -> PyResult<T> + Send + Sync>;
/// This stores a value where it lives.
pub(crate) type Set<T> = Box<dyn Fn(T) -> PyResult<()> + Send + Sync>;

/// This is where a value lives.
///
/// The closures of a bound place are called while attached, with none of our locks held.
pub(super) enum Place<T> {
    /// In the object itself.
    Own(Mutex<T>),
    /// In something else: a volume, a property.
    Bound(Get<T>, Set<T>),
}

impl<T: Clone> Place<T> {
    pub(super) fn own(value: T) -> Self {
        Self::Own(Mutex::new(value))
    }

    /// This is the value as it is now.
    pub(super) fn get(&self) -> PyResult<T> {
        match self {
            Self::Own(value) => Ok(value.lock().clone()),
            Self::Bound(get, _) => get(),
        }
    }

    /// This replaces the value.
    pub(super) fn set(&self, value: T) -> PyResult<()> {
        match self {
            Self::Own(own) => {
                *own.lock() = value;
                Ok(())
            }
            Self::Bound(_, set) => set(value),
        }
    }

    /// This changes a part of the value.
    pub(super) fn update<R>(&self, change: impl FnOnce(&mut T) -> PyResult<R>) -> PyResult<R> {
        let mut value = self.get()?;
        let result = change(&mut value)?;
        self.set(value)?;
        Ok(result)
    }
}
