//! A volume of opacities.

use crate::algorithm::voxels::{drawn, no_voxels};
use ivw_core::prelude::*;
use ivw_render::color_table::ColorTable;
use ivw_render::raycast::VolumeTexture;

/// Replaces numbers by the opacity that a transfer function gives them.
///
/// |              | shape          | value                                | unit                 |
/// |--------------|----------------|--------------------------------------|----------------------|
/// | inputVolume  | `[nx, ny, nz]` | 1 to 4 numbers, the first one counts | of the field         |
/// | outputVolume | `[nx, ny, nz]` | as many, all the same                | opacity, as a texture |
#[derive(Processor)]
#[processor("org.inviwo.VolumeMapping", category = "Volume Operation", tags = "CPU")]
pub struct VolumeMapping {
    /// Volume to map.
    #[inport("inputVolume")]
    volume: In<Volume>,

    /// Opacity of each voxel.
    #[outport("outputVolume")]
    result: Out<Volume>,

    /// Opacity of each value.
    #[property("transferFunction", name = "Transfer Function")]
    transfer_function: TransferFunction,
}

impl Process for VolumeMapping {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let texture = VolumeTexture::new(&*volume).ok_or_else(no_voxels)?;
        let table = ColorTable::new(&self.transfer_function, &volume.data_map);
        let result = drawn(&volume, volume.format, context, |at| {
            [f64::from(table.at(texture.normalized(at)[0])[3]); 4]
        })?;
        self.result.set(result);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    #[test]
    fn numbers_become_their_opacity() -> Result<()> {
        let volume = Volume::from_fn(UVec3::new(2, 1, 1), |v| [v.x as u8 * 255, 7])?;
        let mut node = VolumeMapping { volume: volume.into(), ..Default::default() };
        node.transfer_function =
            TransferFunction::new(&[(0.0, [0.0, 0.0, 0.0, 0.2]), (1.0, [1.0; 4])]);
        node.process(&Context::detached())?;
        assert_eq!(node.result.get()?.voxels.bytes(), [51, 51, 255, 255]);
        Ok(())
    }
}
