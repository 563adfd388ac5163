//! A volume whose voxels are moved round.

use crate::algorithm::voxels::empty_like;
use glam::{I64Vec3, Vec3};
use ivw_core::prelude::*;
use rayon::prelude::*;

/// Moves all voxels; what leaves at one side comes back at the other.
///
/// |         | shape          | value           | unit         |
/// |---------|----------------|-----------------|--------------|
/// | volume  | `[nx, ny, nz]` | any             | of the field |
/// | outport | `[nx, ny, nz]` | as in the input | of the field |
#[derive(Processor)]
#[processor("org.inviwo.VolumeShifter", category = "Volume Operation", tags = "CPU")]
pub struct VolumeShifter {
    /// Volume to move round.
    #[inport("volume")]
    volume: In<Volume>,

    /// The volume, moved round.
    #[outport("outport")]
    result: Out<Volume>,

    /// Whether anything moves; otherwise the volume goes through.
    #[property("enabled", name = "Enable Operation", default = true)]
    is_on: bool,

    /// How far, in parts of the volume's sides; whole voxels towards zero.
    #[property("offset", range = -1.0..=1.0)]
    offset: Vec3,
}

impl Process for VolumeShifter {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let dims = volume.size();
        let steps = (self.offset * dims.as_vec3()).as_i64vec3();
        if !self.is_on || steps == I64Vec3::ZERO || volume.n_voxels() == 0 {
            self.result.set(volume);
            return Ok(());
        }
        let shifted = shifted(&volume, steps, context)?;
        self.result.set(shifted);
        Ok(())
    }
}

/// The voxels so many steps further, round the border.
fn shifted(volume: &Volume, steps: I64Vec3, context: &Context) -> Result<Volume> {
    let mut result = empty_like(volume, volume.dims, volume.format)?;
    let [nx, ny, nz] = volume.dims.map(i64::from);
    let size = volume.format.size();
    let row_len = nx as usize * size;
    let source = volume.voxels.bytes();
    let turn = steps.x.rem_euclid(nx) as usize * size;
    let rows = result.voxels.bytes_mut().par_chunks_exact_mut(row_len);
    rows.enumerate().try_for_each(|(row, target)| {
        context.check()?;
        let y = (row as i64 % ny - steps.y).rem_euclid(ny);
        let z = (row as i64 / ny - steps.z).rem_euclid(nz);
        let from = &source[(y + z * ny) as usize * row_len..][..row_len];
        target[turn..].copy_from_slice(&from[..row_len - turn]);
        target[..turn].copy_from_slice(&from[row_len - turn..]);
        Ok::<_, Error>(())
    })?;
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_at_one_side_comes_back_at_the_other() -> Result<()> {
        let volume = Volume::from_fn(glam::UVec3::new(4, 1, 1), |v| v.x as u8)?;
        let mut node = VolumeShifter { volume: volume.into(), ..Default::default() };
        for (offset, expected) in
            [(0.25, [3, 0, 1, 2]), (-0.5, [2, 3, 0, 1]), (0.2, [0, 1, 2, 3]), (1.0, [0, 1, 2, 3])]
        {
            node.offset = Vec3::new(offset, 0.0, 9.0);
            node.process(&Context::detached())?;
            assert_eq!(node.result.get()?.voxels.bytes(), expected, "{offset}");
        }
        Ok(())
    }
}
