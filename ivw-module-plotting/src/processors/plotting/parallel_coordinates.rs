//! Rows of a data frame as lines across an axis for each column.

use crate::axis::{placed, vector};
use crate::brushing::pick_out;
use crate::colormap::{Colormap, ColormapState};
use crate::printf::printf;
use crate::title::name_and_unit;
use glam::{Vec2, Vec3, Vec4};
use ivw_core::data::{Brushing, Column, ColumnKind, DataFrame};
use ivw_core::event::{Interaction, Reaction};
use ivw_core::prelude::*;
use ivw_core::processor::Added;
use ivw_render::color_table::ColorTable;
use ivw_render::film::{Blend, Film, Mode, Paint, picking_color};
use ivw_render::properties::{Columns, FontFace, id_of};
use ivw_render::raster::{Faces, Rect};
use ivw_render::stroke::{self, SOFTNESS, Stroke};
use ivw_render::text::{Font, TextBox};

/// Draws a line for each row of a data frame, across an axis for each column.
///
/// |                   | shape             | value                     | unit          |
/// |-------------------|-------------------|---------------------------|---------------|
/// | dataFrame         | rows, columns     | any                       |               |
/// | brushingAndLinking| rows              | row numbers               |               |
/// | imageInport       | `[width, height]` | colours, depth, picking   |               |
/// | outport           | `[width, height]` | `[u8; 4]`, depth, picking | premultiplied |
///
/// Handles on an axis say which rows are shown: those with numbers between them.
#[derive(Processor)]
#[processor(
    "org.inviwo.ParallelCoordinates",
    category = "Plotting",
    tags = "CPU, Plotting, DataFrame",
    takes_added,
    n_pickable = 1,
    takes_events
)]
pub struct ParallelCoordinates {
    /// The data.
    #[inport("dataFrame")]
    frame: In<DataFrame>,

    /// Rows that a person picked out elsewhere.
    #[inport("brushingAndLinking", optional)]
    brushing: In<Brushing>,

    /// Picture to draw over.
    #[inport("imageInport", optional)]
    background: In<Image>,

    /// The plot.
    #[outport("outport")]
    image: Out<Image>,

    /// Which axes there are, and what their handles say; workspaces have one entry for a column.
    #[group("axisProps_", name = "Axis")]
    axes: AxisList,

    /// Colours of lines.
    #[group("colormap", name = "Colormap")]
    colors: Colormap,

    /// How many axes a person may select.
    #[property("axisSelction", name = "Axis Selection", default = AxisSelection::Multiple)]
    axis_selection: AxisSelection,

    /// What lines look like.
    #[group("lines", name = "Line Settings")]
    lines: LineLook,

    /// Names of the axes.
    #[group("captions", name = "Captions")]
    captions: Captions,

    /// Numbers at the ends of axes.
    #[group("labels", name = "Axis Labels")]
    labels: Labels,

    /// What axes and their handles look like.
    #[group("axesSettings", name = "Axis Settings")]
    axis_look: AxisLook,

    /// Space at the edges of the picture.
    #[group("margins", name = "Margins")]
    margins: PlotMargins,

    /// Move all handles to the ends of their axes.
    #[property("resetHandlePositions", name = "Reset Handle Positions")]
    reset: Button,

    columns: Columns,
    colormap: ColormapState,
    added: Vec<Added>,
}

/// These are the axes.
#[derive(PropertyGroup)]
pub struct AxisList {}

/// This is how many axes a person may select.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum AxisSelection {
    #[choice("single", "Single")]
    Single,
    #[default]
    #[choice("multiple", "Multiple")]
    Multiple,
    #[choice("none", "None")]
    None,
}

/// This is what lines look like.
#[derive(PropertyGroup)]
pub struct LineLook {
    /// How lines and what is behind them become one.
    #[property("blendMode", name = "Blend Mode", default = BlendMode::Regular)]
    blend: BlendMode,
    /// How fast lines fade from their middle to their edges.
    #[property(
        "falloffPower",
        name = "Falloff Power",
        default = 1.0,
        range = 0.01..=3.0,
        visible_if = |p| p.blend != BlendMode::None
    )]
    falloff: f32,
    /// Width of lines.
    #[property("lineWidth", name = "Line Width", default = 7.0, range = 1.0..=20.0, unit = "px")]
    width: f32,
    /// How selected lines look.
    #[group("selectedLine", name = "Selected Lines")]
    selected: SelectedLine,
    /// Draw rows that are filtered out.
    #[property("showFiltered", name = "Show Filtered")]
    shows_filtered: bool,
    /// Their colour.
    #[property(
        "filterColor",
        name = "Filter Color",
        default = Vec3::splat(0.2),
        color,
        visible_if = |p| p.shows_filtered
    )]
    filter_color: Vec3,
    /// Their alpha.
    #[property(
        "filterAlpha",
        name = "Filter Alpha",
        default = 0.75,
        bounds = 0.0..=1.0,
        visible_if = |p| p.shows_filtered
    )]
    filter_alpha: f32,
    /// How much of that colour they get.
    #[property(
        "filterIntensity",
        name = "Filter Mixing",
        default = 0.7,
        bounds = 0.0..=1.0,
        visible_if = |p| p.shows_filtered
    )]
    filter_mixing: f32,
}

