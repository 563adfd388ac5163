//! Figures that are found pixel by pixel within a rectangle: spheres, tubes, discs.

use super::bins::{self, Chunk, Collector};
use super::{Fragment, MAX_SIZE, window};
use glam::{UVec2, Vec2, Vec4};
use rayon::prelude::*;

/// Figures that one thread prepares at a time.
const CHUNK: usize = 256;

/// This is a part of the picture, in pixels from its lower left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Lower left corner.
    pub min: Vec2,
    /// Upper right corner.
    pub max: Vec2,
}

impl Rect {
    /// This is a rectangle around its middle.
    pub fn around(middle: Vec2, half: Vec2) -> Self {
        Self { min: middle - half, max: middle + half }
    }

    /// First and one after the last pixel along x and y with their centres within.
    fn pixels(&self, size: UVec2) -> [UVec2; 2] {
        let pixel =
            |corner: Vec2| (corner - 0.5).ceil().clamp(Vec2::ZERO, size.as_vec2()).as_uvec2();
        match self.min.is_nan() || self.max.is_nan() {
            true => [UVec2::ZERO; 2],
            false => [pixel(self.min), pixel(self.max)],
        }
    }
}

/// This draws figures into bands of a picture, bottom band first.
///
/// `place` says what the n-th figure is and where it may be, `shade` gets each pixel there: its place
/// in the band, and its centre in the picture.
pub fn glyphs<G: Send + Sync, B: Send>(
    size: UVec2,
    n_glyphs: usize,
    place: impl Fn(usize) -> Option<(G, Rect)> + Sync,
    bands: &mut [B],
    shade: impl Fn(&mut B, &G, usize, Vec2) + Sync,
) {
    if size.min_element() == 0 || size.max_element() > MAX_SIZE {
        return;
    }
    let n_bands = bands.len();
    let prepare = |chunk: usize| {
        let glyphs = chunk * CHUNK..((chunk + 1) * CHUNK).min(n_glyphs);
        let mut collector = Collector::new(glyphs.len());
        for (glyph, rect) in glyphs.filter_map(&place) {
            let [low, high] = rect.pixels(size);
            if low.x < high.x && low.y < high.y {
                collector.push((glyph, low.x..high.x, low.y..high.y), low.y..high.y);
            }
        }
        collector.finish(n_bands)
    };
    let chunks: Vec<Chunk<_>> =
        (0..n_glyphs.div_ceil(CHUNK)).into_par_iter().map(prepare).collect();
    bins::draw(size.y, &chunks, bands, |band, rows, chunk, entry| {
        let (glyph, columns, own) = &chunks[chunk].pieces[entry as usize];
        for row in own.start.max(rows.start)..own.end.min(rows.end) {
            let start = (row - rows.start) as usize * size.x as usize;
            for column in columns.clone() {
                let centre = UVec2::new(column, row).as_vec2() + 0.5;
                shade(band, glyph, start + column as usize, centre);
            }
        }
    });
}

/// This draws points one pixel large into bands of a picture, bottom band first.
pub fn points<B: Send>(
    size: UVec2,
    corners: &[Vec4],
    points: &[u32],
    bands: &mut [B],
    shade: impl Fn(&mut B, &Fragment) + Sync,
) {
    let place = |n: usize| {
        let corner = *corners.get(points[n] as usize)?;
        let is_seen = corner.z.abs() <= corner.w;
        let place = window(corner, size).filter(|_| is_seen)?;
        Some(((n, place.z), Rect::around(place.truncate().truncate(), Vec2::splat(0.5))))
    };
    glyphs(size, points.len(), place, bands, |band, &(n, depth), pixel, _| {
        shade(
            band,
            &Fragment {
                pixel,
                depth,
                is_front: true,
                primitive: n as u32,
                corners: [points[n]; 3],
                weights: [1.0, 0.0, 0.0],
            },
        );
    });
}

#[cfg(test)]
mod tests {
    use super::super::BAND;
    use super::*;

    #[test]
    fn a_point_is_the_pixel_it_lies_in() {
        let size = UVec2::new(20, 2 * BAND as u32);
        let place = Vec2::new(7.3, BAND as f32 + 2.8);
        let ndc = place / size.as_vec2() * 2.0 - 1.0;
        let corners = [ndc.extend(0.0).extend(1.0), Vec4::new(0.0, 0.0, 2.0, 1.0), Vec4::NAN];
        let mut bands = vec![Vec::new(); 2];
        points(size, &corners, &[0, 1, 2, 3], &mut bands, |band, fragment| {
            band.push(fragment.pixel);
        });
        assert_eq!(bands, [vec![], vec![2 * 20 + 7]]);
    }

    #[test]
    fn a_figure_is_asked_for_each_pixel_of_its_rectangle_once() {
        let size = UVec2::new(9, 40);
        let rects = [
            Rect { min: Vec2::new(-5.0, 3.2), max: Vec2::new(2.5, 20.6) },
            Rect { min: Vec2::NAN, max: Vec2::ONE },
            Rect { min: Vec2::splat(f32::NEG_INFINITY), max: Vec2::splat(f32::INFINITY) },
        ];
        let mut bands = vec![[0; 3]; 3];
        glyphs(
            size,
            3,
            |n| Some((n, rects[n])),
            &mut bands,
            |band, &n, _, centre| {
                assert!(rects[n].min.cmple(centre).all() && rects[n].max.cmpge(centre).all());
                band[n] += 1;
            },
        );
        let count = |n: usize| bands.iter().map(|band| band[n]).sum::<u32>();
        assert_eq!([count(0), count(1), count(2)], [2 * 18, 0, 9 * 40]);
    }
}
