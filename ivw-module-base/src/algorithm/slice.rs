//! Planes through volumes, and what a picture of one shows.
//!
//! Places in a volume are texture coordinates: from 0 to 1 along each axis.

use glam::{DMat3, DMat4, DQuat, DVec2, DVec3, UVec2};
use ivw_core::event::{Action, Interaction, Trigger};
use ivw_core::prelude::*;
use ivw_render::pixels::{colors_u8, depths, in_size, unorm8};
use rayon::prelude::*;

/// A plane through a volume.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Plane {
    /// A point of it.
    pub(crate) position: DVec3,
    /// Which way it faces; any length but 0.
    pub(crate) normal: DVec3,
}

/// How a slice lies in its picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pose {
    /// In radians.
    pub(crate) angle: f64,
    /// How much of the volume is seen: larger shows more, and that smaller.
    pub(crate) scale: f64,
    pub(crate) flip_horizontal: bool,
    pub(crate) flip_vertical: bool,
}

impl Default for Pose {
    fn default() -> Self {
        Self { angle: 0.0, scale: 1.0, flip_horizontal: false, flip_vertical: false }
    }
}

/// A plane, seen straight on: from places in a picture, from 0 to 1, to places in a volume.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct View {
    texture_from_view: DMat4,
    /// Third coordinate of the plane in the view.
    depth: f64,
}

impl View {
    /// The view of a plane that keeps the proportions that it has in the world.
    pub(crate) fn of(plane: &Plane, world_from_texture: DMat4, pose: &Pose, size: UVec2) -> Self {
        let normal = plane.normal.try_normalize().unwrap_or(DVec3::Z);
        let to_middle = DMat4::from_translation(DVec3::splat(0.5));
        let turn = DMat4::from_quat(shortest_turn(DVec3::Z, normal));
        let ratio = proportion(plane, DMat3::from_mat4(world_from_texture));
        let source = DVec2::new(1.0 / ratio.min(1.0), ratio.max(1.0)) * pose.scale;
        let target = size.as_dvec2().max(DVec2::ONE);
        let target = target.x / target.y;
        let target = DVec2::new(target.max(1.0), 1.0 / target.min(1.0));
        let mut texture_from_view = to_middle
            * turn
            * DMat4::from_scale(source.extend(1.0))
            * DMat4::from_rotation_z(pose.angle)
            * DMat4::from_scale(target.extend(1.0))
            * to_middle.inverse();
        let flip = |on: bool| if on { -1.0 } else { 1.0 };
        let flips = DVec3::new(flip(pose.flip_horizontal), flip(pose.flip_vertical), 1.0);
        texture_from_view *= to_middle * DMat4::from_scale(flips) * to_middle.inverse();
        let depth = texture_from_view.inverse().transform_point3(plane.position).z;
        Self { texture_from_view, depth }
    }

    /// The place in the volume that is seen at a place in the picture.
    pub(crate) fn place(&self, view: DVec2) -> DVec3 {
        self.texture_from_view.transform_point3(view.extend(self.depth))
    }

    /// Where a place in the volume is in the picture.
    pub(crate) fn seen_at(&self, place: DVec3) -> DVec2 {
        self.texture_from_view.inverse().transform_point3(place).truncate()
    }
}

/// Steps from slice to slice that a person makes: with the wheel, with W and S, or with two fingers.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    /// The part of a step that fingers and fine wheels have not completed yet.
    rest: f64,
}

impl Steps {
    /// How many of `n` slices an event goes on; nothing, if it is about something else.
    pub(crate) fn of(&mut self, event: &Interaction, n: usize) -> Option<i32> {
        const UP: Trigger = Trigger::key(b'W' as i32);
        const DOWN: Trigger = Trigger::key(b'S' as i32);
        if UP.matches(event) || DOWN.matches(event) {
            return Some(if UP.matches(event) { 1 } else { -1 });
        }
        self.rest += match &event.action {
            Action::Wheel { delta, .. } if event.modifiers == 0 => delta[1],
            Action::Touch(fingers) if fingers.len() == 2 => {
                let up = |finger: &ivw_core::event::Finger| finger.position[1] - finger.previous[1];
                fingers.iter().map(up).sum::<f64>() / 2.0 * n as f64
            }
            _ => return None,
        };
        let whole = self.rest.trunc();
        self.rest -= whole;
        Some(whole as i32)
    }
}

