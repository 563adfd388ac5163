//! A column as colours.

use ivw_core::data::{DataFrame, Points4};
use ivw_core::prelude::*;
use ivw_render::properties::{ColumnChoice, Columns};

/// A colour for each row of a column, from its smallest to its largest number.
///
/// |           | shape         | value                           |
/// |-----------|---------------|---------------------------------|
/// | dataFrame | rows, columns | any                             |
/// | colors    | rows          | red, green, blue, alpha, `f32`  |
///
/// What is no number, and a column of one number only, has the colour at 0.
#[derive(Processor)]
#[processor(
    "org.inviwo.DataFrameColumnToColorVector",
    name = "DataFrame Column To Color Vector",
    category = "Plotting",
    tags = "CPU, Plotting, DataFrame"
)]
pub struct DataFrameColumnToColorVector {
    /// The numbers.
    #[inport("dataFrame")]
    frame: In<DataFrame>,

    /// The colours.
    #[outport("colors")]
    colors: Out<Points4>,

    /// Column whose numbers become colours.
    #[property(
        "selectedColorAxis",
        name = "Selected Color Axis",
        default = ColumnChoice::new(0),
        class(ColumnChoice::CLASS),
        saved(Saved::Always)
    )]
    column: ColumnChoice,

    /// Colours from the smallest to the largest number.
    #[property(
        "tf",
        name = "Color Mapping",
        default = TransferFunction::new(&[
            (0.0, [1.0, 0.0, 0.0, 1.0]),
            (0.5, [1.0, 1.0, 0.0, 1.0]),
            (1.0, [0.0, 1.0, 0.0, 1.0]),
        ])
    )]
    function: TransferFunction,

    columns: Columns,
}

impl Process for DataFrameColumnToColorVector {
    fn process(&mut self, context: &Context) -> Result<()> {
        let frame = self.frame.get()?;
        self.columns.offer(&frame, &[("selectedColorAxis", &self.column, false)], context);
        let column = self.column.column(&frame).unwrap_or(frame.index());
        let [low, high] = column.data_range();
        let color = self.function.sampler();
        let colors = (0..column.len()).map(|row| {
            let place = (column.at(row) - low) / (high - low);
            color(if place.is_nan() { 0.0 } else { place })
        });
        self.colors.set(Points4 { values: colors.collect() });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::data::Column;

    fn colors(numbers: &[f32]) -> Result<Vec<[f32; 4]>> {
        let mut frame = DataFrame::default();
        frame.push(Column::ordinal(Axis::new("x", ""), Array::copy_of(numbers))?)?;
        let mut node = DataFrameColumnToColorVector {
            frame: frame.into(),
            column: ColumnChoice::new(1),
            ..Default::default()
        };
        node.process(&Context::detached())?;
        Ok(node.colors.get()?.values.to_vec())
    }

    #[test]
    fn the_ends_of_the_function_are_the_smallest_and_largest_number() -> Result<()> {
        let (red, yellow, green) =
            ([1.0, 0.0, 0.0, 1.0], [1.0, 1.0, 0.0, 1.0], [0.0, 1.0, 0.0, 1.0]);
        assert_eq!(colors(&[3.0, -1.0, 1.0, f32::NAN])?, [green, red, yellow, red]);
        assert_eq!(colors(&[2.0, 2.0])?, [red, red]);
        assert!(colors(&[])?.is_empty());
        Ok(())
    }
}
