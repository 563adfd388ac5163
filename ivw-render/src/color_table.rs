//! Transfer functions as renderers look them up: a table of 1024 colours.

use ivw_core::prelude::*;

/// These are the colours of values from 0 to 1, as a graphics card looks them up in a texture.
///
/// A texture's first and last entry stand half an entry within, so that colours are not exactly
/// those of the transfer function, but those that its users know.
#[derive(Clone, Debug)]
pub struct ColorTable {
    entries: Vec<[f32; 4]>,
}

impl ColorTable {
    /// These are the colours of values in a data range.
    pub fn new(function: &TransferFunction, map: &DataMap) -> Self {
        if !function.absolute {
            return Self { entries: function.table() };
        }
        let mut relative = function.clone();
        for point in &mut relative.points {
            point.position = map.normalized(point.position);
        }
        relative.absolute = false;
        Self { entries: relative.table() }
    }

    /// These are the entries.
    pub fn entries(&self) -> &[[f32; 4]] {
        &self.entries
    }

    /// These are the entries, handed over.
    pub fn into_entries(self) -> Vec<[f32; 4]> {
        self.entries
    }

    /// This is the colour of a value from 0 to 1; values beyond have that of the nearer end, what
    /// is no number has the first.
    #[inline]
    pub fn at(&self, value: f64) -> [f32; 4] {
        let last = self.entries.len() - 1;
        let value = if value.is_nan() { 0.0 } else { value };
        let place = (value * self.entries.len() as f64 - 0.5).clamp(0.0, last as f64);
        let (n, share) = (place as usize, place.fract() as f32);
        let (a, b) = (self.entries[n], self.entries[(n + 1).min(last)]);
        std::array::from_fn(|c| a[c] + (b[c] - a[c]) * share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::data::Number;

    #[test]
    fn entries_stand_half_an_entry_within() {
        let table = ColorTable::new(&TransferFunction::default(), &DataMap::of(Number::U8));
        assert_eq!(table.at(0.5 / 1024.0)[0], 0.0);
        assert_eq!(table.at(1023.5 / 1024.0)[0], 1.0);
        assert!((table.at(0.5)[0] - 0.5).abs() < 1e-6);
        assert_eq!(table.at(-3.0), [0.0; 4]);
        assert_eq!(table.at(3.0), [1.0; 4]);
        assert_eq!(table.at(f64::NAN), [0.0; 4]);
    }

    #[test]
    fn absolute_positions_are_values_of_the_data() {
        let map = DataMap { data_range: [10.0, 20.0], ..DataMap::of(Number::F32) };
        let mut function = TransferFunction::new(&[(10.0, [0.0; 4]), (20.0, [1.0; 4])]);
        function.absolute = true;
        assert!((ColorTable::new(&function, &map).at(0.5)[0] - 0.5).abs() < 1e-6);
    }
}
