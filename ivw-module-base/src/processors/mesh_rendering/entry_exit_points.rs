//! Where each pixel's ray enters and leaves a hull.

use glam::{DMat3, DMat4, DVec3, UVec2, Vec3, Vec4};
use ivw_core::prelude::*;
use ivw_render::pixels::{snorm8, unorm16};
use ivw_render::properties::Trackball;
use ivw_render::raster::{self, BAND, Faces, Fragment};
use ivw_render::vertices;
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

fn entry_and_exit(mesh: &Mesh, camera: &Camera, size: UVec2, cap: bool) -> Result<[Image; 2]> {
    let clip_from_world = camera.clip_from_view().as_dmat4() * camera.view_from_world().as_dmat4();
    let clip_from_data = clip_from_world * mesh.world_from_data().as_dmat4();
    let hull = Hull {
        corners: vertices::transformed(mesh, clip_from_data.as_mat4()),
        triangles: raster::triangles_of(mesh),
        // Without colours everything is black.
        colors: vertices::colors(mesh).unwrap_or_else(|| vec![Vec4::W; mesh.n_vertices()]),
        normals: normals(mesh),
    };

    // Clip space is left-handed: only a hull turned inside out keeps its sense.
    let is_inside_out = DMat3::from_mat4(clip_from_data).determinant() > 0.0;
    let towards_us = if is_inside_out { Faces::Back } else { Faces::Front };

    let mut exit = Film::new(size, 0.0, false)?;
    exit.draw(&hull, towards_us.flipped(), |depth, before| depth > before);
    let mut entry = Film::new(size, 1.0, hull.normals.is_some())?;
    entry.draw(&hull, towards_us, |depth, before| depth < before);
    if cap {
        let direction = (camera.look_to - camera.look_from).normalize_or_zero().as_dvec3();
        entry.cap(&exit.image, &clip_from_data.inverse(), -direction);
    }
    Ok([entry.image, exit.image])
}

/// What is drawn of a mesh.
struct Hull {
    /// In clip space.
    corners: Vec<Vec4>,
    triangles: Vec<[u32; 3]>,
    colors: Vec<Vec4>,
    /// As they are, in the space of the vertices.
    normals: Option<Vec<Vec3>>,
}

fn normals(mesh: &Mesh) -> Option<Vec<Vec3>> {
    let normals = mesh.attribute(AttributeKind::Normal)?;
    let one = match normals.format.number.is_float() {
        true => 1.0,
        false => normals.format.number.limits()[1],
    };
    let normal = |n| {
        let [x, y, z, _] = normals.at(n);
        (DVec3::new(x, y, z) / one).as_vec3()
    };
    Some((0..normals.len()).map(normal).collect())
}

/// A picture of points, with depth and maybe normals.
struct Film {
    size: UVec2,
    image: Image,
}

/// Some rows of it.
struct Band<'a> {
    points: &'a mut [[u16; 4]],
    depth: &'a mut [f32],
    normals: Option<&'a mut [[i8; 4]]>,
}

impl Film {
    fn new(size: UVec2, depth: f32, has_normals: bool) -> Result<Self> {
        let dims = size.to_array();
        let mut image = Image::new(dims, <[u16; 4]>::FORMAT)?;
        if has_normals {
            image.color.push(Layer::new(dims, <[i8; 4]>::FORMAT, LayerKind::Color)?);
        }
        let mut film = Self { size, image };
        film.bands().into_par_iter().for_each(|band| band.depth.fill(depth));
        Ok(film)
    }

