//! What is behind a port, and how often values occur.

use super::canvas::rgba_of;
use ivw_core::data::{Data as _, DataHandle, Image, Layer, Mesh, Volume};
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
