//! A widget that shows how a camera is turned.

use glam::{Mat3, Mat4, UVec2, Vec2, Vec3, Vec4};
use ivw_core::prelude::*;
use ivw_render::film::{Film, Mode, Paint};
use ivw_render::properties::Lighting;
use ivw_render::raster::{Faces, Fragment};
use ivw_render::surface::Light;
use std::f32::consts::TAU;

/// Draws a widget over a picture: a cube as the camera sees the world, and arrows to turn it with.
///
/// |         | shape             | value                                     |
/// |---------|-------------------|-------------------------------------------|
/// | inport  | `[width, height]` | colours, depth, picking                   |
/// | outport | `[width, height]` | `[u8; 4]`, depth and picking as they were |
///
/// It answers no mouse yet.
/// Its shapes are near those of Inviwo, not equal.
#[derive(Processor)]
#[processor("org.inviwo.CameraWidget", name = "Camera Widget", category = "UI", tags = "CPU")]
pub struct CameraWidget {
    /// Picture to draw over.
    #[inport("inport", optional)]
    picture: In<Image>,

    /// The picture with the widget.
    #[outport("outport")]
    result: Out<Image>,

    /// Whether the widget is seen.
    #[property("visible", default = true)]
    is_visible: bool,

    /// What a person can do with it.
    #[group("settings")]
    settings: Settings,

    /// What it looks like.
    #[group("appearance")]
    look: Look,

    /// The camera that it turns.
    #[group("outputProperties", name = "Output")]
    output: Output,

    /// How it is lit.
    #[group("internalProperties", name = "Internal", collapsed = true)]
    inner: Inner,
}

/// These say what a person can do with the widget.
#[derive(PropertyGroup)]
pub struct Settings {
    /// Whether it answers the mouse.
    #[property("enabled", default = true)]
    is_on: bool,
    /// Turn the other way.
    #[property("invertDirections", name = "Invert Directions")]
    inverts: bool,
    /// Turn around the axes of the world instead of those of the eye.
    #[property("useObjectRotationAxis", name = "Single Axis Rotation")]
    around_world: bool,
    /// Whether there is something to turn the picture with.
    #[property("showRollWidget", name = "Show Camera Roll", default = true)]
    has_roll: bool,
    /// Whether there is something to come nearer with.
    #[property("showDolly", name = "Show Dolly Zoom")]
    has_dolly: bool,
    /// Degrees for each pixel that the mouse moves.
    #[property("speed", name = "Speed (deg per pixel)", default = 0.25, range = 0.01..=5.0)]
    speed: f32,
    /// Degrees for each click.
    #[property("angleIncrement", name = "Angle (deg) per Click", default = 15.0, range = -90.0..=90.0)]
    angle: f32,
    /// Pixels that a finger has to move.
    #[property("minTouchMovement", name = "Min Touch Movement (pixel)", default = 5, range = 0..=25)]
    least_touch: i32,
}

/// These say what the widget looks like.
#[derive(PropertyGroup)]
pub struct Look {
    /// Where it is in the picture, from the left and from the top.
    #[property("position", default = Vec2::splat(0.01), range = 0.0..=1.0)]
    position: Vec2,
    /// Which part of it is there: -1 is left or bottom, 1 is right or top.
    #[property("Anchor", name = "Anchor", default = Vec2::new(-1.0, 1.0), range = -1.0..=1.0)]
    anchor: Vec2,
    /// How large it is; 1 is 300 pixels.
    #[property("scaling", default = 0.4, range = 0.01..=5.0)]
    scale: f32,
    /// Whether there is a cube behind the arrows.
    #[property("showCube", name = "Show Cube", default = true)]
    has_cube: bool,
    /// Colour of the cube.
    #[property("cubeColor", name = "Cube Color", default = Vec4::new(0.11, 0.42, 0.63, 1.0), color)]
    cube: Vec4,
    /// Colours of the arrows.
    #[group("enableCustomColor", name = "Custom Color")]
    custom: Custom,
}

