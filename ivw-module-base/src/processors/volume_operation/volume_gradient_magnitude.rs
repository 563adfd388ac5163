//! How steep a volume is.

use crate::algorithm::channels::{CHANNELS, Offered};
use crate::algorithm::voxels::{drawn, joint_range, no_voxels};
use glam::DVec3;
use ivw_core::prelude::*;
use ivw_render::raycast::{VolumeTexture, WorldSteps};

/// Steepness of one component of a volume, by central differences.
///
/// |              | shape          | value          | unit                                         |
/// |--------------|----------------|----------------|----------------------------------------------|
/// | inputVolume  | `[nx, ny, nz]` | 1 to 4 numbers | of the field                                 |
/// | outputVolume | `[nx, ny, nz]` | `f32`          | parts of the data range per unit of the world |
#[derive(Processor)]
#[processor("org.inviwo.VolumeGradientMagnitude", category = "Volume Operation", tags = "CPU")]
pub struct VolumeGradientMagnitude {
    /// Volume to measure.
    #[inport("inputVolume")]
    volume: In<Volume>,

    /// Length of the slope at each voxel.
    #[outport("outputVolume")]
    magnitude: Out<Volume>,

    /// Component that is measured.
    #[property("channel", options = &CHANNELS)]
    channel: i32,

    /// Factor on the result.
    #[property(
        "gradientScaling",
        name = "Scaling",
        default = 1.0,
        from = 100.0 * f32::EPSILON..=100.0,
        step = 100.0 / 256.0
    )]
    scale: f32,

    channels: Offered,
}

impl Process for VolumeGradientMagnitude {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let texture = VolumeTexture::new(&*volume).ok_or_else(no_voxels)?;
        let chosen = self.channel;
        let channel = self.channels.choose("channel", &CHANNELS, chosen, volume.format, context);
        let steps = WorldSteps::of(&volume);
        let mut magnitude = drawn(&volume, f32::FORMAT, context, |at| {
            let value = |at: DVec3| texture.normalized(at)[channel];
            let slope = steps.map_or(DVec3::ZERO, |steps| steps.slope(at, value));
            [slope.length() * f64::from(self.scale), 0.0, 0.0, 0.0]
        })?;
        let range = joint_range(&magnitude);
        magnitude.data_map = DataMap {
            data_range: range,
            value_range: range,
            value_axis: Axis::new("Gradient magnitude", ""),
        };
        self.magnitude.set(magnitude);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    #[test]
    fn a_ramp_is_equally_steep_within() -> Result<()> {
        let mut volume = Volume::from_fn(UVec3::splat(5), |v| (v.x + v.y) as f32)?;
        volume.data_map.data_range = [0.0, 8.0];
        let mut node =
            VolumeGradientMagnitude { volume: volume.into(), scale: 2.0, ..Default::default() };
        node.process(&Context::detached())?;
        let magnitude = node.magnitude.get()?;
        // An eighth per voxel along two axes, five voxels in a unit.
        let expected = 2.0 * 5.0 / 8.0 * 2.0_f64.sqrt();
        assert!((magnitude.voxel(UVec3::splat(2))[0] - expected).abs() < 1e-5);
        assert!((magnitude.data_map.value_range[1] - expected).abs() < 1e-5);
        Ok(())
    }
}
