//! What processors of layers and of images do to a pixel, with the options that both have.

use super::picture::{like, mapped_to};
use glam::{Vec3, Vec4};
use ivw_core::prelude::*;
use ivw_render::color_table::ColorTable;
use ivw_render::texture::Texture;

/// One of the four components of a pixel.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[choice_class("Int")]
pub(crate) enum Component {
    /// The first one, red.
    #[default]
    #[choice("channel1", "Channel 1")]
    First,
    /// The second one, green.
    #[choice("channel2", "Channel 2")]
    Second,
    /// The third one, blue.
    #[choice("channel3", "Channel 3")]
    Third,
    /// The fourth one, opacity.
    #[choice("channel4", "Channel 4")]
    Fourth,
}

/// Red, green, blue or opacity.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[choice_class("Int")]
pub(crate) enum RgbaChannel {
    /// Red.
    #[default]
    #[choice("r", "Red")]
    Red,
    /// Green.
    #[choice("g", "Green")]
    Green,
    /// Blue.
    #[choice("b", "Blue")]
    Blue,
    /// Opacity.
    #[choice("a", "Alpha")]
    Alpha,
}

/// Options for the channels that a format has, counted from 0.
pub(crate) fn channel_options(format: Format) -> Vec<OptionItem> {
    let options = (0..format.components).map(|n| OptionItem {
        id: format!("Channel {n}"),
        name: format!("Channel {n}"),
        value: OptionValue::Int(n.into()),
    });
    options.collect()
}

/// How bright a colour is.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Luminance {
    /// As people perceive it, by ITU-R BT.601.
    #[default]
    #[choice("perceived", "Perceived")]
    Perceived,
    /// By ITU-R BT.709.
    #[choice("relative", "Relative")]
    Relative,
    /// The mean of red, green and blue.
    #[choice("average", "Average")]
    Average,
    /// Red alone.
    #[choice("red", "Red only")]
    Red,
    /// Green alone.
    #[choice("green", "Green only")]
    Green,
    /// Blue alone.
    #[choice("blue", "Blue only")]
    Blue,
}

impl Luminance {
    /// Grey in place of a colour.
    pub(crate) fn of(self) -> impl Fn(Vec4) -> Vec4 + Sync {
        let weights = match self {
            Self::Perceived => Vec3::new(0.299, 0.587, 0.114),
            Self::Relative => Vec3::new(0.2126, 0.7152, 0.0722),
            Self::Average => Vec3::splat(1.0 / 3.0),
            Self::Red => Vec3::X,
            Self::Green => Vec3::Y,
            Self::Blue => Vec3::Z,
        };
        move |color| Vec3::splat(color.truncate().dot(weights)).extend(color.w)
    }
}

/// How a value is compared with a threshold.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[choice_class("String")]
pub(crate) enum Comparison {
    /// Above it.
    #[default]
    #[choice("greater", ">")]
    Greater,
    /// Above it, or just there.
    #[choice("greaterEqual", ">=")]
    GreaterEqual,
    /// Below it.
    #[choice("less", "<")]
    Less,
    /// Below it, or just there.
    #[choice("lessEqual", "<=")]
    LessEqual,
}

impl Comparison {
    /// One where a value compares like that, otherwise zero.
    pub(crate) fn compare(self, value: f32, threshold: f32) -> f32 {
        let holds = match self {
            Self::Greater => value > threshold,
            Self::GreaterEqual => value >= threshold,
            Self::Less => value < threshold,
            Self::LessEqual => value <= threshold,
        };
        if holds { 1.0 } else { 0.0 }
    }
}

/// A layer of ones and zeros.
pub(crate) fn binary(
    layer: &Layer,
    number: Number,
    component: Component,
    comparison: Comparison,
    threshold: f32,
) -> Result<Layer> {
    let mut result = like(layer, Format::new(number, 1))?;
    result.swizzle = Swizzle::LUMINANCE;
    result.data_map = DataMap { value_range: [0.0, 1.0], ..DataMap::of(number) };
    mapped_to(layer, result, |color| {
        Vec4::splat(comparison.compare(color[component as usize], threshold))
    })
}

/// A layer of the colours that a transfer function gives a component.
pub(crate) fn colored(
    layer: &Layer,
    component: Component,
    function: &TransferFunction,
) -> Result<Layer> {
    let number = layer.format.number;
    let mut result = like(layer, Format::new(number, 4))?;
    result.swizzle = Swizzle::RGBA;
    result.data_map = DataMap { value_range: [0.0, 1.0], ..DataMap::of(number) };
    let table = ColorTable::new(function, &layer.data_map);
    let texture = Texture::new(layer);
    mapped_to(layer, result, |color| {
        let value = texture.normalized(color)[component as usize];
        Vec4::from_array(table.at(f64::from(value)))
    })
}

/// Smallest and largest finite number of each component; zero for components that are not there.
pub(crate) fn ranges(layer: &Layer) -> [[f64; 2]; 4] {
    use rayon::prelude::*;
    const NONE: [f64; 2] = [f64::INFINITY, f64::NEG_INFINITY];
    let n = usize::from(layer.format.components);
    let join = |a: [[f64; 2]; 4], b: [[f64; 2]; 4]| -> [[f64; 2]; 4] {
        std::array::from_fn(|c| [a[c][0].min(b[c][0]), a[c][1].max(b[c][1])])
    };
    let n_pixels = layer.pixels.len() / layer.format.size();
    let found = (0..n_pixels)
        .into_par_iter()
        .with_min_len(1 << 14)
        .fold(
            || [NONE; 4],
            |range, pixel| {
                let value = layer.pixel_at(pixel);
                join(range, value.map(|v| if v.is_finite() { [v, v] } else { NONE }))
            },
        )
        .reduce(|| [NONE; 4], join);
    std::array::from_fn(|c| match found[c] {
        [lo, hi] if c < n && lo <= hi => [lo, hi],
        _ => [0.0, 0.0],
    })
}

