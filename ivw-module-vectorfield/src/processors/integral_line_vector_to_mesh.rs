//! Integral lines as a mesh.

use crate::integral::{IntegralLine, IntegralLines};
use glam::{DVec3, Vec4};
use ivw_core::data::Points4;
use ivw_core::prelude::*;
use std::ops::Range;

/// Makes lines or ribbons of integral lines, with colours.
///
/// |        | shape | value                                            | unit                |
/// |--------|-------|--------------------------------------------------|---------------------|
/// | lines  | lines | positions, and what is known there               | parts of the volume |
/// | colors | `[n]` | `[f32; 4]`, red, green, blue, alpha              | 0 to 1              |
/// | mesh   | lines or triangles | position, normal, texture coordinate, colour | parts of the volume |
///
/// Normals of lines are directions of the velocity; texture coordinates are positions.
/// Lines have neighbours at both ends, for renderers that want them.
#[derive(Processor)]
#[processor(
    "org.inviwo.IntegralLineVectorToMesh",
    name = "Integral Line Vector To Mesh",
    category = "Mesh Creation",
    tags = "CPU"
)]
pub struct IntegralLineVectorToMesh {
    /// Integral lines.
    #[inport("lines")]
    lines: In<IntegralLines>,

    /// Colours for *Color by*.
    #[inport("colors", optional)]
    colors: In<Points4>,

    /// Lines or ribbons.
    #[outport("mesh")]
    mesh: Out<Mesh>,

    /// By what lines are left out that somebody chose elsewhere.
    #[property("brushBy_", name = "Brush Line List By", visible = false)]
    brush_by: BrushBy,

    /// Whether there are lines or ribbons.
    #[property("output")]
    shape: Shape,

    /// Where colours come from: one colour, what is known at points, or the inport.
    #[property(
        "colorBy",
        name = "Color by",
        saved = Saved::Always
    )]
    color_by: Source,

    /// Width of ribbons in parts of the volume.
    #[property(
        "ribbonWidth",
        name = "Ribbon Width",
        default = 0.1,
        range = 0.0..=1.0,
        visible_if = |p| p.shape == Shape::Ribbons
    )]
    width: f32,

    /// The one colour of all lines.
    #[property("selectedColor", name = "Selected Color", default = Vec4::new(1.0, 0.0, 0.0, 1.0), color)]
    color: Vec4,

    /// Take only every n-th point; ends are always there.
    #[property("stride", name = "Vertex Stride", default = 1, range = 1..=10)]
    stride: usize,

    /// A range of times, for whoever links to it.
    #[group("timeBasedFiltering", name = "Time Based Filtering")]
    times: Times,

    /// Colours by the length of the velocity.
    #[group("velocity", name = "Color by velocity", visible_if = |p| p.color_by == Source::Velocity)]
    velocity: ColorBy,

    /// Colours by time.
    #[group("timestamp", name = "Color by timestamp", visible_if = |p| p.color_by == Source::Timestamp)]
    timestamp: ColorBy,

    /// Colours by curvature.
    #[group("curvature", name = "Color by curvature", visible_if = |p| p.color_by == Source::Curvature)]
    curvature: ColorBy,

    /// Colours by tortuosity.
    #[group("tortuosity", name = "Color by tortuosity", visible_if = |p| p.color_by == Source::Tortuosity)]
    tortuosity: ColorBy,

    /// Colours by the length of the vorticity.
    #[group("vorticity", name = "Color by vorticity", visible_if = |p| p.color_by == Source::Vorticity)]
    vorticity: ColorBy,
}

/// Where colours come from.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[choice_class("String")]
pub enum Source {
    /// One colour for all.
    #[default]
    #[choice("constant", "constant color")]
    Constant,
    /// The length of the velocity.
    #[choice("velocity", "velocity")]
    Velocity,
    /// The time.
    #[choice("timestamp", "timestamp")]
    Timestamp,
    /// The curvature.
    #[choice("curvature", "curvature")]
    Curvature,
    /// The tortuosity.
    #[choice("tortuosity", "tortuosity")]
    Tortuosity,
    /// The length of the vorticity.
    #[choice("vorticity", "vorticity")]
    Vorticity,
    /// The inport, by the number of the line's seed.
    #[choice("portIndex", "Colors in port (line index)")]
    PortIndex,
    /// The inport, by the line's place in the list.
    #[choice("portNumber", "Colors in port (line vector position)")]
    PortNumber,
}

