//! Several components as clouds within each other, or one of them in the light of another volume.

use glam::{DVec3, DVec4, Vec3};

use super::field::{Field, Pixel, Sum, Visible, picture};
use super::texture::VolumeTexture;
use super::volume::{Number, with_number};
use super::{Format, Picture, RaycastError, Request, Watch};

/// These are the clouds.
pub struct Clouds<'a> {
    /// The component that each cloud is of, and its straight colours at evenly spaced values.
    pub channels: &'a [(usize, &'a [[f32; 4]])],
    /// Where the eye is, in the world.
    pub eye: Vec3,
    /// The light within the volume.
    pub light: Option<LightVolume<'a>>,
    /// Leave out all but samples whose first component is about this.
    pub only_near: Option<f32>,
}

/// How far values are from the one that alone is shown.
const NEAR: f64 = 0.01;

/// This is a volume of light, at the same texture coordinates.
pub struct LightVolume<'a> {
    /// The light, as a texture gives it.
    pub volume: VolumeTexture<'a>,
    /// Whether the first three components are a colour; otherwise the first one is white light.
    pub is_colored: bool,
    /// Factor on the light.
    pub scale: f32,
}

/// This casts one ray per pixel; samples of clouds are put one behind the other in their order.
///
/// # Errors
/// As of [`render`](super::render).
pub fn render_clouds(
    request: &Request<'_>,
    clouds: &Clouds<'_>,
    watch: &Watch<'_>,
) -> Result<Picture, RaycastError> {
    request.check()?;
    let components = request.volume.components;
    if let Some((channel, _)) = clouds.channels.iter().find(|(c, _)| *c >= components) {
        return Err(RaycastError::Channel { channel: *channel, components });
    }
    with_number!(request.volume.format, T => {
        let field = Field::<T>::new(request);
        picture(Picture::underneath(request), watch, |pixel| seen(&field, clouds, pixel))
    })
}

fn seen<T: Number>(field: &Field<'_, T>, clouds: &Clouds<'_>, pixel: usize) -> Option<Pixel> {
    let ray = field.ray(pixel)?;
    let direction = ray.span / ray.length;
    let step = ray.step();
    let to_eye = (clouds.eye.as_dvec3() - field.world(ray.entry)).normalize_or_zero();
    let background = field.request.background.as_ref();
    let behind = field.background(pixel, &ray);
    let mut sum = Sum::NOTHING;
    if let Some(behind) = behind
        && behind.t < 0.0
    {
        sum.color = behind.color;
        sum.hit = (behind.color.w > 0.0).then_some(behind.t);
    }
    for k in 0..ray.n_samples as u32 {
        let t = (f64::from(k) + 0.5) * step;
        let at = ray.entry + direction * t;
        if let Some(behind) = behind
            && behind.t >= 0.0
            && (behind.t..behind.t + step).contains(&t)
        {
            sum.composite(behind.color, behind.t);
        }
        for plane in field.settings().planes {
            let normal = plane.normal.as_dvec3();
            let beyond = (at - plane.position.as_dvec3()).dot(normal);
            let reach = (normal.dot(direction) * step).abs();
            if beyond <= 0.0 && beyond > -reach && plane.color[3] > 0.0 {
                sum.composite(DVec4::from_array(plane.color.map(f64::from)), t);
            }
        }
        let is_left_out = |only: f32| (field.value(at, 0) - f64::from(only)).abs() > NEAR;
        if clouds.only_near.is_some_and(is_left_out) {
            continue;
        }
        for (channel, table) in clouds.channels {
            let value = field.value(at, *channel);
            let color = field.classified(at, value, table);
            if color.w > 0.0 {
                let normal = || -field.slope(at, *channel, value).normalize_or_zero();
                let lit = || {
                    let lit = field.lit(at, color, normal(), to_eye, DVec3::ZERO);
                    clouds.in_light(lit, at)
                };
                field.compose(&mut sum, &Visible { color, at, t, step }, lit, normal);
            }
        }
        if sum.is_opaque() {
            break;
        }
    }
    if let Some(behind) = behind.filter(|behind| behind.t > ray.length) {
        sum.composite(behind.color, behind.t);
    }
    let far = background.map_or(1.0, |background| background.depth[pixel]);
    let depth = sum.hit.map_or(far, |hit| field.window_depth(pixel, hit / ray.length).min(far));
    let picking = background.map_or([0; 4], |background| background.picking[pixel]);
    Some(Pixel { color: sum.color, depth, picking })
}

impl Clouds<'_> {
    fn in_light(&self, color: DVec4, at: DVec3) -> DVec4 {
        let Some(light) = &self.light else { return color };
        let [r, g, b, _] = light.volume.texel(at);
        let shine = if light.is_colored { DVec3::new(r, g, b) } else { DVec3::splat(r) };
        (color.truncate() * shine * f64::from(light.scale)).extend(color.w)
    }
}
