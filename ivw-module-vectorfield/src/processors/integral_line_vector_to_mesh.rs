//! Integral lines as a mesh.

use crate::integral::{IntegralLine, IntegralLines};
use glam::{DVec3, Vec4};
use ivw_core::data::{Brushing, Points4};
use ivw_core::prelude::*;
use ivw_core::processor::Added;
use ivw_core::property::{ChoiceKind, Field, Selection};
use std::ops::Range;

/// Makes lines or ribbons of integral lines, with colours.
///
/// |        | shape | value                                            | unit                |
/// |--------|-------|--------------------------------------------------|---------------------|
/// | lines  | lines | positions, and what is known there               | parts of the volume |
/// | colors | `[n]` | `[f32; 4]`, red, green, blue, alpha              | 0 to 1              |
/// | brushingList | lines | numbers of lines                          |                     |
/// | mesh   | lines or triangles | position, normal, texture coordinate, colour | parts of the volume |
///
/// Normals of lines are directions of the velocity; texture coordinates are positions.
/// Lines have neighbours at both ends, for renderers that want them.
#[derive(Processor)]
#[processor(
    "org.inviwo.IntegralLineVectorToMesh",
    name = "Integral Line Vector To Mesh",
    category = "Mesh Creation",
    tags = "CPU",
    takes_added
)]
pub struct IntegralLineVectorToMesh {
    /// Integral lines.
    #[inport("lines")]
    lines: In<IntegralLines>,

    /// Colours for *Color by*.
    #[inport("colors", optional)]
    colors: In<Points4>,

    /// Lines that a person filtered out in another view.
    #[inport("brushingList", optional)]
    brushing: In<Brushing>,

    /// Lines or ribbons.
    #[outport("mesh")]
    mesh: Out<Mesh>,

    /// By what lines are left out that somebody chose elsewhere.
    #[property("brushBy_", name = "Brush Line List By")]
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
    #[group("velocity", name = "Color by velocity", visible_if = |p| p.color_by.0 == "velocity")]
    velocity: ColorBy,

    /// Colours by time.
    #[group("timestamp", name = "Color by timestamp", visible_if = |p| p.color_by.0 == "timestamp")]
    timestamp: ColorBy,

    /// Colours by curvature.
    #[group("curvature", name = "Color by curvature", visible_if = |p| p.color_by.0 == "curvature")]
    curvature: ColorBy,

    /// Colours by tortuosity.
    #[group("tortuosity", name = "Color by tortuosity", visible_if = |p| p.color_by.0 == "tortuosity")]
    tortuosity: ColorBy,

    /// Colours by the length of the vorticity.
    #[group("vorticity", name = "Color by vorticity", visible_if = |p| p.color_by.0 == "vorticity")]
    vorticity: ColorBy,

    /// Names that were offered last.
    offered: Vec<String>,
    /// Properties of other fields that are known at points, from workspaces.
    others: Vec<(String, ColorBy)>,
}

/// Where colours come from: one colour, what is known at points by a name, or the inport.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source(String);

const CONSTANT: &str = "constant";
const PORT_INDEX: &str = "portIndex";
const PORT_NUMBER: &str = "portNumber";

/// What is known at points by tracers, and has properties of its own.
const KNOWN: [&str; 5] = ["velocity", "timestamp", "curvature", "tortuosity", "vorticity"];

impl Default for Source {
    fn default() -> Self {
        Self(CONSTANT.to_owned())
    }
}

impl Source {
    /// Options for these names, between those that are always there.
    fn options<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<OptionItem> {
        let option = |id: &str, name: &str| OptionItem {
            id: id.to_owned(),
            name: name.to_owned(),
            value: OptionValue::Text(id.to_owned()),
        };
        let mut options = vec![option(CONSTANT, "constant color")];
        options.extend(names.into_iter().map(|name| option(name, name)));
        options.push(option(PORT_INDEX, "Colors in port (line index)"));
        options.push(option(PORT_NUMBER, "Colors in port (line vector position)"));
        options
    }
}