/// The shortest turn from one direction to another; half a turn goes round -y.
fn shortest_turn(from: DVec3, to: DVec3) -> DQuat {
    match from.dot(to) < -1.0 + 1e-9 {
        true => DQuat::from_axis_angle(DVec3::NEG_Y, std::f64::consts::PI),
        false => DQuat::from_rotation_arc(from, to),
    }
}

/// Width through height of the part of a plane within the volume, in the world; 1 where there is
/// none.
fn proportion(plane: &Plane, world_from_texture: DMat3) -> f64 {
    let normal = (world_from_texture.inverse().transpose() * plane.normal).normalize_or_zero();
    if normal == DVec3::ZERO || !normal.is_finite() {
        return 1.0;
    }
    let turn = shortest_turn(normal, DVec3::Z);
    // What lies on the negative side alone is measured from 0.
    let mut extent = [DVec2::splat(f64::MAX), DVec2::splat(f64::from(f32::MIN_POSITIVE))];
    for corner in polygon(plane) {
        let seen = (turn * (world_from_texture * corner)).truncate();
        extent = [extent[0].min(seen), extent[1].max(seen)];
    }
    let extent = extent[1] - extent[0];
    let ratio = (extent.x / extent.y).abs();
    if ratio.is_finite() && ratio > 0.0 { ratio } else { 1.0 }
}

/// Corners of the part of a plane within the unit cube, in no order.
fn polygon(plane: &Plane) -> Vec<DVec3> {
    let height = |at: DVec3| (at - plane.position).dot(plane.normal);
    let mut corners = Vec::with_capacity(6);
    for axis in 0..3 {
        let (u, v) = ((axis + 1) % 3, (axis + 2) % 3);
        for (at_u, at_v) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)] {
            let mut start = DVec3::ZERO;
            (start[u], start[v]) = (at_u, at_v);
            let mut end = start;
            end[axis] = 1.0;
            let (a, b) = (height(start), height(end));
            if a == b {
                if a == 0.0 {
                    corners.extend([start, end]);
                }
            } else if (0.0..=1.0).contains(&(a / (a - b))) {
                corners.push(start + (end - start) * (a / (a - b)));
            }
        }
    }
    corners
}

/// Colours of a picture's pixels, by their places from 0 to 1, bottom row first.
pub(crate) fn paint(size: UVec2, color: impl Fn(DVec2) -> [f32; 4] + Sync) -> Result<Layer> {
    let mut layer = Layer::new(size.to_array(), Image::RGBA8, LayerKind::Color)?;
    let width = size.x.max(1) as usize;
    let per_pixel = size.as_dvec2().max(DVec2::ONE).recip();
    let rows = layer.pixels.elements_mut::<[u8; 4]>().par_chunks_mut(width);
    rows.enumerate().for_each(|(y, row)| {
        for (x, pixel) in row.iter_mut().enumerate() {
            let place = (DVec2::new(x as f64, y as f64) + 0.5) * per_pixel;
            *pixel = color(place).map(unorm8);
        }
    });
    Ok(layer)
}

/// A picture that planes in space are drawn into.
pub(crate) struct Scene {
    pub(crate) image: Image,
    size: UVec2,
}

/// What one pixel of a [`Scene`] holds.
pub(crate) struct Pixel<'a> {
    /// Red, green, blue and alpha, from 0 to 1.
    pub(crate) color: &'a mut [f32; 4],
    pub(crate) picking: &'a mut [u8; 4],
}

impl Scene {
    /// A picture of nothing, or of a background.
    pub(crate) fn new(size: UVec2, background: Option<&Image>) -> Result<Self> {
        let mut image = Image::new(size.to_array(), Image::RGBA8)?;
        if let Some(background) = background {
            let background = in_size(background, size)?;
            let dims = size.to_array();
            if let Some(layer) = background.layer(LayerKind::Color, 0) {
                image.color[0] = Layer::from_pixels(dims, LayerKind::Color, &colors_u8(layer));
            }
            if let Some(layer) = background.layer(LayerKind::Depth, 0) {
                image.depth =
                    Some(Layer::from_pixels(dims, LayerKind::Depth, &depths(layer))).into();
            }
            if let Some(layer) = background.layer(LayerKind::Picking, 0) {
                let layer = Layer::from_pixels(dims, LayerKind::Picking, &colors_u8(layer));
                image.picking = Some(layer).into();
            }
            image.color.extend(background.color.iter().skip(1).cloned());
        }
        Ok(Self { image, size })
    }

