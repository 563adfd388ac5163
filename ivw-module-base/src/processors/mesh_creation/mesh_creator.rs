//! Simple bodies.

use crate::algorithm::primitives::{self, Arrow, with_picking};
use glam::{IVec2, Mat4, Vec2, Vec3, Vec4};
use ivw_core::prelude::*;
use ivw_render::properties::VolumeBasis;

/// Makes a simple body: a sphere, a box, a plane, an arrow.
///
/// |         | shape     | value                                              | space |
/// |---------|-----------|----------------------------------------------------|-------|
/// | outport | triangles | position, normal, texture coordinates, colour: `f32`| data  |
///
/// The strip of a cube and the lines of a box have no normals that light could follow.
/// Vertices of a body that can be picked stand for one object.
#[derive(Processor)]
#[processor("org.inviwo.MeshCreator", category = "Mesh Creation", tags = "CPU", n_pickable = 1)]
pub struct MeshCreator {
    /// The body.
    #[outport("outport")]
    mesh: Out<Mesh>,

    /// Which body it is.
    #[property("meshType", name = "Mesh Type")]
    kind: Body,

    /// Where it starts, or its middle.
    #[property(
        "position1",
        name = "Start Position",
        soft = -50.0..=50.0,
        step = 0.1,
        visible_if = |p| !matches!(p.kind, Body::Sphere | Body::LineCube | Body::LineCubeAdjacency)
    )]
    start: Vec3,

    /// Where it ends.
    #[property(
        "position2",
        name = "Stop Position",
        default = Vec3::X,
        soft = -50.0..=50.0,
        step = 0.1,
        visible_if = |p| matches!(
            p.kind,
            Body::CubeBasic | Body::Cube | Body::Cone | Body::Cylinder | Body::Arrow
        )
    )]
    stop: Vec3,

    /// The direction that it faces.
    #[property(
        "normal",
        default = Vec3::Z,
        soft = -50.0..=50.0,
        step = 0.1,
        visible_if = |p| matches!(p.kind, Body::Plane | Body::Disk)
    )]
    normal: Vec3,

    /// Edges of a box.
    #[group(
        "Basis",
        name = "Basis and offset",
        visible_if = |p| matches!(p.kind, Body::LineCube | Body::LineCubeAdjacency)
    )]
    basis: VolumeBasis,

    /// Radius of the ring of a torus.
    #[property(
        "torusRadius1_",
        name = "Torus Radius 1",
        default = 1.0,
        visible_if = |p| p.kind == Body::Torus
    )]
    ring: f32,

    /// Radius of the tube of a torus.
    #[property(
        "torusRadius2_",
        name = "Torus Radius 2",
        default = 0.3,
        visible_if = |p| p.kind == Body::Torus
    )]
    tube: f32,

    /// Its colour.
    #[property(
        "color",
        default = Vec4::ONE,
        color,
        visible_if = |p| !matches!(
            p.kind,
            Body::Sphere | Body::ColorSphere | Body::Cube | Body::CoordinateAxes
        )
    )]
    color: Vec4,

    /// Its size or radius.
    #[property(
        "scale",
        name = "Size scaling",
        default = 1.0,
        range = 0.01..=10.0,
        step = 0.01,
        visible_if = |p| !matches!(
            p.kind,
            Body::CubeBasic | Body::Cube | Body::LineCube | Body::LineCubeAdjacency | Body::Torus
        )
    )]
    scale: f32,

    /// How many parts it has around and along.
    #[property(
        "res",
        name = "Mesh resolution",
        default = IVec2::splat(16),
        range = 1..=1024,
        visible_if = |p| matches!(
            p.kind,
            Body::Sphere
                | Body::Plane
                | Body::Disk
                | Body::Cone
                | Body::Cylinder
                | Body::Arrow
                | Body::Torus
        )
    )]
    resolution: IVec2,

    /// Let a person pick and move it.
    #[property("enablePicking", name = "Enable Picking")]
    can_be_picked: bool,

    /// Camera that it is moved in.
    #[property("camera", invalidates = InvalidationLevel::Valid)]
    camera: Camera,
}

/// This is a simple body.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Body {
    /// A sphere of loops around z, coloured by position.
    #[default]
    #[choice("sphere", "Sphere")]
    Sphere,
    /// A sphere of eight parts, a colour for each.
    #[choice("colorsphere", "Color Sphere")]
    ColorSphere,
    /// A box of six faces.
    #[choice("cube_basic_mesh", "Cube (BasicMesh)")]
    CubeBasic,
    /// A box of one strip, coloured by position.
    #[choice("cube", "Cube (SimpleMesh)")]
    Cube,
    /// The edges of a box.
    #[choice("linecube", "Line Cube")]
    LineCube,
    /// The edges of a box, with neighbours.
    #[choice("linecubeadjacency", "Line Cube Adjacency")]
    LineCubeAdjacency,
    /// A square.
    #[choice("plane", "Plane")]
    Plane,
    /// A disk.
    #[choice("disk", "Disk")]
    Disk,
    /// A cone, open at the bottom.
    #[choice("cone", "Cone")]
    Cone,
    /// A cylinder.
    #[choice("cylinder", "Cylinder")]
    Cylinder,
    /// An arrow.
    #[choice("arrow", "Arrow")]
    Arrow,
    /// Three arrows.
    #[choice("coordaxes", "Coordinate Indicator")]
    CoordinateAxes,
    /// A torus.
    #[choice("torus", "Torus")]
    Torus,
    /// A sphere of eight parts in one colour.
    #[choice("sphereopt", "Sphere with Position")]
    SphereWithPosition,
}

