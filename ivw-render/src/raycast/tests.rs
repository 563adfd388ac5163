//! What must hold for every path: the picture is the specification's, whatever the instructions,
//! the number format, the camera or what was left out on the way.

use glam::{Mat3, Mat4, Quat, UVec2, UVec3, Vec2, Vec3};

use super::*;

/// A small source of numbers that are the same on every machine.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 40) as f32 / (1 << 24) as f32
    }
}

/// A volume with its own bytes.
#[derive(Clone)]
struct Volume {
    dims: UVec3,
    format: Format,
    components: usize,
    bytes: Vec<u8>,
    wrapping: [Wrapping; 3],
    data_range: (f64, f64),
    interpolation: Interpolation,
}

impl Volume {
    /// Blobs and a little noise in an otherwise empty volume that doesn't end before its border.
    fn new(dims: [u32; 3], format: Format, components: usize) -> Self {
        let mut noise = Noise(17);
        let dims = UVec3::from_array(dims);
        let (low, high) = match format {
            Format::U8 => (0.0, 255.0),
            Format::U16 => (0.0, 65535.0),
            Format::I8 => (-128.0, 127.0),
            Format::I16 => (-3000.0, 9000.0),
            Format::U32 | Format::U64 => (100.0, 1e6),
            Format::I32 | Format::I64 => (-2e5, 3e5),
            Format::F16 | Format::F32 | Format::F64 => (-0.25, 2.0),
        };
        let mut bytes = Vec::new();
        for z in 0..dims.z {
            for y in 0..dims.y {
                for x in 0..dims.x {
                    let p = (UVec3::new(x, y, z).as_vec3() + 0.5) / dims.as_vec3();
                    for component in 0..components {
                        let shift = component as f32 * 0.2;
                        let blob = |at: Vec3, r: f32| (1.0 - p.distance(at + shift) / r).max(0.0);
                        let value = blob(Vec3::new(0.3, 0.4, 0.35), 0.3)
                            + blob(Vec3::new(0.9, 0.8, 0.6), 0.35)
                            + 0.9 * blob(Vec3::new(0.7, 0.1, 0.95), 0.25);
                        let value = (value * 0.9).min(0.95);
                        let value = if value > 0.0 { value + 0.05 * noise.next() } else { 0.0 };
                        let number = low + f64::from(value) * (high - low);
                        macro_rules! push {
                            ($t:ty) => {
                                bytes.extend((number as $t).to_ne_bytes())
                            };
                        }
                        match format {
                            Format::F16 => bytes.extend(half::f16::from_f64(number).to_ne_bytes()),
                            Format::F32 => push!(f32),
                            Format::F64 => push!(f64),
                            Format::I8 => push!(i8),
                            Format::I16 => push!(i16),
                            Format::I32 => push!(i32),
                            Format::I64 => push!(i64),
                            Format::U8 => push!(u8),
                            Format::U16 => push!(u16),
                            Format::U32 => push!(u32),
                            Format::U64 => push!(u64),
                        }
                    }
                }
            }
        }
        Self {
            dims,
            format,
            components,
            bytes,
            wrapping: [Wrapping::Clamp; 3],
            data_range: (low, high),
            interpolation: Interpolation::Linear,
        }
    }

    fn view(&self) -> VolumeView<'_> {
        VolumeView {
            dims: self.dims,
            format: self.format,
            components: self.components,
            bytes: &self.bytes,
            wrapping: self.wrapping,
            data_range: self.data_range,
            interpolation: self.interpolation,
        }
    }
}

/// The rays of a perspective camera, with their own memory.
struct Film {
    size: UVec2,
    entry: Vec<[u16; 4]>,
    exit: Vec<[u16; 4]>,
    entry_depth: Vec<f32>,
    exit_depth: Vec<f32>,
    normals: Option<Vec<[i8; 4]>>,
    view: Mat4,
}

const NEAR: f32 = 0.1;
const FAR: f32 = 20.0;

