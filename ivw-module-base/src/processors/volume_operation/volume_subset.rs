//! A part of a volume.

use crate::algorithm::slice_range;
use crate::algorithm::voxels::empty_like;
use glam::{IVec3, Mat3, UVec3, Vec3};
use ivw_core::prelude::*;
use rayon::prelude::*;

/// Cuts a box of slices out of a volume.
///
/// |              | shape          | value          | unit         |
/// |--------------|----------------|----------------|--------------|
/// | inputVolume  | `[nx, ny, nz]` | any            | of the field |
/// | outputVolume | `[mx, my, mz]` | as in the input | of the field |
///
/// The part goes from the first number of each range to the slice before the second.
/// A part that is the whole is the very same volume.
/// When the volume gets other dimensions, ranges keep their share of it.
#[derive(Processor)]
#[processor("org.inviwo.VolumeSubset", category = "Volume Operation", tags = "CPU")]
pub struct VolumeSubset {
    /// Volume to cut from.
    #[inport("inputVolume")]
    volume: In<Volume>,

    /// The part.
    #[outport("outputVolume")]
    part: Out<Volume>,

    /// Whether anything is cut; otherwise the volume goes through.
    #[property("enabled", name = "Enable Operation", default = true)]
    is_on: bool,

    /// Keep the part where it is in the whole; otherwise it is as large as the whole was.
    #[property("adjustBasisAndOffset", name = "Adjust Basis and Offset", default = true)]
    keeps_place: bool,

    /// Slices along x that stay: the first, and the one after the last.
    #[property(
        "rangeX",
        name = "X Slices",
        default = Limited::whole(0..256),
        min_separation = 1,
        saved = Saved::Always
    )]
    x: Limited<i32>,

    /// Slices along y that stay: the first, and the one after the last.
    #[property(
        "rangeY",
        name = "Y Slices",
        default = Limited::whole(0..256),
        min_separation = 1,
        saved = Saved::Always
    )]
    y: Limited<i32>,

    /// Slices along z that stay: the first, and the one after the last.
    #[property(
        "rangeZ",
        name = "Z Slices",
        default = Limited::whole(0..256),
        min_separation = 1,
        saved = Saved::Always
    )]
    z: Limited<i32>,
}

impl Process for VolumeSubset {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let ranges = [("rangeX", &mut self.x), ("rangeY", &mut self.y), ("rangeZ", &mut self.z)];
        for ((path, range), dim) in ranges.into_iter().zip(volume.dims) {
            slice_range::follow(path, range, dim, context);
        }
        let ranges = [&self.x.value, &self.y.value, &self.z.value];
        let whole = volume.size().as_ivec3();
        let corner = |ends: [i32; 3]| IVec3::from(ends).clamp(IVec3::ZERO, whole).as_uvec3();
        let start = corner(ranges.map(|range| range.start));
        let size = corner(ranges.map(|range| range.end)).saturating_sub(start);
        if !self.is_on || size == volume.size() {
            self.part.set(volume);
            return Ok(());
        }
        self.part.set(cut(&volume, start, size, self.keeps_place)?);
        Ok(())
    }
}

/// A box of voxels, which lies within.
fn cut(volume: &Volume, start: UVec3, size: UVec3, keeps_place: bool) -> Result<Volume> {
    let mut part = empty_like(volume, size.to_array(), volume.format)?;
    let [nx, ny, _] = volume.dims.map(|dim| dim as usize);
    let voxel = volume.format.size();
    let row_len = size.x as usize * voxel;
    if !part.voxels.is_empty() {
        let rows = part.voxels.bytes_mut().par_chunks_exact_mut(row_len);
        rows.enumerate().for_each(|(n, row)| {
            let y = start.y as usize + n % size.y as usize;
            let z = start.z as usize + n / size.y as usize;
            let first = (start.x as usize + nx * (y + ny * z)) * voxel;
            row.copy_from_slice(&volume.voxels.bytes()[first..first + row_len]);
        });
    }
    if keeps_place {
        let whole = volume.size().as_vec3().max(Vec3::ONE);
        part.set_offset(volume.offset() + volume.basis() * (start.as_vec3() / whole));
        part.set_basis(volume.basis() * Mat3::from_diagonal(size.as_vec3() / whole));
    }
    Ok(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn volume() -> Volume {
        let dims = UVec3::new(4, 5, 6);
        let mut volume = Volume::from_fn(dims, |v| (v.x + 10 * v.y + 100 * v.z) as u16).unwrap();
        volume.set_basis(Mat3::from_diagonal(Vec3::new(4.0, 10.0, 6.0)));
        volume
    }

    fn range(value: std::ops::Range<i32>, dim: i32) -> Limited<i32> {
        Limited { value, limits: 0..dim }
    }

    #[test]
    fn a_part_has_its_voxels_and_its_place() -> Result<()> {
        let mut node = VolumeSubset {
            volume: volume().into(),
            x: range(1..3, 4),
            y: range(2..5, 5),
            z: range(5..6, 6),
            ..Default::default()
        };
        node.process(&Context::detached())?;
        let part = node.part.get()?;
        assert_eq!(part.voxels.elements::<u16>(), [521, 522, 531, 532, 541, 542]);
        for voxel in [UVec3::ZERO, UVec3::new(1, 2, 0)] {
            let place = part.world_from_index().transform_point3(voxel.as_vec3());
            let before = voxel.as_vec3() + Vec3::new(1.0, 2.0, 5.0);
            let expected = volume().world_from_index().transform_point3(before);
            assert!(place.abs_diff_eq(expected, 1e-5), "{place} {expected}");
        }
        node.keeps_place = false;
        node.process(&Context::detached())?;
        assert_eq!(node.part.get()?.model, volume().model);
        Ok(())
    }

    #[test]
    fn the_whole_is_the_very_same() -> Result<()> {
        let mut node = VolumeSubset { volume: volume().into(), ..Default::default() };
        node.process(&Context::detached())?;
        assert!(node.part.get()?.voxels.is_same(&node.volume.get()?.voxels));
        (node.x, node.is_on) = (range(1..2, 4), false);
        node.process(&Context::detached())?;
        assert_eq!(node.part.get()?.dims, [4, 5, 6]);
        Ok(())
    }
}
