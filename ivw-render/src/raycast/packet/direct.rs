//! Samples of the common volumes: one component of 8, 16 or 32 bits, clamped and blended.
//!
//! One load fetches a voxel and its neighbours along x, and a central difference takes twelve
//! rows of four voxels where six samples would take twenty-four of two.

#![allow(unsafe_code)]

use std::marker::PhantomData;

use super::super::{Interpolation, VolumeView, Wrapping};
use super::per_lane::PerLane;
use super::sampler::{Exact, Mix, Neighbours, Quick, Sample, Sampler};
use crate::wide::{WEIGHTS, Wide};

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
    /// Factor and summand that make a number a normalised one.
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
    fn index<W: Wide>(&self, [x, y, z]: [W::Int; 3]) -> W::Int {
        let [row, slice] = self.strides;
        let (row, slice) = (W::splat_int(row as i32), W::splat_int(slice as i32));
        W::add_int(x, W::add_int(W::mul_int(y, row), W::mul_int(z, slice)))
    }

    /// This is the blend of a voxel and the next one, or of those `y` rows and `z` slices on.
    ///
    /// # Safety
    /// Those voxels must be within the volume, as must be all that a load reads.
    #[inline(always)]
    unsafe fn pair<W: Wide, M: Mix>(&self, index: W::Int, y: usize, z: usize, f: W) -> W {
        // SAFETY: the caller's.
        unsafe { T::pair::<W, M>(self.bytes.as_ptr().add(self.row(y, z)), index, f) }
    }

    /// These are four voxels, or those `y` rows and `z` slices on.
    ///
    /// # Safety
    /// Those voxels must be within the volume.
    #[inline(always)]
    unsafe fn quad<W: Wide>(&self, index: W::Int, y: usize, z: usize) -> T::Quad<W> {
        // SAFETY: the caller's.
        unsafe { T::quad::<W>(self.bytes.as_ptr().add(self.row(y, z)), index) }
    }

    /// This is the second of the blends within four voxels, [`Loaded::UNIT`] times.
    ///
    /// # Safety
    /// As for [`Self::quad`].
    #[inline(always)]
    unsafe fn middle<W: Wide>(&self, index: W::Int, y: usize, z: usize, across: W::Int) -> W {
        // SAFETY: the caller's.
        unsafe { T::middle(self.bytes.as_ptr().add(self.row(y, z)), index, across) }
    }

    /// These are the rows in the middle of four by four by four voxels.
    ///
    /// # Safety
    /// All those voxels must be within the volume.
    #[inline(always)]
    unsafe fn middle_quads<W: Wide>(&self, start: W::Int) -> [T::Quad<W>; 4] {
        // SAFETY: the caller's.
        unsafe {
            [
                self.quad::<W>(start, 1, 1),
                self.quad::<W>(start, 2, 1),
                self.quad::<W>(start, 1, 2),
                self.quad::<W>(start, 2, 2),
            ]
        }
    }

    /// These are the values around a place that is so far beyond the second of four by four by four
    /// voxels; `quads` are the rows in their middle.
    ///
    /// # Safety
    /// All those voxels must be within the volume.
    #[inline(always)]
    unsafe fn neighbours_of<W: Wide>(
        &self,
        start: W::Int,
        [fx, fy, fz]: [W; 3],
        [q11, q21, q12, q22]: [T::Quad<W>; 4],
        wrong: W::Mask,
    ) -> Neighbours<W> {
        let across = T::across(fx);
        // Each row is blended along x: one voxel back, here, and one ahead.
        let [r11, r21, r12, r22] = [
            T::blends::<W>(q11, across),
            T::blends::<W>(q21, across),
            T::blends::<W>(q12, across),
            T::blends::<W>(q22, across),
        ];
        // SAFETY: the caller's.
        let [r01, r02, r31, r32, r10, r20, r13, r23] = unsafe {
            [
                self.middle(start, 0, 1, across),
                self.middle(start, 0, 2, across),
                self.middle(start, 3, 1, across),
                self.middle(start, 3, 2, across),
                self.middle(start, 1, 0, across),
                self.middle(start, 2, 0, across),
                self.middle(start, 1, 3, across),
                self.middle(start, 2, 3, across),
            ]
        };
        let mix = mix_rows::<W, Quick>;
        let back = [
            mix([r11[0], r21[0], r12[0], r22[0]], fy, fz),
            mix([r01, r11[1], r02, r12[1]], fy, fz),
            mix([r10, r20, r11[1], r21[1]], fy, fz),
        ];
        let ahead = [
            mix([r11[2], r21[2], r12[2], r22[2]], fy, fz),
            mix([r21[1], r31, r22[1], r32], fy, fz),
            mix([r12[1], r22[1], r13, r23], fy, fz),
        ];
        Neighbours {
            here: mix([r11[1], r21[1], r12[1], r22[1]], fy, fz),
            ahead,
            back,
            unit: self.scale / T::UNIT,
            wrong,
        }
    }

    #[inline(always)]
    fn row(&self, y: usize, z: usize) -> usize {
        (y * self.strides[0] + z * self.strides[1]) * T::SIZE
    }

    /// This keeps places within the volume; those that are no number become 0.
    #[inline(always)]
    fn within<W: Wide>(&self, at: [W; 3]) -> [W; 3] {
        axes!(axis => at[axis].max(W::splat(0.0)).min(W::splat(self.last[axis])))
    }

    /// This is the blend of the eight voxels from a cell's first one on.
    ///
    /// # Safety
    /// The cell must have a next voxel along each axis, and its last row must not be that of the
    /// volume if a load reads more than two numbers.
    #[inline(always)]
    unsafe fn blend<W: Wide, M: Mix>(&self, index: W::Int, [fx, fy, fz]: [W; 3]) -> W {
        // SAFETY: the caller says that the next voxels are within the volume, and with them the
        // other numbers that a load reads.
        let rows = unsafe {
            [
                self.pair::<W, M>(index, 0, 0, fx),
                self.pair::<W, M>(index, 1, 0, fx),
                self.pair::<W, M>(index, 0, 1, fx),
                self.pair::<W, M>(index, 1, 1, fx),
            ]
        };
        mix_rows::<W, M>(rows, fy, fz)
    }

    /// This is the cell of a place inside, or the one `before` it on all axes, and the place in it.
    #[inline(always)]
    fn cell_inside<W: Wide>(&self, at: [W; 3], before: bool) -> (W::Int, [W; 3]) {
        let [(x, fx), (y, fy), (z, fz)] = axes!(axis => at[axis].split());
        let back = -1 - self.strides[0] as i32 - self.strides[1] as i32;
        let start = self.index::<W>([x, y, z]);
        (if before { W::add_int(start, W::splat_int(back)) } else { start }, [fx, fy, fz])
    }

    /// This is a sample anywhere.
    #[inline(always)]
    fn sample_anywhere<W: Wide, M: Mix>(&self, at: [W; 3]) -> Sample<W> {
        let at = self.within(at);
        // The last voxel is the end of the last cell, not the start of one more.
        let cell: [W; 3] = axes!(i => at[i].floor().min(W::splat(self.before_last[i])));
        let fraction = axes!(axis => at[axis] - cell[axis]);
        if T::PAIR_READS > 2 {
            // A load in the volume's very last row would reach beyond its end. Lanes there read
            // elsewhere first and then on their own: no lane must depend on where others are.
            let [_, y, z] = self.before_last;
            let late = W::splat(y - 1.0).lt(cell[1]) & W::splat(z - 1.0).lt(cell[2]);
            if W::any(late) {
                let early = axes!(axis => W::select(late, W::splat(0.0), cell[axis]).truncate());
                let blend = if y + z > 0.0 {
                    // SAFETY: there is more than one row of cells, and none of these is the last.
                    unsafe { self.blend::<W, M>(self.index::<W>(early), fraction) }
                } else {
                    W::splat(0.0)
                };
                let alone = Sampler::<W>::sample(&self.per_lane, at).stored;
                return self.sample_of(W::select(late, alone, blend));
            }
        }
        let index = self.index::<W>(axes!(axis => cell[axis].truncate()));
        // SAFETY: cells end before the last voxel, and late ones have gone the other way.
        self.sample_of(unsafe { self.blend::<W, M>(index, fraction) })
    }

    /// This is the sample of a number that is stored.
    #[inline(always)]
    fn sample_of<W: Wide>(&self, stored: W) -> Sample<W> {
        Sample { stored, value: stored.mul_add(W::splat(self.scale), W::splat(self.offset)) }
    }
}