impl Film {
    /// What an eye sees that looks at the middle of the unit cube, or from within it.
    fn new(eye: Vec3, size: [u32; 2]) -> Self {
        let size = UVec2::from_array(size);
        let aspect = size.x.max(1) as f32 / size.y.max(1) as f32;
        let up = if eye.x == 0.5 && eye.z == 0.5 { Vec3::X } else { Vec3::Y };
        let view = Mat4::look_at_rh(eye, Vec3::splat(0.5), up);
        let clip_from_texture =
            Mat4::perspective_rh_gl(38_f32.to_radians(), aspect, NEAR, FAR) * view;
        let texture_from_clip = clip_from_texture.inverse();
        let n = (size.x * size.y) as usize;
        let mut film = Self {
            size,
            entry: vec![[0; 4]; n],
            exit: vec![[0; 4]; n],
            entry_depth: vec![1.0; n],
            exit_depth: vec![0.0; n],
            normals: None,
            view,
        };
        for pixel in 0..n as u32 {
            let at = UVec2::new(pixel % size.x, pixel / size.x).as_vec2() + 0.5;
            let ndc = at / size.as_vec2() * 2.0 - Vec2::ONE;
            let ray = texture_from_clip.project_point3(ndc.extend(1.0)) - eye;
            let (a, b) = (-eye / ray, (Vec3::ONE - eye) / ray);
            let (near, far) = (a.min(b).max_element().max(NEAR / FAR), a.max(b).min_element());
            if near < far {
                let point = |t: f32| {
                    let p = (eye + t * ray).clamp(Vec3::ZERO, Vec3::ONE) * 65535.0;
                    [p.x.round() as u16, p.y.round() as u16, p.z.round() as u16, 65535]
                };
                let depth = |t: f32| clip_from_texture.project_point3(eye + t * ray).z * 0.5 + 0.5;
                let pixel = pixel as usize;
                (film.entry[pixel], film.exit[pixel]) = (point(near), point(far));
                (film.entry_depth[pixel], film.exit_depth[pixel]) = (depth(near), depth(far));
            }
        }
        film
    }

    fn rays(&self) -> Rays<'_> {
        Rays {
            size: self.size,
            entry: &self.entry,
            exit: &self.exit,
            entry_depth: &self.entry_depth,
            exit_depth: &self.exit_depth,
            entry_normals: self.normals.as_deref(),
        }
    }
}

/// A table of 1024 colours through some points.
fn table(points: &[(f32, [f32; 4])]) -> Vec<[f32; 4]> {
    (0..1024)
        .map(|n| {
            let x = n as f32 / 1023.0;
            let after = points.iter().position(|point| point.0 >= x).unwrap_or(points.len() - 1);
            let (a, b) = (points[after.max(1) - 1], points[after.max(1)]);
            let t = ((x - a.0) / (b.0 - a.0)).clamp(0.0, 1.0);
            std::array::from_fn(|i| a.1[i] + (b.1[i] - a.1[i]) * t)
        })
        .collect()
}

fn soft() -> Vec<[f32; 4]> {
    table(&[
        (0.0, [0.0, 0.0, 0.0, 0.0]),
        (0.15, [0.1, 0.2, 0.9, 0.0]),
        (0.4, [0.9, 0.4, 0.2, 0.05]),
        (0.7, [0.9, 0.9, 0.3, 0.2]),
        (1.0, [1.0, 1.0, 1.0, 0.9]),
    ])
}

/// From nothing to all and back from one texel to the next.
fn sharp() -> Vec<[f32; 4]> {
    let mut table = vec![[0.0; 4]; 1024];
    table[300..340].fill([0.9, 0.2, 0.1, 0.3]);
    table[500..520].fill([0.1, 0.9, 0.2, 1.0]);
    table[700..].fill([0.2, 0.3, 0.9, 0.6]);
    table
}

/// The largest difference of a path's picture from the specification's, in colour and in depth.
fn error(path: Path, request: &Request<'_>) -> (f64, f64) {
    let picture = render_on(path, request, &Watch::default()).unwrap();
    let mut worst = (0.0_f64, 0.0_f64);
    for pixel in 0..picture.color.len() {
        let (color, depth) = reference::pixel(request, pixel);
        for i in 0..4 {
            let off = (f64::from(picture.color[pixel][i]) - color[i]).abs();
            worst.0 = worst.0.max(if off.is_nan() { f64::INFINITY } else { off });
        }
        worst.1 = worst.1.max((f64::from(picture.depth[pixel]) - depth).abs());
    }
    worst
}

