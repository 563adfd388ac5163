//! Everything a ray can be asked, one ray at a time and in double precision.
//!
//! This is where maxima, first hits, surfaces and planes are drawn. It leaves out what can't be
//! seen like the packets do, but has no vectors; what packets can do they do faster.

use glam::{DMat3, DMat4, DVec3, DVec4, Mat3};

use super::bricks::BRICK;
use super::lattice::{Depths, Ray};
use super::lighting::{SlopeSteps, lit, slope_steps};
use super::tiles::Tile;
use super::{
    Classification, Compositing, Gradient, IsoValue, Plane, Rendering, Request, Settings, Shading,
};

/// Opacity beyond which the rest of a ray is left out.
const OPAQUE: f64 = 0.99;

/// This is a request, prepared for single rays.
pub(super) struct Scene<'a> {
    request: &'a Request<'a>,
    depths: Depths,
    dims: DVec3,
    normalization: (f64, f64),
    /// The component that slopes are those of.
    sloped: usize,
    slope: Option<SlopeSteps>,
    world_from_texture: DMat4,
    normal_from_stored: DMat3,
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
    /// Colour so far.
    color: DVec4,
    /// Where the first thing is that was seen.
    hit: Option<f64>,
}

/// This is the background of a ray.
struct Behind {
    /// Straight.
    color: DVec4,
    /// Where it is along the ray.
    t: f64,
}