    fn bands(&mut self) -> Vec<Band<'_>> {
        let n = self.size.x.max(1) as usize * BAND;
        let image = &mut self.image;
        let (points, normals) = image.color.split_first_mut().expect("a film has points");
        let depth = image.depth.as_mut().into_option().expect("a film has depth");
        let normals = normals.first_mut().map(|layer| layer.pixels.elements_mut::<[i8; 4]>());
        let mut normals = normals.map(|normals| normals.chunks_mut(n));
        let points = points.pixels.elements_mut::<[u16; 4]>().chunks_mut(n);
        let depth = depth.pixels.elements_mut::<f32>().chunks_mut(n);
        let band = |(points, depth)| {
            let normals = normals.as_mut().and_then(Iterator::next);
            Band { points, depth, normals }
        };
        points.zip(depth).map(band).collect()
    }

    fn draw(&mut self, hull: &Hull, faces: Faces, is_seen: impl Fn(f32, f32) -> bool + Sync) {
        let size = self.size;
        let mut bands = self.bands();
        let shade = |band: &mut Band<'_>, fragment: &Fragment| {
            let Fragment { pixel, depth, .. } = *fragment;
            if is_seen(depth, band.depth[pixel]) {
                let color = fragment.mix(&hull.colors).truncate().as_dvec3();
                let normal = match (&hull.normals, &band.normals) {
                    (Some(normals), Some(_)) => fragment.mix(normals).as_dvec3(),
                    _ => DVec3::ZERO,
                };
                band.put(pixel, color.to_array(), depth, normal.to_array());
            }
        };
        raster::triangles(size, &hull.corners, &hull.triangles, faces, &mut bands, shade);
    }

    /// Moves entries to the near plane where a ray leaves the hull without having entered it.
    fn cap(&mut self, exit: &Image, data_from_clip: &DMat4, normal: DVec3) {
        let size = self.size;
        let width = size.x.max(1) as usize;
        let exit_depth = exit.depth.as_ref().into_option().expect("a film has depth");
        let exit_depth = exit_depth.pixels.elements::<f32>().par_chunks(BAND * width);
        let bands = self.bands().into_par_iter().zip(exit_depth).enumerate();
        bands.for_each(|(n, (mut band, exit_depth))| {
            for (pixel, &exit_depth) in exit_depth.iter().enumerate() {
                if band.depth[pixel] > exit_depth && exit_depth > 0.0 {
                    let ndc = |i: usize, n: u32| (i as f64 + 0.5) / f64::from(n) * 2.0 - 1.0;
                    let (x, y) = (pixel % width, pixel / width + n * BAND);
                    let near = DVec3::new(ndc(x, size.x), ndc(y, size.y), -1.0);
                    let point = data_from_clip.project_point3(near);
                    band.put(pixel, point.to_array(), 0.0, normal.to_array());
                }
            }
        });
    }
}

