//! Data frames to files.

use ivw_core::data::{Column, ColumnKind, DataFrame};
use ivw_core::prelude::*;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Writes a data frame to a file when a person asks for it: CSV, or XML for spreadsheets.
///
/// |           | shape         | value |
/// |-----------|---------------|-------|
/// | dataFrame | rows, columns | any   |
#[derive(Processor)]
#[processor(
    "org.inviwo.DataFrameExporter",
    name = "DataFrame Exporter",
    category = "Data Output",
    tags = "CPU, DataFrame, Export, CSV",
    sink
)]
pub struct DataFrameExporter {
    /// What is written.
    #[inport("dataFrame")]
    frame: In<DataFrame>,

    /// File to write; its extension says how.
    #[property(
        "exportFile",
        name = "DataFrame file name",
        content_type("dataframe"),
        filters(&[("csv", "CSV"), ("xml", "XML")]),
        invalidates = InvalidationLevel::Valid
    )]
    file: PathBuf,

    /// Write it now.
    #[property("snapshot", name = "Export DataFrame")]
    export: Button,

    /// Replace a file that is there.
    #[property("overwrite", invalidates = InvalidationLevel::Valid)]
    overwrites: bool,

    /// Write row numbers as well.
    #[property("exportIndexCol", name = "Export Index Column", invalidates = InvalidationLevel::Valid)]
    has_index: bool,

    /// Write a column for each component of vectors.
    #[property(
        "separateVectorTypesIntoColumns",
        name = "Separate Vector Types Into Columns",
        default = true,
        invalidates = InvalidationLevel::Valid
    )]
    separates: bool,

    /// Put quotes around text.
    #[property(
        "quoteStrings",
        name = "Quote Strings",
        default = true,
        invalidates = InvalidationLevel::Valid
    )]
    quotes: bool,

    /// What stands between cells.
    #[property(
        "delimiter",
        default = ",".to_owned(),
        invalidates = InvalidationLevel::Valid
    )]
    delimiter: String,
}

impl Process for DataFrameExporter {
    fn process(&mut self, _: &Context) -> Result<()> {
        if !std::mem::take(&mut self.export.pressed) {
            return Ok(());
        }
        let frame = self.frame.get()?;
        let name = self.file.display().to_string();
        if name.is_empty() {
            return Err(Error::new("no file is set").hint("choose one in \"DataFrame file name\""));
        }
        if self.file.exists() && !self.overwrites {
            return Err(Error::new(format!("the file \"{name}\" is there already"))
                .hint("turn on \"Overwrite\", or choose another one"));
        }
        let text = match self.file.extension().and_then(|extension| extension.to_str()) {
            Some("csv") => self.csv(&frame),
            Some("xml") => self.xml(&frame),
            _ => {
                return Err(Error::new(format!("\"{name}\" is neither CSV nor XML"))
                    .hint("end its name with .csv or .xml"));
            }
        };
        std::fs::write(&self.file, text)
            .map_err(|error| Error::new(format!("the file \"{name}\" can't be written: {error}")))
    }
}

impl DataFrameExporter {
    fn columns<'a>(&self, frame: &'a DataFrame) -> Vec<&'a Column> {
        let is_wanted = |column: &&Column| self.has_index || column.kind != ColumnKind::Index;
        frame.columns().iter().filter(is_wanted).collect()
    }

    fn csv(&self, frame: &DataFrame) -> String {
        let quoted = |text: &str| match self.quotes {
            true => format!("\"{}\"", text.replace('"', "\"\"")),
            false => text.to_owned(),
        };
        let columns = self.columns(frame);
        let headers: Vec<_> =
            columns.iter().map(|c| quoted(&crate::title::name_and_unit(&c.header))).collect();
        let mut text = headers.join(&self.delimiter);
        text.push('\n');
        for row in 0..frame.n_rows() {
            let cell = |column: &&Column| match column.kind {
                ColumnKind::Categorical => quoted(&column.text(row)),
                _ => column.text(row),
            };
            let cells: Vec<_> = columns.iter().map(cell).collect();
            text.push_str(&cells.join(&self.delimiter));
            text.push('\n');
        }
        text
    }

    fn xml(&self, frame: &DataFrame) -> String {
        let columns = self.columns(frame);
        let mut text = String::from(
            "<?xml version=\"1.0\"?>\n<Workbook \
             xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
             xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\n\
             <Worksheet ss:Name=\"Sheet1\">\n<Table>\n",
        );
        let mut row = |cells: &mut dyn Iterator<Item = (&'static str, String)>| {
            text.push_str("<Row>");
            for (kind, cell) in cells {
                // Writing to a text does not fail.
                let _ =
                    write!(text, "<Cell><Data ss:Type=\"{kind}\">{}</Data></Cell>", escaped(&cell));
            }
            text.push_str("</Row>\n");
        };
        row(&mut columns
            .iter()
            .map(|column| ("String", crate::title::name_and_unit(&column.header))));
        for n in 0..frame.n_rows() {
            row(&mut columns.iter().map(|column| match column.kind {
                ColumnKind::Categorical => ("String", column.text(n)),
                _ => ("Number", column.text(n)),
            }));
        }
        text.push_str("</Table>\n</Worksheet>\n</Workbook>\n");
        text
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exporter(file: &std::path::Path) -> Result<DataFrameExporter> {
        let mut frame = DataFrame::default();
        frame.push(Column::ordinal(Axis::new("a", "m"), Array::copy_of(&[1.5_f32, 2.0]))?)?;
        frame.push(Column::categorical(Axis::new("b", ""), ["x \"y\"", "<z>"]))?;
        Ok(DataFrameExporter {
            frame: frame.into(),
            file: file.to_owned(),
            export: Button { pressed: true },
            ..DataFrameExporter::default()
        })
    }

    #[test]
    fn a_file_is_written_when_it_is_asked_for() -> Result<()> {
        let folder = tempfile::tempdir().map_err(Error::other)?;
        let file = folder.path().join("a.csv");
        let mut node = exporter(&file)?;
        node.process(&Context::detached())?;
        let text = std::fs::read_to_string(&file).map_err(Error::other)?;
        assert_eq!(text, "\"a [m]\",\"b\"\n1.5,\"x \"\"y\"\"\"\n2,\"<z>\"\n");
        // Not again by itself, and not over what is there.
        node.process(&Context::detached())?;
        node.export.pressed = true;
        let error = node.process(&Context::detached()).expect_err("it is there").to_string();
        assert!(error.contains("is there already"), "{error}");
        Ok(())
    }

    #[test]
    fn spreadsheets_get_xml() -> Result<()> {
        let folder = tempfile::tempdir().map_err(Error::other)?;
        let file = folder.path().join("a.xml");
        let mut node = exporter(&file)?;
        node.has_index = true;
        node.process(&Context::detached())?;
        let text = std::fs::read_to_string(&file).map_err(Error::other)?;
        assert!(text.contains("<Data ss:Type=\"String\">&lt;z&gt;</Data>"), "{text}");
        assert_eq!(text.matches("<Row>").count(), 3);
        assert!(exporter(&folder.path().join("a.txt"))?.process(&Context::detached()).is_err());
        Ok(())
    }
}
