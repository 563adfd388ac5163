//! Samples of the common volumes: one component of 8, 16 or 32 bits, clamped and blended.
//!
//! One load fetches a voxel and its neighbours along x, and a central difference takes twelve
//! rows of four voxels where six samples would take twenty-four of two.

#![allow(unsafe_code)]

use std::marker::PhantomData;

use super::super::wide::Wide;
use super::super::{Interpolation, VolumeView, Wrapping};
use super::per_lane::PerLane;
use super::sampler::{Exact, Mix, Neighbours, Quick, Sample, Sampler};

/// This reads volumes of one component, clamped at the borders and blended between voxels.
#[derive(Clone, Copy)]
pub(super) struct Direct<'a, T> {
    per_lane: PerLane<'a>,
    bytes: &'a [u8],
    /// The last voxel along each axis, and the last one that has a next one.
    last: [f32; 3],
    before_last: [f32; 3],
    /// Voxels from one row, and from one slice, to the next.
    strides: [usize; 2],
    scale: f32,
    offset: f32,
    number: PhantomData<T>,
}

impl<'a, T: Loaded> Direct<'a, T> {
    /// This reads a volume of numbers `T`, if it is one that can be read directly.
    pub(super) fn new(volume: &'a VolumeView<'a>) -> Option<Self> {
        let dims = volume.dims.to_array();
        let n_voxels = dims.iter().map(|&dim| u64::from(dim)).product::<u64>();
        let can = volume.components == 1
            && volume.interpolation == Interpolation::Linear
            && volume.wrapping == [Wrapping::Clamp; 3]
            && dims.iter().all(|&dim| (2..1 << 23).contains(&dim))
            && i32::try_from(n_voxels).is_ok()
            && volume.bytes.len() as u64 == n_voxels * T::SIZE as u64;
        let (scale, offset) = volume.normalization();
        can.then(|| Self {
            per_lane: PerLane::new(volume, 0),
            bytes: volume.bytes,
            last: dims.map(|dim| (dim - 1) as f32),
            before_last: dims.map(|dim| (dim - 2) as f32),
            strides: [dims[0] as usize, dims[0] as usize * dims[1] as usize],
            scale: scale as f32,
            offset: offset as f32,
            number: PhantomData,
        })
    }

    /// This is the number of a voxel, from its places along the axes.
    #[inline(always)]
    fn index<W: Wide>(&self, [x, y, z]: [W; 3]) -> W::Int {
        let [row, slice] = self.strides;
        let (row, slice) = (W::splat_int(row as i32), W::splat_int(slice as i32));
        let rows = W::add_int(W::mul_int(y.truncate(), row), W::mul_int(z.truncate(), slice));
        W::add_int(x.truncate(), rows)
    }

    /// These are the number of a voxel and the next one, or of voxels `y` rows and `z` slices on.
    ///
    /// # Safety
    /// Those voxels must be within the volume, as must be all that a load reads.
    #[inline(always)]
    unsafe fn pair<W: Wide>(&self, index: W::Int, y: usize, z: usize) -> [W; 2] {
        // SAFETY: the caller's.
        unsafe { T::pair(self.bytes.as_ptr().add(self.row(y, z)), index) }
    }

    /// These are the numbers of four voxels from one on, or from one `y` rows and `z` slices on.
    ///
    /// # Safety
    /// Those voxels must be within the volume.
    #[inline(always)]
    unsafe fn quad<W: Wide>(&self, index: W::Int, y: usize, z: usize) -> [W; 4] {
        // SAFETY: the caller's.
        unsafe { T::quad(self.bytes.as_ptr().add(self.row(y, z)), index) }
    }

    /// These are the second and third of the numbers that [`Self::quad`] is.
    ///
    /// # Safety
    /// As for [`Self::quad`].
    #[inline(always)]
    unsafe fn middle<W: Wide>(&self, index: W::Int, y: usize, z: usize) -> [W; 2] {
        // SAFETY: the caller's.
        unsafe { T::middle(self.bytes.as_ptr().add(self.row(y, z)), index) }
    }

