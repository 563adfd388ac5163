//! Layers as textures that are read, and as targets that are painted, in any format.
//!
//! Numbers are as a graphics card has them: integers are parts of their largest number, from 0 to 1
//! or from -1 to 1, and colours are what the layer's swizzle makes of components.

use crate::pixels::{colors, snorm8, unorm8, unorm16};
use glam::{IVec2, UVec2, Vec2, Vec4};
use ivw_core::prelude::*;
use rayon::prelude::*;
use std::borrow::Cow;

/// This is a layer to be read as colours, at pixels or between them.
pub struct Texture<'a> {
    colors: Colors<'a>,
    size: UVec2,
    interpolation: Interpolation,
    wrapping: [Wrapping; 2],
    /// Factor and summand of normalised values.
    normalized: [f32; 2],
}

enum Colors<'a> {
    /// As stored; 255 is 1.
    Bytes(&'a [[u8; 4]]),
    Floats(Cow<'a, [[f32; 4]]>),
}

impl<'a> Texture<'a> {
    /// This is a layer as a texture.
    pub fn new(layer: &'a Layer) -> Self {
        let is_bytes = layer.format == Image::RGBA8 && layer.swizzle == Swizzle::RGBA;
        let largest = largest(layer.format.number);
        let [lo, hi] = layer.data_map.data_range;
        Self {
            colors: match is_bytes {
                true => Colors::Bytes(layer.pixels.elements()),
                false => Colors::Floats(colors(layer)),
            },
            size: layer.size(),
            interpolation: match layer.kind {
                LayerKind::Depth => Interpolation::Nearest,
                LayerKind::Color | LayerKind::Picking => layer.interpolation,
            },
            wrapping: layer.wrapping,
            normalized: [(largest / (hi - lo)) as f32, (-lo / (hi - lo)) as f32],
        }
    }

    /// Number of pixels along x and y.
    pub fn size(&self) -> UVec2 {
        self.size
    }

    /// This is the colour of a pixel.
    ///
    /// Panics if it lies outside.
    #[inline]
    pub fn pixel(&self, x: u32, y: u32) -> Vec4 {
        let n = y as usize * self.size.x as usize + x as usize;
        match &self.colors {
            Colors::Bytes(bytes) => {
                Vec4::from_array(bytes[n].map(|c| f32::from(c) * (1.0 / 255.0)))
            }
            Colors::Floats(floats) => Vec4::from_array(floats[n]),
        }
    }

    /// This is the colour of a pixel, which beyond the border is what the wrapping says.
    #[inline]
    pub fn wrapped(&self, pixel: IVec2) -> Vec4 {
        if self.size.min_element() == 0 {
            return Vec4::ZERO;
        }
        let x = wrap(pixel.x, self.size.x, self.wrapping[0]);
        self.pixel(x, wrap(pixel.y, self.size.y, self.wrapping[1]))
    }

    /// This is the colour at a place in the unit square, as the layer's interpolation says.
    #[inline]
    pub fn sample(&self, place: Vec2) -> Vec4 {
        match self.interpolation {
            Interpolation::Linear => self.linear(place),
            Interpolation::Nearest => {
                self.wrapped((place * self.size.as_vec2()).floor().as_ivec2())
            }
        }
    }

    /// This is the colour at a place in the unit square, linear between pixel centres.
    #[inline]
    pub fn linear(&self, place: Vec2) -> Vec4 {
        let position = place * self.size.as_vec2() - 0.5;
        let low = position.floor();
        let (part, low) = (position - low, low.as_ivec2());
        let at = |x, y| self.wrapped(low.saturating_add(IVec2::new(x, y)));
        // Without a part of the neighbour its NaN or infinity does not matter.
        let row = |y| match part.x > 0.0 {
            true => at(0, y).lerp(at(1, y), part.x),
            false => at(0, y),
        };
        match part.y > 0.0 {
            true => row(0).lerp(row(1), part.y),
            false => row(0),
        }
    }

    /// This is a colour relative to the layer's data range: 0 at its lower end, 1 at its upper end.
    #[inline]
    pub fn normalized(&self, color: Vec4) -> Vec4 {
        let [scale, offset] = self.normalized;
        color * scale + offset
    }
}

#[inline]
fn wrap(index: i32, len: u32, wrapping: Wrapping) -> u32 {
    let len = len as i32;
    let wrapped = match wrapping {
        Wrapping::Clamp => index.clamp(0, len - 1),
        Wrapping::Repeat => index.rem_euclid(len),
        Wrapping::Mirror => {
            let index = index.rem_euclid(len.saturating_mul(2));
            index.min(len.saturating_mul(2) - 1 - index)
        }
    };
    wrapped as u32
}

/// The number that is 1 in a texture.
fn largest(number: Number) -> f64 {
    if number.is_float() { 1.0 } else { number.limits()[1] }
}

/// This gives every pixel of a layer a colour; components that the format has not are left out.
pub fn paint(layer: &mut Layer, color: impl Fn(u32, u32) -> Vec4 + Sync) {
    paint_rows(layer, |y| {
        let color = &color;
        move |x| color(x, y)
    });
}

/// This gives every pixel of a layer a colour, with something done first for every row.
pub fn paint_rows<C: Fn(u32) -> Vec4>(layer: &mut Layer, row: impl Fn(u32) -> C + Sync) {
    let n = usize::from(layer.format.components);
    let width = layer.dims[0] as usize;
    if layer.pixels.is_empty() {
        return;
    }
    macro_rules! store {
        ($T:ty, $convert:expr) => {{
            let numbers: &mut [$T] = bytemuck::cast_slice_mut(layer.pixels.bytes_mut());
            let convert = $convert;
            numbers.par_chunks_mut(width * n).enumerate().for_each(|(y, numbers)| {
                let color = row(y as u32);
                for (x, pixel) in numbers.chunks_exact_mut(n).enumerate() {
                    let color = color(x as u32).to_array();
                    for (number, value) in pixel.iter_mut().zip(color) {
                        *number = convert(value);
                    }
                }
            });
        }};
    }
    let part = |value: f32, least: f64, number: Number| {
        f64::from(value).clamp(least, 1.0) * number.limits()[1]
    };
    match layer.format.number {
        Number::F16 => store!(half::f16, half::f16::from_f32),
        Number::F32 => store!(f32, |value: f32| value),
        Number::F64 => store!(f64, f64::from),
        Number::U8 => store!(u8, unorm8),
        Number::U16 => store!(u16, |value: f32| unorm16(f64::from(value))),
        Number::U32 => store!(u32, |value| part(value, 0.0, Number::U32).round() as u32),
        Number::U64 => store!(u64, |value| part(value, 0.0, Number::U64).round() as u64),
        Number::I8 => store!(i8, |value: f32| snorm8(f64::from(value))),
        Number::I16 => store!(i16, |value| part(value, -1.0, Number::I16).round() as i16),
        Number::I32 => store!(i32, |value| part(value, -1.0, Number::I32).round() as i32),
        Number::I64 => store!(i64, |value| part(value, -1.0, Number::I64).round() as i64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ramp(wrapping: Wrapping) -> Layer {
        let mut layer = Layer::from_pixels([4, 1], LayerKind::Color, &[0.0f32, 1.0, 2.0, 3.0]);
        layer.swizzle = Swizzle::LUMINANCE;
        layer.wrapping = [wrapping; 2];
        layer
    }

    #[test]
    fn a_ramp_is_linear_between_centres_and_wraps_beyond_the_border() {
        let at = |wrapping, x: f32| {
            let layer = ramp(wrapping);
            Texture::new(&layer).sample(Vec2::new(x / 4.0, 0.5)).x
        };
        assert_eq!(at(Wrapping::Clamp, 1.75), 1.25);
        assert_eq!(at(Wrapping::Clamp, 0.0), 0.0);
        assert_eq!(at(Wrapping::Clamp, 9.0), 3.0);
        assert_eq!(at(Wrapping::Repeat, 4.5), 0.0);
        assert_eq!(at(Wrapping::Repeat, 4.0), 1.5);
        assert_eq!(at(Wrapping::Mirror, 5.5), 2.0);
        assert_eq!(at(Wrapping::Mirror, -1.5), 1.0);
    }

    #[test]
    fn nearest_takes_the_pixel_that_a_place_is_in() {
        let mut layer = ramp(Wrapping::Clamp);
        layer.interpolation = Interpolation::Nearest;
        let texture = Texture::new(&layer);
        let at = |x: f32| texture.sample(Vec2::new(x / 4.0, 0.5));
        assert_eq!((at(1.99).x, at(2.0).x), (1.0, 2.0));
        assert_eq!(at(2.0), Vec4::new(2.0, 2.0, 2.0, 1.0));
    }

    #[test]
    fn normalised_is_relative_to_the_data_range_in_every_format() {
        for number in Number::ALL {
            let mut layer = Layer::new([1, 1], Format::new(number, 1), LayerKind::Color).unwrap();
            number.write(60.0, layer.pixels.bytes_mut());
            layer.data_map.data_range = [20.0, 100.0];
            let texture = Texture::new(&layer);
            let normalized = texture.normalized(texture.pixel(0, 0)).x;
            let tolerance = if number.size() > 2 { 1e-2 } else { 1e-5 };
            assert!((normalized - 0.5).abs() < tolerance, "{number:?}: {normalized}");
        }
    }

    #[test]
    fn what_is_painted_is_read_in_every_format() {
        for number in Number::ALL {
            for components in 1..=4u8 {
                let format = Format::new(number, components);
                let mut layer = Layer::new([5, 3], format, LayerKind::Color).unwrap();
                paint(&mut layer, |x, y| Vec4::new(x as f32 / 4.0, y as f32 / 2.0, 0.25, 0.5));
                let texture = Texture::new(&layer);
                let painted = texture.pixel(3, 1).to_array();
                let expected = [0.75, 0.5, 0.25, 0.5];
                for (got, expected) in painted.into_iter().zip(expected).take(components.into()) {
                    assert!((got - expected).abs() < 0.005, "{format}: {painted:?}");
                }
            }
        }
    }

    #[test]
    fn numbers_beyond_the_limits_are_kept_within() {
        for (number, expected) in [
            (Number::U8, [255.0, 0.0, 0.0]),
            (Number::I16, [32767.0, -32767.0, 0.0]),
            (Number::U32, [4_294_967_295.0, 0.0, 0.0]),
        ] {
            let mut layer = Layer::new([1, 1], Format::new(number, 3), LayerKind::Color).unwrap();
            paint(&mut layer, |_, _| Vec4::new(7.0, -7.0, f32::NAN, 0.0));
            assert_eq!(layer.pixel_at(0)[..3], expected, "{number:?}");
        }
    }

    #[test]
    fn a_layer_without_pixels_is_black_and_takes_no_paint() {
        for dims in [[0, 0], [0, 4], [3, 0]] {
            let mut layer = Layer::new(dims, Image::RGBA8, LayerKind::Color).unwrap();
            assert_eq!(Texture::new(&layer).sample(Vec2::splat(0.3)), Vec4::ZERO);
            paint(&mut layer, |_, _| Vec4::ONE);
        }
    }
}
