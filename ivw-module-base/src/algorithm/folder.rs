//! Sequences of data in one file, or in the files of a folder.

use super::reader::{FromFile, Reader};
use ivw_core::prelude::*;
use std::path::PathBuf;

/// Where the data of a sequence is.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Origin {
    /// In one file.
    #[choice("singlefile", "Single File")]
    File,
    /// In files of a folder.
    #[default]
    #[choice("folder", "Folder")]
    Folder,
}

/// What is to be read.
pub(crate) struct Wanted<T> {
    pub(crate) from: Origin,
    /// Path of the file, or of the folder.
    pub(crate) path: PathBuf,
    /// Names of the files in the folder.
    pub(crate) filter: String,
    pub(crate) reader: Reader<T>,
}

impl<T> PartialEq for Wanted<T> {
    fn eq(&self, other: &Self) -> bool {
        self.from == other.from
            && self.path == other.path
            && self.filter == other.filter
            && self.reader == other.reader
    }
}

impl<T: FromFile> Wanted<T> {
    /// All data of the file, or of those files in the folder that hold such data, in the order of their
    /// names.
    pub(crate) fn read(&self, context: &Context) -> Result<Vec<T>> {
        if self.from == Origin::File {
            return self.reader.read(&self.path);
        }
        let place = format!("\"{}\"", self.path.display());
        let mut files = Vec::new();
        for entry in std::fs::read_dir(&self.path).at(&place)? {
            let path = entry.at(&place)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_file() && fits(&self.filter, &name) && T::reader(&path).is_ok() {
                files.push(path);
            }
        }
        files.sort();
        if files.is_empty() {
            let what = T::NAME.trim_start_matches("a ");
            return Err(Error::new(format!("no {what} is called like \"{}\"", self.filter))
                .hint("choose another folder or filter")
                .at(place));
        }
        let mut all = Vec::new();
        for (n, file) in files.iter().enumerate() {
            context.progress(n as f32 / files.len() as f32)?;
            all.extend(self.reader.read(file)?);
        }
        Ok(all)
    }
}

/// Whether a name is like a pattern of letters, `*` and `?`.
fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), name.chars().collect());
    // The last star, and where the name went on behind it.
    let (mut p, mut n, mut star) = (0, 0, None);
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(c) if *c == '?' || *c == name[n] => (p, n) = (p + 1, n + 1),
            _ => {
                let Some((at, from)) = star else { return false };
                star = Some((at, from + 1));
                (p, n) = (at + 1, from + 1);
            }
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_letters_stars_and_question_marks() {
        for (pattern, name, expected) in [
            ("*", "", true),
            ("a*c", "abbc", true),
            ("a*c", "abb", false),
            ("*.d?t", "x.y.dat", true),
            ("", "a", false),
            ("**a", "ba", true),
        ] {
            assert_eq!(fits(pattern, name), expected, "{pattern} {name}");
        }
    }
}
