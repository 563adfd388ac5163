//! Another model matrix for a volume.

use ivw_core::prelude::*;
use ivw_render::properties::VolumeBasis;

/// Puts a volume elsewhere in model space.
///
/// |         | shape          | value          | unit         |
/// |---------|----------------|----------------|--------------|
/// | inport  | `[nx, ny, nz]` | any            | of the field |
/// | outport | `[nx, ny, nz]` | as it comes in | of the field |
#[derive(Processor)]
#[processor("org.inviwo.BasisTransformVolume", category = "Coordinate Transforms", tags = "CPU")]
pub struct BasisTransformVolume {
    /// Volume to put elsewhere.
    #[inport("inport")]
    volume: In<Volume>,

    /// The volume with another model matrix.
    #[outport("outport")]
    result: Out<Volume>,

    /// Where it is put.
    #[group("basis", name = "Basis and offset")]
    basis: VolumeBasis,

    /// What came in last.
    last: Option<Shared<Volume>>,
}

impl Process for BasisTransformVolume {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let is_new = !self.last.as_ref().is_some_and(|last| last.is_same(&volume));
        let model = self.basis.update("basis", &volume, is_new, context);
        self.result.set(Volume { model: model.to_cols_array_2d(), ..(*volume).clone() });
        self.last = Some(volume);
        Ok(())
    }

    fn not_ready(&mut self) -> Result<()> {
        // Keep no volume alive that nobody else needs.
        self.last = None;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{Mat4, Vec3};

    #[test]
    fn a_volume_is_where_its_basis_says_and_its_voxels_stay() -> Result<()> {
        let volume = Volume::new([2, 2, 2], u8::FORMAT)?;
        let mut node = BasisTransformVolume { volume: volume.into(), ..Default::default() };
        node.process(&Context::detached())?;
        assert_eq!(node.result.get()?.model, Mat4::IDENTITY.to_cols_array_2d());
        node.basis.overrides = true;
        node.basis.a = Vec3::X * 4.0;
        node.process(&Context::detached())?;
        let result = node.result.get()?;
        assert_eq!(result.model[0][0], 4.0);
        assert!(result.voxels.is_same(&node.volume.get()?.voxels));
        Ok(())
    }
}
