//! Meshes cut by a plane, and the holes that the cut leaves closed.
//!
//! After Sutherland and Hodgman, a triangle at a time. A hole is filled by a fan around its middle,
//! whose attributes are mixed by mean value coordinates (Floater 2003).

use glam::{Mat4, Vec2, Vec3};
use ivw_core::data::Plane;
use ivw_core::prelude::*;
use ivw_render::raster::{each_list, segments_in, triangles_in};
use ivw_render::vertices;
use std::collections::HashMap;

/// What is left of a mesh on the side that a plane faces.
///
/// Lists of triangles, lines and points stay lists of their own, each made of separate ones.
pub(crate) fn clipped(mesh: &Mesh, plane: &Plane, closes_holes: bool) -> Result<Mesh> {
    let cut = Cut::new(mesh, plane);
    if !cut.normal.is_finite() || cut.normal == Vec3::ZERO {
        return Err(Error::new(
            "a plane needs a normal, and the mesh a matrix that can be inverted",
        )
        .hint("give the plane a normal that is not zero"));
    }
    Ok(cut.apply(mesh, closes_holes))
}

/// A new vertex: so much of each vertex before it, and maybe a normal of its own.
struct Mix {
    parts: Vec<(u32, f32)>,
    normal: Option<Vec3>,
}

/// A mesh that is being cut, in data space.
struct Cut {
    positions: Vec<Vec3>,
    /// How far each vertex is on the side that stays.
    distances: Vec<f32>,
    /// What is nearer than this is at the same place.
    epsilon: f32,
    point: Vec3,
    normal: Vec3,
    added: Vec<Mix>,
    /// New vertices of the edges between what stays and what goes.
    rim: Vec<[u32; 2]>,
}

impl Cut {
    fn new(mesh: &Mesh, plane: &Plane) -> Self {
        let world = mesh.world_from_data();
        let point = world.inverse().transform_point3(plane.point.into());
        // A normal is a row of numbers: it goes the other way by the transpose.
        let normal = world.transpose().transform_vector3(plane.normal.into()).normalize_or_zero();
        let mut positions: Vec<_> = vertices::transformed(mesh, Mat4::IDENTITY)
            .iter()
            .map(|position| position.truncate())
            .collect();
        positions.truncate(mesh.n_vertices());
        let largest = positions.iter().map(|position| position.abs().max_element());
        let largest = largest.filter(|largest| largest.is_finite()).fold(0.0, f32::max);
        let epsilon = largest * 1e-6;
        let distance = |&at: &Vec3| {
            let distance = (at - point).dot(normal);
            // What is nearly in the plane is in it: otherwise edges along it cross it anywhere.
            if distance.abs() <= epsilon { 0.0 } else { distance }
        };
        let distances = positions.iter().map(distance).collect();
        let (added, rim) = (Vec::new(), Vec::new());
        Self { positions, distances, epsilon, point, normal, added, rim }
    }

    fn apply(mut self, mesh: &Mesh, closes_holes: bool) -> Mesh {
        let mut lists = Vec::new();
        each_list(mesh, |topology, indices| {
            let separate = Topology { connectivity: Connectivity::Unconnected, ..topology };
            match topology.primitive {
                Primitive::Triangles => {
                    let mut triangles = Vec::new();
                    triangles_in(topology, indices, &mut triangles);
                    let kept = self.triangles(&triangles);
                    lists.push((separate, kept));
                }
                Primitive::Lines => {
                    let mut segments = Vec::new();
                    segments_in(topology, indices, &mut segments);
                    lists.push((separate, self.lines(&segments)));
                }
                Primitive::Points | Primitive::NotSpecified => {
                    let kept = indices.iter().copied().filter(|&index| self.stays(index));
                    lists.push((separate, kept.collect()));
                }
            }
        });
        if closes_holes && !self.rim.is_empty() {
            let cap = self.cap();
            lists.push((Topology::TRIANGLES, cap));
        }
        self.mesh(mesh, lists)
    }

    fn stays(&self, index: u32) -> bool {
        self.distances.get(index as usize).is_some_and(|&distance| distance >= 0.0)
    }