/// This is the blend of four rows: y runs first, then z.
#[inline(always)]
fn mix_rows<W: Wide, M: Mix>([a, b, c, d]: [W; 4], fy: W, fz: W) -> W {
    M::mix(M::mix(a, b, fy), M::mix(c, d, fy), fz)
}

impl<W: Wide, T: Loaded> Sampler<W> for Direct<'_, T> {
    const IS_QUICK_INSIDE: bool = true;

    /// The rows in the middle of the four by four by four voxels around it.
    type Cell = Option<[T::Quad<W>; 4]>;

    #[inline(always)]
    fn sample(&self, at: [W; 3]) -> Sample<W> {
        self.sample_anywhere::<W, Quick>(at)
    }

    #[inline(always)]
    fn sample_inside(&self, at: [W; 3], is_first: bool) -> (Sample<W>, Self::Cell) {
        let (start, f) = self.cell_inside(at, is_first);
        if !is_first {
            // SAFETY: that far inside there are more voxels on all sides, and more rows.
            return (self.sample_of(unsafe { self.blend::<W, Quick>(start, f) }), None);
        }
        // SAFETY: that far inside there is a voxel before the cell's first and one after its last.
        let quads = unsafe { self.middle_quads::<W>(start) };
        let [fx, fy, fz] = f;
        let [a, b, c, d] = quads;
        let rows = [
            T::between::<W>(a, fx),
            T::between::<W>(b, fx),
            T::between::<W>(c, fx),
            T::between::<W>(d, fx),
        ];
        (self.sample_of(mix_rows::<W, Quick>(rows, fy, fz)), Some(quads))
    }

    #[inline(always)]
    fn exact(&self, at: [W; 3]) -> W {
        self.sample_anywhere::<W, Exact>(at).value
    }

    #[inline(always)]
    fn neighbours(&self, at: [W; 3]) -> Option<Neighbours<W>> {
        let one = W::splat(1.0);
        let [nx, ny, nz] = self.before_last;
        if nx.min(ny).min(nz) < 2.0 {
            return None;
        }
        // All start one voxel back on each axis, wherever they are: beyond a border they are wrong.
        let cell = axes!(axis => at[axis].floor());
        let up_to = axes!(axis => W::splat(self.before_last[axis] - 1.0));
        let [x, y, z] = axes!(axis => cell[axis].lt(one) | up_to[axis].lt(cell[axis]));
        let start = axes!(axis => (cell[axis].max(one).min(up_to[axis]) - one).truncate());
        let f = axes!(axis => at[axis] - cell[axis]);
        let start = self.index::<W>(start);
        // SAFETY: four voxels along each axis from there are within the volume.
        Some(unsafe { self.neighbours_of(start, f, self.middle_quads::<W>(start), x | y | z) })
    }

    #[inline(always)]
    fn neighbours_inside(&self, at: [W; 3], cell: &Self::Cell) -> Option<Neighbours<W>> {
        let one = W::splat(1.0);
        let (start, f) = self.cell_inside(at, true);
        let quads = (*cell)?;
        // SAFETY: that far inside there is a voxel before the cell's first and one after its last.
        Some(unsafe { self.neighbours_of(start, f, quads, one.lt(one)) })
    }

    #[inline(always)]
    fn component(&self, at: [W; 3], component: usize) -> W {
        self.per_lane.component(at, component)
    }
}

