//! Rows of a data frame as discs over two of its columns.

use crate::axis::{self, AxisSettings, AxisStyle, Margins, StyledAxes, number, vector};
use crate::brushing::pick_out;
use crate::title::name_and_unit;
use glam::{Vec2, Vec3, Vec4};
use ivw_core::data::{Brushing, Column, DataFrame};
use ivw_core::event::{Interaction, Reaction};
use ivw_core::prelude::*;
use ivw_render::color_table::ColorTable;
use ivw_render::film::{Blend, Film, Mode, Paint, picking_color};
use ivw_render::properties::{ColumnChoice, Columns, SelectionColor};
use ivw_render::raster::Rect;
use ivw_render::stroke::SOFTNESS;

/// Draws a disc for each row of a data frame, placed by two columns.
///
/// |            | shape             | value                     | unit          |
/// |------------|-------------------|---------------------------|---------------|
/// | dataFrame_ | rows, columns     | any                       |               |
/// | brushing   | rows              | row numbers               |               |
/// | background | `[width, height]` | colours, depth, picking   |               |
/// | outport    | `[width, height]` | `[u8; 4]`, depth, picking | premultiplied |
///
/// Rows beyond the ranges of the axes, and those without a number, are left out.
#[derive(Processor)]
#[processor(
    "org.inviwo.ScatterPlotProcessor",
    name = "Scatter Plot",
    category = "Plotting",
    tags = "CPU, Plotting, DataFrame",
    n_pickable = 1,
    takes_events
)]
pub struct ScatterPlot {
    /// The data.
    #[inport("dataFrame_")]
    frame: In<DataFrame>,

    /// Rows that a person picked out elsewhere.
    #[inport("brushing", optional)]
    brushing: In<Brushing>,

    /// Picture to draw over.
    #[inport("background", optional)]
    background: In<Image>,

    /// The plot.
    #[outport("outport")]
    image: Out<Image>,

    /// What the plot looks like.
    #[group("scatterplot", name = "Scatter Plot")]
    look: Look,

    /// Column whose numbers lie along the horizontal axis.
    #[property(
        "xAxis",
        name = "X-axis",
        default = ColumnChoice::new(0),
        class(ColumnChoice::CLASS),
        saved(Saved::Always)
    )]
    x: ColumnChoice,

    /// Column whose numbers lie along the vertical axis.
    #[property(
        "yAxis",
        name = "Y-axis",
        default = ColumnChoice::new(2),
        class(ColumnChoice::CLASS),
        saved(Saved::Always)
    )]
    y: ColumnChoice,

    /// Column whose numbers become colours.
    #[property(
        "colorCol",
        name = "Color column",
        default = ColumnChoice::new(3),
        class(ColumnChoice::CLASS),
        saved(Saved::Always)
    )]
    color: ColumnChoice,

    /// Column whose numbers become sizes.
    #[property(
        "radiusCol",
        name = "Radius column",
        default = ColumnChoice::new(4),
        class(ColumnChoice::CLASS),
        saved(Saved::Always)
    )]
    radius: ColumnChoice,

    /// Column by whose numbers discs are drawn one over the other.
    #[property(
        "sortCol",
        name = "Sorting column",
        default = ColumnChoice::new(0),
        class(ColumnChoice::CLASS),
        saved(Saved::Always)
    )]
    sort: ColumnChoice,

    /// Which end of that column is drawn first.
    #[property("sortOrder", name = "Sorting order")]
    order: SortOrder,

    columns: Columns,
    styled: StyledAxes,
}

/// This is which rows are drawn first.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortOrder {
    /// Those with small numbers.
    #[default]
    #[choice("ascending", "Ascending")]
    Ascending,
    /// Those with large numbers.
    #[choice("descending", "Descending")]
    Descending,
}

