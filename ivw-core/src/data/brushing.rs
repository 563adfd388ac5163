//! What a person picked out in one view, for others to show.

use crate::abi::{RVec, StableAbi};
use crate::data::Data;

/// Row numbers that a person filtered out, selected or has the mouse over.
#[repr(C)]
#[derive(StableAbi, Clone, Debug, Default, PartialEq, Eq)]
pub struct Brushing {
    /// Rows that are left out, in rising order.
    pub filtered: RVec<u32>,
    /// Rows that are selected, in rising order.
    pub selected: RVec<u32>,
    /// Rows that the mouse is over, in rising order.
    pub highlighted: RVec<u32>,
}

impl Data for Brushing {
    const TYPE_ID: &'static str = "ivw.Brushing/1";
    const PORT: &'static str = "BrushingAndLinking";
    const COLOR: [u8; 3] = [160, 182, 240];
    const NAME: &'static str = "a brushing";
}

impl Brushing {
    /// Whether a row is left out.
    pub fn is_filtered(&self, row: u32) -> bool {
        self.filtered.binary_search(&row).is_ok()
    }

    /// Whether a row is selected.
    pub fn is_selected(&self, row: u32) -> bool {
        self.selected.binary_search(&row).is_ok()
    }

    /// Whether the mouse is over a row.
    pub fn is_highlighted(&self, row: u32) -> bool {
        self.highlighted.binary_search(&row).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::Brushing;

    #[test]
    fn rows_are_found_in_their_list() {
        let brushing = Brushing { selected: [2, 5].as_slice().into(), ..Brushing::default() };
        assert!(brushing.is_selected(5) && !brushing.is_selected(3));
        assert!(!brushing.is_filtered(5) && !brushing.is_highlighted(5));
    }
}
