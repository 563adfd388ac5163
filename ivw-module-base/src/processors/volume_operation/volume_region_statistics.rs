//! What the voxels of regions are like.

use glam::{DMat4, DVec3, UVec3};
use ivw_core::data::{Column, DataFrame};
use ivw_core::prelude::*;

/// Size, place and values of each region of a volume.
///
/// |            | shape                      | value                                  | unit         |
/// |------------|----------------------------|----------------------------------------|--------------|
/// | volume     | `[nx, ny, nz]`             | 1 to 4 numbers                         | of the field |
/// | atlas      | `[nx, ny, nz]`             | one whole number, of a region          |              |
/// | statistics | a row for each region      | volume; sum, mean, least and largest value; middle and centre of mass | of the space |
///
/// Regions are the whole numbers in the data range of the atlas.
/// A region without voxels is an error.
#[derive(Processor)]
#[processor("org.inviwo.VolumeRegionStatistics", category = "Volume Operation", tags = "CPU")]
pub struct VolumeRegionStatistics {
    /// Volume of values.
    #[inport("volume")]
    volume: In<Volume>,

    /// Which region each voxel belongs to.
    #[inport("atlas")]
    atlas: In<Volume>,

    /// A row for each region.
    #[outport("statistics")]
    statistics: Out<DataFrame>,

    /// Space of places and sizes.
    #[property("space", name = "Result Space", default = Space::World)]
    space: Space,
}

/// This is a space of a volume.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Space {
    /// The unit cube.
    Data,
    /// Where the volume is in its file.
    Model,
    /// Where it is shown.
    #[default]
    World,
    /// Numbers of voxels.
    Index,
}

impl Process for VolumeRegionStatistics {
    fn process(&mut self, context: &Context) -> Result<()> {
        let (volume, atlas) = (self.volume.get()?, self.atlas.get()?);
        if atlas.dims != volume.dims {
            return Err(Error::new(format!(
                "the atlas has {:?} voxels, the volume {:?}",
                atlas.dims, volume.dims
            ))
            .hint("connect an atlas of the same grid"));
        }
        let number = atlas.format.number;
        if atlas.format.components != 1 || number.is_float() || number.is_signed_integer() {
            return Err(Error::new(format!(
                "regions are whole numbers, but the atlas is {}",
                atlas.format
            ))
            .hint("connect an atlas of UINT8, UINT16 or UINT32"));
        }
        let [first, last] = atlas.data_map.data_range;
        if !(first <= last && last - first < 1e7) {
            return Err(Error::new(format!("regions {first} to {last} can't be counted"))
                .hint("correct the data range of the atlas"));
        }
        let regions = regions(&volume, &atlas, first as u64..=last as u64, context)?;
        self.statistics.set(frame(&volume, &regions, first as u32, self.space)?);
        Ok(())
    }
}

/// What is summed up for a region.
#[derive(Clone, Default)]
struct Region {
    n_voxels: f64,
    sum: [f64; 4],
    least: [f64; 4],
    largest: [f64; 4],
    /// Of indices; where an axis goes round, of cosines and sines.
    place: [DVec3; 2],
    /// The same, weighted by each value.
    mass: [[DVec3; 2]; 4],
}

fn regions(
    volume: &Volume,
    atlas: &Volume,
    numbers: std::ops::RangeInclusive<u64>,
    context: &Context,
) -> Result<Vec<Region>> {
    let n = (numbers.end() - numbers.start() + 1) as usize;
    let empty =
        Region { least: [f64::INFINITY; 4], largest: [f64::NEG_INFINITY; 4], ..Region::default() };
    let mut regions = vec![empty; n];
    let [nx, ny, nz] = volume.dims;
    let goes_round = volume.wrapping.map(|wrapping| wrapping == Wrapping::Repeat);
    let turn = std::f64::consts::TAU / volume.size().as_dvec3().max(DVec3::ONE);
    let place = |voxel: UVec3| {
        let index = voxel.as_dvec3();
        let mut place = [index, DVec3::ZERO];
        for axis in (0..3).filter(|&axis| goes_round[axis]) {
            let angle = (index[axis] + 0.5) * turn[axis];
            (place[0][axis], place[1][axis]) = (angle.cos(), angle.sin());
        }
        place
    };
    for z in 0..nz {
        context.check()?;
        for y in 0..ny {
            for x in 0..nx {
                let voxel = UVec3::new(x, y, z);
                let number = atlas.voxel(voxel)[0] as u64;
                let Some(n) = number.checked_sub(*numbers.start()) else { continue };
                let Some(region) = regions.get_mut(n as usize) else { continue };
                let (values, place) = (volume.voxel(voxel), place(voxel));
                region.n_voxels += 1.0;
                for (sum, place) in region.place.iter_mut().zip(place) {
                    *sum += place;
                }
                for (c, value) in values.into_iter().enumerate() {
                    region.sum[c] += value;
                    region.least[c] = region.least[c].min(value);
                    region.largest[c] = region.largest[c].max(value);
                    for (sum, place) in region.mass[c].iter_mut().zip(place) {
                        *sum += place * value;
                    }
                }
            }
        }
    }
    match regions.iter().any(|region| region.n_voxels == 0.0) {
        true => Err(Error::new("a region of the atlas has no voxels")
            .hint("let the data range of the atlas be that of its regions")),
        false => Ok(regions),
    }
}

