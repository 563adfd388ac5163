//! Which Python to use, and what there is to know about it before it runs.
//!
//! The first of these that is set wins: the application's `--python`, `IVW_PYTHON`, `VIRTUAL_ENV`,
//! `CONDA_PREFIX`, then `python3` on the path.
//! The interpreter is asked once where its library is; the answer is kept for as long as its file does
//! not change, because asking takes longer than anything else at the start.

use ivw_core::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

/// The oldest version that the bindings work with.
const OLDEST: (u32, u32) = (3, 10);

/// A Python that can be started.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Python {
    /// The interpreter.
    pub(crate) executable: PathBuf,
    /// Its shared library.
    pub(crate) library: PathBuf,
    /// Version, such as `3.11.7`.
    pub(crate) version: String,
    /// Why this one was chosen, for people.
    pub(crate) reason: String,
}

/// What an interpreter says about itself.
#[derive(Debug, Deserialize)]
struct Answer {
    version: Vec<u32>,
    libraries: Vec<String>,
    is_shared: bool,
    is_free_threaded: bool,
}

const QUESTION: &str = "\
import json, os, sys, sysconfig
get = sysconfig.get_config_var
names = [name for name in (get('INSTSONAME'), get('LDLIBRARY')) if name and '.so' in name]
folders = [get('LIBDIR'), os.path.join(get('LIBDIR') or '', get('MULTIARCH') or ''),
           os.path.join(sys.base_prefix, 'lib')]
print(json.dumps({
    'version': list(sys.version_info[:3]),
    'libraries': [os.path.join(f, n) for n in names for f in folders if f],
    'is_shared': bool(get('Py_ENABLE_SHARED')),
    'is_free_threaded': bool(get('Py_GIL_DISABLED')),
}))
";

/// The Python to use; `wanted` is what the application was told.
pub(crate) fn choose(wanted: Option<&str>) -> Result<Python> {
    let (executable, reason) = candidate(wanted, |name| std::env::var_os(name).map(PathBuf::from))?;
    let cache = cache_file(&executable);
    if let Some(known) = cache.as_deref().and_then(|cache| remembered(cache, &executable)) {
        return Ok(Python { reason, ..known });
    }
    let python = ask(&executable, &reason)?;
    if let Some(cache) = cache {
        remember(&cache, &python);
    }
    Ok(python)
}

/// The interpreter that is wanted, and why.
fn candidate(
    wanted: Option<&str>,
    variable: impl Fn(&str) -> Option<PathBuf>,
) -> Result<(PathBuf, String)> {
    let in_folder = |folder: PathBuf| folder.join("bin").join("python");
    let choices = [
        (wanted.map(PathBuf::from), "--python"),
        (variable("IVW_PYTHON"), "IVW_PYTHON"),
        (variable("VIRTUAL_ENV").map(in_folder), "VIRTUAL_ENV"),
        (variable("CONDA_PREFIX").map(in_folder), "CONDA_PREFIX"),
    ];
    let set = choices.into_iter().find_map(|(path, reason)| {
        Some((path.filter(|path| !path.as_os_str().is_empty())?, reason))
    });
    let path = || variable("PATH").unwrap_or_default();
    let on_path = |name: &Path| {
        std::env::split_paths(&path()).map(|folder| folder.join(name)).find(|file| file.is_file())
    };
    match set {
        Some((name, reason)) => {
            // A bare name is looked up, as a shell does.
            let found = match name.components().count() {
                1 => on_path(&name),
                _ => Some(name.clone()).filter(|file| file.is_file()),
            };
            found.map(|file| (file, reason.to_owned())).ok_or_else(|| {
                Error::new(format!("there is no Python at \"{}\" ({reason})", name.display()))
                    .hint("give the path of an interpreter, such as .venv/bin/python")
            })
        }
        None => on_path(Path::new("python3"))
            .map(|file| (file, "python3 on the path".to_owned()))
            .ok_or_else(|| {
                Error::new("there is no Python: python3 is not on the path")
                    .hint("install Python 3.10 or later, or name one with --python or IVW_PYTHON")
            }),
    }
}

fn ask(executable: &Path, reason: &str) -> Result<Python> {
    let place = format!("Python \"{}\" ({reason})", executable.display());
    let output = Command::new(executable)
        .args(["-I", "-S", "-c", QUESTION])
        .output()
        .map_err(|error| Error::new(format!("it can't be run: {error}")).at(&place))?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        let last = text.lines().last().unwrap_or("it said nothing");
        return Err(Error::new(format!("it does not answer: {last}")).at(&place));
    }
    let answer: Answer = serde_json::from_slice(&output.stdout)
        .map_err(|error| Error::new(format!("its answer makes no sense: {error}")).at(&place))?;
    library(&answer).map_err(|error| error.at(&place)).map(|library| Python {
        executable: executable.to_owned(),
        library,
        version: answer.version.iter().map(u32::to_string).collect::<Vec<_>>().join("."),
        reason: reason.to_owned(),
    })
}