/// This is what a scatter plot looks like.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.ScatterPlotGL.Properties")]
pub struct Look {
    /// Draw discs instead of squares.
    #[property("useCircle", name = "Use Circles", default = true)]
    pub(crate) has_discs: bool,
    /// Radius of the largest disc.
    #[property("radius", name = "Point Radius", default = 5.0, range = 0.0..=10.0, unit = "px")]
    pub(crate) radius: f32,
    /// Radius of the smallest disc.
    #[property(
        "minRadius",
        name = "Min Point Radius",
        default = 0.1,
        range = 0.0..=10.0,
        unit = "px"
    )]
    pub(crate) min_radius: f32,
    /// Colours of the numbers of the colour column.
    #[property(
        "transferFunction",
        name = "Transfer Function",
        default = TransferFunction::new(&[(0.0, [1.0; 4]), (1.0, [1.0; 4])])
    )]
    pub(crate) colors: TransferFunction,
    /// Colour of discs without one.
    #[property(
        "defaultColor",
        name = "Default Color",
        default = Vec4::new(1.0, 0.0, 0.0, 1.0),
        color
    )]
    pub(crate) color: Vec4,
    /// How rows look that the mouse is over.
    #[group(
        "showHighlighted",
        name = "Show Highlighted",
        preset("color", vector(&[1.0, 0.906, 0.612]))
    )]
    pub(crate) highlighted: SelectionColor,
    /// How selected rows look.
    #[group("showSelected", name = "Show Selected", preset("color", vector(&[1.0, 0.769, 0.247])))]
    pub(crate) selected: SelectionColor,
    /// How rows look that are filtered out, if they are drawn.
    #[group(
        "showFiltered",
        name = "Show Filtered",
        preset("checked", false),
        preset("color", vector(&[0.5, 0.5, 0.5]))
    )]
    pub(crate) filtered: SelectionColor,
    /// Say what a row has while the mouse is over it.
    #[property("tooltip", name = "Tooltip", default = true)]
    pub(crate) has_tooltip: bool,
    /// What dragging the mouse does.
    #[group("dragRectSettings", name = "Drag Rectangle")]
    pub(crate) box_selection: BoxSelection,
    /// Space at the edges of the picture.
    #[group(
        "margins",
        preset("top", 5.0),
        preset("right_", 5.0),
        preset("bottom", 60.0),
        preset("left", 65.0)
    )]
    pub(crate) margins: Margins,
    /// Space between the axes and the data.
    #[property("axisMargin", name = "Axis Margin", default = 15.0, range = 0.0..=50.0, unit = "px")]
    pub(crate) padding: f32,
    /// Width of the border of discs.
    #[property("borderWidth", name = "Border Width", default = 2.0, range = 0.0..=20.0, unit = "px")]
    pub(crate) border_width: f32,
    /// Colour of the border of discs.
    #[property("borderColor", name = "Border Color", default = Vec4::W, color)]
    pub(crate) border_color: Vec4,
    /// What both axes have in common.
    #[group("axisStyle", name = "Global Axis Style")]
    pub(crate) style: AxisStyle,
    /// The horizontal axis.
    #[group("xAxis", name = "X Axis")]
    pub(crate) horizontal: AxisSettings,
    /// The vertical axis.
    #[group(
        "yAxis",
        name = "Y Axis",
        preset("orientation", Value::choice("vertical")),
        preset("mirrored", true),
        preset("caption.offset", number(50.0)),
        preset("caption.rotation", number(90.0)),
        preset("caption.font.anchor", vector(&[1.0, 0.0])),
        preset("labels.font.anchor", vector(&[1.0, 0.0]))
    )]
    pub(crate) vertical: AxisSettings,
}

/// This is what dragging the mouse over a plot does.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.BoxSelectionProperty")]
pub struct BoxSelection {
    /// What becomes of rows in the rectangle.
    #[property("mode")]
    mode: BoxMode,
    /// Colour of the rectangle.
    #[property("lineColor", name = "Line Color", default = Vec4::new(0.9, 0.9, 0.9, 1.0), color)]
    color: Vec4,
    /// Width of its lines.
    #[property("lineWidth", name = "Line Width", default = 1.0, from = 0.0..=50.0, unit = "px")]
    width: f32,
}

/// This is what becomes of rows in a rectangle.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum BoxMode {
    #[default]
    #[choice("selection", "Selection")]
    Selection,
    #[choice("filtering", "Filtering")]
    Filtering,
    #[choice("none", "None")]
    None,
}

/// Pixels over which the edge of a disc fades, outside of it.
const SOFT_EDGE: f32 = 1.5;

