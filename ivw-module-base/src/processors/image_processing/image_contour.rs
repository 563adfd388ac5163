//! Lines of equal value in images.

use crate::algorithm::contour::contour;
use crate::algorithm::picture::first_color;
use glam::Vec4;
use ivw_core::prelude::*;

/// Lines along which an image has a value, by marching squares.
///
/// |      | shape             | value                                     |
/// |------|-------------------|-------------------------------------------|
/// | image  | `[width, height]` | 1 to 4 numbers |
/// | mesh | lines             | in the unit square                        |
#[derive(Processor)]
#[processor(
    "org.inviwo.ImageContourProcessor",
    name = "Image Contour",
    category = "Image Processing",
    tags = "CPU"
)]
pub struct ImageContour {
    /// Values.
    #[inport("image", keeps_size)]
    source: In<Image>,

    /// The lines.
    #[outport("mesh")]
    mesh: Out<Mesh>,

    /// Component that has the value, counted from 0.
    #[property("channel", bounds = 0..=4)]
    channel: usize,

    /// The value; of integers, as a part of their limits.
    #[property("iso", name = "ISO Value", default = 0.5, soft = 0.0..=1.0)]
    iso: f64,

    /// Colour of the lines.
    #[property("color", default = Vec4::ONE, color)]
    color: Vec4,
}

impl Process for ImageContour {
    fn process(&mut self, context: &Context) -> Result<()> {
        let source = self.source.get()?;
        let layer = first_color(&source)?;
        let last = i64::from(layer.format.components) - 1;
        context.change("channel", PropertyChange::Max(last.into()));
        let channel = self.channel.min(last as usize);
        self.mesh.set(contour(layer, channel, self.iso, self.color)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_their_colour_and_lie_where_the_value_is() -> Result<()> {
        let layer = Layer::from_pixels([2, 2], LayerKind::Color, &[0.0f32, 1.0, 0.0, 1.0]);
        let mut node = ImageContour {
            source: Image::from_layer(layer).into(),
            iso: 0.75,
            color: Vec4::new(1.0, 0.0, 0.0, 0.5),
            ..Default::default()
        };
        node.process(&Context::detached())?;
        let mesh = node.mesh.get()?;
        let of = |kind| mesh.attribute(kind).expect("it is there").at(0);
        assert_eq!(of(AttributeKind::Position)[0], 0.75);
        assert_eq!(of(AttributeKind::Color), [1.0, 0.0, 0.0, 0.5]);
        assert_eq!(mesh.indices[0].topology.primitive, Primitive::Lines);
        Ok(())
    }
}
