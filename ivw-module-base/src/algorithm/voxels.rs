//! Volumes voxel by voxel: filled in parallel, measured, and converted between kinds of numbers.

use glam::{DVec3, UVec3};
use ivw_core::prelude::*;
use rayon::prelude::*;

/// A volume like another one, with the stored numbers of a function at each voxel.
///
/// All but voxels and format is that of the other one, the meaning of numbers too.
pub(crate) fn stored_at(
    like: &Volume,
    format: Format,
    context: &Context,
    numbers: impl Fn(UVec3) -> [f64; 4] + Sync,
) -> Result<Volume> {
    let mut volume = empty_like(like, like.dims, format)?;
    fill(&mut volume, context, |number, value, bytes| number.write(value, bytes), numbers)?;
    Ok(volume)
}

/// A volume like another one, with what a shader writes at each voxel's place from 0 to 1.
///
/// Integers of up to 16 bits are parts of their largest number.
pub(crate) fn drawn(
    like: &Volume,
    format: Format,
    context: &Context,
    numbers: impl Fn(DVec3) -> [f64; 4] + Sync,
) -> Result<Volume> {
    let mut volume = empty_like(like, like.dims, format)?;
    let per_voxel = volume.size().as_dvec3().max(DVec3::ONE).recip();
    fill(&mut volume, context, write_texel, |voxel| numbers((voxel.as_dvec3() + 0.5) * per_voxel))?;
    Ok(volume)
}

/// A volume of zeros with all else of another one.
pub(crate) fn empty_like(like: &Volume, dims: [u32; 3], format: Format) -> Result<Volume> {
    let empty = Volume::new(dims, format)?;
    Ok(Volume { dims, format, voxels: empty.voxels, ..like.clone() })
}

/// Fills a volume with the numbers of a function at each voxel.
pub(crate) fn fill(
    volume: &mut Volume,
    context: &Context,
    write: impl Fn(Number, f64, &mut [u8]) + Sync,
    numbers: impl Fn(UVec3) -> [f64; 4] + Sync,
) -> Result<()> {
    let format = volume.format;
    let (number, size) = (format.number, format.number.size());
    let [nx, ny, _] = volume.dims;
    let row_len = nx as usize * format.size();
    if volume.voxels.is_empty() {
        return Ok(());
    }
    let rows = volume.voxels.bytes_mut().par_chunks_exact_mut(row_len);
    rows.enumerate().try_for_each(|(n, row)| {
        context.check()?;
        let (y, z) = (n as u32 % ny, n as u32 / ny);
        for (x, voxel) in row.chunks_exact_mut(format.size()).enumerate() {
            let values = numbers(UVec3::new(x as u32, y, z));
            for (value, bytes) in values.into_iter().zip(voxel.chunks_exact_mut(size)) {
                write(number, value, bytes);
            }
        }
        Ok(())
    })
}

/// Writes a number as a graphics card does: integers of up to 16 bits are parts of their largest.
pub(crate) fn write_texel(number: Number, value: f64, bytes: &mut [u8]) {
    let value = match number {
        Number::U8 | Number::U16 => value.clamp(0.0, 1.0) * number.limits()[1],
        Number::I8 | Number::I16 => value.clamp(-1.0, 1.0) * number.limits()[1],
        _ => value,
    };
    number.write(value, bytes);
}

/// The stored number of a part of a format's range; integers lose what is behind the point.
pub(crate) fn denormalized(number: Number, part: f64) -> f64 {
    let [lo, hi] = number.limits();
    match number {
        number if number.is_float() => part,
        number if number.is_signed_integer() => (part * (hi - lo) + lo).trunc(),
        _ => (part * hi).trunc(),
    }
}

