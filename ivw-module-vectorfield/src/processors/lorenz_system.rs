//! The vector field of Lorenz's weather.

use crate::grid::Grid;
use glam::{DVec3, UVec3};
use ivw_core::prelude::*;
use std::ops::Range;

/// The vector field whose stream lines are the butterfly of E. Lorenz, "Deterministic nonperiodic
/// flow" (1963).
///
/// |            | shape          | value                      | unit                  |
/// |------------|----------------|----------------------------|-----------------------|
/// | outport    | `[nx, ny, nz]` | `[f32; 3]`, velocity       | world units each time |
/// | curl       | `[nx, ny, nz]` | `[f32; 3]`, curl           | each time             |
/// | divergence | `[nx, ny, nz]` | `f32`, divergence          | each time             |
///
/// The velocity is `(σ (y - x), x (ρ - z) - y, x y - β z)` where the centre of a voxel is.
#[derive(Processor)]
#[processor("org.inviwo.LorenzSystem", category = "Data Creation", tags = "CPU")]
pub struct LorenzSystem {
    /// Velocity.
    #[outport("outport")]
    velocity: Out<Volume>,

    /// Curl of the velocity.
    #[outport("curl")]
    curl: Out<Volume>,

    /// Divergence of the velocity.
    #[outport("divergence")]
    divergence: Out<Volume>,

    /// Number of voxels along x, y and z.
    #[property("size", default = UVec3::splat(32), range = 1..=1024)]
    size: UVec3,

    /// Where the volume begins and ends along x.
    #[property("xRange", name = "X Range", default = -20.0..20.0, range = -100.0..=100.0)]
    x: Range<f32>,

    /// Where the volume begins and ends along y.
    #[property("yRange", name = "Y Range", default = -30.0..30.0, range = -100.0..=100.0)]
    y: Range<f32>,

    /// Where the volume begins and ends along z.
    #[property("zRange", name = "Z Range", default = 0.0..50.0, range = 0.0..=100.0)]
    z: Range<f32>,

    /// Rayleigh number, relative to that where the air begins to turn.
    #[property("rho", default = 28.0, range = 0.0..=100.0)]
    rho: f32,

    /// Prandtl number.
    #[property("sigma", default = 10.0, range = 0.0..=100.0)]
    sigma: f32,

    /// How flat rolls of air are.
    #[property("beta", default = 8.0 / 3.0, range = 0.0..=100.0)]
    beta: f32,
}

impl Process for LorenzSystem {
    fn process(&mut self, context: &Context) -> Result<()> {
        let grid = Grid::new(self.size, [&self.x, &self.y, &self.z]);
        let [rho, sigma, beta] = [self.rho, self.sigma, self.beta].map(f64::from);
        let stored = |vector: DVec3| vector.as_vec3().to_array();
        self.velocity.set(grid.volume(context, |p| {
            stored(DVec3::new(sigma * (p.y - p.x), p.x * (rho - p.z) - p.y, p.x * p.y - beta * p.z))
        })?);
        let curl = |p: DVec3| stored(DVec3::new(2.0 * p.x, -p.y, rho - p.z - sigma));
        self.curl.set(grid.volume(context, curl)?);
        let divergence = (-1.0 - sigma - beta) as f32;
        self.divergence.set(grid.volume(context, |_| divergence)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_formula_at_centres_of_voxels() -> Result<()> {
        let mut node = LorenzSystem { size: UVec3::new(4, 3, 5), ..Default::default() };
        node.process(&Context::detached())?;
        let volume = node.velocity.get()?;
        let point = volume.world_from_index().transform_point3(glam::Vec3::new(3.0, 0.0, 1.0));
        assert_eq!(point.to_array(), [15.0, -20.0, 15.0]);
        let [x, y, z, _] = volume.voxel(UVec3::new(3, 0, 1));
        assert_eq!([x, y], [-350.0, 15.0 * 13.0 + 20.0]);
        assert!((z - (-300.0 - 40.0)).abs() < 1e-4, "{z}");
        assert_eq!(node.curl.get()?.voxel(UVec3::new(3, 0, 1))[..3], [30.0, 20.0, 3.0]);
        let divergence = node.divergence.get()?.voxel(UVec3::ZERO)[0];
        assert!((divergence + 13.666_667).abs() < 1e-5);
        Ok(())
    }
}
