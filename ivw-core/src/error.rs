//! What failed, where, and what to do about it.
//!
//! One type for everything a person may have to read.
//! Code close to the failure says what went wrong and the way out; the network adds processor and port.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The result of everything in ivw that can fail.
///
/// ```
/// use ivw_core::prelude::*;
///
/// fn scale(text: &str) -> Result<f32> {
///     match text.parse().map_err(Error::other)? {
///         scale if scale > 0.0 => Ok(scale),
///         scale => Err(Error::new(format!("a scale of {scale}")).hint("use one above 0")),
///     }
/// }
/// assert_eq!(scale("2.5"), Ok(2.5));
/// assert_eq!(scale("-1").unwrap_err().to_string(), "a scale of -1: use one above 0");
/// ```
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure that a person reads: what, where, the way out.
///
/// Displays as `where: what: way out`, all on one line; [`Error::detail`] holds longer text such as
/// a traceback.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let error = Error::new("the volume has 2 components")
///     .hint("connect a volume with 3")
///     .at("inport \"velocity\"");
/// assert_eq!(
///     error.to_string(),
///     "inport \"velocity\": the volume has 2 components: connect a volume with 3"
/// );
/// assert!(Error::cancelled().is_cancelled() && !error.is_cancelled());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Error {
    message: String,
    place: Option<String>,
    hint: Option<String>,
    detail: Option<String>,
    cancelled: bool,
    trace: Option<Box<Trace>>,
}

/// Where in a program's text it happened, and what it follows from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Trace {
    frames: Vec<Frame>,
    cause: Option<Error>,
}

/// One place of a traceback.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Frame {
    /// Path of the file, or a name such as `<console>`.
    pub file: String,
    /// Line, from 1 on.
    pub line: u32,
    /// Column, from 1 on, where it is known.
    pub column: Option<u32>,
    /// Function; empty for a syntax error.
    pub function: String,
    /// The line itself.
    pub text: String,
}

impl Error {
    /// An error that says what went wrong, in lower case and without a full stop.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), ..Self::default() }
    }

    /// The error of work that somebody stopped.
    pub fn cancelled() -> Self {
        Self { cancelled: true, ..Self::new("cancelled") }
    }

    /// The error of a foreign type, with its whole chain of causes.
    pub fn other(error: impl std::error::Error) -> Self {
        let mut message = error.to_string();
        let mut cause = error.source();
        while let Some(next) = cause {
            let text = next.to_string();
            if !message.contains(&text) {
                message = format!("{message}: {text}");
            }
            cause = next.source();
        }
        Self::new(message)
    }

    /// Adds the way out.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds where it happened, outside of what is already known.
    pub fn at(mut self, place: impl fmt::Display) -> Self {
        self.place = Some(match self.place.take() {
            Some(inner) => format!("{place}: {inner}"),
            None => place.to_string(),
        });
        self
    }

    /// Adds longer text, such as a traceback.
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Adds where in a program's text it happened, the place itself last.
    pub fn with_frames(mut self, frames: Vec<Frame>) -> Self {
        self.trace.get_or_insert_default().frames = frames;
        self
    }

    /// Adds the error that this one follows from.
    pub fn caused_by(mut self, cause: Error) -> Self {
        self.trace.get_or_insert_default().cause = Some(cause);
        self
    }

    /// Where in a program's text it happened, the place itself last.
    pub fn frames(&self) -> &[Frame] {
        self.trace.as_ref().map_or(&[], |trace| &trace.frames)
    }

    /// The error that this one follows from.
    pub fn cause(&self) -> Option<&Error> {
        self.trace.as_ref()?.cause.as_ref()
    }

    /// What went wrong.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Longer text, such as a traceback.
    pub fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    /// Whether somebody stopped the work, rather than something having failed.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, ": {hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::other(error)
    }
}

/// Adds a place to the error of a result.
///
/// The prelude has it without its name, as it shares that with a processor's `Context`.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let radius = "12 mm".parse::<f32>().map_err(Error::other).at("setting \"blur.radius\"");
/// let error = radius.unwrap_err().to_string();
/// assert_eq!(error, "setting \"blur.radius\": invalid float literal");
/// // Errors of files need no translation.
/// assert!(std::fs::read("no such file").at("colour table").is_err());
/// ```
pub trait Context<T> {
    /// Says where it happened, should it have failed.
    fn at(self, place: impl fmt::Display) -> Result<T>;
}

impl<T, E: Into<Error>> Context<T> for std::result::Result<T, E> {
    fn at(self, place: impl fmt::Display) -> Result<T> {
        self.map_err(|error| error.into().at(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_the_places_from_outside_in_and_ends_with_the_way_out() {
        let error = Error::new("has no data")
            .hint("connect a volume source")
            .at("inport \"volume\"")
            .at("processor \"Raycaster\"");
        assert_eq!(
            error.to_string(),
            "processor \"Raycaster\": inport \"volume\": has no data: connect a volume source"
        );
    }
}
