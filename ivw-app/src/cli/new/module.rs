//! `ivw-app new module`: a small, complete module in a folder of its own.
//!
//! What is written are the files of `ivw-app/templates`, with a few words replaced.

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A module of your own, in Rust, with kernels in C++, or a folder of Python processors
#[derive(Args)]
pub(super) struct NewModule {
    /// What it is called, such as Blur; the folder has this name, too
    name: String,

    /// Processors in Python with helpers, instead of a crate
    // Everywhere else this names an interpreter: it has the same type here, and no value.
    #[arg(long, num_args = 0, default_missing_value = AS_PYTHON)]
    python: Option<PathBuf>,

    /// A crate with a kernel in C++, built by CMake
    #[arg(long)]
    cpp: bool,

    /// Where the folder is made
    #[arg(long, value_name = "DIR", default_value = ".")]
    dir: PathBuf,

    /// Where ivw-core is: a folder, or the URL of a git repository
    ///
    /// Without it: the folder that this application was built from. ivw-core is not on crates.io yet,
    /// so a module for others has to name a repository.
    #[arg(long, value_name = "DIR|URL")]
    core: Option<String>,
}

/// What `--python` without an interpreter stands for.
const AS_PYTHON: &str = "module";

/// Where a file of a new module goes, and what is in it.
type Template = (&'static str, &'static str);

macro_rules! template {
    ($file:literal) => {
        include_str!(concat!("../../../templates/", $file))
    };
}

const RUST: &[Template] = &[
    ("Cargo.toml", template!("rust/Cargo.toml.in")),
    ("src/lib.rs", template!("rust/lib.rs")),
    ("src/threshold.rs", template!("rust/threshold.rs")),
    ("README.md", template!("rust/README.md")),
    (".github/workflows/ci.yml", template!("rust/ci.yml")),
    (".gitignore", template!("rust/gitignore")),
];

const CPP: &[Template] = &[
    ("Cargo.toml", template!("cpp/Cargo.toml.in")),
    ("build.rs", template!("cpp/build.rs")),
    ("native/CMakeLists.txt", template!("cpp/CMakeLists.txt")),
    ("native/threshold.cpp", template!("cpp/threshold.cpp")),
    ("src/lib.rs", template!("rust/lib.rs")),
    ("src/threshold.rs", template!("cpp/threshold.rs")),
    ("README.md", template!("cpp/README.md")),
    (".github/workflows/ci.yml", template!("rust/ci.yml")),
    (".gitignore", template!("rust/gitignore")),
];

const PYTHON: &[Template] = &[
    ("processors/{{class}}Threshold.py", template!("python/Threshold.py")),
    ("python/{{crate}}_helpers.py", template!("python/helpers.py")),
    ("tests/test_helpers.py", template!("python/test_helpers.py")),
    ("README.md", template!("python/README.md")),
    (".github/workflows/ci.yml", template!("python/ci.yml")),
    (".gitignore", template!("python/gitignore")),
];

/// Names that our own modules have.
const TAKEN: &[&str] = &["base", "python3", "python3qt"];

impl NewModule {
    pub(super) fn run(self) -> Result<()> {
        let words = Words::of(&self.name)?;
        let is_python = self.python.as_deref() == Some(Path::new(AS_PYTHON));
        ensure!(
            !is_python || (!self.cpp && self.core.is_none()),
            "--python is for a folder without a crate: leave out --cpp and --core"
        );
        let (templates, core) = match (is_python, self.cpp) {
            (true, _) => (PYTHON, String::new()),
            (false, true) => (CPP, core(self.core.as_deref())?),
            (false, false) => (RUST, core(self.core.as_deref())?),
        };
        let folder = self.dir.join(&self.name);
        fs::create_dir_all(&self.dir).with_context(|| self.dir.display().to_string())?;
        // Whoever comes first has the folder: there is no moment between looking and making it.
        fs::create_dir(&folder).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => anyhow::anyhow!(
                "\"{}\" is there already: choose another name, or another --dir",
                folder.display()
            ),
            _ => anyhow::Error::new(error).context(folder.display().to_string()),
        })?;
        for (path, text) in templates {
            let path = folder.join(words.put_into(path));
            let text = words.put_into(text).replace("{{core}}", &core);
            write(&path, &text).with_context(|| path.display().to_string())?;
        }
        println!("{}", folder.display());
        println!("{}", next_steps(&folder, is_python));
        Ok(())
    }
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, text)
}

fn next_steps(folder: &Path, is_python: bool) -> String {
    let folder = folder.display();
    match is_python {
        true => format!("ivw-app --python-processors {folder}/processors inspect has it now"),
        false => format!(
            "next: cd {folder} && cargo test && cargo build && \
             ivw-app --module-path target/debug modules"
        ),
    }
}

