//! Any Python object as data, for `PythonInport` and `PythonOutport`.

#![allow(unsafe_code)]

use std::collections::HashMap;

use ivw_core::data::{Data, DataHandle, Foreign, Memory};
use parking_lot::Mutex;
use pyo3::prelude::*;

/// These are the objects that flow, by their keys.
static OBJECTS: Mutex<Option<Objects>> = Mutex::new(None);

#[derive(Default)]
struct Objects {
    by_key: HashMap<u64, Py<PyAny>>,
    next: u64,
    /// Those that nobody uses any more.
    released: Vec<u64>,
}

fn with<R>(look: impl FnOnce(&mut Objects) -> R) -> R {
    look(OBJECTS.lock().get_or_insert_default())
}

/// The last user may go under anybody's locks: nothing of Python may run here.
extern "C" fn release(_start: *mut u8, _len: usize, key: *mut ()) {
    with(|objects| objects.released.push(key.addr() as u64));
}

/// Drops objects that nobody uses any more.
fn drain() {
    let gone = with(|objects| {
        let released = std::mem::take(&mut objects.released);
        released.into_iter().filter_map(|key| objects.by_key.remove(&key)).collect::<Vec<_>>()
    });
    drop(gone);
}

/// This is whether data is a Python object.
pub fn is_any(handle: &DataHandle) -> bool {
    handle.type_id() == Foreign::TYPE_ID
}

/// This makes a Python object flow through ports.
pub fn any_from_python(object: &Bound<'_, PyAny>) -> DataHandle {
    drain();
    let key = with(|objects| {
        objects.next += 1;
        objects.by_key.insert(objects.next, object.clone().unbind());
        objects.next
    });
    let token = std::ptr::without_provenance_mut(key as usize);
    // SAFETY: there are no bytes to read, and `release` may be called on any thread.
    let owner = unsafe { Memory::foreign(std::ptr::dangling(), 0, token, release) };
    DataHandle::new(Foreign { key, owner })
}

/// This is the Python object that flowed through ports.
pub fn any_to_python(py: Python<'_>, handle: &DataHandle) -> PyResult<Py<PyAny>> {
    drain();
    let any = handle.downcast::<Foreign>().map_err(|error| crate::error::raised(py, error))?;
    let found = with(|objects| Some(objects.by_key.get(&any.key)?.clone_ref(py)));
    Ok(found.unwrap_or_else(|| py.None()))
}
