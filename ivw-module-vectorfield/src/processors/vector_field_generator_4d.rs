//! A vector field in space that changes, from three formulas.

use crate::expression::Expression;
use crate::grid::Grid;
use glam::{UVec3, UVec4};
use ivw_core::data::VolumeSequence;
use ivw_core::prelude::*;
use std::ops::Range;

/// A vector field in space at several times, from a formula for each component.
///
/// |         | shape               | value               | unit        |
/// |---------|---------------------|---------------------|-------------|
/// | outport | nt × `[nx, ny, nz]` | `[f32; 3]`, vectors | of formulas |
///
/// Formulas are written as in shaders, with the variables x, y, z and t, which go through their ranges.
/// Each volume has its time as the note `timestamp`.
#[derive(Processor)]
#[processor(
    "org.inviwo.VectorFieldGenerator4D",
    name = "Vector Field Generator 4D",
    category = "Data Creation",
    tags = "CPU"
)]
pub struct VectorFieldGenerator4D {
    /// Vector fields in the order of time.
    #[outport("outport")]
    fields: Out<VolumeSequence>,

    /// Number of voxels along x, y and z, and of times.
    #[property("size", default = UVec4::splat(16), range = 1..=1024)]
    size: UVec4,

    /// Formula of the first component.
    #[property(
        "x",
        name = "X",
        default = "-x".to_owned(),
        invalidates = InvalidationLevel::InvalidResources
    )]
    u: String,

    /// Formula of the second component.
    #[property(
        "y",
        name = "Y",
        default = "y".to_owned(),
        invalidates = InvalidationLevel::InvalidResources
    )]
    v: String,

    /// Formula of the third component.
    #[property(
        "z",
        name = "Z",
        default = "z * t".to_owned(),
        invalidates = InvalidationLevel::InvalidResources
    )]
    w: String,

    /// Where the volumes begin and end along x.
    #[property("xRange", name = "X Range", default = -1.0..1.0, range = -10.0..=10.0)]
    x_range: Range<f32>,

    /// Where the volumes begin and end along y.
    #[property("yRange", name = "Y Range", default = -1.0..1.0, range = -10.0..=10.0)]
    y_range: Range<f32>,

    /// Where the volumes begin and end along z.
    #[property("zRange", name = "Z Range", default = -1.0..1.0, range = -10.0..=10.0)]
    z_range: Range<f32>,

    /// The first and the last time.
    #[property("tRange", name = "T Range", default = 0.0..1.0, range = -10.0..=10.0)]
    t_range: Range<f32>,
}

impl Process for VectorFieldGenerator4D {
    fn process(&mut self, context: &Context) -> Result<()> {
        let parse = |text: &str| Expression::parse(text, &["x", "y", "z", "t"]);
        let formulas = [parse(&self.u)?, parse(&self.v)?, parse(&self.w)?];
        let UVec4 { x, y, z, w: n_times } = self.size.max(UVec4::ONE);
        let ranges = [&self.x_range, &self.y_range, &self.z_range];
        let grid = Grid::new(UVec3::new(x, y, z), ranges);
        let (first, last) = (f64::from(self.t_range.start), f64::from(self.t_range.end));
        let volume = |n: u32| -> Result<Volume> {
            let part = f64::from(n) / f64::from(n_times.saturating_sub(1).max(1));
            let time = first + part * (last - first);
            let mut volume = grid.volume(context, |point| {
                let point = [point.x, point.y, point.z, time];
                [0, 1, 2].map(|n: usize| formulas[n].at(&point) as f32)
            })?;
            volume.metadata.set("timestamp", &time.to_string());
            Ok(volume)
        };
        let volumes = (0..n_times).map(volume).collect::<Result<Vec<_>>>()?;
        self.fields.set(VolumeSequence { volumes: volumes.into() });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_volume_is_the_field_at_its_time() -> Result<()> {
        let mut node = VectorFieldGenerator4D {
            size: UVec4::new(2, 1, 1, 3),
            u: "x * 10.0".to_owned(),
            w: "t".to_owned(),
            t_range: 1.0..5.0,
            ..Default::default()
        };
        node.process(&Context::detached())?;
        let fields = node.fields.get()?;
        assert_eq!(fields.volumes.len(), 3);
        assert_eq!(fields.volumes[1].metadata.get("timestamp"), Some("3"));
        assert_eq!(fields.volumes[1].voxel(UVec3::ZERO)[..3], [-5.0, 0.0, 3.0]);
        assert_eq!(fields.volumes[2].voxel(UVec3::X)[..3], [5.0, 0.0, 5.0]);
        node.w = "nonsense(".to_owned();
        assert!(node.process(&Context::detached()).is_err());
        Ok(())
    }
}
