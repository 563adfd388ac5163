//! Where random numbers start.

use ivw_core::prelude::*;
use ivw_render::random::Mt19937;
use std::time::{SystemTime, UNIX_EPOCH};

/// Where random numbers start: at a seed, so that they are the same again, or anywhere.
#[derive(PropertyGroup)]
pub struct Randomness {
    /// Whether random numbers start at the seed each time.
    #[property("useSameSeed", name = "Use same seed", default = true)]
    pub is_same: bool,

    /// The number that they start at.
    #[property("seed", default = 1, from = 0..=1000)]
    pub seed: i32,
}

impl Randomness {
    /// Random numbers from where they start.
    pub(crate) fn engine(&self) -> Mt19937 {
        let now = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Mt19937::new(match self.is_same {
            true => self.seed as u32,
            false => now().subsec_nanos(),
        })
    }
}
