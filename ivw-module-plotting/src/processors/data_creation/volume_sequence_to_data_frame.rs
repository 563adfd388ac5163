//! Voxels of several volumes as rows.

use ivw_core::data::{Column, DataFrame};
use ivw_core::prelude::*;
use ivw_render::random::{Engine, Mt19937};

/// Makes rows of the voxels of volumes, and columns of the volumes.
///
/// |           | shape          | value                                    |
/// |-----------|----------------|------------------------------------------|
/// | volume    | `[nx, ny, nz]` | floating point numbers, in each volume   |
/// | dataframe | rows, columns  | `f32`, a column for each component       |
///
/// Volumes have to be of the same size; those of whole numbers are left out.
/// Which voxels are kept is random, but the same each time.
/// The smallest and the largest number of each volume stay, but for outliers.
#[derive(Processor)]
#[processor(
    "org.inviwo.VolumeSequenceToDataFrame",
    name = "Volume Sequence To DataFrame",
    category = "Data Creation",
    tags = "CPU, DataFrame, Volume",
    code_state(CodeState::Experimental),
    names_inputs
)]
pub struct VolumeSequenceToDataFrame {
    /// Volumes, or sequences of them.
    #[inport("volume", flat)]
    volumes: InMany<Volume>,

    /// Their voxels.
    #[outport("dataframe")]
    frame: Out<DataFrame>,

    /// Keep only some of the voxels.
    #[property("reduce", default = true)]
    reduces: bool,

    /// How many of them are kept, of one.
    #[property(
        "probability",
        default = 0.01,
        range = 0.0..=1.0,
        step = 0.01,
        visible_if = |p| p.reduces
    )]
    probability: f32,

    /// Leave out voxels with a number beyond the threshold.
    #[property("omitOutliers", name = "Omit outliers", default = true)]
    omits_outliers: bool,

    /// Numbers above are outliers.
    #[property(
        "threshold",
        default = 1e6,
        range = 0.0..=f32::MAX,
        step = 0.01,
        visible_if = |p| p.omits_outliers
    )]
    threshold: f32,
}

impl Process for VolumeSequenceToDataFrame {
    fn process(&mut self, context: &Context) -> Result<()> {
        let all = self.volumes.all().iter().enumerate();
        let volumes: Vec<_> = all.filter(|(_, volume)| volume.format.number.is_float()).collect();
        let Some((_, first)) = volumes.first() else {
            return Err(Error::new("no volume has floating point numbers")
                .hint("convert the volumes first: Volume Converter"));
        };
        if let Some((_, other)) = volumes.iter().find(|(_, volume)| volume.dims != first.dims) {
            return Err(Error::new(format!(
                "volumes have the sizes {:?} and {:?}",
                first.dims, other.dims
            ))
            .hint("connect volumes of the same size"));
        }
        let voxels = self.kept(&volumes, context)?;
        let mut frame = DataFrame::new(voxels.len() as u32);
        for (n, volume) in &volumes {
            for component in 0..usize::from(volume.format.components) {
                context.check()?;
                let number = |voxel: &usize| volume.voxel_at(*voxel)[component] as f32;
                let numbers: Vec<f32> = voxels.iter().map(number).collect();
                let header = Axis::new(&self.volumes.name(*n), "");
                frame.push(Column::ordinal(header, Array::copy_of(&numbers))?)?;
            }
        }
        self.frame.set(frame);
        Ok(())
    }
}