/// This is how lines and what is behind them become one.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BlendMode {
    /// Lines add light.
    #[choice("additive", "Additive")]
    Additive,
    /// Lines take light away.
    #[choice("subtractive", "Subtractive")]
    Subtractive,
    /// Lines cover what is behind as far as they are opaque.
    #[default]
    #[choice("regular", "Regular")]
    Regular,
    /// Lines are opaque.
    #[choice("noblend", "None")]
    None,
}

/// This is how selected lines look.
#[derive(PropertyGroup)]
pub struct SelectedLine {
    /// Their width.
    #[property(
        "selectedLineWidth",
        name = "Line Width (selected)",
        default = 10.0,
        range = 1.0..=20.0,
        unit = "px"
    )]
    width: f32,
    /// A colour of their own.
    #[group("selectedLineColorOverride", name = "Override Line Color")]
    own_color: OwnColor,
}

/// This is a colour of its own for selected lines.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct OwnColor {
    /// Whether they have one.
    #[property("checked")]
    is_on: bool,
    /// The colour.
    #[property(
        "selectedLineColor",
        name = "Selected Line Color",
        default = Vec4::new(1.0, 0.769, 0.247, 1.0),
        color
    )]
    color: Vec4,
}

/// These are names of axes.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.FontProperty")]
pub struct Captions {
    /// Where they stand.
    #[property("position", default = CaptionPosition::Above)]
    position: CaptionPosition,
    /// Shapes of the letters.
    #[property("fontFace", name = "Font Face", class("org.inviwo.FontFaceOptionProperty"))]
    face: FontFace,
    /// Size of the letters.
    #[property("fontSize", name = "Font Size", default = 24, range = 0..=144, unit = "px")]
    size: i32,
    /// How much further lines are apart, as a part of the size.
    #[property("lineSpacing", name = "Line Spacing", range = -1.0..=2.0)]
    line_spacing: f32,
    /// Which point of a name lies at its place.
    #[property("anchor", default = Vec2::new(0.0, -1.0), range = -1.5..=1.5, step = 0.01)]
    anchor: Vec2,
    /// How far they stand from the axes.
    #[property("offset", default = 15.0, soft = -100.0..=100.0, unit = "px")]
    offset: f32,
    /// Their colour.
    #[property("color", default = Vec4::W, color)]
    color: Vec4,
}

/// This is where names of axes stand.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CaptionPosition {
    #[choice("none", "None")]
    None,
    #[default]
    #[choice("above", "Above")]
    Above,
    #[choice("below", "Below")]
    Below,
}

/// These are numbers at the ends of axes.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.FontProperty")]
pub struct Labels {
    /// Whether there are any.
    #[property("show", default = true)]
    is_on: bool,
    /// Shapes of the letters.
    #[property(
        "fontFace",
        name = "Font Face",
        default = FontFace::OpenSansRegular,
        class("org.inviwo.FontFaceOptionProperty")
    )]
    face: FontFace,
    /// Size of the letters.
    #[property("fontSize", name = "Font Size", default = 20, range = 0..=144, unit = "px")]
    size: i32,
    /// How much further lines are apart, as a part of the size.
    #[property("lineSpacing", name = "Line Spacing", range = -1.0..=2.0)]
    line_spacing: f32,
    /// Which point of a number lies at its place.
    #[property("anchor", default = Vec2::new(-1.0, 0.0), range = -1.5..=1.5, step = 0.01)]
    anchor: Vec2,
    /// How far they stand from the axes.
    #[property("offset", default = 15.0, soft = -100.0..=100.0, unit = "px")]
    offset: f32,
    /// Format of the numbers.
    #[property("format", default = "%.4f".to_owned())]
    format: String,
    /// Their colour.
    #[property("color", default = Vec4::W, color)]
    color: Vec4,
}

