//! Scatter plots of all pairs of columns.

use super::scatter_plot::{Look, Points, SortOrder};
use glam::{Affine2, Vec2, Vec4};
use ivw_core::data::{Brushing, Column, ColumnKind, DataFrame};
use ivw_core::prelude::*;
use ivw_core::processor::Added;
use ivw_render::color_table::ColorTable;
use ivw_render::film::{Blend, Film, Mode, Paint};
use ivw_render::properties::{ColumnChoice, Columns, Event, FontFace, id_of};
use ivw_render::raster::Rect;
use ivw_render::text::{Font, anchored};

/// Draws a scatter plot for each pair of columns, and how they correlate.
///
/// |           | shape             | value                           | unit          |
/// |-----------|-------------------|---------------------------------|---------------|
/// | dataFrame | rows, columns     | any                             |               |
/// | brushing_ | rows              | row numbers                     |               |
/// | outport   | `[width, height]` | `[u8; 4]`, depth, picking       | premultiplied |
///
/// Names of columns stand on the diagonal, plots above and to the left of it, correlations below.
#[derive(Processor)]
#[processor(
    "org.inviwo.ScatterPlotMatrixProcessor",
    name = "Scatter Plot Matrix",
    category = "Plotting",
    tags = "CPU, Plotting, DataFrame",
    takes_added
)]
pub struct ScatterPlotMatrix {
    /// The data.
    #[inport("dataFrame")]
    frame: In<DataFrame>,

    /// Rows that a person picked out elsewhere.
    #[inport("brushing_", optional)]
    brushing: In<Brushing>,

    /// The plots.
    #[outport("outport")]
    image: Out<Image>,

    /// What the plots look like.
    #[group("scatterPlotproperties", name = "Scatter Plot Properties")]
    look: Look,

    /// Column whose numbers become colours.
    #[property(
        "colorCol",
        name = "Color column",
        default = ColumnChoice::new(3),
        class(ColumnChoice::CLASS),
        saved(Saved::Always)
    )]
    color: ColumnChoice,

    /// Column of the plot that was clicked last, along x.
    #[property(
        "selectedX",
        name = "Selected X",
        default = ColumnChoice::new(0),
        class(ColumnChoice::CLASS),
        visible = false,
        saved(Saved::Always)
    )]
    selected_x: ColumnChoice,

    /// Column of the plot that was clicked last, along y.
    #[property(
        "selectedY",
        name = "Selected Y",
        default = ColumnChoice::new(0),
        class(ColumnChoice::CLASS),
        visible = false,
        saved(Saved::Always)
    )]
    selected_y: ColumnChoice,

    /// What names and numbers look like.
    #[group("labels")]
    labels: Labels,

    /// Colours of correlations: 0 stands for -1, 1 for 1.
    #[property(
        "correlectionTF",
        name = "Correlation Transfer Function",
        default = TransferFunction::new(&RED_TO_BLUE)
    )]
    colors: TransferFunction,

    /// Write correlations as numbers.
    #[property("showStatistics", name = "Show Statistics", default = true)]
    has_statistics: bool,

    /// Which columns there are; workspaces have a switch for each.
    #[group("parameters")]
    parameters: Parameters,

    /// Selects a plot.
    #[property("mouseEvent", name = "Mouse Event")]
    event: Event,

    columns: Columns,
    added: Vec<Added>,
}

/// Nine colours from red over white to blue.
const RED_TO_BLUE: [(f64, [f32; 4]); 9] = [
    (0.0, [0.698, 0.094, 0.169, 1.0]),
    (0.125, [0.839, 0.376, 0.302, 1.0]),
    (0.25, [0.957, 0.647, 0.510, 1.0]),
    (0.375, [0.992, 0.859, 0.780, 1.0]),
    (0.5, [0.969, 0.969, 0.969, 1.0]),
    (0.625, [0.820, 0.898, 0.941, 1.0]),
    (0.75, [0.573, 0.773, 0.871, 1.0]),
    (0.875, [0.263, 0.576, 0.765, 1.0]),
    (1.0, [0.129, 0.400, 0.675, 1.0]),
];

