//! What is logged, by whoever it is.
//!
//! Every library has its own copy of `tracing`, and only the host's is listened to.
//! A module forwards its events to the host, which emits them anew with their level, target, file
//! and line, so that filters such as `--log ivw_module_base=debug` know no difference.

mod capture;
mod emit;
mod forward;
mod text;

pub use capture::{Capture, Record};
pub use emit::{emit, is_enabled};
pub use forward::ForwardSubscriber;

pub(crate) use forward::forward_to;

use crate::error::{Error, Result};
use std::io::IsTerminal;
use text::FIELDS;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::field::MakeExt as _;
use tracing_subscriber::fmt::format::debug_fn;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// The filter that a person chose: `--log`, else `IVW_LOG`, else `info`.
pub fn filter(flag: Option<&str>) -> String {
    let variable = || std::env::var("IVW_LOG").ok().filter(|filter| !filter.is_empty());
    flag.map(str::to_owned).or_else(variable).unwrap_or_else(|| "info".to_owned())
}

/// Prints what is logged to stderr, and keeps the newest of it for whoever wants to show it.
///
/// Call it once, early; fails on a filter that cannot be read.
pub fn init(filter: &str) -> Result<Capture> {
    let filter = EnvFilter::builder().parse(filter).map_err(|error| {
        Error::new(format!("the log filter \"{filter}\" cannot be read: {error}"))
            .hint("write such as \"info\" or \"warn,ivw_core=debug\"")
    })?;
    let capture = Capture::new(Capture::DEFAULT_CAPACITY);
    let has_colors = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    // The text of forwarded fields has names already.
    let fields = debug_fn(|writer, field, value| match field.name() {
        "message" | FIELDS => write!(writer, "{value:?}"),
        name => write!(writer, "{name}={value:?}"),
    });
    let print = tracing_subscriber::fmt::layer()
        .compact()
        .without_time()
        .fmt_fields(fields.delimited(" "))
        .with_ansi(has_colors)
        .with_writer(std::io::stderr);
    tracing_subscriber::registry()
        .with(filter)
        .with(print)
        .with(capture.clone())
        .try_init()
        .map_err(|_| Error::new("somebody listens to the log already").hint("start it once"))?;
    Ok(capture)
}

/// Levels as they cross the boundary: 1 error … 5 trace.
fn number(level: tracing::Level) -> u8 {
    use tracing::Level;
    match level {
        Level::ERROR => 1,
        Level::WARN => 2,
        Level::INFO => 3,
        Level::DEBUG => 4,
        Level::TRACE => 5,
    }
}

/// The level of a number; what is out of range is the nearest one.
fn level(number: u8) -> tracing::Level {
    use tracing::Level;
    match number {
        0 | 1 => Level::ERROR,
        2 => Level::WARN,
        3 => Level::INFO,
        4 => Level::DEBUG,
        _ => Level::TRACE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_is_stronger_than_the_default() {
        assert_eq!(filter(Some("debug")), "debug");
    }

    #[test]
    fn a_filter_that_cannot_be_read_says_how_to_write_one() {
        let error = init("=!=").map(|_| ()).unwrap_err();
        assert!(error.to_string().contains("ivw_core=debug"), "{error}");
    }
}
