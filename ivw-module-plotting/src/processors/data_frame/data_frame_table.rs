//! A data frame as a table.

use glam::{IVec2, UVec2};
use ivw_core::data::{Brushing, DataFrame};
use ivw_core::prelude::*;

/// Shows a data frame as a table in a window.
///
/// |                   | shape         | value       |
/// |-------------------|---------------|-------------|
/// | inport            | rows, columns | any         |
/// | brushingAndLinking| rows          | row numbers |
///
/// The window is the desktop's; without one there is nothing to do.
#[derive(Processor)]
#[processor(
    "org.inviwo.DataFrameTable",
    name = "DataFrame Table",
    category = "Data Output",
    tags = "UI, DataFrame",
    sink
)]
pub struct DataFrameTable {
    /// What is shown.
    #[inport("inport")]
    frame: In<DataFrame>,

    /// Rows that a person picked out elsewhere.
    #[inport("brushingAndLinking", optional)]
    brushing: In<Brushing>,

    /// Size of the window.
    #[property(
        "dimensions",
        default = UVec2::new(512, 300),
        from = 1..=10_000,
        saved(Saved::Never),
        invalidates = InvalidationLevel::Valid
    )]
    size: UVec2,

    /// Place of the window.
    #[property(
        "position",
        default = IVec2::splat(128),
        soft = 0..=10_000,
        invalidates = InvalidationLevel::Valid
    )]
    position: IVec2,

    /// Whether the window is to be seen.
    #[property("visible", default = true, invalidates = InvalidationLevel::Valid)]
    is_visible: bool,

    /// Show row numbers.
    #[property("showIndexColumn", name = "Show Index Column", invalidates = InvalidationLevel::Valid)]
    has_index: bool,

    /// Show numbers of categories instead of their names.
    #[property("showCategoryIndices", name = "Show Category Indices")]
    has_numbers: bool,

    /// Show rows that are filtered out.
    #[property("showFilteredItems", name = "Show Filtered Rows", default = true)]
    has_filtered: bool,
}

impl Process for DataFrameTable {
    fn process(&mut self, _: &Context) -> Result<()> {
        self.frame.get().map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_needs_a_data_frame() {
        let mut node = DataFrameTable::default();
        assert!(node.process(&Context::detached()).is_err());
        node.frame = DataFrame::new(3).into();
        assert!(node.process(&Context::detached()).is_ok());
    }
}
