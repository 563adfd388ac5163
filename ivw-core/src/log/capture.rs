//! Keeps the newest of what is logged, for a console or a test.

use super::text::Text;
use parking_lot::Mutex;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::SystemTime;
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

/// One thing that was logged.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its number: 0 for the first one ever.
    pub number: u64,
    /// When it was logged.
    pub time: SystemTime,
    /// How bad it is.
    pub level: Level,
    /// Who logged it, such as `ivw_core::network`.
    pub target: String,
    /// What is said.
    pub message: String,
    /// Other fields as `name=value`, with spaces between them.
    pub fields: String,
}

/// Keeps the newest of what is logged; clones share it.
///
/// It is a layer of a `tracing_subscriber` registry.
#[derive(Clone)]
pub struct Capture {
    ring: Arc<Mutex<Ring>>,
}

struct Ring {
    records: VecDeque<Record>,
    capacity: usize,
    next_number: u64,
}

impl Capture {
    /// Enough for a console, and little memory.
    pub const DEFAULT_CAPACITY: usize = 10_000;

    /// Keeps this many records.
    pub fn new(capacity: usize) -> Self {
        let ring = Ring { records: VecDeque::new(), capacity, next_number: 0 };
        Self { ring: Arc::new(Mutex::new(ring)) }
    }

    /// What is kept, oldest first.
    pub fn records(&self) -> Vec<Record> {
        self.since(0)
    }

    /// What is kept from a number on, oldest first.
    pub fn since(&self, number: u64) -> Vec<Record> {
        let ring = self.ring.lock();
        let begin = ring.records.partition_point(|record| record.number < number);
        ring.records.range(begin..).cloned().collect()
    }

    /// Forgets what was logged so far; numbers go on.
    pub fn clear(&self) {
        self.ring.lock().records.clear();
    }
}

impl<S: Subscriber> Layer<S> for Capture {
    fn on_event(&self, event: &Event<'_>, _context: Context<'_, S>) {
        let mut text = Text::default();
        event.record(&mut text);
        let metadata = event.metadata();
        let ring = &mut *self.ring.lock();
        if ring.capacity == 0 {
            return;
        }
        if ring.records.len() == ring.capacity {
            ring.records.pop_front();
        }
        ring.records.push_back(Record {
            number: ring.next_number,
            time: SystemTime::now(),
            level: *metadata.level(),
            target: metadata.target().to_owned(),
            message: text.message,
            fields: text.fields,
        });
        ring.next_number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tracing_subscriber::layer::SubscriberExt as _;

    #[test]
    fn the_newest_records_are_kept_and_numbered() {
        let capture = Capture::new(2);
        let listener = tracing_subscriber::registry().with(capture.clone());
        tracing::subscriber::with_default(listener, || {
            for n in 0..5 {
                tracing::info!(n, name = "a b", plain = "c", "hello");
            }
        });
        let records = capture.records();
        let numbers: Vec<_> = records.iter().map(|record| record.number).collect();
        assert_eq!(numbers, [3, 4]);
        assert_eq!(records[0].message, "hello");
        assert_eq!(records[0].fields, "n=3 name=\"a b\" plain=c");
        assert_eq!(capture.since(4).len(), 1);
        capture.clear();
        assert!(capture.records().is_empty());
    }
}
