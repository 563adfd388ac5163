//! Layers: numbers on a regular grid in a plane.

use crate::abi::StableAbi;
use crate::data::{
    Axis, Data, DataHandle, DataMap, Element, Format, LayerSequence, Memory, Number, Shared,
};
use crate::error::{Error, Result};
use glam::{Mat4, UVec2};
use serde::{Deserialize, Serialize};

/// What a layer is for.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let format = Format::new(Number::F32, 1);
/// let depth = Layer::new([4, 3], format, LayerKind::Depth)?;
/// // Between two depths there may be nothing.
/// assert_eq!(depth.interpolation, Interpolation::Nearest);
/// assert_eq!(Layer::new([4, 3], format, LayerKind::Color)?.interpolation, Interpolation::Linear);
/// # Ok::<(), Error>(())
/// ```
#[repr(u8)]
#[derive(StableAbi, Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LayerKind {
    /// Colours, or any numbers to be looked at.
    #[default]
    Color,
    /// Depth in the window: 0 at the near plane, 1 at the far plane.
    Depth,
    /// Which object is seen at each pixel, as a colour.
    Picking,
}

/// How values between the centres of voxels or pixels come about.
///
/// Labels and other numbers that have no mean want [`Nearest`](Self::Nearest).
///
/// ```
/// use ivw_core::prelude::*;
///
/// let mut layer = Layer::from_pixels([2, 1], LayerKind::Color, &[0.0_f32, 6.0]);
/// let mut widened = |interpolation| -> Result<Vec<f32>> {
///     layer.interpolation = interpolation;
///     let image = Image::from_layer(layer.clone()).letterboxed([4, 2].into())?;
///     Ok(image.color[0].pixels.elements()[..4].to_vec())
/// };
/// assert_eq!(widened(Interpolation::Linear)?, [0.0, 1.5, 4.5, 6.0]);
/// assert_eq!(widened(Interpolation::Nearest)?, [0.0, 0.0, 6.0, 6.0]);
/// # Ok::<(), Error>(())
/// ```
#[repr(u8)]
#[derive(StableAbi, Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Interpolation {
    /// Linear between neighbours.
    #[default]
    Linear,
    /// The value of the nearest centre.
    Nearest,
}

/// What lies beyond the border.
///
/// ```
/// use ivw_core::prelude::*;
///
/// // A map of the earth: after 180° east comes 180° west, but the poles are the end.
/// let mut map = Layer::new([360, 180], Image::RGBA8, LayerKind::Color)?;
/// assert_eq!(map.wrapping, [Wrapping::Clamp; 2]);
/// map.wrapping[0] = Wrapping::Repeat;
/// // Who makes a layer of another one hands it on.
/// let smaller = Image::from_layer(map).letterboxed([36, 18].into())?;
/// assert_eq!(smaller.color[0].wrapping, [Wrapping::Repeat, Wrapping::Clamp]);
/// # Ok::<(), Error>(())
/// ```
#[repr(u8)]
#[derive(StableAbi, Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Wrapping {
    /// The value at the border.
    #[default]
    Clamp,
    /// The same again.
    Repeat,
    /// The same again, mirrored.
    Mirror,
}

/// Where a colour channel comes from.
#[repr(u8)]
#[derive(StableAbi, Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Channel {
    Red,
    Green,
    Blue,
    Alpha,
    Zero,
    One,
}

/// Which component is red, green, blue and alpha.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let mut layer = Layer::from_pixels([1, 1], LayerKind::Color, &[51_u8]);
/// layer.swizzle = Swizzle::of_colors(layer.format.components);
/// assert_eq!(layer.swizzle, Swizzle::LUMINANCE);
/// assert_eq!(layer.swizzle.apply(layer.texel_at(0)), [0.2, 0.2, 0.2, 1.0]);
/// ```
#[repr(transparent)]
#[derive(StableAbi, Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Swizzle(pub [Channel; 4]);

impl Swizzle {
    /// Components as they are.
    pub const RGBA: Self = Self([Channel::Red, Channel::Green, Channel::Blue, Channel::Alpha]);
    /// Three components, opaque.
    pub const RGB: Self = Self([Channel::Red, Channel::Green, Channel::Blue, Channel::One]);
    /// One component as grey, opaque.
    pub const LUMINANCE: Self = Self([Channel::Red, Channel::Red, Channel::Red, Channel::One]);
    /// One component as grey, a second one as alpha.
    pub const LUMINANCE_ALPHA: Self =
        Self([Channel::Red, Channel::Red, Channel::Red, Channel::Green]);
    /// Two components as red and green, opaque.
    pub const RED_GREEN: Self = Self([Channel::Red, Channel::Green, Channel::Zero, Channel::One]);

