//! Smooth edges.

use crate::picture::Picture;
use glam::{Vec2, Vec4};
use ivw_core::prelude::*;

/// Smooths jagged edges of a finished picture.
///
/// |         | shape             | value                  |
/// |---------|-------------------|------------------------|
/// | inport  | `[width, height]` | colours from 0 to 1    |
/// | outport | `[width, height]` | colours, one byte each |
///
/// Fast approximate anti-aliasing after T. Lottes, "FXAA" (2009, version 3.11): where brightness
/// changes, the end of the edge is searched on both sides, and the colour is taken from where an
/// edge of that slope would pass. Depth and picking stay.
#[derive(Processor)]
#[processor("org.inviwo.FXAA", name = "FXAA", category = "Postprocessing", tags = "CPU")]
pub struct Fxaa {
    /// Picture with jagged edges.
    #[inport("inport")]
    input: In<Image>,

    /// Picture with smooth edges.
    #[outport("outport")]
    output: Out<Image>,

    /// Whether edges are smoothed; otherwise the picture is passed on.
    #[property("enable", name = "Enable Operation", default = true)]
    is_on: bool,

    /// How much dither the search may leave.
    #[property("dither")]
    dither: Dither,

    /// How far the search for the ends of an edge goes.
    #[property("quality", default = 0.5, range = 0.0..=1.0, step = 0.1)]
    quality: f32,
}

/// This is how much dither the search may leave.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[choice_class("Int")]
pub enum Dither {
    /// Some: fast.
    #[default]
    #[choice("medium", "Medium")]
    Medium = 1,
    /// Little.
    #[choice("low", "Low")]
    Low = 2,
    /// None: the slowest.
    #[choice("off", "Off")]
    Off = 3,
}

/// Part of the brightness around that a difference has to reach.
const EDGE_THRESHOLD: f32 = 0.166;
/// Least difference that is smoothed.
const LEAST_EDGE: f32 = 0.0833;
/// How much single pixels are smoothed.
const SUBPIXEL: f32 = 0.5;

impl Process for Fxaa {
    fn process(&mut self, _: &Context) -> Result<()> {
        let image = self.input.get()?;
        if !self.is_on {
            self.output.set(image);
            return Ok(());
        }
        let source = Picture::of(&image)?;
        let weights = Vec4::new(0.299, 0.587, 0.114, 0.0);
        // Brightness travels as a byte in the place of opacity.
        let lit = Picture::new(source.size, |x, y| {
            let color = source.at(x.into(), y.into());
            let luma = (color.dot(weights).clamp(0.0, 1.0) * 255.0).round() / 255.0;
            color.truncate().extend(luma)
        });
        let steps = steps(self.dither, self.quality);
        let result = Picture::new(source.size, |x, y| {
            let alpha = source.at(x.into(), y.into()).w;
            smoothed(&lit, [x.into(), y.into()], &steps).truncate().extend(alpha)
        });
        self.output.set(result.into_image(&image, Number::U8)?);
        Ok(())
    }
}

/// Distances between the places of the search, in pixels.
fn steps(dither: Dither, quality: f32) -> Vec<f32> {
    let quality = quality.clamp(0.0, 1.0);
    // The longest search of a family, cut short in its middle: its first and last steps stay.
    let cut = |first: &[f32], n_middle: usize, last: &[f32]| {
        let middle = std::iter::repeat_n(2.0, n_middle);
        first.iter().copied().chain(middle).chain(last.iter().copied()).collect()
    };
    match (dither, (quality * 5.0) as usize, (quality * 9.0) as usize) {
        (Dither::Medium, 0, _) => vec![1.5, 3.0, 12.0],
        (Dither::Medium, 1, _) => vec![1.0, 1.5, 3.0, 12.0],
        (Dither::Medium, n, _) => cut(&[1.0, 1.5], n - 1, &[4.0, 12.0]),
        (Dither::Low, _, 0) => vec![1.5, 2.0, 8.0],
        (Dither::Low, _, n @ 1..=3) => cut(&[1.0, 1.5], n, &[8.0]),
        (Dither::Low, _, 4) => cut(&[1.0, 1.5], 3, &[3.0, 8.0]),
        (Dither::Low, _, n) => cut(&[1.0, 1.5], n - 1, &[4.0, 8.0]),
        (Dither::Off, ..) => cut(&[1.0, 1.0, 1.0, 1.0, 1.0, 1.5], 4, &[4.0, 8.0]),
    }
}