    fn position(&self, index: u32) -> Vec3 {
        self.positions[index as usize]
    }

    /// Adds a vertex where an edge crosses the plane.
    fn crossing(&mut self, inside: u32, outside: u32) -> u32 {
        let [a, b] = [inside, outside].map(|index| self.distances[index as usize]);
        let part = (a / (a - b)).clamp(0.0, 1.0);
        let position = self.position(inside).lerp(self.position(outside), part);
        let parts = vec![(inside, 1.0 - part), (outside, part)];
        self.add(position, Mix { parts, normal: None })
    }

    fn add(&mut self, position: Vec3, mix: Mix) -> u32 {
        self.positions.push(position);
        self.distances.push(0.0);
        self.added.push(mix);
        self.positions.len() as u32 - 1
    }

    fn triangles(&mut self, triangles: &[[u32; 3]]) -> Vec<u32> {
        let n_vertices = self.positions.len() as u32;
        let mut kept = Vec::with_capacity(3 * triangles.len());
        for triangle in triangles {
            if triangle.iter().any(|&index| index >= n_vertices) {
                continue;
            }
            let inside = triangle.map(|index| self.stays(index));
            match inside {
                [true, true, true] => kept.extend(triangle),
                [false, false, false] => {}
                _ => self.cut_triangle(triangle, &mut kept),
            }
        }
        kept
    }

    fn cut_triangle(&mut self, triangle: &[u32; 3], kept: &mut Vec<u32>) {
        let mut polygon = Vec::with_capacity(4);
        let (mut leaves, mut enters) = (None, None);
        for n in 0..3 {
            let (here, next) = (triangle[n], triangle[(n + 1) % 3]);
            match (self.stays(here), self.stays(next)) {
                (true, true) => polygon.push(next),
                (true, false) => {
                    let crossing = self.crossing(here, next);
                    leaves = Some(crossing);
                    polygon.push(crossing);
                }
                (false, true) => {
                    let crossing = self.crossing(next, here);
                    enters = Some(crossing);
                    polygon.extend([crossing, next]);
                }
                (false, false) => {}
            }
        }
        for n in 1..polygon.len().saturating_sub(1) {
            kept.extend([polygon[0], polygon[n], polygon[n + 1]]);
        }
        if let (Some(leaves), Some(enters)) = (leaves, enters) {
            self.rim.push([enters, leaves]);
        }
    }

    fn lines(&mut self, segments: &[[u32; 4]]) -> Vec<u32> {
        let n_vertices = self.positions.len() as u32;
        let mut kept = Vec::new();
        for &[_, a, b, _] in segments {
            if a >= n_vertices || b >= n_vertices {
                continue;
            }
            match (self.stays(a), self.stays(b)) {
                (true, true) => kept.extend([a, b]),
                (true, false) => kept.extend([a, self.crossing(a, b)]),
                (false, true) => kept.extend([self.crossing(b, a), b]),
                (false, false) => {}
            }
        }
        kept
    }

    /// Fills the holes in the plane; gives triangles that face away from what stays.
    fn cap(&mut self) -> Vec<u32> {
        let loops = self.loops();
        let mut triangles = Vec::new();
        for ring in &loops {
            self.fan(ring, &mut triangles);
        }
        triangles
    }

