//! Where a volume is empty, in bricks of eight voxels a side.
//!
//! [`Bricks`] holds the range of values of each brick and lives as long as the volume.
//! [`Occupancy`] says which of them can be seen with some settings, and how far the next such
//! brick is; it is quick to make again when a transfer function changes. Neither holds voxels.

use glam::UVec3;
use rayon::prelude::*;

use super::volume::{Number, with_number};
use super::{Classification, Format, Rendering, Settings, VolumeView, Wrapping};

/// Voxels along each side of a brick.
pub(super) const BRICK: usize = 8;

/// These are the smallest and largest normalised values of each brick of a volume's channel.
///
/// A brick counts the voxels that samples within it are blended from: one more than its own along
/// each axis, and those from the other side where the volume repeats.
#[derive(Clone, Debug)]
pub struct Bricks {
    volume_dims: UVec3,
    channel: usize,
    dims: [usize; 3],
    ranges: Vec<(f32, f32)>,
}

impl Bricks {
    /// This measures a channel of a volume, on all threads.
    ///
    /// A channel or bytes that the volume doesn't have leave all bricks without values.
    #[must_use]
    pub fn new(volume: &VolumeView<'_>, channel: usize) -> Self {
        let dims = volume.dims.to_array().map(|dim| (dim as usize).div_ceil(BRICK));
        let fits = channel < volume.components && volume.n_bytes() == Some(volume.bytes.len());
        let ranges = if fits {
            with_number!(volume.format, T => ranges::<T>(volume, channel, dims))
        } else {
            vec![NOTHING; dims.iter().product()]
        };
        Self { volume_dims: volume.dims, channel, dims, ranges }
    }

    /// This finds the bricks that can be seen with these settings.
    #[must_use]
    pub fn occupancy(&self, settings: &Settings<'_>) -> Occupancy {
        let classified = match settings.classification {
            Classification::VoxelValue => 3,
            Classification::None | Classification::TransferFunction => settings.channel,
        };
        let seen = Seen::new(settings);
        let cloud = settings.rendering != Rendering::Iso;
        let surfaces = settings.rendering != Rendering::Dvr;
        let occupied = |&(min, max): &(f32, f32)| {
            if min > max {
                return false;
            }
            // Blending rounds: widen by more than that.
            let slack = 4.0 * f32::EPSILON * (1.0 + min.abs().max(max.abs()));
            let (min, max) = (min - slack, max + slack);
            let cloud = cloud && (self.channel != classified || seen.any_within(min, max));
            let surface =
                |value: f32| self.channel != settings.channel || (min..=max).contains(&value);
            cloud || surfaces && settings.iso_values.iter().any(|iso| surface(iso.value))
        };
        let occupied = self.ranges.par_iter().map(occupied).collect();
        let mut distances = distances(self.dims, occupied);
        distances.extend([0; PADDING]);
        Occupancy { volume_dims: self.volume_dims, dims: self.dims, distances }
    }
}

/// This says for each brick how far the next brick is that can be seen.
#[derive(Clone, Debug)]
pub struct Occupancy {
    volume_dims: UVec3,
    dims: [usize; 3],
    /// One per brick, and a few more bytes so that four can be read at once anywhere.
    distances: Vec<u8>,
}

const PADDING: usize = 3;

impl Occupancy {
    /// This is the share of bricks that can be seen, from 0 to 1.
    #[must_use]
    pub fn share(&self) -> f32 {
        let distances = self.distances();
        let n_occupied = distances.iter().filter(|&&distance| distance == 0).count();
        n_occupied as f32 / distances.len().max(1) as f32
    }

    /// These are the dimensions of the volume.
    pub(super) fn volume_dims(&self) -> UVec3 {
        self.volume_dims
    }

    /// These are the numbers of bricks along each axis.
    pub(super) fn dims(&self) -> [usize; 3] {
        self.dims
    }

