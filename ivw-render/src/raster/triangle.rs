//! Triangles in the picture: which pixels they cover, and how their corners mix there.

use super::bins::{self, Chunk, Collector};
use super::{Faces, Fragment, MAX_SIZE, clip, window};
use glam::{UVec2, Vec4};
use rayon::prelude::*;
use std::ops::Range;

/// Triangles that one thread prepares at a time.
const CHUNK: usize = 4096;
/// Corners that one thread projects at a time.
const CORNERS: usize = 1 << 13;
/// Bits of the part of a pixel that corners are rounded to.
const SUBPIXEL_BITS: i32 = 12;
const SUBPIXELS: i32 = 1 << SUBPIXEL_BITS;
/// From the corner of a pixel to its centre.
const CENTRE: i32 = SUBPIXELS / 2;
/// Triangles up to so many subpixels wide and high have few pixels in vain in the box around them.
const SMALL: u32 = 24 << SUBPIXEL_BITS;

/// A corner in the picture.
#[derive(Clone, Copy, Debug)]
struct Point {
    /// In subpixels; [`Point::CUT`] if the corner is where triangles have to be cut.
    x: i32,
    y: i32,
    depth: f32,
    per_w: f32,
}

impl Point {
    const CUT: i32 = i32::MIN;

    #[inline]
    fn new(position: Vec4, size: UVec2) -> Self {
        match window(position, size) {
            Some(place) if clip::is_within(position) => Self::at(place),
            _ => Self { x: Self::CUT, y: 0, depth: 0.0, per_w: 0.0 },
        }
    }

    #[inline]
    fn at(place: Vec4) -> Self {
        let subpixels = |pixels: f32| (pixels * SUBPIXELS as f32).round_ties_even() as i32;
        Self { x: subpixels(place.x), y: subpixels(place.y), depth: place.z, per_w: place.w }
    }

    fn is_cut(&self) -> bool {
        self.x == Self::CUT
    }
}

/// A part of a triangle that was cut.
struct Piece {
    points: [Point; 3],
    /// Place of the triangle in its chunk.
    triangle: u32,
    /// What each point has of the triangle's corners.
    weights: [[f32; 3]; 3],
}

/// This draws triangles into bands of a picture, bottom band first.
///
/// Corners are in clip space: within -w and w along each axis is in the picture.
/// A band has [`BAND`](super::BAND) rows, the last one may have fewer.
/// Triangles with corners that don't exist or are no numbers are left out.
pub fn triangles<B: Send>(
    size: UVec2,
    corners: &[Vec4],
    triangles: &[[u32; 3]],
    faces: Faces,
    bands: &mut [B],
    shade: impl Fn(&mut B, &Fragment) + Sync,
) {
    if size.min_element() == 0 || size.max_element() > MAX_SIZE || triangles.is_empty() {
        return;
    }
    let project = |&corner: &Vec4| Point::new(corner, size);
    let points: Vec<Point> = corners.par_iter().with_min_len(CORNERS).map(project).collect();
    let n_bands = bands.len();
    let chunks: Vec<Chunk<Piece>> = triangles
        .par_chunks(CHUNK)
        .map(|triangles| prepare(size, corners, &points, triangles, faces).finish(n_bands))
        .collect();
    bins::draw(size.y, &chunks, bands, |band, rows, chunk, entry| {
        let first = chunk * CHUNK;
        if let Some(&corners) = triangles.get(first + entry as usize).filter(|_| entry < PIECES) {
            let three = corners.map(|corner| points[corner as usize]);
            let primitive = first as u32 + entry;
            fragments(&three, rows, size.x, |pixel, depth, is_front, weights| {
                shade(band, &Fragment { pixel, depth, is_front, primitive, corners, weights });
            });
        } else {
            let piece = &chunks[chunk].pieces[(entry - PIECES) as usize];
            let primitive = first as u32 + piece.triangle;
            let corners = triangles[primitive as usize];
            fragments(&piece.points, rows, size.x, |pixel, depth, is_front, [a, b, c]| {
                let [of_a, of_b, of_c] = &piece.weights;
                let weights = [0, 1, 2].map(|n| a * of_a[n] + b * of_b[n] + c * of_c[n]);
                shade(band, &Fragment { pixel, depth, is_front, primitive, corners, weights });
            });
        }
    });
}

/// Entries from here on are pieces, those before are triangles of the chunk.
const PIECES: u32 = CHUNK as u32;

