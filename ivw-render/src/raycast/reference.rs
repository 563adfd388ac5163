//! The oracle of the tests: one ray after the specification, in double precision and with nothing
//! done for speed.
//!
//! Tests of processors judge by it as well. It shares no code with what it judges beyond the request's own types: voxels, lookups, slopes,
//! light and depth are all written a second time.

use glam::{DMat3, DMat4, DVec2, DVec3, DVec4};

use super::*;

/// This is colour and depth of one pixel.
pub fn pixel(request: &Request<'_>, pixel: usize) -> (DVec4, f64) {
    let Request { rays, settings, .. } = request;
    let background = request
        .background
        .as_ref()
        .map(|background| (vec4(background.color[pixel]), f64::from(background.depth[pixel])));
    let point = |p: [u16; 4]| DVec3::new(p[0] as f64, p[1] as f64, p[2] as f64) / 65535.0;
    let (entry, exit) = (point(rays.entry[pixel]), point(rays.exit[pixel]));
    if entry == exit {
        return background.unwrap_or((DVec4::ZERO, 1.0));
    }

    let (near, far) = (f64::from(settings.near), f64::from(settings.far));
    let eye = |d: f64| 2.0 * near * far / (far + near - (2.0 * d - 1.0) * (far - near));
    let eye_entry = eye(rays.entry_depth[pixel].into());
    let eye_exit = eye(rays.exit_depth[pixel].into());

    let length = (exit - entry).length();
    let direction = (exit - entry) / length;
    let dims = request.volume.dims.as_dvec3();
    let n = (f64::from(settings.sampling_rate) * ((exit - entry) * dims).length() - 1e-7).ceil();
    let full_step = length / n.max(1.0);

    let t_background =
        background.map(|(_, d)| length * (eye(d) - eye_entry) / (eye_exit - eye_entry));
    let world = settings.world_from_texture.as_dmat4();
    let to_world = |p: DVec3| (world * p.extend(1.0)).truncate();
    let view = (to_world(entry) - to_world(exit)).normalize();

    let mut result = DVec4::ZERO;
    let mut hit = None;
    let put = |result: &mut DVec4, color: DVec4| {
        let left = 1.0 - result.w;
        *result +=
            DVec4::new(color.x * color.w, color.y * color.w, color.z * color.w, color.w) * left;
    };
    if let (Some((color, _)), Some(t_b)) = (background, t_background)
        && t_b < full_step / 2.0
    {
        result = color;
        if color.w > 0.0 {
            hit = Some(t_b);
        }
    }
    let has_iso = settings.rendering != Rendering::Dvr && !settings.iso_values.is_empty();
    let has_dvr = settings.rendering != Rendering::Iso;
    let mut k = 0.0;
    let mut previous = None;
    while (k + 0.5) * full_step < length {
        let t = (k + 0.5) * full_step;
        let p = entry + t * direction;
        let value = normalized(request, p, settings.channel);
        let mut step = full_step;

        let before = previous.replace(value).unwrap_or(value);
        if has_iso && before != value {
            let mut isos = settings.iso_values.to_vec();
            if value < before {
                isos.reverse();
            }
            for iso in isos {
                let v = f64::from(iso.value);
                let w = (value - v) / (value - before);
                if (v - value) * (v - before) > 0.0 || w >= 1.0 || w.is_nan() {
                    continue;
                }
                step = w * full_step;
                let q = p - step * direction;
                let normal = -unit(gradient(request, q, settings.channel, value));
                let shade = |c: DVec4| shaded(request, c, to_world(q), normal, view, direction);
                if has_dvr {
                    let c = table(settings.transfer_function, v);
                    if c.w > 0.0 {
                        let mut c = shade(c);
                        c.w = 1.0 - (1.0 - c.w).powf((full_step - step) * 150.0);
                        put(&mut result, c);
                        hit = hit.or((c.w > 0.0).then_some(t - step));
                    }
                }
                put(&mut result, shade(vec4(iso.color)));
                hit = hit.or((iso.color[3] > 0.0).then_some(t - step));
            }
        }

        if let (Some((color, _)), Some(t_b)) = (background, t_background)
            && t_b >= full_step / 2.0
            && t >= t_b
            && t < t_b + step
        {
            put(&mut result, color);
            hit = hit.or((color.w > 0.0).then_some(t_b));
        }

        for plane in settings.planes {
            let n = plane.normal.as_dvec3();
            let e = (p - plane.position.as_dvec3()).dot(n);
            let s = n.dot(step * direction).abs();
            if e <= 0.0 && e > -s && plane.color[3] > 0.0 {
                hit = hit.or(Some(t));
                put(&mut result, vec4(plane.color));
            }
        }

        let (color, channel) = match settings.classification {
            Classification::None => (DVec4::splat(value), settings.channel),
            Classification::TransferFunction => {
                (table(settings.transfer_function, value), settings.channel)
            }
            Classification::VoxelValue => {
                (DVec4::from_array([0, 1, 2, 3].map(|c| normalized(request, p, c))), 3)
            }
        };
        if has_dvr && color.w > 0.0 {
            let g = match rays.entry_normals {
                Some(normals) if k == 0.0 => {
                    let n = normals[pixel].map(|n| (f64::from(n) / 127.0).max(-1.0));
                    -DVec3::new(n[0], n[1], n[2])
                }
                _ => {
                    let raw = raw(request, p, channel);
                    let sign = if raw == 0.0 { 0.0 } else { raw.signum() };
                    sign * unit(gradient(request, p, channel, normalized(request, p, channel)))
                }
            };
            let color = shaded(request, color, to_world(p), -g, view, direction);
            let fresh = result == DVec4::ZERO;
            let half = |n: DVec3| (0.5 * n + 0.5).extend(1.0);
            match settings.compositing {
                Compositing::Dvr => {
                    let alpha = 1.0 - (1.0 - color.w.min(1.0)).powf(step * 150.0);
                    put(&mut result, color.truncate().extend(alpha));
                    if alpha > 0.0 {
                        hit = hit.or(Some(t));
                    }
                }
                Compositing::MaximumIntensity => {
                    if color.w > result.w {
                        result = color;
                        hit = Some(t);
                    }
                }
                _ if !fresh => {}
                Compositing::FirstHitPoint => {
                    result = p.extend(1.0);
                    hit = Some(t);
                }
                Compositing::FirstHitNormal => {
                    result = half(unit(-g));
                    hit = Some(t);
                }
                Compositing::FirstHitNormalView => {
                    let m = DMat3::from_mat4(settings.view_from_world.as_dmat4()).transpose();
                    result = half(unit(m * unit(-g)));
                    hit = Some(t);
                }
                Compositing::FirstHitDepth => {
                    result = DVec4::new(t, t, t, 1.0);
                    hit = Some(t);
                }
            }
        }
        if result.w > 0.99 {
            break;
        }
        k += 1.0;
    }
    if let (Some((color, _)), Some(t_b)) = (background, t_background)
        && t_b > length - full_step / 2.0
    {
        put(&mut result, color);
        hit = hit.or((color.w > 0.0).then_some(t_b));
    }

    let mut depth = background.map_or(1.0, |(_, depth)| depth);
    if let Some(t) = hit {
        let z = eye_entry + t / length * (eye_exit - eye_entry);
        let d = 0.5 * ((far + near) * z - 2.0 * far * near) / ((far - near) * z) + 0.5;
        depth = depth.min(d);
    }
    (result, depth)
}

