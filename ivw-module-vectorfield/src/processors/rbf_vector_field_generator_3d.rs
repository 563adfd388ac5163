//! A smooth random vector field in space.

use crate::grid::Grid;
use crate::radial::{Field, Gaussian};
use glam::{DVec3, UVec3, Vec3, Vec4};
use ivw_core::prelude::*;
use ivw_render::properties::Randomness;
use ivw_render::random::Engine;

/// A smooth vector field in space through random vectors at random points.
///
/// |        | shape          | value                                     | unit        |
/// |--------|----------------|-------------------------------------------|-------------|
/// | volume | `[nx, ny, nz]` | `[f32; 3]`, vectors                       | arbitrary   |
/// | mesh   | points, lines  | random points, and their vectors          | world units |
///
/// The field is a sum of radial functions, one at each seed.
/// The data range of the volume is 0 to 1, whatever is in it.
#[derive(Processor)]
#[processor(
    "org.inviwo.RBFBased3DVectorFieldGenerator",
    name = "RBF Based 3D Vector Field Generator",
    category = "Data Creation",
    tags = "CPU"
)]
pub struct RbfVectorFieldGenerator3D {
    /// Vector field.
    #[outport("volume")]
    field: Out<Volume>,

    /// Random vectors that the field goes through.
    #[outport("mesh")]
    mesh: Out<Mesh>,

    /// Number of voxels along x, y and z.
    #[property("size", name = "Volume size", default = UVec3::splat(32), range = 1..=1024)]
    size: UVec3,

    /// Number of random vectors.
    #[property("seeds", name = "Number of seeds", default = 6, range = 1..=100)]
    n_seeds: i32,

    /// What is added to the radial functions while they are fitted.
    #[property("shape", name = "Shape Parameter", default = 1.2, range = 0.0001..=10.0)]
    shape: f32,

    /// The radial function.
    #[group("gaussian")]
    gaussian: Gaussian,

    /// Where random numbers start.
    #[group("randomness", soft("seed", 0.0..=f64::from(i32::MAX)))]
    randomness: Randomness,

    /// What the mesh looks like.
    #[group("debug", name = "Debug", collapsed = true)]
    look: Look,
}

/// What the random vectors look like.
#[derive(PropertyGroup)]
pub struct Look {
    /// Radius of the points, for renderers that draw spheres.
    #[property("radius", name = "Sphere Radius", default = 0.05, range = 0.001..=2.0)]
    radius: f32,
    /// Length of a line through that of its vector.
    #[property("arrowLength", name = "Arrow Length", default = 0.1, range = 0.001..=10.0)]
    length: f32,
    /// Colour of the points.
    #[property("sphereColor", name = "Sphere Color", default = Vec4::ONE, color)]
    point_color: Vec4,
    /// Colour of the lines.
    #[property("arrowColor", name = "Arrow Color", default = Vec4::new(1.0, 0.0, 0.0, 1.0), color)]
    line_color: Vec4,
}

impl Process for RbfVectorFieldGenerator3D {
    fn process(&mut self, context: &Context) -> Result<()> {
        let mut engine = self.randomness.engine();
        let mut sample = || {
            let [x, y, z] = [0, 1, 2].map(|_| engine.uniform_f64(-1.0, 1.0));
            let height = engine.uniform_f64(-1.0, 1.0);
            let angle = engine.uniform_f64(0.0, std::f64::consts::TAU);
            let across = (1.0 - height * height).max(0.0).sqrt();
            let vector = DVec3::new(across * angle.cos(), across * angle.sin(), height);
            (DVec3::new(x, y, z), vector)
        };
        let samples: Vec<_> = (0..self.n_seeds.max(1)).map(|_| sample()).collect();
        let field = Field::through(&samples, &self.gaussian, self.shape.into())?;
        let unit = -1.0..1.0;
        let size = self.size.max(UVec3::ONE);
        // Vectors belong to the lower corners of voxels, not to their centres.
        let shift = 1.0 / size.as_dvec3();
        let grid = Grid::new(size, [&unit; 3]);
        let mut volume =
            grid.volume(context, |point| field.at(point - shift).as_vec3().to_array())?;
        volume.set_basis(glam::Mat3::IDENTITY * 2.0);
        volume.set_offset(Vec3::NEG_ONE);
        volume.data_map.value_range = [0.0, 1.0];
        self.field.set(volume);
        self.mesh.set(self.look.mesh(&samples));
        Ok(())
    }
}