impl Band<'_> {
    #[inline]
    fn put(&mut self, pixel: usize, point: [f64; 3], depth: f32, normal: [f64; 3]) {
        let [r, g, b] = point.map(unorm16);
        self.points[pixel] = [r, g, b, u16::MAX];
        self.depth[pixel] = depth;
        if let Some(normals) = &mut self.normals {
            let [x, y, z] = normal.map(snorm8);
            normals[pixel] = [x, y, z, i8::MAX];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::processors::mesh_creation::cube_proxy_geometry::cuboid;
    use glam::{DVec2, Mat4, Vec3};

    const SIZE: UVec2 = UVec2::new(70, 50);

    fn camera(look_from: Vec3) -> Camera {
        Camera {
            look_from,
            look_to: Vec3::splat(0.5),
            aspect: SIZE.x as f32 / SIZE.y as f32,
            far: 20.0,
            width: 3.0,
            ..Camera::default()
        }
    }

    fn cube() -> Mesh {
        cuboid(Vec3::ZERO, Vec3::ONE, true)
    }

    /// Entry and exit of each pixel that has both, as texture coordinates.
    fn rays([entry, exit]: &[Image; 2]) -> Vec<(usize, [DVec3; 2])> {
        let points = |image: &Image| image.color[0].pixels.elements::<[u16; 4]>().to_vec();
        let point = |p: [u16; 4]| DVec3::new(p[0].into(), p[1].into(), p[2].into()) / 65535.0;
        let both = points(entry).into_iter().zip(points(exit)).enumerate();
        both.filter(|(_, (a, b))| a[3] > 0 && b[3] > 0)
            .map(|(pixel, (a, b))| (pixel, [point(a), point(b)]))
            .collect()
    }

    /// Where the ray of a pixel meets the unit cube, beyond the near plane.
    fn exact(camera: &Camera, pixel: usize) -> Option<[DVec3; 2]> {
        let clip_from_world =
            camera.clip_from_view().as_dmat4() * camera.view_from_world().as_dmat4();
        let world_from_clip = clip_from_world.inverse();
        let at = UVec2::new(pixel as u32 % SIZE.x, pixel as u32 / SIZE.x).as_dvec2() + 0.5;
        let ndc = at / SIZE.as_dvec2() * 2.0 - DVec2::ONE;
        let [near, far] = [-1.0, 1.0].map(|z| world_from_clip.project_point3(ndc.extend(z)));
        let (a, b) = ((DVec3::ZERO - near) / (far - near), (DVec3::ONE - near) / (far - near));
        let (first, last) = (a.min(b).max_element().max(0.0), a.max(b).min_element());
        (first < last).then(|| [first, last].map(|t| near + (far - near) * t))
    }

    #[test]
    fn entry_and_exit_are_where_the_rays_meet_the_cube() -> Result<()> {
        let eyes = [
            Vec3::new(0.5, 0.5, 3.0),
            Vec3::new(-2.5, 0.5, 0.5),
            Vec3::new(1.9, 1.5, 2.4),
            Vec3::new(0.45, 0.4, 0.9),
            Vec3::new(-1.0, 2.0, -1.5),
        ];
        for eye in eyes {
            for (projection, name) in ivw_core::data::Projection::ALL {
                let camera = Camera { projection, ..camera(eye) };
                let images = entry_and_exit(&cube(), &camera, SIZE, true)?;
                let rays = rays(&images);
                let n_exact = (0..SIZE.x as usize * SIZE.y as usize)
                    .filter(|&pixel| exact(&camera, pixel).is_some())
                    .count();
                // Only pixels whose centre an edge goes through may be another's.
                assert!(rays.len().abs_diff(n_exact) <= 2, "{eye} {name}");
                for (pixel, points) in rays {
                    let Some(exact) = exact(&camera, pixel) else { continue };
                    for (point, exact) in points.into_iter().zip(exact) {
                        // Corners move by up to 1/8192 pixel: on a face that is seen from its side,
                        // a point goes further than that.
                        let off = (point - exact).abs().max_element() * 65535.0;
                        assert!(off < 4.0, "{eye} {name}: {off} at {pixel}");
                    }
                }
            }
        }
        Ok(())
    }

    #[test]
    fn depth_is_that_of_the_points() -> Result<()> {
        let camera = camera(Vec3::new(1.9, 1.5, 2.4));
        let clip_from_world = camera.clip_from_world().as_dmat4();
        let images = entry_and_exit(&cube(), &camera, SIZE, true)?;
        let depths = |image: &Image| image.depth.clone().unwrap().pixels.elements::<f32>().to_vec();
        let depths = [depths(&images[0]), depths(&images[1])];
        assert_eq!((depths[0][0], depths[1][0]), (1.0, 0.0));
        for (pixel, points) in rays(&images) {
            for (point, depth) in points.into_iter().zip(&depths) {
                let expected = clip_from_world.project_point3(point).z * 0.5 + 0.5;
                assert!((expected - f64::from(depth[pixel])).abs() < 1e-5);
            }
        }
        Ok(())
    }

    #[test]
    fn a_hull_turned_inside_out_is_entered_in_front() -> Result<()> {
        for eye in [Vec3::new(1.9, 1.5, 2.4), Vec3::new(-2.0, 0.7, -1.0)] {
            for scale in [Vec3::ONE, Vec3::new(-1.0, 1.0, 1.0), Vec3::new(1.0, -0.5, 1.0)] {
                let mut cube = cube();
                cube.model = Mat4::from_scale(scale).to_cols_array_2d();
                let rays = rays(&entry_and_exit(&cube, &camera(eye), SIZE, true)?);
                assert!(rays.len() > 100);
                for (_, [entry, exit]) in rays {
                    let [near, far] = [entry, exit]
                        .map(|point| (point * scale.as_dvec3()).distance(eye.as_dvec3()));
                    assert!(near <= far, "{eye} {scale}");
                }
            }
        }
        Ok(())
    }

    #[test]
    fn clipping_moves_entry_points() -> Result<()> {
        let camera = camera(Vec3::new(0.5, 0.5, 3.0));
        let half = cuboid(Vec3::ZERO, Vec3::new(1.0, 1.0, 0.5), true);
        let rays = rays(&entry_and_exit(&half, &camera, SIZE, true)?);
        assert!(rays.iter().all(|(_, [entry, exit])| entry.z - 0.5 < 1e-4 && exit.z < entry.z));
        assert!(rays.iter().filter(|(_, [entry, _])| (entry.z - 0.5).abs() < 1e-4).count() > 100);
        Ok(())
    }

    #[test]
    fn rays_start_at_the_near_plane_within_the_hull_only_if_capped() -> Result<()> {
        let mut camera = camera(Vec3::new(0.5, 0.5, 0.9));
        camera.look_to = Vec3::new(0.5, 0.5, 0.0);
        camera.near = 0.1;
        let [entry, exit] = entry_and_exit(&cube(), &camera, SIZE, false)?;
        assert!(rays(&[entry.clone(), exit.clone()]).is_empty());
        assert!(exit.color[0].pixels.elements::<[u16; 4]>().iter().all(|point| point[3] > 0));

        let capped = entry_and_exit(&cube(), &camera, SIZE, true)?;
        let rays = rays(&capped);
        assert_eq!(rays.len(), (SIZE.x * SIZE.y) as usize);
        assert!(rays.iter().all(|(_, [entry, _])| (entry.z - 0.8).abs() < 1e-4));
        let depth = capped[0].depth.clone().unwrap();
        assert!(depth.pixels.elements::<f32>().iter().all(|&depth| depth == 0.0));
        let normals = capped[0].color[1].pixels.elements::<[i8; 4]>();
        assert!(normals.iter().all(|&normal| normal == [0, 0, 127, 127]));
        Ok(())
    }

    #[test]
    fn normals_are_those_of_the_face_that_is_entered() -> Result<()> {
        let images = entry_and_exit(&cube(), &camera(Vec3::new(1.9, 1.5, 2.4)), SIZE, true)?;
        let normals = images[0].color[1].pixels.elements::<[i8; 4]>();
        for (pixel, [entry, _]) in rays(&images) {
            let normal = DVec3::from_slice(&normals[pixel].map(f64::from)) / 127.0;
            // On that face the coordinate along its normal is 1.
            assert!((entry.dot(normal) - 1.0).abs() < 1e-4);
        }
        assert_eq!(images[1].color.len(), 1);
        let plain = cuboid(Vec3::ZERO, Vec3::ONE, false);
        let [entry, _] = entry_and_exit(&plain, &camera(Vec3::Z * 3.0), SIZE, true)?;
        assert_eq!(entry.color.len(), 1);
        Ok(())
    }

    #[test]
    fn odd_meshes_cameras_and_sizes_do_no_harm() -> Result<()> {
        let mut nan = cube();
        nan.model[0][0] = f32::NAN;
        let mut infinite = cube();
        infinite.world[3][2] = f32::INFINITY;
        let mut flat = cube();
        flat.model[2] = [0.0; 4];
        let broken = Mesh::new(Topology::TRIANGLES).with_indices(Topology::TRIANGLES, &[0, 1, 2]);
        let empty = Mesh::default();
        let default = Camera::default();
        let cameras = [
            default,
            Camera { far: 0.0, ..default },
            Camera { near: 0.0, ..default },
            Camera { near: f32::NAN, ..default },
            Camera { look_from: Vec3::ZERO, ..default },
            Camera { look_up: Vec3::Z, ..default },
            Camera { fov_degrees: 0.0, ..default },
            Camera { fov_degrees: 180.0, ..default },
            Camera { aspect: 0.0, ..default },
            Camera { projection: ivw_core::data::Projection::Orthographic, width: 0.0, ..default },
        ];
        for mesh in [&cube(), &nan, &infinite, &flat, &broken, &empty] {
            for camera in &cameras {
                for size in [UVec2::ZERO, UVec2::ONE, UVec2::new(1, 40), UVec2::new(33, 0)] {
                    entry_and_exit(mesh, camera, size, true)?;
                }
            }
        }
        assert!(EntryExitPoints::default().process(&Context::detached()).is_err());
        Ok(())
    }
}
