//! Files of a folder as rows.

use ivw_core::data::{Brushing, Column, DataFrame};
use ivw_core::prelude::*;
use regex::Regex;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

/// Makes rows of the files in a folder, in the order of their names.
///
/// |            | shape         | value                                             |
/// |------------|---------------|---------------------------------------------------|
/// | bnlInport  | rows          | row numbers                                       |
/// | outport    | rows, columns | name, size in bytes, time of the last change      |
/// | bnlOutport | rows          | row numbers: what comes in, and the chosen file   |
///
/// A row that comes in as selected or highlighted is chosen; otherwise it is the row of the number.
#[derive(Processor)]
#[processor(
    "org.inviwo.FileList",
    name = "File List",
    category = "DataFrame",
    tags = "CPU",
    code_state = CodeState::Experimental
)]
pub struct FileList {
    /// Rows that a person chose in another view.
    #[inport("bnlInport", optional)]
    brushing: In<Brushing>,

    /// The files.
    #[outport("outport")]
    frame: Out<DataFrame>,

    /// Rows that are chosen.
    #[outport("bnlOutport")]
    chosen: Out<Brushing>,

    /// The folder.
    #[property("directory", directory)]
    folder: PathBuf,

    /// Looks for files again.
    #[property("refresh")]
    refresh: Button,

    /// Pattern that is somewhere in the path of each file; without one all files are taken.
    #[property("filter")]
    filter: String,

    /// Row of the selected file.
    #[property("selectedIndex", name = "Selected Index", from = 0..=100)]
    selected_row: usize,

    /// Path of the selected file.
    #[property("selected", read_only = true)]
    selected: PathBuf,

    /// Row of the file that the mouse is over.
    #[property("highlightIndex", name = "Highlight Index", from = 0..=100)]
    highlighted_row: usize,

    /// Path of the file that the mouse is over.
    #[property("highlight", read_only = true)]
    highlighted: PathBuf,

    /// Selects the next file; after the last one comes the first.
    #[property("cycleFiles", name = "Cycle Files")]
    next: Button,

    /// What was brushed the last time.
    before: Brushing,
}

/// What is known about a file.
struct File {
    path: PathBuf,
    size: u64,
    changed: SystemTime,
}

impl Process for FileList {
    fn process(&mut self, context: &Context) -> Result<()> {
        if self.folder.as_os_str().is_empty() {
            self.frame.clear();
            self.chosen.clear();
            return Ok(());
        }
        let files = self.files()?;
        let mut brushing = self.brushing.data().map(|b| (**b).clone()).unwrap_or_default();
        // A new brushing wins over the numbers, and is shown in them.
        if let Some(row) =
            brushing.selected.first().filter(|_| brushing.selected != self.before.selected)
        {
            self.selected_row = *row as usize;
        }
        let highlights = &brushing.highlighted;
        if let Some(row) = highlights.first().filter(|_| *highlights != self.before.highlighted) {
            self.highlighted_row = *row as usize;
        }
        self.before = brushing.clone();
        if self.next.pressed {
            self.selected_row = (self.selected_row + 1) % files.len().max(1);
        }
        context.set("selectedIndex", self.selected_row as i64);
        context.set("highlightIndex", self.highlighted_row as i64);
        let path = |row: usize| files.get(row).map(|file| file.path.clone()).unwrap_or_default();
        self.selected = path(self.selected_row);
        self.highlighted = path(self.highlighted_row);
        context.set("selected", self.selected.to_string_lossy().as_ref());
        context.set("highlight", self.highlighted.to_string_lossy().as_ref());
        if self.selected_row < files.len() && brushing.selected.is_empty() {
            brushing.selected = vec![self.selected_row as u32].into();
        }
        self.frame.set(frame(&files)?);
        self.chosen.set(brushing);
        Ok(())
    }
}

