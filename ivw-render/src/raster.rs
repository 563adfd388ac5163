//! Triangles, lines and points to pixels, on the CPU.
//!
//! [`triangles`], [`segments`], [`points`] and [`glyphs`] do what a graphics card does between vertex
//! and fragment shader: they clip, project, find the pixels whose centres are covered, and say how
//! the corners mix there as perspective asks for.
//! What becomes of a fragment, depth test included, is up to whoever draws: mostly that is a
//! [`Film`](crate::film::Film).
//!
//! Pictures are drawn in bands of [`BAND`] rows, each by one thread, so that drawing takes no lock
//! and the order of triangles is kept within every pixel.
//! Which triangles a band has is found for chunks of them side by side.
//! Corners are moved to the nearest 1/4096 pixel and edges are whole numbers from there on: two
//! triangles that share an edge leave no pixel between them out, and draw none twice.

mod assembly;
mod bins;
mod clip;
mod glyph;
mod segment;
mod triangle;

pub use assembly::{each_list, points_of, segments_in, segments_of, triangles_in, triangles_of};
pub use glyph::{Rect, glyphs, points};
pub use segment::segments;
pub use triangle::triangles;

use glam::{UVec2, Vec4};
use std::ops::{Add, Mul};

/// Rows of a picture that one thread draws at a time.
pub const BAND: usize = 16;

/// Wider pictures would need larger numbers than there are.
const MAX_SIZE: u32 = 1 << 15;

/// This is a pixel of a triangle, a line or a point.
#[derive(Clone, Copy, Debug)]
pub struct Fragment {
    /// Which pixel of the band it is, bottom row first.
    pub pixel: usize,
    /// Depth in the window, from 0 at the near plane to 1 at the far plane.
    pub depth: f32,
    /// Whether the corners go round counter-clockwise in the picture.
    pub is_front: bool,
    /// Number of the triangle, line or point.
    pub primitive: u32,
    /// Numbers of its corners, repeated where there are fewer than three.
    pub corners: [u32; 3],
    /// How much of each corner there is here; 1 in all.
    pub weights: [f32; 3],
}

impl Fragment {
    /// This is what the corners have, in between.
    #[inline]
    pub fn mix<T: Copy + Add<Output = T> + Mul<f32, Output = T>>(&self, values: &[T]) -> T {
        let [a, b, c] = self.corners.map(|corner| values[corner as usize]);
        a * self.weights[0] + b * self.weights[1] + c * self.weights[2]
    }
}

/// These are the triangles that are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Faces {
    /// All of them.
    Both,
    /// Those whose corners go round counter-clockwise in the picture.
    Front,
    /// Those whose corners go round clockwise.
    Back,
}

impl Faces {
    /// These are the others.
    #[must_use]
    pub fn flipped(self) -> Self {
        match self {
            Self::Both => Self::Both,
            Self::Front => Self::Back,
            Self::Back => Self::Front,
        }
    }
}

