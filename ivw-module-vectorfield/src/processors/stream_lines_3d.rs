//! Stream lines in space.

use crate::integral::{IntegralLines, Series};
use crate::tracing::{Extras, Tracing};
use glam::DVec3;
use ivw_core::data::{Points, SpatialSampler};
use ivw_core::prelude::*;

/// Lines that follow the vectors of a field from seeds.
///
/// |                   | shape     | value                     | unit                     |
/// |-------------------|-----------|---------------------------|--------------------------|
/// | sampler           | any place | vectors                   | of the field             |
/// | seeds             | `[n]`     | `[f32; 3]`, positions     | of the chosen space      |
/// | annotationSamplers | any place | vectors                  | any                      |
/// | lines             | lines     | positions, and what is known there | parts of the volume |
///
/// Every point knows its `velocity`, and what is asked for.
/// The fields of other samplers are known by the identifiers of their processors.
#[derive(Processor)]
#[processor(
    "org.inviwo.StreamLines3D",
    name = "Stream Lines 3D",
    category = "Integral Line Tracer",
    tags = "CPU",
    names_inputs
)]
pub struct StreamLines3D {
    /// Vector field.
    #[inport("sampler")]
    sampler: In<SpatialSampler>,

    /// Where lines start.
    #[inport("seeds")]
    seeds: InMany<Points>,

    /// Fields whose vectors are to be known along the lines.
    #[inport("annotationSamplers", optional)]
    annotations: InMany<SpatialSampler>,

    /// Stream lines.
    #[outport("lines")]
    lines: Out<IntegralLines>,

    /// How lines are traced.
    #[group("properties")]
    tracing: Tracing,

    /// What is computed along lines.
    #[group("metaData", name = "Meta Data")]
    extras: Extras,
}

impl Process for StreamLines3D {
    fn process(&mut self, context: &Context) -> Result<()> {
        let sampler = self.sampler.get()?;
        let volume = &sampler.volume;
        let seeds = self.seeds.all().iter().flat_map(|seeds| &seeds.positions);
        let seeds: Vec<_> = seeds.map(|seed| (self.tracing.to_data(*seed, volume), 0.0)).collect();
        let matrices = [volume.model, volume.world];
        let tracer = self.tracing.tracer(&self.extras);
        let vector = |point: DVec3, _: f64| sampler.at(point);
        let mut lines = tracer.trace(&seeds, matrices, false, context, vector)?;
        for (n, annotation) in self.annotations.all().iter().enumerate() {
            let name = self.annotations.name(n);
            for line in &mut lines.lines {
                let points = line.points.iter().map(|point| DVec3::from(*point));
                let values = points.map(|point| annotation.at(point).to_array()).collect();
                line.series.push(Series { name: name.as_str().into(), values });
            }
        }
        self.lines.set(lines);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tracing::SeedSpace;
    use glam::{Mat3, UVec3, Vec3};

    #[test]
    fn seeds_of_all_inputs_are_followed_through_the_volume() -> Result<()> {
        let mut volume = Volume::from_fn(UVec3::splat(4), |_| [2.0f32, 0.0, 0.0])?;
        volume.set_basis(Mat3::from_diagonal(Vec3::new(10.0, 1.0, 1.0)));
        volume.set_offset(Vec3::new(5.0, 0.0, 0.0));
        let points = |x| Points { positions: vec![[x, 0.5, 0.5]].into() };
        let mut node = StreamLines3D {
            sampler: SpatialSampler::of(volume).into(),
            seeds: vec![points(6.0), points(99.0), points(7.0)].into(),
            ..Default::default()
        };
        (node.tracing.space, node.tracing.step, node.tracing.n_steps) = (SeedSpace::Model, 0.5, 4);
        node.process(&Context::detached())?;
        let lines = node.lines.get()?;
        assert_eq!(lines.lines.iter().map(|line| line.index).collect::<Vec<_>>(), [0, 2]);
        let last = lines.lines[0].points.last().expect("it has points");
        // Five steps of 0.5 along a volume of length 10.
        assert!((last[0] - (0.1 + 0.25)).abs() < 1e-6, "{last:?}");
        assert_eq!(lines.lines[0].series("velocity").expect("always")[0], [2.0, 0.0, 0.0]);
        Ok(())
    }
}
