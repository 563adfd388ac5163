//! Cameras: from the world to the picture.

use glam::{Mat4, Vec2, Vec3};
use serde::{Deserialize, Serialize};

/// How a camera projects.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let near = Camera::default();
/// let flat = near.with_projection(Projection::Orthographic);
/// assert_eq!(flat.projection.name(), "OrthographicCamera");
/// // As wide as what was seen at the point that one looks to, two units away.
/// let half_width = 2.0 * (near.fov_degrees / 2.0).to_radians().tan();
/// assert!((flat.width - 2.0 * half_width).abs() < 1e-5);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Projection {
    /// Far things are smaller.
    #[default]
    Perspective,
    /// Far things are as large as near ones.
    Orthographic,
    /// Perspective with an eye beside the middle of the picture.
    SkewedPerspective,
}

impl Projection {
    /// All projections, with their saved names, in the order of those names.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Orthographic, "OrthographicCamera"),
        (Self::Perspective, "PerspectiveCamera"),
        (Self::SkewedPerspective, "SkewedPerspectiveCamera"),
    ];

    /// Saved name, such as `PerspectiveCamera`.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(projection, _)| *projection == self).expect("all are listed").1
    }
}

/// Where one looks from and to, and what of that is in the picture.
///
/// Clip space has x to the right, y up and z into the picture, each from −1 to 1.
///
/// ```
/// use glam::Vec3;
/// use ivw_core::prelude::*;
///
/// let camera = Camera { look_from: Vec3::new(0.0, 0.0, 5.0), ..Camera::default() };
/// let clip = |point| camera.clip_from_world().project_point3(point);
/// assert_eq!(clip(camera.look_to).truncate(), glam::Vec2::ZERO);
/// assert!(clip(Vec3::X).x > 0.0 && clip(Vec3::Y).y > 0.0);
/// assert!(clip(Vec3::Z).z < clip(Vec3::ZERO).z, "what is nearer has less depth");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Camera {
    /// How it projects.
    pub projection: Projection,
    /// Position of the eye, in world space.
    pub look_from: Vec3,
    /// Point in the middle of the picture, in world space.
    pub look_to: Vec3,
    /// Direction that is up in the picture; neither normalised nor orthogonal.
    pub look_up: Vec3,
    /// Distance of the near plane.
    pub near: f32,
    /// Distance of the far plane.
    pub far: f32,
    /// Width of the picture through its height.
    pub aspect: f32,
    /// Vertical field of view in degrees, for perspective cameras.
    pub fov_degrees: f32,
    /// Width of the picture in world units, for orthographic cameras.
    pub width: f32,
    /// Offset of the eye, for skewed perspective cameras.
    pub offset: Vec2,
}

impl Default for Camera {
    fn default() -> Self {
        Self {
            projection: Projection::Perspective,
            look_from: Vec3::new(0.0, 0.0, 2.0),
            look_to: Vec3::ZERO,
            look_up: Vec3::Y,
            near: 0.1,
            far: 100.0,
            aspect: 1.0,
            fov_degrees: 38.0,
            width: 10.0,
            offset: Vec2::ZERO,
        }
    }
}

impl Camera {
    /// From world to view space: the eye at the origin, looking along −z, right-handed.
    pub fn view_from_world(&self) -> Mat4 {
        let shift = match self.projection {
            Projection::SkewedPerspective => {
                let right = (self.look_to - self.look_from).cross(self.look_up).normalize_or_zero();
                right * self.offset.x + self.look_up * self.offset.y
            }
            Projection::Perspective | Projection::Orthographic => Vec3::ZERO,
        };
        Mat4::look_at_rh(self.look_from + shift, self.look_to + shift, self.look_up)
    }

    /// From view to clip space, with depth from −1 (near) to 1 (far).
    pub fn clip_from_view(&self) -> Mat4 {
        let (near, far) = (self.near, self.far);
        match self.projection {
            Projection::Perspective => {
                Mat4::perspective_rh_gl(self.fov_degrees.to_radians(), self.aspect, near, far)
            }
            Projection::Orthographic => {
                let x = self.width / 2.0;
                let y = x / self.aspect;
                Mat4::orthographic_rh_gl(-x, x, -y, y, near, far)
            }
            Projection::SkewedPerspective => {
                let y = near * (self.fov_degrees.to_radians() / 2.0).tan();
                let x = y * self.aspect;
                let shift = -self.offset * near / self.look_from.distance(self.look_to);
                frustum(-x + shift.x, x + shift.x, -y + shift.y, y + shift.y, near, far)
            }
        }
    }

    /// From world to clip space.
    pub fn clip_from_world(&self) -> Mat4 {
        self.clip_from_view() * self.view_from_world()
    }

    /// Takes everything but the aspect ratio, which belongs to the picture's size.
    pub fn with_aspect_of(mut self, other: &Self) -> Self {
        self.aspect = other.aspect;
        self
    }

    /// The camera that sees about the same with another projection.
    pub fn with_projection(mut self, projection: Projection) -> Self {
        let half_angle_tangent = (self.fov_degrees.to_radians() / 2.0).tan();
        let is_perspective = |projection| projection != Projection::Orthographic;
        match (is_perspective(self.projection), is_perspective(projection)) {
            (true, false) => {
                let distance = self.look_from.distance(self.look_to);
                self.width = 2.0 * distance * half_angle_tangent * self.aspect;
            }
            (false, true) => {
                let distance = self.width / (2.0 * self.aspect * half_angle_tangent);
                let direction = (self.look_from - self.look_to).normalize_or(Vec3::Z);
                self.look_from = self.look_to + direction * distance;
            }
            (true, true) | (false, false) => {}
        }
        self.projection = projection;
        self
    }
}

fn frustum(left: f32, right: f32, bottom: f32, top: f32, near: f32, far: f32) -> Mat4 {
    Mat4::from_cols_array_2d(&[
        [2.0 * near / (right - left), 0.0, 0.0, 0.0],
        [0.0, 2.0 * near / (top - bottom), 0.0, 0.0],
        [
            (right + left) / (right - left),
            (top + bottom) / (top - bottom),
            -(far + near) / (far - near),
            -1.0,
        ],
        [0.0, 0.0, -2.0 * far * near / (far - near), 0.0],
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_projection_puts_the_focus_in_the_middle() {
        for (projection, name) in Projection::ALL {
            let camera =
                Camera { look_from: Vec3::new(1.0, 2.0, 3.0), projection, ..Camera::default() };
            let middle = camera.clip_from_world().project_point3(camera.look_to);
            assert!(middle.truncate().length() < 1e-5, "{name}: {middle}");
        }
    }

    #[test]
    fn near_and_far_are_the_ends_of_depth() {
        for (projection, name) in Projection::ALL {
            let camera = Camera { projection, ..Camera::default() };
            let depth = |distance: f32| {
                camera.clip_from_world().project_point3(camera.look_from - Vec3::Z * distance).z
            };
            assert!((depth(camera.near) + 1.0).abs() < 1e-4, "{name}");
            assert!((depth(camera.far) - 1.0).abs() < 1e-4, "{name}");
        }
    }

    #[test]
    fn a_change_of_projection_and_back_sees_the_same() {
        let camera = Camera { look_from: Vec3::new(0.0, 0.0, 5.0), ..Camera::default() };
        let back = camera
            .with_projection(Projection::Orthographic)
            .with_projection(Projection::Perspective);
        assert!(back.look_from.abs_diff_eq(camera.look_from, 1e-4));
    }
}
