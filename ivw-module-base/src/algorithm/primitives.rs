//! Simple bodies as meshes: spheres, boxes, cylinders, arrows.
//!
//! Vertices are in the order and number that Inviwo makes them, as glyphs are drawn at vertices.

use glam::{IVec2, Mat4, UVec2, Vec2, Vec3, Vec4};
use ivw_core::prelude::*;
use std::f32::consts::{PI, TAU};

/// Lines that go on from segment to segment, with a neighbour before and after.
pub(crate) const LINE_STRIP_ADJACENCY: Topology =
    Topology { primitive: Primitive::Lines, connectivity: Connectivity::StripAdjacency };
/// Separate lines, two indices each.
pub(crate) const LINES: Topology =
    Topology { primitive: Primitive::Lines, connectivity: Connectivity::Unconnected };
/// Separate points.
pub(crate) const POINTS: Topology =
    Topology { primitive: Primitive::Points, connectivity: Connectivity::Unconnected };
/// Triangles that share an edge with the one before.
pub(crate) const TRIANGLE_STRIP: Topology =
    Topology { primitive: Primitive::Triangles, connectivity: Connectivity::Strip };

/// A mesh in the making: vertices with all attributes, and index lists.
#[derive(Clone, Debug, Default)]
pub(crate) struct Body {
    pub(crate) vertices: Vec<Vertex>,
    pub(crate) lists: Vec<(Topology, Vec<u32>)>,
}

/// A vertex of it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Vertex {
    pub(crate) position: Vec3,
    pub(crate) normal: Vec3,
    pub(crate) texture: Vec3,
    pub(crate) color: Vec4,
}

impl Body {
    /// Adds another body, with index lists of its own.
    pub(crate) fn append(&mut self, other: Self) {
        let first = self.vertices.len() as u32;
        self.vertices.extend(other.vertices);
        self.lists.extend(other.lists.into_iter().map(|(topology, indices)| {
            (topology, indices.into_iter().map(|index| first + index).collect())
        }));
    }

    /// Adds a vertex and gives its number.
    pub(crate) fn push(&mut self, vertex: Vertex) -> u32 {
        self.vertices.push(vertex);
        self.vertices.len() as u32 - 1
    }

    /// The mesh with position, normal, texture coordinates and colour.
    pub(crate) fn into_mesh(self) -> Mesh {
        let with_normals = self.without_normals();
        let normals: Vec<_> = self.vertices.iter().map(|vertex| vertex.normal).collect();
        let normal = Attribute {
            kind: AttributeKind::Normal,
            location: AttributeKind::Normal as i32,
            values: Array::copy_of(&normals),
        };
        let mut mesh = with_normals;
        mesh.attributes.insert(1, normal);
        mesh
    }

    /// The mesh with position, texture coordinates and colour.
    pub(crate) fn without_normals(&self) -> Mesh {
        let positions: Vec<_> = self.vertices.iter().map(|vertex| vertex.position).collect();
        let textures: Vec<_> = self.vertices.iter().map(|vertex| vertex.texture).collect();
        let colors: Vec<_> = self.vertices.iter().map(|vertex| vertex.color).collect();
        let topology = self.lists.first().map_or(Topology::TRIANGLES, |(topology, _)| *topology);
        let mesh = Mesh::new(topology)
            .with(AttributeKind::Position, Array::copy_of(&positions))
            .with(AttributeKind::TexCoord, Array::copy_of(&textures))
            .with(AttributeKind::Color, Array::copy_of(&colors));
        self.lists.iter().fold(mesh, |mesh, (topology, list)| mesh.with_indices(*topology, list))
    }
}

/// Adds the number of an object to each vertex.
pub(crate) fn with_picking(mesh: Mesh, id: u32) -> Mesh {
    let ids = vec![id; mesh.n_vertices()];
    mesh.with(AttributeKind::Picking, Array::copy_of(&ids))
}

