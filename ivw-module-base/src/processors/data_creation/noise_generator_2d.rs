//! Layers of noise.

use crate::algorithm::picture::like;
use crate::algorithm::random::{Engine, Mt19937};
use glam::UVec2;
use ivw_core::prelude::*;
use ivw_render::properties::{LayerInformation, VolumeBasis};
use std::ops::Range;

/// Layer of noise, the same for the same seed.
///
/// |       | shape             | value                                        |
/// |-------|-------------------|----------------------------------------------|
/// | noise | `[width, height]` | one number; of dots, 1 at a dot, elsewhere 0 |
#[derive(Processor)]
#[processor(
    "org.inviwo.NoiseGenerator2D",
    name = "Noise Generator 2D",
    category = "Data Creation",
    tags = "CPU"
)]
pub struct NoiseGenerator2D {
    /// The noise.
    #[outport("noise")]
    noise: Out<Layer>,

    /// Width and height in pixels.
    #[property("size", name = "Size", default = UVec2::splat(256), range = 32..=4096)]
    size: UVec2,

    /// What kind of noise.
    #[property("type", name = "Type")]
    kind: NoiseType,

    /// Smallest and largest number.
    #[property(
        "range",
        default = 0.0..1.0,
        range = 0.0..=1.0,
        visible_if = |p| p.kind == NoiseType::Random
    )]
    range: Range<f32>,

    /// Coarsest and finest layer of noise, in powers of two.
    #[property(
        "levels",
        default = 2..8,
        range = 1..=16,
        visible_if = |p| p.kind == NoiseType::Perlin
    )]
    levels: Range<i32>,

    /// How strong a layer is, through how strong the next coarser one is.
    #[property(
        "persistence",
        default = 0.5,
        range = 0.001..=1.0,
        step = 0.001,
        visible_if = |p| p.kind == NoiseType::Perlin
    )]
    persistence: f32,

    /// Dots that fit the width; they keep their distance.
    #[property(
        "poissonDotsAlongX",
        name = "Poisson Dots Along X",
        default = 100,
        range = 1..=1024,
        visible_if = |p| p.kind == NoiseType::PoissonDisk
    )]
    dots_along_x: i32,

    /// Most dots that there may be.
    #[property(
        "poissonMaxPoints",
        name = "Poisson Max Points",
        default = 10_000_000,
        range = 1..=10_000_000,
        visible_if = |p| p.kind == NoiseType::PoissonDisk
    )]
    most_dots: i32,

    /// How many dots.
    #[property(
        "numPoints",
        name = "Number of points",
        default = 100,
        range = 1..=1000,
        visible_if = |p| p.kind == NoiseType::Halton
    )]
    n_points: usize,

    /// Base of the sequence along x.
    #[property(
        "haltonXBase",
        name = "Base for x values",
        default = 2,
        range = 2..=32,
        visible_if = |p| p.kind == NoiseType::Halton
    )]
    base_x: usize,

    /// Base of the sequence along y.
    #[property(
        "haltonYBase",
        name = "Base for y values",
        default = 3,
        range = 2..=32,
        visible_if = |p| p.kind == NoiseType::Halton
    )]
    base_y: usize,

    /// What the numbers mean.
    #[group("Information", name = "Layer Information")]
    information: LayerInformation,

    /// Where the layer is in model space.
    #[group("Basis", collapsed = true)]
    basis: VolumeBasis,

    /// Where random numbers start.
    #[group("randomness", name = "Randomness")]
    randomness: Randomness,

    engine: Option<Mt19937>,
    /// What the layer was made of last.
    size_of_last: Option<(UVec2, NoiseType)>,
}

/// This is where random numbers start.
#[derive(PropertyGroup)]
pub struct Randomness {
    /// Start with the seed each time; otherwise the noise is another one each time.
    #[property("useSameSeed", name = "Use same seed", default = true)]
    same: bool,

    /// The start.
    #[property(
        "seed",
        default = 1,
        from = 0..=1000,
        visible_if = |p| p.same
    )]
    seed: i32,
}

