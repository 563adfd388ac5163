//! Lines as tubes.

use crate::algorithm::glyphs::{Look, colors_of};
use glam::{Mat3, Vec2, Vec3, Vec4};
use ivw_core::prelude::*;
use ivw_render::film::{Film, Mode, Paint, picking_color};
use ivw_render::properties::{Lighting, Trackball};
use ivw_render::raster::segments_of;
use ivw_render::surface::Light;
use ivw_render::vertices;
use ivw_render::view::View;

/// Draws the lines of meshes as tubes, open at their ends.
///
/// |             | shape             | value                                           | space |
/// |-------------|-------------------|-------------------------------------------------|-------|
/// | mesh        | lines             | position, maybe colour, radius, scalar, picking | data  |
/// | imageInport | `[width, height]` | colours, depth, picking                         |       |
/// | outport     | `[width, height]` | `[u8; 4]`, depth `f32`, picking `[u8; 4]`       |       |
///
/// Lines with neighbours are mitred: tubes meet in the plane between them.
/// Radii are lengths in the world. Colours and alpha are stored as they are, and not blended.
#[derive(Processor)]
#[processor("org.inviwo.TubeRendering", category = "Mesh Rendering", tags = "CPU")]
pub struct TubeRendering {
    /// Meshes whose lines are drawn.
    #[inport("mesh", flat)]
    meshes: InMany<Mesh>,

    /// Picture to draw into.
    #[inport("imageInport", optional)]
    background: In<Image>,

    /// The tubes, in front of or within the picture.
    #[outport("outport")]
    image: Out<Image>,

    /// How thick tubes are, and in which colour.
    #[group("tubeProperties", name = "Tube Properties")]
    look: TubeLook,

    /// Camera that looks at the tubes.
    #[property("camera")]
    camera: Camera,

    /// The light that falls on the tubes.
    #[group("lighting")]
    lighting: Lighting,

    /// How a person turns the camera.
    #[group("trackball", collapsed = true)]
    trackball: Trackball,
}

/// This is what tubes look like.
#[derive(PropertyGroup)]
pub struct TubeLook {
    /// Give all tubes the same radius.
    #[property(
        "forceRadius",
        name = "Force Radius",
        invalidates = InvalidationLevel::InvalidResources
    )]
    forces_radius: bool,

    /// The radius of tubes without one.
    #[property(
        "defaultRadius",
        name = "Tube Radius",
        default = 0.01,
        range = 0.0001..=2.0,
        step = 0.0001
    )]
    radius: f32,

    /// Give all tubes the same colour.
    #[property(
        "forceColor",
        name = "Force Color",
        invalidates = InvalidationLevel::InvalidResources
    )]
    forces_color: bool,

    /// The colour of tubes without one.
    #[property(
        "defaultColor",
        name = "Default Color",
        default = Vec4::new(0.7, 0.7, 0.7, 1.0),
        color
    )]
    color: Vec4,

    /// Colour tubes by the scalars of their vertices.
    #[property(
        "useMetaColor",
        name = "Use meta color mapping",
        invalidates = InvalidationLevel::InvalidResources
    )]
    colors_scalars: bool,

    /// The colours of scalars from 0 to 1.
    #[property("metaColor", name = "Meta Color Mapping")]
    of_scalars: TransferFunction,
}

impl Process for TubeRendering {
    fn process(&mut self, context: &Context) -> Result<()> {
        let size = self.image.size();
        let mut film = Film::over(self.background.data().map(|image| &**image), size)?;
        self.lighting.position.tell(&self.camera, context, "lighting.lightPosition");
        let scene = Scene {
            view: View::new(&self.camera, size),
            light: self.lighting.seen_by(&self.camera).into(),
            world_from_view: Mat3::from_mat4(self.camera.view_from_world()).inverse(),
        };
        for mesh in self.meshes.all() {
            context.check()?;
            scene.draw(&self.tubes(mesh, &scene.view), &mut film);
        }
        self.image.set(film.into_image());
        Ok(())
    }
}

