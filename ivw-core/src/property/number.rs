//! Numbers, vectors and matrices as fields of processors.

use super::{Bound, Kind, NumberKind, Scalar, Value};
use arrayvec::ArrayVec;

/// A Rust type that a number property can fill.
pub trait Ordinal: Copy {
    /// Type of one component.
    const SCALAR: Scalar;
    /// Number of components of a vector, rows of a matrix, 1 for a number.
    const ROWS: u8;
    /// Columns of a matrix, otherwise 1.
    const COLUMNS: u8;
    /// The components, column by column.
    fn components(self) -> ArrayVec<f64, 16>;
    /// From components, which are as many as [`Ordinal::components`] gives.
    fn from_components(components: &[f64]) -> Self;
}

macro_rules! scalars {
    ($($T:ty => $scalar:ident),* $(,)?) => {$(
        impl Ordinal for $T {
            const SCALAR: Scalar = Scalar::$scalar;
            const ROWS: u8 = 1;
            const COLUMNS: u8 = 1;
            fn components(self) -> ArrayVec<f64, 16> {
                [self as f64].into_iter().collect()
            }
            fn from_components(components: &[f64]) -> Self {
                components[0] as $T
            }
        }
    )*};
}
scalars!(f32 => F32, f64 => F64, i32 => I32, i64 => I64, u32 => U32, usize => Size);

macro_rules! vectors {
    ($($T:ident: [$C:ty; $n:literal] => $scalar:ident),* $(,)?) => {$(
        impl Ordinal for glam::$T {
            const SCALAR: Scalar = Scalar::$scalar;
            const ROWS: u8 = $n;
            const COLUMNS: u8 = 1;
            fn components(self) -> ArrayVec<f64, 16> {
                self.to_array().into_iter().map(|component| component as f64).collect()
            }
            fn from_components(components: &[f64]) -> Self {
                Self::from_array(std::array::from_fn(|n| components[n] as $C))
            }
        }
    )*};
}
vectors!(
    Vec2: [f32; 2] => F32, Vec3: [f32; 3] => F32, Vec4: [f32; 4] => F32,
    DVec2: [f64; 2] => F64, DVec3: [f64; 3] => F64, DVec4: [f64; 4] => F64,
    IVec2: [i32; 2] => I32, IVec3: [i32; 3] => I32, IVec4: [i32; 4] => I32,
    // Sizes and counts: Inviwo's size2_t, size3_t and size4_t.
    UVec2: [u32; 2] => Size, UVec3: [u32; 3] => Size, UVec4: [u32; 4] => Size,
);

macro_rules! matrices {
    ($($T:ident: [$C:ty; $n:literal] => $scalar:ident),* $(,)?) => {$(
        impl Ordinal for glam::$T {
            const SCALAR: Scalar = Scalar::$scalar;
            const ROWS: u8 = $n;
            const COLUMNS: u8 = $n;
            fn components(self) -> ArrayVec<f64, 16> {
                self.to_cols_array().into_iter().map(|component| component as f64).collect()
            }
            fn from_components(components: &[f64]) -> Self {
                Self::from_cols_array(&std::array::from_fn(|n| components[n] as $C))
            }
        }
    )*};
}
matrices!(
    Mat2: [f32; 2] => F32, Mat3: [f32; 3] => F32, Mat4: [f32; 4] => F32,
    DMat2: [f64; 2] => F64, DMat3: [f64; 3] => F64, DMat4: [f64; 4] => F64,
);

impl NumberKind {
    /// A number or vector with the bounds and the step that its type has by default:
    /// floating point [0, 1] by 0.01, integers [-100, 100] by 1, sizes [0, 100] by 1.
    pub fn vector(scalar: Scalar, default: &[f64]) -> Self {
        Self::matrix(scalar, default, default.len(), 1)
    }

    /// A matrix, column by column, with default bounds and step.
    pub fn matrix(scalar: Scalar, default: &[f64], rows: usize, columns: usize) -> Self {
        let (min, max, step) = match scalar {
            Scalar::F32 | Scalar::F64 => (0.0, 1.0, 0.01),
            Scalar::I32 => (-100.0, 100.0, 1.0),
            Scalar::I64 => (0.0, 1024.0, 1.0),
            Scalar::U32 | Scalar::Size => (0.0, 100.0, 1.0),
        };
        let mut kind = Self {
            scalar,
            rows: rows as u8,
            columns: columns as u8,
            default: Value::None,
            min: Value::None,
            max: Value::None,
            step: Value::None,
            min_bound: Bound::Editable,
            max_bound: Bound::Editable,
            unit: String::new(),
            is_reference: false,
            tells_max: false,
        };
        kind.default = kind.value(default);
        (kind.min, kind.max, kind.step) = (kind.splat(min), kind.splat(max), kind.splat(step));
        kind
    }

    /// A value of this kind with these components.
    pub fn value(&self, components: &[f64]) -> Value {
        match self.scalar.is_float() {
            true => Value::Floats(components.iter().map(|&c| round(self.scalar, c)).collect()),
            false => Value::Ints(components.iter().map(|&c| c.round() as i64).collect()),
        }
    }

    /// A value of this kind with the same number in all components.
    pub fn splat(&self, component: f64) -> Value {
        let components: ArrayVec<f64, 16> = std::iter::repeat_n(component, self.len()).collect();
        self.value(&components)
    }
}

/// A number as its type stores it.
pub(crate) fn round(scalar: Scalar, number: f64) -> f64 {
    if scalar == Scalar::F32 { f64::from(number as f32) } else { number }
}

/// The kind of a field that is a number, a vector or a matrix.
pub(crate) fn kind_of<T: Ordinal>(default: T) -> Kind {
    Kind::Number(NumberKind::matrix(
        T::SCALAR,
        &default.components(),
        T::ROWS.into(),
        T::COLUMNS.into(),
    ))
}
