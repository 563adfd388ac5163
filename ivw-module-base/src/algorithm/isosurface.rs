//! Surfaces where a field has a value, as triangles.
//!
//! Cells between eight voxels are cut by marching cubes (Lorensen and Cline 1987) or by marching
//! tetrahedra. What a cell of eight corners is cut into is not copied from a table, but derived once:
//! the sides of a cell are cut into lines, and lines joined to polygons. Where the corners of a side
//! alternate, those within are kept apart, on both sides of it: surfaces have no holes.

use glam::{UVec3, Vec3};
use ivw_core::prelude::*;
use rayon::prelude::*;
use std::sync::LazyLock;

/// How cells are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cells {
    Cubes,
    Tetrahedra,
}

/// Corners of triangles with their normals.
#[derive(Clone, Debug, Default)]
pub(crate) struct Surface {
    pub(crate) positions: Vec<Vec3>,
    pub(crate) normals: Vec<Vec3>,
    pub(crate) indices: Vec<u32>,
}

/// A field on a lattice of points, positive within.
pub(crate) struct Field {
    dims: UVec3,
    values: Vec<f64>,
}

impl Field {
    /// A volume's first channel: within is below a value, or above if inverted.
    pub(crate) fn new(volume: &Volume, iso: f64, inverts: bool) -> Self {
        let sign = if inverts { 1.0 } else { -1.0 };
        let value = |n| sign * (volume.voxel_at(n)[0] - iso);
        let values = (0..volume.n_voxels()).into_par_iter().with_min_len(1 << 14).map(value);
        Self { dims: volume.size(), values: values.collect() }
    }

    fn at(&self, point: UVec3) -> f64 {
        let [nx, ny] = [self.dims.x as usize, self.dims.y as usize];
        self.values[(point.z as usize * ny + point.y as usize) * nx + point.x as usize]
    }

    fn is_within(&self, point: UVec3) -> bool {
        self.at(point) > 0.0
    }

    /// A point of the lattice in the unit cube.
    fn place(&self, point: UVec3) -> Vec3 {
        point.as_vec3() / (self.dims - 1).as_vec3()
    }

    /// Where an edge between two points crosses the surface.
    fn crossing(&self, from: UVec3, to: UVec3) -> Vec3 {
        let (a, b) = (self.at(from), self.at(to));
        let part = a / (a - b);
        let part = if part.is_finite() { part.clamp(0.0, 1.0) } else { 0.5 };
        let (from, to) = (self.place(from).as_dvec3(), self.place(to).as_dvec3());
        from.lerp(to, part).as_vec3()
    }

    /// The surface, seen from where the field is not positive; with caps where the lattice ends.
    pub(crate) fn surface(&self, cells: Cells, closes: bool) -> Surface {
        if self.dims.min_element() < 2 {
            return Surface::default();
        }
        // Slabs of cells side by side, put together in order.
        const SLAB: u32 = 8;
        let n_layers = self.dims.z - 1;
        let slab = |n: u32| Slab::new(self, n * SLAB..((n + 1) * SLAB).min(n_layers), cells);
        let slabs: Vec<Slab> = (0..n_layers.div_ceil(SLAB)).into_par_iter().map(slab).collect();
        let mut surface = Surface::default();
        let mut last_plane: Vec<u32> = Vec::new();
        for slab in slabs {
            last_plane = surface.append(slab, &last_plane);
        }
        for normal in &mut surface.normals {
            *normal = normal.normalize_or_zero();
        }
        if closes {
            for axis in 0..3 {
                self.cap(axis, 0, &mut surface);
                self.cap(axis, self.dims[axis] - 1, &mut surface);
            }
        }
        surface
    }