impl Process for ScatterPlot {
    fn process(&mut self, context: &Context) -> Result<()> {
        let frame = self.frame.get()?;
        let choices = [
            ("xAxis", &self.x, false),
            ("yAxis", &self.y, false),
            ("colorCol", &self.color, true),
            ("radiusCol", &self.radius, true),
            ("sortCol", &self.sort, true),
        ];
        self.columns.offer(&frame, &choices, context);
        let size = self.image.size();
        let mut film = Film::over(self.background.data().map(|image| &**image), size)?;
        let index = frame.index();
        let [x, y] = [&self.x, &self.y].map(|choice| choice.column(&frame).unwrap_or(index));
        for (path, settings, column) in [
            ("scatterplot.xAxis", &mut self.look.horizontal, x),
            ("scatterplot.yAxis", &mut self.look.vertical, y),
        ] {
            settings.set_range(path, column.range(), context);
            settings.set_title(path, name_and_unit(&column.header), context);
        }
        let mut axes = [
            ("scatterplot.xAxis", &mut self.look.horizontal),
            ("scatterplot.yAxis", &mut self.look.vertical),
        ];
        self.styled.update(&self.look.style, &mut axes, context);

        let padding = self.look.padding;
        let [low, high] = self.look.margins.within(size.as_vec2(), 0.0);
        // Axes end on a pixel, data at its far side.
        let axes = [low + padding, high - padding];
        let area = [axes[0], axes[1] + 1.0];
        let points = Points {
            x,
            y,
            color: self.color.column(&frame),
            radius: self.radius.column(&frame),
            sort: self.sort.column(&frame),
            order: self.order,
            brushing: self.brushing.data().map(|brushing| &**brushing),
            index,
            first_id: Some(context.first_picking_id()),
        };
        points.draw(&mut film, &self.look, area);
        draw_axes(&mut film, &self.look, low, axes);
        self.image.set(film.into_image());
        Ok(())
    }

    fn event(&mut self, event: &Interaction, context: &Context) -> Result<Reaction> {
        let Some(frame) = self.frame.data() else { return Ok(Reaction::default()) };
        let brushing = self.brushing.data().map(|brushing| &**brushing);
        Ok(pick_out(event, "brushing", frame, context.first_picking_id(), brushing))
    }

    fn n_pickable(&self) -> usize {
        self.frame.data().map_or(1, |frame| frame.n_rows().max(1))
    }
}

/// Draws both axes beside the area of the data.
pub(crate) fn draw_axes(film: &mut Film, look: &Look, low: Vec2, [from, to]: [Vec2; 2]) {
    let horizontal = [Vec2::new(from.x, low.y), Vec2::new(to.x, low.y)];
    axis::draw(film, &look.horizontal, horizontal, SOFTNESS);
    let vertical = [Vec2::new(low.x, from.y), Vec2::new(low.x, to.y)];
    axis::draw(film, &look.vertical, vertical, SOFTNESS);
}

/// These are the rows of a plot.
pub(crate) struct Points<'a> {
    pub(crate) x: &'a Column,
    pub(crate) y: &'a Column,
    pub(crate) color: Option<&'a Column>,
    pub(crate) radius: Option<&'a Column>,
    pub(crate) sort: Option<&'a Column>,
    pub(crate) order: SortOrder,
    pub(crate) brushing: Option<&'a Brushing>,
    pub(crate) index: &'a Column,
    /// Number of the first row in the picking layer, if rows can be picked.
    pub(crate) first_id: Option<u32>,
}

/// A disc in a picture.
pub(super) struct Disc {
    pub(super) middle: Vec2,
    pub(super) radius: f32,
    pub(super) color: Vec4,
    /// Its colour in the picking layer; zero if there is nothing to pick.
    pub(super) picking: Vec4,
}

/// Draws discs, or squares, each over those before, with a border of a width and a colour.
pub(super) fn draw_discs(film: &mut Film, discs: &[Disc], are_round: bool, border: (f32, Vec4)) {
    let mode = Mode { tests_depth: false, blend: Blend::Premultiplied, ..Mode::STRAIGHT };
    let place = |n: usize| {
        let disc = &discs[n];
        let reach = disc.radius + border.0 / 2.0 + SOFT_EDGE;
        Some((n, Rect::around(disc.middle, Vec2::splat(reach))))
    };
    film.glyphs(discs.len(), place, mode, |&n, pixel| {
        let disc = &discs[n];
        let away = (pixel - disc.middle).abs();
        let distance = if are_round { away.length() } else { away.max_element() };
        let color = color_at(disc, distance, border)?;
        let paint = Paint::new((color.truncate() * color.w).extend(color.w));
        Some((0.0, paint.picked(disc.picking)))
    });
}

/// Which rows are drawn after others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Filtered,
    Regular,
    Selected,
    Highlighted,
}

