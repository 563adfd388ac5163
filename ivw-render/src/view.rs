//! A camera and a picture: from the world to pixels and back.

use crate::raster::Rect;
use glam::{Mat4, UVec2, Vec2, Vec3, Vec4};
use ivw_core::prelude::*;

/// This is what a camera sees in a picture of some size.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Number of pixels along x and y.
    pub size: UVec2,
    /// From the world to the eye, which looks along -z.
    pub view_from_world: Mat4,
    /// From the eye to clip space.
    pub clip_from_view: Mat4,
    /// Back again.
    pub view_from_clip: Mat4,
    /// The eye in the world.
    pub eye: Vec3,
    /// Direction from what is seen to the eye, in the middle of the picture.
    pub back: Vec3,
    /// Distance of the near plane.
    pub near: f32,
    is_orthographic: bool,
}

/// This is where something is seen through a pixel, in the space of the eye.
#[derive(Clone, Copy, Debug)]
pub struct Ray {
    /// A point of the ray.
    pub origin: Vec3,
    /// Its direction, of length 1, away from the eye.
    pub direction: Vec3,
}

impl View {
    /// This is what a camera sees.
    pub fn new(camera: &Camera, size: UVec2) -> Self {
        let (view_from_world, clip_from_view) = (camera.view_from_world(), camera.clip_from_view());
        Self {
            size,
            view_from_world,
            clip_from_view,
            view_from_clip: clip_from_view.inverse(),
            eye: camera.look_from,
            back: (camera.look_from - camera.look_to).normalize_or(Vec3::Z),
            near: camera.near,
            is_orthographic: camera.projection == Projection::Orthographic,
        }
    }

    /// From the world to clip space.
    pub fn clip_from_world(&self) -> Mat4 {
        self.clip_from_view * self.view_from_world
    }

    /// A point in the space of the eye in pixels, with its depth in the window.
    pub fn window(&self, in_view: Vec3) -> Vec3 {
        let clip = self.clip_from_view * in_view.extend(1.0);
        let ndc = clip.truncate() / clip.w;
        ((ndc.truncate() * 0.5 + 0.5) * self.size.as_vec2()).extend(ndc.z * 0.5 + 0.5)
    }

    /// Whether a point in the space of the eye is between the near and the far plane.
    pub fn is_between_planes(&self, in_view: Vec3) -> bool {
        let Vec2 { x: z, y: w } = {
            let clip = self.clip_from_view * in_view.extend(1.0);
            Vec2::new(clip.z, clip.w)
        };
        w > 0.0 && z.abs() <= w
    }

    /// The pixels of a square that faces the eye, given in its space.
    pub fn square(&self, middle: Vec3, half: f32) -> Rect {
        let corner = |sign: f32| {
            let corner = middle + Vec3::new(sign * half, sign * half, 0.0);
            self.window(corner).truncate()
        };
        let (a, b) = (corner(-1.0), corner(1.0));
        Rect { min: a.min(b), max: a.max(b) }
    }

    /// The pixels around some points in the space of the eye: all of them if one is behind the eye.
    pub fn around(&self, points: &[Vec3]) -> Rect {
        let whole = Rect { min: Vec2::ZERO, max: self.size.as_vec2() };
        let mut rect = Rect { min: Vec2::INFINITY, max: Vec2::NEG_INFINITY };
        for &point in points {
            let clip = self.clip_from_view * point.extend(1.0);
            // Also what is no number.
            if clip.w.is_nan() || clip.w <= 0.0 || clip.z < -clip.w {
                return whole;
            }
            let at = self.window(point).truncate();
            rect = Rect { min: rect.min.min(at), max: rect.max.max(at) };
        }
        rect
    }

    /// The ray through a place in the picture, in pixels.
    #[inline]
    pub fn ray(&self, pixel: Vec2) -> Ray {
        let ndc = pixel / self.size.as_vec2() * 2.0 - 1.0;
        let at = |z: f32| {
            let point = self.view_from_clip * Vec4::new(ndc.x, ndc.y, z, 1.0);
            point.truncate() / point.w
        };
        match self.is_orthographic {
            true => Ray { origin: at(-1.0).with_z(0.0), direction: Vec3::NEG_Z },
            false => {
                let near = at(-1.0);
                Ray { origin: Vec3::ZERO, direction: near.normalize_or(Vec3::NEG_Z) }
            }
        }
    }
}

impl Ray {
    /// The point at a distance along the ray.
    #[inline]
    pub fn at(&self, distance: f32) -> Vec3 {
        self.origin + distance * self.direction
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ray_goes_through_what_is_seen_in_its_pixel() {
        for (projection, _) in Projection::ALL {
            let camera = Camera {
                projection,
                aspect: 2.0,
                offset: Vec2::new(0.3, -0.2),
                look_from: Vec3::new(1.0, 2.0, 3.0),
                ..Camera::default()
            };
            let view = View::new(&camera, UVec2::new(80, 40));
            let point = Vec3::new(0.4, -0.3, -4.0);
            let seen = view.window(point);
            let ray = view.ray(seen.truncate());
            let away = (point - ray.origin).cross(ray.direction).length();
            assert!(away < 1e-4, "{projection:?}: {away}");
            assert!((0.0..1.0).contains(&seen.z));
            let world = camera.view_from_world().inverse().transform_point3(point);
            let ndc = view.clip_from_world().project_point3(world).truncate();
            let pixel = (ndc * 0.5 + 0.5) * Vec2::new(80.0, 40.0);
            assert!(pixel.abs_diff_eq(seen.truncate(), 1e-2));
        }
    }

    #[test]
    fn what_reaches_behind_the_eye_may_be_anywhere() {
        let view = View::new(&Camera::default(), UVec2::splat(10));
        let near = Vec3::new(0.0, 0.0, -1.0);
        let rect = view.around(&[near, near + 0.01]);
        assert!(rect.max.x - rect.min.x < 1.0);
        let rect = view.around(&[near, Vec3::Z]);
        assert_eq!(rect, Rect { min: Vec2::ZERO, max: Vec2::splat(10.0) });
    }
}
