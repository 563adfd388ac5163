//! The log as the console shows it: filtered, coloured, with links to processors.

use super::form::escape;
use ivw_core::log::{Capture, Record};
use serde_json::{Value as Json, json};
use tracing::Level;

/// What of the log is shown.
pub(crate) struct LogView {
    capture: Capture,
    next: u64,
    level: Level,
    text: String,
}

impl LogView {
    /// A view of what was logged, from the level info on.
    pub(crate) fn new(capture: Capture) -> Self {
        Self { capture, next: 0, level: Level::INFO, text: String::new() }
    }

    /// The message that shows what is new; nothing if nothing is.
    pub(crate) fn news(&mut self) -> Option<Json> {
        let records = self.capture.since(self.next);
        self.next = records.last()?.number + 1;
        let lines = self.lines(&records);
        (!lines.is_empty()).then(|| json!({"op": "log", "lines": lines}))
    }

    /// Shows another part; gives the message that does so.
    pub(crate) fn filter(&mut self, level: u64, text: &str) -> Json {
        self.level = match level {
            0 => Level::TRACE,
            1 => Level::INFO,
            2 => Level::WARN,
            _ => Level::ERROR,
        };
        self.text = text.trim().to_lowercase();
        json!({"op": "log", "clear": true, "lines": self.lines(&self.capture.records())})
    }

    /// Forgets what was logged; gives the message that shows that.
    pub(crate) fn clear(&mut self) -> Json {
        self.capture.clear();
        json!({"op": "log", "clear": true, "lines": []})
    }

    fn lines(&self, records: &[Record]) -> Vec<String> {
        let shown = records.iter().filter(|record| {
            let text = || format!("{} {}", record.message, record.target).to_lowercase();
            record.level <= self.level && (self.text.is_empty() || text().contains(&self.text))
        });
        shown.map(line).collect()
    }
}

/// A record as HTML; processors that it names are links.
fn line(record: &Record) -> String {
    let color = match record.level {
        Level::ERROR => "#e55353",
        Level::WARN => "#e0a03c",
        Level::INFO => "gray",
        _ => "#8891a3",
    };
    let level = record.level.to_string().to_lowercase();
    let mut text = escape(&record.message);
    // As errors name them: processor "Raycaster".
    if let Some((before, rest)) = text.split_once("processor \"")
        && let Some((name, after)) = rest.split_once('"')
    {
        text = format!("{before}processor <a href=\"ivw:{name}\">{name}</a>{after}");
    }
    let fields = match record.fields.is_empty() {
        true => String::new(),
        false => format!(" <span style='color:gray'>{}</span>", escape(&record.fields)),
    };
    let text = text.replace('\n', "<br>").replace("  ", "&nbsp;&nbsp;");
    format!(
        "<span style='color:{color}'>{level:5}</span> <span style='color:gray'>{}</span> {text}{fields}",
        escape(&record.target)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::SystemTime;

    #[test]
    fn a_processor_that_fails_is_a_link_and_html_is_text() {
        let record = Record {
            number: 0,
            time: SystemTime::now(),
            level: Level::ERROR,
            target: "ivw_core".to_owned(),
            message: "processor \"Blur\": a < b".to_owned(),
            fields: String::new(),
        };
        let line = line(&record);
        assert!(
            line.contains("<a href=\"ivw:Blur\">Blur</a>") && line.contains("a &lt; b"),
            "{line}"
        );
    }
}
