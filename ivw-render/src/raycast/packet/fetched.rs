//! Samples of volumes in any number format and with any number of components.
//!
//! Nothing here is particular to an instruction set or a format, so that one kernel serves all
//! that [`direct`](super::direct) has no loads for.

use super::super::volume::{Number, with_number};
use super::super::{Format, Interpolation, VolumeView, Wrapping};
use super::per_lane::PerLane;
use super::sampler::{Exact, Mix, Neighbours, Quick, Sample, Sampler};
use crate::wide::{Lanes, MAX_LANES, Wide};

/// This reads volumes of any format and number of components, clamped at the borders and blended
/// between voxels: places are worked out for all lanes at once, numbers are fetched one by one.
#[derive(Clone, Copy)]
pub(super) struct Fetched<'a> {
    per_lane: PerLane<'a>,
    fetch: Fetch,
    last: [f32; 3],
    before_last: [f32; 3],
    /// Numbers from one voxel to the next along each axis; 0 where there is none.
    strides: [u32; 3],
    /// The normalised value of 0, and whether larger numbers have larger values.
    zero: f32,
    sign: f32,
}

/// This normalises the numbers at some offsets.
type Fetch = fn(&PerLane<'_>, &Lanes<u32>, n_lanes: usize) -> Lanes<f32>;

fn fetch<T: Number>(volume: &PerLane<'_>, offsets: &Lanes<u32>, n_lanes: usize) -> Lanes<f32> {
    let (scale, offset) = volume.normalization;
    let mut values = Lanes([0.0; MAX_LANES]);
    for (value, at) in values.0.iter_mut().zip(offsets.0).take(n_lanes) {
        let start = (at as usize + volume.channel) * size_of::<T>();
        let bytes = &volume.volume.bytes[start..start + size_of::<T>()];
        let number = bytemuck::pod_read_unaligned::<T>(bytes).to_f64();
        *value = (number * scale + offset) as f32;
    }
    values
}

impl<'a> Fetched<'a> {
    /// This reads a volume, if it is clamped and blended and not too large.
    pub(super) fn new(volume: &'a VolumeView<'a>, channel: usize) -> Option<Self> {
        let dims = volume.dims.to_array();
        let n_voxels = dims.iter().map(|&dim| u64::from(dim)).product::<u64>();
        let can = volume.interpolation == Interpolation::Linear
            && volume.wrapping == [Wrapping::Clamp; 3]
            && dims.iter().all(|&dim| dim < 1 << 23)
            && i32::try_from(n_voxels * volume.components as u64).is_ok();
        let (scale, offset) = volume.normalization();
        can.then(|| {
            let components = volume.components as u32;
            let strides = [components, components * dims[0], components * dims[0] * dims[1]];
            Self {
                per_lane: PerLane::new(volume, channel),
                fetch: with_number!(volume.format, T => fetch::<T>),
                last: dims.map(|dim| (dim - 1) as f32),
                before_last: dims.map(|dim| dim.saturating_sub(2) as f32),
                strides: axes!(axis => if dims[axis] > 1 { strides[axis] } else { 0 }),
                zero: offset as f32,
                sign: if scale < 0.0 { -1.0 } else { 1.0 },
            }
        })
    }

    #[inline(always)]
    fn blend<W: Wide, M: Mix>(&self, at: [W; 3]) -> W {
        let at = axes!(axis => at[axis].max(W::splat(0.0)).min(W::splat(self.last[axis])));
        let cell = axes!(axis => at[axis].floor().min(W::splat(self.before_last[axis])));
        let [fx, fy, fz] = axes!(axis => at[axis] - cell[axis]);
        let [x, y, z] = axes!(axis => {
            W::mul_int(cell[axis].truncate(), W::splat_int(self.strides[axis] as i32))
        });
        let first = W::add_int(W::add_int(x, y), z);
        let [x, y, z] = self.strides;
        let mut rows = [W::splat(0.0); 4];
        for (row, start) in rows.iter_mut().zip([0, y, z, y + z]) {
            let a = W::store_int(W::add_int(first, W::splat_int(start as i32)));
            let b = W::store_int(W::add_int(first, W::splat_int((start + x) as i32)));
            let a = W::load(&(self.fetch)(&self.per_lane, &a, W::LANES));
            let b = W::load(&(self.fetch)(&self.per_lane, &b, W::LANES));
            *row = M::mix(a, b, fx);
        }
        M::mix(M::mix(rows[0], rows[1], fy), M::mix(rows[2], rows[3], fy), fz)
    }
}

impl<W: Wide> Sampler<W> for Fetched<'_> {
    const IS_QUICK_INSIDE: bool = false;

    type Cell = ();

    #[inline(always)]
    fn sample(&self, at: [W; 3]) -> Sample<W> {
        let value = self.blend::<W, Quick>(at);
        Sample { stored: (value - W::splat(self.zero)) * W::splat(self.sign), value }
    }

    #[inline(always)]
    fn exact(&self, at: [W; 3]) -> W {
        self.blend::<W, Exact>(at)
    }

    #[inline(always)]
    fn sample_inside(&self, at: [W; 3], _: bool) -> (Sample<W>, ()) {
        (self.sample(at), ())
    }

    #[inline(always)]
    fn neighbours(&self, _: [W; 3]) -> Option<Neighbours<W>> {
        None
    }

    #[inline(always)]
    fn neighbours_inside(&self, _: [W; 3], (): &()) -> Option<Neighbours<W>> {
        None
    }

    #[inline(always)]
    fn component(&self, at: [W; 3], component: usize) -> W {
        self.per_lane.component(at, component)
    }
}
