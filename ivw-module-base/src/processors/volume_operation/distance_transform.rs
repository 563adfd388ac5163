//! How far voxels are from what is above a threshold.

use crate::algorithm::voxels::{component_ranges, no_voxels};
use glam::{DVec3, UVec3};
use ivw_core::prelude::*;
use rayon::prelude::*;
use std::ops::Range;

/// Distance of each voxel to the nearest one above a threshold.
///
/// |              | shape                | value                                | unit         |
/// |--------------|----------------------|--------------------------------------|--------------|
/// | inputVolume  | `[nx, ny, nz]`       | 1 to 4 numbers, the first one counts | of the field |
/// | outputVolume | `[nx·u, ny·v, nz·w]` | `f32`                                | of model space, times the scale |
///
/// Along the axes one after the other, after Saito and Toriwaki (1994).
/// Distances are along the volume's edges, which are taken to be at right angles.
/// Where nothing is above the threshold, distances are about those of the whole volume.
#[derive(Processor)]
#[processor(
    "org.inviwo.DistanceTransformRAM",
    name = "Volume Distance Transform",
    category = "Volume Operation",
    tags = "CPU"
)]
pub struct DistanceTransform {
    /// Volume with the features.
    #[inport("inputVolume")]
    volume: In<Volume>,

    /// Distance of each voxel.
    #[outport("outputVolume")]
    distance: Out<Volume>,

    /// Voxels above are features, and have distance 0.
    #[property("threshold", default = 0.5, soft = 0.0..=1.0)]
    threshold: f64,

    /// Voxels below are features instead.
    #[property("flip", name = "Consider features with smaller values")]
    is_flipped: bool,

    /// Whether the threshold is a part of the data range; otherwise it is a stored number.
    #[property("normalize", name = "Use normalized threshold", default = true)]
    is_normalized: bool,

    /// Factor on distances.
    #[property("distScale", name = "Scaling Factor", default = 1.0, soft = 0.0..=1e3, step = 0.05)]
    scale: f64,

    /// Whether distances are squared.
    #[property("distSquared", name = "Squared Distance")]
    is_squared: bool,

    /// Whether one factor is that of all axes.
    #[property("uniformUpsampling", name = "Uniform Upsampling")]
    is_uniform: bool,

    /// How many voxels along x, y and z one becomes.
    #[property(
        "upsampleFactorVec3",
        name = "Sampling Factor",
        default = UVec3::ONE,
        range = 1..=10,
        visible_if = |p| !p.is_uniform
    )]
    factors: UVec3,

    /// How many voxels along each axis one becomes.
    #[property(
        "upsampleFactorUniform",
        name = "Sampling Factor",
        default = 1,
        range = 1..=10,
        visible_if = |p| p.is_uniform
    )]
    factor: i32,

    /// What becomes the data range.
    #[property("dataRangeMode", name = "Data Range")]
    range_mode: RangeMode,

    /// A data range of one's own.
    #[property(
        "customDataRange",
        name = "Custom Data Range",
        default = 0.0..1.0,
        range = f64::MIN..=f64::MAX,
        semantics = "Text"
    )]
    custom_range: Range<f64>,

    /// The data range.
    #[property(
        "dataRange",
        name = "Output Range",
        default = 0.0..1.0,
        range = f64::MIN..=f64::MAX,
        semantics = "Text",
        read_only = true,
        saved = Saved::Never
    )]
    range: Range<f64>,
}

/// This is what becomes the data range.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RangeMode {
    /// From 0 to the length of the volume's diagonal.
    #[default]
    Diagonal,
    /// From the least to the largest distance.
    #[choice("MinMax", "Min/Max")]
    MinMax,
    /// One's own.
    Custom,
}

impl Process for DistanceTransform {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        if volume.n_voxels() == 0 {
            return Err(no_voxels());
        }
        let factors = match self.is_uniform {
            true => UVec3::splat(self.factor.max(1) as u32),
            false => self.factors.max(UVec3::ONE),
        };
        let dims = (0..3).map(|n| volume.dims[n].checked_mul(factors[n]));
        let dims: Option<Vec<u32>> = dims.collect();
        let dims = dims.ok_or_else(|| {
            Error::new("the result would have too many voxels").hint("use smaller factors")
        })?;
        let empty = Volume::new([dims[0], dims[1], dims[2]], f32::FORMAT)?;
        let mut distance = Volume {
            dims: empty.dims,
            format: empty.format,
            voxels: empty.voxels,
            ..(*volume).clone()
        };
        distance.swizzle = Swizzle::RGBA;

