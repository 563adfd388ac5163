//! Volumes as textures: numbers at any place, between voxels and beyond borders.
//!
//! [`Grid`] knows the type of its numbers, for kernels that take many samples; [`VolumeTexture`]
//! hides it, for everybody else.

use std::borrow::Cow;

use glam::DVec3;
use ivw_core::data::{Interpolation as DataInterpolation, Number as DataNumber, Volume};

use super::lighting::{SlopeSteps, slope_steps};
use super::volume::{Number, floor, with_number};
use super::{Format, Interpolation, VolumeView, Wrapping};

impl<'a> From<&'a Volume> for VolumeView<'a> {
    /// This is a volume as the ray caster sees it.
    fn from(volume: &'a Volume) -> Self {
        let [min, max] = volume.data_map.data_range;
        Self {
            dims: volume.size(),
            format: match volume.format.number {
                DataNumber::F16 => Format::F16,
                DataNumber::F32 => Format::F32,
                DataNumber::F64 => Format::F64,
                DataNumber::I8 => Format::I8,
                DataNumber::I16 => Format::I16,
                DataNumber::I32 => Format::I32,
                DataNumber::I64 => Format::I64,
                DataNumber::U8 => Format::U8,
                DataNumber::U16 => Format::U16,
                DataNumber::U32 => Format::U32,
                DataNumber::U64 => Format::U64,
            },
            components: volume.format.components.into(),
            bytes: volume.voxels.bytes(),
            wrapping: volume.wrapping.map(Wrapping::from),
            data_range: (min, max),
            interpolation: match volume.interpolation {
                DataInterpolation::Linear => Interpolation::Linear,
                DataInterpolation::Nearest => Interpolation::Nearest,
            },
        }
    }
}

impl From<ivw_core::data::Wrapping> for Wrapping {
    fn from(wrapping: ivw_core::data::Wrapping) -> Self {
        match wrapping {
            ivw_core::data::Wrapping::Clamp => Self::Clamp,
            ivw_core::data::Wrapping::Repeat => Self::Repeat,
            ivw_core::data::Wrapping::Mirror => Self::Mirror,
        }
    }
}

/// This is a volume that gives its numbers at any place.
pub struct VolumeTexture<'a> {
    sample: Box<dyn Fn(DVec3) -> [f64; 4] + Send + Sync + 'a>,
    scale: f64,
    offset: f64,
    /// What a texture gives as 1.
    one: f64,
    is_signed: bool,
}

impl<'a> VolumeTexture<'a> {
    /// This is a volume as a texture; there is none of a volume that has no voxels or too few
    /// bytes.
    pub fn new(volume: impl Into<VolumeView<'a>>) -> Option<Self> {
        let view = volume.into();
        if view.dims.min_element() == 0 || view.n_bytes() != Some(view.bytes.len()) {
            return None;
        }
        let (scale, offset) = view.normalization();
        let is_signed = matches!(view.format, Format::I8 | Format::I16);
        let (one, sample) =
            { with_number!(view.format, T => (<T as Number>::ONE, sampler::<T>(&view))) };
        Some(Self { sample, scale, offset, one, is_signed })
    }

    /// These are the stored numbers at a place from 0 to 1; of those that a voxel doesn't have, the
    /// fourth is the one that a texture gives as 1, and others are 0.
    pub fn stored(&self, at: DVec3) -> [f64; 4] {
        (self.sample)(at)
    }

    /// These are the numbers as a texture gives them: integers of up to 16 bits are parts of their
    /// largest.
    pub fn texel(&self, at: DVec3) -> [f64; 4] {
        let lowest = if self.is_signed { -1.0 } else { f64::MIN };
        self.stored(at).map(|stored| (stored / self.one).max(lowest))
    }

    /// These are the numbers as parts of the data range.
    pub fn normalized(&self, at: DVec3) -> [f64; 4] {
        self.stored(at).map(|stored| stored * self.scale + self.offset)
    }
}

