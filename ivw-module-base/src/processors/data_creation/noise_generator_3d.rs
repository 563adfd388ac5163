//! Volumes of noise.

use crate::algorithm::random::{Engine, Mt19937};
use glam::UVec3;
use ivw_core::prelude::*;
use std::ops::Range;

/// Makes a volume of noise.
///
/// |          | shape          | value | unit                |
/// |----------|----------------|-------|---------------------|
/// | forBasis | any            | any   | says where it is    |
/// | volume_  | `[nx, ny, nz]` | `f32` | 0 to 1              |
///
/// The same seed makes the same noise, and the one that Inviwo made of it.
#[derive(Processor)]
#[processor(
    "org.inviwo.NoiseGenerator3D",
    name = "Noise Generator 3D",
    category = "Data Creation",
    tags = "CPU"
)]
pub struct NoiseGenerator3d {
    /// Volume whose place in space the noise has.
    #[inport("forBasis", optional)]
    place: In<Volume>,

    /// The noise.
    #[outport("volume_")]
    noise: Out<Volume>,

    /// Number of voxels along x, y and z.
    #[property("size", name = "Size", default = UVec3::splat(100), range = 32..=1024)]
    size: UVec3,

    /// What the noise is.
    #[property("type")]
    kind: Kind3d,

    /// What random numbers are between.
    #[property(
        "range_",
        name = "Range",
        default = 0.0..1.0,
        range = 0.0..=1.0,
        visible_if = |p| p.kind == Kind3d::Random
    )]
    range: Range<f32>,

    /// How many voxels are 1.
    #[property(
        "numPoints",
        name = "Number of points",
        default = 20,
        range = 1..=1000,
        visible_if = |p| p.kind == Kind3d::Halton
    )]
    n_points: usize,

    /// Base of the sequence along x.
    #[property(
        "haltonXBase",
        name = "Base for x values",
        default = 2,
        range = 2..=32,
        visible_if = |p| p.kind == Kind3d::Halton
    )]
    base_x: usize,

    /// Base of the sequence along y.
    #[property(
        "haltonYBase",
        name = "Base for y values",
        default = 3,
        range = 2..=32,
        visible_if = |p| p.kind == Kind3d::Halton
    )]
    base_y: usize,

    /// Base of the sequence along z.
    #[property("haltonZBase", name = "Base for z values", default = 5, range = 2..=32)]
    base_z: usize,

    /// Where random numbers come from.
    #[group("randomness")]
    randomness: Randomness,

    engine: Option<Mt19937>,
}

/// This is what noise is.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind3d {
    /// A random number for each voxel.
    #[default]
    #[choice("random", "Random")]
    Random,
    /// A few voxels, spread evenly.
    #[choice("haltonSequence", "Halton Sequence")]
    Halton,
}

/// This is where random numbers come from.
#[derive(PropertyGroup)]
pub struct Randomness {
    /// Whether each run makes the same numbers.
    #[property("useSameSeed", name = "Use same seed", default = true)]
    is_same: bool,

    /// What they depend on.
    #[property("seed", default = 1, soft = 0..=1000, visible_if = |p| p.is_same)]
    seed: i32,
}

impl Process for NoiseGenerator3d {
    fn process(&mut self, context: &Context) -> Result<()> {
        let mut noise = Volume::new(self.size.to_array(), f32::FORMAT)?;
        let voxels = noise.voxels.elements_mut::<f32>();
        match self.kind {
            Kind3d::Random => {
                let mut engine = self.engine();
                let Range { start, end } = self.range;
                let row = self.size.x.max(1) as usize;
                for row in voxels.chunks_mut(row) {
                    context.check()?;
                    row.fill_with(|| engine.uniform_f32(start, end));
                }
                self.engine = Some(engine);
            }
            Kind3d::Halton if !voxels.is_empty() => {
                let last = (self.size - 1).as_vec3().to_array();
                let bases = [self.base_x, self.base_y, self.base_z];
                for n in 1..=self.n_points.min(1 << 24) {
                    let [x, y, z] = std::array::from_fn(|axis| {
                        (last[axis] * halton(n, bases[axis].max(2))) as usize
                    });
                    let [nx, ny, _] = self.size.to_array().map(|dim| dim as usize);
                    voxels[x + nx * (y + ny * z)] = 1.0;
                }
            }
            Kind3d::Halton => {}
        }
        if let Some(place) = self.place.data() {
            (noise.model, noise.world) = (place.model, place.world);
        }
        self.noise.set(noise);
        Ok(())
    }
}

impl NoiseGenerator3d {
    /// The engine for this run.
    fn engine(&mut self) -> Mt19937 {
        let seeded = || Mt19937::new(self.randomness.seed as u32);
        match self.randomness.is_same {
            true => seeded(),
            // As any other seed is as good as the next, the noise goes on where it was.
            false => self.engine.take().unwrap_or_else(seeded),
        }
    }
}

/// The n-th number of the van der Corput sequence of a base.
fn halton(mut n: usize, base: usize) -> f32 {
    let mut result = 0.0;
    let mut denominator = 1.0;
    while n > 0 {
        denominator *= base as f32;
        result += (n % base) as f32 * (1.0 / denominator);
        n /= base;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(node: &mut NoiseGenerator3d) -> Shared<Volume> {
        node.process(&Context::detached()).unwrap();
        node.noise.get().unwrap()
    }

    #[test]
    fn a_seed_makes_the_numbers_that_it_made_in_inviwo() {
        let mut node = NoiseGenerator3d { size: UVec3::new(4, 2, 2), ..Default::default() };
        let noise = run(&mut node);
        let numbers = noise.voxels.elements::<f32>();
        assert_eq!(numbers[..2], [0.417_022, 0.997_184_8]);
        assert_eq!(run(&mut node).voxels.bytes(), noise.voxels.bytes());
        node.randomness.is_same = false;
        let other = run(&mut node);
        assert_ne!(run(&mut node).voxels.bytes(), other.voxels.bytes());
        node.range = 0.25..0.5;
        assert!(run(&mut node).min_max()[0] >= 0.25);
    }

    #[test]
    fn points_of_a_sequence_are_spread() {
        let mut node = NoiseGenerator3d { kind: Kind3d::Halton, n_points: 1, ..Default::default() };
        let noise = run(&mut node);
        assert_eq!(noise.voxel(UVec3::new(49, 33, 19))[0], 1.0);
        assert_eq!(noise.voxels.elements::<f32>().iter().sum::<f32>(), 1.0);
        assert_eq!([1, 2, 3, 4].map(|n| halton(n, 2)), [0.5, 0.25, 0.75, 0.125]);
        node.size = UVec3::ZERO;
        assert!(run(&mut node).voxels.is_empty());
    }

    #[test]
    fn noise_is_where_another_volume_is() {
        let mut place = Volume::new([1, 1, 1], u8::FORMAT).unwrap();
        place.set_offset(glam::Vec3::splat(3.0));
        let mut node =
            NoiseGenerator3d { place: place.into(), size: UVec3::splat(2), ..Default::default() };
        assert_eq!(run(&mut node).offset(), glam::Vec3::splat(3.0));
    }
}