/// How values are brought to the range from 0 to 1.
pub(crate) struct Normalization {
    /// Number of each component that becomes 0, and that becomes 1.
    pub(crate) ranges: [[f64; 2]; 4],
    /// The value range of the result.
    pub(crate) value_range: [f64; 2],
}

impl Normalization {
    /// The normalisation of components with these ranges.
    pub(crate) fn new(mut ranges: [[f64; 2]; 4], separately: bool, centred: bool) -> Self {
        if !separately {
            let lo = ranges.iter().fold(f64::INFINITY, |lo, range| lo.min(range[0]));
            let hi = ranges.iter().fold(f64::NEG_INFINITY, |hi, range| hi.max(range[1]));
            ranges = [[lo, hi]; 4];
        }
        if centred {
            ranges = ranges.map(|[lo, hi]| {
                let largest = lo.abs().max(hi.abs());
                [-largest, largest]
            });
        }
        Self { ranges, value_range: if centred { [-1.0, 1.0] } else { [0.0, 1.0] } }
    }

    /// The layer with its values normalised, in the same format.
    pub(crate) fn apply(&self, layer: &Layer) -> Result<Layer> {
        let number = layer.format.number;
        let [lo, hi] = number.default_range();
        let mut result = like(layer, layer.format)?;
        result.data_map = DataMap { value_range: self.value_range, ..DataMap::of(number) };
        let (from, extent) = (lo as f32, (hi - lo) as f32);
        let least = Vec4::from_array(self.ranges.map(|[lo, _]| lo as f32));
        let extents = Vec4::from_array(self.ranges.map(|[lo, hi]| (hi - lo) as f32));
        mapped_to(layer, result, |color| (color * extent + from - least) / extents)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(pixels: &[[u8; 3]]) -> Layer {
        let mut layer = Layer::from_pixels([pixels.len() as u32, 1], LayerKind::Color, pixels);
        layer.swizzle = Swizzle::RGB;
        layer
    }

    #[test]
    fn grey_stays_grey_whatever_the_weights() {
        for luminance in [Luminance::Perceived, Luminance::Relative, Luminance::Average] {
            let grey = luminance.of()(Vec4::new(0.5, 0.5, 0.5, 0.25));
            assert!(grey.abs_diff_eq(Vec4::new(0.5, 0.5, 0.5, 0.25), 1e-6));
        }
        assert_eq!(Luminance::Green.of()(Vec4::new(0.1, 0.2, 0.3, 1.0)).x, 0.2);
    }

    #[test]
    fn a_threshold_splits_values_and_says_so_in_the_data_map() -> Result<()> {
        let layer = layer(&[[0, 100, 0], [0, 200, 0]]);
        let split =
            binary(&layer, Number::U8, Component::Second, Comparison::Greater, 100.0 / 255.0)?;
        assert_eq!(split.pixels.bytes(), [0, 255]);
        assert_eq!((split.format, split.swizzle), (u8::FORMAT, Swizzle::LUMINANCE));
        assert_eq!(split.data_map.value_range, [0.0, 1.0]);
        let not_less =
            binary(&layer, Number::U8, Component::Second, Comparison::LessEqual, 100.0 / 255.0)?;
        assert_eq!(not_less.pixels.bytes(), [255, 0]);
        Ok(())
    }

    #[test]
    fn colours_are_those_of_the_value_in_the_data_range() -> Result<()> {
        let mut layer = layer(&[[0, 100, 0], [0, 200, 0]]);
        layer.data_map.data_range = [100.0, 200.0];
        let ramp = TransferFunction::new(&[(0.0, [1.0, 0.0, 0.0, 1.0]), (1.0, [0.0; 4])]);
        let colored = colored(&layer, Component::Second, &ramp)?;
        assert_eq!(colored.pixels.elements::<[u8; 4]>(), [[255, 0, 0, 255], [0; 4]]);
        Ok(())
    }

    #[test]
    fn normalised_values_go_from_zero_to_one() -> Result<()> {
        let layer = layer(&[[10, 0, 5], [110, 0, 55]]);
        let normalized = Normalization::new(ranges(&layer), true, false).apply(&layer)?;
        let pixels: &[[u8; 3]] = normalized.pixels.elements();
        assert_eq!([pixels[0][0], pixels[1][0], pixels[0][2], pixels[1][2]], [0, 255, 0, 255]);
        // All channels together, with the missing one as zero.
        let together = Normalization::new(ranges(&layer), false, false);
        assert_eq!(together.ranges, [[0.0, 110.0]; 4]);
        let centred = Normalization::new(ranges(&layer), true, true);
        assert_eq!((centred.ranges[0], centred.value_range), ([-110.0, 110.0], [-1.0, 1.0]));
        Ok(())
    }

    #[test]
    fn what_is_no_number_has_no_part_in_the_range() {
        let numbers = [f32::NAN, 3.0, f32::INFINITY, -2.0];
        let layer = Layer::from_pixels([4, 1], LayerKind::Color, &numbers);
        assert_eq!(ranges(&layer)[..2], [[-2.0, 3.0], [0.0, 0.0]]);
    }
}
