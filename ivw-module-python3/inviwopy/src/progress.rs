//! How far a processor has come: `self.progress(…)`.

use std::time::{Duration, Instant};

use ivw_core::host::Request;
use ivw_core::network::ProcessorId;
use parking_lot::Mutex;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyIterator;

use crate::error::Cancelled;
use crate::host::ask;

/// The host is told no more often than this.
const EVERY: Duration = Duration::from_millis(20);

/// This tells how far a processor has come, in [0, 1], or gives the items of a sequence and tells it
/// meanwhile; both end with `Cancelled` when somebody asked to stop.
pub fn progress<'py>(
    py: Python<'py>,
    processor: Option<u64>,
    of: &Bound<'py, PyAny>,
    total: Option<usize>,
) -> PyResult<Bound<'py, PyAny>> {
    if let Ok(part) = of.extract::<f32>() {
        if part.is_nan() {
            return Err(PyValueError::new_err("progress is a number from 0 to 1, not nan"));
        }
        tell(py, processor, part)?;
        return Ok(py.None().into_bound(py));
    }
    let items = of.try_iter().map_err(|_| {
        PyTypeError::new_err("progress takes a number from 0 to 1, or something to go through")
    })?;
    // A generator does not say how much there is to come.
    let total = total.or_else(|| of.len().ok());
    tell(py, processor, 0.0)?;
    let state = State { n: 0, told: Instant::now() };
    let steps = Steps { items: items.unbind(), processor, total, state: Mutex::new(state) };
    Ok(Bound::new(py, steps)?.into_any())
}

fn tell(py: Python<'_>, processor: Option<u64>, part: f32) -> PyResult<()> {
    let Some(processor) = processor else { return Ok(()) };
    let request = Request::Progress(ProcessorId::from_number(processor), part);
    match ask::<bool>(py, &request)? {
        true => Err(Cancelled::new_err("cancelled")),
        false => Ok(()),
    }
}

/// Items of something, whose going by is told.
#[pyclass(frozen, module = "inviwopy")]
struct Steps {
    items: Py<PyIterator>,
    processor: Option<u64>,
    total: Option<usize>,
    state: Mutex<State>,
}

struct State {
    n: usize,
    told: Instant,
}

#[pymethods]
impl Steps {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let next = self.items.bind(py).clone().next().transpose()?;
        let part = {
            let mut state = self.state.lock();
            let done = state.n as f32 / self.total.unwrap_or(0).max(1) as f32;
            state.n += 1;
            let is_due = state.told.elapsed() >= EVERY;
            if is_due {
                state.told = Instant::now();
            }
            match (&next, self.total) {
                (None, _) => Some(1.0),
                (Some(_), Some(_)) if is_due => Some(done.min(1.0)),
                // Without an end in sight there is only whether to stop.
                (Some(_), None) if is_due => Some(0.0),
                _ => None,
            }
        };
        if let Some(part) = part {
            tell(py, self.processor, part)?;
        }
        Ok(next)
    }
}
