//! What a host offers to modules.

use super::processor::{FactoryBox, ProcessorBox};
use super::{AbiValue, Bytes, RBox, ROption, RSlice, RStr, RVec, Reply, StableAbi};
use crate::data::{DataHandle, Memory};
use abi_stable::sabi_trait;
use std::sync::OnceLock;

/// Work that the host's thread pool does `count` times.
#[repr(C)]
#[derive(StableAbi, Clone, Copy)]
pub struct JobAbi {
    pub data: *const (),
    pub call: extern "C" fn(*const (), usize),
}

/// What a host offers to a module.
#[sabi_trait]
pub trait HostAbi: Send + Sync + Clone {
    /// Whether anybody listens to this level (1 error … 5 trace) of this target.
    fn log_enabled(&self, level: u8, target: RStr<'_>) -> bool;
    /// Logs a message with its fields, already formatted, and where it comes from.
    fn log(
        &self,
        level: u8,
        target: RStr<'_>,
        message: RStr<'_>,
        fields: RStr<'_>,
        file: RStr<'_>,
        line: u32,
    );
    /// Number of threads that work should be spread over.
    fn n_threads(&self) -> usize;
    /// Calls a job with 0, 1, … on the host's thread pool, and returns when all are done.
    fn parallel(&self, count: usize, job: JobAbi);
    /// Memory of zeros for big data.
    fn allocate(&self, len: usize) -> Reply<Memory>;

    /// Adds a class of processors.
    fn register_processor(&self, factory: FactoryBox) -> Reply<()>;
    /// Takes a class of processors away again.
    fn unregister_processor(&self, class: RStr<'_>) -> Reply<()>;
    /// Adds file formats.
    fn register_format(&self, format: FormatBox) -> Reply<()>;
    /// Offers to run scripts.
    fn register_script_engine(&self, engine: ScriptBox) -> Reply<()>;
    /// Wants to be told what happens.
    fn observe(&self, observer: ObserverBox) -> Reply<()>;

    /// Gives a processor that the module made itself, with a displayed name, a place outside of the
    /// network as yet.
    fn adopt(&self, object: ProcessorBox, name: RStr<'_>) -> Reply<u64>;
    /// Asks or tells anything that is not frequent: an encoded `Request` and its answer.
    fn request(&self, message: RSlice<'_, u8>) -> Reply<Bytes>;
    /// The value of a property.
    fn value(&self, processor: u64, property: u32) -> Reply<AbiValue>;
    /// Sets the value of a property.
    fn set_value(&self, processor: u64, property: u32, value: AbiValue) -> Reply<()>;
    /// The data at an inport, in the order of connections.
    fn inputs(&self, processor: u64, port: u32) -> RVec<DataHandle>;
    /// The data at an outport.
    fn output(&self, processor: u64, port: u32) -> ROption<DataHandle>;
    /// The layer that a canvas shows.
    fn picture(&self, processor: u64) -> ROption<DataHandle>;
    /// Reads a file of a type of data.
    fn read_file(&self, path: RStr<'_>, type_id: RStr<'_>) -> Reply<RVec<DataHandle>>;
    /// Writes a file, which appears whole or not at all.
    fn write_file(&self, path: RStr<'_>, data: &DataHandle) -> Reply<()>;
    /// Puts data at an outport, or takes it away.
    fn set_output(&self, processor: u64, port: u32, data: ROption<DataHandle>) -> Reply<()>;
    /// Whether a property changed since its processor was valid.
    #[sabi(last_prefix_field)]
    fn is_modified(&self, processor: u64, property: u32) -> bool;
}

/// A module's own reference to its host.
pub type HostBox = HostAbi_TO<'static, RBox<()>>;

/// Wants to be told what happens in a host.
#[sabi_trait]
pub trait ObserverAbi: Send + Sync {
    /// A property has another value.
    fn property_changed(&self, processor: u64, property: u32);
    /// Something else happened: an encoded `Event`.
    #[sabi(last_prefix_field)]
    fn event(&self, message: RSlice<'_, u8>);
}

/// An owned observer.
pub type ObserverBox = ObserverAbi_TO<'static, RBox<()>>;

/// Runs scripts.
#[sabi_trait]
pub trait ScriptAbi: Send + Sync {
    /// Does what an encoded `ScriptRequest` says.
    fn request(&self, message: RSlice<'_, u8>) -> Reply<Bytes>;
    /// Stops what runs, soon.
    #[sabi(last_prefix_field)]
    fn interrupt(&self);
}

/// An owned script engine.
pub type ScriptBox = ScriptAbi_TO<'static, RBox<()>>;

/// Reads or writes files of some formats.
#[sabi_trait]
pub trait FormatAbi: Send + Sync {
    /// Encoded `FormatInfo`.
    fn info(&self) -> Bytes;
    /// Reads a file.
    fn read(&self, path: RStr<'_>) -> Reply<RVec<DataHandle>>;
    /// Writes a file.
    #[sabi(last_prefix_field)]
    fn write(&self, path: RStr<'_>, data: &DataHandle) -> Reply<()>;
}

/// An owned format.
pub type FormatBox = FormatAbi_TO<'static, RBox<()>>;

static HOST: OnceLock<HostBox> = OnceLock::new();

/// The host of this library, once it has been started as a module.
///
/// None in a test, or in any program that is no module.
///
/// ```
/// use ivw_core::abi::{host, install_host};
/// use ivw_core::host::Host;
/// use ivw_core::module::setting;
/// use ivw_core::prelude::*;
///
/// assert!(host().is_none());
/// // What the start of a module does.
/// let app = Host::new();
/// app.set_setting("blur.cache", "512 MB");
/// install_host(app.for_module("Blur"));
///
/// let host = host().ok_or_else(|| Error::new("this library is no module"))?;
/// assert_eq!(setting(host, "blur.cache")?.as_deref(), Some("512 MB"));
/// # Ok::<(), Error>(())
/// ```
pub fn host() -> Option<&'static HostBox> {
    HOST.get()
}

static MODULE: OnceLock<String> = OnceLock::new();

/// The name of the module that this library is, once it has been started.
pub(crate) fn module_name() -> Option<&'static str> {
    MODULE.get().map(String::as_str)
}

/// Remembers which module this library is.
pub(crate) fn install_name(name: &str) {
    // A module has one name, whatever the number of its hosts.
    MODULE.get_or_init(|| name.to_owned());
}

/// Remembers the host of this library; only the first one counts.
pub fn install_host(host: HostBox) {
    // A library is started once; a second host would see another library's processors.
    let _ = HOST.set(host);
}
