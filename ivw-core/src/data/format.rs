//! Number formats of voxels, pixels and vertices.

use crate::abi::StableAbi;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::fmt;

/// How one number is stored.
///
/// ```
/// use ivw_core::prelude::*;
///
/// assert_eq!((Number::I16.name(), Number::I16.size()), ("INT16", 2));
/// let mut bytes = [0; 2];
/// Number::I16.write(1e6, &mut bytes);
/// assert_eq!(Number::I16.read(&bytes), 32767.0);
/// assert_eq!(Number::F32.default_range(), [0.0, 1.0]);
/// ```
#[repr(u8)]
#[derive(StableAbi, Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Number {
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

impl Number {
    /// All number formats.
    pub const ALL: [Number; 11] = [
        Number::F16,
        Number::F32,
        Number::F64,
        Number::I8,
        Number::I16,
        Number::I32,
        Number::I64,
        Number::U8,
        Number::U16,
        Number::U32,
        Number::U64,
    ];

    /// Size of one number in bytes.
    pub const fn size(self) -> usize {
        match self {
            Number::I8 | Number::U8 => 1,
            Number::F16 | Number::I16 | Number::U16 => 2,
            Number::F32 | Number::I32 | Number::U32 => 4,
            Number::F64 | Number::I64 | Number::U64 => 8,
        }
    }

    /// Whether numbers are floating point.
    pub const fn is_float(self) -> bool {
        matches!(self, Number::F16 | Number::F32 | Number::F64)
    }

    /// Whether numbers are integers with a sign.
    pub const fn is_signed_integer(self) -> bool {
        matches!(self, Number::I8 | Number::I16 | Number::I32 | Number::I64)
    }

    /// Smallest and largest number of the format.
    pub fn limits(self) -> [f64; 2] {
        match self {
            Number::F16 => [half::f16::MIN.to_f64(), half::f16::MAX.to_f64()],
            Number::F32 => [f64::from(f32::MIN), f64::from(f32::MAX)],
            Number::F64 => [f64::MIN, f64::MAX],
            Number::I8 => [f64::from(i8::MIN), f64::from(i8::MAX)],
            Number::I16 => [f64::from(i16::MIN), f64::from(i16::MAX)],
            Number::I32 => [f64::from(i32::MIN), f64::from(i32::MAX)],
            Number::I64 => [i64::MIN as f64, i64::MAX as f64],
            Number::U8 => [0.0, f64::from(u8::MAX)],
            Number::U16 => [0.0, f64::from(u16::MAX)],
            Number::U32 => [0.0, f64::from(u32::MAX)],
            Number::U64 => [0.0, u64::MAX as f64],
        }
    }

    /// Data range of a new volume or layer: [0, 1] for floating point, the limits for integers.
    pub fn default_range(self) -> [f64; 2] {
        if self.is_float() { [0.0, 1.0] } else { self.limits() }
    }

