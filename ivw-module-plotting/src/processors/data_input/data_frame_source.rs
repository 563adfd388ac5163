//! Data frames from files of any kind.

use crate::filter::Filters;
use crate::json;
use crate::metadata::{ColumnList, describe};
use crate::table::{EmptyCells, Reader};
use ivw_core::data::DataFrame;
use ivw_core::prelude::*;
use ivw_core::processor::Added;
use regex::Regex;
use std::path::{Path, PathBuf};

/// Reads a data frame from a file: a table of text, or a list of objects in JSON.
///
/// |      | shape         | value                                               |
/// |------|---------------|-----------------------------------------------------|
/// | data | rows, columns | `i32`, `f32`, `f64` of JSON, categories for texts   |
///
/// The first line of a table has the names of columns, with units in brackets; CSV Source knows
/// tables of other kinds.
/// A file is read once, and again when another one is chosen or on *Reload data*.
#[derive(Processor)]
#[processor(
    "org.inviwo.DataFrameSource",
    name = "DataFrame Source",
    category = "Data Input",
    tags = "CPU, Plotting, Source, CSV, JSON, DataFrame, Spreadsheet",
    takes_added,
    sink
)]
pub struct DataFrameSource {
    /// The data frame.
    #[outport("data")]
    data: Out<DataFrame>,

    /// Path of the file.
    #[property(
        "filename",
        name = "Spreadsheet file",
        content_type("spreadsheet"),
        filters(&[
            ("*", "All files"),
            ("csv", "Comma Separated Values"),
            ("tsv", "Tab Separated Values"),
            ("json", "JavaScript Object Notation"),
        ]),
        saved(Saved::Always)
    )]
    file: PathBuf,

    /// How the file is read, where its extension does not say so.
    #[property("reader", name = "Data Reader")]
    format: FileFormat,

    /// Reads the file again.
    #[property("reload", name = "Reload data")]
    reload: Button,

    /// What is said about columns instead of what the file says.
    #[group("columns", name = "Column MetaData")]
    columns: ColumnList,

    added: Vec<Added>,
    read: Option<(PathBuf, FileFormat, DataFrame)>,
}

/// This is how a file is read.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[choice_class("FileExtension")]
pub enum FileFormat {
    /// As its extension says.
    #[default]
    #[choice("auto", "By Extension")]
    ByExtension,
    /// A table with commas between cells.
    #[choice("Comma Separated Values (*.csv)", "Comma Separated Values (*.csv)")]
    Csv,
    /// A table with tabs between cells.
    #[choice("Tab Separated Values (*.tsv)", "Tab Separated Values (*.tsv)")]
    Tsv,
    /// A list of objects, one a row.
    #[choice("JavaScript Object Notation (*.json)", "JavaScript Object Notation (*.json)")]
    Json,
}

impl Process for DataFrameSource {
    fn set_added(&mut self, added: &[Added]) -> Result<()> {
        added.clone_into(&mut self.added);
        Ok(())
    }

    fn process(&mut self, _: &Context) -> Result<()> {
        if self.file.as_os_str().is_empty() {
            self.read = None;
            self.data.clear();
            return Ok(());
        }
        let is_wanted = |(path, format, _): &(PathBuf, FileFormat, _)| {
            *path == self.file && *format == self.format
        };
        if self.reload.pressed || !self.read.as_ref().is_some_and(is_wanted) {
            self.read = None;
            self.data.clear();
            let frame = read(&self.file, self.format)?;
            self.read = Some((self.file.clone(), self.format, frame));
        }
        let (.., frame) = self.read.as_ref().expect("a file was just read");
        self.data.set(describe(frame.clone(), "columns", &self.added));
        Ok(())
    }
}

/// The data frame of a file; what it is called says more than what was chosen for another one.
fn read(path: &Path, chosen: FileFormat) -> Result<DataFrame> {
    let place = format!("\"{}\"", path.display());
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let format = match (extension.as_str(), chosen) {
        ("csv", _) => FileFormat::Csv,
        ("tsv", _) => FileFormat::Tsv,
        ("json", _) => FileFormat::Json,
        (_, FileFormat::ByExtension) => {
            return Err(Error::new(format!(
                "no reader is known for the extension \"{extension}\""
            ))
            .hint("choose one in \"Data Reader\"; known extensions are csv, tsv and json")
            .at(place));
        }
        (_, chosen) => chosen,
    };
    let bytes = std::fs::read(path).at(&place)?;
    let text = String::from_utf8_lossy(&bytes);
    match format {
        FileFormat::Json => json::read(&text).at(place),
        FileFormat::Tsv => table(&text, "\t", path).at(place),
        FileFormat::Csv | FileFormat::ByExtension => table(&text, ",", path).at(place),
    }
}

fn table(text: &str, delimiters: &str, path: &Path) -> Result<DataFrame> {
    let none = Filters::default();
    let reader = Reader {
        delimiters,
        strips_quotes: true,
        has_headers: true,
        has_index: false,
        is_double: false,
        unit: Regex::new(r"(.*)\[(.*)\]").ok(),
        n_examples: 50,
        empty: EmptyCells::Nan,
        include: &none,
        exclude: &none,
    };
    reader.read(text, &path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::tests::added;

    fn source(name: &str, text: &str) -> Result<(DataFrameSource, tempfile::TempDir)> {
        let folder = tempfile::tempdir().map_err(Error::other)?;
        let file = folder.path().join(name);
        std::fs::write(&file, text).map_err(Error::other)?;
        Ok((DataFrameSource { file, ..Default::default() }, folder))
    }

    #[test]
    fn each_kind_of_file_becomes_the_same_data_frame() -> Result<()> {
        for (name, text) in [
            ("a.csv", "length [m],kind\n1.5,oak\n2.5,fir\n"),
            ("a.TSV", "length [m]\tkind\n1.5\toak\n2.5\tfir\n"),
            ("a.json", r#"[{"length": 1.5, "kind": "oak"}, {"length": 2.5, "kind": "fir"}]"#),
        ] {
            let (mut node, _folder) = source(name, text)?;
            node.process(&Context::detached())?;
            let frame = node.data.get()?;
            let column = frame.column("length").expect(name);
            assert_eq!([column.at(0), column.at(1)], [1.5, 2.5], "{name}");
            assert_eq!(frame.column("kind").expect(name).text(1), "fir", "{name}");
        }
        Ok(())
    }

    #[test]
    fn a_file_is_read_once_and_again_on_demand() -> Result<()> {
        let (mut node, _folder) = source("a.csv", "x\n1\n")?;
        node.process(&Context::detached())?;
        std::fs::write(&node.file, "x\n1\n2\n").map_err(Error::other)?;
        node.set_added(&[
            added("columns.column2.checked", true),
            added("columns.column2.header", "time"),
        ])?;
        node.process(&Context::detached())?;
        assert_eq!(
            (node.data.get()?.n_rows(), node.data.get()?.column("time").is_some()),
            (1, true)
        );
        node.reload.pressed = true;
        node.process(&Context::detached())?;
        assert_eq!(node.data.get()?.n_rows(), 2);
        Ok(())
    }

    #[test]
    fn what_can_not_be_read_is_named() -> Result<()> {
        let (mut node, _folder) = source("a.table", "x\n1\n")?;
        let error = node.process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("extension \"table\""), "{error}");
        node.format = FileFormat::Csv;
        node.process(&Context::detached())?;
        assert_eq!(node.data.get()?.n_rows(), 1);
        node.file = "/no/a.csv".into();
        let error = node.process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("/no/a.csv") && node.data.get().is_err(), "{error}");
        Ok(())
    }
}
