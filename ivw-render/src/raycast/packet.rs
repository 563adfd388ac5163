//! The common case, several rays at a time: colours along a ray blended front to back.
//!
//! A packet is a small block of pixels whose rays walk through the volume together, one lane of a
//! vector each. [`kernel`] is the walk, [`sampler`] reads voxels, [`shade`] lights them. The code
//! is written once and compiled for each instruction set. First hits, maxima, surfaces and planes
//! are not done here, see [`can_render`].

#![allow(unsafe_code)]

/// This writes an expression out for each of three axes.
///
/// A closure would not do: it is compiled without the instructions of the function it stands in.
macro_rules! axes {
    ($axis:ident => $body:expr) => {
        [
            {
                let $axis = 0_usize;
                $body
            },
            {
                let $axis = 1_usize;
                $body
            },
            {
                let $axis = 2_usize;
                $body
            },
        ]
    };
}

mod direct;
mod fetched;
mod kernel;
mod per_lane;
mod sampler;
mod scene;
mod shade;

use glam::DVec3;

use super::lattice::Ray;
use super::tiles::{self, Tile};
use super::{Classification, Compositing, Format, Path, Picture, Rendering, Request, Watch};
#[cfg(target_arch = "x86_64")]
use crate::wide::{Avx2, Avx512};
use crate::wide::{Lanes, MAX_LANES, Plain, Twice, Wide};
use direct::Direct;
use fetched::Fetched;
use kernel::{Packet, trace};
use per_lane::PerLane;
use sampler::Sampler;
use scene::Scene;

/// The vectors of machines that are not known.
type Portable = Twice<Plain>;

/// This is whether packets can do what is asked.
pub(super) fn can_render(request: &Request<'_>) -> bool {
    let settings = &request.settings;
    settings.rendering == Rendering::Dvr
        && settings.compositing == Compositing::Dvr
        && settings.classification != Classification::VoxelValue
        && settings.planes.is_empty()
}

/// This casts all rays of a request, and answers false if it was cancelled on the way.
pub(super) fn render(
    path: Path,
    request: &Request<'_>,
    picture: &mut Picture,
    watch: &Watch<'_>,
) -> bool {
    let scene = Scene::new(request);
    let (volume, channel) = (&request.volume, request.settings.channel);
    macro_rules! with {
        ($sampler:expr) => {
            if let Some(sampler) = $sampler {
                return render_with(path, &scene, &sampler, picture, watch);
            }
        };
    }
    match volume.format {
        Format::U8 => with!(Direct::<u8>::new(volume)),
        Format::U16 => with!(Direct::<u16>::new(volume)),
        Format::I16 => with!(Direct::<i16>::new(volume)),
        Format::F32 => with!(Direct::<f32>::new(volume)),
        _ => {}
    }
    with!(Fetched::new(volume, channel));
    render_with(path, &scene, &PerLane::new(volume, channel), picture, watch)
}

#[cfg(target_arch = "x86_64")]
trait AnySampler: Sampler<Portable> + Sampler<Twice<Avx2>> + Sampler<Twice<Avx512>> + Sync {}
#[cfg(target_arch = "x86_64")]
impl<S> AnySampler for S where
    S: Sampler<Portable> + Sampler<Twice<Avx2>> + Sampler<Twice<Avx512>> + Sync
{
}

#[cfg(not(target_arch = "x86_64"))]
trait AnySampler: Sampler<Portable> + Sync {}
#[cfg(not(target_arch = "x86_64"))]
impl<S: Sampler<Portable> + Sync> AnySampler for S {}