impl Points<'_> {
    /// Draws the rows into an area, from its lower left to its upper right corner.
    pub(crate) fn draw(&self, film: &mut Film, look: &Look, area: [Vec2; 2]) {
        let discs = self.discs(look, area);
        draw_discs(film, &discs, look.has_discs, (look.border_width, look.border_color));
    }

    fn discs(&self, look: &Look, [from, to]: [Vec2; 2]) -> Vec<Disc> {
        let part = |column: &Column, [min, max]: [f64; 2], row: usize| {
            let value = column.at(row);
            (value - min) / (max - min)
        };
        let (x_range, y_range) = (look.horizontal.range(), look.vertical.range());
        let table = ColorTable::new(&look.colors, &DataMap::of(Number::F32));
        let color_range = self.color.map(Column::range).unwrap_or_default();
        let radius_range = self.radius.map(Column::range).unwrap_or_default();
        let n_rows = [Some(self.x), Some(self.y), self.color, self.radius, self.sort]
            .into_iter()
            .flatten()
            .map(Column::len)
            .min()
            .unwrap_or(0);
        let mut rows: Vec<(Rank, f64, Disc)> = Vec::with_capacity(n_rows);
        for row in 0..n_rows {
            let at = [part(self.x, x_range, row), part(self.y, y_range, row)];
            // Also what is no number.
            if !at.iter().all(|part| (0.0..=1.0).contains(part)) {
                continue;
            }
            let rank = self.rank(row);
            let mix = match rank {
                Rank::Filtered if !look.filtered.is_on => continue,
                Rank::Filtered => Some(&look.filtered),
                Rank::Selected => Some(&look.selected),
                Rank::Highlighted => Some(&look.highlighted),
                Rank::Regular => None,
            };
            let size = self.radius.filter(|_| radius_range[0] < radius_range[1]);
            let radius = match size.map(|column| part(column, radius_range, row)) {
                Some(part) if part.is_finite() => {
                    look.min_radius + part.clamp(0.0, 1.0) as f32 * (look.radius - look.min_radius)
                }
                _ => look.radius,
            };
            let color = match self.color {
                Some(column) => Vec4::from(table.at(part(column, color_range, row))),
                None => look.color,
            };
            let color = mix.filter(|mix| mix.is_on).map_or(color, |mix| selected(color, mix));
            let key = self.sort.map_or(f64::from(radius), |column| column.at(row));
            let middle = from + (to - from) * Vec2::new(at[0] as f32, at[1] as f32);
            let picking =
                self.first_id.map_or(Vec4::ZERO, |first| picking_color(first + row as u32));
            rows.push((rank, key, Disc { middle, radius, color, picking }));
        }
        rows.sort_by(|(a_rank, a, _), (b_rank, b, _)| {
            let by_key = match self.order {
                SortOrder::Ascending => a.total_cmp(b),
                SortOrder::Descending => b.total_cmp(a),
            };
            a_rank.cmp(b_rank).then(by_key)
        });
        rows.into_iter().map(|(.., disc)| disc).collect()
    }

    fn rank(&self, row: usize) -> Rank {
        let Some(brushing) = self.brushing else { return Rank::Regular };
        let id = self.index.at(row) as u32;
        if brushing.is_filtered(id) {
            Rank::Filtered
        } else if brushing.is_highlighted(id) {
            Rank::Highlighted
        } else if brushing.is_selected(id) {
            Rank::Selected
        } else {
            Rank::Regular
        }
    }
}

/// A colour with some of that of a selection.
fn selected(color: Vec4, selection: &SelectionColor) -> Vec4 {
    let rgb: Vec3 = color.truncate().lerp(selection.color, selection.mixing);
    rgb.extend(color.w * selection.alpha)
}

