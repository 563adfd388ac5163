//! Images: what renderers make and canvases show.

use crate::abi::{ROption, RVec, StableAbi};
use crate::data::resample::linear_taps;
use crate::data::{Data, Format, Interpolation, Layer, LayerKind, Number, Swizzle};
use crate::error::Result;
use glam::UVec2;
use rayon::prelude::*;

/// Colour layers with the depth and the picking layer that belong to them.
///
/// All layers have the same number of pixels; the first row is the **bottom** one.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let mut image = Image::new([2, 1], Image::RGBA8)?;
/// image.color[0].pixels.elements_mut::<[u8; 4]>()[1] = [255, 0, 0, 255];
/// let pixel = |kind| image.layer(kind, 0).map(|layer| layer.pixel_at(1));
/// assert_eq!(pixel(LayerKind::Color), Some([255.0, 0.0, 0.0, 255.0]));
/// assert_eq!(pixel(LayerKind::Depth), Some([1.0, 0.0, 0.0, 0.0]));
/// # Ok::<(), Error>(())
/// ```
#[repr(C)]
#[derive(StableAbi, Clone, Debug)]
pub struct Image {
    /// Colour layers; the first one is the picture.
    pub color: RVec<Layer>,
    /// Depth in the window: 0 at the near plane, 1 at the far plane.
    pub depth: ROption<Layer>,
    /// Which object is seen at each pixel.
    pub picking: ROption<Layer>,
}

impl Data for Image {
    const TYPE_ID: &'static str = "ivw.Image/1";
    const PORT: &'static str = "Image";
    const COLOR: [u8; 3] = [90, 183, 127];
    const NAME: &'static str = "an image";
}

impl Image {
    /// Colours as renderers write them: red, green, blue and alpha, one byte each.
    pub const RGBA8: Format = Format::new(Number::U8, 4);

    /// An empty image as renderers start from: transparent black, at the far plane, picking
    /// nothing.
    pub fn new(dims: [u32; 2], color: Format) -> Result<Self> {
        let mut layer = Layer::new(dims, color, LayerKind::Color)?;
        layer.swizzle = Swizzle::RGBA;
        let mut depth = Layer::new(dims, Format::new(Number::F32, 1), LayerKind::Depth)?;
        depth.pixels.elements_mut::<f32>().fill(1.0);
        let picking = Layer::new(dims, Self::RGBA8, LayerKind::Picking)?;
        Ok(Self {
            color: vec![layer].into(),
            depth: ROption::RSome(depth),
            picking: ROption::RSome(picking),
        })
    }

    /// An image of colours only.
    pub fn from_layer(layer: Layer) -> Self {
        Self { color: vec![layer].into(), depth: ROption::RNone, picking: ROption::RNone }
    }

    /// Number of pixels along x and y; zero if there is no layer at all.
    pub fn size(&self) -> UVec2 {
        self.layers().next().map_or(UVec2::ZERO, Layer::size)
    }

    /// All layers: colours, depth, picking.
    pub fn layers(&self) -> impl Iterator<Item = &Layer> {
        self.color
            .iter()
            .chain(self.depth.as_ref().into_option())
            .chain(self.picking.as_ref().into_option())
    }

    /// The layer of a kind; of colours, the one with this index.
    pub fn layer(&self, kind: LayerKind, color_index: usize) -> Option<&Layer> {
        match kind {
            LayerKind::Color => self.color.get(color_index),
            LayerKind::Depth => self.depth.as_ref().into_option(),
            LayerKind::Picking => self.picking.as_ref().into_option(),
        }
    }

    /// The image at another size: kept in proportion, in the middle of transparent black at the
    /// far plane; depth takes the nearest pixel, all else is interpolated as textures are.
    pub fn letterboxed(&self, size: UVec2) -> Result<Self> {
        self.each_layer(|layer| letterboxed(layer, size))
    }

    /// The same for images that Inviwo has in main memory, such as those from files: there first and
    /// last pixels stay at the border, and whole numbers are rounded down.
    pub fn letterboxed_in_memory(&self, size: UVec2) -> Result<Self> {
        self.each_layer(|layer| match layer.kind {
            LayerKind::Depth => letterboxed(layer, size),
            LayerKind::Color | LayerKind::Picking => letterboxed_in_memory(layer, size),
        })
    }

    fn each_layer(&self, change: impl Fn(&Layer) -> Result<Layer>) -> Result<Self> {
        let option = |layer: &ROption<Layer>| -> Result<ROption<Layer>> {
            Ok(layer.as_ref().into_option().map(&change).transpose()?.into())
        };
        Ok(Self {
            color: self.color.iter().map(&change).collect::<Result<Vec<_>>>()?.into(),
            depth: option(&self.depth)?,
            picking: option(&self.picking)?,
        })
    }
}

/// An empty layer of a size for the pixels of another one, and the part of it along each axis that
/// they fill; none if there is nothing to fill it with.
fn frame(layer: &Layer, size: UVec2) -> Result<(Layer, Option<glam::DVec2>)> {
    let mut target = Layer::new(size.to_array(), layer.format, layer.kind)?;
    target.swizzle = layer.swizzle;
    target.interpolation = layer.interpolation;
    target.wrapping = layer.wrapping;
    target.data_map = layer.data_map.clone();
    let (from, to) = (layer.size().as_dvec2(), size.as_dvec2());
    if layer.kind == LayerKind::Depth && layer.format == Format::new(Number::F32, 1) {
        target.pixels.elements_mut::<f32>().fill(1.0);
    }
    if from.min_element() < 1.0 || to.min_element() < 1.0 {
        return Ok((target, None));
    }
    let (source_ratio, target_ratio) = (from.x / from.y, to.x / to.y);
    let mut scale = glam::DVec2::ONE;
    match target_ratio < source_ratio {
        true => scale.y = target_ratio / source_ratio,
        false => scale.x = source_ratio / target_ratio,
    }
    Ok((target, Some(scale)))
}

