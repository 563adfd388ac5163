//! Cameras for both eyes.

use glam::Vec3;
use ivw_core::prelude::*;

/// Keeps the cameras of both eyes beside a third one, whichever of them moves.
///
/// Link them to the cameras of renderers.
#[derive(Processor)]
#[processor(
    "org.inviwo.StereoCameraSyncer",
    name = "Stereo Camera Syncer",
    category = "Camera",
    code_state = CodeState::Experimental
)]
pub struct StereoCameraSyncer {
    /// Distance of the eyes, in the unit of the world.
    #[property("separation", default = 0.1, range = 0.0..=1.0, step = 0.01)]
    separation: f32,

    /// Camera between the eyes.
    #[property("master", default = camera_at(0.0))]
    master: Camera,

    /// Camera of the left eye.
    #[property("left", default = camera_at(0.05))]
    left: Camera,

    /// Camera of the right eye.
    #[property("right", default = camera_at(-0.05))]
    right: Camera,

    /// Distance and cameras of the last time.
    before: Option<(f32, [Camera; 3])>,
}

/// The cameras that a new processor has.
fn camera_at(shift: f32) -> Camera {
    Camera { look_from: Vec3::new(0.0, 0.0, -2.0) + shift, ..Camera::default() }
}

impl Process for StereoCameraSyncer {
    fn process(&mut self, context: &Context) -> Result<()> {
        let cameras = [self.master, self.left, self.right];
        if let Some((separation, before)) = self.before {
            let is_moved = |n: usize| cameras[n] != before[n];
            // How far to the right the camera is from the middle, in parts of the distance.
            let moved = match (is_moved(0) || separation != self.separation, is_moved(1)) {
                (true, _) => Some((self.master, 0.0)),
                (false, true) => Some((self.left, -0.5)),
                (false, false) if is_moved(2) => Some((self.right, 0.5)),
                (false, false) => None,
            };
            if let Some((camera, place)) = moved {
                let beside = |to: f32| beside(camera, (to - place) * self.separation);
                [self.master, self.left, self.right] = [
                    beside(0.0).with_aspect_of(&self.master),
                    beside(-0.5).with_aspect_of(&self.left),
                    beside(0.5).with_aspect_of(&self.right),
                ];
                let now = [("master", self.master), ("left", self.left), ("right", self.right)];
                for ((id, camera), before) in now.into_iter().zip(cameras) {
                    if camera != before {
                        context.set(id, Value::Camera(camera));
                    }
                }
            }
        }
        self.before = Some((self.separation, [self.master, self.left, self.right]));
        Ok(())
    }
}

/// A camera so far to the right of another one, which looks to the same point.
fn beside(camera: Camera, distance: f32) -> Camera {
    let right = (camera.look_to - camera.look_from).cross(camera.look_up).normalize_or_zero();
    Camera { look_from: camera.look_from + right * distance, ..camera }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node() -> Result<StereoCameraSyncer> {
        let mut node = StereoCameraSyncer { separation: 0.5, ..Default::default() };
        node.process(&Context::detached())?;
        Ok(node)
    }

    #[test]
    fn the_eyes_follow_the_camera_between_them() -> Result<()> {
        let mut node = node()?;
        node.master.look_from = Vec3::new(0.0, 0.0, 5.0);
        node.left.aspect = 3.0;
        let context = Context::detached();
        node.process(&context)?;
        assert_eq!(node.left.look_from, Vec3::new(-0.25, 0.0, 5.0));
        assert_eq!(node.right.look_from, Vec3::new(0.25, 0.0, 5.0));
        assert_eq!((node.left.look_to, node.left.aspect), (Vec3::ZERO, 3.0));
        let changed: Vec<_> = context.take_changes().into_iter().map(|c| c.property).collect();
        assert_eq!(changed, ["left", "right"]);
        Ok(())
    }

    #[test]
    fn the_others_follow_an_eye_and_the_distance() -> Result<()> {
        let mut node = node()?;
        node.right.look_from = Vec3::new(1.0, 0.0, 5.0);
        node.right.look_to = Vec3::X;
        node.process(&Context::detached())?;
        assert_eq!(node.master.look_from, Vec3::new(0.75, 0.0, 5.0));
        assert!(node.left.look_from.abs_diff_eq(Vec3::new(0.5, 0.0, 5.0), 1e-6));
        node.master.look_to = node.master.look_from - Vec3::Z;
        node.process(&Context::detached())?;
        node.separation = 1.0;
        node.process(&Context::detached())?;
        assert!(node.left.look_from.abs_diff_eq(Vec3::new(0.25, 0.0, 5.0), 1e-6));
        let context = Context::detached();
        node.process(&context)?;
        assert!(context.take_changes().is_empty(), "nothing moved");
        Ok(())
    }
}
