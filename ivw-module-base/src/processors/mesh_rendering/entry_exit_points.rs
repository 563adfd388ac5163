//! Where each pixel's ray enters and leaves a hull.

use crate::properties::Trackball;
use crate::render::pixels::{snorm8, unorm16};
use crate::render::raster::{self, BAND, Faces, Fragment, Vertex};
use glam::{DMat3, DMat4, DVec3, UVec2};
use ivw_core::prelude::*;
use rayon::prelude::*;

/// First and last point of a hull along the ray of each pixel, for ray casters.
///
/// |          | shape           | value                                        | unit                 |
/// |----------|-----------------|----------------------------------------------|----------------------|
/// | geometry | triangles       | position, colour, maybe normal               | colour = texture     |
/// | entry    | `[width, height]` | `[u16; 4]`, depth `f32`, normal `[i8; 4]`  | 65535 = 1, 127 = 1   |
/// | exit     | `[width, height]` | `[u16; 4]`, depth `f32`                    | 65535 = 1            |
///
/// Colours are interpolated as perspective asks for, alpha is 1 where there is a hull and 0 elsewhere.
/// Depth without a hull is 1 at the entry and 0 at the exit.
/// The second colour layer of the entry is there if the mesh has normals: that of the face that was
/// entered, in the space of the vertices.
/// Meshes that are turned inside out by a left-handed basis work as well.
#[derive(Processor)]
#[processor("org.inviwo.EntryExitPoints", category = "Mesh Rendering", tags = "CPU")]
pub struct EntryExitPoints {
    /// Hull whose colours are texture coordinates.
    #[inport("geometry")]
    geometry: In<Mesh>,

    /// Where rays enter the hull.
    #[outport("entry", group("ImagePortGroup1"))]
    entry: Out<Image>,

    /// Where rays leave the hull.
    #[outport("exit", group("ImagePortGroup1"))]
    exit: Out<Image>,

    /// Let rays start at the near plane where that is within the hull.
    #[property("capNearClipping", name = "Cap near plane clipping", default = true)]
    cap_near_plane: bool,

    /// Camera that looks at the hull.
    #[property("camera")]
    camera: Camera,

    /// How a person turns the camera.
    #[group("trackball", collapsed = true)]
    trackball: Trackball,
}

impl Process for EntryExitPoints {
    fn process(&mut self, _: &Context) -> Result<()> {
        let mesh = self.geometry.get()?;
        let size = self.entry.size().max(self.exit.size());
        let [entry, exit] = entry_and_exit(&mesh, &self.camera, size, self.cap_near_plane)?;
        self.entry.set(entry);
        self.exit.set(exit);
        Ok(())
    }
}

/// Red, green, blue, and the normal.
type Corner = Vertex<6>;

fn entry_and_exit(mesh: &Mesh, camera: &Camera, size: UVec2, cap: bool) -> Result<[Image; 2]> {
    let clip_from_world = camera.clip_from_view().as_dmat4() * camera.view_from_world().as_dmat4();
    let clip_from_data = clip_from_world * mesh.world_from_data().as_dmat4();
    let corners = corners(mesh, &clip_from_data);
    let triangles = raster::triangles_of(mesh);

    // Clip space is left-handed: only a hull turned inside out keeps its sense.
    let is_inside_out = DMat3::from_mat4(clip_from_data).determinant() > 0.0;
    let towards_us = if is_inside_out { Faces::Back } else { Faces::Front };

    let mut exit = Film::new(size, 0.0);
    exit.draw(&corners, &triangles, towards_us.flipped(), |depth, before| depth > before);
    let mut entry = Film::new(size, 1.0);
    entry.draw(&corners, &triangles, towards_us, |depth, before| depth < before);
    if cap {
        let direction = (camera.look_to - camera.look_from).normalize_or_zero().as_dvec3();
        entry.cap(&exit, &clip_from_data.inverse(), -direction);
    }
    let has_normals = mesh.attribute(AttributeKind::Normal).is_some();
    Ok([entry.into_image(has_normals)?, exit.into_image(false)?])
}