impl Process for MeshCreator {
    fn process(&mut self, context: &Context) -> Result<()> {
        let unit = Mat4::from_translation(Vec3::splat(-0.5));
        let is_first = self.mesh.get().is_err();
        let basis = self.basis.update_mesh("Basis", unit, is_first, context);
        let mesh = self.body(basis);
        self.mesh.set(match self.can_be_picked {
            true => with_picking(mesh, context.first_picking_id()),
            false => mesh,
        });
        Ok(())
    }
}

impl MeshCreator {
    fn body(&self, basis: Mat4) -> Mesh {
        let (start, stop, color, scale) = (self.start, self.stop, self.color, self.scale);
        let segments = self.resolution.x.max(0) as u32;
        let placed = |mut mesh: Mesh, model: Mat4| {
            mesh.model = model.to_cols_array_2d();
            mesh
        };
        match self.kind {
            Body::Sphere => {
                let mesh = primitives::sphere(self.resolution).into_mesh();
                placed(mesh, Mat4::from_scale(Vec3::splat(scale)))
            }
            Body::ColorSphere => {
                primitives::octant_sphere(start, scale, primitives::octant_color).into_mesh()
            }
            Body::SphereWithPosition => {
                primitives::octant_sphere(start, scale, |_| color).into_mesh()
            }
            Body::CubeBasic => {
                let matrix = Mat4::from_translation(start) * Mat4::from_scale(stop - start);
                primitives::cube(matrix, color).into_mesh()
            }
            Body::Cube => primitives::cube_strip(start, stop).without_normals(),
            Body::LineCube => placed(primitives::box_lines(color).into_mesh(), basis),
            Body::LineCubeAdjacency => {
                placed(primitives::bounding_box(color).without_normals(), basis)
            }
            Body::Plane => {
                let extent = Vec2::splat(scale);
                primitives::plane(start, self.normal, extent, self.resolution, color).into_mesh()
            }
            Body::Disk => primitives::disk(start, self.normal, color, scale, segments).into_mesh(),
            Body::Cone => primitives::cone(start, stop, color, scale, segments).into_mesh(),
            Body::Cylinder => primitives::cylinder(start, stop, color, scale, segments).into_mesh(),
            Body::Arrow => {
                let measures =
                    Arrow { radius: scale, head: 0.15, head_radius: 2.0 * scale, segments };
                primitives::arrow(start, stop, color, measures).into_mesh()
            }
            Body::CoordinateAxes => primitives::coordinate_axes(start, scale).into_mesh(),
            Body::Torus => {
                let radii = [self.ring, self.tube];
                primitives::torus(start, Vec3::Z, radii, self.resolution, color).into_mesh()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::property::ChoiceField;

    fn mesh(node: &mut MeshCreator) -> Result<Shared<Mesh>> {
        node.process(&Context::detached())?;
        node.mesh.get()
    }

    #[test]
    fn every_body_is_one_and_stays_where_it_is_put() -> Result<()> {
        for (id, _, kind) in Body::OPTIONS {
            let mut node = MeshCreator { kind: *kind, ..MeshCreator::default() };
            node.start = Vec3::new(1.0, 2.0, 3.0);
            node.stop = Vec3::new(2.0, 4.0, 3.5);
            let mesh = mesh(&mut node)?;
            let [lo, hi] = mesh.bounds().expect("it has vertices");
            let middle = (lo + hi) / 2.0;
            let expected = match kind {
                Body::Sphere | Body::LineCube | Body::LineCubeAdjacency => Vec3::ZERO,
                Body::CubeBasic | Body::Cube => (node.start + node.stop) / 2.0,
                Body::Cone | Body::Cylinder | Body::Arrow => continue,
                Body::CoordinateAxes => node.start + 0.1,
                _ => node.start,
            };
            assert!(middle.abs_diff_eq(expected, 0.03), "{id}: {middle}");
        }
        Ok(())
    }

    #[test]
    fn size_and_resolution_are_what_was_asked_for() -> Result<()> {
        let mut node = MeshCreator { scale: 2.0, ..MeshCreator::default() };
        node.resolution = IVec2::new(1, 1);
        let sphere = mesh(&mut node)?;
        // At least 8 segments and 4 loops.
        assert_eq!((sphere.n_vertices(), sphere.indices.len()), (5 * 8, 4));
        assert_eq!(sphere.bounds().expect("it has vertices")[1].z, 2.0);
        node.kind = Body::Plane;
        node.resolution = IVec2::new(3, 2);
        assert_eq!(mesh(&mut node)?.n_vertices(), 12);
        node.can_be_picked = true;
        assert!(mesh(&mut node)?.attribute(AttributeKind::Picking).is_some());
        Ok(())
    }
}
