//! A module's side: sends what it logs to the host.

use super::number;
use super::text::Text;
use crate::abi::HostBox;
use parking_lot::Mutex;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Event, Level, Metadata, Subscriber};

/// Sends what this library logs to a host, from now on; only the first host counts.
pub(crate) fn forward_to(host: &'static HostBox) {
    // Fails for a module that listens to its own log, and for a second host.
    let _ = tracing::subscriber::set_global_default(ForwardSubscriber::new(host));
}

/// Sends what a library logs to its host.
///
/// Spans stay here: their names and fields go along with the events inside of them, as
/// `… in outer{a=1}:inner{b=2}`.
pub struct ForwardSubscriber {
    host: &'static HostBox,
    spans: Mutex<HashMap<u64, Span>>,
    next_id: AtomicU64,
}

struct Span {
    metadata: &'static Metadata<'static>,
    fields: String,
    n_references: usize,
}

thread_local! {
    /// Spans that this thread is inside of, outermost first.
    static ENTERED: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
    /// Whether this thread is telling the host something.
    static IS_BUSY: Cell<bool> = const { Cell::new(false) };
}

impl ForwardSubscriber {
    /// A subscriber that tells a host.
    pub fn new(host: &'static HostBox) -> Self {
        Self { host, spans: Mutex::default(), next_id: AtomicU64::new(1) }
    }

    fn listens(&self, metadata: &Metadata<'_>) -> bool {
        self.host.log_enabled(number(*metadata.level()), metadata.target().into())
    }

    /// Adds the spans that this thread is inside of.
    fn add_spans(&self, fields: &mut String) {
        let entered = ENTERED.try_with(|entered| entered.borrow().clone()).unwrap_or_default();
        if entered.is_empty() {
            return;
        }
        let spans = self.spans.lock();
        let mut separator = if fields.is_empty() { "in " } else { " in " };
        for span in entered.iter().filter_map(|id| spans.get(id)) {
            let written = if span.fields.is_empty() {
                write!(fields, "{separator}{}", span.metadata.name())
            } else {
                write!(fields, "{separator}{}{{{}}}", span.metadata.name(), span.fields)
            };
            written.expect("strings can be written to");
            separator = ":";
        }
    }
}

impl Subscriber for ForwardSubscriber {
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        // Details may sit in inner loops: whether the host wants them is asked once per place.
        // Everything else is rare enough to follow a filter that changes.
        match (*metadata.level() >= Level::DEBUG, self.listens(metadata)) {
            (false, _) => Interest::sometimes(),
            (true, true) => Interest::always(),
            (true, false) => Interest::never(),
        }
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        self.listens(metadata)
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let id = self.next_id.fetch_add(1, Ordering::Relaxed);
        let mut text = Text::default();
        attributes.record(&mut text);
        let metadata = attributes.metadata();
        let span = Span { metadata, fields: text.fields, n_references: 1 };
        self.spans.lock().insert(id, span);
        Id::from_u64(id)
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        if let Some(span) = self.spans.lock().get_mut(&id.into_u64()) {
            let mut text = Text { fields: std::mem::take(&mut span.fields), ..Text::default() };
            values.record(&mut text);
            span.fields = text.fields;
        }
    }

    fn record_follows_from(&self, _id: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        // The host may be in the same library, as in a test of a module: no event of an event.
        if IS_BUSY.try_with(|busy| busy.replace(true)).unwrap_or(true) {
            return;
        }
        let mut text = Text::default();
        event.record(&mut text);
        self.add_spans(&mut text.fields);
        let metadata = event.metadata();
        self.host.log(
            number(*metadata.level()),
            metadata.target().into(),
            text.message.as_str().into(),
            text.fields.as_str().into(),
            metadata.file().unwrap_or_default().into(),
            metadata.line().unwrap_or_default(),
        );
        IS_BUSY.set(false);
    }

    fn enter(&self, id: &Id) {
        // Threads that are ending are inside of nothing.
        let _ = ENTERED.try_with(|entered| entered.borrow_mut().push(id.into_u64()));
    }

    fn exit(&self, id: &Id) {
        let _ = ENTERED.try_with(|entered| {
            let mut entered = entered.borrow_mut();
            if let Some(position) = entered.iter().rposition(|entered| *entered == id.into_u64()) {
                entered.remove(position);
            }
        });
    }

    fn clone_span(&self, id: &Id) -> Id {
        if let Some(span) = self.spans.lock().get_mut(&id.into_u64()) {
            span.n_references += 1;
        }
        id.clone()
    }

    fn try_close(&self, id: Id) -> bool {
        let mut spans = self.spans.lock();
        let Some(span) = spans.get_mut(&id.into_u64()) else { return false };
        span.n_references -= 1;
        let is_last = span.n_references == 0;
        if is_last {
            spans.remove(&id.into_u64());
        }
        is_last
    }
}
