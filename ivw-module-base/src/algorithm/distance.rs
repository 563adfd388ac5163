//! Distances in layers, by the transform of volumes.

use crate::algorithm::picture::like;
use crate::processors::volume_operation::distance_transform::transform;
use glam::{DVec3, UVec2, UVec3, Vec3};
use ivw_core::prelude::*;

/// What distances are measured, and how.
pub(crate) struct Distance {
    pub(crate) threshold: f64,
    /// Values below the threshold are features, rather than those above.
    pub(crate) is_flipped: bool,
    /// The threshold is a part of the data range.
    pub(crate) is_normalized: bool,
    pub(crate) scale: f64,
    pub(crate) is_squared: bool,
    /// Pixels that one becomes.
    pub(crate) factors: UVec2,
}

impl Distance {
    /// The distances in a layer.
    pub(crate) fn of(&self, layer: &Layer, context: &Context) -> Result<Layer> {
        let size = layer.size();
        if size.min_element() == 0 {
            return Err(Error::new("the layer has no pixels").hint("load or make another one"));
        }
        let dims = [0, 1].map(|n| layer.dims[n].checked_mul(self.factors[n]));
        let [Some(width), Some(height)] = dims else {
            return Err(
                Error::new("the result would have too many pixels").hint("use smaller factors")
            );
        };
        let source = Volume::from_memory(
            [layer.dims[0], layer.dims[1], 1],
            layer.format,
            layer.pixels.clone(),
        )?;
        let mut distances = Volume::new([width, height, 1], f32::FORMAT)?;
        let edge = |n: usize| {
            let length = Vec3::from_slice(&layer.model[n][..3]).length();
            f64::from(length) / f64::from([width, height][n])
        };
        let cell = DVec3::new(edge(0).powi(2), edge(1).powi(2), 0.0);
        let factors = UVec3::new(self.factors.x, self.factors.y, 1);
        let is_feature = |stored: f64| {
            let value = match self.is_normalized {
                true => layer.data_map.normalized(stored),
                false => stored,
            };
            if self.is_flipped { value < self.threshold } else { value > self.threshold }
        };
        transform(&mut distances, &source, factors, cell, is_feature, context)?;
        let mut largest = 0.0f32;
        for number in distances.voxels.elements_mut::<f32>() {
            let squared = f64::from(*number);
            let distance = if self.is_squared { squared } else { squared.sqrt() };
            *number = (self.scale * distance) as f32;
            largest = largest.max(*number);
        }
        let mut result = like(layer, f32::FORMAT)?;
        result.dims = [width, height];
        result.pixels = distances.voxels;
        result.swizzle = Swizzle::LUMINANCE;
        let range = [0.0, if largest > 0.0 { f64::from(largest) } else { 1.0 }];
        result.data_map = DataMap {
            data_range: range,
            value_range: range,
            value_axis: Axis::new("distance", ""),
        };
        Ok(result)
    }
}