/// These are the steps that slopes along the world's axes are measured with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WorldSteps {
    /// World length of a step along each world axis; negative where voxels run the other way.
    pub spacing: DVec3,
    /// Each step in texture coordinates.
    pub steps: [DVec3; 3],
}

impl WorldSteps {
    /// These are the steps of a volume: for each world axis, the voxel side that reaches farthest
    /// along it. There are none where the volume has no extent.
    pub fn of(volume: &Volume) -> Option<Self> {
        let SlopeSteps { spacing, steps } =
            slope_steps(&volume.world_from_data().as_dmat4(), volume.size())?;
        Some(Self { spacing, steps })
    }

    /// This is the slope in the world of values by texture coordinates, by central differences.
    pub fn slope(&self, at: DVec3, value: impl Fn(DVec3) -> f64) -> DVec3 {
        let rise = |step: DVec3| value(at + step) - value(at - step);
        DVec3::from_array(self.steps.map(rise)) / (2.0 * self.spacing)
    }
}

type Sampler<'a> = Box<dyn Fn(DVec3) -> [f64; 4] + Send + Sync + 'a>;

fn sampler<'a, T: Number>(view: &VolumeView<'a>) -> Sampler<'a> {
    let grid = Grid::<T>::new(view);
    let dims = view.dims.as_dvec3();
    match view.components {
        1 => Box::new(move |at| grid.components::<1>(at * dims - 0.5)),
        2 => Box::new(move |at| grid.components::<2>(at * dims - 0.5)),
        3 => Box::new(move |at| grid.components::<3>(at * dims - 0.5)),
        _ => Box::new(move |at| grid.components::<4>(at * dims - 0.5)),
    }
}

/// These are the voxels of a volume, as the type that they are.
pub(super) struct Grid<'a, T: Clone> {
    numbers: Cow<'a, [T]>,
    /// Voxels along each axis.
    dims: [i64; 3],
    /// Numbers from one voxel to the next along each axis.
    strides: [usize; 3],
    n_components: usize,
    wrapping: [Wrapping; 3],
    is_linear: bool,
}

/// The eight voxels around a place: where each axis has its two, and how near the second one is.
struct Cell {
    x: [usize; 2],
    y: [usize; 2],
    z: [usize; 2],
    share: DVec3,
}

impl<'a, T: Number> Grid<'a, T> {
    /// These are the voxels of a volume that has as many bytes as it should, and one at least.
    pub(super) fn new(view: &VolumeView<'a>) -> Self {
        let numbers = match bytemuck::try_cast_slice(view.bytes) {
            Ok(numbers) => Cow::Borrowed(numbers),
            // Somebody else's memory may lie anywhere.
            Err(_) => {
                let number = |bytes: &[u8]| bytemuck::pod_read_unaligned(bytes);
                Cow::Owned(view.bytes.chunks_exact(size_of::<T>()).map(number).collect())
            }
        };
        let [nx, ny, _] = view.dims.to_array().map(|dim| dim as usize);
        let n = view.components;
        Self {
            numbers,
            dims: view.dims.to_array().map(i64::from),
            strides: [n, n * nx, n * nx * ny],
            n_components: n,
            wrapping: view.wrapping,
            is_linear: view.interpolation == Interpolation::Linear,
        }
    }

    /// This is one component at a place where voxel centres are whole numbers. A component the
    /// volume doesn't have is 0, the fourth is one.
    #[inline(always)]
    pub(super) fn component(&self, index: DVec3, component: usize) -> f64 {
        if component >= self.n_components {
            return if component == 3 { T::ONE } else { 0.0 };
        }
        let cell = self.cell(index);
        self.blend(&cell, component)
    }

    /// These are the components at a place where voxel centres are whole numbers.
    #[inline(always)]
    fn components<const N: usize>(&self, index: DVec3) -> [f64; 4] {
        let cell = self.cell(index);
        let mut components = [0.0, 0.0, 0.0, T::ONE];
        for (component, value) in components.iter_mut().enumerate().take(N) {
            *value = self.blend(&cell, component);
        }
        components
    }