    /// Draws the parts of planes within the unit cube, one after the other, where nothing is in
    /// front of them; a function gets the number of the plane, the point and the pixel.
    pub(crate) fn draw(
        &mut self,
        sight: &Sight,
        planes: &[Plane],
        draw: impl Fn(usize, DVec3, Pixel<'_>) + Sync,
    ) {
        let width = self.size.x.max(1) as usize;
        let per_pixel = self.size.as_dvec2().max(DVec2::ONE).recip();
        let image = &mut self.image;
        let colors = image.color[0].pixels.elements_mut::<[u8; 4]>().par_chunks_mut(width);
        let depth = image.depth.as_mut().into_option().expect("a scene has depth");
        let depth = depth.pixels.elements_mut::<f32>().par_chunks_mut(width);
        let picking = image.picking.as_mut().into_option().expect("a scene has picking");
        let picking = picking.pixels.elements_mut::<[u8; 4]>().par_chunks_mut(width);
        colors.zip(depth).zip(picking).enumerate().for_each(|(y, ((colors, depths), picking))| {
            for (x, pixel) in colors.iter_mut().enumerate() {
                let place = (DVec2::new(x as f64, y as f64) + 0.5) * per_pixel;
                for (n, plane) in planes.iter().enumerate() {
                    let Some((at, depth)) = sight.through(place, plane) else { continue };
                    if depth <= depths[x] {
                        depths[x] = depth;
                        let mut color = pixel.map(|c| f32::from(c) / 255.0);
                        draw(n, at, Pixel { color: &mut color, picking: &mut picking[x] });
                        *pixel = color.map(unorm8);
                    }
                }
            }
        });
    }
}

/// Planes in space, as a camera sees them: where the ray of a pixel goes through one.
pub(crate) struct Sight {
    clip_from_texture: DMat4,
    texture_from_clip: DMat4,
}

impl Sight {
    /// What a camera sees of a volume.
    pub(crate) fn of(camera: &Camera, world_from_texture: DMat4) -> Self {
        let clip_from_world =
            camera.clip_from_view().as_dmat4() * camera.view_from_world().as_dmat4();
        let clip_from_texture = clip_from_world * world_from_texture;
        Self { clip_from_texture, texture_from_clip: clip_from_texture.inverse() }
    }

    /// The point of a plane within the unit cube that is seen at a place in the picture, and its
    /// depth in the window.
    pub(crate) fn through(&self, view: DVec2, plane: &Plane) -> Option<(DVec3, f32)> {
        let clip = |z: f64| (view * 2.0 - 1.0).extend(z).extend(1.0);
        let [near, far] = [-1.0, 1.0].map(|z| self.texture_from_clip * clip(z));
        // Homogeneous, so that planes behind the eye need no case of their own.
        let height = |at: glam::DVec4| (at.truncate() - plane.position * at.w).dot(plane.normal);
        let (a, b) = (height(near), height(far));
        let share = a / (a - b);
        if !(0.0..=1.0).contains(&share) {
            return None;
        }
        let at = near + (far - near) * share;
        let at = at.truncate() / at.w;
        let is_within = at.cmpge(DVec3::ZERO).all() && at.cmple(DVec3::ONE).all();
        // A little is lost to rounding where the plane is a side of the cube.
        let at = if is_within { at } else { self.within(at)? };
        let clip = self.clip_from_texture * at.extend(1.0);
        Some((at, (clip.z / clip.w * 0.5 + 0.5) as f32))
    }

