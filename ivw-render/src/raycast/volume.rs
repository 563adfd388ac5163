//! A volume as the ray caster sees it: bytes with a shape, read one voxel or one sample at a time.
//!
//! Reading here is correct for every number format, wrapping and interpolation; the packets have
//! faster ways for the common ones.

use bytemuck::Pod;
use glam::{DVec3, I64Vec3, UVec3};
use half::f16;

/// This is a volume of numbers in memory: x runs fastest, components lie side by side.
#[derive(Clone, Copy, Debug)]
pub struct VolumeView<'a> {
    /// Voxels along x, y and z.
    pub dims: UVec3,
    /// The kind of number.
    pub format: Format,
    /// Numbers per voxel, 1 to 4.
    pub components: usize,
    /// The numbers, in the machine's byte order; any alignment.
    pub bytes: &'a [u8],
    /// What is beyond the borders, per axis.
    pub wrapping: [Wrapping; 3],
    /// The numbers that become 0 and 1.
    pub data_range: (f64, f64),
    /// What is between voxels.
    pub interpolation: Interpolation,
}

/// This is a kind of number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it all")]
pub enum Format {
    F16,
    F32,
    F64,
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
}

/// This is what a volume holds beyond its borders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wrapping {
    /// The voxel of the border.
    #[default]
    Clamp,
    /// The volume again.
    Repeat,
    /// The volume again, turned round each time.
    Mirror,
}

/// This is what a volume holds between its voxels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Interpolation {
    /// A blend of the eight voxels around.
    #[default]
    Linear,
    /// The nearest voxel.
    Nearest,
}

/// This is a number as voxels hold it.
pub(super) trait Number: Pod + PartialOrd + Send + Sync {
    /// The largest magnitude that textures of this format map to 1.
    const ONE: f64;
    /// No number is larger, infinity aside.
    const HIGHEST: Self;
    /// No number is smaller, infinity aside.
    const LOWEST: Self;

    fn to_f64(self) -> f64;
}

macro_rules! number {
    ($($number:ty, $one:expr;)*) => {$(
        impl Number for $number {
            const ONE: f64 = $one;
            const HIGHEST: Self = <$number>::MAX;
            const LOWEST: Self = <$number>::MIN;

            #[inline(always)]
            fn to_f64(self) -> f64 {
                self as f64
            }
        }
    )*};
}

number! {
    f32, 1.0;
    f64, 1.0;
    i8, 127.0;
    i16, 32767.0;
    i32, 1.0;
    i64, 1.0;
    u8, 255.0;
    u16, 65535.0;
    u32, 1.0;
    u64, 1.0;
}

impl Number for f16 {
    const ONE: f64 = 1.0;
    const HIGHEST: Self = f16::MAX;
    const LOWEST: Self = f16::MIN;

    #[inline(always)]
    fn to_f64(self) -> f64 {
        f16::to_f64(self)
    }
}

/// This runs an expression with the number type of a format.
macro_rules! with_number {
    ($format:expr, $number:ident => $body:expr) => {{
        macro_rules! run {
            ($t:ty) => {{
                type $number = $t;
                $body
            }};
        }
        match $format {
            Format::F16 => run!(half::f16),
            Format::F32 => run!(f32),
            Format::F64 => run!(f64),
            Format::I8 => run!(i8),
            Format::I16 => run!(i16),
            Format::I32 => run!(i32),
            Format::I64 => run!(i64),
            Format::U8 => run!(u8),
            Format::U16 => run!(u16),
            Format::U32 => run!(u32),
            Format::U64 => run!(u64),
        }
    }};
}
pub(super) use with_number;

