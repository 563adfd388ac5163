//! Which modules this application loads: one line for each cargo feature.

use ivw_core::host::Host;
use std::path::PathBuf;

/// Names of the modules that features chose, in the order of loading.
pub(crate) const ENABLED: &[&str] = &[
    #[cfg(feature = "base")]
    "base",
    #[cfg(feature = "plotting")]
    "plotting",
    #[cfg(feature = "vectorfield")]
    "vectorfield",
    #[cfg(feature = "postprocessing")]
    "postprocessing",
    #[cfg(feature = "python3")]
    "python3",
    #[cfg(feature = "python3qt")]
    "python3qt",
];

/// Modules that a feature would have chosen, with that feature.
pub(crate) const DISABLED: &[&str] = &[
    #[cfg(not(feature = "base"))]
    "base",
    #[cfg(not(feature = "plotting"))]
    "plotting",
    #[cfg(not(feature = "vectorfield"))]
    "vectorfield",
    #[cfg(not(feature = "postprocessing"))]
    "postprocessing",
    #[cfg(not(feature = "python3"))]
    "python3",
    #[cfg(not(feature = "python3qt"))]
    "python3qt",
];

/// A host with all modules of this application and those of third parties in folders.
///
/// `but` leaves modules out that the task at hand has no use for.
pub(crate) fn host(
    third_party: &[PathBuf],
    but: &[String],
    settings: &[(&'static str, String)],
) -> Host {
    let host = Host::new();
    for (name, value) in settings {
        host.set_setting(name, value);
    }
    host.load_modules_without(but, ENABLED, third_party);
    host
}
