//! Points in a plane where stream lines start.

use glam::Vec2;
use ivw_core::data::Points;
use ivw_core::prelude::*;
use ivw_render::properties::Randomness;
use ivw_render::random::Engine as _;

/// Points in a plane where stream lines may start.
///
/// |       | shape | value                                 | unit                     |
/// |-------|-------|---------------------------------------|--------------------------|
/// | seeds | `[n]` | `[f32; 3]`, positions, the third is 0 | parts of a layer, 0 to 1 |
///
/// Halton: J. Halton, "On the efficiency of certain quasi-random sequences of points" (1960).
#[derive(Processor)]
#[processor(
    "org.inviwo.SeedPointGenerator2D",
    name = "Seed Point Generator 2D",
    category = "Data Creation",
    tags = "CPU"
)]
pub struct SeedPointGenerator2D {
    /// Points.
    #[outport("seeds")]
    points: Out<Points>,

    /// Where points are.
    #[group("samplingDomain", name = "Sampling Domain")]
    place: Place,

    /// How points are chosen.
    #[property("generator")]
    generator: Generator,

    /// Number of points.
    #[property("numPoints", name = "Number of Points", default = 100, from = 0..=1000)]
    n_points: usize,

    /// Base of the sequence along x.
    #[property(
        "haltonXBase",
        name = "Base for x values",
        default = 2,
        range = 2..=32,
        visible_if = |p| p.generator == Generator::Halton
    )]
    base_x: usize,

    /// Base of the sequence along y.
    #[property(
        "haltonYBase",
        name = "Base for y values",
        default = 3,
        range = 2..=32,
        visible_if = |p| p.generator == Generator::Halton
    )]
    base_y: usize,

    /// Where random numbers start.
    #[group("randomness", visible_if = |p| p.generator == Generator::Random)]
    randomness: Randomness,
}

/// This is how points are chosen.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Generator {
    /// At random.
    #[default]
    #[choice("random", "Random")]
    Random,
    /// Evenly, by a Halton sequence.
    #[choice("haltonSequence", "Halton Sequence")]
    Halton,
}

/// Where points are.
#[derive(PropertyGroup)]
pub struct Place {
    /// Shape of the place.
    #[property("domain")]
    domain: Domain,
    /// A corner of the rectangle, the start of the line or the middle of the disk.
    #[property("position", default = Vec2::ZERO, soft = 0.0..=1.0, semantics = "SpinBox")]
    position: Vec2,
    /// Lengths of the rectangle's sides.
    #[property("extent", default = Vec2::splat(0.5), from = 0.0..=1.0, step = 0.1)]
    extent: Vec2,
    /// End of the line.
    #[property("endpoint", default = Vec2::ZERO, soft = 0.0..=1.0, semantics = "SpinBox")]
    end: Vec2,
    /// Radius of the disk.
    #[property("radius", default = 0.5, from = 0.0..=100.0, step = 0.1)]
    radius: f32,
}

/// This is the shape of the place where points are.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Domain {
    /// The unit square.
    #[default]
    #[choice("fullDomain", "Full Domain")]
    Full,
    /// A line.
    #[choice("line", "Line")]
    Line,
    /// A rectangle.
    #[choice("rectangle", "Rectangle")]
    Rectangle,
    /// A disk.
    #[choice("disk", "Disk")]
    Disk,
}

impl Process for SeedPointGenerator2D {
    fn process(&mut self, _: &Context) -> Result<()> {
        let mut engine = self.randomness.engine();
        let is_line = self.place.domain == Domain::Line;
        let points = (1..=self.n_points as u64).map(|n| {
            let part = match self.generator {
                Generator::Halton => Vec2::new(halton(n, self.base_x), halton(n, self.base_y)),
                Generator::Random if is_line => Vec2::splat(engine.uniform_f32(0.0, 1.0)),
                Generator::Random => {
                    let x = engine.uniform_f32(0.0, 1.0);
                    Vec2::new(x, engine.uniform_f32(0.0, 1.0))
                }
            };
            self.place.point(part).extend(0.0).to_array()
        });
        let positions = points.collect();
        self.points.set(Points { positions });
        Ok(())
    }
}

impl Place {
    /// The point of two numbers from 0 to 1.
    fn point(&self, part: Vec2) -> Vec2 {
        match self.domain {
            Domain::Full => part,
            Domain::Line => self.position.lerp(self.end, part.x),
            Domain::Rectangle => {
                let end = (self.position + self.extent).clamp(Vec2::ZERO, Vec2::ONE);
                self.position + part * (end - self.position)
            }
            // Inviwo's points: angles grow by the parts, and go round less than once.
            Domain::Disk => {
                let angle = part + std::f32::consts::TAU;
                let out = self.radius.sqrt();
                self.position + Vec2::new(angle.x.cos(), angle.y.sin()) * out
            }
        }
    }
}

/// The n-th number of a Halton sequence, from 1.
fn halton(mut n: u64, base: usize) -> f32 {
    let base = base.max(2) as u64;
    let (mut part, mut sum) = (1.0, 0.0);
    while n > 0 {
        part /= base as f64;
        sum += part * (n % base) as f64;
        n /= base;
    }
    sum as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halton_sequences_count_backwards_behind_the_point() {
        assert_eq!([1, 2, 3, 4].map(|n| halton(n, 2)), [0.5, 0.25, 0.75, 0.125]);
        assert_eq!(halton(5, 3), 2.0 / 3.0 + 1.0 / 9.0);
    }

    #[test]
    fn points_keep_to_their_place() -> Result<()> {
        for generator in [Generator::Random, Generator::Halton] {
            let mut node = SeedPointGenerator2D { generator, ..Default::default() };
            node.place.domain = Domain::Rectangle;
            node.place.position = Vec2::splat(0.75);
            node.process(&Context::detached())?;
            let points = node.points.get()?.positions.clone();
            assert_eq!(points.len(), 100);
            assert!(points.iter().flatten().all(|x| (0.75..=1.0).contains(x) || *x == 0.0));
            node.place.domain = Domain::Line;
            node.place.end = Vec2::new(1.75, 0.75);
            node.process(&Context::detached())?;
            assert!(
                node.points.get()?.positions.iter().all(|point| (point[1] - 0.75).abs() < 1e-6)
            );
        }
        Ok(())
    }
}
