//! The walk of a packet's rays through the volume.
//!
//! Every lane has its own step number `k` on its own lattice of samples; its place is always
//! worked out from `k` alone. Leaving samples out therefore changes nothing about the others.

#![allow(unsafe_code)]

use super::sampler::Sampler;
use super::scene::{BRICK_SIDE, Grid, OPAQUE_CLARITY, Scene, Table};
use super::shade::{Directions, lit, normal, normalized, splat, turned};
use crate::wide::{Lanes, Wide};

/// These are the rays of a packet, and what becomes of them.
pub(super) struct Packet {
    /// First sample, in index coordinates.
    pub(super) start: [Lanes<f32>; 3],
    /// From one sample to the next.
    pub(super) step: [Lanes<f32>; 3],
    /// How many samples there are; 0 for a lane without a ray.
    pub(super) n_samples: Lanes<f32>,
    /// What transparency is raised to for the distance between samples.
    pub(super) exponent: Lanes<f32>,
    /// The sample that the background comes right before, infinite if there is none.
    pub(super) background_at: Lanes<f32>,
    /// Premultiplied colour of that background.
    pub(super) background: [Lanes<f32>; 4],
    /// What the first sample is shaded with.
    pub(super) entry_normal: [Lanes<f32>; 3],
    /// Premultiplied colour, before and after.
    pub(super) color: [Lanes<f32>; 4],
    /// Afterwards the first sample that is seen, infinite if there is none.
    pub(super) hit: Lanes<f32>,
}

/// Opacity beyond which the rest of a ray is left out.
const OPAQUE: f32 = 0.99;

/// Samples taken before bricks are looked at again. Those in empty bricks by then cost time but
/// change nothing; looking more often costs more.
const STEPS_PER_LOOK: usize = 6;

/// Bricks are left this far before their border, in voxels, so that rounding never takes a sample
/// for one of the brick before.
const MARGIN: f32 = 1.0 / 64.0;

/// This walks all rays of a packet to their ends.
#[inline(always)]
pub(super) fn trace<W: Wide, S: Sampler<W>>(scene: &Scene<'_>, sampler: &S, packet: &mut Packet) {
    let zero = W::splat(0.0);
    let start = axes!(axis => W::load(&packet.start[axis]));
    let step = axes!(axis => W::load(&packet.step[axis]));
    let n_samples = W::load(&packet.n_samples);
    let background_at = W::load(&packet.background_at);
    let skip = Skip::new(scene, start, step);
    let inside = Inside::new(scene, start, step);
    let [r, g, b, a] = &packet.color;
    let k = zero;
    let mut walk = Walk {
        start,
        step,
        n_samples,
        exponent: W::load(&packet.exponent),
        background_at,
        directions: directions(scene, start, step),
        color: [W::load(r), W::load(g), W::load(b), W::load(a)],
        hit: W::load(&packet.hit),
        k,
        alive: k.lt(n_samples),
    };
    loop {
        if let Some(grid) = &scene.grid {
            let mut look = walk.alive;
            loop {
                let k = walk.k;
                let (distance, exit) = skip.look(scene, grid, place(start, step, k), k);
                // The sample right behind the background is always taken.
                let bound = W::select(k.lt(background_at), background_at, W::splat(f32::INFINITY));
                let at_background = background_at.le(k) & k.le(background_at);
                let jump = look & zero.lt(distance) & !at_background;
                if !W::any(jump) {
                    break;
                }
                walk.k = W::select(jump, exit.min(bound).min(n_samples), k);
                walk.alive = walk.alive & walk.k.lt(n_samples);
                look = walk.alive & jump;
            }
        }
        if !W::any(walk.alive) {
            break;
        }
        let is_inside = S::IS_QUICK_INSIDE && !W::any(walk.alive & !inside.holds(walk.k));
        if is_inside {
            // Lanes without a ray, or at its end, wait at a place inside.
            for axis in 0..3 {
                walk.start[axis] = W::select(walk.alive, start[axis], W::splat(INSIDE));
                walk.step[axis] = W::select(walk.alive, step[axis], zero);
            }
        }
        if !W::HAS_FEW_REGISTERS {
            walk.steps(scene, sampler, packet, is_inside);
        } else if is_inside {
            walk.steps(scene, sampler, packet, true);
        } else {
            walk.steps(scene, sampler, packet, false);
        }
        (walk.start, walk.step) = (start, step);
    }
    let [r, g, b, a] = walk.color;
    packet.color = [r.store(), g.store(), b.store(), a.store()];
    packet.hit = walk.hit.store();
}

