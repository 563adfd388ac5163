//! Tables of text, such as CSV files, and the data frames they become.

use crate::filter::{Filters, Row};
use ivw_core::data::{Column, DataFrame};
use ivw_core::prelude::*;
use regex::Regex;
use std::borrow::Cow;

/// How a table of text is read.
pub(crate) struct Reader<'a> {
    /// Any of these letters ends a cell.
    pub(crate) delimiters: &'a str,
    pub(crate) strips_quotes: bool,
    pub(crate) has_headers: bool,
    pub(crate) has_index: bool,
    pub(crate) is_double: bool,
    /// Name and unit of a header, if units are looked for.
    pub(crate) unit: Option<Regex>,
    /// How many rows say what a column holds.
    pub(crate) n_examples: usize,
    pub(crate) empty: EmptyCells,
    pub(crate) include: &'a Filters,
    pub(crate) exclude: &'a Filters,
}

/// What cells without a number become.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum EmptyCells {
    /// An error.
    #[choice("throw", "Throw Exception")]
    Throw,
    /// Zero, or nothing in columns of text.
    #[choice("emptyOrZero", "Empty Or Zero")]
    Zero,
    /// No number, or zero in columns of whole numbers.
    #[default]
    #[choice("nanOrZero", "Nan Or Zero")]
    Nan,
}

/// A row with the number of its line, from 1.
struct Line<'a> {
    number: usize,
    text: &'a str,
    cells: Vec<Cow<'a, str>>,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Content {
    #[default]
    Nothing,
    Integers,
    Reals,
    Text,
}

