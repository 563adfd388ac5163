//! What single rays ask of a volume: values, slopes, colours and light at any place.
//!
//! In double precision, and made for the number type of the volume, so that nothing has to be
//! decided again at each sample.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use glam::{DMat3, DMat4, DVec3, DVec4, Mat3};
use rayon::prelude::*;

use super::lattice::{Depths, Ray};
use super::lighting::{SlopeSteps, lit, slope_steps};
use super::texture::Grid;
use super::volume::Number;
use super::{
    Classification, Compositing, Gradient, Picture, RaycastError, Request, Settings, Watch,
};

/// This is the volume of a request, with all that is the same for all rays.
pub(super) struct Field<'a, T: Clone> {
    pub(super) request: &'a Request<'a>,
    pub(super) depths: Depths,
    pub(super) dims: DVec3,
    pub(super) world_from_texture: DMat4,
    grid: Grid<'a, T>,
    normalization: (f64, f64),
    slope: Option<SlopeSteps>,
    normal_from_stored: DMat3,
}

impl<'a, T: Number> Field<'a, T> {
    pub(super) fn new(request: &'a Request<'a>) -> Self {
        let settings = &request.settings;
        let world_from_texture = settings.world_from_texture.as_dmat4();
        Self {
            request,
            depths: Depths::new(settings.near, settings.far),
            dims: request.volume.dims.as_dvec3(),
            grid: Grid::new(&request.volume),
            normalization: request.volume.normalization(),
            slope: slope_steps(&world_from_texture, request.volume.dims),
            world_from_texture,
            normal_from_stored: DMat3::from_mat4(world_from_texture.inverse().transpose()),
        }
    }

    pub(super) fn settings(&self) -> &Settings<'a> {
        &self.request.settings
    }

    /// This is the ray of a pixel with samples as usual, about as many per voxel as the rate says.
    pub(super) fn ray(&self, pixel: usize) -> Option<Ray> {
        let rays = &self.request.rays;
        let rate = self.settings().sampling_rate.into();
        Ray::between(rays.entry[pixel], rays.exit[pixel], self.request.volume.dims, rate)
    }

    /// This is the normal that the first sample of a pixel's ray is shaded with.
    pub(super) fn entry_normal(&self, pixel: usize) -> Option<DVec3> {
        let snorm = |bits: i8| (f64::from(bits) / 127.0).max(-1.0);
        self.request.rays.entry_normals.map(|normals| {
            let [x, y, z, _] = normals[pixel];
            DVec3::new(snorm(x), snorm(y), snorm(z))
        })
    }

    /// This is the background of a pixel: straight colour, and where it is along the ray.
    pub(super) fn background(&self, pixel: usize, ray: &Ray) -> Option<Behind> {
        self.request.background.as_ref().map(|background| {
            let depth = background.depth[pixel].into();
            let (entry, exit) = self.ray_depths(pixel);
            Behind {
                color: DVec4::from_array(background.color[pixel].map(f64::from)),
                t: self.depths.share(depth, entry, exit) * ray.length,
            }
        })
    }

    /// This is the window depth at a share of the way of a pixel's ray.
    pub(super) fn window_depth(&self, pixel: usize, share: f64) -> f32 {
        let (entry, exit) = self.ray_depths(pixel);
        self.depths.window(share, entry, exit) as f32
    }

    fn ray_depths(&self, pixel: usize) -> (f64, f64) {
        let rays = &self.request.rays;
        (rays.entry_depth[pixel].into(), rays.exit_depth[pixel].into())
    }

    /// This is a component as it is stored.
    #[inline(always)]
    pub(super) fn stored(&self, at: DVec3, component: usize) -> f64 {
        self.grid.component(at * self.dims - 0.5, component)
    }

    /// This is a stored number as a part of the data range.
    #[inline(always)]
    pub(super) fn normalized(&self, stored: f64) -> f64 {
        let (scale, offset) = self.normalization;
        stored * scale + offset
    }

    /// This is a component as a part of the data range.
    #[inline(always)]
    pub(super) fn value(&self, at: DVec3, component: usize) -> f64 {
        self.normalized(self.stored(at, component))
    }

    /// This is the colour of a value.
    #[inline]
    pub(super) fn looked_up(&self, value: f64) -> DVec4 {
        looked_up(self.settings().transfer_function, value)
    }

    /// This is the slope in the world, of a value that is `here` at the sample it belongs to.
    #[inline]
    pub(super) fn slope(&self, at: DVec3, component: usize, here: f64) -> DVec3 {
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

    /// This is the direction of the slope, turned round where stored numbers are negative, and
    /// nowhere where they are 0.
    pub(super) fn upwards(&self, at: DVec3, component: usize) -> DVec3 {
        let stored = self.stored(at, component);
        let sign = if stored == 0.0 || stored.is_nan() { 0.0 } else { stored.signum() };
        self.slope(at, component, self.normalized(stored)).normalize_or_zero() * sign
    }

    /// This is a place in the world.
    pub(super) fn world(&self, at: DVec3) -> DVec3 {
        self.world_from_texture.transform_point3(at)
    }

    /// This is the colour of a surface in the light, seen along a ray in texture coordinates: that
    /// decides which side is lit, unless it is 0.
    pub(super) fn lit(
        &self,
        at: DVec3,
        color: DVec4,
        normal: DVec3,
        to_eye: DVec3,
        ray: DVec3,
    ) -> DVec4 {
        let lighting = &self.settings().lighting;
        lit(lighting, color.truncate(), self.world(at), normal, to_eye, ray).extend(color.w)
    }
}

/// This is a sample that can be seen.
pub(super) struct Visible {
    /// Straight colour, not yet in the light.
    pub(super) color: DVec4,
    /// Where it is in the volume.
    pub(super) at: DVec3,
    /// Where it is along the ray.
    pub(super) t: f64,
    /// How long it is.
    pub(super) step: f64,
}

