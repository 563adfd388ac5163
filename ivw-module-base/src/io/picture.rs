//! Layers as JPEG, BMP, TGA, GIF, OpenEXR and Radiance pictures.
//!
//! Files begin with the top row, layers with the bottom one.
//! What is written has one byte a number, but 32-bit floating point numbers in OpenEXR and Radiance;
//! formats without opacity leave it out.

use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use ivw_core::data::{Format, Layer, LayerKind, Number, Swizzle};
use ivw_core::error::{Error, Result};
use ivw_render::pixels::{colors, colors_u8};
use std::io::{BufReader, Cursor, Write};
use std::path::Path;

/// Largest number of bytes of a decoded picture.
pub(super) const LARGEST: u64 = 4 << 30;

/// Reads the one layer in a file; of a moving picture, the first one.
pub(super) fn read(path: &Path, format: ImageFormat) -> Result<Vec<Layer>> {
    let (file, _) = super::source::open(path)?;
    let mut reader = ImageReader::with_format(BufReader::new(file), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(LARGEST);
    reader.limits(limits);
    // A decoder that runs into a wall is the file's fault, not the program's.
    let decoded = ivw_core::abi::contain("the decoder", || {
        reader.decode().map_err(|error| unreadable(format, &error))
    })?;
    layer_of(&decoded).map(|layer| vec![layer])
}

fn unreadable(format: ImageFormat, error: &image::ImageError) -> Error {
    let name = format.extensions_str().first().unwrap_or(&"image").to_uppercase();
    Error::new(format!("the file is no {name} picture, or a damaged one: {error}"))
}

/// A decoded picture as a layer.
fn layer_of(picture: &DynamicImage) -> Result<Layer> {
    let (number, components) = match picture {
        DynamicImage::ImageLuma8(_) => (Number::U8, 1),
        DynamicImage::ImageLumaA8(_) => (Number::U8, 2),
        DynamicImage::ImageRgb8(_) => (Number::U8, 3),
        DynamicImage::ImageRgba8(_) => (Number::U8, 4),
        DynamicImage::ImageLuma16(_) => (Number::U16, 1),
        DynamicImage::ImageLumaA16(_) => (Number::U16, 2),
        DynamicImage::ImageRgb16(_) => (Number::U16, 3),
        DynamicImage::ImageRgba16(_) => (Number::U16, 4),
        DynamicImage::ImageRgb32F(_) => (Number::F32, 3),
        DynamicImage::ImageRgba32F(_) => (Number::F32, 4),
        _ => return Err(Error::new("pictures of this kind of pixel are not known")),
    };
    let dims = [picture.width(), picture.height()];
    from_top(dims, Format::new(number, components), picture.as_bytes())
}

/// A layer of pixels in the order of this machine, the top row first.
pub(super) fn from_top(dims: [u32; 2], format: Format, bytes: &[u8]) -> Result<Layer> {
    let mut layer = Layer::new(dims, format, LayerKind::Color)?;
    if bytes.len() != layer.pixels.len() {
        return Err(Error::new(format!(
            "{} bytes are no picture of {}×{} pixels of {format}",
            bytes.len(),
            dims[0],
            dims[1]
        )));
    }
    let row = (dims[0] as usize * format.size()).max(1);
    let lines = bytes.chunks_exact(row).rev();
    for (target, line) in layer.pixels.bytes_mut().chunks_exact_mut(row).zip(lines) {
        target.copy_from_slice(line);
    }
    layer.swizzle = Swizzle::of_colors(format.components);
    Ok(layer)
}

/// Writes a layer.
pub(super) fn write(path: &Path, layer: &Layer, format: ImageFormat) -> Result<()> {
    let picture = picture_of(layer, format)?;
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).map_err(Error::other)?;
    super::write::whole(path, |file| Ok(file.write_all(bytes.get_ref())?))
}

