//! Stream lines as they once were: traced and coloured at once.

use super::integral_line_vector_to_mesh::{Builder, length};
use crate::integral::{IntegralLines, Series};
use crate::tracing::Tracing;
use glam::DVec3;
use ivw_core::data::{Points, SpatialSampler};
use ivw_core::prelude::*;

/// Lines that follow the vectors of a field, with colours; for old workspaces.
///
/// |                  | shape     | value                                        | unit                |
/// |------------------|-----------|----------------------------------------------|---------------------|
/// | sampler          | any place | vectors                                      | of the field        |
/// | seedpoints       | `[n]`     | `[f32; 3]`, positions                        | of the chosen space |
/// | vectorvolume     | `[x,y,z]` | vectors, if there is no sampler              | of the field        |
/// | lines            | lines     | positions, velocity, curvature, tortuosity   | parts of the volume |
/// | linesStripsMesh_ | lines     | position, normal, texture coordinate, colour | parts of the volume |
///
/// New workspaces have *Stream Lines 3D* and *Integral Line Vector To Mesh*.
#[derive(Processor)]
#[processor(
    "org.inviwo.StreamLinesDeprecated",
    name = "Stream Lines (Deprecated)",
    category = "Vector Field Visualization",
    code_state = CodeState::Deprecated,
    tags = "CPU"
)]
pub struct StreamLinesDeprecated {
    /// Vector field.
    #[inport("sampler", optional)]
    sampler: In<SpatialSampler>,

    /// Where lines start.
    #[inport("seedpoints")]
    seeds: InMany<Points>,

    /// Vector field, if there is no sampler.
    #[inport("vectorvolume", optional)]
    volume: In<Volume>,

    /// Stream lines.
    #[outport("lines")]
    lines: Out<IntegralLines>,

    /// Stream lines with colours.
    #[outport("linesStripsMesh_")]
    mesh: Out<Mesh>,

    /// How lines are traced.
    #[group("streamLineProperties", name = "Stream Line Properties")]
    tracing: Tracing,

    /// Trace several lines at once, which they are in any case.
    #[property("usetultiThreading", name = "Use Multi Threading", default = true)]
    is_parallel: bool,

    /// Colours by the length of vectors.
    #[property("transferFunction", name = "Transfer Function", default = BLUE_TO_RED.clone())]
    colors: TransferFunction,

    /// The length of vectors at which colours end.
    #[property(
        "velocityScale_",
        name = "Velocity Scale (inverse)",
        default = 1.0,
        range = 0.0..=10.0
    )]
    scale: f32,

    /// The greatest length of a vector.
    #[property(
        "minMaxVelocity",
        name = "Velocity Range",
        default = "0".to_owned(),
        read_only = true,
        invalidates = InvalidationLevel::Valid
    )]
    fastest: String,
}

/// Blue over yellow to red.
pub(super) static BLUE_TO_RED: std::sync::LazyLock<TransferFunction> =
    std::sync::LazyLock::new(|| {
        TransferFunction::new(&[
            (0.0, [0.0, 0.0, 1.0, 1.0]),
            (0.5, [1.0, 1.0, 0.0, 1.0]),
            (1.0, [1.0, 0.0, 0.0, 1.0]),
        ])
    });

/// The field that a processor of old follows: that of a sampler, otherwise that of a volume.
pub(super) fn field(
    sampler: &In<SpatialSampler>,
    volume: &In<Volume>,
    what: &str,
) -> Result<SpatialSampler> {
    let sampler = sampler.data().map(|sampler| (**sampler).clone());
    let volume = || volume.data().map(|volume| SpatialSampler::of((**volume).clone()));
    sampler.or_else(volume).ok_or_else(|| {
        Error::new(format!("there is no {what}")).hint("connect a sampler or a volume of vectors")
    })
}

/// The colour of a number of which `scale` is the greatest.
pub(super) fn color_by(
    colors: &TransferFunction,
    scale: f32,
) -> impl Fn(f64) -> [f32; 4] + Send + Sync + use<> {
    let sampler = colors.sampler();
    let scale = f64::from(scale);
    move |number| sampler((number / scale).clamp(0.0, 1.0))
}

/// The greatest length of vectors, as a text.
pub(super) fn greatest<'a>(vectors: impl Iterator<Item = &'a Series>) -> String {
    let lengths = vectors.flat_map(|series| &series.values).map(length);
    (lengths.fold(0.0, f64::max) as f32).to_string()
}

impl Process for StreamLinesDeprecated {
    fn process(&mut self, context: &Context) -> Result<()> {
        let sampler = field(&self.sampler, &self.volume, "vector field")?;
        let volume = &sampler.volume;
        let seeds = self.seeds.all().iter().flat_map(|seeds| &seeds.positions);
        let seeds: Vec<_> = seeds.map(|seed| (self.tracing.to_data(*seed, volume), 0.0)).collect();
        let vector = |point: DVec3, _: f64| sampler.at(point);
        let matrices = [volume.model, volume.world];
        let lines = self.tracing.full_tracer().trace(&seeds, matrices, false, context, vector)?;
        let color = color_by(&self.colors, self.scale);
        let mut builder = Builder::default();
        for line in &lines.lines {
            let velocity = line.series("velocity").unwrap_or_default();
            builder.whole_line(line, |n| color(velocity.get(n).map_or(0.0, length)));
        }
        let mut mesh = builder.finish();
        (mesh.model, mesh.world) = (lines.model, lines.world);
        let velocities = lines.lines.iter().flat_map(|line| &line.series);
        let fastest = greatest(velocities.filter(|series| series.name.as_str() == "velocity"));
        context.set("minMaxVelocity", fastest.as_str());
        self.fastest = fastest;
        self.mesh.set(mesh);
        self.lines.set(lines);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    fn node() -> Result<StreamLinesDeprecated> {
        let volume = Volume::from_fn(UVec3::splat(3), |_| [0.5f32, 0.0, 0.0])?;
        let points = Points { positions: vec![[0.1, 0.5, 0.5], [0.1, 0.2, 0.5]].into() };
        let mut node = StreamLinesDeprecated {
            volume: volume.into(),
            seeds: vec![points].into(),
            ..Default::default()
        };
        (node.tracing.step, node.tracing.n_steps) = (0.1, 3);
        Ok(node)
    }

    #[test]
    fn lines_have_colours_and_neighbours() -> Result<()> {
        let mut node = node()?;
        node.process(&Context::detached())?;
        let mesh = node.mesh.get()?;
        // A seed, and 3 + 1 steps; one step back leads to the border.
        let n = node.lines.get()?.lines[0].points.len();
        assert_eq!(mesh.n_vertices(), 2 * n);
        let second = &mesh.indices[1].values;
        assert_eq!(second.len(), n + 2);
        assert_eq!([second.at(0)[0], second.at(n + 1)[0]], [0.0, 2.0 * n as f64 - 1.0]);
        let colors = mesh.attribute(AttributeKind::Color).expect("it has colours");
        assert_eq!(colors.at(0), [1.0, 1.0, 0.0, 1.0], "half of the scale is yellow");
        assert_eq!(node.fastest, "0.5");
        assert!(node.lines.get()?.lines[0].series("curvature").is_some());
        Ok(())
    }

    #[test]
    fn without_a_field_it_says_so() -> Result<()> {
        let mut node = StreamLinesDeprecated { volume: In::default(), ..node()? };
        let error = node.process(&Context::detached()).expect_err("no field").to_string();
        assert!(error.contains("there is no vector field"), "{error}");
        Ok(())
    }
}
