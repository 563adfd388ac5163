//! A vector field in space from three formulas.

use crate::expression::Expression;
use crate::grid::Grid;
use glam::UVec3;
use ivw_core::prelude::*;
use std::ops::Range;

/// A vector field in space from a formula for each component.
///
/// |         | shape          | value                | unit        |
/// |---------|----------------|----------------------|-------------|
/// | outport | `[nx, ny, nz]` | `[f32; 3]`, vectors  | of formulas |
///
/// Formulas are written as in shaders, with the variables x, y and z, which go through their ranges;
/// `sin`, `pow`, `clamp`, `mix` and other functions, `M_PI` and other constants, and `? :` are known.
#[derive(Processor)]
#[processor(
    "org.inviwo.VectorFieldGenerator3D",
    name = "Vector Field Generator 3D",
    category = "Data Creation",
    tags = "CPU"
)]
pub struct VectorFieldGenerator3D {
    /// Vector field.
    #[outport("outport")]
    field: Out<Volume>,

    /// Number of voxels along x, y and z.
    #[property("size", default = UVec3::splat(16), range = 1..=1024)]
    size: UVec3,

    /// Formula of the first component.
    #[property(
        "x",
        name = "X",
        default = "-y".to_owned(),
        invalidates = InvalidationLevel::InvalidResources
    )]
    u: String,

    /// Formula of the second component.
    #[property(
        "y",
        name = "Y",
        default = "x".to_owned(),
        invalidates = InvalidationLevel::InvalidResources
    )]
    v: String,

    /// Formula of the third component.
    #[property(
        "z",
        name = "Z",
        default = "(1-sqrt(x*x+y*y))*0.4".to_owned(),
        invalidates = InvalidationLevel::InvalidResources
    )]
    w: String,

    /// Where the volume begins and ends along x.
    #[property("xRange", name = "X Range", default = -1.0..1.0, range = -10.0..=10.0)]
    x_range: Range<f32>,

    /// Where the volume begins and ends along y.
    #[property("yRange", name = "Y Range", default = -1.0..1.0, range = -10.0..=10.0)]
    y_range: Range<f32>,

    /// Where the volume begins and ends along z.
    #[property("zRange", name = "Z Range", default = -1.0..1.0, range = -10.0..=10.0)]
    z_range: Range<f32>,
}

impl Process for VectorFieldGenerator3D {
    fn process(&mut self, context: &Context) -> Result<()> {
        let parse = |text: &str| Expression::parse(text, &["x", "y", "z"]);
        let formulas = [parse(&self.u)?, parse(&self.v)?, parse(&self.w)?];
        let grid = Grid::new(self.size, [&self.x_range, &self.y_range, &self.z_range]);
        self.field.set(grid.volume(context, |point| {
            let point = point.to_array();
            [0, 1, 2].map(|n: usize| formulas[n].at(&point) as f32)
        })?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_voxel_has_what_the_formulas_say_at_its_centre() -> Result<()> {
        let mut node = VectorFieldGenerator3D {
            size: UVec3::new(2, 2, 4),
            w: "z > 0.0 ? x : pow(z, 2.0)".to_owned(),
            ..Default::default()
        };
        node.process(&Context::detached())?;
        let volume = node.field.get()?;
        assert_eq!(volume.voxel(UVec3::new(1, 0, 3))[..3], [0.5, 0.5, 0.5]);
        assert_eq!(volume.voxel(UVec3::new(0, 1, 0))[..3], [-0.5, -0.5, 0.5625]);
        assert_eq!(volume.offset().to_array(), [-1.0; 3]);
        Ok(())
    }

    #[test]
    fn a_mistake_in_a_formula_is_told() {
        let mut node = VectorFieldGenerator3D { v: "x +* 2".to_owned(), ..Default::default() };
        let error = node.process(&Context::detached()).expect_err("it is wrong").to_string();
        assert!(error.contains("the formula \"x +* 2\" at character 4"), "{error}");
    }
}
