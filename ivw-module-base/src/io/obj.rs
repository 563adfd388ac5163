//! Wavefront OBJ: vertices, normals, texture coordinates and faces as text.
//!
//! All objects and groups of a file are one mesh. Faces with more than three corners become
//! triangles. Vertices without a colour have that of their material, or a dark grey.

use glam::{Vec2, Vec3, Vec4};
use ivw_core::prelude::*;
use ivw_render::raster::triangles_of;
use ivw_render::vertices;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

/// The colour of what has none.
const GREY: [f32; 3] = [0.3; 3];

/// Reads the one mesh in a file.
pub(super) fn read(path: &Path) -> Result<Vec<Mesh>> {
    let options = tobj::LoadOptions {
        single_index: true,
        triangulate: true,
        ignore_points: true,
        ignore_lines: true,
    };
    let bytes = std::fs::read(path)?;
    check_indices(&bytes)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let library = |name: &Path| tobj::load_mtl(folder.join(name));
    let (models, materials) =
        tobj::load_obj_buf(&mut &bytes[..], &options, library).map_err(|error| {
            Error::other(error).hint("check that it is a Wavefront OBJ file, and whole")
        })?;
    // Without its library a material has no colour, the mesh is there all the same.
    let materials = materials.unwrap_or_else(|error| {
        tracing::warn!("materials of \"{}\" were not read: {error}", path.display());
        Vec::new()
    });
    let mut parts = Parts::default();
    for model in &models {
        let diffuse =
            model.mesh.material_id.and_then(|id| materials.get(id)).and_then(|of| of.diffuse);
        parts.append(&model.mesh, diffuse.unwrap_or(GREY));
    }
    Ok(vec![parts.into_mesh()])
}