fn vec4(v: [f32; 4]) -> DVec4 {
    DVec4::from_array(v.map(f64::from))
}

fn unit(v: DVec3) -> DVec3 {
    if v.length() > 0.0 { v / v.length() } else { DVec3::ZERO }
}

/// This is the number of one voxel, as textures wrap indices.
fn voxel(volume: &VolumeView<'_>, index: [i64; 3], component: usize) -> f64 {
    if component >= volume.components {
        let one = match volume.format {
            Format::U8 => 255.0,
            Format::U16 => 65535.0,
            Format::I8 => 127.0,
            Format::I16 => 32767.0,
            _ => 1.0,
        };
        return if component == 3 { one } else { 0.0 };
    }
    let mut place = [0; 3];
    for axis in 0..3 {
        let n = volume.dims[axis] as i64;
        place[axis] = match volume.wrapping[axis] {
            Wrapping::Clamp => index[axis].max(0).min(n - 1),
            Wrapping::Repeat => ((index[axis] % n) + n) % n,
            Wrapping::Mirror => {
                let i = ((index[axis] % (2 * n)) + 2 * n) % (2 * n);
                i.min(2 * n - 1 - i)
            }
        };
    }
    let [nx, ny, _] = volume.dims.to_array().map(i64::from);
    let i = ((place[2] * ny + place[1]) * nx + place[0]) as usize * volume.components + component;
    macro_rules! number {
        ($t:ty) => {{
            const N: usize = size_of::<$t>();
            <$t>::from_ne_bytes(volume.bytes[i * N..i * N + N].try_into().unwrap())
        }};
    }
    match volume.format {
        Format::F16 => number!(half::f16).to_f64(),
        Format::F32 => number!(f32) as f64,
        Format::F64 => number!(f64),
        Format::I8 => number!(i8) as f64,
        Format::I16 => number!(i16) as f64,
        Format::I32 => number!(i32) as f64,
        Format::I64 => number!(i64) as f64,
        Format::U8 => number!(u8) as f64,
        Format::U16 => number!(u16) as f64,
        Format::U32 => number!(u32) as f64,
        Format::U64 => number!(u64) as f64,
    }
}

/// This is a sample at a texture coordinate, as a sum over eight weighted voxels.
fn raw(request: &Request<'_>, p: DVec3, component: usize) -> f64 {
    let volume = &request.volume;
    let u = p * volume.dims.as_dvec3();
    if component >= volume.components {
        return voxel(volume, [0; 3], component);
    }
    if volume.interpolation == Interpolation::Nearest {
        return voxel(volume, u.floor().to_array().map(|i| i as i64), component);
    }
    let u = u - 0.5;
    let (i, f) = (u.floor(), u - u.floor());
    let mut sum = 0.0;
    for corner in 0..8 {
        let d = [corner & 1, corner >> 1 & 1, corner >> 2];
        let mut weight = 1.0;
        let mut index = [0; 3];
        for axis in 0..3 {
            weight *= if d[axis] == 1 { f[axis] } else { 1.0 - f[axis] };
            index[axis] = i[axis] as i64 + d[axis];
        }
        sum += weight * voxel(volume, index, component);
    }
    sum
}

