//! Differences in fields of vectors, by steps along the axes of the world.

use glam::{Mat4, Vec2, Vec3, Vec4};
use ivw_core::prelude::*;
use ivw_render::raycast::VolumeTexture;

/// The vectors of a volume, to be read at any place.
pub(crate) fn vectors_of(volume: &Volume) -> Result<VolumeTexture<'_>> {
    if volume.format.components < 3 {
        return Err(Error::new(format!(
            "vectors have 3 numbers, but voxels are {}",
            volume.format
        ))
        .hint("connect a volume of vectors"));
    }
    VolumeTexture::new(volume).ok_or_else(|| {
        Error::new("the volume has no voxels").hint("connect a volume that has some")
    })
}

/// Steps along the sides of a layer that are as long as a pixel in the world.
pub(crate) struct Steps {
    /// Length of a pixel along the world's x and y; negative where the layer runs the other way.
    pub(crate) lengths: Vec2,
    /// The steps in the unit square.
    pub(crate) steps: [Vec2; 2],
}

impl Steps {
    /// The steps of a layer.
    pub(crate) fn of(layer: &Layer) -> Self {
        let matrix = layer.world_from_data();
        let size = layer.size().max(glam::UVec2::ONE).as_vec2();
        let (x, y) = (matrix.x_axis / size.x, matrix.y_axis / size.y);
        let longer = |a: f32, b: f32| if b.abs() > a.abs() { b } else { a };
        let lengths = Vec2::new(longer(x.x, y.x), longer(x.y, y.y));
        let scaled = matrix.inverse() * Mat4::from_scale(Vec3::new(lengths.x, lengths.y, 1.0));
        let column = |axis: Vec4| Vec2::new(axis.x, axis.y);
        Self { lengths, steps: [column(scaled.x_axis), column(scaled.y_axis)] }
    }
}

/// A layer of one number for each pixel, in the place of another one; shown as gray.
pub(crate) fn scalar_layer(like: &Layer, range: [f64; 2]) -> Result<Layer> {
    let mut result = Layer::new(like.dims, f32::FORMAT, LayerKind::Color)?;
    result.swizzle = Swizzle::LUMINANCE;
    (result.interpolation, result.wrapping) = (like.interpolation, like.wrapping);
    (result.model, result.world) = (like.model, like.world);
    result.axes = like.axes.clone();
    (result.data_map.data_range, result.data_map.value_range) = (range, range);
    Ok(result)
}

/// The largest number that the data range of a layer has.
pub(crate) fn largest(layer: &Layer) -> f64 {
    let [lo, hi] = layer.data_map.data_range;
    lo.abs().max(hi.abs())
}

/// The centre of a pixel in the unit square.
pub(crate) fn centre(layer: &Layer, x: u32, y: u32) -> Vec2 {
    (Vec2::new(x as f32, y as f32) + 0.5) / layer.size().as_vec2()
}
