//! The host's side: emits what modules and scripts log.

use super::text::FIELDS;
use super::{level, number};
use parking_lot::RwLock;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{LazyLock, OnceLock};
use tracing::callsite::{Callsite, Identifier};
use tracing::field::{FieldSet, Value, display};
use tracing::metadata::Kind;
use tracing::subscriber::Interest;
use tracing::{Event, Metadata};

/// Emits an event on behalf of code that is not part of this library.
///
/// Levels are 1 error … 5 trace; file and line may be empty and 0.
pub fn emit(level: u8, target: &str, message: &str, fields: &str, file: &str, line: u32) {
    let site = site(level, target, file, line);
    if !site.is_enabled() {
        return;
    }
    let names = site.metadata().fields();
    let field = |name| names.field(name).expect("sites have these two fields");
    let (message_field, fields_field) = (field("message"), field(FIELDS));
    let (message, text) = (display(message), display(fields));
    let values = [
        (&message_field, Some(&message as &dyn Value)),
        (&fields_field, (!fields.is_empty()).then_some(&text as &dyn Value)),
    ];
    Event::dispatch(site.metadata(), &names.value_set(&values));
}

/// Whether anybody listens to a level (1 error … 5 trace) of a target.
pub fn is_enabled(level: u8, target: &str) -> bool {
    site(level, target, "", 0).is_enabled()
}

/// A place in somebody else's code that logs; leaked, because `tracing` wants it to live forever.
struct Site {
    metadata: OnceLock<Metadata<'static>>,
    interest: AtomicU8,
}

const NEVER: u8 = 0;
const SOMETIMES: u8 = 1;
const ALWAYS: u8 = 2;

impl Callsite for Site {
    fn set_interest(&self, interest: Interest) {
        let interest = match () {
            () if interest.is_never() => NEVER,
            () if interest.is_always() => ALWAYS,
            () => SOMETIMES,
        };
        self.interest.store(interest, Ordering::Release);
    }

    fn metadata(&self) -> &Metadata<'_> {
        self.metadata.get().expect("a site is complete before anybody sees it")
    }
}

impl Site {
    fn new(level_number: u8, target: &'static str, file: &str, line: u32) -> &'static Self {
        let site: &'static Self = Box::leak(Box::new(Self {
            metadata: OnceLock::new(),
            interest: AtomicU8::new(SOMETIMES),
        }));
        let file: Option<&'static str> = (!file.is_empty()).then(|| leak(file));
        let fields = FieldSet::new(&["message", FIELDS], Identifier(site));
        site.metadata.get_or_init(|| {
            Metadata::new(
                "forwarded event",
                target,
                level(level_number),
                file,
                file.map(|_| line),
                Some(target),
                fields,
                Kind::EVENT,
            )
        });
        site
    }

    fn metadata(&'static self) -> &'static Metadata<'static> {
        self.metadata.get().expect("a site is complete before anybody sees it")
    }

    fn is_enabled(&'static self) -> bool {
        match self.interest.load(Ordering::Acquire) {
            NEVER => false,
            ALWAYS => true,
            _ => tracing::dispatcher::get_default(|current| current.enabled(self.metadata())),
        }
    }
}

/// Sites of one target, by level, file and line.
type Sites = Vec<(u8, Option<&'static str>, u32, &'static Site)>;

/// Beyond this many sites there is one per level, without place: whoever invents targets without
/// end must not fill the memory.
const MAX_SITES: usize = 8192;

#[derive(Default)]
struct AllSites {
    by_target: HashMap<&'static str, Sites>,
    n: usize,
}

impl AllSites {
    fn find(
        &self,
        level: u8,
        target: &str,
        file: Option<&str>,
        line: u32,
    ) -> Option<&'static Site> {
        let sites = self.by_target.get(target)?;
        let found = sites.iter().find(|(l, f, n, _)| (*l, *f, *n) == (level, file, line));
        found.map(|(_, _, _, site)| *site)
    }
}

fn site(level_number: u8, target: &str, file: &str, line: u32) -> &'static Site {
    static SITES: LazyLock<RwLock<AllSites>> = LazyLock::new(RwLock::default);
    site_among(&SITES, level_number, target, file, line)
}

fn site_among(
    sites: &RwLock<AllSites>,
    level_number: u8,
    target: &str,
    file: &str,
    line: u32,
) -> &'static Site {
    let level_number = number(level(level_number));
    let place = (!file.is_empty()).then_some(file);
    let line = place.map_or(0, |_| line);
    if let Some(site) = sites.read().find(level_number, target, place, line) {
        return site;
    }
    let mut guard = sites.write();
    let known = &mut *guard;
    let (target, file, line) =
        if known.n < MAX_SITES { (target, file, line) } else { ("ivw", "", 0) };
    let place = (!file.is_empty()).then_some(file);
    if let Some(site) = known.find(level_number, target, place, line) {
        return site;
    }
    let target = match known.by_target.get_key_value(target) {
        Some((target, _)) => target,
        None => leak(target),
    };
    let site = Site::new(level_number, target, file, line);
    let place = site.metadata().file();
    known.by_target.entry(target).or_default().push((level_number, place, line, site));
    known.n += 1;
    drop(guard);
    // Subscribers are asked about it; they may come back here.
    tracing::callsite::register(site);
    site
}

fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::Capture;
    use tracing_subscriber::EnvFilter;
    use tracing_subscriber::layer::SubscriberExt as _;

    #[test]
    fn filters_know_no_difference_between_the_host_and_a_module() {
        let capture = Capture::new(16);
        let filter = EnvFilter::new("warn,module_a=debug");
        let listener = tracing_subscriber::registry().with(filter).with(capture.clone());
        tracing::subscriber::with_default(listener, || {
            assert!(is_enabled(4, "module_a"));
            assert!(!is_enabled(5, "module_a"));
            assert!(!is_enabled(3, "module_b"));
            emit(4, "module_a::part", "one", "n=1 in load{file=x}", "a.rs", 7);
            emit(5, "module_a", "two", "", "", 0);
            emit(3, "module_b", "three", "", "", 0);
            emit(1, "module_b", "four", "", "", 0);
        });
        let records: Vec<_> = capture
            .records()
            .into_iter()
            .map(|record| (record.level.to_string(), record.target, record.message, record.fields))
            .collect();
        let expected = [
            ("DEBUG", "module_a::part", "one", "n=1 in load{file=x}"),
            ("ERROR", "module_b", "four", ""),
        ];
        let expected = expected.map(|(l, t, m, f)| (l.into(), t.into(), m.into(), f.into()));
        assert_eq!(records, expected);
    }

    #[test]
    fn targets_without_end_do_not_fill_the_memory() {
        let sites = RwLock::default();
        for n in 0..MAX_SITES + 10 {
            site_among(&sites, 5, &format!("invented_{n}"), "", 0);
        }
        let first = site_among(&sites, 5, "late_a", "", 0);
        assert!(std::ptr::eq(first, site_among(&sites, 5, "late_b", "b.rs", 3)));
        assert_eq!(first.metadata().target(), "ivw");
        assert_eq!(sites.read().n, MAX_SITES + 1);
    }
}