    #[inline(always)]
    fn row(&self, y: usize, z: usize) -> usize {
        (y * self.strides[0] + z * self.strides[1]) * T::SIZE
    }

    /// This keeps places within the volume; those that are no number become 0.
    #[inline(always)]
    fn inside<W: Wide>(&self, at: [W; 3]) -> [W; 3] {
        axes!(axis => at[axis].max(W::splat(0.0)).min(W::splat(self.last[axis])))
    }

    /// This is the blend of the eight voxels from a cell's first one on.
    ///
    /// # Safety
    /// The cell must have a next voxel along each axis, and its last row must not be that of the
    /// volume if a load reads more than two numbers.
    #[inline(always)]
    unsafe fn blend<W: Wide, M: Mix>(&self, cell: [W; 3], [fx, fy, fz]: [W; 3]) -> W {
        let index = self.index(cell);
        // SAFETY: the caller says that the next voxels are within the volume, and with them the
        // other numbers that a load reads.
        let [near_0, near_1, far_0, far_1] = unsafe {
            [
                self.pair(index, 0, 0),
                self.pair(index, 1, 0),
                self.pair(index, 0, 1),
                self.pair(index, 1, 1),
            ]
        };
        let near = M::mix(M::mix(near_0[0], near_0[1], fx), M::mix(near_1[0], near_1[1], fx), fy);
        let far = M::mix(M::mix(far_0[0], far_0[1], fx), M::mix(far_1[0], far_1[1], fx), fy);
        M::mix(near, far, fz)
    }

    #[inline(always)]
    fn sample_with<W: Wide, M: Mix>(&self, at: [W; 3]) -> Sample<W> {
        let at = self.inside(at);
        // The last voxel is the end of the last cell, not the start of one more.
        let cell: [W; 3] = axes!(i => at[i].floor().min(W::splat(self.before_last[i])));
        let fraction = axes!(axis => at[axis] - cell[axis]);
        if T::PAIR_READS > 2 {
            // A load in the volume's very last row would reach beyond its end. Lanes there read
            // elsewhere first and then on their own: no lane must depend on where others are.
            let [_, y, z] = self.before_last;
            let late = W::splat(y - 1.0).lt(cell[1]) & W::splat(z - 1.0).lt(cell[2]);
            if W::any(late) {
                let early = axes!(axis => W::select(late, W::splat(0.0), cell[axis]));
                let stored = if y + z > 0.0 {
                    // SAFETY: there is more than one row of cells, and none of these is the last.
                    unsafe { self.blend::<W, M>(early, fraction) }
                } else {
                    early[0]
                };
                let alone = Sampler::<W>::sample(&self.per_lane, at);
                let stored = W::select(late, alone.stored, stored);
                let value = W::select(late, alone.value, self.normalized(stored));
                return Sample { stored, value };
            }
        }
        // SAFETY: cells end before the last voxel, and late ones have gone the other way.
        let stored = unsafe { self.blend::<W, M>(cell, fraction) };
        Sample { stored, value: self.normalized(stored) }
    }

    #[inline(always)]
    fn normalized<W: Wide>(&self, stored: W) -> W {
        stored.mul_add(W::splat(self.scale), W::splat(self.offset))
    }
}

/// This is the blend of two numbers.
#[inline(always)]
fn mix_pair<W: Wide>([a, b]: [W; 2], t: W) -> W {
    Quick::mix(a, b, t)
}

/// These are the blends within the first, second and third pair of four.
#[inline(always)]
fn mix_quad<W: Wide>([a, b, c, d]: [W; 4], t: W) -> [W; 3] {
    [Quick::mix(a, b, t), Quick::mix(b, c, t), Quick::mix(c, d, t)]
}

/// This is the blend of four rows: y runs first, then z.
#[inline(always)]
fn mix_rows<W: Wide>([a, b, c, d]: [W; 4], fy: W, fz: W) -> W {
    Quick::mix(Quick::mix(a, b, fy), Quick::mix(c, d, fy), fz)
}

