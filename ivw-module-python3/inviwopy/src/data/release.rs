//! Python objects whose memory volumes, layers and buffers use, on their way back to Python.
//!
//! The last user of such memory may go on any thread, under anybody's locks, so nothing of Python
//! may run there: the object is only noted, and given back by [`drain`] when one of our functions
//! is called from Python the next time.

use std::ptr::NonNull;

use parking_lot::Mutex;
use pyo3::prelude::*;

/// This is a reference to a Python object that is counted but belongs to no thread.
struct Owner(NonNull<pyo3::ffi::PyObject>);

// SAFETY: the pointer is only stored here; `drain` gives it back to Python while attached.
#[allow(unsafe_code)]
unsafe impl Send for Owner {}

static RELEASED: Mutex<Vec<Owner>> = Mutex::new(Vec::new());

/// This turns a Python object into what [`release`] gets back.
pub(super) fn owner_of(object: Bound<'_, PyAny>) -> *mut () {
    object.into_ptr().cast()
}

/// This is the release callback of memory that belongs to a Python object, see [`owner_of`].
///
/// It takes one lock that is never held while anything else happens, and runs no Python code.
pub(super) extern "C" fn release(_start: *mut u8, _len: usize, owner: *mut ()) {
    if let Some(owner) = NonNull::new(owner.cast()) {
        RELEASED.lock().push(Owner(owner));
    }
}

/// This gives back the Python objects whose memory nobody uses any more.
#[allow(unsafe_code)]
pub(crate) fn drain(py: Python<'_>) {
    // The list is taken first, because giving back may run Python code that gets here again.
    let released = {
        let mut released = RELEASED.lock();
        if released.is_empty() {
            return;
        }
        std::mem::take(&mut *released)
    };
    for Owner(object) in released {
        // SAFETY: `owner_of` gave up one reference to this object, and this is the only place
        // that takes it back; `py` proves that the thread is attached.
        drop(unsafe { Bound::from_owned_ptr(py, object.as_ptr()) });
    }
}
