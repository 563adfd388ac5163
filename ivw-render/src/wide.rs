//! Several single-precision numbers at once, in whatever vectors the machine has.
//!
//! Kernels are written once, over [`Wide`]; each instruction set implements it in its own file. Only
//! what these kernels need is here. Methods are always inlined, so that they compile to
//! the instructions of the function they end up in.

#![allow(unsafe_code)]

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod plain;
mod twice;

use std::ops::{Add, BitAnd, BitOr, Div, Mul, Not, Sub};

#[cfg(target_arch = "x86_64")]
pub(crate) use avx2::Avx2;
#[cfg(target_arch = "x86_64")]
pub(crate) use avx512::Avx512;
pub(crate) use plain::Plain;
pub(crate) use twice::Twice;

/// No vector has more lanes than this.
pub(crate) const MAX_LANES: usize = 32;

/// These are the numbers of a vector in memory; those beyond its lanes are not used.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(crate) struct Lanes<T>(pub(crate) [T; MAX_LANES]);

/// This is whether the machine can run [`Avx2`].
#[cfg(target_arch = "x86_64")]
pub(crate) fn has_avx2() -> bool {
    is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma")
}

/// This is whether the machine can run [`Avx512`].
#[cfg(target_arch = "x86_64")]
pub(crate) fn has_avx512() -> bool {
    has_avx2()
        && is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512dq")
}

/// What the two weights of [`Wide::weights`] add up to.
pub(crate) const WEIGHTS: f32 = 32767.0;

