//! The nearest of some points, for each voxel.

use crate::algorithm::voxels::stored_at;
use glam::{DMat3, DVec3};
use ivw_core::data::{Column, DataFrame};
use ivw_core::prelude::*;
use ivw_render::properties::{ColumnChoice, Columns};

/// Cuts a volume into the regions of the nearest of some points.
///
/// |             | shape          | value                                | unit           |
/// |-------------|----------------|--------------------------------------|----------------|
/// | inputVolume | `[nx, ny, nz]` | says where voxels are                |                |
/// | seedPoints  | rows           | number, place, maybe weight          | of model space |
/// | outport     | `[nx, ny, nz]` | `u16`, number of the nearest point   |                |
///
/// Along axes that repeat, the way round the border counts too.
#[derive(Processor)]
#[processor("org.inviwo.VolumeVoronoiSegmentation", category = "Volume Operation", tags = "CPU")]
pub struct VolumeVoronoiSegmentation {
    /// Volume whose voxels are shared out.
    #[inport("inputVolume")]
    volume: In<Volume>,

    /// The points.
    #[inport("seedPoints")]
    seeds: In<DataFrame>,

    /// The number of the nearest point.
    #[outport("outport")]
    regions: Out<Volume>,

    /// Whether points have a reach: its square is taken off the squared distance.
    #[property("weighted", name = "Weighted Voronoi")]
    is_weighted: bool,

    /// Column with the numbers of points.
    #[property(
        "iCol",
        name = "Index Column",
        default = ColumnChoice::new(0),
        class = ColumnChoice::CLASS,
        saved = Saved::Always
    )]
    index: ColumnChoice,

    /// What is added to the numbers of points.
    #[property("indexOffset", name = "Index Offset", soft = 0..=100)]
    offset: i32,

    /// Column with x of points.
    #[property(
        "xCol",
        name = "X Coordinate Column",
        default = ColumnChoice::new(1),
        class = ColumnChoice::CLASS,
        saved = Saved::Always
    )]
    x: ColumnChoice,

    /// Column with y of points.
    #[property(
        "yCol",
        name = "Y Coordinate Column",
        default = ColumnChoice::new(2),
        class = ColumnChoice::CLASS,
        saved = Saved::Always
    )]
    y: ColumnChoice,

    /// Column with z of points.
    #[property(
        "zCol",
        name = "Z Coordinate Column",
        default = ColumnChoice::new(3),
        class = ColumnChoice::CLASS,
        saved = Saved::Always
    )]
    z: ColumnChoice,

    /// Column with the reach of points.
    #[property(
        "wCol",
        name = "Weights Column",
        default = ColumnChoice::new(4),
        class = ColumnChoice::CLASS,
        saved = Saved::Always
    )]
    weight: ColumnChoice,

    columns: Columns,
}

/// A point.
#[derive(Clone, Copy, Debug)]
struct Seed {
    number: f64,
    /// In data space.
    place: DVec3,
    weight: f64,
}

impl Process for VolumeVoronoiSegmentation {
    fn process(&mut self, context: &Context) -> Result<()> {
        let (volume, frame) = (self.volume.get()?, self.seeds.get()?);
        let columns = [
            ("iCol", &self.index, false),
            ("xCol", &self.x, false),
            ("yCol", &self.y, false),
            ("zCol", &self.z, false),
            ("wCol", &self.weight, true),
        ];
        self.columns.offer(&frame, &columns, context);
        let seeds = self.read(&volume, &frame)?;
        if volume.wrapping.contains(&Wrapping::Mirror) {
            return Err(Error::new("mirrored volumes can't be cut into regions")
                .hint("choose another wrapping"));
        }
        let goes_round = volume.wrapping.map(|wrapping| wrapping == Wrapping::Repeat);
        let model = DMat3::from_mat4(volume.model_matrix().as_dmat4());
        let data_from_index = volume.data_from_index().as_dmat4();
        let mut regions = stored_at(&volume, u16::FORMAT, context, |voxel| {
            let place = data_from_index.transform_point3(voxel.as_dvec3());
            let mut nearest = (f64::INFINITY, 0.0);
            for seed in &seeds {
                let mut way = seed.place - place;
                for axis in (0..3).filter(|&axis| goes_round[axis]) {
                    way[axis] -= way[axis].round();
                }
                let distance = (model * way).length_squared() - seed.weight * seed.weight;
                if distance < nearest.0 {
                    nearest = (distance, seed.number);
                }
            }
            [nearest.1, 0.0, 0.0, 0.0]
        })?;
        let numbers = seeds.iter().map(|seed| seed.number);
        let range = [
            numbers.clone().fold(f64::INFINITY, f64::min),
            numbers.fold(f64::NEG_INFINITY, f64::max),
        ];
        regions.interpolation = Interpolation::Nearest;
        (regions.data_map.data_range, regions.data_map.value_range) = (range, range);
        self.regions.set(regions);
        Ok(())
    }
}

