//! From points to points with a time.

use ivw_core::data::{Points, Points4};
use ivw_core::prelude::*;

/// Gives points in space a fourth number, such as a time or an opacity.
///
/// |         | shape | value      | unit |
/// |---------|-------|------------|------|
/// | seed3d_ | `[n]` | `[f32; 3]` | any  |
/// | seed4d_ | `[n]` | `[f32; 4]` | any  |
#[derive(Processor)]
#[processor(
    "org.inviwo.Seed3Dto4D",
    name = "Seed 3D to 4D",
    category = "Vector Field Visualization",
    tags = "CPU"
)]
pub struct Seed3DTo4D {
    /// Points.
    #[inport("seed3d_")]
    points: InMany<Points>,

    /// Points with a fourth number.
    #[outport("seed4d_")]
    result: Out<Points4>,

    /// The fourth number of all points.
    #[property("w", name = "4th component", default = 0.0, range = 0.0..=1.0)]
    fourth: f32,
}

impl Process for Seed3DTo4D {
    fn process(&mut self, _: &Context) -> Result<()> {
        let points = self.points.all().iter().flat_map(|points| &points.positions);
        let values = points.map(|[x, y, z]| [*x, *y, *z, self.fourth]).collect();
        self.result.set(Points4 { values });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_of_all_inputs_get_the_number() -> Result<()> {
        let points = |x| Points { positions: vec![[x, 2.0, 3.0]].into() };
        let mut node = Seed3DTo4D {
            points: vec![points(1.0), points(9.0)].into(),
            fourth: 0.5,
            ..Default::default()
        };
        node.process(&Context::detached())?;
        let expected = [[1.0, 2.0, 3.0, 0.5], [9.0, 2.0, 3.0, 0.5]];
        assert_eq!(node.result.get()?.values.as_slice(), expected);
        Ok(())
    }
}
