//! Light around what is bright.

use crate::picture::{Picture, luma, number};
use glam::{UVec2, Vec2, Vec4};
use ivw_core::prelude::*;

/// Adds a glow around everything that is brighter than a threshold.
///
/// |         | shape             | value                                                    |
/// |---------|-------------------|----------------------------------------------------------|
/// | inport  | `[width, height]` | colours from 0, brighter than 1 in floating-point images |
/// | outport | `[width, height]` | colours in the input's number format                     |
///
/// What is bright is blurred in five sizes, each half of the one before, and their sum is added.
/// Depth and picking stay.
#[derive(Processor)]
#[processor("org.inviwo.HdrBloom", name = "HDR Bloom", category = "Postprocessing", tags = "CPU")]
pub struct HdrBloom {
    /// Picture with bright parts.
    #[inport("inport")]
    input: In<Image>,

    /// Picture that glows.
    #[outport("outport")]
    output: Out<Image>,

    /// Whether there is a glow; otherwise the picture is passed on.
    #[property("enable", name = "Enable Operation", default = true)]
    is_on: bool,

    /// Brightness (Rec. 709) above which colours glow.
    #[property("threshold", default = 1.0, range = 0.0..=10.0)]
    threshold: f32,

    /// How bright the glow is.
    #[property("strength", default = 1.0, range = 0.0..=3.0)]
    strength: f32,

    /// How far it reaches: 0 favours small sizes of the blur, 1 large ones.
    #[property("radius", default = 0.5, range = 0.0..=1.0)]
    radius: f32,
}

/// Shares of the sizes of the blur, the largest picture first.
const SHARES: [f32; 5] = [1.0, 0.8, 0.6, 0.4, 0.2];

impl Process for HdrBloom {
    fn process(&mut self, _: &Context) -> Result<()> {
        let image = self.input.get()?;
        if !self.is_on {
            self.output.set(image);
            return Ok(());
        }
        let picture = Picture::of(&image)?;
        let pixel = picture.size.as_vec2().recip();
        let mut source = Picture::new(picture.size, |x, y| {
            let color = picture.at(x.into(), y.into());
            color * smoothstep(self.threshold, self.threshold + 0.01, luma(color))
        });
        let mut levels = Vec::new();
        let mut size = picture.size;
        for _ in SHARES {
            size = (size / 2).max(UVec2::ONE);
            let across = blur(&source, size, Vec2::new(pixel.x, 0.0));
            source = blur(&across, size, Vec2::new(0.0, pixel.y));
            levels.push(source.clone());
        }
        let result = Picture::new(picture.size, |x, y| {
            let uv = Vec2::new(x as f32 + 0.5, y as f32 + 0.5) * pixel;
            let glow = levels.iter().zip(SHARES).map(|(level, share)| {
                let weight = share + (1.2 - share - share) * self.radius;
                level.linear(uv) * weight * self.strength
            });
            let glow = glow.sum::<Vec4>();
            let color = picture.at(x.into(), y.into());
            (color + glow).truncate().extend(color.w.max(glow.w).clamp(0.0, 1.0))
        });
        self.output.set(result.into_image(&image, number(&image))?);
        Ok(())
    }
}

/// From 0 at the first to 1 at the second number, smooth at both ends.
fn smoothstep(from: f32, to: f32, x: f32) -> f32 {
    let t = ((x - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// Five taps of a Gaussian with a standard deviation of 3 taps, in another size.
fn blur(source: &Picture, size: UVec2, step: Vec2) -> Picture {
    let weight = |n: i32| (-(n * n) as f32 / 18.0).exp();
    let sum: f32 = (-2..=2).map(weight).sum();
    Picture::new(size, |x, y| {
        let uv = Vec2::new(x as f32 + 0.5, y as f32 + 0.5) / size.as_vec2();
        let taps = (-2..=2).map(|n| source.linear(uv + step * n as f32) * (weight(n) / sum));
        taps.sum()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::tests::{close, colors, image};

    fn bloom(pixels: &[[f32; 4]]) -> Result<Vec<[f32; 4]>> {
        let input = image([16, 16], pixels, &[1.0; 256]);
        let mut node = HdrBloom { input: In::from(input), ..Default::default() };
        node.process(&Context::detached())?;
        Ok(colors(&*node.output.get()?))
    }

    #[test]
    fn what_is_dark_does_not_glow() -> Result<()> {
        let dark = [[0.9, 0.5, 0.3, 1.0]; 256];
        assert_eq!(bloom(&dark)?, dark);
        Ok(())
    }

    #[test]
    fn a_bright_pixel_glows_less_the_farther_away() -> Result<()> {
        let mut pixels = [[0.0, 0.0, 0.0, 1.0]; 256];
        pixels[8 * 16 + 8] = [9.0, 9.0, 9.0, 1.0];
        let result = bloom(&pixels)?;
        let at = |x: usize| result[8 * 16 + x][0];
        assert!(at(8) > 9.0 && at(9) > at(12) && at(12) > 0.0, "{} {} {}", at(8), at(9), at(12));
        Ok(())
    }

    #[test]
    fn a_constant_picture_gets_the_sum_of_all_shares() -> Result<()> {
        let result = bloom(&[[2.0, 2.0, 2.0, 1.0]; 256])?;
        // Half way between 1, 0.8, 0.6, 0.4, 0.2 and the same backwards: five times 0.6.
        assert!(close(result[100], [8.0, 8.0, 8.0, 1.0]), "{:?}", result[100]);
        Ok(())
    }
}
