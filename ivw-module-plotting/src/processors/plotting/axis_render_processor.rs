//! Axes around nothing: to see what axes look like, or to lay them over a picture.

use crate::axis::{self, AxisSettings, AxisStyle, Margins, StyledAxes, number, vector};
use glam::Vec2;
use ivw_core::prelude::*;
use ivw_render::film::Film;
use ivw_render::stroke::SOFTNESS;

/// Draws a horizontal, a vertical and a diagonal axis.
///
/// |         | shape             | value                           | unit          |
/// |---------|-------------------|---------------------------------|---------------|
/// | inport  | `[width, height]` | colours, depth, picking         |               |
/// | outport | `[width, height]` | `[u8; 4]`, depth, picking       | premultiplied |
#[derive(Processor)]
#[processor("org.inviwo.AxisRenderProcessor", category = "Plotting", tags = "CPU, Plotting")]
pub struct AxisRenderProcessor {
    /// Picture to draw over.
    #[inport("inport", optional)]
    background: In<Image>,

    /// The axes over the picture.
    #[outport("outport")]
    image: Out<Image>,

    /// Space at the edges of the picture.
    #[group(
        "margins",
        preset("top", 5.0),
        preset("right_", 5.0),
        preset("bottom", 55.0),
        preset("left", 65.0)
    )]
    margins: Margins,

    /// Space between the axes and what they surround.
    #[property("axisMargin", name = "Axis Margin", default = 15.0, range = 0.0..=50.0, unit = "px")]
    padding: f32,

    /// Let edges of lines be soft.
    #[property("antialias", name = "Antialias", default = true)]
    is_soft: bool,

    /// What all axes have in common.
    #[group("style", name = "Global Axis Style")]
    style: AxisStyle,

    /// The horizontal axis.
    #[group("axis1", name = "X Axis", preset("caption.title", "X Axis"))]
    horizontal: AxisSettings,

    /// The vertical axis.
    #[group(
        "axis2",
        name = "Y Axis",
        preset("orientation", Value::choice("vertical")),
        preset("mirrored", true),
        preset("caption.title", "Y Axis"),
        preset("caption.offset", number(50.0)),
        preset("caption.rotation", number(90.0)),
        preset("caption.font.anchor", vector(&[1.0, 0.0])),
        preset("labels.font.anchor", vector(&[1.0, 0.0]))
    )]
    vertical: AxisSettings,

    /// The diagonal axis.
    #[group("axis3", name = "Diagonal Axis", preset("caption.title", "Diagonal Axis"))]
    diagonal: AxisSettings,

    styled: StyledAxes,
}

impl Process for AxisRenderProcessor {
    fn process(&mut self, context: &Context) -> Result<()> {
        let mut axes = [
            ("axis1", &mut self.horizontal),
            ("axis2", &mut self.vertical),
            ("axis3", &mut self.diagonal),
        ];
        self.styled.update(&self.style, &mut axes, context);
        let size = self.image.size();
        let mut film = Film::over(self.background.data().map(|image| &**image), size)?;
        let [low, high] = self.margins.within(size.as_vec2(), 0.0);
        let inner = [low + self.padding, high - self.padding];
        let softness = if self.is_soft { SOFTNESS } else { 0.0 };
        // Axes end on whole pixels.
        let middle = ((inner[0].y + inner[1].y) / 2.0).trunc();
        for (settings, ends) in [
            (&self.horizontal, [Vec2::new(inner[0].x, low.y), Vec2::new(inner[1].x, low.y)]),
            (&self.vertical, [Vec2::new(low.x, inner[0].y), Vec2::new(low.x, inner[1].y)]),
            (&self.diagonal, [Vec2::new(inner[0].x, middle), inner[1]]),
        ] {
            axis::draw(&mut film, settings, ends, softness);
        }
        self.image.set(film.into_image());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec2;

    #[test]
    fn axes_stand_where_the_margins_say() -> Result<()> {
        let mut node = AxisRenderProcessor {
            image: Out::with_size(UVec2::new(300, 242)),
            ..AxisRenderProcessor::default()
        };
        node.process(&Context::detached())?;
        let image = node.image.get()?;
        let pixels = image.color[0].pixels.elements::<[u8; 4]>();
        let alpha = |x: usize, y: usize| pixels[y * 300 + x][3];
        // Between ticks: the horizontal axis at y = 55, the vertical one at x = 65.
        assert!(alpha(110, 55) > 200 && alpha(110, 59) == 0);
        assert!(alpha(65, 90) > 200 && alpha(69, 90) == 0);
        // The ends, with half a pixel of softness.
        assert!(alpha(79, 63) > 0 && alpha(290, 55) == 0);
        Ok(())
    }

    #[test]
    fn pictures_without_room_stay_empty() -> Result<()> {
        for size in [UVec2::ZERO, UVec2::ONE, UVec2::splat(40)] {
            let mut node = AxisRenderProcessor {
                image: Out::with_size(size),
                ..AxisRenderProcessor::default()
            };
            node.process(&Context::detached())?;
            assert_eq!(node.image.get()?.size(), size);
        }
        Ok(())
    }
}