    #[inline(always)]
    fn cell(&self, index: DVec3) -> Cell {
        let place = if self.is_linear { index } else { index + 0.5 };
        let low = [floor(place.x), floor(place.y), floor(place.z)];
        let axis = |n: usize| {
            let (i, stride) = (low[n], self.strides[n]);
            match i >= 0 && i + 1 < self.dims[n] {
                true => [i as usize * stride, (i as usize + 1) * stride],
                false => [i, i + 1].map(|i| wrapped(i, self.dims[n], self.wrapping[n]) * stride),
            }
        };
        let share = place - DVec3::new(low[0] as f64, low[1] as f64, low[2] as f64);
        Cell { x: axis(0), y: axis(1), z: axis(2), share }
    }

    #[inline(always)]
    fn blend(&self, cell: &Cell, component: usize) -> f64 {
        let number = |x: usize, y: usize, z: usize| {
            self.numbers[cell.x[x] + cell.y[y] + cell.z[z] + component].to_f64()
        };
        if !self.is_linear {
            return number(0, 0, 0);
        }
        let f = cell.share;
        let mix = |a: f64, b: f64, t: f64| a + (b - a) * t;
        let row = |y: usize, z: usize| mix(number(0, y, z), number(1, y, z), f.x);
        mix(mix(row(0, 0), row(1, 0), f.y), mix(row(0, 1), row(1, 1), f.y), f.z)
    }
}

/// This is the voxel that stands at place `i` of an axis of `n` voxels.
#[cold]
fn wrapped(i: i64, n: i64, wrapping: Wrapping) -> usize {
    let i = match wrapping {
        Wrapping::Clamp => i.clamp(0, n - 1),
        Wrapping::Repeat => i.rem_euclid(n),
        Wrapping::Mirror => {
            let i = i.rem_euclid(2 * n);
            if i < n { i } else { 2 * n - 1 - i }
        }
    };
    i as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    #[test]
    fn every_format_gives_what_the_view_gives() {
        for number in DataNumber::ALL {
            for components in 1..=4 {
                let format = ivw_core::data::Format::new(number, components);
                let mut volume = Volume::new([3, 4, 2], format).unwrap();
                let size = number.size();
                for (n, bytes) in volume.voxels.bytes_mut().chunks_exact_mut(size).enumerate() {
                    number.write((n * 37 % 101) as f64, bytes);
                }
                volume.wrapping = [
                    ivw_core::data::Wrapping::Repeat,
                    ivw_core::data::Wrapping::Mirror,
                    ivw_core::data::Wrapping::Clamp,
                ];
                let view = VolumeView::from(&volume);
                let texture = VolumeTexture::new(&volume).unwrap();
                for at in [[0.5, 0.3, 0.9], [-0.7, 1.6, 0.01], [1.2, -2.3, 7.0], [f64::NAN; 3]] {
                    let at = DVec3::from(at);
                    let index = at * view.dims.as_dvec3() - 0.5;
                    let stored = texture.stored(at);
                    for (component, stored) in stored.into_iter().enumerate() {
                        let expected = view.sample(index, component);
                        let same = stored == expected || (stored.is_nan() && expected.is_nan());
                        assert!(same, "{format} {at}: {stored} {expected}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_ends_of_the_data_range_are_0_and_1() {
        let mut volume =
            Volume::from_fn(UVec3::new(2, 1, 1), |v| [-50i8, 100][v.x as usize]).unwrap();
        volume.data_map.data_range = [-50.0, 100.0];
        let texture = VolumeTexture::new(&volume).unwrap();
        let at = |x| texture.normalized(DVec3::new(x, 0.5, 0.5))[0];
        assert!((at(0.25) - 0.0).abs() < 1e-12 && (at(0.75) - 1.0).abs() < 1e-12);
        let texel = texture.texel(DVec3::new(0.25, 0.5, 0.5));
        assert_eq!(texel, [-50.0 / 127.0, 0.0, 0.0, 1.0]);
        let empty = Volume::new([0, 1, 1], ivw_core::data::Format::new(DataNumber::U8, 1)).unwrap();
        assert!(VolumeTexture::new(&empty).is_none());
    }
}
