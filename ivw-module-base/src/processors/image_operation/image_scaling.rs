//! Images made with fewer or more pixels than they are shown with.

use crate::algorithm::board::Board;
use glam::UVec2;
use ivw_core::prelude::*;

/// An image made in another size, then stretched to the one that is asked for.
///
/// |         | shape                        | value                   |
/// |---------|------------------------------|-------------------------|
/// | inport  | the size through the factor  | colours, depth, picking |
/// | outport | `[width, height]`            | colours, depth, picking |
///
/// With a factor above 1 there are fewer pixels to be made, so that slow renderers get faster.
#[derive(Processor)]
#[processor("org.inviwo.ImageScaling", category = "Image Operation", tags = "CPU", sizes_inputs)]
pub struct ImageScaling {
    /// Picture in its own size.
    #[inport("inport")]
    image: In<Image>,

    /// Picture in the size that is asked for.
    #[outport("outport")]
    result: Out<Image>,

    /// Use the factor; otherwise the picture is made in the size that is asked for.
    #[property("enabled", name = "Enabled", default = true)]
    is_on: bool,

    /// Size that is asked for, through the size of the picture.
    #[property(
        "scalingFactor",
        name = "Scaling Factor",
        default = 1.0,
        options = &[
            ("one-eighth", "12.5%", 0.125),
            ("one-fourth", "25%", 0.25),
            ("one-half", "50%", 0.5),
            ("three-quarters", "75%", 0.75),
            ("one", "100%", 1.0),
            ("three-halves", "150%", 1.5),
            ("two", "200%", 2.0),
            ("four", "400%", 4.0),
            ("eight", "800%", 8.0),
            ("custom", "Custom", CUSTOM),
            ("absolute", "Absolute", ABSOLUTE)
        ]
    )]
    factor: f64,

    /// The factor of one's choice.
    #[property(
        "customFactor",
        name = "Custom Factor",
        default = 1.0,
        range = 1.0 / 32.0..=32.0,
        visible_if = |p| p.factor == CUSTOM
    )]
    custom_factor: f64,

    /// The size of the picture in pixels, whatever is asked for.
    #[property(
        "absoluteSize",
        name = "Absolute Size",
        default = UVec2::splat(200),
        range = 1..=4096,
        visible_if = |p| p.factor == ABSOLUTE
    )]
    size: UVec2,
}

/// What stands for a factor of one's choice, and for a size in pixels.
const CUSTOM: f64 = -1.0;
const ABSOLUTE: f64 = -2.0;

impl Process for ImageScaling {
    fn process(&mut self, _: &Context) -> Result<()> {
        let image = self.image.get()?;
        let size = self.result.size();
        match image.size() == size {
            true => self.result.set(image),
            false => self.result.set(Board::of(&image, size)?.into_image()),
        }
        Ok(())
    }

    fn input_sizes(&self, _: &str, n: usize, size: UVec2) -> Vec<UVec2> {
        let through = |factor: f64| (size.as_dvec2() / factor).as_uvec2().max(UVec2::ONE);
        let own = match self.factor {
            _ if !self.is_on => size,
            CUSTOM => through(self.custom_factor),
            ABSOLUTE => self.size,
            factor => through(factor),
        };
        vec![own; n]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_factor_of_four_asks_for_a_quarter_along_each_side() {
        let sizes = |node: ImageScaling| node.input_sizes("inport", 1, UVec2::new(103, 2))[0];
        let with = |factor| ImageScaling { factor, ..Default::default() };
        assert_eq!(sizes(with(4.0)), UVec2::new(25, 1));
        assert_eq!(sizes(with(0.5)), UVec2::new(206, 4));
        assert_eq!(sizes(with(ABSOLUTE)), UVec2::splat(200));
        let custom = ImageScaling { custom_factor: 2.0, ..with(CUSTOM) };
        assert_eq!(sizes(custom), UVec2::new(51, 1));
        let off = ImageScaling { is_on: false, ..with(4.0) };
        assert_eq!(sizes(off), UVec2::new(103, 2));
    }

    #[test]
    fn a_small_picture_is_stretched() -> Result<()> {
        let layer = Layer::from_pixels([2, 1], LayerKind::Color, &[[0u8; 4], [200; 4]]);
        let mut node = ImageScaling {
            image: Image::from_layer(layer).into(),
            result: Out::with_size(UVec2::new(4, 3)),
            ..Default::default()
        };
        node.process(&Context::detached())?;
        let result = node.result.get()?;
        let shades: Vec<u8> = result.color[0].pixels.bytes().iter().step_by(4).copied().collect();
        assert_eq!(shades, [0, 50, 150, 200].repeat(3));
        Ok(())
    }
}
