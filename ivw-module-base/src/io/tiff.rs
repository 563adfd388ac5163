//! Layers and stacks of slices as TIFF.
//!
//! Numbers stay what they are; pages of a stack are slices of a volume, the first one being the
//! lowest.
//! Files begin with the top row, layers with the bottom one.

use super::picture::{LARGEST, from_top};
use ivw_core::data::{Format, Layer, LayerKind, Number, Volume};
use ivw_core::error::{Error, Result};
use std::fs::File;
use std::io::{BufReader, Cursor, Write};
use std::path::Path;
use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::encoder::{TiffEncoder, TiffValue, colortype};
use tiff::{ColorType, TiffError};

/// Reads the pages of a file, each one a layer.
pub(super) fn read(path: &Path) -> Result<Vec<Layer>> {
    let (file, _) = super::source::open(path)?;
    // A decoder that runs into a wall is the file's fault, not the program's.
    ivw_core::abi::contain("the decoder", || pages(file))
}

fn pages(file: File) -> Result<Vec<Layer>> {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = LARGEST as usize;
    limits.intermediate_buffer_size = LARGEST as usize;
    let decoder = Decoder::new(BufReader::new(file)).map_err(|error| unreadable(&error))?;
    let mut decoder = decoder.with_limits(limits);
    let mut layers = Vec::new();
    let mut n_bytes = 0;
    loop {
        let layer = page(&mut decoder)?;
        n_bytes += layer.pixels.len() as u64;
        if n_bytes > 4 * LARGEST {
            return Err(Error::new(format!("its pages are more than {} GB", (4 * LARGEST) >> 30)));
        }
        layers.push(layer);
        if !decoder.more_images() {
            return Ok(layers);
        }
        decoder.next_image().map_err(|error| unreadable(&error))?;
    }
}

/// Reads the pages of a file as the slices of one volume.
pub(super) fn read_stack(path: &Path) -> Result<Vec<Volume>> {
    let layers = read(path)?;
    let first = layers.first().ok_or_else(|| Error::new("there is no page in the file"))?;
    let ([width, height], format) = (first.dims, first.format);
    if let Some((n, other)) = layers
        .iter()
        .enumerate()
        .find(|(_, layer)| layer.dims != first.dims || layer.format != format)
    {
        return Err(Error::new(format!(
            "page {} has {}×{} pixels of {}, but the first one {width}×{height} of {format}",
            n + 1,
            other.dims[0],
            other.dims[1],
            other.format
        ))
        .hint("pages of a stack have one size and one format"));
    }
    let depth = u32::try_from(layers.len()).map_err(Error::other)?;
    let mut volume = Volume::new([width, height, depth], format)?;
    let slice = first.pixels.len().max(1);
    for (target, layer) in volume.voxels.bytes_mut().chunks_exact_mut(slice).zip(&layers) {
        target.copy_from_slice(layer.pixels.bytes());
    }
    super::centre(&mut volume);
    volume.data_map.data_range = super::data_range([&volume]);
    volume.data_map.value_range = volume.data_map.data_range;
    Ok(vec![volume])
}

fn page(decoder: &mut Decoder<BufReader<File>>) -> Result<Layer> {
    let (width, height) = decoder.dimensions().map_err(|error| unreadable(&error))?;
    let color = decoder.colortype().map_err(|error| unreadable(&error))?;
    let components = match color {
        ColorType::Gray(_) => 1,
        ColorType::GrayA(_) => 2,
        ColorType::RGB(_) => 3,
        ColorType::RGBA(_) => 4,
        ColorType::Multiband { num_samples: n @ 1..=4, .. } => n as u8,
        other => {
            return Err(Error::new(format!("pages of {other:?} are not known"))
                .hint("save the file in grey or as red, green and blue"));
        }
    };
    let pixels = decoder.read_image().map_err(|error| unreadable(&error))?;
    let (number, bytes): (Number, &[u8]) = match &pixels {
        DecodingResult::U8(numbers) => (Number::U8, numbers),
        DecodingResult::U16(numbers) => (Number::U16, bytemuck::cast_slice(numbers)),
        DecodingResult::U32(numbers) => (Number::U32, bytemuck::cast_slice(numbers)),
        DecodingResult::U64(numbers) => (Number::U64, bytemuck::cast_slice(numbers)),
        DecodingResult::I8(numbers) => (Number::I8, bytemuck::cast_slice(numbers)),
        DecodingResult::I16(numbers) => (Number::I16, bytemuck::cast_slice(numbers)),
        DecodingResult::I32(numbers) => (Number::I32, bytemuck::cast_slice(numbers)),
        DecodingResult::I64(numbers) => (Number::I64, bytemuck::cast_slice(numbers)),
        DecodingResult::F16(numbers) => (Number::F16, bytemuck::cast_slice(numbers)),
        DecodingResult::F32(numbers) => (Number::F32, bytemuck::cast_slice(numbers)),
        DecodingResult::F64(numbers) => (Number::F64, bytemuck::cast_slice(numbers)),
    };
    let format = Format::new(number, components);
    let bits = color.bit_depth();
    if bits < 8 {
        let unpacked = unpacked(bytes, width as usize, usize::from(components), bits)?;
        return from_top([width, height], format, &unpacked);
    }
    from_top([width, height], format, bytes)
}

