//! A module that uses the type of data of another one.

use ivw_core::prelude::*;
use ivw_fixture_signal::Signal;

ivw_core::ivw_module! {
    name: "Receiver",
    version: env!("CARGO_PKG_VERSION"),
    help: "Adds up signals.",
    depends_on: ["Sender"],
}

/// The sum of a signal's samples.
#[derive(Processor)]
#[processor("org.ivw.fixture.Sum", category = "Test", tags = "CPU", sink)]
pub struct Sum {
    /// What is added up.
    #[inport("signal")]
    signal: In<Signal>,

    /// Where volumes may come in, and signals may not.
    #[inport("volume", optional)]
    _volume: In<Volume>,

    /// The sum, in a volume of one voxel.
    #[outport("sum")]
    sum: Out<Volume>,
}

impl Process for Sum {
    fn process(&mut self, _context: &Context) -> Result<()> {
        let sum: f32 = self.signal.get()?.samples.iter().sum();
        self.sum.set(Volume::from_fn([1, 1, 1].into(), |_| sum)?);
        Ok(())
    }
}
