//! Loads many modules and tells what came of each.

use super::author::{ModuleInfo, Started};
use super::load::{LoadedModule, load};
use super::search::{Found, scan, search};
use crate::abi::HostBox;
use crate::error::Error;
use std::fmt;
use std::path::PathBuf;
use std::time::Instant;

/// What came of a module, for `ivw-app modules`.
#[derive(Clone, Debug)]
pub struct ModuleReport {
    /// Name as in the file's name, such as `base`.
    pub name: String,
    /// Its library, if one was found.
    pub path: Option<PathBuf>,
    /// Folders that were looked into, in their order.
    pub searched: Vec<PathBuf>,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a module.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It runs.
    Loaded {
        /// What it says about itself.
        info: ModuleInfo,
        /// Class identifiers of its native processors.
        processors: Vec<String>,
        /// Why some of its processors were not taken.
        refused: Vec<Error>,
        /// How long opening and starting it took, in milliseconds.
        load_ms: f64,
    },
    /// It does not run.
    Failed(Error),
    /// There is no library of that name.
    NotFound,
    /// A person left it out, or what it needs.
    LeftOut,
}

impl fmt::Display for ModuleReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.as_deref().unwrap_or("".as_ref()).display();
        match &self.outcome {
            Outcome::Loaded { info, processors, refused, load_ms } => {
                let n = processors.len();
                let ModuleInfo { name, version, .. } = info;
                write!(f, "{name} {version}: {n} processors in {load_ms:.1} ms, from {path}")?;
                refused.iter().try_for_each(|error| write!(f, "\n  not taken: {error}"))
            }
            Outcome::Failed(error) => match error.detail() {
                Some(detail) => write!(f, "{}: {}", self.name, detail.replace('\n', "\n  ")),
                None => write!(f, "{}: {error}, from {path}", self.name),
            },
            Outcome::NotFound => {
                write!(f, "{}: not found in", self.name)?;
                self.searched.iter().try_for_each(|folder| write!(f, "\n  {}", folder.display()))
            }
            Outcome::LeftOut => write!(f, "{}: left out (--without)", self.name),
        }
    }
}

impl ModuleReport {
    /// Why it does not run, if so.
    pub fn error(&self) -> Option<Error> {
        match &self.outcome {
            Outcome::Loaded { .. } | Outcome::LeftOut => None,
            Outcome::Failed(error) => Some(error.clone()),
            Outcome::NotFound => Some(
                Error::new(format!("module \"{}\" was not found", self.name))
                    .hint("build it, or name its folder in IVW_MODULE_PATH")
                    .with_detail(self.to_string()),
            ),
        }
    }
}

/// Finds, opens and starts modules by name, and then all of the folders of third parties.
///
/// Modules that are called as `without` says are left out: a library of such a name is not opened,
/// a module that calls itself so is not started.
/// `host` makes what a module sees of the host.
pub fn load_all(
    names: &[&str],
    third_party: &[PathBuf],
    without: &[String],
    host: impl Fn(&LoadedModule) -> HostBox + Sync,
) -> Vec<ModuleReport> {
    let mut found = search(names);
    let mut unreadable = Vec::new();
    for folder in third_party {
        match scan(folder) {
            Ok(modules) => found.extend(modules),
            Err(error) => unreadable.push(ModuleReport {
                name: folder.display().to_string(),
                path: None,
                searched: vec![folder.clone()],
                outcome: Outcome::Failed(error),
            }),
        }
    }
    let mut reports = load_but(&found, without, host);
    reports.extend(unreadable);
    reports
}

/// Opens and starts modules, each after those that it depends on; reports are in the order of what
/// was found.
///
/// Logs processors that were not taken; [`ModuleReport::error`] is for the caller to log.
pub fn load_found(
    found: &[Found],
    host: impl Fn(&LoadedModule) -> HostBox + Sync,
) -> Vec<ModuleReport> {
    load_but(found, &[], host)
}

fn load_but(
    found: &[Found],
    without: &[String],
    host: impl Fn(&LoadedModule) -> HostBox + Sync,
) -> Vec<ModuleReport> {
    let mut slots: Vec<Slot> = found.iter().map(|found| open(found, without)).collect();
    prepare(&mut slots, &host);
    start_in_rounds(&mut slots.iter_mut().collect::<Vec<_>>(), &host);
    leave_out_what_needs_what_is_left_out(found, &mut slots);
    found.iter().zip(slots).map(|(found, slot)| slot.report(found)).collect()
}

/// Prepares those that have something to prepare, and starts others meanwhile.
fn prepare(slots: &mut [Slot], host: &(impl Fn(&LoadedModule) -> HostBox + Sync)) {
    let (mut ahead, mut others): (Vec<_>, Vec<_>) =
        slots.iter_mut().partition(|slot| slot.prepares());
    if ahead.is_empty() {
        return;
    }
    std::thread::scope(|scope| {
        scope.spawn(|| start_in_rounds(&mut others, host));
        ahead.iter_mut().for_each(|slot| slot.prepare(host));
    });
}

/// Every round starts what has all it needs; who is left over needs what does not run.
fn start_in_rounds(slots: &mut [&mut Slot], host: &impl Fn(&LoadedModule) -> HostBox) {
    loop {
        let running: Vec<String> = slots.iter().filter_map(|slot| slot.running()).collect();
        let mut has_started = false;
        for slot in slots.iter_mut() {
            has_started |= slot.start_after(&running, host);
        }
        if !has_started {
            break;
        }
    }
}