/// A direction across another one: as near to x as can be, or y beside x.
pub(crate) fn orthogonal(direction: Vec3) -> Vec3 {
    let across = Vec3::X - direction * direction.x;
    match across.length_squared() < 1e-8 {
        true => Vec3::Y,
        false => across.normalize_or(Vec3::Y),
    }
}

/// Sphere of radius 1 in loops around z, coloured by position; a strip of triangles for each loop.
pub(crate) fn sphere(resolution: IVec2) -> Body {
    let segments = resolution.x.max(8) as u32;
    let loops = resolution.y.max(4) as u32;
    let mut body = Body::default();
    for i in 0..=loops {
        let (sin_theta, cos_theta) = (PI * i as f32 / loops as f32).sin_cos();
        for j in 0..segments {
            let (sin_phi, cos_phi) = (TAU * j as f32 / segments as f32).sin_cos();
            let position = Vec3::new(cos_phi * sin_theta, sin_phi * sin_theta, cos_theta);
            let texture = Vec3::new(j as f32 / segments as f32, i as f32 / loops as f32, 0.0);
            let color = position.extend(1.0);
            body.push(Vertex { position, normal: position, texture, color });
        }
    }
    for i in 0..loops {
        let strip = (0..=segments).flat_map(|j| {
            let first = i * segments + j % segments;
            [first, first + segments]
        });
        body.lists.push((TRIANGLE_STRIP, strip.collect()));
    }
    body
}

/// Points along an edge of the eighth of a sphere.
const DIVISION: i32 = 7;

/// Sphere of eight equal parts, each a flat triangle of 49 whose points were moved onto the sphere.
///
/// `color` gets the signs of a part's coordinates.
pub(crate) fn octant_sphere(centre: Vec3, radius: f32, color: impl Fn(Vec3) -> Vec4) -> Body {
    let mut body = Body::default();
    for part in 0..8 {
        let sign = |bit: i32| if part >> bit & 1 == 1 { 1.0 } else { -1.0 };
        body.append(octant(centre, radius, Vec3::new(sign(2), sign(1), sign(0)), &color));
    }
    let indices = body.lists.drain(..).flat_map(|(_, list)| list).collect();
    body.lists.push((Topology::TRIANGLES, indices));
    body
}

fn octant(centre: Vec3, radius: f32, signs: Vec3, color: impl Fn(Vec3) -> Vec4) -> Body {
    let mut body = Body::default();
    // Rows of rising z, of rising y in a row.
    let row_start = |row: i32| row * (DIVISION + 1) - row * (row - 1) / 2;
    for z in 0..=DIVISION {
        for y in 0..=DIVISION - z {
            let x = DIVISION - y - z;
            let first = Vec3::new(x as f32, y as f32, z as f32).normalize();
            let (theta, phi) = (first.z.acos(), first.y.atan2(first.x));
            let normal = first * signs;
            body.push(Vertex {
                position: centre + radius * normal,
                normal,
                texture: Vec3::new(signs.x * theta, signs.y * phi, 0.0),
                color: color(signs),
            });
        }
    }
    let is_mirrored = signs.element_product() < 0.0;
    let mut indices = Vec::new();
    let mut push = |[a, b, c]: [i32; 3]| {
        let corners = if is_mirrored { [a, c, b] } else { [a, b, c] };
        indices.extend(corners.map(|corner| corner as u32));
    };
    for row in 0..DIVISION {
        let (here, above) = (row_start(row), row_start(row + 1));
        for n in 0..DIVISION - row {
            push([here + n, here + n + 1, above + n]);
            if n + 1 < DIVISION - row {
                push([here + n + 1, above + n + 1, above + n]);
            }
        }
    }
    body.lists.push((Topology::TRIANGLES, indices));
    body
}

