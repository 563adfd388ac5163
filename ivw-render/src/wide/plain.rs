//! Arrays of four that any compiler can turn into the vectors any machine has.

#![allow(unsafe_code)]

use std::array::from_fn;
use std::ops::{Add, BitAnd, BitOr, Div, Mul, Not, Sub};

use super::{Lanes, MAX_LANES, Wide};

const N: usize = 4;

/// These are four numbers.
#[derive(Clone, Copy)]
#[repr(align(16))]
pub(crate) struct Plain([f32; N]);

/// These are four truth values, all bits alike.
#[derive(Clone, Copy)]
#[repr(align(16))]
pub(crate) struct PlainMask([u32; N]);

/// These are four whole numbers.
#[derive(Clone, Copy)]
#[repr(align(16))]
pub(crate) struct PlainInt([i32; N]);

/// This writes an expression out for each lane: closures would hide the pattern from the compiler.
macro_rules! each {
    ($i:ident => $body:expr) => {
        [
            {
                const $i: usize = 0;
                $body
            },
            {
                const $i: usize = 1;
                $body
            },
            {
                const $i: usize = 2;
                $body
            },
            {
                const $i: usize = 3;
                $body
            },
        ]
    };
}

macro_rules! operator {
    ($trait:ident $method:ident $op:tt) => {
        impl $trait for Plain {
            type Output = Self;

            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Self(each!(I => self.0[I] $op other.0[I]))
            }
        }
    };
}
operator!(Add add +);
operator!(Sub sub -);
operator!(Mul mul *);
operator!(Div div /);

impl BitAnd for PlainMask {
    type Output = Self;

    #[inline(always)]
    fn bitand(self, other: Self) -> Self {
        Self(each!(I => self.0[I] & other.0[I]))
    }
}

impl BitOr for PlainMask {
    type Output = Self;

    #[inline(always)]
    fn bitor(self, other: Self) -> Self {
        Self(each!(I => self.0[I] | other.0[I]))
    }
}

impl Not for PlainMask {
    type Output = Self;

    #[inline(always)]
    fn not(self) -> Self {
        Self(each!(I => !self.0[I]))
    }
}

#[inline(always)]
fn mask(truth: bool) -> u32 {
    if truth { u32::MAX } else { 0 }
}

#[inline(always)]
fn lanes<T: Copy + Default>(values: [T; N]) -> Lanes<T> {
    let mut lanes = Lanes([T::default(); MAX_LANES]);
    lanes.0[..N].copy_from_slice(&values);
    lanes
}

impl Wide for Plain {
    type Mask = PlainMask;
    type Int = PlainInt;

    const LANES: usize = N;
    const WIDTH: usize = 2;
    const HAS_FEW_REGISTERS: bool = true;

    #[inline(always)]
    fn splat(value: f32) -> Self {
        Self([value; N])
    }

    #[inline(always)]
    fn load_from(lanes: &Lanes<f32>, first: usize) -> Self {
        Self(each!(I => lanes.0[first + I]))
    }

    #[inline(always)]
    fn store(self) -> Lanes<f32> {
        lanes(self.0)
    }

    #[inline(always)]
    fn mul_add(self, factor: Self, summand: Self) -> Self {
        self * factor + summand
    }

    #[inline(always)]
    fn min(self, other: Self) -> Self {
        Self(each!(I => if self.0[I] < other.0[I] { self.0[I] } else { other.0[I] }))
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        Self(each!(I => if self.0[I] > other.0[I] { self.0[I] } else { other.0[I] }))
    }

    #[inline(always)]
    fn floor(self) -> Self {
        // The numbers of this kernel fit in 32 bits; `f32::floor` is a call per lane.
        let whole = Self::from_int(self.truncate());
        whole - Self::select(self.lt(whole), Self::splat(1.0), Self::splat(0.0))
    }

    #[inline(always)]
    fn inverse_sqrt(self) -> Self {
        Self(each!(I => 1.0 / self.0[I].sqrt()))
    }

    #[inline(always)]
    fn inverse(self) -> Self {
        Self::splat(1.0) / self
    }

    #[inline(always)]
    fn lt(self, other: Self) -> PlainMask {
        PlainMask(each!(I => mask(self.0[I] < other.0[I])))
    }

    #[inline(always)]
    fn le(self, other: Self) -> PlainMask {
        PlainMask(each!(I => mask(self.0[I] <= other.0[I])))
    }

    #[inline(always)]
    fn any(mask: PlainMask) -> bool {
        (mask.0[0] | mask.0[1]) | (mask.0[2] | mask.0[3]) != 0
    }

    #[inline(always)]
    fn select(mask: PlainMask, then: Self, otherwise: Self) -> Self {
        Self(each!(I => f32::from_bits(
            mask.0[I] & then.0[I].to_bits() | !mask.0[I] & otherwise.0[I].to_bits()
        )))
    }

    #[cfg(target_arch = "x86_64")]
    #[inline(always)]
    fn truncate(self) -> PlainInt {
        use std::arch::x86_64::{_mm_cvttps_epi32, _mm_set_ps};
        let [a, b, c, d] = self.0;
        // SAFETY: every machine of this kind has these instructions, and four numbers of 32 bits
        // are four numbers of 32 bits.
        unsafe { std::mem::transmute(_mm_cvttps_epi32(_mm_set_ps(d, c, b, a))) }
    }

