//! Seeds where a volume says so.

use glam::{DVec3, UVec3};
use ivw_core::data::Points;
use ivw_core::prelude::*;
use ivw_render::properties::Randomness;
use ivw_render::random::Engine;

/// Points in all voxels whose value is above a threshold.
///
/// |         | shape          | value                 | unit                              |
/// |---------|----------------|-----------------------|-----------------------------------|
/// | volumes | `[nx, ny, nz]` | 1 number              | parts of what the format can hold |
/// | seeds   | `[n]`          | `[f32; 3]`, positions | parts of the volume, or the world |
#[derive(Processor)]
#[processor(
    "org.inviwo.SeedPointsFromMask",
    name = "Seed Points From Mask",
    category = "Data Creation",
    tags = "CPU"
)]
pub struct SeedPointsFromMask {
    /// Where seeds should be.
    #[inport("volumes")]
    volumes: InMany<Volume>,

    /// The points.
    #[outport("seeds")]
    seeds: Out<Points>,

    /// Values above give seeds; integers count as parts of their largest number.
    #[property("threshold", default = 0.5, range = 0.0..=1.0, step = 0.01)]
    threshold: f64,

    /// Give positions in the world instead of parts of the volume.
    #[property("transformToWorld", name = "Transform To World Space")]
    in_world: bool,

    /// Make several points anywhere in a voxel, instead of one in its middle.
    #[property("enableSuperSample", name = "Enable Super Sampling")]
    is_random: bool,

    /// How many points there are in a voxel.
    #[property(
        "superSample",
        name = "Super Sampling Factor",
        default = 1,
        range = 1..=10,
        visible_if = |p| p.is_random
    )]
    n_each: i32,

    /// Where random numbers start.
    #[group("randomness")]
    randomness: Randomness,
}

impl Process for SeedPointsFromMask {
    fn process(&mut self, context: &Context) -> Result<()> {
        let mut engine = self.randomness.engine();
        let mut positions = Vec::new();
        for volume in self.volumes.all() {
            let number = volume.format.number;
            let largest = if number.is_float() { 1.0 } else { number.limits()[1] };
            let world = volume.world_from_data().as_dmat4();
            let size = volume.size();
            let per_voxel = size.as_dvec3().max(DVec3::ONE).recip();
            let mut push = |index: UVec3, within: DVec3| {
                let at = (index.as_dvec3() + within) * per_voxel;
                let at = if self.in_world { world.transform_point3(at) } else { at };
                positions.push(at.as_vec3().to_array());
            };
            for n in 0..volume.n_voxels() {
                let [width, height] = [size.x as usize, size.y as usize];
                let index = [n % width, n / width % height, n / (width * height)];
                let index = UVec3::from_array(index.map(|at| at as u32));
                if index.x == 0 {
                    context.check()?;
                }
                if volume.voxel_at(n)[0] / largest <= self.threshold {
                    continue;
                }
                if !self.is_random {
                    push(index, DVec3::splat(0.5));
                    continue;
                }
                for _ in 0..self.n_each.max(1) {
                    let [x, y, z] = [0, 1, 2].map(|_| engine.uniform_f32(0.0, 1.0));
                    push(index, DVec3::new(x.into(), y.into(), z.into()));
                }
            }
        }
        self.seeds.set(Points { positions: positions.into() });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node() -> Result<SeedPointsFromMask> {
        let mut mask = Volume::from_fn(UVec3::new(4, 2, 1), |v| if v.x == 1 { 200u8 } else { 9 })?;
        mask.set_offset(glam::Vec3::new(10.0, 0.0, 0.0));
        Ok(SeedPointsFromMask { volumes: vec![mask].into(), ..Default::default() })
    }

    #[test]
    fn voxels_above_the_threshold_have_a_seed_in_the_middle() -> Result<()> {
        let mut node = node()?;
        node.process(&Context::detached())?;
        let seeds = node.seeds.get()?;
        assert_eq!(seeds.positions.as_slice(), [[0.375, 0.25, 0.5], [0.375, 0.75, 0.5]]);
        node.in_world = true;
        node.process(&Context::detached())?;
        assert_eq!(node.seeds.get()?.positions[1], [10.375, 0.75, 0.5]);
        Ok(())
    }

    #[test]
    fn several_seeds_stay_within_their_voxel_and_are_the_same_again() -> Result<()> {
        let mut node = node()?;
        (node.is_random, node.n_each) = (true, 5);
        node.process(&Context::detached())?;
        let first = node.seeds.get()?;
        assert_eq!(first.positions.len(), 10);
        assert!(first.positions.iter().all(|[x, ..]| (0.25..=0.5).contains(x)));
        node.process(&Context::detached())?;
        assert_eq!(node.seeds.get()?.positions, first.positions);
        Ok(())
    }
}