/// The place of a corner in the window: x and y in pixels, depth, and 1 / w.
///
/// There is none behind the eye, or where numbers are odd.
fn window(position: Vec4, size: UVec2) -> Option<Vec4> {
    let per_w = position.w.recip();
    let ndc = position.truncate() * per_w;
    let size = size.as_vec2();
    let place = Vec4::new(
        (ndc.x * 0.5 + 0.5) * size.x,
        (ndc.y * 0.5 + 0.5) * size.y,
        ndc.z * 0.5 + 0.5,
        per_w,
    );
    (position.w > 0.0 && place.is_finite()).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::Vec2;
    use glam::{DVec2, DVec4};

    /// How often each pixel is drawn, and what was interpolated there.
    fn drawn(size: UVec2, corners: &[DVec4], faces: Faces) -> (Vec<u32>, Vec<Vec2>) {
        let values_of = |corner: &DVec4| Vec2::new((corner.x / corner.w) as f32, corner.w as f32);
        let corner_values: Vec<Vec2> = corners.iter().map(values_of).collect();
        let corners: Vec<Vec4> = corners.iter().map(|corner| corner.as_vec4()).collect();
        let triangles: Vec<[u32; 3]> =
            (0..corners.len() as u32 / 3).map(|n| [3 * n, 3 * n + 1, 3 * n + 2]).collect();
        let n = (size.x * size.y) as usize;
        let (mut counts, mut values) = (vec![0; n], vec![Vec2::ZERO; n]);
        let mut bands: Vec<_> = counts
            .chunks_mut(size.x as usize * BAND)
            .zip(values.chunks_mut(size.x as usize * BAND))
            .collect();
        super::triangles(size, &corners, &triangles, faces, &mut bands, |band, fragment| {
            band.0[fragment.pixel] += 1;
            band.1[fragment.pixel] = fragment.mix(&corner_values);
        });
        (counts, values)
    }

    fn flat(corners: &[[f64; 2]]) -> Vec<DVec4> {
        corners.iter().map(|&[x, y]| DVec4::new(x, y, 0.0, 1.0)).collect()
    }

    /// A small source of numbers from -1 to 1 that are the same on every machine.
    fn noise(state: &mut u64) -> f64 {
        *state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (*state >> 40) as f64 / (1 << 23) as f64 - 1.0
    }

    #[test]
    fn a_fan_covers_every_pixel_exactly_once() {
        let mut state = 5;
        for size in [UVec2::new(64, 64), UVec2::new(33, 7), UVec2::new(1, 50)] {
            for _ in 0..20 {
                let middle = [noise(&mut state), noise(&mut state)];
                // Some corners lie on pixel centres.
                let corner = DVec2::splat(1.0) - 1.0 / size.as_dvec2();
                let around = [
                    [-corner.x, -1.0],
                    [1.0, -corner.y],
                    [1.0, 1.0],
                    [-1.0, 1.0],
                    [-1.0, -corner.y],
                ];
                let mut corners = Vec::new();
                for n in 0..around.len() {
                    corners.extend([middle, around[n], around[(n + 1) % around.len()]]);
                }
                let (counts, _) = drawn(size, &flat(&corners), Faces::Front);
                // The corner that is cut off may miss pixels; nothing is ever drawn twice.
                assert!(counts.iter().all(|&count| count <= 1));
                let missing = counts.iter().filter(|&&count| count == 0).count();
                assert!(missing <= 1, "{missing} of {size}");
            }
        }
    }

    #[test]
    fn a_quad_between_pixel_centres_covers_half_open_rows_and_columns() {
        // From centre (1, 1) to centre (3, 3) of 4x4 pixels.
        let quad = [
            [-0.25, -0.25],
            [0.75, -0.25],
            [0.75, 0.75],
            [-0.25, -0.25],
            [0.75, 0.75],
            [-0.25, 0.75],
        ];
        let (counts, _) = drawn(UVec2::splat(4), &flat(&quad), Faces::Front);
        assert_eq!(counts.iter().sum::<u32>(), 4);
        assert!(counts.iter().all(|&count| count <= 1));
        // Left and top edges belong to it.
        assert_eq!(counts[2 * 4 + 1], 1);
        assert_eq!(counts[3 * 4 + 3], 0);
    }

    #[test]
    fn only_the_faces_that_were_asked_for_are_drawn() {
        let triangle = [[-1.0, -1.0], [1.0, -1.0], [0.0, 1.0]];
        let turned = [triangle[0], triangle[2], triangle[1]];
        let size = UVec2::splat(16);
        let n = |corners: &[[f64; 2]], faces| -> u32 {
            drawn(size, &flat(corners), faces).0.iter().sum()
        };
        assert!(n(&triangle, Faces::Front) > 100);
        assert_eq!(n(&triangle, Faces::Back), 0);
        assert_eq!(n(&turned, Faces::Back), n(&triangle, Faces::Front));
    }

    #[test]
    fn perspective_is_exact_also_where_the_near_plane_cuts() {
        // A floor that runs from behind the eye to far away: z = -w there, w is the distance.
        let point = |x: f64, distance: f64| DVec4::new(x, -1.0, distance - 0.2, distance);
        let corners = [
            point(-50.0, -3.0),
            point(50.0, -3.0),
            point(50.0, 9.0),
            point(-50.0, -3.0),
            point(50.0, 9.0),
            point(-50.0, 9.0),
        ];
        let size = UVec2::new(40, 60);
        let (counts, values) = drawn(size, &corners, Faces::Front);
        let mut n = 0;
        for (pixel, value) in values.iter().enumerate().filter(|&(pixel, _)| counts[pixel] == 1) {
            let y = (pixel as f64 / 40.0).floor();
            let ndc = (y + 0.5) / 60.0 * 2.0 - 1.0;
            // On the floor y = -1, thus ndc = -1 / w.
            assert!((f64::from(value.y) * ndc + 1.0).abs() < 5e-3, "{value:?} at row {y}");
            n += 1;
        }
        assert!(n > 40 * 10, "{n}");
        assert!(counts.iter().all(|&count| count <= 1));
    }

    #[test]
    fn odd_corners_draw_nothing_and_do_no_harm() {
        let size = UVec2::new(5, 3);
        for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, 0.0] {
            for place in 0..4 {
                let mut corners = flat(&[[-1.0, -1.0], [1.0, -1.0], [0.0, 1.0]]);
                corners[1][place] = bad;
                drawn(size, &corners, Faces::Front);
                drawn(size, &[corners[1]; 3], Faces::Back);
            }
        }
        super::triangles(
            size,
            &[Vec4::ONE],
            &[[0, 7, u32::MAX]],
            Faces::Both,
            &mut [()],
            |(), _| {
                panic!("there is no such corner");
            },
        );
    }
}
