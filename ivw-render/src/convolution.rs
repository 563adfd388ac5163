//! Line integral convolution: noise that is averaged along the lines of a vector field.
//!
//! The common case, planes that are linear between pixels and go on beyond their border as they are
//! there, runs here, several lines at a time in the widest vectors the machine has.

#![allow(unsafe_code)]

#[cfg(target_arch = "x86_64")]
use crate::wide::{Avx2, Avx512, has_avx2, has_avx512};
use crate::wide::{Lanes, MAX_LANES, Plain, Twice, Wide};
use glam::UVec2;

/// How lines are followed.
#[derive(Clone, Copy, Debug)]
pub struct Convolution {
    /// Number of steps in each direction.
    pub n_steps: u32,
    /// Length of a step in parts of the plane.
    pub step: f32,
    /// Make steps by the classical method of Runge and Kutta, instead of Euler's.
    pub is_runge_kutta: bool,
    /// Let every vector count as one of length 1.
    pub normalizes: bool,
}

/// A plane of `N` numbers at each pixel, linear between pixels, beyond its border as at it.
#[derive(Clone, Copy)]
pub struct Plane<'a, const N: usize> {
    numbers: &'a [f32],
    size: UVec2,
}

impl<'a, const N: usize> Plane<'a, N> {
    /// A plane of numbers, row by row; none if it is too small or too large for this.
    ///
    /// Two pixels side by side are read at once, so there have to be two along each axis.
    pub fn new(numbers: &'a [f32], size: UVec2) -> Option<Self> {
        let n_pixels = u64::from(size.x) * u64::from(size.y);
        let fits = size.min_element() >= 2
            && n_pixels <= i32::MAX as u64
            && numbers.len() as u64 == n_pixels * N as u64;
        fits.then_some(Self { numbers, size })
    }
}

