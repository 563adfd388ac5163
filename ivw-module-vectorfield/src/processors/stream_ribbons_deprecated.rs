//! Stream ribbons as they once were: traced and coloured at once.

use super::integral_line_vector_to_mesh::{Builder, length};
use super::stream_lines_deprecated::{BLUE_TO_RED, color_by, field, greatest};
use crate::integral::Series;
use crate::tracing::Tracing;
use glam::DVec3;
use ivw_core::data::{Points, Points4, SpatialSampler};
use ivw_core::prelude::*;

/// Ribbons that follow the vectors of a field and turn with its vorticity; for old workspaces.
///
/// |                  | shape     | value                                        | unit                |
/// |------------------|-----------|----------------------------------------------|---------------------|
/// | sampler          | any place | vectors                                      | of the field        |
/// | vorticitySampler | any place | vectors                                      | of the vorticity    |
/// | seedpoints       | `[n]`     | `[f32; 3]`, positions                        | of the chosen space |
/// | colors           | `[n]`     | `[f32; 4]`, red, green, blue, alpha          | 0 to 1              |
/// | vectorVolume     | `[x,y,z]` | vectors, if there is no sampler              | of the field        |
/// | vorticityVolume  | `[x,y,z]` | vectors, if there is no sampler              | of the vorticity    |
/// | mesh             | triangles | position, normal, texture coordinate, colour | parts of the volume |
///
/// New workspaces have *Stream Lines 3D* and *Integral Line Vector To Mesh*.
#[derive(Processor)]
#[processor(
    "org.inviwo.StreamRibbonsDeprecated",
    name = "Stream Ribbons (Deprecated)",
    category = "Vector Field Visualization",
    code_state = CodeState::Deprecated,
    tags = "CPU"
)]
pub struct StreamRibbonsDeprecated {
    /// Vector field.
    #[inport("sampler", optional)]
    sampler: In<SpatialSampler>,

    /// Its vorticity.
    #[inport("vorticitySampler", optional)]
    vorticity: In<SpatialSampler>,

    /// Where ribbons start.
    #[inport("seedpoints")]
    seeds: InMany<Points>,

    /// Colours of ribbons, in their order.
    #[inport("colors", optional)]
    port_colors: In<Points4>,

    /// Vector field, if there is no sampler.
    #[inport("vectorVolume", optional)]
    volume: In<Volume>,

    /// Vorticity, if there is no sampler of it.
    #[inport("vorticityVolume", optional)]
    vorticity_volume: In<Volume>,

    /// Ribbons with colours.
    #[outport("mesh")]
    mesh: Out<Mesh>,

    /// How lines are traced.
    #[group("streamLineProperties", name = "Stream Line Properties")]
    tracing: Tracing,

    /// Width of ribbons in parts of the volume.
    #[property("ribbonWidth", name = "Ribbon Width", default = 0.1, range = 0.00001..=1.0)]
    width: f32,

    /// Colours by the length of vectors.
    #[property("transferFunction", name = "Transfer Function", default = BLUE_TO_RED.clone())]
    colors: TransferFunction,

    /// Where colours come from.
    #[property("coloringMethod", name = "Color by")]
    method: RibbonColoring,

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
        name = "Max Velocity",
        default = "0".to_owned(),
        read_only = true,
        invalidates = InvalidationLevel::Valid
    )]
    fastest: String,

    /// The greatest length of the vorticity.
    #[property(
        "maxVorticity",
        name = "Max Vorticity",
        default = "0".to_owned(),
        read_only = true,
        invalidates = InvalidationLevel::Valid
    )]
    most_vorticity: String,
}

/// Where colours of ribbons come from.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RibbonColoring {
    /// The length of the vectors.
    #[default]
    #[choice("vel", "Velocity")]
    Velocity,
    /// The length of the vorticity.
    #[choice("vorticity", "Vorticity")]
    Vorticity,
    /// The inport; the length of the vectors if nothing is connected.
    #[choice("port", "Colors in port")]
    Port,
}