/// These are colours of the arrows.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.BoolCompositeProperty", checked_by = "checked")]
pub struct Custom {
    /// Whether arrows have them.
    #[property("checked", name = "Enabled")]
    is_on: bool,
    /// Let arrows have the colours of axes: red, green, blue.
    #[property("axisColoring", name = "Axis Coloring")]
    by_axis: bool,
    /// Colour of all arrows.
    #[property("userColor", name = "User Color", default = Vec4::new(0.7, 0.7, 0.7, 1.0), color)]
    color: Vec4,
}

/// This is the camera that the widget turns.
#[derive(PropertyGroup)]
pub struct Output {
    /// The camera.
    #[property("camera")]
    camera: Camera,
    /// How it is turned.
    #[property("rotMatrix", name = "Rotation Matrix", default = Mat4::IDENTITY, soft = -1.0..=1.0, read_only = true)]
    rotation: Mat4,
}

/// This is how the widget is lit.
#[derive(PropertyGroup)]
pub struct Inner {
    /// The light on the widget.
    #[group(
        "internalLighting",
        name = "Lighting",
        preset("lightPosition.position", numbers(Vec3::new(2.5, 5.6, 20.0))),
        preset("lightColorAmbient", numbers(Vec3::splat(0.75))),
        preset("lightColorDiffuse", numbers(Vec3::splat(0.6))),
        preset("lightColorSpecular", numbers(Vec3::splat(0.12)))
    )]
    lighting: Lighting,
}

fn numbers(vector: Vec3) -> Value {
    Value::Floats(vector.to_array().into_iter().map(f64::from).collect())
}

impl Process for CameraWidget {
    fn process(&mut self, _: &Context) -> Result<()> {
        let size = self.result.size();
        let film = Film::over(self.picture.data().map(|image| &**image), size)?;
        let mut image = film.into_image();
        if self.is_visible {
            let side = (300.0 * self.look.scale.clamp(0.0, 100.0)) as u32;
            let widget = self.widget(side.max(1))?;
            if let Some(layer) = image.color.first_mut() {
                put(&widget, layer, self.look.corner(side as f32, size));
            }
        }
        self.result.set(image);
        Ok(())
    }
}

impl Look {
    /// Where the lower left corner is, in pixels.
    fn corner(&self, side: f32, picture: UVec2) -> [i64; 2] {
        let picture = picture.as_vec2();
        let left = self.position.x * picture.x - 0.5 * side * (self.anchor.x + 1.0);
        let top = self.position.y * picture.y - 0.5 * side * (1.0 - self.anchor.y);
        [left as i64, (picture.y - top - side) as i64]
    }
}

/// Draws a picture over another one.
fn put(widget: &Image, target: &mut Layer, [left, low]: [i64; 2]) {
    let Some(source) = widget.color.first() else { return };
    let [width, height] = source.dims.map(i64::from);
    let [across, up] = target.dims.map(i64::from);
    if target.format != Image::RGBA8 {
        return;
    }
    let colors = source.pixels.elements::<[u8; 4]>();
    let pixels = target.pixels.elements_mut::<[u8; 4]>();
    for y in 0..height {
        for x in 0..width {
            let (at_x, at_y) = (left + x, low + y);
            let color = colors[(y * width + x) as usize];
            if color[3] == 0 || at_x < 0 || at_y < 0 || at_x >= across || at_y >= up {
                continue;
            }
            let pixel = &mut pixels[(at_y * across + at_x) as usize];
            let part = f32::from(color[3]) / 255.0;
            for (old, new) in pixel.iter_mut().zip(color) {
                *old = (f32::from(new) * part + f32::from(*old) * (1.0 - part) + 0.5) as u8;
            }
        }
    }
}