/// This makes sure that every path draws what the specification says, with and without leaving
/// empty bricks out.
#[track_caller]
fn check(what: &str, request: &Request<'_>) {
    let channel = match request.settings.classification {
        Classification::VoxelValue => 3.min(request.volume.components - 1),
        _ => request.settings.channel,
    };
    let occupancy = Bricks::new(&request.volume, channel).occupancy(&request.settings);
    for path in Path::available() {
        let skipping = Request { occupancy: Some(&occupancy), ..*request };
        let all = render_on(path, request, &Watch::default()).unwrap();
        let some = render_on(path, &skipping, &Watch::default()).unwrap();
        assert!(all == some, "{what}: leaving bricks out changed a pixel on {path:?}");
        let (color, depth) = error(path, request);
        assert!(color <= 1.0 / 255.0, "{what}: colour is off by {}/255 on {path:?}", color * 255.0);
        assert!(depth <= 1e-5, "{what}: depth is off by {depth} on {path:?}");
    }
}

const EYE: Vec3 = Vec3::new(1.9, 1.5, 2.4);

fn request<'a>(
    volume: &'a Volume,
    film: &'a Film,
    transfer_function: &'a [[f32; 4]],
) -> Request<'a> {
    Request {
        volume: volume.view(),
        occupancy: None,
        rays: film.rays(),
        background: None,
        settings: Settings {
            transfer_function,
            lighting: Lighting { position: Vec3::new(2.0, 5.0, 3.0), ..Lighting::default() },
            view_from_world: film.view,
            near: NEAR,
            far: FAR,
            ..Settings::default()
        },
    }
}

const SIZE: [u32; 2] = [21, 19];

const SHADINGS: [Shading; 10] = [
    Shading::None,
    Shading::Ambient,
    Shading::Diffuse,
    Shading::Specular,
    Shading::BlinnPhong,
    Shading::Phong,
    Shading::BlinnPhongFront,
    Shading::BlinnPhongBack,
    Shading::PhongFront,
    Shading::PhongBack,
];

const GRADIENTS: [Gradient; 7] = [
    Gradient::None,
    Gradient::Forward,
    Gradient::Backward,
    Gradient::Central,
    Gradient::CentralHigher,
    Gradient::PrecomputedXyz,
    Gradient::PrecomputedYzw,
];

#[test]
fn every_number_format_draws_the_same_laws() {
    let (film, soft) = (Film::new(EYE, SIZE), soft());
    use Format::*;
    for format in [F16, F32, F64, I8, I16, I32, I64, U8, U16, U32, U64] {
        for components in [1, 3] {
            let volume = Volume::new([19, 23, 17], format, components);
            let mut request = request(&volume, &film, &soft);
            request.settings.channel = components - 1;
            check(&format!("{components} of {format:?}"), &request);
        }
    }
}

#[test]
fn every_camera_sees_the_specification() {
    let (volume, soft) = (Volume::new([24, 20, 28], Format::U8, 1), soft());
    let eyes = [
        Vec3::new(0.5, 0.5, 3.0),
        Vec3::new(-2.5, 0.5, 0.5),
        Vec3::new(0.5, 3.0, 0.5),
        Vec3::new(0.45, 0.4, 0.6),
        Vec3::new(0.999, 0.001, 0.5),
        Vec3::new(3.0, 0.51, 0.52),
        Vec3::new(-9.0, 7.0, -8.0),
        EYE,
    ];
    for eye in eyes {
        let film = Film::new(eye, SIZE);
        check(&format!("eye at {eye}"), &request(&volume, &film, &soft));
    }
}

#[test]
fn rays_along_an_axis_cross_whole_voxels() {
    let (volume, soft) = (Volume::new([24, 20, 28], Format::U16, 1), soft());
    let mut film = Film::new(EYE, [16, 16]);
    for pixel in 0..256 {
        let [x, y] = [pixel % 16 * 4369, pixel / 16 * 4369].map(|x| x as u16);
        film.entry[pixel] = [x, y, 0, 0];
        film.exit[pixel] = [x, y, 65535, 0];
    }
    check("parallel rays", &request(&volume, &film, &soft));
}

#[test]
fn every_shading_and_gradient_is_the_specification() {
    let (film, soft) = (Film::new(EYE, [13, 11]), soft());
    let scalar = Volume::new([21, 18, 19], Format::U8, 1);
    let vector = Volume::new([12, 13, 11], Format::I16, 4);
    for shading in SHADINGS {
        for gradient in GRADIENTS {
            for volume in [&scalar, &vector] {
                let mut request = request(volume, &film, &soft);
                request.settings.lighting.shading = shading;
                request.settings.gradient = gradient;
                check(&format!("{shading:?} by {gradient:?}"), &request);
            }
        }
    }
}