/// The unit cube in another space: four vertices a face, normals as the matrix makes them.
///
/// Corners go round counter-clockwise seen from outside, as long as the matrix mirrors nothing.
pub(crate) fn cube(matrix: Mat4, color: Vec4) -> Body {
    const Z: [Vec3; 3] = [Vec3::X, Vec3::Y, Vec3::Z];
    const X: [Vec3; 3] = [Vec3::Y, Vec3::Z, Vec3::X];
    const Y: [Vec3; 3] = [Vec3::X, Vec3::Z, Vec3::Y];
    let faces = [(Z, 0.0), (Z, 1.0), (X, 0.0), (X, 1.0), (Y, 1.0), (Y, 0.0)];
    let mut body = Body::default();
    let mut indices = Vec::new();
    for (n, ([u, v, axis], side)) in faces.into_iter().enumerate() {
        let first = body.vertices.len() as u32;
        let normal = matrix.transform_vector3(if side == 0.0 { -axis } else { axis });
        for at in [Vec2::ZERO, Vec2::X, Vec2::ONE, Vec2::Y] {
            let corner = at.x * u + at.y * v + side * axis;
            let is_lowest = axis == Vec3::Y && side == 0.0;
            let texture = if is_lowest { corner.with_y(-1.0) } else { corner };
            let position = matrix.transform_point3(corner);
            body.push(Vertex { position, normal, texture, color });
        }
        let corners = if n % 2 == 0 { [0, 2, 1, 0, 3, 2] } else { [0, 1, 2, 0, 2, 3] };
        indices.extend(corners.map(|corner| first + corner));
    }
    body.lists.push((Topology::TRIANGLES, indices));
    body
}

/// A box between two corners as one strip of triangles, coloured by position.
pub(crate) fn cube_strip(start: Vec3, stop: Vec3) -> Body {
    let mut body = Body::default();
    for corner in CORNERS {
        let position = start + corner * (stop - start);
        let color = position.extend(1.0);
        body.push(Vertex { position, texture: position, color, ..Vertex::default() });
    }
    body.lists.push((TRIANGLE_STRIP, vec![7, 6, 3, 2, 1, 6, 5, 7, 4, 3, 0, 1, 4, 5]));
    body
}

/// Corners of the unit cube: round the bottom, then round the top.
pub(crate) const CORNERS: [Vec3; 8] = [
    Vec3::new(0.0, 0.0, 0.0),
    Vec3::new(1.0, 0.0, 0.0),
    Vec3::new(1.0, 1.0, 0.0),
    Vec3::new(0.0, 1.0, 0.0),
    Vec3::new(0.0, 0.0, 1.0),
    Vec3::new(1.0, 0.0, 1.0),
    Vec3::new(1.0, 1.0, 1.0),
    Vec3::new(0.0, 1.0, 1.0),
];

/// Edges of the unit cube, by the numbers of its corners.
pub(crate) const EDGES: [[u32; 2]; 12] = [
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 0],
    [4, 5],
    [5, 6],
    [6, 7],
    [7, 4],
    [0, 4],
    [1, 5],
    [2, 6],
    [3, 7],
];

/// Edges of the unit cube as strips with neighbours: round the bottom, the top and a side, and what
/// is left.
pub(crate) fn bounding_box(color: Vec4) -> Body {
    let mut body = Body::default();
    for position in CORNERS {
        body.push(Vertex { position, texture: position, color, ..Vertex::default() });
    }
    for strip in
        [[3, 0, 1, 2, 3, 0, 1], [7, 4, 5, 6, 7, 4, 5], [3, 0, 4, 7, 3, 0, 4], [2, 1, 5, 6, 2, 1, 2]]
    {
        body.lists.push((LINE_STRIP_ADJACENCY, strip.to_vec()));
    }
    body
}

/// Edges of the unit cube as separate lines, whose normals all face one way.
pub(crate) fn box_lines(color: Vec4) -> Body {
    let mut body = Body::default();
    for position in CORNERS {
        body.push(Vertex { position, normal: Vec3::ONE, texture: position, color });
    }
    body.lists.push((LINES, EDGES.concat()));
    body
}