/// This is where a packet's rays are, and what they have collected.
struct Walk<W: Wide> {
    start: [W; 3],
    step: [W; 3],
    n_samples: W,
    exponent: W,
    background_at: W,
    directions: Option<Directions<W>>,
    color: [W; 4],
    hit: W,
    k: W,
    alive: W::Mask,
}

impl<W: Wide> Walk<W> {
    /// This takes a few samples of each ray, all of them well within the volume or any.
    #[inline(always)]
    fn steps<S: Sampler<W>>(
        &mut self,
        scene: &Scene<'_>,
        sampler: &S,
        packet: &Packet,
        is_inside: bool,
    ) {
        let (zero, one) = (W::splat(0.0), W::splat(1.0));
        for _ in 0..STEPS_PER_LOOK {
            let k = self.k;
            if scene.has_background {
                let now = self.alive & self.background_at.le(k) & k.le(self.background_at);
                if W::any(now) {
                    let clear = W::select(now, one - self.color[3], zero);
                    for (color, background) in self.color.iter_mut().zip(&packet.background) {
                        *color = clear.mul_add(W::load(background), *color);
                    }
                }
            }
            let at = place(self.start, self.step, k);
            let (sample, cell) = if S::IS_QUICK_INSIDE && is_inside {
                let (sample, cell) = sampler.sample_inside(at, scene.looks_around);
                (sample, Some(cell))
            } else {
                (sampler.sample(at), None)
            };
            let looked_up = match &scene.table {
                Some(table) => LookedUp::new(table, sample.value),
                None => LookedUp::plain(sample.value),
            };
            let seen = self.alive & looked_up.seen();
            if W::any(seen) {
                let mut rgb = match &scene.table {
                    Some(table) => looked_up.rgb(table),
                    None => [sample.value; 3],
                };
                if let Some(directions) = &self.directions {
                    let mut normal = normal(scene, sampler, at, sample, seen, cell.as_ref());
                    if scene.has_entry_normals {
                        let first = k.le(zero);
                        let [x, y, z] = &packet.entry_normal;
                        let entry = [W::load(x), W::load(y), W::load(z)];
                        normal.direction =
                            axes!(i => W::select(first, entry[i], normal.direction[i]));
                        normal.scale = W::select(first, one, normal.scale);
                    }
                    rgb = lit(scene, rgb, k, &normal, directions);
                }
                let weight = looked_up.opacity(self.exponent) * (one - self.color[3]);
                let weight = W::select(seen, weight, zero);
                for (color, rgb) in self.color.iter_mut().zip(rgb) {
                    // A colour that is no number must not leak from lanes that see nothing.
                    *color = W::select(seen, weight.mul_add(rgb, *color), *color);
                }
                self.color[3] = self.color[3] + weight;
                self.hit = W::select(seen & k.lt(self.hit), k, self.hit);
            }
            self.alive = self.alive & !W::splat(OPAQUE).lt(self.color[3]);
            self.k = k + one;
            self.alive = self.alive & self.k.lt(self.n_samples);
        }
    }
}

/// This is where samples are, in index coordinates.
#[inline(always)]
fn place<W: Wide>(start: [W; 3], step: [W; 3], k: W) -> [W; 3] {
    axes!(axis => step[axis].mul_add(k, start[axis]))
}

/// These are the directions that shading needs, if there is any.
#[inline(always)]
fn directions<W: Wide>(scene: &Scene<'_>, start: [W; 3], step: [W; 3]) -> Option<Directions<W>> {
    if !scene.is_lit() {
        return None;
    }
    let texel = splat::<W>(scene.texel);
    let world_start = turned(&scene.world_from_index, start);
    let world_step = turned(&scene.world_from_index, step);
    let ahead = normalized(world_step);
    let light = splat::<W>(scene.lighting.position - scene.world_origin);
    Some(Directions {
        to_eye: axes!(axis => W::splat(0.0) - ahead[axis]),
        ray: axes!(axis => step[axis] * texel[axis]),
        to_light: axes!(axis => light[axis] - world_start[axis]),
        step: world_step,
    })
}