/// This is what axes and their handles look like.
#[derive(PropertyGroup)]
pub struct AxisLook {
    /// Width of axes.
    #[property("axisSize", name = "Axis Size", default = 4.0, from = 0.0..=10.0, unit = "px")]
    width: f32,
    /// Colour of axes.
    #[property(
        "axisColor",
        name = "Axis Color",
        default = Vec4::new(0.3, 0.3, 0.3, 1.0),
        color
    )]
    color: Vec4,
    /// Colour of the axis that the mouse is over.
    #[property(
        "axisHoverColor",
        name = "Axis Hover Color",
        default = Vec4::new(0.8, 0.8, 0.8, 1.0),
        color
    )]
    hover_color: Vec4,
    /// Colour of selected axes.
    #[property(
        "axisSelectedColor",
        name = "Axis Selected Color",
        default = Vec4::new(0.8, 0.2, 0.2, 1.0),
        color
    )]
    selected_color: Vec4,
    /// Draw handles.
    #[property("handlesVisible", name = "Handles Visible", default = true)]
    has_handles: bool,
    /// Width of handles.
    #[property("handleSize", name = "Handle Size", default = 20.0, range = 15.0..=100.0, unit = "px")]
    handle_size: f32,
    /// Colour of handles at the ends of their axis.
    #[property(
        "handleColor",
        name = "Handle Color",
        default = Vec4::new(0.4, 0.4, 0.4, 1.0),
        color
    )]
    handle_color: Vec4,
    /// Colour of handles that filter rows out.
    #[property(
        "handleFilteredColor",
        name = "Handle Filtered Color",
        default = Vec4::new(0.6, 0.6, 0.6, 1.0),
        color
    )]
    filtered_color: Vec4,
}

/// This is space at the edges of the picture.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.MarginProperty")]
pub struct PlotMargins {
    /// Let names and numbers have their place beside the margins.
    #[property("includeLabelsInMargins", name = "Include Labels", default = true)]
    has_labels: bool,
    /// Above.
    #[property("top", default = 20.0, soft = 0.0..=200.0, step = 1.0, unit = "px")]
    top: f32,
    /// To the right.
    #[property("right_", name = "Right", default = 20.0, soft = 0.0..=200.0, step = 1.0, unit = "px")]
    right: f32,
    /// Below.
    #[property("bottom", default = 20.0, soft = 0.0..=200.0, step = 1.0, unit = "px")]
    bottom: f32,
    /// To the left.
    #[property("left", default = 20.0, soft = 0.0..=200.0, step = 1.0, unit = "px")]
    left: f32,
}

/// An axis of the plot.
struct PlotAxis<'a> {
    column: &'a Column,
    /// The numbers at its lower and upper end.
    range: [f64; 2],
    /// The numbers at its handles.
    handles: [f64; 2],
    is_inverted: bool,
}

impl PlotAxis<'_> {
    /// How far along the axis a number lies, from 0 to 1.
    fn part(&self, value: f64) -> f64 {
        let [min, max] = self.range;
        let part = if max > min { ((value - min) / (max - min)).clamp(0.0, 1.0) } else { 0.5 };
        if self.is_inverted { 1.0 - part } else { part }
    }

    /// Whether its handles let a number through; they always do if it is none.
    fn shows(&self, value: f64) -> bool {
        let tolerance = tolerance(value);
        !(value < self.handles[0] - tolerance || value > self.handles[1] + tolerance)
    }

    /// Whether its handles leave anything out.
    fn is_filtering(&self) -> bool {
        let [min, max] = self.range;
        self.handles[0] > min + tolerance(min) || self.handles[1] < max - tolerance(max)
    }

    /// Numbers with their texts that stand beside it.
    fn labels(&self, format: &str) -> Vec<(f64, String)> {
        match self.column.kind {
            ColumnKind::Categorical => {
                let names = self.column.categories.iter().enumerate();
                names.map(|(n, name)| (n as f64, name.to_string())).collect()
            }
            _ => self.range.map(|value| (value, printf(format, value))).into(),
        }
    }
}

/// The name of a column with its unit; a number without one keeps the space before it, as in Inviwo.
fn caption(column: &Column) -> String {
    match column.kind {
        ColumnKind::Ordinal if column.header.unit.is_empty() => format!("{} ", column.header.name),
        ColumnKind::Ordinal => name_and_unit(&column.header),
        _ => column.header.name.to_string(),
    }
}

/// How far two numbers of one size may differ and still be one.
fn tolerance(value: f64) -> f64 {
    f64::from(f32::EPSILON) * value.abs().max(1.0)
}

/// A line across the axes, in parts of the area.
struct Line {
    row: usize,
    color: Vec4,
    width: f32,
}

impl Process for ParallelCoordinates {
    fn set_added(&mut self, added: &[Added]) -> Result<()> {
        added.clone_into(&mut self.added);
        Ok(())
    }

    fn process(&mut self, context: &Context) -> Result<()> {
        let frame = self.frame.get()?;
        self.columns.offer(
            &frame,
            &[("colormap.selectedColorAxis", &self.colors.column, false)],
            context,
        );
        self.colors.colors =
            self.colors.update(&mut self.colormap, "colormap", &frame, &self.added, context);
        let reset = std::mem::take(&mut self.reset.pressed);
        let size = self.image.size();
        let mut film = Film::over(self.background.data().map(|image| &**image), size)?;
        let axes = self.axes(&frame, reset, context);
        if !axes.is_empty() {
            let label_font =
                Font::new(self.labels.face.face(), self.labels.size, self.labels.line_spacing);
            let caption_font = Font::new(
                self.captions.face.face(),
                self.captions.size,
                self.captions.line_spacing,
            );
            let words = Words {
                labels: axes
                    .iter()
                    .map(|axis| {
                        let labels = axis.labels(&self.labels.format).into_iter();
                        labels.map(|(value, text)| (value, label_font.set(&text))).collect()
                    })
                    .collect(),
                captions: axes.iter().map(|axis| caption_font.set(&caption(axis.column))).collect(),
            };
            let area = self.area(size.as_vec2(), &axes, &words);
            // Axes end on a pixel, lines at its far side.
            let first_id = context.first_picking_id();
            self.draw_lines(&mut film, &frame, &axes, [area[0], area[1] + 1.0], first_id);
            self.draw_axes(&mut film, &axes, &words, area);
        }
        self.image.set(film.into_image());
        Ok(())
    }