impl Reader<'_> {
    /// The data frame of a text.
    pub(crate) fn read(&self, text: &str, name: &str) -> Result<DataFrame> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim_end();
        if text.is_empty() {
            return Err(Error::new(format!("Emtpy file: {name}")));
        }
        let mut lines = self.lines(text)?;
        lines.retain(|line| keeps(self.include, self.exclude, line, true));
        let mut headers = None;
        if self.has_headers && !lines.is_empty() {
            headers = Some(lines.remove(0));
        }
        lines.retain(|line| keeps(self.include, self.exclude, line, false));
        let Some(first) = headers.as_ref().or(lines.first()) else {
            return Err(Error::new("No data").hint("let filters keep more lines"));
        };
        let n_columns = first.cells.len();
        if lines.is_empty() {
            return Err(Error::new("No data").hint("add lines below the header"));
        }
        for line in &mut lines {
            // What stands behind a last delimiter is no cell.
            if line.cells.len() == n_columns + 1 && line.cells[n_columns].is_empty() {
                line.cells.pop();
            }
            let found = line.cells.len();
            if found != n_columns {
                let what = if found > n_columns { "Extra" } else { "Missing" };
                return Err(Error::new(format!(
                    "{what} columns on line {}, expected {n_columns} found {found}",
                    line.number
                )));
            }
        }
        let names: Vec<String> = match &headers {
            Some(line) => line.cells.iter().map(|cell| cell.to_string()).collect(),
            None => (1..=n_columns).map(|n| format!("Column {n}")).collect(),
        };
        self.frame(&names, &lines)
    }

    /// The rows of a text; quotes keep delimiters and ends of lines together.
    fn lines<'a>(&self, text: &'a str) -> Result<Vec<Line<'a>>> {
        let mut lines = Vec::new();
        let (mut number, mut first, mut quote) = (1, 1, None);
        let (mut start, mut cell_start) = (0, 0);
        let mut cells = Vec::new();
        for (place, letter) in text.char_indices().chain([(text.len(), '\n')]) {
            let is_end = place == text.len();
            match letter {
                '"' => quote = if quote.is_none() { Some(number) } else { None },
                '\n' if quote.is_none() || is_end => {
                    if let Some(line) = quote {
                        return Err(Error::new(format!(
                            "Detected unmatched quote starting on line: {line}"
                        )));
                    }
                    cells.push(self.cell(&text[cell_start..place]));
                    lines.push(Line {
                        number: first,
                        text: text[start..place].trim_end_matches('\r'),
                        cells: std::mem::take(&mut cells),
                    });
                    (start, cell_start) = (place + 1, place + 1);
                    first = number + 1;
                }
                _ if quote.is_none() && self.delimiters.contains(letter) => {
                    cells.push(self.cell(&text[cell_start..place]));
                    cell_start = place + letter.len_utf8();
                }
                _ => {}
            }
            number += usize::from(letter == '\n');
        }
        Ok(lines)
    }

    fn cell<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let text = text.trim();
        let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        match inner {
            Some(inner) if self.strips_quotes => match inner.contains("\"\"") {
                true => Cow::Owned(inner.replace("\"\"", "\"")),
                false => Cow::Borrowed(inner),
            },
            _ => Cow::Borrowed(text),
        }
    }

    fn frame(&self, names: &[String], lines: &[Line<'_>]) -> Result<DataFrame> {
        let mut frame = DataFrame::new(lines.len() as u32);
        let mut index = None;
        for (n, name) in names.iter().enumerate() {
            let content = self.content(lines, n);
            if self.has_index && n == 0 {
                if content != Content::Integers {
                    return Err(Error::new(format!(
                        "column \"{name}\" should be row numbers, but has other cells"
                    ))
                    .hint("turn off \"First Column Contains Indices\""));
                }
                let numbers = self.numbers::<i32>(lines, n, 0)?;
                let numbers: Vec<u32> = numbers.into_iter().map(|number| number as u32).collect();
                index = Some((Axis::new(name, ""), Array::copy_of(&numbers)));
                continue;
            }
            frame.push(self.column(name, content, lines, n)?)?;
        }
        if let Some((header, numbers)) = index {
            frame.set_index(header, numbers)?;
        }
        Ok(frame)
    }

    fn column(&self, name: &str, content: Content, lines: &[Line<'_>], n: usize) -> Result<Column> {
        let header = self.header(name);
        match content {
            Content::Nothing | Content::Text => {
                let cells = lines.iter().map(|line| self.text(line, n));
                let cells = cells.collect::<Result<Vec<_>>>()?;
                Ok(Column::categorical(Axis::new(name, ""), cells))
            }
            Content::Integers => {
                Column::ordinal(header, Array::copy_of(&self.numbers::<i32>(lines, n, 0)?))
            }
            Content::Reals if self.is_double => {
                let empty = if self.empty == EmptyCells::Zero { 0.0 } else { f64::NAN };
                Column::ordinal(header, Array::copy_of(&self.numbers(lines, n, empty)?))
            }
            Content::Reals => {
                let empty = if self.empty == EmptyCells::Zero { 0.0 } else { f32::NAN };
                Column::ordinal(header, Array::copy_of(&self.numbers(lines, n, empty)?))
            }
        }
    }

    /// What a column holds, by as many rows as say anything.
    fn content(&self, lines: &[Line<'_>], n: usize) -> Content {
        let mut examples = self.n_examples.saturating_add(1);
        loop {
            let of = |line: &Line<'_>| content_of(&line.cells[n]);
            let content = lines.iter().take(examples).map(of).max().unwrap_or_default();
            if content != Content::Nothing || examples >= lines.len() {
                return content;
            }
            examples = examples.saturating_mul(2);
        }
    }

    fn numbers<T: std::str::FromStr + Copy>(
        &self,
        lines: &[Line<'_>],
        n: usize,
        empty: T,
    ) -> Result<Vec<T>> {
        let number = |line: &Line<'_>| {
            let cell = &line.cells[n];
            let place = format!("on line {}, column {}", line.number, n + 1);
            match (cell.is_empty(), self.empty) {
                (true, EmptyCells::Throw) => Err(Error::new(format!("Empty field {place}"))),
                (true, _) => Ok(empty),
                (false, _) => cell
                    .trim_start_matches('+')
                    .parse()
                    .map_err(|_| Error::new(format!("Invalid format {place}"))),
            }
        };
        lines.iter().map(number).collect()
    }

    fn text<'a>(&self, line: &'a Line<'_>, n: usize) -> Result<&'a str> {
        let cell = &*line.cells[n];
        match cell.is_empty() && self.empty == EmptyCells::Throw {
            true => {
                Err(Error::new(format!("Empty field on line {}, column {}", line.number, n + 1)))
            }
            false => Ok(cell),
        }
    }

    /// Name and unit of a header.
    fn header(&self, name: &str) -> Axis {
        let found = self.unit.as_ref().and_then(|unit| unit.captures(name));
        match found.as_ref().and_then(|found| Some((found.get(1)?, found.get(2)?))) {
            Some((name, unit)) => Axis::new(name.as_str().trim(), unit.as_str().trim()),
            None => Axis::new(name, ""),
        }
    }
}

fn keeps(include: &Filters, exclude: &Filters, line: &Line<'_>, is_header: bool) -> bool {
    let row = Row { number: line.number, text: line.text, cells: &line.cells };
    let is_wanted = include.matches(&row, is_header).unwrap_or(true);
    is_wanted && !exclude.matches(&row, is_header).unwrap_or(false)
}

fn content_of(cell: &str) -> Content {
    let number = cell.trim_start_matches('+');
    if cell.is_empty() {
        Content::Nothing
    } else if number.parse::<i32>().is_ok() {
        Content::Integers
    } else if number.parse::<f64>().is_ok() {
        Content::Reals
    } else {
        Content::Text
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    fn read(text: &str, change: impl FnOnce(&mut Reader<'_>)) -> Result<DataFrame> {
        read_filtered(text, &Filters::default(), &Filters::default(), change)
    }

    pub(crate) fn read_filtered(
        text: &str,
        include: &Filters,
        exclude: &Filters,
        change: impl FnOnce(&mut Reader<'_>),
    ) -> Result<DataFrame> {
        let mut reader = Reader {
            delimiters: ",",
            strips_quotes: true,
            has_headers: true,
            has_index: false,
            is_double: false,
            unit: Some(Regex::new(r"(.*)\[(.*)\]").unwrap()),
            n_examples: 50,
            empty: EmptyCells::Nan,
            include,
            exclude,
        };
        change(&mut reader);
        reader.read(text, "test.csv")
    }

    fn message(text: &str, change: impl FnOnce(&mut Reader<'_>)) -> String {
        read(text, change).expect_err("it is malformed").to_string()
    }

    #[test]
    fn columns_are_what_their_cells_are() -> Result<()> {
        let text = "\u{feff}n, length [mm] ,kind\r\n1,2.5,oak\n2,,\"fir, old\"\n3,1e2,oak\n";
        let frame = read(text, |_| {})?;
        assert_eq!(frame.columns().len(), 4);
        let [_, n, length, kind] = frame.columns() else { panic!("there are four") };
        assert_eq!((n.values.format.number, n.at(2)), (Number::I32, 3.0));
        assert_eq!(length.header, Axis::new("length", "mm"));
        assert_eq!((length.values.format.number, length.at(2)), (Number::F32, 100.0));
        assert!(length.at(1).is_nan());
        assert_eq!((kind.categories.len(), kind.text(1)), (2, "fir, old".to_owned()));
        Ok(())
    }

    #[test]
    fn headers_and_row_numbers_may_be_missing_or_there() -> Result<()> {
        let frame = read("7;1\n9;2\n", |reader| {
            (reader.has_headers, reader.has_index, reader.delimiters) = (false, true, ";,");
        })?;
        assert_eq!(frame.index().header.name, "Column 1");
        assert_eq!([frame.index().at(0), frame.index().at(1)], [7.0, 9.0]);
        assert_eq!(frame.columns()[1].header.name, "Column 2");
        Ok(())
    }

    #[test]
    fn quotes_keep_lines_together() -> Result<()> {
        let frame = read("a,b\n\"one\ntwo\",\"say \"\"x\"\"\"\n", |_| {})?;
        assert_eq!(frame.columns()[1].text(0), "one\ntwo");
        assert_eq!(frame.columns()[2].text(0), "say \"x\"");
        Ok(())
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        assert!(message("  \n", |_| {}).contains("Emtpy file: test.csv"));
        assert!(message("a,b\n", |_| {}).contains("No data"));
        let extra = "Extra columns on line 3, expected 2 found 3";
        assert!(message("a,b\n1,2\n1,2,3\n", |_| {}).contains(extra));
        assert!(read("a,b\n1,2,\n", |_| {}).is_ok(), "a last delimiter does no harm");
        let missing = "Missing columns on line 2, expected 2 found 1";
        assert!(message("a,b\n1\n", |_| {}).contains(missing));
        let quote = "Detected unmatched quote starting on line: 2";
        assert!(message("a,b\n\"1,2\n", |_| {}).contains(quote));
        let invalid = "Invalid format on line 4, column 1";
        assert!(message("a\n1\n2\nx\n", |reader| reader.n_examples = 1).contains(invalid));
        let empty = "Empty field on line 3, column 2";
        let throw = |reader: &mut Reader<'_>| reader.empty = EmptyCells::Throw;
        assert!(message("a,b\n1,2\n3,\n", throw).contains(empty));
        assert!(message("a\n1.5\n", |reader| reader.has_index = true).contains("row numbers"));
    }

    #[test]
    fn doubles_and_zeros_where_wanted() -> Result<()> {
        let frame = read("a,b\n1.5,\n,\n", |reader| {
            (reader.is_double, reader.empty) = (true, EmptyCells::Zero);
        })?;
        assert_eq!(frame.columns()[1].values.format.number, Number::F64);
        assert_eq!(frame.columns()[1].at(1), 0.0);
        assert_eq!(frame.columns()[2].categories.as_slice(), [""]);
        Ok(())
    }
}
