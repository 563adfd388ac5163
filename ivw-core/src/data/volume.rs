//! Volumes: numbers on a regular grid in space.

use crate::abi::StableAbi;
use crate::data::{
    Axis, Data, DataHandle, DataMap, Element, Format, Interpolation, Memory, Metadata, Shared,
    Swizzle, VolumeSequence, Wrapping,
};
use crate::error::{Error, Result};
use glam::{Mat3, Mat4, UVec3, Vec3};

/// Numbers on a regular grid in space.
///
/// Voxels are dense, x fastest, components interleaved.
/// Spaces: *index* (voxel centres at integers) → *data* (the unit cube, voxel centres at
/// `(index + ½) / dims`) → *model* (by [`Volume::model_matrix`]) → *world* (by
/// [`Volume::world_matrix`]).
///
/// ```
/// use glam::{UVec3, Vec3};
/// use ivw_core::prelude::*;
///
/// let volume = Volume::from_fn(UVec3::new(4, 3, 2), |v| (v.x + 10 * v.y + 100 * v.z) as u16)?;
/// assert_eq!(volume.voxels.elements::<u16>()[..5], [0, 1, 2, 3, 10]);
/// assert_eq!(volume.voxel(UVec3::new(3, 2, 1)), [123.0, 0.0, 0.0, 0.0]);
/// let center = volume.world_from_index().transform_point3(Vec3::new(1.5, 1.0, 0.5));
/// assert!(center.abs_diff_eq(Vec3::splat(0.5), 1e-6));
/// assert!(Volume::from_memory([4, 3, 2], u16::FORMAT, Memory::zeroed(47)).is_err());
/// # Ok::<(), Error>(())
/// ```
#[repr(C)]
#[derive(StableAbi, Clone, Debug)]
pub struct Volume {
    /// Number of voxels along x, y and z.
    pub dims: [u32; 3],
    /// Format of one voxel.
    pub format: Format,
    /// The voxels, x fastest.
    pub voxels: Memory,
    /// Columns of the matrix from data to model space.
    pub model: [[f32; 4]; 4],
    /// Columns of the matrix from model to world space.
    pub world: [[f32; 4]; 4],
    /// What the numbers mean.
    pub data_map: DataMap,
    /// Names and units of x, y and z.
    pub axes: [Axis; 3],
    /// Which component is which colour.
    pub swizzle: Swizzle,
    /// How values between voxel centres come about.
    pub interpolation: Interpolation,
    /// What lies beyond the border, along x, y and z.
    pub wrapping: [Wrapping; 3],
    /// Notes, such as a file's unknown header lines.
    pub metadata: Metadata,
}

impl Data for Volume {
    const TYPE_ID: &'static str = "ivw.Volume/1";
    const PORT: &'static str = "Volume";
    const COLOR: [u8; 3] = [188, 101, 101];
    const NAME: &'static str = "a volume";
    const SEQUENCE: Option<&'static str> = Some(VolumeSequence::TYPE_ID);

    fn parts_of(sequence: &DataHandle) -> Result<Vec<Shared<Self>>> {
        let sequence = sequence.downcast::<VolumeSequence>()?;
        Ok(sequence.volumes.iter().cloned().map(Shared::new).collect())
    }
}

impl Volume {
    /// A volume of zeros whose data space is model and world space; an error if there is not
    /// enough memory for it.
    pub fn new(dims: [u32; 3], format: Format) -> Result<Self> {
        let len = byte_len(&dims, format)?;
        Self::from_memory(dims, format, Memory::try_zeroed(len)?)
    }

    /// A volume around existing voxels; an error if their number does not fit.
    pub fn from_memory(dims: [u32; 3], format: Format, voxels: Memory) -> Result<Self> {
        let len = byte_len(&dims, format)?;
        if voxels.len() != len {
            return Err(Error::new(format!(
                "{}×{}×{} voxels of {format} are {len} bytes, but there are {}",
                dims[0],
                dims[1],
                dims[2],
                voxels.len()
            )));
        }
        let identity = Mat4::IDENTITY.to_cols_array_2d();
        Ok(Self {
            dims,
            format,
            voxels,
            model: identity,
            world: identity,
            data_map: DataMap::of(format.number),
            axes: [Axis::new("x", ""), Axis::new("y", ""), Axis::new("z", "")],
            swizzle: Swizzle::RGBA,
            interpolation: Interpolation::Linear,
            wrapping: [Wrapping::Clamp; 3],
            metadata: Metadata::default(),
        })
    }

    /// A volume with the value of a function at each voxel index.
    pub fn from_fn<T: Element>(dims: UVec3, mut value: impl FnMut(UVec3) -> T) -> Result<Self> {
        let mut volume = Self::new(dims.to_array(), T::FORMAT)?;
        let mut voxels = volume.voxels.elements_mut::<T>().iter_mut();
        for z in 0..dims.z {
            for y in 0..dims.y {
                for (x, voxel) in (0..dims.x).zip(&mut voxels) {
                    *voxel = value(UVec3::new(x, y, z));
                }
            }
        }
        Ok(volume)
    }

