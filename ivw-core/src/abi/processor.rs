//! Processors as they cross the boundary.

use super::{AbiValue, Bytes, RBox, ROption, RStr, RVec, Reply, StableAbi};
use crate::data::DataHandle;
use abi_stable::sabi_trait;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What host and processor tell each other while `process` runs.
#[repr(C)]
#[derive(StableAbi, Debug, Default)]
pub struct Signals {
    cancelled: AtomicBool,
    progress_ppm: AtomicUsize,
}

impl Signals {
    /// Asks the processor to stop.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Says how far the processor has come, in [0, 1].
    pub fn set_progress(&self, part: f32) {
        self.progress_ppm.store((part.clamp(0.0, 1.0) * 1e6) as usize, Ordering::Relaxed);
    }

    /// How far the processor has come, in [0, 1].
    pub fn progress(&self) -> f32 {
        self.progress_ppm.load(Ordering::Relaxed) as f32 * 1e-6
    }

    /// Forgets an earlier run.
    pub fn reset(&self) {
        self.cancelled.store(false, Ordering::Relaxed);
        self.progress_ppm.store(0, Ordering::Relaxed);
    }
}

/// The signals of one run.
#[repr(C)]
#[derive(StableAbi, Clone, Copy)]
pub struct SignalsRef<'a> {
    pub signals: &'a Signals,
}

/// New data at an outport; none takes the data away.
#[repr(C)]
#[derive(StableAbi)]
pub struct OutputAbi {
    pub port: u32,
    pub data: ROption<DataHandle>,
}

/// What a run brought.
#[repr(C)]
#[derive(StableAbi, Default)]
pub struct OutcomeAbi {
    pub outputs: RVec<OutputAbi>,
    /// Encoded `Vec<Change>`; empty if there are none.
    pub changes: Bytes,
}

/// A processor behind the boundary. Ports and properties are numbered as in its spec, properties in
/// preorder.
#[sabi_trait]
pub trait ProcessorAbi: Send {
    /// Encoded `Spec`.
    fn spec(&mut self) -> Reply<Bytes>;
    /// The host has given the processor a place, under this number.
    fn attached(&mut self, processor: u64) -> Reply<()>;
    /// Writes a property's value before a run.
    fn write(&mut self, property: u32, value: AbiValue) -> Reply<()>;
    /// Hands over the data at an inport, in the order of connections.
    fn set_inputs(&mut self, port: u32, data: RVec<DataHandle>) -> Reply<()>;
    /// Tells the size that an image outport should have.
    fn set_output_size(&mut self, port: u32, width: u32, height: u32);
    /// Prepares what depends on properties of the level InvalidResources.
    fn initialize_resources(&mut self, signals: SignalsRef<'_>) -> Reply<OutcomeAbi>;
    /// Does the work.
    fn process(&mut self, signals: SignalsRef<'_>) -> Reply<OutcomeAbi>;
    /// Called instead of `process` while inports have no data.
    fn not_ready(&mut self) -> Reply<()>;
    /// For each property with a condition: its number and whether it is to be seen.
    fn visibility(&mut self) -> RVec<VisibilityAbi>;
    /// The size that a sink wants its images to have.
    fn wanted_size(&mut self) -> ROption<SizeAbi>;
    /// The layer that a canvas shows.
    fn picture(&mut self) -> ROption<DataHandle>;
    /// Anything that later versions may ask, as an encoded message.
    #[sabi(last_prefix_field)]
    fn request(&mut self, message: RStr<'_>, payload: Bytes) -> Reply<Bytes>;
}

/// Whether a property is to be seen.
#[repr(C)]
#[derive(StableAbi, Clone, Copy)]
pub struct VisibilityAbi {
    pub property: u32,
    pub visible: bool,
}

/// A size in pixels.
#[repr(C)]
#[derive(StableAbi, Clone, Copy)]
pub struct SizeAbi {
    pub width: u32,
    pub height: u32,
}

/// An owned processor.
pub type ProcessorBox = ProcessorAbi_TO<'static, RBox<()>>;

/// Makes processors of one class.
#[sabi_trait]
pub trait FactoryAbi: Send + Sync {
    /// Encoded `Spec`.
    fn spec(&self) -> Bytes;
    /// A new processor with an identifier and a displayed name.
    #[sabi(last_prefix_field)]
    fn create(&self, identifier: RStr<'_>, display_name: RStr<'_>) -> Reply<ProcessorBox>;
}

/// An owned factory.
pub type FactoryBox = FactoryAbi_TO<'static, RBox<()>>;
