//! A smooth random vector field in a plane.

use crate::radial::{Field, Gaussian};
use glam::{DVec2, DVec3, IVec2, Mat2, Vec2};
use ivw_core::prelude::*;
use ivw_render::properties::Randomness;
use ivw_render::random::Engine;
use rayon::prelude::*;

/// A smooth vector field in a plane through random vectors at random points.
///
/// |             | shape             | value               | unit      |
/// |-------------|-------------------|---------------------|-----------|
/// | vectorField | `[width, height]` | `[f32; 2]`, vectors | arbitrary |
///
/// The field is a sum of radial functions, one at each seed.
#[derive(Processor)]
#[processor(
    "org.inviwo.RBFVectorFieldGenerator2D",
    name = "RBF Based 2D Vector Field Generator",
    category = "Data Creation",
    tags = "CPU"
)]
pub struct RbfVectorFieldGenerator2D {
    /// Vector field.
    #[outport("vectorField", keeps_size, in_memory)]
    field: Out<Image>,

    /// Number of pixels along x and y.
    #[property("size", name = "Field size", default = IVec2::splat(700), range = 1..=1024)]
    size: IVec2,

    /// Number of random vectors.
    #[property("seeds", name = "Number of seeds", default = 9, range = 1..=100)]
    n_seeds: i32,

    /// What is added to the radial functions while they are fitted.
    #[property("shape", name = "Shape Parameter", default = 1.2, range = 0.0001..=10.0)]
    shape: f32,

    /// The radial function.
    #[group("gaussian")]
    gaussian: Gaussian,

    /// Where random numbers start.
    #[group("randomness", soft("seed", 0.0..=f64::from(i32::MAX)))]
    randomness: Randomness,
}

impl Process for RbfVectorFieldGenerator2D {
    fn process(&mut self, context: &Context) -> Result<()> {
        let mut engine = self.randomness.engine();
        let mut sample = || {
            let x = engine.uniform_f64(-1.0, 1.0);
            let y = engine.uniform_f64(-1.0, 1.0);
            let angle = engine.uniform_f64(0.0, std::f64::consts::TAU);
            let length = engine.uniform_f64(-1.0, 1.0) * 2.0 - 1.0;
            let vector = Mat2::from_angle(angle as f32) * Vec2::X;
            (DVec3::new(x, y, 0.0), (vector.as_dvec2() * length).extend(0.0))
        };
        let samples: Vec<_> = (0..self.n_seeds.max(1)).map(|_| sample()).collect();
        let field = Field::through(&samples, &self.gaussian, self.shape.into())?;
        let size = self.size.max(IVec2::ONE).as_uvec2();
        let mut layer = Layer::new(size.to_array(), <[f32; 2]>::FORMAT, LayerKind::Color)?;
        let rows = layer.pixels.elements_mut::<[f32; 2]>().par_chunks_mut(size.x as usize);
        rows.enumerate().try_for_each(|(y, row)| {
            context.check()?;
            for (x, pixel) in row.iter_mut().enumerate() {
                let point = 2.0 * DVec2::new(x as f64, y as f64) / size.as_dvec2() - 1.0;
                let vector = field.at(point.extend(0.0));
                *pixel = [vector.x as f32, vector.y as f32];
            }
            Ok::<_, Error>(())
        })?;
        self.field.set(Image::from_layer(layer));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(node: &mut RbfVectorFieldGenerator2D) -> Result<Vec<[f32; 2]>> {
        node.process(&Context::detached())?;
        Ok(node.field.get()?.color[0].pixels.elements::<[f32; 2]>().to_vec())
    }

    #[test]
    fn a_seed_gives_the_same_smooth_field_again() -> Result<()> {
        let mut node = RbfVectorFieldGenerator2D { size: IVec2::splat(64), ..Default::default() };
        let first = field(&mut node)?;
        assert_eq!(first, field(&mut node)?);
        let steps = first.windows(2).enumerate().filter(|(n, _)| n % 64 != 63);
        let steepest = steps.map(|(_, pair)| (pair[0][0] - pair[1][0]).abs()).fold(0.0, f32::max);
        let largest = first.iter().map(|v| v[0].abs()).fold(0.0, f32::max);
        assert!(steepest < largest / 4.0, "{steepest} of {largest}");
        node.randomness.seed = 2;
        assert_ne!(first, field(&mut node)?);
        Ok(())
    }
}
