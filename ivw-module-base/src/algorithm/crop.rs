//! Parts of layers and images.

use crate::algorithm::picture::like;
use glam::UVec2;
use ivw_core::prelude::*;

/// A part of a layer; none of it may lie beyond the border.
pub(crate) fn cropped(layer: &Layer, corner: UVec2, size: UVec2) -> Result<Layer> {
    if corner == UVec2::ZERO && size == layer.size() {
        return Ok(layer.clone());
    }
    let fits = corner.checked_add(size).is_some_and(|end| end.cmple(layer.size()).all());
    if !fits {
        return Err(Error::new(format!(
            "{size} pixels from {corner} on lie beyond a layer of {}",
            layer.size()
        )));
    }
    let mut result = like(&Layer { dims: [0, 0], ..layer.clone() }, layer.format)?;
    let mut cut = Layer::new(size.to_array(), layer.format, layer.kind)?;
    let pixel_size = layer.format.size();
    let (from_row, to_row) = (layer.dims[0] as usize * pixel_size, size.x as usize * pixel_size);
    if !cut.pixels.is_empty() {
        let start = corner.x as usize * pixel_size;
        let rows = layer.pixels.bytes().chunks_exact(from_row).skip(corner.y as usize);
        for (target, row) in cut.pixels.bytes_mut().chunks_exact_mut(to_row).zip(rows) {
            target.copy_from_slice(&row[start..start + to_row]);
        }
    }
    (result.dims, result.pixels) = (cut.dims, cut.pixels);
    Ok(result)
}

/// A part of an image with all its layers.
pub(crate) fn cropped_image(image: &Image, corner: UVec2, size: UVec2) -> Result<Image> {
    let crop = |layer: &Layer| cropped(layer, corner, size);
    let color = image.color.iter().map(crop).collect::<Result<Vec<_>>>()?;
    Ok(Image {
        color: color.into(),
        depth: image.depth.as_ref().into_option().map(crop).transpose()?.into(),
        picking: image.picking.as_ref().into_option().map(crop).transpose()?.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_has_the_pixels_that_it_had_in_the_whole() -> Result<()> {
        let pixels: Vec<u8> = (0..12).collect();
        let mut layer = Layer::from_pixels([4, 3], LayerKind::Color, &pixels);
        layer.swizzle = Swizzle::LUMINANCE;
        let part = cropped(&layer, UVec2::new(1, 1), UVec2::new(2, 2))?;
        assert_eq!(part.pixels.bytes(), [5, 6, 9, 10]);
        assert_eq!((part.dims, part.swizzle), ([2, 2], Swizzle::LUMINANCE));
        let whole = cropped(&layer, UVec2::ZERO, UVec2::new(4, 3))?;
        assert!(whole.pixels.is_same(&layer.pixels));
        assert!(cropped(&layer, UVec2::new(3, 0), UVec2::new(2, 1)).is_err());
        assert!(cropped(&layer, UVec2::MAX, UVec2::MAX).is_err());
        assert_eq!(cropped(&layer, UVec2::ZERO, UVec2::ZERO)?.pixels.len(), 0);
        Ok(())
    }
}