/// These are names and numbers.
#[derive(PropertyGroup)]
pub struct Labels {
    /// Their colour.
    #[property("fontColor", name = "Font Color", default = Vec4::W, color)]
    color: Vec4,
    /// Face of names.
    #[property("fontFace", name = "Font Face", class("org.inviwo.FontFaceOptionProperty"))]
    face: FontFace,
    /// Size of names.
    #[property("fontSize", name = "Font Size", default = 20, from = 0..=144, unit = "px")]
    size: i32,
    /// Face of numbers.
    #[property(
        "fontFaceStats",
        name = "Statistics Font",
        class("org.inviwo.FontFaceOptionProperty")
    )]
    number_face: FontFace,
    /// Size of numbers.
    #[property(
        "statsFontSize",
        name = "Statistics Font Size",
        default = 14,
        from = 0..=144,
        unit = "px"
    )]
    number_size: i32,
}

/// These are switches of columns.
#[derive(PropertyGroup)]
pub struct Parameters {}

impl Process for ScatterPlotMatrix {
    fn set_added(&mut self, added: &[Added]) -> Result<()> {
        added.clone_into(&mut self.added);
        Ok(())
    }

    fn process(&mut self, context: &Context) -> Result<()> {
        let frame = self.frame.get()?;
        let choices = [
            ("colorCol", &self.color, true),
            ("selectedX", &self.selected_x, false),
            ("selectedY", &self.selected_y, false),
        ];
        self.columns.offer(&frame, &choices, context);
        let is_on = |column: &&Column| {
            let path = format!("parameters.{}", id_of(&column.header.name));
            let switch = self.added.iter().find(|added| added.path == path);
            let is_off = switch.is_some_and(|switch| switch.value == Value::Bool(false));
            column.kind != ColumnKind::Index && !is_off
        };
        let columns: Vec<&Column> = frame.columns().iter().filter(is_on).collect();
        let mut film = Film::new(self.image.size())?;
        let cell = film.size().as_vec2() / columns.len().max(1) as f32;
        // Smaller cells show nothing.
        if cell.min_element() >= 1.0 {
            for (row, y) in columns.iter().enumerate() {
                for (n, x) in columns.iter().enumerate() {
                    context.check()?;
                    let place = Vec2::new(n as f32, row as f32) * cell;
                    self.draw_cell(&mut film, &frame, [x, y], [n, row], place, cell);
                }
            }
        }
        self.image.set(film.into_image());
        Ok(())
    }
}

impl ScatterPlotMatrix {
    fn draw_cell(
        &mut self,
        film: &mut Film,
        frame: &DataFrame,
        [x, y]: [&Column; 2],
        [n, row]: [usize; 2],
        low: Vec2,
        cell: Vec2,
    ) {
        let labels = &self.labels;
        if n == row {
            let font = Font::new(labels.face.face(), labels.size, 0.0);
            write(film, &font, &x.header.name, low + cell / 2.0, labels.color);
        } else if n > row {
            let correlation = correlation(x, y);
            let table = ColorTable::new(&self.colors, &DataMap::of(Number::F32));
            let signed = (correlation * correlation).copysign(correlation);
            let color = Vec4::from(table.at((signed + 1.0) / 2.0));
            let rect = Rect { min: low, max: low + cell };
            let mode = Mode { tests_depth: false, blend: Blend::Premultiplied, ..Mode::STRAIGHT };
            let paint = Paint::new((color.truncate() * color.w).extend(color.w));
            film.glyphs(1, |_| Some(((), rect)), mode, |(), _| Some((0.0, paint)));
            if self.has_statistics {
                let font = Font::new(labels.number_face.face(), labels.number_size, 0.0);
                let text = format!(
                    "corr ρ = {}\nr² = {}",
                    two_digits(correlation),
                    two_digits(correlation * correlation)
                );
                write(film, &font, &text, low + cell / 2.0, labels.color);
            }
        } else {
            // The plots have the ranges of their columns, whatever the axes of a single plot say.
            for (axis, column) in [(&mut self.look.horizontal, x), (&mut self.look.vertical, y)] {
                let [min, max] = column.range();
                (axis.overrides_range, axis.range) = (false, min..max);
            }
            let padding = self.look.radius + self.look.border_width;
            let area = [low + padding, (low + cell - padding).max(low + padding)];
            let points = Points {
                x,
                y,
                color: self.color.column(frame),
                radius: None,
                sort: None,
                order: SortOrder::Ascending,
                brushing: self.brushing.data().map(|brushing| &**brushing),
                index: frame.index(),
                first_id: None,
            };
            points.draw(film, &self.look, area);
        }
    }
}

