//! Darker where something is behind something else.

use crate::picture::{Depths, Picture};
use ivw_core::prelude::*;
use rayon::prelude::*;

/// Darkens what lies behind edges of nearer things, so that depth is easier to see.
///
/// |         | shape             | value                                  |
/// |---------|-------------------|----------------------------------------|
/// | inport_ | `[width, height]` | colours from 0 to 1, depth from 0 to 1 |
/// | outport | `[width, height]` | colours, one byte each                 |
///
/// After T. Luft, C. Colditz and O. Deussen, "Image enhancement by unsharp masking the depth buffer",
/// SIGGRAPH 2006: the depths are blurred, and colours get darker by how much nearer the
/// surroundings are. Opacity, depth and picking stay.
#[derive(Processor)]
#[processor(
    "org.inviwo.DepthDarkening",
    name = "Depth Darkening",
    category = "Postprocessing",
    tags = "CPU"
)]
pub struct DepthDarkening {
    /// Picture with depth.
    #[inport("inport_")]
    input: In<Image>,

    /// Darkened picture.
    #[outport("outport")]
    output: Out<Image>,

    /// Standard deviation of the blur in pixels.
    #[property("sigma", default = 2.0, range = 0.1..=100.0)]
    sigma: f32,

    /// How much darker it gets.
    #[property("lambda", default = 10.0, range = 0.0..=200.0)]
    lambda: f32,

    /// Camera of the picture.
    #[property("camera")]
    camera: Camera,
}

impl Process for DepthDarkening {
    fn process(&mut self, _: &Context) -> Result<()> {
        let image = self.input.get()?;
        let mut picture = Picture::of(&image)?;
        let depths = relative(&Depths::of(&image, &self.camera));
        let blurred = blur(&depths, picture.size.x as usize, self.sigma);
        let colors = picture.colors.par_iter_mut().with_min_len(1 << 12);
        colors.zip(&depths).zip(&blurred).for_each(|((color, depth), blurred)| {
            let darker = ((blurred - depth) * self.lambda).min(0.0);
            *color = (*color + darker).truncate().extend(color.w);
        });
        self.output.set(picture.into_image(&image, Number::U8)?);
        Ok(())
    }
}

/// Distances from 0 at the nearest to 1 at the farthest thing; what is beyond all things keeps to 1.
fn relative(depths: &Depths) -> Vec<f32> {
    let distances = depths.distances();
    let things = depths.window.iter().zip(&distances).filter(|(d, _)| **d > 0.0 && **d < 1.0);
    let range = things.fold(None, |range: Option<[f32; 2]>, (_, &distance)| {
        let [near, far] = range.unwrap_or([distance; 2]);
        Some([near.min(distance), far.max(distance)])
    });
    let Some([near, far]) = range.filter(|[near, far]| far > near) else {
        return vec![1.0; distances.len()];
    };
    distances.into_par_iter().map(|d| ((d - near) / (far - near)).clamp(0.0, 1.0)).collect()
}

/// Weights of a Gaussian blur, from the middle outwards.
///
/// There are 5.152 taps for each standard deviation; an even number of them lies between pixels.
fn weights(sigma: f32) -> Vec<f32> {
    let n = (sigma * 5.152) as usize;
    if n < 2 {
        return vec![1.0];
    }
    let tap = |at: f32| match at.abs() <= (n - 1) as f32 / 2.0 {
        true => (-at * at / (2.0 * sigma * sigma)).exp(),
        false => 0.0,
    };
    let weight = |k: usize| match n % 2 {
        0 => (tap(k as f32 - 0.5) + tap(k as f32 + 0.5)) / 2.0,
        _ => tap(k as f32),
    };
    let weights: Vec<f32> = (0..=n / 2).map(weight).collect();
    let sum = weights[0] + 2.0 * weights[1..].iter().sum::<f32>();
    weights.into_iter().map(|weight| weight / sum).collect()
}

/// A Gaussian blur, along rows and then along columns; the border is repeated.
fn blur(values: &[f32], width: usize, sigma: f32) -> Vec<f32> {
    let weights = weights(sigma);
    let width = width.max(1);
    let last = (values.len() / width).saturating_sub(1);
    let mut rows = vec![0.0; values.len()];
    rows.par_chunks_mut(width).zip(values.par_chunks(width)).for_each(|(to, from)| {
        for (x, to) in to.iter_mut().enumerate() {
            let around = weights.iter().enumerate().skip(1).map(|(n, weight)| {
                weight * (from[x.saturating_sub(n)] + from[(x + n).min(width - 1)])
            });
            *to = from[x] * weights[0] + around.sum::<f32>();
        }
    });
    let mut both = vec![0.0; values.len()];
    both.par_chunks_mut(width).enumerate().for_each(|(y, to)| {
        let row = |y: usize| &rows[y * width..(y + 1) * width];
        to.iter_mut().zip(row(y)).for_each(|(to, from)| *to = from * weights[0]);
        for (n, weight) in weights.iter().enumerate().skip(1) {
            let pairs = row(y.saturating_sub(n)).iter().zip(row((y + n).min(last)));
            to.iter_mut().zip(pairs).for_each(|(to, (a, b))| *to += weight * (a + b));
        }
    });
    both
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::tests::{colors, image};

    #[test]
    fn a_blur_keeps_what_is_constant_and_spreads_what_is_not() {
        let same = blur(&[0.5; 35], 7, 3.0);
        assert!(same.iter().all(|value| (value - 0.5).abs() < 1e-6));
        let mut point = [0.0; 81];
        point[40] = 1.0;
        let spread = blur(&point, 9, 1.0);
        assert!((spread.iter().sum::<f32>() - 1.0).abs() < 1e-3);
        // Five taps: exp(-1/2) and exp(-2) beside the middle.
        assert!((spread[41] / spread[40] - (-0.5f32).exp()).abs() < 1e-5);
        assert_eq!(weights(1.0).len(), 3);
        let even = weights(0.8);
        assert!((even[0] + 2.0 * even[1..].iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(even[0] > even[1] && even[1] > even[2] && even[2] > 0.0, "{even:?}");
        assert!((spread[49] - spread[41]).abs() < 1e-6);
    }

    #[test]
    fn only_what_lies_behind_an_edge_gets_darker() -> Result<()> {
        let gray = [0.8, 0.8, 0.8, 1.0];
        let depths: Vec<f32> = (0..20).map(|x| if x < 10 { 0.2 } else { 0.999 }).collect();
        let mut node = DepthDarkening {
            input: In::from(image([20, 1], &[gray; 20], &depths)),
            lambda: 1.0,
            ..Default::default()
        };
        node.process(&Context::detached())?;
        let red: Vec<_> = colors(&*node.output.get()?).iter().map(|color| color[0]).collect();
        assert!(red[..10].iter().all(|c| (c - 0.8).abs() < 0.01), "{red:?}");
        assert!(red[10] < 0.5 && red[11] > red[10] && (red[19] - 0.8).abs() < 0.01, "{red:?}");
        Ok(())
    }
}
