//! What Python code prints goes into the log: whole lines, by whom.

use std::cell::{Cell, RefCell};

use ivw_core::host::{NodeInfo, Request};
use ivw_core::network::ProcessorId;
use pyo3::prelude::*;

use crate::host::ask_detached;

thread_local! {
    static SOURCE: Cell<Source> = const { Cell::new(Source::Script) };
}

/// This is who prints.
#[derive(Clone, Copy)]
pub enum Source {
    /// A script, or anybody.
    Script,
    /// A processor.
    Processor(u64),
    /// Somebody who is not to be heard.
    Nobody,
}

/// While this lives, what the thread prints is somebody's.
pub struct SourceGuard(Source);

impl Source {
    /// What the thread prints is a processor's.
    pub fn processor(id: u64) -> SourceGuard {
        SourceGuard(SOURCE.replace(Self::Processor(id)))
    }

    /// What the thread prints is not heard.
    pub fn nobody() -> SourceGuard {
        SourceGuard(SOURCE.replace(Self::Nobody))
    }
}

impl Drop for SourceGuard {
    fn drop(&mut self) {
        SOURCE.set(self.0);
    }
}

/// Stands in for `sys.stdout` and `sys.stderr`.
#[pyclass(frozen, module = "inviwopy")]
pub struct Output {
    is_error: bool,
}

thread_local! {
    /// What does not end with a line break yet, of `sys.stdout` and `sys.stderr`; other threads write
    /// lines of their own.
    static REST: RefCell<[String; 2]> = const { RefCell::new([String::new(), String::new()]) };
}

thread_local! {
    /// What this thread prints, while somebody collects it.
    static COLLECTED: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// While this lives, what the thread prints is collected as well as logged.
pub struct Collected;

impl Collected {
    /// Begins to collect.
    pub fn begin() -> Self {
        COLLECTED.set(Some(String::new()));
        Self
    }

    /// What was printed since.
    pub fn take(&self) -> String {
        COLLECTED.take().unwrap_or_default()
    }
}

impl Drop for Collected {
    fn drop(&mut self) {
        COLLECTED.set(None);
    }
}

/// This logs what a processor or script has printed without a line break at the end.
pub fn finish(py: Python<'_>) {
    for is_error in [false, true] {
        let rest = REST.with_borrow_mut(|rest| std::mem::take(&mut rest[usize::from(is_error)]));
        if !rest.is_empty() {
            log(py, is_error, &rest);
        }
    }
}

fn log(py: Python<'_>, is_error: bool, lines: &str) {
    let source = SOURCE.get();
    COLLECTED.with_borrow_mut(|collected| {
        if let Some(collected) = collected {
            lines.lines().for_each(|line| collected.extend([line, "\n"]));
        }
    });
    py.detach(|| {
        let identifier = match source {
            Source::Nobody => return,
            Source::Script => String::new(),
            Source::Processor(id) => {
                let request = Request::Node(ProcessorId::from_number(id));
                ask_detached::<NodeInfo>(&request).map(|node| node.identifier).unwrap_or_default()
            }
        };
        for line in lines.lines() {
            match (is_error, identifier.as_str()) {
                (false, "") => tracing::info!(target: "python", "{line}"),
                (true, "") => tracing::error!(target: "python", "{line}"),
                (false, processor) => tracing::info!(target: "python", processor, "{line}"),
                (true, processor) => tracing::error!(target: "python", processor, "{line}"),
            }
        }
    });
}

impl Output {
    /// This is the place of `sys.stderr` or `sys.stdout`.
    pub fn new(is_error: bool) -> Self {
        Self { is_error }
    }
}

#[pymethods]
impl Output {
    /// Logs whole lines, and keeps the rest for later.
    fn write(&self, py: Python<'_>, text: &str) -> usize {
        let lines = REST.with_borrow_mut(|rest| {
            let rest = &mut rest[usize::from(self.is_error)];
            rest.push_str(text);
            let end = rest.rfind('\n')?;
            let tail = rest.split_off(end + 1);
            Some(std::mem::replace(rest, tail))
        });
        if let Some(lines) = lines {
            log(py, self.is_error, &lines);
        }
        text.chars().count()
    }

    /// Does nothing: a line is logged when it is whole.
    fn flush(&self) {}

    /// There is no file.
    fn fileno(&self) -> Option<i32> {
        None
    }

    /// It is no terminal.
    fn isatty(&self) -> bool {
        false
    }

    /// It can be written to.
    fn writable(&self) -> bool {
        true
    }

    /// It can't be read.
    fn readable(&self) -> bool {
        false
    }

    /// Encoding of files; any text can be logged.
    #[getter]
    fn encoding(&self) -> &'static str {
        "utf-8"
    }
}
