//! Layers with another number of pixels.

use crate::algorithm::picture::like;
use glam::UVec2;
use ivw_core::data::resample::{Taps, linear_taps, mean_taps};
use ivw_core::prelude::*;

/// A layer with another number of pixels, in the same place.
///
/// |         | shape             | value                    |
/// |---------|-------------------|--------------------------|
/// | inport  | `[width, height]` | 1 to 4 numbers           |
/// | outport | as wanted         | as many of the same kind |
///
/// Proportions are not kept; beyond the border is the value at the border.
#[derive(Processor)]
#[processor("org.inviwo.LayerResampling", category = "Layer Operation", tags = "CPU")]
pub struct LayerResampling {
    /// Layer.
    #[inport("inport")]
    layer: In<Layer>,

    /// The same with other pixels.
    #[outport("outport")]
    result: Out<Layer>,

    /// How values between pixels come about.
    #[property("interpolationMode", name = "Interpolation", default = Method::Lanczos)]
    method: Method,

    /// How large the result is.
    #[property("sizing", name = "Output Sizing", default = Sizing::Factor)]
    sizing: Sizing,

    /// Width and height of the layer that comes in.
    #[property(
        "inputDimensions",
        name = "Input Dimensions",
        from = 0..=4096,
        read_only = true,
        semantics = "Text"
    )]
    input_size: UVec2,

    /// Width and height of the result.
    #[property(
        "outputDimensions",
        name = "Output Dimensions",
        from = 0..=4096,
        read_only = true
    )]
    output_size: UVec2,

    /// Size of the result through the size that comes in.
    #[property(
        "scaling",
        default = 1.0,
        from = 100.0 * f32::EPSILON..=4.0,
        step = 4.0 / 256.0
    )]
    scaling: f32,
}

/// This is how values between pixels come about.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// The nearest pixel.
    #[choice("nearest", "Nearest Neighbor")]
    Nearest = 1,
    /// Linear between neighbours.
    #[choice("linear", "Linear")]
    Linear = 3,
    /// Smooth through four neighbours.
    #[choice("cubic", "Cubic")]
    Cubic = 5,
    /// Sharp, through four neighbours.
    #[default]
    #[choice("lanczos", "Lanczos")]
    Lanczos = 6,
    /// The mean of what a pixel covers.
    #[choice("movingAverage", "Moving Average")]
    MovingAverage = 2,
    /// Pixels as they are, with gaps of zeros.
    #[choice("grid", "Grid")]
    Grid = 4,
}

/// This is how large the result is.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sizing {
    /// As large as what comes in.
    #[choice("sameAsInput", "Same as Input")]
    Same,
    /// A multiple of what comes in.
    #[default]
    #[choice("scalingFactor", "Scaling Factor")]
    Factor,
    /// A size of one's choice.
    #[choice("custom", "Custom")]
    Custom,
}

impl Process for LayerResampling {
    fn process(&mut self, context: &Context) -> Result<()> {
        let layer = self.layer.get()?;
        let source = layer.size();
        let size = match self.sizing {
            Sizing::Same => source,
            Sizing::Factor => (source.as_vec2() * self.scaling).as_uvec2(),
            Sizing::Custom => self.output_size,
        };
        let numbers = |size: UVec2| Value::ints(&size.to_array().map(i64::from));
        context.set("inputDimensions", numbers(source)?);
        if self.sizing != Sizing::Custom {
            context.set("outputDimensions", numbers(size)?);
        }
        let is_custom = self.sizing == Sizing::Custom;
        context.change("outputDimensions", PropertyChange::ReadOnly(!is_custom));
        let has_factor = self.sizing == Sizing::Factor;
        context.change("scaling", PropertyChange::ReadOnly(!has_factor));
        match size == source {
            true => self.result.set(layer),
            false => self.result.set(resampled(&layer, size, self.method, context)?),
        }
        Ok(())
    }
}

/// A layer with so many pixels.
fn resampled(layer: &Layer, size: UVec2, method: Method, context: &Context) -> Result<Layer> {
    let mut result = like(layer, layer.format)?;
    let taps = [0, 1].map(|axis| taps(layer.dims[axis] as usize, size[axis] as usize, method));
    context.check()?;
    result.dims = size.to_array();
    result.pixels = layer.resampled([&taps[0], &taps[1]])?;
    Ok(result)
}