    /// The edges of the cut one after the other, vertices at the same place being one.
    fn loops(&self) -> Vec<Vec<u32>> {
        let mut places = Weld::new(self.epsilon);
        let mut edges: Vec<[u32; 2]> = Vec::new();
        let mut counts: HashMap<[u32; 2], u32> = HashMap::new();
        for edge in &self.rim {
            let [a, b] = edge.map(|index| places.place(index, self.position(index)));
            if a != b {
                let count = counts.entry([a.min(b), a.max(b)]).or_default();
                *count += 1;
                if *count == 1 {
                    edges.push([a, b]);
                }
            }
        }
        // Where two triangles that go away only touch the plane there is no hole between them.
        edges.retain(|&[a, b]| counts[&[a.min(b), a.max(b)]] % 2 == 1);
        let mut at: HashMap<u32, Vec<usize>> = HashMap::new();
        for (n, edge) in edges.iter().enumerate() {
            edge.iter().for_each(|&end| at.entry(end).or_default().push(n));
        }
        let mut used = vec![false; edges.len()];
        let mut loops = Vec::new();
        for first in 0..edges.len() {
            if std::mem::replace(&mut used[first], true) {
                continue;
            }
            let [start, mut end] = edges[first];
            let mut ring = vec![start];
            while end != start {
                ring.push(end);
                let next = at.get(&end).and_then(|list| list.iter().find(|&&n| !used[n]));
                let Some(&next) = next else { break };
                used[next] = true;
                end = if edges[next][0] == end { edges[next][1] } else { edges[next][0] };
            }
            match end == start && ring.len() > 2 {
                true => loops.push(ring),
                false => tracing::warn!("a hole of the cut has an open rim and stays open"),
            }
        }
        loops
    }

    fn fan(&mut self, ring: &[u32], triangles: &mut Vec<u32>) {
        let e1 = self.normal.any_orthonormal_vector();
        let e2 = self.normal.cross(e1);
        let flat: Vec<Vec2> = ring
            .iter()
            .map(|&index| {
                let at = self.position(index) - self.point;
                Vec2::new(at.dot(e1), at.dot(e2))
            })
            .collect();
        let next = |n: usize| (n + 1) % ring.len();
        let pairs = |n: usize| flat[n].perp_dot(flat[next(n)]);
        let doubled_area: f32 = (0..ring.len()).map(pairs).sum();
        let centroid = (0..ring.len()).map(|n| (flat[n] + flat[next(n)]) * pairs(n)).sum::<Vec2>()
            / (3.0 * doubled_area);
        let middle = match centroid.is_finite() {
            true => centroid,
            false => flat.iter().sum::<Vec2>() / flat.len() as f32,
        };
        let weights = mean_value_weights(&flat, middle);
        let normal = Some(-self.normal);
        let own: Vec<u32> = ring
            .iter()
            .map(|&index| {
                let mix = Mix { parts: vec![(index, 1.0)], normal };
                self.add(self.position(index), mix)
            })
            .collect();
        let position = self.point + middle.x * e1 + middle.y * e2;
        let parts = ring.iter().copied().zip(weights).collect();
        let middle = self.add(position, Mix { parts, normal });
        for n in 0..own.len() {
            let (a, b) = (own[n], own[next(n)]);
            // Counter-clockwise seen along the normal, which the cap faces away from.
            let [a, b] = if doubled_area > 0.0 { [b, a] } else { [a, b] };
            triangles.extend([middle, a, b]);
        }
    }

    /// The mesh with new vertices and lists.
    fn mesh(&self, mesh: &Mesh, lists: Vec<(Topology, Vec<u32>)>) -> Mesh {
        let n_vertices = mesh.n_vertices();
        let mut result = Mesh { indices: Vec::new().into(), ..mesh.clone() };
        for attribute in result.attributes.iter_mut() {
            let is_normal = attribute.kind == AttributeKind::Normal;
            attribute.values = extended(&attribute.values, n_vertices, &self.added, is_normal);
        }
        for (topology, list) in lists {
            result = result.with_indices(topology, &list);
        }
        result
    }
}

/// The values of the first vertices and of those that were added.
fn extended(values: &Array, n_vertices: usize, added: &[Mix], is_normal: bool) -> Array {
    let Format { number, components } = values.format;
    let size = values.format.size();
    let mut bytes = values.bytes.bytes()[..n_vertices * size].to_vec();
    for mix in added {
        let mut value = [0.0; 4];
        match (mix.normal.filter(|_| is_normal), number.is_float()) {
            (Some(normal), _) => {
                let one = if number.is_float() { 1.0 } else { number.limits()[1] };
                let normal = normal.extend(0.0).to_array();
                value = normal.map(|component| f64::from(component) * one);
            }
            (None, true) => {
                for &(index, part) in &mix.parts {
                    let whole = values.format.read(&bytes, index as usize);
                    value.iter_mut().zip(whole).for_each(|(v, w)| *v += w * f64::from(part));
                }
            }
            (None, false) => {
                let index = mix.parts.first().map_or(0, |&(index, _)| index);
                value = values.format.read(&bytes, index as usize);
            }
        }
        let start = bytes.len();
        bytes.resize(start + size, 0);
        for (c, value) in value.into_iter().take(usize::from(components)).enumerate() {
            number.write(value, &mut bytes[start + c * number.size()..]);
        }
    }
    Array { format: values.format, bytes: Memory::copy_of(&bytes) }
}