/// Smallest and largest finite number of each component; 0 for those that there are not, or that
/// have none.
pub(crate) fn component_ranges(volume: &Volume) -> [[f64; 2]; 4] {
    const NONE: [f64; 2] = [f64::INFINITY, f64::NEG_INFINITY];
    let n_components = usize::from(volume.format.components);
    let format = volume.format;
    let scan = |bytes: &[u8]| {
        let mut ranges = [NONE; 4];
        for voxel in bytes.chunks_exact(format.size()) {
            let voxel = format.read(voxel, 0);
            for (range, value) in ranges.iter_mut().zip(voxel).take(n_components) {
                if value.is_finite() {
                    *range = [range[0].min(value), range[1].max(value)];
                }
            }
        }
        ranges
    };
    let join = |a: [[f64; 2]; 4], b: [[f64; 2]; 4]| {
        std::array::from_fn(|n| [a[n][0].min(b[n][0]), a[n][1].max(b[n][1])])
    };
    let chunk = format.size() << 14;
    let ranges = volume.voxels.bytes().par_chunks(chunk).map(scan).reduce(|| [NONE; 4], join);
    ranges.map(|[lo, hi]| if lo <= hi { [lo, hi] } else { [0.0, 0.0] })
}

/// Smallest and largest of the ranges of those components that there are.
pub(crate) fn joint_range(volume: &Volume) -> [f64; 2] {
    let n_components = usize::from(volume.format.components);
    let ranges = &component_ranges(volume)[..n_components];
    let lowest = ranges.iter().map(|range| range[0]).fold(f64::INFINITY, f64::min);
    let highest = ranges.iter().map(|range| range[1]).fold(f64::NEG_INFINITY, f64::max);
    [lowest, highest]
}

/// The format that takes the numbers of all these: floating point if one is, else with a sign if one
/// has one, with the most bits of any.
pub(crate) fn common_number(numbers: impl IntoIterator<Item = Number> + Clone) -> Number {
    let any = |is: fn(Number) -> bool| numbers.clone().into_iter().any(is);
    let is_wanted = match (any(Number::is_float), any(Number::is_signed_integer)) {
        (true, _) => Number::is_float,
        (false, true) => Number::is_signed_integer,
        (false, false) => |number: Number| !number.is_float() && !number.is_signed_integer(),
    };
    let size = numbers.into_iter().map(Number::size).max().unwrap_or(1);
    let fits = |number: &Number| is_wanted(*number) && number.size() >= size;
    Number::ALL.into_iter().filter(fits).min_by_key(|number| number.size()).unwrap_or(Number::F64)
}

/// An error for a volume without voxels, for processors that have to look into one.
pub(crate) fn no_voxels() -> Error {
    Error::new("the volume has no voxels").hint("load or make another one")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversions_keep_to_the_limits() {
        assert_eq!(denormalized(Number::U8, 0.999), 254.0);
        assert_eq!(denormalized(Number::I8, 0.5), 0.0);
        assert_eq!(denormalized(Number::F32, 0.3), 0.3);
        let mut byte = [0];
        write_texel(Number::U8, 2.0, &mut byte);
        assert_eq!(byte, [255]);
        write_texel(Number::I8, -1.0, &mut byte);
        assert_eq!(byte, [129]);
    }

    #[test]
    fn a_common_format_holds_all() {
        use Number::{F32, F64, I8, I16, U8, U16, U32};
        assert_eq!(common_number([U8, U16]), U16);
        assert_eq!(common_number([I8, U16]), I16);
        assert_eq!(common_number([F32, U8]), F32);
        assert_eq!(common_number([F32, F64, U32]), F64);
        assert_eq!(common_number([Number::F16, U8]), Number::F16);
    }

    #[test]
    fn ranges_are_of_finite_numbers() {
        let numbers = [[1.0f32, f32::NAN], [-3.0, f32::INFINITY]];
        let volume = Volume::from_fn(UVec3::new(2, 1, 1), |v| numbers[v.x as usize]).unwrap();
        assert_eq!(component_ranges(&volume), [[-3.0, 1.0], [0.0; 2], [0.0; 2], [0.0; 2]]);
        assert_eq!(joint_range(&volume), [-3.0, 1.0]);
    }

    #[test]
    fn a_shader_writes_what_it_reads_at_a_voxel() {
        let volume = Volume::from_fn(UVec3::new(4, 3, 2), |v| (v.x * 50 + v.y) as u8).unwrap();
        let texture = ivw_render::raycast::VolumeTexture::new(&volume).unwrap();
        let copy = drawn(&volume, volume.format, &Context::detached(), |at| texture.texel(at));
        assert_eq!(copy.unwrap().voxels.bytes(), volume.voxels.bytes());
    }
}
