//! Points where stream lines start.

use glam::{IVec2, Vec3};
use ivw_core::data::Points;
use ivw_core::prelude::*;
use ivw_render::properties::Randomness;
use ivw_render::random::{Engine, Mt19937};
use std::f32::consts::TAU;
use std::ops::Range;

/// Points in space where stream lines may start.
///
/// |            | shape | value                   | unit                       |
/// |------------|-------|-------------------------|----------------------------|
/// | seedPoints | `[n]` | `[f32; 3]`, positions   | parts of a volume, 0 to 1  |
#[derive(Processor)]
#[processor(
    "org.inviwo.SeedPointGenerator3D",
    name = "Seed Point Generator 3D",
    category = "Data Creation",
    tags = "CPU"
)]
pub struct SeedPointGenerator3D {
    /// Points.
    #[outport("seedPoints")]
    points: Out<Points>,

    /// Where points are.
    #[property("generator")]
    generator: Generator,

    /// The line that points are on.
    #[group("line", visible_if = |p| p.generator == Generator::Line)]
    line: Line,

    /// The plane that points are on.
    #[group("plane", visible_if = |p| p.generator == Generator::Plane)]
    plane: Plane,

    /// The sphere that points are in.
    #[group("sphere", visible_if = |p| p.generator == Generator::Sphere)]
    sphere: Sphere,

    /// Number of points, but for a plane.
    #[property("numberOfPoints", name = "Number of Points", default = 10, range = 1..=1000)]
    n_points: i32,

    /// Where random numbers start.
    #[group("randomness")]
    randomness: Randomness,
}

/// This is where points are.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[choice_class("Int")]
pub enum Generator {
    /// Anywhere in the unit cube.
    #[default]
    #[choice("random", "Random")]
    Random = 1,
    /// On a line, at equal distances.
    #[choice("line", "Line")]
    Line = 3,
    /// On a plane, in rows and columns.
    #[choice("plane", "Plane")]
    Plane = 2,
    /// Anywhere between two spheres.
    #[choice("sphere", "Sphere")]
    Sphere = 4,
}

/// A line.
#[derive(PropertyGroup)]
pub struct Line {
    /// Where it starts.
    #[property(
        "lineStart",
        name = "Start",
        default = Vec3::new(0.5, 0.0, 0.5),
        range = -1.0..=1.0
    )]
    start: Vec3,
    /// Where it ends.
    #[property(
        "lineEnd_",
        name = "End",
        default = Vec3::new(0.5, 1.0, 0.5),
        range = -1.0..=1.0
    )]
    end: Vec3,
}

/// A plane.
#[derive(PropertyGroup)]
pub struct Plane {
    /// Number of points in both directions.
    #[property("planeResolution", name = "Resolution", default = IVec2::splat(4), range = 2..=100)]
    resolution: IVec2,
    /// A corner.
    #[property(
        "planeOrigin_",
        name = "Origin",
        default = Vec3::new(0.0, 0.0, 0.5),
        range = -1.0..=1.0
    )]
    origin: Vec3,
    /// From that corner to the next one.
    #[property(
        "planeP1_",
        name = "Offset 1",
        default = Vec3::new(1.0, 0.0, 0.5),
        range = -1.0..=1.0
    )]
    first: Vec3,
    /// From that corner to the one on the other side.
    #[property(
        "planeP2_",
        name = "Offset 2",
        default = Vec3::new(0.0, 1.0, 0.5),
        range = -1.0..=1.0
    )]
    second: Vec3,
}

/// The room between two spheres.
#[derive(PropertyGroup)]
pub struct Sphere {
    /// Where both have their centre.
    #[property("sphereCenter", name = "Center", default = Vec3::splat(0.5), range = 0.0..=1.0)]
    center: Vec3,
    /// Radius of the inner and of the outer one.
    #[property("sphereRadius", name = "Radius", default = 0.45..0.55, range = 0.0..=1.0)]
    radius: Range<f32>,
}

