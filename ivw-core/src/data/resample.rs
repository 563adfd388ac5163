//! Layers with other numbers of pixels: weighted sums along rows, then along columns.

use crate::data::{Layer, Memory, Number};
use crate::error::Result;
use rayon::prelude::*;

/// The elements of a line that make one element of another line, and their weights.
pub type Taps = Vec<(usize, f64)>;

/// Linear between neighbours, the first and the last element staying what they are; a line that
/// gets shorter takes means.
pub fn linear_taps(from: usize, to: usize) -> Vec<Taps> {
    if to < from || from < 2 {
        return mean_taps(from, to);
    }
    let step = (from - 1) as f64 / to.saturating_sub(1).max(1) as f64;
    let tap = |n: usize| {
        let place = n as f64 * step;
        let (low, part) = (place as usize, place.fract());
        vec![(low.min(from - 1), 1.0 - part), ((low + 1).min(from - 1), part)]
    };
    (0..to).map(tap).collect()
}

/// The mean of what an element covers.
pub fn mean_taps(from: usize, to: usize) -> Vec<Taps> {
    let ratio = from as f64 / to as f64;
    let tap = |n: usize| {
        let (start, end) = (n as f64 * ratio, (n + 1) as f64 * ratio);
        let covered = |k: usize| (end.min((k + 1) as f64) - start.max(k as f64)).max(0.0);
        let all = start as usize..(end.ceil() as usize).min(from);
        all.map(|k| (k, covered(k) / ratio)).collect()
    };
    (0..to).map(tap).collect()
}

impl Layer {
    /// The pixels of a layer with as many columns and rows as there are taps for.
    ///
    /// Sums are stored as pixels are after each of the two passes, whole numbers rounded down: so do
    /// programs that resize one axis after the other.
    pub fn resampled(&self, [columns, rows]: [&[Taps]; 2]) -> Result<Memory> {
        let size = [columns.len() as u32, rows.len() as u32];
        let mut result = Layer::new(size, self.format, self.kind)?.pixels;
        if result.is_empty() || self.pixels.is_empty() {
            return Ok(result);
        }
        let number = self.format.number;
        let width = self.dims[0] as usize;
        // First along x, in all rows of the source; then along y.
        let across = |y: usize| -> Vec<[f64; 4]> {
            columns.iter().map(|taps| sum(taps, number, |x| self.pixel_at(y * width + x))).collect()
        };
        let lines: Vec<_> = (0..self.dims[1] as usize).into_par_iter().map(across).collect();
        let row_bytes = columns.len() * self.format.size();
        let targets = result.bytes_mut().par_chunks_exact_mut(row_bytes);
        targets.zip(rows).for_each(|(target, taps)| {
            for (x, pixel) in target.chunks_exact_mut(self.format.size()).enumerate() {
                let value = sum(taps, number, |y| lines[y][x]);
                for (value, bytes) in value.into_iter().zip(pixel.chunks_exact_mut(number.size())) {
                    number.write(value, bytes);
                }
            }
        });
        Ok(result)
    }
}

/// Weighted sum of elements of a line, as a format holds it.
fn sum(taps: &Taps, number: Number, at: impl Fn(usize) -> [f64; 4]) -> [f64; 4] {
    let mut sum = [0.0; 4];
    for (n, weight) in taps {
        for (sum, value) in sum.iter_mut().zip(at(*n)) {
            *sum += weight * value;
        }
    }
    if number.is_float() {
        return sum;
    }
    let [least, most] = number.limits();
    // Weights add up to one but for rounding, which must not cost a flat picture its last bit.
    sum.map(|value| (value + 1e-9).clamp(least, most).floor())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::LayerKind;

    #[test]
    fn a_line_that_grows_keeps_its_ends_and_one_that_shrinks_its_mean() -> Result<()> {
        let layer = Layer::from_pixels([2, 1], LayerKind::Color, &[0.0f32, 6.0]);
        let grown = layer.resampled([&linear_taps(2, 4), &linear_taps(1, 1)])?;
        assert_eq!(grown.elements::<f32>(), [0.0, 2.0, 4.0, 6.0]);
        let layer = Layer::from_pixels([4, 1], LayerKind::Color, &[1.0f32, 3.0, 5.0, 9.0]);
        let shrunk = layer.resampled([&linear_taps(4, 2), &linear_taps(1, 1)])?;
        assert_eq!(shrunk.elements::<f32>(), [2.0, 7.0]);
        Ok(())
    }

    #[test]
    fn whole_numbers_are_rounded_down() -> Result<()> {
        let layer = Layer::from_pixels([2, 1], LayerKind::Color, &[0u8, 255]);
        let grown = layer.resampled([&linear_taps(2, 3), &linear_taps(1, 2)])?;
        assert_eq!(grown.elements::<u8>(), [0, 127, 255, 0, 127, 255]);
        for (from, to) in [(3, 7), (7, 3), (5, 5), (1, 4)] {
            let flat = Layer::from_pixels([from, 1], LayerKind::Color, &vec![9u8; from as usize]);
            let taps = linear_taps(from as usize, to);
            assert!(
                flat.resampled([&taps, &linear_taps(1, 1)])?
                    .elements::<u8>()
                    .iter()
                    .all(|v| *v == 9)
            );
        }
        Ok(())
    }
}
