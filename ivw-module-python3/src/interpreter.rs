//! Which Python is used, and how it comes into this process.
//!
//! The interpreter is asked once where its library is, and the answer is kept, because starting it
//! takes longer than everything else here.
//! Its library is opened for everybody, as numpy and other packages look for Python in the process.

#![allow(unsafe_code)]

use ivw_core::abi::HostBox;
use ivw_core::error::{Error, Result};
use ivw_core::module;
use libloading::os::unix::{Library, RTLD_GLOBAL, RTLD_NOW, Symbol};
use serde::{Deserialize, Serialize};
use std::ffi::{CStr, CString, OsString, c_char, c_int, c_void};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::UNIX_EPOCH;

/// The oldest Python that the extension works with.
const OLDEST: (u32, u32) = (3, 10);

/// What an interpreter says about itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Answer {
    version: (u32, u32),
    library_folder: String,
    library_name: String,
    is_shared: bool,
    is_free_threaded: bool,
    has_numpy: bool,
    prefix: String,
}

/// What an interpreter is asked; it prints JSON.
const QUESTION: &str = "
import importlib.util, json, sys, sysconfig
ask = sysconfig.get_config_var
print(json.dumps({
    'version': sys.version_info[:2],
    'library_folder': ask('LIBDIR') or '',
    'library_name': ask('INSTSONAME') or ask('LDLIBRARY') or '',
    'is_shared': bool(ask('Py_ENABLE_SHARED')),
    'is_free_threaded': bool(ask('Py_GIL_DISABLED')),
    'has_numpy': importlib.util.find_spec('numpy') is not None,
    'prefix': sys.prefix,
}))
";

/// A chosen interpreter, and why it was chosen.
#[derive(Clone, Debug, PartialEq)]
struct Choice {
    executable: PathBuf,
    reason: &'static str,
}

/// Starts the chosen interpreter in this process; once for all hosts.
pub(crate) fn start(host: &HostBox) -> Result<()> {
    python(host).map(drop)
}

/// Imports numpy, so that later imports take no time; that it can't be is for those to report.
pub(crate) fn import_numpy(host: &HostBox) -> Result<()> {
    python(host)?.import_numpy();
    Ok(())
}

fn python(host: &HostBox) -> Result<&'static Python> {
    static STARTED: OnceLock<Result<Python>> = OnceLock::new();
    let started = STARTED.get_or_init(|| {
        // What the application was told to use.
        let setting = module::setting(host, "python")?.map(PathBuf::from);
        let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let choice = choose(setting, variable)?;
        bring_up(&choice).map_err(|error| {
            error.at(format!("Python {} ({})", choice.executable.display(), choice.reason))
        })
    });
    started.as_ref().map_err(Clone::clone)
}

/// Chooses an interpreter: asked for, that of an active environment, or the first on the path.
fn choose(setting: Option<PathBuf>, variable: impl Fn(&str) -> Option<OsString>) -> Result<Choice> {
    let asked_for = setting
        .map(|executable| (executable, "chosen by --python"))
        .or_else(|| Some((variable("IVW_PYTHON")?.into(), "chosen by IVW_PYTHON")));
    if let Some((executable, reason)) = asked_for {
        let executable = match executable.components().count() {
            1 => on_path(&executable, variable("PATH")).unwrap_or(executable),
            _ => executable,
        };
        return Ok(Choice { executable, reason });
    }
    for (name, reason) in
        [("VIRTUAL_ENV", "that of VIRTUAL_ENV"), ("CONDA_PREFIX", "that of CONDA_PREFIX")]
    {
        if let Some(prefix) = variable(name) {
            return Ok(Choice { executable: Path::new(&prefix).join("bin/python"), reason });
        }
    }
    let found = ["python3", "python"]
        .into_iter()
        .find_map(|name| on_path(Path::new(name), variable("PATH")));
    let executable = found.ok_or_else(|| {
        Error::new("there is no Python: neither python3 nor python is on the path").hint(
            "install Python 3.10 or later with numpy, or name an interpreter with --python or \
             IVW_PYTHON",
        )
    })?;
    Ok(Choice { executable, reason: "the first on the path" })
}

fn on_path(name: &Path, path: Option<OsString>) -> Option<PathBuf> {
    let folders = path?;
    std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|file| file.is_file())
}