impl Process for SeedPointGenerator3D {
    fn process(&mut self, _: &Context) -> Result<()> {
        let n = self.n_points.max(1);
        let mut engine = self.randomness.engine();
        let positions: Vec<Vec3> = match self.generator {
            Generator::Random => (0..n)
                .map(|_| {
                    let [x, y, z] = [0, 1, 2].map(|_| draw(&mut engine));
                    Vec3::new(x, y, z)
                })
                .collect(),
            Generator::Line => {
                let last = (n - 1).max(1) as f32;
                let point = |i| self.line.start.lerp(self.line.end, i as f32 / last);
                (0..n).map(point).collect()
            }
            Generator::Plane => self.plane.points(),
            Generator::Sphere => (0..n).map(|_| self.sphere.point(&mut engine)).collect(),
        };
        let positions = positions.iter().map(Vec3::to_array).collect();
        self.points.set(Points { positions });
        Ok(())
    }
}

impl Plane {
    fn points(&self) -> Vec<Vec3> {
        let resolution = self.resolution.max(IVec2::ONE);
        let last = (resolution - 1).max(IVec2::ONE).as_vec2();
        let rows = (0..resolution.x).flat_map(|i| (0..resolution.y).map(move |j| (i, j)));
        let point = |(i, j): (i32, i32)| {
            self.origin + self.first * (i as f32 / last.x) + self.second * (j as f32 / last.y)
        };
        rows.map(point).collect()
    }
}

impl Sphere {
    fn point(&self, engine: &mut Mt19937) -> Vec3 {
        let theta = draw(engine) * TAU;
        let height = -1.0 + 2.0 * draw(engine);
        let out = draw(engine).powf(1.0 / 3.0);
        let radius = self.radius.start + out * (self.radius.end - self.radius.start);
        let across = height.clamp(-1.0, 1.0).acos().sin();
        self.center + radius * Vec3::new(theta.cos() * across, theta.sin() * across, height)
    }
}

/// A number from 0 to 1, both included.
fn draw(engine: &mut impl Engine) -> f32 {
    engine.draw() as f32 / u32::MAX as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(node: &mut SeedPointGenerator3D) -> Result<Vec<Vec3>> {
        node.process(&Context::detached())?;
        Ok(node.points.get()?.positions.iter().copied().map(Vec3::from).collect())
    }

    #[test]
    fn a_seed_gives_the_same_points_as_in_inviwo() -> Result<()> {
        let points = points(&mut SeedPointGenerator3D::default())?;
        assert_eq!(points.len(), 10);
        // The first draws of std::mt19937 with seed 1.
        assert!((points[0].x - 0.417_022).abs() < 1e-6 && (points[0].y - 0.997_184_8).abs() < 1e-6);
        Ok(())
    }

    #[test]
    fn lines_and_planes_reach_from_end_to_end() -> Result<()> {
        let mut node = SeedPointGenerator3D { generator: Generator::Line, ..Default::default() };
        let line = points(&mut node)?;
        assert_eq!([line[0], line[9]], [node.line.start, node.line.end]);
        node.generator = Generator::Plane;
        let plane = points(&mut node)?;
        assert_eq!(plane.len(), 16);
        assert_eq!([plane[0], plane[3]], [node.plane.origin, Vec3::new(0.0, 1.0, 1.0)]);
        Ok(())
    }

    #[test]
    fn points_of_a_sphere_are_between_its_radii() -> Result<()> {
        let mut node = SeedPointGenerator3D {
            generator: Generator::Sphere,
            n_points: 500,
            ..Default::default()
        };
        let points = points(&mut node)?;
        let distances = points.iter().map(|point| point.distance(Vec3::splat(0.5)));
        assert!(distances.clone().all(|distance| (0.449..0.551).contains(&distance)));
        let mean: Vec3 = points.iter().sum::<Vec3>() / 500.0;
        assert!(mean.distance(Vec3::splat(0.5)) < 0.05, "{mean}");
        Ok(())
    }
}