/// The straight colour of a disc at a distance from its middle; none beyond its soft edge.
fn color_at(disc: &Disc, distance: f32, (border, border_color): (f32, Vec4)) -> Option<Vec4> {
    let outer = disc.radius + border / 2.0;
    let alpha = 1.0 - ((distance - outer) / SOFT_EDGE).clamp(0.0, 1.0);
    // Also what is no number.
    if alpha.is_nan() || alpha <= 0.0 {
        return None;
    }
    let color = match border > 0.0 {
        true => {
            let inner = disc.radius - border / 2.0;
            disc.color.lerp(border_color, (distance - inner).clamp(0.0, 1.0))
        }
        false => disc.color,
    };
    Some(color.truncate().extend(color.w * alpha))
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec2;

    fn frame(columns: &[&[f32]]) -> Result<DataFrame> {
        let mut frame = DataFrame::default();
        for (n, values) in columns.iter().enumerate() {
            let name = format!("c{n}");
            frame.push(Column::ordinal(Axis::new(&name, "m"), Array::copy_of(values))?)?;
        }
        Ok(frame)
    }

    fn plot(columns: &[&[f32]]) -> Result<ScatterPlot> {
        let mut node = ScatterPlot {
            frame: frame(columns)?.into(),
            image: Out::with_size(UVec2::new(191, 181)),
            x: ColumnChoice::new(1),
            y: ColumnChoice::new(2),
            color: ColumnChoice::new(-1),
            radius: ColumnChoice::new(-1),
            ..ScatterPlot::default()
        };
        node.look.horizontal.is_on = false;
        node.look.vertical.is_on = false;
        Ok(node)
    }

    fn drawn(node: &mut ScatterPlot) -> Result<Vec<[u8; 4]>> {
        node.process(&Context::detached())?;
        Ok(node.image.get()?.color[0].pixels.elements().to_vec())
    }

    #[test]
    fn discs_lie_between_the_smallest_and_the_largest_number() -> Result<()> {
        let mut node = plot(&[&[0.0, 10.0, 5.0], &[0.0, 10.0, f32::NAN]])?;
        node.look.border_width = 0.0;
        let pixels = drawn(&mut node)?;
        let red = |x: usize, y: usize| pixels[y * 191 + x] == [255, 0, 0, 255];
        // 65 + 15 and 60 + 15 to 191 - 20 and 181 - 20.
        assert!(red(76, 75) && red(174, 160) && !red(74, 75) && !red(176, 160));
        assert!(!red(125, 117), "a row without a number is left out");
        assert_eq!(node.look.horizontal.caption.title, "c0 [m]");
        assert_eq!(node.look.vertical.range(), [0.0, 10.0]);
        Ok(())
    }

    #[test]
    fn edges_of_discs_are_soft_outside_of_them() {
        let disc = Disc { middle: Vec2::ZERO, radius: 5.0, color: Vec4::ONE, picking: Vec4::ZERO };
        let seen = |distance, border| {
            color_at(&disc, distance, (border, Vec4::W))
                .map_or([-1.0; 2], |color| [color.x, color.w])
        };
        let at = |distance| seen(distance, 0.5);
        // The border begins a quarter of a pixel within and needs a pixel to become itself; alpha
        // falls from a quarter of a pixel outside on.
        assert_eq!([at(4.75), at(5.25)], [[1.0, 1.0], [0.5, 1.0]]);
        assert_eq!([at(6.0), at(6.75)], [[0.0, 0.5], [-1.0; 2]]);
        assert_eq!([seen(5.0, 0.0), seen(5.75, 0.0)], [[1.0, 1.0], [1.0, 0.5]]);
    }

    #[test]
    fn selected_rows_are_drawn_last_and_filtered_ones_not() -> Result<()> {
        let mut node = plot(&[&[1.0, 1.0, 0.0, 2.0], &[1.0, 1.0, 0.0, 2.0]])?;
        node.look.border_width = 0.0;
        let brushing = Brushing {
            selected: [0].as_slice().into(),
            filtered: [2].as_slice().into(),
            ..Brushing::default()
        };
        node.brushing = brushing.into();
        let pixels = drawn(&mut node)?;
        assert!(pixels[117 * 191 + 125][1] > 100, "{:?}", pixels[117 * 191 + 125]);
        assert_eq!(pixels[75 * 191 + 80], [0; 4]);
        Ok(())
    }

    #[test]
    fn sizes_and_colours_come_from_columns() -> Result<()> {
        let mut node = plot(&[&[0.0, 1.0], &[0.0, 1.0], &[0.0, 1.0]])?;
        (node.color, node.radius) = (ColumnChoice::new(3), ColumnChoice::new(3));
        node.look.border_width = 0.0;
        node.look.colors =
            TransferFunction::new(&[(0.0, [0.0, 0.0, 1.0, 1.0]), (1.0, [0.0, 1.0, 0.0, 1.0])]);
        (node.look.min_radius, node.look.radius) = (2.0, 9.0);
        let pixels = drawn(&mut node)?;
        let n = |channel: usize| pixels.iter().filter(|pixel| pixel[channel] > 200).count();
        assert!((8..20).contains(&n(2)), "{}", n(2));
        assert!((220..300).contains(&n(1)), "{}", n(1));
        Ok(())
    }

    #[test]
    fn odd_data_does_no_harm() -> Result<()> {
        for columns in [vec![], vec![&[][..]], vec![&[f32::NAN][..], &[f32::INFINITY][..]]] {
            let mut node = plot(&columns)?;
            drawn(&mut node)?;
            node.image = Out::with_size(UVec2::ZERO);
            drawn(&mut node)?;
        }
        Ok(())
    }
}
