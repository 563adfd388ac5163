//! The ray of a pixel and the places of its samples.
//!
//! Entry and exit are 16-bit texture coordinates E and X. A ray of texture length L = |X-E| that
//! crosses v voxels has n = ceil(rate * v) samples, at t = (k + 1/2) * L / n. Everything about a
//! sample follows from its whole number k, so that leaving samples out moves none of the others.

use glam::{DVec3, UVec3};

/// This is a ray through the volume, in texture coordinates.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ray {
    /// Where it enters the volume.
    pub(super) entry: DVec3,
    /// From entry to exit.
    pub(super) span: DVec3,
    /// Length of the span.
    pub(super) length: f64,
    /// How many samples there are.
    pub(super) n_samples: f64,
}

/// More samples than this can't be told apart in single precision; no sensible ray has them.
const MAX_SAMPLES: f64 = (1 << 22) as f64;

impl Ray {
    /// This is the ray from `entry` to `exit`, if they differ.
    #[inline(always)]
    pub(super) fn between(
        entry: [u16; 4],
        exit: [u16; 4],
        dims: UVec3,
        sampling_rate: f64,
    ) -> Option<Self> {
        let point = |p: [u16; 4]| DVec3::new(p[0].into(), p[1].into(), p[2].into());
        // Whole numbers up to here: a ray along an axis gets its exact count of samples.
        let steps = point(exit) - point(entry);
        if steps == DVec3::ZERO {
            return None;
        }
        let n_voxels = (steps * dims.as_dvec3()).length() / 65535.0;
        Some(Self {
            entry: point(entry) / 65535.0,
            span: steps / 65535.0,
            length: steps.length() / 65535.0,
            n_samples: n_samples(sampling_rate, n_voxels),
        })
    }

    /// This is the distance between two samples.
    pub(super) fn step(&self) -> f64 {
        self.length / self.n_samples
    }
}

/// This is how many samples a ray has that crosses `n_voxels`.
///
/// The quotient is taken down by less than a billionth so that 512 voxels at one sample each are
/// 512 samples however the quotient was rounded.
pub(super) fn n_samples(sampling_rate: f64, n_voxels: f64) -> f64 {
    (sampling_rate * n_voxels * (1.0 - 1e-9)).ceil().clamp(1.0, MAX_SAMPLES)
}

/// This converts window depths to and from distances along a perspective camera's axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Depths {
    near: f64,
    far: f64,
}

impl Depths {
    pub(super) fn new(near: f32, far: f32) -> Self {
        Self { near: near.into(), far: far.into() }
    }

    /// This is the distance from the eye along its axis.
    pub(super) fn linear(&self, window: f64) -> f64 {
        let (n, f) = (self.near, self.far);
        2.0 * n * f / (f + n - (2.0 * window - 1.0) * (f - n))
    }

    /// This is the window depth at a share of the way from entry to exit.
    pub(super) fn window(&self, share: f64, entry: f64, exit: f64) -> f64 {
        let (n, f) = (self.near, self.far);
        let z = self.linear(entry) + share * (self.linear(exit) - self.linear(entry));
        let depth = 0.5 * ((f + n) * z - 2.0 * f * n) / ((f - n) * z) + 0.5;
        if depth.is_finite() { depth } else { entry }
    }

    /// This is the share of the way from entry to exit where a window depth is; it may be beyond.
    pub(super) fn share(&self, window: f64, entry: f64, exit: f64) -> f64 {
        let start = self.linear(entry);
        (self.linear(window) - start) / (self.linear(exit) - start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ray_along_an_axis_has_the_exact_number_of_samples() {
        for (dim, rate) in [(256, 2.0), (255, 1.0), (7, 3.0), (512, 1.7)] {
            let ray = Ray::between([0; 4], [65535, 0, 0, 0], UVec3::splat(dim), rate);
            assert_eq!(ray.unwrap().n_samples, (f64::from(dim) * rate).ceil());
        }
    }

    #[test]
    fn depth_there_and_back_is_the_same() {
        let depths = Depths::new(0.1, 100.0);
        let window = depths.window(0.3, 0.9, 0.99);
        assert!((depths.share(window, 0.9, 0.99) - 0.3).abs() < 1e-9);
        assert!((depths.window(0.0, 0.9, 0.99) - 0.9).abs() < 1e-9);
        assert!((depths.window(1.0, 0.9, 0.99) - 0.99).abs() < 1e-9);
    }
}