/// This is what a transfer function says about values; colour is left for when it is needed.
struct LookedUp<W: Wide> {
    /// The logarithm to base 2 of transparency: below 0 where there is something to see.
    clarity: W,
    colors: [W::Int; 2],
    share: W,
}

impl<W: Wide> LookedUp<W> {
    #[inline(always)]
    fn new(table: &Table, value: W) -> Self {
        let zero = W::splat(0.0);
        let n = W::splat(table.n_texels);
        // What is not a number becomes 0 here, and is taken out below.
        let x = value.mul_add(n, W::splat(-0.5)).max(zero).min(n - W::splat(1.0));
        let (texel, share) = x.split();
        // SAFETY: there are as many texels, of 16 bytes each.
        let [a, slope, low, high] =
            unsafe { W::fetch_128::<16>(table.texels.as_ptr().cast(), texel) };
        let (a, slope) = (W::from_bits(a), W::from_bits(slope));
        let mut clarity = slope.mul_add(share, a);
        if table.has_steep && W::any(!clarity.le(clarity)) {
            // SAFETY: texels are less than `n_texels`, and the table has one more.
            let [a, b] = unsafe { W::fetch_64::<4>(table.alphas.as_ptr().cast(), texel) };
            let (a, b) = (W::from_bits(a), W::from_bits(b));
            clarity =
                W::select(clarity.le(clarity), clarity, clarity_of((b - a).mul_add(share, a)));
        }
        let clarity = W::select(value.le(value), clarity, zero);
        Self { clarity, colors: [low, high], share }
    }

    /// This takes values for alpha.
    #[inline(always)]
    fn plain(value: W) -> Self {
        let colors = [W::splat_int(0); 2];
        Self { clarity: clarity_of(value), colors, share: value }
    }

    #[inline(always)]
    fn seen(&self) -> W::Mask {
        self.clarity.lt(W::splat(0.0))
    }

    #[inline(always)]
    fn rgb(&self, table: &Table) -> [W; 3] {
        let [low, high] = self.colors;
        let weights = W::weights(self.share);
        let (red, green) = (W::bits::<0>(low, 0x03ff_03ff), W::bits::<0>(high, 0x03ff_03ff));
        let blue = W::or_int(W::bits::<10>(low, 0x003f_003f), W::bits::<4>(high, 0x0fc0_0fc0));
        let lowest = W::splat(table.lowest);
        let [unit, blue_unit] = [W::splat(table.units[0]), W::splat(table.units[1])];
        [
            W::weigh(red, weights).mul_add(unit, lowest),
            W::weigh(green, weights).mul_add(unit, lowest),
            W::weigh(blue, weights).mul_add(blue_unit, lowest),
        ]
    }

    /// This is how much of the light from behind a sample is held back by it.
    #[inline(always)]
    fn opacity(&self, exponent: W) -> W {
        W::splat(1.0) - (self.clarity * exponent).exp2()
    }
}

/// This is the logarithm of `1 - alpha`, far below 0 where that is 0, and 0 where alpha is no
/// number.
#[inline(always)]
fn clarity_of<W: Wide>(alpha: W) -> W {
    let (zero, one) = (W::splat(0.0), W::splat(1.0));
    let clear = one - alpha.max(zero).min(one);
    W::select(
        zero.lt(clear),
        clear.max(W::splat(f32::MIN_POSITIVE)).log2(),
        W::splat(OPAQUE_CLARITY),
    )
}

/// A place that is inside a volume of at least four voxels a side, see [`Inside`].
const INSIDE: f32 = 1.5;

/// These are the steps from which on the next [`STEPS_PER_LOOK`] samples are all more than a voxel
/// from any border.
struct Inside<W> {
    first: W,
    last: W,
}