impl Source {
    /// The name of what is known at points.
    fn name(self) -> &'static str {
        match self {
            Self::Velocity => "velocity",
            Self::Timestamp => "timestamp",
            Self::Curvature => "curvature",
            Self::Tortuosity => "tortuosity",
            Self::Vorticity => "vorticity",
            Self::Constant | Self::PortIndex | Self::PortNumber => "",
        }
    }
}

/// Whether there are lines or ribbons.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Lines.
    #[default]
    #[choice("lines", "Lines")]
    Lines,
    /// Ribbons that turn with the vorticity, which points have to know.
    #[choice("ribbons", "Ribbons")]
    Ribbons,
}

/// By what lines are left out that somebody chose elsewhere.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BrushBy {
    /// None are.
    #[default]
    #[choice("never", "Never")]
    Never,
    /// By the numbers of their seeds.
    #[choice("lineindex", "Line Index")]
    LineIndex,
    /// By their place in the list.
    #[choice("vectorposition", "Vector Position")]
    VectorPosition,
}

/// A range of times.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.BoolCompositeProperty", checked_by = "checked")]
pub struct Times {
    /// Whether the range counts.
    #[property("checked", name = "Enabled")]
    is_on: bool,
    /// The range.
    #[property("minMaxT", name = "Min Max T", default = -1.0..1.0, range = -10.0..=10.0)]
    range: Range<f64>,
    /// Takes the range from the lines.
    #[property("setFromData", name = "Set from data")]
    set_from_data: Button,
}

/// Colours by something that is known at points.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.IntegralLineVectorToMesh.ColorByProperty")]
pub struct ColorBy {
    /// Lengths that the transfer function begins and ends at.
    #[property(
        "scaleBy",
        name = "Scale by",
        default = 0.0..1.0,
        bounds = 0.0..=f64::MAX,
        semantics = "Text"
    )]
    scale: Range<f64>,
    /// Let the transfer function start again beyond its end.
    #[property("loopTF", name = "Loop Transfer Function")]
    loops: bool,
    /// Smallest length there is.
    #[property("minValue", name = "Min Value", soft = 0.0..=1.0, read_only = true, semantics = "Text")]
    least: f64,
    /// Largest length there is.
    #[property("maxValue", name = "Max Value", soft = 0.0..=1.0, read_only = true, semantics = "Text")]
    most: f64,
    /// Colours.
    #[property(
        "transferFunction",
        name = "Transfer Function",
        default = TransferFunction::new(&[
            (0.0, [0.0, 0.0, 1.0, 1.0]),
            (0.5, [1.0, 1.0, 0.0, 1.0]),
            (1.0, [1.0, 0.0, 0.0, 1.0])
        ])
    )]
    colors: TransferFunction,
}

impl Process for IntegralLineVectorToMesh {
    fn process(&mut self, context: &Context) -> Result<()> {
        let lines = self.lines.get()?;
        self.tell_ranges(&lines, context);
        let colors = self.colors.data().cloned();
        let port_colors = colors.as_ref().map_or(&[][..], |colors| colors.values.as_slice());
        let by = self.by(self.color_by.name()).map(|by| (by, by.colors.table()));
        let mut mesh = Builder::default();
        for (place, line) in lines.lines.iter().enumerate() {
            let chosen = match self.color_by {
                Source::PortIndex => port_colors.get(line.index as usize),
                Source::PortNumber => port_colors.get(place),
                _ => None,
            };
            let plain = chosen.copied().unwrap_or(self.color.to_array());
            let known = by
                .as_ref()
                .and_then(|(by, table)| Some((*by, table, line.series(self.color_by.name())?)));
            let color = |n: usize| match &known {
                Some((by, table, values)) => by.color(table, values.get(n).map_or(0.0, length)),
                None => plain,
            };
            match self.shape {
                Shape::Lines => mesh.line(line, self.stride, color),
                Shape::Ribbons => mesh.ribbon(line, self.stride, self.width.into(), color)?,
            }
        }
        let mut mesh = mesh.finish();
        (mesh.model, mesh.world) = (lines.model, lines.world);
        self.mesh.set(mesh);
        Ok(())
    }
}

