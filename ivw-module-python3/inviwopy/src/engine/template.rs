//! A processor to start from.

use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;

use ivw_core::error::{Context as _, Error, Result};
use ivw_core::host::Request;
use ivw_core::processor::Spec;

use crate::host::ask_detached;
use ivw_core::script::own_folder;

/// What a new processor looks like; `{name}` is its class.
const TEMPLATE: &str = include_str!("template.py");

/// Words that Python keeps for itself.
const KEYWORDS: &str = "False None True and as assert async await break class continue def del elif \
    else except finally for from global if import in is lambda nonlocal not or pass raise return try \
    while with yield __debug__";

/// Writes a new processor; a file that is there already is left alone.
pub fn write(name: &str, folder: Option<PathBuf>) -> Result<PathBuf> {
    let stem = name.strip_suffix(".py").unwrap_or(name);
    check(name, stem)?;
    let folder = folder.or_else(own_folder).ok_or_else(|| {
        Error::new("there is no home folder for new processors").hint("say which folder to use")
    })?;
    let path = folder.join(format!("{stem}.py"));
    let class_id = format!("org.inviwo.{stem}");
    if !path.exists() && ask_detached::<Spec>(&Request::Class(class_id.clone())).is_ok() {
        return Err(Error::new(format!("there is a processor class \"{class_id}\" already"))
            .hint("choose another name"));
    }
    std::fs::create_dir_all(&folder).at(folder.display())?;
    // Whoever comes first has the file: there is no moment between looking and making it.
    let mut file = File::options().write(true).create_new(true).open(&path).map_err(|error| {
        match error.kind() {
            ErrorKind::AlreadyExists => {
                Error::new(format!("\"{}\" is there already", path.display()))
                    .hint("choose another name")
            }
            _ => Error::other(error).at(path.display()),
        }
    })?;
    file.write_all(TEMPLATE.replace("{name}", stem).as_bytes()).at(path.display())?;
    Ok(path)
}

/// Whether a name can be that of a class and of a file.
fn check(name: &str, stem: &str) -> Result<()> {
    let wrong = |hint: &str| {
        Err(Error::new(format!("\"{name}\" can't be the name of a Python class")).hint(hint))
    };
    let starts_well = stem.starts_with(|c: char| c.is_ascii_alphabetic());
    if !starts_well || !stem.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return wrong("use letters, digits and _, with a letter first, such as MyProcessor");
    }
    match KEYWORDS.split_whitespace().any(|word| word == stem) {
        true => wrong("it is a word of the language; use another one, such as MyProcessor"),
        false => Ok(()),
    }
}