/// The colour of a pixel, moved along the normal of the edge that it lies at.
fn smoothed(picture: &Picture, [x, y]: [i64; 2], steps: &[f32]) -> Vec4 {
    let luma = |right: i64, up: i64| picture.at(x + right, y + up).w;
    let here = luma(0, 0);
    let [north, south, east, west] = [luma(0, 1), luma(0, -1), luma(1, 0), luma(-1, 0)];
    let most = north.max(south).max(east).max(west).max(here);
    let least = north.min(south).min(east).min(west).min(here);
    let contrast = most - least;
    if contrast < LEAST_EDGE.max(most * EDGE_THRESHOLD) {
        return picture.at(x, y);
    }
    let [ne, nw, se, sw] = [luma(1, 1), luma(-1, 1), luma(1, -1), luma(-1, -1)];
    let horizontal = (nw + sw - 2.0 * west).abs()
        + 2.0 * (north + south - 2.0 * here).abs()
        + (ne + se - 2.0 * east).abs();
    let vertical = (nw + ne - 2.0 * north).abs()
        + 2.0 * (west + east - 2.0 * here).abs()
        + (sw + se - 2.0 * south).abs();
    let is_horizontal = horizontal >= vertical;
    let around = (2.0 * (north + south + east + west) + ne + nw + se + sw) / 12.0;
    let single = ((around - here).abs() / contrast).clamp(0.0, 1.0);
    let single = single * single * (3.0 - 2.0 * single);

    // The side of the steeper gradient is the other side of the edge.
    let [ahead, behind] = if is_horizontal { [north, south] } else { [east, west] };
    let gradients = [(ahead - here).abs(), (behind - here).abs()];
    let side = if gradients[1] >= gradients[0] { -1.0 } else { 1.0 };
    let other = if side < 0.0 { behind } else { ahead };
    let gradient = gradients[0].max(gradients[1]) / 4.0;
    let (across, along) = match is_horizontal {
        true => (Vec2::Y, Vec2::X),
        false => (Vec2::X, Vec2::Y),
    };
    let pixel = picture.size.as_vec2().recip();
    let centre = Vec2::new(x as f32 + 0.5, y as f32 + 0.5);
    let edge = centre + across * (side * 0.5);
    let middle = (here + other) / 2.0;
    let is_below = here - middle < 0.0;

    let search = |sign: f32| {
        let mut distance = 0.0;
        let mut end = 0.0;
        for step in steps {
            distance += step;
            end = picture.linear((edge + along * (sign * distance)) * pixel).w - middle;
            if end.abs() >= gradient {
                break;
            }
        }
        (distance, end)
    };
    let [(back, end_back), (forth, end_forth)] = [search(-1.0), search(1.0)];
    let end = if back < forth { end_back } else { end_forth };
    let offset = match (end < 0.0) != is_below {
        true => 0.5 - back.min(forth) / (back + forth),
        false => 0.0,
    };
    let offset = offset.max(single * single * SUBPIXEL);
    picture.linear((centre + across * (side * offset)) * pixel)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::tests::{colors, image};

    fn smooth(pixels: &[[f32; 4]], size: [u32; 2]) -> Result<Vec<[f32; 4]>> {
        let depths = vec![1.0; pixels.len()];
        let mut node = Fxaa { input: In::from(image(size, pixels, &depths)), ..Default::default() };
        node.process(&Context::detached())?;
        Ok(colors(&*node.output.get()?))
    }

    #[test]
    fn flat_parts_stay_and_straight_edges_hardly_change() -> Result<()> {
        let pixels: Vec<_> =
            (0..256).map(|n| if n % 16 < 8 { [0.0, 0.0, 0.0, 0.6] } else { [1.0; 4] }).collect();
        let result = smooth(&pixels, [16, 16])?;
        let same = |(n, pixel): (usize, &[f32; 4])| match n % 16 {
            // Single pixels are always smoothed a little.
            7 | 8 => (pixel[0] - pixels[n][0]).abs() < 0.05 && pixel[3] == pixels[n][3],
            _ => *pixel == pixels[n],
        };
        assert!(result.iter().enumerate().all(same));
        Ok(())
    }

    #[test]
    fn the_stairs_of_a_slope_get_colours_between() -> Result<()> {
        let is_white = |n: usize| n / 32 > n % 32 / 4 + 4;
        let pixels: Vec<_> = (0..1024).map(|n| [f32::from(is_white(n)); 4]).collect();
        let pixels: Vec<_> = pixels.into_iter().map(|[r, g, b, _]| [r, g, b, 1.0]).collect();
        let result = smooth(&pixels, [32, 32])?;
        let between = result.iter().filter(|color| color[0] > 0.05 && color[0] < 0.95).count();
        assert!(between >= 16, "{between}");
        // The mean brightness of the picture hardly changes.
        let mean = |colors: &[[f32; 4]]| colors.iter().map(|color| color[0]).sum::<f32>() / 1024.0;
        assert!((mean(&result) - mean(&pixels)).abs() < 0.01);
        Ok(())
    }

    #[test]
    fn every_quality_has_the_steps_of_its_preset() {
        assert_eq!(steps(Dither::Medium, 0.5), [1.0, 1.5, 2.0, 4.0, 12.0]);
        assert_eq!(steps(Dither::Medium, 1.0), [1.0, 1.5, 2.0, 2.0, 2.0, 2.0, 4.0, 12.0]);
        assert_eq!(steps(Dither::Low, 0.4), [1.0, 1.5, 2.0, 2.0, 2.0, 8.0]);
        assert_eq!(steps(Dither::Low, 0.5), [1.0, 1.5, 2.0, 2.0, 2.0, 3.0, 8.0]);
        assert_eq!(steps(Dither::Low, 1.0).len(), 12);
        assert_eq!(steps(Dither::Off, 0.0).len(), 12);
    }
}
