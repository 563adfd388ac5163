//! Sequences: several volumes or meshes in order, such as the steps of a simulation.

use crate::abi::{RVec, StableAbi};
use crate::data::{Data, Mesh, Volume};

/// Volumes in order, such as the steps of a simulation.
#[repr(C)]
#[derive(StableAbi, Clone, Debug, Default)]
pub struct VolumeSequence {
    /// The volumes; each one shares its voxels with whoever else uses it.
    pub volumes: RVec<Volume>,
}

impl Data for VolumeSequence {
    const TYPE_ID: &'static str = "ivw.VolumeSequence/1";
    const PORT: &'static str = "VolumeSequence";
    const COLOR: [u8; 3] = [188, 101, 101];
    const NAME: &'static str = "a sequence of volumes";
}

/// Meshes in order, such as the steps of a simulation.
#[repr(C)]
#[derive(StableAbi, Clone, Debug, Default)]
pub struct MeshSequence {
    /// The meshes; each one shares its buffers with whoever else uses it.
    pub meshes: RVec<Mesh>,
}

impl Data for MeshSequence {
    const TYPE_ID: &'static str = "ivw.MeshSequence/1";
    const PORT: &'static str = "MeshSequence";
    const COLOR: [u8; 3] = [188, 188, 101];
    const NAME: &'static str = "a sequence of meshes";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{DataHandle, Format, Number};
    use crate::error::Result;

    #[test]
    fn a_volume_in_a_sequence_is_not_copied() -> Result<()> {
        let volume = Volume::new([2, 2, 2], Format::new(Number::U8, 1))?;
        let sequence = VolumeSequence { volumes: vec![volume.clone(), volume.clone()].into() };
        let back = DataHandle::new(sequence).downcast::<VolumeSequence>()?;
        assert!(back.volumes.iter().all(|step| step.voxels.is_same(&volume.voxels)));
        Ok(())
    }
}