/// For each pixel of the new line, which pixels of the old one it is made of.
fn taps(from: usize, to: usize, method: Method) -> Vec<Taps> {
    if from == 0 {
        return vec![Taps::new(); to];
    }
    match method {
        Method::Nearest => (0..to).map(|n| vec![((n * from / to).min(from - 1), 1.0)]).collect(),
        Method::Linear => linear_taps(from, to),
        Method::Cubic => four_taps(from, to, |t| {
            [
                0.5 * (-t + 2.0 * t * t - t * t * t),
                0.5 * (2.0 - 5.0 * t * t + 3.0 * t * t * t),
                0.5 * (t + 4.0 * t * t - 3.0 * t * t * t),
                0.5 * (t * t * t - t * t),
            ]
        }),
        Method::Lanczos => {
            four_taps(from, to, |part| [part + 1.0, part, part - 1.0, part - 2.0].map(lanczos))
        }
        Method::MovingAverage => mean_taps(from, to),
        Method::Grid => (0..to).map(|n| grid_tap(from, to, n)).collect(),
    }
}

/// Weights of the two neighbours on either side, by the part of the way from the nearer left one.
fn four_taps(from: usize, to: usize, weights: impl Fn(f64) -> [f64; 4]) -> Vec<Taps> {
    let last = from as i64 - 1;
    // First and last pixels stay where they are when a line grows.
    let step = match to > from && to > 1 {
        true => last as f64 / (to - 1) as f64,
        false => from as f64 / to as f64,
    };
    let tap = |n: usize| {
        let place = n as f64 * step;
        let weights = weights(place.fract());
        let total: f64 = weights.iter().sum();
        let around = weights.into_iter().zip(place.floor() as i64 - 1..);
        around.map(|(weight, k)| (k.clamp(0, last) as usize, weight / total)).collect()
    };
    (0..to).map(tap).collect()
}

/// An old pixel where it comes to lie, nothing between.
fn grid_tap(from: usize, to: usize, n: usize) -> Taps {
    let source = n * from / to;
    let is_there = (source * to).div_ceil(from) == n;
    if is_there { vec![(source.min(from - 1), 1.0)] } else { Taps::new() }
}

/// The Lanczos window of two lobes.
fn lanczos(x: f64) -> f64 {
    let sinc = |x: f64| {
        let x = x * std::f64::consts::PI;
        if x.abs() < 1e-12 { 1.0 } else { x.sin() / x }
    };
    if x.abs() < 2.0 { sinc(x) * sinc(x / 2.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::property::ChoiceField;

    fn scaled(method: Method, scaling: f32, pixels: &[f32]) -> Result<Vec<f32>> {
        let layer = Layer::from_pixels([pixels.len() as u32, 1], LayerKind::Color, pixels);
        let mut node = LayerResampling {
            layer: layer.into(),
            method,
            sizing: Sizing::Custom,
            output_size: UVec2::new((pixels.len() as f32 * scaling) as u32, 1),
            ..Default::default()
        };
        node.process(&Context::detached())?;
        Ok(node.result.get()?.pixels.elements().to_vec())
    }

    #[test]
    fn a_flat_layer_stays_flat_in_every_way_but_the_grid() -> Result<()> {
        for (_, name, method) in Method::OPTIONS {
            for scaling in [0.5, 1.75, 3.0] {
                let flat = scaled(*method, scaling, &[2.0; 8])?;
                let is_flat = flat.iter().all(|value| (value - 2.0).abs() < 1e-6);
                assert!(is_flat || *method == Method::Grid, "{name} {scaling}: {flat:?}");
            }
        }
        assert_eq!(scaled(Method::Grid, 2.0, &[1.0, 2.0])?, [1.0, 0.0, 2.0, 0.0]);
        Ok(())
    }

    #[test]
    fn means_and_lines_are_exact() -> Result<()> {
        assert_eq!(scaled(Method::MovingAverage, 0.5, &[1.0, 3.0, 5.0, 9.0])?, [2.0, 7.0]);
        assert_eq!(scaled(Method::Nearest, 2.0, &[1.0, 2.0])?, [1.0, 1.0, 2.0, 2.0]);
        assert_eq!(scaled(Method::Linear, 1.5, &[0.0, 2.0])?, [0.0, 1.0, 2.0]);
        Ok(())
    }

    #[test]
    fn the_same_size_is_the_very_same_layer() -> Result<()> {
        let layer = Layer::from_pixels([2, 1], LayerKind::Color, &[1u8, 2]);
        let mut node = LayerResampling { layer: layer.into(), ..Default::default() };
        node.process(&Context::detached())?;
        assert!(node.result.get()?.is_same(&node.layer.get()?));
        node.scaling = 0.0;
        node.process(&Context::detached())?;
        assert!(node.result.get()?.pixels.is_empty());
        Ok(())
    }
}
