//! Two images in one.

use crate::algorithm::picture::first_color;
use glam::{Vec3, Vec4};
use ivw_core::data::Layer;
use ivw_core::prelude::*;
use ivw_render::pixels::in_size;
use ivw_render::texture::{Texture, paint};

/// Two images mixed, one over the other, added, multiplied and so on.
///
/// |          | shape             | value                                        |
/// |----------|-------------------|----------------------------------------------|
/// | inports  | `[width, height]` | colours, depth, picking                      |
/// | outport  | `[width, height]` | colours, the nearer depth, picking           |
///
/// The result has as many components as the picture that has more, in a format that both fit.
/// Picking is that of the first picture wherever it has any.
#[derive(Processor)]
#[processor("org.inviwo.ImageMixer", category = "Image Operation", tags = "CPU")]
pub struct ImageMixer {
    /// First picture.
    #[inport("inport0")]
    first: In<Image>,

    /// Second picture.
    #[inport("inport1")]
    second: In<Image>,

    /// The mixture.
    #[outport("outport")]
    result: Out<Image>,

    /// What is made of two colours.
    #[property(
        "blendMode",
        name = "Blend Mode",
        invalidates = InvalidationLevel::InvalidResources
    )]
    mode: BlendMode,

    /// How much of the second picture is in the mixture.
    #[property(
        "weight",
        default = 0.5,
        range = 0.0..=1.0,
        visible_if = |p| p.mode == BlendMode::Mix
    )]
    weight: f32,

    /// Keep colours within 0 and 1.
    #[property(
        "clamp",
        name = "Clamp values to zero and one",
        invalidates = InvalidationLevel::InvalidResources
    )]
    clamps: bool,
}

/// This is what is made of two colours.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[choice_class("Int")]
pub enum BlendMode {
    /// A weighted mean.
    #[default]
    #[choice("mix", "Mix")]
    Mix,
    /// The second one over the first one.
    #[choice("over", "Over")]
    Over,
    /// The product.
    #[choice("multiply", "Multiply")]
    Multiply,
    /// The product of what is missing to white, inverted.
    #[choice("screen", "Screen")]
    Screen,
    /// Multiply where the first one is dark, screen where it is bright.
    #[choice("overlay", "Overlay")]
    Overlay,
    /// Multiply where the second one is dark, screen where it is bright.
    #[choice("hardlight", "Hard Light")]
    HardLight,
    /// The first one divided by the second one.
    #[choice("divide", "Divide")]
    Divide,
    /// The sum.
    #[choice("addition", "Addition")]
    Addition,
    /// The first one without the second one.
    #[choice("subtraction", "Subtraction")]
    Subtraction,
    /// The difference, without a sign.
    #[choice("difference", "Difference")]
    Difference,
    /// The darker of each component.
    #[choice("darkenonly", "DarkenOnly (min)")]
    DarkenOnly,
    /// The brighter of each component.
    #[choice("brightenonly", "BrightenOnly (max)")]
    BrightenOnly,
}

impl BlendMode {
    fn blend(self, a: Vec4, b: Vec4, weight: f32) -> Vec4 {
        let (first, second) = (a.truncate(), b.truncate());
        let color = match self {
            Self::Mix => return a + (b - a) * weight,
            Self::Over => {
                let color = (first * a.w).lerp(second, b.w);
                return color.extend(b.w + (1.0 - b.w) * a.w);
            }
            Self::Multiply => first * second,
            Self::Screen => {
                let [first, second] =
                    [first, second].map(|color| color.clamp(Vec3::ZERO, Vec3::ONE));
                Vec3::ONE - (Vec3::ONE - first) * (Vec3::ONE - second)
            }
            Self::Overlay => overlay(first, second),
            Self::HardLight => overlay(second, first),
            Self::Divide => first / second,
            Self::Addition => first + second,
            Self::Subtraction => first - second,
            Self::Difference => (first - second).abs(),
            Self::DarkenOnly => first.min(second),
            Self::BrightenOnly => first.max(second),
        };
        color.extend(a.w.max(b.w))
    }
}

fn overlay(base: Vec3, top: Vec3) -> Vec3 {
    let within = |color: Vec3| color.clamp(Vec3::ZERO, Vec3::ONE);
    let (a, b) = (within(base), within(top));
    let bright = Vec3::ONE - 2.0 * (Vec3::ONE - a) * (Vec3::ONE - b);
    Vec3::select(base.cmplt(Vec3::splat(0.5)), 2.0 * a * b, bright)
}

impl Process for ImageMixer {
    fn process(&mut self, _: &Context) -> Result<()> {
        let size = self.result.size();
        let (first, second) = (self.first.get()?, self.second.get()?);
        let (first, second) = (in_size(&first, size)?, in_size(&second, size)?);
        let color = self.mixed(first_color(&first)?, first_color(&second)?)?;
        let mut result = Image::new(color.dims, Image::RGBA8)?;
        result.color = vec![color].into();
        result.depth = nearer(&first, &second, result.depth.into_option())?.into();
        result.picking = picked(&first, &second, result.picking.into_option())?.into();
        self.result.set(result);
        Ok(())
    }
}

impl ImageMixer {
    fn mixed(&self, first: &Layer, second: &Layer) -> Result<Layer> {
        let components = first.format.components.max(second.format.components);
        let number = common(first.format.number, second.format.number);
        let mut result = Layer::new(first.dims, Format::new(number, components), first.kind)?;
        result.swizzle = Swizzle::of_colors(components);
        let textures = [Texture::new(first), Texture::new(second)];
        paint(&mut result, |x, y| {
            let [a, b] = textures.each_ref().map(|texture| texture.pixel(x, y));
            let color = self.mode.blend(a, b, self.weight);
            if self.clamps { color.clamp(Vec4::ZERO, Vec4::ONE) } else { color }
        });
        Ok(result)
    }
}