/// A square grid around its middle.
pub(crate) fn plane(
    centre: Vec3,
    normal: Vec3,
    extent: Vec2,
    resolution: IVec2,
    color: Vec4,
) -> Body {
    let normal = normal.normalize_or(Vec3::Z);
    let right = orthogonal(normal);
    let up = right.cross(normal);
    let cells = resolution.max(IVec2::ONE).as_uvec2();
    let mut body = Body::default();
    for j in 0..=cells.y {
        for i in 0..=cells.x {
            let texture = UVec2::new(i, j).as_vec2() / cells.as_vec2();
            let at = (texture - 0.5) * extent;
            let position = centre + right * at.x + up * at.y;
            body.push(Vertex { position, normal, texture: texture.extend(0.0), color });
        }
    }
    let mut indices = Vec::new();
    for j in 0..cells.y {
        for i in 0..cells.x {
            let a = j * (cells.x + 1) + i;
            let d = a + cells.x + 1;
            // Right, up and normal are left-handed: the front is behind, as in Inviwo.
            indices.extend([a, a + 1, d, a + 1, d + 1, d]);
        }
    }
    body.lists.push((Topology::TRIANGLES, indices));
    body
}

/// A disk around its middle.
pub(crate) fn disk(centre: Vec3, normal: Vec3, color: Vec4, radius: f32, segments: u32) -> Body {
    let normal = normal.normalize_or(Vec3::Z);
    let e1 = orthogonal(normal);
    let e2 = normal.cross(e1);
    let mut body = Body::default();
    body.push(Vertex { position: centre, normal, texture: Vec3::new(0.5, 0.5, 0.0), color });
    let mut indices = Vec::new();
    let segments = segments.max(3);
    for n in 0..segments {
        let (sin, cos) = (TAU * n as f32 / segments as f32).sin_cos();
        let position = centre + radius * (cos * e1 + sin * e2);
        let texture = Vec3::new(0.5 + 0.5 * cos, 0.5 + 0.5 * sin, 0.0);
        body.push(Vertex { position, normal, texture, color });
        indices.extend([0, n + 1, (n + 1) % segments + 1]);
    }
    body.lists.push((Topology::TRIANGLES, indices));
    body
}

/// Directions along and across an axis, and its length.
fn frame(start: Vec3, stop: Vec3) -> ([Vec3; 3], f32) {
    let along = (stop - start).normalize_or(Vec3::X);
    let across = orthogonal(along);
    ([along, across, along.cross(across)], start.distance(stop))
}

/// A cone around an axis that ends in its tip, open at the bottom.
pub(crate) fn cone(start: Vec3, stop: Vec3, color: Vec4, radius: f32, segments: u32) -> Body {
    let ([along, e2, e3], height) = frame(start, stop);
    let slope = if height > 0.0 { radius / height } else { 0.0 };
    let segments = segments.max(3);
    let round = |n: f32| {
        let (sin, cos) = (TAU * n / segments as f32).sin_cos();
        (cos * e2 + sin * e3, Vec2::new(cos, sin))
    };
    let vertex = |position: Vec3, n: f32| {
        let (outwards, at) = round(n);
        let normal = (slope * along + outwards).normalize_or(along);
        Vertex { position, normal, texture: (0.5 + 0.5 * at).extend(0.0), color }
    };
    let mut body = Body::default();
    for n in 0..segments {
        let n = n as f32;
        body.push(vertex(start + radius * round(n).0, n));
        body.push(vertex(start + radius * round(n + 1.0).0, n + 1.0));
        body.push(vertex(stop, n + 0.5));
    }
    body.lists.push((Topology::TRIANGLES, (0..3 * segments).collect()));
    body
}

