//! One layer of a sequence.

use ivw_core::data::LayerSequence;
use ivw_core::prelude::*;
use ivw_render::properties::SequenceTimer;

/// Chooses one layer of a sequence.
///
/// |         | shape | value          |
/// |---------|-------|----------------|
/// | inport  | layers | any |
/// | outport | `[width, height]` | as it comes in |
///
/// An index beyond the last layer chooses that; a sequence of another length starts at the first.
#[derive(Processor)]
#[processor(
    "org.inviwo.LayerSequenceElementSelector",
    name = "Layer Sequence Element Selector",
    category = "Data Selector",
    tags = "CPU"
)]
pub struct LayerSequenceElementSelector {
    /// Data to choose from.
    #[inport("inport")]
    sequence: In<LayerSequence>,

    /// The chosen one.
    #[outport("outport")]
    chosen: Out<Layer>,

    /// Which one is chosen.
    #[group("timeStep", name = "Step")]
    step: SequenceTimer,

    len: Option<usize>,
}

impl Process for LayerSequenceElementSelector {
    fn process(&mut self, context: &Context) -> Result<()> {
        let sequence = self.sequence.get()?;
        let place = self.step.choose("timeStep", sequence.layers.len(), &mut self.len, context);
        let Some(chosen) = sequence.layers.get(place) else {
            return Err(Error::new("the sequence has no layers").hint("connect another one"));
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
        let sequence = |n: u8| LayerSequence {
            layers: (0..n).map(|n| Layer::from_pixels([1, 1], LayerKind::Color, &[n])).collect(),
        };
        let mut node =
            LayerSequenceElementSelector { sequence: sequence(3).into(), ..Default::default() };
        for (index, expected) in [(1, 0), (3, 2), (99, 2)] {
            node.step.index = index;
            node.process(&Context::detached())?;
            assert_eq!(node.chosen.get()?.pixels.bytes()[0], expected);
        }
        node.sequence = sequence(2).into();
        node.process(&Context::detached())?;
        assert_eq!(node.step.index, 1);
        node.sequence = sequence(0).into();
        assert!(node.process(&Context::detached()).is_err());
        Ok(())
    }
}
