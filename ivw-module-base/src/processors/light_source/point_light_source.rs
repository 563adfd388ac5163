//! Light from a ball.

use crate::light::{LightKind, LightSource};
use glam::{Quat, Vec2, Vec3};
use ivw_core::event::{Action, Interaction, MouseButton, MouseState, Reaction};
use ivw_core::prelude::*;
use ivw_render::properties::Position;

/// Light from a ball, to all sides.
///
/// It can be moved in a picture whose events come here: the left button turns it round the origin
/// of the world, the middle button puts it where the mouse is.
///
/// | | shape | value | unit |
/// |-|-------|-------|------|
/// | PointLightSource | one light | point | W/sr |
#[derive(Processor)]
#[processor(
    "org.inviwo.Pointlightsource",
    name = "Point light source",
    category = "Light source",
    tags = "CPU",
    code_state = CodeState::Experimental,
    takes_events
)]
pub struct PointLightSource {
    /// The light.
    #[outport("PointLightSource")]
    light: Out<LightSource>,

    /// Where the light is.
    #[group(
        "lightPosition",
        name = "Light Source Position",
        preset("referenceFrame", Value::choice("world")),
        soft("position", -100.0..=100.0),
        preset("position", Value::Floats([-2.0, -50.0, 90.0].into_iter().collect()))
    )]
    position: Position,

    /// What the light is like.
    #[group("lighting", name = "Light Parameters")]
    parameters: Parameters,

    /// Camera that the place may be relative to.
    #[property(
        "camera",
        default = Camera { look_from: Vec3::NEG_Z * 2.0, ..Camera::default() },
        invalidates = InvalidationLevel::Valid,
        visible = false
    )]
    camera: Camera,

    /// What the mouse may do to the light.
    #[property(
        "interactionEvents",
        name = "Interaction Events",
        options = &[
            ("off", "Handle None", 0),
            ("on", "Handle All", 1),
            ("onlytrackball", "Handle Trackball Related Only", 2),
            ("onlyscreencorrds", "Handle Light Pos From Screen Coords Only", 3),
        ]
    )]
    moves: i32,

    /// Where the mouse was last, while it turns the light.
    held_at: Option<Vec2>,
}

/// These are what a light is like.
#[derive(PropertyGroup)]
pub struct Parameters {
    /// Colour of the light.
    #[property("lightDiffuse", name = "Color", default = Vec3::ONE, color)]
    color: Vec3,

    /// Strength of the light, of 100.
    #[property("lightPower", name = "Light power (%)", default = 50.0, range = 0.0..=100.0)]
    power: f32,

    /// Radius of the ball.
    #[property("lightSize", name = "Light radius", default = 1.5, range = 0.0..=3.0)]
    radius: f32,

    /// Whether it shines.
    #[property("lightEnabled", name = "Enabled", default = true)]
    is_on: bool,

    /// Whether the light is at a place of the picture instead.
    #[property("lightScreenPosEnabled", name = "Screen Pos Enabled")]
    follows_picture: bool,

    /// That place, from 0 at the lower left to 1.
    #[property(
        "lightScreenPos",
        name = "Light Screen Pos",
        default = Vec2::splat(0.7),
        range = 0.0..=1.0,
        visible_if = |p| p.follows_picture
    )]
    place_in_picture: Vec2,
}

impl Process for PointLightSource {
    fn process(&mut self, context: &Context) -> Result<()> {
        self.position.tell(&self.camera, context, "lightPosition");
        let Parameters { color, power, radius, is_on, .. } = self.parameters;
        if self.parameters.follows_picture
            && let Some(place) = self.seen_at(self.parameters.place_in_picture)
        {
            self.move_to(place, context);
        }
        let light = LightSource::at(LightKind::Point, &self.position, &self.camera);
        let light = light.of(color, power).sized(Vec2::splat(radius));
        self.light.set(LightSource { is_on, ..light });
        Ok(())
    }

    fn event(&mut self, event: &Interaction, context: &Context) -> Result<Reaction> {
        let Action::Mouse { button, state, pointer } = &event.action else {
            return Ok(Reaction::default());
        };
        let at = Vec2::from_array(pointer.position.map(|part| part as f32));
        let (may_turn, may_put) = (matches!(self.moves, 1 | 2), matches!(self.moves, 1 | 3));
        if may_put && *button == MouseButton::Middle && *state != MouseState::Release {
            self.parameters.place_in_picture = at;
            let place = pointer.position.into_iter().collect();
            context.set("lighting.lightScreenPos", Value::Floats(place));
            if let Some(place) = self.seen_at(at) {
                self.move_to(place, context);
            }
            return Ok(Reaction::used());
        }
        let is_held = pointer.buttons & MouseButton::Left as u32 != 0;
        if !may_turn || !is_held {
            self.held_at = None;
            return Ok(Reaction::default());
        }
        if let Some(before) = self.held_at.replace(at) {
            self.turn(at - before, context);
        }
        Ok(Reaction::used())
    }
}

