//! Noise that is smeared along vectors in a plane.

use crate::plane::Plane;
use crate::slope::centre;
use glam::{Vec2, Vec4};
use ivw_core::prelude::*;
use ivw_render::convolution::Convolution;
use ivw_render::texture::paint_rows;

/// Line integral convolution: noise, averaged along the lines of a vector field.
///
/// |              | shape             | value                                     | unit   |
/// |--------------|-------------------|-------------------------------------------|--------|
/// | inport       | `[width, height]` | 2 numbers, vectors                        | any    |
/// | noiseTexture | `[width, height]` | 1 number                                  | 0 to 1 |
/// | outport      | `[width, height]` | 1 number of the kind that vectors are of  | 0 to 1 |
///
/// B. Cabral and L. Leedom, "Imaging vector fields using line integral convolution", SIGGRAPH 1993.
#[derive(Processor)]
#[processor(
    "org.inviwo.LIC2D",
    name = "LIC 2D",
    category = "Vector Field Visualization",
    tags = "CPU"
)]
pub struct Lic2D {
    /// Vector field.
    #[inport("inport")]
    field: In<Layer>,

    /// Noise.
    #[inport("noiseTexture")]
    noise: In<Layer>,

    /// Smeared noise.
    #[outport("outport")]
    result: Out<Layer>,

    /// Number of steps along a line, half of them in each direction.
    #[property("samples", name = "Number of Steps", default = 20, from = 2..=100)]
    n_steps: i32,

    /// Length of a step in parts of the layer.
    #[property(
        "stepLength",
        name = "Step Length",
        default = 0.003,
        from = 100.0 * f32::EPSILON..=0.01,
        step = 0.01 / 256.0
    )]
    step: f32,

    /// Make steps by the classical method of Runge and Kutta, instead of Euler's.
    #[property("useRK4", name = "Use Runge-Kutta4", default = true)]
    is_runge_kutta: bool,

    /// Let every vector count as one of length 1.
    #[property("normalizeVectors", name = "Normalize Vectors", default = true)]
    normalizes: bool,

    /// What is done to the smeared noise.
    #[group("postProcessing", name = "Post Processing")]
    after: After,
}

/// What is done to the smeared noise.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.BoolCompositeProperty", checked_by = "checked")]
pub struct After {
    /// Whether anything is done.
    #[property("checked", name = "Enabled", default = true)]
    is_on: bool,
    /// Stretch the middle, which most values are near.
    #[property("intensityMapping", name = "Enable Intensity Remapping", default = false)]
    remaps: bool,
    /// What is added.
    #[property("brightness", default = 0.0, bounds = -1.0..=1.0)]
    brightness: f32,
    /// How much the distance from the middle grows.
    #[property("contrast", default = 0.0, bounds = -1.0..=1.0)]
    contrast: f32,
    /// Power that values are raised to.
    #[property("gamma", name = "Gamma Correction", default = 1.0, bounds = 0.0..=2.0)]
    gamma: f32,
}

impl Process for Lic2D {
    fn process(&mut self, context: &Context) -> Result<()> {
        let (layer, noise) = (self.field.get()?, self.noise.get()?);
        let format = Format::new(layer.format.number, 1);
        let mut result = Layer::new(layer.dims, format, LayerKind::Color)?;
        result.swizzle = Swizzle::LUMINANCE;
        (result.interpolation, result.wrapping) = (layer.interpolation, layer.wrapping);
        (result.model, result.world) = (layer.model, layer.world);
        result.axes = layer.axes.clone();
        result.data_map.data_range = [0.0, 1.0];
        result.data_map.value_range = [0.0, 1.0];
        let (vectors, noise) = (Plane::<2>::new(&layer), Plane::<1>::new(&noise));
        let fast = vectors.for_convolution().zip(noise.for_convolution());
        let width = layer.dims[0] as usize;
        let this = &*self;
        paint_rows(&mut result, |y| {
            // Rows are long; a whole picture takes seconds.
            let is_cancelled = context.is_cancelled();
            let mut row = vec![0.0; width];
            match &fast {
                _ if is_cancelled => {}
                Some((vectors, noise)) => {
                    this.convolution().row(vectors, noise, centre(&layer, 0, y).y, &mut row);
                }
                None => {
                    for (x, value) in row.iter_mut().enumerate() {
                        *value = this.smeared(&vectors, &noise, centre(&layer, x as u32, y));
                    }
                }
            }
            let after = &this.after;
            move |x| Vec4::splat(after.apply(row[x as usize]))
        });
        context.check()?;
        self.result.set(result);
        Ok(())
    }
}