fn corners(mesh: &Mesh, clip_from_data: &DMat4) -> Vec<Corner> {
    let Some(positions) = mesh.attribute(AttributeKind::Position) else { return Vec::new() };
    let colors = mesh.attribute(AttributeKind::Color);
    let normals = mesh.attribute(AttributeKind::Normal);
    let corner = |n: usize| {
        let position = positions.at(n);
        let position = match positions.format.components {
            4 => position.into(),
            _ => DVec3::new(position[0], position[1], position[2]).extend(1.0),
        };
        // Without colours everything is black, without normals it faces nowhere.
        let [r, g, b, _] = colors.map_or([0.0; 4], |colors| normalized(colors, n));
        let [x, y, z, _] = normals.map_or([0.0; 4], |normals| normalized(normals, n));
        Vertex { position: *clip_from_data * position, varyings: [r, g, b, x, y, z] }
    };
    (0..mesh.n_vertices()).into_par_iter().with_min_len(1024).map(corner).collect()
}

/// Components of an element, integers as parts of their largest number.
fn normalized(values: &Array, n: usize) -> [f64; 4] {
    let one = match values.format.number.is_float() {
        true => 1.0,
        false => values.format.number.limits()[1],
    };
    values.at(n).map(|component| component / one)
}

/// Points, depth and normals of a picture.
struct Film {
    size: UVec2,
    points: Vec<[u16; 4]>,
    depth: Vec<f32>,
    normals: Vec<[i8; 4]>,
}

/// Some rows of them.
struct Band<'a> {
    points: &'a mut [[u16; 4]],
    depth: &'a mut [f32],
    normals: &'a mut [[i8; 4]],
}

impl Film {
    fn new(size: UVec2, depth: f32) -> Self {
        let n = size.x as usize * size.y as usize;
        Self { size, points: vec![[0; 4]; n], depth: vec![depth; n], normals: vec![[0; 4]; n] }
    }

    fn bands(&mut self) -> Vec<Band<'_>> {
        let n = self.size.x.max(1) as usize * BAND;
        let points = self.points.chunks_mut(n);
        let rest = self.depth.chunks_mut(n).zip(self.normals.chunks_mut(n));
        let bands = points.zip(rest);
        bands.map(|(points, (depth, normals))| Band { points, depth, normals }).collect()
    }

    fn draw(
        &mut self,
        corners: &[Corner],
        triangles: &[[u32; 3]],
        faces: Faces,
        is_seen: impl Fn(f32, f32) -> bool + Sync,
    ) {
        let size = self.size;
        let mut bands = self.bands();
        let shade = |band: &mut Band<'_>, fragment: &Fragment<6>| {
            let Fragment { pixel, depth, varyings: [r, g, b, x, y, z] } = *fragment;
            if is_seen(depth, band.depth[pixel]) {
                band.depth[pixel] = depth;
                band.points[pixel] = [unorm16(r), unorm16(g), unorm16(b), u16::MAX];
                band.normals[pixel] = [snorm8(x), snorm8(y), snorm8(z), i8::MAX];
            }
        };
        raster::draw(size, corners, triangles, faces, &mut bands, shade);
    }

    /// Moves entries to the near plane where a ray leaves the hull without having entered it.
    fn cap(&mut self, exit: &Self, data_from_clip: &DMat4, normal: DVec3) {
        let size = self.size;
        let normal = normal.to_array().map(snorm8);
        let rows = BAND * size.x.max(1) as usize;
        let mut bands = self.bands();
        bands.par_iter_mut().zip(exit.depth.par_chunks(rows)).enumerate().for_each(
            |(n, (band, exit_depth))| {
                for (pixel, &exit_depth) in exit_depth.iter().enumerate() {
                    if !(band.depth[pixel] > exit_depth && exit_depth > 0.0) {
                        continue;
                    }
                    let (x, y) = (pixel % size.x as usize, pixel / size.x as usize + n * BAND);
                    let ndc = |i: usize, n: u32| (i as f64 + 0.5) / f64::from(n) * 2.0 - 1.0;
                    let near = DVec3::new(ndc(x, size.x), ndc(y, size.y), -1.0);
                    let [r, g, b] = data_from_clip.project_point3(near).to_array().map(unorm16);
                    band.points[pixel] = [r, g, b, u16::MAX];
                    band.depth[pixel] = 0.0;
                    band.normals[pixel] = [normal[0], normal[1], normal[2], i8::MAX];
                }
            },
        );
    }

    fn into_image(self, with_normals: bool) -> Result<Image> {
        let dims = self.size.to_array();
        let mut image = Image::new(dims, <[u16; 4]>::FORMAT)?;
        image.color[0].pixels = Memory::copy_of(&self.points);
        if with_normals {
            image.color.push(Layer::from_pixels(dims, LayerKind::Color, &self.normals));
        }
        image.depth = Some(Layer::from_pixels(dims, LayerKind::Depth, &self.depth)).into();
        Ok(image)
    }
}
