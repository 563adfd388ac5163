//! The standard ray caster: clouds, surfaces, planes and backgrounds, in an order of its own.
//!
//! It is a younger relative of the volume ray caster, and differs in what users can see: samples
//! are as many as the volume's side has voxels along the ray's direction, however short the ray;
//! surfaces don't split the step that they are in, and their normals are those of the samples
//! around; the whole volume may be shifted and repeated.

use glam::{DVec3, DVec4, IVec3, Vec3};

use super::field::{Behind, Field, Pixel, Sum, looked_up, picture};
use super::lattice::n_samples;
use super::texture::VolumeTexture;
use super::volume::{Number, with_number};
use super::{
    Classification, Format, Gradient, IsoValue, Picture, RaycastError, Rendering, Request, Shading,
    Watch,
};

/// This is what a standard ray caster is asked beyond a [`Request`].
pub struct Standard<'a> {
    /// Texture coordinates that are taken off after the volume was repeated.
    pub shift: Vec3,
    /// How often the volume stands along each axis.
    pub repeat: IVec3,
    /// Colours of surfaces by another volume.
    pub texture: Option<SurfaceTexture<'a>>,
    /// Which part of the volume is of what colour.
    pub segments: Option<Segments<'a>>,
}

impl Default for Standard<'_> {
    fn default() -> Self {
        Self { shift: Vec3::ZERO, repeat: IVec3::ONE, texture: None, segments: None }
    }
}

/// These are the colours of surfaces by another volume, at the same texture coordinates.
pub struct SurfaceTexture<'a> {
    /// The other volume, by its first component.
    pub volume: VolumeTexture<'a>,
    /// Straight colours at evenly spaced normalised values.
    pub colors: &'a [[f32; 4]],
}

/// These are the parts of a volume, by the numbers of another one at the same texture coordinates.
pub struct Segments<'a> {
    /// The other volume, by its first component; not interpolated.
    pub volume: VolumeTexture<'a>,
    /// Number of the first segment.
    pub first: f64,
    /// Straight colour of each segment; opacity is that of the cloud times this.
    pub colors: &'a [[f32; 4]],
    /// What is picked where a segment is the first thing to be seen.
    pub picking: &'a [[u8; 4]],
}

/// This casts one ray per pixel.
///
/// # Errors
/// As of [`render`](super::render).
pub fn render_standard(
    request: &Request<'_>,
    standard: &Standard<'_>,
    watch: &Watch<'_>,
) -> Result<Picture, RaycastError> {
    request.check()?;
    let mut underneath = Picture::underneath(request);
    // Nothing of the background is seen but where a ray gets there.
    underneath.color.fill([0.0; 4]);
    underneath.picking.fill([0; 4]);
    with_number!(request.volume.format, T => {
        let scene = Scene { field: Field::<T>::new(request), standard };
        picture(underneath, watch, |pixel| scene.pixel(pixel))
    })
}

struct Scene<'a, T: Clone> {
    field: Field<'a, T>,
    standard: &'a Standard<'a>,
}

/// This is a sample of a ray.
struct Sample {
    /// Where it is along the ray.
    t: f64,
    /// Where it is in the volume.
    at: DVec3,
    value: f64,
    is_first: bool,
}

/// This is a ray on its way.
struct Walk {
    direction: DVec3,
    step: f64,
    to_eye: DVec3,
    entry_normal: Option<DVec3>,
    sum: Sum,
    picking: [u8; 4],
}

