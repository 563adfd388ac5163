//! Classes in Python that override `invalidate`: they say themselves when they have to run again.

use ivw_core::host::Request;
use ivw_core::network::{Edit, ProcessorId};
use ivw_core::property::InvalidationLevel as Level;
use pyo3::prelude::*;

use super::objects;
use crate::error::reported;
use crate::host::{CallbackErrors, Inside, ask_detached, attach};
use crate::output;
use crate::properties::place::{self, Home};
use crate::properties::{InvalidationLevel, Property};

/// This calls a processor's `invalidate`, with the property that changed if it was one.
///
/// What that raises goes to whoever made the change, or into the log; then the processor runs again, as
/// a mistake there should not leave an old picture standing.
pub fn invalidating(processor: u64, level: Level, property: Option<u32>) {
    attach(|py| {
        let _inside = Inside::enter();
        let _source = output::Source::processor(processor);
        let Err(error) = call(py, processor, level, property) else { return };
        let id = ProcessorId::from_number(processor);
        let request = Request::Edit("Invalidate".to_owned(), Edit::Invalidate(id, level));
        // The processor may be gone meanwhile, and then has nothing to do any more.
        let _ = py.detach(|| ask_detached::<()>(&request));
        if let Some(error) = CallbackErrors::report(error) {
            let error = reported(py, &error);
            tracing::error!(target: "python", "in invalidate(): {error}");
        }
    });
}

fn call(py: Python<'_>, processor: u64, level: Level, property: Option<u32>) -> PyResult<()> {
    let Some(object) = objects::existing(py, processor) else { return Ok(()) };
    let property: Option<Bound<'_, Property>> =
        property.map(|index| place::object(py, Home::Host(processor).at(index))).transpose()?;
    object.call_method1("invalidate", (InvalidationLevel::from(level), property)).map(|_| ())
}
