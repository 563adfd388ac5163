//! Any Python object as data, for `PythonInport` and `PythonOutport`.

use std::sync::Arc;

use ivw_core::abi::{RArc, StableAbi};
use ivw_core::data::{Data, DataHandle};
use parking_lot::Mutex;
use pyo3::prelude::*;

/// This is a Python object as data; only this library knows what is in it.
#[repr(C)]
#[derive(StableAbi, Clone)]
pub struct Any {
    object: RArc<Key>,
}

/// This is where the object is kept; it goes with its last user.
#[repr(C)]
#[derive(StableAbi)]
struct Key {
    number: u64,
}

type Objects = Vec<(u64, Arc<Py<PyAny>>)>;

static OBJECTS: Mutex<Objects> = Mutex::new(Vec::new());

impl Data for Any {
    const TYPE_ID: &'static str = "ivw.Python/1";
    const PORT: &'static str = "Python";
    const COLOR: [u8; 3] = [12, 240, 153];
    const NAME: &'static str = "a Python object";
}

impl Drop for Key {
    fn drop(&mut self) {
        let gone = {
            let mut objects = OBJECTS.lock();
            let at = objects.iter().position(|(number, _)| *number == self.number);
            at.map(|at| objects.swap_remove(at))
        };
        drop(gone);
    }
}

/// This makes a Python object flow through ports.
pub fn any_from_python(object: &Bound<'_, PyAny>) -> PyResult<DataHandle> {
    static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
    let number = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    OBJECTS.lock().push((number, Arc::new(object.clone().unbind())));
    Ok(DataHandle::new(Any { object: RArc::new(Key { number }) }))
}

/// This is the Python object that flowed through ports.
pub fn any_to_python(py: Python<'_>, handle: &DataHandle) -> PyResult<Py<PyAny>> {
    let any = handle.downcast::<Any>().map_err(|error| crate::error::raised(py, error))?;
    let objects = OBJECTS.lock();
    let found = objects.iter().find(|(number, _)| *number == any.object.number);
    let found = found.map(|(_, object)| object.clone());
    drop(objects);
    match found {
        Some(object) => Ok(object.clone_ref(py)),
        None => Ok(py.None()),
    }
}
