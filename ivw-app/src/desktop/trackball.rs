//! How a drag of the mouse turns, moves and brings closer a camera.

use glam::{Quat, Vec2, Vec3};
use ivw_core::data::{Camera, Projection};

/// Turns a camera as if its data were in a ball that the mouse holds.
///
/// Places are in [−1, 1], y upwards; `fixed_up` keeps a direction up.
pub(crate) fn rotate(
    camera: &Camera,
    from: Vec2,
    to: Vec2,
    sensitivity: f64,
    fixed_up: Option<Vec3>,
) -> Camera {
    let direction = camera.look_from - camera.look_to;
    let forward = -direction.normalize_or(Vec3::Z);
    let right = forward.cross(camera.look_up).normalize_or(Vec3::X);
    let up = right.cross(forward);
    let rotation = match fixed_up {
        Some(axis) => {
            let turn = (to - from) * sensitivity as f32;
            let sideways = Quat::from_axis_angle(axis, -turn.x);
            // Never over the pole.
            let now = direction.normalize_or(Vec3::Z).dot(axis).clamp(-1.0, 1.0).acos();
            let tilt = turn.y.clamp(0.05 - now, std::f32::consts::PI - 0.05 - now);
            sideways * Quat::from_axis_angle(right, tilt)
        }
        None => {
            let (a, b) = (on_ball(from), on_ball(to));
            let axis = a.cross(b);
            let angle = a.dot(b).clamp(-1.0, 1.0).acos() * sensitivity as f32 / 1.5;
            if axis.length_squared() < 1e-12 || !angle.is_finite() {
                return *camera;
            }
            let world = right * axis.x + up * axis.y - forward * axis.z;
            Quat::from_axis_angle(world.normalize_or(Vec3::Y), -angle)
        }
    };
    let look_up = fixed_up.unwrap_or(rotation * up);
    Camera { look_from: camera.look_to + rotation * direction, look_up, ..*camera }
}

/// The place on a ball of radius 1, or on the funnel around it.
fn on_ball(at: Vec2) -> Vec3 {
    let squared = at.length_squared();
    let z = if squared < 0.5 { (1.0 - squared).sqrt() } else { 0.5 / squared.sqrt() };
    at.extend(z).normalize()
}

/// Moves a camera so that the point under the mouse stays there.
pub(crate) fn pan(camera: &Camera, from: Vec2, to: Vec2) -> Camera {
    let direction = camera.look_to - camera.look_from;
    let forward = direction.normalize_or(-Vec3::Z);
    let right = forward.cross(camera.look_up).normalize_or(Vec3::X);
    let up = right.cross(forward);
    let half_height = match camera.projection {
        Projection::Orthographic => camera.width / 2.0 / camera.aspect,
        Projection::Perspective | Projection::SkewedPerspective => {
            direction.length() * (camera.fov_degrees.to_radians() / 2.0).tan()
        }
    };
    let moved = (from - to) * half_height;
    let shift = right * moved.x * camera.aspect + up * moved.y;
    Camera { look_from: camera.look_from + shift, look_to: camera.look_to + shift, ..*camera }
}

/// Moves, brings closer and rolls a camera so that what is under two fingers stays there.
///
/// `allows` says which of turning, moving and bringing closer may be done.
pub(crate) fn pinch(
    camera: &Camera,
    before: [Vec2; 2],
    after: [Vec2; 2],
    allows: [bool; 3],
    keeps_up: bool,
) -> Camera {
    // Distances and angles are those on the screen, whatever its shape.
    let shape = Vec2::new(camera.aspect, 1.0);
    let between = |[a, b]: [Vec2; 2]| (b - a) * shape;
    let middle = |[a, b]: [Vec2; 2]| (a + b) / 2.0;
    let (was, is) = (between(before), between(after));
    let is_spread = was.length() > 1e-3 && is.length() > 1e-3;
    let mut new = *camera;
    // Where the middle of the fingers would be without moving.
    let mut held = middle(before) * shape;
    if allows[2] && is_spread {
        let factor = is.length() / was.length();
        new = zoom(&new, 1.0 - 1.0 / factor);
        held *= factor;
    }
    if allows[0] && !keeps_up && is_spread {
        let angle = was.angle_to(is);
        let to_eye = (new.look_from - new.look_to).normalize_or(Vec3::Z);
        new.look_up = Quat::from_axis_angle(to_eye, -angle) * new.look_up;
        held = Vec2::from_angle(angle).rotate(held);
    }
    if allows[1] { pan(&new, held / shape, middle(after)) } else { new }
}