fn bring_up(choice: &Choice) -> Result<Python> {
    let executable = std::path::absolute(&choice.executable)?;
    if !executable.is_file() {
        return Err(Error::new("there is no such file")
            .hint("name an interpreter with --python or IVW_PYTHON"));
    }
    let answer = ask(&executable)?;
    let library = check(&answer, &executable)?;
    let python = open(&library)?;
    python.start(&executable)?;
    Ok(python)
}

/// Whether an interpreter can be used; gives its library.
fn check(answer: &Answer, executable: &Path) -> Result<PathBuf> {
    let (major, minor) = answer.version;
    if answer.version < OLDEST {
        return Err(Error::new(format!("Python {major}.{minor} is too old"))
            .hint("use Python 3.10 or later"));
    }
    if answer.is_free_threaded {
        return Err(Error::new(
            "this Python is built without its global lock (free-threaded), \
                               which extensions for the stable ABI can't be loaded into",
        )
        .hint("use an ordinary build of Python"));
    }
    if !answer.is_shared {
        return Err(Error::new(
            "this Python is built without a shared library (libpython), so it \
                               can't be loaded into the application",
        )
        .hint(
            "use a Python built with --enable-shared, such as that of the system, of conda or \
                 of uv",
        ));
    }
    if !answer.has_numpy {
        return Err(Error::new("this Python has no numpy")
            .hint(format!("run `{} -m pip install numpy`", executable.display())));
    }
    // A virtual environment may come from a Python that was moved since it was built.
    let prefix = Path::new(&answer.prefix);
    let places = [Path::new(&answer.library_folder), &prefix.join("lib"), &prefix.join("lib64")];
    let found = places.iter().map(|folder| folder.join(&answer.library_name));
    found.into_iter().find(|path| path.is_file()).ok_or_else(|| {
        Error::new(format!(
            "its library {} is not in {}",
            answer.library_name, answer.library_folder
        ))
        .hint("install it; for the Python of Debian or Ubuntu that is the package libpython3")
    })
}

/// What an interpreter says about itself; kept until it is changed.
fn ask(executable: &Path) -> Result<Answer> {
    let stamp = stamp(executable);
    if let Some(known) = recall(executable, &stamp) {
        return Ok(known);
    }
    let output = Command::new(executable).args(["-c", QUESTION]).output().map_err(|error| {
        Error::new(format!("it can't be run: {error}"))
            .hint("name an interpreter with --python or IVW_PYTHON")
    })?;
    let text = String::from_utf8_lossy(&output.stdout);
    let answer: Answer = serde_json::from_str(text.trim()).map_err(|_| {
        let errors = String::from_utf8_lossy(&output.stderr);
        let last = errors.lines().last().unwrap_or("it says nothing").to_owned();
        Error::new(format!("it does not answer: {last}"))
            .hint("name a working interpreter with --python or IVW_PYTHON")
            .with_detail(errors.into_owned())
    })?;
    // A package that is missing today may be there tomorrow.
    if answer.has_numpy {
        keep(executable, &stamp, &answer);
    }
    Ok(answer)
}

/// When an interpreter and its packages were changed last.
fn stamp(executable: &Path) -> String {
    let mut stamps = Vec::new();
    let environment = executable.parent().and_then(Path::parent);
    let settings = environment.map(|environment| environment.join("pyvenv.cfg"));
    let files = [Some(executable.to_owned()), std::fs::canonicalize(executable).ok(), settings];
    for path in files.into_iter().flatten() {
        let changed = std::fs::metadata(&path).and_then(|data| data.modified()).ok();
        let since = changed.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        stamps.push(format!("{:?}", since.map(|since| since.as_nanos())));
    }
    stamps.join(" ")
}

#[derive(Default, Serialize, Deserialize)]
struct Kept {
    stamp: String,
    answer: Answer,
}

fn kept_at(executable: &Path) -> Option<PathBuf> {
    let folder = match std::env::var_os("XDG_CACHE_HOME").filter(|folder| !folder.is_empty()) {
        Some(folder) => PathBuf::from(folder),
        None => {
            PathBuf::from(std::env::var_os("HOME").filter(|home| !home.is_empty())?).join(".cache")
        }
    };
    let name: String = executable
        .to_string_lossy()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' })
        .collect();
    Some(folder.join("ivw").join(format!("python{name}.json")))
}

fn recall(executable: &Path, stamp: &str) -> Option<Answer> {
    let text = std::fs::read_to_string(kept_at(executable)?).ok()?;
    let kept: Kept = serde_json::from_str(&text).ok()?;
    (kept.stamp == stamp).then_some(kept.answer)
}

