//! Stopping Python code that runs.
//!
//! An exception is sent to the threads that run code of ours, again and again, until it has ended:
//! a bare `except:` may swallow one, and code in C sees none before it returns.

use std::time::Duration;

use parking_lot::Mutex;
use pyo3::ffi;
use pyo3::prelude::*;

use crate::error::Cancelled;
use crate::host::attach;

/// Who runs code of ours, and whether somebody is sending exceptions.
static RUNNING: Mutex<Running> = Mutex::new(Running { threads: Vec::new(), is_stopping: false });

struct Running {
    /// Threads, by the numbers that Python gives them; nested runs count once.
    threads: Vec<Thread>,
    /// Whether somebody is sending exceptions; who ends says so before anybody else may begin.
    is_stopping: bool,
}

struct Thread {
    number: std::ffi::c_ulong,
    depth: usize,
    /// Whether it is to stop.
    is_cancelled: bool,
}

/// How often the exception is sent.
const EVERY: Duration = Duration::from_millis(10);

/// While this lives, the thread runs code that can be stopped.
#[must_use]
pub struct Run(());

fn this_thread() -> std::ffi::c_ulong {
    #[allow(unsafe_code)]
    // SAFETY: it only asks for a number.
    unsafe {
        ffi::PyThread_get_thread_ident()
    }
}

impl Run {
    /// This begins a run.
    pub fn begin(py: Python<'_>) -> Self {
        crate::engine::debug::know_thread(py);
        let number = this_thread();
        let running = &mut RUNNING.lock().threads;
        match running.iter_mut().find(|thread| thread.number == number) {
            Some(thread) => thread.depth += 1,
            None => running.push(Thread { number, depth: 1, is_cancelled: false }),
        }
        Self(())
    }

    /// This ends a run; an exception that was sent too late is taken back.
    pub fn end(self, _py: Python<'_>) {
        let number = this_thread();
        let was_cancelled = {
            let running = &mut RUNNING.lock().threads;
            let Some(at) = running.iter().position(|thread| thread.number == number) else {
                return;
            };
            running[at].depth -= 1;
            match running[at].depth {
                0 => running.swap_remove(at).is_cancelled,
                _ => false,
            }
        };
        if was_cancelled {
            #[allow(unsafe_code)]
            // SAFETY: the thread is attached; no exception means to take one back.
            unsafe {
                ffi::PyThreadState_SetAsyncExc(number as _, std::ptr::null_mut());
            }
        }
    }
}

/// This asks all code that runs now to stop, and returns at once.
pub fn interrupt() {
    {
        let mut running = RUNNING.lock();
        if running.threads.is_empty() {
            return;
        }
        for thread in &mut running.threads {
            thread.is_cancelled = true;
        }
        if std::mem::replace(&mut running.is_stopping, true) {
            return;
        }
    }
    let spawned = std::thread::Builder::new().name("ivw-interrupt".to_owned()).spawn(|| {
        while send() {
            std::thread::sleep(EVERY);
        }
    });
    if let Err(error) = spawned {
        RUNNING.lock().is_stopping = false;
        tracing::error!(%error, "no thread to stop Python code: it goes on");
    }
}

/// Sends the exception to all who are to stop; gives whether there is anybody.
fn send() -> bool {
    attach(|py| {
        let class = py.get_type::<Cancelled>();
        // Runs end while attached, which we are: who is in the list still runs.
        let mut running = RUNNING.lock();
        let mut is_any = false;
        for thread in running.threads.iter().filter(|thread| thread.is_cancelled) {
            is_any = true;
            #[allow(unsafe_code)]
            // SAFETY: the thread is attached, and the class is an exception.
            unsafe {
                ffi::PyThreadState_SetAsyncExc(thread.number as _, class.as_ptr());
            }
        }
        running.is_stopping = is_any;
        is_any
    })
}
