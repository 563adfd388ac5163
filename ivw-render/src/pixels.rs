//! Pixels in the formats that renderers compute with, from and to layers of any format.

use ivw_core::prelude::*;
use rayon::prelude::*;
use std::borrow::Cow;

/// Pixels that one thread converts at a time.
const CHUNK: usize = 1 << 14;

/// These are the colours of a layer as a texture gives them: red, green, blue and alpha.
pub fn colors(layer: &Layer) -> Cow<'_, [[f32; 4]]> {
    let is_plain = layer.swizzle == Swizzle::RGBA;
    if is_plain && layer.format == <[f32; 4]>::FORMAT {
        return Cow::Borrowed(layer.pixels.elements());
    }
    if is_plain && layer.format == <[u8; 4]>::FORMAT {
        let pixels: &[[u8; 4]] = layer.pixels.elements();
        let color = |pixel: &[u8; 4]| pixel.map(|c| f32::from(c) * (1.0 / 255.0));
        return Cow::Owned(pixels.par_iter().with_min_len(CHUNK).map(color).collect());
    }
    let color = |n| layer.swizzle.apply(layer.texel_at(n));
    Cow::Owned((0..n_pixels(layer)).into_par_iter().with_min_len(CHUNK).map(color).collect())
}

/// These are the colours of a layer as 16-bit numbers, 65535 being 1.
pub fn colors_u16(layer: &Layer) -> Cow<'_, [[u16; 4]]> {
    if layer.swizzle == Swizzle::RGBA && layer.format == <[u16; 4]>::FORMAT {
        return Cow::Borrowed(layer.pixels.elements());
    }
    let color = |n| layer.swizzle.apply(layer.texel_at(n)).map(|c| unorm16(f64::from(c)));
    Cow::Owned((0..n_pixels(layer)).into_par_iter().with_min_len(CHUNK).map(color).collect())
}

/// These are the colours of a layer as bytes, 255 being 1.
pub fn colors_u8(layer: &Layer) -> Cow<'_, [[u8; 4]]> {
    if layer.swizzle == Swizzle::RGBA && layer.format == <[u8; 4]>::FORMAT {
        return Cow::Borrowed(layer.pixels.elements());
    }
    let color = |n| layer.swizzle.apply(layer.texel_at(n)).map(unorm8);
    Cow::Owned((0..n_pixels(layer)).into_par_iter().with_min_len(CHUNK).map(color).collect())
}

/// These are the depths of a layer, from 0 at the near plane to 1 at the far plane.
pub fn depths(layer: &Layer) -> Cow<'_, [f32]> {
    if layer.format == f32::FORMAT {
        return Cow::Borrowed(layer.pixels.elements());
    }
    let depth = |n| layer.texel_at(n)[0];
    Cow::Owned((0..n_pixels(layer)).into_par_iter().with_min_len(CHUNK).map(depth).collect())
}

/// This is the image in a size; the very same one if it has that size.
pub fn in_size(image: &Image, size: glam::UVec2) -> Result<Cow<'_, Image>> {
    match image.size() == size {
        true => Ok(Cow::Borrowed(image)),
        false => Ok(Cow::Owned(image.letterboxed(size)?)),
    }
}

/// This is a number from 0 to 1 as a byte, rounded; what is no number is 0.
#[inline]
pub fn unorm8(value: f32) -> u8 {
    // The cast keeps to the limits and makes 0 of what is no number.
    (value * 255.0 + 0.5) as u8
}

/// This is a number from 0 to 1 in 16 bits, rounded; what is no number is 0.
#[inline]
pub fn unorm16(value: f64) -> u16 {
    (value * 65535.0 + 0.5) as u16
}

/// This is a number from -1 to 1 as a byte with a sign, rounded; what is no number is 0.
#[inline]
pub fn snorm8(value: f64) -> i8 {
    (value.clamp(-1.0, 1.0) * 127.0).round() as i8
}

fn n_pixels(layer: &Layer) -> usize {
    layer.dims.iter().map(|&n| n as usize).product()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_and_kept_within() {
        assert_eq!([-1.0, 0.0, 0.5, 1.0, 7.0, f32::NAN].map(unorm8), [0, 0, 128, 255, 255, 0]);
        assert_eq!([-2.0, -1.0, 0.0, 0.5, f64::NAN].map(snorm8), [-127, -127, 0, 64, 0]);
        assert_eq!([1.0 / 65535.0, 1.5, f64::NAN].map(unorm16), [1, 65535, 0]);
    }

    #[test]
    fn every_format_reads_as_colours() {
        let pixels = [[0u8, 51, 102, 255], [255, 0, 0, 0]];
        let plain = Layer::from_pixels([2, 1], LayerKind::Color, &pixels);
        let floats = colors(&plain).into_owned();
        let layer = Layer::from_pixels([2, 1], LayerKind::Color, &floats);
        assert_eq!(colors_u8(&layer).as_ref(), pixels);
        assert_eq!(colors_u16(&layer)[0], [0, 51 * 257, 102 * 257, 65535]);
        let mut gray = Layer::from_pixels([2, 1], LayerKind::Color, &[51u8, 255]);
        gray.swizzle = Swizzle::LUMINANCE;
        assert_eq!(colors_u8(&gray).as_ref(), [[51, 51, 51, 255], [255; 4]]);
    }
}