impl CameraWidget {
    /// The widget by itself, in a square.
    fn widget(&self, side: u32) -> Result<Image> {
        let eye = Camera {
            look_from: Vec3::new(0.0, 0.0, 14.6),
            look_to: Vec3::ZERO,
            near: 1.0,
            far: 38.0,
            fov_degrees: 30.0,
            aspect: 1.0,
            ..Camera::default()
        };
        let light: Light = self.inner.lighting.seen_by(&eye).into();
        let mut shape = Shape::default();
        if self.look.has_cube {
            let turn = Mat3::from_mat4(self.output.camera.view_from_world());
            shape.cube(turn, self.look.cube);
        }
        let color = |axis: usize| {
            const AXES: [Vec3; 3] =
                [Vec3::new(1.0, 0.49, 0.49), Vec3::new(0.49, 1.0, 0.49), Vec3::new(0.49, 0.6, 1.0)];
            let custom = &self.look.custom;
            match (custom.is_on, custom.by_axis) {
                (true, true) => {
                    AXES.get(axis).map_or(Vec4::new(0.45, 0.45, 0.45, 1.0), |c| c.extend(1.0))
                }
                (true, false) => custom.color,
                (false, _) => Vec4::new(0.6, 0.6, 0.6, 1.0),
            }
        };
        for quarter in 0..4u8 {
            shape.arrow(TAU / 4.0 * f32::from(quarter), color(usize::from(quarter % 2)));
        }
        shape.disk(Vec2::ZERO, 0.8, color(3));
        if self.settings.has_roll {
            shape.ring(1.1, 1.6, color(2));
        }
        if self.settings.has_dolly {
            for up in [1.0, -1.0] {
                shape.disk(Vec2::new(-2.4, 2.4 * up), 0.55, color(3));
            }
        }
        let mut film = Film::new(UVec2::splat(side))?;
        let clip = eye.clip_from_world();
        let corners: Vec<Vec4> = shape.positions.iter().map(|at| clip * at.extend(1.0)).collect();
        let paint = |fragment: &Fragment| {
            let position = fragment.mix(&shape.positions);
            let normal =
                light.side(fragment.mix(&shape.normals).normalize_or_zero(), fragment.is_front);
            let to_eye = (eye.look_from - position).normalize_or_zero();
            let color = fragment.mix(&shape.colors);
            Some(Paint::new(
                light.shade(color.truncate(), position, normal, to_eye).extend(color.w),
            ))
        };
        film.triangles(&corners, &shape.triangles, Faces::Both, Mode::REPLACE, 0, paint);
        Ok(film.into_image())
    }
}

/// Triangles in the making.
#[derive(Default)]
struct Shape {
    positions: Vec<Vec3>,
    normals: Vec<Vec3>,
    colors: Vec<Vec4>,
    triangles: Vec<[u32; 3]>,
}

impl Shape {
    /// A flat face whose corners see each other from the first one, counter-clockwise.
    fn face(&mut self, corners: &[Vec3], normal: Vec3, color: Vec4) {
        let first = self.positions.len() as u32;
        self.positions.extend_from_slice(corners);
        self.normals.resize(self.positions.len(), normal);
        self.colors.resize(self.positions.len(), color);
        let last = (corners.len() as u32).saturating_sub(1);
        self.triangles.extend((1..last).map(|n| [first, first + n, first + n + 1]));
    }

    /// A cube of edge 6 behind the arrows, turned.
    fn cube(&mut self, turn: Mat3, color: Vec4) {
        for axis in 0..3 {
            for side in [-1.0, 1.0] {
                let mut normal = Vec3::ZERO;
                normal[axis] = side;
                let (mut right, mut up) = (Vec3::ZERO, Vec3::ZERO);
                (right[(axis + 1) % 3], up[(axis + 2) % 3]) = (side, 1.0);
                let corner =
                    |x: f32, y: f32| turn * ((normal + right * x + up * y) * 3.0) - Vec3::Z * 8.0;
                let corners =
                    [corner(-1.0, -1.0), corner(1.0, -1.0), corner(1.0, 1.0), corner(-1.0, 1.0)];
                self.face(&corners, turn * normal, color);
            }
        }
    }

