//! One mesh of a sequence.

use ivw_core::data::MeshSequence;
use ivw_core::prelude::*;
use ivw_render::properties::SequenceTimer;

/// Chooses one mesh of a sequence.
///
/// |         | shape | value          |
/// |---------|-------|----------------|
/// | inport  | meshes | any |
/// | outport | any | as it comes in |
///
/// An index beyond the last mesh chooses that; a sequence of another length starts at the first.
#[derive(Processor)]
#[processor(
    "org.inviwo.MeshTimeStepSelector",
    name = "Mesh Sequence Element Selector",
    category = "Data Selector",
    tags = "CPU"
)]
pub struct MeshSequenceElementSelector {
    /// Data to choose from.
    #[inport("inport")]
    sequence: In<MeshSequence>,

    /// The chosen one.
    #[outport("outport")]
    chosen: Out<Mesh>,

    /// Which one is chosen.
    #[group("timeStep", name = "Step")]
    step: SequenceTimer,

    len: Option<usize>,
}

impl Process for MeshSequenceElementSelector {
    fn process(&mut self, context: &Context) -> Result<()> {
        let sequence = self.sequence.get()?;
        let place = self.step.choose("timeStep", sequence.meshes.len(), &mut self.len, context);
        let Some(chosen) = sequence.meshes.get(place) else {
            return Err(Error::new("the sequence has no meshes").hint("connect another one"));
        };
        self.chosen.set(chosen.clone());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_one_goes_out_and_another_sequence_starts_anew() -> Result<()> {
        let sequence = |n: u8| MeshSequence {
            meshes: (0..n)
                .map(|n| {
                    Mesh::default().with(AttributeKind::Index, Array::copy_of(&vec![0u8; n.into()]))
                })
                .collect(),
        };
        let mut node =
            MeshSequenceElementSelector { sequence: sequence(3).into(), ..Default::default() };
        for (index, expected) in [(1, 0), (3, 2), (99, 2)] {
            node.step.index = index;
            node.process(&Context::detached())?;
            assert_eq!(node.chosen.get()?.n_vertices(), expected);
        }
        node.sequence = sequence(2).into();
        node.process(&Context::detached())?;
        assert_eq!(node.step.index, 1);
        node.sequence = sequence(0).into();
        assert!(node.process(&Context::detached()).is_err());
        Ok(())
    }
}
