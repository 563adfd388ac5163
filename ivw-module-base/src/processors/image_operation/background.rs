//! A backdrop behind a picture.

use glam::{IVec2, UVec2, Vec4};
use ivw_core::prelude::*;
use ivw_render::pixels::{colors, in_size, unorm8, unorm16};
use rayon::prelude::*;

/// Backdrop behind a picture: one colour, a gradient or a checkerboard.
///
/// |          | shape             | value                                       | unit          |
/// |----------|-------------------|---------------------------------------------|---------------|
/// | inport   | `[width, height]` | 1 to 4 numbers, depth, picking              | premultiplied |
/// | outport  | `[width, height]` | 4 numbers of the same kind, depth, picking  | premultiplied |
///
/// Integers are parts of their largest number.
/// Depth and picking are those of the picture; every colour layer gets the same backdrop.
/// Without a picture there is only the backdrop, at the far plane, one byte a number.
#[derive(Processor)]
#[processor("org.inviwo.Background", category = "Image Operation", tags = "CPU")]
pub struct Background {
    /// Picture in front of the backdrop.
    #[inport("inport", optional)]
    picture: In<Image>,

    /// Picture with the backdrop behind it.
    #[outport("outport")]
    result: Out<Image>,

    /// What the backdrop looks like.
    #[property(
        "backgroundStyle",
        name = "Style",
        invalidates = InvalidationLevel::InvalidResources
    )]
    style: Style,

    /// The only colour, that of the upper edge, the right edge, the middle, or of every other cell.
    #[property(
        "bgColor1",
        name = "Color 1",
        default = Vec4::new(0.0, 0.0, 0.0, 1.0),
        color
    )]
    color1: Vec4,

    /// Colour of the lower edge, the left edge, the corners, or of the other cells.
    #[property(
        "bgColor2",
        name = "Color 2",
        default = Vec4::ONE,
        color,
        visible_if = |p| p.style != Style::Uniform
    )]
    color2: Vec4,

    /// Size of a cell in pixels.
    #[property(
        "checkerBoardSize",
        name = "Checker Board Size",
        default = IVec2::splat(10),
        from = 1..=256,
        visible_if = |p| p.style == Style::CheckerBoard
    )]
    cell: IVec2,

    /// Swaps the two colours.
    #[property("switchColors", name = "Switch Colors")]
    switch_colors: Button,

    /// How picture and backdrop become one.
    #[property(
        "blendMode",
        name = "Blend mode",
        invalidates = InvalidationLevel::InvalidResources
    )]
    blend: Blend,
}

/// This is what a backdrop looks like.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// From the lower to the upper edge.
    #[default]
    #[choice("linearGradientVertical", "Linear gradient (Vertical)")]
    Vertical,
    /// From the left to the right edge.
    #[choice("linearGradientHorizontal", "Linear gradient (Horizontal)")]
    Horizontal,
    /// From the middle to the corners.
    #[choice("linearGradientSpherical", "Linear gradient (Spherical)")]
    Spherical,
    /// One colour.
    #[choice("uniformColor", "Uniform color")]
    Uniform,
    /// Cells of two colours.
    #[choice("checkerBoard", "Checker board")]
    CheckerBoard,
}

/// This is how picture and backdrop become one.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Blend {
    /// The picture over the backdrop; it is taken as premultiplied.
    #[default]
    #[choice("backtofront", "Back to front")]
    BackToFront,
    /// A mixture of both by the opacity of the picture.
    #[choice("alphamixing", "Alpha mixing")]
    AlphaMixing,
}

impl Process for Background {
    fn process(&mut self, context: &Context) -> Result<()> {
        if std::mem::take(&mut self.switch_colors.pressed) {
            std::mem::swap(&mut self.color1, &mut self.color2);
            let numbers = |color: Vec4| color.to_array().into_iter().map(f64::from).collect();
            context.set("bgColor1", Value::Floats(numbers(self.color1)));
            context.set("bgColor2", Value::Floats(numbers(self.color2)));
        }
        let size = self.result.size();
        let backdrop = Backdrop {
            style: self.style,
            colors: [self.color1, self.color2],
            cell: self.cell.max(IVec2::ONE).as_uvec2(),
            size,
        };
        let result = match self.picture.data() {
            Some(picture) => in_front(in_size(picture, size)?.as_ref(), &backdrop, self.blend)?,
            None => in_front(&Image::new(size.to_array(), Image::RGBA8)?, &backdrop, self.blend)?,
        };
        self.result.set(result);
        Ok(())
    }
}

/// An image in front of a backdrop, with all that an image has.
fn in_front(picture: &Image, backdrop: &Backdrop, blend: Blend) -> Result<Image> {
    let layers = picture.color.iter().map(|layer| with_backdrop(layer, backdrop, blend));
    let mut result = Image {
        color: layers.collect::<Result<Vec<_>>>()?.into(),
        depth: picture.depth.clone(),
        picking: picture.picking.clone(),
    };
    if result.depth.is_none() || result.picking.is_none() {
        let empty = Image::new(backdrop.size.to_array(), Image::RGBA8)?;
        result.depth = result.depth.or(empty.depth);
        result.picking = result.picking.or(empty.picking);
    }
    Ok(result)
}

