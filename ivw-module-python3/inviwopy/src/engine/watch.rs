//! Watches files of processors, and has changes taken over as they happen.
//!
//! Programs save in several steps: they empty the file and write it, or write another one and rename
//! it. So a change counts once nothing has happened for a moment.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use ivw_core::error::{Error, Result};
use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use parking_lot::Mutex;

use super::reload;
use ivw_core::script::own_folder;

/// How long it has to be quiet after a change.
const QUIET: Duration = Duration::from_millis(10);
/// A change waits no longer than this, however busy it is.
const LONGEST: Duration = Duration::from_millis(50);

struct Watch {
    watcher: RecommendedWatcher,
    folders: BTreeSet<PathBuf>,
}

static WATCH: Mutex<Option<Watch>> = Mutex::new(None);

/// Watches from now on, or not any more.
pub fn switch(on: bool) -> Result<()> {
    if !on {
        // The thread ends with the watcher, which may be telling it something.
        let old = WATCH.lock().take();
        drop(old);
        return Ok(());
    }
    if let Some(folder) = own_folder() {
        // Whoever puts the first file there expects it to appear.
        match std::fs::create_dir_all(&folder) {
            Ok(()) => drop(reload::folders(&[folder])),
            Err(error) => tracing::warn!(
                target: "python", "no folder for new processors \"{}\": {error}", folder.display()
            ),
        }
    }
    begin()?;
    follow();
    Ok(())
}

fn begin() -> Result<()> {
    let mut watch = WATCH.lock();
    if watch.is_some() {
        return Ok(());
    }
    let wrong = |error: notify::Error| {
        Error::new(format!("files of processors can't be watched: {error}"))
            .hint("changes are taken over by inviwopy.app.reloadProcessors()")
    };
    let (sender, receiver) = channel();
    let watcher = notify::recommended_watcher(move |event| {
        // Nobody listens any more while it is being switched off.
        let _ = sender.send(event);
    })
    .map_err(wrong)?;
    std::thread::Builder::new().name("ivw-watch".to_owned()).spawn(move || listen(&receiver))?;
    *watch = Some(Watch { watcher, folders: BTreeSet::new() });
    Ok(())
}

/// Watches folders that have come since.
pub fn follow() {
    let mut watch = WATCH.lock();
    let Some(watch) = &mut *watch else { return };
    let (folders, files) = reload::watched();
    let beside = files.iter().filter_map(|file| file.parent().map(Path::to_owned));
    let beside: BTreeSet<_> = beside.filter(|folder| !folders.contains(folder)).collect();
    let all = folders.iter().map(|folder| (folder, RecursiveMode::Recursive));
    for (folder, mode) in all.chain(beside.iter().map(|f| (f, RecursiveMode::NonRecursive))) {
        if watch.folders.contains(folder) || !folder.is_dir() {
            continue;
        }
        match watch.watcher.watch(folder, mode) {
            Ok(()) => drop(watch.folders.insert(folder.clone())),
            Err(error) => tracing::warn!(
                target: "python",
                "\"{}\" can't be watched, so changes there are not seen: {error}",
                folder.display()
            ),
        }
    }
}

fn listen(events: &Receiver<notify::Result<notify::Event>>) {
    while let Ok(first) = events.recv() {
        let mut changes = Changes::default();
        changes.add(first);
        let end = Instant::now() + LONGEST;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match events.recv_timeout(left.min(QUIET)) {
                Ok(event) => changes.add(event),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if left.is_zero() {
                break;
            }
        }
        changes.take_over();
    }
}

/// What happened in a moment.
#[derive(Default)]
struct Changes {
    paths: BTreeSet<PathBuf>,
    /// Whether something happened that nobody told.
    is_everything: bool,
}

impl Changes {
    fn add(&mut self, event: notify::Result<notify::Event>) {
        let event = match event {
            Ok(event) => event,
            Err(error) => {
                tracing::warn!(target: "python", "watching files of processors: {error}");
                self.is_everything = true;
                return;
            }
        };
        self.is_everything |= event.need_rescan();
        let is_change = match event.kind {
            EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
            EventKind::Modify(notify::event::ModifyKind::Metadata(_)) => false,
            _ => true,
        };
        if is_change {
            // What Python writes for itself has other endings; folders have none.
            let may_matter = |path: &PathBuf| path.extension().is_none_or(|e| e == "py");
            self.paths.extend(event.paths.into_iter().filter(may_matter));
        }
    }

    fn take_over(self) {
        if self.is_everything {
            if let Err(error) = reload::all() {
                tracing::warn!(target: "python", "{error}");
            }
        } else if !self.paths.is_empty() {
            reload::changed(self.paths);
            // New folders may have come.
            follow();
        }
    }
}