    fn within(&self, at: DVec3) -> Option<DVec3> {
        let nearest = at.clamp(DVec3::ZERO, DVec3::ONE);
        (nearest.distance_squared(at) < 1e-18).then_some(nearest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wheel_keys_and_fingers_go_from_slice_to_slice() {
        use ivw_core::event::{Finger, Pointer, TouchState};
        let mut steps = Steps::default();
        let mut go = |action| steps.of(&Interaction { action, ..Interaction::default() }, 100);
        let wheel = |up| Action::Wheel { delta: [0.0, up], pointer: Pointer::default() };
        let key = |key| Action::Key { key, is_pressed: true, text: String::new() };
        assert_eq!((go(wheel(1.0)), go(wheel(-2.0))), (Some(1), Some(-2)));
        assert_eq!((go(wheel(0.75)), go(wheel(0.75))), (Some(0), Some(1)));
        assert_eq!(go(wheel(-0.5)), Some(0));
        assert_eq!((go(key(87)), go(key(83)), go(key(65))), (Some(1), Some(-1), None));
        let finger = Finger {
            id: 0,
            state: TouchState::Updated,
            position: [0.5, 0.53],
            previous: [0.5, 0.5],
            pressed: [0.5, 0.5],
            canvas: [10, 10],
            pressure: 1.0,
            depth: 1.0,
        };
        assert_eq!(go(Action::Touch(vec![finger, finger])), Some(3));
        assert_eq!(go(Action::Touch(vec![finger])), None);
    }

    fn view(normal: DVec3, pose: &Pose, size: [u32; 2]) -> View {
        let plane = Plane { position: DVec3::splat(0.25), normal };
        View::of(&plane, DMat4::IDENTITY, pose, size.into())
    }

    #[test]
    fn slices_across_the_axes_lie_as_their_users_know_them() {
        let cases = [
            (DVec3::NEG_X, DVec3::Z, DVec3::Y),
            (DVec3::NEG_Y, DVec3::X, DVec3::Z),
            (DVec3::NEG_Z, DVec3::NEG_X, DVec3::Y),
        ];
        for (normal, right, up) in cases {
            let view = view(normal, &Pose::default(), [64, 64]);
            let at = |x: f64, y: f64| view.place(DVec2::new(x, y));
            assert!((at(1.0, 0.0) - at(0.0, 0.0)).abs_diff_eq(right, 1e-12), "{normal}");
            assert!((at(0.0, 1.0) - at(0.0, 0.0)).abs_diff_eq(up, 1e-12), "{normal}");
            assert!(((at(0.3, 0.9) - 0.25).dot(normal)).abs() < 1e-12, "{normal}");
        }
    }

    #[test]
    fn proportions_are_those_of_the_world() {
        let plane = Plane { position: DVec3::splat(0.5), normal: DVec3::NEG_Z };
        let world = DMat4::from_scale(DVec3::new(2.0, 1.0, 5.0));
        let view = View::of(&plane, world, &Pose::default(), UVec2::splat(10));
        // The longer side fills the picture, half of the other way is beyond the volume.
        let corner = view.place(DVec2::ZERO);
        assert!(corner.abs_diff_eq(DVec3::new(1.0, -0.5, 0.5), 1e-9), "{corner}");
        let wide = View::of(&plane, DMat4::IDENTITY, &Pose::default(), UVec2::new(20, 10));
        assert!(wide.place(DVec2::ZERO).abs_diff_eq(DVec3::new(1.5, 0.0, 0.5), 1e-9));
    }

    #[test]
    fn flips_scale_and_turns_go_round_the_middle() {
        let pose = Pose { flip_horizontal: true, ..Pose::default() };
        let flipped = view(DVec3::NEG_Z, &pose, [9, 9]);
        assert!(flipped.place(DVec2::ZERO).abs_diff_eq(DVec3::new(0.0, 0.0, 0.25), 1e-12));
        let pose = Pose { angle: std::f64::consts::PI, scale: 2.0, ..Pose::default() };
        let turned = view(DVec3::NEG_Z, &pose, [9, 9]);
        assert!(turned.place(DVec2::ZERO).abs_diff_eq(DVec3::new(-0.5, 1.5, 0.25), 1e-12));
        let middle = turned.seen_at(DVec3::new(0.5, 0.5, 0.25));
        assert!(middle.abs_diff_eq(DVec2::splat(0.5), 1e-12));
    }

    #[test]
    fn any_normal_gives_a_view_on_its_plane() {
        for normal in [DVec3::ONE, DVec3::new(-0.2, 0.4, -3.0), DVec3::ZERO, DVec3::NAN] {
            let view = view(normal, &Pose::default(), [0, 7]);
            let at = view.place(DVec2::new(0.2, 0.7));
            if normal.is_finite() && normal != DVec3::ZERO {
                assert!((at - 0.25).dot(normal).abs() < 1e-9, "{normal}");
            }
        }
    }

    #[test]
    fn a_camera_sees_a_plane_where_it_is() {
        let camera = Camera { look_from: glam::Vec3::new(0.5, 0.5, 4.0), ..Camera::default() };
        let camera = Camera { look_to: glam::Vec3::splat(0.5), ..camera };
        let sight = Sight::of(&camera, DMat4::IDENTITY);
        let plane = Plane { position: DVec3::splat(0.3), normal: DVec3::Z };
        let (at, depth) = sight.through(DVec2::splat(0.5), &plane).expect("it is in front");
        assert!(at.abs_diff_eq(DVec3::new(0.5, 0.5, 0.3), 1e-6), "{at}");
        assert!(depth > 0.9 && depth < 1.0);
        assert!(sight.through(DVec2::ZERO, &plane).is_none());
        let behind = Plane { position: DVec3::splat(0.3), normal: DVec3::X };
        assert!(sight.through(DVec2::new(0.5, 0.5), &behind).is_none());
    }
}