/// Pearson's correlation of two columns, over rows that have both numbers; 0 if one is constant.
fn correlation(x: &Column, y: &Column) -> f64 {
    let pairs: Vec<[f64; 2]> = (0..x.len().min(y.len()))
        .map(|row| [x.at(row), y.at(row)])
        .filter(|pair| pair.iter().all(|number| number.is_finite()))
        .collect();
    let n = pairs.len() as f64;
    let mean = |which: usize| pairs.iter().map(|pair| pair[which]).sum::<f64>() / n;
    let means = [mean(0), mean(1)];
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for pair in &pairs {
        let [x, y] = [pair[0] - means[0], pair[1] - means[1]];
        (xx, yy, xy) = (xx + x * x, yy + y * y, xy + x * y);
    }
    let correlation = xy / (xx * yy).sqrt();
    if correlation.is_finite() { correlation } else { 0.0 }
}

fn two_digits(number: f64) -> String {
    crate::printf::printf("%.2g", number)
}

fn write(film: &mut Film, font: &Font, text: &str, middle: Vec2, color: Vec4) {
    let text = font.set(text);
    let corner = anchored(middle, text.size(), Vec2::ZERO).round();
    text.draw(film, Affine2::from_translation(corner), color, None);
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec2;

    fn node(columns: &[&[f32]]) -> Result<ScatterPlotMatrix> {
        let mut frame = DataFrame::default();
        for (n, values) in columns.iter().enumerate() {
            let name = format!("c {n}");
            frame.push(Column::ordinal(Axis::new(&name, ""), Array::copy_of(values))?)?;
        }
        Ok(ScatterPlotMatrix {
            frame: frame.into(),
            image: Out::with_size(UVec2::splat(100)),
            color: ColumnChoice::new(-1),
            has_statistics: false,
            ..ScatterPlotMatrix::default()
        })
    }

    #[test]
    fn each_pair_has_a_plot_and_a_correlation() -> Result<()> {
        let mut node = node(&[&[0.0, 1.0, 2.0], &[5.0, 4.0, 3.0]])?;
        node.process(&Context::detached())?;
        let image = node.image.get()?;
        let pixels = image.color[0].pixels.elements::<[u8; 4]>();
        let n = |x: usize, y: usize, fits: fn(&[u8; 4]) -> bool| {
            (0..2500).filter(|n| fits(&pixels[(y + n / 50) * 100 + x + n % 50])).count()
        };
        assert!(n(0, 50, |pixel| pixel[0] > 200 && pixel[1] < 50) > 50, "discs above");
        // Falling together: the reddest colour.
        assert_eq!(n(50, 0, |pixel| pixel[0] == 178), 2500);
        for corner in [0, 50] {
            assert!(n(corner, corner, |pixel| pixel[3] > 100) > 10, "the name");
        }
        Ok(())
    }

    #[test]
    fn columns_may_be_turned_off() -> Result<()> {
        let mut node = node(&[&[0.0, 1.0], &[1.0, 0.0]])?;
        let off = |id: &str| Added {
            path: format!("parameters.{id}"),
            class: String::new(),
            value: Value::Bool(false),
            name: String::new(),
        };
        node.set_added(&[off("c0"), off("c1")])?;
        node.process(&Context::detached())?;
        assert!(node.image.get()?.color[0].pixels.bytes().iter().all(|&byte| byte == 0));
        Ok(())
    }

    #[test]
    fn correlations_leave_out_what_is_no_number() -> Result<()> {
        let column = |values: &[f32]| Column::ordinal(Axis::default(), Array::copy_of(values));
        let (x, y) = (column(&[1.0, 2.0, f32::NAN, 4.0])?, column(&[2.0, 4.0, 9.0, 8.0])?);
        assert!((correlation(&x, &y) - 1.0).abs() < 1e-12);
        assert_eq!(correlation(&x, &column(&[3.0; 4])?), 0.0);
        assert_eq!(correlation(&column(&[])?, &y), 0.0);
        Ok(())
    }
}
