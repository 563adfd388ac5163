//! Where a transformation comes among those of data.

use glam::Mat4;
use ivw_core::prelude::*;

/// Where a transformation comes in.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TransformSpace {
    /// Before the model matrix.
    #[choice("worldModelTransform", "Data (World Model Transform)")]
    BeforeModel,
    /// After the model matrix, as a part of it.
    #[choice("world_TransformModel", "Model (World (Transform Model))")]
    AfterModel,
    /// Before the world matrix, as a part of it.
    #[choice("worldTransform_Model", "Model ((World Transform) Model)")]
    BeforeWorld,
    /// After the world matrix.
    #[default]
    #[choice("transformWorldModel", "World (Transform World Model)")]
    AfterWorld,
    /// In place of the model matrix.
    #[choice("worldTransform", "Replace Model (World Transform)")]
    InsteadOfModel,
    /// In place of the world matrix.
    #[choice("transformModel", "Replace World (Transform Model)")]
    InsteadOfWorld,
}

impl TransformSpace {
    /// Changes the model or the world matrix of data, given as columns.
    pub(crate) fn apply(
        self,
        transform: Mat4,
        model: &mut [[f32; 4]; 4],
        world: &mut [[f32; 4]; 4],
    ) {
        let (m, w) = (Mat4::from_cols_array_2d(model), Mat4::from_cols_array_2d(world));
        match self {
            Self::BeforeModel => *model = (m * transform).to_cols_array_2d(),
            Self::AfterModel => *model = (transform * m).to_cols_array_2d(),
            Self::BeforeWorld => *world = (w * transform).to_cols_array_2d(),
            Self::AfterWorld => *world = (transform * w).to_cols_array_2d(),
            Self::InsteadOfModel => *model = transform.to_cols_array_2d(),
            Self::InsteadOfWorld => *world = transform.to_cols_array_2d(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::Vec3;
    use ivw_core::property::ChoiceField;

    #[test]
    fn a_transformation_acts_where_it_is_put() {
        let move_x = Mat4::from_translation(Vec3::X);
        let twice = Mat4::from_scale(Vec3::splat(2.0)).to_cols_array_2d();
        let origin: Vec<f32> = TransformSpace::OPTIONS
            .iter()
            .map(|(.., space)| {
                let (mut model, mut world) = (twice, twice);
                space.apply(move_x, &mut model, &mut world);
                let all = Mat4::from_cols_array_2d(&world) * Mat4::from_cols_array_2d(&model);
                all.transform_point3(Vec3::ZERO).x
            })
            .collect();
        assert_eq!(origin, [4.0, 2.0, 2.0, 1.0, 2.0, 1.0]);
    }
}
