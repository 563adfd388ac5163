//! Voxels as rows.

use ivw_core::data::{Column, DataFrame};
use ivw_core::prelude::*;

/// Makes rows of the voxels of a volume.
///
/// |        | shape         | value                                                   |
/// |--------|---------------|---------------------------------------------------------|
/// | volume | `[x, y, z]`   | 1 to 4 numbers                                          |
/// | outport| rows, columns | place and numbers of voxels, or a column for each line  |
///
/// With *Analytics* each voxel in the ranges is a row; otherwise each line of voxels along an axis is
/// a column of its first number.
#[derive(Processor)]
#[processor(
    "org.inviwo.VolumeToDataFrame",
    name = "Volume To DataFrame",
    category = "Data Operation",
    tags = "CPU, DataFrame, Volume"
)]
pub struct VolumeToDataFrame {
    /// The voxels.
    #[inport("volume")]
    volume: In<Volume>,

    /// The rows.
    #[outport("outport")]
    frame: Out<DataFrame>,

    /// What rows and columns are.
    #[property("mode")]
    mode: Mode,

    /// Voxels along x that are taken.
    #[property("xrange", name = "X Range", default = Limited::whole(0..256))]
    x: Limited<usize>,

    /// Voxels along y that are taken.
    #[property("yrange", name = "Y Range", default = Limited::whole(0..256))]
    y: Limited<usize>,

    /// Voxels along z that are taken.
    #[property("zrange", name = "Z Range", default = Limited::whole(0..256))]
    z: Limited<usize>,
}

/// This is what rows and columns are.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Rows are voxels.
    #[default]
    #[choice("analytics", "Analytics")]
    Analytics,
    /// Columns are lines along x.
    #[choice("xdir", "X Direction")]
    X,
    /// Columns are lines along y.
    #[choice("ydir", "Y Direction")]
    Y,
    /// Columns are lines along z.
    #[choice("zdir", "Z Direction")]
    Z,
}

/// More columns are of no use, and slow.
const MOST_COLUMNS: usize = 1 << 16;

impl Process for VolumeToDataFrame {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let dims = volume.dims.map(|n| n as usize);
        let mut ranges = [&mut self.x, &mut self.y, &mut self.z];
        for ((range, n), id) in ranges.iter_mut().zip(dims).zip(["xrange", "yrange", "zrange"]) {
            if range.limits == (0..n) {
                continue;
            }
            // All voxels of new data, unless some were chosen.
            let was_whole = range.value == range.limits;
            range.limits = 0..n;
            range.value = match was_whole {
                true => 0..n,
                false => range.value.start.min(n)..range.value.end.min(n),
            };
            let pair = |range: &std::ops::Range<usize>| {
                Value::Ints([range.start as i64, range.end as i64].into_iter().collect())
            };
            context.change(id, PropertyChange::Range(pair(&range.limits)));
            context.set(id, pair(&range.value));
        }
        let ranges = [&self.x, &self.y, &self.z].map(|range| range.value.clone());
        let ranges: [_; 3] =
            std::array::from_fn(|n| ranges[n].start.min(dims[n])..ranges[n].end.min(dims[n]));
        let frame = match self.mode {
            Mode::Analytics => voxels(&volume, &ranges)?,
            Mode::X => lines(&volume, &ranges, 0)?,
            Mode::Y => lines(&volume, &ranges, 1)?,
            Mode::Z => lines(&volume, &ranges, 2)?,
        };
        self.frame.set(frame);
        Ok(())
    }
}

type Ranges = [std::ops::Range<usize>; 3];

/// A row for each voxel, x fastest.
fn voxels(volume: &Volume, [xs, ys, zs]: &Ranges) -> Result<DataFrame> {
    let [nx, ny, _] = volume.dims.map(|n| n as usize);
    let components = usize::from(volume.format.components);
    let mut places: [Vec<i32>; 3] = Default::default();
    let mut numbers: Vec<Vec<f32>> = vec![Vec::new(); components];
    for z in zs.clone() {
        for y in ys.clone() {
            for x in xs.clone() {
                for (place, at) in places.iter_mut().zip([x, y, z]) {
                    place.push(at as i32);
                }
                let voxel = volume.voxel_at((z * ny + y) * nx + x);
                for (numbers, number) in numbers.iter_mut().zip(voxel) {
                    numbers.push(number as f32);
                }
            }
        }
    }
    let mut frame = DataFrame::new(places[0].len() as u32);
    for (name, place) in ["x", "y", "z"].into_iter().zip(&places) {
        frame.push(Column::ordinal(Axis::new(name, ""), Array::copy_of(place))?)?;
    }
    for (n, numbers) in numbers.iter().enumerate() {
        let name = format!("Channel {}", n + 1);
        frame.push(Column::ordinal(Axis::new(&name, ""), Array::copy_of(numbers))?)?;
    }
    Ok(frame)
}

/// A column for each line along an axis.
fn lines(volume: &Volume, ranges: &Ranges, along: usize) -> Result<DataFrame> {
    let [nx, ny, _] = volume.dims.map(|n| n as usize);
    let others = [[1, 2], [0, 2], [0, 1]][along];
    let [first, second] = others.map(|axis| ranges[axis].clone());
    if first.len().saturating_mul(second.len()) > MOST_COLUMNS {
        return Err(Error::new(format!(
            "{} x {} lines are too many columns",
            first.len(),
            second.len()
        ))
        .hint(format!("narrow the ranges to at most {MOST_COLUMNS} lines")));
    }
    let mut frame = DataFrame::new(ranges[along].len() as u32);
    for b in second {
        for a in first.clone() {
            let number = |at: usize| {
                let mut place = [0; 3];
                (place[along], place[others[0]], place[others[1]]) = (at, a, b);
                volume.voxel_at((place[2] * ny + place[1]) * nx + place[0])[0] as f32
            };
            let numbers: Vec<f32> = ranges[along].clone().map(number).collect();
            let name = format!("({a}, {b})");
            frame.push(Column::ordinal(Axis::new(&name, ""), Array::copy_of(&numbers))?)?;
        }
    }
    Ok(frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node() -> Result<VolumeToDataFrame> {
        let volume = Volume::from_fn(glam::UVec3::new(3, 2, 2), |at| {
            (at.x + 10 * at.y + 100 * at.z) as f32
        })?;
        Ok(VolumeToDataFrame { volume: volume.into(), ..VolumeToDataFrame::default() })
    }

    #[test]
    fn voxels_become_rows() -> Result<()> {
        let mut node = node()?;
        node.process(&Context::detached())?;
        let frame = node.frame.get()?;
        assert_eq!((frame.n_rows(), frame.columns().len()), (12, 5));
        let row: Vec<f64> = frame.columns()[1..].iter().map(|column| column.at(10)).collect();
        assert_eq!(row, [1.0, 1.0, 1.0, 111.0]);
        Ok(())
    }

    #[test]
    fn lines_become_columns() -> Result<()> {
        for (mode, shape, number) in
            [(Mode::X, (3, 5), 111.0), (Mode::Y, (2, 7), 110.0), (Mode::Z, (2, 7), 100.0)]
        {
            let mut node = VolumeToDataFrame { mode, ..node()? };
            node.process(&Context::detached())?;
            let frame = node.frame.get()?;
            assert_eq!((frame.n_rows(), frame.columns().len()), shape, "{mode:?}");
            let column = if mode == Mode::Z { 1 } else { 4 };
            assert_eq!(frame.columns()[column].at(1), number, "{mode:?}");
        }
        Ok(())
    }
}
