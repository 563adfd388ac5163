//! Where random numbers start.

use crate::random::Mt19937;
use ivw_core::prelude::*;
use std::time::{SystemTime, UNIX_EPOCH};

/// This is where random numbers start: at a seed, so that they are the same again, or anywhere.
#[derive(PropertyGroup)]
pub struct Randomness {
    /// Whether random numbers start at the seed each time.
    #[property("useSameSeed", name = "Use same seed", default = true)]
    pub is_same: bool,

    /// The number that they start at.
    #[property("seed", default = 1, from = 0..=1000, visible_if = |p| p.is_same)]
    pub seed: i32,
}

impl Randomness {
    /// These are random numbers from where they start.
    pub fn engine(&self) -> Mt19937 {
        let now = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Mt19937::new(match self.is_same {
            true => self.seed as u32,
            false => now().subsec_nanos(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Randomness;
    use crate::random::Engine;

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        let same = Randomness::default();
        assert_eq!(same.engine().draw(), same.engine().draw());
        let other = Randomness { seed: 2, ..Randomness::default() };
        assert_ne!(same.engine().draw(), other.engine().draw());
    }
}
