//! Lines one pixel wide.

use super::bins::{self, Chunk, Collector};
use super::{Fragment, MAX_SIZE, clip, window};
use glam::{UVec2, Vec4};
use rayon::prelude::*;
use std::ops::Range;

/// Lines that one thread prepares at a time.
const CHUNK: usize = 1024;

/// The part of a line that is in the picture.
struct Piece {
    /// Both ends: x and y in pixels, depth, 1 / w.
    ends: [Vec4; 2],
    /// Number of the line, and what each end has of the line's second end.
    line: u32,
    parts: [f32; 2],
}

/// This draws lines one pixel wide into bands of a picture, bottom band first.
///
/// A line has one pixel in each column or row that it crosses, whichever are more; the pixel that it
/// ends in is left out, so that lines can go on from there.
pub fn segments<B: Send>(
    size: UVec2,
    corners: &[Vec4],
    segments: &[[u32; 2]],
    bands: &mut [B],
    shade: impl Fn(&mut B, &Fragment) + Sync,
) {
    if size.min_element() == 0 || size.max_element() > MAX_SIZE {
        return;
    }
    let n_bands = bands.len();
    let prepare = |(chunk, lines): (usize, &[[u32; 2]])| {
        let mut collector = Collector::new(lines.len());
        for (n, line) in lines.iter().enumerate() {
            let [Some(&a), Some(&b)] = line.map(|corner| corners.get(corner as usize)) else {
                continue;
            };
            let Some(ends) = clip::segment([a, b]) else { continue };
            let places = ends.map(|end| window(end.position.as_vec4(), size));
            let [Some(a), Some(b)] = places else { continue };
            let row = |y: f32| y.floor().clamp(-1.0, size.y as f32) as i64;
            let rows = row(a.y.min(b.y)).max(0)..(row(a.y.max(b.y)) + 1).min(i64::from(size.y));
            let parts = ends.map(|end| end.weights.y as f32);
            let piece = Piece { ends: [a, b], line: (chunk * CHUNK + n) as u32, parts };
            collector.push(piece, rows.start as u32..rows.end.max(rows.start) as u32);
        }
        collector.finish(n_bands)
    };
    let chunks: Vec<Chunk<Piece>> = segments.par_chunks(CHUNK).enumerate().map(prepare).collect();
    bins::draw(size.y, &chunks, bands, |band, rows, chunk, entry| {
        let piece = &chunks[chunk].pieces[entry as usize];
        let [a, b] = segments[piece.line as usize];
        piece.pixels(rows, size.x, |pixel, depth, part| {
            shade(
                band,
                &Fragment {
                    pixel,
                    depth,
                    is_front: true,
                    primitive: piece.line,
                    corners: [a, b, b],
                    weights: [1.0 - part, part, 0.0],
                },
            );
        });
    });
}

impl Piece {
    /// Hands over the pixels in some rows: place in the band, depth, part of the line's second end.
    fn pixels(&self, rows: Range<u32>, width: u32, mut put: impl FnMut(usize, f32, f32)) {
        let [a, b] = self.ends;
        let change = b - a;
        let is_flat = change.x.abs() >= change.y.abs();
        let major = |end: Vec4| if is_flat { end.x } else { end.y };
        let minor = |end: Vec4| if is_flat { end.y } else { end.x };
        let limits = if is_flat { 0..width } else { rows.clone() };
        let slope = major(change).recip();
        if !slope.is_finite() {
            return;
        }
        for step in centres_between(major(a), major(b), limits) {
            let t = (step as f32 + 0.5 - major(a)) * slope;
            let across = (minor(a) + t * minor(change)).floor();
            let (x, y) = if is_flat { (step as f32, across) } else { (across, step as f32) };
            let is_here = (0.0..width as f32).contains(&x)
                && (rows.start as f32..rows.end as f32).contains(&y);
            if !is_here {
                continue;
            }
            let pixel = (y as u32 - rows.start) as usize * width as usize + x as usize;
            let [near, far] = [(1.0 - t) * a.w, t * b.w];
            let part = (near * self.parts[0] + far * self.parts[1]) / (near + far);
            put(pixel, (a.z + t * change.z).clamp(0.0, 1.0), part);
        }
    }
}

/// Pixels whose centres lie from one coordinate to before another, within limits.
fn centres_between(from: f32, to: f32, limits: Range<u32>) -> Range<u32> {
    let clamp = |pixel: f32| pixel.clamp(limits.start as f32, limits.end as f32) as u32;
    let range = match from <= to {
        true => clamp((from - 0.5).ceil())..clamp((to - 0.5).ceil()),
        false => clamp((to - 0.5).floor() + 1.0)..clamp((from - 0.5).floor() + 1.0),
    };
    range.start..range.end.max(range.start)
}

#[cfg(test)]
mod tests {
    use super::super::BAND;
    use super::*;

    fn drawn(size: UVec2, line: [Vec4; 2]) -> Vec<(usize, f32, f32)> {
        let mut bands = vec![Vec::new(); (size.y as usize).div_ceil(BAND)];
        segments(size, &line, &[[0, 1], [0, 9]], &mut bands, |band, fragment| {
            band.push((fragment.pixel, fragment.depth, fragment.weights[1]));
        });
        let width = size.x as usize;
        let bands = bands.into_iter().enumerate();
        bands
            .flat_map(|(n, band)| {
                band.into_iter().map(move |(pixel, d, w)| (pixel + n * BAND * width, d, w))
            })
            .collect()
    }

    #[test]
    fn a_line_has_a_pixel_in_each_column_it_crosses() {
        let size = UVec2::new(32, 40);
        for [x0, y0, x1, y1] in
            [[-0.9, -0.7, 0.9, 0.2], [0.9, 0.2, -0.9, -0.7], [-0.5, -0.9, 0.3, 0.9]]
        {
            let ends = [Vec4::new(x0, y0, 0.0, 1.0), Vec4::new(x1, y1, 0.5, 1.0)];
            let pixels = drawn(size, ends);
            let columns: std::collections::HashSet<_> =
                pixels.iter().map(|(n, ..)| if y1 == 0.9 { n / 32 } else { n % 32 }).collect();
            assert_eq!(columns.len(), pixels.len());
            assert!(pixels.len() >= 28, "{}", pixels.len());
            for (pixel, depth, part) in pixels {
                assert!((depth - (0.5 + 0.25 * part)).abs() < 1e-5);
                let x = (pixel % 32) as f32 + 0.5;
                let at = ((x0 + (x1 - x0) * part) * 0.5 + 0.5) * 32.0;
                assert!((x - at).abs() <= 0.51, "{x} {at}");
            }
        }
    }

    #[test]
    fn lines_behind_the_eye_and_odd_lines_are_left_out() {
        let size = UVec2::splat(8);
        let eye = Vec4::new(0.0, 0.0, -3.0, -1.0);
        assert!(drawn(size, [eye; 2]).is_empty());
        assert!(drawn(size, [Vec4::NAN, Vec4::ONE]).is_empty());
        assert!(drawn(size, [Vec4::ONE; 2]).is_empty());
        assert!(!drawn(size, [eye, Vec4::new(0.5, 0.2, 0.0, 1.0)]).is_empty());
    }
}