    /// An arrow that leads away from the middle.
    fn arrow(&mut self, angle: f32, color: Vec4) {
        let along = Vec2::from_angle(angle);
        let at = |x: f32, y: f32| (along * x + along.perp() * y).extend(0.0);
        self.face(&[at(1.05, -0.5), at(2.6, -0.5), at(2.6, 0.5), at(1.05, 0.5)], Vec3::Z, color);
        self.face(&[at(2.6, -1.0), at(3.8, 0.0), at(2.6, 1.0)], Vec3::Z, color);
    }

    /// A button, round towards its rim.
    fn disk(&mut self, middle: Vec2, radius: f32, color: Vec4) {
        let at =
            |angle: f32, radius: f32, z: f32| (middle + Vec2::from_angle(angle) * radius).extend(z);
        let angles: Vec<f32> = (0..32u8).map(|n| TAU / 32.0 * f32::from(n)).collect();
        let rim: Vec<Vec3> = angles.iter().map(|angle| at(*angle, 0.7 * radius, 0.3)).collect();
        self.face(&rim, Vec3::Z, color);
        for angle in angles {
            let next = angle + TAU / 32.0;
            let normal = (Vec2::from_angle(angle).extend(0.7)).normalize();
            let corners = [
                at(angle, 0.7 * radius, 0.3),
                at(angle, radius, 0.05),
                at(next, radius, 0.05),
                at(next, 0.7 * radius, 0.3),
            ];
            self.face(&corners, normal, color);
        }
    }

    /// Most of a ring, open below.
    fn ring(&mut self, inner: f32, outer: f32, color: Vec4) {
        let at = |angle: f32, radius: f32| (Vec2::from_angle(angle) * radius).extend(0.15);
        for n in 0..24u8 {
            let [start, end] = [n, n + 1].map(|n| TAU * (f32::from(n) / 24.0 * 0.8 - 0.15));
            let corners = [at(start, inner), at(start, outer), at(end, outer), at(end, inner)];
            self.face(&corners, Vec3::Z, color);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixels(node: &mut CameraWidget) -> Result<Vec<[u8; 4]>> {
        node.result = Out::with_size(UVec2::splat(100));
        node.process(&Context::detached())?;
        Ok(node.result.get()?.color[0].pixels.elements::<[u8; 4]>().to_vec())
    }

    #[test]
    fn the_widget_is_where_its_anchor_says() -> Result<()> {
        let mut node = CameraWidget::default();
        node.look.scale = 0.1;
        let seen = |pixels: &[[u8; 4]]| -> Vec<usize> {
            let seen = (0..pixels.len()).filter(|n| pixels[*n][3] > 0);
            seen.map(|n| n / 5000 * 2 + n % 100 / 50).collect()
        };
        // 30 pixels at the top left, which is the quarter with number 2.
        let at_top = seen(&pixels(&mut node)?);
        assert!(
            at_top.len() > 200 && at_top.iter().all(|quarter| *quarter == 2),
            "{}",
            at_top.len()
        );
        (node.look.position, node.look.anchor) = (Vec2::ONE, Vec2::new(1.0, -1.0));
        assert!(seen(&pixels(&mut node)?).iter().all(|quarter| *quarter == 1));
        node.is_visible = false;
        assert!(seen(&pixels(&mut node)?).is_empty());
        Ok(())
    }

    #[test]
    fn the_cube_turns_with_the_camera_and_arrows_do_not() -> Result<()> {
        let mut node = CameraWidget::default();
        node.look.scale = 1.0 / 3.0;
        (node.look.position, node.look.custom.is_on, node.look.custom.by_axis) =
            (Vec2::ZERO, true, true);
        let straight = pixels(&mut node)?;
        node.output.camera.look_from = Vec3::new(1.0, 1.5, 1.0);
        let turned = pixels(&mut node)?;
        assert_ne!(straight, turned);
        // Reddish to the right, greenish above.
        let at = |x: usize, y: usize| turned[y * 100 + x];
        assert_eq!(at(85, 50), straight[50 * 100 + 85]);
        assert!(at(85, 50)[0] > at(85, 50)[1] && at(50, 85)[1] > at(50, 85)[0]);
        Ok(())
    }
}
