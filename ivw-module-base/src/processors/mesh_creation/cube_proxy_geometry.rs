//! The hull of a volume, for ray casters to enter and leave it by.

use crate::algorithm::slice_range;
use glam::{UVec3, Vec3, Vec4};
use ivw_core::prelude::*;
use std::ops::Range;

/// Box around a volume, or around a part of it, coloured by texture coordinates.
///
/// |               | shape                      | value                          | space       |
/// |---------------|----------------------------|--------------------------------|-------------|
/// | volume        | `[nx, ny, nz]`             | any                            |             |
/// | proxyGeometry | 24 vertices, 12 triangles  | position, colour, normal: `f32`| volume data |
///
/// Colours are positions in the unit cube of the volume, opaque.
/// Triangles are counter-clockwise seen from outside, as long as the volume's basis is right-handed.
/// Clipping keeps the slices from the first number to the one before the second.
/// When the volume gets other dimensions, clip ranges keep their share of it.
#[derive(Processor)]
#[processor("org.inviwo.CubeProxyGeometry", category = "Mesh Creation", tags = "CPU")]
pub struct CubeProxyGeometry {
    /// Volume to wrap.
    #[inport("volume")]
    volume: In<Volume>,

    /// Box around it, with the matrices of the volume.
    #[outport("proxyGeometry")]
    hull: Out<Mesh>,

    /// Add to each vertex which way its face looks: ray casters shade the first sample with that.
    #[property("addFaceNormals", name = "Add Face Normals", default = true)]
    add_face_normals: bool,

    /// Leave out slices at the sides.
    #[property("clippingEnabled", name = "Enable Clipping", default = true)]
    clip: bool,

    /// Slices along x that stay: the first, and the one after the last.
    #[property(
        "clipX",
        name = "Clip X Slices",
        default = Limited::whole(0..256),
        min_separation = 1,
        saved = Saved::Always
    )]
    clip_x: Limited<i32>,

    /// Slices along y that stay: the first, and the one after the last.
    #[property(
        "clipY",
        name = "Clip Y Slices",
        default = Limited::whole(0..256),
        min_separation = 1,
        saved = Saved::Always
    )]
    clip_y: Limited<i32>,

    /// Slices along z that stay: the first, and the one after the last.
    #[property(
        "clipZ",
        name = "Clip Z Slices",
        default = Limited::whole(0..256),
        min_separation = 1,
        saved = Saved::Always
    )]
    clip_z: Limited<i32>,
}

impl Process for CubeProxyGeometry {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let clips =
            [("clipX", &mut self.clip_x), ("clipY", &mut self.clip_y), ("clipZ", &mut self.clip_z)];
        for ((path, clip), dim) in clips.into_iter().zip(volume.dims) {
            slice_range::follow(path, clip, dim, context);
        }
        let [lo, hi] = match self.clip {
            true => {
                kept([&self.clip_x.value, &self.clip_y.value, &self.clip_z.value], volume.size())
            }
            false => [Vec3::ZERO, Vec3::ONE],
        };
        let mut hull = cuboid(lo, hi, self.add_face_normals);
        (hull.model, hull.world) = (volume.model, volume.world);
        self.hull.set(hull);
        Ok(())
    }
}

/// Lower and upper corner of the part that stays, in the unit cube.
fn kept(clips: [&Range<i32>; 3], dims: UVec3) -> [Vec3; 2] {
    let dims = dims.as_vec3().max(Vec3::ONE);
    let corner =
        |slices: [i32; 3]| (glam::IVec3::from(slices).as_vec3().clamp(Vec3::ZERO, dims)) / dims;
    [corner(clips.map(|clip| clip.start)), corner(clips.map(|clip| clip.end))]
}