    /// Covers what lies within at a side of the lattice.
    fn cap(&self, axis: usize, at: u32, surface: &mut Surface) {
        let (u, v) = ((axis + 1) % 3, (axis + 2) % 3);
        let is_upper = at > 0;
        let mut normal = Vec3::ZERO;
        normal[axis] = if is_upper { 1.0 } else { -1.0 };
        for j in 0..self.dims[v] - 1 {
            for i in 0..self.dims[u] - 1 {
                let corner = |du: u32, dv: u32| {
                    let mut point = UVec3::ZERO;
                    (point[axis], point[u], point[v]) = (at, i + du, j + dv);
                    point
                };
                let corners = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)];
                for polygon in self.within(&corners) {
                    let first = surface.positions.len() as u32;
                    surface.normals.extend(polygon.iter().map(|_| normal));
                    for n in 1..polygon.len() as u32 - 1 {
                        // Counter-clockwise seen along the axis from above.
                        let pair = if is_upper { [n, n + 1] } else { [n + 1, n] };
                        surface.indices.extend([first, first + pair[0], first + pair[1]]);
                    }
                    surface.positions.extend(polygon);
                }
            }
        }
    }

    /// The parts of a square that lie within.
    fn within(&self, corners: &[UVec3; 4]) -> Vec<Vec<Vec3>> {
        let inside = corners.map(|corner| self.is_within(corner));
        let n_inside = inside.iter().filter(|&&inside| inside).count();
        let crossing = |a: usize, b: usize| match inside[a] {
            true => self.crossing(corners[a], corners[b]),
            false => self.crossing(corners[b], corners[a]),
        };
        if n_inside == 2 && inside[0] == inside[2] {
            let own = (0..4).filter(|&n| inside[n]);
            let part = |n: usize| {
                vec![crossing((n + 3) % 4, n), self.place(corners[n]), crossing(n, (n + 1) % 4)]
            };
            return own.map(part).collect();
        }
        let mut polygon = Vec::new();
        for n in 0..4 {
            let next = (n + 1) % 4;
            if inside[n] {
                polygon.push(self.place(corners[n]));
            }
            if inside[n] != inside[next] {
                polygon.push(crossing(n, next));
            }
        }
        if polygon.len() < 3 { Vec::new() } else { vec![polygon] }
    }
}

/// Some layers of cells.
struct Slab {
    surface: Surface,
    /// Numbers of the vertices on edges within the first and the last plane of points.
    first_plane: Vec<u32>,
    last_plane: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Slab {
    fn new(field: &Field, layers: std::ops::Range<u32>, cells: Cells) -> Self {
        let [nx, ny] = [field.dims.x, field.dims.y];
        let n_points = nx as usize * ny as usize;
        let mut slab =
            Self { surface: Surface::default(), first_plane: Vec::new(), last_plane: Vec::new() };
        // Edges leave a point in seven directions, three of them within a plane.
        let mut lower = vec![NONE; 3 * n_points];
        for z in layers.clone() {
            let mut upper = vec![NONE; 3 * n_points];
            let mut between = vec![NONE; 4 * n_points];
            for y in 0..ny - 1 {
                for x in 0..nx - 1 {
                    let origin = UVec3::new(x, y, z);
                    let corner = |n: u32| origin + UVec3::new(n & 1, n >> 1 & 1, n >> 2);
                    let inside = (0..8)
                        .filter(|&n| field.is_within(corner(n)))
                        .fold(0_u8, |mask, n| mask | 1 << n);
                    if inside == 0 || inside == 255 {
                        continue;
                    }
                    let mut vertex = |surface: &mut Surface, [a, b]: Edge| {
                        let (from, direction) = (u32::from(a & b), u32::from(a ^ b));
                        let from = origin + UVec3::new(from & 1, from >> 1 & 1, from >> 2);
                        let point = from.y as usize * nx as usize + from.x as usize;
                        let plane = if from.z == z { &mut lower } else { &mut upper };
                        let place = match direction {
                            1..=3 => &mut plane[3 * point + direction as usize - 1],
                            _ => &mut between[4 * point + direction as usize - 4],
                        };
                        if *place == NONE {
                            let ends = [a, b].map(|n| corner(u32::from(n)));
                            *place = surface.add(field.crossing(ends[0], ends[1]));
                        }
                        *place
                    };
                    match cells {
                        Cells::Cubes => {
                            for polygon in &CUBES[usize::from(inside)] {
                                let surface = &mut slab.surface;
                                let corners: Vec<u32> =
                                    polygon.iter().map(|&edge| vertex(surface, edge)).collect();
                                surface.polygon(&corners);
                            }
                        }
                        Cells::Tetrahedra => {
                            for tetrahedron in &TETRAHEDRA {
                                for polygon in cut_tetrahedron(tetrahedron, inside) {
                                    let surface = &mut slab.surface;
                                    let corners: Vec<u32> =
                                        polygon.iter().map(|&edge| vertex(surface, edge)).collect();
                                    surface.polygon(&corners);
                                }
                            }
                        }
                    }
                }
            }
            if z == layers.start {
                slab.first_plane = std::mem::take(&mut lower);
            }
            lower = upper;
        }
        slab.last_plane = lower;
        slab
    }
}

impl Surface {
    fn add(&mut self, position: Vec3) -> u32 {
        self.positions.push(position);
        self.normals.push(Vec3::ZERO);
        self.positions.len() as u32 - 1
    }

