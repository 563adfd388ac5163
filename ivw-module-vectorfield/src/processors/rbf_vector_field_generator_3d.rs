//! A smooth random vector field in space.

use crate::grid::Grid;
use crate::radial::{Field, Gaussian};
use crate::randomness::Randomness;
use glam::{DVec3, UVec3, Vec3};
use ivw_core::prelude::*;
use ivw_render::random::Engine;

/// A smooth vector field in space through random vectors at random points.
///
/// |        | shape          | value                                     | unit        |
/// |--------|----------------|-------------------------------------------|-------------|
/// | volume | `[nx, ny, nz]` | `[f32; 3]`, vectors                       | arbitrary   |
/// | mesh   | lines          | from each random point along its vector   | world units |
///
/// The field is a sum of radial functions, one at each seed.
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
    #[group("randomness")]
    randomness: Randomness,
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
        let largest = volume.voxels.elements::<[f32; 3]>().iter().flatten();
        let largest = f64::from(largest.fold(0.0f32, |most, value| most.max(value.abs())));
        volume.data_map.data_range = [-largest, largest];
        volume.data_map.value_range = [-largest, largest];
        self.field.set(volume);
        self.mesh.set(arrows(&samples));
        Ok(())
    }
}

/// A line from each point along its vector.
fn arrows(samples: &[(DVec3, DVec3)]) -> Mesh {
    let ends = samples.iter().flat_map(|(point, vector)| [*point, *point + *vector * 0.1]);
    let positions: Vec<[f32; 3]> = ends.map(|end| end.as_vec3().to_array()).collect();
    let n = positions.len() as u32;
    let lines = Topology { primitive: Primitive::Lines, connectivity: Connectivity::Unconnected };
    Mesh::new(lines)
        .with(AttributeKind::Color, Array::copy_of(&vec![[0.0f32, 0.0, 0.0, 1.0]; n as usize]))
        .with(AttributeKind::Position, Array::copy_of(&positions))
        .with_indices(lines, &(0..n).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_fills_a_cube_round_the_origin() -> Result<()> {
        let mut node = RbfVectorFieldGenerator3D { size: UVec3::splat(8), ..Default::default() };
        node.process(&Context::detached())?;
        let volume = node.field.get()?;
        assert_eq!(volume.offset(), Vec3::NEG_ONE);
        assert_eq!(volume.basis().x_axis, Vec3::X * 2.0);
        let [low, high] = volume.data_map.data_range;
        assert!(low == -high && high > 0.0);
        assert_eq!(node.mesh.get()?.n_vertices(), 12);
        Ok(())
    }
}