    #[cfg(not(target_arch = "x86_64"))]
    #[inline(always)]
    fn truncate(self) -> PlainInt {
        PlainInt(each!(I => self.0[I] as i32))
    }

    #[inline(always)]
    fn from_int(int: PlainInt) -> Self {
        Self(each!(I => int.0[I] as f32))
    }

    #[inline(always)]
    fn store_int(int: PlainInt) -> Lanes<u32> {
        lanes(each!(I => int.0[I] as u32))
    }

    #[inline(always)]
    fn splat_int(value: i32) -> PlainInt {
        PlainInt([value; N])
    }

    #[inline(always)]
    fn add_int(a: PlainInt, b: PlainInt) -> PlainInt {
        PlainInt(each!(I => a.0[I].wrapping_add(b.0[I])))
    }

    #[inline(always)]
    fn mul_int(a: PlainInt, b: PlainInt) -> PlainInt {
        PlainInt(each!(I => a.0[I].wrapping_mul(b.0[I])))
    }

    #[inline(always)]
    fn bits<const SHIFT: i32>(int: PlainInt, mask: i32) -> PlainInt {
        PlainInt(each!(I => (int.0[I] as u32 >> SHIFT) as i32 & mask))
    }

    #[inline(always)]
    fn or_int(a: PlainInt, b: PlainInt) -> PlainInt {
        PlainInt(each!(I => a.0[I] | b.0[I]))
    }

    #[inline(always)]
    fn xor_int(a: PlainInt, b: PlainInt) -> PlainInt {
        PlainInt(each!(I => a.0[I] ^ b.0[I]))
    }

    #[inline(always)]
    fn shift_left<const N: i32>(int: PlainInt) -> PlainInt {
        PlainInt(each!(I => int.0[I] << N))
    }

    #[inline(always)]
    fn high_i16(int: PlainInt) -> PlainInt {
        PlainInt(each!(I => int.0[I] >> 16))
    }

    #[inline(always)]
    fn low_i16(int: PlainInt) -> PlainInt {
        PlainInt(each!(I => int.0[I] << 16 >> 16))
    }

    #[cfg(target_arch = "x86_64")]
    #[inline(always)]
    fn dot_i16(a: PlainInt, b: PlainInt) -> PlainInt {
        use std::arch::x86_64::{__m128i, _mm_madd_epi16};
        use std::mem::transmute;
        // SAFETY: every machine of this kind has this instruction, and four numbers of 32 bits are
        // four numbers of 32 bits.
        unsafe {
            let (a, b) = (transmute::<Self::Int, __m128i>(a), transmute::<Self::Int, __m128i>(b));
            transmute::<__m128i, Self::Int>(_mm_madd_epi16(a, b))
        }
    }

    #[cfg(not(target_arch = "x86_64"))]
    #[inline(always)]
    fn dot_i16(a: PlainInt, b: PlainInt) -> PlainInt {
        let low = |int: i32| i32::from(int as i16);
        PlainInt(each!(I => low(a.0[I]) * low(b.0[I]) + (a.0[I] >> 16) * (b.0[I] >> 16)))
    }

    #[inline(always)]
    fn two_bytes<const FIRST: i32>(int: PlainInt) -> PlainInt {
        PlainInt(each!(I => {
            let int = int.0[I] as u32 >> (8 * FIRST);
            (int & 0xff | (int & 0xff00) << 8) as i32
        }))
    }

    #[inline(always)]
    fn to_bits(self) -> PlainInt {
        PlainInt(each!(I => self.0[I].to_bits() as i32))
    }

    #[inline(always)]
    fn from_bits(int: PlainInt) -> Self {
        Self(each!(I => f32::from_bits(int.0[I] as u32)))
    }

    #[inline(always)]
    fn power_of_two(exponent: PlainInt) -> Self {
        Self(each!(I => f32::from_bits(((exponent.0[I] + 127) << 23) as u32)))
    }

    #[inline(always)]
    unsafe fn fetch_32<const STEP: usize>(base: *const u8, offsets: PlainInt) -> PlainInt {
        // SAFETY: the caller says these bytes may be read.
        PlainInt(each!(I => unsafe { read::<1>(base, offsets.0[I] as u32, STEP) }[0]))
    }

    #[inline(always)]
    unsafe fn fetch_64<const STEP: usize>(base: *const u8, offsets: PlainInt) -> [PlainInt; 2] {
        // SAFETY: the caller says these bytes may be read.
        let words = each!(I => unsafe { read::<2>(base, offsets.0[I] as u32, STEP) });
        from_fn(|part| PlainInt(words.map(|word| word[part])))
    }

    #[inline(always)]
    unsafe fn fetch_128<const STEP: usize>(base: *const u8, offsets: PlainInt) -> [PlainInt; 4] {
        // SAFETY: the caller says these bytes may be read.
        let words = each!(I => unsafe { read::<4>(base, offsets.0[I] as u32, STEP) });
        from_fn(|part| PlainInt(words.map(|word| word[part])))
    }
}

/// These are `P` words of 32 bits at `base + offset * step` bytes.
///
/// # Safety
/// Reading there must be allowed.
#[inline(always)]
unsafe fn read<const P: usize>(base: *const u8, offset: u32, step: usize) -> [i32; P] {
    // SAFETY: see above; the array has no padding and any bits are a number.
    unsafe { base.add(offset as usize * step).cast::<[i32; P]>().read_unaligned() }
}
