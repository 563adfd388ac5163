//! When features of a field appear and disappear.

use super::scatter_plot::{Disc, draw_discs};
use crate::axis::{self, AxisSettings, Margins, number, vector};
use glam::{Vec2, Vec4};
use ivw_core::data::{Brushing, Column, DataFrame};
use ivw_core::prelude::*;
use ivw_render::color_table::ColorTable;
use ivw_render::film::Film;
use ivw_render::properties::{ColumnChoice, Columns};
use ivw_render::stroke::{self, SOFTNESS, Stroke};

/// Draws a persistence diagram: for each feature a line from its birth up to its death.
///
/// |            | shape             | value                     | unit          |
/// |------------|-------------------|---------------------------|---------------|
/// | dataFrame  | rows, columns     | any                       |               |
/// | brushing   | rows              | row numbers               |               |
/// | background | `[width, height]` | colours, depth, picking   |               |
/// | outport    | `[width, height]` | `[u8; 4]`, depth, picking | premultiplied |
///
/// A feature stands at its birth; its line begins at the diagonal and ends where it dies, or as far
/// above the diagonal as it persists. Rows that are filtered out are left out.
#[derive(Processor)]
#[processor(
    "org.inviwo.PersistenceDiagramPlotProcessor",
    name = "Persistence Diagram Plot",
    category = "Plotting",
    tags = "CPU, Plotting, Topology",
    n_pickable = 1
)]
pub struct PersistenceDiagramPlot {
    /// The features.
    #[inport("dataFrame")]
    frame: In<DataFrame>,

    /// Rows that a person picked out elsewhere.
    #[inport("brushing", optional)]
    brushing: In<Brushing>,

    /// Picture to draw over.
    #[inport("background", optional)]
    background: In<Image>,

    /// The diagram.
    #[outport("outport")]
    image: Out<Image>,

    /// What the diagram looks like.
    #[group("persistenceDiagram", name = "PersistenceDiagram")]
    look: DiagramLook,

    /// Column of births.
    #[property(
        "xAxis",
        name = "Birth",
        default = ColumnChoice::new(1),
        class(ColumnChoice::CLASS),
        saved(Saved::Always)
    )]
    birth: ColumnChoice,

    /// Column of deaths.
    #[property(
        "yAxis",
        name = "Death",
        default = ColumnChoice::new(2),
        class(ColumnChoice::CLASS),
        saved(Saved::Always)
    )]
    death: ColumnChoice,

    /// Column of persistences, which counts where there are no deaths.
    #[property(
        "persistence",
        default = ColumnChoice::new(-1),
        class(ColumnChoice::CLASS),
        saved(Saved::Always)
    )]
    persistence: ColumnChoice,

    /// Column whose numbers become colours.
    #[property(
        "colorCol",
        name = "Color column",
        default = ColumnChoice::new(3),
        class(ColumnChoice::CLASS),
        saved(Saved::Always)
    )]
    color: ColumnChoice,

    columns: Columns,
}