fn render_with<S: AnySampler>(
    path: Path,
    scene: &Scene<'_>,
    sampler: &S,
    picture: &mut Picture,
    watch: &Watch<'_>,
) -> bool {
    tiles::for_each(picture, watch, |tile| match path {
        Path::General | Path::Portable => fill::<Portable, S>(scene, sampler, tile),
        #[cfg(target_arch = "x86_64")]
        // SAFETY: this path exists only where the machine has these instructions.
        Path::Avx2 => unsafe { fill_avx2(scene, sampler, tile) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: this path exists only where the machine has these instructions.
        Path::Avx512 => unsafe { fill_avx512(scene, sampler, tile) },
    })
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn fill_avx2<S: Sampler<Twice<Avx2>>>(scene: &Scene<'_>, sampler: &S, tile: &mut Tile<'_>) {
    fill::<Twice<Avx2>, S>(scene, sampler, tile);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx2,fma")]
fn fill_avx512<S: Sampler<Twice<Avx512>>>(scene: &Scene<'_>, sampler: &S, tile: &mut Tile<'_>) {
    fill::<Twice<Avx512>, S>(scene, sampler, tile);
}

#[inline(always)]
fn fill<W: Wide, S: Sampler<W>>(scene: &Scene<'_>, sampler: &S, tile: &mut Tile<'_>) {
    let (width, height) = tile.size;
    for y in (0..height).step_by(W::LANES / W::WIDTH) {
        for x in (0..width).step_by(W::WIDTH) {
            let mut packet = Packet::without_rays();
            let mut any = false;
            for lane in 0..W::LANES {
                let (x, y) = (x + lane % W::WIDTH, y + lane / W::WIDTH);
                if x < width && y < height {
                    any |= set_up(scene, scene.pixel(tile.start, x, y), lane, &mut packet);
                }
            }
            if !any {
                continue;
            }
            trace::<W, S>(scene, sampler, &mut packet);
            for lane in 0..W::LANES {
                let (x, y) = (x + lane % W::WIDTH, y + lane / W::WIDTH);
                if x < width && y < height && packet.n_samples.0[lane] > 0.0 {
                    let pixel = scene.pixel(tile.start, x, y);
                    let (color, depth) = tile.pixel(x, y);
                    finish(scene, pixel, lane, &packet, color, depth);
                }
            }
        }
    }
}

/// This enters the ray of a pixel into a packet, if it has one.
#[inline(always)]
fn set_up(scene: &Scene<'_>, pixel: usize, lane: usize, packet: &mut Packet) -> bool {
    let request = scene.request;
    let (rays, dims) = (&request.rays, request.volume.dims);
    let rate = scene.sampling_rate;
    let Some(ray) = Ray::between(rays.entry[pixel], rays.exit[pixel], dims, rate) else {
        return false;
    };
    let dims = dims.as_dvec3();
    let step = ray.span * dims / ray.n_samples;
    let start = ray.entry * dims - DVec3::splat(0.5) + 0.5 * step;
    for axis in 0..3 {
        packet.start[axis].0[lane] = start[axis] as f32;
        packet.step[axis].0[lane] = step[axis] as f32;
    }
    packet.n_samples.0[lane] = ray.n_samples as f32;
    packet.exponent.0[lane] = (ray.step() * 150.0) as f32;
    if let Some(background) = &request.background {
        let at = background_place(scene, pixel, ray.n_samples);
        let color = background.color[pixel];
        let (lanes, color) = if at < 0.5 {
            (&mut packet.color, color)
        } else {
            packet.background_at.0[lane] = (at - 0.5).ceil() as f32;
            (&mut packet.background, premultiplied(color))
        };
        for (lanes, number) in lanes.iter_mut().zip(color) {
            lanes.0[lane] = number;
        }
    }
    if let Some(normals) = rays.entry_normals {
        for (lanes, bits) in packet.entry_normal.iter_mut().zip(normals[pixel]) {
            lanes.0[lane] = snorm(bits);
        }
    }
    true
}

/// This is where along its ray the background of a pixel is, in steps from the entry: the first
/// sample is at 1/2. Not a number where entry and exit are equally deep.
#[inline(always)]
fn background_place(scene: &Scene<'_>, pixel: usize, n_samples: f64) -> f64 {
    let rays = &scene.request.rays;
    let Some(background) = &scene.request.background else { return f64::NAN };
    let depth = background.depth[pixel].into();
    let (entry, exit) = (rays.entry_depth[pixel].into(), rays.exit_depth[pixel].into());
    scene.depths.share(depth, entry, exit) * n_samples
}

/// This writes what a ray has collected.
#[inline(always)]
fn finish(
    scene: &Scene<'_>,
    pixel: usize,
    lane: usize,
    packet: &Packet,
    color: &mut [f32; 4],
    depth: &mut f32,
) {
    let request = scene.request;
    let n_samples = f64::from(packet.n_samples.0[lane]);
    let behind = request.background.as_ref().map(|background| background.color[pixel]);
    for (number, lanes) in color.iter_mut().zip(&packet.color) {
        *number = lanes.0[lane];
    }
    if let Some(behind) = behind
        && background_place(scene, pixel, n_samples) > n_samples - 0.5
    {
        let clear = 1.0 - color[3];
        for (number, behind) in color.iter_mut().zip(premultiplied(behind)) {
            *number += clear * behind;
        }
    }
    let hit = packet.hit.0[lane];
    if hit < f32::INFINITY {
        let rays = &request.rays;
        let (entry, exit) = (rays.entry_depth[pixel].into(), rays.exit_depth[pixel].into());
        let share = (f64::from(hit) + 0.5) / n_samples;
        // The picture holds the background's depth, or 1.
        *depth = depth.min(scene.depths.window(share, entry, exit) as f32);
    }
}

#[inline(always)]
fn premultiplied([r, g, b, a]: [f32; 4]) -> [f32; 4] {
    [r * a, g * a, b * a, a]
}

/// This is the number that 8 bits with a sign stand for in a texture.
#[inline(always)]
fn snorm(bits: i8) -> f32 {
    (f32::from(bits) / 127.0).max(-1.0)
}

impl Packet {
    /// This is a packet in which no lane has a ray.
    #[inline(always)]
    fn without_rays() -> Self {
        let zero = Lanes([0.0; MAX_LANES]);
        Self {
            start: [zero; 3],
            step: [zero; 3],
            n_samples: zero,
            exponent: zero,
            background_at: Lanes([f32::INFINITY; MAX_LANES]),
            background: [zero; 4],
            entry_normal: [zero; 3],
            color: [zero; 4],
            hit: Lanes([f32::INFINITY; MAX_LANES]),
        }
    }
}
