//! Where the Python package `inviwopy` is: its library and its files in Python.

use ivw_core::error::{Error, Result};
use std::path::{Path, PathBuf};

/// The Python package.
pub(crate) struct Package {
    /// The extension.
    pub(crate) library: PathBuf,
    /// The folder with the package's folder `inviwopy`.
    folder: PathBuf,
}

/// Names the package's folder, for the extension and for programs that scripts start.
const FOLDER: &str = "IVW_PYTHON_PACKAGE";
/// Names the extension, for programs that scripts start.
const LIBRARY: &str = "IVW_PYTHON_LIBRARY";

/// Finds the package: named by variables, beside this library, as in an installation or as in a
/// checkout.
pub(crate) fn find() -> Result<Package> {
    let here = own_folder()?;
    let named = |name: &str| std::env::var_os(name).filter(|path| !path.is_empty());
    let above = here.parent().unwrap_or(&here);
    let library = first(
        "the library of inviwopy",
        named(LIBRARY).map(PathBuf::from),
        &[
            here.join("libinviwopy.so"),
            above.join("libinviwopy.so"),
            above.join("python/inviwopy/_core.abi3.so"),
        ],
        Path::is_file,
    )?;
    let folder = first(
        "the package inviwopy",
        named(FOLDER).map(PathBuf::from),
        &[
            above.join("python"),
            here.join("python"),
            // A checkout; no such folder exists in an installation.
            Path::new(env!("CARGO_MANIFEST_DIR")).join("inviwopy/python"),
        ],
        |folder| folder.join("inviwopy/__init__.py").is_file(),
    )?;
    Ok(Package { library, folder })
}

impl Package {
    /// Tells the extension, and Python programs that scripts start, where the package is.
    pub(crate) fn announce(&self) {
        crate::interpreter::set_variable(FOLDER, &self.folder);
        crate::interpreter::set_variable(LIBRARY, &self.library);
    }
}

fn first(
    what: &str,
    named: Option<PathBuf>,
    places: &[PathBuf],
    is_it: impl Fn(&Path) -> bool,
) -> Result<PathBuf> {
    let places: Vec<_> = named.iter().chain(places).collect();
    places.iter().find(|place| is_it(place)).map(|place| place.to_path_buf()).ok_or_else(|| {
        let places: Vec<_> = places.iter().map(|place| place.display().to_string()).collect();
        Error::new(format!("{what} was not found in {}", places.join(", ")))
            .hint("build the package inviwopy, or install ivw again")
    })
}

/// The folder of this library.
fn own_folder() -> Result<PathBuf> {
    crate::interpreter::library_of(own_folder as *const ())
        .and_then(|path| path.parent().map(Path::to_owned))
        .ok_or_else(|| Error::new("this library does not know where it is"))
}
