//! Integral lines: ways of something that a vector field carries.

use glam::{DMat3, DMat4, DVec3};
use ivw_core::abi::{RString, RVec, StableAbi};
use ivw_core::prelude::*;
use rayon::prelude::*;

/// Vectors shorter than this are zero.
const SHORTEST: f64 = f64::EPSILON;

/// Integral lines that belong together.
#[repr(C)]
#[derive(StableAbi, Clone, Debug, Default)]
pub struct IntegralLines {
    /// The lines.
    pub lines: RVec<IntegralLine>,
    /// Columns of the matrix from data to model space.
    pub model: [[f32; 4]; 4],
    /// Columns of the matrix from model to world space.
    pub world: [[f32; 4]; 4],
}

/// One integral line.
#[repr(C)]
#[derive(StableAbi, Clone, Debug, Default)]
pub struct IntegralLine {
    /// Number of its seed, over all seeds.
    pub index: u64,
    /// Points along the line, in data space.
    pub points: RVec<[f64; 3]>,
    /// What is known at each point, such as `velocity`.
    pub series: RVec<Series>,
}

/// Vectors or numbers at all points of a line.
#[repr(C)]
#[derive(StableAbi, Clone, Debug)]
pub struct Series {
    /// What they are, such as `velocity`.
    pub name: RString,
    /// One for each point; a number is a vector along x.
    pub values: RVec<[f64; 3]>,
}

impl Data for IntegralLines {
    const TYPE_ID: &'static str = "ivw.IntegralLines/1";
    const PORT: &'static str = "IntegralLineSet";
    const COLOR: [u8; 3] = [255, 150, 0];
    const NAME: &'static str = "integral lines";
}

impl IntegralLines {
    /// From data to model space.
    pub fn model_matrix(&self) -> DMat4 {
        glam::Mat4::from_cols_array_2d(&self.model).as_dmat4()
    }

    /// Names of what is known at points, each once.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for series in self.lines.iter().flat_map(|line| &line.series) {
            if !names.contains(&series.name.as_str()) {
                names.push(&series.name);
            }
        }
        names
    }
}

impl IntegralLine {
    /// What is known at its points by this name.
    pub fn series(&self, name: &str) -> Option<&[[f64; 3]]> {
        let series = self.series.iter().find(|series| series.name.as_str() == name);
        series.map(|series| series.values.as_slice())
    }

    /// Length from the first to the last point, in the space of a matrix.
    pub fn length(&self, model: &DMat4) -> f64 {
        let points = self.points.iter().map(|point| model.transform_point3(DVec3::from(*point)));
        points.clone().zip(points.skip(1)).map(|(a, b)| a.distance(b)).sum()
    }
}

/// How lines are traced.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tracer {
    pub(crate) n_steps: usize,
    /// Length of a step in model space, or in time.
    pub(crate) step: f64,
    pub(crate) direction: Direction,
    pub(crate) scheme: Scheme,
    /// Whether every vector counts as one of length 1.
    pub(crate) normalizes: bool,
    pub(crate) with_curvature: bool,
    pub(crate) with_tortuosity: bool,
}

/// In which direction lines go from their seeds.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// With the vectors.
    #[default]
    #[choice("fwd", "Forward")]
    Forward,
    /// Against the vectors.
    #[choice("bwd", "Backward")]
    Backward,
    /// Half the steps with, half of them against the vectors.
    #[choice("bi", "Bi Directional")]
    Both,
}

/// How a step is made.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// Along the vector at its start.
    #[choice("euler", "Euler")]
    Euler,
    /// Along a mean of four vectors: the classical method of Runge and Kutta.
    #[default]
    #[choice("rk4", "Runge-Kutta (RK4)")]
    RungeKutta,
}

/// Where a line is, and when.
#[derive(Clone, Copy)]
struct Place {
    point: DVec3,
    time: f64,
}

impl Tracer {
    /// The lines from seeds, given in data space with a time, through the vectors of a field.
    ///
    /// Lines that don't leave their seeds are left out.
    /// Fails when somebody wants the work to stop.
    pub(crate) fn trace(
        &self,
        seeds: &[(DVec3, f64)],
        matrices: [[[f32; 4]; 4]; 2],
        has_time: bool,
        context: &Context,
        vector: impl Fn(DVec3, f64) -> DVec3 + Sync,
    ) -> Result<IntegralLines> {
        let [model, world] = matrices;
        let matrix = glam::Mat4::from_cols_array_2d(&model).as_dmat4();
        let way = Way { tracer: self, data_from_model: inverse(matrix), vector: &vector };
        let line = |(index, seed): (usize, &(DVec3, f64))| {
            context.check()?;
            let places = way.line(Place { point: seed.0, time: seed.1 });
            Ok(self.finished(index, &places, has_time, &matrix))
        };
        let lines = seeds.par_iter().enumerate().map(line).collect::<Result<Vec<_>>>()?;
        let lines = lines.into_iter().filter(|line| line.points.len() > 1).collect();
        Ok(IntegralLines { lines, model, world })
    }

