//! Points on a grid, in a box and in a ball.

use crate::algorithm::random::{Engine, Mt19937_64};
use glam::{Mat3, UVec3, Vec2, Vec3};
use ivw_core::data::Points;
use ivw_core::prelude::*;
use std::f32::consts::TAU;

/// Makes points: on a grid, anywhere in a box, anywhere in a ball, or all of them.
///
/// |         | shape | value         | space |
/// |---------|-------|---------------|-------|
/// | outport | any   | position `f32`| any   |
///
/// Points of the grid come first, those of the ball last. The same seed makes the same points.
#[derive(Processor)]
#[processor(
    "org.inviwo.PointGenerationProcessor",
    name = "Point Generation",
    category = "Data Creation",
    tags = "CPU"
)]
pub struct PointGeneration {
    /// The points.
    #[outport("outport")]
    points: Out<Points>,

    /// Points on a grid.
    #[group("grid")]
    grid: Grid,

    /// Points anywhere in a box.
    #[group("box", name = "Random box")]
    in_box: RandomBox,

    /// Points anywhere in a ball.
    #[group("sphere", name = "Random Sphere")]
    in_ball: Ball,
}

/// These are points on a grid.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct Grid {
    /// Whether there are any.
    #[property("checked", default = true)]
    is_on: bool,
    /// First edge.
    #[property("basis", default = Vec3::X, soft = -100.0..=100.0, step = 0.1)]
    a: Vec3,
    /// Second edge.
    #[property("axis2", default = Vec3::Y, soft = -100.0..=100.0, step = 0.1)]
    b: Vec3,
    /// Third edge.
    #[property("axis3", default = Vec3::Z, soft = -100.0..=100.0, step = 0.1)]
    c: Vec3,
    /// Keep the middle at the origin when an edge changes.
    #[property("autoCenter", name = "Center Automatically", default = true)]
    centres: bool,
    /// The corner that the edges leave from.
    #[property("offset", soft = -100.0..=100.0, step = 0.1)]
    offset: Vec3,
    /// How many there are along each edge.
    #[property("nPoints", name = "Number of Points", default = UVec3::splat(10), from = 0..=100)]
    n_points: UVec3,
    /// How far each point may be from its place on the grid.
    #[property("jitter", soft = -10.0..=10.0, step = 0.1)]
    jitter: Vec3,
    /// What random numbers start from.
    #[property("seed", from = 0..=1000)]
    seed: usize,
    /// The edges when points were last made.
    edges: Option<Mat3>,
}

/// These are points anywhere in a box.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct RandomBox {
    /// Whether there are any.
    #[property("checked")]
    is_on: bool,
    /// First edge.
    #[property("axis1", default = Vec3::X, soft = -100.0..=100.0, step = 0.1)]
    a: Vec3,
    /// Second edge.
    #[property("axis2", default = Vec3::Y, soft = -100.0..=100.0, step = 0.1)]
    b: Vec3,
    /// Third edge.
    #[property("axis3", default = Vec3::Z, soft = -100.0..=100.0, step = 0.1)]
    c: Vec3,
    /// Keep the middle at the origin when an edge changes.
    #[property("autoCenter", name = "Center Automatically", default = true)]
    centres: bool,
    /// The corner that the edges leave from.
    #[property("offset", soft = -100.0..=100.0, step = 0.1)]
    offset: Vec3,
    /// How many there are.
    #[property("nPoints", name = "Number of Points", default = 10, from = 0..=100)]
    n_points: usize,
    /// What random numbers start from.
    #[property("seed", from = 0..=1000)]
    seed: usize,
    /// The edges when points were last made.
    edges: Option<Mat3>,
}

/// These are points anywhere in a ball.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct Ball {
    /// Whether there are any.
    #[property("checked")]
    is_on: bool,
    /// Its middle.
    #[property("center", soft = -100.0..=100.0, step = 0.1)]
    centre: Vec3,
    /// The least and the greatest distance from the middle.
    #[property("radius", default = Vec2::new(0.0, 1.0), from = 0.0..=100.0, step = 0.1)]
    radius: Vec2,
    /// How many there are.
    #[property("nPoints", name = "Number of Points", default = 10, from = 0..=100)]
    n_points: usize,
    /// What random numbers start from.
    #[property("seed", from = 0..=1000)]
    seed: usize,
}

impl Process for PointGeneration {
    fn process(&mut self, context: &Context) -> Result<()> {
        let (grid, in_box) = (&mut self.grid, &mut self.in_box);
        let edges = Mat3::from_cols(grid.a, grid.b, grid.c);
        if let Some(offset) = centred(edges, grid.edges.replace(edges), grid.centres) {
            grid.offset = offset;
            context.set("grid.offset", numbers(offset));
        }
        let edges = Mat3::from_cols(in_box.a, in_box.b, in_box.c);
        if let Some(offset) = centred(edges, in_box.edges.replace(edges), in_box.centres) {
            in_box.offset = offset;
            context.set("box.offset", numbers(offset));
        }
        let mut points = Vec::new();
        self.grid.append(&mut points);
        self.in_box.append(&mut points);
        self.in_ball.append(&mut points);
        self.points.set(Points { positions: points.into_iter().map(<[f32; 3]>::from).collect() });
        Ok(())
    }
}