fn length(vector: &[f64; 3]) -> f64 {
    DVec3::from(*vector).length()
}

impl IntegralLineVectorToMesh {
    fn by(&self, name: &str) -> Option<&ColorBy> {
        match name {
            "velocity" => Some(&self.velocity),
            "timestamp" => Some(&self.timestamp),
            "curvature" => Some(&self.curvature),
            "tortuosity" => Some(&self.tortuosity),
            "vorticity" => Some(&self.vorticity),
            _ => None,
        }
    }

    /// Shows which values there are.
    fn tell_ranges(&mut self, lines: &IntegralLines, context: &Context) {
        for name in lines.names() {
            let values = lines.lines.iter().filter_map(|line| line.series(name)).flatten();
            let range = values.map(length).fold(None, |range: Option<[f64; 2]>, value| {
                let [lo, hi] = range.unwrap_or([value; 2]);
                Some([lo.min(value), hi.max(value)])
            });
            if let (Some([least, most]), Some(_)) = (range, self.by(name)) {
                context.set(&format!("{name}.minValue"), least);
                context.set(&format!("{name}.maxValue"), most);
            }
        }
        if std::mem::take(&mut self.times.set_from_data.pressed) {
            let times = lines.lines.iter().filter_map(|line| line.series("timestamp")).flatten();
            let range = times.fold(None, |range: Option<[f64; 2]>, [time, ..]| {
                let [lo, hi] = range.unwrap_or([*time; 2]);
                Some([lo.min(*time), hi.max(*time)])
            });
            if let Some(value) = range.and_then(|range| Value::floats(&range).ok()) {
                context.set("timeBasedFiltering.minMaxT", value);
            }
        }
    }
}

impl ColorBy {
    fn color(&self, table: &[[f32; 4]], value: f64) -> [f32; 4] {
        let part = (value - self.scale.start) / (self.scale.end - self.scale.start);
        let part = if self.loops { part.rem_euclid(1.0) } else { part.clamp(0.0, 1.0) };
        let last = table.len().saturating_sub(1);
        table.get((part * last as f64).round() as usize).copied().unwrap_or_default()
    }
}

#[derive(Default)]
struct Builder {
    positions: Vec<[f32; 3]>,
    normals: Vec<[f32; 3]>,
    colors: Vec<[f32; 4]>,
    indices: Vec<(Topology, Vec<u32>)>,
}

impl Builder {
    fn line(&mut self, line: &IntegralLine, stride: usize, color: impl Fn(usize) -> [f32; 4]) {
        let mut indices = Vec::new();
        for n in chosen(line.points.len(), stride) {
            indices.push(self.positions.len() as u32);
            let direction = vector(line.series("velocity"), n).normalize_or_zero();
            self.push(vector(Some(&line.points), n), direction, color(n));
        }
        let strip =
            Topology { primitive: Primitive::Lines, connectivity: Connectivity::StripAdjacency };
        self.indices.push((strip, indices));
    }

    fn ribbon(
        &mut self,
        line: &IntegralLine,
        stride: usize,
        width: f64,
        color: impl Fn(usize) -> [f32; 4],
    ) -> Result<()> {
        let vorticity = line.series("vorticity").ok_or_else(|| {
            Error::new("ribbons turn with the vorticity, which these lines don't know")
                .hint("set \"output\" to \"lines\", or trace the lines with a vorticity")
        })?;
        let mut indices = Vec::new();
        for n in chosen(line.points.len(), stride) {
            let point = vector(Some(&line.points), n);
            let across = vector(Some(vorticity), n).normalize_or_zero();
            let normal = across.cross(vector(line.series("velocity"), n)).normalize_or_zero();
            for side in [-0.5, 0.5] {
                indices.push(self.positions.len() as u32);
                self.push(point + across * side * width, normal, color(n));
            }
        }
        let strip = Topology { primitive: Primitive::Triangles, connectivity: Connectivity::Strip };
        self.indices.push((strip, indices));
        Ok(())
    }

