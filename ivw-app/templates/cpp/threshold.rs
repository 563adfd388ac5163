//! Which voxels are bright enough; the loop over them is in C++, in `native/threshold.cpp`.

use ivw_core::prelude::*;

/// Marks the voxels whose value is at least a threshold.
///
/// |        | shape          | value                       |
/// |--------|----------------|-----------------------------|
/// | volume | `[nx, ny, nz]` | any; the first component    |
/// | mask   | `[nx, ny, nz]` | `u8`: 1 is marked, 0 is not |
///
/// NaN is never marked. The mask lies where the volume lies.
#[derive(Processor)]
#[processor("org.{{crate}}.Threshold", category = "{{name}}", tags = "CPU")]
pub struct Threshold {
    /// Numbers to look at.
    #[inport("volume")]
    volume: In<Volume>,

    /// Which voxels are marked.
    #[outport("mask")]
    mask: Out<Volume>,

    /// The smallest value that is marked, in the unit of the volume.
    #[property("threshold", default = 0.5, soft = 0.0..=1.0)]
    threshold: f32,
}

impl Process for Threshold {
    fn process(&mut self, _context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let n = volume.n_voxels();
        let values: Vec<_> = (0..n).map(|voxel| volume.voxel_at(voxel)[0] as f32).collect();
        let mut mask = Volume::from_fn(volume.size(), |_| 0_u8)?;
        mark(&values, mask.voxels.bytes_mut(), self.threshold);
        (mask.model, mask.world) = (volume.model, volume.world);
        self.mask.set(mask);
        Ok(())
    }
}

/// Writes 1 for each value that is at least the threshold, otherwise 0.
fn mark(values: &[f32], marks: &mut [u8], threshold: f32) {
    unsafe extern "C" {
        fn {{crate}}_threshold(values: *const f32, marks: *mut u8, n: usize, threshold: f32);
    }
    assert_eq!(values.len(), marks.len());
    // SAFETY: both are as long as we say, and the kernel keeps neither.
    unsafe {
        {{crate}}_threshold(values.as_ptr(), marks.as_mut_ptr(), values.len(), threshold);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_from_the_threshold_on_are_marked_and_nan_is_not() -> Result<()> {
        let values = [1.0, 2.0, 3.0, f32::NAN];
        let volume = Volume::from_fn([4, 1, 1].into(), |voxel| values[voxel.x as usize])?;
        let mut node = Threshold { volume: volume.into(), threshold: 2.0, ..Default::default() };

        node.process(&Context::detached())?;

        assert_eq!(node.mask.get()?.voxels.bytes(), [0, 1, 1, 0]);
        Ok(())
    }
}
