//! Stream lines in a plane.

use crate::integral::{IntegralLines, Series};
use crate::tracing::{Extras, Tracing};
use glam::{DVec3, Mat4};
use ivw_core::data::{Points, SpatialSampler2D};
use ivw_core::prelude::*;

/// Lines that follow the vectors of a plane from seeds.
///
/// |                    | shape     | value                               | unit                |
/// |--------------------|-----------|-------------------------------------|---------------------|
/// | sampler            | any place | vectors                             | of the field        |
/// | seeds              | `[n]`     | `[f32; 3]`, positions, z is left out | of the chosen space |
/// | annotationSamplers | any place | vectors                             | any                 |
/// | lines              | lines     | positions, and what is known there  | parts of the layer  |
///
/// Every point knows its `velocity`, and what is asked for.
/// The fields of other samplers are known by the identifiers of their processors.
#[derive(Processor)]
#[processor(
    "org.inviwo.StreamLines2D",
    name = "Stream Lines 2D",
    category = "Integral Line Tracer",
    tags = "CPU",
    names_inputs
)]
pub struct StreamLines2D {
    /// Vector field.
    #[inport("sampler")]
    sampler: In<SpatialSampler2D>,

    /// Where lines start.
    #[inport("seeds")]
    seeds: InMany<Points>,

    /// Fields whose vectors are to be known along the lines.
    #[inport("annotationSamplers", optional)]
    annotations: InMany<SpatialSampler2D>,

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

impl Process for StreamLines2D {
    fn process(&mut self, context: &Context) -> Result<()> {
        let sampler = self.sampler.get()?;
        let layer = &sampler.layer;
        let matrices = [layer.model, layer.world];
        let [model, world] = matrices.map(|matrix| Mat4::from_cols_array_2d(&matrix));
        let seeds = self.seeds.all().iter().flat_map(|seeds| &seeds.positions);
        let flat = |seed: &[f32; 3]| {
            let place = self.tracing.to_data_of(*seed, model, world);
            (place.truncate().extend(0.0), 0.0)
        };
        let seeds: Vec<_> = seeds.map(flat).collect();
        let tracer = self.tracing.tracer(&self.extras);
        let vector = |point: DVec3, _: f64| sampler.at(point.truncate()).extend(0.0);
        let mut lines = tracer.trace(&seeds, matrices, false, context, vector)?;
        for (n, annotation) in self.annotations.all().iter().enumerate() {
            let name = self.annotations.name(n);
            for line in &mut lines.lines {
                let points = line.points.iter().map(|point| DVec3::from(*point).truncate());
                let values =
                    points.map(|point| annotation.at(point).extend(0.0).to_array()).collect();
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
    use glam::Vec3;

    fn sampler(vector: [f32; 2]) -> SpatialSampler2D {
        let mut layer = Layer::from_pixels([3, 3], LayerKind::Color, &[vector; 9]);
        layer.model = Mat4::from_scale(Vec3::new(10.0, 1.0, 1.0)).to_cols_array_2d();
        SpatialSampler2D { layer }
    }

    #[test]
    fn lines_stay_in_the_plane_and_know_other_fields() -> Result<()> {
        let seeds = Points { positions: vec![[1.0, 0.5, 7.0], [11.0, 0.5, 0.0]].into() };
        let mut node = StreamLines2D {
            sampler: sampler([2.0, 0.0]).into(),
            seeds: vec![seeds].into(),
            annotations: vec![sampler([0.0, 3.0])].into(),
            ..Default::default()
        };
        (node.tracing.space, node.tracing.step, node.tracing.n_steps) = (SeedSpace::Model, 0.5, 4);
        node.process(&Context::detached())?;
        let lines = node.lines.get()?;
        assert_eq!(lines.lines.len(), 1, "the second seed lies outside");
        let line = &lines.lines[0];
        assert!(line.points.iter().all(|point| point[2] == 0.0 && point[1] == 0.5));
        let last = line.points.last().expect("it has points");
        // Five steps of 0.5 along a layer of width 10.
        assert!((last[0] - (0.1 + 0.25)).abs() < 1e-6, "{last:?}");
        let known = line.series(&node.annotations.name(0)).expect("it was connected");
        assert_eq!(known[0], [0.0, 3.0, 0.0]);
        Ok(())
    }
}
