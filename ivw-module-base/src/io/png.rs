//! Layers as PNG.
//!
//! Files begin with the top row, layers with the bottom one.
//! Numbers are kept where PNG has them: 8 and 16 bit, without a sign. Others are scaled: integers
//! from their limits, floating point numbers from [0, 1], to 8 bit from one byte, else to 16 bit.
//! Alpha is what was stored; colours are not divided by it.

use ivw_core::data::{Format, Layer, LayerKind, Memory, Number, Swizzle};
use ivw_core::error::{Error, Result};
use png::{BitDepth, ColorType};
use std::io::BufReader;
use std::path::Path;

/// Reads the one layer in a file.
pub(super) fn read(path: &Path) -> Result<Vec<Layer>> {
    let (file, _) = super::source::open(path)?;
    // The default limit of 64 MB is no more than a poster.
    let limits = png::Limits { bytes: 4 << 30 };
    let mut decoder = png::Decoder::new_with_limits(BufReader::new(file), limits);
    // Palettes become colours, 1 to 4 bits become 8, a transparent colour becomes alpha.
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().map_err(|error| unreadable(&error))?;

    let (color, depth) = reader.output_color_type();
    let format = Format::new(
        if depth == BitDepth::Sixteen { Number::U16 } else { Number::U8 },
        color.samples() as u8,
    );
    let dims = [reader.info().width, reader.info().height];
    let len = reader.output_buffer_size().ok_or_else(|| Error::new("larger than any memory"))?;
    let mut rows = Memory::try_zeroed(len)?;
    reader.next_frame(rows.bytes_mut()).map_err(|error| unreadable(&error))?;

    let mut layer = Layer::new(dims, format, LayerKind::Color)?;
    let row = dims[0] as usize * format.size();
    let lines = rows.bytes().chunks_exact(row).rev();
    for (target, line) in layer.pixels.bytes_mut().chunks_exact_mut(row).zip(lines) {
        target.copy_from_slice(line);
    }
    super::source::ByteOrder::Big.swap_native(layer.pixels.bytes_mut(), format.number.size());
    layer.swizzle = Swizzle::of_colors(format.components);
    Ok(vec![layer])
}

/// Writes a layer.
pub(super) fn write(path: &Path, layer: &Layer) -> Result<()> {
    let [width, height] = layer.dims;
    if width == 0 || height == 0 {
        return Err(Error::new(format!("a layer of {width}×{height} pixels is no picture")));
    }
    let color = match layer.format.components {
        1 => ColorType::Grayscale,
        2 => ColorType::GrayscaleAlpha,
        3 => ColorType::Rgb,
        _ => ColorType::Rgba,
    };
    let depth = match layer.format.number.size() {
        1 => BitDepth::Eight,
        _ => BitDepth::Sixteen,
    };
    let row = width as usize * layer.format.size();
    let mut samples = Vec::with_capacity(layer.pixels.len());
    for line in layer.pixels.bytes().chunks_exact(row).rev() {
        push_samples(layer.format.number, line, &mut samples);
    }
    super::write::whole(path, |file| {
        let mut encoder = png::Encoder::new(file, width, height);
        encoder.set_color(color);
        encoder.set_depth(depth);
        encoder.set_compression(png::Compression::Fast);
        let mut writer = encoder.write_header().map_err(Error::other)?;
        writer.write_image_data(&samples).map_err(Error::other)?;
        writer.finish().map_err(Error::other)
    })
}

/// Numbers as PNG stores them: one byte, or two with the most significant one first.
fn push_samples(number: Number, line: &[u8], samples: &mut Vec<u8>) {
    macro_rules! scale {
        ($T:ty, $to_u16:expr) => {
            for bytes in line.chunks_exact(size_of::<$T>()) {
                let sample: u16 = $to_u16(bytemuck::pod_read_unaligned::<$T>(bytes));
                samples.extend(sample.to_be_bytes());
            }
        };
    }
    let unit = |value: f64| (value.clamp(0.0, 1.0) * f64::from(u16::MAX)).round() as u16;
    match number {
        Number::U8 => samples.extend(line),
        // Flipping the highest bit moves the smallest number to zero.
        Number::I8 => samples.extend(line.iter().map(|byte| byte ^ 0x80)),
        Number::U16 => scale!(u16, |value| value),
        Number::I16 => scale!(u16, |value| value ^ 0x8000),
        Number::U32 => scale!(u32, |value| (value >> 16) as u16),
        Number::I32 => scale!(u32, |value| (value >> 16) as u16 ^ 0x8000),
        Number::U64 => scale!(u64, |value| (value >> 48) as u16),
        Number::I64 => scale!(u64, |value| (value >> 48) as u16 ^ 0x8000),
        Number::F16 => scale!(half::f16, |value: half::f16| unit(value.to_f64())),
        Number::F32 => scale!(f32, |value| unit(f64::from(value))),
        Number::F64 => scale!(f64, unit),
    }
}

