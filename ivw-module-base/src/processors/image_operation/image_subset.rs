//! Parts of images.

use crate::algorithm::crop::cropped_image;
use glam::UVec2;
use ivw_core::prelude::*;

/// A part of an image: some of its columns and rows.
///
/// |             | shape                     | value                   |
/// |-------------|---------------------------|-------------------------|
/// | inputImage  | `[width, height]`         | colours, depth, picking |
/// | outputImage | of the part               | colours, depth, picking |
///
/// Ranges keep their share of the picture when a picture of another size comes in.
#[derive(Processor)]
#[processor(
    "org.inviwo.ImageSubsetGL",
    name = "Image Subset",
    category = "Image Operation",
    tags = "CPU"
)]
pub struct ImageSubset {
    /// Picture.
    #[inport("inputImage", keeps_size)]
    image: In<Image>,

    /// The part of it.
    #[outport("outputImage", keeps_size)]
    result: Out<Image>,

    /// Columns from the first to before the second number.
    #[property(
        "rangeX",
        name = "X Slices",
        default = Limited::whole(0..256),
        range = 0..=256,
        min_separation = 1,
        saved = Saved::Always
    )]
    columns: Limited<usize>,

    /// Rows from the bottom, from the first to before the second number.
    #[property(
        "rangeY",
        name = "Y Slices",
        default = Limited::whole(0..256),
        range = 0..=256,
        min_separation = 1,
        saved = Saved::Always
    )]
    rows: Limited<usize>,
}

impl Process for ImageSubset {
    fn process(&mut self, context: &Context) -> Result<()> {
        let image = self.image.get()?;
        let [width, height] = image.size().to_array();
        for (id, range, len) in
            [("rangeX", &mut self.columns, width), ("rangeY", &mut self.rows, height)]
        {
            let len = len as usize;
            if range.limits == (0..len) {
                continue;
            }
            let scaled = renormalized(range, len);
            let ints = |range: &std::ops::Range<usize>| {
                Value::ints(&[range.start as i64, range.end as i64])
            };
            context.change(id, PropertyChange::Range(ints(&(0..len))?));
            context.set(id, ints(&scaled)?);
            *range = Limited { value: scaled, limits: 0..len };
        }
        let (columns, rows) = (&self.columns.value, &self.rows.value);
        let corner = UVec2::new(columns.start as u32, rows.start as u32).min(image.size());
        let end = UVec2::new(columns.end as u32, rows.end as u32).min(image.size());
        self.result.set(cropped_image(&image, corner, end.saturating_sub(corner))?);
        Ok(())
    }
}

/// The same share of another length.
fn renormalized(range: &Limited<usize>, len: usize) -> std::ops::Range<usize> {
    let Limited { value, limits } = range;
    let share = |n: usize| {
        let whole = limits.len().max(1) as f64;
        let part = n.saturating_sub(limits.start) as f64 / whole;
        ((part * len as f64).round() as usize).min(len)
    };
    let (start, end) = (share(value.start), share(value.end));
    start.min(len.saturating_sub(1))..end.max((start + 1).min(len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_picture_gives_the_whole_and_a_range_a_part() -> Result<()> {
        let pixels: Vec<u8> = (0..12).collect();
        let image = Image::from_layer(Layer::from_pixels([4, 3], LayerKind::Color, &pixels));
        let mut node = ImageSubset { image: image.into(), ..Default::default() };
        let context = Context::detached();
        node.process(&context)?;
        assert_eq!(node.result.get()?.color[0].pixels.bytes(), pixels);
        assert_eq!(context.take_changes().len(), 4);
        node.columns.value = 1..3;
        node.rows.value = 2..3;
        node.process(&context)?;
        assert_eq!(node.result.get()?.color[0].pixels.bytes(), [9, 10]);
        assert!(context.take_changes().is_empty());
        Ok(())
    }

    #[test]
    fn a_range_keeps_its_share() {
        let range = Limited { value: 64..128, limits: 0..256 };
        assert_eq!(renormalized(&range, 512), 128..256);
        assert_eq!(renormalized(&range, 2), 1..2);
        assert_eq!(renormalized(&Limited { value: 5..6, limits: 0..6 }, 1), 0..1);
    }
}