    /// Saved name, such as `FLOAT32`.
    pub const fn name(self) -> &'static str {
        match self {
            Number::F16 => "FLOAT16",
            Number::F32 => "FLOAT32",
            Number::F64 => "FLOAT64",
            Number::I8 => "INT8",
            Number::I16 => "INT16",
            Number::I32 => "INT32",
            Number::I64 => "INT64",
            Number::U8 => "UINT8",
            Number::U16 => "UINT16",
            Number::U32 => "UINT32",
            Number::U64 => "UINT64",
        }
    }

    /// Reads one number, given its bytes in the order of this machine.
    ///
    /// Panics if there are fewer bytes than [`Number::size`].
    #[inline]
    pub fn read(self, bytes: &[u8]) -> f64 {
        macro_rules! number {
            ($T:ty) => {
                bytemuck::pod_read_unaligned::<$T>(&bytes[..size_of::<$T>()]) as f64
            };
        }
        match self {
            Number::F16 => half::f16::from_bits(bytemuck::pod_read_unaligned(&bytes[..2])).to_f64(),
            Number::F32 => number!(f32),
            Number::F64 => number!(f64),
            Number::I8 => number!(i8),
            Number::I16 => number!(i16),
            Number::I32 => number!(i32),
            Number::I64 => number!(i64),
            Number::U8 => number!(u8),
            Number::U16 => number!(u16),
            Number::U32 => number!(u32),
            Number::U64 => number!(u64),
        }
    }

    /// Writes one number; integers are rounded and kept within the limits.
    ///
    /// Panics if there are fewer bytes than [`Number::size`].
    #[inline]
    pub fn write(self, value: f64, bytes: &mut [u8]) {
        macro_rules! number {
            ($value:expr) => {{
                let value = $value;
                bytes[..size_of_val(&value)].copy_from_slice(bytemuck::bytes_of(&value));
            }};
        }
        match self {
            Number::F16 => number!(half::f16::from_f64(value)),
            Number::F32 => number!(value as f32),
            Number::F64 => number!(value),
            Number::I8 => number!(value.round() as i8),
            Number::I16 => number!(value.round() as i16),
            Number::I32 => number!(value.round() as i32),
            Number::I64 => number!(value.round() as i64),
            Number::U8 => number!(value.round() as u8),
            Number::U16 => number!(value.round() as u16),
            Number::U32 => number!(value.round() as u32),
            Number::U64 => number!(value.round() as u64),
        }
    }
}

/// Format of one voxel, pixel or vertex attribute: a number format and 1 to 4 components.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let format = Format::parse("Vec3UINT8")?;
/// assert_eq!((format, format.size()), (Format::new(Number::U8, 3), 3));
/// // Elements are dense, components interleaved.
/// assert_eq!(format.read(&[1, 2, 3, 4, 5, 6], 1), [4.0, 5.0, 6.0, 0.0]);
/// assert!(Format::parse("Vec5UINT8").is_err());
/// # Ok::<(), Error>(())
/// ```
#[repr(C)]
#[derive(StableAbi, Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Format {
    /// How each component is stored.
    pub number: Number,
    /// How many components there are, 1 to 4.
    pub components: u8,
}

impl Format {
    /// The format with this many components.
    ///
    /// Panics unless there are 1 to 4.
    pub const fn new(number: Number, components: u8) -> Self {
        assert!(components >= 1 && components <= 4, "a format has 1 to 4 components");
        Self { number, components }
    }

    /// Size of one element in bytes.
    pub const fn size(self) -> usize {
        self.number.size() * self.components as usize
    }

    /// All components of the n-th of many elements; missing components are zero.
    ///
    /// Panics if there are fewer elements.
    #[inline]
    pub fn read(self, bytes: &[u8], n: usize) -> [f64; 4] {
        let element = &bytes[n * self.size()..][..self.size()];
        let mut components = [0.0; 4];
        for (component, bytes) in
            components.iter_mut().zip(element.chunks_exact(self.number.size()))
        {
            *component = self.number.read(bytes);
        }
        components
    }

    /// Reads a saved name, such as `Vec3UINT8` or `FLOAT32`, in any case, and the older aliases
    /// `UCHAR`, `CHAR`, `USHORT`, `SHORT`, `UINT`, `INT`, `FLOAT` and `DOUBLE`.
    pub fn parse(text: &str) -> Result<Self> {
        let upper = text.trim().to_ascii_uppercase();
        let (components, scalar) = match upper.strip_prefix("VEC") {
            Some(rest) if rest.starts_with(['2', '3', '4']) => {
                (rest.as_bytes()[0] - b'0', &rest[1..])
            }
            _ => (1, upper.as_str()),
        };
        let scalar = match scalar {
            "UCHAR" => "UINT8",
            "CHAR" => "INT8",
            "USHORT" => "UINT16",
            "SHORT" => "INT16",
            "UINT" => "UINT32",
            "INT" => "INT32",
            "FLOAT" => "FLOAT32",
            "DOUBLE" => "FLOAT64",
            other => other,
        };
        Number::ALL
            .into_iter()
            .find(|number| number.name() == scalar)
            .map(|number| Self { number, components })
            .ok_or_else(|| {
                Error::new(format!("unknown number format \"{text}\""))
                    .hint("use FLOAT16/32/64, INT8/16/32/64 or UINT8/16/32/64, with Vec2, Vec3 or Vec4 in front for more components")
            })
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.components {
            1 => f.write_str(self.number.name()),
            n => write!(f, "Vec{n}{}", self.number.name()),
        }
    }
}

