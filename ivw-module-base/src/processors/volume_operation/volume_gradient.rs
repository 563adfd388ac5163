//! The slopes of a volume, as shaders measure them.

use crate::algorithm::channels::{COUNTED_CHANNELS, Offered};
use crate::algorithm::voxels::{drawn, no_voxels};
use glam::DVec3;
use ivw_core::prelude::*;
use ivw_render::raycast::{VolumeTexture, WorldSteps};

/// Slope of one component of a volume, by central differences.
///
/// |              | shape          | value               | unit                           |
/// |--------------|----------------|---------------------|--------------------------------|
/// | inputVolume  | `[nx, ny, nz]` | 1 to 4 numbers      | of the field                   |
/// | outputVolume | `[nx, ny, nz]` | `Vec3`, or `Vec4` with the component itself | parts of the data range per unit of the world |
///
/// Beyond the border is what the volume's wrapping puts there.
/// The data range stays that of the input, as in Inviwo.
#[derive(Processor)]
#[processor("org.inviwo.VolumeGradient", category = "Volume Operation", tags = "CPU")]
pub struct VolumeGradient {
    /// Volume to measure.
    #[inport("inputVolume")]
    volume: In<Volume>,

    /// One slope for each voxel, pointing uphill.
    #[outport("outputVolume")]
    gradient: Out<Volume>,

    /// Component that is measured.
    #[property("channel", options = &COUNTED_CHANNELS)]
    channel: i32,

    /// Put the component itself behind the slope, as a part of the data range.
    #[property(
        "dataInChannel4_",
        name = "Store Input Data in Alpha",
        invalidates = InvalidationLevel::InvalidResources
    )]
    keeps_data: bool,

    channels: Offered,
}

impl Process for VolumeGradient {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let texture = VolumeTexture::new(&*volume).ok_or_else(no_voxels)?;
        let chosen = self.channel;
        let channel =
            self.channels.choose("channel", &COUNTED_CHANNELS, chosen, volume.format, context);
        let format = Format::new(Number::F32, if self.keeps_data { 4 } else { 3 });
        let steps = WorldSteps::of(&volume);
        let gradient = drawn(&volume, format, context, |at| {
            let value = |at: DVec3| texture.normalized(at)[channel];
            let slope = steps.map_or(DVec3::ZERO, |steps| steps.slope(at, value));
            slope.extend(if self.keeps_data { value(at) } else { 0.0 }).to_array()
        })?;
        self.gradient.set(gradient);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{Mat3, UVec3, Vec3};

    #[test]
    fn a_ramp_has_a_constant_slope_in_the_world() -> Result<()> {
        let mut volume = Volume::from_fn(UVec3::new(8, 4, 4), |v| v.x as f32)?;
        volume.data_map.data_range = [0.0, 7.0];
        volume.set_basis(Mat3::from_diagonal(Vec3::new(16.0, 1.0, 1.0)));
        let mut node = VolumeGradient { volume: volume.into(), ..Default::default() };
        node.process(&Context::detached())?;
        let gradient = node.gradient.get()?;
        assert_eq!(gradient.format, Format::new(Number::F32, 3));
        let [x, y, z, _] = gradient.voxel(UVec3::new(3, 1, 2));
        // One seventh of the range per voxel, and a voxel is 2 wide.
        assert!((x - 1.0 / 14.0).abs() < 1e-6 && y.abs() < 1e-6 && z.abs() < 1e-6);
        node.keeps_data = true;
        node.process(&Context::detached())?;
        let value = node.gradient.get()?.voxel(UVec3::new(7, 0, 0))[3];
        assert!((value - 1.0).abs() < 1e-6);
        Ok(())
    }
}