/// This finds the triangles of a chunk that are seen, and cuts those that reach too far.
fn prepare(
    size: UVec2,
    corners: &[Vec4],
    points: &[Point],
    triangles: &[[u32; 3]],
    faces: Faces,
) -> Collector<Piece> {
    let mut collector = Collector::new(triangles.len());
    for (n, triangle) in triangles.iter().enumerate() {
        let n = n as u32;
        let [a, b, c] = triangle.map(|corner| points.get(corner as usize));
        let (Some(&a), Some(&b), Some(&c)) = (a, b, c) else { continue };
        let three = [a, b, c];
        if !three.iter().any(Point::is_cut) {
            collector.enter(n, seen(&three, size, faces));
            continue;
        }
        let polygon = clip::triangle(triangle.map(|corner| corners[corner as usize]));
        let points: Option<Vec<_>> = polygon
            .iter()
            .map(|corner| window(corner.position.as_vec4(), size).map(Point::at))
            .collect();
        let Some(points) = points.filter(|points| points.len() > 2) else { continue };
        let weights = |k: usize| polygon[k].weights.as_vec3().to_array();
        for k in 1..points.len() - 1 {
            let points = [points[0], points[k], points[k + 1]];
            let rows = seen(&points, size, faces);
            let weights = [weights(0), weights(k), weights(k + 1)];
            collector.enter(PIECES + collector.pieces.len() as u32, rows);
            collector.pieces.push(Piece { points, triangle: n, weights });
        }
    }
    collector
}

/// These are the rows in which a triangle may cover pixels; none if it faces the other way.
#[inline]
fn seen(points: &[Point; 3], size: UVec2, faces: Faces) -> Range<u32> {
    let columns = centres(points.map(|point| point.x), size.x);
    let rows = centres(points.map(|point| point.y), size.y);
    if columns.is_empty() || rows.is_empty() {
        return 0..0;
    }
    let area = doubled_area(points);
    let is_seen = match faces {
        Faces::Both => area != 0,
        Faces::Front => area > 0,
        Faces::Back => area < 0,
    };
    if is_seen { rows } else { 0..0 }
}

/// The pixels of an axis whose centres lie between the lowest and the highest coordinate.
#[inline]
fn centres([a, b, c]: [i32; 3], size: u32) -> Range<u32> {
    let (low, high) = (a.min(b).min(c), a.max(b).max(c));
    let first = (low - CENTRE + SUBPIXELS - 1) >> SUBPIXEL_BITS;
    let end = ((high - CENTRE) >> SUBPIXEL_BITS) + 1;
    first.max(0) as u32..end.clamp(0, size as i32) as u32
}

#[inline]
fn doubled_area([a, b, c]: &[Point; 3]) -> i64 {
    let difference = |a: i32, b: i32| i64::from(b) - i64::from(a);
    difference(a.x, b.x) * difference(a.y, c.y) - difference(a.y, b.y) * difference(a.x, c.x)
}

/// This hands over the pixels of a triangle in some rows: place in the band, depth, whether it is
/// seen from the front, and how much of each corner there is.
#[inline]
fn fragments(
    points: &[Point; 3],
    rows: Range<u32>,
    width: u32,
    mut put: impl FnMut(usize, f32, bool, [f32; 3]),
) {
    let area = doubled_area(points);
    let is_front = area > 0;
    // Counter-clockwise, whichever way it faces.
    let order = if is_front { [0, 1, 2] } else { [0, 2, 1] };
    let p = order.map(|n| points[n]);
    let columns = centres(p.map(|point| point.x), width);
    let own = centres(p.map(|point| point.y), rows.end);
    let first_row = rows.start;
    let rows = own.start.max(rows.start)..own.end;
    let mut emit = |pixel: usize, b: f32, c: f32| {
        let a = 1.0 - b - c;
        let depth = p[0].depth + b * (p[1].depth - p[0].depth) + c * (p[2].depth - p[0].depth);
        let parts = [a * p[0].per_w, b * p[1].per_w, c * p[2].per_w];
        let whole = 1.0 / (parts[0] + parts[1] + parts[2]);
        let mut weights = [0.0; 3];
        for (n, part) in order.into_iter().zip(parts) {
            weights[n] = part * whole;
        }
        put(pixel, depth.clamp(0.0, 1.0), is_front, weights);
    };
    if is_compact(&p) {
        small(&p, area.unsigned_abs() as f32, columns, rows, first_row, width, &mut emit);
    } else {
        large(&p, area.unsigned_abs() as f64, rows, first_row, width, &mut emit);
    }
}

/// Whether corners are close to each other.
#[inline]
fn is_compact(p: &[Point; 3]) -> bool {
    let near = |a: i32, b: i32| (a - b).unsigned_abs() < SMALL;
    near(p[0].x, p[1].x) && near(p[0].x, p[2].x) && near(p[0].y, p[1].y) && near(p[0].y, p[2].y)
}