impl<W: Wide> Inside<W> {
    #[inline(always)]
    fn new(scene: &Scene<'_>, start: [W; 3], step: [W; 3]) -> Self {
        let zero = W::splat(0.0);
        let mut inside = Self { first: zero, last: W::splat(f32::MAX) };
        for axis in 0..3 {
            let (start, step) = (start[axis], step[axis]);
            // Rounding is nothing to this margin.
            let (low, high) = (W::splat(1.0 + MARGIN), W::splat(scene.last[axis] - 1.0 - MARGIN));
            let inverse = W::splat(1.0) / step;
            let (a, b) = ((low - start) * inverse, (high - start) * inverse);
            // A ray that doesn't move along the axis is inside everywhere or nowhere.
            let moves = step.lt(zero) | zero.lt(step);
            let is_between = low.lt(start) & start.lt(high);
            let still = W::select(is_between, W::splat(f32::NEG_INFINITY), W::splat(f32::INFINITY));
            inside.first = inside.first.max(W::select(moves, a.min(b), still));
            inside.last = inside.last.min(W::select(moves, a.max(b), W::splat(f32::MAX)));
        }
        let is_large = scene.last.iter().all(|&last| last >= 3.0);
        let taken = if is_large { STEPS_PER_LOOK as f32 } else { f32::INFINITY };
        inside.last = inside.last - W::splat(taken);
        inside
    }

    #[inline(always)]
    fn holds(&self, k: W) -> W::Mask {
        self.first.le(k) & k.le(self.last)
    }
}

/// This is what is needed to leave bricks out.
///
/// A ray leaves a box at the smallest of three step numbers `border * per_voxel + summand`.
struct Skip<W> {
    per_voxel: [W; 3],
    summand: [W; 3],
    /// From a brick's first voxel to the border the ray leaves it by.
    border: [W; 3],
    /// From there to the border of the next brick.
    to_next: [W; 3],
}

impl<W: Wide> Skip<W> {
    #[inline(always)]
    fn new(scene: &Scene<'_>, start: [W; 3], step: [W; 3]) -> Self {
        let (zero, side) = (W::splat(0.0), W::splat(BRICK_SIDE));
        let mut skip = Self {
            per_voxel: [zero; 3],
            summand: [zero; 3],
            border: [zero; 3],
            to_next: [zero; 3],
        };
        if scene.grid.is_none() {
            return skip;
        }
        for axis in 0..3 {
            let moves = step[axis].lt(zero) | zero.lt(step[axis]);
            let up = zero.le(step[axis]);
            let inverse = W::splat(1.0) / W::select(moves, step[axis], W::splat(1.0));
            skip.per_voxel[axis] = W::select(moves, inverse, zero);
            // A ray along a border never gets there.
            let never = W::splat(1e30);
            skip.summand[axis] = W::select(moves, zero - start[axis] * inverse, never);
            skip.border[axis] = W::select(up, W::splat(-MARGIN), W::splat(MARGIN) + side);
            skip.to_next[axis] = W::select(up, side, zero - side);
        }
        skip
    }

    /// This is how far away anything is to be seen, in bricks, and the first step that may be
    /// nearer to it, or in another brick if there is something right here.
    #[inline(always)]
    fn look(&self, scene: &Scene<'_>, grid: &Grid<'_>, at: [W; 3], k: W) -> (W, W) {
        let one = W::splat(1.0);
        let brick = axes!(axis => {
            let at = at[axis].max(W::splat(0.0)).min(W::splat(scene.last[axis]));
            (at * W::splat(1.0 / BRICK_SIDE)).floor()
        });
        let [row, slice] = grid.strides;
        let (row, slice) = (W::splat_int(row), W::splat_int(slice));
        let rows = W::add_int(
            W::mul_int(brick[1].truncate(), row),
            W::mul_int(brick[2].truncate(), slice),
        );
        let index = W::add_int(brick[0].truncate(), rows);
        // SAFETY: bricks are within the grid, and it may be read four bytes beyond.
        let bytes = unsafe { W::fetch_32::<1>(grid.distances.as_ptr(), index) };
        let distance = W::from_int(W::bits::<0>(bytes, 0xff));
        let bricks = distance.max(one);
        let leaves = axes!(axis => {
            let border = brick[axis].mul_add(W::splat(BRICK_SIDE), self.border[axis]);
            let border = bricks.mul_add(self.to_next[axis], border);
            border.mul_add(self.per_voxel[axis], self.summand[axis])
        });
        let exit = leaves[0].min(leaves[1]).min(leaves[2]);
        // Bounded, as whole parts of numbers are taken only below 2^31.
        let exit = exit.max(W::splat(0.0)).min(W::splat(1e9)).floor() + one;
        (distance, exit.max(k + one))
    }
}