/// This is a kind of noise.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoiseType {
    /// Every pixel by itself.
    #[default]
    #[choice("random", "Random")]
    Random,
    /// Clouds: layers of random numbers from coarse to fine.
    #[choice("perlin", "Perlin")]
    Perlin,
    /// Random dots that keep their distance.
    #[choice("poissonDisk", "Poisson Disk")]
    PoissonDisk,
    /// Evenly spread dots that follow no pattern.
    #[choice("haltonSequence", "Halton Sequence")]
    Halton,
}

impl Process for NoiseGenerator2D {
    fn process(&mut self, context: &Context) -> Result<()> {
        let longer = self.size.max_element().next_power_of_two();
        let finest = i64::from(longer.ilog2());
        context.change("levels", PropertyChange::Range(Value::ints(&[1, finest.max(1)])?));
        if self.randomness.same || self.engine.is_none() {
            let seed = match self.randomness.same {
                true => self.randomness.seed.max(0) as u32,
                false => random_seed(),
            };
            self.engine = Some(Mt19937::new(seed));
        }
        let mut engine = self.engine.take().expect("there is an engine by now");
        let mut layer = self.noise(&mut engine, context)?;
        self.engine = Some(engine);
        let made_of = (self.size, self.kind);
        let is_new = self.size_of_last.replace(made_of) != Some(made_of);
        self.information.update_made("Information", &layer, context);
        self.information.apply(&mut layer);
        let model = self.basis.update_layer("Basis", &layer, is_new, context);
        layer.model = model.to_cols_array_2d();
        self.noise.set(layer);
        Ok(())
    }
}

/// A seed that nobody knows.
fn random_seed() -> u32 {
    use std::hash::{BuildHasher, Hasher};
    std::hash::RandomState::new().build_hasher().finish() as u32
}

impl NoiseGenerator2D {
    fn noise(&self, engine: &mut Mt19937, context: &Context) -> Result<Layer> {
        let size = self.size.max(UVec2::ONE);
        let mut layer = Layer::new(size.to_array(), f32::FORMAT, LayerKind::Color)?;
        layer.swizzle = Swizzle::LUMINANCE;
        let numbers = layer.pixels.elements_mut::<f32>();
        match self.kind {
            NoiseType::Random => {
                let Range { start, end } = self.range;
                numbers.iter_mut().for_each(|number| *number = engine.uniform_f32(start, end));
                layer.data_map.data_range = [start, end].map(f64::from);
                layer.data_map.value_range = layer.data_map.data_range;
            }
            NoiseType::Perlin => clouds(numbers, size, &self.levels, self.persistence, engine),
            NoiseType::PoissonDisk => {
                let most = self.most_dots.max(0) as usize;
                disks(numbers, size, self.dots_along_x.max(1), most, engine, context)?;
            }
            NoiseType::Halton => {
                let last = size - 1;
                let at = |base, n, last: u32| (halton(base, n) * last as f32) as usize;
                for n in 1..=self.n_points {
                    let (x, y) = (at(self.base_x, n, last.x), at(self.base_y, n, last.y));
                    numbers[y * size.x as usize + x] = 1.0;
                }
            }
        }
        let result = like(&layer, layer.format)?;
        Ok(Layer { pixels: layer.pixels, ..result })
    }
}

/// Layers of random numbers, each finer and weaker than the one before, added up.
fn clouds(
    numbers: &mut [f32],
    size: UVec2,
    levels: &Range<i32>,
    persistence: f32,
    engine: &mut Mt19937,
) {
    let edge = size.max_element().next_power_of_two();
    let n_levels = (levels.end - levels.start + 1).max(0);
    let mut layers = Vec::new();
    let mut strength = 1.0;
    for level in (levels.start.max(0)..).take(n_levels as usize) {
        let Some(n) = 1u32.checked_shl(level as u32).filter(|n| *n <= edge && level < 32) else {
            break;
        };
        let numbers: Vec<f32> =
            (0..n as usize * n as usize).map(|_| engine.uniform_f32(-strength, strength)).collect();
        layers.push((n, numbers));
        strength *= persistence;
    }
    for y in 0..size.y {
        // Noise grows from the top.
        let row = (size.y - 1 - y) as usize * size.x as usize;
        for x in 0..size.x {
            let place = [x, y].map(|n| f64::from(n) / f64::from(edge));
            let sum: f64 = layers.iter().map(|(n, layer)| between(layer, *n, place)).sum();
            numbers[row + x as usize] = ((sum + 1.0) / 2.0).clamp(0.0, 1.0) as f32;
        }
    }
}

