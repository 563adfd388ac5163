//! Who is drawn in which band of a picture, found for chunks of primitives side by side.

use super::BAND;
use rayon::prelude::*;
use std::ops::Range;

/// These are the pieces that some primitives make in the picture, sorted by band.
pub(super) struct Chunk<P> {
    /// What was made of the primitives, in their order.
    pub(super) pieces: Vec<P>,
    /// Where the entries of each band start, and where those of the last one end.
    starts: Vec<u32>,
    entries: Vec<u32>,
}

/// This collects the pieces of a chunk.
pub(super) struct Collector<P> {
    pub(super) pieces: Vec<P>,
    /// A number that stands for a piece, its first and its last band.
    spans: Vec<(u32, u32, u32)>,
}

impl<P> Collector<P> {
    pub(super) fn new(n_primitives: usize) -> Self {
        Self { pieces: Vec::new(), spans: Vec::with_capacity(n_primitives) }
    }

    /// Enters a number that stands for a piece in the bands of some rows.
    #[inline]
    pub(super) fn enter(&mut self, entry: u32, rows: Range<u32>) {
        if !rows.is_empty() {
            let band = |row: u32| row / BAND as u32;
            self.spans.push((entry, band(rows.start), band(rows.end - 1)));
        }
    }

    /// Keeps a piece and enters it under its place.
    pub(super) fn push(&mut self, piece: P, rows: Range<u32>) {
        self.enter(self.pieces.len() as u32, rows);
        self.pieces.push(piece);
    }

    pub(super) fn finish(self, n_bands: usize) -> Chunk<P> {
        let mut starts = vec![0; n_bands + 1];
        let bands = |&(_, first, last): &(u32, u32, u32)| first as usize..=last as usize;
        for span in &self.spans {
            for count in starts[1..].iter_mut().take(bands(span).end() + 1).skip(span.1 as usize) {
                *count += 1;
            }
        }
        for band in 0..n_bands {
            starts[band + 1] += starts[band];
        }
        let mut next = starts.clone();
        let mut entries = vec![0; starts.last().map_or(0, |&n| n as usize)];
        for span in &self.spans {
            for next in next.iter_mut().take(bands(span).end() + 1).skip(span.1 as usize) {
                if let Some(entry) = entries.get_mut(*next as usize) {
                    *entry = span.0;
                }
                *next += 1;
            }
        }
        Chunk { pieces: self.pieces, starts, entries }
    }
}

impl<P> Chunk<P> {
    /// What was entered in a band, in order.
    pub(super) fn entries(&self, band: usize) -> &[u32] {
        &self.entries[self.starts[band] as usize..self.starts[band + 1] as usize]
    }
}

/// This draws the chunks into bands, each band by one thread; `draw` gets the band with its rows, and
/// the number of a chunk with an entry of it.
pub(super) fn draw<B: Send, P: Sync>(
    height: u32,
    chunks: &[Chunk<P>],
    bands: &mut [B],
    draw: impl Fn(&mut B, Range<u32>, usize, u32) + Sync,
) {
    bands.par_iter_mut().enumerate().for_each(|(n, band)| {
        let first = (n * BAND) as u32;
        let rows = first..(first + BAND as u32).min(height);
        for (number, chunk) in chunks.iter().enumerate() {
            for &entry in chunk.entries(n) {
                draw(band, rows.clone(), number, entry);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_band_gets_what_touches_it_in_order() {
        let mut collector = Collector::new(4);
        let band = BAND as u32;
        collector.push('a', 0..1);
        collector.push('b', band - 1..band + 1);
        collector.push('c', 5..5);
        collector.push('d', 0..3 * band);
        let chunk = collector.finish(3);
        let names = |band: usize| -> String {
            chunk.entries(band).iter().map(|&n| chunk.pieces[n as usize]).collect()
        };
        assert_eq!([names(0), names(1), names(2)], ["abd", "bd", "d"]);
    }
}