/// This is a format with loads of its own: one load per row fetches x-neighbours, which are blended
/// at once.
///
/// Slopes need many blends, but none to the last bit: those of whole numbers are taken with weights
/// of 15 bits, and of signed numbers of 16 bits, whatever that adds to all of them.
pub(super) trait Loaded: Sync {
    const SIZE: usize;
    /// How many numbers one load of a pair reads.
    const PAIR_READS: usize;
    /// What the blends of [`Self::blends`] and [`Self::middle`] are to be divided by.
    const UNIT: f32;

    /// Four numbers as they are loaded.
    type Quad<W: Wide>: Copy;

    /// What those are blended with, from the place between two numbers.
    fn across<W: Wide>(f: W) -> W::Int;

    /// The blend of the number at each offset and the next one.
    ///
    /// # Safety
    /// `base` and `PAIR_READS` numbers from each offset must lie within one piece of memory.
    unsafe fn pair<W: Wide, M: Mix>(base: *const u8, offsets: W::Int, f: W) -> W;

    /// The four numbers from each offset on.
    ///
    /// # Safety
    /// `base` and four numbers from each offset must lie within one piece of memory.
    unsafe fn quad<W: Wide>(base: *const u8, offsets: W::Int) -> Self::Quad<W>;

    /// The blend of the second and third of them, as [`Self::pair`] is one.
    fn between<W: Wide>(quad: Self::Quad<W>, f: W) -> W;