/// Brings a camera closer by a part of its distance; negative parts take it away.
pub(crate) fn zoom(camera: &Camera, part: f32) -> Camera {
    let part = part.clamp(-4.0, 0.9);
    match camera.projection {
        Projection::Orthographic => Camera { width: camera.width * (1.0 - part), ..*camera },
        Projection::Perspective | Projection::SkewedPerspective => {
            let look_from = camera.look_from - (camera.look_from - camera.look_to) * part;
            Camera { look_from, ..*camera }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_keeps_the_distance_and_a_full_drag_shows_another_side() {
        let camera = Camera::default();
        let turned = rotate(&camera, Vec2::ZERO, Vec2::new(0.5, 0.0), 3.0, None);
        let distance = |c: &Camera| c.look_from.distance(c.look_to);
        assert!((distance(&turned) - distance(&camera)).abs() < 1e-5);
        // The ball goes to the right with the mouse, so the eye goes to the left.
        assert!(turned.look_from.x < -0.5, "{}", turned.look_from);
        assert_eq!(rotate(&camera, Vec2::ZERO, Vec2::ZERO, 3.0, None), camera);
    }

    #[test]
    fn a_fixed_direction_stays_up_and_the_pole_is_not_passed() {
        let mut camera = Camera::default();
        for _ in 0..20 {
            camera = rotate(&camera, Vec2::ZERO, Vec2::new(0.1, -0.5), 3.0, Some(Vec3::Y));
        }
        assert_eq!(camera.look_up, Vec3::Y);
        let direction = (camera.look_from - camera.look_to).normalize();
        assert!(direction.y.abs() < 0.9999 && direction.is_finite(), "{direction}");
    }

    #[test]
    fn panning_moves_what_is_in_the_middle_with_the_mouse() {
        let camera = Camera { aspect: 2.0, ..Camera::default() };
        let moved = pan(&camera, Vec2::ZERO, Vec2::new(1.0, 0.0));
        let seen = moved.clip_from_world() * camera.look_to.extend(1.0);
        assert!((seen.x / seen.w - 1.0).abs() < 1e-4, "{seen}");
    }

    #[test]
    fn what_two_fingers_hold_stays_under_them() {
        let camera = Camera { aspect: 1.5, ..Camera::default() };
        let before = [Vec2::new(-0.2, -0.1), Vec2::new(0.2, 0.1)];
        // They spread to twice as far, turn by a right angle, and move.
        let turned = |v: Vec2| Vec2::new(-v.y / 1.5, v.x * 1.5) * 2.0 + Vec2::new(0.1, 0.05);
        let after = before.map(turned);
        let new = pinch(&camera, before, after, [true; 3], false);
        let held = |place: Vec2| {
            let half = (camera.fov_degrees.to_radians() / 2.0).tan()
                * camera.look_from.distance(camera.look_to);
            camera.look_to + Vec3::new(place.x * 1.5, place.y, 0.0) * half
        };
        for (from, to) in before.into_iter().zip(after) {
            let seen = new.clip_from_world().project_point3(held(from));
            assert!(seen.truncate().distance(to) < 0.02, "{from} is at {seen}, not at {to}");
        }
        assert_eq!(pinch(&camera, before, after, [false; 3], false), camera);
        assert_eq!(pinch(&camera, [Vec2::ZERO; 2], [Vec2::ZERO; 2], [true; 3], false), camera);
        let upright = pinch(&camera, before, after, [true; 3], true);
        assert_eq!(upright.look_up, camera.look_up);
    }

    #[test]
    fn zooming_never_passes_the_point_that_is_looked_at() {
        let camera = zoom(&Camera::default(), 5.0);
        assert!(camera.look_from.z > 0.0);
        assert_eq!(zoom(&Camera::default(), 0.5).look_from.z, 1.0);
    }
}
