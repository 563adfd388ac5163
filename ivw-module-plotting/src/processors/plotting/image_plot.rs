//! A picture with axes.

use crate::axis::{self, AxisSettings, AxisStyle, Margins, StyledAxes, number, vector};
use glam::{IVec2, UVec2, Vec2, Vec4};
use ivw_core::prelude::*;
use ivw_render::film::{Blend, Film, Mode, Paint};
use ivw_render::pixels::{colors, in_size};
use ivw_render::raster::Rect;
use ivw_render::stroke::SOFTNESS;
use std::ops::Range;

/// Draws a picture with an axis at its left and lower side.
///
/// |         | shape             | value                     | unit          |
/// |---------|-------------------|---------------------------|---------------|
/// | image   | `[width, height]` | colours                   | premultiplied |
/// | bg      | `[width, height]` | colours, depth, picking   |               |
/// | outport | `[width, height]` | `[u8; 4]`, depth, picking | premultiplied |
#[derive(Processor)]
#[processor(
    "org.inviwo.ImagePlotProcessor",
    name = "Image Plot",
    category = "Plotting",
    tags = "CPU, Plotting, Image",
    sizes_inputs
)]
pub struct ImagePlot {
    /// The picture.
    #[inport("image")]
    picture: In<Image>,

    /// Picture to draw over.
    #[inport("bg", optional)]
    background: In<Image>,

    /// The plot.
    #[outport("outport")]
    image: Out<Image>,

    /// Space at the edges.
    #[group(
        "margins",
        preset("top", 5.0),
        preset("right_", 5.0),
        preset("bottom", 60.0),
        preset("left", 65.0)
    )]
    margins: Margins,

    /// Space between the axes and the picture.
    #[property("axisMargin", name = "Axis Margin", default = 15.0, range = 0.0..=100.0, unit = "px")]
    padding: f32,

    /// How large the picture is in the plot.
    #[property(
        "plotImageSize",
        name = "Plot Image Size",
        soft = 0..=10_000,
        read_only = true,
        invalidates = InvalidationLevel::Valid
    )]
    extent: IVec2,

    /// What the numbers along axes are.
    #[property("rangeMode", name = "Axis Range Mode")]
    mode: PictureRange,

    /// Numbers of a person's choice.
    #[group(
        "customRanges",
        name = "Custom Axis Ranges",
        visible_if = |p| p.mode == PictureRange::Custom
    )]
    ranges: PictureRanges,

    /// What both axes have in common.
    #[group("axisStyle", name = "Global Axis Style", preset("labelFormat", "%g"))]
    style: AxisStyle,

    /// The horizontal axis.
    #[group("xAxis", name = "X Axis", preset("caption.title", "x"), preset("labels.title", "%g"))]
    horizontal: AxisSettings,

    /// The vertical axis.
    #[group(
        "yAxis",
        name = "Y Axis",
        preset("orientation", Value::choice("vertical")),
        preset("mirrored", true),
        preset("caption.title", "y"),
        preset("caption.offset", number(50.0)),
        preset("caption.rotation", number(90.0)),
        preset("caption.font.anchor", vector(&[1.0, 0.0])),
        preset("labels.title", "%g"),
        preset("labels.font.anchor", vector(&[1.0, 0.0]))
    )]
    vertical: AxisSettings,

    /// Let the mouse act on the picture.
    #[property("imageInteraction", name = "Image Interaction", default = true)]
    is_interactive: bool,

    styled: StyledAxes,
}

/// This is what the numbers along axes are.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PictureRange {
    /// Numbers of pixels.
    #[default]
    #[choice("dims", "Image Dimensions")]
    Dims,
    /// Lengths of the basis.
    #[choice("basis", "Image Basis")]
    Basis,
    /// Lengths of the basis, from its offset on.
    #[choice("basisOffset", "Image Basis & Offset")]
    BasisOffset,
    /// A person's choice.
    #[choice("custom", "Custom")]
    Custom,
}

/// These are numbers along axes of a person's choice.
#[derive(PropertyGroup)]
pub struct PictureRanges {
    /// Along x.
    #[property("rangeX", name = "X Axis", default = 0.0..100.0, range = -1e6..=1e6, semantics("Text"))]
    x: Range<f64>,
    /// Along y.
    #[property("rangeY", name = "Y Axis", default = 0.0..100.0, range = -1e6..=1e6, semantics("Text"))]
    y: Range<f64>,
}

