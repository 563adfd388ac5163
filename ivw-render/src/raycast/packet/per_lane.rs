//! Samples of any volume at all, worked out lane by lane in double precision.
//!
//! This is what the other samplers fall back to; it is correct everywhere and quick nowhere.

use glam::DVec3;

use super::super::VolumeView;
use super::sampler::{Neighbours, Sample, Sampler};
use crate::wide::{Lanes, MAX_LANES, Wide};

/// This reads any volume, lane by lane.
#[derive(Clone, Copy)]
pub(super) struct PerLane<'a> {
    pub(super) volume: &'a VolumeView<'a>,
    pub(super) channel: usize,
    /// Factor and summand that make a stored number a normalised one.
    pub(super) normalization: (f64, f64),
}

impl<'a> PerLane<'a> {
    pub(super) fn new(volume: &'a VolumeView<'a>, channel: usize) -> Self {
        Self { volume, channel, normalization: volume.normalization() }
    }

    #[inline(never)]
    fn read(
        &self,
        at: &[Lanes<f32>; 3],
        n_lanes: usize,
        component: usize,
    ) -> (Lanes<f32>, Lanes<f32>) {
        let (scale, offset) = self.normalization;
        let mut stored = Lanes([0.0; MAX_LANES]);
        let mut values = Lanes([0.0; MAX_LANES]);
        for lane in 0..n_lanes {
            let at = [at[0].0[lane], at[1].0[lane], at[2].0[lane]].map(f64::from);
            let at = DVec3::from_array(at);
            let number = self.volume.sample(at, component);
            stored.0[lane] = number as f32;
            values.0[lane] = (number * scale + offset) as f32;
        }
        (stored, values)
    }
}

impl<W: Wide> Sampler<W> for PerLane<'_> {
    const IS_QUICK_INSIDE: bool = false;

    type Cell = ();

    #[inline(always)]
    fn sample(&self, at: [W; 3]) -> Sample<W> {
        let (stored, values) =
            self.read(&[at[0].store(), at[1].store(), at[2].store()], W::LANES, self.channel);
        Sample { stored: W::load(&stored), value: W::load(&values) }
    }

    #[inline(always)]
    fn exact(&self, at: [W; 3]) -> W {
        self.sample(at).value
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
        let at = [at[0].store(), at[1].store(), at[2].store()];
        W::load(&self.read(&at, W::LANES, component).0)
    }
}
