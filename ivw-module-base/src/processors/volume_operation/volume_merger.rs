//! Several volumes as components of one.

use crate::algorithm::voxels::{drawn, no_voxels};
use ivw_core::prelude::*;
use ivw_render::raycast::VolumeTexture;

/// Makes the first components of up to four volumes the components of one.
///
/// |                  | shape          | value                         | unit                 |
/// |------------------|----------------|-------------------------------|----------------------|
/// | inputVolume      | `[nx, ny, nz]` | the first number counts       | as a texture         |
/// | volume2, 3, 4    | any            | the first number counts       | as a texture         |
/// | outputVolume     | `[nx, ny, nz]` | one for each connected volume | as a texture         |
///
/// Volumes are looked up at the same place of their unit cubes; all but the numbers is that of the
/// first.
#[derive(Processor)]
#[processor("org.inviwo.VolumeMerger", category = "Volume Operation", tags = "CPU")]
pub struct VolumeMerger {
    /// First component.
    #[inport("inputVolume")]
    first: In<Volume>,

    /// Next component.
    #[inport("volume2", optional)]
    second: In<Volume>,

    /// Next component.
    #[inport("volume3", optional)]
    third: In<Volume>,

    /// Next component.
    #[inport("volume4", optional)]
    fourth: In<Volume>,

    /// All of them.
    #[outport("outputVolume")]
    merged: Out<Volume>,
}

impl Process for VolumeMerger {
    fn process(&mut self, context: &Context) -> Result<()> {
        let first = self.first.get()?;
        let others = [&self.second, &self.third, &self.fourth];
        let volumes = std::iter::once(Some(&first)).chain(others.map(|port| port.data()));
        let textures: Vec<_> = volumes
            .flatten()
            .map(|volume| VolumeTexture::new(&**volume).ok_or_else(no_voxels))
            .collect::<Result<_>>()?;
        let format = Format::new(first.format.number, textures.len() as u8);
        let mut merged = drawn(&first, format, context, |at| {
            let mut components = [0.0; 4];
            for (component, texture) in components.iter_mut().zip(&textures) {
                *component = texture.texel(at)[0];
            }
            components
        })?;
        merged.swizzle = Swizzle::RGBA;
        self.merged.set(merged);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    #[test]
    fn each_connected_volume_is_a_component() -> Result<()> {
        let volume = |value: u8| Volume::from_fn(UVec3::new(2, 1, 1), |v| value + v.x as u8);
        let mut node = VolumeMerger { first: volume(10)?.into(), ..Default::default() };
        node.third = volume(30)?.into();
        node.process(&Context::detached())?;
        let merged = node.merged.get()?;
        assert_eq!((merged.format.components, merged.voxels.bytes()), (2, &[10, 30, 11, 31][..]));
        Ok(())
    }
}
