//! A type of data that two modules of third parties share, and that ivw does not know.

// The code that `StableAbi` derives has habits of its own.
#![allow(non_local_definitions)]

use ivw_core::abi::{RVec, StableAbi};
use ivw_core::prelude::*;

/// Numbers at even steps of time.
#[repr(C)]
#[derive(StableAbi, Clone, Debug)]
pub struct Signal {
    /// The numbers.
    pub samples: RVec<f32>,
    /// How many of them there are in a second.
    pub rate_hz: f64,
}

impl Data for Signal {
    const TYPE_ID: &'static str = "org.ivw.fixture.Signal/1";
    const PORT: &'static str = "org.ivw.fixture.Signal";
    const COLOR: [u8; 3] = [240, 200, 60];
    const NAME: &'static str = "a signal";
}
