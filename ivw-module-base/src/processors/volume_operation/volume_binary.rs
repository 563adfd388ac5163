//! A mask of the voxels that are above or below a threshold.

use crate::algorithm::voxels::{no_voxels, stored_at};
use glam::DVec3;
use ivw_core::prelude::*;
use ivw_render::raycast::VolumeTexture;

/// Compares voxels with a threshold.
///
/// |              | shape          | value         | unit                                     |
/// |--------------|----------------|---------------|------------------------------------------|
/// | inputVolume  | `[nx, ny, nz]` | 1 to 4 numbers, the first one counts | integers of up to 16 bits as parts of their largest |
/// | outputVolume | `[nx, ny, nz]` | `u8`          | 255 where the comparison holds, else 0   |
#[derive(Processor)]
#[processor("org.inviwo.VolumeBinary", category = "Volume Operation", tags = "CPU")]
pub struct VolumeBinary {
    /// Volume to compare.
    #[inport("inputVolume")]
    volume: In<Volume>,

    /// The mask.
    #[outport("outputVolume")]
    mask: Out<Volume>,

    /// What voxels are compared with; it knows no data range.
    #[property("threshold", default = 0.5, range = 0.0..=1.0)]
    threshold: f32,

    /// How they are compared.
    #[property("operator", name = "Operator", invalidates = InvalidationLevel::InvalidResources)]
    operator: Operator,
}

/// This is a comparison of a number with a threshold.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Operator {
    /// Larger.
    #[default]
    #[choice("greaterthen", ">")]
    Greater,
    /// Larger or the same.
    #[choice("greaterthenorequal", ">=")]
    GreaterOrEqual,
    /// Smaller.
    #[choice("lessthen", "<")]
    Less,
    /// Smaller or the same.
    #[choice("lessthenorequal", "<=")]
    LessOrEqual,
    /// The same.
    #[choice("equal", "==")]
    Equal,
    /// Another one.
    #[choice("notequal", "!=")]
    NotEqual,
}

impl Operator {
    fn holds(self, a: f32, b: f32) -> bool {
        match self {
            Self::Greater => a > b,
            Self::GreaterOrEqual => a >= b,
            Self::Less => a < b,
            Self::LessOrEqual => a <= b,
            Self::Equal => a == b,
            Self::NotEqual => a != b,
        }
    }
}

impl Process for VolumeBinary {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let texture = VolumeTexture::new(&*volume).ok_or_else(no_voxels)?;
        let per_voxel = volume.size().as_dvec3().recip();
        let mut mask = stored_at(&volume, u8::FORMAT, context, |voxel| {
            let at: DVec3 = (voxel.as_dvec3() + 0.5) * per_voxel;
            let holds = self.operator.holds(texture.texel(at)[0] as f32, self.threshold);
            [if holds { 255.0 } else { 0.0 }, 0.0, 0.0, 0.0]
        })?;
        mask.data_map = DataMap::of(Number::U8);
        mask.data_map.value_axis.name = "mask".into();
        self.mask.set(mask);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    #[test]
    fn every_operator_compares() -> Result<()> {
        let volume = Volume::from_fn(UVec3::new(3, 1, 1), |v| v.x as f32)?;
        let mut node = VolumeBinary { volume: volume.into(), threshold: 1.0, ..Default::default() };
        for (operator, expected) in [
            (Operator::Greater, [0, 0, 255]),
            (Operator::GreaterOrEqual, [0, 255, 255]),
            (Operator::Less, [255, 0, 0]),
            (Operator::LessOrEqual, [255, 255, 0]),
            (Operator::Equal, [0, 255, 0]),
            (Operator::NotEqual, [255, 0, 255]),
        ] {
            node.operator = operator;
            node.process(&Context::detached())?;
            assert_eq!(node.mask.get()?.voxels.bytes(), expected, "{operator:?}");
        }
        assert_eq!(node.mask.get()?.data_map.value_axis.name, "mask");
        Ok(())
    }

    #[test]
    fn bytes_are_parts_of_255_whatever_the_data_range() -> Result<()> {
        let mut volume = Volume::from_fn(UVec3::new(2, 1, 1), |v| 120 + 20 * v.x as u8)?;
        volume.data_map.data_range = [120.0, 140.0];
        let mut node = VolumeBinary { volume: volume.into(), ..Default::default() };
        node.process(&Context::detached())?;
        assert_eq!(node.mask.get()?.voxels.bytes(), [0, 255]);
        Ok(())
    }
}