/// A layer as a picture that a format takes.
fn picture_of(layer: &Layer, format: ImageFormat) -> Result<DynamicImage> {
    let [width, height] = layer.dims;
    if width == 0 || height == 0 {
        return Err(Error::new(format!("a layer of {width}×{height} pixels is no picture")));
    }
    let no_alpha = matches!(format, ImageFormat::Jpeg | ImageFormat::Hdr)
        || matches!(layer.format.components, 1 | 3);
    let picture = match format {
        ImageFormat::OpenExr | ImageFormat::Hdr => {
            let colors = colors(layer);
            let rows = colors.chunks_exact(width as usize).rev().flatten();
            match no_alpha {
                true => {
                    let numbers = rows.flat_map(|&[r, g, b, _]| [r, g, b]).collect();
                    image::Rgb32FImage::from_raw(width, height, numbers)
                        .map(DynamicImage::ImageRgb32F)
                }
                false => {
                    let numbers = rows.flatten().copied().collect();
                    image::Rgba32FImage::from_raw(width, height, numbers)
                        .map(DynamicImage::ImageRgba32F)
                }
            }
        }
        _ => {
            let colors = colors_u8(layer);
            let rows = colors.chunks_exact(width as usize).rev().flatten();
            match (no_alpha, layer.format.components) {
                (true, 1) => {
                    let numbers = rows.map(|color| color[0]).collect();
                    image::GrayImage::from_raw(width, height, numbers).map(DynamicImage::ImageLuma8)
                }
                (true, _) => {
                    let numbers = rows.flat_map(|&[r, g, b, _]| [r, g, b]).collect();
                    image::RgbImage::from_raw(width, height, numbers).map(DynamicImage::ImageRgb8)
                }
                (false, _) => {
                    let numbers = rows.flatten().copied().collect();
                    image::RgbaImage::from_raw(width, height, numbers).map(DynamicImage::ImageRgba8)
                }
            }
        }
    };
    picture.ok_or_else(|| Error::new("the picture is larger than any memory"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(layer: &Layer, format: ImageFormat) -> Result<Layer> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a");
        write(&path, layer, format)?;
        Ok(read(&path, format)?.remove(0))
    }

    #[test]
    fn formats_without_loss_give_back_what_was_written() -> Result<()> {
        let pixels: Vec<[u8; 3]> = (0..12).map(|n| [n, 20 * n, 255 - n]).collect();
        let layer = Layer::from_pixels([4, 3], LayerKind::Color, &pixels);
        for format in [ImageFormat::Bmp, ImageFormat::Tga] {
            let mut layer = layer.clone();
            layer.swizzle = Swizzle::RGB;
            let back = written(&layer, format)?;
            assert_eq!((back.dims, back.format), (layer.dims, layer.format), "{format:?}");
            assert_eq!(back.pixels.bytes(), layer.pixels.bytes(), "{format:?}");
        }
        let floats: Vec<[f32; 4]> = (0..12).map(|n| [n as f32, -0.5, 1e6, 0.25]).collect();
        let layer = Layer::from_pixels([4, 3], LayerKind::Color, &floats);
        let back = written(&layer, ImageFormat::OpenExr)?;
        assert_eq!(back.pixels.elements::<[f32; 4]>(), floats);
        Ok(())
    }

    #[test]
    fn formats_with_loss_come_near() -> Result<()> {
        let pixels = [[200u8, 100, 50, 255]; 64];
        let layer = Layer::from_pixels([8, 8], LayerKind::Color, &pixels);
        let back = written(&layer, ImageFormat::Jpeg)?;
        assert_eq!(back.format, Format::new(Number::U8, 3));
        for (got, expected) in back.pixel_at(9).iter().zip([200.0, 100.0, 50.0]) {
            assert!((got - expected).abs() < 4.0);
        }
        let back = written(&layer, ImageFormat::Hdr)?;
        assert_eq!(back.format, Format::new(Number::F32, 3));
        assert!((back.pixel_at(9)[0] - 200.0 / 255.0).abs() < 0.01);
        Ok(())
    }

    #[test]
    fn the_first_row_of_a_file_is_the_last_one_of_a_layer() -> Result<()> {
        let mut layer = Layer::from_pixels([1, 2], LayerKind::Color, &[10u8, 20]);
        layer.swizzle = Swizzle::LUMINANCE;
        let picture = picture_of(&layer, ImageFormat::Bmp)?;
        assert_eq!(picture.as_bytes(), [20, 10]);
        assert_eq!(layer_of(&picture)?.pixels.bytes(), [10, 20]);
        Ok(())
    }

    #[test]
    fn what_is_no_picture_is_an_error() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a");
        for bytes in [&b""[..], b"no picture", b"BM\xff\xff\xff\xff", b"GIF89a\xff\xff\xff\xff"] {
            std::fs::write(&path, bytes)?;
            for format in [
                ImageFormat::Jpeg,
                ImageFormat::Bmp,
                ImageFormat::Gif,
                ImageFormat::OpenExr,
                ImageFormat::Hdr,
            ] {
                let error = read(&path, format).unwrap_err().to_string();
                assert!(error.contains("or a damaged one"), "{format:?}: {error}");
            }
        }
        Ok(())
    }
}
