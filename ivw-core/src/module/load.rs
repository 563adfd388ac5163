//! Opens libraries and decides whether they fit.

#![allow(unsafe_code)]

use super::author::{ModuleInfo, Started};
use crate::abi::{HostBox, ModuleRoot_Ref, Versions, answer, decode, fits};
use crate::error::{Error, Result};
use abi_stable::StableAbi;
use abi_stable::library::{
    AbiHeaderRef, LibHeader, LibraryError, ROOT_MODULE_LOADER_NAME_WITH_NUL, RootModuleError,
};
use parking_lot::Mutex;
use std::fmt::Display;
use std::path::{Path, PathBuf};

/// A module whose library is open.
#[derive(Clone)]
pub struct LoadedModule {
    info: ModuleInfo,
    path: PathBuf,
    root: ModuleRoot_Ref,
}

impl LoadedModule {
    /// What it says about itself.
    pub fn info(&self) -> &ModuleInfo {
        &self.info
    }

    /// The file that it was loaded from, as its name was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Lets the module do what takes long before it starts, if it has any such thing.
    pub fn prepare(&self, host: HostBox) -> Result<()> {
        let Some(prepare) = self.root.prepare() else { return Ok(()) };
        answer(prepare(host)).map_err(|error| error.at(format!("module \"{}\"", self.info.name)))
    }

    /// Starts the module for a host: it registers everything that it brings.
    ///
    /// Call it once for every host.
    /// What a module logs goes to its first host.
    pub fn start(&self, host: HostBox) -> Result<Started> {
        answer(self.root.start()(host))
            .and_then(|started| decode(&started))
            .map_err(|error| error.at(format!("module \"{}\"", self.info.name)))
    }
}

impl std::fmt::Debug for LoadedModule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LoadedModule").field("info", &self.info).field("path", &self.path).finish()
    }
}

/// A library that is open, whatever it was opened for.
struct Open {
    canonical: PathBuf,
    file: FileId,
    module: LoadedModule,
}

/// Libraries that are open; also held while one is opened, so that none is opened twice.
static OPEN: Mutex<Vec<Open>> = Mutex::new(Vec::new());

/// Opens a module and checks that it fits; the same file is opened once, by whatever name.
///
/// A file that was built anew since is still the old module: see [`reload`].
pub fn load(path: &Path) -> Result<LoadedModule> {
    let candidate = Candidate { path };
    let canonical = std::fs::canonicalize(path).map_err(|error| candidate.no_file(&error))?;
    let metadata = std::fs::metadata(path).map_err(|error| candidate.no_file(&error))?;
    if !metadata.is_file() {
        return Err(candidate.no_file(&"it is not a file"));
    }
    // The linker of the system compares names and then files; cargo makes hard links.
    let file = file_id(&metadata);
    let mut open = OPEN.lock();
    let known = open.iter().find(|known| known.canonical == canonical || known.file == file);
    if let Some(known) = known {
        return Ok(known.module.clone());
    }
    let module = candidate.open(&canonical)?;
    open.push(Open { canonical, file, module: module.clone() });
    Ok(module)
}

/// Opens a copy of a module's file, so that what was built anew is loaded beside the old one.
///
/// The old one stays open; whoever reloads takes its processors away first.
pub fn reload(path: &Path) -> Result<LoadedModule> {
    let candidate = Candidate { path };
    let copy = tempfile::Builder::new()
        .prefix("ivw_module_")
        .suffix(std::env::consts::DLL_SUFFIX)
        .tempfile()
        .and_then(|copy| std::fs::copy(path, copy.path()).map(|_| copy))
        .map_err(|error| candidate.no_file(&error))?;
    // The file may go as soon as it is mapped; its memory stays.
    candidate.open(copy.path())
}

type FileId = (u64, u64);

#[cfg(unix)]
fn file_id(metadata: &std::fs::Metadata) -> FileId {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

const NO_VERSION: &str = "no version that could be read";

/// A file that may be a module, by the name that a person knows.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    path: &'a Path,
}

