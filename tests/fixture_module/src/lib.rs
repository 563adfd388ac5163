//! A module that misbehaves in every way that a host has to survive.

use ivw_core::prelude::*;

ivw_core::ivw_module! {
    name: "Fixture",
    version: env!("CARGO_PKG_VERSION"),
    help: "Misbehaves in every way that a host has to survive.",
    start: |_| {
        let _span = tracing::info_span!("start", module = "fixture").entered();
        tracing::info!(answer = 42, "hello from the fixture");
        tracing::debug!("a detail");
        match std::env::var_os("IVW_FIXTURE_PANIC") {
            Some(_) => panic!("asked to panic"),
            None => Ok(()),
        }
    },
}

/// Twice its value, as a volume of one voxel.
#[derive(Processor)]
#[processor("org.ivw.fixture.Double", category = "Test", tags = "CPU", sink)]
pub struct Double {
    /// Twice the value.
    #[outport("outport")]
    twice: Out<Volume>,

    /// What is doubled.
    #[property("value", default = 1.0, bounds = 0.0..=100.0)]
    value: f32,
}

impl Process for Double {
    fn process(&mut self, _context: &Context) -> Result<()> {
        let twice = 2.0 * self.value;
        self.twice.set(Volume::from_fn([1, 1, 1].into(), |_| twice)?);
        Ok(())
    }
}

// A second time: the identifier is taken.
ivw_core::register!(Double);

/// Panics when it runs.
#[derive(Processor)]
#[processor("org.ivw.fixture.PanicInProcess", category = "Test", tags = "CPU", sink)]
pub struct PanicInProcess {
    /// Nothing ever.
    #[outport("outport")]
    nothing: Out<Volume>,
}

impl Process for PanicInProcess {
    fn process(&mut self, _context: &Context) -> Result<()> {
        self.nothing.clear();
        panic!("in the middle of it")
    }
}

/// Panics before it exists.
#[derive(Processor)]
#[processor("org.ivw.fixture.PanicInCreate", category = "Test", tags = "CPU", sink)]
pub struct PanicInCreate {
    /// Makes it panic.
    _state: Impossible,
}

impl Process for PanicInCreate {
    fn process(&mut self, _context: &Context) -> Result<()> {
        Ok(())
    }
}

struct Impossible;

impl Default for Impossible {
    fn default() -> Self {
        panic!("cannot be made")
    }
}
