//! What packets ask of a volume: samples in all lanes, and what is around them.
//!
//! How voxels are read is in [`direct`](super::direct), [`fetched`](super::fetched) and
//! [`per_lane`](super::per_lane).

use crate::wide::Wide;

/// This is a sample of the volume in each lane.
#[derive(Clone, Copy)]
pub(super) struct Sample<W> {
    /// As the volume stores it; only its sign is sure to be exact.
    pub(super) stored: W,
    /// The normalised value.
    pub(super) value: W,
}

/// These are the values one voxel away along each axis of the volume, and the one in between. They
/// are good for differences: something may be missing in all of them.
pub(super) struct Neighbours<W: Wide> {
    pub(super) here: W,
    pub(super) ahead: [W; 3],
    pub(super) back: [W; 3],
    /// What makes differences those of normalised values.
    pub(super) unit: f32,
    /// The lanes that are too near a border for these to be right.
    pub(super) wrong: W::Mask,
}

/// This reads samples at places in index coordinates, where voxel centres are whole numbers.
pub(super) trait Sampler<W: Wide> {
    /// Whether there is anything to gain from [`Self::sample_inside`].
    const IS_QUICK_INSIDE: bool;

    /// What is known of the place of a sample.
    type Cell;

    fn sample(&self, at: [W; 3]) -> Sample<W>;

    /// The same, to the last bit, at places more than a voxel from any border. `is_first` says that
    /// [`Self::neighbours_inside`] may follow, for which a cell is kept.
    fn sample_inside(&self, at: [W; 3], is_first: bool) -> (Sample<W>, Self::Cell);

    /// The value of a sample which is that of the border to the last bit beyond it. Slopes have no
    /// length: where there are none, a rounding error would be one.
    fn exact(&self, at: [W; 3]) -> W;

    /// The values around a sample, if there is a quick way to them.
    fn neighbours(&self, at: [W; 3]) -> Option<Neighbours<W>>;

    /// The same for a sample that was taken inside.
    fn neighbours_inside(&self, at: [W; 3], cell: &Self::Cell) -> Option<Neighbours<W>>;

    /// One component of the voxel as it is stored.
    fn component(&self, at: [W; 3], component: usize) -> W;
}

/// This is a way to blend two values.
pub(super) trait Mix {
    /// The value at `t` between `a` at 0 and `b` at 1.
    fn mix<W: Wide>(a: W, b: W, t: W) -> W;
}

/// This is `a` to the last bit at 0, and where both are the same.
pub(super) struct Quick;

/// This is also `b` to the last bit at 1.
pub(super) struct Exact;

impl Mix for Quick {
    #[inline(always)]
    fn mix<W: Wide>(a: W, b: W, t: W) -> W {
        (b - a).mul_add(t, a)
    }
}

impl Mix for Exact {
    #[inline(always)]
    fn mix<W: Wide>(a: W, b: W, t: W) -> W {
        W::select(t.lt(W::splat(1.0)), Quick::mix(a, b, t), b)
    }
}