/// A cylinder around an axis, with a disk at each end.
pub(crate) fn cylinder(start: Vec3, stop: Vec3, color: Vec4, radius: f32, segments: u32) -> Body {
    let ([along, e2, e3], _) = frame(start, stop);
    let segments = segments.max(3);
    let mut body = Body::default();
    let mut indices = Vec::new();
    for n in 0..segments {
        let part = n as f32 / segments as f32;
        let (sin, cos) = (TAU * part).sin_cos();
        let normal = cos * e2 + sin * e3;
        for (end, v) in [(start, 0.0), (stop, 1.0)] {
            let texture = Vec3::new(part, v, 0.0);
            body.push(Vertex { position: end + radius * normal, normal, texture, color });
        }
        let (a, b) = (2 * n, 2 * ((n + 1) % segments));
        indices.extend([a, b, a + 1, b, b + 1, a + 1]);
    }
    body.lists.push((Topology::TRIANGLES, indices));
    body.append(disk(start, -along, color, radius, segments));
    body.append(disk(stop, along, color, radius, segments));
    body
}

/// What an arrow measures.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arrow {
    pub(crate) radius: f32,
    /// Part of the length that is the head.
    pub(crate) head: f32,
    pub(crate) head_radius: f32,
    pub(crate) segments: u32,
}

/// An arrow from one point to another.
pub(crate) fn arrow(start: Vec3, stop: Vec3, color: Vec4, arrow: Arrow) -> Body {
    let neck = start.lerp(stop, 1.0 - arrow.head);
    let mut body = cylinder(start, neck, color, arrow.radius, arrow.segments);
    body.append(disk(neck, start - neck, color, arrow.head_radius, arrow.segments));
    body.append(cone(neck, stop, color, arrow.head_radius, arrow.segments));
    body
}

/// The axes of space as arrows, with a sphere in the middle.
pub(crate) fn coordinate_axes(centre: Vec3, size: f32) -> Body {
    let mut body = octant_sphere(centre, 0.7 * size, octant_color);
    let measures =
        Arrow { radius: 0.08 * size, head: 0.12, head_radius: 0.16 * size, segments: 16 };
    for axis in [Vec3::X, Vec3::Y, Vec3::Z] {
        let (start, stop) = (centre - size * axis, centre + 1.2 * size * axis);
        body.append(arrow(start, stop, axis.extend(1.0), measures));
    }
    body
}

/// A colour for each eighth of space.
pub(crate) fn octant_color(signs: Vec3) -> Vec4 {
    ((signs + 1.0) / 2.0).extend(1.0)
}