/// The ways to write a module's name.
struct Words {
    /// As a person gave it.
    name: String,
    /// As part of the names of crates, files and functions: `my_filters`.
    krate: String,
    /// As the beginning of the name of a class: `MyFilters`.
    class: String,
}

impl Words {
    fn of(name: &str) -> Result<Self> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        ensure!(
            name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_plain),
            "\"{name}\" can't be the name of a module: use letters, digits, - and _, with a letter \
             first, such as MyFilters"
        );
        ensure!(name.len() <= 64, "\"{name}\" is too long for a module: use 64 letters or fewer");
        let (krate, class) = (snake_case(name), camel_case(name));
        if TAKEN.contains(&krate.as_str()) {
            bail!("\"{name}\" is the name of a module of ivw's own: choose another one");
        }
        Ok(Self { name: name.to_owned(), krate, class })
    }

    fn put_into(&self, text: &str) -> String {
        text.replace("{{name}}", &self.name)
            .replace("{{crate}}", &self.krate)
            .replace("{{class}}", &self.class)
    }
}

/// `MyFilters` and `my-filters` as `my_filters`.
fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for (previous, c) in std::iter::once('_').chain(name.chars()).zip(name.chars()) {
        if c.is_ascii_uppercase() && (previous.is_ascii_lowercase() || previous.is_ascii_digit()) {
            snake.push('_');
        }
        snake.push(if c == '-' { '_' } else { c.to_ascii_lowercase() });
    }
    snake
}

/// `my_filters` and `my-filters` as `MyFilters`.
fn camel_case(name: &str) -> String {
    let words = name.split(['_', '-']).filter(|word| !word.is_empty());
    words.map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect()
}

/// What `Cargo.toml` says about where ivw-core is.
fn core(asked_for: Option<&str>) -> Result<String> {
    match asked_for {
        Some(url) if url.contains("://") || url.starts_with("git@") => {
            Ok(format!("{{ git = {url:?} }}"))
        }
        Some(folder) => at_folder(Path::new(folder)),
        None => {
            let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ivw-core");
            at_folder(&own).context(
                "the folder that this application was built from is gone: say where ivw-core is \
                 with --core DIR, or --core URL of a git repository",
            )
        }
    }
}

fn at_folder(folder: &Path) -> Result<String> {
    // The whole repository is as good as the folder in it.
    let inside = folder.join("ivw-core");
    let folder = if inside.is_dir() { &inside } else { folder };
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    ensure!(
        manifest.lines().any(|line| line.trim() == "name = \"ivw-core\""),
        "\"{}\" is not the folder of ivw-core: its Cargo.toml is not there, or names something else",
        folder.display()
    );
    let folder = fs::canonicalize(folder)?;
    Ok(format!("{{ path = {:?} }}", folder.display().to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_as_crates_and_classes_are() -> Result<()> {
        for (name, krate, class) in [
            ("Blur", "blur", "Blur"),
            ("MyFilters", "my_filters", "MyFilters"),
            ("my-filters_2", "my_filters_2", "MyFilters2"),
            ("CTScan", "ctscan", "CTScan"),
        ] {
            let words = Words::of(name)?;
            assert_eq!((words.krate.as_str(), words.class.as_str()), (krate, class));
        }
        Ok(())
    }

    #[test]
    fn names_that_no_crate_can_have_are_refused_with_a_reason() {
        let long = "a".repeat(65);
        for name in ["", "1st", "a b", "a/b", "../up", "Ü", "_hidden", "-x", "a.b", &long] {
            let error = Words::of(name).err().expect("it is no name").to_string();
            assert!(error.contains("module: use"), "{error}");
        }
        for name in ["base", "Base", "Python3"] {
            assert!(Words::of(name).is_err(), "{name}");
        }
    }

    #[test]
    fn the_core_is_a_folder_or_a_repository() -> Result<()> {
        let repository = core(Some("https://example.org/ivw.git"))?;
        assert_eq!(repository, "{ git = \"https://example.org/ivw.git\" }");
        let own = core(None)?;
        assert!(own.starts_with("{ path = \"/") && own.ends_with("ivw-core\" }"), "{own}");
        assert_eq!(core(Some(concat!(env!("CARGO_MANIFEST_DIR"), "/..")))?, own);
        let error = core(Some(env!("CARGO_MANIFEST_DIR"))).unwrap_err().to_string();
        assert!(error.contains("is not the folder of ivw-core"), "{error}");
        Ok(())
    }

    #[test]
    fn a_module_is_less_than_forty_lines_of_rust() {
        let is_code = |line: &&str| !line.trim().is_empty() && !line.trim().starts_with("//");
        let n = RUST
            .iter()
            .filter(|(path, _)| path.ends_with(".rs"))
            .flat_map(|(_, text)| text.split("#[cfg(test)]").next())
            .flat_map(str::lines)
            .filter(is_code)
            .count();
        assert!(n < 40, "{n}");
    }
}
