//! Makes a machine ready: a Python with a shared library, `.venv` in the checkout, numpy in it.
//!
//! Quick where all is there (one start of Python), and silent about nothing that it changes.
//! There is no check for a C linker: without one, this program would not have been built.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::shell::{apt_install, heading, output, relative, root, run, succeeds};

/// The oldest Python that the extension, built for its stable ABI, loads into.
const OLDEST: (u32, u32) = (3, 10);

/// Prints what there is to know about an interpreter, one fact a line.
const PROBE: &str = r#"
import os, sys, sysconfig
get = lambda name: sysconfig.get_config_var(name) or ""
library = get("INSTSONAME") if get("Py_ENABLE_SHARED") or get("PYTHONFRAMEWORK") else ""
folders = [
    get("LIBDIR"), os.path.join(get("LIBDIR"), get("MULTIARCH")),
    os.path.join(sys.base_prefix, "lib"), get("PYTHONFRAMEWORKPREFIX"),
]
paths = [os.path.join(folder, library) for folder in folders if library]
if os.name == "nt":
    paths = [os.path.join(sys.base_prefix, "python%d%d.dll" % sys.version_info[:2])]
try:
    import numpy
    numpy = numpy.__version__
except ImportError:
    numpy = ""
print("major", sys.version_info[0])
print("minor", sys.version_info[1])
print("executable", sys.executable)
print("library", next((path for path in paths if os.path.isfile(path)), ""))
print("library_name", library)
print("gil", "no" if get("Py_GIL_DISABLED") else "yes")
print("numpy", numpy)
"#;

/// What an interpreter said about itself.
#[derive(Debug, Clone, PartialEq)]
struct Interpreter {
    version: (u32, u32),
    executable: PathBuf,
    /// The shared library that ivw-app loads it from, where the file exists.
    library: Option<PathBuf>,
    /// The name of that library, where this Python was built with one.
    library_name: String,
    has_gil: bool,
    numpy: Option<String>,
}

/// Prepares the environment and returns its interpreter.
pub(crate) fn prepare() -> Result<PathBuf> {
    heading("Set up");
    let python = make_venv(&root().join(".venv"))?;
    let interpreter = interpreter(&python)?;
    let interpreter = with_library(interpreter)?;

    let numpy = match interpreter.numpy {
        Some(version) => version,
        None => {
            pip_install(&python, &["numpy"])?;
            self::interpreter(&python)?
                .numpy
                .context("numpy was installed but cannot be imported: delete .venv and try again")?
        }
    };
    let (major, minor) = interpreter.version;
    println!("Python {major}.{minor} with numpy {numpy} in {}", relative(&python));
    Ok(python)
}

/// Makes a virtual environment where there is none, and returns its interpreter.
pub(crate) fn make_venv(venv: &Path) -> Result<PathBuf> {
    let python = python_of(venv);
    if python.exists() && interpreter(&python).is_ok_and(|found| complaint(&found).is_none()) {
        if let Some(chosen) = env::var_os("IVW_PYTHON").filter(|chosen| !is_made_from(venv, chosen))
        {
            let (venv, chosen) = (relative(venv), chosen.display());
            println!("IVW_PYTHON is {chosen}, but {venv} is there already: delete it to change");
        }
        return Ok(python);
    }
    if venv.exists() {
        println!("{} does not work any more: making it anew", relative(venv));
        fs::remove_dir_all(venv).with_context(|| format!("cannot remove {}", venv.display()))?;
    }

    let base = find_python()?;
    let (major, minor) = base.version;
    println!(
        "Making {} with {} (Python {major}.{minor})",
        relative(venv),
        base.executable.display()
    );
    // Debian splits this off; without it `-m venv` leaves half an environment behind.
    let base_python = base.executable.to_string_lossy();
    if !succeeds(&base_python, &["-c", "import ensurepip"]) {
        let package = if base.executable.starts_with("/usr/bin") {
            format!("python{major}.{minor}-venv")
        } else {
            "python3-venv".into()
        };
        apt_install(&[&package], "Python's venv module is incomplete here")?;
    }
    run(Command::new(&base.executable).args(["-m", "venv"]).arg(relative(venv)))?;
    Ok(python)
}

/// Makes an empty virtual environment in a folder where nothing is, and returns its interpreter.
pub(crate) fn fresh_venv(base: &Path, venv: &Path) -> Result<PathBuf> {
    run(Command::new(base).args(["-m", "venv"]).arg(venv))?;
    Ok(python_of(venv))
}

/// Whether an environment belongs to an interpreter: its own, or the one that made it.
fn is_made_from(venv: &Path, python: &OsStr) -> bool {
    let python = root().join(python);
    let config = fs::read_to_string(venv.join("pyvenv.cfg")).unwrap_or_default();
    let home = config.lines().find_map(|line| line.strip_prefix("home = ")).map(Path::new);
    python.starts_with(venv) || (home.is_some() && python.parent() == home)
}

/// Installs packages into a virtual environment.
pub(crate) fn pip_install(python: &Path, packages: &[&str]) -> Result<()> {
    let mut command = Command::new(python);
    command.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    run(command.args(packages))
}

fn python_of(environment: &Path) -> PathBuf {
    let inside: &[&str] =
        if cfg!(windows) { &["Scripts", "python.exe"] } else { &["bin", "python"] };
    inside.iter().fold(environment.to_path_buf(), |path, part| path.join(part))
}