/// This is what a persistence diagram looks like.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.PersistenceDiagramPlotGL.Properties")]
pub struct DiagramLook {
    /// Draw a disc at both ends of each line.
    #[property("showPoints", name = "Show Points", default = true)]
    has_points: bool,
    /// Radius of discs.
    #[property("radius", name = "Point Radius", default = 5.0, range = 0.0..=10.0, unit = "px")]
    radius: f32,
    /// Width of lines.
    #[property("lineWidth", name = "Line Width", default = 2.0, range = 0.0..=20.0, unit = "px")]
    line_width: f32,
    /// Width of the diagonal.
    #[property(
        "lineWidthDiagonal",
        name = "Line Width Diagonal",
        default = 1.5,
        range = 0.0..=20.0,
        unit = "px"
    )]
    diagonal_width: f32,
    /// Colour of the diagonal, and of discs without one.
    #[property(
        "pointColor",
        name = "Point Color",
        default = Vec4::new(65.0 / 255.0, 122.0 / 255.0, 155.0 / 255.0, 1.0),
        color
    )]
    point_color: Vec4,
    /// Colour of lines.
    #[property(
        "lineColor",
        name = "Line Color",
        default = Vec4::new(34.0 / 255.0, 96.0 / 255.0, 150.0 / 255.0, 1.0),
        color
    )]
    line_color: Vec4,
    /// Colour of discs that the mouse is over.
    #[property("hoverColor", name = "Hover color", default = Vec4::new(1.0, 0.77, 0.25, 1.0), color)]
    hover_color: Vec4,
    /// Colours of the numbers of the colour column.
    #[property(
        "transferFunction",
        name = "Transfer Function",
        default = TransferFunction::new(&[(0.0, [1.0; 4]), (1.0, [1.0; 4])])
    )]
    colors: TransferFunction,
    /// Space at the edges of the picture.
    #[group(
        "margins",
        preset("top", 5.0),
        preset("right_", 5.0),
        preset("bottom", 5.0),
        preset("left", 5.0)
    )]
    margins: Margins,
    /// Space between the axes and the data.
    #[property("axisMargin", name = "Axis Margin", default = 15.0, range = 0.0..=50.0, unit = "px")]
    padding: f32,
    /// Width of the border of discs.
    #[property("borderWidth", name = "Border width", default = 2.0, range = 0.0..=20.0, unit = "px")]
    border_width: f32,
    /// Colour of the border of discs.
    #[property("borderColor", name = "Border color", default = Vec4::W, color)]
    border_color: Vec4,
    /// Show which row the mouse is over.
    #[property("hovering", name = "Enable Hovering", default = true)]
    hovers: bool,
    /// The horizontal axis.
    #[group("xAxis", name = "X Axis")]
    horizontal: AxisSettings,
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
    vertical: AxisSettings,
}

/// A feature: its row, when it appears, and when it is gone.
struct Feature {
    row: usize,
    birth: f64,
    death: f64,
}

impl Process for PersistenceDiagramPlot {
    fn process(&mut self, context: &Context) -> Result<()> {
        let frame = self.frame.get()?;
        let choices = [
            ("xAxis", &self.birth, false),
            ("yAxis", &self.death, true),
            ("persistence", &self.persistence, true),
            ("colorCol", &self.color, true),
        ];
        self.columns.offer(&frame, &choices, context);
        let size = self.image.size();
        let mut film = Film::over(self.background.data().map(|image| &**image), size)?;
        let birth = self.birth.column(&frame).unwrap_or(frame.index());
        let death = self.death.column(&frame);
        let end = death.or_else(|| self.persistence.column(&frame)).ok_or_else(|| {
            Error::new("there is no column of deaths, nor one of persistences")
                .hint("choose a column for \"yAxis\" or for \"persistence\"")
        })?;
        let features = self.features(&frame, birth, end, death.is_none());
        let [low, high] = birth.data_range();
        let top = features.iter().map(|feature| feature.death).fold(low, f64::max);
        for (path, settings, range, header) in [
            ("persistenceDiagram.xAxis", &mut self.look.horizontal, [low, high], &birth.header),
            ("persistenceDiagram.yAxis", &mut self.look.vertical, [low, top], &end.header),
        ] {
            settings.set_range(path, range, context);
            settings.set_title(path, header.name.to_string(), context);
        }
        self.draw(&mut film, &features, self.color.column(&frame));
        self.image.set(film.into_image());
        Ok(())
    }
}

impl PersistenceDiagramPlot {
    /// The features that are not filtered out and have numbers.
    fn features(
        &self,
        frame: &DataFrame,
        birth: &Column,
        end: &Column,
        is_persistence: bool,
    ) -> Vec<Feature> {
        let brushing = self.brushing.data();
        let is_left = |row: &usize| {
            let id = frame.index().at(*row) as u32;
            !brushing.is_some_and(|brushing| brushing.is_filtered(id))
        };
        let feature = |row: usize| {
            let birth = birth.at(row);
            let death = if is_persistence { birth + end.at(row) } else { end.at(row) };
            Feature { row, birth, death }
        };
        let n_rows = birth.len().min(end.len());
        (0..n_rows)
            .filter(is_left)
            .map(feature)
            .filter(|feature| feature.birth.is_finite() && feature.death.is_finite())
            .collect()
    }

