//! Data frames from text files.

use crate::filter::{self, Filters};
use crate::metadata::{ColumnList, describe};
use crate::table::{EmptyCells, Reader};
use ivw_core::data::DataFrame;
use ivw_core::prelude::*;
use ivw_core::processor::Added;
use regex::Regex;
use std::path::PathBuf;

/// Reads a data frame from a file of text, such as CSV.
///
/// |      | shape         | value                                                |
/// |------|---------------|------------------------------------------------------|
/// | data | rows, columns | `i32`, `f32` or `f64`, categories for other cells    |
///
/// The first rows say what a column holds. Errors name line and column.
#[derive(Processor)]
#[processor(
    "org.inviwo.CSVSource",
    name = "CSV Source",
    category = "Data Input",
    tags = "CPU, DataFrame, Source, CSV",
    takes_added,
    sink
)]
pub struct CsvSource {
    /// The data frame.
    #[outport("data")]
    data: Out<DataFrame>,

    /// File of text with one row a line.
    #[property(
        "inputFile_",
        name = "CSV File",
        content_type("dataframe"),
        filters(&[("csv", "Comma separated values"), ("*", "All files")])
    )]
    file: PathBuf,

    /// Take the first line as names of columns.
    #[property("firstRowIsHeaders", name = "First Row Contains Column Headers", default = true)]
    has_headers: bool,

    /// Take the first column as row numbers.
    #[property("firstColumnIsIndices", name = "First Column Contains Indices")]
    has_index: bool,

    /// Find units in names of columns.
    #[group("unitsInHeaders", name = "Look for units in headers")]
    units: Units,

    /// Letters that end a cell.
    #[property("delimiters", name = "Delimiters", default = ",".to_owned())]
    delimiters: String,

    /// Take quotes around cells away.
    #[property("stripQuotes", name = "Strip surrounding quotes", default = true)]
    strips_quotes: bool,

    /// Keep numbers in double precision.
    #[property("doublePrecision", name = "Double Precision")]
    is_double: bool,

    /// How many rows say what columns hold.
    #[property("exampleRows", name = "Example Rows", default = 50, range = 0..=10_000)]
    n_examples: usize,

    /// Lines that start with this are left out.
    #[property("rowComment", name = "Comment marker")]
    comment: String,

    /// Language whose spelling of numbers is used; only `C` is known.
    #[property("locale", name = "Locale", default = "C".to_owned())]
    locale: String,

    /// What cells without anything become.
    #[property("emptyField", name = "Missing Data Mode")]
    empty: EmptyCells,

    /// Read the file again.
    #[property("reloadData", name = "Reload Data")]
    reload: Button,

    /// Rows to keep; all of them if there is no filter.
    #[group(
        "includeFilters",
        name = "Include Rows",
        collapsed = true,
        list(filter::prefabs(&["rowBegin", "lineRange", "stringItem", "doubleItem", "doubleRangeItem"]))
    )]
    include: List,

    /// Rows to leave out.
    #[group(
        "excludeFilters",
        name = "Exclude Rows",
        collapsed = true,
        list(filter::prefabs(&filter::OF_TABLES))
    )]
    exclude: List,

    /// What is said about columns instead of what the file says.
    #[group("columns", name = "Column MetaData")]
    columns: ColumnList,

    added: Vec<Added>,
}

/// This says how units are found in names of columns.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct Units {
    /// Whether units are looked for.
    #[property("checked", default = true)]
    is_on: bool,
    /// Pattern with the name as its first group and the unit as its second.
    #[property("unitRegexp", name = "Unit Regexp", default = r"(.*)\[(.*)\]".to_owned())]
    pattern: String,
}

/// This is a list of filters.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.FilterListProperty")]
pub struct List {}

impl Process for CsvSource {
    fn set_added(&mut self, added: &[Added]) -> Result<()> {
        added.clone_into(&mut self.added);
        Ok(())
    }

    fn process(&mut self, _: &Context) -> Result<()> {
        let read = self.read();
        if read.is_err() {
            self.data.clear();
        }
        self.data.set(read?);
        Ok(())
    }
}

impl CsvSource {
    fn read(&self) -> Result<DataFrame> {
        if self.file.as_os_str().is_empty() {
            return Err(Error::new("no file is set").hint("choose one in \"CSV File\""));
        }
        let name = self.file.display().to_string();
        let bytes = std::fs::read(&self.file).map_err(|error| {
            Error::new(format!("the file \"{name}\" can't be read: {error}"))
                .hint("choose another one in \"CSV File\"")
        })?;
        let text = String::from_utf8_lossy(&bytes);
        let include = Filters::below("includeFilters", &self.added)?;
        let mut exclude = Filters::below("excludeFilters", &self.added)?;
        if !self.comment.is_empty() {
            exclude.add_comments(&self.comment);
        }
        let unit = match self.units.is_on {
            true => Some(Regex::new(&self.units.pattern).map_err(|error| {
                Error::new(format!("\"{}\" is no pattern: {error}", self.units.pattern))
                    .hint("mend \"Unit Regexp\"")
            })?),
            false => None,
        };
        let reader = Reader {
            delimiters: &self.delimiters,
            strips_quotes: self.strips_quotes,
            has_headers: self.has_headers,
            has_index: self.has_index,
            is_double: self.is_double,
            unit,
            n_examples: self.n_examples,
            empty: self.empty,
            include: &include,
            exclude: &exclude,
        };
        Ok(describe(reader.read(&text, &name)?, "columns", &self.added))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::tests::added;

    fn source(text: &str) -> Result<(CsvSource, tempfile::TempDir)> {
        let folder = tempfile::tempdir().map_err(Error::other)?;
        let file = folder.path().join("a.csv");
        std::fs::write(&file, text).map_err(Error::other)?;
        Ok((CsvSource { file, ..CsvSource::default() }, folder))
    }

    #[test]
    fn a_file_becomes_a_data_frame() -> Result<()> {
        let (mut node, _folder) = source("# made by hand\nlength [m],kind\n1.5,oak\n2.5,fir\n")?;
        node.comment = "#".to_owned();
        node.set_added(&[
            added("includeFilters.doubleItem", Value::None),
            added("includeFilters.doubleItem.column", 0_i64),
            added("includeFilters.doubleItem.comp", Value::choice("greater")),
            added("includeFilters.doubleItem.value", 2.0),
        ])?;
        node.process(&Context::detached())?;
        let frame = node.data.get()?;
        assert_eq!((frame.n_rows(), frame.columns()[2].text(0)), (1, "fir".to_owned()));
        assert_eq!(frame.columns()[1].header, Axis::new("length", "m"));
        Ok(())
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let mut node = CsvSource::default();
        let error = node.process(&Context::detached()).expect_err("none is set").to_string();
        assert!(error.contains("no file is set"), "{error}");
        node.file = "nowhere/a.csv".into();
        let error = node.process(&Context::detached()).expect_err("it is missing").to_string();
        assert!(error.contains("nowhere/a.csv"), "{error}");
        assert!(node.data.get().is_err());
    }
}
