//! Random numbers as libstdc++ gives them: the same seed makes the same data as it did in Inviwo.
//!
//! The engines are those of Matsumoto and Nishimura, "Mersenne Twister" (1998, and 2000 for 64
//! bits).
//! What the C++ standard leaves open, the way from draws to distributions, follows libstdc++ since
//! version 11: Lemire's method for integers, a division by the engine's range for real numbers.

/// A source of random bits.
pub trait Engine {
    /// How many bits a draw has, 32 or 64.
    const BITS: u32;
    /// The next draw.
    fn draw(&mut self) -> u64;

    /// From 0, and below 1: one draw as a single, rounded before it is divided.
    fn canonical_f32(&mut self) -> f32 {
        let range = 2f32.powi(Self::BITS as i32);
        let part = self.draw() as f32 / range;
        if part < 1.0 { part } else { 1f32.next_down() }
    }

    /// From 0, and below 1: as many draws as fill a double, the lowest bits first.
    fn canonical_f64(&mut self) -> f64 {
        let mut part = self.draw() as f64;
        let mut range = 2f64.powi(Self::BITS as i32);
        if Self::BITS < f64::MANTISSA_DIGITS {
            part += self.draw() as f64 * range;
            range *= range;
        }
        let part = part / range;
        if part < 1.0 { part } else { 1f64.next_down() }
    }

    /// `std::uniform_real_distribution<float>`: from the first number, and below the second.
    fn uniform_f32(&mut self, from: f32, to: f32) -> f32 {
        self.canonical_f32() * (to - from) + from
    }

    /// `std::uniform_real_distribution<double>`: from the first number, and below the second.
    fn uniform_f64(&mut self, from: f64, to: f64) -> f64 {
        self.canonical_f64() * (to - from) + from
    }

    /// `std::uniform_int_distribution`: from the first number to the second, both included.
    ///
    /// The first number, if there is none between them.
    fn uniform_int(&mut self, from: i64, to: i64) -> i64 {
        let Some(range) = to.checked_sub(from).filter(|&range| range >= 0) else { return from };
        let range = range as u64;
        let offset = match Self::BITS {
            32 if range < u64::from(u32::MAX) => below_u32(range as u32 + 1, || self.draw() as u32),
            32 if range == u64::from(u32::MAX) => self.draw(),
            // Two draws, the first one being the higher bits.
            32 => below_u64(range.saturating_add(1), || self.draw() << 32 | self.draw()),
            _ => below_u64(range.saturating_add(1), || self.draw()),
        };
        from.wrapping_add(offset as i64)
    }

    /// Inviwo's `randomNumber<float>`: one draw, both ends included.
    fn number_f32(&mut self, from: f32, to: f32) -> f32 {
        let largest = u64::MAX >> (64 - Self::BITS);
        from + self.draw() as f32 / largest as f32 * (to - from)
    }

    /// Inviwo's `randomNumber<double>`: one draw, both ends included.
    fn number_f64(&mut self, from: f64, to: f64) -> f64 {
        let largest = u64::MAX >> (64 - Self::BITS);
        from + self.draw() as f64 / largest as f64 * (to - from)
    }
}

/// Lemire, "Fast Random Integer Generation in an Interval" (2019).
fn below_u32(range: u32, mut draw: impl FnMut() -> u32) -> u64 {
    let mut product = u64::from(draw()) * u64::from(range);
    if (product as u32) < range {
        let threshold = range.wrapping_neg() % range;
        while (product as u32) < threshold {
            product = u64::from(draw()) * u64::from(range);
        }
    }
    product >> 32
}

fn below_u64(range: u64, mut draw: impl FnMut() -> u64) -> u64 {
    let mut product = u128::from(draw()) * u128::from(range);
    if (product as u64) < range {
        let threshold = range.wrapping_neg() % range;
        while (product as u64) < threshold {
            product = u128::from(draw()) * u128::from(range);
        }
    }
    (product >> 64) as u64
}