/// Numbers of less than a byte as bytes, the largest one being 255; rows begin at whole bytes.
fn unpacked(bytes: &[u8], width: usize, components: usize, bits: u8) -> Result<Vec<u8>> {
    if !matches!(bits, 1 | 2 | 4) {
        return Err(Error::new(format!("numbers of {bits} bits are not known")));
    }
    let per_byte = usize::from(8 / bits);
    let n = width * components;
    let largest = (1u16 << bits) - 1;
    let row = n.div_ceil(per_byte).max(1);
    let number = |line: &[u8], n: usize| {
        let shift = 8 - u16::from(bits) * (n % per_byte + 1) as u16;
        let number = (u16::from(line[n / per_byte]) >> shift) & largest;
        (number * 255 / largest) as u8
    };
    let lines = bytes.chunks_exact(row);
    Ok(lines.flat_map(|line| (0..n).map(move |n| number(line, n))).collect())
}

fn unreadable(error: &TiffError) -> Error {
    Error::new(format!("the file is no TIFF picture, or a damaged one: {error}"))
}

/// Writes a layer with its numbers as they are.
pub(super) fn write(path: &Path, layer: &Layer) -> Result<()> {
    let [width, height] = layer.dims;
    if width == 0 || height == 0 {
        return Err(Error::new(format!("a layer of {width}×{height} pixels is no picture")));
    }
    let mut bytes = Cursor::new(Vec::new());
    encode(&mut bytes, layer)?;
    super::write::whole(path, |file| Ok(file.write_all(bytes.get_ref())?))
}

fn encode(bytes: &mut Cursor<Vec<u8>>, layer: &Layer) -> Result<()> {
    let [width, height] = layer.dims;
    let mut encoder = TiffEncoder::new(bytes).map_err(Error::other)?;
    let row = width as usize * layer.format.size();
    let mut rows = Vec::with_capacity(layer.pixels.len());
    layer.pixels.bytes().chunks_exact(row).rev().for_each(|line| rows.extend_from_slice(line));
    macro_rules! image {
        ($Color:ident, $T:ty) => {{
            let numbers: Vec<$T> = bytemuck::pod_collect_to_vec(&rows);
            encoder.write_image::<colortype::$Color>(width, height, &numbers).map_err(Error::other)
        }};
    }
    match (layer.format.number, layer.format.components) {
        (Number::U8, 1) => image!(Gray8, u8),
        (Number::U8, 3) => image!(RGB8, u8),
        (Number::U8, 4) => image!(RGBA8, u8),
        (Number::U16, 1) => image!(Gray16, u16),
        (Number::U16, 3) => image!(RGB16, u16),
        (Number::U16, 4) => image!(RGBA16, u16),
        (Number::U32, 1) => image!(Gray32, u32),
        (Number::U32, 3) => image!(RGB32, u32),
        (Number::U32, 4) => image!(RGBA32, u32),
        (Number::I8, 1) => image!(GrayI8, i8),
        (Number::I16, 1) => image!(GrayI16, i16),
        (Number::I32, 1) => image!(GrayI32, i32),
        (Number::F32, 1) => image!(Gray32Float, f32),
        (Number::F32, 3) => image!(RGB32Float, f32),
        (Number::F32, 4) => image!(RGBA32Float, f32),
        (Number::F64, 1) => image!(Gray64Float, f64),
        (Number::F64, 3) => image!(RGB64Float, f64),
        (Number::F64, 4) => image!(RGBA64Float, f64),
        _ => {
            // What TIFF has no name for becomes colours in 32-bit floating point numbers.
            let colors = ivw_render::pixels::colors(layer);
            let dims = layer.dims;
            encode_colors(&mut encoder, &Layer::from_pixels(dims, LayerKind::Color, &colors))
        }
    }
}

