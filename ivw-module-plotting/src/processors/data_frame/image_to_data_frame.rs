//! Pixels as rows.

use ivw_core::data::{Column, DataFrame};
use ivw_core::prelude::*;
use ivw_core::property::PropertyChange;

/// Makes rows of the pixels of an image.
///
/// |           | shape             | value                                                |
/// |-----------|-------------------|------------------------------------------------------|
/// | image     | `[width, height]` | colours, depth, picking                              |
/// | dataframe | rows, columns     | numbers of pixels, or a column for each line of them |
///
/// With *Analytics* each pixel is a row: its numbers as they are stored, their length and mean, for
/// colours three kinds of brightness, and its place. Otherwise each line of pixels is a column of the
/// first number; the first row of an image is the bottom one.
#[derive(Processor)]
#[processor(
    "org.inviwo.ImageToDataFrame",
    name = "Image To DataFrame",
    category = "Data Creation",
    tags = "CPU, DataFrame, Image"
)]
pub struct ImageToDataFrame {
    /// The pixels.
    #[inport("image", keeps_size)]
    image: In<Image>,

    /// The rows.
    #[outport("dataframe")]
    frame: Out<DataFrame>,

    /// What rows and columns are.
    #[property("mode")]
    mode: PixelMode,

    /// Layer that is taken.
    #[property("layer")]
    layer: LayerChoice,

    /// Which of several colour layers is taken.
    #[property("colorIndex", name = "Color Index", default = Capped { value: 0, max: 0 })]
    color_index: Capped<usize>,

    /// Lines of pixels that are taken.
    #[property("range", default = Limited::whole(0..1))]
    range: Limited<usize>,
}

/// This is what rows and columns are.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PixelMode {
    /// Rows are pixels.
    #[default]
    #[choice("analytics", "Analytics")]
    Analytics,
    /// Columns are rows of pixels.
    #[choice("rows", "Rows")]
    Rows,
    /// Columns are columns of pixels.
    #[choice("columns", "Columns")]
    Columns,
}

/// This is a kind of layer.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum LayerChoice {
    #[default]
    #[choice("color", "Color")]
    Color,
    #[choice("depth", "Depth")]
    Depth,
    #[choice("picking", "Picking")]
    Picking,
}

impl Process for ImageToDataFrame {
    fn process(&mut self, context: &Context) -> Result<()> {
        let image = self.image.get()?;
        let last = image.color.len().saturating_sub(1);
        if self.color_index.max != last {
            self.color_index.max = last;
            context.change("colorIndex", PropertyChange::Max(Value::from(last as i64)));
        }
        let (kind, name) = match self.layer {
            LayerChoice::Color => (LayerKind::Color, "color"),
            LayerChoice::Depth => (LayerKind::Depth, "depth"),
            LayerChoice::Picking => (LayerKind::Picking, "picking"),
        };
        let layer = image.layer(kind, self.color_index.value.min(last)).ok_or_else(|| {
            Error::new(format!("the image has no {name} layer"))
                .hint("choose another one in \"layer\"")
        })?;
        let [width, height] = layer.dims.map(|n| n as usize);
        let frame = match self.mode {
            PixelMode::Analytics => pixels(layer)?,
            PixelMode::Rows => {
                let range = self.lines(height, context);
                lines(layer, range, width, |line, at| line * width + at)?
            }
            PixelMode::Columns => {
                let range = self.lines(width, context);
                lines(layer, range, height, |line, at| at * width + line)?
            }
        };
        self.frame.set(frame);
        Ok(())
    }
}

impl ImageToDataFrame {
    /// The lines that are taken, of as many as there are.
    fn lines(&mut self, n_lines: usize, context: &Context) -> std::ops::Range<usize> {
        let limits = 0..n_lines.max(1);
        if self.range.limits != limits {
            self.range.limits = limits;
            let pair = [0, n_lines.max(1) as i64].into_iter().collect();
            context.change("range", PropertyChange::Range(Value::Ints(pair)));
        }
        self.range.value.start.min(n_lines)..self.range.value.end.min(n_lines)
    }
}

/// Weights of red, green and blue in three kinds of brightness.
const LUMINANCES: [(&str, [f64; 3]); 3] = [
    ("Luminance (perceived) (from RGB)", [0.299, 0.587, 0.114]),
    ("Luminance (relative) (from RGB)", [0.2126, 0.7152, 0.0722]),
    ("Luminance (average) (from RGB)", [1.0 / 3.0; 3]),
];