/// These are several single-precision numbers.
pub(crate) trait Wide:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
    /// One truth value per lane.
    type Mask: Copy
        + BitAnd<Output = Self::Mask>
        + BitOr<Output = Self::Mask>
        + Not<Output = Self::Mask>;
    /// One whole number of 32 bits per lane.
    type Int: Copy;

    /// How many numbers there are.
    const LANES: usize;
    /// How many rays stand side by side in a packet.
    const WIDTH: usize;

    /// Whether samples inside the volume are worth a loop of their own: more code, but fewer
    /// registers at a time.
    const HAS_FEW_REGISTERS: bool = false;

    fn splat(value: f32) -> Self;
    /// The numbers from one on, which is a multiple of [`Self::LANES`].
    fn load_from(lanes: &Lanes<f32>, first: usize) -> Self;
    fn store(self) -> Lanes<f32>;

    /// `self * factor + summand`.
    fn mul_add(self, factor: Self, summand: Self) -> Self;
    /// The smaller one; `other` where either is not a number.
    fn min(self, other: Self) -> Self;
    /// The larger one; `other` where either is not a number.
    fn max(self, other: Self) -> Self;
    fn floor(self) -> Self;

    /// 1 divided by the square root of normal positive numbers, to a millionth.
    fn inverse_sqrt(self) -> Self;

    /// 1 divided by normal numbers, to a millionth.
    fn inverse(self) -> Self;

    fn lt(self, other: Self) -> Self::Mask;
    fn le(self, other: Self) -> Self::Mask;
    fn any(mask: Self::Mask) -> bool;
    /// `then` where the mask is true, else `otherwise`.
    fn select(mask: Self::Mask, then: Self, otherwise: Self) -> Self;

    /// Whole part of numbers between -2^31 and 2^31.
    fn truncate(self) -> Self::Int;
    fn from_int(int: Self::Int) -> Self;
    fn store_int(int: Self::Int) -> Lanes<u32>;
    fn splat_int(value: i32) -> Self::Int;
    fn add_int(a: Self::Int, b: Self::Int) -> Self::Int;
    fn mul_int(a: Self::Int, b: Self::Int) -> Self::Int;
    fn or_int(a: Self::Int, b: Self::Int) -> Self::Int;
    fn xor_int(a: Self::Int, b: Self::Int) -> Self::Int;
    fn shift_left<const N: i32>(int: Self::Int) -> Self::Int;

    /// The whole number in each lane's bits, from `SHIFT` on, that `mask` keeps.
    fn bits<const SHIFT: i32>(int: Self::Int, mask: i32) -> Self::Int;
    /// The lower, and the upper, 16 bits as a number with a sign and without one.
    fn low_i16(int: Self::Int) -> Self::Int;
    fn high_i16(int: Self::Int) -> Self::Int;
    #[inline(always)]
    fn low_u16(int: Self::Int) -> Self::Int {
        Self::bits::<0>(int, 0xffff)
    }
    #[inline(always)]
    fn high_u16(int: Self::Int) -> Self::Int {
        Self::bits::<16>(int, 0xffff)
    }
    /// The sum of two products, of the lower and of the upper 16 bits as signed numbers.
    fn dot_i16(a: Self::Int, b: Self::Int) -> Self::Int;
    /// Bytes `FIRST` and `FIRST + 1` as numbers of 16 bits.
    fn two_bytes<const FIRST: i32>(int: Self::Int) -> Self::Int;
    fn to_bits(self) -> Self::Int;
    fn from_bits(int: Self::Int) -> Self;
    /// 2 to the power of whole numbers from -126 to 127.
    fn power_of_two(exponent: Self::Int) -> Self;

    /// 32 bits per lane at `base + offset * STEP` bytes.
    ///
    /// # Safety
    /// Reading there must be allowed, for all lanes.
    unsafe fn fetch_32<const STEP: usize>(base: *const u8, offsets: Self::Int) -> Self::Int;

    /// 64 bits per lane at `base + offset * STEP` bytes, the lower half first.
    ///
    /// # Safety
    /// Reading there must be allowed, for all lanes.
    unsafe fn fetch_64<const STEP: usize>(base: *const u8, offsets: Self::Int) -> [Self::Int; 2];

    /// 128 bits per lane at `base + offset * STEP` bytes, the lowest quarter first.
    ///
    /// # Safety
    /// Reading there must be allowed, for all lanes.
    unsafe fn fetch_128<const STEP: usize>(base: *const u8, offsets: Self::Int) -> [Self::Int; 4];

    #[inline(always)]
    fn load(lanes: &Lanes<f32>) -> Self {
        Self::load_from(lanes, 0)
    }

    /// The whole part and the rest of numbers from 0 to 2^31.
    #[inline(always)]
    fn split(self) -> (Self::Int, Self) {
        let whole = self.truncate();
        (whole, self - Self::from_int(whole))
    }

    /// `1 - t` and `t` as weights for [`weigh`](Self::weigh), for a `t` from 0 to 1.
    #[inline(always)]
    fn weights(t: Self) -> Self::Int {
        let ahead = t.mul_add(Self::splat(WEIGHTS), Self::splat(0.5)).truncate();
        // The weights add up to fifteen ones: one is what the other leaves of them.
        let back = Self::xor_int(ahead, Self::splat_int(0x7fff));
        Self::or_int(Self::shift_left::<16>(ahead), back)
    }

    /// The blend of the lower and the upper 16 bits, as signed numbers, times [`WEIGHTS`].
    #[inline(always)]
    fn weigh(pair: Self::Int, weights: Self::Int) -> Self {
        Self::from_int(Self::dot_i16(pair, weights))
    }

    /// 2 to the power of `self`, which must be at most 0.
    #[inline(always)]
    fn exp2(self) -> Self {
        let x = self.max(Self::splat(-126.0));
        let whole = (x + Self::splat(0.5)).floor();
        let f = x - whole;
        // The polynomial nearest to 2^f on [-1/2, 1/2] has an error below 1e-7.
        let p = Self::splat(1.326_472_5e-3)
            .mul_add(f, Self::splat(9.671_513e-3))
            .mul_add(f, Self::splat(5.550_734e-2))
            .mul_add(f, Self::splat(2.402_224_2e-1))
            .mul_add(f, Self::splat(std::f32::consts::LN_2))
            .mul_add(f, Self::splat(1.0));
        p * Self::power_of_two(whole.truncate())
    }

    /// The logarithm to base 2 of normal positive numbers.
    #[inline(always)]
    fn log2(self) -> Self {
        // Split into 2^e * m with m in [sqrt(1/2), sqrt(2)), which keeps numbers near 1 exact.
        let bits = Self::add_int(self.to_bits(), Self::splat_int(0x3f80_0000 - 0x3f35_04f3));
        let e = Self::from_int(Self::bits::<23>(bits, 0xff)) - Self::splat(127.0);
        let m = Self::add_int(Self::bits::<0>(bits, 0x007f_ffff), Self::splat_int(0x3f35_04f3));
        let m = Self::from_bits(m);
        // log m = 2 atanh(s), s = (m-1)/(m+1), |s| < 0.1716: five terms are exact to 1e-9.
        let one = Self::splat(1.0);
        let s = (m - one) * (m + one).inverse();
        let z = s * s;
        let p = Self::splat(2.0 / 9.0)
            .mul_add(z, Self::splat(2.0 / 7.0))
            .mul_add(z, Self::splat(2.0 / 5.0))
            .mul_add(z, Self::splat(2.0 / 3.0))
            .mul_add(z, Self::splat(2.0));
        (s * p).mul_add(Self::splat(std::f32::consts::LOG2_E), e)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<W: Wide>() {
        for i in 1..2000_u32 {
            let x = i as f32 / 1999.0;
            let log = W::splat(x).log2().store().0[W::LANES - 1];
            assert!((log - x.log2()).abs() <= 3e-7 * log.abs().max(1e-3), "log2 {x} is {log}");
            let y = -(i as f32) / 50.0;
            let power = W::splat(y).exp2().store().0[0];
            assert!((power - y.exp2()).abs() <= 1e-6 * power, "2^{y} is {power}");
        }
        for i in 0..2000_i32 {
            let x = 1.01_f32.powi(i - 1000) * 3.0;
            let root = W::splat(x).inverse_sqrt().store().0[0] * x.sqrt();
            let inverse = W::splat(-x).inverse().store().0[W::LANES - 1] * -x;
            assert!((root - 1.0).abs() < 1e-6 && (inverse - 1.0).abs() < 1e-6, "{x}");
        }
        for (low, high, t) in [(-32768, 32767, 0.0), (255, 3, 1.0), (-7, -9, 0.25), (6, 6, 0.7)] {
            let pair = W::splat_int(high << 16 | low & 0xffff);
            let blend = W::weigh(pair, W::weights(W::splat(t))).store().0[0] / WEIGHTS;
            let expected = low as f32 + (high - low) as f32 * t;
            assert!((blend - expected).abs() <= (high - low).abs() as f32 * 2e-5, "{blend}");
        }
        let bytes = W::two_bytes::<1>(W::splat_int(0x8765_fe21_u32 as i32));
        assert_eq!(W::store_int(bytes).0[0], 0x0065_00fe);
        let mut lanes = Lanes([0.0; MAX_LANES]);
        for (i, lane) in lanes.0.iter_mut().enumerate() {
            *lane = i as f32 - 3.25;
        }
        let floor = W::load(&lanes).floor().store();
        let data: Vec<u8> = (0..200).collect();
        let mut places = Lanes([0.0; MAX_LANES]);
        for (i, place) in places.0.iter_mut().enumerate() {
            *place = (i * 37 % 23) as f32;
        }
        let offsets = W::load(&places).truncate();
        // SAFETY: 22 * 4 + 16 bytes are less than 200.
        let (one, two, four) = unsafe {
            let base = data.as_ptr();
            (
                W::fetch_32::<1>(base, offsets),
                W::fetch_64::<2>(base, offsets),
                W::fetch_128::<4>(base, offsets),
            )
        };
        let word = |start: usize| u32::from_le_bytes(data[start..start + 4].try_into().unwrap());
        for i in 0..W::LANES {
            assert_eq!(floor.0[i], lanes.0[i].floor());
            let offset = places.0[i] as usize;
            assert_eq!(W::store_int(one).0[i], word(offset));
            for (part, int) in two.into_iter().enumerate() {
                assert_eq!(W::store_int(int).0[i], word(offset * 2 + 4 * part));
            }
            for (part, int) in four.into_iter().enumerate() {
                assert_eq!(W::store_int(int).0[i], word(offset * 4 + 4 * part));
            }
        }
    }

    #[test]
    fn plain_vectors_keep_their_promises() {
        check::<Plain>();
    }

    #[cfg(target_arch = "x86_64")]
    #[test]
    fn vectors_of_eight_keep_their_promises() {
        #[target_feature(enable = "avx2,fma")]
        fn run() {
            check::<Avx2>();
        }
        if has_avx2() {
            // SAFETY: the machine has just been asked.
            unsafe { run() }
        }
    }

    #[cfg(target_arch = "x86_64")]
    #[test]
    fn vectors_of_sixteen_keep_their_promises() {
        #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx2,fma")]
        fn run() {
            check::<Avx512>();
        }
        if has_avx512() {
            // SAFETY: the machine has just been asked.
            unsafe { run() }
        }
    }
}