impl Candidate<'_> {
    fn open(self, file: &Path) -> Result<LoadedModule> {
        let header = self.header(file)?;
        let theirs = Versions::of(header);
        self.check_version(&theirs)?;
        self.check_layout(header, &theirs)?;
        // SAFETY: the layouts were compared above, in at least one direction.
        let root = unsafe { header.init_root_module_with_unchecked_layout::<ModuleRoot_Ref>() }
            .map_err(|error| self.broken(&theirs, &root_error(&error)))?;
        let info = answer(root.info()())
            .and_then(|info| decode(&info))
            .map_err(|error| self.broken(&theirs, &error))?;
        Ok(LoadedModule { info, path: self.path.to_owned(), root })
    }

    /// Opens the library and finds what it exports, without using any layout of ours.
    fn header(self, file: &Path) -> Result<&'static LibHeader> {
        // All symbols are resolved now: a missing one later would end the process.
        let flags = libloading::os::unix::RTLD_NOW | libloading::os::unix::RTLD_LOCAL;
        // SAFETY: what a library does while it is opened is its own responsibility; a person
        // asked for this one.
        let library = unsafe { libloading::os::unix::Library::open(Some(file), flags) }
            .map_err(|error| self.no_library(file, &error.to_string()))?;
        // Never closed: static initialisers may have left anything behind.
        let library = std::mem::ManuallyDrop::new(library);

        let name = ROOT_MODULE_LOADER_NAME_WITH_NUL.as_bytes();
        // SAFETY: whoever exports a symbol of this name follows `abi_stable`; the magic number
        // behind it is compared next.
        let header = unsafe { library.get::<AbiHeaderRef>(name) }.map_err(|_| self.no_module())?;
        (*header).upgrade().map_err(|_| self.other_abi_stable())
    }

    fn check_version(self, theirs: &Versions) -> Result<()> {
        let ours = Versions::ours();
        let major = |versions: &Versions| versions.abi.map(|(major, _)| major);
        if major(theirs) == major(&ours) {
            return Ok(());
        }
        let cure = match ours.abi.zip(theirs.abi) {
            Some((ours, theirs)) if ours < theirs => {
                format!("update ivw, or build the module with ivw-core {}.x", ours.0)
            }
            Some((ours, _)) => format!("build the module with ivw-core {}.x", ours.0),
            None => "build the module with the ivw-core of this application".to_owned(),
        };
        Err(self.refused("was built for another version of ivw", theirs, cure))
    }

    /// Compares the layouts of everything that is reachable from the root.
    fn check_layout(self, header: &LibHeader, theirs: &Versions) -> Result<()> {
        let Some(layout) = header.layout() else {
            let cure = "export it with `ivw_module!`".to_owned();
            return Err(self.refused("does not tell its layout", theirs, cure));
        };
        let Err(reason) = fits(<ModuleRoot_Ref as StableAbi>::LAYOUT, layout) else {
            return Ok(());
        };
        let what = format!("has another layout than this application ({reason})");
        let cure = format!("build the module with ivw-core {}", Versions::ours().core);
        Err(self.refused(what, theirs, cure))
    }

    fn no_file(self, error: &dyn Display) -> Error {
        let cure = "build or install the module, or correct the path".to_owned();
        self.refused(format!("cannot be read ({error})"), NO_VERSION, cure)
    }

    fn no_library(self, file: &Path, message: &str) -> Error {
        // The system repeats the path, which we have named in our own way.
        let message = message.trim_start_matches(&*file.to_string_lossy());
        let message = message.trim_start_matches(": ").lines().next().unwrap_or_default();
        let cure = if message.contains("undefined symbol") {
            "build the module anew, with all the libraries that it needs"
        } else if message.contains("cannot open shared object file") {
            "install the library that it needs"
        } else {
            "build or install the module again"
        };
        self.refused(
            format!("cannot be opened as a library ({message})"),
            NO_VERSION,
            cure.to_owned(),
        )
    }

    fn no_module(self) -> Error {
        let cure = "say `ivw_module!` in its `lib.rs`, or give another file".to_owned();
        self.refused("is a library, but not an ivw module", NO_VERSION, cure)
    }

    fn other_abi_stable(self) -> Error {
        let core = Versions::ours().core;
        let cure =
            format!("build the module with ivw-core {core} and this compiler or a later one");
        self.refused("has another foundation than this application", "an unknown module ABI", cure)
    }

    fn broken(self, theirs: &Versions, error: &dyn Display) -> Error {
        let cure = "this is a mistake in the module; please report it to its authors".to_owned();
        self.refused(format!("does not come up ({error})"), theirs, cure)
    }

    /// An error on one line, with three lines of detail: which module, which versions, the cure.
    fn refused(self, what: impl Display, theirs: impl Display, cure: String) -> Error {
        let file = self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy();
        let detail = format!(
            "module {} {what}\nit has {theirs}; this application has {}\nto mend it, {cure}",
            self.path.display(),
            Versions::ours(),
        );
        Error::new(what.to_string()).at(format!("module {file}")).hint(cure).with_detail(detail)
    }
}

fn root_error(error: &LibraryError) -> String {
    match error {
        LibraryError::RootModule { err: RootModuleError::Unwound, .. } => "it panicked".to_owned(),
        other => other.to_string().split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_library_becomes_three_lines() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("libivw_module_text.so");
        std::fs::write(&path, "no library ".repeat(100)).unwrap();

        let error = load(&path).unwrap_err();
        assert_eq!(
            error.to_string(),
            "module libivw_module_text.so: cannot be opened as a library (invalid ELF header): \
             build or install the module again"
        );
        assert_eq!(error.detail().unwrap().lines().count(), 3);
        assert!(error.detail().unwrap().contains("this application has module ABI 1."));
    }

    #[test]
    fn a_missing_file_and_a_folder_are_errors() {
        let folder = tempfile::tempdir().unwrap();
        for path in [folder.path(), &folder.path().join("nothing.so")] {
            for error in [load(path).unwrap_err(), reload(path).unwrap_err()] {
                assert!(error.to_string().contains("cannot be read"), "{error}");
            }
        }
    }

    #[test]
    fn a_library_of_the_system_is_no_module() {
        let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
        let mut mapped = maps.lines().filter_map(|line| line.split_whitespace().last());
        let libc = mapped.find(|path| path.contains("/libc.so")).expect("tests need libc");
        let error = load(Path::new(libc)).unwrap_err();
        assert!(error.to_string().contains("is a library, but not an ivw module"), "{error}");
    }
}
