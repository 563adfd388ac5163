//! How tracers are set, and where their seeds are.

use crate::integral::{Direction, Scheme, Tracer};
use glam::{DVec3, Mat4};
use ivw_core::prelude::*;

/// How lines are traced.
#[derive(PropertyGroup)]
pub struct Tracing {
    /// Number of steps of a line.
    #[property("steps", name = "Number of Steps", default = 100, from = 0..=1000)]
    pub(crate) n_steps: i32,

    /// Length of a step in model space, or its duration where vectors are not normalised.
    #[property(
        "stepSize",
        name = "Step size",
        default = 0.001,
        from = 100.0 * f32::EPSILON..=1.0,
        step = 1.0 / 256.0
    )]
    pub(crate) step: f32,

    /// In which direction lines go from their seeds.
    #[property("stepDirection", name = "Step Direction")]
    pub(crate) direction: Direction,

    /// How a step is made.
    #[property("integrationScheme", name = "Integration Scheme")]
    pub(crate) scheme: Scheme,

    /// The space that seeds are given in.
    #[property("seedPointsSpace", name = "Seed Points Space")]
    pub(crate) space: SeedSpace,

    /// Let every vector count as one of length 1.
    #[property("normalizeSamples", name = "Normalize Samples", default = true)]
    pub(crate) normalizes: bool,
}

/// How lines are traced, and when they start.
#[derive(PropertyGroup)]
pub struct PathTracing {
    /// Number of steps of a line.
    #[property("steps", name = "Number of Steps", default = 100, from = 0..=1000)]
    pub(crate) n_steps: i32,

    /// Length of a step in model space, or its duration where vectors are not normalised.
    #[property(
        "stepSize",
        name = "Step size",
        default = 0.001,
        from = 100.0 * f32::EPSILON..=1.0,
        step = 1.0 / 256.0
    )]
    pub(crate) step: f32,

    /// In which direction lines go from their seeds.
    #[property("stepDirection", name = "Step Direction")]
    pub(crate) direction: Direction,

    /// How a step is made.
    #[property("integrationScheme", name = "Integration Scheme")]
    pub(crate) scheme: Scheme,

    /// The space that seeds are given in.
    #[property("seedPointsSpace", name = "Seed Points Space")]
    pub(crate) space: SeedSpace,

    /// Let every vector count as one of length 1.
    #[property("normalizeSamples", name = "Normalize Samples")]
    pub(crate) normalizes: bool,

    /// The time at which lines start.
    #[property("startT", name = "Start at timestep", range = 0.0..=1.0)]
    pub(crate) start: f32,
}

impl PathTracing {
    /// The same without the time.
    pub(crate) fn tracing(&self) -> Tracing {
        Tracing {
            n_steps: self.n_steps,
            step: self.step,
            direction: self.direction,
            scheme: self.scheme,
            space: self.space,
            normalizes: self.normalizes,
        }
    }
}

/// What is computed along lines.
#[derive(PropertyGroup)]
pub struct Extras {
    /// Angles between segments, for each unit of length.
    #[property("calculateCurvature", name = "Calculate Curvature")]
    curvature: bool,

    /// Length of the way, relative to the distance from the start.
    #[property("calculateTortuosity", name = "Calculate Tortuosity")]
    tortuosity: bool,
}

/// The space that seeds are given in.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SeedSpace {
    /// Parts of the volume, from 0 to 1.
    #[default]
    #[choice("data", "Data")]
    Data,
    /// Model space of the volume.
    #[choice("model", "Model")]
    Model,
    /// World space.
    #[choice("world", "World")]
    World,
}

impl Tracing {
    /// The tracer that this describes.
    pub(crate) fn tracer(&self, extras: &Extras) -> Tracer {
        Tracer {
            n_steps: self.n_steps.max(0) as usize,
            step: self.step.into(),
            direction: self.direction,
            scheme: self.scheme,
            normalizes: self.normalizes,
            with_curvature: extras.curvature,
            with_tortuosity: extras.tortuosity,
        }
    }

    /// The same with all that can be computed along lines.
    pub(crate) fn full_tracer(&self) -> Tracer {
        self.tracer(&Extras { curvature: true, tortuosity: true })
    }

    /// A seed in the data space of a volume.
    pub(crate) fn to_data(&self, seed: [f32; 3], volume: &Volume) -> DVec3 {
        self.to_data_of(seed, volume.model_matrix(), volume.world_matrix())
    }

    /// A seed in the data space that these matrices lead from, to model and on to world space.
    pub(crate) fn to_data_of(&self, seed: [f32; 3], model: Mat4, world: Mat4) -> DVec3 {
        let matrix = match self.space {
            SeedSpace::Data => Mat4::IDENTITY,
            SeedSpace::Model => model,
            SeedSpace::World => world * model,
        };
        matrix.as_dmat4().inverse().transform_point3(DVec3::from(seed.map(f64::from)))
    }
}