fn normalized(request: &Request<'_>, p: DVec3, component: usize) -> f64 {
    let (min, max) = request.volume.data_range;
    (raw(request, p, component) - min) / (max - min)
}

fn table(table: &[[f32; 4]], x: f64) -> DVec4 {
    if table.is_empty() || x.is_nan() {
        return DVec4::ZERO;
    }
    let n = table.len() as f64;
    let u = (x * n - 0.5).max(0.0).min(n - 1.0);
    let i = u.floor();
    let (a, b) = (vec4(table[i as usize]), vec4(table[(i as usize + 1).min(table.len() - 1)]));
    a * (1.0 - (u - i)) + b * (u - i)
}

fn gradient(request: &Request<'_>, p: DVec3, channel: usize, here: f64) -> DVec3 {
    let settings = &request.settings;
    let world = settings.world_from_texture.as_dmat4();
    let stored = |first: usize| {
        let g = [0, 1, 2].map(|i| raw(request, p, first + i));
        (world.inverse().transpose() * DVec3::from_array(g).extend(0.0)).truncate()
    };
    match settings.gradient {
        Gradient::None => return DVec3::ZERO,
        Gradient::PrecomputedXyz => return stored(0),
        Gradient::PrecomputedYzw => return stored(1),
        _ => {}
    }
    let dims = request.volume.dims.as_dvec3();
    let sides = [world.x_axis / dims.x, world.y_axis / dims.y, world.z_axis / dims.z];
    let mut ds = DVec3::ZERO;
    for axis in 0..3 {
        ds[axis] = sides[0][axis];
        for side in &sides[1..] {
            if side[axis].abs() > ds[axis].abs() {
                ds[axis] = side[axis];
            }
        }
    }
    let h = world.inverse() * DMat4::from_scale(ds);
    // Values are near 1: what is left of equal ones is rounding, and has no direction.
    let f = |column: DVec4, n: f64| {
        let value = normalized(request, p + n * column.truncate(), channel);
        if (value - here).abs() < 1e-13 { here } else { value }
    };
    let mut g = DVec3::ZERO;
    for (axis, h) in [h.x_axis, h.y_axis, h.z_axis].into_iter().enumerate() {
        g[axis] = match settings.gradient {
            Gradient::Forward => (f(h, 1.0) - here) / ds[axis],
            Gradient::Backward => (here - f(h, -1.0)) / ds[axis],
            Gradient::Central => (f(h, 1.0) - f(h, -1.0)) / (2.0 * ds[axis]),
            _ => (8.0 * f(h, 1.0) - 8.0 * f(h, -1.0) - f(h, 2.0) + f(h, -2.0)) / (12.0 * ds[axis]),
        };
    }
    g
}

fn shaded(request: &Request<'_>, color: DVec4, p: DVec3, n: DVec3, v: DVec3, ray: DVec3) -> DVec4 {
    let light = &request.settings.lighting;
    let mode = light.shading;
    if mode == Shading::None {
        return color;
    }
    let n = match mode {
        Shading::BlinnPhongFront | Shading::PhongFront => n,
        Shading::BlinnPhongBack | Shading::PhongBack => -n,
        _ if n.dot(ray) > 0.0 => -n,
        _ => n,
    };
    let l = (light.position.as_dvec3() - p).normalize();
    let m = color.truncate();
    let exists = n.length() > 0.0;
    let nl = n.dot(l);
    let e = f64::from(light.shininess);
    let pow = |x: f64, e: f64| DVec2::new(if x > 0.0 { x.powf(e) } else { 0.0 }, 0.0).x;
    let ambient = m * light.ambient.as_dvec3();
    let diffuse = if exists { nl.max(0.0) * m * light.diffuse.as_dvec3() } else { DVec3::ZERO };
    let blinn = if exists && (l + v).length_squared() >= 1e-6 {
        pow(n.dot((l + v).normalize()), e)
    } else {
        0.0
    };
    let phong = if exists && nl >= 0.0 { pow((2.0 * nl * n - l).dot(v), e / 4.0) } else { 0.0 };
    let blinn = blinn * light.specular.as_dvec3();
    let phong = phong * light.specular.as_dvec3();
    let rgb = match mode {
        Shading::None => m,
        Shading::Ambient => ambient,
        Shading::Diffuse => diffuse,
        Shading::Specular => blinn,
        Shading::BlinnPhong | Shading::BlinnPhongFront | Shading::BlinnPhongBack => {
            ambient + diffuse + blinn
        }
        Shading::Phong | Shading::PhongFront | Shading::PhongBack => ambient + diffuse + phong,
    };
    rgb.extend(color.w)
}
