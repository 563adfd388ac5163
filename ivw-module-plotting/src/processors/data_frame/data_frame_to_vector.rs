//! A column as a list.

use crate::vectors::{Numbers, Texts, WholeNumbers};
use ivw_core::data::{ColumnKind, DataFrame};
use ivw_core::prelude::*;
use ivw_render::properties::{ColumnChoice, Columns};

/// Hands on a column of a data frame as a list.
///
/// |               | shape         | value                               |
/// |---------------|---------------|-------------------------------------|
/// | dataFrame     | rows, columns | any                                 |
/// | uintOutport   | rows          | `u32`, of a column of such numbers  |
/// | floatOutport  | rows          | `f32`, of a column of such numbers  |
/// | stringOutport | rows          | names, of a column of categories    |
///
/// Only the outport that fits the column has data.
#[derive(Processor)]
#[processor(
    "org.inviwo.DataFrameToVector",
    name = "Data Frame To Vector",
    category = "DataFrame",
    tags = "CPU, DataFrame"
)]
pub struct DataFrameToVector {
    /// The data.
    #[inport("dataFrame")]
    frame: In<DataFrame>,

    /// The column, if it has whole numbers of 32 bits without sign.
    #[outport("uintOutport")]
    whole: Out<WholeNumbers>,

    /// The column, if it has floating point numbers of 32 bits.
    #[outport("floatOutport")]
    numbers: Out<Numbers>,

    /// The column, if it has categories.
    #[outport("stringOutport")]
    texts: Out<Texts>,

    /// Which column is handed on.
    #[property(
        "selectedColumn",
        name = "Selected Column",
        default = ColumnChoice::new(0),
        class(ColumnChoice::CLASS),
        saved(Saved::Always)
    )]
    column: ColumnChoice,

    columns: Columns,
}

impl Process for DataFrameToVector {
    fn process(&mut self, context: &Context) -> Result<()> {
        let frame = self.frame.get()?;
        self.columns.offer(&frame, &[("selectedColumn", &self.column, false)], context);
        let column = self.column.column(&frame).unwrap_or(frame.index());
        self.whole.clear();
        self.numbers.clear();
        self.texts.clear();
        match (column.kind, column.values.format.number) {
            (ColumnKind::Categorical, _) => {
                let values = (0..column.len()).map(|row| column.text(row).into()).collect();
                self.texts.set(Texts { values });
            }
            (_, Number::U32) => {
                let values = column.values.bytes.elements::<u32>().to_vec().into();
                self.whole.set(WholeNumbers { values });
            }
            (_, Number::F32) => {
                let values = column.values.bytes.elements::<f32>().to_vec().into();
                self.numbers.set(Numbers { values });
            }
            (_, other) => {
                return Err(Error::new(format!(
                    "column \"{}\" has numbers of the format {}, which is none of the lists",
                    column.header.name,
                    Format::new(other, 1)
                ))
                .hint("choose a column of UINT32, FLOAT32 or categories"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::data::Column;

    fn node(column: i64) -> Result<DataFrameToVector> {
        let mut frame = DataFrame::default();
        frame.push(Column::ordinal(Axis::new("x", ""), Array::copy_of(&[1.5f32, -2.0]))?)?;
        frame.push(Column::categorical(Axis::new("kind", ""), ["oak", "fir"]))?;
        frame.push(Column::ordinal(Axis::new("n", ""), Array::copy_of(&[1i64, 2]))?)?;
        Ok(DataFrameToVector {
            frame: frame.into(),
            column: ColumnChoice::new(column),
            ..Default::default()
        })
    }

    #[test]
    fn a_column_leaves_through_the_outport_that_fits_it() -> Result<()> {
        let run = |column| -> Result<_> {
            let mut node = node(column)?;
            node.process(&Context::detached())?;
            let (whole, numbers) = (node.whole.get().ok(), node.numbers.get().ok());
            Ok((whole, numbers, node.texts.get().ok()))
        };
        let (whole, numbers, texts) = run(0)?;
        assert_eq!(whole.expect("rows have numbers").values.as_slice(), [0, 1]);
        assert!(numbers.is_none() && texts.is_none());
        let (whole, numbers, _) = run(1)?;
        assert_eq!(numbers.expect("a number each").values.as_slice(), [1.5, -2.0]);
        assert!(whole.is_none());
        assert_eq!(run(2)?.2.expect("names").values.as_slice(), ["oak", "fir"]);
        Ok(())
    }

    #[test]
    fn other_columns_are_named() -> Result<()> {
        let error = node(3)?.process(&Context::detached()).expect_err("too wide").to_string();
        assert!(error.contains("\"n\"") && error.contains("INT64"), "{error}");
        Ok(())
    }
}