/// Keeping is only for speed: that it can't be done is no error.
fn keep(executable: &Path, stamp: &str, answer: &Answer) {
    let Some(path) = kept_at(executable) else { return };
    let kept = Kept { stamp: stamp.to_owned(), answer: answer.clone() };
    let Ok(text) = serde_json::to_string_pretty(&kept) else { return };
    let written = path.parent().map(std::fs::create_dir_all).transpose();
    let new = path.with_extension(format!("{}.new", std::process::id()));
    let written = written.and_then(|_| std::fs::write(&new, text));
    let written = written.and_then(|()| std::fs::rename(&new, &path));
    if let Err(error) = written {
        tracing::debug!(%error, path = %path.display(), "the answer of Python is not kept");
    }
}

/// The functions of an interpreter that are needed to start it.
#[derive(Debug)]
struct Python {
    is_initialized: Symbol<unsafe extern "C" fn() -> c_int>,
    decode: Symbol<unsafe extern "C" fn(*const c_char, *mut usize) -> *mut c_void>,
    set_program_name: Symbol<unsafe extern "C" fn(*const c_void)>,
    initialize: Symbol<unsafe extern "C" fn(c_int)>,
    import: Symbol<unsafe extern "C" fn(*const c_char) -> *mut c_void>,
    clear_error: Symbol<unsafe extern "C" fn()>,
    save_thread: Symbol<unsafe extern "C" fn() -> *mut c_void>,
    ensure: Symbol<unsafe extern "C" fn() -> c_int>,
    release: Symbol<unsafe extern "C" fn(c_int)>,
    forget: Symbol<unsafe extern "C" fn(*mut c_void)>,
}

/// Opens the library of an interpreter for everybody; it stays open.
fn open(path: &Path) -> Result<Python> {
    // SAFETY: what a library does while it is opened is its own responsibility; a person chose it.
    let library = unsafe { Library::open(Some(path), RTLD_NOW | RTLD_GLOBAL) }
        .map_err(|error| Error::new(format!("its library can't be opened: {error}")))?;
    let library = std::mem::ManuallyDrop::new(library);
    let missing = |error: libloading::Error| {
        Error::new(format!("its library lacks a function: {error}"))
            .hint("use another build of Python 3.10 or later")
    };
    // SAFETY: the types are those of Python's documented interface, which is stable.
    unsafe {
        Ok(Python {
            is_initialized: library.get(b"Py_IsInitialized\0").map_err(missing)?,
            decode: library.get(b"Py_DecodeLocale\0").map_err(missing)?,
            set_program_name: library.get(b"Py_SetProgramName\0").map_err(missing)?,
            initialize: library.get(b"Py_InitializeEx\0").map_err(missing)?,
            import: library.get(b"PyImport_ImportModule\0").map_err(missing)?,
            clear_error: library.get(b"PyErr_Clear\0").map_err(missing)?,
            save_thread: library.get(b"PyEval_SaveThread\0").map_err(missing)?,
            ensure: library.get(b"PyGILState_Ensure\0").map_err(missing)?,
            release: library.get(b"PyGILState_Release\0").map_err(missing)?,
            forget: library.get(b"Py_DecRef\0").map_err(missing)?,
        })
    }
}

impl Python {
    /// Starts the interpreter, and leaves this thread outside of it.
    fn start(&self, executable: &Path) -> Result<()> {
        let name = CString::new(executable.as_os_str().as_bytes())
            .map_err(|_| Error::new("its path has a zero in it"))?;
        // SAFETY: these are called in the order that Python documents, from one thread. The decoded
        // name is never freed, as Python keeps it. The thread that starts the interpreter is
        // attached until the last call.
        unsafe {
            if (self.is_initialized)() != 0 {
                // The application runs inside of Python.
                return Ok(());
            }
            let decoded = (self.decode)(name.as_ptr(), std::ptr::null_mut());
            if decoded.is_null() {
                return Err(Error::new("its path can't be decoded"));
            }
            (self.set_program_name)(decoded);
            // Signals stay the application's.
            (self.initialize)(0);
            // The thread that imports this counts as Python's main thread.
            if (self.import)(c"threading".as_ptr()).is_null() {
                (self.clear_error)();
                tracing::warn!("Python can't import its module threading");
            }
            (self.save_thread)();
        }
        Ok(())
    }