impl<T: Number> Field<'_, T> {
    /// This puts a sample behind what was seen so far; `lit` is its colour in the light, `normal`
    /// points down its slope.
    #[inline]
    pub(super) fn compose(
        &self,
        sum: &mut Sum,
        sample: &Visible,
        lit: impl FnOnce() -> DVec4,
        normal: impl FnOnce() -> DVec3,
    ) {
        let nothing_yet = sum.color == DVec4::ZERO;
        let half = |normal: DVec3| (0.5 * normal.normalize_or_zero() + 0.5).extend(1.0);
        let shown = match self.settings().compositing {
            Compositing::Dvr => return sum.absorb(lit(), sample.step, sample.t),
            Compositing::MaximumIntensity if sample.color.w > sum.color.w => lit(),
            Compositing::FirstHitPoint if nothing_yet => sample.at.extend(1.0),
            Compositing::FirstHitNormal if nothing_yet => half(normal()),
            Compositing::FirstHitNormalView if nothing_yet => {
                let turned = Mat3::from_mat4(self.settings().view_from_world).transpose();
                half(turned.as_dmat3() * normal().normalize_or_zero())
            }
            Compositing::FirstHitDepth if nothing_yet => {
                DVec4::new(sample.t, sample.t, sample.t, 1.0)
            }
            _ => return,
        };
        sum.color = shown;
        sum.hit = Some(sample.t);
    }

    /// This is the colour of a sample before it is lit.
    #[inline]
    pub(super) fn classified(&self, at: DVec3, value: f64, table: &[[f32; 4]]) -> DVec4 {
        match self.settings().classification {
            Classification::None => DVec4::splat(value),
            Classification::TransferFunction => looked_up(table, value),
            Classification::VoxelValue => {
                DVec4::from_array([0, 1, 2, 3].map(|component| self.value(at, component)))
            }
        }
    }
}

/// This is the colour of a value in a table, looked up as in a texture.
#[inline]
pub(super) fn looked_up(table: &[[f32; 4]], value: f64) -> DVec4 {
    if table.is_empty() || value.is_nan() {
        return DVec4::ZERO;
    }
    let texel = |i: usize| DVec4::from_array(table[i.min(table.len() - 1)].map(f64::from));
    let x = (value * table.len() as f64 - 0.5).clamp(0.0, (table.len() - 1) as f64);
    let (a, b) = (texel(x as usize), texel(x as usize + 1));
    a + (b - a) * (x - x as usize as f64)
}

/// This is the background of a ray.
#[derive(Clone, Copy)]
pub(super) struct Behind {
    /// Straight.
    pub(super) color: DVec4,
    /// Where it is along the ray.
    pub(super) t: f64,
}

/// This is what a ray has seen so far.
#[derive(Clone, Copy)]
pub(super) struct Sum {
    /// Premultiplied.
    pub(super) color: DVec4,
    /// Where the first thing is.
    pub(super) hit: Option<f64>,
}

impl Sum {
    pub(super) const NOTHING: Self = Self { color: DVec4::ZERO, hit: None };

    /// Opacity beyond which the rest of a ray is left out.
    pub(super) fn is_opaque(&self) -> bool {
        self.color.w > 0.99
    }

    /// This puts a piece of cloud of some length behind what was seen so far.
    #[inline]
    pub(super) fn absorb(&mut self, color: DVec4, length: f64, t: f64) {
        let alpha = 1.0 - (1.0 - color.w.min(1.0)).powf(length * 150.0);
        if alpha > 0.0 {
            self.composite(color.truncate().extend(alpha), t);
        }
    }

    /// This puts something thin behind what was seen so far; the colour is straight.
    #[inline]
    pub(super) fn composite(&mut self, color: DVec4, t: f64) {
        if color.w > 0.0 {
            self.hit.get_or_insert(t);
        }
        let weight = (1.0 - self.color.w) * color.w;
        self.color += (color.truncate() * weight).extend(weight);
    }
}

/// This is what becomes of a pixel.
pub(super) struct Pixel {
    /// Premultiplied.
    pub(super) color: DVec4,
    pub(super) depth: f32,
    pub(super) picking: [u8; 4],
}

/// This is a picture whose pixels are made one by one; those without an answer stay as they are.
pub(super) fn picture(
    mut picture: Picture,
    watch: &Watch<'_>,
    pixel: impl Fn(usize) -> Option<Pixel> + Sync,
) -> Result<Picture, RaycastError> {
    let width = picture.size.x.max(1) as usize;
    let n_rows = picture.size.y.max(1) as usize;
    let n_done = AtomicUsize::new(0);
    let cancelled = AtomicBool::new(false);
    let colors = picture.color.par_chunks_mut(width);
    let rows = colors
        .zip(picture.depth.par_chunks_mut(width))
        .zip(picture.picking.par_chunks_mut(width))
        .enumerate();
    // One row at a time: neighbouring rows cost different times.
    rows.with_max_len(1).for_each(|(y, ((colors, depths), picking))| {
        if cancelled.load(Ordering::Relaxed) || (watch.cancelled)() {
            cancelled.store(true, Ordering::Relaxed);
            return;
        }
        for x in 0..colors.len() {
            if let Some(pixel) = pixel(y * width + x) {
                colors[x] = pixel.color.as_vec4().to_array();
                (depths[x], picking[x]) = (pixel.depth, pixel.picking);
            }
        }
        let n_done = n_done.fetch_add(1, Ordering::Relaxed) + 1;
        (watch.progress)(n_done as f32 / n_rows as f32);
    });
    if cancelled.into_inner() { Err(RaycastError::Cancelled) } else { Ok(picture) }
}