/// Who leaves a module out leaves those out that need it.
fn leave_out_what_needs_what_is_left_out(found: &[Found], slots: &mut [Slot]) {
    let is_left_out = |slot: &Slot| matches!(slot, Slot::Done(Outcome::LeftOut));
    let names = found.iter().zip(slots.iter()).filter(|(_, slot)| is_left_out(slot));
    let mut left_out: Vec<String> = names.map(|(found, _)| found.name.clone()).collect();
    let mut at = 0;
    while let Some(name) = left_out.get(at).cloned() {
        for slot in slots.iter_mut() {
            let Slot::Waiting { module, .. } = &*slot else { continue };
            let needed = &module.info().depends_on;
            if needed.iter().any(|needed| needed.eq_ignore_ascii_case(&name)) {
                left_out.push(module.info().name.clone());
                *slot = Slot::Done(Outcome::LeftOut);
            }
        }
        at += 1;
    }
}

/// A module on its way.
enum Slot {
    Waiting { module: LoadedModule, load_ms: f64 },
    Done(Outcome),
}

fn open(found: &Found, without: &[String]) -> Slot {
    let is_left_out = |name: &str| without.iter().any(|out| out.eq_ignore_ascii_case(name));
    if is_left_out(&found.name) {
        return Slot::Done(Outcome::LeftOut);
    }
    let Some(path) = &found.path else { return Slot::Done(Outcome::NotFound) };
    let begin = Instant::now();
    match load(path) {
        Ok(module) if is_left_out(&module.info().name) => Slot::Done(Outcome::LeftOut),
        Ok(module) => Slot::Waiting { module, load_ms: elapsed_ms(begin) },
        Err(error) => Slot::Done(Outcome::Failed(error)),
    }
}

impl Slot {
    fn running(&self) -> Option<String> {
        match self {
            Self::Done(Outcome::Loaded { info, .. }) => Some(info.name.clone()),
            _ => None,
        }
    }

    fn prepares(&self) -> bool {
        matches!(self, Self::Waiting { module, .. } if module.info().prepares)
    }

    /// Lets the module prepare itself; one that fails does not start.
    fn prepare(&mut self, host: &impl Fn(&LoadedModule) -> HostBox) {
        let Self::Waiting { module, load_ms } = self else { return };
        let begin = Instant::now();
        match module.prepare(host(module)) {
            Ok(()) => *load_ms += elapsed_ms(begin),
            Err(error) => *self = Self::Done(Outcome::Failed(error)),
        }
    }

    /// Starts the module if it waits and all it needs runs.
    fn start_after(
        &mut self,
        running: &[String],
        host: &impl Fn(&LoadedModule) -> HostBox,
    ) -> bool {
        let Self::Waiting { module, load_ms } = self else { return false };
        if missing(module.info(), running).is_some() {
            return false;
        }
        let begin = Instant::now();
        let info = module.info().clone();
        let outcome = match module.start(host(module)) {
            Ok(Started { processors, refused }) => {
                for error in &refused {
                    tracing::warn!(module = info.name, "a processor was not taken: {error}");
                }
                let load_ms = *load_ms + elapsed_ms(begin);
                Outcome::Loaded { info, processors, refused, load_ms }
            }
            Err(error) => Outcome::Failed(error),
        };
        *self = Self::Done(outcome);
        true
    }

    fn report(self, found: &Found) -> ModuleReport {
        let outcome = match self {
            Self::Done(outcome) => outcome,
            Self::Waiting { module, .. } => Outcome::Failed(left_over(module.info())),
        };
        let Found { name, path, searched } = found.clone();
        ModuleReport { name, path, searched, outcome }
    }
}

/// The first module that another one needs and that does not run.
fn missing<'a>(info: &'a ModuleInfo, running: &[String]) -> Option<&'a String> {
    info.depends_on.iter().find(|needed| !running.contains(needed))
}

fn left_over(info: &ModuleInfo) -> Error {
    let needed = info.depends_on.join("\", \"");
    Error::new(format!("needs the modules \"{needed}\", of which not all run"))
        .at(format!("module \"{}\"", info.name))
        .hint(format!(
            "see what became of those, or leave this one out with --without {}",
            info.name
        ))
}

fn elapsed_ms(begin: Instant) -> f64 {
    begin.elapsed().as_secs_f64() * 1e3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::module::search_in;

    #[test]
    fn a_module_that_is_nowhere_is_reported_with_where_it_was_looked_for() {
        let found = search_in(&["/nowhere".into()], &["base"]);
        let reports = load_found(&found, |_| unreachable!("nothing starts"));
        assert_eq!(reports[0].to_string(), "base: not found in\n  /nowhere");
        assert!(reports[0].error().is_some());
    }

    #[test]
    fn a_folder_that_cannot_be_read_is_reported() {
        let folders = ["/nowhere".into()];
        let reports = load_all(&[], &folders, &[], |_| unreachable!("nothing starts"));
        assert!(reports[0].to_string().contains("/nowhere"), "{}", reports[0]);
        assert!(reports[0].error().is_some());
    }
}