impl Field for Source {
    fn kind(_: &Self) -> Kind {
        let options = Self::options(KNOWN);
        Kind::Choice(ChoiceKind { class: "String".to_owned(), options, default: 0 })
    }

    fn read(&mut self, value: &Value) -> Result<()> {
        let Value::Choice(Selection { id, .. }) = value else {
            return Err(Error::new(format!("expected a choice, got {}", value.kind_name())));
        };
        id.clone_into(&mut self.0);
        Ok(())
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
    fn set_added(&mut self, added: &[Added]) -> Result<()> {
        self.others.clear();
        for Added { path, value, .. } in added {
            let (name, member) = path.split_once('.').unwrap_or((path, ""));
            let known = self.others.iter().position(|(known, _)| known == name);
            let place = known.unwrap_or_else(|| {
                self.others.push((name.to_owned(), ColorBy::default()));
                self.others.len() - 1
            });
            let by = &mut self.others[place].1;
            match member {
                "scaleBy" => by.scale.read(value)?,
                "loopTF" => by.loops.read(value)?,
                "transferFunction" => by.colors.read(value)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn process(&mut self, context: &Context) -> Result<()> {
        let lines = self.lines.get()?;
        self.offer(&lines, context);
        self.tell_ranges(&lines, context);
        let colors = self.colors.data().cloned();
        let port_colors = colors.as_ref().map_or(&[][..], |colors| colors.values.as_slice());
        let source = self.color_by.0.as_str();
        let default = ColorBy::default();
        let is_known = lines.names().contains(&source);
        let by = is_known.then(|| self.by(source).unwrap_or(&default));
        let by = by.map(|by| (by, by.colors.table()));
        let mut mesh = Builder::default();
        for (place, line) in lines.lines.iter().enumerate() {
            if self.is_filtered(place, line) {
                continue;
            }
            let chosen = match source {
                PORT_INDEX => port_colors.get(line.index as usize),
                PORT_NUMBER => port_colors.get(place),
                _ => None,
            };
            let plain = chosen.copied().unwrap_or(self.color.to_array());
            let known =
                by.as_ref().and_then(|(by, table)| Some((*by, table, line.series(source)?)));
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

pub(super) fn length(vector: &[f64; 3]) -> f64 {
    DVec3::from(*vector).length()
}

impl IntegralLineVectorToMesh {
    /// Whether somebody filtered a line out.
    fn is_filtered(&self, place: usize, line: &IntegralLine) -> bool {
        let number = match self.brush_by {
            BrushBy::Never => return false,
            BrushBy::LineIndex => line.index,
            BrushBy::VectorPosition => place as u64,
        };
        let number = u32::try_from(number).ok();
        self.brushing.data().zip(number).is_some_and(|(by, number)| by.is_filtered(number))
    }

    fn by(&self, name: &str) -> Option<&ColorBy> {
        match name {
            "velocity" => Some(&self.velocity),
            "timestamp" => Some(&self.timestamp),
            "curvature" => Some(&self.curvature),
            "tortuosity" => Some(&self.tortuosity),
            "vorticity" => Some(&self.vorticity),
            name => self.others.iter().find(|(known, _)| known == name).map(|(_, by)| by),
        }
    }

    /// Offers what is known at points; what was chosen stays, known or not.
    fn offer(&mut self, lines: &IntegralLines, context: &Context) {
        let chosen = self.color_by.0.as_str();
        let others = lines.names().into_iter().chain([chosen]);
        let is_other = |name: &&str| {
            !KNOWN.contains(name) && ![CONSTANT, PORT_INDEX, PORT_NUMBER].contains(name)
        };
        let mut names: Vec<&str> = KNOWN.into_iter().chain(others.filter(is_other)).collect();
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| seen.insert(*name));
        if self.offered != names {
            context.set_options("colorBy", Source::options(names.iter().copied()));
            self.offered = names.into_iter().map(str::to_owned).collect();
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
            if let (Some([least, most]), true) = (range, KNOWN.contains(&name)) {
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

/// Vertices and indices of lines and ribbons.
#[derive(Default)]
pub(super) struct Builder {
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

    /// A line through all points, as the tracers of old make it: the first neighbour of each line is
    /// the first vertex of all, the last one its own end.
    pub(super) fn whole_line(&mut self, line: &IntegralLine, color: impl Fn(usize) -> [f32; 4]) {
        self.line(line, 1, color);
        if let Some((_, indices)) = self.indices.last_mut() {
            indices.insert(0, 0);
            indices.push(self.positions.len().max(1) as u32 - 1);
        }
    }

    pub(super) fn ribbon(
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

    pub(super) fn finish(self) -> Mesh {
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

    #[test]
    fn filtered_lines_are_left_out_by_number_or_place() -> Result<()> {
        for (brush_by, filtered, kept) in [
            (BrushBy::Never, 2, &[0.0, 2.0][..]),
            (BrushBy::LineIndex, 2, &[0.0]),
            (BrushBy::VectorPosition, 0, &[2.0]),
            (BrushBy::VectorPosition, 2, &[0.0, 2.0]),
        ] {
            let brushing = Brushing { filtered: vec![filtered].into(), ..Brushing::default() };
            let mut node =
                IntegralLineVectorToMesh { brushing: brushing.into(), brush_by, ..node(3) };
            node.process(&Context::detached())?;
            let mesh = node.mesh.get()?;
            let points = mesh.attribute(AttributeKind::Position).expect("lines have points");
            let mut rows: Vec<f64> = (0..points.len()).map(|n| points.at(n)[1]).collect();
            rows.dedup();
            assert_eq!(rows, kept, "{brush_by:?} {filtered}");
        }
        Ok(())
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
        (node.color_by, node.velocity.scale) = (Source("velocity".to_owned()), 0.0..10.0);
        node.process(&Context::detached())?;
        assert_eq!(color(&node, 0)?, [0.0, 0.0, 1.0, 1.0]);
        assert_eq!(color(&node, 10)?, [1.0, 0.0, 0.0, 1.0]);
        let colors = [[0.0f32, 0.0, 0.0, 1.0], [0.25; 4], [0.5; 4]];
        node.colors = Points4 { values: colors.to_vec().into() }.into();
        node.color_by = Source(PORT_INDEX.to_owned());
        node.process(&Context::detached())?;
        assert_eq!(color(&node, 11)?, [0.5; 4]);
        node.color_by = Source(PORT_NUMBER.to_owned());
        node.process(&Context::detached())?;
        assert_eq!(color(&node, 11)?, [0.25; 4]);
        Ok(())
    }

    #[test]
    fn other_fields_are_offered_and_have_properties_from_workspaces() -> Result<()> {
        let mut node = node(3);
        let mut lines = (*node.lines.get()?).clone();
        for line in &mut lines.lines {
            let values = (0..3).map(|n| [0.0, 2.0 * f64::from(n), 0.0]).collect();
            line.series.push(Series { name: "Sampler2".into(), values });
        }
        node.lines = lines.into();
        node.color_by = Source("Sampler2".to_owned());
        let added = |path: &str, value: Value| Added {
            path: path.to_owned(),
            class: String::new(),
            value,
            name: String::new(),
        };
        node.set_added(&[
            added("Sampler2", Value::None),
            added("Sampler2.scaleBy", Value::floats(&[0.0, 4.0])?),
        ])?;
        let context = Context::detached();
        node.process(&context)?;
        assert_eq!(color(&node, 2)?, [1.0, 0.0, 0.0, 1.0]);
        let changes = context.take_changes();
        let options = changes.iter().find_map(|change| match &change.change {
            PropertyChange::Options(options) => Some(options),
            _ => None,
        });
        let ids: Vec<_> = options.expect("a new one").iter().map(|o| o.id.as_str()).collect();
        assert_eq!((ids.len(), ids[6]), (9, "Sampler2"));
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