    /// Number of voxels along x, y and z, as a vector.
    pub fn size(&self) -> UVec3 {
        self.dims.into()
    }

    /// Number of all voxels.
    pub fn n_voxels(&self) -> usize {
        self.dims.iter().map(|&n| n as usize).product()
    }

    /// All components of one voxel, as stored; missing components are zero.
    ///
    /// Panics if the index lies outside.
    pub fn voxel(&self, index: UVec3) -> [f64; 4] {
        let [nx, ny, _] = self.dims.map(|n| n as usize);
        let n = index.x as usize + nx * (index.y as usize + ny * index.z as usize);
        self.voxel_at(n)
    }

    /// All components of the n-th voxel, x fastest, as stored; missing components are zero.
    ///
    /// Panics if there are fewer voxels.
    pub fn voxel_at(&self, n: usize) -> [f64; 4] {
        self.format.read(self.voxels.bytes(), n)
    }

    /// Smallest and largest stored number over all components, NaN left aside; the format's default
    /// range if there is none.
    pub fn min_max(&self) -> [f64; 2] {
        crate::data::layer::min_max(self.format.number, self.voxels.bytes())
    }

    /// From data to model space.
    pub fn model_matrix(&self) -> Mat4 {
        Mat4::from_cols_array_2d(&self.model)
    }

    /// From model to world space.
    pub fn world_matrix(&self) -> Mat4 {
        Mat4::from_cols_array_2d(&self.world)
    }

    /// From data to world space.
    pub fn world_from_data(&self) -> Mat4 {
        self.world_matrix() * self.model_matrix()
    }

    /// From voxel indices to data space.
    pub fn data_from_index(&self) -> Mat4 {
        let size = self.size().as_vec3().max(Vec3::ONE);
        Mat4::from_scale(size.recip()) * Mat4::from_translation(Vec3::splat(0.5))
    }

    /// From voxel indices to world space.
    pub fn world_from_index(&self) -> Mat4 {
        self.world_from_data() * self.data_from_index()
    }

    /// Edges of the volume in model space, as columns.
    pub fn basis(&self) -> Mat3 {
        Mat3::from_mat4(self.model_matrix())
    }

    /// Sets the edges of the volume in model space.
    pub fn set_basis(&mut self, basis: Mat3) {
        for (column, edge) in self.model.iter_mut().zip(basis.to_cols_array_2d()) {
            column[..3].copy_from_slice(&edge);
        }
    }

    /// The volume's corner in model space.
    pub fn offset(&self) -> Vec3 {
        Vec3::from_slice(&self.model[3])
    }

    /// Sets the volume's corner in model space.
    pub fn set_offset(&mut self, offset: Vec3) {
        self.model[3][..3].copy_from_slice(&offset.to_array());
    }
}

fn byte_len(dims: &[u32; 3], format: Format) -> Result<usize> {
    dims.iter().try_fold(format.size(), |len, &n| len.checked_mul(n as usize)).ok_or_else(|| {
        Error::new(format!(
            "{}×{}×{} voxels of {format} are more than any memory holds",
            dims[0], dims[1], dims[2]
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Number;

    #[test]
    fn x_runs_fastest() -> Result<()> {
        let volume = Volume::from_fn(UVec3::new(2, 3, 4), |v| (v.x + 10 * v.y + 100 * v.z) as u16)?;
        assert_eq!(volume.voxels.elements::<u16>()[..4], [0, 1, 10, 11]);
        assert_eq!(volume.voxel(UVec3::new(1, 2, 3)), [321.0, 0.0, 0.0, 0.0]);
        assert_eq!(volume.min_max(), [0.0, 321.0]);
        Ok(())
    }

    #[test]
    fn the_corners_of_the_grid_are_half_a_voxel_beyond_the_centres() -> Result<()> {
        let mut volume = Volume::new([4, 2, 1], Format::new(Number::U8, 1))?;
        volume.set_basis(Mat3::from_diagonal(Vec3::new(8.0, 4.0, 2.0)));
        volume.set_offset(Vec3::ONE);
        let world = volume.world_from_index().transform_point3(Vec3::splat(-0.5));
        assert!(world.abs_diff_eq(Vec3::ONE, 1e-6));
        let far = volume.world_from_index().transform_point3(Vec3::new(3.5, 1.5, 0.5));
        assert!(far.abs_diff_eq(Vec3::new(9.0, 5.0, 3.0), 1e-6));
        Ok(())
    }

    #[test]
    fn voxels_that_do_not_fit_are_refused() {
        let error =
            Volume::from_memory([2, 2, 2], Format::new(Number::U8, 1), Memory::copy_of(&[0u8; 7]))
                .unwrap_err();
        assert_eq!(error.to_string(), "2×2×2 voxels of UINT8 are 8 bytes, but there are 7");
        assert!(Volume::new([u32::MAX; 3], Format::new(Number::F64, 4)).is_err());
    }
}
