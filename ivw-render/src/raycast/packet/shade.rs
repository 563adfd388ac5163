//! Slopes and light for all rays of a packet: the equations of `lighting`, in vectors.

use glam::{Mat3, Vec3};

use super::super::lighting::{Mirror, Side, reflection};
use super::sampler::{Neighbours, Sample, Sampler};
use super::scene::{Differences, Scene, Slope};
use crate::wide::Wide;

/// These are the directions that belong to a packet's rays.
pub(super) struct Directions<W> {
    /// To the eye, in the world and of length 1.
    pub(super) to_eye: [W; 3],
    /// Of the ray, in texture coordinates.
    pub(super) ray: [W; 3],
    /// From the first sample to the light, in the world.
    pub(super) to_light: [W; 3],
    /// From each sample to the next, in the world.
    pub(super) step: [W; 3],
}

/// This is the normal of a surface that rises from nothing, as a product: light is worked out
/// from a few scalar products with it, and scaling those is less work.
pub(super) struct Normal<W> {
    pub(super) direction: [W; 3],
    /// Brings the direction to length 1, the right way round; 0 where there is no normal.
    pub(super) scale: W,
}

#[inline(always)]
pub(super) fn splat<W: Wide>(v: Vec3) -> [W; 3] {
    [W::splat(v.x), W::splat(v.y), W::splat(v.z)]
}

#[inline(always)]
pub(super) fn dot<W: Wide>(a: [W; 3], b: [W; 3]) -> W {
    a[0].mul_add(b[0], a[1].mul_add(b[1], a[2] * b[2]))
}

/// This has length 1, or 0 where `v` has.
#[inline(always)]
pub(super) fn normalized<W: Wide>(v: [W; 3]) -> [W; 3] {
    let zero = W::splat(0.0);
    let square = dot(v, v);
    let inverse = W::select(W::splat(f32::MIN_POSITIVE).le(square), square.inverse_sqrt(), zero);
    axes!(axis => v[axis] * inverse)
}

/// This points down the steepest slope in the world. It is turned round where stored numbers are
/// negative, and there is none where they are 0.
#[inline(always)]
pub(super) fn normal<W: Wide, S: Sampler<W>>(
    scene: &Scene<'_>,
    sampler: &S,
    at: [W; 3],
    here: Sample<W>,
    matter: W::Mask,
    cell: Option<&S::Cell>,
) -> Normal<W> {
    let zero = W::splat(0.0);
    let direction = match &scene.slope {
        Slope::Flat => return Normal { direction: [zero; 3], scale: zero },
        Slope::Around(differences) => around(differences, sampler, at, matter, cell),
        Slope::Stored { first, world_from_stored } => {
            let stored = axes!(axis => sampler.component(at, first + axis));
            turned(world_from_stored, stored)
        }
    };
    let square = dot(direction, direction);
    let down = W::select(here.stored.lt(zero), W::splat(1.0), W::splat(-1.0));
    let exists =
        W::splat(f32::MIN_POSITIVE).le(square) & (here.stored.lt(zero) | zero.lt(here.stored));
    Normal { direction, scale: W::select(exists, down * square.inverse_sqrt(), zero) }
}

#[inline(always)]
fn around<W: Wide, S: Sampler<W>>(
    differences: &Differences,
    sampler: &S,
    at: [W; 3],
    matter: W::Mask,
    cell: Option<&S::Cell>,
) -> [W; 3] {
    let quick = match (differences.axes, cell) {
        (None, _) => None,
        (Some(axes), Some(cell)) => {
            sampler.neighbours_inside(at, cell).map(|around| (axes, around))
        }
        (Some(axes), None) => sampler.neighbours(at).map(|around| (axes, around)),
    };
    let Some((axes, Neighbours { here, ahead, back, unit, wrong })) = quick else {
        return sampled(differences, sampler, at);
    };
    let near = if differences.is_central {
        axes!(i => (ahead[axes[i]] - back[axes[i]]) * W::splat(differences.weights[i][0] * unit))
    } else {
        axes!(i => {
            let weights = differences.weights[i];
            weighted(weights, ahead[axes[i]], back[axes[i]], here) * W::splat(unit)
        })
    };
    if cell.is_some() || !W::any(wrong & matter) {
        return near;
    }
    // Both ways round differently: each lane takes its own, whatever the others do.
    let exact = sampled(differences, sampler, at);
    axes!(axis => W::select(wrong, exact[axis], near[axis]))
}

