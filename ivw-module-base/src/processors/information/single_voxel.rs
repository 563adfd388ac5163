//! The value at a place of a volume.

use glam::{DVec2, DVec3, DVec4, Mat4};
use ivw_core::data::sampler::sample;
use ivw_core::prelude::*;

/// Shows the value of a volume at one place.
///
/// |        | shape          | value | unit         |
/// |--------|----------------|-------|--------------|
/// | volume | `[nx, ny, nz]` | any   | of the field |
///
/// Between voxels it is linear; the first and last voxels stand at the ends of the volume, outside
/// there are zeros.
#[derive(Processor)]
#[processor("org.inviwo.SingleVoxel", category = "Information", tags = "CPU")]
pub struct SingleVoxel {
    /// Volume to look into.
    #[inport("volume")]
    volume: In<Volume>,

    /// Space that the place is in.
    #[property("space")]
    space: Space,

    /// Where to look.
    #[property("position", range = 0.0..=1.0)]
    position: DVec3,

    /// The value there, if it is one number.
    #[property(
        "doubleProperty",
        name = "Voxel value",
        range = f64::MIN..=f64::MAX,
        step = 0.0001,
        semantics = "Text",
        invalidates = InvalidationLevel::Valid
    )]
    one: f64,

    /// The value there, if it is two numbers.
    #[property(
        "dvec2Property",
        name = "Voxel value",
        range = f64::MIN..=f64::MAX,
        step = 0.0001,
        semantics = "Text",
        invalidates = InvalidationLevel::Valid,
        visible = false
    )]
    two: DVec2,

    /// The value there, if it is three numbers.
    #[property(
        "dvec3Property",
        name = "Voxel value",
        range = f64::MIN..=f64::MAX,
        step = 0.0001,
        semantics = "Text",
        invalidates = InvalidationLevel::Valid,
        visible = false
    )]
    three: DVec3,

    /// The value there, if it is four numbers.
    #[property(
        "dvec4Property",
        name = "Voxel value",
        range = f64::MIN..=f64::MAX,
        step = 0.0001,
        semantics = "Text",
        invalidates = InvalidationLevel::Valid,
        visible = false
    )]
    four: DVec4,
}

/// This is the space that a place is in.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Space {
    /// That of the volume's edges and offset.
    #[default]
    #[choice("model", "Model")]
    Model,
    /// The world.
    #[choice("world", "World")]
    World,
    /// The volume from 0 to 1.
    #[choice("data", "Data")]
    Data,
}

/// The properties for 1 to 4 numbers.
const ROWS: [&str; 4] = ["doubleProperty", "dvec2Property", "dvec3Property", "dvec4Property"];

impl Process for SingleVoxel {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let from_data = match self.space {
            Space::Model => volume.model_matrix(),
            Space::World => volume.world_from_data(),
            Space::Data => Mat4::IDENTITY,
        };
        let place = from_data.as_dmat4().inverse().transform_point3(self.position);
        let value = sample(&volume, place);
        let n_numbers = usize::from(volume.format.components);
        for (row, n) in ROWS.into_iter().zip(1..) {
            context.change(row, PropertyChange::Visible(n == n_numbers));
        }
        context.set(ROWS[n_numbers - 1], Value::floats(&value[..n_numbers])?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{Mat3, UVec3, Vec3};

    fn shown(node: &mut SingleVoxel) -> Result<Vec<f64>> {
        let context = Context::detached();
        node.process(&context)?;
        let changes = context.take_changes();
        let visible: Vec<_> = changes
            .iter()
            .filter(|change| change.change == PropertyChange::Visible(true))
            .map(|change| change.property.clone())
            .collect();
        let last = changes.last().expect("a value is shown");
        assert_eq!(visible, [last.property.as_str()]);
        let PropertyChange::Value(value) = &last.change else { panic!("{last:?}") };
        Ok(value.as_floats().expect("numbers").to_vec())
    }

    #[test]
    fn the_value_is_that_of_the_place_in_the_chosen_space() -> Result<()> {
        let mut volume = Volume::from_fn(UVec3::new(3, 2, 1), |v| [v.x as f32, v.y as f32])?;
        volume.set_basis(Mat3::from_diagonal(Vec3::splat(2.0)));
        volume.world = Mat4::from_translation(Vec3::new(-1.0, 0.0, 0.0)).to_cols_array_2d();
        let mut node = SingleVoxel {
            volume: volume.into(),
            position: DVec3::new(0.5, 1.0, 0.0),
            ..Default::default()
        };
        assert_eq!(shown(&mut node)?, [0.5, 0.5]);
        node.space = Space::Data;
        assert_eq!(shown(&mut node)?, [1.0, 1.0]);
        node.space = Space::World;
        assert_eq!(shown(&mut node)?, [1.5, 0.5]);
        Ok(())
    }

    #[test]
    fn outside_there_is_nothing() -> Result<()> {
        let mut volume = Volume::from_fn(UVec3::splat(2), |_| 7u8)?;
        volume.set_offset(Vec3::splat(5.0));
        let mut node = SingleVoxel { volume: volume.into(), ..Default::default() };
        assert_eq!(shown(&mut node)?, [0.0]);
        Ok(())
    }
}
