//! Sequences: several volumes, layers or meshes in order, such as the steps of a simulation.

use crate::abi::{RVec, StableAbi};
use crate::data::{Data, Layer, Mesh, SpatialSampler4D, Volume};

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

impl VolumeSequence {
    /// The time of each volume, rising: its note `timestamp`; where one has none or an older one, all
    /// are spread from 0 to 1.
    pub fn times(&self) -> Vec<f64> {
        let noted = self.volumes.iter().map(|volume| {
            volume.metadata.get("timestamp").and_then(|time| time.trim().parse::<f64>().ok())
        });
        let noted: Option<Vec<f64>> = noted.collect();
        if let Some(times) = noted
            && times.windows(2).all(|pair| pair[0] < pair[1])
        {
            return times;
        }
        let last = self.volumes.len().saturating_sub(1).max(1) as f64;
        (0..self.volumes.len()).map(|n| n as f64 / last).collect()
    }

    /// The vectors at any place and time; `loops` lets the first volume follow the last.
    pub fn sampler(&self, loops: bool) -> SpatialSampler4D {
        SpatialSampler4D { volumes: self.volumes.clone(), times: self.times().into(), loops }
    }
}

/// Layers in order, such as the frames of a film.
#[repr(C)]
#[derive(StableAbi, Clone, Debug, Default)]
pub struct LayerSequence {
    /// The layers; each one shares its pixels with whoever else uses it.
    pub layers: RVec<Layer>,
}

impl Data for LayerSequence {
    const TYPE_ID: &'static str = "ivw.LayerSequence/1";
    const PORT: &'static str = "LayerSequence";
    const COLOR: [u8; 3] = [90, 127, 183];
    const NAME: &'static str = "a sequence of layers";
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
