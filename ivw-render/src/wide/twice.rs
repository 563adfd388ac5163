//! Two vectors side by side.
//!
//! A sample is a long chain of operations that wait for each other. Two chains at once keep the
//! machine busy where it can't look ahead as far as the next sample.

#![allow(unsafe_code)]

use std::ops::{Add, BitAnd, BitOr, Div, Mul, Not, Sub};

use super::{Lanes, Wide};

/// These are the numbers of two vectors.
#[derive(Clone, Copy)]
pub(crate) struct Twice<W>([W; 2]);

/// These are the truth values of two vectors.
#[derive(Clone, Copy)]
pub(crate) struct TwiceMask<M>([M; 2]);

macro_rules! operator {
    ($type:ident $trait:ident $method:ident) => {
        impl<T: Copy + $trait<Output = T>> $trait for $type<T> {
            type Output = Self;

            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Self([self.0[0].$method(other.0[0]), self.0[1].$method(other.0[1])])
            }
        }
    };
}
operator!(Twice Add add);
operator!(Twice Sub sub);
operator!(Twice Mul mul);
operator!(Twice Div div);
operator!(TwiceMask BitAnd bitand);
operator!(TwiceMask BitOr bitor);

impl<M: Copy + Not<Output = M>> Not for TwiceMask<M> {
    type Output = Self;

    #[inline(always)]
    fn not(self) -> Self {
        Self([!self.0[0], !self.0[1]])
    }
}

/// This writes functions out that do the same to both halves.
macro_rules! both {
    ($(fn $name:ident $(<const $c:ident: i32>)? (self $(, $other:ident: Self)*);)*) => {$(
        #[inline(always)]
        fn $name $(<const $c: i32>)? (self $(, $other: Self)*) -> Self {
            Self([
                self.0[0].$name$(::<$c>)?($($other.0[0]),*),
                self.0[1].$name$(::<$c>)?($($other.0[1]),*),
            ])
        }
    )*};
    (int $(fn $name:ident $(<const $c:ident: i32>)? ($a:ident $(, $b:ident)?);)*) => {$(
        #[inline(always)]
        fn $name $(<const $c: i32>)? ($a: Self::Int $(, $b: Self::Int)?) -> Self::Int {
            [W::$name$(::<$c>)?($a[0] $(, $b[0])?), W::$name$(::<$c>)?($a[1] $(, $b[1])?)]
        }
    )*};
}

impl<W: Wide> Wide for Twice<W> {
    type Mask = TwiceMask<W::Mask>;
    type Int = [W::Int; 2];

    const LANES: usize = 2 * W::LANES;
    const WIDTH: usize = 2 * W::WIDTH;
    const HAS_FEW_REGISTERS: bool = W::HAS_FEW_REGISTERS;

    #[inline(always)]
    fn splat(value: f32) -> Self {
        Self([W::splat(value); 2])
    }

    #[inline(always)]
    fn load_from(lanes: &Lanes<f32>, first: usize) -> Self {
        Self([W::load_from(lanes, first), W::load_from(lanes, first + W::LANES)])
    }

    #[inline(always)]
    fn store(self) -> Lanes<f32> {
        joined::<f32, W>(self.0[0].store(), &self.0[1].store())
    }

    #[inline(always)]
    fn store_int(int: Self::Int) -> Lanes<u32> {
        joined::<u32, W>(W::store_int(int[0]), &W::store_int(int[1]))
    }

    both! {
        fn mul_add(self, factor: Self, summand: Self);
        fn min(self, other: Self);
        fn max(self, other: Self);
        fn floor(self);
        fn inverse_sqrt(self);
        fn inverse(self);
        fn exp2(self);
        fn log2(self);
    }

    both! {
        int
        fn add_int(a, b);
        fn mul_int(a, b);
        fn or_int(a, b);
        fn xor_int(a, b);
        fn dot_i16(a, b);
        fn low_i16(a);
        fn high_i16(a);
        fn shift_left<const N: i32>(a);
        fn two_bytes<const FIRST: i32>(a);
    }