    /// Adds a polygon as a fan of triangles, those without area left out.
    fn polygon(&mut self, corners: &[u32]) {
        for n in 1..corners.len().saturating_sub(1) {
            let triangle = [corners[0], corners[n], corners[n + 1]];
            let [a, b, c] = triangle.map(|corner| self.positions[corner as usize]);
            let normal = (b - a).as_dvec3().cross((c - a).as_dvec3());
            let Some(normal) = normal.try_normalize() else { continue };
            for corner in triangle {
                self.normals[corner as usize] += normal.as_vec3();
            }
            self.indices.extend(triangle);
        }
    }

    /// Adds the next slab; vertices in the plane that both have become one. Gives the last plane.
    fn append(&mut self, slab: Slab, last_plane: &[u32]) -> Vec<u32> {
        let mut numbers = vec![NONE; slab.surface.positions.len()];
        for (&own, &known) in slab.first_plane.iter().zip(last_plane) {
            if own != NONE && known != NONE {
                numbers[own as usize] = known;
                self.normals[known as usize] += slab.surface.normals[own as usize];
            }
        }
        for (n, number) in numbers.iter_mut().enumerate() {
            if *number == NONE {
                *number = self.add(slab.surface.positions[n]);
                self.normals[*number as usize] = slab.surface.normals[n];
            }
        }
        self.indices.extend(slab.surface.indices.iter().map(|&index| numbers[index as usize]));
        let number = |&own: &u32| if own == NONE { NONE } else { numbers[own as usize] };
        slab.last_plane.iter().map(number).collect()
    }
}

/// An edge of a cell by its two corners, whose bits are steps along x, y and z.
type Edge = [u8; 2];

/// The polygons of a cube, for each choice of corners that lie within.
static CUBES: LazyLock<Vec<Vec<Vec<Edge>>>> = LazyLock::new(|| (0..=255).map(cut_cube).collect());

/// The sides of a cube: corners counter-clockwise seen from outside.
const SIDES: [[u8; 4]; 6] =
    [[0, 4, 6, 2], [1, 3, 7, 5], [0, 1, 5, 4], [2, 6, 7, 3], [0, 2, 3, 1], [4, 5, 7, 6]];

/// Six tetrahedra around the diagonal of a cube, all of the same sense.
const TETRAHEDRA: [[u8; 4]; 6] =
    [[0, 1, 3, 7], [0, 2, 6, 7], [0, 4, 5, 7], [0, 3, 2, 7], [0, 6, 4, 7], [0, 5, 1, 7]];

fn edge(a: u8, b: u8) -> Edge {
    [a.min(b), a.max(b)]
}

/// Joins the lines in the sides of a cube, from edge to edge: polygons that face away from what is
/// within.
fn cut_cube(inside: u8) -> Vec<Vec<Edge>> {
    let is_inside = |corner: u8| inside >> corner & 1 == 1;
    let mut lines: Vec<[Edge; 2]> = Vec::new();
    for side in SIDES {
        // Around each run of corners within, from the edge before it to the edge after it.
        for n in 0..4 {
            let (here, next) = (side[n], side[(n + 1) % 4]);
            if is_inside(here) && !is_inside(next) {
                let mut first = n;
                while is_inside(side[(first + 3) % 4]) {
                    first = (first + 3) % 4;
                }
                let before = side[(first + 3) % 4];
                lines.push([edge(before, side[first]), edge(here, next)]);
            }
        }
    }
    joined(lines)
}

fn joined(mut lines: Vec<[Edge; 2]>) -> Vec<Vec<Edge>> {
    let mut polygons = Vec::new();
    while let Some([start, mut end]) = lines.pop() {
        let mut polygon = vec![start];
        while end != start {
            polygon.push(end);
            let Some(next) = lines.iter().position(|line| line[0] == end) else { break };
            end = lines.swap_remove(next)[1];
        }
        polygons.push(polygon);
    }
    polygons
}

/// The polygon of a tetrahedron, as its four sides are cut.
fn cut_tetrahedron([a, b, c, d]: &[u8; 4], inside: u8) -> Vec<Vec<Edge>> {
    let is_inside = |corner: u8| inside >> corner & 1 == 1;
    let mut lines = Vec::new();
    // Counter-clockwise seen from outside.
    for side in [[*a, *c, *b], [*a, *b, *d], [*b, *c, *d], [*a, *d, *c]] {
        for n in 0..3 {
            let (here, next, last) = (side[n], side[(n + 1) % 3], side[(n + 2) % 3]);
            if is_inside(here) && !is_inside(next) {
                let entry = match is_inside(last) {
                    // Two corners within: the line enters between the other two.
                    true => edge(next, last),
                    false => edge(last, here),
                };
                lines.push([entry, edge(here, next)]);
            }
        }
    }
    joined(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    fn volume(dims: UVec3, value: impl FnMut(UVec3) -> f32) -> Volume {
        Volume::from_fn(dims, value).unwrap()
    }

    fn ball(n: u32) -> Volume {
        volume(UVec3::splat(n), |voxel| {
            (voxel.as_vec3() / (n - 1) as f32).distance(Vec3::splat(0.5))
        })
    }

    /// How often each pair of vertices is an edge, in this direction less the other one.
    fn open_edges(surface: &Surface) -> usize {
        let mut edges: HashMap<(u32, u32), i32> = HashMap::new();
        for triangle in surface.indices.chunks(3) {
            for n in 0..3 {
                let (a, b) = (triangle[n], triangle[(n + 1) % 3]);
                *edges.entry((a.min(b), a.max(b))).or_default() += if a < b { 1 } else { -1 };
            }
        }
        edges.values().filter(|&&n| n != 0).count()
    }

    fn enclosed_volume(surface: &Surface) -> f32 {
        let corner = |n: u32| surface.positions[n as usize] - 0.5;
        let parts = surface.indices.chunks(3);
        parts.map(|t| corner(t[0]).dot(corner(t[1]).cross(corner(t[2]))) / 6.0).sum()
    }

    #[test]
    fn a_ball_is_closed_and_has_the_volume_of_a_ball() {
        for cells in [Cells::Cubes, Cells::Tetrahedra] {
            let surface = Field::new(&ball(33), 0.4, false).surface(cells, true);
            assert_eq!(open_edges(&surface), 0, "{cells:?}");
            let expected = 4.0 / 3.0 * std::f32::consts::PI * 0.4_f32.powi(3);
            let found = enclosed_volume(&surface);
            assert!((found / expected - 1.0).abs() < 0.01, "{cells:?}: {found} {expected}");
            for (position, normal) in surface.positions.iter().zip(&surface.normals) {
                assert!((position - 0.5).normalize().dot(*normal) > 0.95, "{cells:?}");
            }
        }
    }

    #[test]
    fn any_field_has_a_surface_without_holes() {
        let mut state = 1_u32;
        let noise = volume(UVec3::new(9, 7, 12), |voxel| {
            let dims = UVec3::new(9, 7, 12);
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            // Nothing is within at the border.
            let is_border = voxel.min_element() == 0 || (dims - 1 - voxel).min_element() == 0;
            if is_border { 1.0 } else { (state >> 8) as f32 / (1 << 24) as f32 }
        });
        for cells in [Cells::Cubes, Cells::Tetrahedra] {
            let surface = Field::new(&noise, 0.5, false).surface(cells, true);
            assert!(surface.indices.len() > 1000);
            assert_eq!(open_edges(&surface), 0, "{cells:?}");
        }
    }

    #[test]
    fn caps_close_what_reaches_the_border() {
        let all = volume(UVec3::new(3, 4, 5), |_| 0.0);
        let surface = Field::new(&all, 0.5, false).surface(Cells::Cubes, true);
        assert!((enclosed_volume(&surface) - 1.0).abs() < 1e-5);
        assert!(Field::new(&all, 0.5, false).surface(Cells::Cubes, false).indices.is_empty());
        assert!(Field::new(&all, 0.5, true).surface(Cells::Cubes, true).indices.is_empty());
        let slope = volume(UVec3::splat(5), |voxel| voxel.x as f32);
        let surface = Field::new(&slope, 1.0, false).surface(Cells::Cubes, true);
        assert!((enclosed_volume(&surface) - 0.25).abs() < 1e-5);
    }

    #[test]
    fn flat_and_odd_volumes_do_no_harm() {
        for dims in [UVec3::new(1, 5, 5), UVec3::ONE, UVec3::new(2, 2, 2)] {
            let odd = volume(dims, |voxel| if voxel.x == 0 { f32::NAN } else { f32::INFINITY });
            for cells in [Cells::Cubes, Cells::Tetrahedra] {
                Field::new(&odd, 0.5, true).surface(cells, true);
            }
        }
    }
}
