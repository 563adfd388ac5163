//! Events as text.

use std::fmt::{self, Write as _};
use tracing::field::{Field, Visit};

/// The field that holds forwarded fields: `name=value`, with spaces between them.
pub(super) const FIELDS: &str = "fields";

/// An event's message, and its other fields as `name=value` with spaces between them.
#[derive(Default)]
pub(super) struct Text {
    pub(super) message: String,
    pub(super) fields: String,
}

impl Text {
    fn add(&mut self, field: &Field, value: fmt::Arguments<'_>) {
        let written = match field.name() {
            "message" => self.message.write_fmt(value),
            FIELDS => self.separate().write_fmt(value),
            name => write!(self.separate(), "{name}={value}"),
        };
        written.expect("strings can be written to");
    }

    fn separate(&mut self) -> &mut String {
        if !self.fields.is_empty() {
            self.fields.push(' ');
        }
        &mut self.fields
    }
}

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.add(field, format_args!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        let is_plain = !value.is_empty() && !value.contains([' ', '"', '=', '\n']);
        if is_plain || matches!(field.name(), "message" | FIELDS) {
            self.add(field, format_args!("{value}"));
        } else {
            self.add(field, format_args!("{value:?}"));
        }
    }
}