    /// What colours with this many components usually mean.
    pub const fn of_colors(components: u8) -> Self {
        match components {
            1 => Self::LUMINANCE,
            2 => Self::LUMINANCE_ALPHA,
            3 => Self::RGB,
            _ => Self::RGBA,
        }
    }

    /// Red, green, blue and alpha of an element's components.
    #[inline]
    pub fn apply(self, components: [f32; 4]) -> [f32; 4] {
        self.0.map(|channel| match channel {
            Channel::Zero => 0.0,
            Channel::One => 1.0,
            component => components[component as usize],
        })
    }
}

impl Default for Swizzle {
    fn default() -> Self {
        Self::RGBA
    }
}

/// Numbers on a regular grid in a plane: a picture, a depth map, a slice.
///
/// Pixels are dense, x fastest, components interleaved; the first row is the **bottom** one.
///
/// ```
/// use ivw_core::prelude::*;
///
/// // Two rows of three pixels, the bottom row first.
/// let layer = Layer::from_pixels([3, 2], LayerKind::Color, &[0_u8, 1, 2, 10, 11, 12]);
/// let (x, y) = (0, 1);
/// assert_eq!(layer.pixel_at(x + 3 * y), [10.0, 0.0, 0.0, 0.0]);
/// assert_eq!(layer.min_max(), [0.0, 12.0]);
/// assert!(Layer::from_memory([3, 2], u8::FORMAT, layer.kind, Memory::zeroed(5)).is_err());
/// ```
#[repr(C)]
#[derive(StableAbi, Clone, Debug)]
pub struct Layer {
    /// Number of pixels along x and y.
    pub dims: [u32; 2],
    /// Format of one pixel.
    pub format: Format,
    /// The pixels, bottom row first.
    pub pixels: Memory,
    /// What the layer is for.
    pub kind: LayerKind,
    /// Which component is which colour.
    pub swizzle: Swizzle,
    /// How values between pixel centres come about.
    pub interpolation: Interpolation,
    /// What lies beyond the border, along x and y.
    pub wrapping: [Wrapping; 2],
    /// Columns of the matrix from data (the unit square) to model space.
    pub model: [[f32; 4]; 4],
    /// Columns of the matrix from model to world space.
    pub world: [[f32; 4]; 4],
    /// What the numbers mean.
    pub data_map: DataMap,
    /// Names and units of x and y.
    pub axes: [Axis; 2],
}

impl Data for Layer {
    const TYPE_ID: &'static str = "ivw.Layer/1";
    const PORT: &'static str = "Layer";
    const COLOR: [u8; 3] = [90, 127, 183];
    const NAME: &'static str = "a layer";
    const SEQUENCE: Option<&'static str> = Some(LayerSequence::TYPE_ID);

    fn parts_of(sequence: &DataHandle) -> Result<Vec<Shared<Self>>> {
        let sequence = sequence.downcast::<LayerSequence>()?;
        Ok(sequence.layers.iter().cloned().map(Shared::new).collect())
    }
}

impl Layer {
    /// A layer of zeros; an error if there is not enough memory for it.
    pub fn new(dims: [u32; 2], format: Format, kind: LayerKind) -> Result<Self> {
        let len = dims.iter().map(|&n| n as usize).try_fold(format.size(), usize::checked_mul);
        let len = len.ok_or_else(|| Error::new("a layer is larger than any memory"))?;
        Self::from_memory(dims, format, kind, Memory::try_zeroed(len)?)
    }

    /// A layer around existing pixels; an error if their number does not fit.
    pub fn from_memory(
        dims: [u32; 2],
        format: Format,
        kind: LayerKind,
        pixels: Memory,
    ) -> Result<Self> {
        let len = dims.iter().map(|&n| n as usize).try_fold(format.size(), usize::checked_mul);
        if len != Some(pixels.len()) {
            return Err(Error::new(format!(
                "{}×{} pixels of {format} do not fit {} bytes",
                dims[0],
                dims[1],
                pixels.len()
            )));
        }
        let identity = Mat4::IDENTITY.to_cols_array_2d();
        Ok(Self {
            dims,
            format,
            pixels,
            kind,
            swizzle: match kind {
                LayerKind::Depth => Swizzle::LUMINANCE,
                LayerKind::Color | LayerKind::Picking => Swizzle::RGBA,
            },
            interpolation: match kind {
                LayerKind::Depth => Interpolation::Nearest,
                LayerKind::Color | LayerKind::Picking => Interpolation::Linear,
            },
            wrapping: [Wrapping::Clamp; 2],
            model: identity,
            world: identity,
            data_map: DataMap::of(format.number),
            axes: [Axis::new("x", ""), Axis::new("y", "")],
        })
    }