/// An edge: positive on the inner side, growing along x and y.
struct Edge {
    at: i64,
    along_x: i64,
    along_y: i64,
    /// What was taken away, because the edge's own pixels belong to the neighbour.
    bias: i64,
}

/// Tries every pixel of the box around a triangle.
#[inline]
fn small(
    p: &[Point; 3],
    area: f32,
    columns: Range<u32>,
    rows: Range<u32>,
    first_row: u32,
    width: u32,
    emit: &mut impl FnMut(usize, f32, f32),
) {
    let x = ((columns.start as i32) << SUBPIXEL_BITS) + CENTRE;
    let y = ((rows.start as i32) << SUBPIXEL_BITS) + CENTRE;
    let edge = |a: &Point, b: &Point| {
        let (dx, dy) = (i64::from(b.x - a.x), i64::from(b.y - a.y));
        let bias = i64::from(!owns_its_pixels(b.x - a.x, b.y - a.y));
        Edge {
            at: dx * i64::from(y - a.y) - dy * i64::from(x - a.x) - bias,
            along_x: -dy << SUBPIXEL_BITS,
            along_y: dx << SUBPIXEL_BITS,
            bias,
        }
    };
    let [mut a, mut b, mut c] = [edge(&p[1], &p[2]), edge(&p[2], &p[0]), edge(&p[0], &p[1])];
    let per_area = 1.0 / area;
    for row in rows {
        let start = (row - first_row) as usize * width as usize;
        let (mut at_a, mut at_b, mut at_c) = (a.at, b.at, c.at);
        for column in columns.clone() {
            if (at_a | at_b | at_c) >= 0 {
                let weight = |at: i64, bias: i64| (at + bias) as f32 * per_area;
                emit(start + column as usize, weight(at_b, b.bias), weight(at_c, c.bias));
            }
            at_a += a.along_x;
            at_b += b.along_x;
            at_c += c.along_x;
        }
        a.at += a.along_y;
        b.at += b.along_y;
        c.at += c.along_y;
    }
}

/// Solves for the pixels of each row.
#[inline]
fn large(
    p: &[Point; 3],
    area: f64,
    rows: Range<u32>,
    first_row: u32,
    width: u32,
    emit: &mut impl FnMut(usize, f32, f32),
) {
    let edge = |a: &Point, b: &Point, y: i64| {
        let (dx, dy) = (i64::from(b.x - a.x), i64::from(b.y - a.y));
        let bias = i64::from(!owns_its_pixels(b.x - a.x, b.y - a.y));
        // At the first pixel of the row.
        let at = dx * (y - i64::from(a.y)) - dy * (i64::from(CENTRE) - i64::from(a.x)) - bias;
        Edge { at, along_x: -dy << SUBPIXEL_BITS, along_y: 0, bias }
    };
    let per_area = 1.0 / area;
    for row in rows {
        let y = (i64::from(row) << SUBPIXEL_BITS) + i64::from(CENTRE);
        let edges = [edge(&p[1], &p[2], y), edge(&p[2], &p[0], y), edge(&p[0], &p[1], y)];
        let columns = columns(&edges, width);
        let start = (row - first_row) as usize * width as usize;
        let [_, b, c] = &edges;
        let along = |edge: &Edge| {
            let start = (edge.at + edge.bias + columns.start * edge.along_x) as f64 * per_area;
            (start, edge.along_x as f64 * per_area)
        };
        let ((b, b_step), (c, c_step)) = (along(b), along(c));
        for (n, column) in columns.clone().enumerate() {
            let n = n as f64;
            emit(start + column as usize, (b + n * b_step) as f32, (c + n * c_step) as f32);
        }
    }
}

/// Whether pixels with their centre on an edge belong to its triangle: on a left or a top edge.
#[inline]
fn owns_its_pixels(dx: i32, dy: i32) -> bool {
    dy < 0 || (dy == 0 && dx < 0)
}

/// These are the pixels of a row on the inner side of all edges.
#[inline]
fn columns(edges: &[Edge; 3], width: u32) -> Range<i64> {
    let (mut start, mut end) = (0, i64::from(width));
    for edge in edges {
        if edge.along_x > 0 {
            start = start.max(-edge.at.div_euclid(edge.along_x));
        } else if edge.along_x < 0 {
            end = end.min(edge.at.div_euclid(-edge.along_x) + 1);
        } else if edge.at < 0 {
            return 0..0;
        }
    }
    start..end.max(start)
}
