//! Ranges of slices that follow the dimensions of a volume.

use ivw_core::prelude::*;
use std::ops::Range;

/// Gives a range property the number of slices of an axis; what was chosen keeps its share of them.
pub(crate) fn follow(path: &str, range: &mut Limited<i32>, dim: u32, context: &Context) {
    if let Some(fitted) = in_proportion(range, dim) {
        context.change(path, PropertyChange::Range(ints(&fitted.limits)));
        context.change(path, PropertyChange::Value(ints(&fitted.value)));
        *range = fitted;
    }
}

/// The range of an axis with so many slices, with the same share of it; `None` if it has them.
fn in_proportion(range: &Limited<i32>, dim: u32) -> Option<Limited<i32>> {
    let dim = i32::try_from(dim).unwrap_or(i32::MAX).max(1);
    let limits = &range.limits;
    if *limits == (0..dim) {
        return None;
    }
    let extent = (f64::from(limits.end) - f64::from(limits.start)).max(1.0);
    let share = |slice: i32| (f64::from(slice) - f64::from(limits.start)) / extent;
    let slice = |share: f64| (share * f64::from(dim)).round() as i32;
    let end = slice(share(range.value.end)).clamp(1, dim);
    let start = slice(share(range.value.start)).clamp(0, end - 1);
    Some(Limited { value: start..end, limits: 0..dim })
}

fn ints(range: &Range<i32>) -> Value {
    Value::Ints([range.start, range.end].into_iter().map(i64::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clip_range_keeps_its_share_of_another_volume() {
        let quarter = Limited { value: 16..64, limits: 0..256 };
        let fitted = in_proportion(&quarter, 64).expect("it has other dimensions");
        assert_eq!(fitted, Limited { value: 4..16, limits: 0..64 });
        assert_eq!(in_proportion(&fitted, 64), None);
        // Files of old versions count the last slice.
        let whole = in_proportion(&Limited::whole(0..127), 128);
        assert_eq!(whole, Some(Limited::whole(0..128)));
        assert_eq!(in_proportion(&quarter, 1), Some(Limited::whole(0..1)));
        assert!(in_proportion(&Limited { value: 5..5, limits: 9..9 }, 3).is_some());
    }
}
