//! Some rows of a data frame.

use crate::filter::{self, Filters};
use crate::processors::data_input::csv_source::List;
use ivw_core::data::{Brushing, DataFrame};
use ivw_core::prelude::*;
use ivw_core::processor::Added;

/// Keeps the rows of a data frame that filters fit.
///
/// |         | shape         | value       |
/// |---------|---------------|-------------|
/// | inport  | rows, columns | any         |
/// | brushing| rows          | row numbers |
/// | outport | fewer rows    | the same    |
///
/// A row is kept if any filter to include fits and no filter to exclude does. Without filters to
/// include nothing is kept, except if there are no filters at all. Filters look at columns of their
/// kind only.
#[derive(Processor)]
#[processor(
    "org.inviwo.DataFrameFilter",
    name = "DataFrame Filter",
    category = "DataFrame",
    tags = "CPU, DataFrame, Filter",
    takes_added
)]
pub struct DataFrameFilter {
    /// The rows.
    #[inport("inport")]
    frame: In<DataFrame>,

    /// Rows that were filtered out elsewhere.
    #[inport("brushing", optional)]
    brushing: In<Brushing>,

    /// The rows that are kept.
    #[outport("outport")]
    kept: Out<DataFrame>,

    /// Whether filters are used.
    #[property("enabled", default = true)]
    is_on: bool,

    /// What the filters do with rows, and what is done with those filtered out elsewhere.
    #[property("brushingMode", name = "Brushing Mode", default = BrushingMode::FilterOnly)]
    mode: BrushingMode,

    /// Rows to keep.
    #[group("includeFilters", name = "Include Rows", list(filter::prefabs(&filter::OF_FRAMES)))]
    include: List,

    /// Rows to leave out.
    #[group("excludeFilters", name = "Exclude Rows", list(filter::prefabs(&filter::OF_FRAMES)))]
    exclude: List,

    added: Vec<Added>,
}

/// This is what is done with rows that are filtered out elsewhere.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BrushingMode {
    /// They stay.
    #[choice("none", "None")]
    None,
    /// They are left out as well.
    #[default]
    #[choice("filterOnly", "Filter Only")]
    FilterOnly,
    /// They stay; the filters' rows are for others to leave out.
    #[choice("applyOnly", "Apply Only")]
    ApplyOnly,
    /// They are left out as well; the filters' rows are for others to leave out.
    #[choice("filterApply", "Filter And Apply")]
    FilterApply,
}

impl Process for DataFrameFilter {
    fn set_added(&mut self, added: &[Added]) -> Result<()> {
        added.clone_into(&mut self.added);
        Ok(())
    }

    fn process(&mut self, _: &Context) -> Result<()> {
        let frame = self.frame.get()?;
        if !self.is_on {
            self.kept.set(frame);
            return Ok(());
        }
        let include = Filters::below("includeFilters", &self.added)?;
        let exclude = Filters::below("excludeFilters", &self.added)?;
        let has_filters = !include.is_empty() || !exclude.is_empty();
        let leaves_out = matches!(self.mode, BrushingMode::FilterOnly | BrushingMode::FilterApply);
        let brushing = self.brushing.data().filter(|_| leaves_out);
        let is_kept = |row: &usize| {
            let fits = !has_filters
                || include.matches_row(&frame, *row) && !exclude.matches_row(&frame, *row);
            let id = frame.index().at(*row) as u32;
            fits && !brushing.is_some_and(|brushing| brushing.is_filtered(id))
        };
        let rows: Vec<usize> = (0..frame.n_rows()).filter(is_kept).collect();
        self.kept.set(frame.rows(&rows));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::tests::added;
    use ivw_core::data::Column;

    fn kept(items: &[Added], change: impl FnOnce(&mut DataFrameFilter)) -> Result<Vec<f64>> {
        let mut frame = DataFrame::default();
        frame.push(Column::ordinal(Axis::new("n", ""), Array::copy_of(&[5_i32, 6, 7, 8]))?)?;
        let mut node = DataFrameFilter { frame: frame.into(), ..DataFrameFilter::default() };
        node.set_added(items)?;
        change(&mut node);
        node.process(&Context::detached())?;
        let kept = node.kept.get()?;
        Ok((0..kept.n_rows()).map(|row| kept.columns()[1].at(row)).collect())
    }

    fn greater(list: &str, than: i64) -> Vec<Added> {
        vec![
            added(&format!("{list}.intItem"), Value::None),
            added(&format!("{list}.intItem.column"), 1_i64),
            added(&format!("{list}.intItem.comp"), Value::choice("greater")),
            added(&format!("{list}.intItem.value"), than),
        ]
    }

    #[test]
    fn rows_are_kept_if_they_are_included_and_not_excluded() -> Result<()> {
        assert_eq!(kept(&[], |_| {})?, [5.0, 6.0, 7.0, 8.0]);
        let mut both = greater("includeFilters", 5);
        both.extend(greater("excludeFilters", 7));
        assert_eq!(kept(&both, |_| {})?, [6.0, 7.0]);
        assert!(kept(&greater("excludeFilters", 7), |_| {})?.is_empty());
        assert_eq!(kept(&both, |node| node.is_on = false)?.len(), 4);
        Ok(())
    }

    #[test]
    fn rows_filtered_out_elsewhere_are_left_out_if_wanted() -> Result<()> {
        let brush = |node: &mut DataFrameFilter| {
            let filtered = [0, 3].as_slice().into();
            node.brushing = Brushing { filtered, ..Brushing::default() }.into();
        };
        assert_eq!(kept(&[], brush)?, [6.0, 7.0]);
        let none = |node: &mut DataFrameFilter| {
            brush(node);
            node.mode = BrushingMode::None;
        };
        assert_eq!(kept(&[], none)?.len(), 4);
        Ok(())
    }
}
