//! Path lines as they once were: traced and coloured at once.

use super::integral_line_vector_to_mesh::{Builder, length};
use super::stream_lines_deprecated::{BLUE_TO_RED, color_by, greatest};
use crate::integral::IntegralLines;
use crate::tracing::PathTracing;
use glam::DVec3;
use ivw_core::data::{Points, Points4, SpatialSampler4D, VolumeSequence};
use ivw_core::prelude::*;

/// Ways of particles through a field that changes, with colours; for old workspaces.
///
/// |                 | shape              | value                                        | unit                |
/// |-----------------|--------------------|----------------------------------------------|---------------------|
/// | sampler         | any place and time | vectors                                      | of the field        |
/// | seedpoints      | `[n]`              | `[f32; 3]`, positions                        | of the chosen space |
/// | colors          | `[n]`              | `[f32; 4]`, red, green, blue, alpha          | 0 to 1              |
/// | vectorvolume    | volumes            | vectors, if there is no sampler              | of the field        |
/// | lines           | lines              | positions, velocity, time                    | parts of the volume |
/// | linesStripsMesh | lines              | position, normal, texture coordinate, colour | parts of the volume |
///
/// New workspaces have *Path Lines 3D* and *Integral Line Vector To Mesh*.
#[derive(Processor)]
#[processor(
    "org.inviwo.PathLinesDeprecated",
    name = "Path Lines (Deprecated)",
    category = "Vector Field Visualization",
    code_state = CodeState::Deprecated,
    tags = "CPU"
)]
pub struct PathLinesDeprecated {
    /// Vector field.
    #[inport("sampler", optional)]
    sampler: In<SpatialSampler4D>,

    /// Where particles start.
    #[inport("seedpoints")]
    seeds: InMany<Points>,

    /// Colours of lines, in their order.
    #[inport("colors", optional)]
    port_colors: In<Points4>,

    /// Vector field, if there is no sampler; the time of a volume is its place in the sequence unless
    /// it has a `timestamp`.
    #[inport("vectorvolume", optional)]
    volumes: In<VolumeSequence>,

    /// Path lines.
    #[outport("lines")]
    lines: Out<IntegralLines>,

    /// Path lines with colours.
    #[outport("linesStripsMesh")]
    mesh: Out<Mesh>,

    /// How lines are traced.
    #[group("pathLineProperties", name = "Path Line Properties")]
    tracing: PathTracing,

    /// Colours by the length of vectors, or by time.
    #[property("transferFunction", name = "Transfer Function", default = BLUE_TO_RED.clone())]
    colors: TransferFunction,

    /// Where colours come from.
    #[property("coloringMethod", name = "Color by")]
    method: PathColoring,

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

    /// Let the first volume follow the last.
    #[property("allowLooping", name = "Allow looping", default = true)]
    loops: bool,
}

/// Where colours of path lines come from.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PathColoring {
    /// The length of the vectors.
    #[default]
    #[choice("vel", "Velocity")]
    Velocity,
    /// The time.
    #[choice("time", "Timestamp")]
    Time,
    /// The inport; the length of the vectors if nothing is connected.
    #[choice("port", "Colors in port")]
    Port,
}

impl Process for PathLinesDeprecated {
    fn process(&mut self, context: &Context) -> Result<()> {
        let sampler = match (self.sampler.data(), self.volumes.data()) {
            (Some(sampler), _) => (**sampler).clone(),
            (None, Some(volumes)) => volumes.sampler(self.loops),
            (None, None) => {
                return Err(Error::new("there is no vector field")
                    .hint("connect a sampler or a sequence of volumes"));
            }
        };
        let volume = sampler.volumes.first().ok_or_else(|| {
            Error::new("the vector field has no time steps").hint("connect a sequence of volumes")
        })?;
        let tracing = self.tracing.tracing();
        let start = f64::from(self.tracing.start);
        let seeds = self.seeds.all().iter().flat_map(|seeds| &seeds.positions);
        let seeds: Vec<_> = seeds.map(|seed| (tracing.to_data(*seed, volume), start)).collect();
        let vector = |point: DVec3, time: f64| sampler.at(point, time);
        let matrices = [volume.model, volume.world];
        let lines = tracing.full_tracer().trace(&seeds, matrices, true, context, vector)?;
        let by_time = self.colors.sampler();
        let by_speed = color_by(&self.colors, self.scale);
        let port = self.port_colors.data();
        let mut builder = Builder::default();
        for (place, line) in lines.lines.iter().enumerate() {
            let at = |name: &str, n: usize| {
                line.series(name).and_then(|values| values.get(n)).map_or(0.0, length)
            };
            builder.whole_line(line, |n| match (self.method, port) {
                (PathColoring::Time, _) => by_time(at("timestamp", n)),
                (PathColoring::Port, Some(colors)) => {
                    colors.values.get(place).copied().unwrap_or_default()
                }
                _ => by_speed(at("velocity", n)),
            });
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

    fn node(method: PathColoring) -> Result<PathLinesDeprecated> {
        let volume = |x| Volume::from_fn(UVec3::splat(2), move |_| [x, 0.0f32, 0.0]);
        let sampler = SpatialSampler4D {
            volumes: vec![volume(1.0)?, volume(3.0)?].into(),
            times: vec![0.0, 1.0].into(),
            loops: false,
        };
        let mut node = PathLinesDeprecated {
            sampler: sampler.into(),
            seeds: vec![Points { positions: vec![[0.1, 0.5, 0.5]].into() }].into(),
            port_colors: Points4 { values: vec![[0.25f32; 4]].into() }.into(),
            method,
            scale: 4.0,
            ..Default::default()
        };
        (node.tracing.step, node.tracing.n_steps, node.tracing.start) = (0.01, 5, 0.5);
        node.process(&Context::detached())?;
        Ok(node)
    }

    #[test]
    fn particles_start_at_their_time_and_have_colours() -> Result<()> {
        for (method, color) in [
            // At half the time vectors have a length of 2, half of the scale.
            (PathColoring::Velocity, [1.0, 1.0, 0.0, 1.0]),
            (PathColoring::Time, [1.0, 1.0, 0.0, 1.0]),
            (PathColoring::Port, [0.25; 4]),
        ] {
            let node = node(method)?;
            let lines = node.lines.get()?;
            let line = &lines.lines[0];
            let times = line.series("timestamp").expect("path lines know it");
            let seed = times.iter().position(|[time, ..]| *time == 0.5).expect("the start");
            let mesh = node.mesh.get()?;
            let colors = mesh.attribute(AttributeKind::Color).expect("it has colours");
            let got = colors.at(seed);
            let is_near = got.iter().zip(color).all(|(a, b): (&f64, f64)| (a - b).abs() < 1e-6);
            assert!(is_near, "{method:?}: {got:?}");
        }
        Ok(())
    }

    #[test]
    fn a_sequence_of_volumes_is_a_field() -> Result<()> {
        let volumes = (0..3)
            .map(|n| Volume::from_fn(UVec3::splat(2), move |_| [n as f32 * 0.1 + 0.1, 0.0, 0.0]));
        let volumes = VolumeSequence { volumes: volumes.collect::<Result<Vec<_>>>()?.into() };
        let mut node =
            PathLinesDeprecated { sampler: In::default(), ..node(PathColoring::Velocity)? };
        node.volumes = volumes.into();
        node.process(&Context::detached())?;
        assert_eq!(node.lines.get()?.lines.len(), 1);
        node.volumes = In::default();
        assert!(node.process(&Context::detached()).is_err());
        Ok(())
    }
}