impl VolumeView<'_> {
    /// This is how many bytes a volume of this shape has, if that is a number at all.
    pub(super) fn n_bytes(&self) -> Option<usize> {
        let size = with_number!(self.format, T => size_of::<T>());
        let [x, y, z] = self.dims.to_array().map(|dim| dim as usize);
        x.checked_mul(y)?.checked_mul(z)?.checked_mul(self.components)?.checked_mul(size)
    }

    /// This is what turns a number of the volume into a normalised one: factor and summand.
    ///
    /// A data range without extent has no meaning; everything is 0 then.
    pub(super) fn normalization(&self) -> (f64, f64) {
        let (min, max) = self.data_range;
        let scale = 1.0 / (max - min);
        if scale.is_finite() { (scale, -min * scale) } else { (0.0, 0.0) }
    }

    /// This is a sample of one component as it is stored, at a place where voxel centres are
    /// whole numbers. A component the volume doesn't have is 0, the fourth is one.
    pub(super) fn sample(&self, index: DVec3, component: usize) -> f64 {
        with_number!(self.format, T => self.sample_of::<T>(index, component))
    }

    fn sample_of<T: Number>(&self, index: DVec3, component: usize) -> f64 {
        if component >= self.components {
            return if component == 3 { T::ONE } else { 0.0 };
        }
        let linear = self.interpolation == Interpolation::Linear;
        let place = if linear { index } else { index + 0.5 };
        let cell = I64Vec3::new(floor(place.x), floor(place.y), floor(place.z));
        let f = place - cell.as_dvec3();
        let dims = self.dims.as_i64vec3();
        if linear && cell.cmpge(I64Vec3::ZERO).all() && (cell + 1).cmplt(dims).all() {
            // Neighbours are a fixed way off where no border is near.
            let slice = (dims.x * dims.y) as usize;
            let first = (cell.z * dims.x * dims.y + cell.y * dims.x + cell.x) as usize;
            // Written out: mapping an array would be a call per row.
            let a = self.mix_pair::<T>(first, component, f.x);
            let b = self.mix_pair::<T>(first + dims.x as usize, component, f.x);
            let c = self.mix_pair::<T>(first + slice, component, f.x);
            let d = self.mix_pair::<T>(first + slice + dims.x as usize, component, f.x);
            return mix(mix(a, b, f.y), mix(c, d, f.y), f.z);
        }
        let mut places = [[0; 2]; 3];
        for (axis, places) in places.iter_mut().enumerate() {
            let (i, n, wrapping) = (cell[axis], dims[axis], self.wrapping[axis]);
            *places = [wrapped(i, n, wrapping), wrapped(i + 1, n, wrapping)];
        }
        let voxel = |x: usize, y: usize, z: usize| {
            let [x, y, z] = [places[0][x], places[1][y], places[2][z]];
            let i = (z * dims.y as usize + y) * dims.x as usize + x;
            number::<T>(&self.bytes[(i * self.components + component) * size_of::<T>()..])
        };
        if !linear {
            return voxel(0, 0, 0);
        }
        let row = |y, z| mix(voxel(0, y, z), voxel(1, y, z), f.x);
        mix(mix(row(0, 0), row(1, 0), f.y), mix(row(0, 1), row(1, 1), f.y), f.z)
    }

    /// This is the blend of a component of a voxel and the next one.
    #[inline(always)]
    fn mix_pair<T: Number>(&self, voxel: usize, component: usize, f: f64) -> f64 {
        let (size, stride) = (size_of::<T>(), self.components * size_of::<T>());
        let bytes = &self.bytes[voxel * stride + component * size..][..stride + size];
        mix(number::<T>(bytes), number::<T>(&bytes[stride..]), f)
    }
}

/// This is the number that some bytes start with.
#[inline(always)]
fn number<T: Number>(bytes: &[u8]) -> f64 {
    bytemuck::pod_read_unaligned::<T>(&bytes[..size_of::<T>()]).to_f64()
}

/// This is the next whole number below, or at, `x`. Far away is as good as any place out there.
///
/// `f64::floor` is a call on machines that a portable program is compiled for.
#[inline(always)]
pub(super) fn floor(x: f64) -> i64 {
    let x = x.clamp(-1e9, 1e9);
    let whole = x as i64;
    whole - i64::from(whole as f64 > x)
}

/// This is the value at `t` between `a` at 0 and `b` at 1.
#[inline(always)]
fn mix(a: f64, b: f64, t: f64) -> f64 {
    a + (b - a) * t
}

/// This is the voxel that stands at place `i` of an axis of `n` voxels.
fn wrapped(i: i64, n: i64, wrapping: Wrapping) -> usize {
    let i = match wrapping {
        Wrapping::Clamp => i.clamp(0, n - 1),
        Wrapping::Repeat => i.rem_euclid(n),
        Wrapping::Mirror => {
            let i = i.rem_euclid(2 * n);
            if i < n { i } else { 2 * n - 1 - i }
        }
    };
    i as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mirrored_axis_runs_back_from_its_border() {
        let voxels = [-4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6].map(|i| wrapped(i, 3, Wrapping::Mirror));
        assert_eq!(voxels, [2, 2, 1, 0, 0, 1, 2, 2, 1, 0, 0]);
    }

    #[test]
    fn a_sample_at_a_voxel_is_the_voxel_in_every_format() {
        fn check<T: Number>(format: Format, numbers: [T; 8]) {
            let volume = VolumeView {
                dims: UVec3::splat(2),
                format,
                components: 1,
                bytes: bytemuck::bytes_of(&numbers),
                wrapping: [Wrapping::Clamp; 3],
                data_range: (0.0, 1.0),
                interpolation: Interpolation::Linear,
            };
            for (i, number) in numbers.iter().enumerate() {
                let index = DVec3::new((i % 2) as f64, (i / 2 % 2) as f64, (i / 4) as f64);
                assert_eq!(volume.sample(index, 0), number.to_f64(), "{format:?}");
            }
        }
        macro_rules! check {
            ($($format:ident $number:ty),*) => {
                $(check(Format::$format, [3, 1, 4, 1, 5, 9, 2, 6].map(|n| n as $number));)*
            };
        }
        check!(F32 f32, F64 f64, I8 i8, I16 i16, I32 i32, I64 i64, U8 u8, U16 u16, U32 u32, U64 u64);
        check(Format::F16, [3, 1, 4, 1, 5, 9, 2, 6].map(|n: i8| f16::from(n)));
    }
}