impl FileList {
    fn files(&self) -> Result<Vec<File>> {
        let pattern = Regex::new(&self.filter).map_err(|error| {
            Error::new(format!("\"{}\" is no pattern: {error}", self.filter))
                .hint("mend \"Filter\"")
        })?;
        let place = format!("\"{}\"", self.folder.display());
        let mut files = Vec::new();
        for entry in std::fs::read_dir(&self.folder).at(&place)? {
            let path = entry.at(&place)?.path();
            // A file that is gone by now is none.
            let Ok(about) = std::fs::metadata(&path) else { continue };
            if about.is_file() && pattern.is_match(&path.to_string_lossy()) {
                let changed = about.modified().unwrap_or(UNIX_EPOCH);
                files.push(File { path, size: about.len(), changed });
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }
}

fn frame(files: &[File]) -> Result<DataFrame> {
    let mut frame = DataFrame::new(files.len() as u32);
    let names: Vec<_> = files
        .iter()
        .map(|file| file.path.file_name().unwrap_or_default().to_string_lossy().into_owned())
        .collect();
    let sizes: Vec<f64> = files.iter().map(|file| file.size as f64).collect();
    let times: Vec<_> = files.iter().map(|file| date(file.changed)).collect();
    let header = |name| Axis::new(name, "");
    frame.push(Column::categorical(header("Name"), names.iter().map(String::as_str)))?;
    frame.push(Column::ordinal(Axis::new("Size", "B"), Array::copy_of(&sizes))?)?;
    frame.push(Column::categorical(header("Modified"), times.iter().map(String::as_str)))?;
    Ok(frame)
}

/// A time as `2025-04-01 12:30:00`, in the time of Greenwich.
///
/// Days become dates as in H. Hinnant, "chrono-compatible low-level date algorithms" (2013).
fn date(time: SystemTime) -> String {
    let seconds = time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    // Days since the first of March of the year 0, in eras of 400 years.
    let days = days + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + u64::from(month <= 2);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn node() -> Result<(FileList, tempfile::TempDir)> {
        let folder = tempfile::tempdir().map_err(Error::other)?;
        for (name, text) in [("b.txt", "12"), ("a.txt", "1"), ("c.dat", "123")] {
            std::fs::write(folder.path().join(name), text).map_err(Error::other)?;
        }
        std::fs::create_dir(folder.path().join("d")).map_err(Error::other)?;
        Ok((FileList { folder: folder.path().to_owned(), ..Default::default() }, folder))
    }

    #[test]
    fn files_are_rows_in_the_order_of_their_names() -> Result<()> {
        let (mut node, _folder) = node()?;
        node.process(&Context::detached())?;
        let frame = node.frame.get()?;
        let [_, name, size, _] = frame.columns() else { panic!("{frame:?}") };
        assert_eq!([0, 1, 2].map(|n| name.text(n)), ["a.txt", "b.txt", "c.dat"]);
        assert_eq!([0, 1, 2].map(|n| size.at(n)), [1.0, 2.0, 3.0]);
        node.filter = r"\.txt$".to_owned();
        node.process(&Context::detached())?;
        assert_eq!(node.frame.get()?.n_rows(), 2);
        node.filter = "(".to_owned();
        let error = node.process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("no pattern"), "{error}");
        Ok(())
    }

    #[test]
    fn a_file_is_selected_by_number_by_another_view_or_the_next_one() -> Result<()> {
        let (mut node, _folder) = node()?;
        let selected = |node: &mut FileList| -> Result<String> {
            node.process(&Context::detached())?;
            Ok(node.selected.file_name().unwrap_or_default().to_string_lossy().into_owned())
        };
        node.selected_row = 1;
        assert_eq!(selected(&mut node)?, "b.txt");
        assert_eq!(node.chosen.get()?.selected.as_slice(), [1]);
        node.brushing = Brushing { selected: vec![2].into(), ..Brushing::default() }.into();
        assert_eq!(selected(&mut node)?, "c.dat");
        node.next.pressed = true;
        assert_eq!(selected(&mut node)?, "a.txt");
        node.selected_row = 9;
        node.next.pressed = false;
        assert_eq!(selected(&mut node)?, "");
        Ok(())
    }

    #[test]
    fn no_folder_is_nothing_and_a_wrong_one_an_error() -> Result<()> {
        let mut node = FileList::default();
        node.process(&Context::detached())?;
        assert!(node.frame.get().is_err());
        node.folder = "/no/folder".into();
        let error = node.process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("/no/folder"), "{error}");
        Ok(())
    }

    #[test]
    fn seconds_become_dates() {
        for (seconds, expected) in [
            (0, "1970-01-01 00:00:00"),
            (951_782_399, "2000-02-28 23:59:59"),
            (951_782_400, "2000-02-29 00:00:00"),
            (1_743_510_600, "2025-04-01 12:30:00"),
        ] {
            assert_eq!(date(UNIX_EPOCH + Duration::from_secs(seconds)), expected);
        }
    }
}