#[test]
fn every_way_voxels_can_lie_in_the_world_has_its_slopes() {
    let (volume, film, soft) =
        (Volume::new([21, 18, 19], Format::F32, 1), Film::new(EYE, SIZE), soft());
    let turned = Mat4::from_quat(Quat::from_euler(glam::EulerRot::XYZ, 0.4, 1.1, -0.7));
    let swapped = Mat4::from_mat3(Mat3::from_cols(Vec3::Z, -2.0 * Vec3::X, 0.5 * Vec3::Y));
    let sheared = Mat4::from_mat3(Mat3::from_cols(Vec3::X, Vec3::new(0.4, 1.0, 0.1), Vec3::Z));
    let matrices = [
        ("scaled", Mat4::from_scale(Vec3::new(3.0, 0.5, 40.0))),
        ("mirrored", Mat4::from_scale(Vec3::new(1.0, -1.0, 1.0))),
        ("tiny", Mat4::from_scale(Vec3::splat(1e-6))),
        ("turned", turned),
        ("swapped", swapped),
        ("sheared", sheared),
        ("moved", Mat4::from_translation(Vec3::new(-0.5, 4.0, 2.0)) * turned),
        ("flat", Mat4::from_scale(Vec3::new(1.0, 1.0, 0.0))),
    ];
    for (name, world_from_texture) in matrices {
        for gradient in &GRADIENTS[1..5] {
            let mut request = request(&volume, &film, &soft);
            request.settings.world_from_texture = world_from_texture;
            request.settings.gradient = *gradient;
            if name == "flat" {
                // Without a volume there is nothing to compare, but it must not fail.
                for path in Path::available() {
                    render_on(path, &request, &Watch::default()).unwrap();
                }
            } else {
                check(&format!("{name} by {gradient:?}"), &request);
            }
        }
    }
}

#[test]
fn a_border_that_is_not_empty_has_clamped_slopes() {
    let (film, dense) =
        (Film::new(EYE, SIZE), table(&[(0.0, [0.3, 0.5, 0.8, 0.4]), (1.0, [1.0; 4])]));
    for dims in [[16, 16, 16], [9, 30, 5], [4, 4, 4], [3, 5, 2]] {
        let mut volume = Volume::new(dims, Format::U8, 1);
        let mut noise = Noise(5);
        volume.bytes.fill_with(|| (noise.next() * 255.0) as u8);
        for gradient in &GRADIENTS[1..5] {
            let mut request = request(&volume, &film, &dense);
            request.settings.gradient = *gradient;
            check(&format!("{dims:?} by {gradient:?}"), &request);
        }
    }
}

#[test]
fn volumes_of_any_size_are_drawn() {
    let (film, soft) = (Film::new(EYE, SIZE), soft());
    let sizes = [[1, 1, 1], [2, 2, 2], [1, 7, 3], [5, 1, 1], [8, 8, 8], [9, 17, 65], [3, 3, 40]];
    for dims in sizes {
        for format in [Format::U8, Format::U16, Format::I16, Format::F32] {
            let mut volume = Volume::new(dims, format, 1);
            // Full to the border: what is drawn doesn't depend on where blobs happen to be.
            volume.data_range.0 -= 0.3 * (volume.data_range.1 - volume.data_range.0);
            check(&format!("{dims:?} of {format:?}"), &request(&volume, &film, &soft));
        }
    }
}

#[test]
fn a_sharp_step_of_the_transfer_function_stays_sharp() {
    let (film, sharp) = (Film::new(EYE, [41, 37]), sharp());
    for format in [Format::U8, Format::F32] {
        for shading in [Shading::None, Shading::BlinnPhong] {
            let volume = Volume::new([21, 18, 19], format, 1);
            let mut request = request(&volume, &film, &sharp);
            request.settings.lighting.shading = shading;
            check(&format!("{format:?} {shading:?}"), &request);
        }
    }
}

