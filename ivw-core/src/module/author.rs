//! The side of a module: what it says about itself, and how it starts.

use crate::abi::{
    ABI_VERSION, FactoryBox, HostBox, answer, contain, decode, encode, host, install_host,
    install_name,
};
use crate::error::{Error, Result};
use crate::host::Request;
use crate::log;
use crate::processor::Registration;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What a module says about itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ModuleInfo {
    /// Name, such as `Base`.
    pub name: String,
    /// Version of the module.
    pub version: String,
    /// What it brings.
    pub help: String,
    /// Names of modules that have to be started before it.
    pub depends_on: Vec<String>,
    /// Version of the boundary that it was built for.
    pub abi: (u32, u32),
    /// Version of `ivw-core` that it was built with.
    pub core: String,
    /// Whether it has something to prepare before it starts.
    pub prepares: bool,
    /// Folder of its crate, where files that come with it are as long as it is not installed.
    pub folder: String,
}

impl ModuleInfo {
    /// A module that depends on no other.
    pub fn new(name: &str, version: &str, help: &str) -> Self {
        Self {
            name: name.to_owned(),
            version: version.to_owned(),
            help: help.to_owned(),
            depends_on: Vec::new(),
            abi: ABI_VERSION,
            core: env!("CARGO_PKG_VERSION").to_owned(),
            prepares: false,
            folder: String::new(),
        }
    }
}

/// What came of a start.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Started {
    /// Class identifiers of the native processors that the host took, in their order.
    pub processors: Vec<String>,
    /// Why the host did not take others.
    pub refused: Vec<Error>,
}

/// A module as [`crate::ivw_module!`] writes it.
pub trait Module: 'static {
    /// What it says about itself.
    fn info() -> ModuleInfo;

    /// What takes long before its start and registers nothing; the host calls it on its main
    /// thread, while modules that have nothing to prepare start on another one.
    fn prepare(host: &'static HostBox) -> Result<()> {
        let _ = host;
        Ok(())
    }

    /// What it does beyond registering its processors; called once for every host.
    fn start(host: &'static HostBox) -> Result<()> {
        let _ = host;
        Ok(())
    }
}

/// A step of a module's coming up.
pub type Step = fn(&'static HostBox) -> Result<()>;

/// Makes a library a module: say it once, in `lib.rs` of a crate with `crate-type = ["cdylib"]`.
///
/// ```
/// ivw_core::ivw_module! {
///     name: "Blur",
///     version: env!("CARGO_PKG_VERSION"),
///     help: "Blurs volumes.",
///     depends_on: ["Base"],          // optional
///     prepare: |host| Ok(()),        // optional: what takes long and registers nothing
///     start: |host| Ok(()),          // optional: beyond processors, which register themselves
/// }
/// ```
///
/// A start may happen on any thread.
/// A start that fails or panics takes the module's processors away again.
#[macro_export]
macro_rules! ivw_module {
    (
        name: $name:expr,
        version: $version:expr,
        help: $help:expr
        $(, depends_on: [$($needed:expr),* $(,)?])?
        $(, prepare: $prepare:expr)?
        $(, start: $start:expr)?
        $(,)?
    ) => {
        #[cfg(panic = "abort")]
        ::std::compile_error!(
            "a module has to be built with panic = \"unwind\": a panic would end the application"
        );

        const _: () = {
            struct ThisModule;

            impl $crate::module::Module for ThisModule {
                fn info() -> $crate::module::ModuleInfo {
                    $crate::module::ModuleInfo {
                        $(depends_on: ::std::vec![$(::std::convert::Into::into($needed)),*],)?
                        $(prepares: { let _ = $prepare as $crate::module::Step; true },)?
                        folder: ::std::convert::Into::into(::std::env!("CARGO_MANIFEST_DIR")),
                        ..$crate::module::ModuleInfo::new($name, $version, $help)
                    }
                }

                $(fn prepare(host: &'static $crate::abi::HostBox) -> $crate::error::Result<()> {
                    ($prepare as $crate::module::Step)(host)
                })?

                $(fn start(host: &'static $crate::abi::HostBox) -> $crate::error::Result<()> {
                    ($start as $crate::module::Step)(host)
                })?
            }

            // The symbol that `abi_stable` looks for; a test of `ivw-core` compares the names.
            #[allow(unsafe_code, non_upper_case_globals)]
            #[unsafe(no_mangle)]
            pub static _1as_0lib_1header_0root_bmodule_bloader: $crate::abi::__private::LibHeader =
                $crate::abi::__private::header::<ThisModule>();
        };
    };
}

/// What a person set for modules by name, such as `blur.cache`; nothing if nobody did.
///
/// For `start`, and later by way of [`crate::abi::host`].
///
/// ```
/// use ivw_core::host::Host;
/// use ivw_core::module::setting;
/// use ivw_core::prelude::*;
///
/// let app = Host::new();
/// app.set_setting("blur.cache", "512 MB");
/// // A module gets its host in `start`.
/// let host = app.for_module("Blur");
/// assert_eq!(setting(&host, "blur.cache")?.as_deref(), Some("512 MB"));
/// assert_eq!(setting(&host, "blur.threads")?, None);
/// # Ok::<(), Error>(())
/// ```
pub fn setting(host: &HostBox, name: &str) -> Result<Option<String>> {
    ask(host, &Request::Setting(name.to_owned()))
}

/// What the host answers to a request.
pub(super) fn ask<T: DeserializeOwned>(host: &HostBox, request: &Request) -> Result<T> {
    decode(&answer(host.request((&encode(request)[..]).into()))?)
}

/// Lets this library's own pool have as many threads as the host's: statics, and pools with them,
/// exist once for each library.
fn use_threads_of(host: &HostBox) {
    let n = host.n_threads();
    if std::thread::available_parallelism().map(usize::from).ok() != Some(n) {
        // Fails only where the pool is in use already: then an earlier host has decided.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(n).build_global();
    }
}

/// Lets this library know its host.
fn settle<M: Module>(new_host: HostBox) -> &'static HostBox {
    install_name(&M::info().name);
    let host: &'static HostBox = match host() {
        None => {
            install_host(new_host);
            host().expect("a host was just installed")
        }
        // Another host in the same process, as in tests: it lives as long as the library.
        Some(_) => Box::leak(Box::new(new_host)),
    };
    log::forward_to(host);
    use_threads_of(host);
    host
}

/// Prepares the module that this library is.
pub(crate) fn prepare<M: Module>(new_host: HostBox) -> Result<()> {
    M::prepare(settle::<M>(new_host))
}

/// Starts the module that this library is, for a host.
pub(crate) fn start<M: Module>(new_host: HostBox) -> Result<Started> {
    let host = settle::<M>(new_host);
    let mut started = Started::default();
    for factory in Registration::factories() {
        match factory.and_then(|(class_id, factory)| register(host, class_id, factory)) {
            Ok(class_id) => started.processors.push(class_id),
            Err(error) => started.refused.push(error),
        }
    }
    if let Err(error) = contain("the start of the module", || M::start(host)) {
        for class_id in &started.processors {
            if let Err(left) = answer(host.unregister_processor(class_id.as_str().into())) {
                tracing::warn!("a processor of a module that did not start stays: {left}");
            }
        }
        return Err(error);
    }
    Ok(started)
}

fn register(host: &HostBox, class_id: String, factory: FactoryBox) -> Result<String> {
    answer(host.register_processor(factory))?;
    Ok(class_id)
}