/// A layer with a backdrop behind it, with four components of the same kind.
fn with_backdrop(layer: &Layer, backdrop: &Backdrop, blend: Blend) -> Result<Layer> {
    let number = layer.format.number;
    let mut result = Layer::new(layer.dims, Format::new(number, 4), layer.kind)?;
    (result.interpolation, result.wrapping) = (layer.interpolation, layer.wrapping);
    (result.model, result.world) = (layer.model, layer.world);
    let width = layer.dims[0] as usize;
    if layer.pixels.is_empty() {
        return Ok(result);
    }
    let over = |color: [f32; 4], behind: Vec4| {
        let color = Vec4::from(color);
        match blend {
            Blend::BackToFront => color + behind * (1.0 - color.w),
            Blend::AlphaMixing => behind + (color - behind) * color.w,
        }
    };
    let is_plain = layer.swizzle == Swizzle::RGBA && layer.format == Image::RGBA8;
    if is_plain {
        let source: &[[u8; 4]] = layer.pixels.elements();
        let rows = result.pixels.elements_mut::<[u8; 4]>().par_chunks_mut(width);
        rows.zip(source.par_chunks(width)).enumerate().for_each(|(y, (row, source))| {
            backdrop.row(y as u32, |x, behind| {
                let color = source[x].map(|c| f32::from(c) * (1.0 / 255.0));
                row[x] = over(color, behind).to_array().map(unorm8);
            });
        });
        return Ok(result);
    }
    let source = colors(layer);
    let pixel_size = result.format.size();
    let rows = result.pixels.bytes_mut().par_chunks_mut(width * pixel_size);
    rows.zip(source.par_chunks(width)).enumerate().for_each(|(y, (row, source))| {
        backdrop.row(y as u32, |x, behind| {
            let color = over(source[x], behind).to_array();
            let pixel = &mut row[x * pixel_size..][..pixel_size];
            for (value, bytes) in color.into_iter().zip(pixel.chunks_exact_mut(number.size())) {
                store(value, number, bytes);
            }
        });
    });
    Ok(result)
}

/// Stores a number from 0 to 1, or from -1 to 1 in integers with a sign.
fn store(value: f32, number: Number, bytes: &mut [u8]) {
    match number {
        Number::U16 => bytes.copy_from_slice(&unorm16(f64::from(value)).to_ne_bytes()),
        number if number.is_float() => number.write(f64::from(value), bytes),
        number => {
            let one = number.limits()[1];
            let least = if number.is_signed_integer() { -1.0 } else { 0.0 };
            number.write(f64::from(value).clamp(least, 1.0) * one, bytes);
        }
    }
}

/// What is behind a picture.
struct Backdrop {
    style: Style,
    colors: [Vec4; 2],
    cell: UVec2,
    size: UVec2,
}

impl Backdrop {
    /// Hands over the premultiplied colour of each pixel of a row.
    fn row(&self, y: u32, mut pixel: impl FnMut(usize, Vec4)) {
        let [first, second] = self.colors;
        let pixel_size = self.size.as_vec2().recip();
        let mix = |a: Vec4, b: Vec4, t: f32| premultiplied(a + (b - a) * t);
        let columns = 0..self.size.x;
        let u = |x: u32| (x as f32 + 0.5) * pixel_size.x;
        let v = (y as f32 + 0.5) * pixel_size.y;
        match self.style {
            Style::Uniform => {
                let color = premultiplied(first);
                columns.for_each(|x| pixel(x as usize, color));
            }
            Style::Vertical => {
                let color = mix(second, first, v);
                columns.for_each(|x| pixel(x as usize, color));
            }
            Style::Horizontal => columns.for_each(|x| pixel(x as usize, mix(second, first, u(x)))),
            Style::Spherical => {
                // The corners are at distance 1 from the middle.
                let up = (v - 0.5) * std::f32::consts::SQRT_2;
                columns.for_each(|x| {
                    let right = (u(x) - 0.5) * std::f32::consts::SQRT_2;
                    pixel(x as usize, mix(first, second, (right * right + up * up).sqrt()));
                });
            }
            Style::CheckerBoard => {
                let cells = [premultiplied(first), premultiplied(second)];
                // Cells are counted from the top.
                let row = (self.size.y - 1 - y) / self.cell.y;
                columns.for_each(|x| {
                    pixel(x as usize, cells[((x / self.cell.x + row) % 2) as usize]);
                });
            }
        }
    }
}