fn unreadable(error: &png::DecodingError) -> Error {
    Error::new(format!("the file is no PNG picture, or a damaged one: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;

    fn written(layer: &Layer) -> Result<Layer> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.png");
        write(&path, layer)?;
        Ok(read(&path)?.remove(0))
    }

    #[test]
    fn write_then_read_is_identity_for_bytes_and_16_bit() -> Result<()> {
        for number in [Number::U8, Number::U16] {
            for components in 1..=4 {
                let format = Format::new(number, components);
                let mut layer = Layer::new([5, 3], format, LayerKind::Color)?;
                let bytes = layer.pixels.bytes_mut();
                bytes.iter_mut().enumerate().for_each(|(n, byte)| *byte = (7 * n) as u8);
                let back = written(&layer)?;
                assert_eq!((back.dims, back.format), (layer.dims, layer.format));
                assert_eq!(back.pixels.bytes(), layer.pixels.bytes());
                assert_eq!(back.swizzle, Swizzle::of_colors(components));
            }
        }
        Ok(())
    }

    #[test]
    fn the_first_row_of_a_file_is_the_last_one_of_a_layer() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.png");
        write(&path, &Layer::from_pixels([1, 2], LayerKind::Color, &[10u8, 20]))?;
        let mut reader = png::Decoder::new(BufReader::new(File::open(&path)?))
            .read_info()
            .map_err(Error::other)?;
        let mut top = [0; 2];
        reader.next_frame(&mut top).map_err(Error::other)?;
        assert_eq!(top, [20, 10]);
        Ok(())
    }

    #[test]
    fn other_numbers_are_scaled() -> Result<()> {
        fn check<T: ivw_core::data::Element>(pixels: &[T], expected: &[u16]) -> Result<()> {
            let dims = [pixels.len() as u32, 1];
            let back = written(&Layer::from_pixels(dims, LayerKind::Color, pixels))?;
            let scale = if back.format.number == Number::U8 { 257.0 } else { 1.0 };
            let samples: Vec<u16> =
                (0..pixels.len()).map(|n| (back.pixel_at(n)[0] * scale) as u16).collect();
            assert_eq!(samples, expected);
            Ok(())
        }
        check(&[-1.0f32, 0.0, 0.5, 1.0, 2.0, f32::NAN], &[0, 0, 32768, 65535, 65535, 0])?;
        check(&[0.0f64, 1.0], &[0, 65535])?;
        check(&[half::f16::ZERO, half::f16::ONE], &[0, 65535])?;
        check(&[i8::MIN, i8::MAX], &[0, 65535])?;
        check(&[i16::MIN, 0, i16::MAX], &[0, 32768, 65535])?;
        check(&[i32::MIN, 0, i32::MAX], &[0, 32768, 65535])?;
        check(&[0u32, u32::MAX], &[0, 65535])?;
        check(&[0u64, 1 << 63, u64::MAX], &[0, 32768, 65535])
    }

    #[test]
    fn palettes_and_few_bits_are_expanded() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.png");
        let mut encoder = png::Encoder::new(File::create(&path)?, 2, 1);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::One);
        encoder.set_palette(vec![1, 2, 3, 4, 5, 6]);
        let mut writer = encoder.write_header().map_err(Error::other)?;
        writer.write_image_data(&[0b0100_0000]).map_err(Error::other)?;
        writer.finish().map_err(Error::other)?;
        let layer = read(&path)?.remove(0);
        assert_eq!(layer.pixels.elements::<[u8; 3]>(), [[1, 2, 3], [4, 5, 6]]);
        Ok(())
    }

    #[test]
    fn what_is_no_picture_is_an_error() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.png");
        std::fs::write(&path, b"no picture")?;
        let error = read(&path).unwrap_err().to_string();
        assert!(error.starts_with("the file is no PNG picture"), "{error}");

        write(&path, &Layer::from_pixels([64, 64], LayerKind::Color, &[[1u8, 2, 3, 4]; 4096]))?;
        let bytes = std::fs::read(&path)?;
        std::fs::write(&path, &bytes[..bytes.len() / 2])?;
        assert!(read(&path).is_err());

        let empty = Layer::new([0, 3], Format::new(Number::U8, 1), LayerKind::Color)?;
        let error = write(&path, &empty).unwrap_err().to_string();
        assert_eq!(error, "a layer of 0×3 pixels is no picture");
        Ok(())
    }
}