/// Floating point before no sign before a sign, and the larger number of bytes.
fn common(a: Number, b: Number) -> Number {
    let size = a.size().max(b.size());
    let is_float = a.is_float() || b.is_float();
    let is_signed = a.is_signed_integer() && b.is_signed_integer();
    let fits = |number: &Number| match is_float {
        true => number.is_float() && number.size() == size,
        false => {
            !number.is_float() && number.is_signed_integer() == is_signed && number.size() == size
        }
    };
    Number::ALL.into_iter().find(fits).expect("there is a number of every size and sign")
}

/// The smaller depth of two images; a missing one is far.
fn nearer(first: &Image, second: &Image, empty: Option<Layer>) -> Result<Option<Layer>> {
    let depth = |image: &Image| image.depth.as_ref().into_option().cloned();
    let (Some(a), Some(b)) = (depth(first), depth(second)) else {
        return Ok(depth(first).or(depth(second)).or(empty));
    };
    let mut result = a.clone();
    let textures = [Texture::new(&a), Texture::new(&b)];
    paint(&mut result, |x, y| textures[0].pixel(x, y).min(textures[1].pixel(x, y)));
    Ok(Some(result))
}

/// What is picked of two images: the first one's where there is any.
fn picked(first: &Image, second: &Image, empty: Option<Layer>) -> Result<Option<Layer>> {
    let picking = |image: &Image| image.picking.as_ref().into_option().cloned();
    let (Some(a), Some(b)) = (picking(first), picking(second)) else {
        return Ok(picking(first).or(picking(second)).or(empty));
    };
    let mut result = a.clone();
    let textures = [Texture::new(&a), Texture::new(&b)];
    paint(&mut result, |x, y| {
        let own = textures[0].pixel(x, y);
        if own.w > 0.0 { own } else { textures[1].pixel(x, y) }
    });
    Ok(Some(result))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::property::ChoiceField;

    fn image(pixel: [f32; 4]) -> Image {
        Image::from_layer(Layer::from_pixels([1, 1], LayerKind::Color, &[pixel]))
    }

    fn mix(node: ImageMixer, first: Image, second: Image) -> Result<Shared<Image>> {
        let result = Out::with_size([1, 1].into());
        let mut node = ImageMixer { first: first.into(), second: second.into(), result, ..node };
        node.process(&Context::detached())?;
        node.result.get()
    }

    #[test]
    fn every_mode_is_its_formula() -> Result<()> {
        let (a, b) = ([0.25, 0.75, 0.5, 0.5], [0.5, 0.5, 0.25, 0.25]);
        for (mode, expected) in [
            (BlendMode::Mix, [0.375, 0.625, 0.375, 0.375]),
            (BlendMode::Over, [0.21875, 0.40625, 0.25, 0.625]),
            (BlendMode::Multiply, [0.125, 0.375, 0.125, 0.5]),
            (BlendMode::Screen, [0.625, 0.875, 0.625, 0.5]),
            (BlendMode::Overlay, [0.25, 0.75, 0.25, 0.5]),
            (BlendMode::HardLight, [0.25, 0.75, 0.25, 0.5]),
            (BlendMode::Divide, [0.5, 1.5, 2.0, 0.5]),
            (BlendMode::Addition, [0.75, 1.25, 0.75, 0.5]),
            (BlendMode::Subtraction, [-0.25, 0.25, 0.25, 0.5]),
            (BlendMode::Difference, [0.25, 0.25, 0.25, 0.5]),
            (BlendMode::DarkenOnly, [0.25, 0.5, 0.25, 0.5]),
            (BlendMode::BrightenOnly, [0.5, 0.75, 0.5, 0.5]),
        ] {
            let node = ImageMixer { mode, ..Default::default() };
            let result = mix(node, image(a), image(b))?;
            assert_eq!(result.color[0].pixels.elements::<[f32; 4]>(), [expected], "{mode:?}");
        }
        let clamped = ImageMixer { mode: BlendMode::Divide, clamps: true, ..Default::default() };
        assert_eq!(mix(clamped, image(a), image(b))?.color[0].pixel_at(0)[2], 1.0);
        assert_eq!(BlendMode::OPTIONS.len(), 12);
        Ok(())
    }

    #[test]
    fn the_nearer_depth_and_the_first_picking_win() -> Result<()> {
        let with = |depth: f32, picking: [u8; 4]| -> Result<Image> {
            let mut image = Image::new([1, 1], Image::RGBA8)?;
            image.depth.as_mut().unwrap().pixels.elements_mut()[0] = depth;
            image.picking.as_mut().unwrap().pixels.elements_mut()[0] = picking;
            Ok(image)
        };
        let node = ImageMixer::default;
        let result = mix(node(), with(0.7, [1, 2, 3, 255])?, with(0.3, [4, 5, 6, 255])?)?;
        assert_eq!(result.depth.as_ref().unwrap().pixels.elements::<f32>(), [0.3]);
        assert_eq!(result.picking.as_ref().unwrap().pixels.bytes(), [1, 2, 3, 255]);
        let result = mix(node(), with(0.7, [0; 4])?, with(0.3, [4, 5, 6, 255])?)?;
        assert_eq!(result.picking.as_ref().unwrap().pixels.bytes(), [4, 5, 6, 255]);
        Ok(())
    }

    #[test]
    fn the_format_is_one_that_both_fit() {
        assert_eq!(common(Number::U8, Number::F32), Number::F32);
        assert_eq!(common(Number::I8, Number::U16), Number::U16);
        assert_eq!(common(Number::I8, Number::I16), Number::I16);
        assert_eq!(common(Number::U64, Number::F32), Number::F64);
    }
}