fn premultiplied(color: Vec4) -> Vec4 {
    (color.truncate() * color.w).extend(color.w)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: [Style; 5] =
        [Style::Vertical, Style::Horizontal, Style::Spherical, Style::Uniform, Style::CheckerBoard];

    fn background(size: [u32; 2]) -> Background {
        Background { result: Out::with_size(size.into()), ..Default::default() }
    }

    fn run(node: &mut Background) -> Shared<Image> {
        node.process(&Context::detached()).unwrap();
        node.result.get().unwrap()
    }

    fn pixels(image: &Image) -> &[[u8; 4]] {
        image.color[0].pixels.elements()
    }

    #[test]
    fn a_background_under_an_opaque_picture_changes_nothing() {
        let opaque: Vec<[u8; 4]> = (0..=255).map(|n| [n, 255 - n, n / 3, 255]).collect();
        for style in STYLES {
            for blend in [Blend::BackToFront, Blend::AlphaMixing] {
                let layer = Layer::from_pixels([64, 4], LayerKind::Color, &opaque);
                let mut node = Background {
                    picture: Image::from_layer(layer).into(),
                    style,
                    blend,
                    ..background([64, 4])
                };
                assert_eq!(pixels(&run(&mut node)), opaque, "{style:?}, {blend:?}");
            }
        }
    }

    #[test]
    fn depth_and_picking_pass_untouched() -> Result<()> {
        let mut image = Image::new([3, 5], Image::RGBA8)?;
        image.depth.as_mut().unwrap().pixels.elements_mut::<f32>().fill(0.25);
        let (depth, picking) = (image.depth.clone(), image.picking.clone());
        let mut node = Background { picture: image.into(), ..background([3, 5]) };
        let result = run(&mut node);
        assert!(result.depth.as_ref().unwrap().pixels.is_same(&depth.unwrap().pixels));
        assert!(result.picking.as_ref().unwrap().pixels.is_same(&picking.unwrap().pixels));
        Ok(())
    }

    #[test]
    fn the_first_colour_is_above_right_in_the_middle_and_top_left() {
        let at = |style, x: usize, y: usize| {
            let mut node = Background {
                style,
                cell: IVec2::new(30, 10),
                color1: Vec4::new(1.0, 0.0, 0.0, 1.0),
                color2: Vec4::new(0.0, 0.0, 1.0, 0.5),
                ..background([101, 101])
            };
            pixels(&run(&mut node))[y * 101 + x]
        };
        let is_first = |pixel: [u8; 4]| pixel[0] > 250 && pixel[3] > 250;
        let is_second = |pixel: [u8; 4]| pixel[0] < 5 && pixel[2].abs_diff(128) < 3;
        assert!(is_first(at(Style::Vertical, 3, 100)) && is_second(at(Style::Vertical, 90, 0)));
        assert!(is_first(at(Style::Horizontal, 100, 5)) && is_second(at(Style::Horizontal, 0, 9)));
        assert!(is_first(at(Style::Spherical, 50, 50)) && is_second(at(Style::Spherical, 0, 100)));
        assert!(is_first(at(Style::Uniform, 50, 7)));
        assert!(is_first(at(Style::CheckerBoard, 0, 100)));
        assert!(is_first(at(Style::CheckerBoard, 29, 91)));
        assert!(is_second(at(Style::CheckerBoard, 30, 91)));
        assert!(is_second(at(Style::CheckerBoard, 29, 90)));
        assert!(is_first(at(Style::CheckerBoard, 30, 90)));
    }

    #[test]
    fn the_kind_of_number_stays_and_there_are_four() {
        for number in Number::ALL {
            for components in 1..=4 {
                let format = Format::new(number, components);
                let layer = Layer::new([4, 3], format, LayerKind::Color).unwrap();
                let mut node = Background {
                    picture: Image::from_layer(layer).into(),
                    style: Style::Uniform,
                    color1: Vec4::ONE,
                    ..background([4, 3])
                };
                let result = run(&mut node);
                assert_eq!(result.color[0].format, Format::new(number, 4));
                if components == 4 {
                    let white = result.color[0].texel_at(5);
                    assert!(white.iter().all(|&c| (c - 1.0).abs() < 1e-3), "{number:?}: {white:?}");
                }
            }
        }
    }

    #[test]
    fn a_press_swaps_the_colours_once() {
        let mut node = Background { switch_colors: Button { pressed: true }, ..background([1, 1]) };
        let context = Context::detached();
        node.process(&context).unwrap();
        assert_eq!((node.color1, context.take_changes().len()), (Vec4::ONE, 2));
        node.process(&context).unwrap();
        assert_eq!((node.color1, context.take_changes().len()), (Vec4::ONE, 0));
    }

    #[test]
    fn odd_pictures_do_no_harm() {
        let nan =
            Layer::from_pixels([2, 1], LayerKind::Color, &[[f32::NAN; 4], [f32::INFINITY; 4]]);
        for size in [[2, 1], [1, 1], [7, 3], [0, 0], [0, 4]] {
            let mut node =
                Background { picture: Image::from_layer(nan.clone()).into(), ..background(size) };
            assert!(node.process(&Context::detached()).is_ok());
            assert!(background(size).process(&Context::detached()).is_ok());
        }
    }
}
