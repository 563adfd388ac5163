//! Regions that lose their borders.

use crate::algorithm::voxels::{empty_like, fill, no_voxels};
use glam::{IVec3, UVec3};
use ivw_core::prelude::*;
use std::ops::Range;

/// Takes voxels away from regions where they touch another one.
///
/// |              | shape          | value                                | unit          |
/// |--------------|----------------|--------------------------------------|---------------|
/// | inputVolume  | `[nx, ny, nz]` | numbers of regions, the first counts | of the region |
/// | outputVolume | `[nx, ny, nz]` | as in the input                      | of the region |
///
/// In each round, a voxel gets the fill value if one of the seven neighbours before it, along any
/// axes, has another number.
#[derive(Processor)]
#[processor("org.inviwo.VolumeRegionShrink", category = "Volume Operation", tags = "CPU")]
pub struct VolumeRegionShrink {
    /// Volume of regions.
    #[inport("inputVolume")]
    volume: In<Volume>,

    /// The smaller regions.
    #[outport("outputVolume")]
    result: Out<Volume>,

    /// How often a layer of voxels is taken away.
    #[property("iterations", default = 3, range = 0..=25)]
    n_rounds: i32,

    /// Stored numbers of the input's ends.
    #[property(
        "dataRange",
        name = "Data range",
        default = 0.0..255.0,
        range = f64::MIN..=f64::MAX,
        semantics = "Text",
        read_only = true,
        invalidates = InvalidationLevel::Valid
    )]
    data_range: Range<f64>,

    /// Physical values of the input's ends.
    #[property(
        "valueRange",
        name = "Value range",
        default = 0.0..255.0,
        range = f64::MIN..=f64::MAX,
        semantics = "Text",
        read_only = true,
        invalidates = InvalidationLevel::Valid
    )]
    value_range: Range<f64>,

    /// Number of what is taken away.
    #[property("fillValue", name = "Fill Value", range = 0..=i32::MAX, semantics = "Text")]
    fill_value: i32,
}

impl Process for VolumeRegionShrink {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        if volume.n_voxels() == 0 {
            return Err(no_voxels());
        }
        for (id, [lo, hi]) in
            [("dataRange", volume.data_map.data_range), ("valueRange", volume.data_map.value_range)]
        {
            context.set(id, Value::Floats([lo.min(hi), lo.max(hi)].into_iter().collect()));
        }
        let fill_value = f64::from(self.fill_value);
        let mut result = (*volume).clone();
        for _ in 0..self.n_rounds.clamp(0, 25) {
            result = shrunk(&result, fill_value, context)?;
        }
        let [lo, hi] = volume.data_map.data_range;
        result.data_map.data_range = [lo.min(fill_value), hi.max(fill_value)];
        result.data_map.value_range = result.data_map.data_range;
        self.result.set(result);
        Ok(())
    }
}

fn shrunk(volume: &Volume, fill_value: f64, context: &Context) -> Result<Volume> {
    let mut result = empty_like(volume, volume.dims, volume.format)?;
    let write = |number, value, bytes: &mut [u8]| Number::write(number, value, bytes);
    let last = volume.size().as_ivec3() - 1;
    fill(&mut result, context, write, |voxel: UVec3| {
        let here = volume.voxel(voxel);
        for corner in 1..8 {
            let before = IVec3::new(corner & 1, corner >> 1 & 1, corner >> 2);
            let neighbour = (voxel.as_ivec3() - before).clamp(IVec3::ZERO, last).as_uvec3();
            if volume.voxel(neighbour)[0] != here[0] {
                return [fill_value; 4];
            }
        }
        here
    })?;
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_round_takes_the_voxels_that_touch_another_region() -> Result<()> {
        let volume = Volume::from_fn(UVec3::new(6, 1, 1), |v| if v.x < 2 { 1u8 } else { 2 })?;
        let mut node = VolumeRegionShrink { volume: volume.into(), ..Default::default() };
        for (n_rounds, expected) in
            [(0, [1, 1, 2, 2, 2, 2]), (1, [1, 1, 9, 2, 2, 2]), (2, [1, 1, 9, 9, 2, 2])]
        {
            (node.n_rounds, node.fill_value) = (n_rounds, 9);
            node.process(&Context::detached())?;
            assert_eq!(node.result.get()?.voxels.bytes(), expected, "{n_rounds}");
        }
        node.fill_value = 300;
        node.process(&Context::detached())?;
        assert_eq!(node.result.get()?.data_map.data_range, [0.0, 300.0]);
        Ok(())
    }
}
