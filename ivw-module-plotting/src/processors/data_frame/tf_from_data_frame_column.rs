//! A transfer function with a peak at each chosen number.

use ivw_core::data::{Brushing, DataFrame, TransferFunctionPoint};
use ivw_core::prelude::*;
use ivw_core::property::PropertyChange;
use ivw_render::properties::{ColumnChoice, Columns};
use std::ops::Range;

/// Makes a transfer function that has a peak at each selected number of a column.
///
/// |                   | shape         | value       |
/// |-------------------|---------------|-------------|
/// | dataFrame         | rows, columns | any         |
/// | brushingAndLinking| rows          | row numbers |
///
/// The function goes from the smallest to the largest number of the column. It is a property: link it
/// to that of a renderer.
#[derive(Processor)]
#[processor(
    "org.inviwo.TFFromDataFrameColumn",
    name = "TF From DataFrame Column",
    category = "DataFrame",
    tags = "CPU, TF, DataFrame",
    sink
)]
pub struct TfFromDataFrameColumn {
    /// The numbers.
    #[inport("dataFrame")]
    frame: In<DataFrame>,

    /// Rows that are selected.
    #[inport("brushingAndLinking", optional)]
    brushing: In<Brushing>,

    /// Column whose numbers have peaks.
    #[property(
        "column",
        default = ColumnChoice::new(0),
        class(ColumnChoice::CLASS),
        saved(Saved::Always)
    )]
    column: ColumnChoice,

    /// Keep the numbers, whatever comes in.
    #[property("lock")]
    is_locked: bool,

    /// The transfer function.
    #[property("tf", name = "Transferfunction", read_only = true)]
    function: TransferFunction,

    /// Opacity of peaks.
    #[property("alpha", default = 1.0, from = 0.0..=1.0, step = 0.001)]
    alpha: f64,

    /// Half the width of peaks, as a part of the function.
    #[property("delta", default = 0.01, from = 1e-6..=1.0, step = 0.001)]
    delta: f64,

    /// What is added to numbers.
    #[property("shift", name = "Iso shift", soft = -1.0..=1.0, step = 0.001)]
    shift: f64,

    /// Smallest and largest number of the column.
    #[property(
        "range",
        default = 0.0..0.0,
        range = f64::MIN..=f64::MAX,
        semantics("Text"),
        invalidates = InvalidationLevel::Valid
    )]
    range: Range<f64>,

    columns: Columns,
    peaks: Vec<f64>,
}

impl Process for TfFromDataFrameColumn {
    fn process(&mut self, context: &Context) -> Result<()> {
        if !self.is_locked {
            let frame = self.frame.get()?;
            self.columns.offer(&frame, &[("column", &self.column, false)], context);
            let column = self.column.column(&frame).unwrap_or(frame.index());
            let [low, high] = column.range();
            self.range = low..high;
            context.change("range", PropertyChange::Value(Value::floats(&[low, high])?));
            let selected = self.brushing.data().map(|brushing| brushing.selected.as_slice());
            let rows = selected.unwrap_or_default().iter().map(|row| *row as usize);
            self.peaks = rows.filter(|row| *row < column.len()).map(|row| column.at(row)).collect();
        }
        let extent = self.range.end - self.range.start;
        let places = self.peaks.iter().map(|peak| (peak + self.shift - self.range.start) / extent);
        let places: Vec<f64> =
            places.filter(|place| place.is_finite()).map(|place| place.clamp(0.0, 1.0)).collect();
        self.function.points = peaks(places, self.delta, self.alpha as f32);
        context.set("tf", Value::TransferFunction(self.function.clone()));
        Ok(())
    }
}

/// White peaks at places, `delta` wide to each side; where two of them meet there is a valley.
fn peaks(mut places: Vec<f64>, delta: f64, alpha: f32) -> Vec<TransferFunctionPoint> {
    places.sort_by(f64::total_cmp);
    places.dedup();
    let (Some(first), Some(last)) = (places.first(), places.last()) else { return Vec::new() };
    let high = [1.0, 1.0, 1.0, alpha];
    // The slope beside a peak, `part` of the way up.
    let slope = |position: f64, part: f64| TransferFunctionPoint {
        position,
        color: high.map(|number| number * part as f32),
    };
    let mut points = Vec::new();
    if *first > 0.0 {
        let foot = first - delta;
        let seen = foot.max(0.0);
        points.push(slope(seen, (seen - foot) / delta));
    }
    for pair in places.windows(2) {
        let (left, right) = (pair[0], pair[1]);
        points.push(slope(left, 1.0));
        let gap = right - left;
        if gap > 2.0 * delta {
            points.extend([slope(left + delta, 0.0), slope(right - delta, 0.0)]);
        } else if gap > delta {
            points.push(slope((left + right) / 2.0, 1.0 - (gap - delta) / delta));
        }
    }
    points.push(slope(*last, 1.0));
    if *last < 1.0 {
        let foot = last + delta;
        let seen = foot.min(1.0);
        points.push(slope(seen, (foot - seen) / delta));
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::data::Column;

    fn node(selected: &[u32]) -> Result<TfFromDataFrameColumn> {
        let mut frame = DataFrame::default();
        let numbers = Array::copy_of(&[10.0f32, 14.0, 20.0, 14.5]);
        frame.push(Column::ordinal(Axis::new("x", ""), numbers)?)?;
        let brushing = Brushing { selected: selected.into(), ..Brushing::default() };
        Ok(TfFromDataFrameColumn {
            frame: frame.into(),
            brushing: brushing.into(),
            column: ColumnChoice::new(1),
            ..Default::default()
        })
    }

    fn alpha(node: &TfFromDataFrameColumn, position: f64) -> f32 {
        node.function.sample(position)[3]
    }

    #[test]
    fn selected_numbers_have_peaks() -> Result<()> {
        let mut node = node(&[0, 1])?;
        node.delta = 0.1;
        let context = Context::detached();
        node.process(&context)?;
        assert_eq!(node.range, 10.0..20.0);
        let heights = [0.0, 0.05, 0.1, 0.2, 0.35, 0.4, 0.5].map(|at| alpha(&node, at));
        for (height, expected) in heights.into_iter().zip([1.0, 0.5, 0.0, 0.0, 0.5, 1.0, 0.0]) {
            assert!((height - expected).abs() < 1e-5, "{heights:?}");
        }
        assert!(context.take_changes().iter().any(|change| change.property == "tf"));
        Ok(())
    }

    #[test]
    fn a_locked_function_keeps_its_peaks() -> Result<()> {
        let mut node = node(&[1])?;
        node.process(&Context::detached())?;
        node.is_locked = true;
        node.brushing = Brushing::default().into();
        (node.shift, node.alpha) = (1.0, 0.5);
        node.process(&Context::detached())?;
        assert_eq!((alpha(&node, 0.5), alpha(&node, 0.4)), (0.5, 0.0));
        Ok(())
    }

    #[test]
    fn peaks_that_meet_have_a_valley_and_none_is_an_empty_function() -> Result<()> {
        let points = peaks(vec![0.45, 0.4, 0.4], 0.04, 1.0);
        let valley = points.iter().find(|point| (point.position - 0.425).abs() < 1e-9);
        assert!((valley.expect("they are near").color[3] - 0.75).abs() < 1e-5);
        let mut none = node(&[])?;
        none.process(&Context::detached())?;
        assert!(none.function.points.is_empty());
        none.frame = DataFrame::default().into();
        none.process(&Context::detached())?;
        Ok(())
    }
}
