//! Which modules this application loads: one line for each cargo feature.

use ivw_core::host::Host;
use std::path::{Path, PathBuf};

/// Names of the modules that features chose, in the order of loading.
const ENABLED: &[&str] = &[
    #[cfg(feature = "base")]
    "base",
    #[cfg(feature = "python3")]
    "python3",
    #[cfg(feature = "python3qt")]
    "python3qt",
];

/// Modules that a feature would have chosen, with that feature.
pub(crate) const DISABLED: &[&str] = &[
    #[cfg(not(feature = "base"))]
    "base",
    #[cfg(not(feature = "python3"))]
    "python3",
    #[cfg(not(feature = "python3qt"))]
    "python3qt",
];

/// A host with all modules of this application and those of third parties in folders.
///
/// `but` leaves modules out that the task at hand has no use for.
pub(crate) fn host(third_party: &[PathBuf], but: &[String], python: Option<&Path>) -> Host {
    let host = Host::new();
    if let Some(python) = python {
        host.set_setting("python", python.to_string_lossy());
    }
    let names: Vec<&str> = ENABLED
        .iter()
        .copied()
        .filter(|name| !but.iter().any(|left_out| left_out == name))
        .collect();
    host.load_modules(&names, third_party);
    host
}