impl Convolution {
    /// The mean of the noise along the lines through the pixel centres of a row of a picture.
    ///
    /// The row's length says how wide the picture is; `y` is the row's middle, from 0 to 1.
    pub fn row(&self, vectors: &Plane<'_, 2>, noise: &Plane<'_, 1>, y: f32, row: &mut [f32]) {
        #[cfg(target_arch = "x86_64")]
        {
            if has_avx512() {
                // SAFETY: the machine has just been asked.
                return unsafe { row_avx512(self, vectors, noise, y, row) };
            }
            if has_avx2() {
                // SAFETY: the machine has just been asked.
                return unsafe { row_avx2(self, vectors, noise, y, row) };
            }
        }
        fill::<Twice<Plain>>(self, vectors, noise, y, row);
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn row_avx2(
    how: &Convolution,
    vectors: &Plane<'_, 2>,
    noise: &Plane<'_, 1>,
    y: f32,
    row: &mut [f32],
) {
    fill::<Twice<Avx2>>(how, vectors, noise, y, row);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx2,fma")]
fn row_avx512(
    how: &Convolution,
    vectors: &Plane<'_, 2>,
    noise: &Plane<'_, 1>,
    y: f32,
    row: &mut [f32],
) {
    fill::<Avx512>(how, vectors, noise, y, row);
}

#[inline(always)]
fn fill<W: Wide>(
    how: &Convolution,
    vectors: &Plane<'_, 2>,
    noise: &Plane<'_, 1>,
    y: f32,
    row: &mut [f32],
) {
    let width = row.len() as f32;
    for (n, part) in row.chunks_mut(W::LANES).enumerate() {
        let mut x = Lanes([0.0; MAX_LANES]);
        for (lane, x) in x.0.iter_mut().enumerate() {
            *x = ((n * W::LANES + lane) as f32 + 0.5) / width;
        }
        let means = mean(how, vectors, noise, [W::load(&x), W::splat(y)]).store();
        let n = part.len();
        part.copy_from_slice(&means.0[..n]);
    }
}

/// The mean of the noise along the lines through some places.
#[inline(always)]
fn mean<W: Wide>(
    how: &Convolution,
    vectors: &Plane<'_, 2>,
    noise: &Plane<'_, 1>,
    start: [W; 2],
) -> W {
    let (zero, one) = (W::splat(0.0), W::splat(1.0));
    let [mut sum] = at_noise(noise, start);
    let mut n = one;
    for step in [how.step, -how.step] {
        let length = W::splat(step);
        let mut place = start;
        let mut is_inside = zero.le(one);
        for _ in 0..how.n_steps {
            let direction = direction(how, vectors, place, step);
            place =
                [direction[0].mul_add(length, place[0]), direction[1].mul_add(length, place[1])];
            let [x, y] = place;
            is_inside = is_inside & zero.le(x) & x.le(one) & zero.le(y) & y.le(one);
            if !W::any(is_inside) {
                break;
            }
            let [value] = at_noise(noise, place);
            sum = sum + W::select(is_inside, value, zero);
            n = n + W::select(is_inside, one, zero);
        }
    }
    sum / n
}

#[inline(always)]
fn direction<W: Wide>(
    how: &Convolution,
    vectors: &Plane<'_, 2>,
    place: [W; 2],
    step: f32,
) -> [W; 2] {
    let vector = |place| {
        let vector = at_vectors(vectors, place);
        if how.normalizes { normalized(vector) } else { vector }
    };
    let moved = |by: [W; 2], step: f32| {
        let step = W::splat(step);
        vector([by[0].mul_add(step, place[0]), by[1].mul_add(step, place[1])])
    };
    let first = vector(place);
    if !how.is_runge_kutta {
        return first;
    }
    let second = moved(first, step / 2.0);
    let third = moved(second, step / 2.0);
    let fourth = moved(third, step);
    let mean = |n: usize| {
        let twice = W::splat(2.0).mul_add(second[n] + third[n], first[n] + fourth[n]);
        twice * W::splat(1.0 / 6.0)
    };
    [mean(0), mean(1)]
}

/// The vector in its direction of length 1; nothing where it has none.
#[inline(always)]
fn normalized<W: Wide>([x, y]: [W; 2]) -> [W; 2] {
    let zero = W::splat(0.0);
    let size = |number: W| number.max(zero - number);
    // Squares of what is very long or very short are no numbers to divide by.
    let longest = size(x).max(size(y));
    let has_direction = W::splat(f32::MIN_POSITIVE).le(longest) & longest.le(W::splat(f32::MAX));
    let longest = W::select(has_direction, longest, W::splat(1.0));
    let (x, y) = (x / longest, y / longest);
    let length = x.mul_add(x, y * y);
    // Not what is no number, either.
    let has_direction = has_direction & length.le(W::splat(2.5));
    let inverse = W::select(has_direction, length, W::splat(1.0)).inverse_sqrt();
    let part = |number: W| W::select(has_direction, number * inverse, zero);
    [part(x), part(y)]
}

/// The pixel to the lower left of a place, by its number, and how far the place is from it.
#[inline(always)]
fn corner<W: Wide>(size: UVec2, [x, y]: [W; 2]) -> (W::Int, [W; 2]) {
    let along = |place: W, n: u32| {
        let at = place.mul_add(W::splat(n as f32), W::splat(-0.5));
        // Also what is no number becomes a pixel here.
        let low = at.floor().max(W::splat(0.0)).min(W::splat(n as f32 - 2.0));
        let part = (at - low).max(W::splat(0.0)).min(W::splat(1.0));
        (low.truncate(), part)
    };
    let ((column, across), (row, up)) = (along(x, size.x), along(y, size.y));
    let first = W::add_int(W::mul_int(row, W::splat_int(size.x as i32)), column);
    (first, [across, up])
}

#[inline(always)]
fn mix<W: Wide>(a: W, b: W, part: W) -> W {
    (b - a).mul_add(part, a)
}

#[inline(always)]
fn at_noise<W: Wide>(plane: &Plane<'_, 1>, place: [W; 2]) -> [W; 1] {
    let (first, [across, up]) = corner(plane.size, place);
    let above = W::add_int(first, W::splat_int(plane.size.x as i32));
    let base = plane.numbers.as_ptr().cast::<u8>();
    // SAFETY: the pixel is neither in the last column nor in the last row.
    let rows = unsafe { [W::fetch_64::<4>(base, first), W::fetch_64::<4>(base, above)] };
    let [low, high] = rows.map(|[a, b]| mix(W::from_bits(a), W::from_bits(b), across));
    [mix(low, high, up)]
}

#[inline(always)]
fn at_vectors<W: Wide>(plane: &Plane<'_, 2>, place: [W; 2]) -> [W; 2] {
    let (first, [across, up]) = corner(plane.size, place);
    let above = W::add_int(first, W::splat_int(plane.size.x as i32));
    let base = plane.numbers.as_ptr().cast::<u8>();
    // SAFETY: the pixel is neither in the last column nor in the last row.
    let rows = unsafe { [W::fetch_128::<8>(base, first), W::fetch_128::<8>(base, above)] };
    let [low, high] = rows.map(|[a, b, c, d]| {
        [
            mix(W::from_bits(a), W::from_bits(c), across),
            mix(W::from_bits(b), W::from_bits(d), across),
        ]
    });
    [mix(low[0], high[0], up), mix(low[1], high[1], up)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::Vec2;

    const SIZE: UVec2 = UVec2::new(37, 23);

    fn vectors() -> Vec<f32> {
        let pixel = |n: u32| {
            let (x, y) = ((n % SIZE.x) as f32 / 36.0 - 0.4, (n / SIZE.x) as f32 / 22.0 - 0.55);
            [-y * 3.0, x + 0.2 * y]
        };
        (0..SIZE.x * SIZE.y).flat_map(pixel).collect()
    }

    fn noise() -> Vec<f32> {
        (0..SIZE.x * SIZE.y).map(|n| (n * 7919 % 101) as f32 / 100.0).collect()
    }

    /// The same, one number at a time.
    fn slow(how: &Convolution, vectors: &[f32], noise: &[f32], start: Vec2) -> f32 {
        let sample = |numbers: &[f32], n: usize, of: usize, place: Vec2| {
            let at = place * SIZE.as_vec2() - 0.5;
            let low = at.floor();
            let pixel = |x: f32, y: f32| {
                let x = x.clamp(0.0, SIZE.x as f32 - 1.0) as usize;
                let y = y.clamp(0.0, SIZE.y as f32 - 1.0) as usize;
                numbers[(y * SIZE.x as usize + x) * of + n]
            };
            let row = |y: f32| {
                let (a, b) = (pixel(low.x, y), pixel(low.x + 1.0, y));
                a + (b - a) * (at.x - low.x)
            };
            let (a, b) = (row(low.y), row(low.y + 1.0));
            a + (b - a) * (at.y - low.y)
        };
        let vector = |place: Vec2| {
            let vector = Vec2::new(sample(vectors, 0, 2, place), sample(vectors, 1, 2, place));
            if how.normalizes { vector.normalize_or_zero() } else { vector }
        };
        let (mut sum, mut n) = (sample(noise, 0, 1, start), 1.0);
        for step in [how.step, -how.step] {
            let mut place = start;
            for _ in 0..how.n_steps {
                let first = vector(place);
                place += step
                    * if how.is_runge_kutta {
                        let second = vector(place + first * step / 2.0);
                        let third = vector(place + second * step / 2.0);
                        (first + 2.0 * (second + third) + vector(place + third * step)) / 6.0
                    } else {
                        first
                    };
                if place.cmplt(Vec2::ZERO).any() || place.cmpgt(Vec2::ONE).any() {
                    break;
                }
                sum += sample(noise, 0, 1, place);
                n += 1.0;
            }
        }
        sum / n
    }

    #[test]
    fn many_lines_at_once_are_the_same_as_one_after_the_other() {
        let (vectors, noise) = (vectors(), noise());
        let fast = (
            Plane::<2>::new(&vectors, SIZE).expect("it is large enough"),
            Plane::<1>::new(&noise, SIZE).expect("it is large enough"),
        );
        for (is_runge_kutta, normalizes) in [(true, true), (true, false), (false, true)] {
            let how = Convolution { n_steps: 12, step: 0.02, is_runge_kutta, normalizes };
            for y in [0, 7, 21] {
                let middle = (y as f32 + 0.5) / 22.0;
                let mut row = [0.0; 45];
                how.row(&fast.0, &fast.1, middle, &mut row);
                let mut plain = [0.0; 45];
                fill::<Twice<Plain>>(&how, &fast.0, &fast.1, middle, &mut plain);
                for (x, (got, plain)) in row.iter().zip(plain).enumerate() {
                    let start = Vec2::new((x as f32 + 0.5) / 45.0, middle);
                    let expected = slow(&how, &vectors, &noise, start);
                    assert!((got - expected).abs() < 2e-4, "{how:?} {start}: {got}, {expected}");
                    assert!((plain - expected).abs() < 2e-4, "{start}: {plain}, {expected}");
                }
            }
        }
    }

    #[test]
    fn directions_have_length_one_whatever_the_vectors_are() {
        for (x, y, expected) in [
            (3.0, 4.0, [0.6, 0.8]),
            (-3e30, 4e30, [-0.6, 0.8]),
            (3e-30, 4e-30, [0.6, 0.8]),
            (0.0, 0.0, [0.0, 0.0]),
            (f32::NAN, 1.0, [0.0, 0.0]),
            (f32::INFINITY, 1.0, [0.0, 0.0]),
        ] {
            let got = normalized([Plain::splat(x), Plain::splat(y)]).map(|n| n.store().0[0]);
            let is_near = got.iter().zip(expected).all(|(a, b): (&f32, f32)| (a - b).abs() < 1e-5);
            assert!(is_near, "{x}, {y}: {got:?}");
        }
    }

    #[test]
    fn odd_planes_do_no_harm() {
        assert!(Plane::<1>::new(&[0.0], UVec2::ONE).is_none());
        assert!(Plane::<2>::new(&[0.0; 4], UVec2::splat(2)).is_none());
        let vectors = [f32::NAN, f32::INFINITY, 1e38, -1e38, 0.0, 0.0, 5.0, f32::NEG_INFINITY];
        let vectors = Plane::<2>::new(&vectors, UVec2::splat(2)).expect("two by two");
        let noise = Plane::<1>::new(&[0.5; 4], UVec2::splat(2)).expect("two by two");
        for normalizes in [true, false] {
            let how = Convolution { n_steps: 5, step: 0.01, is_runge_kutta: true, normalizes };
            let mut row = [9.0; 19];
            how.row(&vectors, &noise, 0.5, &mut row);
            assert!(row.iter().all(|value| *value == 0.5), "{row:?}");
        }
    }
}
