//! The iso ray caster: one opaque surface, found by halving steps.

use glam::{DVec3, DVec4, Vec3};

use super::field::{Field, Pixel, picture};
use super::volume::{Number, with_number};
use super::{Format, Picture, RaycastError, Request, Watch};

/// This is the surface that is searched.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Surface {
    /// Its normalised value.
    pub value: f32,
    /// Its colour.
    pub color: Vec3,
    /// Where the eye is, in the world.
    pub eye: Vec3,
}

/// How near a value has to come to that of the surface.
const NEAR_ENOUGH: f64 = 0.001;
/// A ray that finds nothing in so many steps finds nothing.
const MOST_STEPS: u32 = 1000;

/// This casts one ray per pixel, as far as the surface.
///
/// A step that went through the surface is taken back and halved; a value that jumps by more than
/// the search can see is not found.
///
/// # Errors
/// As of [`render`](super::render).
pub fn render_surface(
    request: &Request<'_>,
    surface: &Surface,
    watch: &Watch<'_>,
) -> Result<Picture, RaycastError> {
    request.check()?;
    with_number!(request.volume.format, T => {
        let field = Field::<T>::new(request);
        picture(Picture::underneath(request), watch, |pixel| seen(&field, surface, pixel))
    })
}

fn seen<T: Number>(field: &Field<'_, T>, surface: &Surface, pixel: usize) -> Option<Pixel> {
    let ray = field.ray(pixel)?;
    let direction = ray.span / ray.length;
    let channel = field.settings().channel;
    let iso = f64::from(surface.value);
    let mut step = ray.step();
    let mut t = 0.5 * step;
    let starts_below = field.value(ray.entry + direction * t, channel) < iso;
    t += step;
    let mut n_steps = 0;
    while t < ray.length && n_steps < MOST_STEPS {
        let at = ray.entry + direction * t;
        let value = field.value(at, channel);
        if (value - iso).abs() < NEAR_ENOUGH {
            let depth = field.window_depth(pixel, t / ray.length);
            let background = field.request.background.as_ref();
            if background.is_some_and(|background| background.depth[pixel] < depth) {
                return None;
            }
            let normal = -field.slope(at, channel, value).normalize_or_zero();
            let to_eye = surface.eye.as_dvec3() - field.world(ray.entry);
            let color = surface.color.as_dvec3().extend(1.0);
            // Both sides are lit as the normal says, not as the ray does.
            let lit = field.lit(at, color, normal, to_eye.normalize_or_zero(), DVec3::ZERO);
            let color = DVec4::new(lit.x, lit.y, lit.z, 1.0);
            return Some(Pixel { color, depth, picking: [0; 4] });
        }
        if (value < iso) != starts_below {
            t -= step;
            step /= 2.0;
        }
        t += step;
        n_steps += 1;
    }
    None
}