/// A row for each pixel.
fn pixels(layer: &Layer) -> Result<DataFrame> {
    let [width, height] = layer.dims.map(|n| n as usize);
    let n_pixels = width * height;
    let n_channels = usize::from(layer.format.components);
    let column = |number: &dyn Fn([f64; 4]) -> f64| -> Array {
        let numbers = (0..n_pixels).map(|n| number(layer.pixel_at(n)) as f32);
        Array::copy_of(&numbers.collect::<Vec<_>>())
    };
    let mut frame = DataFrame::new(n_pixels as u32);
    let mut push =
        |name: &str, values: Array| frame.push(Column::ordinal(Axis::new(name, ""), values)?);
    for channel in 0..n_channels {
        push(&format!("Channel {}", channel + 1), column(&|pixel| pixel[channel]))?;
    }
    let length = |pixel: [f64; 4]| pixel.iter().map(|number| number * number).sum::<f64>().sqrt();
    push("Magnitude", column(&length))?;
    for (name, weights) in LUMINANCES.into_iter().filter(|_| n_channels >= 3) {
        let luminance =
            |pixel: [f64; 4]| pixel.iter().zip(weights).map(|(number, w)| number * w).sum();
        push(name, column(&luminance))?;
    }
    let mean = |pixel: [f64; 4]| pixel[..n_channels].iter().sum::<f64>() / n_channels as f64;
    push("Average (all channels)", column(&mean))?;
    let place = |number: fn(usize, usize) -> usize| {
        let numbers = (0..n_pixels).map(|n| number(n, width) as i32);
        Array::copy_of(&numbers.collect::<Vec<_>>())
    };
    push("Row", place(|n, width| n / width))?;
    push("Column", place(|n, width| n % width))?;
    Ok(frame)
}

/// A column for each line of pixels, named by its number.
fn lines(
    layer: &Layer,
    range: std::ops::Range<usize>,
    length: usize,
    pixel: impl Fn(usize, usize) -> usize,
) -> Result<DataFrame> {
    let mut frame = DataFrame::new(length as u32);
    for line in range {
        let numbers = (0..length).map(|at| layer.pixel_at(pixel(line, at))[0] as f32);
        let values = Array::copy_of(&numbers.collect::<Vec<_>>());
        frame.push(Column::ordinal(Axis::new(&line.to_string(), ""), values)?)?;
    }
    Ok(frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(mode: PixelMode) -> Result<ImageToDataFrame> {
        let pixels = [[3u8, 4, 0, 0], [0; 4], [10, 20, 30, 0], [1; 4], [2; 4], [5; 4]];
        let layer = Layer::from_pixels([3, 2], LayerKind::Color, &pixels);
        let mut node = ImageToDataFrame {
            image: Image::from_layer(layer).into(),
            mode,
            range: Limited { value: 0..2, limits: 0..1 },
            ..Default::default()
        };
        node.process(&Context::detached())?;
        Ok(node)
    }

    #[test]
    fn pixels_become_rows() -> Result<()> {
        let frame = node(PixelMode::Analytics)?.frame.get()?;
        assert_eq!((frame.n_rows(), frame.columns().len()), (6, 12));
        let at = |name: &str, row: usize| frame.column(name).expect(name).at(row);
        assert_eq!((at("Channel 2", 2), at("Magnitude", 0)), (20.0, 5.0));
        assert!((at("Luminance (average) (from RGB)", 2) - 20.0).abs() < 1e-5);
        assert!((at("Luminance (perceived) (from RGB)", 2) - 18.15).abs() < 1e-5);
        assert_eq!(
            (at("Average (all channels)", 2), at("Row", 5), at("Column", 5)),
            (15.0, 1.0, 2.0)
        );
        Ok(())
    }

    #[test]
    fn lines_become_columns() -> Result<()> {
        let rows = node(PixelMode::Rows)?.frame.get()?;
        assert_eq!((rows.n_rows(), rows.columns().len()), (3, 3));
        assert_eq!(rows.column("0").expect("the lowest").at(2), 10.0);
        let columns = node(PixelMode::Columns)?.frame.get()?;
        assert_eq!((columns.n_rows(), columns.columns().len()), (2, 3));
        assert_eq!(columns.column("1").expect("the second").at(1), 2.0);
        Ok(())
    }

    #[test]
    fn a_layer_that_is_not_there_is_named() -> Result<()> {
        let mut node = node(PixelMode::Analytics)?;
        node.layer = LayerChoice::Depth;
        let error = node.process(&Context::detached()).expect_err("there is none").to_string();
        assert!(error.contains("no depth layer"), "{error}");
        let empty = Layer::new([0, 5], u8::FORMAT, LayerKind::Color)?;
        for mode in [PixelMode::Analytics, PixelMode::Rows, PixelMode::Columns] {
            (node.layer, node.mode) = (LayerChoice::Color, mode);
            node.image = Image::from_layer(empty.clone()).into();
            node.process(&Context::detached())?;
        }
        Ok(())
    }
}
