//! Polygons cut at the near and far plane, and far beyond the sides of the picture.
//!
//! After Sutherland and Hodgman: one plane after the other, each keeping what is on its side.

use super::Vertex;
use glam::DVec4;

/// How far beyond the picture triangles reach before they are cut, in half pictures: what is cut
/// there is never seen, and whole numbers stay small.
const GUARD: f64 = 4.0;

/// How far a corner is on the inner side of each plane.
fn distances(position: DVec4) -> [f64; 6] {
    let DVec4 { x, y, z, w } = position;
    [w + z, w - z, GUARD * w + x, GUARD * w - x, GUARD * w + y, GUARD * w - y]
}

/// This is the part of a triangle within the planes, a convex polygon; `None` if that is all of it.
pub(super) fn clip<const N: usize>(corners: &[Vertex<N>; 3]) -> Option<Vec<Vertex<N>>> {
    let corner_distances = corners.map(|corner| distances(corner.position));
    let is_cut = |plane: usize| corner_distances.iter().any(|corner| corner[plane] < 0.0);
    if !(0..6).any(is_cut) {
        return None;
    }
    if (0..6).any(|plane| corner_distances.iter().all(|corner| corner[plane] < 0.0)) {
        return Some(Vec::new());
    }
    let mut polygon = corners.to_vec();
    for plane in (0..6).filter(|&plane| is_cut(plane)) {
        let mut kept = Vec::with_capacity(polygon.len() + 1);
        for (n, corner) in polygon.iter().enumerate() {
            let next = &polygon[(n + 1) % polygon.len()];
            let here = distances(corner.position)[plane];
            let there = distances(next.position)[plane];
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
    Some(polygon)
}

fn between<const N: usize>(a: &Vertex<N>, b: &Vertex<N>, t: f64) -> Vertex<N> {
    Vertex {
        position: a.position + (b.position - a.position) * t,
        varyings: std::array::from_fn(|n| a.varyings[n] + (b.varyings[n] - a.varyings[n]) * t),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn triangle(z: [f64; 3]) -> [Vertex<1>; 3] {
        let corner =
            |x: f64, y: f64, z: f64| Vertex { position: DVec4::new(x, y, z, 1.0), varyings: [z] };
        [corner(-1.0, -1.0, z[0]), corner(1.0, -1.0, z[1]), corner(0.0, 1.0, z[2])]
    }

    #[test]
    fn what_is_within_is_left_alone() {
        assert_eq!(clip(&triangle([-1.0, 0.0, 1.0])), None);
    }

    #[test]
    fn what_is_outside_is_gone() {
        assert_eq!(clip(&triangle([-1.5, -2.0, -3.0])), Some(Vec::new()));
    }

    #[test]
    fn a_cut_lies_on_the_plane_and_interpolates() {
        let polygon = clip(&triangle([-2.0, 0.0, 0.0])).expect("a corner is outside");
        assert_eq!(polygon.len(), 4);
        for corner in polygon {
            assert!(corner.position.z >= -1.0 - 1e-12);
            assert!((corner.varyings[0] - corner.position.z).abs() < 1e-12);
        }
    }
}