        let basis = volume.basis().as_dmat3();
        let edges = [basis.x_axis, basis.y_axis, basis.z_axis];
        let size = distance.size().as_dvec3();
        let cell =
            DVec3::from_array(std::array::from_fn(|n| edges[n].length_squared())) / (size * size);
        let is_feature = |stored: f64| {
            let value = match self.is_normalized {
                true => volume.data_map.normalized(stored),
                false => stored,
            };
            if self.is_flipped { value < self.threshold } else { value > self.threshold }
        };
        transform(&mut distance, &volume, factors, cell, is_feature, context)?;
        let (scale, is_squared) = (self.scale, self.is_squared);
        distance.voxels.elements_mut::<f32>().par_iter_mut().with_min_len(1 << 14).for_each(|d| {
            let squared = f64::from(*d);
            *d = (scale * if is_squared { squared } else { squared.sqrt() }) as f32;
        });

        let diagonal = edges.into_iter().sum::<DVec3>().length();
        let range = match self.range_mode {
            RangeMode::Diagonal => [0.0, if is_squared { diagonal * diagonal } else { diagonal }],
            RangeMode::MinMax => component_ranges(&distance)[0],
            RangeMode::Custom => [self.custom_range.start, self.custom_range.end],
        };
        distance.data_map = DataMap {
            data_range: range,
            value_range: range,
            value_axis: Axis::new("distance", ""),
        };
        context.set("dataRange", Value::Floats(range.into_iter().collect()));
        let is_custom = self.range_mode == RangeMode::Custom;
        context.change("customDataRange", PropertyChange::ReadOnly(!is_custom));
        self.distance.set(distance);
        Ok(())
    }
}

/// Fills a volume with squared distances; `cell` has the squared side of a voxel along each axis.
pub(crate) fn transform(
    distance: &mut Volume,
    volume: &Volume,
    factors: UVec3,
    cell: DVec3,
    is_feature: impl Fn(f64) -> bool + Sync,
    context: &Context,
) -> Result<()> {
    let [nx, ny, nz] = distance.dims.map(|dim| dim as usize);
    let numbers = distance.voxels.elements_mut::<f32>();

    // Along x: steps to the nearest feature of the row, squared.
    numbers.par_chunks_exact_mut(nx).enumerate().try_for_each(|(row, numbers)| {
        context.check()?;
        let (y, z) = ((row % ny) as u32 / factors.y, (row / ny) as u32 / factors.z);
        let feature = |x: usize| {
            let voxel = UVec3::new(x as u32 / factors.x, y, z);
            is_feature(volume.voxel(voxel)[0])
        };
        let mut steps = nx as f64;
        for (x, number) in numbers.iter_mut().enumerate() {
            steps = if feature(x) { 0.0 } else { steps + 1.0 };
            *number = (steps * steps * cell.x) as f32;
        }
        steps = nx as f64;
        for (x, number) in numbers.iter_mut().enumerate().rev() {
            steps = if feature(x) { 0.0 } else { steps + 1.0 };
            *number = number.min((steps * steps * cell.x) as f32);
        }
        Ok::<_, Error>(())
    })?;

    // Along y, a slice at a time.
    numbers.par_chunks_exact_mut(nx * ny).try_for_each(|slice| {
        context.check()?;
        let mut column = vec![0.0; ny];
        for x in 0..nx {
            column.iter_mut().enumerate().for_each(|(y, d)| *d = slice[y * nx + x]);
            nearest(&column, cell.y, |y, least| slice[y * nx + x] = least);
        }
        Ok::<_, Error>(())
    })?;

    // Along z, for each column of a row at a time; rows of one y lie in all slices.
    let before = numbers.to_vec();
    let columns: Vec<Vec<f32>> = (0..ny)
        .into_par_iter()
        .map(|y| {
            context.check()?;
            let mut plane = vec![0.0; nx * nz];
            let mut column = vec![0.0; nz];
            for x in 0..nx {
                column.iter_mut().enumerate().for_each(|(z, d)| *d = before[(z * ny + y) * nx + x]);
                nearest(&column, cell.z, |z, least| plane[z * nx + x] = least);
            }
            Ok(plane)
        })
        .collect::<Result<_>>()?;
    numbers.par_chunks_exact_mut(nx).enumerate().for_each(|(row, numbers)| {
        let (y, z) = (row % ny, row / ny);
        numbers.copy_from_slice(&columns[y][z * nx..(z + 1) * nx]);
    });
    Ok(())
}

