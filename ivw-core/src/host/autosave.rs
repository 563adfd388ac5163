//! The network as it was before a crash.
//!
//! Code in C that a processor calls may end the whole program.
//! So the network is written to a file of its own before changed processors run; a program that ends
//! as it should takes the file away, and what is left tells of one that did not.

use super::Host;
use crate::error::{Context as _, Error, Result};
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

/// Saving may take one part in so many of the time…
const SHARE: u32 = 20;
/// … and so much at once, for the steps of a person or a script that builds a network.
const AT_ONCE: Duration = Duration::from_millis(500);

/// Where a host writes its network to.
pub(super) struct Autosave {
    path: PathBuf,
    /// Locked for as long as this process lives.
    _lock: File,
    /// What the file says.
    text: String,
    /// How long saving may take now.
    credit: Duration,
    /// When that was reckoned.
    reckoned: Instant,
    is_complained: bool,
}

/// A network that a program left behind which ended unexpectedly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// The workspace.
    pub path: PathBuf,
    /// When it was written.
    pub written: SystemTime,
}

impl Leftover {
    /// All that are in a folder, the newest first; those of programs that run are not among them.
    pub fn all(folder: &Path) -> Result<Vec<Self>> {
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Error::other(error).at(folder.display())),
        };
        let mut found = Vec::new();
        for entry in entries {
            let path = entry?.path();
            // A name that begins with a point is that of a file which was not written to its end.
            let is_whole = !path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
            if !is_whole || path.extension().is_none_or(|extension| extension != "inv") {
                continue;
            }
            let is_alive = File::open(lock_of(&path)).is_ok_and(|lock| lock.try_lock().is_err());
            let written = path.metadata().and_then(|data| data.modified());
            if let (false, Ok(written)) = (is_alive, written) {
                found.push(Self { path, written });
            }
        }
        found.sort_by_key(|leftover| std::cmp::Reverse(leftover.written));
        Ok(found)
    }

    /// Puts it elsewhere, where nothing may be.
    pub fn save_to(&self, path: &Path) -> Result<()> {
        let mut target = File::options()
            .write(true)
            .create_new(true)
            .open(path)
            .map_err(|error| Error::other(error).at(path.display()))?;
        let mut source = File::open(&self.path).at(self.path.display())?;
        std::io::copy(&mut source, &mut target).at(path.display())?;
        target.sync_all()?;
        self.discard()
    }

    /// Removes it for good.
    pub fn discard(&self) -> Result<()> {
        std::fs::remove_file(&self.path).at(self.path.display())?;
        remove_lock(&self.path);
        Ok(())
    }
}

fn lock_of(path: &Path) -> PathBuf {
    path.with_extension("lock")
}

fn remove_lock(path: &Path) {
    // It means nothing without the workspace.
    let _ = std::fs::remove_file(lock_of(path));
}

impl Autosave {
    fn begin(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder).at(folder.display())?;
        let process = std::process::id();
        for n in 0.. {
            // Numbers of processes come round again.
            let path = folder.join(format!("ivw-{process}-{n}.inv"));
            let lock = File::options().write(true).create_new(true).open(lock_of(&path));
            match lock {
                Ok(lock) if !path.exists() => {
                    lock.try_lock().map_err(Error::other)?;
                    return Ok(Self {
                        path,
                        _lock: lock,
                        text: String::new(),
                        credit: AT_ONCE,
                        reckoned: Instant::now(),
                        is_complained: false,
                    });
                }
                Ok(_) => {}
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(Error::other(error).at(folder.display())),
            }
        }
        unreachable!("numbers do not run out")
    }

    fn save(&mut self, host: &Host) {
        let start = Instant::now();
        let earned = start.duration_since(self.reckoned) / SHARE;
        self.credit = (self.credit + earned).min(AT_ONCE);
        self.reckoned = start;
        if self.credit.is_zero() {
            return;
        }
        let saved = crate::workspace::to_string(host).and_then(|text| {
            if text != self.text {
                crate::workspace::write_whole(&self.path, |file| file.write_all(text.as_bytes()))?;
                self.text = text;
            }
            Ok(())
        });
        if let Err(error) = saved
            && !std::mem::replace(&mut self.is_complained, true)
        {
            tracing::warn!("the network is not kept for the case of a crash: {error}");
        }
        self.credit = self.credit.saturating_sub(start.elapsed());
    }
}

impl Drop for Autosave {
    fn drop(&mut self) {
        // There may have been nothing to save.
        let _ = std::fs::remove_file(&self.path);
        remove_lock(&self.path);
    }
}

impl Host {
    /// Writes the network to a file in a folder before changed processors run, until
    /// [`Host::end_autosave`].
    pub fn autosave_into(&self, folder: &Path) -> Result<()> {
        let autosave = Autosave::begin(folder)?;
        *self.shared.autosave.lock() = Some(autosave);
        Ok(())
    }

    /// Writes the network no more, and removes the file: the program ends as it should.
    pub fn end_autosave(&self) {
        let autosave = self.shared.autosave.lock().take();
        drop(autosave);
    }

    /// Writes the network if it has changed; call it without a lock.
    pub(super) fn autosave(&self) {
        if let Some(autosave) = &mut *self.shared.autosave.lock() {
            autosave.save(self);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_crash_leaves_is_found_and_saved_once() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let host = Host::new();
        host.autosave_into(folder.path())?;
        host.autosave();
        assert_eq!(Leftover::all(folder.path())?, [], "its program runs");

        // A crash: the lock is gone with the process, the file is not.
        let mut autosave = host.shared.autosave.lock().take().expect("it was begun");
        let path = autosave.path.clone();
        autosave._lock = tempfile::tempfile()?;
        std::mem::forget(autosave);
        let found = Leftover::all(folder.path())?;
        assert_eq!(found.iter().map(|f| &f.path).collect::<Vec<_>>(), [&path]);

        let target = folder.path().join("saved/network.inv");
        assert!(found[0].save_to(&target).is_err(), "there is no such folder");
        std::fs::create_dir(folder.path().join("saved"))?;
        std::fs::write(&target, "precious")?;
        assert!(found[0].save_to(&target).is_err());
        assert_eq!(std::fs::read_to_string(&target)?, "precious");
        std::fs::remove_file(&target)?;
        found[0].save_to(&target)?;
        assert!(Host::new().open(&target)?.is_empty());
        assert_eq!(Leftover::all(folder.path())?, []);
        Ok(())
    }

    #[test]
    fn a_program_that_ends_as_it_should_leaves_nothing() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let host = Host::new();
        host.autosave_into(folder.path())?;
        host.autosave();
        assert_eq!(std::fs::read_dir(folder.path())?.count(), 2);
        host.end_autosave();
        assert_eq!(std::fs::read_dir(folder.path())?.count(), 0);
        assert_eq!(Leftover::all(&folder.path().join("nowhere"))?, []);
        Ok(())
    }
}
