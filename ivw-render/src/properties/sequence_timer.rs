//! Which one of a sequence is chosen.

use super::Event;
use ivw_core::prelude::*;

/// This is the chosen element of a sequence, counted from 1.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.SequenceTimerProperty")]
pub struct SequenceTimer {
    /// Number of the chosen element; the last one where there are fewer.
    #[property(
        "selectedSequenceIndex",
        name = "Sequence Index",
        default = 1,
        soft = 1..=1,
        saved = Saved::Always
    )]
    pub index: usize,

    /// Whether elements follow each other by themselves, in a window.
    #[property("playSequence", invalidates = InvalidationLevel::Valid)]
    pub plays: bool,

    /// Elements per second while they do.
    #[property(
        "volumesPerSecond",
        name = "Frame rate",
        default = 30,
        bounds = 1..=60,
        invalidates = InvalidationLevel::Valid
    )]
    pub per_second: i32,

    /// Starts and stops that; the key P.
    #[property("playPause", name = "Play / Pause", invalidates = InvalidationLevel::Valid)]
    pub play_pause: Event,
}

impl SequenceTimer {
    /// Place of the chosen element of a sequence that is not empty.
    pub fn place(&self, n_elements: usize) -> usize {
        self.index.clamp(1, n_elements.max(1)) - 1
    }

    /// Place of the chosen element of a sequence, below a path of properties.
    ///
    /// A sequence of another length than before starts at its first element; there may be none.
    pub fn choose(
        &mut self,
        path: &str,
        n_elements: usize,
        before: &mut Option<usize>,
        context: &Context,
    ) -> usize {
        if before.replace(n_elements).is_some_and(|before| before != n_elements) {
            self.index = 1;
            context.set(&format!("{path}.selectedSequenceIndex"), 1_i64);
        }
        self.show_len(path, n_elements, context);
        self.place(n_elements)
    }

    /// Tells editors how many elements there are, below a path of properties.
    pub fn show_len(&self, path: &str, n_elements: usize, context: &Context) {
        let last = PropertyChange::Max((n_elements.max(1) as i64).into());
        context.change(&format!("{path}.selectedSequenceIndex"), last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_outside_is_the_nearest_inside() {
        let place = |index| SequenceTimer { index, ..SequenceTimer::default() }.place(3);
        assert_eq!([0, 1, 3, 9].map(place), [0, 0, 2, 2]);
    }
}