impl Lic2D {
    fn convolution(&self) -> Convolution {
        Convolution {
            n_steps: (self.n_steps / 2).max(0) as u32,
            step: self.step,
            is_runge_kutta: self.is_runge_kutta,
            normalizes: self.normalizes,
        }
    }

    /// The mean of the noise along the line through a place.
    fn smeared(&self, vectors: &Plane<'_, 2>, noise: &Plane<'_, 1>, start: Vec2) -> f32 {
        let [mut sum] = noise.at(start);
        let mut n = 1;
        for step in [self.step, -self.step] {
            let mut place = start;
            for _ in 0..self.n_steps / 2 {
                place += self.direction(vectors, place, step) * step;
                if place.cmplt(Vec2::ZERO).any() || place.cmpgt(Vec2::ONE).any() {
                    break;
                }
                sum += noise.at(place)[0];
                n += 1;
            }
        }
        sum / n as f32
    }

    fn direction(&self, vectors: &Plane<'_, 2>, place: Vec2, step: f32) -> Vec2 {
        let vector = |place| {
            let vector = Vec2::from_array(vectors.at(place));
            if self.normalizes { vector.normalize_or_zero() } else { vector }
        };
        let first = vector(place);
        if !self.is_runge_kutta {
            return first;
        }
        let second = vector(place + first * step / 2.0);
        let third = vector(place + second * step / 2.0);
        let fourth = vector(place + third * step);
        (first + 2.0 * (second + third) + fourth) / 6.0
    }
}

impl After {
    fn apply(&self, value: f32) -> f32 {
        if !self.is_on {
            return value;
        }
        let value = match self.remaps {
            true => value.powf(5.0 / (value + 1.0).powi(4)),
            false => value,
        };
        let value = (value - 0.5) * (self.contrast + 1.0) + 0.5 + self.brightness;
        value.clamp(0.0, 1.0).powf(self.gamma)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_smeared_along_the_vectors_only() -> Result<()> {
        let east = Layer::from_pixels([32, 32], LayerKind::Color, &[[5.0f32, 0.0]; 1024]);
        let rows: Vec<f32> = (0..1024).map(|n| if n / 32 % 2 == 0 { 1.0 } else { 0.0 }).collect();
        let columns: Vec<f32> = (0..1024).map(|n| if n % 2 == 0 { 1.0 } else { 0.0 }).collect();
        let mut node = Lic2D { field: east.into(), n_steps: 100, ..Default::default() };
        let mut smeared = |noise: &[f32]| {
            node.noise = Layer::from_pixels([32, 32], LayerKind::Color, noise).into();
            node.process(&Context::detached())?;
            Ok::<_, Error>(node.result.get()?.pixels.elements::<f32>().to_vec())
        };
        let along = smeared(&rows)?;
        assert!(along.iter().zip(&rows).all(|(a, b)| (a - b).abs() < 1e-4));
        let across = smeared(&columns)?;
        assert!(across[500..510].iter().all(|a| (a - 0.5).abs() < 0.1), "{:?}", &across[500..510]);
        Ok(())
    }

    #[test]
    fn planes_that_repeat_are_the_same_within() -> Result<()> {
        let vectors: Vec<[f32; 2]> = (0..400)
            .map(|n| [(n % 20) as f32 / 20.0 - 0.5, (n / 20) as f32 / 30.0 - 0.2])
            .collect();
        let noise: Vec<f32> = (0..400).map(|n| (n * 37 % 11) as f32 / 10.0).collect();
        let run = |wrapping: Wrapping| {
            let mut field = Layer::from_pixels([20, 20], LayerKind::Color, &vectors);
            let mut noise = Layer::from_pixels([20, 20], LayerKind::Color, &noise);
            (field.wrapping, noise.wrapping) = ([wrapping; 2], [wrapping; 2]);
            let mut node = Lic2D { field: field.into(), noise: noise.into(), ..Default::default() };
            node.process(&Context::detached())?;
            Ok::<_, Error>(node.result.get()?.pixels.elements::<f32>().to_vec())
        };
        let (clamped, repeated) = (run(Wrapping::Clamp)?, run(Wrapping::Repeat)?);
        for y in 6..14 {
            for x in 6..14 {
                let (a, b) = (clamped[y * 20 + x], repeated[y * 20 + x]);
                assert!((a - b).abs() < 1e-4, "{x}, {y}: {a}, {b}");
            }
        }
        Ok(())
    }

    #[test]
    fn what_is_done_after_keeps_within() {
        let after = After { contrast: 1.0, remaps: true, ..Default::default() };
        for n in 0..=10 {
            assert!((0.0..=1.0).contains(&after.apply(n as f32 / 10.0)));
        }
        assert_eq!(After { is_on: false, ..after }.apply(0.3), 0.3);
    }
}