    fn finished(
        &self,
        index: usize,
        places: &[(Place, DVec3)],
        has_time: bool,
        model: &DMat4,
    ) -> IntegralLine {
        let points: RVec<_> = places.iter().map(|(place, _)| place.point.to_array()).collect();
        let velocity = places.iter().map(|(_, vector)| vector.to_array()).collect();
        let mut series = vec![Series { name: "velocity".into(), values: velocity }];
        let number = |name: &str, values: Vec<f64>| Series {
            name: name.into(),
            values: values.into_iter().map(|value| [value, 0.0, 0.0]).collect(),
        };
        if has_time {
            series.push(number("timestamp", places.iter().map(|(place, _)| place.time).collect()));
        }
        let places = places.iter().map(|(place, _)| model.transform_point3(place.point));
        let places: Vec<DVec3> = places.collect();
        if self.with_curvature {
            series.push(number("curvature", curvature(&places)));
        }
        if self.with_tortuosity {
            series.push(number("tortuosity", tortuosity(&places)));
        }
        IntegralLine { index: index as u64, points, series: series.into() }
    }
}

/// The upper part of the inverse; nothing moves in a flat space.
fn inverse(matrix: DMat4) -> DMat3 {
    let basis = DMat3::from_mat4(matrix);
    if basis.determinant() == 0.0 { DMat3::ZERO } else { basis.inverse() }
}

struct Way<'a, F> {
    tracer: &'a Tracer,
    data_from_model: DMat3,
    vector: &'a F,
}

impl<F: Fn(DVec3, f64) -> DVec3> Way<'_, F> {
    /// All points of the line through a seed, each with the vector that led there.
    fn line(&self, seed: Place) -> Vec<(Place, DVec3)> {
        let n = self.tracer.n_steps;
        let [backward, forward] = match self.tracer.direction {
            Direction::Forward => [1, n + 1],
            Direction::Backward => [n + 1, 1],
            Direction::Both => [n / 2 + 1, n - n / 2 + 1],
        };
        let velocity = (self.vector)(seed.point, seed.time);
        if !is_inside(seed.point) || !is_moving(velocity) {
            return Vec::new();
        }
        let mut line = vec![(seed, velocity)];
        self.follow(seed, -self.tracer.step, backward, &mut line);
        line.reverse();
        self.follow(seed, self.tracer.step, forward, &mut line);
        line
    }

    fn follow(&self, seed: Place, step: f64, n: usize, line: &mut Vec<(Place, DVec3)>) {
        let mut place = seed;
        for _ in 0..n {
            let velocity = (self.vector)(place.point, place.time);
            if !is_moving(velocity) {
                return;
            }
            let Some(next) = self.step(place, step) else { return };
            place = next;
            line.push((place, velocity));
        }
    }

    /// The place after a step; `None` if it leads out of the field.
    fn step(&self, place: Place, step: f64) -> Option<Place> {
        let direction = match self.tracer.scheme {
            Scheme::Euler => self.direction(place)?,
            Scheme::RungeKutta => {
                let first = self.direction(place)?;
                let second = self.direction(self.moved(place, first, step / 2.0))?;
                let third = self.direction(self.moved(place, second, step / 2.0))?;
                let fourth = self.direction(self.moved(place, third, step))?;
                let sum = first + 2.0 * (second + third) + fourth;
                if self.tracer.normalizes { sum.normalize_or_zero() } else { sum / 6.0 }
            }
        };
        let next = self.moved(place, direction, step);
        is_inside(next.point).then_some(next)
    }

    fn direction(&self, place: Place) -> Option<DVec3> {
        let vector = is_inside(place.point).then(|| (self.vector)(place.point, place.time))?;
        Some(if self.tracer.normalizes { vector.normalize_or_zero() } else { vector })
    }

    fn moved(&self, place: Place, direction: DVec3, step: f64) -> Place {
        Place {
            point: place.point + self.data_from_model * direction * step,
            time: place.time + step,
        }
    }
}

fn is_inside(point: DVec3) -> bool {
    point.cmpge(DVec3::ZERO).all() && point.cmple(DVec3::ONE).all()
}

/// What is no number does not move either.
fn is_moving(velocity: DVec3) -> bool {
    velocity.length() >= SHORTEST
}

