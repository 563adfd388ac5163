//! A module that misbehaves in every way that a host has to survive.

use ivw_core::prelude::*;

ivw_core::ivw_module! {
    name: "Fixture",
    version: env!("CARGO_PKG_VERSION"),
    help: "Misbehaves in every way that a host has to survive.",
    prepare: |_| {
        tracing::debug!("getting ready");
        match std::env::var_os("IVW_FIXTURE_PANIC").is_some_and(|when| when == "prepare") {
            true => panic!("asked to panic ahead"),
            false => Ok(()),
        }
    },
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

/// Panics while it says what it has.
#[derive(Processor)]
#[processor("org.ivw.fixture.PanicInDeclare", category = "Test", tags = "CPU", sink)]
pub struct PanicInDeclare {
    /// Has no default.
    #[property("value", default = no_default(), bounds = 0.0..=1.0)]
    _value: f32,
}

fn no_default() -> f32 {
    panic!("cannot be declared")
}

impl Process for PanicInDeclare {
    fn process(&mut self, _context: &Context) -> Result<()> {
        Ok(())
    }
}

/// Panics on its way out.
#[derive(Processor)]
#[processor("org.ivw.fixture.PanicInDrop", category = "Test", tags = "CPU", sink)]
pub struct PanicInDrop {
    /// Makes it panic.
    _state: Lasting,
}

impl Process for PanicInDrop {
    fn process(&mut self, _context: &Context) -> Result<()> {
        Ok(())
    }
}

#[derive(Default)]
struct Lasting;

impl Drop for Lasting {
    fn drop(&mut self) {
        panic!("cannot go")
    }
}

/// Runs until somebody wants it to stop.
#[derive(Processor)]
#[processor("org.ivw.fixture.Endless", category = "Test", tags = "CPU", sink)]
pub struct Endless {}

impl Process for Endless {
    fn process(&mut self, context: &Context) -> Result<()> {
        loop {
            context.check()?;
            std::thread::yield_now();
        }
    }
}

/// Wants more memory than there is.
#[derive(Processor)]
#[processor("org.ivw.fixture.Absurd", category = "Test", tags = "CPU", sink)]
pub struct Absurd {
    /// More than anybody has.
    #[outport("outport")]
    all: Out<Volume>,

    /// Whether it asks the standard library instead of ivw.
    #[property("list")]
    list: bool,
}

impl Process for Absurd {
    fn process(&mut self, _context: &Context) -> Result<()> {
        match self.list {
            true => {
                let all = vec![1_u64; std::hint::black_box(usize::MAX)];
                Err(Error::new(format!("{} is too many", all.len())))
            }
            false => {
                self.all.set(Volume::new([u32::MAX; 3], Format::new(Number::F64, 4))?);
                Ok(())
            }
        }
    }
}

/// Logs from a thread of its own, and loses another one.
#[derive(Processor)]
#[processor("org.ivw.fixture.Threads", category = "Test", tags = "CPU", sink)]
pub struct Threads {}

impl Process for Threads {
    fn process(&mut self, _context: &Context) -> Result<()> {
        let talks = std::thread::spawn(|| tracing::warn!("hello from a thread"));
        let dies = std::thread::spawn(|| panic!("a thread that dies"));
        assert!(talks.join().is_ok() && dies.join().is_err());
        Ok(())
    }
}