/// The shared library of an interpreter, or why it can't be used.
fn library(answer: &Answer) -> Result<PathBuf> {
    let version = (answer.version.first().copied(), answer.version.get(1).copied());
    let (Some(major), Some(minor)) = version else {
        return Err(Error::new("its answer makes no sense: it has no version"));
    };
    if (major, minor) < OLDEST {
        return Err(Error::new(format!("it is version {major}.{minor}, too old"))
            .hint("use Python 3.10 or later"));
    }
    if answer.is_free_threaded {
        return Err(Error::new(format!("it is a free-threaded build of {major}.{minor}"))
            .hint("use an ordinary build: the stable ABI has no free-threaded form"));
    }
    let found = answer.libraries.iter().map(PathBuf::from).find(|library| library.is_file());
    found.ok_or_else(|| {
        let (error, hint) = match answer.is_shared {
            true => (
                Error::new(format!("its library is not at {}", answer.libraries.join(" or "))),
                "install the library of this Python, such as libpython3 from the system's packages",
            ),
            false => (
                Error::new("it is a static build, without a shared library"),
                "use a Python that was built with --enable-shared, as from the system's packages, \
                 conda or uv",
            ),
        };
        error.hint(hint)
    })
}

/// Where answers are kept: `$XDG_CACHE_HOME/ivw` or `$HOME/.cache/ivw`.
fn cache_file(executable: &Path) -> Option<PathBuf> {
    let folder = match std::env::var_os("XDG_CACHE_HOME") {
        Some(folder) if !folder.is_empty() => PathBuf::from(folder),
        _ => PathBuf::from(std::env::var_os("HOME")?).join(".cache"),
    };
    let modified = std::fs::metadata(executable).ok()?.modified().ok()?;
    let mut hasher = DefaultHasher::new();
    executable.hash(&mut hasher);
    std::fs::canonicalize(executable).ok()?.hash(&mut hasher);
    modified.duration_since(UNIX_EPOCH).ok()?.hash(&mut hasher);
    Some(folder.join("ivw").join(format!("python-{:016x}.json", hasher.finish())))
}

fn remembered(cache: &Path, executable: &Path) -> Option<Python> {
    let python: Python = serde_json::from_slice(&std::fs::read(cache).ok()?).ok()?;
    (python.executable == executable && python.library.is_file()).then_some(python)
}

/// Keeps an answer; without a place for it the next start asks again.
fn remember(cache: &Path, python: &Python) {
    let write = || {
        std::fs::create_dir_all(cache.parent()?).ok()?;
        let temporary = cache.with_extension(format!("{}.tmp", std::process::id()));
        std::fs::write(&temporary, serde_json::to_vec(python).ok()?).ok()?;
        std::fs::rename(&temporary, cache).ok()
    };
    if write().is_none() {
        tracing::debug!("the answer of Python was not kept in {}", cache.display());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(text: &str) -> Result<PathBuf> {
        library(&serde_json::from_str(text).expect("the test's answer is well formed"))
    }

    #[test]
    fn the_first_choice_that_is_set_wins() {
        let exists = std::env::current_exe().expect("a test has a file");
        let exists = exists.to_string_lossy().into_owned();
        let environment = |name: &str| match name {
            "IVW_PYTHON" => Some(PathBuf::from(&exists)),
            "VIRTUAL_ENV" => Some(PathBuf::from("/nowhere")),
            _ => None,
        };
        let (path, reason) = candidate(None, environment).expect("it is there");
        assert_eq!((path.to_string_lossy().as_ref(), reason.as_str()), (&*exists, "IVW_PYTHON"));
        let error = candidate(Some("/nowhere/python"), environment).unwrap_err();
        assert_eq!(
            error.to_string(),
            "there is no Python at \"/nowhere/python\" (--python): \
             give the path of an interpreter, such as .venv/bin/python"
        );
    }

    #[test]
    fn without_any_python_the_way_out_is_named() {
        let error = candidate(None, |_| None).unwrap_err();
        assert!(error.to_string().contains("install Python 3.10 or later"), "{error}");
    }

    #[test]
    fn unusable_builds_are_refused_with_a_reason() {
        for (text, reason) in [
            (
                r#"{"version":[3,9,2],"libraries":[],"is_shared":true,"is_free_threaded":false}"#,
                "it is version 3.9, too old",
            ),
            (
                r#"{"version":[3,13,0],"libraries":[],"is_shared":true,"is_free_threaded":true}"#,
                "free-threaded",
            ),
            (
                r#"{"version":[3,11,7],"libraries":[],"is_shared":false,"is_free_threaded":false}"#,
                "static build",
            ),
            (
                r#"{"version":[3,11,7],"libraries":["/nowhere.so"],"is_shared":true,"is_free_threaded":false}"#,
                "its library is not at /nowhere.so",
            ),
        ] {
            let error = answer(text).unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        }
    }

    #[test]
    fn something_that_is_no_python_says_so() {
        let error = ask(Path::new("/bin/false"), "--python").unwrap_err().to_string();
        assert!(error.contains("it does not answer"), "{error}");
    }
}
