//! What is behind a port, and how often values occur.

use super::canvas::rgba_of;
use glam::{Mat4, Vec3};
use ivw_core::data::{Data as _, DataHandle, Image, Layer, LayerKind, Mesh, Volume};
use ivw_core::host::Host;
use ivw_core::network::{Network, PortRef, ProcessorId, PropertyRef};
use std::collections::{HashSet, VecDeque};

/// How often values of a volume occur, for the editor of a transfer function.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Histogram {
    pub(crate) property: PropertyRef,
    /// Heights from 0 to 1, by the logarithm of the numbers.
    pub(crate) bars: Vec<f32>,
    /// What the ends mean.
    pub(crate) range: [f64; 2],
}

/// What a port holds: words, and a picture if there is one.
#[derive(Clone, Debug)]
pub(crate) struct PortLook {
    pub(crate) port: PortRef,
    pub(crate) is_outport: bool,
    pub(crate) lines: Vec<String>,
    pub(crate) picture: Option<(Vec<u8>, [u32; 2])>,
}

/// What was counted last.
#[derive(Default)]
pub(super) struct Counted {
    of: Option<DataHandle>,
}

const N_BARS: usize = 256;
/// No more voxels than this are looked at.
const N_SAMPLES: usize = 400_000;

impl Counted {
    /// The histogram of the volume that a property is for; nothing if it is the one from before.
    pub(super) fn count(&mut self, host: &Host, property: PropertyRef) -> Option<Histogram> {
        let handle = host.with(|network| volume_at(network, property.processor))?;
        if self.of.as_ref().is_some_and(|known| known.is_same(&handle)) {
            return None;
        }
        let volume = handle.downcast::<Volume>().ok()?;
        self.of = Some(handle);
        let range = volume.data_map.data_range;
        Some(Histogram { property, bars: bars(&volume, range), range })
    }
}

fn bars(volume: &Volume, range: [f64; 2]) -> Vec<f32> {
    let mut counts = vec![0_u32; N_BARS];
    let n = volume.n_voxels();
    let size = (range[1] - range[0]).max(f64::MIN_POSITIVE);
    for voxel in (0..n).step_by((n / N_SAMPLES).max(1)) {
        let part = (volume.voxel_at(voxel)[0] - range[0]) / size;
        if (0.0..=1.0).contains(&part) {
            counts[((part * N_BARS as f64) as usize).min(N_BARS - 1)] += 1;
        }
    }
    let height = |count: u32| f64::from(count).ln_1p();
    let highest = counts.iter().map(|count| height(*count)).fold(1.0, f64::max);
    counts.into_iter().map(|count| (height(count) / highest) as f32).collect()
}

/// The volume that comes to a processor, or to the nearest one upstream.
fn volume_at(network: &Network, processor: ProcessorId) -> Option<DataHandle> {
    let mut pending = VecDeque::from([processor]);
    let mut visited = HashSet::new();
    while let Some(id) = pending.pop_front() {
        if !visited.insert(id) {
            continue;
        }
        let node = network.node(id).ok()?;
        for from in node.inports.iter().flat_map(|port| &port.connections) {
            let source = network.node(from.processor).ok()?;
            let data = source.outports.get(from.port as usize).and_then(|port| port.data.clone());
            if let Some(data) = data.filter(|data| data.type_id() == Volume::TYPE_ID) {
                return Some(data);
            }
            pending.push_back(from.processor);
        }
    }
    None
}

/// The corners around the data that comes to a processor, in world space; of the nearest processor
/// upstream to which any comes.
pub(super) fn bounds(network: &Network, processor: ProcessorId) -> Option<[Vec3; 2]> {
    let mut level = vec![processor];
    let mut visited = HashSet::new();
    while !level.is_empty() {
        let (mut found, mut next) = (None, Vec::new());
        for id in level {
            let Ok(node) = network.node(id) else { continue };
            for from in node.inports.iter().flat_map(|port| &port.connections) {
                let Ok(source) = network.node(from.processor) else { continue };
                let port = source.outports.get(from.port as usize);
                let data = port.and_then(|port| port.data.as_ref());
                found = around(found, data.and_then(bounds_of));
                if visited.insert(from.processor) {
                    next.push(from.processor);
                }
            }
        }
        if found.is_some() {
            return found;
        }
        level = next;
    }
    None
}

