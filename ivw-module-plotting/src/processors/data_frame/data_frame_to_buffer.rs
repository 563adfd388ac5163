//! A column as a buffer.

use ivw_core::data::DataFrame;
use ivw_core::prelude::*;
use ivw_render::properties::{ColumnChoice, Columns};

/// Hands on the numbers of a column, without a copy.
///
/// |           | shape         | value                                        |
/// |-----------|---------------|----------------------------------------------|
/// | dataFrame | rows, columns | any                                          |
/// | outport   | rows          | as in the column; numbers of its categories  |
#[derive(Processor)]
#[processor(
    "org.inviwo.DataFrameToBuffer",
    name = "DataFrame To Buffer",
    category = "DataFrame",
    tags = "CPU"
)]
pub struct DataFrameToBuffer {
    /// The data.
    #[inport("dataFrame")]
    frame: In<DataFrame>,

    /// The numbers of the column.
    #[outport("outport")]
    buffer: Out<Array>,

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

impl Process for DataFrameToBuffer {
    fn process(&mut self, context: &Context) -> Result<()> {
        let frame = self.frame.get()?;
        self.columns.offer(&frame, &[("selectedColumn", &self.column, false)], context);
        let column = self.column.column(&frame).unwrap_or(frame.index());
        self.buffer.set(column.values.clone());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::data::Column;

    #[test]
    fn numbers_are_shared_and_of_any_format() -> Result<()> {
        let numbers = Array::copy_of(&[1.5f64, -2.0]);
        let mut frame = DataFrame::default();
        frame.push(Column::ordinal(Axis::new("x", ""), numbers.clone())?)?;
        frame.push(Column::categorical(Axis::new("kind", ""), ["oak", "fir"]))?;
        let mut node = DataFrameToBuffer { frame: frame.into(), ..Default::default() };
        for (column, expected) in [(0, [0.0, 1.0]), (1, [1.5, -2.0]), (2, [0.0, 1.0])] {
            node.column = ColumnChoice::new(column);
            node.process(&Context::detached())?;
            let buffer = node.buffer.get()?;
            assert_eq!([buffer.at(0)[0], buffer.at(1)[0]], expected);
            assert_eq!(buffer.bytes.is_same(&numbers.bytes), column == 1);
        }
        Ok(())
    }
}
