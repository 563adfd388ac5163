//! Files that are chosen by a pattern of their names.

use ivw_core::prelude::*;
use std::path::{Path, PathBuf};

/// Files whose names fit a pattern.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.FilePatternProperty")]
pub(crate) struct FilePattern {
    /// Paths, one a line: `#` stands for a digit, `*` for anything, `?` for one character.
    ///
    /// Several `#` are a number with zeros in front.
    #[property("pattern", content_type = "image")]
    pub(crate) pattern: Vec<PathBuf>,

    /// Looks for files again.
    #[property("updateBtn", name = "Update File List")]
    pub(crate) update: Button,

    /// How patterns are written.
    #[property("helpText", name = "", read_only = true, semantics = "Multiline", saved = Saved::Never)]
    help: String,

    /// Order the files by their numbers and names.
    #[property("sorting", name = "Sort File Names", default = true)]
    pub(crate) sorts: bool,

    /// Let numbers have fewer digits than there are `#`.
    #[property("matchShorterNumbers", name = "Match Numbers with less Digits", default = true)]
    pub(crate) takes_shorter: bool,

    /// Take only files with numbers in a range.
    #[group("rangeSelection", name = "Index Range Selection")]
    pub(crate) range: IndexRange,
}

/// A range of the numbers of files.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub(crate) struct IndexRange {
    /// Whether numbers have to be in the range.
    #[property("checked")]
    pub(crate) is_on: bool,

    /// Smallest number.
    #[property("minIndex", name = "Minimum Index", range = 0..=i32::MAX)]
    pub(crate) min: i32,

    /// Largest number.
    #[property("maxIndex", name = "Maximum Index", default = 100, range = 0..=i32::MAX)]
    pub(crate) max: i32,
}

impl FilePattern {
    /// Files that fit, in order; none where nothing fits, an error where a folder is missing.
    pub(crate) fn files(&self) -> Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for pattern in &self.pattern {
            let name = pattern.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if !name.contains(['#', '*', '?']) {
                // A name with a mark in it may be just that, but one without is no pattern.
                if !pattern.exists() {
                    return Err(missing("file", pattern));
                }
                files.push((number_in(&name), pattern.clone()));
                continue;
            }
            let folder = match pattern.parent() {
                Some(folder) if !folder.as_os_str().is_empty() => folder,
                _ => Path::new("."),
            };
            if !folder.is_dir() {
                return Err(missing("folder", folder));
            }
            for entry in std::fs::read_dir(folder)?.flatten() {
                let entry_name = entry.file_name().to_string_lossy().into_owned();
                let found = fit(&name, &entry_name, self.takes_shorter);
                let Some(number) = found.filter(|_| entry.path().is_file()) else { continue };
                let range = i64::from(self.range.min)..=i64::from(self.range.max);
                if !self.range.is_on || number.is_some_and(|number| range.contains(&number)) {
                    files.push((number, entry.path()));
                }
            }
        }
        if self.sorts {
            files.sort();
        }
        Ok(files.into_iter().map(|(_, path)| path).collect())
    }
}

fn missing(what: &str, path: &Path) -> Error {
    Error::new(format!("there is no {what} \"{}\"", path.display()))
        .hint("correct the path, or put the files there")
}

/// The last number in a name.
fn number_in(name: &str) -> Option<i64> {
    let digits = name.rsplit(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty())?;
    digits.parse().ok()
}

/// Whether a name fits a pattern, with the number that its `#` stand for.
fn fit(pattern: &str, name: &str, takes_shorter: bool) -> Option<Option<i64>> {
    let pattern: Vec<char> = pattern.chars().collect();
    let name: Vec<char> = name.chars().collect();
    // For each start in the name, whether the rest of the pattern fits: without recursion, as names
    // come from outside.
    let mut number = None;
    let mut starts = vec![0];
    let mut p = 0;
    while p < pattern.len() {
        let mut next = Vec::new();
        match pattern[p] {
            '*' => {
                let first = starts.first().copied()?;
                next.extend(first..=name.len());
                p += 1;
            }
            '#' => {
                let n = pattern[p..].iter().take_while(|c| **c == '#').count();
                for start in starts {
                    let digits = name[start..].iter().take_while(|c| c.is_ascii_digit()).count();
                    let lengths = if takes_shorter { 1..=n.min(digits) } else { n..=n };
                    for length in lengths.filter(|length| *length <= digits) {
                        let end = start + length;
                        let is_whole = name.get(end).is_none_or(|c| !c.is_ascii_digit());
                        if is_whole {
                            next.push(end);
                            let text: String = name[start..end].iter().collect();
                            number = text.parse().ok();
                        }
                    }
                }
                p += n;
            }
            mark => {
                let fits =
                    |start: &usize| name.get(*start).is_some_and(|c| mark == '?' || *c == mark);
                next.extend(starts.into_iter().filter(fits).map(|start| start + 1));
                p += 1;
            }
        }
        next.sort_unstable();
        next.dedup();
        if next.is_empty() {
            return None;
        }
        starts = next;
    }
    starts.contains(&name.len()).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_for_digits_characters_and_anything() {
        assert_eq!(fit("a###.png", "a007.png", true), Some(Some(7)));
        assert_eq!(fit("a###.png", "a7.png", true), Some(Some(7)));
        assert_eq!(fit("a###.png", "a7.png", false), None);
        assert_eq!(fit("a###.png", "a0007.png", true), None);
        assert_eq!(fit("a*.png", "abc.png", true), Some(None));
        assert_eq!(fit("*", "", true), Some(None));
        assert_eq!(fit("a?.png", "a.png", true), None);
        assert_eq!(fit("a?c*#.png", "abcdef9.png", true), Some(Some(9)));
        assert_eq!(fit("*".repeat(40).as_str(), &"a".repeat(300), true), Some(None));
    }

    #[test]
    fn files_come_in_the_order_of_their_numbers() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for n in [2, 10, 1] {
            std::fs::write(folder.path().join(format!("a{n}.png")), "")?;
        }
        std::fs::write(folder.path().join("b3.png"), "")?;
        let mut pattern =
            FilePattern { pattern: vec![folder.path().join("a##.png")], ..Default::default() };
        let names = |pattern: &FilePattern| -> Result<Vec<String>> {
            let name = |path: PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
            Ok(pattern.files()?.into_iter().map(name).collect())
        };
        assert_eq!(names(&pattern)?, ["a1.png", "a2.png", "a10.png"]);
        pattern.range = IndexRange { is_on: true, min: 2, max: 9 };
        assert_eq!(names(&pattern)?, ["a2.png"]);
        pattern.pattern = vec![folder.path().join("b3.png")];
        assert_eq!(names(&pattern)?, ["b3.png"]);
        pattern.pattern = vec![folder.path().join("missing/#.png")];
        let error = pattern.files().unwrap_err().to_string();
        assert!(error.contains("there is no folder"), "{error}");
        Ok(())
    }
}