fn around(a: Option<[Vec3; 2]>, b: Option<[Vec3; 2]>) -> Option<[Vec3; 2]> {
    match (a, b) {
        (Some([low, high]), Some([other_low, other_high])) => {
            Some([low.min(other_low), high.max(other_high)])
        }
        (a, b) => a.or(b),
    }
}

fn bounds_of(data: &DataHandle) -> Option<[Vec3; 2]> {
    let unit = |matrix: Mat4, size: Vec3| {
        let corners = (0..8).map(|n| {
            let part = Vec3::new((n & 1) as f32, (n >> 1 & 1) as f32, (n >> 2 & 1) as f32);
            matrix.transform_point3(part * size)
        });
        corners.fold(None, |range, corner| around(range, Some([corner; 2])))
    };
    let found = if let Ok(mesh) = data.downcast::<Mesh>() {
        mesh.bounds()
    } else if let Ok(volume) = data.downcast::<Volume>() {
        unit(volume.world_from_data(), Vec3::ONE)
    } else if let Ok(layer) = data.downcast::<Layer>() {
        unit(layer.world_from_data(), Vec3::new(1.0, 1.0, 0.0))
    } else {
        None
    };
    found.filter(|[low, high]| low.is_finite() && high.is_finite())
}

/// How deep the picture of a canvas is at a place in [0, 1], from −1 to 1; 1 where there is nothing.
pub(super) fn depth(network: &Network, canvas: ProcessorId, at: [f64; 2]) -> f64 {
    network.shown(canvas).and_then(|image| depth_of(&image, at)).unwrap_or(1.0)
}

fn depth_of(image: &Image, [x, y]: [f64; 2]) -> Option<f64> {
    let layer = image.layer(LayerKind::Depth, 0)?;
    let [width, height] = layer.dims;
    let pixel =
        |part: f64, n: u32| (0.0..1.0).contains(&part).then_some((part * f64::from(n)) as usize);
    let n = pixel(y, height)? * width as usize + pixel(x, width)?;
    let depth = f64::from(layer.texel_at(n)[0]) * 2.0 - 1.0;
    depth.is_finite().then_some(depth)
}

/// What a port holds.
pub(super) fn port(host: &Host, port: PortRef, is_outport: bool) -> PortLook {
    let (mut lines, data) = host.with(|network| {
        let Ok(node) = network.node(port.processor) else { return (Vec::new(), None) };
        let n = port.port as usize;
        let from = |port: PortRef| {
            network.node(port.processor).ok()?.outports.get(port.port as usize)?.data.clone()
        };
        match is_outport {
            true => node
                .outports
                .get(n)
                .map(|p| (vec![format!("{}: {}", p.spec.id, p.spec.help)], p.data.clone())),
            false => node.inports.get(n).map(|p| {
                let optional = if p.spec.is_optional { " (optional)" } else { "" };
                let data = p.connections.first().copied().and_then(from);
                (vec![format!("{}{optional}: {}", p.spec.id, p.spec.help)], data)
            }),
        }
        .unwrap_or_default()
    });
    let mut picture = None;
    match &data {
        None => lines.push("no data yet".to_owned()),
        Some(data) => describe(data, &mut lines, &mut picture),
    }
    PortLook { port, is_outport, lines, picture }
}