/// A box whose colours are its positions, four vertices a face.
pub(crate) fn cuboid(lo: Vec3, hi: Vec3, with_normals: bool) -> Mesh {
    let mut positions = Vec::with_capacity(24);
    let mut normals = Vec::with_capacity(24);
    let mut indices = Vec::with_capacity(36);
    for axis in 0..3 {
        for side in [lo, hi] {
            let first = positions.len() as u32;
            let is_upper = side == hi && lo != hi;
            let (u, v) = ((axis + 1) % 3, (axis + 2) % 3);
            for (at_u, at_v) in [(lo, lo), (hi, lo), (hi, hi), (lo, hi)] {
                let mut corner = Vec3::ZERO;
                (corner[axis], corner[u], corner[v]) = (side[axis], at_u[u], at_v[v]);
                positions.push(corner);
                let mut normal = Vec3::ZERO;
                normal[axis] = if is_upper { 1.0 } else { -1.0 };
                normals.push(normal);
            }
            // Axis, u and v are right-handed: that is counter-clockwise seen from the upper side.
            let corners = if is_upper { [0, 1, 2, 0, 2, 3] } else { [0, 2, 1, 0, 3, 2] };
            indices.extend(corners.map(|corner| first + corner));
        }
    }
    let colors: Vec<Vec4> = positions.iter().map(|position| position.extend(1.0)).collect();
    let mesh = Mesh::new(Topology::TRIANGLES)
        .with(AttributeKind::Position, Array::copy_of(&positions))
        .with(AttributeKind::Color, Array::copy_of(&colors));
    let mesh = match with_normals {
        true => mesh.with(AttributeKind::Normal, Array::copy_of(&normals)),
        false => mesh,
    };
    mesh.with_indices(Topology::TRIANGLES, &indices)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_render::raster::triangles_of;

    fn hull(node: &mut CubeProxyGeometry) -> Result<Shared<Mesh>> {
        node.process(&Context::detached())?;
        node.hull.get()
    }

    fn volume(dims: [u32; 3]) -> Volume {
        Volume::new(dims, u8::FORMAT).unwrap()
    }

    fn corner(mesh: &Mesh, kind: AttributeKind, n: u32) -> Vec3 {
        let [x, y, z, _] = mesh.attribute(kind).expect("it has them").at(n as usize);
        Vec3::new(x as f32, y as f32, z as f32)
    }

    #[test]
    fn faces_look_outwards_and_their_colours_are_positions() -> Result<()> {
        let mut node = CubeProxyGeometry { volume: volume([4, 5, 6]).into(), ..Default::default() };
        let mesh = hull(&mut node)?;
        let triangles = triangles_of(&mesh);
        assert_eq!((mesh.n_vertices(), triangles.len()), (24, 12));
        for triangle in triangles {
            let [a, b, c] = triangle.map(|n| corner(&mesh, AttributeKind::Position, n));
            let outwards = (a + b + c) / 3.0 - Vec3::splat(0.5);
            let normal = (b - a).cross(c - a).normalize();
            assert!(normal.dot(outwards) > 0.0);
            assert_eq!(normal, corner(&mesh, AttributeKind::Normal, triangle[0]));
            assert_eq!(a, corner(&mesh, AttributeKind::Color, triangle[0]));
        }
        Ok(())
    }

    #[test]
    fn clipping_keeps_slices_from_the_first_to_the_one_before_the_last() -> Result<()> {
        let mut node = CubeProxyGeometry {
            volume: volume([4, 8, 1]).into(),
            clip_x: Limited { value: 1..3, limits: 0..4 },
            clip_y: Limited { value: 6..8, limits: 0..8 },
            clip_z: Limited::whole(0..1),
            ..Default::default()
        };
        let bounds = hull(&mut node)?.bounds();
        assert_eq!(bounds, Some([Vec3::new(0.25, 0.75, 0.0), Vec3::new(0.75, 1.0, 1.0)]));
        node.clip = false;
        assert_eq!(hull(&mut node)?.bounds(), Some([Vec3::ZERO, Vec3::ONE]));
        Ok(())
    }

    #[test]
    fn other_dimensions_change_the_properties_first_their_limits() -> Result<()> {
        let mut node = CubeProxyGeometry { volume: volume([64; 3]).into(), ..Default::default() };
        let context = Context::detached();
        node.process(&context)?;
        let changes = context.take_changes();
        let paths: Vec<_> = changes.iter().map(|change| change.property.as_str()).collect();
        assert_eq!(paths, ["clipX", "clipX", "clipY", "clipY", "clipZ", "clipZ"]);
        assert!(matches!(changes[0].change, PropertyChange::Range(_)));
        node.process(&context)?;
        assert!(context.take_changes().is_empty());
        Ok(())
    }

    #[test]
    fn nothing_connected_is_an_error_and_no_voxels_are_a_box() {
        assert!(CubeProxyGeometry::default().process(&Context::detached()).is_err());
        let empty = Volume::new([0, 3, 0], u8::FORMAT).unwrap();
        let mut node = CubeProxyGeometry { volume: empty.into(), ..Default::default() };
        assert!(hull(&mut node).is_ok());
    }
}
