//! Vertices and index lists to triangles.

use ivw_core::prelude::*;

/// These are the triangles of a mesh, as numbers of their corners, in the order they are drawn.
///
/// Lines and points give none.
pub fn triangles_of(mesh: &Mesh) -> Vec<[u32; 3]> {
    let mut triangles = Vec::new();
    if mesh.indices.is_empty() {
        let n_vertices = u32::try_from(mesh.n_vertices()).unwrap_or(u32::MAX);
        assemble(mesh.topology, n_vertices as usize, |n| n as u32, &mut triangles);
    }
    for list in &mesh.indices {
        if list.values.format == u32::FORMAT {
            let indices = list.values.bytes.elements::<u32>();
            assemble(list.topology, indices.len(), |n| indices[n], &mut triangles);
        } else {
            let index = |n| list.values.at(n)[0] as u32;
            assemble(list.topology, list.values.len(), index, &mut triangles);
        }
    }
    triangles
}

fn assemble(
    topology: Topology,
    len: usize,
    index: impl Fn(usize) -> u32,
    triangles: &mut Vec<[u32; 3]>,
) {
    if topology.primitive != Primitive::Triangles {
        return;
    }
    let mut push = |corners: [usize; 3]| triangles.push(corners.map(&index));
    match topology.connectivity {
        Connectivity::Unconnected => (0..len / 3).for_each(|n| push([3 * n, 3 * n + 1, 3 * n + 2])),
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