impl Look {
    /// The points, and a line from each along its vector.
    fn mesh(&self, samples: &[(DVec3, DVec3)]) -> Mesh {
        let length = f64::from(self.length);
        let ends = samples.iter().map(|(point, vector)| *point + *vector * length);
        let points = samples.iter().map(|(point, _)| *point);
        let positions: Vec<[f32; 3]> =
            points.clone().chain(points).chain(ends).map(|p| p.as_vec3().to_array()).collect();
        let n = samples.len() as u32;
        let mut colors = vec![self.point_color.to_array(); samples.len()];
        colors.resize(positions.len(), self.line_color.to_array());
        let lines =
            Topology { primitive: Primitive::Lines, connectivity: Connectivity::Unconnected };
        let points = Topology { primitive: Primitive::Points, ..lines };
        let along: Vec<u32> = (0..n).flat_map(|line| [n + line, 2 * n + line]).collect();
        Mesh::new(lines)
            .with(AttributeKind::Position, Array::copy_of(&positions))
            .with(AttributeKind::Color, Array::copy_of(&colors))
            .with(AttributeKind::Radii, Array::copy_of(&vec![self.radius; positions.len()]))
            .with_indices(points, &(0..n).collect::<Vec<_>>())
            .with_indices(lines, &along)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Voxels, and the vectors there.
    const EXPECTED: [([usize; 3], [f32; 3]); 4] = [
        ([0, 0, 15], [-2.8927, -11.0401, 0.5809]),
        ([16, 4, 15], [0.2294, -2.0554, -4.0708]),
        ([31, 31, 15], [0.9855, -4.9065, 4.0034]),
        ([7, 20, 3], [-0.0934, -4.3991, 1.1087]),
    ];

    #[test]
    fn the_field_fills_a_cube_round_the_origin() -> Result<()> {
        let mut node = RbfVectorFieldGenerator3D { size: UVec3::splat(8), ..Default::default() };
        node.process(&Context::detached())?;
        let volume = node.field.get()?;
        assert_eq!(volume.offset(), Vec3::NEG_ONE);
        assert_eq!(volume.basis().x_axis, Vec3::X * 2.0);
        assert_eq!(volume.data_map.data_range, [0.0, 1.0]);
        let mesh = node.mesh.get()?;
        assert_eq!([mesh.indices[0].values.len(), mesh.indices[1].values.len()], [6, 12]);
        let position = mesh.attribute(AttributeKind::Position).expect("it has them");
        let at = |n| DVec3::from_slice(&position.at(n)[..3]);
        assert_eq!(at(0), at(6));
        assert!((at(6).distance(at(12)) - 0.1).abs() < 1e-6, "vectors have length 1");
        Ok(())
    }

    #[test]
    fn the_field_is_that_of_the_seed_in_inviwo() -> Result<()> {
        // Numbers from a model of the field in another language.
        let mut node = RbfVectorFieldGenerator3D { n_seeds: 24, ..Default::default() };
        node.gaussian.sigma = 0.6744;
        node.randomness.seed = 520_093_702;
        node.process(&Context::detached())?;
        let field = node.field.get()?;
        let field = field.voxels.elements::<[f32; 3]>();
        for (place, expected) in EXPECTED {
            let [x, y, z] = place;
            let got = Vec3::from(field[(z * 32 + y) * 32 + x]);
            assert!(got.distance(Vec3::from(expected)) < 1e-3, "{place:?}: {got}");
        }
        Ok(())
    }
}
