//! Small volumes of simple shapes.

use crate::algorithm::format_choice::FormatChoice;
use crate::algorithm::voxels::{component_ranges, denormalized, fill};
use glam::{DVec4, UVec3, Vec3};
use ivw_core::prelude::*;
use ivw_render::properties::{VolumeBasis, VolumeInformation};
use std::f64::consts::PI;

/// Makes a volume of a simple shape, to try things out.
///
/// |        | shape          | value                               | unit               |
/// |--------|----------------|-------------------------------------|--------------------|
/// | volume | `[nx, ny, nz]` | of the chosen format                | parts of its range |
///
/// The volume is a cube of side 1 round the origin, unless *Basis* says otherwise.
/// Shapes fill the first component; a single voxel and a uniform volume fill all of them.
/// As in Inviwo, another value is not seen before type, format, dimensions or index change.
#[derive(Processor)]
#[processor("org.inviwo.VolumeCreator", category = "Data Creation", tags = "CPU")]
pub struct VolumeCreator {
    /// The new volume.
    #[outport("volume")]
    volume: Out<Volume>,

    /// Shape of the volume.
    #[property("type")]
    shape: Shape,

    /// How voxels are stored.
    #[property("format")]
    format: FormatChoice,

    /// Number of voxels along x, y and z.
    #[property("dims", name = "Dimensions", default = UVec3::splat(10), from = 0..=512)]
    dims: UVec3,

    /// Components of the single voxel, or of all, as parts of what the format can hold.
    #[property("value", default = DVec4::ONE, soft = -100.0..=100.0, step = 0.1)]
    value: DVec4,

    /// Which corners of a cell are inside, one bit for each.
    #[property("index", default = 5, bounds = 0..=255)]
    index: i32,

    /// What the numbers mean.
    #[group("Information", name = "Data information", preset("checked", true))]
    information: VolumeInformation,

    /// Where the volume is in model space.
    #[group("Basis", collapsed = true)]
    basis: VolumeBasis,

    made: Option<(Recipe, Volume)>,
}

/// This is the shape of a volume.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// One voxel in the middle has the value.
    #[default]
    #[choice("singleVoxel", "Single Voxel")]
    SingleVoxel,
    /// Values fall with the distance from the middle.
    #[choice("sphere", "Sphere")]
    Sphere,
    /// Waves round the middle.
    #[choice("ripple", "Ripple")]
    Ripple,
    /// One cell of eight voxels.
    #[choice("marchingCube", "Marching Cube")]
    MarchingCube,
    /// The value everywhere.
    #[choice("uniform", "Uniform")]
    Uniform,
}

/// What decides whether the volume is made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Recipe {
    shape: Shape,
    format: Format,
    dims: UVec3,
    index: i32,
}

impl Process for VolumeCreator {
    fn process(&mut self, context: &Context) -> Result<()> {
        let recipe =
            Recipe { shape: self.shape, format: self.format.0, dims: self.dims, index: self.index };
        let is_new = self.made.as_ref().is_none_or(|(known, _)| *known != recipe);
        if is_new {
            self.made = Some((recipe, recipe.make(self.value, context)?));
        }
        let (_, made) = self.made.as_ref().expect("it was just made");
        let mut volume = made.clone();
        if is_new {
            self.information.update("Information", &volume, context);
        }
        self.information.apply(&mut volume);
        let model = self.basis.update("Basis", &volume, is_new, context);
        volume.model = model.to_cols_array_2d();
        self.volume.set(volume);
        Ok(())
    }
}

