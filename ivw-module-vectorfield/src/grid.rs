//! Volumes that fill a box of space.

use glam::{DVec3, Mat3, UVec3, Vec3};
use ivw_core::prelude::*;
use rayon::prelude::*;
use std::ops::Range;

/// A box of space with voxels in it.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    pub(crate) dims: UVec3,
    pub(crate) low: DVec3,
    pub(crate) high: DVec3,
}

impl Grid {
    /// The box of ranges along x, y and z.
    pub(crate) fn new(dims: UVec3, [x, y, z]: [&Range<f32>; 3]) -> Self {
        let low = Vec3::new(x.start, y.start, z.start).as_dvec3();
        let high = Vec3::new(x.end, y.end, z.end).as_dvec3();
        Self { dims: dims.max(UVec3::ONE), low, high }
    }

    /// A volume in the box; each voxel from where its centre is.
    ///
    /// Fails without enough memory, or when somebody wants the work to stop.
    pub(crate) fn volume<T: Element + Send>(
        &self,
        context: &Context,
        value: impl Fn(DVec3) -> T + Sync,
    ) -> Result<Volume> {
        let mut volume = Volume::new(self.dims.to_array(), T::FORMAT)?;
        fill(&mut volume, context, |part| value(self.low + part * (self.high - self.low)))?;
        volume.set_basis(Mat3::from_diagonal((self.high - self.low).as_vec3()));
        volume.set_offset(self.low.as_vec3());
        volume.data_map.data_range = [0.0, 1.0];
        volume.data_map.value_range = [-1.0, 1.0];
        Ok(volume)
    }
}

/// A volume in the place of another one; each voxel from where its centre is, from 0 to 1.
///
/// Fails without enough memory, or when somebody wants the work to stop.
pub(crate) fn volume_like<T: Element + Send>(
    like: &Volume,
    context: &Context,
    value: impl Fn(DVec3) -> T + Sync,
) -> Result<Volume> {
    let empty = Volume::new(like.dims, T::FORMAT)?;
    let mut volume = Volume { format: T::FORMAT, voxels: empty.voxels, ..like.clone() };
    fill(&mut volume, context, value)?;
    Ok(volume)
}

/// Fills a volume whose voxels have the type of the values.
fn fill<T: Element + Send>(
    volume: &mut Volume,
    context: &Context,
    value: impl Fn(DVec3) -> T + Sync,
) -> Result<()> {
    let dims = volume.size();
    let [width, height] = [dims.x as usize, dims.y as usize];
    if volume.voxels.is_empty() {
        return Ok(());
    }
    let slices = volume.voxels.elements_mut::<T>().par_chunks_mut(width * height);
    slices.enumerate().try_for_each(|(z, slice)| {
        context.check()?;
        for (n, voxel) in slice.iter_mut().enumerate() {
            let index = UVec3::new((n % width) as u32, (n / width) as u32, z as u32);
            *voxel = value((index.as_dvec3() + 0.5) / dims.as_dvec3());
        }
        Ok(())
    })
}