    fn draw(&self, film: &mut Film, features: &[Feature], color: Option<&Column>) {
        let look = &self.look;
        let [low, high] = look.margins.within(film.size().as_vec2(), 0.0);
        // Axes end on a pixel, data at its far side.
        let axes = [low + look.padding, high - look.padding];
        let area = [axes[0], axes[1] + 1.0];
        let ranges = [look.horizontal.range(), look.vertical.range()];
        let place = |x: f64, y: f64| {
            let part = |value: f64, [min, max]: [f64; 2]| ((value - min) / (max - min)) as f32;
            area[0] + (area[1] - area[0]) * Vec2::new(part(x, ranges[0]), part(y, ranges[1]))
        };
        let clip = |at: f64, [min, max]: [f64; 2]| at.max(min).min(max);
        let [xs, ys] = ranges;
        let mut strokes = Vec::new();
        if look.diagonal_width > 0.0 {
            let ends = [xs[0].max(ys[0]), xs[1].min(ys[1])];
            if ends[0] <= ends[1] {
                let ends = ends.map(|at| place(at, at));
                strokes.push(Stroke::flat(ends, look.diagonal_width, look.point_color).round());
            }
        }
        let is_in = |at: f64, [min, max]: [f64; 2]| (min..=max).contains(&at);
        for feature in features.iter().filter(|_| look.line_width > 0.0) {
            let is_beside = feature.birth.max(feature.death) < ys[0]
                || feature.birth.min(feature.death) > ys[1]
                || !is_in(feature.birth, xs);
            if !is_beside {
                let ends =
                    [feature.birth, feature.death].map(|y| place(feature.birth, clip(y, ys)));
                strokes.push(Stroke::flat(ends, look.line_width, look.line_color).round());
            }
        }
        strokes.retain(|stroke| stroke.ends.iter().all(|end| end.is_finite()));
        stroke::draw(film, &strokes, SOFTNESS, false);
        if look.has_points {
            let paint = self.paint(color);
            let ends = features.iter().flat_map(|feature| {
                [feature.birth, feature.death].map(|end| (feature.row, feature.birth, end))
            });
            let discs: Vec<Disc> = ends
                .filter(|(_, x, y)| is_in(*x, xs) && is_in(*y, ys))
                .map(|(row, x, y)| Disc {
                    middle: place(x, y),
                    radius: look.radius,
                    color: paint(row),
                    picking: Vec4::ZERO,
                })
                .filter(|disc| disc.middle.is_finite())
                .collect();
            draw_discs(film, &discs, true, (look.border_width, look.border_color));
        }
        let horizontal = [Vec2::new(axes[0].x, low.y), Vec2::new(axes[1].x, low.y)];
        axis::draw(film, &look.horizontal, horizontal, SOFTNESS);
        let vertical = [Vec2::new(low.x, axes[0].y), Vec2::new(low.x, axes[1].y)];
        axis::draw(film, &look.vertical, vertical, SOFTNESS);
    }

