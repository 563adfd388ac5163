//! Other numbers for regions.

use crate::algorithm::voxels::stored_at;
use ivw_core::data::{Column, DataFrame};
use ivw_core::prelude::*;
use ivw_render::properties::{ColumnChoice, Columns};
use std::collections::HashMap;

/// Gives regions other numbers, by two columns of a data frame.
///
/// |                | shape          | value                    | unit          |
/// |----------------|----------------|--------------------------|---------------|
/// | inport         | `[nx, ny, nz]` | one number, of a region  | of the region |
/// | mappingIndices | rows           | from and to              | of the region |
/// | outport        | `[nx, ny, nz]` | as in the input          | of the region |
///
/// Where the numbers to map from are sorted and leave some out, a missing number is mapped like the
/// next larger one, as in Inviwo.
/// The data range stays what it was.
#[derive(Processor)]
#[processor("org.inviwo.VolumeRegionMapper", category = "Volume Operation", tags = "CPU")]
pub struct VolumeRegionMapper {
    /// Volume of regions.
    #[inport("inport")]
    volume: In<Volume>,

    /// Which number becomes which.
    #[inport("mappingIndices")]
    mapping: In<DataFrame>,

    /// The volume with other numbers.
    #[outport("outport")]
    mapped: Out<Volume>,

    /// Column with the numbers to map from.
    #[property(
        "fromColumn",
        name = "From Column",
        default = ColumnChoice::new(1),
        class = ColumnChoice::CLASS,
        saved = Saved::Always
    )]
    from: ColumnChoice,

    /// Column with the numbers to map to.
    #[property(
        "toColumn",
        name = "To Column",
        default = ColumnChoice::new(2),
        class = ColumnChoice::CLASS,
        saved = Saved::Always
    )]
    to: ColumnChoice,

    /// Whether numbers that are not in the data frame become another one; otherwise they stay.
    #[property("useMissingValue", name = "Use Missing Value", default = true)]
    replaces_missing: bool,

    /// What numbers become that are not in the data frame.
    #[property("missingValue", name = "Missing Value", soft = 0..=100)]
    missing: i32,

    columns: Columns,
}

impl Process for VolumeRegionMapper {
    fn process(&mut self, context: &Context) -> Result<()> {
        let (volume, frame) = (self.volume.get()?, self.mapping.get()?);
        let columns = [("fromColumn", &self.from, false), ("toColumn", &self.to, false)];
        self.columns.offer(&frame, &columns, context);
        if volume.format.components != 1 {
            return Err(Error::new(format!(
                "regions have one number, but voxels are {}",
                volume.format
            ))
            .hint("connect a volume of numbers of regions"));
        }
        let column = |choice: &ColumnChoice, otherwise: usize| -> Result<&Column> {
            let columns = frame.columns();
            columns.get(choice.place(&frame).unwrap_or(otherwise)).ok_or_else(|| {
                Error::new(format!("the data frame has {} columns", columns.len()))
                    .hint("connect one with a column to map from and one to map to")
            })
        };
        let mapping = Mapping::new(column(&self.from, 1)?, column(&self.to, 2)?)?;
        let missing = self.replaces_missing.then_some(f64::from(self.missing));
        let mapped = stored_at(&volume, volume.format, context, |voxel| {
            let stored = volume.voxel(voxel)[0];
            [mapping.at(stored as i64).or(missing).unwrap_or(stored), 0.0, 0.0, 0.0]
        })?;
        self.mapped.set(mapped);
        Ok(())
    }
}

/// Which number becomes which.
enum Mapping {
    /// Rising numbers that may leave some out.
    Sorted(Vec<(i64, f64)>),
    /// In any order.
    Exact(HashMap<i64, f64>),
}

impl Mapping {
    fn new(from: &Column, to: &Column) -> Result<Self> {
        let pairs: Vec<_> = (0..from.len()).map(|n| (from.at(n) as i64, to.at(n))).collect();
        let exact: HashMap<_, _> = pairs.iter().copied().collect();
        if exact.len() < pairs.len() {
            return Err(Error::new(format!(
                "column \"{}\" has some numbers more than once",
                from.header.name
            ))
            .hint("leave one row for each number"));
        }
        match pairs.windows(2).all(|pair| pair[0].0 < pair[1].0) {
            true => Ok(Self::Sorted(pairs)),
            false => Ok(Self::Exact(exact)),
        }
    }

    fn at(&self, number: i64) -> Option<f64> {
        match self {
            Self::Sorted(pairs) => {
                let (first, _) = pairs.first()?;
                let is_whole = pairs.last()?.0 - first + 1 == pairs.len() as i64;
                let place = pairs.partition_point(|(from, _)| *from < number);
                // Without gaps, what is not there is missing below as well.
                pairs.get(place).filter(|_| !is_whole || number >= *first).map(|(_, to)| *to)
            }
            Self::Exact(pairs) => pairs.get(&number).copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    fn map(from: &[i32], to: &[i32], replaces_missing: bool) -> Result<Vec<u8>> {
        let mut frame = DataFrame::default();
        for (name, values) in [("from", from), ("to", to)] {
            frame.push(Column::ordinal(Axis::new(name, ""), Array::copy_of(values))?)?;
        }
        let mut node = VolumeRegionMapper {
            volume: Volume::from_fn(UVec3::new(5, 1, 1), |v| v.x as u8)?.into(),
            mapping: frame.into(),
            replaces_missing,
            missing: 99,
            ..Default::default()
        };
        node.process(&Context::detached())?;
        Ok(node.mapped.get()?.voxels.bytes().to_vec())
    }

    #[test]
    fn numbers_are_mapped_and_missing_ones_are_replaced_or_stay() -> Result<()> {
        assert_eq!(map(&[1, 2, 3], &[10, 20, 30], true)?, [99, 10, 20, 30, 99]);
        assert_eq!(map(&[3, 1], &[30, 10], false)?, [0, 10, 2, 30, 4]);
        // Sorted with a gap: 2 is mapped like 3.
        assert_eq!(map(&[1, 3], &[10, 30], true)?, [10, 10, 30, 30, 99]);
        assert!(map(&[1, 1], &[2, 3], true).is_err());
        Ok(())
    }
}