impl<W: Wide, T: Loaded> Sampler<W> for Direct<'_, T> {
    #[inline(always)]
    fn sample(&self, at: [W; 3]) -> Sample<W> {
        self.sample_with::<W, Quick>(at)
    }

    #[inline(always)]
    fn exact(&self, at: [W; 3]) -> W {
        self.sample_with::<W, Exact>(at).value
    }

    #[inline(always)]
    fn neighbours(&self, at: [W; 3]) -> Option<Neighbours<W>> {
        let one = W::splat(1.0);
        let cell = axes!(axis => at[axis].floor());
        let up_to = axes!(axis => W::splat(self.before_last[axis] - 1.0));
        let [x, y, z] = axes!(axis => cell[axis].lt(one) | up_to[axis].lt(cell[axis]));
        let [nx, ny, nz] = self.before_last;
        if nx.min(ny).min(nz) < 2.0 {
            return None;
        }
        let f = axes!(axis => at[axis] - cell[axis]);
        let [fx, fy, fz] = f;
        // Lanes may be anywhere, even beyond the border; all start one voxel back on each axis.
        let index = self.index(axes!(axis => cell[axis].max(one).min(up_to[axis]) - one));
        // Each row is blended along x: one voxel back, here, and one ahead.
        // SAFETY: four voxels along each axis from the start are within the volume.
        let ([r11, r21, r12, r22], [r01, r02, r31, r32, r10, r20, r13, r23]) = unsafe {
            (
                [
                    mix_quad(self.quad(index, 1, 1), fx),
                    mix_quad(self.quad(index, 2, 1), fx),
                    mix_quad(self.quad(index, 1, 2), fx),
                    mix_quad(self.quad(index, 2, 2), fx),
                ],
                [
                    mix_pair(self.middle(index, 0, 1), fx),
                    mix_pair(self.middle(index, 0, 2), fx),
                    mix_pair(self.middle(index, 3, 1), fx),
                    mix_pair(self.middle(index, 3, 2), fx),
                    mix_pair(self.middle(index, 1, 0), fx),
                    mix_pair(self.middle(index, 2, 0), fx),
                    mix_pair(self.middle(index, 1, 3), fx),
                    mix_pair(self.middle(index, 2, 3), fx),
                ],
            )
        };
        let back = [
            mix_rows([r11[0], r21[0], r12[0], r22[0]], fy, fz),
            mix_rows([r01, r11[1], r02, r12[1]], fy, fz),
            mix_rows([r10, r20, r11[1], r21[1]], fy, fz),
        ];
        let ahead = [
            mix_rows([r11[2], r21[2], r12[2], r22[2]], fy, fz),
            mix_rows([r21[1], r31, r22[1], r32], fy, fz),
            mix_rows([r12[1], r22[1], r13, r23], fy, fz),
        ];
        Some(Neighbours {
            ahead: axes!(axis => self.normalized(ahead[axis])),
            back: axes!(axis => self.normalized(back[axis])),
            wrong: x | y | z,
        })
    }

    #[inline(always)]
    fn component(&self, at: [W; 3], component: usize) -> W {
        self.per_lane.component(at, component)
    }
}

/// This is a format with loads of its own: x-neighbours come with one load per row.
pub(super) trait Loaded: Sync {
    const SIZE: usize;
    /// How many numbers one load of a pair reads.
    const PAIR_READS: usize;

    /// The number at each offset and the next one.
    ///
    /// # Safety
    /// `base` and `PAIR_READS` numbers from each offset must lie within one piece of memory.
    unsafe fn pair<W: Wide>(base: *const u8, offsets: W::Int) -> [W; 2];

    /// The number at each offset and the next three.
    ///
    /// # Safety
    /// `base` and four numbers from each offset must lie within one piece of memory.
    unsafe fn quad<W: Wide>(base: *const u8, offsets: W::Int) -> [W; 4];

    /// The second and third of the four numbers from each offset on.
    ///
    /// # Safety
    /// As for [`Self::quad`].
    #[inline(always)]
    unsafe fn middle<W: Wide>(base: *const u8, offsets: W::Int) -> [W; 2] {
        // SAFETY: two numbers are all that is read, from the second one of the four on.
        unsafe { Self::pair(base.add(Self::SIZE), offsets) }
    }
}