/// How much of each corner of a polygon there is at a point within, 1 in all.
fn mean_value_weights(corners: &[Vec2], point: Vec2) -> Vec<f32> {
    let n = corners.len();
    let half_tangent = |k: usize| {
        let (a, b) = (corners[k] - point, corners[(k + 1) % n] - point);
        (a.angle_to(b).abs() / 2.0).tan()
    };
    let weights: Vec<f32> = (0..n)
        .map(|k| (half_tangent((k + n - 1) % n) + half_tangent(k)) / corners[k].distance(point))
        .collect();
    let sum: f32 = weights.iter().sum();
    match sum.is_finite() && sum > 0.0 {
        true => weights.iter().map(|weight| weight / sum).collect(),
        false => vec![1.0 / n as f32; n],
    }
}

/// Finds vertices that are at the same place.
struct Weld {
    epsilon: f32,
    cells: HashMap<[i64; 3], Vec<(u32, Vec3)>>,
}

impl Weld {
    fn new(epsilon: f32) -> Self {
        Self { epsilon: epsilon.max(f32::MIN_POSITIVE), cells: HashMap::new() }
    }

    /// The first vertex that was at a place.
    fn place(&mut self, index: u32, position: Vec3) -> u32 {
        let cell = (position / self.epsilon).floor().to_array().map(|n| n as i64);
        for n in 0..27 {
            let near = [n % 3 - 1, n / 3 % 3 - 1, n / 9 - 1];
            let near = [0, 1, 2].map(|axis| cell[axis].saturating_add(near[axis]));
            let found = self.cells.get(&near).and_then(|vertices| {
                vertices.iter().find(|(_, at)| at.distance(position) <= self.epsilon)
            });
            if let Some(&(found, _)) = found {
                return found;
            }
        }
        self.cells.entry(cell).or_default().push((index, position));
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::algorithm::primitives;
    use glam::Vec4;
    use ivw_render::raster::triangles_of;

    const PLANE: Plane = Plane { point: [0.5, 0.5, 0.25], normal: [0.0, 0.0, -1.0] };

    fn corner(mesh: &Mesh, kind: AttributeKind, n: u32) -> Vec3 {
        let [x, y, z, _] = mesh.attribute(kind).expect("it has them").at(n as usize);
        Vec3::new(x as f32, y as f32, z as f32)
    }

    /// Volume within closed triangles that face outwards.
    fn volume(mesh: &Mesh) -> f32 {
        let triangles = triangles_of(mesh).into_iter();
        let tetrahedra = triangles.map(|triangle| {
            let [a, b, c] = triangle.map(|n| corner(mesh, AttributeKind::Position, n));
            a.dot(b.cross(c)) / 6.0
        });
        tetrahedra.sum()
    }

    fn body() -> Mesh {
        primitives::octant_sphere(Vec3::splat(0.5), 0.5, primitives::octant_color).into_mesh()
    }

    #[test]
    fn a_closed_body_stays_closed() -> Result<()> {
        let whole = body();
        let half = |normal: f32| {
            let plane = Plane { point: [0.5, 0.5, 0.4], normal: [0.0, 0.0, normal] };
            clipped(&whole, &plane, true)
        };
        let (upper, lower) = (half(1.0)?, half(-1.0)?);
        assert!((volume(&upper) + volume(&lower) - volume(&whole)).abs() < 1e-4);
        assert!(volume(&lower) < volume(&upper));
        let open = clipped(&whole, &PLANE, false)?;
        assert!(triangles_of(&open).len() < triangles_of(&lower).len());
        Ok(())
    }

    #[test]
    fn a_cap_faces_away_from_what_stays() -> Result<()> {
        let mesh = clipped(&body(), &PLANE, true)?;
        let cap = mesh.indices.last().expect("there is a cap");
        let indices = cap.values.bytes.elements::<u32>();
        for triangle in indices.chunks(3) {
            let [a, b, c] = [0, 1, 2].map(|n| corner(&mesh, AttributeKind::Position, triangle[n]));
            assert!((b - a).cross(c - a).z > 0.0);
            assert_eq!(corner(&mesh, AttributeKind::Normal, triangle[0]), Vec3::Z);
            assert!((a.z - 0.25).abs() < 1e-6);
        }
        Ok(())
    }

    #[test]
    fn a_box_cut_out_of_a_larger_one_is_closed_at_any_scale() -> Result<()> {
        for scale in [1e-4, 1.0, 1e5] {
            let cube = primitives::cube_strip(Vec3::splat(-scale), Vec3::splat(scale));
            let mut mesh = cube.without_normals();
            let side = 0.05 * scale;
            for axis in [Vec3::X, Vec3::Y, Vec3::Z] {
                for normal in [axis, -axis] {
                    let plane = Plane { point: (-side * normal).into(), normal: normal.into() };
                    mesh = clipped(&mesh, &plane, true)?;
                }
            }
            let expected = (2.0 * side).powi(3);
            assert!((volume(&mesh).abs() / expected - 1.0).abs() < 1e-3, "{scale}");
        }
        Ok(())
    }

    #[test]
    fn attributes_are_mixed_where_edges_are_cut() -> Result<()> {
        let mesh = primitives::cube_strip(Vec3::ZERO, Vec3::ONE).without_normals();
        let mesh = clipped(&mesh, &PLANE, true)?;
        for n in 0..mesh.n_vertices() as u32 {
            let position = corner(&mesh, AttributeKind::Position, n);
            let color = corner(&mesh, AttributeKind::Color, n);
            assert!(color.abs_diff_eq(position, 1e-5), "{color} at {position}");
        }
        // What the lists use lies below the plane.
        for triangle in triangles_of(&mesh) {
            let highest = triangle.map(|n| corner(&mesh, AttributeKind::Position, n).z);
            assert!(highest.into_iter().all(|z| z <= 0.25 + 1e-6));
        }
        Ok(())
    }

    #[test]
    fn planes_are_in_world_space() -> Result<()> {
        let mut mesh = body();
        mesh.world = Mat4::from_translation(Vec3::new(0.0, 0.0, 10.0)).to_cols_array_2d();
        mesh.model = Mat4::from_scale(Vec3::new(1.0, 1.0, 2.0)).to_cols_array_2d();
        let plane = Plane { point: [0.0, 0.0, 11.0], normal: [0.0, 0.0, 1.0] };
        let bounds = clipped(&mesh, &plane, true)?;
        let lowest = triangles_of(&bounds)
            .into_iter()
            .flatten()
            .map(|n| corner(&bounds, AttributeKind::Position, n).z)
            .fold(f32::INFINITY, f32::min);
        assert_eq!(lowest, 0.5);
        Ok(())
    }

    #[test]
    fn lines_and_points_are_cut_and_bad_planes_refused() -> Result<()> {
        let lines = primitives::box_lines(Vec4::ONE).into_mesh();
        let kept = clipped(&lines, &PLANE, true)?;
        let n = kept.indices[0].values.len();
        assert_eq!(n / 2, 8);
        let mut points = lines.clone();
        points.indices.clear();
        points.topology = Topology::default();
        assert_eq!(clipped(&points, &PLANE, true)?.indices[0].values.len(), 4);
        for normal in [[0.0; 3], [f32::NAN; 3]] {
            assert!(clipped(&lines, &Plane { normal, ..PLANE }, true).is_err());
        }
        assert!(clipped(&Mesh::default(), &PLANE, true).is_ok());
        Ok(())
    }
}