    /// The blends within the first, second and third pair of them.
    fn blends<W: Wide>(quad: Self::Quad<W>, across: W::Int) -> [W; 3];

    /// The second of these blends, alone.
    ///
    /// # Safety
    /// As for [`Self::quad`].
    unsafe fn middle<W: Wide>(base: *const u8, offsets: W::Int, across: W::Int) -> W;
}

impl Loaded for u8 {
    const SIZE: usize = 1;
    const PAIR_READS: usize = 4;
    const UNIT: f32 = WEIGHTS;

    type Quad<W: Wide> = W::Int;

    #[inline(always)]
    fn across<W: Wide>(f: W) -> W::Int {
        W::weights(f)
    }

    #[inline(always)]
    unsafe fn pair<W: Wide, M: Mix>(base: *const u8, offsets: W::Int, f: W) -> W {
        // SAFETY: the caller's.
        let bits = unsafe { W::fetch_32::<1>(base, offsets) };
        M::mix(W::from_int(W::bits::<0>(bits, 0xff)), W::from_int(W::bits::<8>(bits, 0xff)), f)
    }

    #[inline(always)]
    unsafe fn quad<W: Wide>(base: *const u8, offsets: W::Int) -> W::Int {
        // SAFETY: the caller's.
        unsafe { W::fetch_32::<1>(base, offsets) }
    }

    #[inline(always)]
    fn between<W: Wide>(quad: W::Int, f: W) -> W {
        Quick::mix(W::from_int(W::bits::<8>(quad, 0xff)), W::from_int(W::bits::<16>(quad, 0xff)), f)
    }

    #[inline(always)]
    fn blends<W: Wide>(quad: W::Int, across: W::Int) -> [W; 3] {
        [
            W::weigh(W::two_bytes::<0>(quad), across),
            W::weigh(W::two_bytes::<1>(quad), across),
            W::weigh(W::two_bytes::<2>(quad), across),
        ]
    }

    #[inline(always)]
    unsafe fn middle<W: Wide>(base: *const u8, offsets: W::Int, across: W::Int) -> W {
        // SAFETY: the caller's. A load one number later would read beyond the four.
        let bits = unsafe { W::fetch_32::<1>(base, offsets) };
        W::weigh(W::two_bytes::<1>(bits), across)
    }
}