    /// These are the distances, x fastest: 0 for a brick to be seen, else how many bricks it is to
    /// the next one along the axis where that is farthest. All nearer ones are empty.
    pub(super) fn distances(&self) -> &[u8] {
        &self.distances[..self.distances.len() - PADDING]
    }

    /// These are the distances, and three more bytes.
    pub(super) fn padded_distances(&self) -> &[u8] {
        &self.distances
    }
}

/// The range of a brick without values.
const NOTHING: (f32, f32) = (f32::INFINITY, f32::NEG_INFINITY);

fn ranges<T: Number>(volume: &VolumeView<'_>, channel: usize, dims: [usize; 3]) -> Vec<(f32, f32)> {
    let components = volume.components;
    let [nx, ny, nz] = volume.dims.to_array().map(|dim| dim as usize);
    let row_bytes = nx * components * size_of::<T>();
    let (scale, offset) = volume.normalization();
    let normalized = |value: T| (value.to_f64() * scale + offset) as f32;

    let mut ranges = vec![NOTHING; dims.iter().product()];
    ranges.par_chunks_mut(dims[0]).enumerate().for_each(|(row, bricks)| {
        let (by, bz) = (row % dims[1], row / dims[1]);
        // First along y and z, for whole rows of numbers: that keeps vectors full.
        let mut low = vec![T::HIGHEST; nx * components];
        let mut high = vec![T::LOWEST; nx * components];
        for z in touched(bz, nz, volume.wrapping[2]) {
            for y in touched(by, ny, volume.wrapping[1]) {
                let bytes = &volume.bytes[(z * ny + y) * row_bytes..][..row_bytes];
                let numbers = bytes.chunks_exact(size_of::<T>()).map(bytemuck::pod_read_unaligned);
                for ((low, high), number) in low.iter_mut().zip(&mut high).zip(numbers) {
                    // Not a number compares false both times, and leaves both.
                    *low = if number < *low { number } else { *low };
                    *high = if number > *high { number } else { *high };
                }
            }
        }
        for (bx, range) in bricks.iter_mut().enumerate() {
            let (mut min, mut max) = (T::HIGHEST, T::LOWEST);
            for x in touched(bx, nx, volume.wrapping[0]) {
                let i = x * components + channel;
                min = if low[i] < min { low[i] } else { min };
                max = if high[i] > max { high[i] } else { max };
            }
            if min <= max {
                let (a, b) = (normalized(min), normalized(max));
                *range = (a.min(b), a.max(b));
            }
        }
    });
    ranges
}

/// These are the voxels along one axis that samples within a brick are blended from.
fn touched(brick: usize, n: usize, wrapping: Wrapping) -> impl Iterator<Item = usize> {
    let own = brick * BRICK..(brick * BRICK + BRICK + 1).min(n);
    let repeats = wrapping == Wrapping::Repeat;
    let before = (repeats && brick == 0).then_some(n - 1);
    let after = (repeats && own.end == n).then_some(0);
    before.into_iter().chain(own).chain(after)
}

/// This is what a range of values must hold to be seen.
enum Seen {
    /// Anything above 0.
    Positive,
    /// An interval of the transfer function that isn't transparent: counts of visible texels
    /// before each texel.
    Visible(Vec<u32>),
}

impl Seen {
    fn new(settings: &Settings<'_>) -> Self {
        if settings.classification != Classification::TransferFunction {
            return Self::Positive;
        }
        let mut n_visible = 0;
        let counts = settings.transfer_function.iter().map(|color| {
            n_visible += u32::from(color[3] > 0.0);
            n_visible
        });
        Self::Visible(std::iter::once(0).chain(counts).collect())
    }

    fn any_within(&self, min: f32, max: f32) -> bool {
        match self {
            Self::Positive => max > 0.0,
            Self::Visible(counts) => {
                let n_texels = counts.len() - 1;
                if n_texels == 0 {
                    return false;
                }
                // The texels that a value is blended from; conversion clamps below.
                let texel = |value: f32| f64::from(value) * n_texels as f64 - 0.5;
                let first = (texel(min).floor() as usize).min(n_texels - 1);
                let last = (texel(max).floor() as usize).saturating_add(1).min(n_texels - 1);
                counts[last + 1] > counts[first]
            }
        }
    }
}

