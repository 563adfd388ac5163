//! From bright light to colours of a screen.

use crate::picture::map_colors;
use glam::Vec3;
use ivw_core::prelude::*;

/// Brings colours of any brightness to what a screen can show.
///
/// |             | shape             | value                                                   |
/// |-------------|-------------------|---------------------------------------------------------|
/// | inputImage  | `[width, height]` | colours from 0, brighter than 1 in floating-point images |
/// | outputImage | `[width, height]` | colours from 0 to 1 in the input's number format        |
///
/// Reinhard: E. Reinhard et al., "Photographic tone reproduction for digital images", SIGGRAPH 2002.
/// Uncharted 2: the curve of J. Hable, "Uncharted 2: HDR lighting", GDC 2010, white at 11.2.
/// Opacity, depth and picking stay.
#[derive(Processor)]
#[processor(
    "org.inviwo.Tonemapping",
    name = "Tone Mapping",
    category = "Postprocessing",
    tags = "CPU"
)]
pub struct Tonemapping {
    /// Picture with bright colours.
    #[inport("inputImage", keeps_size)]
    input: In<Image>,

    /// Picture for a screen.
    #[outport("outputImage", keeps_size)]
    output: Out<Image>,

    /// How brightness is brought down.
    #[property("method", invalidates = InvalidationLevel::InvalidResources)]
    method: Method,

    /// What colours are multiplied by first.
    #[property("exposure", default = 1.0, range = 0.01..=64.0)]
    exposure: f32,

    /// Gamma of the screen: colours are raised to its reciprocal.
    #[property(
        "gamma",
        default = 2.2,
        range = 0.5..=8.0,
        visible_if = |p| p.method != Method::None
    )]
    gamma: f32,
}

/// This is how brightness is brought down.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[choice_class("Int")]
pub enum Method {
    /// Not at all: what is too bright is cut off.
    #[default]
    #[choice("none", "None")]
    None,
    /// By the gamma of the screen only.
    #[choice("gamma", "Gamma Correction")]
    Gamma,
    /// x / (1 + x).
    #[choice("reinhard", "Reinhard")]
    Reinhard,
    /// A curve like that of film.
    #[choice("uncharted2", "Uncharted 2")]
    Uncharted2,
}

impl Process for Tonemapping {
    fn process(&mut self, _: &Context) -> Result<()> {
        let (method, exposure, gamma) = (self.method, self.exposure, self.gamma);
        let image = self.input.get()?;
        self.output.set(map_colors(&image, |color| {
            let light = color.truncate() * exposure;
            let screen = |color: Vec3| color.max(Vec3::ZERO).powf(1.0 / gamma);
            let mapped = match method {
                Method::None => light,
                Method::Gamma => screen(light),
                Method::Reinhard => screen(light / (light + 1.0)),
                Method::Uncharted2 => screen(film(light * 2.0) / film(Vec3::splat(11.2))),
            };
            mapped.clamp(Vec3::ZERO, Vec3::ONE).extend(color.w)
        })?);
        Ok(())
    }
}

/// Hable's curve.
fn film(x: Vec3) -> Vec3 {
    // Shoulder, linear strength and angle, toe strength, numerator and denominator.
    let [a, b, c, d, e, f] = [0.15, 0.50, 0.10, 0.20, 0.02, 0.30];
    (x * (x * a + c * b) + d * e) / (x * (x * a + b) + d * f) - e / f
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::tests::{colors, image};

    fn mapped(method: Method, light: f32, exposure: f32) -> Result<f32> {
        let mut node = Tonemapping {
            input: In::from(image([1, 1], &[[light, light, light, 0.5]], &[1.0])),
            method,
            exposure,
            gamma: 2.0,
            ..Default::default()
        };
        node.process(&Context::detached())?;
        let [red, _, _, alpha] = colors(&*node.output.get()?)[0];
        assert_eq!(alpha, 0.5);
        Ok(red)
    }

    #[test]
    fn each_curve_goes_where_it_should() -> Result<()> {
        assert_eq!([mapped(Method::None, 3.0, 1.0)?, mapped(Method::None, 0.25, 2.0)?], [1.0, 0.5]);
        assert!((mapped(Method::Gamma, 0.25, 1.0)? - 0.5).abs() < 1e-6);
        assert!((mapped(Method::Reinhard, 1.0 / 3.0, 1.0)? - 0.5).abs() < 1e-6);
        assert!((mapped(Method::Uncharted2, 5.6, 1.0)? - 1.0).abs() < 1e-6);
        assert_eq!(mapped(Method::Gamma, -1.0, 1.0)?, 0.0);
        Ok(())
    }

    #[test]
    fn more_light_is_never_darker() -> Result<()> {
        for method in [Method::None, Method::Gamma, Method::Reinhard, Method::Uncharted2] {
            let curve = (0..50).map(|n| mapped(method, n as f32 * 0.3, 1.0));
            let curve = curve.collect::<Result<Vec<_>>>()?;
            assert!(curve.is_sorted() && curve[0] < 1e-3, "{method:?}: {curve:?}");
        }
        Ok(())
    }
}