impl Recipe {
    fn make(&self, value: DVec4, context: &Context) -> Result<Volume> {
        let dims = if self.shape == Shape::MarchingCube { UVec3::splat(2) } else { self.dims };
        let mut volume = Volume::new(dims.to_array(), self.format)?;
        let size = dims.as_dvec3();
        let length = size.length();
        let squared = |voxel: UVec3| (size / 2.0).distance_squared(voxel.as_dvec3() + 0.5);
        let only = |first: f64| [first, 0.0, 0.0, 0.0];
        let part = |voxel: UVec3| match self.shape {
            Shape::SingleVoxel if voxel == dims.saturating_sub(UVec3::ONE) / 2 => value.to_array(),
            Shape::SingleVoxel => [0.0; 4],
            Shape::Sphere => only(length / (length + squared(voxel))),
            Shape::Ripple => only(0.5 + 0.5 * (size.x * 0.5 * PI * squared(voxel) / length).sin()),
            Shape::MarchingCube => only(f64::from(self.index >> corner(voxel) & 1)),
            Shape::Uniform => value.to_array(),
        };
        let write = |number, part, bytes: &mut [u8]| {
            Number::write(number, denormalized(number, part), bytes);
        };
        // A number without a sign has nothing below its middle: zero stays zero.
        fill(&mut volume, context, write, part)?;
        volume.set_offset(Vec3::splat(-0.5));
        let ranges = component_ranges(&volume);
        let lowest = ranges.iter().map(|range| range[0]).fold(f64::INFINITY, f64::min);
        let highest = ranges.iter().map(|range| range[1]).fold(f64::NEG_INFINITY, f64::max);
        volume.data_map.data_range = [lowest, highest];
        volume.data_map.value_range = [lowest, highest];
        Ok(volume)
    }
}

/// The number that marching cubes give a corner.
fn corner(voxel: UVec3) -> u32 {
    const ORDER: [[u32; 3]; 8] =
        [[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 0, 1], [1, 0, 1], [1, 1, 1], [0, 1, 1]];
    ORDER.iter().position(|corner| *corner == voxel.to_array()).unwrap_or(0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn make(node: &mut VolumeCreator) -> Shared<Volume> {
        node.process(&Context::detached()).unwrap();
        node.volume.get().unwrap()
    }

    #[test]
    fn one_voxel_in_the_middle_has_the_value() {
        let mut node = VolumeCreator { dims: UVec3::new(5, 4, 1), ..Default::default() };
        let volume = make(&mut node);
        let numbers = volume.voxels.elements::<f32>();
        assert_eq!(numbers.iter().position(|n| *n == 1.0), Some(2 + 5));
        assert_eq!(numbers.iter().sum::<f32>(), 1.0);
        assert_eq!(volume.offset(), Vec3::splat(-0.5));
        // Another value alone is not seen.
        node.value = DVec4::splat(0.5);
        assert_eq!(make(&mut node).voxels.elements::<f32>()[7], 1.0);
        node.shape = Shape::Uniform;
        assert!(make(&mut node).voxels.elements::<f32>().iter().all(|n| *n == 0.5));
    }

    #[test]
    fn shapes_fill_what_the_format_can_hold() {
        let format = FormatChoice(Format::new(Number::U8, 1));
        let dims = UVec3::splat(9);
        let mut node = VolumeCreator { shape: Shape::Sphere, format, dims, ..Default::default() };
        let volume = make(&mut node);
        assert_eq!(volume.voxel(UVec3::splat(4))[0], 255.0);
        let length = glam::DVec3::splat(9.0).length();
        let corner = (255.0 * length / (length + 48.0)).trunc();
        assert_eq!(volume.voxel(UVec3::ZERO)[0], corner);
        assert_eq!(volume.data_map.data_range, [0.0, 255.0]);
        node.shape = Shape::MarchingCube;
        let cell = make(&mut node);
        // 5 is corners 0 and 2: (0, 0, 0) and (1, 1, 0).
        assert_eq!(cell.voxels.bytes(), [255, 0, 0, 255, 0, 0, 0, 0]);
        node.shape = Shape::Ripple;
        assert_eq!(make(&mut node).voxel(UVec3::splat(4))[0], 127.0);
    }

    #[test]
    fn every_format_and_no_voxels_do_no_harm() {
        for format in FormatChoice::all() {
            for shape in [Shape::SingleVoxel, Shape::Ripple, Shape::Uniform] {
                for dims in [UVec3::ZERO, UVec3::ONE, UVec3::new(3, 1, 2)] {
                    let format = FormatChoice(format);
                    make(&mut VolumeCreator { shape, format, dims, ..Default::default() });
                }
            }
        }
        let dims = UVec3::splat(u32::MAX);
        let mut huge = VolumeCreator { dims, ..Default::default() };
        assert!(huge.process(&Context::detached()).is_err());
    }
}