fn describe(data: &DataHandle, lines: &mut Vec<String>, picture: &mut Option<(Vec<u8>, [u32; 2])>) {
    if let Ok(volume) = data.downcast::<Volume>() {
        let [x, y, z] = volume.dims;
        let [low, high] = volume.data_map.data_range;
        lines.push(format!("volume {x} × {y} × {z}, {}", volume.format));
        lines.push(format!("data from {low} to {high}"));
        *picture = Some(slice(&volume));
    } else if let Ok(image) = data.downcast::<Image>() {
        let size = image.size();
        lines.push(format!("image {} × {}", size.x, size.y));
        if let Some(layer) = image.color.first() {
            lines.push(format!("{} colour layers, {}", image.color.len(), layer.format));
            *picture = Some((rgba_of(layer), layer.dims));
        }
    } else if let Ok(layer) = data.downcast::<Layer>() {
        lines.push(format!("layer {} × {}, {}", layer.dims[0], layer.dims[1], layer.format));
        *picture = Some((rgba_of(&layer), layer.dims));
    } else if let Ok(mesh) = data.downcast::<Mesh>() {
        lines.push(format!("mesh with {} vertices", mesh.n_vertices()));
    } else {
        lines.push(data.type_id().to_owned());
    }
}

/// The slice in the middle, its values as greys.
fn slice(volume: &Volume) -> (Vec<u8>, [u32; 2]) {
    let [width, height, depth] = volume.dims;
    let [low, high] = volume.data_map.data_range;
    let size = (high - low).max(f64::MIN_POSITIVE);
    let mut rgba = Vec::with_capacity(width as usize * height as usize * 4);
    for y in (0..height).rev() {
        for x in 0..width {
            let value = volume.voxel(glam::UVec3::new(x, y, depth / 2))[0];
            let grey = (((value - low) / size).clamp(0.0, 1.0) * 255.0) as u8;
            rgba.extend([grey, grey, grey, 255]);
        }
    }
    (rgba, [width, height])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_that_of_the_pixel_and_of_no_other() -> Result<(), ivw_core::error::Error> {
        let format = ivw_core::data::Format::new(ivw_core::data::Number::U8, 4);
        let mut image = Image::new([2, 2], format)?;
        let depth = image.depth.as_mut().into_option().expect("images are made with depth");
        depth.pixels.elements_mut::<f32>().copy_from_slice(&[1.0, 0.25, 1.0, f32::NAN]);
        assert_eq!(depth_of(&image, [0.75, 0.25]), Some(-0.5));
        assert_eq!(depth_of(&image, [0.25, 0.25]), Some(1.0));
        for at in [[0.75, 0.75], [1.0, 0.5], [-0.1, 0.5], [f64::NAN, 0.5]] {
            assert_eq!(depth_of(&image, at), None, "{at:?}");
        }
        Ok(())
    }

    #[test]
    fn data_is_bounded_where_it_lies_in_the_world() -> Result<(), ivw_core::error::Error> {
        let mut volume = Volume::from_fn(glam::UVec3::splat(2), |_| 0_u8)?;
        volume.model = Mat4::from_scale(Vec3::new(2.0, 4.0, 6.0)).to_cols_array_2d();
        volume.world = Mat4::from_translation(Vec3::ONE).to_cols_array_2d();
        let found = bounds_of(&DataHandle::new(volume));
        assert_eq!(found, Some([Vec3::ONE, Vec3::new(3.0, 5.0, 7.0)]));
        assert_eq!(around(found, Some([Vec3::ZERO; 2])).map(|b| b[0]), Some(Vec3::ZERO));
        Ok(())
    }

    #[test]
    fn bars_are_as_high_as_values_are_frequent() -> Result<(), ivw_core::error::Error> {
        let size = glam::UVec3::new(16, 1, 1);
        let volume = Volume::from_fn(size, |at| if at.x < 12 { 0_u8 } else { 255 })?;
        let bars = bars(&volume, [0.0, 255.0]);
        assert_eq!(bars.len(), N_BARS);
        assert_eq!(bars[0], 1.0);
        assert!(bars[N_BARS - 1] > 0.5 && bars[N_BARS - 1] < 1.0);
        assert_eq!(bars.iter().filter(|bar| **bar > 0.0).count(), 2);
        Ok(())
    }
}