    fn import_numpy(&self) {
        // SAFETY: the interpreter runs; this thread is attached from the first call to the last, and
        // owns the reference that it gives up. `Py_DecRef` takes a null as well.
        unsafe {
            let state = (self.ensure)();
            let numpy = (self.import)(c"numpy".as_ptr());
            if numpy.is_null() {
                (self.clear_error)();
            }
            (self.forget)(numpy);
            (self.release)(state);
        }
    }
}

/// Sets a variable for Python and for programs that it starts.
pub(crate) fn set_variable(name: &str, value: &Path) {
    // SAFETY: modules are started one after the other, before anything is evaluated; nobody reads
    // variables on another thread meanwhile.
    unsafe { std::env::set_var(name, value) };
}

/// The library that a function is in.
pub(crate) fn library_of(function: *const ()) -> Option<PathBuf> {
    // SAFETY: all fields may be zero; `dladdr` fills them in.
    let mut found: libc::Dl_info = unsafe { std::mem::zeroed() };
    // SAFETY: any address may be asked for.
    let status = unsafe { libc::dladdr(function.cast(), &raw mut found) };
    if status == 0 || found.dli_fname.is_null() {
        return None;
    }
    // SAFETY: the linker gave the name of a library that is open.
    let name = unsafe { CStr::from_ptr(found.dli_fname) };
    let path = PathBuf::from(OsString::from_vec(name.to_bytes().to_vec()));
    std::path::absolute(path).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsStr;

    fn chosen(variables: &[(&str, &str)]) -> Result<Choice> {
        choose(None, |name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsStr::new(value).to_owned())
        })
    }

    fn good() -> Answer {
        let folder = std::env::temp_dir();
        Answer {
            version: (3, 11),
            library_folder: folder.to_string_lossy().into_owned(),
            library_name: "libpython3.11.so.1.0".to_owned(),
            is_shared: true,
            is_free_threaded: false,
            has_numpy: true,
            prefix: "/usr".to_owned(),
        }
    }

    #[track_caller]
    fn refused(answer: &Answer, expected: &str, way_out: &str) {
        let error = check(answer, Path::new("/usr/bin/python3")).unwrap_err().to_string();
        assert!(error.contains(expected) && error.contains(way_out), "{error}");
    }

    #[test]
    fn what_a_person_asked_for_is_stronger_than_an_environment() -> Result<()> {
        let all = [
            ("IVW_PYTHON", "/mine/python"),
            ("VIRTUAL_ENV", "/venv"),
            ("CONDA_PREFIX", "/conda"),
            ("PATH", "/nowhere"),
        ];
        assert_eq!(chosen(&all)?.executable, Path::new("/mine/python"));
        assert_eq!(chosen(&all[1..])?.executable, Path::new("/venv/bin/python"));
        assert_eq!(chosen(&all[2..])?.executable, Path::new("/conda/bin/python"));
        let setting = choose(Some("/told/python".into()), |_| Some("/mine/python".into()))?;
        assert_eq!(setting.executable, Path::new("/told/python"));
        Ok(())
    }

    #[test]
    fn a_machine_without_python_is_told_what_to_install() {
        let error = chosen(&[("PATH", "/nowhere")]).unwrap_err().to_string();
        assert!(error.contains("there is no Python"), "{error}");
        assert!(error.contains("--python"), "{error}");
    }

    #[test]
    fn a_python_that_does_not_fit_is_refused_with_the_way_out() {
        refused(&Answer { version: (3, 9), ..good() }, "3.9 is too old", "3.10 or later");
        refused(&Answer { is_shared: false, ..good() }, "shared library", "--enable-shared");
        refused(&Answer { is_free_threaded: true, ..good() }, "free-threaded", "ordinary build");
        let way_out = "/usr/bin/python3 -m pip install numpy";
        refused(&Answer { has_numpy: false, ..good() }, "no numpy", way_out);
        let name = "libpython-nowhere.so".to_owned();
        refused(&Answer { library_name: name, ..good() }, "libpython-nowhere.so is not in", "inst");
    }

    #[test]
    fn a_program_that_is_no_python_is_named() {
        let choice = Choice { executable: "/bin/false".into(), reason: "a test" };
        let error = bring_up(&choice).unwrap_err().to_string();
        assert!(error.contains("does not answer"), "{error}");
        let choice = Choice { executable: "/nowhere/python".into(), reason: "a test" };
        let error = bring_up(&choice).unwrap_err().to_string();
        assert!(error.contains("no such file"), "{error}");
    }
}
