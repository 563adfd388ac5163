//! Eight numbers in the vectors of AVX2, with fused multiply-add.
//!
//! Voxels are fetched with plain loads and shuffles: hardware gathers are slower on many machines.

#![allow(unsafe_code)]

use std::arch::x86_64::*;
use std::ops::{Add, BitAnd, BitOr, Div, Mul, Not, Sub};

use super::{Lanes, MAX_LANES, Wide};

/// These are eight numbers.
///
/// Functions that use them must only run on machines for which [`has_avx2`](super::has_avx2) is
/// true: that is the safety of everything in this file.
#[derive(Clone, Copy)]
pub(crate) struct Avx2(__m256);

/// These are eight truth values, all bits alike.
#[derive(Clone, Copy)]
pub(crate) struct Avx2Mask(__m256);

macro_rules! operator {
    ($type:ident $trait:ident $method:ident $intrinsic:ident) => {
        impl $trait for $type {
            type Output = Self;

            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                // SAFETY: only machines with AVX2 come here.
                Self(unsafe { $intrinsic(self.0, other.0) })
            }
        }
    };
}
operator!(Avx2 Add add _mm256_add_ps);
operator!(Avx2 Sub sub _mm256_sub_ps);
operator!(Avx2 Mul mul _mm256_mul_ps);
operator!(Avx2 Div div _mm256_div_ps);
operator!(Avx2Mask BitAnd bitand _mm256_and_ps);
operator!(Avx2Mask BitOr bitor _mm256_or_ps);

impl Not for Avx2Mask {
    type Output = Self;

    #[inline(always)]
    fn not(self) -> Self {
        // SAFETY: only machines with AVX2 come here.
        Self(unsafe { _mm256_xor_ps(self.0, _mm256_castsi256_ps(_mm256_set1_epi32(-1))) })
    }
}

/// This wraps single intrinsics as functions.
macro_rules! intrinsics {
    ($(fn $name:ident $(<const $c:ident: i32>)? ($($arg:ident: $t:ty),*) -> $r:ty = $body:expr;)*) => {$(
        #[inline(always)]
        fn $name $(<const $c: i32>)? ($($arg: $t),*) -> $r {
            // SAFETY: only machines with AVX2 and FMA come here.
            unsafe { $body }
        }
    )*};
}

impl Wide for Avx2 {
    type Mask = Avx2Mask;
    type Int = __m256i;

    const LANES: usize = 8;
    const WIDTH: usize = 4;

    #[inline(always)]
    fn load_from(lanes: &Lanes<f32>, first: usize) -> Self {
        // SAFETY: the slice holds eight numbers.
        Self(unsafe { _mm256_loadu_ps(lanes.0[first..first + 8].as_ptr()) })
    }

    #[inline(always)]
    fn store(self) -> Lanes<f32> {
        let mut lanes = Lanes([0.0; MAX_LANES]);
        // SAFETY: lanes are aligned to 64 bytes and hold at least eight numbers.
        unsafe { _mm256_store_ps(lanes.0.as_mut_ptr(), self.0) };
        lanes
    }

    #[inline(always)]
    fn store_int(int: __m256i) -> Lanes<u32> {
        let mut lanes = Lanes([0; MAX_LANES]);
        // SAFETY: lanes are aligned to 64 bytes and hold at least eight numbers.
        unsafe { _mm256_store_si256(lanes.0.as_mut_ptr().cast(), int) };
        lanes
    }

    #[inline(always)]
    fn mul_add(self, factor: Self, summand: Self) -> Self {
        // SAFETY: only machines with FMA come here.
        Self(unsafe { _mm256_fmadd_ps(self.0, factor.0, summand.0) })
    }

