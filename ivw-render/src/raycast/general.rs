//! Everything a ray can be asked, one ray at a time and in double precision.
//!
//! This is where maxima, first hits, surfaces and planes are drawn. It leaves out what can't be
//! seen like the packets do, but has no vectors; what packets can do they do faster.

use glam::{DVec3, DVec4};

use super::bricks::BRICK;
use super::field::{Behind, Field, Sum, Visible};
use super::lattice::Ray;
use super::tiles::Tile;
use super::volume::Number;
use super::{Classification, IsoValue, Plane, Rendering, Request, Settings, Shading};

/// This is a request, prepared for single rays.
pub(super) struct Scene<'a, T: Clone> {
    request: &'a Request<'a>,
    field: Field<'a, T>,
    /// The component that slopes are those of.
    sloped: usize,
    iso_values: &'a [IsoValue],
    draws_cloud: bool,
}

/// This is a ray on its way through the volume.
struct Walk<'a> {
    ray: Ray,
    /// Texture coordinates per unit of `t`.
    direction: DVec3,
    /// Texture length of a step.
    step: f64,
    to_eye: DVec3,
    /// What the first sample is shaded with.
    entry_normal: Option<DVec3>,
    background: Option<Behind>,
    planes: &'a [Plane],
    sum: Sum,
}

/// This is a sample of a ray.
#[derive(Clone, Copy)]
struct Sample {
    k: u32,
    t: f64,
    at: DVec3,
    stored: f64,
    value: f64,
}

impl<'a, T: Number> Scene<'a, T> {
    pub(super) fn new(request: &'a Request<'a>) -> Self {
        let settings = &request.settings;
        let surfaces = settings.rendering != Rendering::Dvr;
        Self {
            request,
            field: Field::new(request),
            sloped: match settings.classification {
                Classification::VoxelValue => 3,
                Classification::None | Classification::TransferFunction => settings.channel,
            },
            iso_values: if surfaces { settings.iso_values } else { &[] },
            draws_cloud: settings.rendering != Rendering::Iso,
        }
    }

    /// This casts the rays of a tile.
    pub(super) fn render(&self, tile: &mut Tile<'_>) {
        let width = self.request.rays.size.x as usize;
        for y in 0..tile.size.1 {
            for x in 0..tile.size.0 {
                let pixel = (tile.start.1 + y) * width + tile.start.0 + x;
                if let Some(mut walk) = self.walk(pixel) {
                    self.run(&mut walk);
                    let (color, depth) = tile.pixel(x, y);
                    *color = walk.sum.color.as_vec4().to_array();
                    if let Some(hit) = walk.sum.hit {
                        // The picture holds the background's depth, or 1.
                        let share = hit / walk.ray.length;
                        *depth = depth.min(self.field.window_depth(pixel, share));
                    }
                }
            }
        }
    }

