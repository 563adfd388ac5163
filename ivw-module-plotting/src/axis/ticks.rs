//! Where ticks are.

use super::settings::{MajorTicks, MinorTicks};

/// More ticks than this are too close to be read.
const MOST: f64 = 1000.0;

/// The values at which an axis has major ticks: both ends, if nothing is said about their distance.
pub(crate) fn major_ticks(range: [f64; 2], ticks: &MajorTicks) -> Vec<f64> {
    let [min, max] = range;
    if !min.is_finite() || !max.is_finite() || min > max {
        return Vec::new();
    }
    // Also what is no number.
    if ticks.delta.is_nan() || ticks.delta <= 0.0 {
        return vec![min, max];
    }
    let tolerance = (max - min) * 1e-9;
    let mut delta = ticks.delta;
    while (max - min) / delta > MOST {
        delta *= 2.0;
    }
    let start = match ticks.is_range_based {
        true => min,
        false => ((min - tolerance) / delta).ceil() * delta,
    };
    let n = ((max - start + tolerance) / delta).floor() + 1.0;
    (0..n.max(0.0) as usize).map(|n| start + n as f64 * delta).collect()
}

/// The values at which an axis has minor ticks, between major ones and, if wanted, beyond them.
pub(crate) fn minor_ticks(
    range: [f64; 2],
    majors: &[f64],
    major: &MajorTicks,
    minor: &MinorTicks,
) -> Vec<f64> {
    let (Some(&first), Some(&last)) = (majors.first(), majors.last()) else { return Vec::new() };
    let distance = match majors {
        [a, b, ..] => b - a,
        _ => major.delta,
    };
    let frequency = i64::from(minor.frequency.max(1));
    let delta = distance / frequency as f64;
    // Also what is no number.
    if delta.is_nan() || delta <= 0.0 {
        return Vec::new();
    }
    let [lo, hi] = if minor.fills_axis { range } else { [first, last] };
    let tolerance = (hi - lo) * 1e-9;
    let from = ((lo - tolerance - first) / delta).ceil() as i64;
    let to = ((hi + tolerance - first) / delta).floor() as i64;
    if to.saturating_sub(from) as f64 > MOST * frequency as f64 {
        return Vec::new();
    }
    (from..=to).filter(|n| n % frequency != 0).map(|n| first + n as f64 * delta).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_multiples_of_their_distance() {
        let mut major = MajorTicks::default();
        assert_eq!(major_ticks([0.0, 100.0], &major), [0.0, 100.0]);
        major.delta = 2.0;
        assert_eq!(major_ticks([-5.0, 5.0], &major), [-4.0, -2.0, 0.0, 2.0, 4.0]);
        major.is_range_based = true;
        assert_eq!(major_ticks([-5.0, 2.0], &major), [-5.0, -3.0, -1.0, 1.0]);
        let tenths = major_ticks([0.0, 1.0], &MajorTicks { delta: 0.1, ..MajorTicks::default() });
        assert_eq!(tenths.len(), 11);
    }

    #[test]
    fn minor_ticks_fill_the_axis_if_wanted() {
        let major = MajorTicks { delta: 10.0, ..MajorTicks::default() };
        let mut minor = MinorTicks::default();
        let range = [-6.0, 24.0];
        let majors = major_ticks(range, &major);
        assert_eq!(minor_ticks(range, &majors, &major, &minor), [-5.0, 5.0, 15.0]);
        minor.fills_axis = false;
        assert_eq!(minor_ticks(range, &majors, &major, &minor), [5.0, 15.0]);
        minor.frequency = 4;
        assert_eq!(minor_ticks(range, &majors, &major, &minor).len(), 6);
    }

    #[test]
    fn odd_ranges_have_few_ticks() {
        let major = MajorTicks { delta: 1e-9, ..MajorTicks::default() };
        assert!(major_ticks([0.0, 1e9], &major).len() <= 1001);
        assert!(major_ticks([f64::NAN, 1.0], &major).is_empty());
        assert!(major_ticks([1.0, 0.0], &major).is_empty());
        assert_eq!(major_ticks([1.0, 1.0], &major), [1.0]);
        let minor = MinorTicks::default();
        assert!(minor_ticks([0.0, 1.0], &[], &major, &minor).is_empty());
        assert!(minor_ticks([0.0, 0.0], &[0.0, 0.0], &major, &minor).is_empty());
    }
}