/// This is the slope from samples one by one.
#[inline(always)]
fn sampled<W: Wide, S: Sampler<W>>(differences: &Differences, sampler: &S, at: [W; 3]) -> [W; 3] {
    // Not unrolled: each sample is a lot of code, so there is one place for all.
    let mut slope = [W::splat(0.0); 3];
    for (i, slope) in slope.iter_mut().enumerate() {
        let [ahead, back, here] = differences.weights[i];
        let far = differences.far_weights[i];
        let mut values = [W::splat(0.0); 5];
        for (n, value) in values.iter_mut().enumerate() {
            // A sample without weight may be any number.
            if [ahead, back, here, far, far][n] != 0.0 {
                let steps = W::splat([1.0, -1.0, 0.0, 2.0, -2.0][n]);
                let step = differences.steps[i];
                let there = axes!(axis => W::splat(step[axis]).mul_add(steps, at[axis]));
                *value = sampler.exact(there);
            }
        }
        let near = weighted([ahead, back, here], values[0], values[1], values[2]);
        *slope = W::splat(far).mul_add(values[3] - values[4], near);
    }
    slope
}

/// This turns a vector by a matrix.
#[inline(always)]
pub(super) fn turned<W: Wide>(matrix: &Mat3, v: [W; 3]) -> [W; 3] {
    let columns = matrix.to_cols_array_2d();
    axes!(row => {
        let across = [columns[0][row], columns[1][row], columns[2][row]];
        dot([W::splat(across[0]), W::splat(across[1]), W::splat(across[2])], v)
    })
}

#[inline(always)]
fn weighted<W: Wide>([ahead, back, here]: [f32; 3], f_ahead: W, f_back: W, f_here: W) -> W {
    // Differences of like samples must come out as exactly 0: products with -1, 0, 1 or the same
    // factor twice do, in this order.
    let sum = f_back * W::splat(back) + f_here * W::splat(here);
    f_ahead * W::splat(ahead) + sum
}

/// This is the colour of surfaces in the light of the scene, at samples `k`.
#[inline(always)]
pub(super) fn lit<W: Wide>(
    scene: &Scene<'_>,
    color: [W; 3],
    k: W,
    normal: &Normal<W>,
    directions: &Directions<W>,
) -> [W; 3] {
    let lighting = &scene.lighting;
    let Some(reflection) = reflection(lighting.shading) else { return color };
    let (zero, two) = (W::splat(0.0), W::splat(2.0));
    let tiny = W::splat(f32::MIN_POSITIVE);
    let Normal { direction, scale } = *normal;
    let scale = match reflection.side {
        Side::Front => scale,
        Side::Back => zero - scale,
        Side::Both => {
            let away = zero.lt(dot(direction, directions.ray) * scale);
            W::select(away, zero - scale, scale)
        }
    };
    let back = zero - k;
    let to_light = axes!(axis => directions.step[axis].mul_add(back, directions.to_light[axis]));
    let nearness = dot(to_light, to_light).max(tiny).inverse_sqrt();
    let facing = dot(direction, to_light) * nearness * scale;

    let ambient = if reflection.ambient { lighting.ambient } else { Vec3::ZERO };
    let ambient = splat::<W>(ambient);
    let sum = if reflection.diffuse {
        let diffuse = splat::<W>(lighting.diffuse);
        let facing = facing.max(zero);
        axes!(i => color[i] * facing.mul_add(diffuse[i], ambient[i]))
    } else {
        axes!(i => color[i] * ambient[i])
    };
    if reflection.mirror == Mirror::None {
        return sum;
    }
    let to_eye = dot(direction, directions.to_eye) * scale;
    let between = dot(to_light, directions.to_eye) * nearness;
    let (base, mirrors, exponent) = if reflection.mirror == Mirror::Blinn {
        // The half vector is V + L: its product with N is N.V + N.L, its square 2 + 2 V.L. The
        // square of the cosine needs no root.
        let (along, square) = (to_eye + facing, two.mul_add(between, two));
        let mirrors = zero.lt(along) & W::splat(1e-6).le(square);
        (along * along * square.max(tiny).inverse(), mirrors, lighting.shininess / 2.0)
    } else {
        // The reflected light is 2 (N.L) N - L; without a normal there is none.
        let cosine = (facing + facing).mul_add(to_eye, zero - between);
        let exists = scale.lt(zero) | zero.lt(scale);
        (cosine, zero.lt(cosine) & zero.le(facing) & exists, lighting.shininess / 4.0)
    };
    // The smallest normal number stands for 0: either is black at any sensible exponent.
    let log = base.max(tiny).log2() * W::splat(exponent);
    let mirrored = W::select(mirrors, log.min(W::splat(120.0)).exp2(), zero);
    let specular = splat::<W>(lighting.specular);
    axes!(i => mirrored.mul_add(specular[i], sum[i]))
}
