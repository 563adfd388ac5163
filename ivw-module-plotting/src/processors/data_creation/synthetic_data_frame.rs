//! A data frame of random numbers.

use ivw_core::data::{Column, DataFrame};
use ivw_core::prelude::*;
use ivw_render::properties::Randomness;
use ivw_render::random::Engine as _;

/// Creates a data frame of random numbers.
///
/// |            | shape            | value                                     |
/// |------------|------------------|-------------------------------------------|
/// | dataFrame_ | rows, 12 columns | row numbers, then `f32` around zero       |
///
/// The columns reach as far as ±1, ±0.1, ±0.2 and so on to ±0.9, and ±1.
#[derive(Processor)]
#[processor(
    "org.inviwo.SyntheticDataFrame",
    name = "Synthetic DataFrame",
    category = "Data Creation",
    tags = "CPU, DataFrame"
)]
pub struct SyntheticDataFrame {
    /// The data frame.
    #[outport("dataFrame_")]
    frame: Out<DataFrame>,

    /// How many rows there are.
    #[property("numRow", name = "Number of Rows", default = 1000, range = 3..=100_000)]
    n_rows: usize,

    /// Add a column with the number 3.14 in all rows.
    #[property("includeSingleValueColumnsFloat", name = "Include Single Value Column (Float)")]
    has_constant_float: bool,

    /// Add a column with the number 3 in all rows.
    #[property("includeSingleValueColumnsInt", name = "Include Single Value Column (Int)")]
    has_constant_int: bool,

    /// Where random numbers start.
    #[group("randomParams", name = "Random Parameters")]
    randomness: Randomness,
}

/// How far the columns reach.
const REACHES: [f32; 11] = [1.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];

/// The number of the column that has only one.
#[expect(clippy::approx_constant, reason = "it is this number, not pi")]
const CONSTANT: f32 = 3.14;

impl Process for SyntheticDataFrame {
    fn process(&mut self, _: &Context) -> Result<()> {
        let mut engine = self.randomness.engine();
        let mut frame = DataFrame::new(self.n_rows as u32);
        for reach in REACHES {
            let name = format!("Column {}", frame.columns().len());
            let values: Vec<f32> =
                (0..self.n_rows).map(|_| engine.uniform_f32(-reach, reach)).collect();
            frame.push(Column::ordinal(Axis::new(&name, ""), Array::copy_of(&values))?)?;
        }
        if self.has_constant_float {
            let values = Array::copy_of(&vec![CONSTANT; self.n_rows]);
            frame.push(Column::ordinal(Axis::new("Single value float", ""), values)?)?;
        }
        if self.has_constant_int {
            let values = Array::copy_of(&vec![3_u8; self.n_rows]);
            frame.push(Column::ordinal(Axis::new("Single value int", ""), values)?)?;
        }
        self.frame.set(frame);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_inviwo() -> Result<()> {
        let mut node = SyntheticDataFrame { n_rows: 3, ..SyntheticDataFrame::default() };
        (node.has_constant_float, node.has_constant_int) = (true, true);
        node.process(&Context::detached())?;
        let frame = node.frame.get()?;
        assert_eq!(frame.columns().len(), 14);
        let first = &frame.columns()[1];
        assert_eq!(first.header.name, "Column 1");
        let numbers: Vec<f32> = (0..3).map(|row| first.at(row) as f32).collect();
        assert_eq!(numbers, [-0.165_956_02, 0.994_369_6, 0.440_649_03]);
        assert!(frame.columns()[2].range()[1] < 0.1);
        assert_eq!((frame.columns()[12].at(2) as f32, frame.columns()[13].at(0)), (CONSTANT, 3.0));
        Ok(())
    }
}
