//! Mesh data somewhere else.

use crate::algorithm::space::TransformSpace;
use ivw_core::prelude::*;
use ivw_core::processor::Added;
use ivw_render::properties::TransformList;

/// Moves, turns and scales a mesh.
///
/// |          | shape | value                                        |
/// |----------|-------|----------------------------------------------|
/// | inport_  | any   | any                                          |
/// | outport_ | any   | the same, with another model or world matrix |
#[derive(Processor)]
#[processor(
    "org.inviwo.TransformMesh",
    category = "Coordinate Transforms",
    tags = "CPU",
    takes_added
)]
pub struct TransformMesh {
    /// A mesh.
    #[inport("inport_")]
    data: In<Mesh>,

    /// The same somewhere else.
    #[outport("outport_")]
    result: Out<Mesh>,

    /// Where the transformations come in.
    #[property("space", name = "Coordinate Space")]
    space: TransformSpace,

    /// Moves, turns and scalings.
    #[group("transformations")]
    transformations: TransformList,
}

impl Process for TransformMesh {
    fn set_added(&mut self, added: &[Added]) -> Result<()> {
        self.transformations.set_added("transformations", added);
        Ok(())
    }

    fn process(&mut self, context: &Context) -> Result<()> {
        let mut data = (*self.data.get()?).clone();
        let transform = self.transformations.matrix("transformations", context);
        self.space.apply(transform, &mut data.model, &mut data.world);
        self.result.set(data);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_ends_up_in_the_world_matrix() -> Result<()> {
        let added = |path: &str, class: &str, value: Value| Added {
            path: format!("transformations.internalTransforms.{path}"),
            class: format!("org.inviwo.trafo.{class}"),
            value,
            name: String::new(),
        };
        let mut node = TransformMesh { data: Mesh::default().into(), ..Default::default() };
        node.set_added(&[
            added("translation", "TranslateProperty", Value::None),
            added("translation.translate_", "", Value::floats(&[1.0, 2.0, 3.0])?),
        ])?;
        node.process(&Context::detached())?;
        assert_eq!(node.result.get()?.world[3], [1.0, 2.0, 3.0, 1.0]);
        Ok(())
    }
}