impl TubeRendering {
    /// The lines of a mesh as tubes, in the space of the eye.
    fn tubes(&self, mesh: &Mesh, view: &View) -> Vec<Tube> {
        let look = Look {
            radius: (self.look.radius, self.look.forces_radius),
            color: self.look.color,
            overrides_color: self.look.forces_color,
            overrides_alpha: self.look.forces_color,
            is_soft: false,
            of_scalars: self.look.colors_scalars.then_some(&self.look.of_scalars),
            brush: None,
        };
        let colors = colors_of(mesh, &look);
        let radii = vertices::numbers(mesh, AttributeKind::Radii).filter(|_| !look.radius.1);
        let picking = vertices::picking_ids(mesh);
        let matrix = view.view_from_world * mesh.world_from_data();
        let points: Vec<Vec3> =
            vertices::transformed(mesh, matrix).iter().map(|point| point.truncate()).collect();
        let tube = |line: [u32; 4]| {
            let [before, start, stop, after] = line.map(|index| points.get(index as usize));
            let (before, start, stop, after) = (*before?, *start?, *stop?, *after?);
            let along = (stop - start).try_normalize()?;
            // The plane between two lines, or straight across where there is none.
            let middle = |next: Vec3| (along + next.normalize_or_zero()).normalize_or(along);
            let ends = [line[1] as usize, line[2] as usize];
            let radius = |n: usize| radii.as_ref().map_or(look.radius.0, |radii| radii[n]);
            let id = picking.as_ref().map_or(0, |ids| ids[ends[0]]);
            Some(Tube {
                ends: [start, stop],
                along,
                planes: [-middle(start - before), middle(after - stop)],
                radii: ends.map(radius),
                colors: ends.map(|n| colors[n]),
                picking: if id == 0 { Vec4::ZERO } else { picking_color(id) },
            })
        };
        let is_thick = |tube: &Tube| tube.radii.iter().all(|&radius| radius > 0.0);
        segments_of(mesh).into_iter().filter_map(tube).filter(is_thick).collect()
    }
}

/// A piece of tube in the space of the eye.
#[derive(Clone, Copy)]
struct Tube {
    ends: [Vec3; 2],
    /// From the first end to the second, of length 1.
    along: Vec3,
    /// Normals of the planes that it ends in, away from it.
    planes: [Vec3; 2],
    radii: [f32; 2],
    colors: [Vec4; 2],
    picking: Vec4,
}

impl Tube {
    /// Points around all of it.
    fn hull(&self) -> Vec<Vec3> {
        let radius = self.radii[0].max(self.radii[1]);
        let across = self.along.any_orthonormal_vector();
        let over = self.along.cross(across);
        let mut points = Vec::with_capacity(8);
        for (end, plane) in self.ends.into_iter().zip(self.planes) {
            // How far a mitred end reaches beyond the vertex, never farther than a few radii.
            let slope = plane.dot(self.along).abs().max(0.1);
            let reach = radius * (1.0 - slope * slope).sqrt() / slope;
            let outwards = self.along * plane.dot(self.along).signum() * reach;
            for (x, y) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
                points.push(end + outwards + radius * (x * across + y * over));
            }
        }
        points
    }

    /// Distance along a ray to the nearest point of the tube.
    fn hit(&self, origin: Vec3, direction: Vec3) -> Option<f32> {
        let [start, _] = self.ends;
        // As thick as it is near where the ray comes closest; the radius changes little.
        let across = |vector: Vec3| vector - vector.dot(self.along) * self.along;
        let (ray, offset) = (across(direction), across(start - origin));
        let steepness = ray.length_squared();
        if steepness < 1e-12 {
            return None;
        }
        let nearest = offset.dot(ray) / steepness;
        let away = (offset - nearest * ray).length_squared();
        let radius = self.radius_at(origin + nearest * direction);
        let half = radius * radius - away;
        if half < 0.0 {
            return None;
        }
        let half = (half / steepness).sqrt();
        [nearest - half, nearest + half]
            .into_iter()
            .find(|&distance| distance > 0.0 && self.is_within(origin + distance * direction))
    }

    fn is_within(&self, point: Vec3) -> bool {
        self.ends.into_iter().zip(self.planes).all(|(end, plane)| (point - end).dot(plane) <= 0.0)
    }

    /// Part of the way from the first end to the second.
    fn part(&self, point: Vec3) -> f32 {
        let [start, stop] = self.ends;
        ((point - start).dot(self.along) / start.distance(stop)).clamp(0.0, 1.0)
    }

    fn radius_at(&self, point: Vec3) -> f32 {
        self.radii[0] + self.part(point) * (self.radii[1] - self.radii[0])
    }
}

struct Scene {
    view: View,
    light: Light,
    world_from_view: Mat3,
}

