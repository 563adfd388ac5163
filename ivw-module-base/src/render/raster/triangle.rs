//! One triangle in the picture: which pixels it covers, and what is interpolated there.

use super::{Faces, Fragment, Vertex, clip};
use glam::{DVec2, UVec2};
use std::ops::Range;

/// Parts of a pixel that corners are rounded to.
const SUBPIXELS: i64 = 1 << 12;
/// From the corner of a pixel to its centre.
const CENTRE: i64 = SUBPIXELS / 2;
/// Wider pictures would need larger numbers than there are.
const MAX_SIZE: u32 = 1 << 15;
/// No corner is farther away in pixels, since triangles are cut before.
const LIMIT: f64 = 4.0 * MAX_SIZE as f64;

/// This is a triangle in the picture, its corners counter-clockwise.
pub(super) struct Triangle<const N: usize> {
    /// In subpixels.
    corners: [[i64; 2]; 3],
    rows: Range<u32>,
    /// The first corner in pixels, where slopes start.
    origin: DVec2,
    depth: Slope,
    one_over_w: Slope,
    /// Of the varyings divided by w, which is what is linear in the picture.
    varyings: [Slope; N],
}

/// This is a number that is linear in the picture.
#[derive(Clone, Copy)]
struct Slope {
    start: f64,
    change: DVec2,
}

impl Slope {
    /// The number at a place relative to the first corner, and how it changes from column to column.
    fn along_row(&self, first: DVec2) -> [f64; 2] {
        [self.start + self.change.dot(first), self.change.x]
    }
}

/// This projects a triangle, and appends the parts of it that can be seen and face as asked for.
pub(super) fn project<const N: usize>(
    corners: [Vertex<N>; 3],
    size: UVec2,
    faces: Faces,
    triangles: &mut Vec<Triangle<N>>,
) {
    let is_finite = corners.iter().all(|corner| corner.position.is_finite());
    if !is_finite || size.max_element() > MAX_SIZE {
        return;
    }
    match clip::clip(&corners) {
        None => triangles.extend(Triangle::new(&corners, size, faces)),
        Some(polygon) => {
            let pairs = polygon.windows(2).skip(1);
            triangles
                .extend(pairs.filter_map(|pair| {
                    Triangle::new(&[polygon[0], pair[0], pair[1]], size, faces)
                }));
        }
    }
}

impl<const N: usize> Triangle<N> {
    /// The triangle, if it has an area and faces as asked for.
    fn new(corners: &[Vertex<N>; 3], size: UVec2, faces: Faces) -> Option<Self> {
        let mut corners = *corners;
        let mut pixels = corners.map(|corner| {
            let ndc = corner.position.truncate().truncate() / corner.position.w;
            (ndc * 0.5 + 0.5) * size.as_dvec2()
        });
        let is_placed = |pixel: &DVec2| pixel.is_finite() && pixel.abs().max_element() < LIMIT;
        if corners.iter().any(|corner| corner.position.w <= 0.0) || !pixels.iter().all(is_placed) {
            return None;
        }
        let mut places = pixels.map(|pixel| {
            (pixel * SUBPIXELS as f64).round().to_array().map(|subpixels| subpixels as i64)
        });
        let area = doubled_area(&places);
        let faces_us = match area {
            0 => return None,
            area if area > 0 => Faces::Front,
            _ => Faces::Back,
        };
        if faces_us != faces {
            return None;
        }
        if faces_us == Faces::Back {
            corners.swap(1, 2);
            pixels.swap(1, 2);
            places.swap(1, 2);
        }

        // Slopes are those of the exact corners, unless rounding made another triangle of them.
        let doubled_area = |[a, b, c]: [DVec2; 3]| (b - a).perp_dot(c - a);
        let rounded = places.map(|[x, y]| DVec2::new(x as f64, y as f64) / SUBPIXELS as f64);
        let ratio = doubled_area(pixels) / doubled_area(rounded);
        if !(0.9..1.1).contains(&ratio) {
            pixels = rounded;
        }
        let determinant = doubled_area(pixels);
        let (b, c) = (pixels[1] - pixels[0], pixels[2] - pixels[0]);
        let slope = |of: [f64; 3]| {
            let (at_b, at_c) = (of[1] - of[0], of[2] - of[0]);
            let change = DVec2::new(at_b * c.y - at_c * b.y, at_c * b.x - at_b * c.x) / determinant;
            Slope { start: of[0], change }
        };
        let w = corners.map(|corner| corner.position.w);
        let n = [0, 1, 2];
        Some(Self {
            rows: rows(&places, size.y),
            corners: places,
            origin: pixels[0],
            depth: slope(corners.map(|corner| corner.position.z / corner.position.w * 0.5 + 0.5)),
            one_over_w: slope(w.map(f64::recip)),
            varyings: std::array::from_fn(|v| slope(n.map(|n| corners[n].varyings[v] / w[n]))),
        })
    }

