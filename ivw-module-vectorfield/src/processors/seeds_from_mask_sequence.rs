//! Seeds in space and time where volumes say so.

use glam::UVec3;
use ivw_core::data::{Points4, VolumeSequence};
use ivw_core::prelude::*;
use ivw_render::random::{Engine, Mt19937};

/// Points with a time in all voxels that are above zero.
///
/// |          | shape                   | value                          | unit                          |
/// |----------|-------------------------|--------------------------------|-------------------------------|
/// | sequence | volumes, `[nx, ny, nz]` | 1 number                       |                               |
/// | seeds_   | `[n]`                   | `[f32; 4]`, positions and time | parts of the volume, of times |
///
/// A volume's time is its note `timestamp`; without them, the first one has 0 and the last one 1.
/// Which points are kept is random, but the same each time.
#[derive(Processor)]
#[processor(
    "org.inviwo.SeedsFromMaskSequence",
    name = "Seed Points From Mask Sequence",
    category = "Seed Points",
    tags = "CPU"
)]
pub struct SeedsFromMaskSequence {
    /// Where seeds should be, and when.
    #[inport("sequence")]
    sequence: In<VolumeSequence>,

    /// The points.
    #[outport("seeds_")]
    seeds: Out<Points4>,

    /// How many of the points are kept, of one.
    #[property(
        "randomSampling",
        name = "Random sampling (keep percentage)",
        default = 1.0,
        range = 0.0..=1.0,
        step = 0.01
    )]
    kept: f32,
}

impl Process for SeedsFromMaskSequence {
    fn process(&mut self, context: &Context) -> Result<()> {
        let sequence = self.sequence.get()?;
        let mut engine = Mt19937::new(0);
        let mut points = Vec::new();
        for (volume, time) in sequence.volumes.iter().zip(sequence.times()) {
            let per_voxel = volume.size().max(UVec3::ONE).as_vec3().recip();
            let [width, height] = [volume.dims[0] as usize, volume.dims[1] as usize];
            for n in 0..volume.n_voxels() {
                if n % width == 0 {
                    context.check()?;
                }
                if engine.canonical_f64() > f64::from(self.kept) || volume.voxel_at(n)[0] <= 0.0 {
                    continue;
                }
                let index = [n % width, n / width % height, n / (width * height)];
                let index = UVec3::from_array(index.map(|at| at as u32));
                let place = (index.as_vec3() + 0.5) * per_voxel;
                points.push(place.extend(time as f32).to_array());
            }
        }
        self.seeds.set(Points4 { values: points.into() });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node() -> Result<SeedsFromMaskSequence> {
        let mask = |from: u32| {
            Volume::from_fn(UVec3::new(4, 2, 1), |v| if v.x >= from { 1.0f32 } else { -1.0 })
        };
        let sequence = VolumeSequence { volumes: vec![mask(9)?, mask(3)?, mask(0)?].into() };
        Ok(SeedsFromMaskSequence { sequence: sequence.into(), ..Default::default() })
    }

    fn seeds(node: &mut SeedsFromMaskSequence) -> Result<Vec<[f32; 4]>> {
        node.process(&Context::detached())?;
        Ok(node.seeds.get()?.values.to_vec())
    }

    #[test]
    fn voxels_above_zero_have_a_seed_in_the_middle_at_their_time() -> Result<()> {
        let points = seeds(&mut node()?)?;
        assert_eq!(points.len(), 10);
        assert_eq!(points[..2], [[0.875, 0.25, 0.5, 0.5], [0.875, 0.75, 0.5, 0.5]]);
        assert_eq!(points[2], [0.125, 0.25, 0.5, 1.0]);
        Ok(())
    }

    #[test]
    fn some_are_kept_and_they_are_the_same_again() -> Result<()> {
        let mut node = node()?;
        node.kept = 0.5;
        let some = seeds(&mut node)?;
        assert!((1..10).contains(&some.len()), "{}", some.len());
        assert_eq!(seeds(&mut node)?, some);
        node.kept = 0.0;
        assert!(seeds(&mut node)?.is_empty());
        Ok(())
    }
}