    #[inline(always)]
    fn lt(self, other: Self) -> Self::Mask {
        TwiceMask([self.0[0].lt(other.0[0]), self.0[1].lt(other.0[1])])
    }

    #[inline(always)]
    fn le(self, other: Self) -> Self::Mask {
        TwiceMask([self.0[0].le(other.0[0]), self.0[1].le(other.0[1])])
    }

    #[inline(always)]
    fn any(mask: Self::Mask) -> bool {
        W::any(mask.0[0] | mask.0[1])
    }

    #[inline(always)]
    fn select(mask: Self::Mask, then: Self, otherwise: Self) -> Self {
        Self([
            W::select(mask.0[0], then.0[0], otherwise.0[0]),
            W::select(mask.0[1], then.0[1], otherwise.0[1]),
        ])
    }

    #[inline(always)]
    fn truncate(self) -> Self::Int {
        [self.0[0].truncate(), self.0[1].truncate()]
    }

    #[inline(always)]
    fn from_int(int: Self::Int) -> Self {
        Self([W::from_int(int[0]), W::from_int(int[1])])
    }

    #[inline(always)]
    fn splat_int(value: i32) -> Self::Int {
        [W::splat_int(value); 2]
    }

    #[inline(always)]
    fn bits<const SHIFT: i32>(int: Self::Int, mask: i32) -> Self::Int {
        [W::bits::<SHIFT>(int[0], mask), W::bits::<SHIFT>(int[1], mask)]
    }

    #[inline(always)]
    fn to_bits(self) -> Self::Int {
        [self.0[0].to_bits(), self.0[1].to_bits()]
    }

    #[inline(always)]
    fn from_bits(int: Self::Int) -> Self {
        Self([W::from_bits(int[0]), W::from_bits(int[1])])
    }

    #[inline(always)]
    fn power_of_two(exponent: Self::Int) -> Self {
        Self([W::power_of_two(exponent[0]), W::power_of_two(exponent[1])])
    }

    #[inline(always)]
    fn split(self) -> (Self::Int, Self) {
        let ((a, f), (b, g)) = (self.0[0].split(), self.0[1].split());
        ([a, b], Self([f, g]))
    }

    #[inline(always)]
    unsafe fn fetch_32<const STEP: usize>(base: *const u8, offsets: Self::Int) -> Self::Int {
        // SAFETY: the caller's.
        unsafe { [W::fetch_32::<STEP>(base, offsets[0]), W::fetch_32::<STEP>(base, offsets[1])] }
    }

    #[inline(always)]
    unsafe fn fetch_64<const STEP: usize>(base: *const u8, offsets: Self::Int) -> [Self::Int; 2] {
        // SAFETY: the caller's.
        let ([a, b], [c, d]) = unsafe {
            (W::fetch_64::<STEP>(base, offsets[0]), W::fetch_64::<STEP>(base, offsets[1]))
        };
        [[a, c], [b, d]]
    }

    #[inline(always)]
    unsafe fn fetch_128<const STEP: usize>(base: *const u8, offsets: Self::Int) -> [Self::Int; 4] {
        // SAFETY: the caller's.
        let ([a, b, c, d], [e, f, g, h]) = unsafe {
            (W::fetch_128::<STEP>(base, offsets[0]), W::fetch_128::<STEP>(base, offsets[1]))
        };
        [[a, e], [b, f], [c, g], [d, h]]
    }
}

/// These are the numbers of two halves.
#[inline(always)]
fn joined<T: Copy, W: Wide>(mut low: Lanes<T>, high: &Lanes<T>) -> Lanes<T> {
    low.0[W::LANES..2 * W::LANES].copy_from_slice(&high.0[..W::LANES]);
    low
}