    /// The colour of the disc of a row.
    fn paint<'a>(&'a self, color: Option<&'a Column>) -> impl Fn(usize) -> Vec4 + 'a {
        let table = ColorTable::new(&self.look.colors, &DataMap::of(Number::F32));
        let [min, max] = color.map(Column::data_range).unwrap_or_default();
        let index = self.frame.data().cloned();
        move |row| {
            let id = index.as_ref().map(|frame| frame.index().at(row) as u32);
            let is_hovered = self.look.hovers
                && id.is_some_and(|id| {
                    self.brushing.data().is_some_and(|brushing| brushing.is_highlighted(id))
                });
            match color {
                _ if is_hovered => self.look.hover_color,
                Some(column) if row < column.len() => {
                    Vec4::from(table.at((column.at(row) - min) / (max - min)))
                }
                _ => self.look.point_color,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec2;

    fn plot(births: &[f32], deaths: &[f32]) -> Result<PersistenceDiagramPlot> {
        let mut frame = DataFrame::default();
        for (name, values) in [("birth", births), ("death", deaths)] {
            frame.push(Column::ordinal(Axis::new(name, ""), Array::copy_of(values))?)?;
        }
        let mut node = PersistenceDiagramPlot {
            frame: frame.into(),
            image: Out::with_size(UVec2::new(141, 141)),
            color: ColumnChoice::new(-1),
            ..PersistenceDiagramPlot::default()
        };
        (node.look.horizontal.is_on, node.look.vertical.is_on) = (false, false);
        (node.look.has_points, node.look.diagonal_width) = (false, 0.0);
        Ok(node)
    }

    fn alpha(node: &mut PersistenceDiagramPlot) -> Result<Vec<u8>> {
        node.process(&Context::detached())?;
        let image = node.image.get()?;
        let pixels = image.color[0].pixels.elements::<[u8; 4]>();
        Ok(pixels.iter().map(|pixel| pixel[3]).collect())
    }

    // The data is 20 to 121 pixels from the lower left: 101 of them.
    const BIRTHS: &[f32] = &[0.0, 5.0, 10.0, f32::NAN];
    const DEATHS: &[f32] = &[2.0, 9.0, 20.0, 3.0];

    #[test]
    fn lines_go_from_the_diagonal_to_the_death() -> Result<()> {
        let mut node = plot(BIRTHS, DEATHS)?;
        let alpha = alpha(&mut node)?;
        let column = |x: usize| (0..141).filter(|y| alpha[y * 141 + x] > 100).collect::<Vec<_>>();
        // The second feature: from 5/20 to 9/20 of 101 pixels.
        let line = column(70);
        assert!((line[0] as i32 - 45).abs() <= 1, "{line:?}");
        assert!((line[line.len() - 1] as i32 - 65).abs() <= 2, "{line:?}");
        assert!(column(45).is_empty(), "there is no diagonal");
        assert_eq!(node.look.vertical.range(), [0.0, 20.0]);
        assert_eq!(node.look.vertical.caption.title, "death");
        Ok(())
    }

    #[test]
    fn a_persistence_counts_from_the_birth() -> Result<()> {
        let mut node = plot(BIRTHS, DEATHS)?;
        node.death = ColumnChoice::new(-1);
        node.persistence = ColumnChoice::new(2);
        alpha(&mut node)?;
        assert_eq!(node.look.vertical.range(), [0.0, 30.0]);
        node.persistence = ColumnChoice::new(-1);
        let error = node.process(&Context::detached()).expect_err("nothing ends").to_string();
        assert!(error.contains("deaths"), "{error}");
        Ok(())
    }

    #[test]
    fn discs_are_at_both_ends_unless_they_are_filtered_out() -> Result<()> {
        let mut node = plot(&[0.0, 10.0], &[5.0, 10.0])?;
        (node.look.has_points, node.look.line_width) = (true, 0.0);
        let drawn = alpha(&mut node)?;
        let at = |alpha: &[u8], x: usize, y: usize| alpha[y * 141 + x] > 200;
        assert!(at(&drawn, 20, 20) && at(&drawn, 20, 70) && at(&drawn, 120, 120));
        node.brushing = Brushing { filtered: [0].as_slice().into(), ..Brushing::default() }.into();
        let drawn = alpha(&mut node)?;
        assert!(!at(&drawn, 20, 70) && at(&drawn, 120, 120));
        Ok(())
    }

    #[test]
    fn odd_data_does_no_harm() -> Result<()> {
        for values in [&[][..], &[f32::NAN], &[3.0], &[f32::INFINITY, 1.0]] {
            let mut node = plot(values, values)?;
            (node.look.has_points, node.look.diagonal_width) = (true, 2.0);
            alpha(&mut node)?;
            node.image = Out::with_size(UVec2::ZERO);
            alpha(&mut node)?;
        }
        Ok(())
    }
}