impl Loaded for u8 {
    const SIZE: usize = 1;
    const PAIR_READS: usize = 4;

    #[inline(always)]
    unsafe fn pair<W: Wide>(base: *const u8, offsets: W::Int) -> [W; 2] {
        // SAFETY: the caller's.
        let bits = unsafe { W::fetch_32::<1>(base, offsets) };
        [W::from_int(W::bits::<0>(bits, 0xff)), W::from_int(W::bits::<8>(bits, 0xff))]
    }

    #[inline(always)]
    unsafe fn quad<W: Wide>(base: *const u8, offsets: W::Int) -> [W; 4] {
        // SAFETY: the caller's.
        let bits = unsafe { W::fetch_32::<1>(base, offsets) };
        [
            W::from_int(W::bits::<0>(bits, 0xff)),
            W::from_int(W::bits::<8>(bits, 0xff)),
            W::from_int(W::bits::<16>(bits, 0xff)),
            W::from_int(W::bits::<24>(bits, 0xff)),
        ]
    }

    #[inline(always)]
    unsafe fn middle<W: Wide>(base: *const u8, offsets: W::Int) -> [W; 2] {
        // SAFETY: the caller's.
        let bits = unsafe { W::fetch_32::<1>(base, offsets) };
        [W::from_int(W::bits::<8>(bits, 0xff)), W::from_int(W::bits::<16>(bits, 0xff))]
    }
}

impl Loaded for u16 {
    const SIZE: usize = 2;
    const PAIR_READS: usize = 2;

    #[inline(always)]
    unsafe fn pair<W: Wide>(base: *const u8, offsets: W::Int) -> [W; 2] {
        // SAFETY: the caller's.
        let bits = unsafe { W::fetch_32::<2>(base, offsets) };
        [W::from_int(W::bits::<0>(bits, 0xffff)), W::from_int(W::bits::<16>(bits, 0xffff))]
    }

    #[inline(always)]
    unsafe fn quad<W: Wide>(base: *const u8, offsets: W::Int) -> [W; 4] {
        // SAFETY: the caller's.
        let [low, high] = unsafe { W::fetch_64::<2>(base, offsets) };
        [
            W::from_int(W::bits::<0>(low, 0xffff)),
            W::from_int(W::bits::<16>(low, 0xffff)),
            W::from_int(W::bits::<0>(high, 0xffff)),
            W::from_int(W::bits::<16>(high, 0xffff)),
        ]
    }
}

impl Loaded for i16 {
    const SIZE: usize = 2;
    const PAIR_READS: usize = 2;

    #[inline(always)]
    unsafe fn pair<W: Wide>(base: *const u8, offsets: W::Int) -> [W; 2] {
        // SAFETY: the caller's.
        let bits = unsafe { W::fetch_32::<2>(base, offsets) };
        [W::from_int(W::low_i16(bits)), W::from_int(W::high_i16(bits))]
    }

    #[inline(always)]
    unsafe fn quad<W: Wide>(base: *const u8, offsets: W::Int) -> [W; 4] {
        // SAFETY: the caller's.
        let [low, high] = unsafe { W::fetch_64::<2>(base, offsets) };
        [
            W::from_int(W::low_i16(low)),
            W::from_int(W::high_i16(low)),
            W::from_int(W::low_i16(high)),
            W::from_int(W::high_i16(high)),
        ]
    }
}

impl Loaded for f32 {
    const SIZE: usize = 4;
    const PAIR_READS: usize = 2;

    #[inline(always)]
    unsafe fn pair<W: Wide>(base: *const u8, offsets: W::Int) -> [W; 2] {
        // SAFETY: the caller's.
        let [low, high] = unsafe { W::fetch_64::<4>(base, offsets) };
        [W::from_bits(low), W::from_bits(high)]
    }

    #[inline(always)]
    unsafe fn quad<W: Wide>(base: *const u8, offsets: W::Int) -> [W; 4] {
        // SAFETY: the caller's.
        let [a, b, c, d] = unsafe { W::fetch_128::<4>(base, offsets) };
        [W::from_bits(a), W::from_bits(b), W::from_bits(c), W::from_bits(d)]
    }
}