    /// These are the rows that it may cover.
    pub(super) fn rows(&self) -> Range<u32> {
        self.rows.clone()
    }

    /// This hands over the pixels that it covers in some rows; the first of them is pixel 0.
    pub(super) fn fragments(
        &self,
        rows: Range<u32>,
        width: u32,
        mut shade: impl FnMut(&Fragment<N>),
    ) {
        for row in self.rows.start.max(rows.start)..self.rows.end.min(rows.end) {
            let columns = self.columns(row, width);
            if columns.is_empty() {
                continue;
            }
            let start = (row - rows.start) as usize * width as usize;
            let first = DVec2::new(columns.start as f64, f64::from(row)) + 0.5 - self.origin;
            let depth = self.depth.along_row(first);
            let one_over_w = self.one_over_w.along_row(first);
            let varyings = self.varyings.map(|varying| varying.along_row(first));
            for (step, column) in columns.enumerate() {
                let at = |[start, change]: [f64; 2]| start + change * step as f64;
                let w = at(one_over_w).recip();
                shade(&Fragment {
                    pixel: start + column as usize,
                    depth: at(depth).clamp(0.0, 1.0) as f32,
                    varyings: varyings.map(|varying| at(varying) * w),
                });
            }
        }
    }

    /// These are the pixels of a row whose centres are within, or on a left or top edge.
    fn columns(&self, row: u32, width: u32) -> Range<i64> {
        let y = i64::from(row) * SUBPIXELS + CENTRE;
        let (mut start, mut end) = (0, i64::from(width));
        for n in 0..3 {
            let ([ax, ay], [bx, by]) = (self.corners[n], self.corners[(n + 1) % 3]);
            let (dx, dy) = (bx - ax, by - ay);
            let owns_its_pixels = dy < 0 || (dy == 0 && dx < 0);
            // Positive on the inner side; at the first pixel of the row.
            let side = dx * (y - ay) - dy * (CENTRE - ax) - i64::from(!owns_its_pixels);
            let step = dy * SUBPIXELS;
            if dy < 0 {
                start = start.max(-side.div_euclid(-step));
            } else if dy > 0 {
                end = end.min(side.div_euclid(step) + 1);
            } else if side < 0 {
                return 0..0;
            }
        }
        start..end
    }
}

fn doubled_area([a, b, c]: &[[i64; 2]; 3]) -> i64 {
    (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
}

/// The rows with centres between the lowest and the highest corner.
fn rows(corners: &[[i64; 2]; 3], height: u32) -> Range<u32> {
    let y = corners.map(|[_, y]| y);
    let low = y.into_iter().min().unwrap_or(0) - CENTRE;
    let high = y.into_iter().max().unwrap_or(0) - CENTRE;
    let row = |subpixels: i64| subpixels.div_euclid(SUBPIXELS).clamp(-1, i64::from(height));
    let start = (row(low - 1) + 1) as u32;
    start..((row(high) + 1) as u32).clamp(start, height.max(start))
}