impl<'a> Scene<'a> {
    pub(super) fn new(request: &'a Request<'a>) -> Self {
        let settings = &request.settings;
        let world_from_texture = settings.world_from_texture.as_dmat4();
        let surfaces = settings.rendering != Rendering::Dvr;
        Self {
            request,
            depths: Depths::new(settings.near, settings.far),
            dims: request.volume.dims.as_dvec3(),
            normalization: request.volume.normalization(),
            sloped: match settings.classification {
                Classification::VoxelValue => 3,
                Classification::None | Classification::TransferFunction => settings.channel,
            },
            slope: slope_steps(&world_from_texture, request.volume.dims),
            world_from_texture,
            normal_from_stored: DMat3::from_mat4(world_from_texture.inverse().transpose()),
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
                    *color = walk.color.as_vec4().to_array();
                    if let Some(hit) = walk.hit {
                        // The picture holds the background's depth, or 1.
                        *depth = depth.min(self.window_depth(pixel, hit / walk.ray.length));
                    }
                }
            }
        }
    }

    fn settings(&self) -> &Settings<'a> {
        &self.request.settings
    }

    fn window_depth(&self, pixel: usize, share: f64) -> f32 {
        let rays = &self.request.rays;
        let (entry, exit) = (rays.entry_depth[pixel].into(), rays.exit_depth[pixel].into());
        self.depths.window(share, entry, exit) as f32
    }

    fn walk(&self, pixel: usize) -> Option<Walk<'a>> {
        let (rays, settings) = (&self.request.rays, self.settings());
        let rate = settings.sampling_rate.into();
        let dims = self.request.volume.dims;
        let ray = Ray::between(rays.entry[pixel], rays.exit[pixel], dims, rate)?;
        let background = self.request.background.as_ref().map(|background| {
            let depth = background.depth[pixel].into();
            let (entry, exit) = (rays.entry_depth[pixel].into(), rays.exit_depth[pixel].into());
            Behind {
                color: DVec4::from_array(background.color[pixel].map(f64::from)),
                t: self.depths.share(depth, entry, exit) * ray.length,
            }
        });
        let snorm = |bits: i8| (f64::from(bits) / 127.0).max(-1.0);
        let entry_normal = rays.entry_normals.map(|normals| {
            let [x, y, z, _] = normals[pixel];
            DVec3::new(snorm(x), snorm(y), snorm(z))
        });
        let world_span = self.world_from_texture.transform_vector3(ray.span);
        Some(Walk {
            direction: ray.span / ray.length,
            step: ray.step(),
            to_eye: -world_span.normalize_or_zero(),
            entry_normal,
            background,
            planes: settings.planes,
            color: DVec4::ZERO,
            hit: None,
            ray,
        })
    }

    fn run(&self, walk: &mut Walk<'_>) {
        if let Some(behind) = &walk.background
            && behind.t < 0.5 * walk.step
        {
            walk.color = behind.color;
            if behind.color.w > 0.0 {
                walk.hit = Some(behind.t);
            }
        }
        let n_samples = walk.ray.n_samples as u32;
        let mut previous = None;
        let mut k = 0;
        while k < n_samples {
            let value = self.sample(walk, k, previous);
            if walk.color.w > OPAQUE {
                break;
            }
            let next = self.next_to_look_at(walk, k);
            // A surface lies between two samples: never forget the one before.
            previous = if next == k + 1 || self.iso_values.is_empty() || next >= n_samples {
                Some(value)
            } else {
                Some(self.value(walk.place(walk.t(next - 1)), self.settings().channel))
            };
            k = next;
        }
        if let Some(behind) = &walk.background
            && behind.t > walk.ray.length - 0.5 * walk.step
        {
            let (color, t) = (behind.color, behind.t);
            walk.composite(color, t);
        }
    }

    /// This takes sample `k`, and is its value.
    fn sample(&self, walk: &mut Walk<'_>, k: u32, previous: Option<f64>) -> f64 {
        let t = walk.t(k);
        let at = walk.place(t);
        let value = self.value(at, self.settings().channel);
        let mut step = walk.step;
        if let Some(previous) = previous {
            step = self.surfaces(walk, t, value, previous);
        }
        if let Some(behind) = &walk.background
            && (behind.t..behind.t + step).contains(&t)
            && behind.t >= 0.5 * walk.step
        {
            let color = behind.color;
            walk.composite(color, behind.t);
        }
        for plane in walk.planes {
            let normal = plane.normal.as_dvec3();
            let beyond = (at - plane.position.as_dvec3()).dot(normal);
            let reach = (normal.dot(walk.direction) * step).abs();
            let color = DVec4::from_array(plane.color.map(f64::from));
            if beyond <= 0.0 && beyond > -reach && color.w > 0.0 {
                walk.composite(color, t);
            }
        }
        if self.draws_cloud {
            self.cloud(walk, k, t, at, value, step);
        }
        value
    }

    /// This draws the surfaces between the sample before `t` and the one at it, and is the length
    /// of what is left of the step.
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
            let slope = self.slope(at, self.settings().channel, value).normalize_or_zero();
            if self.draws_cloud {
                let classified = self.looked_up(iso_value);
                if classified.w > 0.0 {
                    let lit = self.lit(walk, at, classified, -slope);
                    walk.absorb(lit, walk.step - left, t);
                }
            }
            let color = DVec4::from_array(iso.color.map(f64::from));
            let lit = self.lit(walk, at, color, -slope);
            walk.composite_unless_clear(lit, t);
        }
        left
    }

    fn cloud(&self, walk: &mut Walk<'_>, k: u32, t: f64, at: DVec3, value: f64, step: f64) {
        let settings = self.settings();
        let classified = match settings.classification {
            Classification::None => DVec4::splat(value),
            Classification::TransferFunction => self.looked_up(value),
            Classification::VoxelValue => {
                DVec4::from_array([0, 1, 2, 3].map(|component| self.value(at, component)))
            }
        };
        let seen = classified.w > 0.0;
        if !seen {
            return;
        }
        let nothing_yet = walk.color == DVec4::ZERO;
        let shown = match settings.compositing {
            Compositing::Dvr => {
                let lit = self.lit_sample(walk, k, at, classified, value);
                walk.absorb(lit, step, t);
                return;
            }
            Compositing::MaximumIntensity if classified.w > walk.color.w => {
                self.lit_sample(walk, k, at, classified, value)
            }
            Compositing::FirstHitPoint if nothing_yet => at.extend(1.0),
            Compositing::FirstHitNormal if nothing_yet => {
                let normal = self.normal(walk, k, at, value).normalize_or_zero();
                (0.5 * normal + 0.5).extend(1.0)
            }
            Compositing::FirstHitNormalView if nothing_yet => {
                let turned = Mat3::from_mat4(settings.view_from_world).transpose().as_dmat3();
                let normal = self.normal(walk, k, at, value).normalize_or_zero();
                (0.5 * (turned * normal).normalize_or_zero() + 0.5).extend(1.0)
            }
            Compositing::FirstHitDepth if nothing_yet => DVec4::new(t, t, t, 1.0),
            _ => return,
        };
        walk.color = shown;
        walk.hit = Some(t);
    }

    fn lit_sample(&self, walk: &Walk<'_>, k: u32, at: DVec3, color: DVec4, value: f64) -> DVec4 {
        if self.settings().lighting.shading == Shading::None {
            return color;
        }
        self.lit(walk, at, color, self.normal(walk, k, at, value))
    }

    /// This points down the slope at sample `k`. It is turned round where stored numbers are
    /// negative, and 0 where they are 0.
    fn normal(&self, walk: &Walk<'_>, k: u32, at: DVec3, value: f64) -> DVec3 {
        if let Some(normal) = walk.entry_normal
            && k == 0
        {
            return normal;
        }
        let sloped = self.sloped;
        let same = sloped == self.settings().channel;
        let here = if same { value } else { self.value(at, sloped) };
        let stored = self.stored(at, sloped);
        let down = if stored < 0.0 {
            1.0
        } else if stored > 0.0 {
            -1.0
        } else {
            0.0
        };
        self.slope(at, sloped, here).normalize_or_zero() * down
    }

    /// This is the sample after `k`, or a later one if nothing can be seen in between.
    fn next_to_look_at(&self, walk: &Walk<'_>, k: u32) -> u32 {
        let Some(occupancy) = self.request.occupancy else { return k + 1 };
        // Planes are seen anywhere.
        if !walk.planes.is_empty() {
            return k + 1;
        }
        let at = walk.place(walk.t(k)) * self.dims - 0.5;
        let inside = at.max(DVec3::ZERO).min(self.dims - 1.0);
        let [x, y, z] = (inside / BRICK as f64).to_array().map(|x| x as usize);
        let [nx, ny, _] = occupancy.dims();
        let distance = f64::from(occupancy.distances()[(z * ny + y) * nx + x]);
        if distance == 0.0 {
            return k + 1;
        }
        let brick = DVec3::new(x as f64, y as f64, z as f64);
        let step = walk.direction * walk.step * self.dims;
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

    fn stored(&self, at: DVec3, component: usize) -> f64 {
        self.request.volume.sample(at * self.dims - 0.5, component)
    }

    fn value(&self, at: DVec3, component: usize) -> f64 {
        let (scale, offset) = self.normalization;
        self.stored(at, component) * scale + offset
    }

    fn looked_up(&self, value: f64) -> DVec4 {
        let table = self.settings().transfer_function;
        if table.is_empty() || value.is_nan() {
            return DVec4::ZERO;
        }
        let texel = |i: usize| DVec4::from_array(table[i.min(table.len() - 1)].map(f64::from));
        let x = (value * table.len() as f64 - 0.5).clamp(0.0, (table.len() - 1) as f64);
        let (a, b) = (texel(x as usize), texel(x as usize + 1));
        a + (b - a) * (x - x as usize as f64)
    }

    /// This is the slope in the world, of a value that is `here` at the sample it belongs to.
    fn slope(&self, at: DVec3, component: usize, here: f64) -> DVec3 {
        let Some(SlopeSteps { spacing, steps }) = &self.slope else { return DVec3::ZERO };
        let value = |i: usize, n: f64| self.value(at + steps[i] * n, component);
        let rise = |i: usize| match self.settings().gradient {
            Gradient::Forward => value(i, 1.0) - here,
            Gradient::Backward => here - value(i, -1.0),
            Gradient::CentralHigher => {
                let near = 8.0 * (value(i, 1.0) - value(i, -1.0));
                (near - (value(i, 2.0) - value(i, -2.0))) / 12.0
            }
            _ => (value(i, 1.0) - value(i, -1.0)) / 2.0,
        };
        let stored = |first: usize| {
            let stored = [0, 1, 2].map(|i| self.stored(at, first + i));
            self.normal_from_stored * DVec3::from_array(stored)
        };
        match self.settings().gradient {
            Gradient::None => DVec3::ZERO,
            Gradient::PrecomputedXyz => stored(0),
            Gradient::PrecomputedYzw => stored(1),
            _ => DVec3::new(rise(0), rise(1), rise(2)) / *spacing,
        }
    }

    fn lit(&self, walk: &Walk<'_>, at: DVec3, color: DVec4, normal: DVec3) -> DVec4 {
        let position = self.world_from_texture.transform_point3(at);
        let lighting = &self.settings().lighting;
        lit(lighting, color.truncate(), position, normal, walk.to_eye, walk.direction)
            .extend(color.w)
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

    /// This puts a piece of cloud of some length behind what was seen so far.
    fn absorb(&mut self, color: DVec4, length: f64, t: f64) {
        let alpha = 1.0 - (1.0 - color.w.min(1.0)).powf(length * 150.0);
        self.composite_unless_clear(color.truncate().extend(alpha), t);
    }

    fn composite_unless_clear(&mut self, color: DVec4, t: f64) {
        if color.w > 0.0 {
            self.composite(color, t);
        }
    }

    /// This puts something thin behind what was seen so far; the colour is straight.
    fn composite(&mut self, color: DVec4, t: f64) {
        if color.w > 0.0 {
            self.hit.get_or_insert(t);
        }
        let weight = (1.0 - self.color.w) * color.w;
        self.color += (color.truncate() * weight).extend(weight);
    }
}