impl Process for ImagePlot {
    fn process(&mut self, context: &Context) -> Result<()> {
        let picture = self.picture.get()?;
        let size = self.image.size();
        let extent = self.extent_in(size);
        let extents = vec![i64::from(extent.x), i64::from(extent.y)];
        context.set("plotImageSize", Value::ints(&extents)?);
        if let Some(layer) = picture.color.first() {
            let ranges = [self.range(layer, 0), self.range(layer, 1)];
            self.horizontal.set_range("xAxis", ranges[0], context);
            self.vertical.set_range("yAxis", ranges[1], context);
        }
        let mut axes = [("xAxis", &mut self.horizontal), ("yAxis", &mut self.vertical)];
        self.styled.update(&self.style, &mut axes, context);

        let mut film = Film::over(self.background.data().map(|image| &**image), size)?;
        let [low, high] = self.margins.within(size.as_vec2(), 0.0);
        let [from, to] = [low + self.padding, high - self.padding];
        draw_picture(&mut film, &picture, from.round(), extent)?;
        let horizontal = [Vec2::new(from.x, low.y), Vec2::new(to.x, low.y)];
        axis::draw(&mut film, &self.horizontal, horizontal, SOFTNESS);
        let vertical = [Vec2::new(low.x, from.y), Vec2::new(low.x, to.y)];
        axis::draw(&mut film, &self.vertical, vertical, SOFTNESS);
        self.image.set(film.into_image());
        Ok(())
    }

    fn input_sizes(&self, inport: &str, n: usize, size: UVec2) -> Vec<UVec2> {
        vec![if inport == "image" { self.extent_in(size) } else { size }; n]
    }
}

impl ImagePlot {
    /// How large the picture is in a plot.
    fn extent_in(&self, size: UVec2) -> UVec2 {
        let [low, high] = self.margins.within(size.as_vec2(), self.padding);
        (high - low).max(Vec2::ZERO).as_uvec2()
    }

    /// The numbers at both ends of an axis.
    fn range(&self, layer: &Layer, axis: usize) -> [f64; 2] {
        let column = layer.model[axis];
        let length = Vec4::from(column).truncate().length();
        let offset = f64::from(layer.model[3][axis]);
        match self.mode {
            PictureRange::Dims => [0.0, f64::from(layer.dims[axis])],
            PictureRange::Basis => [0.0, f64::from(length)],
            PictureRange::BasisOffset => [offset, offset + f64::from(length)],
            PictureRange::Custom => {
                let range = if axis == 0 { &self.ranges.x } else { &self.ranges.y };
                [range.start, range.end]
            }
        }
    }
}

/// Draws a picture in a size over what is there.
fn draw_picture(film: &mut Film, picture: &Image, low: Vec2, extent: UVec2) -> Result<()> {
    let picture = in_size(picture, extent)?;
    let Some(layer) = picture.color.first().filter(|_| extent.min_element() > 0) else {
        return Ok(());
    };
    let pixels = colors(layer);
    let rect = Rect { min: low, max: low + extent.as_vec2() };
    let mode = Mode { tests_depth: false, blend: Blend::Premultiplied, ..Mode::STRAIGHT };
    film.glyphs(
        1,
        |_| Some(((), rect)),
        mode,
        |(), pixel| {
            let at = (pixel - low).as_uvec2().min(extent - 1);
            let color = pixels[at.y as usize * extent.x as usize + at.x as usize];
            Some((0.0, Paint::new(Vec4::from(color))))
        },
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_lies_between_the_axes() -> Result<()> {
        let pixels = vec![[255_u8, 0, 0, 255]; 91 * 81];
        let layer = Layer::from_pixels([91, 81], LayerKind::Color, &pixels);
        let mut node = ImagePlot {
            picture: Image::from_layer(layer).into(),
            image: Out::with_size(UVec2::new(192, 177)),
            ..ImagePlot::default()
        };
        assert_eq!(node.input_sizes("image", 1, UVec2::new(192, 177)), [UVec2::new(91, 81)]);
        assert_eq!(node.input_sizes("bg", 1, UVec2::ONE), [UVec2::ONE]);
        node.process(&Context::detached())?;
        let image = node.image.get()?;
        let pixels = image.color[0].pixels.elements::<[u8; 4]>();
        let is_red = |x: usize, y: usize| pixels[y * 192 + x] == [255, 0, 0, 255];
        // From (80, 75) on.
        assert!(is_red(80, 75) && is_red(170, 155));
        assert!(!is_red(79, 75) && !is_red(80, 74) && !is_red(171, 155) && !is_red(170, 156));
        assert_eq!((node.horizontal.range(), node.vertical.range()), ([0.0, 91.0], [0.0, 81.0]));
        Ok(())
    }

    #[test]
    fn plots_without_room_have_no_picture() -> Result<()> {
        for size in [UVec2::ZERO, UVec2::ONE, UVec2::splat(60)] {
            let layer = Layer::from_pixels([1, 1], LayerKind::Color, &[[0_u8; 4]]);
            let mut node = ImagePlot {
                picture: Image::from_layer(layer).into(),
                image: Out::with_size(size),
                ..ImagePlot::default()
            };
            node.process(&Context::detached())?;
        }
        Ok(())
    }
}