macro_rules! twister {
    (
        $(#[$doc:meta])* $Name:ident: $T:ty, $bits:literal bits, $n:literal numbers, middle $m:literal,
        low $low:literal, twist $a:literal,
        shifts $u:literal $d:literal, $s:literal $b:literal, $t:literal $c:literal, $l:literal,
        start $f:literal, $w:literal
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $Name {
            numbers: [$T; $n],
            next: usize,
        }

        impl $Name {
            /// The engine that a seed starts.
            pub fn new(seed: $T) -> Self {
                let mut numbers = [seed; $n];
                for n in 1..$n {
                    let before: $T = numbers[n - 1];
                    let mixed: $T = before ^ (before >> $w);
                    numbers[n] = mixed.wrapping_mul($f).wrapping_add(n as $T);
                }
                Self { numbers, next: $n }
            }

            fn twist(&mut self) {
                for n in 0..$n {
                    let high = self.numbers[n] & !$low;
                    let joined: $T = high | self.numbers[(n + 1) % $n] & $low;
                    let turned = joined >> 1 ^ if joined & 1 == 1 { $a } else { 0 };
                    self.numbers[n] = self.numbers[(n + $m) % $n] ^ turned;
                }
                self.next = 0;
            }
        }

        impl Engine for $Name {
            const BITS: u32 = $bits;

            fn draw(&mut self) -> u64 {
                if self.next == $n {
                    self.twist();
                }
                let mut number = self.numbers[self.next];
                self.next += 1;
                number ^= number >> $u & $d;
                number ^= number << $s & $b;
                number ^= number << $t & $c;
                u64::from(number ^ number >> $l)
            }
        }
    };
}

twister! {
    /// `std::mt19937`.
    Mt19937: u32, 32 bits, 624 numbers, middle 397,
    low 0x7fff_ffff, twist 0x9908_b0df,
    shifts 11 0xffff_ffff, 7 0x9d2c_5680, 15 0xefc6_0000, 18,
    start 1_812_433_253, 30
}

twister! {
    /// `std::mt19937_64`.
    Mt19937_64: u64, 64 bits, 312 numbers, middle 156,
    low 0x7fff_ffff, twist 0xb502_6f5a_a966_19e9,
    shifts 29 0x5555_5555_5555_5555, 17 0x71d6_7fff_eda6_0000, 37 0xfff7_eee0_0000_0000, 43,
    start 6_364_136_223_846_793_005, 62
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_draw_what_libstdcxx_draws() {
        let mut engine = Mt19937::new(0);
        assert_eq!([engine.draw(), engine.draw()], [2357136044, 2546248239]);
        assert_eq!(Mt19937_64::new(0).draw(), 2947667278772165694);
        // The numbers that the C++ standard asks for.
        let mut engine = Mt19937::new(5489);
        assert_eq!((0..10_000).map(|_| engine.draw()).last(), Some(4123659995));
        let mut engine = Mt19937_64::new(5489);
        assert_eq!((0..10_000).map(|_| engine.draw()).last(), Some(9981545732273789042));
    }

    #[test]
    fn distributions_are_those_of_libstdcxx() {
        let mut engine = Mt19937::new(1);
        assert_eq!(
            [engine.uniform_f32(0.0, 1.0), engine.uniform_f32(0.0, 1.0)],
            [0.417_022, 0.997_184_8]
        );
        let mut engine = Mt19937::new(1);
        let column = [(); 3].map(|()| engine.uniform_f32(-1.0, 1.0));
        assert_eq!(column, [-0.165_956_02, 0.994_369_6, 0.440_649_03]);
        let mut engine = Mt19937::new(1);
        assert_eq!([(); 3].map(|()| engine.uniform_int(0, 256)), [107, 256, 185]);
        assert_eq!(Mt19937::new(1).uniform_f64(0.0, 1.0), 0.997_184_808_230_265_6);
    }

    #[test]
    fn numbers_stay_within_and_odd_ranges_do_no_harm() {
        let (mut small, mut large) = (Mt19937::new(7), Mt19937_64::new(7));
        for _ in 0..1000 {
            assert!((-3..=4).contains(&small.uniform_int(-3, 4)));
            assert!((-3..=1 << 40).contains(&small.uniform_int(-3, 1 << 40)));
            assert!((0..=9).contains(&large.uniform_int(0, 9)));
            assert!((0.0..1.0).contains(&large.canonical_f32()));
            assert!((0.0..1.0).contains(&large.canonical_f64()));
            assert!((-1.0..=2.0).contains(&large.number_f32(-1.0, 2.0)));
        }
        assert_eq!(small.uniform_int(5, 5), 5);
        assert_eq!(small.uniform_int(5, 4), 5);
        assert_eq!(small.uniform_int(i64::MIN, i64::MAX), i64::MIN);
        assert!(large.uniform_int(0, i64::MAX) >= 0);
    }
}
