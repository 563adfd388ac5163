//! What a processor may ask and tell while it runs.

use crate::abi::Signals;
use crate::error::{Error, Result};
use crate::property::{OptionItem, PropertyChange, Value};
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};

/// A change that a processor makes to one of its own properties.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Path of the property, such as `camera.lookFrom`.
    pub property: String,
    /// What changes.
    pub change: PropertyChange,
}

/// What a processor may ask and tell while it runs: progress, being cancelled, run-time changes.
///
/// Any of its threads may do so.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let context = Context::detached();
/// for slice in 0..4 {
///     context.progress(slice as f32 / 4.0)?;
/// }
/// context.set("isoValue", 0.5);
/// let changes = context.take_changes();
/// assert_eq!(changes[0].property, "isoValue");
/// assert_eq!(changes[0].change, PropertyChange::Value(Value::from(0.5)));
/// # Ok::<(), Error>(())
/// ```
pub struct Context<'a> {
    signals: &'a Signals,
    changes: Mutex<Vec<Change>>,
    first_picking_id: u32,
}

impl<'a> Context<'a> {
    pub(crate) fn new(signals: &'a Signals, first_picking_id: u32) -> Self {
        Self { signals, changes: Mutex::default(), first_picking_id }
    }

    /// A context on its own, for tests: nobody watches, nobody cancels.
    pub fn detached() -> Context<'static> {
        Context::of_event(1)
    }

    /// A context for an event: it takes no time worth watching.
    pub(crate) fn of_event(first_picking_id: u32) -> Context<'static> {
        static SIGNALS: std::sync::LazyLock<Signals> = std::sync::LazyLock::new(Signals::default);
        Context::new(&SIGNALS, first_picking_id)
    }

    /// The first of the numbers that stand for things which a person can pick.
    ///
    /// There are as many as [`Process::n_pickable`](crate::processor::Process::n_pickable) says, for
    /// processors that are declared with `n_pickable`.
    pub fn first_picking_id(&self) -> u32 {
        self.first_picking_id
    }

    /// Says how far the work has come, in [0, 1]; an error if somebody wants it to stop.
    pub fn progress(&self, part: f32) -> Result<()> {
        self.signals.set_progress(part);
        self.check()
    }

    /// An error if somebody wants the work to stop: pass it on.
    pub fn check(&self) -> Result<()> {
        if self.signals.is_cancelled() { Err(Error::cancelled()) } else { Ok(()) }
    }

    /// Whether somebody wants the work to stop.
    pub fn is_cancelled(&self) -> bool {
        self.signals.is_cancelled()
    }

    /// Changes one of the processor's own properties, once `process` or `event` has returned.
    ///
    /// What `process` changes does not make the processor run again.
    pub fn change(&self, property: &str, change: PropertyChange) {
        self.changes.lock().push(Change { property: property.to_owned(), change });
    }

    /// Sets one of the processor's own properties, once `process` has returned.
    pub fn set(&self, property: &str, value: impl Into<Value>) {
        self.change(property, PropertyChange::Value(value.into()));
    }

    /// Gives one of the processor's own properties other options, once `process` has returned.
    pub fn set_options(&self, property: &str, options: Vec<OptionItem>) {
        self.change(property, PropertyChange::Options(options));
    }

    /// The changes so far, for the host and for tests.
    pub fn take_changes(&self) -> Vec<Change> {
        std::mem::take(&mut *self.changes.lock())
    }
}