fn letterboxed_in_memory(layer: &Layer, size: UVec2) -> Result<Layer> {
    let (mut target, scale) = frame(layer, size)?;
    let Some(scale) = scale else { return Ok(target) };
    let inner = (size.as_dvec2() * scale + 1e-6).as_uvec2().max(UVec2::ONE);
    let taps = [0, 1].map(|axis| linear_taps(layer.dims[axis] as usize, inner[axis] as usize));
    let pixels = layer.resampled([&taps[0], &taps[1]])?;
    let first = (size - inner) / 2;
    let pixel_size = layer.format.size();
    let width = inner.x as usize * pixel_size;
    for (y, row) in pixels.bytes().chunks_exact(width).enumerate() {
        let start = ((first.y as usize + y) * size.x as usize + first.x as usize) * pixel_size;
        target.pixels.bytes_mut()[start..start + width].copy_from_slice(row);
    }
    Ok(target)
}

fn letterboxed(layer: &Layer, size: UVec2) -> Result<Layer> {
    let (mut target, scale) = frame(layer, size)?;
    let Some(scale) = scale else { return Ok(target) };
    let to = size.as_dvec2();
    let number = layer.format.number;
    let (pixel_size, number_size) = (layer.format.size(), number.size());
    let rows = target.pixels.bytes_mut().par_chunks_mut(size.x as usize * pixel_size);
    rows.enumerate().for_each(|(y, row)| {
        for (x, pixel) in row.chunks_exact_mut(pixel_size).enumerate() {
            let uv = glam::DVec2::new(x as f64 + 0.5, y as f64 + 0.5) / to;
            let uv = (uv - 0.5) / scale + 0.5;
            if uv.min_element() < 0.0 || uv.max_element() > 1.0 {
                continue;
            }
            for (value, bytes) in sample(layer, uv).iter().zip(pixel.chunks_exact_mut(number_size))
            {
                number.write(*value, bytes);
            }
        }
    });
    Ok(target)
}

/// Stored numbers at a position in the unit square, clamped to the border.
fn sample(layer: &Layer, uv: glam::DVec2) -> [f64; 4] {
    let dims = layer.size().as_dvec2();
    let at = |x: f64, y: f64| {
        let x = x.clamp(0.0, dims.x - 1.0) as usize;
        let y = y.clamp(0.0, dims.y - 1.0) as usize;
        layer.pixel_at(y * layer.dims[0] as usize + x)
    };
    if layer.interpolation == Interpolation::Nearest || layer.kind == LayerKind::Depth {
        return at((uv.x * dims.x).floor(), (uv.y * dims.y).floor());
    }
    let position = uv * dims - 0.5;
    let (low, part) = (position.floor(), position - position.floor());
    let mut value = [0.0; 4];
    for (dx, dy) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)] {
        let weight =
            (1.0 - dx + (2.0 * dx - 1.0) * part.x) * (1.0 - dy + (2.0 * dy - 1.0) * part.y);
        for (value, corner) in value.iter_mut().zip(at(low.x + dx, low.y + dy)) {
            *value += if dx == 0.0 || part.x > 0.0 { weight * corner } else { 0.0 };
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Element;

    #[test]
    fn the_same_size_is_the_same_picture() -> Result<()> {
        let pixels: Vec<[u8; 4]> = (0..12).map(|n| [n, 2 * n, 3 * n, 255]).collect();
        let layer = Layer::from_pixels([4, 3], LayerKind::Color, &pixels);
        let same = Image::from_layer(layer).letterboxed(UVec2::new(4, 3))?;
        assert_eq!(same.color[0].pixels.elements::<[u8; 4]>(), pixels);
        Ok(())
    }

    #[test]
    fn a_wide_picture_gets_bars_above_and_below() -> Result<()> {
        let layer = Layer::from_pixels([4, 2], LayerKind::Color, &[[255u8; 4]; 8]);
        let square = Image::from_layer(layer).letterboxed(UVec2::new(4, 4))?;
        let rows: Vec<u8> =
            square.color[0].pixels.elements::<[u8; 4]>().chunks(4).map(|row| row[0][0]).collect();
        assert_eq!(rows, [0, 255, 255, 0]);
        Ok(())
    }

    #[test]
    fn in_memory_the_ends_of_a_picture_stay_at_the_border() -> Result<()> {
        let layer = Layer::from_pixels([2, 1], LayerKind::Color, &[0.0f32, 6.0]);
        let image = Image::from_layer(layer).letterboxed_in_memory(UVec2::new(4, 4))?;
        let pixels = image.color[0].pixels.elements::<f32>();
        assert_eq!(pixels[4..8], [0.0, 2.0, 4.0, 6.0]);
        assert_eq!((&pixels[..4], &pixels[12..]), (&[0.0; 4][..], &[0.0; 4][..]));
        let none = Layer::new([0, 3], f32::FORMAT, LayerKind::Color)?;
        let image = Image::from_layer(none).letterboxed_in_memory(UVec2::new(4, 2))?;
        assert_eq!(image.color[0].dims, [4, 2]);
        Ok(())
    }
}
