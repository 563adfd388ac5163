//! A picture cut into square tiles that threads fill in any order.
//!
//! Tiles keep rays together that run through the same voxels, and are small enough to share out.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::*;

use super::{Picture, Watch};

/// Width and height of a tile in pixels.
pub(super) const TILE: usize = 16;

/// This is one tile of a picture, holding the only way to write its pixels.
pub(super) struct Tile<'a> {
    /// Column and row of its first pixel.
    pub(super) start: (usize, usize),
    /// Columns and rows, less than [`TILE`] at the far borders.
    pub(super) size: (usize, usize),
    rows: Vec<(&'a mut [[f32; 4]], &'a mut [f32])>,
}

impl Tile<'_> {
    /// These are colour and depth of the pixel at a place within the tile.
    pub(super) fn pixel(&mut self, x: usize, y: usize) -> (&mut [f32; 4], &mut f32) {
        let (color, depth) = &mut self.rows[y];
        (&mut color[x], &mut depth[x])
    }
}

/// This fills a picture tile by tile, and answers false if it was cancelled on the way.
pub(super) fn for_each(
    picture: &mut Picture,
    watch: &Watch<'_>,
    fill: impl Fn(&mut Tile<'_>) + Sync,
) -> bool {
    let tiles = cut(picture);
    let n_tiles = tiles.len();
    let n_done = AtomicUsize::new(0);
    let cancelled = AtomicBool::new(false);
    // One tile at a time: neighbouring tiles cost very different times.
    tiles.into_par_iter().with_max_len(1).for_each(|mut tile| {
        if cancelled.load(Ordering::Relaxed) || (watch.cancelled)() {
            cancelled.store(true, Ordering::Relaxed);
            return;
        }
        fill(&mut tile);
        let n_done = n_done.fetch_add(1, Ordering::Relaxed) + 1;
        (watch.progress)(n_done as f32 / n_tiles as f32);
    });
    !cancelled.into_inner()
}

fn cut(picture: &mut Picture) -> Vec<Tile<'_>> {
    let width = picture.size.x as usize;
    if width == 0 {
        return Vec::new();
    }
    let bands = picture.color.chunks_mut(width * TILE).zip(picture.depth.chunks_mut(width * TILE));
    let mut tiles = Vec::new();
    for (band, (color, depth)) in bands.enumerate() {
        let height = color.len() / width;
        let first = tiles.len();
        tiles.extend((0..width).step_by(TILE).map(|x| Tile {
            start: (x, band * TILE),
            size: (TILE.min(width - x), height),
            rows: Vec::with_capacity(height),
        }));
        for (color, depth) in color.chunks_mut(width).zip(depth.chunks_mut(width)) {
            let pieces = color.chunks_mut(TILE).zip(depth.chunks_mut(TILE));
            for (tile, piece) in tiles[first..].iter_mut().zip(pieces) {
                tile.rows.push(piece);
            }
        }
    }
    tiles
}
