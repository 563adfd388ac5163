//! Heights from a picture.

use ivw_core::data::Number;
use ivw_core::prelude::*;
use rayon::prelude::*;
use std::ops::Range;

/// Makes heights of the red channel of a picture.
///
/// |             | shape             | value  | unit   |
/// |-------------|-------------------|--------|--------|
/// | image       | `[width, height]` | any    |        |
/// | heightfield | `[width, height]` | `f32`  | height |
///
/// One floating point number a pixel is taken as it is, integers are parts of their largest number.
/// If all are the same there is no range to scale, and heights are no numbers.
#[derive(Processor)]
#[processor(
    "org.inviwo.HeightFieldMapper",
    category = "Heightfield",
    code_state = CodeState::Experimental,
    tags = "CPU"
)]
pub struct HeightFieldMapper {
    /// Picture to take heights from.
    #[inport("image", keeps_size)]
    picture: In<Image>,

    /// The heights.
    #[outport("heightfield")]
    heights: Out<Image>,

    /// What the heights range over.
    #[property("scalingmode", name = "Scaling Mode", options = &[
        ("scaleFixed", "Fixed Range [0:1]", 0),
        ("scaleRange", "Data Range", 1),
        ("scaleSeaLevel", "Sea Level", 2),
    ])]
    mode: i32,

    /// The least and the greatest height.
    #[property(
        "heightrange",
        name = "Height Range",
        default = 0.0..1.0,
        range = -10.0..=10.0,
        visible_if = |p| p.mode == 1
    )]
    range: Range<f32>,

    /// How far the highest or deepest place is from the sea.
    #[property(
        "maxheight",
        name = "Maximum Height",
        default = 1.0,
        from = 0.0..=10.0,
        visible_if = |p| p.mode == 2
    )]
    most: f32,

    /// The value at sea level.
    #[property("sealevel", name = "Sea Level", soft = -10.0..=10.0, visible_if = |p| p.mode == 2)]
    sea: f32,
}

impl Process for HeightFieldMapper {
    fn process(&mut self, _: &Context) -> Result<()> {
        let picture = self.picture.get()?;
        let layer = picture.color.first().ok_or_else(|| {
            Error::new("the image has no colour layer").hint("connect a source of images")
        })?;
        let n_pixels = layer.dims.iter().map(|&n| n as usize).product();
        let is_raw = layer.format == f32::FORMAT;
        let value = |n| if is_raw { layer.pixel_at(n)[0] as f32 } else { layer.texel_at(n)[0] };
        let mut values: Vec<f32> =
            (0..n_pixels).into_par_iter().with_min_len(1 << 12).map(value).collect();
        self.scale(&mut values);
        let mut heights = Layer::from_pixels(layer.dims, LayerKind::Color, &values);
        heights.swizzle = Swizzle::of_colors(1);
        let mut image = Image::new(layer.dims, Format::new(Number::F32, 1))?;
        image.color = vec![heights].into();
        self.heights.set(image);
        Ok(())
    }
}

impl HeightFieldMapper {
    fn scale(&self, values: &mut [f32]) {
        let (lo, hi) = values
            .iter()
            .filter(|value| value.is_finite())
            .fold((f32::INFINITY, f32::NEG_INFINITY), |(lo, hi), &v| (lo.min(v), hi.max(v)));
        let height = |value: f32| match self.mode {
            1 => self.range.start + (value - lo) * (self.range.end - self.range.start) / (hi - lo),
            2 => (value - self.sea) * self.most / (hi - self.sea).max((lo - self.sea).abs()),
            _ => (value - lo) / (hi - lo),
        };
        values.iter_mut().for_each(|value| *value = height(*value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heights(mode: i32, pixels: &[f32]) -> Result<Vec<f32>> {
        let layer = Layer::from_pixels([pixels.len() as u32, 1], LayerKind::Color, pixels);
        let mut node = HeightFieldMapper {
            picture: Image::from_layer(layer).into(),
            mode,
            range: -1.0..3.0,
            most: 2.0,
            sea: 4.0,
            ..HeightFieldMapper::default()
        };
        node.process(&Context::detached())?;
        Ok(node.heights.get()?.color[0].pixels.elements().to_vec())
    }

    #[test]
    fn every_mode_ranges_over_what_it_says() -> Result<()> {
        assert_eq!(heights(0, &[2.0, 4.0, 6.0])?, [0.0, 0.5, 1.0]);
        assert_eq!(heights(1, &[2.0, 4.0, 6.0])?, [-1.0, 1.0, 3.0]);
        assert_eq!(heights(2, &[2.0, 4.0, 8.0])?, [-1.0, 0.0, 2.0]);
        assert!(heights(0, &[5.0])?[0].is_nan());
        Ok(())
    }

    #[test]
    fn bytes_are_parts_of_255() -> Result<()> {
        let layer = Layer::from_pixels([2, 1], LayerKind::Color, &[[0_u8, 9, 9], [51, 0, 0]]);
        let mut node = HeightFieldMapper {
            picture: Image::from_layer(layer).into(),
            mode: 2,
            ..HeightFieldMapper::default()
        };
        node.process(&Context::detached())?;
        let heights = node.heights.get()?;
        assert_eq!(heights.color[0].pixels.elements::<f32>(), [0.0, 1.0]);
        assert!(HeightFieldMapper::default().process(&Context::detached()).is_err());
        Ok(())
    }
}