    fn push(&mut self, position: DVec3, normal: DVec3, color: [f32; 4]) {
        self.positions.push(position.as_vec3().to_array());
        self.normals.push(normal.as_vec3().to_array());
        self.colors.push(color);
    }

    fn finish(self) -> Mesh {
        let lines = Topology { primitive: Primitive::Lines, connectivity: Connectivity::Strip };
        let positions = Array::copy_of(&self.positions);
        let mesh = Mesh::new(lines)
            .with(AttributeKind::Position, positions.clone())
            .with(AttributeKind::Normal, Array::copy_of(&self.normals))
            .with(AttributeKind::TexCoord, positions)
            .with(AttributeKind::Color, Array::copy_of(&self.colors));
        self.indices
            .into_iter()
            .fold(mesh, |mesh, (topology, indices)| mesh.with_indices(topology, &indices))
    }
}

/// Every n-th point, and the first and last two.
fn chosen(n_points: usize, stride: usize) -> impl Iterator<Item = usize> {
    let stride = stride.max(1);
    (0..n_points).filter(move |n| *n < 2 || n + 2 >= n_points || n % stride == 0)
}

fn vector(values: Option<&[[f64; 3]]>, n: usize) -> DVec3 {
    values.and_then(|values| values.get(n)).copied().map_or(DVec3::ZERO, DVec3::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integral::Series;

    fn node(n: usize) -> IntegralLineVectorToMesh {
        let line = |index| IntegralLine {
            index,
            points: (0..n).map(|n| [n as f64, index as f64, 0.0]).collect(),
            series: vec![Series {
                name: "velocity".into(),
                values: (0..n)
                    .map(|n| [n as f64 / (n.max(1)) as f64 * n as f64, 0.0, 0.0])
                    .collect(),
            }]
            .into(),
        };
        let identity = glam::Mat4::IDENTITY.to_cols_array_2d();
        let lines = IntegralLines {
            lines: vec![line(0), line(2)].into(),
            model: identity,
            world: identity,
        };
        IntegralLineVectorToMesh { lines: lines.into(), ..Default::default() }
    }

    fn color(node: &IntegralLineVectorToMesh, n: usize) -> Result<[f64; 4]> {
        Ok(node.mesh.get()?.attribute(AttributeKind::Color).expect("it has colours").at(n))
    }

    #[test]
    fn every_line_has_its_indices_and_the_one_colour() -> Result<()> {
        let mut node = node(9);
        node.stride = 4;
        node.process(&Context::detached())?;
        let mesh = node.mesh.get()?;
        // Points 0, 1, 4, 7 and 8.
        assert_eq!([mesh.indices.len(), mesh.indices[1].values.len()], [2, 5]);
        assert_eq!(mesh.indices[1].values.at(0)[0], 5.0);
        assert_eq!(mesh.attribute(AttributeKind::Position).expect("always").at(2)[0], 4.0);
        assert_eq!(color(&node, 0)?, [1.0, 0.0, 0.0, 1.0]);
        Ok(())
    }

    #[test]
    fn colours_come_from_what_is_known_or_from_the_port() -> Result<()> {
        let mut node = node(11);
        (node.color_by, node.velocity.scale) = (Source::Velocity, 0.0..10.0);
        node.process(&Context::detached())?;
        assert_eq!(color(&node, 0)?, [0.0, 0.0, 1.0, 1.0]);
        assert_eq!(color(&node, 10)?, [1.0, 0.0, 0.0, 1.0]);
        let colors = [[0.0f32, 0.0, 0.0, 1.0], [0.25; 4], [0.5; 4]];
        node.colors = Points4 { values: colors.to_vec().into() }.into();
        node.color_by = Source::PortIndex;
        node.process(&Context::detached())?;
        assert_eq!(color(&node, 11)?, [0.5; 4]);
        node.color_by = Source::PortNumber;
        node.process(&Context::detached())?;
        assert_eq!(color(&node, 11)?, [0.25; 4]);
        Ok(())
    }

    #[test]
    fn ribbons_need_the_vorticity() {
        let mut node = node(3);
        node.shape = Shape::Ribbons;
        let error = node.process(&Context::detached()).expect_err("there is none").to_string();
        assert!(error.contains("vorticity"), "{error}");
    }
}