#[test]
fn wrapping_and_interpolation_are_those_of_textures() {
    let (film, soft) = (Film::new(EYE, SIZE), soft());
    for wrapping in [Wrapping::Clamp, Wrapping::Repeat, Wrapping::Mirror] {
        for interpolation in [Interpolation::Linear, Interpolation::Nearest] {
            let mut volume = Volume::new([11, 18, 9], Format::U8, 1);
            volume.wrapping = [wrapping, Wrapping::Clamp, wrapping];
            volume.interpolation = interpolation;
            // Nearest voxels change at a plane; no ray may run along one.
            let mut request = request(&volume, &film, &soft);
            request.settings.lighting.shading = Shading::None;
            check(&format!("{wrapping:?} {interpolation:?}"), &request);
        }
    }
}

#[test]
fn sampling_rates_far_apart_agree_with_the_specification() {
    let (volume, film, soft) =
        (Volume::new([21, 18, 19], Format::U8, 1), Film::new(EYE, SIZE), soft());
    for rate in [0.0, 0.1, 0.7, 1.0, 3.3, 20.0] {
        let mut request = request(&volume, &film, &soft);
        request.settings.sampling_rate = rate;
        check(&format!("{rate} per voxel"), &request);
    }
}

#[test]
fn the_first_sample_is_shaded_with_the_entry_normal() {
    let (volume, soft) =
        (Volume::new([21, 18, 19], Format::U8, 1), table(&[(0.0, [0.5; 4]), (1.0, [1.0; 4])]));
    let mut film = Film::new(EYE, SIZE);
    let mut noise = Noise(3);
    let normal = |_: &[u16; 4]| {
        let direction = Vec3::new(noise.next(), noise.next(), noise.next()) - 0.5;
        let [x, y, z] = (direction.normalize() * 127.0).to_array().map(|x| x as i8);
        [x, y, z, 127]
    };
    film.normals = Some(film.entry.iter().map(normal).collect());
    for gradient in [Gradient::None, Gradient::Central] {
        for compositing in [Compositing::Dvr, Compositing::FirstHitNormal] {
            let mut request = request(&volume, &film, &soft);
            request.settings.gradient = gradient;
            request.settings.compositing = compositing;
            check(&format!("{gradient:?} {compositing:?}"), &request);
        }
    }
}

/// A background in front of, between and behind the samples, some of it translucent.
fn backdrop(film: &Film) -> (Vec<[f32; 4]>, Vec<f32>, Vec<[u8; 4]>) {
    let mut noise = Noise(11);
    let n = film.entry.len();
    let color = (0..n).map(|i| {
        let alpha =
            if i % 3 == 0 { 1.0 } else { noise.next() * if i % 7 == 0 { 0.0 } else { 1.0 } };
        [noise.next(), noise.next(), noise.next(), alpha]
    });
    let color = color.collect();
    let depth = (0..n).map(|i| {
        let (near, far) = (film.entry_depth[i], film.exit_depth[i]);
        if near < far { near + (far - near) * (noise.next() * 1.6 - 0.3) } else { noise.next() }
    });
    let depth = depth.collect();
    (color, depth, (0..n).map(|i| [i as u8; 4]).collect())
}

#[test]
fn a_background_is_seen_before_within_and_behind_the_volume() {
    let (volume, film, soft) =
        (Volume::new([21, 18, 19], Format::U8, 1), Film::new(EYE, [40, 33]), soft());
    let (color, depth, picking) = backdrop(&film);
    for shading in [Shading::None, Shading::BlinnPhong] {
        for classification in [Classification::TransferFunction, Classification::None] {
            let mut request = request(&volume, &film, &soft);
            request.background =
                Some(Background { color: &color, depth: &depth, picking: &picking });
            request.settings.lighting.shading = shading;
            request.settings.classification = classification;
            check(&format!("{shading:?} {classification:?}"), &request);
            let picture = render(&request, &Watch::default()).unwrap();
            assert_eq!(picture.picking, picking);
        }
    }
}