/// This is the distance from each brick to the nearest occupied one, as the larger of the
/// distances along the axes.
fn distances(dims: [usize; 3], occupied: Vec<bool>) -> Vec<u8> {
    let start = occupied.iter().map(|&occupied| if occupied { 0 } else { u8::MAX }).collect();
    let [nx, ny, nz] = dims;
    let along_x = nearest_along(start, nx, 1, nx);
    let along_y = nearest_along(along_x, nx * ny, nx, ny);
    nearest_along(along_y, nx * ny * nz, nx * ny, nz)
}

/// This takes the smallest of `max(distance, steps away)` along one axis of `n` bricks that are
/// `stride` apart and repeat in blocks. Done for all axes it yields the distance in space.
fn nearest_along(distances: Vec<u8>, block: usize, stride: usize, n: usize) -> Vec<u8> {
    let mut nearest = distances.clone();
    nearest.par_chunks_mut(stride).enumerate().for_each(|(row, nearest)| {
        let start = row * stride;
        let place = start % block / stride;
        for (i, nearest) in nearest.iter_mut().enumerate() {
            let here = start + i;
            let mut steps = 1;
            while steps < usize::from(*nearest) && (steps <= place || place + steps < n) {
                if steps <= place {
                    *nearest = (*nearest).min(distances[here - steps * stride].max(steps as u8));
                }
                if place + steps < n {
                    *nearest = (*nearest).min(distances[here + steps * stride].max(steps as u8));
                }
                steps += 1;
            }
        }
    });
    nearest
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Interpolation};
    use super::*;

    fn volume(dims: UVec3, bytes: &[u8]) -> VolumeView<'_> {
        VolumeView {
            dims,
            format: Format::U8,
            components: 1,
            bytes,
            wrapping: [Wrapping::Clamp; 3],
            data_range: (0.0, 255.0),
            interpolation: Interpolation::Linear,
        }
    }

    #[test]
    fn a_lone_voxel_is_seen_in_the_bricks_that_touch_it() {
        let dims = UVec3::new(24, 16, 9);
        let mut bytes = vec![0; 24 * 16 * 9];
        bytes[8 + 24 * 3] = 255;
        let mut transfer_function = vec![[0.0; 4]; 1024];
        transfer_function[1000..].fill([1.0; 4]);
        let settings = Settings { transfer_function: &transfer_function, ..Settings::default() };
        let occupancy = Bricks::new(&volume(dims, &bytes), 0).occupancy(&settings);
        assert_eq!(occupancy.distances(), [0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    }

    #[test]
    fn a_distance_is_the_longest_axis_to_the_nearest_occupied_brick() {
        let dims = [7, 5, 4];
        let n = dims.iter().product();
        let occupied: Vec<bool> = (0..n).map(|i| i % 31 == 17).collect();
        let place = |i: usize| [i % 7, i / 7 % 5, i / 35].map(|x| x as i32);
        let distances = distances(dims, occupied.clone());
        for (i, distance) in distances.into_iter().enumerate() {
            let nearest = (0..n)
                .filter(|&j| occupied[j])
                .map(|j| (0..3).map(|a| (place(i)[a] - place(j)[a]).abs()).max())
                .min();
            assert_eq!(nearest, Some(Some(i32::from(distance))));
        }
    }

    #[test]
    fn a_volume_without_visible_values_is_far_from_anything() {
        let dims = UVec3::splat(20);
        let bricks = Bricks::new(&volume(dims, &[7; 8000]), 0);
        let occupancy = bricks.occupancy(&Settings::default());
        assert!(occupancy.distances().iter().all(|&distance| distance == u8::MAX));
        assert_eq!(occupancy.share(), 0.0);
    }
}