/// A torus: radius of the ring, radius of the tube, steps around each.
pub(crate) fn torus(
    centre: Vec3,
    up: Vec3,
    [ring, tube]: [f32; 2],
    resolution: IVec2,
    color: Vec4,
) -> Body {
    let up = up.normalize_or(Vec3::Z);
    let side = orthogonal(up);
    let forward = side.cross(up);
    let resolution = resolution.max(IVec2::splat(3)).as_uvec2();
    let mut body = Body::default();
    let mut indices = Vec::new();
    let n_vertices = resolution.x * resolution.y;
    for i in 0..resolution.x {
        let (sin, cos) = (TAU * i as f32 / resolution.x as f32).sin_cos();
        let outwards = side * cos + forward * sin;
        let tangent = outwards.cross(up);
        for j in 0..resolution.y {
            let (sin, cos) = (TAU * j as f32 / resolution.y as f32).sin_cos();
            let normal = outwards * cos + up * sin;
            let position = centre + ring * outwards + tube * normal;
            body.push(Vertex { position, normal, texture: tangent, color });
            // The last of a ring goes on with the next ring: that is how Inviwo does it.
            let a = i * resolution.y + j;
            let [b, c, d] =
                [a + 1, a + resolution.y + 1, a + resolution.y].map(|index| index % n_vertices);
            indices.extend([a, b, c, a, c, d]);
        }
    }
    body.lists.push((Topology::TRIANGLES, indices));
    body
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_render::raster::triangles_of;

    fn bodies() -> Vec<(&'static str, Body)> {
        let (a, b) = (Vec3::new(0.1, 0.2, 0.3), Vec3::new(0.5, 1.2, -0.3));
        let measures = Arrow { radius: 0.1, head: 0.2, head_radius: 0.2, segments: 9 };
        vec![
            ("sphere", sphere(IVec2::new(9, 5))),
            ("octants", octant_sphere(Vec3::ZERO, 1.0, octant_color)),
            ("cube", cube(Mat4::IDENTITY, Vec4::ONE)),
            ("disk", disk(a, b, Vec4::ONE, 0.5, 7)),
            ("torus", torus(a, b, [0.8, 0.2], IVec2::new(32, 8), Vec4::ONE)),
            ("cone", cone(a, b, Vec4::ONE, 0.5, 7)),
            ("cylinder", cylinder(a, b, Vec4::ONE, 0.5, 7)),
            ("arrow", arrow(a, b, Vec4::ONE, measures)),
        ]
    }

    #[test]
    fn normals_are_of_length_one_and_triangles_face_as_they_do() {
        for (name, body) in bodies() {
            let mesh = body.clone().into_mesh();
            let triangles = triangles_of(&mesh);
            assert!(!triangles.is_empty(), "{name}");
            for triangle in triangles {
                let [a, b, c] = triangle.map(|n| body.vertices[n as usize]);
                assert!((a.normal.length() - 1.0).abs() < 1e-5, "{name}");
                let across = (b.position - a.position).cross(c.position - a.position);
                let normal = a.normal + b.normal + c.normal;
                assert!(across.dot(normal) >= -1e-6, "{name}: {triangle:?}");
            }
        }
    }

    #[test]
    fn an_octant_sphere_is_closed() {
        let body = octant_sphere(Vec3::ONE, 2.0, octant_color);
        assert_eq!(body.lists[0].1.len(), 8 * 49 * 3);
        // The sum of the faces of a closed body is zero, its volume nearly that of a ball.
        let (mut sum, mut volume) = (Vec3::ZERO, 0.0);
        for triangle in body.lists[0].1.chunks(3) {
            let [a, b, c] =
                [0, 1, 2].map(|n| body.vertices[triangle[n] as usize].position - Vec3::ONE);
            sum += (b - a).cross(c - a);
            volume += a.dot(b.cross(c)) / 6.0;
        }
        assert!(sum.length() < 1e-4, "{sum}");
        let ball = 4.0 / 3.0 * PI * 8.0;
        assert!((volume / ball - 1.0).abs() < 0.05, "{volume}");
    }

    #[test]
    fn a_strip_covers_each_side_of_a_cube_twice() {
        let body = cube_strip(Vec3::ZERO, Vec3::ONE);
        let mut sides = std::collections::HashMap::new();
        for triangle in triangles_of(&body.without_normals()) {
            let [a, b, c] = triangle.map(|n| body.vertices[n as usize].position);
            let normal = (b - a).cross(c - a);
            assert_eq!(normal.length(), 1.0, "{triangle:?}");
            let outwards = normal.dot((a + b + c) / 3.0 - 0.5);
            let side = (normal * outwards.signum()).round().as_ivec3();
            *sides.entry((side, outwards > 0.0)).or_insert(0) += 1;
        }
        assert_eq!(sides.len(), 6, "{sides:?}");
        assert!(sides.values().all(|&n| n == 2), "{sides:?}");
    }

    #[test]
    fn odd_measures_do_no_harm() {
        for odd in [0.0, -1.0, f32::NAN, f32::INFINITY] {
            let at = Vec3::splat(odd);
            cylinder(at, at, Vec4::ONE, odd, 0);
            cone(at, at, Vec4::ONE, odd, 0);
            plane(at, at, Vec2::splat(odd), IVec2::splat(-3), Vec4::ONE);
            torus(at, at, [odd; 2], IVec2::ZERO, Vec4::ONE);
        }
    }
}