/// A Rust type that can be a voxel, pixel or vertex attribute.
///
/// # Safety
/// The type's bytes are exactly one element of `FORMAT`.
///
/// Numbers, arrays of 2 to 4 of them, and vectors of `glam` are elements already.
///
/// ```
/// use ivw_core::prelude::*;
///
/// fn filled<T: Element>(value: T) -> Result<Volume> {
///     Volume::from_fn([2, 2, 2].into(), |_voxel| value)
/// }
/// assert_eq!(filled(glam::Vec3::X)?.format, Format::new(Number::F32, 3));
/// assert_eq!(filled([7_u8, 8])?.voxel_at(0), [7.0, 8.0, 0.0, 0.0]);
/// # Ok::<(), Error>(())
/// ```
#[allow(unsafe_code)]
pub unsafe trait Element: bytemuck::Pod + Send + Sync {
    /// The format of one element.
    const FORMAT: Format;
}

macro_rules! elements {
    ($($T:ty => $number:ident $n:literal),* $(,)?) => {$(
        // SAFETY: `$T` is plain old data of `$n` numbers, checked by the assertion.
        #[allow(unsafe_code)]
        unsafe impl Element for $T {
            const FORMAT: Format = {
                let format = Format::new(Number::$number, $n);
                assert!(format.size() == size_of::<$T>());
                format
            };
        }
    )*};
}

elements! {
    half::f16 => F16 1, f32 => F32 1, f64 => F64 1,
    i8 => I8 1, i16 => I16 1, i32 => I32 1, i64 => I64 1,
    u8 => U8 1, u16 => U16 1, u32 => U32 1, u64 => U64 1,
    glam::Vec2 => F32 2, glam::Vec3 => F32 3, glam::Vec4 => F32 4,
    glam::DVec2 => F64 2, glam::DVec3 => F64 3, glam::DVec4 => F64 4,
    glam::UVec2 => U32 2, glam::UVec3 => U32 3, glam::UVec4 => U32 4,
    glam::IVec2 => I32 2, glam::IVec3 => I32 3, glam::IVec4 => I32 4,
    [f32; 2] => F32 2, [f32; 3] => F32 3, [f32; 4] => F32 4,
    [f64; 2] => F64 2, [f64; 3] => F64 3, [f64; 4] => F64 4,
    [u8; 2] => U8 2, [u8; 3] => U8 3, [u8; 4] => U8 4,
    [i8; 2] => I8 2, [i8; 3] => I8 3, [i8; 4] => I8 4,
    [u16; 2] => U16 2, [u16; 3] => U16 3, [u16; 4] => U16 4,
    [i16; 2] => I16 2, [i16; 3] => I16 3, [i16; 4] => I16 4,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_name_reads_back() {
        for number in Number::ALL {
            for components in 1..=4 {
                let format = Format::new(number, components);
                assert_eq!(Format::parse(&format.to_string()), Ok(format));
            }
        }
    }

    #[test]
    fn what_is_written_is_read() {
        for number in Number::ALL {
            let mut bytes = [0; 8];
            number.write(100.0, &mut bytes);
            assert_eq!(number.read(&bytes), 100.0, "{number:?}");
        }
    }

    #[test]
    fn integers_saturate() {
        let mut bytes = [0; 8];
        Number::U8.write(300.0, &mut bytes);
        assert_eq!(bytes[0], 255);
    }
}
