//! A vector field in a plane from two formulas.

use crate::expression::Expression;
use glam::{DVec2, IVec2, UVec2};
use ivw_core::prelude::*;
use ivw_render::properties::{LayerInformation, VolumeBasis};
use rayon::prelude::*;
use std::ops::Range;

/// A vector field in a plane from a formula for each component.
///
/// |         | shape             | value               | unit        |
/// |---------|-------------------|---------------------|-------------|
/// | outport | `[width, height]` | `[f32; 2]`, vectors | of formulas |
///
/// Formulas are written as in shaders, with the variables x and y, which go through their ranges;
/// `sin`, `pow`, `clamp`, `mix` and other functions, `M_PI` and other constants, and `? :` are known.
#[derive(Processor)]
#[processor(
    "org.inviwo.VectorFieldGenerator2D",
    name = "Vector Field Generator 2D",
    category = "Data Creation",
    tags = "CPU"
)]
pub struct VectorFieldGenerator2D {
    /// Vector field.
    #[outport("outport")]
    field: Out<Layer>,

    /// Number of pixels along x and y.
    #[property("size", default = IVec2::splat(16), from = 0..=1024)]
    size: IVec2,

    /// Formula of the first component.
    #[property(
        "x",
        name = "U",
        default = "-x".to_owned(),
        invalidates = InvalidationLevel::InvalidResources
    )]
    u: String,

    /// Formula of the second component.
    #[property(
        "y",
        name = "V",
        default = "y".to_owned(),
        invalidates = InvalidationLevel::InvalidResources
    )]
    v: String,

    /// Where x begins and ends.
    #[property(
        "xRange",
        name = "U Domain",
        default = -1.0..1.0,
        range = -10.0..=10.0,
        semantics = "Text"
    )]
    x_range: Range<f32>,

    /// Where y begins and ends.
    #[property(
        "yRange",
        name = "V Domain",
        default = -1.0..1.0,
        range = -10.0..=10.0,
        semantics = "Text"
    )]
    y_range: Range<f32>,

    /// What the numbers mean.
    #[group("Information", name = "Data information")]
    information: LayerInformation,

    /// Where the layer is in model space.
    #[group("Basis", collapsed = true)]
    basis: VolumeBasis,

    /// Size and formulas of the layer before.
    made: Option<(UVec2, [String; 2])>,
}

impl Process for VectorFieldGenerator2D {
    fn process(&mut self, context: &Context) -> Result<()> {
        let parse = |text: &str| Expression::parse(text, &["x", "y"]);
        let formulas = [parse(&self.u)?, parse(&self.v)?];
        let size = self.size.max(IVec2::ONE).as_uvec2();
        let mut layer = Layer::new(size.to_array(), <[f32; 2]>::FORMAT, LayerKind::Color)?;
        let low = DVec2::new(self.x_range.start.into(), self.y_range.start.into());
        let high = DVec2::new(self.x_range.end.into(), self.y_range.end.into());
        let rows = layer.pixels.elements_mut::<[f32; 2]>().par_chunks_mut(size.x as usize);
        rows.enumerate().for_each(|(y, row)| {
            for (x, pixel) in row.iter_mut().enumerate() {
                let part = DVec2::new(x as f64 + 0.5, y as f64 + 0.5) / size.as_dvec2();
                let point = (low + part * (high - low)).to_array();
                *pixel = [formulas[0].at(&point) as f32, formulas[1].at(&point) as f32];
            }
        });
        let recipe = (size, [self.u.clone(), self.v.clone()]);
        let is_new = self.made.as_ref() != Some(&recipe);
        self.made = Some(recipe);
        if is_new {
            self.information.update_made("Information", &layer, context);
        }
        self.information.apply(&mut layer);
        let model = self.basis.update_layer("Basis", &layer, is_new, context);
        layer.model = model.to_cols_array_2d();
        self.field.set(layer);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pixel_has_what_the_formulas_say_at_its_centre() -> Result<()> {
        let mut node = VectorFieldGenerator2D {
            size: IVec2::new(2, 4),
            u: "x * 10.0".to_owned(),
            y_range: 0.0..8.0,
            ..Default::default()
        };
        node.process(&Context::detached())?;
        let layer = node.field.get()?;
        assert_eq!(layer.pixel_at(0)[..2], [-5.0, 1.0]);
        assert_eq!(layer.pixel_at(7)[..2], [5.0, 7.0]);
        assert_eq!(layer.swizzle, Swizzle::RGBA);
        Ok(())
    }
}