/// Fails if a face has a corner that no file has: `tobj` counts and multiplies beyond all bounds.
fn check_indices(bytes: &[u8]) -> Result<()> {
    // Positions, texture coordinates and normals so far, which negative numbers count back from.
    let mut n_known = [0i64; 3];
    for (n, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let mut words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        let first = words.next().unwrap_or_default();
        match first {
            b"v" => n_known[0] += 1,
            b"vt" => n_known[1] += 1,
            b"vn" => n_known[2] += 1,
            b"f" | b"l" | b"p" => {
                for (index, known) in words.flat_map(|corner| numbers(corner).zip(n_known)) {
                    // What is no number is refused by `tobj`.
                    let fits =
                        |index: i64| index != 0 && index >= -known && index <= i64::from(i32::MAX);
                    if let Some(index) = index.filter(|index| !fits(*index)) {
                        return Err(Error::new(format!(
                            "line {}: there is no corner {index}",
                            n + 1
                        ))
                        .hint("check that it is a Wavefront OBJ file, and whole"));
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The numbers of a corner such as `1/2/3`, none where there is none.
fn numbers(corner: &[u8]) -> impl Iterator<Item = Option<i64>> {
    let text = |number| std::str::from_utf8(number).ok();
    corner.split(|byte| *byte == b'/').map(move |number| text(number)?.parse().ok())
}

/// What objects of a file are made of, one after the other.
#[derive(Default)]
struct Parts {
    positions: Vec<Vec3>,
    normals: Vec<Vec3>,
    textures: Vec<Vec3>,
    colors: Vec<Vec4>,
    indices: Vec<u32>,
    has_normals: bool,
    has_textures: bool,
}

impl Parts {
    fn append(&mut self, mesh: &tobj::Mesh, color: [f32; 3]) {
        let first = self.positions.len() as u32;
        self.positions.extend(mesh.positions.as_chunks::<3>().0.iter().map(|&at| Vec3::from(at)));
        let n = self.positions.len();
        let threes = |numbers: &[f32]| -> Vec<Vec3> {
            numbers.as_chunks::<3>().0.iter().map(|&three| Vec3::from(three)).collect()
        };
        self.normals.extend(threes(&mesh.normals));
        self.textures
            .extend(mesh.texcoords.as_chunks::<2>().0.iter().map(|&at| Vec2::from(at).extend(0.0)));
        self.colors.extend(threes(&mesh.vertex_color).into_iter().map(|rgb| rgb.extend(1.0)));
        self.has_normals |= !mesh.normals.is_empty();
        self.has_textures |= !mesh.texcoords.is_empty();
        // Objects of one file may have attributes that others lack.
        self.normals.resize(n, Vec3::ZERO);
        self.textures.resize(n, Vec3::ZERO);
        self.colors.resize(n, Vec3::from(color).extend(1.0));
        self.indices.extend(mesh.indices.iter().map(|index| first + index));
    }

    fn into_mesh(self) -> Mesh {
        let mut mesh = Mesh::new(Topology::TRIANGLES)
            .with(AttributeKind::Position, Array::copy_of(&self.positions));
        if self.has_normals {
            mesh = mesh.with(AttributeKind::Normal, Array::copy_of(&self.normals));
        }
        if self.has_textures {
            mesh = mesh.with(AttributeKind::TexCoord, Array::copy_of(&self.textures));
        }
        mesh.with(AttributeKind::Color, Array::copy_of(&self.colors))
            .with_indices(Topology::TRIANGLES, &self.indices)
    }
}

/// Writes the triangles of a mesh in world space, with normals and texture coordinates if it has
/// them.
pub(super) fn write(path: &Path, mesh: &Mesh) -> Result<()> {
    let mut text = String::from("# ivw\n");
    for position in vertices::transformed(mesh, mesh.world_from_data()) {
        let [x, y, z, _] = position.to_array();
        writeln!(text, "v {x} {y} {z}").map_err(Error::other)?;
    }
    let normals = vertices::world_normals(mesh);
    for normal in normals.iter().flatten() {
        let Vec3 { x, y, z } = normal.normalize_or_zero();
        writeln!(text, "vn {x} {y} {z}").map_err(Error::other)?;
    }
    let has_textures = mesh.attribute(AttributeKind::TexCoord).is_some();
    if has_textures {
        for Vec3 { x, y, .. } in vertices::texture_coordinates(mesh) {
            writeln!(text, "vt {x} {y}").map_err(Error::other)?;
        }
    }
    for triangle in triangles_of(mesh) {
        text.push('f');
        for n in triangle.map(|index| index + 1) {
            match (has_textures, normals.is_some()) {
                (true, true) => write!(text, " {n}/{n}/{n}"),
                (true, false) => write!(text, " {n}/{n}"),
                (false, true) => write!(text, " {n}//{n}"),
                (false, false) => write!(text, " {n}"),
            }
            .map_err(Error::other)?;
        }
        text.push('\n');
    }
    super::write::whole(path, |file| Ok(file.write_all(text.as_bytes())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Mesh> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.obj");
        std::fs::write(&path, text)?;
        read(&path).map(|mut meshes| meshes.swap_remove(0))
    }

    #[test]
    fn faces_become_triangles_and_corners_are_shared() -> Result<()> {
        let mesh = read_text(
            "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nvn 0 0 1\nf 1//1 2//1 3//1 4//1\nf 1//1 3//1 4//1\n",
        )?;
        assert_eq!((mesh.n_vertices(), triangles_of(&mesh).len()), (4, 3));
        let normals = mesh.attribute(AttributeKind::Normal).expect("the file has normals");
        assert_eq!(normals.bytes.elements::<Vec3>(), [Vec3::Z; 4]);
        assert_eq!(vertices::colors(&mesh).unwrap()[0], Vec4::new(0.3, 0.3, 0.3, 1.0));
        Ok(())
    }

    #[test]
    fn corners_that_no_file_has_are_named() {
        let vertices = "v 0 0 0\nv 1 0 0\nv 1 1 0\n";
        for face in ["f 1 2 -4", "f 0 1 2", "f 1 2 9999999999", "f 1/-1 2/-1 3/-1", "l -9 1"] {
            let error = read_text(&format!("{vertices}{face}\n")).expect_err(face).to_string();
            assert!(error.contains("line 4: there is no corner"), "{face}: {error}");
        }
        for face in ["f -3 -2 -1", "f 1 2 3", "f 1// 2// 3//"] {
            let mesh = read_text(&format!("{vertices}{face}\n")).expect(face);
            assert_eq!(triangles_of(&mesh).len(), 1, "{face}");
        }
        assert!(read_text(&format!("{vertices}f 1 2 77\n")).is_err());
    }

    #[test]
    fn what_is_written_is_read_where_it_is_in_the_world() -> Result<()> {
        let mut mesh =
            read_text("v 0 0 0\nv 1 0 0\nv 1 1 0\nvt 0 0\nvt 1 0\nvt 1 1\nf 1/1 2/2 3/3\n")?;
        mesh.world = glam::Mat4::from_translation(Vec3::Z).to_cols_array_2d();
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("b.obj");
        write(&path, &mesh)?;
        let back = read(&path)?.swap_remove(0);
        assert_eq!(back.bounds(), mesh.bounds());
        assert_eq!(vertices::texture_coordinates(&back), vertices::texture_coordinates(&mesh));
        assert_eq!(triangles_of(&back), triangles_of(&mesh));
        Ok(())
    }

    #[test]
    fn bad_files_are_errors() {
        assert!(read_text("v 0 0\nf 1 2 3\n").is_err());
        assert!(read_text("v 0 0 0\nf 1 2 99\n").is_err());
        assert!(read(Path::new("/no/such.obj")).is_err());
        assert!(read_text("").is_ok_and(|mesh| mesh.n_vertices() == 0));
    }
}
