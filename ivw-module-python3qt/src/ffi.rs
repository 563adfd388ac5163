//! The narrow interface to the widgets, see `cpp/python3qt.h`.

#![allow(unsafe_code)]

use serde_json::Value as Json;
use std::ffi::c_char;
use std::panic::catch_unwind;
use std::sync::OnceLock;
use std::sync::mpsc::Sender;

unsafe extern "C" {
    fn ivw_python_install(event: extern "C" fn(*const c_char, usize));
    fn ivw_python_tell(json: *const c_char, len: usize);
}

static EVENTS: OnceLock<Sender<Json>> = OnceLock::new();

/// Adds the menu to the window, if there is one; what people do there is sent.
pub(crate) fn install(events: Sender<Json>) {
    // A second host in one process has no window of its own.
    if EVENTS.set(events).is_ok() {
        // SAFETY: the callback is a function of this library, which is never unloaded.
        unsafe { ivw_python_install(on_event) }
    }
}

/// Tells the widgets what to do; any thread may.
pub(crate) fn tell(message: &Json) {
    let text = message.to_string();
    // SAFETY: the text lives through the call, which copies it.
    unsafe { ivw_python_tell(text.as_ptr().cast(), text.len()) }
}

extern "C" fn on_event(json: *const c_char, len: usize) {
    let done = catch_unwind(|| {
        if json.is_null() {
            return;
        }
        // SAFETY: the widgets give a text with its length, which lives through the call.
        let bytes = unsafe { std::slice::from_raw_parts(json.cast::<u8>(), len) };
        if let (Ok(event), Some(events)) = (serde_json::from_slice(bytes), EVENTS.get()) {
            // Whoever listens lives as long as the process.
            let _ = events.send(event);
        }
    });
    if done.is_err() {
        tracing::error!("the Python menu made a mistake");
    }
}
