//! What the buttons of a camera do: look at all of the data, along an axis, or upside down.

use glam::Vec3;
use ivw_core::data::{Camera, Projection};

/// A button of a camera, or of how it follows the data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum CameraButton {
    Fit,
    /// From a side: where the eye is, and what is up.
    Side(Vec3, Vec3),
    FlipUp,
    NearFar,
    LookRanges,
}

/// How much room there is around the data.
const FIT_RATIO: f32 = 1.05;
/// The far plane is so many diameters of the data away, the near plane a part of that.
const FARTHEST: f32 = 10.0;
const NEAR_OF_FAR: f32 = 1e-4;

impl CameraButton {
    /// The button of a name, as the camera's property has it.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let side = |eye: Vec3, up: Vec3| Some(Self::Side(eye, up));
        match name {
            "fitData" => Some(Self::Fit),
            "X-" => side(Vec3::NEG_X, Vec3::Y),
            "X+" => side(Vec3::X, Vec3::Y),
            "Y-" => side(Vec3::NEG_Y, Vec3::X),
            "Y+" => side(Vec3::Y, Vec3::X),
            "Z-" => side(Vec3::NEG_Z, Vec3::Y),
            "Z+" => side(Vec3::Z, Vec3::Y),
            "flipUp" => Some(Self::FlipUp),
            "setNearFarButton" => Some(Self::NearFar),
            "setLookRangesButton" => Some(Self::LookRanges),
            _ => None,
        }
    }

    /// What a person reads of it in the history.
    pub(crate) fn step(self) -> &'static str {
        match self {
            Self::Fit => "Fit the camera to the data",
            Self::Side(..) => "Look along an axis",
            Self::FlipUp => "Turn the camera over",
            Self::NearFar => "Fit the near and far plane",
            Self::LookRanges => "Fit the ranges of the sliders",
        }
    }

    /// Whether it needs to know where the data is.
    pub(crate) fn needs_bounds(self) -> bool {
        matches!(self, Self::Fit | Self::NearFar | Self::LookRanges)
    }

    /// The camera after a press, for data between two corners; nothing if data is needed.
    pub(crate) fn press(self, camera: &Camera, bounds: Option<[Vec3; 2]>) -> Option<Camera> {
        let mut new = *camera;
        match self {
            Self::Fit => return bounds.map(|bounds| fitted(camera, bounds)),
            Self::Side(eye, up) => {
                new.look_from = camera.look_to + eye * camera.look_from.distance(camera.look_to);
                new.look_up = up;
            }
            Self::FlipUp => new.look_up = -camera.look_up,
            Self::NearFar => {
                let [low, high] = bounds?;
                new.far = (high - low).length().max(f32::MIN_POSITIVE) * FARTHEST;
                new.near = new.far * NEAR_OF_FAR;
            }
            // The camera stays; what may be entered changes, see `look_ranges`.
            Self::LookRanges => return bounds.map(|_| new),
        }
        Some(new)
    }
}

/// Between which corners eye and middle may be: so many radii around data between two others.
pub(crate) fn look_ranges([low, high]: [Vec3; 2]) -> [Vec3; 2] {
    let (middle, reach) = ((low + high) / 2.0, FARTHEST * radius_of([low, high]));
    [middle - reach, middle + reach]
}

/// The radius of a ball around data between two corners; 1 if there is nothing in between.
fn radius_of([low, high]: [Vec3; 2]) -> f32 {
    match (high - low).length() / 2.0 {
        radius if radius > 0.0 && radius.is_finite() => radius,
        _ => 1.0,
    }
}

/// A camera that looks from the same direction at all that is between two corners.
fn fitted(camera: &Camera, [low, high]: [Vec3; 2]) -> Camera {
    let middle = (low + high) / 2.0;
    let radius = radius_of([low, high]);
    let away = (camera.look_from - camera.look_to).normalize_or(Vec3::Z);
    let mut new = *camera;
    let distance = match camera.projection {
        Projection::Orthographic => {
            new.width = 2.0 * FIT_RATIO * radius * camera.aspect.max(1.0);
            camera.look_from.distance(camera.look_to).max(FIT_RATIO * radius)
        }
        Projection::Perspective | Projection::SkewedPerspective => {
            let half = (camera.fov_degrees.to_radians() / 2.0).tan() * camera.aspect.min(1.0);
            FIT_RATIO * radius / half.atan().sin().max(1e-3)
        }
    };
    new.look_to = middle;
    new.look_from = middle + away * distance;
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fitted_camera_sees_every_corner_from_its_direction() {
        let bounds = [Vec3::new(1.0, -2.0, 3.0), Vec3::new(9.0, 0.0, 4.0)];
        for projection in [Projection::Perspective, Projection::Orthographic] {
            for aspect in [0.5, 2.0] {
                let camera = Camera { projection, aspect, far: 1000.0, ..Camera::default() };
                let new = CameraButton::Fit.press(&camera, Some(bounds)).expect("there is data");
                for n in 0..8 {
                    let pick = |bit: usize, axis: usize| bounds[n >> bit & 1][axis];
                    let corner = Vec3::new(pick(0, 0), pick(1, 1), pick(2, 2));
                    let seen = new.clip_from_world().project_point3(corner);
                    assert!(seen.x.abs() < 1.0 && seen.y.abs() < 1.0, "{projection:?} {seen}");
                }
                let direction = |c: &Camera| (c.look_from - c.look_to).normalize();
                assert!(direction(&new).distance(direction(&camera)) < 1e-5);
            }
        }
        assert!(CameraButton::Fit.press(&Camera::default(), None).is_none());
    }

    #[test]
    fn sides_keep_the_distance_and_flipping_twice_changes_nothing() {
        let camera = Camera { look_from: Vec3::new(0.0, 3.0, 4.0), ..Camera::default() };
        let side = CameraButton::of("X-").and_then(|b| b.press(&camera, None)).expect("it is one");
        assert_eq!(side.look_from, Vec3::new(-5.0, 0.0, 0.0));
        let flip =
            |camera: &Camera| CameraButton::FlipUp.press(camera, None).expect("it needs none");
        assert_eq!(flip(&camera).look_up, -camera.look_up);
        assert_eq!(flip(&flip(&camera)), camera);
        assert!(CameraButton::of("anything").is_none());
    }

    #[test]
    fn sliders_reach_ten_radii_around_the_data() {
        let [low, high] = look_ranges([Vec3::new(1.0, 0.0, 0.0), Vec3::new(3.0, 0.0, 0.0)]);
        assert_eq!((low, high), (Vec3::new(-8.0, -10.0, -10.0), Vec3::new(12.0, 10.0, 10.0)));
        let button = CameraButton::of("setLookRangesButton").expect("it is one");
        assert!(button.needs_bounds());
        assert!(button.press(&Camera::default(), None).is_none());
        let camera = button.press(&Camera::default(), Some([low, high]));
        assert_eq!(camera, Some(Camera::default()), "nothing is seen of it");
    }

    #[test]
    fn a_point_of_data_is_fitted_as_well() {
        let new = CameraButton::Fit.press(&Camera::default(), Some([Vec3::ONE; 2]));
        let new = new.expect("there is data");
        assert!(new.look_from.is_finite() && new.look_to == Vec3::ONE);
    }
}