impl Scene {
    fn draw(&self, tubes: &[Tube], film: &mut Film) {
        let place = |n: usize| Some((tubes[n], self.view.around(&tubes[n].hull())));
        film.glyphs(tubes.len(), place, Mode::REPLACE, |tube, pixel| self.tube(tube, pixel));
    }

    /// Depth and paint of a tube at a pixel.
    fn tube(&self, tube: &Tube, pixel: Vec2) -> Option<(f32, Paint)> {
        let ray = self.view.ray(pixel);
        let hit = ray.at(tube.hit(ray.origin, ray.direction)?);
        let part = tube.part(hit);
        let axis = tube.ends[0] + (hit - tube.ends[0]).dot(tube.along) * tube.along;
        let normal = (self.world_from_view * (hit - axis)).normalize_or_zero();
        let from_eye = self.world_from_view * (hit - ray.origin);
        let to_eye = match self.view.clip_from_view.w_axis.w == 0.0 {
            true => -from_eye.normalize_or_zero(),
            // Without perspective all rays are parallel.
            false => self.view.back,
        };
        let position = self.view.eye + self.world_from_view * hit;
        let color = tube.colors[0].lerp(tube.colors[1], part);
        let rgb = self.light.shade(color.truncate(), position, normal, to_eye);
        let paint = Paint::new(rgb.extend(color.w)).picked(tube.picking);
        Some((self.view.window(hit).z, paint))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::algorithm::primitives::{LINE_STRIP_ADJACENCY, LINES};
    use glam::UVec2;
    use ivw_render::properties::ShadingMode;

    fn renderer(points: &[Vec3], topology: Topology, indices: &[u32]) -> TubeRendering {
        let mesh = Mesh::default()
            .with(AttributeKind::Position, Array::copy_of(points))
            .with_indices(topology, indices);
        let mut node = TubeRendering {
            meshes: vec![mesh].into(),
            image: Out::with_size(UVec2::splat(60)),
            ..TubeRendering::default()
        };
        node.look.radius = 0.1;
        node.look.color = Vec4::ONE;
        node.lighting.shading = ShadingMode::None;
        node
    }

    fn drawn(node: &mut TubeRendering) -> Result<Vec<bool>> {
        node.process(&Context::detached())?;
        let image = node.image.get()?;
        let pixels = image.color[0].pixels.elements::<[u8; 4]>();
        Ok(pixels.iter().map(|pixel| *pixel == [255; 4]).collect())
    }

    #[test]
    fn a_tube_is_as_thick_and_as_long_as_it_looks() -> Result<()> {
        let mut node = renderer(&[Vec3::X * -0.3, Vec3::X * 0.3], LINES, &[0, 1]);
        let pixels = drawn(&mut node)?;
        let scale = 30.0 / (2.0 * 19.0_f32.to_radians().tan());
        let column = (0..60).filter(|y| pixels[y * 60 + 30]).count() as f32;
        let row = (0..60).filter(|x| pixels[30 * 60 + x]).count() as f32;
        assert!((column - 0.2 * scale * 1.003).abs() < 1.5, "{column}");
        assert!((row - 0.6 * scale * 1.03).abs() < 2.5, "{row}");
        let image = node.image.get()?;
        let depth = image.depth.as_ref().unwrap().pixels.elements::<f32>()[30 * 60 + 30];
        let expected = View::new(&node.camera, UVec2::splat(60)).window(Vec3::NEG_Z * 1.9).z;
        assert!((depth - expected).abs() < 1e-3, "{depth} {expected}");
        Ok(())
    }

    #[test]
    fn joined_tubes_fill_the_corner() -> Result<()> {
        let points = [Vec3::X * -0.4, Vec3::ZERO, Vec3::Y * 0.4];
        let outer = 29 * 60 + 31;
        let mut joined = renderer(&points, LINE_STRIP_ADJACENCY, &[0, 0, 1, 2, 2]);
        let mut apart = renderer(&points, LINES, &[0, 1, 1, 2]);
        assert!(drawn(&mut joined)?[outer]);
        assert!(!drawn(&mut apart)?[outer - 60 + 1]);
        Ok(())
    }

    #[test]
    fn tubes_through_the_eye_and_odd_ones_do_no_harm() -> Result<()> {
        let points = [Vec3::ZERO, Vec3::Z * 5.0, Vec3::NAN, Vec3::splat(f32::INFINITY)];
        drawn(&mut renderer(&points, LINES, &[0, 1, 0, 2, 0, 3, 1, 1, 0, 9]))?;
        Ok(())
    }
}