/// The angle between the segments at each point, for each unit of their mean length.
fn curvature(points: &[DVec3]) -> Vec<f64> {
    let inner = points.windows(3).map(|around| {
        let (before, after) = (around[1] - around[0], around[2] - around[1]);
        let length = (before.length() + after.length()) / 2.0;
        if length > 0.0 { before.angle_between(after) / length } else { 0.0 }
    });
    let inner: Vec<f64> = inner.collect();
    let ends = |value: Option<&f64>| value.copied().unwrap_or_default();
    let first = ends(inner.first());
    let last = ends(inner.last());
    let mut all = vec![first; points.len()];
    if let Some(end) = all.last_mut() {
        *end = last;
    }
    for (value, inner) in all.iter_mut().skip(1).zip(inner) {
        *value = inner;
    }
    all
}

/// The length of the way to each point, relative to the distance from the start.
fn tortuosity(points: &[DVec3]) -> Vec<f64> {
    let mut length = 0.0;
    let mut before = points.first().copied().unwrap_or_default();
    let start = before;
    let ratio = |point: &DVec3| {
        length += point.distance(before);
        before = *point;
        let chord = point.distance(start);
        if chord > 0.0 { length / chord } else { 1.0 }
    };
    points.iter().map(ratio).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const IDENTITY: [[f32; 4]; 4] = glam::Mat4::IDENTITY.to_cols_array_2d();

    fn tracer() -> Tracer {
        Tracer {
            n_steps: 100,
            step: 0.01,
            direction: Direction::Forward,
            scheme: Scheme::RungeKutta,
            normalizes: true,
            with_curvature: true,
            with_tortuosity: true,
        }
    }

    fn circles(point: DVec3, _: f64) -> DVec3 {
        DVec3::new(0.5 - point.y, point.x - 0.5, 0.0)
    }

    fn trace(tracer: Tracer, seed: DVec3) -> Result<IntegralLines> {
        let seeds = [(seed, 0.0)];
        tracer.trace(&seeds, [IDENTITY; 2], false, &Context::detached(), circles)
    }

    #[test]
    fn lines_of_a_turning_field_are_circles() -> Result<()> {
        let lines = trace(tracer(), DVec3::new(0.75, 0.5, 0.5))?;
        let line = &lines.lines[0];
        assert_eq!(line.points.len(), 103);
        let middle = DVec3::splat(0.5);
        assert!(line.points.iter().all(|p| (DVec3::from(*p).distance(middle) - 0.25).abs() < 1e-4));
        let curvature = line.series("curvature").expect("it was asked for");
        assert!(curvature.iter().all(|[value, ..]| (value - 4.0).abs() < 0.01), "{curvature:?}");
        let tortuosity = line.series("tortuosity").expect("it was asked for");
        assert_eq!(tortuosity[0][0], 1.0);
        assert!((line.length(&DMat4::IDENTITY) - 1.02).abs() < 1e-3);
        Ok(())
    }

    #[test]
    fn a_better_method_stays_closer_to_the_circle() -> Result<()> {
        let error = |scheme| {
            let lines = trace(Tracer { scheme, ..tracer() }, DVec3::new(0.75, 0.5, 0.5))?;
            let last = DVec3::from(*lines.lines[0].points.last().expect("it has points"));
            Ok::<_, Error>((last.distance(DVec3::splat(0.5)) - 0.25).abs())
        };
        assert!(error(Scheme::Euler)? > 1e3 * error(Scheme::RungeKutta)?);
        Ok(())
    }

    #[test]
    fn lines_end_at_the_border_and_where_nothing_moves() -> Result<()> {
        let seeds = [(DVec3::splat(0.5), 0.0), (DVec3::splat(1.5), 0.0)];
        let context = Context::detached();
        let east = |_: DVec3, _: f64| DVec3::X;
        let lines = tracer().trace(&seeds, [IDENTITY; 2], true, &context, east)?;
        assert_eq!(lines.lines.len(), 1);
        let last = lines.lines[0].points.last().expect("it has points");
        assert!(last[0] <= 1.0 && last[0] > 0.98, "{last:?}");
        assert_eq!(lines.names(), ["velocity", "timestamp", "curvature", "tortuosity"]);
        let still = |_: DVec3, _: f64| DVec3::ZERO;
        let lines = tracer().trace(&seeds, [IDENTITY; 2], true, &context, still)?;
        assert!(lines.lines.is_empty());
        Ok(())
    }

    #[test]
    fn both_directions_share_the_steps() -> Result<()> {
        let tracer = Tracer { direction: Direction::Both, n_steps: 11, ..tracer() };
        let lines = trace(tracer, DVec3::new(0.75, 0.5, 0.5))?;
        assert_eq!(lines.lines[0].points.len(), 6 + 1 + 7);
        assert_eq!(lines.lines[0].points[6], [0.75, 0.5, 0.5]);
        Ok(())
    }
}