fn frame(volume: &Volume, regions: &[Region], first: u32, space: Space) -> Result<DataFrame> {
    let data_from_index = volume.data_from_index().as_dmat4();
    let from_index = match space {
        Space::Index => DMat4::IDENTITY,
        Space::Data => data_from_index,
        Space::Model => volume.model_matrix().as_dmat4() * data_from_index,
        Space::World => volume.world_from_data().as_dmat4() * data_from_index,
    };
    let voxel_size = glam::DMat3::from_mat4(from_index).determinant().abs();
    let dims = volume.size().as_dvec3().max(DVec3::ONE);
    let goes_round = volume.wrapping.map(|wrapping| wrapping == Wrapping::Repeat);
    let middle = |place: &[DVec3; 2], weight: f64| {
        let mut index = place[0] / weight;
        for axis in (0..3).filter(|&axis| goes_round[axis]) {
            let angle = place[1][axis].atan2(place[0][axis]).rem_euclid(std::f64::consts::TAU);
            index[axis] = angle / std::f64::consts::TAU * dims[axis] - 0.5;
        }
        from_index.transform_point3(index)
    };
    let map = &volume.data_map;
    let value_axis = |name: String| Axis::new(&name, &map.value_axis.unit);
    let n = usize::from(volume.format.components);

    let mut frame = DataFrame::new(regions.len() as u32);
    let mut push = |header: Axis, value: &dyn Fn(&Region) -> f64| -> Result<()> {
        let values: Vec<f64> = regions.iter().map(value).collect();
        frame.push(Column::ordinal(header, Array::copy_of(&values))?)
    };
    push(Axis::new("Volume", ""), &|region| region.n_voxels * voxel_size)?;
    for c in 0..n {
        push(value_axis(format!("Sum {c}")), &|region| map.value(voxel_size * region.sum[c]))?;
        push(value_axis(format!("Mean {c}")), &|region| {
            map.value(region.sum[c] / region.n_voxels)
        })?;
        push(value_axis(format!("Min {c}")), &|region| map.value(region.least[c]))?;
        push(value_axis(format!("Max {c}")), &|region| map.value(region.largest[c]))?;
    }
    for (axis, name) in volume.axes.iter().enumerate() {
        let header = Axis::new(&format!("Center {}", name.name), &name.unit);
        push(header, &|region| middle(&region.place, region.n_voxels)[axis])?;
    }
    for c in 0..n {
        for (axis, name) in volume.axes.iter().enumerate() {
            let header = Axis::new(&format!("CoM {c} {}", name.name), &name.unit);
            push(header, &|region| middle(&region.mass[c], region.sum[c])[axis])?;
        }
    }
    let numbers: Vec<u32> = (0..regions.len() as u32).map(|n| first + n).collect();
    frame.set_index(Axis::new("Region Index", ""), Array::copy_of(&numbers))?;
    Ok(frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(wrapping: Wrapping, space: Space) -> Result<Shared<DataFrame>> {
        let mut volume = Volume::from_fn(UVec3::new(4, 1, 1), |v| v.x as f32)?;
        volume.wrapping = [wrapping; 3];
        volume.data_map.data_range = [0.0, 1.0];
        volume.data_map.value_range = [0.0, 10.0];
        let mut atlas = Volume::from_fn(UVec3::new(4, 1, 1), |v| [6u8, 5, 5, 6][v.x as usize])?;
        atlas.data_map.data_range = [5.0, 6.0];
        let mut node = VolumeRegionStatistics {
            volume: volume.into(),
            atlas: atlas.into(),
            space,
            ..Default::default()
        };
        node.process(&Context::detached())?;
        node.statistics.get()
    }

    fn column(frame: &DataFrame, name: &str) -> Vec<f64> {
        let column = frame.column(name).expect(name);
        (0..column.len()).map(|row| column.at(row)).collect()
    }

    #[test]
    fn each_region_has_its_size_its_values_and_its_place() -> Result<()> {
        let frame = run(Wrapping::Clamp, Space::Index)?;
        assert_eq!(column(&frame, "Region Index"), [5.0, 6.0]);
        assert_eq!(column(&frame, "Volume"), [2.0, 2.0]);
        assert_eq!(column(&frame, "Mean 0"), [15.0, 15.0]);
        assert_eq!(column(&frame, "Max 0"), [20.0, 30.0]);
        assert_eq!(column(&frame, "Center x"), [1.5, 1.5]);
        assert_eq!(column(&frame, "CoM 0 x"), [5.0 / 3.0, 3.0]);
        let frame = run(Wrapping::Clamp, Space::Data)?;
        assert_eq!(column(&frame, "Volume"), [0.5, 0.5]);
        Ok(())
    }

    #[test]
    fn the_middle_of_a_region_that_goes_round_is_within_it() -> Result<()> {
        let frame = run(Wrapping::Repeat, Space::Index)?;
        let middle = column(&frame, "Center x");
        assert!((middle[0] - 1.5).abs() < 1e-9);
        // Voxels 3 and 0 are neighbours.
        assert!((middle[1] - 3.5).abs() < 1e-9 || (middle[1] + 0.5).abs() < 1e-9, "{middle:?}");
        Ok(())
    }
}
