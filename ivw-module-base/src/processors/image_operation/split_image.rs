//! Two images on both sides of a bar.

use crate::algorithm::board::{Board, Layover, Rect};
use crate::algorithm::splitter::{Run, Splitter};
use glam::{UVec2, Vec2, Vec4};
use ivw_core::event::{Interaction, Reaction};
use ivw_core::prelude::*;
use ivw_render::pixels::in_size;

/// Two images of the same scene, one on each side of a bar.
///
/// |                | shape             | value                   |
/// |----------------|-------------------|-------------------------|
/// | inputA, inputB | `[width, height]` | colours, depth, picking |
/// | outport        | `[width, height]` | colours, depth, picking |
///
/// In place of a missing image there is noise.
#[derive(Processor)]
#[processor(
    "org.inviwo.SplitImage",
    category = "Image Operation",
    tags = "CPU",
    n_pickable = 1,
    takes_events
)]
pub struct SplitImage {
    /// Picture on the left, or above.
    #[inport("inputA", optional)]
    first: In<Image>,

    /// Picture on the right, or below.
    #[inport("inputB", optional)]
    second: In<Image>,

    /// Both in one.
    #[outport("outport")]
    result: Out<Image>,

    /// Which way the bar runs.
    #[property("splitDirection", name = "Split Direction")]
    direction: Direction,

    /// Where the bar is, from the left or from the top.
    #[property("splitPosition", name = "Split Position", default = 0.5, range = 0.0..=1.0)]
    position: f32,

    /// What the bar looks like.
    #[group("handlebarWidget", name = "Handle Bar")]
    splitter: Splitter,

    dragged: Option<usize>,
}

/// This is which way a bar runs.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From the bottom to the top.
    #[default]
    #[choice("vertical")]
    Vertical,
    /// From left to right.
    #[choice("horizontal")]
    Horizontal,
}

impl Process for SplitImage {
    fn process(&mut self, _: &Context) -> Result<()> {
        let size = self.result.size();
        let [width, height] = size.as_ivec2().to_array();
        let part = |length: i32| ((self.position * length as f32) as i32).clamp(0, length);
        let (first, second) = match self.direction {
            Direction::Vertical => {
                let x = part(width);
                (Rect::new(0, 0, x, height), Rect::new(x, 0, width - x, height))
            }
            Direction::Horizontal => {
                let y = height - part(height);
                (Rect::new(0, y, width, height - y), Rect::new(0, 0, width, y))
            }
        };
        let mut board = Board::new(size)?;
        for (inport, part) in [(&self.first, first), (&self.second, second)] {
            match inport.data() {
                Some(image) => {
                    let image = in_size(image, size)?;
                    let cut = cut(&image, part)?;
                    board.lay(&cut, part, Layover::Replace);
                }
                None => board.paint(part, |at, _| Some(noise(at / size.as_vec2()))),
            }
        }
        let (run, place) = self.bar(size);
        self.splitter.draw(&mut board, size, run, place);
        self.result.set(board.into_image());
        Ok(())
    }

    fn event(&mut self, event: &Interaction, context: &Context) -> Result<Reaction> {
        let size = self.result.size();
        let (run, place) = self.bar(size);
        let dragged = self.splitter.drag(event, run, &[place], size, &mut self.dragged);
        Ok(match dragged {
            Some((_, position)) => {
                context.set("splitPosition", f64::from(position));
                Reaction::used()
            }
            None => Reaction::default(),
        })
    }
}

impl SplitImage {
    /// Which way the bar runs, and the pixel across that where it is.
    fn bar(&self, size: UVec2) -> (Run, f32) {
        match self.direction {
            Direction::Vertical => (Run::Up, self.position * size.x as f32),
            Direction::Horizontal => (Run::Right, (1.0 - self.position) * size.y as f32),
        }
    }
}

/// A part of a picture as a picture of its own.
fn cut(image: &Image, part: Rect) -> Result<Image> {
    crate::algorithm::crop::cropped_image(image, part.corner.as_uvec2(), part.size.as_uvec2())
}

/// Grey that looks random, from 0 to 1 along both sides of the picture.
fn noise(place: Vec2) -> Vec4 {
    let shade = (place.dot(Vec2::new(12.9898, 78.233)).sin() * 43758.547).rem_euclid(1.0);
    Vec4::new(shade, shade, shade, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(shade: u8) -> Image {
        let pixels = [[shade, shade, shade, 255]; 40];
        Image::from_layer(Layer::from_pixels([8, 5], LayerKind::Color, &pixels))
    }

    fn split(node: SplitImage) -> Result<Vec<u8>> {
        let mut node = SplitImage { result: Out::with_size([8, 5].into()), ..node };
        node.splitter.is_on = false;
        node.process(&Context::detached())?;
        let image = node.result.get()?;
        Ok(image.color[0].pixels.elements::<[u8; 4]>().iter().map(|pixel| pixel[0]).collect())
    }

    #[test]
    fn the_first_picture_is_on_the_left_or_above() -> Result<()> {
        for direction in [Direction::Vertical, Direction::Horizontal] {
            let pixels = split(SplitImage {
                first: image(10).into(),
                second: image(20).into(),
                direction,
                ..Default::default()
            })?;
            for (n, shade) in pixels.into_iter().enumerate() {
                let is_first = match direction {
                    Direction::Vertical => n % 8 < 4,
                    // Two rows and a half are two.
                    Direction::Horizontal => n / 8 >= 3,
                };
                assert_eq!(shade, if is_first { 10 } else { 20 }, "{direction:?} {n}");
            }
        }
        Ok(())
    }

    #[test]
    fn in_place_of_a_missing_picture_there_is_noise() -> Result<()> {
        let pixels = split(SplitImage { second: image(20).into(), ..Default::default() })?;
        let mut left: Vec<u8> = (0..40).filter(|n| n % 8 < 4).map(|n| pixels[n]).collect();
        left.sort();
        left.dedup();
        assert!(left.len() > 10, "{left:?}");
        Ok(())
    }
}
