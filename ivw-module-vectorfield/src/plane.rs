//! The first components of a layer, read between pixels as often as convolution does.

use glam::{UVec2, Vec2};
use ivw_core::prelude::*;
use ivw_render::convolution;
use ivw_render::texture::Texture;
use std::borrow::Cow;

/// The first `N` components of a layer as a texture gives them; what the layer does not have is zero.
///
/// Slimmer than a [`Texture`], which has four components wherever it is read.
pub(crate) struct Plane<'a, const N: usize> {
    /// `N` for each pixel.
    numbers: Cow<'a, [f32]>,
    size: [i32; 2],
    wrapping: [Wrapping; 2],
    is_linear: bool,
}

impl<'a, const N: usize> Plane<'a, N> {
    /// These components of a layer.
    pub(crate) fn new(layer: &'a Layer) -> Self {
        let size = layer.size();
        let is_as_stored = layer.format.number == Number::F32
            && usize::from(layer.format.components) == N
            && layer.swizzle.0[..N] == Swizzle::RGBA.0[..N];
        let numbers = match is_as_stored {
            true => Cow::Borrowed(layer.pixels.elements()),
            false => {
                let texture = Texture::new(layer);
                let row = |y: u32| (0..size.x).map(move |x| (x, y));
                let pixel = |(x, y)| texture.pixel(x, y).to_array().into_iter().take(N);
                Cow::Owned((0..size.y).flat_map(row).flat_map(pixel).collect())
            }
        };
        Self {
            numbers,
            size: size.as_ivec2().to_array(),
            wrapping: layer.wrapping,
            is_linear: layer.interpolation == Interpolation::Linear,
        }
    }

    /// The same for many places at once; none where something else than the border lies beyond it.
    pub(crate) fn for_convolution(&self) -> Option<convolution::Plane<'_, N>> {
        let is_plain = self.is_linear && self.wrapping == [Wrapping::Clamp; 2];
        let size = UVec2::from_array(self.size.map(|n| n.max(0) as u32));
        is_plain.then(|| convolution::Plane::new(&self.numbers, size)).flatten()
    }

    /// The components at a place in the unit square, as the layer's interpolation and wrapping say.
    #[inline]
    pub(crate) fn at(&self, place: Vec2) -> [f32; N] {
        let [width, height] = self.size;
        if width <= 0 || height <= 0 {
            return [0.0; N];
        }
        let (x, y) = (place.x * width as f32, place.y * height as f32);
        if !self.is_linear {
            let (column, row) = (self.wrap(0, whole(x)), self.wrap(1, whole(y)));
            return self.pixel(column, row);
        }
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, low) = (whole(x), whole(y));
        let (across, up) = (x - left as f32, y - low as f32);
        let columns = [self.wrap(0, left), self.wrap(0, left.saturating_add(1))];
        let rows = [self.wrap(1, low), self.wrap(1, low.saturating_add(1))];
        let (a, b) = (self.pixel(columns[0], rows[0]), self.pixel(columns[1], rows[0]));
        let (c, d) = (self.pixel(columns[0], rows[1]), self.pixel(columns[1], rows[1]));
        std::array::from_fn(|n| mix(mix(a[n], b[n], across), mix(c[n], d[n], across), up))
    }

    #[inline]
    fn pixel(&self, column: i32, row: i32) -> [f32; N] {
        let first = (row as usize * self.size[0] as usize + column as usize) * N;
        let mut numbers = [0.0; N];
        numbers.copy_from_slice(&self.numbers[first..first + N]);
        numbers
    }

    #[inline]
    fn wrap(&self, axis: usize, index: i32) -> i32 {
        let len = self.size[axis];
        if index >= 0 && index < len {
            return index;
        }
        match self.wrapping[axis] {
            Wrapping::Clamp => index.clamp(0, len - 1),
            Wrapping::Repeat => index.rem_euclid(len),
            Wrapping::Mirror => {
                let index = index.rem_euclid(len.saturating_mul(2));
                index.min(len.saturating_mul(2) - 1 - index)
            }
        }
    }
}

/// The next whole number below; a call to the library's own is most of the time that a look takes.
#[inline]
fn whole(x: f32) -> i32 {
    let cut = x as i32;
    cut.saturating_sub(i32::from(cut as f32 > x))
}

/// Between two numbers; without a part of the second one its NaN or infinity does not matter.
#[inline]
fn mix(a: f32, b: f32, part: f32) -> f32 {
    if part > 0.0 { a + (b - a) * part } else { a }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_are_those_of_a_texture() {
        let pixels: Vec<[f32; 2]> = (0..20).map(|n| [n as f32, (n * n) as f32]).collect();
        let mut layer = Layer::from_pixels([5, 4], LayerKind::Color, &pixels);
        for interpolation in [Interpolation::Linear, Interpolation::Nearest] {
            for wrapping in [Wrapping::Clamp, Wrapping::Repeat, Wrapping::Mirror] {
                (layer.interpolation, layer.wrapping) = (interpolation, [wrapping; 2]);
                let (plane, texture) = (Plane::<2>::new(&layer), Texture::new(&layer));
                for n in -40..60 {
                    let place = Vec2::new(n as f32 * 0.037, 0.9 - n as f32 * 0.051);
                    let expected = texture.sample(place);
                    let got = Vec2::from_array(plane.at(place));
                    assert!(
                        got.abs_diff_eq(expected.truncate().truncate(), 1e-3),
                        "{place}: {got}"
                    );
                }
            }
        }
    }

    #[test]
    fn other_formats_are_parts_of_their_largest_number() {
        let bytes = Layer::from_pixels([2, 1], LayerKind::Color, &[0u8, 255]);
        assert_eq!(Plane::<1>::new(&bytes).at(Vec2::new(0.5, 0.5)), [0.5]);
        let none = Layer::new([0, 0], f32::FORMAT, LayerKind::Color).unwrap();
        assert_eq!(Plane::<1>::new(&none).at(Vec2::ZERO), [0.0]);
    }
}