impl VolumeSequenceToDataFrame {
    /// The voxels that are kept, in their order.
    fn kept(&self, volumes: &[(usize, &Shared<Volume>)], context: &Context) -> Result<Vec<usize>> {
        let n_voxels = volumes.first().map_or(0, |(_, volume)| volume.n_voxels());
        let threshold = f64::from(self.threshold);
        let mut engine = Mt19937::new(0);
        let mut is_kept = vec![false; n_voxels];
        // The voxels with the smallest and the largest number of each volume.
        let mut ends: Vec<[Option<(usize, f64)>; 2]> = vec![[None; 2]; volumes.len()];
        for (voxel, is_kept) in is_kept.iter_mut().enumerate() {
            if voxel % (1 << 16) == 0 {
                context.check()?;
            }
            let is_drawn = !self.reduces || engine.canonical_f32() <= self.probability;
            let mut is_outlier = false;
            for ((_, volume), ends) in volumes.iter().zip(&mut ends) {
                let value = volume.voxel_at(voxel)[0];
                if self.omits_outliers && value > threshold {
                    is_outlier = true;
                    continue;
                }
                let [low, high] = ends;
                if low.is_none_or(|(_, least)| value < least) && !value.is_nan() {
                    *low = Some((voxel, value));
                }
                if high.is_none_or(|(_, most)| value > most) && !value.is_nan() {
                    *high = Some((voxel, value));
                }
            }
            *is_kept = is_drawn && !is_outlier;
        }
        for (voxel, _) in ends.into_iter().flatten().flatten() {
            is_kept[voxel] = true;
        }
        Ok((0..n_voxels).filter(|voxel| is_kept[*voxel]).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    fn node() -> Result<VolumeSequenceToDataFrame> {
        let size = UVec3::new(10, 10, 10);
        let number = |v: UVec3| v.x + 10 * v.y + 100 * v.z;
        let volumes = vec![
            Volume::from_fn(size, |v| number(v) as f32)?,
            Volume::from_fn(size, |v| number(v) as u16)?,
            Volume::from_fn(size, |v| {
                [-(number(v) as f32), if v == UVec3::ONE { 5.0 } else { 0.0 }]
            })?,
        ];
        Ok(VolumeSequenceToDataFrame { volumes: volumes.into(), ..Default::default() })
    }

    fn frame(node: &mut VolumeSequenceToDataFrame) -> Result<DataFrame> {
        node.process(&Context::detached())?;
        Ok((*node.frame.get()?).clone())
    }

    #[test]
    fn all_voxels_are_rows_with_a_column_for_each_component() -> Result<()> {
        let mut node = node()?;
        (node.reduces, node.omits_outliers) = (false, false);
        let frame = frame(&mut node)?;
        assert_eq!((frame.n_rows(), frame.columns().len()), (1000, 4));
        let row: Vec<f64> = frame.columns()[1..].iter().map(|column| column.at(111)).collect();
        assert_eq!(row, [111.0, -111.0, 5.0]);
        Ok(())
    }

    #[test]
    fn some_voxels_are_kept_the_ends_always_and_the_same_again() -> Result<()> {
        let mut node = node()?;
        node.probability = 0.1;
        let some = frame(&mut node)?;
        assert!((60..140).contains(&some.n_rows()), "{}", some.n_rows());
        assert_eq!(some.columns()[1].data_range(), [0.0, 999.0]);
        let again = frame(&mut node)?;
        assert_eq!(again.columns()[1].values.bytes.bytes(), some.columns()[1].values.bytes.bytes());
        Ok(())
    }

    #[test]
    fn outliers_are_left_out() -> Result<()> {
        let mut node = node()?;
        (node.reduces, node.threshold) = (false, 99.0);
        let frame = frame(&mut node)?;
        // The smallest number of the last volume is where the first one has an outlier.
        assert_eq!(frame.n_rows(), 101);
        assert_eq!(frame.columns()[2].data_range(), [-999.0, 0.0]);
        Ok(())
    }

    #[test]
    fn sizes_that_differ_are_named() -> Result<()> {
        let small = Volume::from_fn(UVec3::ONE, |_| 0.0f32)?;
        let large = Volume::from_fn(UVec3::new(2, 1, 1), |_| 0.0f32)?;
        let mut node =
            VolumeSequenceToDataFrame { volumes: vec![small, large].into(), ..Default::default() };
        let error = frame(&mut node).unwrap_err().to_string();
        assert!(error.contains("[1, 1, 1] and [2, 1, 1]"), "{error}");
        Ok(())
    }
}
