//! A module that brings a type of data of its own, asks for a setting, and has a file.

use ivw_core::abi::RVec;
use ivw_core::module::{example, setting};
use ivw_core::prelude::*;
use ivw_fixture_signal::Signal;
use std::sync::OnceLock;

/// What every sample is multiplied with, as the setting `sender.gain` says.
static GAIN: OnceLock<f32> = OnceLock::new();

ivw_core::ivw_module! {
    name: "Sender",
    version: env!("CARGO_PKG_VERSION"),
    help: "Makes signals, which ivw does not know.",
    start: |host| {
        let usual = std::fs::read_to_string(data_folder!()?.join("gain.txt"))?;
        let gain = setting(host, "sender.gain")?.unwrap_or(usual);
        let number = gain.trim().parse::<f32>();
        let number = number.map_err(Error::other).at("setting \"sender.gain\"")?;
        // A second host has the gain of the first.
        GAIN.get_or_init(|| number);
        example(host, Signal { samples: RVec::new(), rate_hz: 100.0 })
    },
}

/// A ramp over time.
#[derive(Processor)]
#[processor("org.ivw.fixture.Ramp", category = "Test", tags = "CPU")]
pub struct Ramp {
    /// Samples 0, 1, 2 …, times the gain.
    #[outport("signal")]
    signal: Out<Signal>,

    /// Number of samples.
    #[property("samples", default = 3, bounds = 0..=1000, semantics = "org.ivw.fixture.Dial")]
    n_samples: usize,
}

impl Process for Ramp {
    fn process(&mut self, _context: &Context) -> Result<()> {
        let gain = GAIN.get().copied().unwrap_or(1.0);
        let samples: Vec<_> = (0..self.n_samples).map(|n| gain * n as f32).collect();
        self.signal.set(Signal { samples: samples.into(), rate_hz: 100.0 });
        Ok(())
    }
}