/// Chooses the Python that the environment is made from.
fn find_python() -> Result<Interpreter> {
    // A choice that somebody made is taken or refused, never passed over.
    if let Some(chosen) = env::var_os("IVW_PYTHON") {
        let found =
            interpreter(Path::new(&chosen)).context("IVW_PYTHON names no working Python")?;
        if let Some(complaint) = complaint(&found) {
            bail!("IVW_PYTHON is {}, but {complaint}", found.executable.display());
        }
        return with_library(found);
    }

    let active = ["VIRTUAL_ENV", "CONDA_PREFIX"];
    let active = active.into_iter().filter_map(env::var_os).map(|at| python_of(Path::new(&at)));
    let newest_first = (OLDEST.1..=14).rev().map(|minor| format!("python3.{minor}"));
    let on_path = ["python3".to_string(), "python".to_string()].into_iter().chain(newest_first);
    let candidates = active.chain(on_path.map(PathBuf::from));

    let mut without_library = None;
    let mut refused = Vec::new();
    for candidate in candidates {
        let Ok(found) = interpreter(&candidate) else { continue };
        if let Some(complaint) = complaint(&found) {
            refused.push(format!("{}: {complaint}", found.executable.display()));
        } else if found.library.is_none() {
            without_library = without_library.or(Some(found));
        } else {
            return Ok(found);
        }
    }
    if let Some(found) = without_library {
        return with_library(found);
    }
    refused.dedup();
    if refused.is_empty() {
        apt_install(&["python3", "python3-venv", "libpython3-dev"], "there is no Python here")?;
        return with_library(interpreter(Path::new("python3"))?);
    }
    bail!(
        "no Python {}.{} or later was found: install one, or name it with IVW_PYTHON\n  {}",
        OLDEST.0,
        OLDEST.1,
        refused.join("\n  ")
    )
}

/// Why an interpreter is of no use, if so.
fn complaint(found: &Interpreter) -> Option<String> {
    let (major, minor) = found.version;
    if found.version < OLDEST {
        return Some(format!("Python {major}.{minor} is older than {}.{}", OLDEST.0, OLDEST.1));
    }
    (!found.has_gil).then(|| format!("Python {major}.{minor} is a free-threaded build"))
}

/// Makes sure that an interpreter's shared library is there: ivw-app loads Python from it.
fn with_library(found: Interpreter) -> Result<Interpreter> {
    if found.library.is_some() {
        return Ok(found);
    }
    let (major, minor) = found.version;
    if found.library_name.is_empty() {
        bail!(
            "{} was built without a shared library, which ivw-app loads Python from: \
             name another Python with IVW_PYTHON, or rebuild this one with --enable-shared",
            found.executable.display()
        );
    }
    // Debian's python3 is linked statically and leaves the library to a package of its own.
    let package = format!("libpython{major}.{minor}");
    apt_install(&[&package], &format!("{} is missing", found.library_name))?;
    let again = interpreter(&found.executable)?;
    if again.library.is_none() {
        bail!("{} is still missing after `{package}` was installed", again.library_name);
    }
    Ok(again)
}

fn interpreter(python: &Path) -> Result<Interpreter> {
    parse_probe(&output(Command::new(python).args(["-c", PROBE]))?)
        .with_context(|| format!("{} did not describe itself", python.display()))
}

fn parse_probe(text: &str) -> Option<Interpreter> {
    let fact = |name: &str| {
        text.lines().find_map(|line| Some(line.strip_prefix(name)?.strip_prefix(' ')?.trim()))
    };
    let filled = |name: &str| fact(name).filter(|value| !value.is_empty());
    Some(Interpreter {
        version: (fact("major")?.parse().ok()?, fact("minor")?.parse().ok()?),
        executable: filled("executable")?.into(),
        library: filled("library").map(PathBuf::from),
        library_name: fact("library_name")?.to_string(),
        has_gil: fact("gil")? == "yes",
        numpy: filled("numpy").map(str::to_string),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEBIAN: &str = "major 3\nminor 11\nexecutable /usr/bin/python3\nlibrary \n\
                          library_name libpython3.11.so.1.0\ngil yes\nnumpy \n";

    #[test]
    fn empty_facts_are_absent() {
        let found = parse_probe(DEBIAN).unwrap();
        assert_eq!(found.version, (3, 11));
        assert_eq!((found.library, found.numpy), (None, None));
        assert_eq!(found.library_name, "libpython3.11.so.1.0");
    }

    #[test]
    fn half_an_answer_is_none() {
        assert_eq!(parse_probe("major 3\nminor 11\n"), None);
        assert_eq!(parse_probe(""), None);
    }

    #[test]
    fn old_and_free_threaded_pythons_are_refused_with_a_reason() {
        let old = parse_probe(&DEBIAN.replace("minor 11", "minor 9")).unwrap();
        assert_eq!(complaint(&old).as_deref(), Some("Python 3.9 is older than 3.10"));
        let free = parse_probe(&DEBIAN.replace("gil yes", "gil no")).unwrap();
        assert!(complaint(&free).unwrap().contains("free-threaded"));
        assert_eq!(complaint(&parse_probe(DEBIAN).unwrap()), None);
    }
}
