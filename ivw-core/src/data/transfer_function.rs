//! Transfer functions and iso values: from a value to a colour.

use serde::{Deserialize, Serialize};

/// A colour at a position.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TransferFunctionPoint {
    /// Position, in [0, 1] for relative functions and in data values for absolute ones.
    pub position: f64,
    /// Red, green, blue and opacity, in [0, 1], not premultiplied.
    pub color: [f32; 4],
}

/// A piecewise linear map from normalised values to colours.
///
/// Colours are red, green, blue and opacity, in [0, 1] and not premultiplied.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let function =
///     TransferFunction::new(&[(0.0, [0.0, 0.0, 1.0, 0.0]), (1.0, [1.0, 0.0, 0.0, 1.0])]);
/// let densities = DataMap { data_range: [0.0, 4096.0], ..DataMap::of(Number::U16) };
/// assert_eq!(function.sample(densities.normalized(2048.0)), [0.5, 0.0, 0.5, 0.5]);
/// assert_eq!(function.table()[1023], [1.0, 0.0, 0.0, 1.0]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TransferFunction {
    /// Points in the order in which they were added; sorted by position when evaluated.
    pub points: Vec<TransferFunctionPoint>,
    /// Outside of this range opacity is zero.
    pub mask: [f64; 2],
    /// Whether positions are data values instead of parts of the data range.
    pub absolute: bool,
}

impl Default for TransferFunction {
    /// From transparent black at 0 to opaque white at 1.
    fn default() -> Self {
        Self::new(&[(0.0, [0.0; 4]), (1.0, [1.0; 4])])
    }
}

impl TransferFunction {
    /// Number of entries in a [lookup table](Self::table).
    pub const TABLE_LEN: usize = 1024;

    /// A relative transfer function with these positions and colours.
    pub fn new(points: &[(f64, [f32; 4])]) -> Self {
        let points =
            points.iter().map(|&(position, color)| TransferFunctionPoint { position, color });
        Self { points: points.collect(), mask: [0.0, 1.0], absolute: false }
    }

    /// Points in the order of their positions, ties in the order in which they were added.
    pub fn sorted(&self) -> Vec<TransferFunctionPoint> {
        let mut points = self.points.clone();
        points.sort_by(|a, b| a.position.total_cmp(&b.position));
        points
    }

    /// Colour at a position, exactly on the polyline; end colours go on outside, the mask is left
    /// aside.
    pub fn sample(&self, position: f64) -> [f32; 4] {
        self.sampler()(position)
    }

    /// [`Self::sample`] for many positions: points are sorted once.
    pub fn sampler(&self) -> impl Fn(f64) -> [f32; 4] + Send + Sync + use<> {
        let points = self.sorted();
        move |position| {
            let right = points.partition_point(|point| point.position <= position);
            match (right.checked_sub(1).map(|left| points[left]), points.get(right)) {
                (None, None) => [0.0; 4],
                (Some(end), None) => end.color,
                (None, Some(end)) => end.color,
                (Some(l), Some(r)) => {
                    let weight = (position - l.position) / (r.position - l.position);
                    mix(l.color, r.color, weight as f32)
                }
            }
        }
    }

    /// The lookup table that renderers use: entry `n` is the colour at `n / 1023`.
    ///
    /// The segment between two points starts at the first entry at or after the left one.
    pub fn table(&self) -> Vec<[f32; 4]> {
        let last = Self::TABLE_LEN - 1;
        let points = self.sorted();
        let Some((first, end)) = points.first().zip(points.last()) else {
            return vec![[0.0; 4]; Self::TABLE_LEN];
        };
        let entry = |position: f64| (position * last as f64).ceil().clamp(0.0, 1024.0) as usize;
        let mut table = vec![end.color; Self::TABLE_LEN];
        table[..entry(first.position)].fill(first.color);
        for pair in points.windows(2) {
            let (l, r) = (pair[0], pair[1]);
            for (n, color) in
                table.iter_mut().enumerate().take(entry(r.position)).skip(entry(l.position))
            {
                let weight = (n as f64 - last as f64 * l.position)
                    / (last as f64 * (r.position - l.position));
                *color = mix(l.color, r.color, weight as f32);
            }
        }
        let entry = |position: f64| (position * 1024.0).floor().clamp(0.0, 1024.0) as usize;
        for color in &mut table[..entry(self.mask[0])] {
            color[3] = 0.0;
        }
        for color in &mut table[entry(self.mask[1])..] {
            color[3] = 0.0;
        }
        table
    }
}

fn mix(a: [f32; 4], b: [f32; 4], weight: f32) -> [f32; 4] {
    std::array::from_fn(|n| a[n] * (1.0 - weight) + b[n] * weight)
}

/// Values at which a surface is drawn, with the colour of each.
///
/// ```
/// use ivw_core::data::TransferFunctionPoint;
/// use ivw_core::prelude::*;
///
/// let bone = TransferFunctionPoint { position: 0.7, color: [1.0, 1.0, 0.9, 1.0] };
/// let skin = TransferFunctionPoint { position: 0.2, color: [0.9, 0.6, 0.5, 0.4] };
/// let values = IsoValues { points: vec![bone, skin], absolute: false };
/// assert_eq!(values.sorted(), [skin, bone]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct IsoValues {
    /// Iso values with their colours, in the order in which they were added.
    pub points: Vec<TransferFunctionPoint>,
    /// Whether positions are data values instead of parts of the data range.
    pub absolute: bool,
}

impl IsoValues {
    /// Iso values in ascending order.
    pub fn sorted(&self) -> Vec<TransferFunctionPoint> {
        let mut points = self.points.clone();
        points.sort_by(|a, b| a.position.total_cmp(&b.position));
        points
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_entries_lie_on_the_polyline() {
        let function = TransferFunction::new(&[
            (0.2, [0.0, 1.0, 0.0, 0.5]),
            (0.7, [1.0, 0.0, 0.0, 1.0]),
            (0.5, [0.0; 4]),
        ]);
        for (n, color) in function.table().into_iter().enumerate() {
            let exact = function.sample(n as f64 / 1023.0);
            assert!(color.iter().zip(exact).all(|(a, b)| (a - b).abs() < 1e-5), "entry {n}");
        }
    }

    #[test]
    fn the_mask_makes_the_outside_transparent() {
        let mut function = TransferFunction::new(&[(0.0, [1.0; 4]), (1.0, [1.0; 4])]);
        function.mask = [0.25, 0.75];
        let table = function.table();
        let opaque: Vec<bool> = [0, 255, 256, 767, 768, 1023].map(|n| table[n][3] > 0.0).into();
        assert_eq!(opaque, [false, false, true, true, false, false]);
    }

    #[test]
    fn odd_functions_have_a_table() {
        assert_eq!(TransferFunction::new(&[]).table(), vec![[0.0; 4]; 1024]);
        assert_eq!(TransferFunction::new(&[(7.0, [0.5; 4])]).table(), vec![[0.5; 4]; 1024]);
        let nan = TransferFunction::new(&[(f64::NAN, [0.5; 4]), (0.5, [1.0; 4])]);
        assert_eq!(nan.table().len(), 1024);
    }
}
