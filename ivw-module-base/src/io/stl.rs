//! STL: triangles with a normal each, as text or binary.
//!
//! Triangles share no vertices, so that each keeps its normal; where a file has none, it is that of
//! the corners. Everything has the same dark grey.

use glam::{Vec3, Vec4};
use ivw_core::prelude::*;
use ivw_render::raster::triangles_of;
use ivw_render::vertices;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// Reads the one mesh in a file.
pub(super) fn read(path: &Path) -> Result<Vec<Mesh>> {
    let mut file = BufReader::new(File::open(path)?);
    let bad = |error| Error::other(error).hint("check that it is an STL file, and whole");
    let triangles = stl_io::create_stl_reader(&mut file).map_err(bad)?;
    let (mut positions, mut normals) = (Vec::new(), Vec::new());
    for triangle in triangles {
        let triangle = triangle.map_err(bad)?;
        let corners = triangle.vertices.map(|corner| Vec3::from(corner.0));
        let [a, b, c] = corners;
        let own = Vec3::from(triangle.normal.0).normalize_or_zero();
        let normal = match own == Vec3::ZERO {
            true => (b - a).cross(c - a).normalize_or_zero(),
            false => own,
        };
        positions.extend(corners);
        normals.extend([normal; 3]);
    }
    let colors = vec![Vec4::new(0.3, 0.3, 0.3, 1.0); positions.len()];
    let indices: Vec<u32> = (0..positions.len() as u32).collect();
    let mesh = Mesh::new(Topology::TRIANGLES)
        .with(AttributeKind::Position, Array::copy_of(&positions))
        .with(AttributeKind::Normal, Array::copy_of(&normals))
        .with(AttributeKind::Color, Array::copy_of(&colors))
        .with_indices(Topology::TRIANGLES, &indices);
    Ok(vec![mesh])
}

/// Writes the triangles of a mesh in world space, in binary.
pub(super) fn write(path: &Path, mesh: &Mesh) -> Result<()> {
    let positions = vertices::transformed(mesh, mesh.world_from_data());
    let triangles = triangles_of(mesh);
    let triangles: Vec<_> = triangles
        .iter()
        .filter(|triangle| triangle.iter().all(|&n| (n as usize) < positions.len()))
        .map(|triangle| {
            let corners = triangle.map(|n| positions[n as usize].truncate());
            let [a, b, c] = corners;
            let normal = (b - a).cross(c - a).normalize_or_zero();
            stl_io::Triangle {
                normal: stl_io::Vector::new(normal.into()),
                vertices: corners.map(|corner| stl_io::Vector::new(corner.into())),
            }
        })
        .collect();
    super::write::whole(path, |file| Ok(stl_io::write_stl(file, triangles.iter())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() -> Result<()> {
        let body = crate::algorithm::primitives::cube(glam::Mat4::IDENTITY, Vec4::ONE);
        let mesh = body.into_mesh();
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.stl");
        write(&path, &mesh)?;
        let back = read(&path)?.swap_remove(0);
        assert_eq!(back.n_vertices(), 36);
        assert_eq!(back.bounds(), mesh.bounds());
        let normals = back.attribute(AttributeKind::Normal).expect("it has normals");
        assert!(normals.bytes.elements::<Vec3>().iter().all(|normal| normal.length() == 1.0));
        Ok(())
    }

    #[test]
    fn text_is_read_and_bad_files_are_errors() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.stl");
        let text = "solid a\nfacet normal 0 0 0\nouter loop\nvertex 0 0 0\nvertex 1 0 0\n\
                    vertex 0 1 0\nendloop\nendfacet\nendsolid a\n";
        std::fs::write(&path, text)?;
        let mesh = read(&path)?.swap_remove(0);
        let normals = mesh.attribute(AttributeKind::Normal).expect("it has normals");
        assert_eq!(normals.bytes.elements::<Vec3>(), [Vec3::Z; 3]);
        for bytes in [&b""[..], &[0; 83], &[255; 84], &[255; 200]] {
            std::fs::write(&path, bytes)?;
            assert!(read(&path).is_err(), "{} bytes", bytes.len());
        }
        Ok(())
    }
}
