//! Vertices and index lists to triangles.

use ivw_core::prelude::*;

/// These are the triangles of a mesh, as numbers of their corners, in the order they are drawn.
///
/// Lines and points give none.
pub fn triangles_of(mesh: &Mesh) -> Vec<[u32; 3]> {
    let mut triangles = Vec::new();
    each_list(mesh, |topology, indices| triangles_in(topology, indices, &mut triangles));
    triangles
}

/// These are the lines of a mesh, in the order they are drawn: vertex before, both ends, vertex
/// after.
///
/// Where there is no neighbour, the end stands in for it. Triangles and points give none.
pub fn segments_of(mesh: &Mesh) -> Vec<[u32; 4]> {
    let mut segments = Vec::new();
    each_list(mesh, |topology, indices| segments_in(topology, indices, &mut segments));
    segments
}

/// These are the points of a mesh, in the order they are drawn.
///
/// What neither triangles nor lines can be is points.
pub fn points_of(mesh: &Mesh) -> Vec<u32> {
    let mut points = Vec::new();
    each_list(mesh, |Topology { primitive, connectivity }, indices| {
        let is_point = match primitive {
            Primitive::Triangles => connectivity == Connectivity::Loop,
            Primitive::Lines => connectivity == Connectivity::Fan,
            Primitive::Points | Primitive::NotSpecified => true,
        };
        if is_point {
            points.extend_from_slice(indices);
        }
    });
    points
}

/// Visits the index lists of a mesh; without any, all vertices are one.
pub fn each_list(mesh: &Mesh, mut visit: impl FnMut(Topology, &[u32])) {
    if mesh.indices.is_empty() {
        let n_vertices = u32::try_from(mesh.n_vertices()).unwrap_or(u32::MAX);
        visit(mesh.topology, &(0..n_vertices).collect::<Vec<_>>());
    }
    for list in &mesh.indices {
        match list.values.format == u32::FORMAT {
            true => visit(list.topology, list.values.bytes.elements::<u32>()),
            false => {
                let index = |n| list.values.at(n)[0] as u32;
                visit(list.topology, &(0..list.values.len()).map(index).collect::<Vec<_>>());
            }
        }
    }
}

/// Appends the triangles of an index list.
pub fn triangles_in(topology: Topology, indices: &[u32], triangles: &mut Vec<[u32; 3]>) {
    if topology.primitive != Primitive::Triangles {
        return;
    }
    let len = indices.len();
    let mut push = |corners: [usize; 3]| triangles.push(corners.map(|n| indices[n]));
    match topology.connectivity {
        Connectivity::Unconnected => triangles.extend(indices.as_chunks::<3>().0),
        // Every other triangle of a strip goes round the other way.
        Connectivity::Strip => (2..len).for_each(|n| match n % 2 {
            0 => push([n - 2, n - 1, n]),
            _ => push([n - 1, n - 2, n]),
        }),
        Connectivity::Fan => (2..len).for_each(|n| push([0, n - 1, n])),
        // Every other vertex is a neighbour, for shaders that want to know it.
        Connectivity::Adjacency => {
            (0..len / 6).for_each(|n| push([6 * n, 6 * n + 2, 6 * n + 4]));
        }
        Connectivity::StripAdjacency => {
            (0..(len / 2).saturating_sub(2)).for_each(|n| match n % 2 {
                0 => push([2 * n, 2 * n + 2, 2 * n + 4]),
                _ => push([2 * n + 2, 2 * n, 2 * n + 4]),
            })
        }
        Connectivity::Loop => {}
    }
}