    fn event(&mut self, event: &Interaction, context: &Context) -> Result<Reaction> {
        let Some(frame) = self.frame.data() else { return Ok(Reaction::default()) };
        let brushing = self.brushing.data().map(|brushing| &**brushing);
        Ok(pick_out(event, "brushingAndLinking", frame, context.first_picking_id(), brushing))
    }

    fn n_pickable(&self) -> usize {
        self.frame.data().map_or(1, |frame| frame.n_rows().max(1))
    }
}

/// Texts of all axes.
struct Words {
    labels: Vec<Vec<(f64, TextBox)>>,
    captions: Vec<TextBox>,
}

impl ParallelCoordinates {
    /// The axes that are turned on, from left to right.
    fn axes<'a>(&self, frame: &'a DataFrame, reset: bool, context: &Context) -> Vec<PlotAxis<'a>> {
        let of_column = |column: &'a Column| {
            let id = id_of(&column.header.name);
            let value = |member: &str| {
                let path = format!("axisProps_.{id}.{member}");
                self.added.iter().find(|added| added.path == path).map(|added| &added.value)
            };
            if matches!(value("checked"), Some(Value::Bool(false))) || column.is_empty() {
                return None;
            }
            let [min, max] = column.range();
            let range = if min < max { [min, max] } else { [min - 1.0, max + 1.0] };
            let stored = value("range").and_then(|value| value.as_floats());
            let handles = match stored.as_deref() {
                Some([from, to, ..]) if !reset => [*from, *to],
                Some(_) => {
                    context.set(&format!("axisProps_.{id}.range"), vector(&range));
                    range
                }
                None => range,
            };
            let is_inverted = matches!(value("invertRange"), Some(Value::Bool(true)));
            Some(PlotAxis { column, range, handles, is_inverted })
        };
        frame.columns().iter().filter_map(of_column).collect()
    }

    /// Lower left and upper right end of the axes, in whole pixels.
    ///
    /// What names and numbers reach beyond the ends of their axes is kept clear, if wanted.
    fn area(&self, size: Vec2, axes: &[PlotAxis<'_>], words: &Words) -> [Vec2; 2] {
        let half = Vec2::X * self.axis_look.width / 2.0;
        let mut reach = [-half, half];
        if self.margins.has_labels {
            let mut add = |[low, high]: [Vec2; 2], has_left: bool, has_right: bool| {
                let [left, right] = [has_left, has_right].map(f32::from);
                reach[0] = reach[0].min(low * Vec2::new(left, 1.0));
                reach[1] = reach[1].max(high * Vec2::new(right, 1.0));
            };
            // Where a text at a place relative to the end of an axis has its letters; axes stand at
            // whole pixels above zero.
            let origin = Vec2::splat(f32::from(u16::MAX));
            let ink = |text: &TextBox, anchor: Vec2, place: Vec2| {
                let low = placed(text.size(), anchor, 0.0, origin + place).translation - origin;
                text.ink().map(|corner| low + corner)
            };
            for (n, axis) in axes.iter().enumerate() {
                let (is_first, is_last) = (n == 0, n + 1 == axes.len());
                if let Some(place) = self.caption_place([Vec2::ZERO; 2]) {
                    let [low, high] = ink(&words.captions[n], self.captions.anchor, place);
                    let is_above = self.captions.position == CaptionPosition::Above;
                    let low = if is_above { low.with_y(0.0) } else { low };
                    let high = if is_above { high } else { high.with_y(0.0) };
                    add([low, high], is_first, is_last);
                }
                let labels = words.labels[n].iter().filter(|_| self.labels.is_on);
                for (value, text) in labels {
                    let place = Vec2::X * self.labels.offset;
                    let [low, high] = ink(text, self.labels.anchor, place);
                    let part = axis.part(*value);
                    let low = if part > 0.0 { low.with_y(0.0) } else { low };
                    let high = if part < 1.0 { high.with_y(0.0) } else { high };
                    add([low, high], is_first, is_last);
                }
            }
        }
        let low = Vec2::new(self.margins.left, self.margins.bottom) + (-reach[0]).ceil();
        let high = size - 1.0 - Vec2::new(self.margins.right, self.margins.top) - reach[1].ceil();
        [low, high.max(low)]
    }

    /// Where the name of an axis stands.
    fn caption_place(&self, [bottom, top]: [Vec2; 2]) -> Option<Vec2> {
        match self.captions.position {
            CaptionPosition::None => None,
            CaptionPosition::Above => Some(top + Vec2::Y * self.captions.offset),
            CaptionPosition::Below => Some(bottom + Vec2::Y * self.captions.offset),
        }
    }

    /// The rows from those behind to those in front.
    fn lines(&self, frame: &DataFrame, axes: &[PlotAxis<'_>]) -> Vec<Line> {
        let look = &self.lines;
        let table = ColorTable::new(&self.colors.colors, &DataMap::of(Number::F32));
        let by = self.colors.column.column(frame).unwrap_or(frame.index());
        let [min, max] = by.range();
        let brushing = self.brushing.data();
        let mut ranked: Vec<(u8, Line)> = Vec::with_capacity(frame.n_rows());
        for row in 0..frame.n_rows() {
            let id = frame.index().at(row) as u32;
            let is_there = axes.iter().all(|axis| axis.shows(axis.column.at(row)));
            let is_filtered =
                !is_there || brushing.is_some_and(|brushing| brushing.is_filtered(id));
            let is_selected = brushing.is_some_and(|brushing| brushing.is_selected(id));
            let is_highlighted = brushing.is_some_and(|brushing| brushing.is_highlighted(id));
            let part = if max > min { (by.at(row) - min) / (max - min) } else { 0.5 };
            let mut color = Vec4::from(table.at(part));
            let mut width = look.width;
            let rank = match (is_filtered, is_highlighted, is_selected) {
                (true, ..) => {
                    let rgb = color.truncate().lerp(look.filter_color, look.filter_mixing);
                    color = rgb.extend(look.filter_alpha);
                    0
                }
                (_, true, _) => 3,
                (_, _, true) => 2,
                _ => 1,
            };
            if rank >= 2 {
                width = look.selected.width;
                if look.selected.own_color.is_on {
                    color = look.selected.own_color.color;
                } else if rank == 3 {
                    let rgb = look.selected.own_color.color.truncate();
                    color = color.truncate().lerp(rgb, 0.8).extend(color.w);
                }
            }
            ranked.push((rank, Line { row, color, width }));
        }
        let mut rest = ranked.as_mut_slice();
        for rank in 0..3 {
            let n = partition(rest, |(of_line, _)| *of_line == rank);
            rest = &mut rest[n..];
        }
        let is_shown = |(rank, _): &(u8, Line)| *rank > 0 || look.shows_filtered;
        ranked.into_iter().filter(is_shown).map(|(_, line)| line).collect()
    }

    fn draw_lines(
        &self,
        film: &mut Film,
        frame: &DataFrame,
        axes: &[PlotAxis<'_>],
        area: [Vec2; 2],
        first_id: u32,
    ) {
        let lines = self.lines(frame, axes);
        let size = film.size().as_vec2();
        let (mut corners, mut places, mut owners) = (Vec::new(), Vec::new(), Vec::new());
        for (n, line) in lines.iter().enumerate() {
            let place = |k: usize| {
                let axis = &axes[k];
                at(area, axes.len(), k, axis.part(axis.column.at(line.row)) as f32)
            };
            let points: Vec<Vec2> = (0..axes.len()).map(place).collect();
            for pair in points.windows(2) {
                let [from, to] = [pair[0], pair[1]];
                let Some(side) = to_side([from, to], size, line.width) else { continue };
                for (corner, across) in
                    [(from - side, -1.0), (to - side, -1.0), (to + side, 1.0), (from + side, 1.0)]
                {
                    corners.push((corner / size * 2.0 - 1.0).extend(0.0).extend(1.0));
                    places.push(across);
                }
                owners.push(n);
            }
        }
        let triangles: Vec<[u32; 3]> = (0..owners.len() as u32)
            .flat_map(|n| [[4 * n, 4 * n + 1, 4 * n + 2], [4 * n, 4 * n + 2, 4 * n + 3]])
            .collect();
        let look = &self.lines;
        let mode = Mode { tests_depth: false, blend: Blend::Premultiplied, ..Mode::STRAIGHT };
        film.triangles(&corners, &triangles, Faces::Both, mode, 0, |fragment| {
            let line = &lines[owners[fragment.primitive as usize / 2]];
            // From 0 at the edges to 1 in the middle.
            let middle = (1.0 - fragment.mix::<f32>(&places).abs()).clamp(0.0, 1.0);
            let within = middle * line.width / 2.0 / SOFTNESS;
            let edge = (-(1.0 - within.min(1.0)).powi(2)).exp();
            let alpha = match look.blend {
                BlendMode::None => 1.0,
                _ => line.color.w * middle.powf(look.falloff) * edge,
            };
            let rgb = line.color.truncate();
            let paint = Paint::new(match look.blend {
                BlendMode::Additive => (rgb * alpha).extend(0.0),
                // What is inverted is taken away instead of added: as dark as it would be light.
                BlendMode::Subtractive => Vec3::ZERO.extend(alpha * (1.0 - rgb.min_element())),
                _ => (rgb * alpha).extend(alpha),
            });
            Some(paint.picked(picking_color(first_id + line.row as u32)))
        });
    }

    fn draw_axes(&self, film: &mut Film, axes: &[PlotAxis<'_>], words: &Words, area: [Vec2; 2]) {
        for (n, axis) in axes.iter().enumerate() {
            let at = |part: f32| whole(at(area, axes.len(), n, part));
            let place = |value: f64| at(axis.part(value) as f32);
            let ends = [0.0, 1.0].map(at);
            let ticks: Vec<Vec2> = match axis.column.kind {
                ColumnKind::Categorical => {
                    words.labels[n].iter().map(|(value, _)| place(*value)).collect()
                }
                _ => ends.into(),
            };
            self.draw_axis(film, ends, &ticks);
            for (value, text) in words.labels[n].iter().filter(|_| self.labels.is_on) {
                let at = place(*value) + Vec2::X * self.labels.offset;
                write(film, text, at, self.labels.anchor, self.labels.color);
            }
            if let Some(place) = self.caption_place(ends) {
                write(film, &words.captions[n], place, self.captions.anchor, self.captions.color);
            }
            if self.axis_look.has_handles {
                self.draw_handles(film, axis, axis.handles.map(place));
            }
        }
    }

    /// A line with ticks across it.
    fn draw_axis(&self, film: &mut Film, ends: [Vec2; 2], ticks: &[Vec2]) {
        let AxisLook { width, color, .. } = self.axis_look;
        if width <= 0.0 {
            return;
        }
        let mut strokes = vec![Stroke::flat(ends, width, color)];
        let half = Vec2::X * TICK_LENGTH;
        strokes.extend(
            ticks.iter().map(|&at| Stroke::flat([at - half, at + half], width, color).round()),
        );
        stroke::draw(film, &strokes, SOFTNESS, false);
    }

    /// Two knobs with a rod in between.
    fn draw_handles(&self, film: &mut Film, axis: &PlotAxis<'_>, [from, to]: [Vec2; 2]) {
        let look = &self.axis_look;
        let color = if axis.is_filtering() { look.filtered_color } else { look.handle_color };
        let size = look.handle_size;
        // Whole pixels, in units of a handle that is fifteen wide.
        let unit = size / 15.0;
        let left = from.x - (size / 2.0).trunc();
        let [low, high] = if from.y <= to.y { [from, to] } else { [to, from] };
        let [low, high] = [low.y.trunc() + unit, high.y.trunc()];
        let shade = |part: f32| (color.truncate() * part).extend(color.w);
        let light = |part: f32| color.truncate().lerp(Vec3::ONE, part).extend(color.w);
        let box_of = |[x0, x1]: [f32; 2], [y0, y1]: [f32; 2]| Rect {
            min: Vec2::new(left + x0 * unit, y0),
            max: Vec2::new(left + x1 * unit, y1),
        };
        // A round rod lit from the left: body, shadows, reflection.
        let rod = [low + 4.0 * unit, high - 4.0 * unit];
        for ([start, end], paint) in [
            ([4.0, 11.0], shade(0.925)),
            ([7.0, 8.0], shade(0.855)),
            ([8.0, 9.0], shade(1.0)),
            ([9.0, 10.0], shade(0.0)),
        ] {
            fill(film, box_of([start, end], rod), paint);
        }
        for (knob, inward) in [(low, 1.0), (high, -1.0)] {
            // Rows from the outer edge of a knob to where the rod begins.
            let row = |n: f32, height: f32| {
                let [a, b] = [n, n + height].map(|n| knob + inward * (n - 4.0) * unit);
                [a.min(b), a.max(b)]
            };
            let mut paint =
                |columns, rows: [f32; 2], paint| fill(film, box_of(columns, rows), paint);
            // The shadow on the rod, and its edge.
            paint([4.0, 11.0], row(8.0, 1.0), shade(0.25));
            paint([4.0, 6.0], row(9.0, 1.0), light(0.4));
            paint([6.0, 8.0], row(9.0, 1.0), light(0.15));
            paint([8.0, 9.0], row(9.0, 1.0), shade(0.4));
            paint([9.0, 11.0], row(9.0, 1.0), light(0.3));
            // The outline with its corners cut off, and the body.
            paint([2.0, 13.0], row(0.0, 8.0), Vec4::W);
            paint([1.0, 14.0], row(1.0, 6.0), Vec4::W);
            paint([2.0, 13.0], row(1.0, 6.0), shade(1.0));
            for corner in [2.0, 12.0] {
                paint([corner, corner + 1.0], row(1.0, 1.0), light(0.53));
            }
            // Light on the inner side, less where the rod throws its shadow.
            paint([2.0, 6.0], row(6.0, 1.0), light(0.54));
            paint([6.0, 13.0], row(6.0, 1.0), light(0.17));
        }
    }
}

/// How far ticks reach to each side of an axis, in pixels.
const TICK_LENGTH: f32 = 4.0;

/// A place on the `n`-th of some axes.
fn at([low, high]: [Vec2; 2], n_axes: usize, n: usize, part: f32) -> Vec2 {
    let across = if n_axes > 1 { n as f32 / (n_axes - 1) as f32 } else { 0.5 };
    low + (high - low) * Vec2::new(across, part)
}

/// The same where axes stand: on whole pixels from left to right.
fn whole(place: Vec2) -> Vec2 {
    // What rounding takes from a whole number is no pixel.
    place.with_x((place.x + 1e-3).trunc())
}

/// From the middle of a line to its edge, in pixels.
///
/// That is across in parts of the picture, as if it were square: lines that rise are a little thinner.
fn to_side([from, to]: [Vec2; 2], size: Vec2, width: f32) -> Option<Vec2> {
    let along = ((to - from) / size).try_normalize()?;
    Some(along.perp() * (width / 2.0))
}

/// Moves what fits before the rest, and says how much that is.
///
/// The order is that of the C++ library of GCC: what is out of place at the front changes places
/// with what is so at the back. It says which line is drawn over which.
fn partition<T>(items: &mut [T], fits: impl Fn(&T) -> bool) -> usize {
    let (mut first, mut last) = (0, items.len());
    loop {
        while first < last && fits(&items[first]) {
            first += 1;
        }
        if first == last {
            return first;
        }
        last -= 1;
        while first < last && !fits(&items[last]) {
            last -= 1;
        }
        if first == last {
            return first;
        }
        items.swap(first, last);
        first += 1;
    }
}

fn write(film: &mut Film, text: &TextBox, place: Vec2, anchor: Vec2, color: Vec4) {
    text.draw(film, placed(text.size(), anchor, 0.0, place), color, None);
}

/// Draws a rectangle over what is there.
fn fill(film: &mut Film, rect: Rect, color: Vec4) {
    let mode = Mode { tests_depth: false, blend: Blend::Premultiplied, ..Mode::STRAIGHT };
    let paint = Paint::new((color.truncate() * color.w).extend(color.w));
    film.glyphs(1, |_| Some(((), rect)), mode, |(), _| Some((0.0, paint)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec2;
    use ivw_core::data::picked_number;

    fn plot() -> Result<ParallelCoordinates> {
        let mut frame = DataFrame::default();
        for (name, values) in [("a b", [0.0_f32, 1.0, 2.0]), ("c", [5.0, 5.0, f32::NAN])] {
            frame.push(Column::ordinal(Axis::new(name, ""), Array::copy_of(&values))?)?;
        }
        let mut node = ParallelCoordinates {
            frame: frame.into(),
            image: Out::with_size(UVec2::new(200, 100)),
            ..ParallelCoordinates::default()
        };
        node.captions.position = CaptionPosition::None;
        node.labels.is_on = false;
        node.axis_look.has_handles = false;
        node.colors.overrides = true;
        node.colors.colors =
            TransferFunction::new(&[(0.0, [1.0, 0.0, 0.0, 1.0]), (1.0, [1.0, 0.0, 0.0, 1.0])]);
        Ok(node)
    }

    fn drawn(node: &mut ParallelCoordinates) -> Result<Vec<[u8; 4]>> {
        node.process(&Context::detached())?;
        Ok(node.image.get()?.color[0].pixels.elements().to_vec())
    }

    fn n_red(pixels: &[[u8; 4]]) -> usize {
        pixels.iter().filter(|pixel| pixel[0] > 150 && pixel[1] < 50).count()
    }

    fn added(path: &str, value: Value) -> Added {
        Added { path: path.to_owned(), class: String::new(), value, name: String::new() }
    }

    #[test]
    fn what_is_out_of_place_changes_places() {
        let mut numbers = [1, 2, 3, 4, 5, 6, 7, 8];
        assert_eq!(partition(&mut numbers, |number| number % 3 == 0), 2);
        assert_eq!(numbers, [6, 3, 2, 4, 5, 1, 7, 8]);
        assert_eq!(partition(&mut numbers, |_| true), 8);
        assert_eq!(partition(&mut [0; 0], |_| true), 0);
    }

    #[test]
    fn lines_that_rise_are_thinner() {
        let side = |to: Vec2| to_side([Vec2::ZERO, to], Vec2::new(200.0, 100.0), 7.0);
        assert_eq!(side(Vec2::new(80.0, 0.0)), Some(Vec2::new(0.0, 3.5)));
        let rising = side(Vec2::new(100.0, 50.0)).expect("it leads somewhere");
        // Half the width along the normal: 3.5 times the cosine between 26.6 and 45 degrees.
        let normal = Vec2::new(-1.0, 2.0).normalize();
        assert!((rising.dot(normal) - 3.5 * 18.435_f32.to_radians().cos()).abs() < 1e-3);
        assert_eq!((side(Vec2::ZERO), side(Vec2::NAN)), (None, None));
    }

    #[test]
    fn names_and_numbers_have_their_place_beside_the_margins() -> Result<()> {
        let area = |change: fn(&mut ParallelCoordinates)| -> Result<[Vec2; 2]> {
            let mut node = plot()?;
            node.axis_look.width = 2.0;
            change(&mut node);
            let frame = node.frame.get()?;
            let axes = node.axes(&frame, false, &Context::detached());
            let font = Font::new(FontFace::OpenSansRegular.face(), 8, 0.0);
            let words = Words {
                labels: axes.iter().map(|_| vec![(0.0, font.set("149.0000"))]).collect(),
                captions: axes.iter().map(|_| font.set("index")).collect(),
            };
            Ok(node.area(Vec2::new(200.0, 100.0), &axes, &words))
        };
        let bare = area(|_| ())?;
        assert_eq!(bare, [Vec2::new(21.0, 20.0), Vec2::new(178.0, 79.0)]);
        let labels = area(|node| node.labels.is_on = true)?;
        assert_eq!(labels[0].x, 21.0);
        // Fifteen pixels beside the last axis, thirty-seven wide.
        assert!((179.0 - 53.0..=179.0 - 52.0).contains(&labels[1].x), "{labels:?}");
        let outside = area(|node| (node.labels.is_on, node.margins.has_labels) = (true, false))?;
        assert_eq!(outside, bare);
        Ok(())
    }

    #[test]
    fn lines_cross_all_axes() -> Result<()> {
        let pixels = drawn(&mut plot()?)?;
        let at = |x: usize, y: usize| pixels[y * 200 + x];
        // Axes at 22, 99 and 177; the row in the middle goes straight.
        assert_eq!(at(22, 60), [77, 77, 77, 255]);
        assert!(at(60, 49)[0] > 200, "{:?}", at(60, 49));
        assert!(n_red(&pixels) > 500);
        assert_eq!(at(60, 90), [0; 4]);
        Ok(())
    }

    #[test]
    fn the_line_of_each_row_can_be_picked() -> Result<()> {
        let mut node = plot()?;
        assert_eq!(node.n_pickable(), 3);
        drawn(&mut node)?;
        let image = node.image.get()?;
        let picking = image.picking.as_ref().expect("there is one").pixels.elements::<[u8; 4]>();
        let id = |n: usize| picked_number([picking[n][0], picking[n][1], picking[n][2]]);
        // The row in the middle goes straight; above it is the one with a larger number.
        assert_eq!((id(49 * 200 + 60), id(2 * 200 + 60)), (2, 0));
        let mut seen: Vec<u32> = (0..picking.len()).map(id).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen, [0, 1, 2, 3]);
        Ok(())
    }

    #[test]
    fn without_colours_of_ones_own_those_of_the_family_are_there() -> Result<()> {
        let mut node = plot()?;
        node.colors.overrides = false;
        let context = Context::detached();
        node.process(&context)?;
        assert_eq!(n_red(node.image.get()?.color[0].pixels.elements()), 0);
        // Blue from light to dark, which the property shows.
        assert_eq!(node.colors.colors.points.len(), 9);
        assert!(context.take_changes().iter().any(|change| change.property == "colormap.tf"));
        Ok(())
    }

    #[test]
    fn handles_leave_rows_out() -> Result<()> {
        let mut node = plot()?;
        let all = n_red(&drawn(&mut node)?);
        let range = Value::Floats([0.5, 1.5].into_iter().collect());
        node.set_added(&[
            added("axisProps_.ab", Value::None),
            added("axisProps_.ab.range", range),
        ])?;
        let some = n_red(&drawn(&mut node)?);
        assert!(some > 0 && some < all / 2, "{some} of {all}");
        node.reset.pressed = true;
        assert_eq!(n_red(&drawn(&mut node)?), all);
        node.set_added(&[added("axisProps_.index.checked", Value::Bool(false))])?;
        let pixels = drawn(&mut node)?;
        assert_eq!(pixels[70 * 200 + 99][3], 0, "two axes are left, none in the middle");
        Ok(())
    }

    #[test]
    fn odd_data_does_no_harm() -> Result<()> {
        for size in [UVec2::ZERO, UVec2::ONE, UVec2::new(7, 300)] {
            let mut node = ParallelCoordinates { image: Out::with_size(size), ..plot()? };
            (node.labels.is_on, node.axis_look.has_handles) = (true, true);
            node.captions.position = CaptionPosition::Above;
            drawn(&mut node)?;
            node.frame = DataFrame::default().into();
            drawn(&mut node)?;
        }
        Ok(())
    }
}