impl<T: Number> Scene<'_, T> {
    fn pixel(&self, pixel: usize) -> Option<Pixel> {
        let field = &self.field;
        let background = field.request.background.as_ref();
        let Some(ray) = field.ray(pixel) else {
            let background = background?;
            let [r, g, b, a] = background.color[pixel].map(f64::from);
            return Some(Pixel {
                color: DVec4::new(r * a, g * a, b * a, a),
                depth: background.depth[pixel],
                picking: background.picking[pixel],
            });
        };
        let direction = ray.span / ray.length;
        let rate = f64::from(field.settings().sampling_rate);
        let n_samples = n_samples(rate, (direction * field.dims).length()) as u32;
        let world_span = field.world_from_texture.transform_vector3(ray.span);
        let mut walk = Walk {
            direction,
            step: ray.length / f64::from(n_samples),
            to_eye: -world_span.normalize_or_zero(),
            entry_normal: field.entry_normal(pixel),
            sum: Sum::NOTHING,
            picking: [0; 4],
        };
        let behind = field.background(pixel, &ray);
        let picking = background.map_or([0; 4], |background| background.picking[pixel]);
        let put = |walk: &mut Walk, behind: &Behind| {
            walk.sum.composite(behind.color, behind.t);
            if walk.picking[3] == 0 {
                walk.picking = picking;
            }
        };
        if let Some(behind) = behind.filter(|behind| behind.t <= 0.0) {
            put(&mut walk, &behind);
        }
        let mut previous: Option<Sample> = None;
        for k in 0..n_samples {
            let t = (f64::from(k) + 0.5) * walk.step;
            let at = self.place(ray.entry + direction * t);
            let value = field.value(at, field.settings().channel);
            let sample = Sample { t, at, value, is_first: k == 0 };
            if let Some(behind) = behind {
                let is_here = match k {
                    0 => behind.t > 0.0 && behind.t <= t,
                    _ => behind.t > t - walk.step && behind.t <= t,
                };
                if is_here {
                    put(&mut walk, &behind);
                }
            }
            if let Some(previous) = &previous {
                self.surfaces(&mut walk, previous, &sample);
            }
            if field.settings().rendering != Rendering::Iso {
                self.cloud(&mut walk, &sample);
            }
            self.planes(&mut walk, ray.entry + direction * t, t);
            if k > 0 && walk.sum.is_opaque() {
                break;
            }
            previous = Some(sample);
        }
        if let Some(behind) = behind.filter(|behind| behind.t > ray.length - 0.5 * walk.step) {
            put(&mut walk, &behind);
        }
        let depth = match walk.sum.hit {
            Some(hit) => field.window_depth(pixel, hit / ray.length),
            None => background.map_or(1.0, |background| background.depth[pixel]),
        };
        Some(Pixel { color: walk.sum.color, depth, picking: walk.picking })
    }

    /// Where the volume is looked up for a place in the hull.
    fn place(&self, at: DVec3) -> DVec3 {
        at * self.standard.repeat.as_dvec3() - self.standard.shift.as_dvec3()
    }

    fn sloped(&self) -> usize {
        match self.field.settings().classification {
            Classification::VoxelValue => 3,
            Classification::None | Classification::TransferFunction => {
                self.field.settings().channel
            }
        }
    }

    /// This points up the slope at a sample.
    fn upwards(&self, walk: &Walk, sample: &Sample) -> DVec3 {
        if self.field.settings().gradient == Gradient::None {
            return DVec3::ZERO;
        }
        match walk.entry_normal {
            Some(normal) if sample.is_first => -normal,
            _ => self.field.upwards(sample.at, self.sloped()),
        }
    }

    fn lit(&self, walk: &Walk, at: DVec3, color: DVec4, upwards: DVec3) -> DVec4 {
        if self.field.settings().lighting.shading == Shading::None {
            return color;
        }
        self.field.lit(at, color, -upwards, walk.to_eye, walk.direction)
    }

    fn surfaces(&self, walk: &mut Walk, previous: &Sample, sample: &Sample) {
        let settings = self.field.settings();
        if settings.rendering == Rendering::Dvr || sample.value == previous.value {
            return;
        }
        let mut draw = |iso: &IsoValue| {
            let iso_value = f64::from(iso.value);
            if (iso_value - sample.value) * (iso_value - previous.value) > 0.0 {
                return;
            }
            let share = (sample.value - iso_value) / (sample.value - previous.value);
            if share >= 1.0 || share.is_nan() {
                return;
            }
            let at = sample.at - walk.direction * (share * walk.step);
            let color = match &self.standard.texture {
                Some(texture) => looked_up(texture.colors, texture.volume.normalized(at)[0]),
                None => DVec4::from_array(iso.color.map(f64::from)),
            };
            let (here, before) = (self.upwards(walk, sample), self.upwards(walk, previous));
            let color = self.lit(walk, at, color, here.lerp(before, share));
            walk.sum.composite(color, sample.t - share * walk.step);
        };
        match sample.value > previous.value {
            true => settings.iso_values.iter().for_each(&mut draw),
            false => settings.iso_values.iter().rev().for_each(&mut draw),
        }
    }

    fn cloud(&self, walk: &mut Walk, sample: &Sample) {
        let mut color = self.field.looked_up(sample.value);
        let mut picking = [0; 4];
        if let Some(segments) = &self.standard.segments {
            let segment = (segments.volume.stored(sample.at)[0] - segments.first).round();
            let segment = (segment.max(0.0) as usize).min(segments.colors.len().saturating_sub(1));
            let [r, g, b, a] = segments.colors.get(segment).copied().unwrap_or_default();
            color = DVec4::new(r.into(), g.into(), b.into(), color.w * f64::from(a));
            picking = segments.picking.get(segment).copied().unwrap_or_default();
        }
        if color.w <= 0.0 || color.w.is_nan() {
            return;
        }
        if walk.picking[3] == 0 {
            walk.picking = picking;
        }
        let shaded = match self.field.settings().lighting.shading {
            Shading::None => color,
            _ => self.lit(walk, sample.at, color, self.upwards(walk, sample)),
        };
        walk.sum.absorb(shaded, walk.step, sample.t);
    }

    fn planes(&self, walk: &mut Walk, at: DVec3, t: f64) {
        for plane in self.field.settings().planes {
            let normal = plane.normal.as_dvec3();
            let beyond = (at - plane.position.as_dvec3()).dot(normal);
            let reach = (normal.dot(walk.direction) * walk.step).abs();
            let color = DVec4::from_array(plane.color.map(f64::from));
            if beyond <= 0.0 && beyond > -reach && color.w > 0.0 {
                walk.sum.composite(color, t);
            }
        }
    }
}