/// This implements [`Loaded`] for numbers of 16 bits: how to take a pair apart, and what to turn
/// over in it to make both signed.
macro_rules! loaded_16 {
    ($number:ty, $low:ident, $high:ident, $sign:expr) => {
        impl Loaded for $number {
            const SIZE: usize = 2;
            const PAIR_READS: usize = 2;
            const UNIT: f32 = WEIGHTS;

            type Quad<W: Wide> = [W::Int; 2];

            #[inline(always)]
            fn across<W: Wide>(f: W) -> W::Int {
                W::weights(f)
            }

            #[inline(always)]
            unsafe fn pair<W: Wide, M: Mix>(base: *const u8, offsets: W::Int, f: W) -> W {
                // SAFETY: the caller's.
                let pair = unsafe { W::fetch_32::<2>(base, offsets) };
                M::mix(W::from_int(W::$low(pair)), W::from_int(W::$high(pair)), f)
            }

            #[inline(always)]
            unsafe fn quad<W: Wide>(base: *const u8, offsets: W::Int) -> [W::Int; 2] {
                // SAFETY: the caller's.
                unsafe { W::fetch_64::<2>(base, offsets) }
            }

            #[inline(always)]
            fn between<W: Wide>([low, high]: [W::Int; 2], f: W) -> W {
                Quick::mix(W::from_int(W::$high(low)), W::from_int(W::$low(high)), f)
            }

            #[inline(always)]
            fn blends<W: Wide>([low, high]: [W::Int; 2], across: W::Int) -> [W; 3] {
                let between = W::or_int(W::high_u16(low), W::shift_left::<16>(high));
                let sign = W::splat_int($sign);
                [
                    W::weigh(W::xor_int(low, sign), across),
                    W::weigh(W::xor_int(between, sign), across),
                    W::weigh(W::xor_int(high, sign), across),
                ]
            }

            #[inline(always)]
            unsafe fn middle<W: Wide>(base: *const u8, offsets: W::Int, across: W::Int) -> W {
                // SAFETY: two numbers are all that is read, from the second one of the four on.
                let pair = unsafe { W::fetch_32::<2>(base.add(2), offsets) };
                W::weigh(W::xor_int(pair, W::splat_int($sign)), across)
            }
        }
    };
}
loaded_16!(u16, low_u16, high_u16, 0x8000_8000_u32 as i32);
loaded_16!(i16, low_i16, high_i16, 0);

impl Loaded for f32 {
    const SIZE: usize = 4;
    const PAIR_READS: usize = 2;
    const UNIT: f32 = 1.0;

    type Quad<W: Wide> = [W::Int; 4];

    #[inline(always)]
    fn across<W: Wide>(f: W) -> W::Int {
        f.to_bits()
    }

    #[inline(always)]
    unsafe fn pair<W: Wide, M: Mix>(base: *const u8, offsets: W::Int, f: W) -> W {
        // SAFETY: the caller's.
        let [a, b] = unsafe { W::fetch_64::<4>(base, offsets) };
        M::mix(W::from_bits(a), W::from_bits(b), f)
    }

    #[inline(always)]
    unsafe fn quad<W: Wide>(base: *const u8, offsets: W::Int) -> [W::Int; 4] {
        // SAFETY: the caller's.
        unsafe { W::fetch_128::<4>(base, offsets) }
    }

    #[inline(always)]
    fn between<W: Wide>([_, b, c, _]: [W::Int; 4], f: W) -> W {
        Quick::mix(W::from_bits(b), W::from_bits(c), f)
    }

    #[inline(always)]
    fn blends<W: Wide>([a, b, c, d]: [W::Int; 4], across: W::Int) -> [W; 3] {
        let t = W::from_bits(across);
        let (a, b) = (W::from_bits(a), W::from_bits(b));
        let (c, d) = (W::from_bits(c), W::from_bits(d));
        [Quick::mix(a, b, t), Quick::mix(b, c, t), Quick::mix(c, d, t)]
    }

    #[inline(always)]
    unsafe fn middle<W: Wide>(base: *const u8, offsets: W::Int, across: W::Int) -> W {
        // SAFETY: two numbers are all that is read, from the second one of the four on.
        unsafe { Self::pair::<W, Quick>(base.add(4), offsets, W::from_bits(across)) }
    }
}