/// A number between those of a square, whose corners are the first and the last ones.
fn between(numbers: &[f32], n: u32, [x, y]: [f64; 2]) -> f64 {
    let last = n as usize - 1;
    let (x, y) = (x * last as f64, y * last as f64);
    let (left, below) = (x as usize, y as usize);
    let (right, above) = ((left + 1).min(last), (below + 1).min(last));
    let at = |x: usize, y: usize| f64::from(numbers[y * n as usize + x]);
    let mix = |a: f64, b: f64, part: f64| a + (b - a) * part;
    let (part_x, part_y) = (x - left as f64, y - below as f64);
    mix(
        mix(at(left, below), at(right, below), part_x),
        mix(at(left, above), at(right, above), part_x),
        part_y,
    )
}

/// Dots that keep their distance (Bridson, "Fast Poisson Disk Sampling in Arbitrary Dimensions", 2007).
fn disks(
    numbers: &mut [f32],
    size: UVec2,
    dots_along_x: i32,
    most: usize,
    engine: &mut Mt19937,
    context: &Context,
) -> Result<()> {
    let distance = size.x as f32 / dots_along_x as f32;
    let [width, height] = size.as_ivec2().to_array();
    let cells = [width, height].map(|n| 1 + (n as f32 / distance) as i32);
    let empty = (-2.0 * distance) as i32;
    let mut grid = vec![[empty; 2]; cells[0] as usize * cells[1] as usize];
    let cell = |[x, y]: [i32; 2]| [(x as f32 / distance) as i32, (y as f32 / distance) as i32];
    let slot = |[x, y]: [i32; 2]| {
        let is_inside = (0..cells[0]).contains(&x) && (0..cells[1]).contains(&y);
        is_inside.then(|| y as usize * cells[0] as usize + x as usize)
    };
    let first =
        [engine.uniform_int(0, width.into()) as i32, engine.uniform_int(0, height.into()) as i32];
    let mut active = vec![first];
    let mut n_dots = 1;
    if let Some(slot) = slot(cell(first)) {
        grid[slot] = first;
    }
    while !active.is_empty() && n_dots < most {
        context.check()?;
        let n = engine.uniform_int(0, active.len() as i64 - 1) as usize;
        let from = active.remove(n);
        for _ in 0..30 {
            let radius = distance * (engine.uniform_f32(0.0, 1.0) + 1.0);
            let angle = 2.0 * std::f64::consts::PI * f64::from(engine.uniform_f32(0.0, 1.0));
            let along =
                |start: i32, part: f64| (f64::from(start) + f64::from(radius) * part) as i32;
            let dot = [along(from[0], angle.cos()), along(from[1], angle.sin())];
            if !((0..width).contains(&dot[0]) && (0..height).contains(&dot[1])) {
                continue;
            }
            let [x, y] = cell(dot);
            let is_near = |other: [i32; 2]| {
                let [dx, dy] = [0, 1].map(|n| (other[n] - dot[n]) as f32);
                dx * dx + dy * dy < distance * distance
            };
            let around = (-2..=2).flat_map(|dy| (-2..=2).map(move |dx| [x + dx, y + dy]));
            if around.filter_map(slot).any(|slot| is_near(grid[slot])) {
                continue;
            }
            active.push(dot);
            n_dots += 1;
            if let Some(slot) = slot([x, y]) {
                grid[slot] = dot;
            }
            numbers[dot[1] as usize * size.x as usize + dot[0] as usize] = 1.0;
        }
    }
    Ok(())
}