/// The corner that keeps the middle at the origin, if edges have changed.
fn centred(edges: Mat3, before: Option<Mat3>, centres: bool) -> Option<Vec3> {
    let has_changed = before.is_some_and(|before| before != edges);
    (centres && has_changed).then(|| -0.5 * (edges * Vec3::ONE))
}

fn numbers(vector: Vec3) -> Value {
    Value::Floats(vector.to_array().into_iter().map(f64::from).collect())
}

impl Grid {
    fn append(&self, points: &mut Vec<Vec3>) {
        if !self.is_on {
            return;
        }
        let edges = Mat3::from_cols(self.a, self.b, self.c);
        let mut engine = Mt19937_64::new(self.seed as u64);
        for z in 0..self.n_points.z {
            for y in 0..self.n_points.y {
                for x in 0..self.n_points.x {
                    let part = UVec3::new(x, y, z).as_vec3() / self.n_points.as_vec3();
                    let mut point = edges * part + self.offset;
                    if self.jitter != Vec3::ZERO {
                        for axis in 0..3 {
                            let most = f64::from(self.jitter[axis]);
                            point[axis] += engine.number_f64(-most, most) as f32;
                        }
                    }
                    points.push(point);
                }
            }
        }
    }
}

impl RandomBox {
    fn append(&self, points: &mut Vec<Vec3>) {
        let edges = Mat3::from_cols(self.a, self.b, self.c);
        let mut engine = Mt19937_64::new(self.seed as u64);
        for _ in 0..if self.is_on { self.n_points } else { 0 } {
            let part = Vec3::from_array([(); 3].map(|()| engine.number_f32(0.0, 1.0)));
            points.push(edges * part + self.offset);
        }
    }
}

impl Ball {
    fn append(&self, points: &mut Vec<Vec3>) {
        let mut engine = Mt19937_64::new(self.seed as u64);
        for _ in 0..if self.is_on { self.n_points } else { 0 } {
            let (sin_theta, cos_theta) = engine.number_f32(0.0, TAU).sin_cos();
            let (sin_phi, cos_phi) = engine.number_f32(-1.0, 1.0).acos().sin_cos();
            let part = engine.number_f32(0.0, 1.0).cbrt();
            let radius = self.radius.x + part * (self.radius.y - self.radius.x);
            let direction = Vec3::new(cos_theta * sin_phi, sin_theta * sin_phi, cos_phi);
            points.push(radius * direction + self.centre);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(node: &mut PointGeneration) -> Result<Vec<Vec3>> {
        node.process(&Context::detached())?;
        Ok(node.points.get()?.positions.iter().map(|&point| point.into()).collect())
    }

    #[test]
    fn a_grid_is_regular_until_it_is_shaken() -> Result<()> {
        let mut node = PointGeneration::default();
        node.grid.n_points = UVec3::new(2, 4, 1);
        let regular = points(&mut node)?;
        assert_eq!(regular.len(), 8);
        assert_eq!(regular[1], Vec3::new(0.5, 0.0, 0.0));
        assert_eq!(regular[7], Vec3::new(0.5, 0.75, 0.0));
        node.grid.jitter = Vec3::new(0.1, 0.0, 0.0);
        let shaken = points(&mut node)?;
        assert!(regular.iter().zip(&shaken).all(|(a, b)| a.y == b.y && (a.x - b.x).abs() <= 0.1));
        assert_ne!(regular, shaken);
        node.grid.a = Vec3::X * 4.0;
        assert_eq!(points(&mut node)?[0].y, -0.5);
        Ok(())
    }

    #[test]
    fn random_points_are_within_and_the_same_for_a_seed() -> Result<()> {
        let mut node = PointGeneration::default();
        node.grid.is_on = false;
        node.in_box.is_on = true;
        node.in_ball.is_on = true;
        node.in_ball.radius = Vec2::new(0.5, 2.0);
        let first = points(&mut node)?;
        assert_eq!(first.len(), 20);
        assert!(first[..10].iter().all(|point| point.clamp(Vec3::ZERO, Vec3::ONE) == *point));
        assert!(first[10..].iter().all(|point| (0.49..2.01).contains(&point.length())));
        assert_eq!(points(&mut node)?, first);
        node.in_ball.seed = 3;
        assert_ne!(points(&mut node)?[10..], first[10..]);
        Ok(())
    }
}