    /// A layer with a value at each pixel, bottom row first.
    ///
    /// Panics unless there is one value for each pixel.
    pub fn from_pixels<T: Element>(dims: [u32; 2], kind: LayerKind, pixels: &[T]) -> Self {
        Self::from_memory(dims, T::FORMAT, kind, Memory::copy_of(pixels))
            .expect("one value for each pixel")
    }

    /// Number of pixels along x and y, as a vector.
    pub fn size(&self) -> UVec2 {
        self.dims.into()
    }

    /// All components of the n-th pixel, as stored; missing components are zero.
    ///
    /// Panics if there are fewer pixels.
    pub fn pixel_at(&self, n: usize) -> [f64; 4] {
        self.format.read(self.pixels.bytes(), n)
    }

    /// All components of the n-th pixel as a texture gives them: integers relative to their
    /// largest number, missing components (0, 0, 1), not yet swizzled.
    ///
    /// Panics if there are fewer pixels.
    pub fn texel_at(&self, n: usize) -> [f32; 4] {
        let stored = self.pixel_at(n);
        let largest = match self.format.number.is_float() {
            true => 1.0,
            false => self.format.number.limits()[1],
        };
        let mut texel = [0.0, 0.0, 0.0, 1.0];
        for (texel, stored) in
            texel.iter_mut().zip(stored).take(usize::from(self.format.components))
        {
            *texel = (stored / largest).max(if largest == 1.0 { f64::MIN } else { -1.0 }) as f32;
        }
        texel
    }

    /// Smallest and largest stored number over all components, NaN left aside; the format's
    /// default range if there is none.
    pub fn min_max(&self) -> [f64; 2] {
        min_max(self.format.number, self.pixels.bytes())
    }

    /// From data to world space.
    pub fn world_from_data(&self) -> Mat4 {
        Mat4::from_cols_array_2d(&self.world) * Mat4::from_cols_array_2d(&self.model)
    }
}

/// Smallest and largest number, NaN left aside; the format's default range if there is none.
pub(crate) fn min_max(number: Number, bytes: &[u8]) -> [f64; 2] {
    use rayon::prelude::*;
    const CHUNK: usize = 1 << 16;
    macro_rules! scan {
        ($T:ty, $convert:expr) => {{
            let scan = |bytes: &[u8]| {
                let mut range: Option<($T, $T)> = None;
                for value in bytes.chunks_exact(size_of::<$T>()) {
                    let value: $T = bytemuck::pod_read_unaligned(value);
                    #[allow(clippy::eq_op)] // only NaN differs from itself
                    if value != value {
                        continue;
                    }
                    let (lo, hi) = range.unwrap_or((value, value));
                    range = Some((
                        if value < lo { value } else { lo },
                        if value > hi { value } else { hi },
                    ));
                }
                range.map(|(lo, hi)| [$convert(lo), $convert(hi)])
            };
            bytes.par_chunks(CHUNK).filter_map(scan).reduce_with(|a, b| {
                [if b[0] < a[0] { b[0] } else { a[0] }, if b[1] > a[1] { b[1] } else { a[1] }]
            })
        }};
    }
    match number {
        Number::F16 => scan!(half::f16, half::f16::to_f64),
        Number::F32 => scan!(f32, f64::from),
        Number::F64 => scan!(f64, f64::from),
        Number::I8 => scan!(i8, f64::from),
        Number::I16 => scan!(i16, f64::from),
        Number::I32 => scan!(i32, f64::from),
        Number::I64 => scan!(i64, |v| v as f64),
        Number::U8 => scan!(u8, f64::from),
        Number::U16 => scan!(u16, f64::from),
        Number::U32 => scan!(u32, f64::from),
        Number::U64 => scan!(u64, |v| v as f64),
    }
    .unwrap_or_else(|| number.default_range())
}