/// Appends the lines of an index list: vertex before, both ends, vertex after.
pub fn segments_in(topology: Topology, indices: &[u32], segments: &mut Vec<[u32; 4]>) {
    if topology.primitive != Primitive::Lines {
        return;
    }
    let pairs = indices.windows(2).map(|pair| [pair[0], pair[0], pair[1], pair[1]]);
    match topology.connectivity {
        Connectivity::Unconnected => {
            let pairs = indices.as_chunks::<2>().0.iter();
            segments.extend(pairs.map(|&[a, b]| [a, a, b, b]));
        }
        Connectivity::Strip => segments.extend(pairs),
        Connectivity::Loop => {
            segments.extend(pairs);
            if let [first, .., last] = indices {
                segments.push([*last, *last, *first, *first]);
            }
        }
        Connectivity::Adjacency => segments.extend(indices.as_chunks::<4>().0),
        Connectivity::StripAdjacency => {
            segments.extend(indices.windows(4).map(|four| [four[0], four[1], four[2], four[3]]));
        }
        Connectivity::Fan => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn triangles(connectivity: Connectivity, indices: &[u32]) -> Vec<[u32; 3]> {
        let topology = Topology { primitive: Primitive::Triangles, connectivity };
        triangles_of(&Mesh::default().with_indices(topology, indices))
    }

    #[test]
    fn the_same_square_in_three_ways() {
        let same = |list: Vec<[u32; 3]>| {
            let mut list: Vec<_> = list
                .into_iter()
                .map(|mut corners| {
                    // The same sense of rotation, the lowest number first.
                    while corners[0] != corners.into_iter().min().expect("there are three") {
                        corners.rotate_left(1);
                    }
                    corners
                })
                .collect();
            list.sort_unstable();
            list
        };
        let separate = same(triangles(Connectivity::Unconnected, &[0, 1, 2, 0, 2, 3]));
        assert_eq!(same(triangles(Connectivity::Fan, &[0, 1, 2, 3])), separate);
        assert_eq!(same(triangles(Connectivity::Strip, &[1, 2, 0, 3])), separate);
    }

    #[test]
    fn lines_know_their_neighbours() {
        let segments = |connectivity, indices: &[u32]| {
            let topology = Topology { primitive: Primitive::Lines, connectivity };
            segments_of(&Mesh::default().with_indices(topology, indices))
        };
        let pairs = [[0, 0, 1, 1], [1, 1, 2, 2]];
        assert_eq!(segments(Connectivity::Strip, &[0, 1, 2]), pairs);
        assert_eq!(segments(Connectivity::Unconnected, &[0, 1, 1, 2, 3]), pairs);
        assert_eq!(segments(Connectivity::Loop, &[0, 1, 2])[2], [2, 2, 0, 0]);
        let strip = segments(Connectivity::StripAdjacency, &[3, 0, 1, 2, 3, 0, 1]);
        assert_eq!(strip, [[3, 0, 1, 2], [0, 1, 2, 3], [1, 2, 3, 0], [2, 3, 0, 1]]);
        assert_eq!(segments(Connectivity::Adjacency, &[9, 0, 1, 8, 7]), [[9, 0, 1, 8]]);
        let fan = Topology { primitive: Primitive::Lines, connectivity: Connectivity::Fan };
        assert_eq!(points_of(&Mesh::default().with_indices(fan, &[4, 5])), [4, 5]);
    }

    #[test]
    fn without_indices_vertices_are_drawn_in_order() {
        let positions = Array::copy_of(&[glam::Vec3::ZERO; 7]);
        let mesh = Mesh::new(Topology::TRIANGLES).with(AttributeKind::Position, positions);
        assert_eq!(triangles_of(&mesh), [[0, 1, 2], [3, 4, 5]]);
    }

    #[test]
    fn too_few_indices_are_no_triangles() {
        for connectivity in [
            Connectivity::Unconnected,
            Connectivity::Strip,
            Connectivity::Fan,
            Connectivity::Loop,
            Connectivity::Adjacency,
            Connectivity::StripAdjacency,
        ] {
            for n in 0..3 {
                assert!(triangles(connectivity, &[0; 3][..n]).is_empty());
            }
        }
    }
}