/// The n-th number of a Halton sequence, from 0 to 1: the digits of n in a base, mirrored.
fn halton(base: usize, n: usize) -> f32 {
    let base = base.max(2);
    let (mut rest, mut part, mut number) = (n, 1.0f32, 0.0f32);
    while rest > 0 {
        part *= base as f32;
        number += (rest % base) as f32 * (1.0 / part);
        rest /= base;
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noise(kind: NoiseType) -> Result<Vec<f32>> {
        let mut node = NoiseGenerator2D { kind, size: UVec2::new(64, 48), ..Default::default() };
        node.process(&Context::detached())?;
        let layer = node.noise.get()?;
        assert_eq!(layer.dims, [64, 48]);
        Ok(layer.pixels.elements().to_vec())
    }

    #[test]
    fn random_numbers_are_those_of_libstdcxx_from_the_lower_left_corner_on() -> Result<()> {
        let numbers = noise(NoiseType::Random)?;
        assert_eq!(numbers[..2], [0.417_022, 0.997_184_8]);
        assert!(numbers.iter().all(|number| (0.0..1.0).contains(number)));
        Ok(())
    }

    #[test]
    fn clouds_are_smooth_and_within_their_range() -> Result<()> {
        let numbers = noise(NoiseType::Perlin)?;
        assert!(numbers.iter().all(|number| (0.0..=1.0).contains(number)));
        let step = |n: usize| (numbers[n + 1] - numbers[n]).abs();
        let steps: Vec<f32> = (0..63).map(step).collect();
        let mean = steps.iter().sum::<f32>() / 63.0;
        assert!(mean > 0.0 && mean < 0.2, "{mean}");
        Ok(())
    }

    #[test]
    fn dots_keep_their_distance() -> Result<()> {
        let mut node = NoiseGenerator2D {
            kind: NoiseType::PoissonDisk,
            size: UVec2::new(64, 48),
            dots_along_x: 10,
            ..Default::default()
        };
        node.process(&Context::detached())?;
        let layer = node.noise.get()?;
        let numbers: &[f32] = layer.pixels.elements();
        let dots: Vec<[i32; 2]> = (0..numbers.len() as i32)
            .filter(|n| numbers[*n as usize] == 1.0)
            .map(|n| [n % 64, n / 64])
            .collect();
        assert!(dots.len() > 30, "{}", dots.len());
        let is_near = |a: &[i32; 2], b: &[i32; 2]| {
            let [dx, dy] = [a[0] - b[0], a[1] - b[1]];
            f64::from(dx * dx + dy * dy).sqrt() < 6.4
        };
        let pairs =
            dots.iter().enumerate().flat_map(|(n, a)| dots[n + 1..].iter().map(move |b| (a, b)));
        let n_near = pairs.filter(|(a, b)| is_near(a, b)).count();
        // Cells are as wide as the distance, as in Inviwo: rarely two dots share one, and the first
        // is forgotten.
        assert!(n_near * 20 <= dots.len(), "{n_near} of {}", dots.len());
        Ok(())
    }

    #[test]
    fn a_halton_sequence_mirrors_digits() -> Result<()> {
        assert_eq!([1, 2, 3, 4].map(|n| halton(2, n)), [0.5, 0.25, 0.75, 0.125]);
        assert!((halton(3, 5) - 7.0 / 9.0).abs() < 1e-6);
        let numbers = noise(NoiseType::Halton)?;
        assert!(numbers.iter().filter(|number| **number == 1.0).count() > 90);
        Ok(())
    }

    #[test]
    fn without_a_seed_of_its_own_noise_differs_each_time() -> Result<()> {
        let mut node = NoiseGenerator2D { size: UVec2::splat(32), ..Default::default() };
        node.randomness.same = false;
        node.process(&Context::detached())?;
        let first = node.noise.get()?.pixels.bytes().to_vec();
        node.process(&Context::detached())?;
        assert!(node.noise.get()?.pixels.bytes() != first);
        Ok(())
    }
}
