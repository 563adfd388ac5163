//! What there is to know about a layer.

use crate::algorithm::pixel::ranges;
use glam::{DVec2, Mat3, Mat4, Vec3};
use ivw_core::prelude::*;
use ivw_render::properties::LayerInformation as Rows;
use std::ops::Range;

/// Shows what there is to know about a layer.
///
/// |       | shape             | value |
/// |-------|-------------------|-------|
/// | layer | `[width, height]` | any   |
#[derive(Processor)]
#[processor("org.inviwo.LayerInformation", category = "Information", tags = "CPU", sink)]
pub struct LayerInformation {
    /// Layer to look at.
    #[inport("layer")]
    layer: In<Layer>,

    /// What its numbers mean.
    #[group("dataInformation", name = "Data Information")]
    rows: Rows,

    /// What its numbers are; takes a look at all of them.
    #[group("minmaxValues", name = "Aggregated per Texel", collapsed = true)]
    ranges: Ranges,

    /// How its spaces hang together.
    #[group("transformations", collapsed = true)]
    transformations: Transformations,
}

/// These are what the numbers of a layer are.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct Ranges {
    /// Whether numbers are looked at.
    #[property("checked")]
    is_on: bool,

    /// Smallest and largest first component.
    #[property(
        "minMaxChannel0",
        name = "Min/Max (Channel 0)",
        default = 0.0..255.0,
        range = f64::MIN..=f64::MAX,
        semantics = "Text",
        read_only = true,
        saved = Saved::Never
    )]
    first: Range<f64>,

    /// Smallest and largest second component.
    #[property(
        "minMaxChannel1",
        name = "Min/Max (Channel 1)",
        default = 0.0..255.0,
        range = f64::MIN..=f64::MAX,
        semantics = "Text",
        read_only = true,
        saved = Saved::Never
    )]
    second: Range<f64>,

    /// Smallest and largest third component.
    #[property(
        "minMaxChannel2",
        name = "Min/Max (Channel 2)",
        default = 0.0..255.0,
        range = f64::MIN..=f64::MAX,
        semantics = "Text",
        read_only = true,
        saved = Saved::Never
    )]
    third: Range<f64>,

    /// Smallest and largest fourth component.
    #[property(
        "minMaxChannel3",
        name = "Min/Max (Channel 3)",
        default = 0.0..255.0,
        range = f64::MIN..=f64::MAX,
        semantics = "Text",
        read_only = true,
        saved = Saved::Never
    )]
    fourth: Range<f64>,
}

/// These are how the spaces of a layer hang together.
#[derive(PropertyGroup)]
pub struct Transformations {
    /// Edges in model space.
    #[property(
        "basis",
        default = Mat3::IDENTITY,
        soft = -1e6..=1e6,
        read_only = true,
        saved = Saved::Never
    )]
    basis: Mat3,

    /// Where the edges leave from, in model space.
    #[property("offset", soft = -1e6..=1e6, read_only = true, saved = Saved::Never)]
    offset: Vec3,

    /// Sides of a pixel in the world.
    #[property(
        "texelSize",
        name = "Texel size",
        soft = 0.0..=1e6,
        read_only = true,
        saved = Saved::Never
    )]
    texel_size: DVec2,

    /// From data to model space.
    #[property(
        "modelMatrix",
        name = "Model Matrix",
        default = Mat4::IDENTITY,
        soft = -1e6..=1e6,
        read_only = true,
        saved = Saved::Never
    )]
    model: Mat4,

    /// From model to world space.
    #[property(
        "worldTransform_",
        name = "World Matrix",
        default = Mat4::IDENTITY,
        soft = -1e6..=1e6,
        read_only = true,
        saved = Saved::Never
    )]
    world: Mat4,

    /// From pixels to data space.
    #[property(
        "indexMatrix",
        name = "Index Matrix",
        default = Mat4::IDENTITY,
        soft = -1e6..=1e6,
        read_only = true,
        saved = Saved::Never
    )]
    index: Mat4,
}

impl Process for LayerInformation {
    fn process(&mut self, context: &Context) -> Result<()> {
        let layer = self.layer.get()?;
        self.rows.update("dataInformation", &layer, context);
        if self.ranges.is_on {
            for (n, range) in ranges(&layer).iter().enumerate() {
                context.set(&format!("minmaxValues.minMaxChannel{n}"), Value::floats(range)?);
                let is_there = n < usize::from(layer.format.components);
                let path = format!("minmaxValues.minMaxChannel{n}");
                context.change(&path, PropertyChange::Visible(is_there));
            }
        }
        let model = Mat4::from_cols_array_2d(&layer.model);
        let world_from_data = layer.world_from_data();
        let size = layer.size().max(glam::UVec2::ONE).as_vec2();
        let index = Mat4::from_scale(size.recip().extend(1.0))
            * Mat4::from_translation(Vec3::new(0.5, 0.5, 0.0));
        let set = |id: &str, numbers: &[f32]| {
            let numbers = numbers.iter().copied().map(f64::from).collect();
            context.set(&format!("transformations.{id}"), Value::Floats(numbers));
        };
        set("basis", &Mat3::from_mat4(model).to_cols_array());
        set("offset", &model.w_axis.truncate().to_array());
        let texel = [0, 1].map(|n| world_from_data.col(n).truncate().length() / size[n]);
        set("texelSize", &texel);
        set("modelMatrix", &model.to_cols_array());
        set("worldTransform_", &layer.world.concat());
        set("indexMatrix", &index.to_cols_array());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_matrices_are_shown() -> Result<()> {
        let mut layer = Layer::from_pixels([4, 2], LayerKind::Color, &[7u8, 1, 9, 4, 4, 4, 4, 4]);
        layer.model[0][0] = 8.0;
        let mut node = LayerInformation { layer: layer.into(), ..Default::default() };
        node.ranges.is_on = true;
        let context = Context::detached();
        node.process(&context)?;
        let changes = context.take_changes();
        let shown = |path: &str| {
            let of = |change: &&ivw_core::processor::Change| change.property == path;
            changes.iter().find(of).map(|change| change.change.clone())
        };
        let floats = |numbers: &[f64]| Some(PropertyChange::Value(Value::floats(numbers).unwrap()));
        assert_eq!(shown("minmaxValues.minMaxChannel0"), floats(&[1.0, 9.0]));
        assert_eq!(shown("transformations.texelSize"), floats(&[2.0, 0.5]));
        Ok(())
    }
}
