//! The vertices of a mesh as renderers take them: plain vectors, whatever the buffers hold.

use glam::{Mat4, Vec3, Vec4};
use ivw_core::prelude::*;
use rayon::prelude::*;

/// Vertices that one thread converts at a time.
const CHUNK: usize = 1 << 13;

/// These are the positions of a mesh in data space, w being 1 unless the mesh says otherwise.
pub fn positions(mesh: &Mesh) -> Vec<Vec4> {
    all(mesh, AttributeKind::Position, Vec4::W)
}

/// These are the corners of a mesh in the space that a matrix leads to from data space: as many as
/// have all attributes.
pub fn transformed(mesh: &Mesh, matrix: Mat4) -> Vec<Vec4> {
    let Some(positions) = mesh.attribute(AttributeKind::Position) else { return Vec::new() };
    if positions.format == Vec3::FORMAT {
        let positions = positions.bytes.elements::<Vec3>();
        let place = |&position: &Vec3| matrix * position.extend(1.0);
        let positions = &positions[..mesh.n_vertices()];
        return positions.par_iter().with_min_len(CHUNK).map(place).collect();
    }
    let mut corners = self::positions(mesh);
    corners.truncate(mesh.n_vertices());
    corners.par_iter_mut().with_min_len(CHUNK).for_each(|corner| *corner = matrix * *corner);
    corners
}

/// These are the normals of a mesh as it has them; zero if it has none.
pub fn normals(mesh: &Mesh) -> Vec<Vec3> {
    all(mesh, AttributeKind::Normal, Vec4::ZERO).iter().map(|normal| normal.truncate()).collect()
}

/// These are the normals of a mesh in world space, each of length 1 before the matrix, or 0.
pub fn world_normals(mesh: &Mesh) -> Option<Vec<Vec3>> {
    mesh.attribute(AttributeKind::Normal)?;
    let matrix = glam::Mat3::from_mat4(mesh.world_from_data().inverse().transpose());
    let normals = all(mesh, AttributeKind::Normal, Vec4::ZERO);
    let turned = |normal: &Vec4| matrix * normal.truncate().normalize_or_zero();
    Some(normals.par_iter().with_min_len(CHUNK).map(turned).collect())
}

/// These are the colours of a mesh, if it has any.
pub fn colors(mesh: &Mesh) -> Option<Vec<Vec4>> {
    mesh.attribute(AttributeKind::Color)?;
    Some(all(mesh, AttributeKind::Color, Vec4::W))
}

/// These are the texture coordinates of a mesh; zero if it has none.
pub fn texture_coordinates(mesh: &Mesh) -> Vec<Vec3> {
    all(mesh, AttributeKind::TexCoord, Vec4::ZERO).iter().map(|at| at.truncate()).collect()
}

/// These are single numbers of the vertices, such as radii, if the mesh has them.
pub fn numbers(mesh: &Mesh, kind: AttributeKind) -> Option<Vec<f32>> {
    let values = mesh.attribute(kind)?;
    Some((0..values.len()).map(|n| values.at(n)[0] as f32).collect())
}

/// These are the numbers of the objects that vertices stand for, if the mesh has them.
pub fn picking_ids(mesh: &Mesh) -> Option<Vec<u32>> {
    let values = mesh.attribute(AttributeKind::Picking)?;
    Some((0..values.len()).map(|n| values.at(n)[0] as u32).collect())
}

/// An attribute of every vertex; missing components are those of the default (x, y, z, w).
///
/// Integers are parts of their largest number, as a graphics card takes them.
fn all(mesh: &Mesh, kind: AttributeKind, default: Vec4) -> Vec<Vec4> {
    let Some(values) = mesh.attribute(kind) else {
        return vec![default; mesh.n_vertices()];
    };
    // Three components of a position or a colour have w = 1.
    let w = match kind {
        AttributeKind::Position | AttributeKind::Color => 1.0,
        _ => default.w,
    };
    if values.format == Vec4::FORMAT {
        return values.bytes.elements::<Vec4>().to_vec();
    }
    if values.format == Vec3::FORMAT {
        return values.bytes.elements::<Vec3>().iter().map(|value| value.extend(w)).collect();
    }
    let one = match values.format.number.is_float() {
        true => 1.0,
        false => values.format.number.limits()[1],
    };
    let components = usize::from(values.format.components);
    let value = |n: usize| {
        let mut value = [0.0, 0.0, 0.0, w];
        for (value, stored) in value.iter_mut().zip(values.at(n)).take(components) {
            *value = (stored / one) as f32;
        }
        Vec4::from_array(value)
    };
    (0..values.len()).into_par_iter().with_min_len(CHUNK).map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buffers_of_any_format_become_vectors() {
        let mesh = Mesh::default()
            .with(AttributeKind::Position, Array::copy_of(&[[1.0_f64, 2.0, 3.0]]))
            .with(AttributeKind::Color, Array::copy_of(&[[255_u8, 0, 51]]))
            .with(AttributeKind::Normal, Array::copy_of(&[Vec3::Z * 7.0]))
            .with(AttributeKind::Picking, Array::copy_of(&[77_u32]));
        assert_eq!(positions(&mesh), [Vec4::new(1.0, 2.0, 3.0, 1.0)]);
        assert_eq!(colors(&mesh), Some(vec![Vec4::new(1.0, 0.0, 0.2, 1.0)]));
        assert_eq!(world_normals(&mesh), Some(vec![Vec3::Z]));
        assert_eq!(picking_ids(&mesh), Some(vec![77]));
        assert_eq!(texture_coordinates(&mesh), [Vec3::ZERO]);
        assert_eq!(numbers(&mesh, AttributeKind::Radii), None);
        let moved = transformed(&mesh, Mat4::from_translation(Vec3::X));
        assert_eq!(moved, [Vec4::new(2.0, 2.0, 3.0, 1.0)]);
        assert!(colors(&Mesh::default()).is_none());
    }
}
