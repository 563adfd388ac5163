//! Grids in space.

use crate::algorithm::primitives::LINES;
use glam::{Vec3, Vec4};
use ivw_core::prelude::*;
use std::ops::Range;

/// Makes grids of lines in the three planes across x, y and z.
///
/// |       | shape          | value                   | space       |
/// |-------|----------------|-------------------------|-------------|
/// | basis | any            | any                     |             |
/// | grid  | separate lines | position, colour: `f32` | volume data |
///
/// Each plane goes through the origin; its colour is that of the axis it is across to.
#[derive(Processor)]
#[processor(
    "org.inviwo.GridPlanes",
    category = "Information",
    code_state = CodeState::Experimental,
    tags = "CPU"
)]
pub struct GridPlanes {
    /// Volume whose space the grids are in.
    #[inport("basis", optional)]
    basis: In<Volume>,

    /// The grids, with the matrices of the volume.
    #[outport("grid")]
    grid: Out<Mesh>,

    /// Which planes there are.
    #[group("enable")]
    enable: Enable,

    /// How far lines are apart.
    #[group("spacing")]
    spacing: Spacing,

    /// From where to where lines go.
    #[group("extent")]
    extent: Extent,

    /// Colours of the planes.
    #[group("color")]
    color: Color,
}

macro_rules! for_each_axis {
    ($(#[$doc:meta])* $Name:ident: $T:ty, $($keys:tt)*) => {
        $(#[$doc])*
        #[derive(PropertyGroup)]
        #[group_class(checked_by = "checked")]
        pub struct $Name {
            /// Whether all three are the same.
            #[property("checked", name = "Sync")]
            is_synced: bool,
            /// That of x.
            #[property("axis_x", name = "X Axis", $($keys)*)]
            x: $T,
            /// That of y.
            #[property("axis_y", name = "Y Axis", $($keys)*)]
            y: $T,
            /// That of z.
            #[property("axis_z", name = "Z Axis", $($keys)*)]
            z: $T,
        }

        impl $Name {
            fn axes(&self) -> [$T; 3] {
                [self.x.clone(), self.y.clone(), self.z.clone()]
            }
        }
    };
}

for_each_axis! {
    /// These are switches of axes.
    Enable: bool, default = true
}
for_each_axis! {
    /// These are distances along axes.
    Spacing: f32, default = 0.1, range = 0.0..=1.0
}
for_each_axis! {
    /// These are ranges of axes.
    Extent: Range<f32>, default = -1.05..1.05, range = -100.0..=100.0
}
for_each_axis! {
    /// These are colours of axes.
    Color: Vec4, default = Vec4::new(0.5, 0.5, 0.5, 1.0), color
}

/// More lines than this are a mistake in the spacing.
const MOST_LINES: f32 = 1e5;

impl Process for GridPlanes {
    fn process(&mut self, _: &Context) -> Result<()> {
        let (spacing, extent) = (self.spacing.axes(), self.extent.axes());
        let places: [Vec<f32>; 3] = [0, 1, 2].map(|axis| places(spacing[axis], &extent[axis]));
        let (mut positions, mut colors) = (Vec::new(), Vec::new());
        for axis in (0..3).filter(|&axis| self.enable.axes()[axis]) {
            let (b, c) = ((axis + 1) % 3, (axis + 2) % 3);
            for (across, along) in [(b, c), (c, b)] {
                for &place in &places[across] {
                    for end in [extent[along].start, extent[along].end] {
                        let mut position = Vec3::ZERO;
                        (position[across], position[along]) = (place, end);
                        positions.push(position);
                        colors.push(self.color.axes()[axis]);
                    }
                }
            }
        }
        let indices: Vec<u32> = (0..positions.len() as u32).collect();
        let mut mesh = Mesh::new(LINES)
            .with(AttributeKind::Position, Array::copy_of(&positions))
            .with(AttributeKind::Color, Array::copy_of(&colors))
            .with_indices(LINES, &indices);
        if let Some(volume) = self.basis.data() {
            (mesh.model, mesh.world) = (volume.model, volume.world);
        }
        self.grid.set(mesh);
        Ok(())
    }
}

/// Multiples of the spacing, from the one nearest to zero of each end on.
fn places(spacing: f32, extent: &Range<f32>) -> Vec<f32> {
    let (first, last) = ((extent.start / spacing).trunc(), (extent.end / spacing).trunc());
    if !(last - first).is_finite() || last - first > MOST_LINES {
        return Vec::new();
    }
    (first as i32..=last as i32).map(|k| k as f32 * spacing).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_multiples_of_the_spacing() -> Result<()> {
        let mut node = GridPlanes::default();
        node.process(&Context::detached())?;
        let mesh = node.grid.get()?;
        // Six families of 21 lines.
        assert_eq!(mesh.n_vertices(), 2 * 6 * 21);
        assert_eq!(mesh.bounds(), Some([Vec3::splat(-1.05), Vec3::splat(1.05)]));
        (node.enable.x, node.enable.y) = (false, false);
        node.spacing.x = 0.5;
        node.process(&Context::detached())?;
        assert_eq!(node.grid.get()?.n_vertices(), 2 * (21 + 5));
        for spacing in [0.0, f32::NAN, 1e-30] {
            node.spacing.x = spacing;
            node.process(&Context::detached())?;
        }
        Ok(())
    }
}