/// For each place of a line, the least sum of a squared distance there and the squared way to it.
fn nearest(line: &[f32], cell: f64, mut put: impl FnMut(usize, f32)) {
    for (i, &here) in line.iter().enumerate() {
        let mut least = f64::from(here);
        // Outwards, as far as anything nearer can be; the first place counts only for itself, as in
        // Inviwo.
        for step in 1..line.len() {
            let way = (step * step) as f64 * cell;
            if way >= least {
                break;
            }
            let before = i.checked_sub(step).filter(|place| *place > 0);
            let behind = Some(i + step).filter(|place| *place < line.len());
            for place in [before, behind].into_iter().flatten() {
                least = least.min(f64::from(line[place]) + way);
            }
        }
        put(i, least as f32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{Mat3, Vec3};

    fn run(node: &mut DistanceTransform) -> Shared<Volume> {
        node.process(&Context::detached()).unwrap();
        node.distance.get().unwrap()
    }

    fn node(feature: UVec3) -> DistanceTransform {
        let mut volume =
            Volume::from_fn(UVec3::new(6, 5, 4), |v| if v == feature { 200u8 } else { 10 })
                .unwrap();
        volume.set_basis(Mat3::from_diagonal(Vec3::new(6.0, 10.0, 4.0)));
        DistanceTransform { volume: volume.into(), ..Default::default() }
    }

    #[test]
    fn distances_are_those_in_model_space() {
        let feature = UVec3::new(2, 2, 1);
        let mut node = node(feature);
        let distance = run(&mut node);
        // The first voxel of an axis is left out of searches by those behind it.
        for (x, y, z) in [(2, 2, 1), (5, 2, 1), (0, 3, 2), (4, 4, 3), (3, 1, 1)] {
            let away = (Vec3::new(x as f32, y as f32, z as f32) - feature.as_vec3())
                * Vec3::new(1.0, 2.0, 1.0);
            let found = distance.voxel(UVec3::new(x, y, z))[0];
            assert!((found - f64::from(away.length())).abs() < 1e-5, "{x} {y} {z}: {found}");
        }
        assert!((distance.data_map.data_range[1] - 152.0_f64.sqrt()).abs() < 1e-5);
        node.is_squared = true;
        node.scale = 2.0;
        assert_eq!(run(&mut node).voxel(UVec3::new(5, 2, 1))[0], 18.0);
    }

    #[test]
    fn thresholds_are_parts_of_the_data_range_or_stored_numbers() {
        let mut node = node(UVec3::splat(1));
        node.threshold = 0.9;
        let nothing = run(&mut node);
        assert!(nothing.min_max()[0] > 5.0);
        (node.is_normalized, node.threshold) = (false, 150.0);
        assert_eq!(run(&mut node).min_max()[0], 0.0);
        node.is_flipped = true;
        let flipped = run(&mut node);
        assert_eq!(flipped.voxel(UVec3::ZERO)[0], 0.0);
        assert!(flipped.voxel(UVec3::splat(1))[0] > 0.0);
    }

    #[test]
    fn more_voxels_are_finer_distances() {
        let mut node = node(UVec3::splat(1));
        node.factors = UVec3::new(2, 1, 3);
        let distance = run(&mut node);
        assert_eq!(distance.dims, [12, 5, 12]);
        assert_eq!(distance.voxel(UVec3::new(3, 1, 5))[0], 0.0);
        assert!((distance.voxel(UVec3::new(4, 1, 5))[0] - 0.5).abs() < 1e-6);
        node.range_mode = RangeMode::Custom;
        node.custom_range = 1.0..3.0;
        assert_eq!(run(&mut node).data_map.data_range, [1.0, 3.0]);
    }
}
