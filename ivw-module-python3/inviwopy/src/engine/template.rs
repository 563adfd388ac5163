//! A processor to start from.

use std::path::PathBuf;

use ivw_core::error::{Context as _, Error, Result};

use super::discover::own_folder;

/// What a new processor looks like; `{name}` is its class.
const TEMPLATE: &str = include_str!("template.py");

/// Writes a new processor; a file that is there already is left alone.
pub fn write(name: &str, folder: Option<PathBuf>) -> Result<PathBuf> {
    let stem = name.strip_suffix(".py").unwrap_or(name);
    let starts_well = stem.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    if !starts_well || !stem.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return Err(Error::new(format!("\"{name}\" can't be the name of a Python class"))
            .hint("use letters, digits and _, such as MyProcessor"));
    }
    let folder = folder.or_else(own_folder).ok_or_else(|| {
        Error::new("there is no home folder for new processors").hint("say which folder to use")
    })?;
    std::fs::create_dir_all(&folder).at(folder.display())?;
    let path = folder.join(format!("{stem}.py"));
    if path.exists() {
        return Err(Error::new(format!("\"{}\" is there already", path.display()))
            .hint("choose another name"));
    }
    std::fs::write(&path, TEMPLATE.replace("{name}", stem)).at(path.display())?;
    Ok(path)
}