#[test]
fn every_compositing_and_classification_is_the_specification() {
    let (film, soft) = (Film::new(EYE, SIZE), soft());
    let scalar = Volume::new([21, 18, 19], Format::U8, 1);
    let vector = Volume::new([14, 13, 12], Format::U16, 4);
    let (color, depth, picking) = backdrop(&film);
    let background = Background { color: &color, depth: &depth, picking: &picking };
    for compositing in [
        Compositing::Dvr,
        Compositing::MaximumIntensity,
        Compositing::FirstHitPoint,
        Compositing::FirstHitNormal,
        Compositing::FirstHitNormalView,
        Compositing::FirstHitDepth,
    ] {
        for classification in
            [Classification::None, Classification::TransferFunction, Classification::VoxelValue]
        {
            for background in [None, Some(background)] {
                for volume in [&scalar, &vector] {
                    let mut request = request(volume, &film, &soft);
                    request.background = background;
                    request.settings.compositing = compositing;
                    request.settings.classification = classification;
                    check(&format!("{compositing:?} {classification:?}"), &request);
                }
            }
        }
    }
}

#[test]
fn surfaces_alone_and_in_a_cloud_are_the_specification() {
    let (film, soft) = (Film::new(EYE, SIZE), soft());
    let volume = Volume::new([21, 18, 19], Format::F32, 1);
    let (color, depth, picking) = backdrop(&film);
    let background = Background { color: &color, depth: &depth, picking: &picking };
    let iso = |value, color| IsoValue { value, color };
    let one = [iso(0.3, [0.9, 0.5, 0.2, 0.5])];
    let three =
        [iso(0.2, [0.2, 0.9, 0.2, 0.3]), iso(0.25, [0.1, 0.2, 0.9, 0.4]), iso(0.7, [1.0; 4])];
    for rendering in [Rendering::Iso, Rendering::DvrIso] {
        for iso_values in [&[][..], &one, &three] {
            for gradient in GRADIENTS {
                for background in [None, Some(background)] {
                    let mut request = request(&volume, &film, &soft);
                    request.background = background;
                    request.settings.rendering = rendering;
                    request.settings.iso_values = iso_values;
                    request.settings.gradient = gradient;
                    request.settings.sampling_rate = 0.8;
                    check(&format!("{rendering:?} {} by {gradient:?}", iso_values.len()), &request);
                }
            }
        }
    }
}

#[test]
fn planes_are_drawn_where_rays_cross_them() {
    let (volume, film, soft) =
        (Volume::new([21, 18, 19], Format::U8, 1), Film::new(EYE, SIZE), soft());
    let plane = |position: [f32; 3], normal: [f32; 3], color| Plane {
        position: position.into(),
        normal: normal.into(),
        color,
    };
    let planes = [
        plane([0.51, 0.5, 0.47], [0.0, 0.0, 1.0], [1.0, 0.2, 0.2, 0.5]),
        plane([0.5, 0.37, 0.5], [0.0, -2.0, 0.3], [0.2, 0.2, 1.0, 0.25]),
        plane([0.5; 3], [1.0, 0.0, 0.0], [1.0, 1.0, 1.0, 0.0]),
    ];
    for rendering in [Rendering::Dvr, Rendering::Iso] {
        let mut request = request(&volume, &film, &soft);
        request.settings.rendering = rendering;
        request.settings.planes = &planes;
        check(&format!("{rendering:?}"), &request);
    }
}

#[test]
fn a_skipped_brick_changes_no_pixel() {
    let mut volume = Volume::new([70, 50, 90], Format::U8, 1);
    let mut noise = Noise(1);
    for byte in &mut volume.bytes {
        *byte = if noise.next() < 2e-4 { 255 } else { *byte / 2 };
    }
    let soft = table(&[(0.0, [0.0; 4]), (0.3, [0.9, 0.3, 0.2, 0.0]), (1.0, [1.0; 4])]);
    for eye in [EYE, Vec3::new(0.5, 0.5, 3.0), Vec3::new(0.3, 0.2, 0.7)] {
        let film = Film::new(eye, [64, 64]);
        let request = request(&volume, &film, &soft);
        let occupancy = Bricks::new(&request.volume, 0).occupancy(&request.settings);
        assert!((0.02..0.98).contains(&occupancy.share()));
        for path in Path::available() {
            let with = Request { occupancy: Some(&occupancy), ..request };
            let with = render_on(path, &with, &Watch::default()).unwrap();
            let without = render_on(path, &request, &Watch::default()).unwrap();
            assert!(with == without, "{path:?} from {eye}");
        }
    }
}

