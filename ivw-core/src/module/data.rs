//! Files that come with a module: colour maps, tables, models.

use super::author::ask;
use crate::abi::{host, module_name};
use crate::error::{Error, Result};
use crate::host::Request;
use std::path::{Path, PathBuf};

/// The folder with the files that come with this module.
///
/// They lie in `data/` of the module's crate, and beside its library once it is installed: those of
/// `libivw_module_blur.so` are in `ivw_module_blur/`. The installed ones come first.
///
/// Fails if there is no such folder, and names both places.
///
/// ```
/// use ivw_core::prelude::*;
///
/// fn color_table() -> Result<String> {
///     Ok(std::fs::read_to_string(data_folder!()?.join("colors.txt"))?)
/// }
/// // The crate of this example brings no files.
/// let error = color_table().unwrap_err().to_string();
/// assert!(error.starts_with("the files that come with the module are missing: install them"));
/// ```
#[macro_export]
macro_rules! data_folder {
    () => {
        $crate::module::data_folder(::std::env!("CARGO_MANIFEST_DIR"))
    };
}

/// The folder with the files that come with this module, whose crate is in a folder; see
/// [`crate::data_folder!`].
///
/// ```
/// use ivw_core::module::data_folder;
/// use ivw_core::prelude::*;
///
/// let crate_folder = tempfile::tempdir()?;
/// let path = crate_folder.path().display().to_string();
/// assert!(data_folder(&path).is_err());
/// std::fs::create_dir(crate_folder.path().join("data"))?;
/// assert_eq!(data_folder(&path)?, crate_folder.path().join("data"));
/// # Ok::<(), Error>(())
/// ```
pub fn data_folder(crate_folder: &str) -> Result<PathBuf> {
    data_folder_of(library()?.as_deref(), crate_folder)
}

/// The folder with the files that come with a module, of its library and its crate.
pub(crate) fn data_folder_of(library: Option<&Path>, crate_folder: &str) -> Result<PathBuf> {
    let installed = library.and_then(beside);
    let own = (!crate_folder.is_empty()).then(|| Path::new(crate_folder).join("data"));
    let places: Vec<PathBuf> = installed.into_iter().chain(own).collect();
    if let Some(found) = places.iter().find(|place| place.is_dir()) {
        return Ok(found.clone());
    }
    let places: Vec<String> = places.iter().map(|place| place.display().to_string()).collect();
    Err(Error::new("the files that come with the module are missing")
        .hint(format!("install them as one of the folders {}", places.join(", "))))
}

/// The file of this library, if a host opened it.
fn library() -> Result<Option<PathBuf>> {
    let (Some(host), Some(name)) = (host(), module_name()) else { return Ok(None) };
    ask(host, &Request::Library(name.to_owned()))
}

fn beside(library: &Path) -> Option<PathBuf> {
    let name = library.file_stem()?.to_str()?;
    let name = name.strip_prefix(std::env::consts::DLL_PREFIX).unwrap_or(name);
    Some(library.with_file_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn installed_files_lie_beside_the_library() {
        let library = Path::new("/opt/modules").join(crate::module::library_name("blur"));
        assert_eq!(beside(&library), Some("/opt/modules/ivw_module_blur".into()));
    }

    #[test]
    fn without_an_installed_folder_it_is_that_of_the_crate() -> Result<()> {
        let crate_folder = tempfile::tempdir()?;
        let text = crate_folder.path().to_str().expect("temporary folders have plain names");
        let error = data_folder(text).expect_err("there is none").to_string();
        assert!(error.contains("files that come with the module"), "{error}");
        std::fs::create_dir(crate_folder.path().join("data"))?;
        assert_eq!(data_folder(text)?, crate_folder.path().join("data"));
        Ok(())
    }
}