fn encode_colors(encoder: &mut TiffEncoder<&mut Cursor<Vec<u8>>>, colors: &Layer) -> Result<()> {
    let [width, height] = colors.dims;
    let pixels: &[[f32; 4]] = colors.pixels.elements();
    let rows = pixels.chunks_exact(width as usize).rev().flatten();
    let numbers: Vec<f32> = rows.flatten().copied().collect();
    debug_assert!(numbers.bytes() > 0);
    encoder.write_image::<colortype::RGBA32Float>(width, height, &numbers).map_err(Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(layer: &Layer) -> Result<Layer> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.tif");
        write(&path, layer)?;
        Ok(read(&path)?.remove(0))
    }

    #[test]
    fn write_then_read_is_identity_for_numbers_that_tiff_has() -> Result<()> {
        for number in [Number::U8, Number::U16, Number::U32, Number::F32, Number::F64] {
            for components in [1, 3, 4] {
                let format = Format::new(number, components);
                let mut layer = Layer::new([5, 3], format, LayerKind::Color)?;
                let bytes = layer.pixels.bytes_mut();
                for (n, bytes) in bytes.chunks_exact_mut(number.size()).enumerate() {
                    number.write(n as f64, bytes);
                }
                let back = written(&layer)?;
                assert_eq!((back.dims, back.format), (layer.dims, layer.format));
                assert_eq!(back.pixels.bytes(), layer.pixels.bytes(), "{format}");
            }
        }
        let signed = Layer::from_pixels([2, 1], LayerKind::Color, &[-3i16, 7]);
        assert_eq!(written(&signed)?.pixels.elements::<i16>(), [-3, 7]);
        let pair = Layer::from_pixels([1, 1], LayerKind::Color, &[[0.5f32, 0.25]]);
        assert_eq!(written(&pair)?.pixel_at(0), [0.5, 0.25, 0.0, 1.0]);
        Ok(())
    }

    #[test]
    fn pages_are_slices_from_the_lowest_one_on() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.tif");
        let mut encoder = TiffEncoder::new(File::create(&path)?).map_err(Error::other)?;
        for page in 0..3u8 {
            let numbers: [u8; 4] = std::array::from_fn(|n| 10 * page + n as u8);
            encoder.write_image::<colortype::Gray8>(2, 2, &numbers).map_err(Error::other)?;
        }
        let volume = read_stack(&path)?.remove(0);
        assert_eq!(volume.dims, [2, 2, 3]);
        // The top row of a page is the upper one of a slice.
        assert_eq!(volume.voxels.bytes(), [2, 3, 0, 1, 12, 13, 10, 11, 22, 23, 20, 21]);
        assert_eq!(volume.data_map.data_range, [0.0, 23.0]);
        Ok(())
    }

    #[test]
    fn bits_become_bytes() -> Result<()> {
        assert_eq!(unpacked(&[0b1010_0000], 3, 1, 1)?, [255, 0, 255]);
        assert_eq!(unpacked(&[0x1f, 0xf0], 2, 1, 4)?, [17, 255, 255, 0]);
        assert!(unpacked(&[1], 1, 1, 3).is_err());
        Ok(())
    }

    #[test]
    fn what_is_no_picture_is_an_error() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.tif");
        for bytes in [&b""[..], b"no picture", b"II*\0\x08\0\0\0", b"II*\0\xff\xff\xff\xff\xff\xff"]
        {
            std::fs::write(&path, bytes)?;
            assert!(read(&path).is_err());
        }
        Ok(())
    }
}