impl PointLightSource {
    /// The place on the light's ball round the origin that is seen at a place of the picture.
    ///
    /// That is in front of a ball of half the distance to what the camera looks at; beside it, the
    /// light is at the edge.
    fn seen_at(&self, place: Vec2) -> Option<Vec3> {
        let camera = &self.camera;
        let world_from_clip = camera.clip_from_world().inverse();
        let at = |depth| world_from_clip.project_point3((2.0 * place - 1.0).extend(depth));
        let start = at(0.0);
        let along = (at(1.0) - start).normalize_or_zero();
        let radius = camera.look_from.distance(camera.look_to) / 2.0;
        // Where the ray from the start meets the ball: t² + 2bt + c = 0.
        let (b, c) = (start.dot(along), start.length_squared() - radius * radius);
        let root = (b * b - c).sqrt();
        let on_ball = [-b - root, -b + root].into_iter().find(|t| *t >= 0.0);
        let facing = (camera.look_to - camera.look_from).normalize_or_zero();
        let on_plane = (camera.look_to - start).dot(facing) / along.dot(facing);
        let seen = start + along * on_ball.unwrap_or(on_plane);
        let place = seen.normalize_or_zero() * self.position.world(camera).length();
        (place.is_finite() && place != Vec3::ZERO).then_some(place)
    }

    /// Moves the light to a place in the world.
    fn move_to(&mut self, place: Vec3, context: &Context) {
        let place = self.position.from_world(place, &self.camera);
        if place.is_finite() && place != self.position.position {
            self.position.position = place;
            let numbers = place.to_array().into_iter().map(f64::from).collect();
            context.set("lightPosition.position", Value::Floats(numbers));
        }
    }

    /// Turns the light round the origin, as the mouse moves by a part of the picture.
    fn turn(&mut self, by: Vec2, context: &Context) {
        let view = (self.camera.look_to - self.camera.look_from).normalize_or(Vec3::NEG_Z);
        let right = view.cross(self.camera.look_up).normalize_or(Vec3::X);
        let up = right.cross(view);
        let angles = by * std::f32::consts::PI;
        let turn = Quat::from_axis_angle(up, angles.x) * Quat::from_axis_angle(right, -angles.y);
        self.move_to(turn * self.position.world(&self.camera), context);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use ivw_core::event::Pointer;

    fn mouse(
        button: MouseButton,
        state: MouseState,
        position: [f64; 2],
        buttons: u32,
    ) -> Interaction {
        let pointer = Pointer { position, buttons, ..Pointer::default() };
        Interaction { action: Action::Mouse { button, state, pointer }, ..Interaction::default() }
    }

    fn node(moves: i32) -> PointLightSource {
        let mut node = PointLightSource { moves, ..Default::default() };
        node.camera = Camera { look_from: Vec3::new(0.0, 0.0, 4.0), ..Camera::default() };
        node.position.position = Vec3::new(0.0, 0.0, 5.0);
        node
    }

    #[test]
    fn the_light_is_where_it_says() -> Result<()> {
        let mut node = PointLightSource::default();
        node.process(&Context::detached())?;
        let light = node.light.get()?;
        assert_eq!(light.world[3], [-2.0, -50.0, 90.0, 1.0]);
        assert_eq!((light.kind, light.size, light.is_on), (LightKind::Point, [1.5; 2], true));
        Ok(())
    }

    #[test]
    fn a_place_of_the_picture_is_on_the_ball_that_is_seen_there() -> Result<()> {
        let mut node = node(0);
        node.parameters.follows_picture = true;
        node.camera.fov_degrees = 90.0;
        node.parameters.place_in_picture = Vec2::splat(0.5);
        node.process(&Context::detached())?;
        assert!(
            node.position.position.abs_diff_eq(Vec3::Z * 5.0, 1e-3),
            "{:?}",
            node.position.position
        );
        // Beside the ball the light is at its edge, as far away as before.
        node.parameters.place_in_picture = Vec2::new(1.0, 0.5);
        node.process(&Context::detached())?;
        let place = node.position.position;
        assert!(place.abs_diff_eq(Vec3::X * 5.0, 1e-3), "{place}");
        Ok(())
    }

    #[test]
    fn the_mouse_moves_the_light_if_it_may() -> Result<()> {
        let left = MouseButton::Left as u32;
        let press = mouse(MouseButton::Left, MouseState::Press, [0.5, 0.5], left);
        let drag = mouse(MouseButton::Left, MouseState::Move, [1.0, 0.5], left);
        for (moves, is_moved) in [(0, false), (3, false), (1, true), (2, true)] {
            let mut node = node(moves);
            let context = Context::detached();
            node.event(&press, &context)?;
            assert_eq!(node.event(&drag, &context)?.is_used, is_moved, "{moves}");
            let place = node.position.position;
            assert_eq!(place.x > 4.9, is_moved, "{moves}: {place}");
            assert!((place.length() - 5.0).abs() < 1e-3);
        }
        let middle = mouse(MouseButton::Middle, MouseState::Press, [0.5, 0.9], 0);
        let (mut node, context) = (node(3), Context::detached());
        assert!(node.event(&middle, &context)?.is_used);
        assert!(node.position.position.y > 1.0);
        assert!(context.take_changes().iter().any(|c| c.property == "lighting.lightScreenPos"));
        Ok(())
    }
}