    #[inline(always)]
    fn min(self, other: Self) -> Self {
        // SAFETY: only machines with AVX2 come here.
        Self(unsafe { _mm256_min_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        // SAFETY: only machines with AVX2 come here.
        Self(unsafe { _mm256_max_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn floor(self) -> Self {
        // SAFETY: only machines with AVX2 come here.
        Self(unsafe { _mm256_floor_ps(self.0) })
    }

    #[inline(always)]
    fn inverse_sqrt(self) -> Self {
        // SAFETY: only machines with AVX2 come here.
        let rough = Self(unsafe { _mm256_rsqrt_ps(self.0) });
        // A step of Newton's, from 12 bits to all but two.
        let half = self * Self::splat(-0.5) * rough;
        rough * half.mul_add(rough, Self::splat(1.5))
    }

    #[inline(always)]
    fn inverse(self) -> Self {
        Self::splat(1.0) / self
    }

    #[inline(always)]
    fn lt(self, other: Self) -> Avx2Mask {
        // SAFETY: only machines with AVX2 come here.
        Avx2Mask(unsafe { _mm256_cmp_ps::<_CMP_LT_OQ>(self.0, other.0) })
    }

    #[inline(always)]
    fn le(self, other: Self) -> Avx2Mask {
        // SAFETY: only machines with AVX2 come here.
        Avx2Mask(unsafe { _mm256_cmp_ps::<_CMP_LE_OQ>(self.0, other.0) })
    }

    intrinsics! {
        fn splat(value: f32) -> Self = Self(_mm256_set1_ps(value));
        fn any(mask: Avx2Mask) -> bool = _mm256_movemask_ps(mask.0) != 0;
        fn select(mask: Avx2Mask, then: Self, otherwise: Self) -> Self =
            Self(_mm256_blendv_ps(otherwise.0, then.0, mask.0));
        fn from_int(int: __m256i) -> Self = Self(_mm256_cvtepi32_ps(int));
        fn splat_int(value: i32) -> __m256i = _mm256_set1_epi32(value);
        fn add_int(a: __m256i, b: __m256i) -> __m256i = _mm256_add_epi32(a, b);
        fn mul_int(a: __m256i, b: __m256i) -> __m256i = _mm256_mullo_epi32(a, b);
        fn bits<const SHIFT: i32>(int: __m256i, mask: i32) -> __m256i =
            _mm256_and_si256(_mm256_srli_epi32::<SHIFT>(int), _mm256_set1_epi32(mask));
        fn or_int(a: __m256i, b: __m256i) -> __m256i = _mm256_or_si256(a, b);
        fn xor_int(a: __m256i, b: __m256i) -> __m256i = _mm256_xor_si256(a, b);
        fn shift_left<const N: i32>(int: __m256i) -> __m256i = _mm256_slli_epi32::<N>(int);
        fn high_i16(int: __m256i) -> __m256i = _mm256_srai_epi32::<16>(int);
        fn low_i16(int: __m256i) -> __m256i =
            _mm256_srai_epi32::<16>(_mm256_slli_epi32::<16>(int));
        fn dot_i16(a: __m256i, b: __m256i) -> __m256i = _mm256_madd_epi16(a, b);
        fn two_bytes<const FIRST: i32>(int: __m256i) -> __m256i = {
            let each = FIRST | (FIRST + 1) << 16 | 0x8000_8000_u32 as i32;
            let lanes = _mm_setr_epi32(0, 0x0004_0004, 0x0008_0008, 0x000c_000c);
            let lanes = _mm_add_epi32(lanes, _mm_set1_epi32(each));
            _mm256_shuffle_epi8(int, _mm256_broadcastsi128_si256(lanes))
        };
        fn from_bits(int: __m256i) -> Self = Self(_mm256_castsi256_ps(int));
        fn power_of_two(exponent: __m256i) -> Self = Self(_mm256_castsi256_ps(
            _mm256_slli_epi32::<23>(_mm256_add_epi32(exponent, _mm256_set1_epi32(127)))
        ));
    }

    #[inline(always)]
    fn truncate(self) -> __m256i {
        // SAFETY: only machines with AVX2 come here.
        unsafe { _mm256_cvttps_epi32(self.0) }
    }

    #[inline(always)]
    fn to_bits(self) -> __m256i {
        // SAFETY: only machines with AVX2 come here.
        unsafe { _mm256_castps_si256(self.0) }
    }

    #[inline(always)]
    unsafe fn fetch_32<const STEP: usize>(base: *const u8, offsets: __m256i) -> __m256i {
        // SAFETY: the caller says that all lanes may be read.
        unsafe {
            let offsets = Self::store_int(offsets);
            let lane = |i: usize| _mm_loadu_si32(base.add(offsets.0[i] as usize * STEP));
            let four = |i: usize| {
                _mm_unpacklo_epi64(
                    _mm_unpacklo_epi32(lane(i), lane(i + 1)),
                    _mm_unpacklo_epi32(lane(i + 2), lane(i + 3)),
                )
            };
            _mm256_set_m128i(four(4), four(0))
        }
    }

    #[inline(always)]
    unsafe fn fetch_64<const STEP: usize>(base: *const u8, offsets: __m256i) -> [__m256i; 2] {
        // SAFETY: the caller says that all lanes may be read.
        unsafe {
            let offsets = Self::store_int(offsets);
            let lane = |i: usize| _mm_loadl_epi64(base.add(offsets.0[i] as usize * STEP).cast());
            let two = |i: usize| _mm_castsi128_ps(_mm_unpacklo_epi64(lane(i), lane(i + 1)));
            let a = _mm256_set_m128(two(4), two(0));
            let b = _mm256_set_m128(two(6), two(2));
            [
                _mm256_castps_si256(_mm256_shuffle_ps::<0b10_00_10_00>(a, b)),
                _mm256_castps_si256(_mm256_shuffle_ps::<0b11_01_11_01>(a, b)),
            ]
        }
    }

    #[inline(always)]
    unsafe fn fetch_128<const STEP: usize>(base: *const u8, offsets: __m256i) -> [__m256i; 4] {
        // SAFETY: the caller says that all lanes may be read.
        unsafe {
            let offsets = Self::store_int(offsets);
            let lane = |i: usize| _mm_loadu_ps(base.add(offsets.0[i] as usize * STEP).cast());
            let a = _mm256_set_m128(lane(4), lane(0));
            let b = _mm256_set_m128(lane(5), lane(1));
            let c = _mm256_set_m128(lane(6), lane(2));
            let d = _mm256_set_m128(lane(7), lane(3));
            let (ab_low, ab_high) = (_mm256_unpacklo_ps(a, b), _mm256_unpackhi_ps(a, b));
            let (cd_low, cd_high) = (_mm256_unpacklo_ps(c, d), _mm256_unpackhi_ps(c, d));
            [
                _mm256_castps_si256(_mm256_shuffle_ps::<0b01_00_01_00>(ab_low, cd_low)),
                _mm256_castps_si256(_mm256_shuffle_ps::<0b11_10_11_10>(ab_low, cd_low)),
                _mm256_castps_si256(_mm256_shuffle_ps::<0b01_00_01_00>(ab_high, cd_high)),
                _mm256_castps_si256(_mm256_shuffle_ps::<0b11_10_11_10>(ab_high, cd_high)),
            ]
        }
    }
}