#[test]
fn all_paths_agree_on_one_picture() {
    let (volume, film, soft) =
        (Volume::new([40, 33, 37], Format::F32, 1), Film::new(EYE, [64, 48]), soft());
    let request = request(&volume, &film, &soft);
    let pictures: Vec<_> = Path::available()
        .into_iter()
        .map(|path| render_on(path, &request, &Watch::default()).unwrap())
        .collect();
    for pair in pictures.windows(2) {
        for (a, b) in pair[0].color.iter().flatten().zip(pair[1].color.iter().flatten()) {
            assert!((a - b).abs() < 1.0 / 255.0);
        }
    }
}

#[test]
fn no_number_is_too_odd_to_draw() {
    let (film, soft) = (Film::new(EYE, SIZE), soft());
    let odd = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e38, -1e38, 0.0, 0.5];
    let mut volume = Volume::new([9, 10, 11], Format::F32, 1);
    let mut noise = Noise(2);
    volume.bytes = (0..990)
        .flat_map(|_| odd[(noise.next() * odd.len() as f32) as usize].to_ne_bytes())
        .collect();
    for data_range in [(0.0, 1.0), (0.0, 0.0), (1.0, -1.0), (f64::NAN, 1.0)] {
        volume.data_range = data_range;
        for classification in [Classification::None, Classification::TransferFunction] {
            for rendering in [Rendering::Dvr, Rendering::DvrIso] {
                let mut request = request(&volume, &film, &soft);
                request.settings.classification = classification;
                request.settings.rendering = rendering;
                request.settings.iso_values = &[IsoValue { value: 0.5, color: [1.0; 4] }];
                let occupancy = Bricks::new(&request.volume, 0).occupancy(&request.settings);
                request.occupancy = Some(&occupancy);
                for path in Path::available() {
                    render_on(path, &request, &Watch::default()).unwrap();
                }
            }
        }
    }
}

#[test]
fn a_request_of_nothing_is_a_picture_of_nothing() {
    let volume = Volume::new([4, 4, 4], Format::U8, 1);
    for size in [[0, 0], [0, 5], [5, 0], [1, 1]] {
        let film = Film::new(EYE, size);
        for path in Path::available() {
            let picture =
                render_on(path, &request(&volume, &film, &[]), &Watch::default()).unwrap();
            assert!(picture.color.iter().all(|color| *color == [0.0; 4]));
            assert!(picture.depth.iter().all(|depth| *depth == 1.0));
        }
    }
}

#[test]
fn parts_that_do_not_fit_together_are_refused() {
    let (volume, film) = (Volume::new([4, 4, 4], Format::U8, 1), Film::new(EYE, SIZE));
    let good = request(&volume, &film, &[]);
    let refused = |request: &Request<'_>| render(request, &Watch::default()).unwrap_err();
    let mut bad = good;
    bad.volume.bytes = &volume.bytes[1..];
    assert_eq!(refused(&bad), RaycastError::VolumeSize { expected: 64, actual: 63 });
    let mut bad = good;
    bad.settings.channel = 1;
    assert_eq!(refused(&bad), RaycastError::Channel { channel: 1, components: 1 });
    let mut bad = good;
    bad.rays.exit = &film.exit[1..];
    assert!(matches!(refused(&bad), RaycastError::PictureSize { what: "exit", .. }));
    let mut bad = good;
    bad.volume.dims = UVec3::new(0, 4, 4);
    assert_eq!(refused(&bad), RaycastError::VolumeShape);
    let other = Volume::new([5, 4, 4], Format::U8, 1);
    let occupancy = Bricks::new(&other.view(), 0).occupancy(&good.settings);
    assert_eq!(
        refused(&Request { occupancy: Some(&occupancy), ..good }),
        RaycastError::OccupancySize
    );
}

#[test]
fn a_cancelled_picture_is_given_up_and_a_whole_one_reports_its_end() {
    use std::sync::Mutex;
    let (volume, film, soft) =
        (Volume::new([9, 9, 9], Format::U8, 1), Film::new(EYE, [64, 64]), soft());
    let request = request(&volume, &film, &soft);
    let watch = Watch { cancelled: &|| true, progress: &|_| {} };
    assert_eq!(render(&request, &watch).unwrap_err(), RaycastError::Cancelled);
    let most = Mutex::new(0.0_f32);
    let progress = |share: f32| {
        let mut most = most.lock().unwrap();
        *most = most.max(share);
    };
    render(&request, &Watch { cancelled: &|| false, progress: &progress }).unwrap();
    assert_eq!(*most.lock().unwrap(), 1.0);
}