impl Process for StreamRibbonsDeprecated {
    fn process(&mut self, context: &Context) -> Result<()> {
        let sampler = field(&self.sampler, &self.volume, "vector field")?;
        let vorticity = field(&self.vorticity, &self.vorticity_volume, "vorticity")?;
        let volume = &sampler.volume;
        let seeds = self.seeds.all().iter().flat_map(|seeds| &seeds.positions);
        let seeds: Vec<_> = seeds.map(|seed| (self.tracing.to_data(*seed, volume), 0.0)).collect();
        let vector = |point: DVec3, _: f64| sampler.at(point);
        let matrices = [volume.model, volume.world];
        let tracer = self.tracing.full_tracer();
        let mut lines = tracer.trace(&seeds, matrices, false, context, vector)?;
        for line in &mut lines.lines {
            let points = line.points.iter().map(|point| DVec3::from(*point));
            let values = points.map(|point| vorticity.at(point).to_array()).collect();
            line.series.push(Series { name: "vorticity".into(), values });
        }
        let color = color_by(&self.colors, self.scale);
        let port = self.port_colors.data();
        let mut builder = Builder::default();
        for (place, line) in lines.lines.iter().enumerate() {
            let at = |name: &str, n: usize| {
                line.series(name).and_then(|values| values.get(n)).map_or(0.0, length)
            };
            builder.ribbon(line, 1, self.width.into(), |n| match (self.method, port) {
                (RibbonColoring::Vorticity, _) => color(at("vorticity", n)),
                (RibbonColoring::Port, Some(colors)) => {
                    colors.values.get(place).copied().unwrap_or_default()
                }
                _ => color(at("velocity", n)),
            })?;
        }
        let mut mesh = builder.finish();
        (mesh.model, mesh.world) = (lines.model, lines.world);
        let most = |name: &str| {
            let all = lines.lines.iter().flat_map(|line| &line.series);
            greatest(all.filter(|series| series.name.as_str() == name))
        };
        (self.fastest, self.most_vorticity) = (most("velocity"), most("vorticity"));
        context.set("minMaxVelocity", self.fastest.as_str());
        context.set("maxVorticity", self.most_vorticity.as_str());
        self.mesh.set(mesh);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    #[test]
    fn ribbons_are_as_wide_as_they_should_be_and_lie_along_the_vorticity() -> Result<()> {
        let volume = |vector: [f32; 3]| Volume::from_fn(UVec3::splat(3), move |_| vector);
        let points = Points { positions: vec![[0.2, 0.5, 0.5]].into() };
        let mut node = StreamRibbonsDeprecated {
            volume: volume([0.25, 0.0, 0.0])?.into(),
            vorticity: SpatialSampler::of(volume([0.0, 0.5, 0.0])?).into(),
            seeds: vec![points].into(),
            method: RibbonColoring::Vorticity,
            width: 0.2,
            ..Default::default()
        };
        (node.tracing.step, node.tracing.n_steps) = (0.1, 3);
        node.process(&Context::detached())?;
        let mesh = node.mesh.get()?;
        let of = |kind| mesh.attribute(kind).expect("ribbons have it");
        let positions = of(AttributeKind::Position);
        let [low, high] = [positions.at(0)[1], positions.at(1)[1]];
        assert!((low - 0.4).abs() < 1e-6 && (high - 0.6).abs() < 1e-6, "{low} {high}");
        assert_eq!(of(AttributeKind::Normal).at(0)[2], -1.0);
        assert_eq!(of(AttributeKind::Color).at(0), [1.0, 1.0, 0.0, 1.0]);
        assert_eq!((node.fastest.as_str(), node.most_vorticity.as_str()), ("0.25", "0.5"));
        node.vorticity = In::default();
        let error = node.process(&Context::detached()).expect_err("none").to_string();
        assert!(error.contains("there is no vorticity"), "{error}");
        Ok(())
    }
}
