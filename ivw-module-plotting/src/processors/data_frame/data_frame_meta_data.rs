//! Other names, ranges and units for columns.

use crate::metadata::{ColumnList, describe};
use ivw_core::data::DataFrame;
use ivw_core::prelude::*;
use ivw_core::processor::Added;

/// Gives columns of a data frame other names, ranges and units, or leaves them out.
///
/// |         | shape         | value    |
/// |---------|---------------|----------|
/// | inport  | rows, columns | any      |
/// | outport | rows, columns | the same |
#[derive(Processor)]
#[processor(
    "org.inviwo.DataFrameMetaData",
    name = "DataFrame Meta Data",
    category = "DataFrame",
    tags = "CPU, DataFrame",
    takes_added
)]
pub struct DataFrameMetaData {
    /// The data frame.
    #[inport("inport")]
    frame: In<DataFrame>,

    /// The same with what a person says.
    #[outport("outport")]
    described: Out<DataFrame>,

    /// What is said about columns.
    #[group("columns", name = "Column MetaData")]
    columns: ColumnList,

    added: Vec<Added>,
}

impl Process for DataFrameMetaData {
    fn set_added(&mut self, added: &[Added]) -> Result<()> {
        added.clone_into(&mut self.added);
        Ok(())
    }

    fn process(&mut self, _: &Context) -> Result<()> {
        let frame = self.frame.get()?;
        self.described.set(describe((*frame).clone(), "columns", &self.added));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::tests::added;
    use ivw_core::data::Column;

    #[test]
    fn a_column_gets_its_unit() -> Result<()> {
        let mut frame = DataFrame::default();
        frame.push(Column::ordinal(Axis::new("n", ""), Array::copy_of(&[5_i32]))?)?;
        let mut node = DataFrameMetaData { frame: frame.into(), ..DataFrameMetaData::default() };
        node.set_added(&[
            added("columns.column2.checked", true),
            added("columns.column2.unit", "s"),
        ])?;
        node.process(&Context::detached())?;
        assert_eq!(node.described.get()?.columns()[1].header, Axis::new("n", "s"));
        Ok(())
    }
}
