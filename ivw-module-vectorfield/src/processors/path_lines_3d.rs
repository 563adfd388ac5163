//! Path lines in space and time.

use crate::integral::{IntegralLines, Series};
use crate::tracing::{Extras, Tracing};
use glam::DVec3;
use ivw_core::data::{Points4, SpatialSampler4D};
use ivw_core::prelude::*;

/// Ways of particles in a vector field that changes with time.
///
/// |         | shape              | value                              | unit                    |
/// |---------|--------------------|------------------------------------|-------------------------|
/// | sampler | any place and time | vectors                            | of the field            |
/// | seeds   | `[n]`              | `[f32; 4]`, positions with a time  | of the chosen space     |
/// | annotationSamplers | any place and time | vectors                 | any                     |
/// | lines   | lines              | positions, and what is known there | parts of the volume     |
///
/// Every point knows its `velocity` and its `timestamp`, and what is asked for.
#[derive(Processor)]
#[processor(
    "org.inviwo.PathLines3D",
    name = "Path Lines 3D",
    category = "Integral Line Tracer",
    tags = "CPU",
    names_inputs
)]
pub struct PathLines3D {
    /// Vector field over time.
    #[inport("sampler")]
    sampler: In<SpatialSampler4D>,

    /// Where and when lines start.
    #[inport("seeds")]
    seeds: InMany<Points4>,

    /// Vectors that points of lines should know, by the names of the processors that they come from.
    #[inport("annotationSamplers", optional)]
    annotations: InMany<SpatialSampler4D>,

    /// Path lines.
    #[outport("lines")]
    lines: Out<IntegralLines>,

    /// How lines are traced.
    #[group("properties", preset("normalizeSamples", false))]
    tracing: Tracing,

    /// What is computed along lines.
    #[group("metaData", name = "Meta Data")]
    extras: Extras,
}

impl Process for PathLines3D {
    fn process(&mut self, context: &Context) -> Result<()> {
        let sampler = self.sampler.get()?;
        let volume = sampler.volumes.first().ok_or_else(|| {
            Error::new("the vector field has no time steps").hint("connect a sequence of volumes")
        })?;
        let seeds = self.seeds.all().iter().flat_map(|seeds| &seeds.values);
        let seed =
            |[x, y, z, time]: [f32; 4]| (self.tracing.to_data([x, y, z], volume), f64::from(time));
        let seeds: Vec<_> = seeds.map(|values| seed(*values)).collect();
        let matrices = [volume.model, volume.world];
        let tracer = self.tracing.tracer(&self.extras);
        let vector = |point: DVec3, time: f64| sampler.at(point, time);
        let mut lines = tracer.trace(&seeds, matrices, true, context, vector)?;
        for (n, annotation) in self.annotations.all().iter().enumerate() {
            let name = self.annotations.name(n);
            for line in &mut lines.lines {
                let times =
                    line.series("timestamp").unwrap_or_default().iter().map(|[time, ..]| *time);
                let points = line.points.iter().map(|point| DVec3::from(*point)).zip(times);
                let values = points.map(|(point, time)| annotation.at(point, time).to_array());
                let values = values.collect();
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
    use glam::UVec3;

    #[test]
    fn particles_follow_the_field_of_their_time() -> Result<()> {
        let volume = |x| Volume::from_fn(UVec3::splat(2), move |_| [x, 0.0f32, 0.0]);
        let sampler = SpatialSampler4D {
            volumes: vec![volume(1.0)?, volume(3.0)?].into(),
            times: vec![0.0, 1.0].into(),
            loops: false,
        };
        let annotation = sampler.clone();
        let mut node = PathLines3D {
            sampler: sampler.into(),
            seeds: vec![Points4 { values: vec![[0.0, 0.5, 0.5, 0.0]].into() }].into(),
            annotations: vec![annotation].into(),
            ..Default::default()
        };
        assert!(!node.tracing.normalizes);
        (node.tracing.step, node.tracing.n_steps) = (0.01, 19);
        node.process(&Context::detached())?;
        let lines = node.lines.get()?;
        let line = &lines.lines[0];
        let times = line.series("timestamp").expect("path lines know it");
        // After a time t the way is t + t².
        for (point, [time, ..]) in line.points.iter().zip(times) {
            assert!((point[0] - time - time * time).abs() < 1e-9, "{point:?} at {time}");
        }
        let known = line.series(&node.annotations.name(0)).expect("it was connected");
        assert_eq!(known.len(), line.points.len());
        for ([x, ..], [time, ..]) in known.iter().zip(times) {
            assert!((x - 1.0 - 2.0 * time).abs() < 1e-6, "{x} at {time}");
        }
        Ok(())
    }
}
