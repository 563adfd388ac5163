//! Which properties of the host have callbacks in Python.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use ivw_core::property::Value;
use parking_lot::Mutex;
use pyo3::prelude::*;

use super::Property;
use super::place::{self, Home};
use crate::host::attach;

#[derive(Default)]
struct Watched {
    properties: HashSet<(u64, u32)>,
    /// Groups are told of changes inside of them.
    groups: HashMap<u64, Vec<u32>>,
    /// What groups were told of properties in them.
    told: HashMap<(u64, u32), Value>,
    /// Handles with callbacks live as long as their processor.
    pinned: HashMap<u64, Vec<Py<PyAny>>>,
}

static WATCHED: Mutex<Option<Watched>> = Mutex::new(None);
static COUNT: AtomicUsize = AtomicUsize::new(0);

fn with<R>(look: impl FnOnce(&mut Watched) -> R) -> R {
    look(WATCHED.lock().get_or_insert_with(Watched::default))
}

/// This notes that a property of the host has callbacks.
pub fn watch(processor: u64, index: u32, is_group: bool) {
    with(|watched| {
        watched.properties.insert((processor, index));
        if is_group {
            watched.groups.entry(processor).or_default().push(index);
        }
        COUNT.store(watched.properties.len(), Ordering::Relaxed);
    });
}

/// This keeps the handle of a property for as long as its processor is there.
pub fn pin(processor: u64, property: &Bound<'_, Property>) {
    if crate::processor::is_python(processor) {
        // Its own object keeps it, and the collector has to see that.
        return;
    }
    let handle = property.clone().into_any().unbind();
    with(|watched| watched.pinned.entry(processor).or_default().push(handle));
}

/// This forgets a processor that is gone.
pub fn processor_removed(processor: u64) {
    if COUNT.load(Ordering::Relaxed) == 0 {
        return;
    }
    if with(|watched| watched.pinned.contains_key(&processor)) {
        processor_forgotten(processor);
    }
}

/// This forgets a processor that does not come back.
pub fn processor_forgotten(processor: u64) {
    if COUNT.load(Ordering::Relaxed) == 0 {
        return;
    }
    let pinned = with(|watched| {
        watched.properties.retain(|(of, _)| *of != processor);
        watched.groups.remove(&processor);
        watched.told.retain(|(of, _), _| *of != processor);
        COUNT.store(watched.properties.len(), Ordering::Relaxed);
        watched.pinned.remove(&processor)
    });
    drop(pinned);
}

/// This calls what a changed property of the host calls in Python.
pub fn property_changed(processor: u64, index: u32) {
    if COUNT.load(Ordering::Relaxed) == 0 {
        return;
    }
    let (is_watched, groups) = with(|watched| {
        let groups = watched.groups.get(&processor).cloned().unwrap_or_default();
        (watched.properties.contains(&(processor, index)), groups)
    });
    if !is_watched && groups.is_empty() {
        return;
    }
    attach(|py| {
        let home = Home::Host(processor);
        let mut told = vec![index];
        if !groups.is_empty() && is_new_to_groups(py, processor, index) {
            let mut at = index;
            while let Ok(Some(parent)) = home.at(at).info(py).map(|info| info.parent) {
                if groups.contains(&parent) {
                    told.push(parent);
                }
                at = parent;
            }
        }
        for index in told {
            if let Some(property) = place::existing(py, &home.at(index)) {
                super::tell(py, &property);
            }
        }
    });
}

/// Whether groups have not been told the value; what only looks different is no change to them.
fn is_new_to_groups(py: Python<'_>, processor: u64, index: u32) -> bool {
    let Ok(info) = Home::Host(processor).at(index).info(py) else { return false };
    let value = info.value;
    info.is_modified
        && with(|watched| match watched.told.insert((processor, index), value.clone()) {
            Some(told) => !told.is_same(&value) || value == Value::Press,
            None => true,
        })
}