impl VolumeVoronoiSegmentation {
    fn read(&self, volume: &Volume, frame: &DataFrame) -> Result<Vec<Seed>> {
        if frame.n_rows() == 0 {
            return Err(Error::new("no seed points, cannot create volume voronoi segmentation")
                .hint("connect a data frame with rows"));
        }
        let columns = frame.columns();
        let column = |choice: &ColumnChoice, otherwise: usize| -> Result<&Column> {
            columns.get(choice.place(frame).unwrap_or(otherwise)).ok_or_else(|| {
                Error::new(format!("the data frame has {} columns", columns.len()))
                    .hint("connect one with numbers and coordinates of points")
            })
        };
        let index = column(&self.index, 0)?;
        let [x, y, z] = [column(&self.x, 1)?, column(&self.y, 2)?, column(&self.z, 3)?];
        let weight = match self.is_weighted {
            true => Some(column(&self.weight, 4)?),
            false => None,
        };
        let data_from_model = volume.model_matrix().as_dmat4().inverse();
        let seed = |row: usize| {
            let number = index.at(row) + f64::from(self.offset);
            if !(0.0..=f64::from(u16::MAX)).contains(&number) {
                return Err(Error::new("seed point index greater than 65535 is not supported")
                    .hint("use smaller numbers, and none below 0"));
            }
            let place = DVec3::new(x.at(row), y.at(row), z.at(row));
            Ok(Seed {
                number: number.trunc(),
                place: data_from_model.transform_point3(place),
                weight: weight.map_or(0.0, |weight| weight.at(row)),
            })
        };
        (0..frame.n_rows()).map(seed).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    fn node(wrapping: Wrapping) -> Result<VolumeVoronoiSegmentation> {
        let mut volume = Volume::new([8, 1, 1], u8::FORMAT)?;
        volume.wrapping = [wrapping; 3];
        let mut frame = DataFrame::default();
        for (name, values) in
            [("x", [0.1, 0.6]), ("y", [0.5; 2]), ("z", [0.5; 2]), ("w", [0.0, 0.4])]
        {
            frame.push(Column::ordinal(Axis::new(name, ""), Array::copy_of(&values))?)?;
        }
        Ok(VolumeVoronoiSegmentation {
            volume: volume.into(),
            seeds: frame.into(),
            offset: 3,
            ..Default::default()
        })
    }

    fn regions(node: &mut VolumeVoronoiSegmentation) -> Vec<u16> {
        node.process(&Context::detached()).unwrap();
        node.regions.get().unwrap().voxels.elements::<u16>().to_vec()
    }

    #[test]
    fn voxels_belong_to_the_nearest_point() -> Result<()> {
        assert_eq!(regions(&mut node(Wrapping::Clamp)?), [3, 3, 3, 4, 4, 4, 4, 4]);
        assert_eq!(regions(&mut node(Wrapping::Repeat)?), [3, 3, 3, 4, 4, 4, 4, 3]);
        let mut weighted = node(Wrapping::Clamp)?;
        weighted.is_weighted = true;
        assert_eq!(regions(&mut weighted), [3, 3, 4, 4, 4, 4, 4, 4]);
        let result = weighted.regions.get()?;
        assert_eq!(result.data_map.data_range, [3.0, 4.0]);
        assert_eq!(result.voxel(UVec3::ZERO)[0], 3.0);
        Ok(())
    }

    #[test]
    fn what_cannot_be_cut_is_an_error() -> Result<()> {
        assert!(node(Wrapping::Mirror)?.process(&Context::detached()).is_err());
        let mut node = node(Wrapping::Clamp)?;
        node.offset = 70_000;
        let error = node.process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("65535"), "{error}");
        node.seeds = DataFrame::new(0).into();
        assert!(node.process(&Context::detached()).is_err());
        Ok(())
    }
}
