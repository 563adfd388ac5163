//! Polygons and lines cut at the near and far plane, and far beyond the sides of the picture.
//!
//! After Sutherland and Hodgman: one plane after the other, each keeping what is on its side.

use glam::{DVec3, DVec4, Vec4};

/// How far beyond the picture triangles reach before they are cut, in half pictures: what is cut
/// there is never seen, and whole numbers stay small.
pub(super) const GUARD: f64 = 4.0;

/// This is a corner of what is left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Corner {
    pub(super) position: DVec4,
    /// How much of each corner of the whole there is.
    pub(super) weights: DVec3,
}

/// How far a corner is on the inner side of each plane.
fn distances(position: DVec4) -> [f64; 6] {
    let DVec4 { x, y, z, w } = position;
    [w + z, w - z, GUARD * w + x, GUARD * w - x, GUARD * w + y, GUARD * w - y]
}

/// Whether a corner is on the inner side of every plane, and in front of the eye.
#[inline]
pub(super) fn is_within(position: Vec4) -> bool {
    let [x, y, z, w] = position.to_array();
    let side = w * GUARD as f32;
    w > 0.0 && z.abs() <= w && x.abs() <= side && y.abs() <= side
}

/// This is the part of a triangle within the planes, a convex polygon without corners if that is
/// nothing.
pub(super) fn triangle(corners: [Vec4; 3]) -> Vec<Corner> {
    let whole = [DVec3::X, DVec3::Y, DVec3::Z];
    let corner = |n: usize| Corner { position: corners[n].as_dvec4(), weights: whole[n] };
    let mut polygon = [0, 1, 2].map(corner).to_vec();
    if !polygon.iter().all(|corner| corner.position.is_finite()) {
        return Vec::new();
    }
    for plane in 0..6 {
        let distance = |corner: &Corner| distances(corner.position)[plane];
        if polygon.iter().all(|corner| distance(corner) >= 0.0) {
            continue;
        }
        let mut kept = Vec::with_capacity(polygon.len() + 1);
        for (n, corner) in polygon.iter().enumerate() {
            let next = &polygon[(n + 1) % polygon.len()];
            let (here, there) = (distance(corner), distance(next));
            if here >= 0.0 {
                kept.push(*corner);
            }
            // Always from the inside out, so that neighbours are cut at the very same point.
            if here >= 0.0 && there < 0.0 {
                kept.push(between(corner, next, here / (here - there)));
            } else if here < 0.0 && there >= 0.0 {
                kept.push(between(next, corner, there / (there - here)));
            }
        }
        polygon = kept;
    }
    polygon
}

/// These are the ends of the part of a line within the planes.
pub(super) fn segment(ends: [Vec4; 2]) -> Option<[Corner; 2]> {
    let [a, b] = ends.map(|end| end.as_dvec4());
    if !a.is_finite() || !b.is_finite() {
        return None;
    }
    let (mut start, mut end) = (0.0_f64, 1.0_f64);
    for (here, there) in distances(a).into_iter().zip(distances(b)) {
        match (here < 0.0, there < 0.0) {
            (true, true) => return None,
            (true, false) => start = start.max(here / (here - there)),
            (false, true) => end = end.min(here / (here - there)),
            (false, false) => {}
        }
    }
    let corner =
        |t: f64| Corner { position: a + (b - a) * t, weights: DVec3::new(1.0 - t, t, 0.0) };
    (start < end || a == b).then(|| [corner(start), corner(end)])
}

fn between(a: &Corner, b: &Corner, t: f64) -> Corner {
    Corner {
        position: a.position + (b.position - a.position) * t,
        weights: a.weights + (b.weights - a.weights) * t,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corners(z: [f32; 3]) -> [Vec4; 3] {
        [
            Vec4::new(-1.0, -1.0, z[0], 1.0),
            Vec4::new(1.0, -1.0, z[1], 1.0),
            Vec4::new(0.0, 1.0, z[2], 1.0),
        ]
    }

    #[test]
    fn what_is_within_is_left_alone() {
        let whole = corners([-1.0, 0.0, 1.0]);
        let left: Vec<_> = triangle(whole).iter().map(|corner| corner.position).collect();
        assert_eq!(left, whole.map(|corner| corner.as_dvec4()));
        assert!(whole.into_iter().all(is_within));
    }

    #[test]
    fn what_is_outside_is_gone() {
        assert_eq!(triangle(corners([-1.5, -2.0, -3.0])), Vec::new());
        assert_eq!(segment([Vec4::new(0.0, 0.0, 2.0, 1.0), Vec4::new(3.0, 0.0, 4.0, 1.0)]), None);
    }

    #[test]
    fn a_cut_lies_on_the_plane_and_interpolates() {
        let whole = corners([-2.0, 0.0, 0.0]);
        let polygon = triangle(whole);
        assert_eq!(polygon.len(), 4);
        for corner in polygon {
            assert!(corner.position.z >= -1.0 - 1e-12);
            let z = corner.weights.dot(DVec3::new(-2.0, 0.0, 0.0));
            assert!((z - corner.position.z).abs() < 1e-12);
        }
        let [a, b] = segment([whole[0], whole[1]]).expect("half of it is within");
        assert_eq!([a.position.z, b.position.z], [-1.0, 0.0]);
        assert_eq!(a.weights.x, 0.5);
    }
}