    fn settings(&self) -> &Settings<'a> {
        &self.request.settings
    }

    fn walk(&self, pixel: usize) -> Option<Walk<'a>> {
        let ray = self.field.ray(pixel)?;
        let world_span = self.field.world_from_texture.transform_vector3(ray.span);
        Some(Walk {
            direction: ray.span / ray.length,
            step: ray.step(),
            to_eye: -world_span.normalize_or_zero(),
            entry_normal: self.field.entry_normal(pixel),
            background: self.field.background(pixel, &ray),
            planes: self.settings().planes,
            sum: Sum::NOTHING,
            ray,
        })
    }

    fn run(&self, walk: &mut Walk<'_>) {
        if let Some(behind) = &walk.background
            && behind.t < 0.5 * walk.step
        {
            walk.sum.color = behind.color;
            if behind.color.w > 0.0 {
                walk.sum.hit = Some(behind.t);
            }
        }
        let n_samples = walk.ray.n_samples as u32;
        let mut previous = None;
        let mut k = 0;
        while k < n_samples {
            let sample = self.look(walk, k);
            self.sample(walk, sample, previous);
            if walk.sum.is_opaque() {
                break;
            }
            let next = self.next_to_look_at(walk, k);
            // A surface lies between two samples: never forget the one before.
            previous = if next == k + 1 || self.iso_values.is_empty() || next >= n_samples {
                Some(sample.value)
            } else {
                Some(self.look(walk, next - 1).value)
            };
            k = next;
        }
        if let Some(behind) = &walk.background
            && behind.t > walk.ray.length - 0.5 * walk.step
        {
            let (color, t) = (behind.color, behind.t);
            walk.sum.composite(color, t);
        }
    }

    /// This looks up sample `k`.
    #[inline]
    fn look(&self, walk: &Walk<'_>, k: u32) -> Sample {
        let t = walk.t(k);
        let at = walk.place(t);
        let stored = self.field.stored(at, self.settings().channel);
        Sample { k, t, at, stored, value: self.field.normalized(stored) }
    }

    /// This takes a sample.
    #[inline]
    fn sample(&self, walk: &mut Walk<'_>, sample: Sample, previous: Option<f64>) {
        let Sample { t, at, value, .. } = sample;
        let mut step = walk.step;
        if let Some(previous) = previous {
            step = self.surfaces(walk, t, value, previous);
        }
        if let Some(behind) = &walk.background
            && (behind.t..behind.t + step).contains(&t)
            && behind.t >= 0.5 * walk.step
        {
            let (color, t) = (behind.color, behind.t);
            walk.sum.composite(color, t);
        }
        for plane in walk.planes {
            let normal = plane.normal.as_dvec3();
            let beyond = (at - plane.position.as_dvec3()).dot(normal);
            let reach = (normal.dot(walk.direction) * step).abs();
            let color = DVec4::from_array(plane.color.map(f64::from));
            if beyond <= 0.0 && beyond > -reach && color.w > 0.0 {
                walk.sum.composite(color, t);
            }
        }
        if self.draws_cloud {
            self.cloud(walk, sample, step);
        }
    }

    /// This draws the surfaces between the sample before `t` and the one at it, and is the length
    /// of what is left of the step.
    #[inline]
    fn surfaces(&self, walk: &mut Walk<'_>, t: f64, value: f64, previous: f64) -> f64 {
        let mut left = walk.step;
        let n = self.iso_values.len();
        for i in 0..n {
            let iso = &self.iso_values[if value > previous { i } else { n - 1 - i }];
            let iso_value = f64::from(iso.value);
            let crossed = (iso_value - value) * (iso_value - previous) <= 0.0;
            if !crossed || value == previous {
                continue;
            }
            let share = (value - iso_value) / (value - previous);
            if share >= 1.0 {
                continue;
            }
            left = share * walk.step;
            let t = t - left;
            let at = walk.place(t);
            let slope = self.field.slope(at, self.settings().channel, value).normalize_or_zero();
            if self.draws_cloud {
                let classified = self.field.looked_up(iso_value);
                if classified.w > 0.0 {
                    let lit = self.lit(walk, at, classified, -slope);
                    walk.sum.absorb(lit, walk.step - left, t);
                }
            }
            let color = DVec4::from_array(iso.color.map(f64::from));
            if color.w > 0.0 {
                let lit = self.lit(walk, at, color, -slope);
                walk.sum.composite(lit, t);
            }
        }
        left
    }

    #[inline]
    fn cloud(&self, walk: &mut Walk<'_>, sample: Sample, step: f64) {
        let Sample { t, at, value, .. } = sample;
        let color = self.field.classified(at, value, self.settings().transfer_function);
        let seen = color.w > 0.0;
        if !seen {
            return;
        }
        let mut sum = walk.sum;
        let normal = || self.normal(walk, sample);
        let lit = || match self.settings().lighting.shading {
            Shading::None => color,
            _ => self.lit(walk, at, color, self.normal(walk, sample)),
        };
        self.field.compose(&mut sum, &Visible { color, at, t, step }, lit, normal);
        walk.sum = sum;
    }

    /// This points down the slope at a sample. It is turned round where stored numbers are
    /// negative, and 0 where they are 0.
    #[inline]
    fn normal(&self, walk: &Walk<'_>, sample: Sample) -> DVec3 {
        if let Some(normal) = walk.entry_normal
            && sample.k == 0
        {
            return normal;
        }
        let at = sample.at;
        if self.sloped != self.settings().channel {
            return -self.field.upwards(at, self.sloped);
        }
        let down = if sample.stored < 0.0 {
            1.0
        } else if sample.stored > 0.0 {
            -1.0
        } else {
            0.0
        };
        self.field.slope(at, self.sloped, sample.value).normalize_or_zero() * down
    }

    /// This is the sample after `k`, or a later one if nothing can be seen in between.
    fn next_to_look_at(&self, walk: &Walk<'_>, k: u32) -> u32 {
        let Some(occupancy) = self.request.occupancy else { return k + 1 };
        // Planes are seen anywhere.
        if !walk.planes.is_empty() {
            return k + 1;
        }
        let at = walk.place(walk.t(k)) * self.field.dims - 0.5;
        let inside = at.max(DVec3::ZERO).min(self.field.dims - 1.0);
        let [x, y, z] = (inside / BRICK as f64).to_array().map(|x| x as usize);
        let [nx, ny, _] = occupancy.dims();
        let distance = f64::from(occupancy.distances()[(z * ny + y) * nx + x]);
        if distance == 0.0 {
            return k + 1;
        }
        let brick = DVec3::new(x as f64, y as f64, z as f64);
        let step = walk.direction * walk.step * self.field.dims;
        let mut n_steps = f64::INFINITY;
        for axis in 0..3 {
            // A little before the border, so that rounding never takes a sample too many.
            let border = if step[axis] > 0.0 {
                (brick[axis] + distance) * BRICK as f64 - 1e-6
            } else {
                (brick[axis] + 1.0 - distance) * BRICK as f64 + 1e-6
            };
            if step[axis] != 0.0 {
                n_steps = n_steps.min((border - at[axis]) / step[axis]);
            }
        }
        let mut next = f64::from(k) + n_steps.floor() + 1.0;
        if let Some(behind) = &walk.background {
            // The sample right behind the background is always taken.
            let at_background = (behind.t / walk.step - 0.5).ceil();
            if at_background > f64::from(k) {
                next = next.min(at_background);
            }
        }
        (next.min(walk.ray.n_samples) as u32).max(k + 1)
    }

    fn lit(&self, walk: &Walk<'_>, at: DVec3, color: DVec4, normal: DVec3) -> DVec4 {
        self.field.lit(at, color, normal, walk.to_eye, walk.direction)
    }
}

impl Walk<'_> {
    /// This is how far sample `k` is from the entry.
    fn t(&self, k: u32) -> f64 {
        (f64::from(k) + 0.5) * self.step
    }

    fn place(&self, t: f64) -> DVec3 {
        self.ray.entry + self.direction * t
    }
}
