//! The one door between a host and its modules.
//!
//! Everything that crosses a library boundary is declared here, with layouts that `abi_stable`
//! compares when a module is loaded.
//! The door is narrow on purpose: data travels as counted handles, values as one small enum, and
//! everything rare (specs, edits, questions) as self-describing messages whose unknown fields are
//! skipped.
//! Traits grow at the end only; a new meaning is a new method.
//!
//! Who may use it: `ivw-core` itself, the macro [`crate::ivw_module!`], and bindings to other
//! languages.

#![allow(unsafe_code, non_local_definitions, non_camel_case_types, missing_docs)]

mod fields;
mod host;
mod interface;
mod message;
mod processor;
mod root;
mod value;

pub use abi_stable::StableAbi;
pub use abi_stable::sabi_trait::TD_Opaque;
pub use abi_stable::std_types::{RArc, RBox, ROption, RResult, RSlice, RStr, RString, RVec};
pub use abi_stable::type_layout::TypeLayout;

pub(crate) use fields::{fields, made};
pub use host::{
    FormatAbi, FormatAbi_TO, FormatBox, HostAbi, HostAbi_TO, HostBox, JobAbi, ObserverAbi,
    ObserverAbi_TO, ObserverBox, ScriptAbi, ScriptAbi_TO, ScriptBox, host, install_host,
};
pub(crate) use host::{install_name, module_name};
pub use interface::{Interface, Shape};
pub(crate) use message::encode_into;
pub use message::{Bytes, Reply, answer, contain, decode, encode, reply};
pub use processor::{
    FactoryAbi, FactoryAbi_TO, FactoryBox, OutcomeAbi, OutputAbi, ProcessorAbi, ProcessorAbi_TO,
    ProcessorBox, Signals, SignalsRef, SizeAbi, VisibilityAbi,
};
pub use root::{ABI_VERSION, ModuleRoot, ModuleRoot_Ref};
pub(crate) use root::{Versions, fits};
pub use value::AbiValue;

/// What [`crate::ivw_module!`] expands to.
#[doc(hidden)]
pub mod __private {
    pub use super::root::header;
    pub use abi_stable::library::LibHeader;
}

use abi_stable::abi_stability::abi_checking::check_layout_compatibility;
use parking_lot::RwLock;
use std::cell::Cell;
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::data::Data;

/// What a data handle says about its type.
#[repr(C)]
#[derive(StableAbi)]
pub struct DataKind {
    type_id: RStr<'static>,
    layout: extern "C" fn() -> &'static TypeLayout,
}

impl DataKind {
    pub(crate) fn of<T: Data>() -> &'static Self {
        struct Of<T>(T);
        impl<T: Data> Of<T> {
            const KIND: &'static DataKind =
                &DataKind { type_id: RStr::from_str(T::TYPE_ID), layout: layout::<T> };
        }
        extern "C" fn layout<T: Data>() -> &'static TypeLayout {
            T::LAYOUT
        }
        Of::<T>::KIND
    }

    pub(crate) fn type_id(&self) -> &'static str {
        self.type_id.as_str()
    }

    pub(crate) fn layout(&self) -> &'static TypeLayout {
        (self.layout)()
    }
}

/// Forgets the type of shared data.
pub(crate) fn erase<T: Data>(data: RArc<T>) -> RArc<()> {
    // SAFETY: an `RArc` is two pointers whatever its type, and the table it points to drops the
    // value with the type and in the library that made it.
    unsafe { std::mem::transmute::<RArc<T>, RArc<()>>(data) }
}

/// Gives shared data its type back, which the caller has checked by name and layout.
pub(crate) fn concrete<T: Data>(data: RArc<()>) -> RArc<T> {
    // SAFETY: as in `erase`; the caller compared the type's name and layout.
    unsafe { std::mem::transmute::<RArc<()>, RArc<T>>(data) }
}

/// Whether the memory of two types looks the same; otherwise a short reason.
pub(crate) fn same_layout(
    ours: &'static TypeLayout,
    theirs: &'static TypeLayout,
) -> Result<(), String> {
    type Cache = RwLock<HashMap<(usize, usize), Result<(), String>>>;
    static CACHE: LazyLock<Cache> = LazyLock::new(Cache::default);
    thread_local! {
        /// Layouts that were the same the last time; one type comes after itself mostly.
        static SAME: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
    }
    if std::ptr::eq(ours, theirs) {
        return Ok(());
    }
    let key = (std::ptr::from_ref(ours) as usize, std::ptr::from_ref(theirs) as usize);
    if SAME.get() == key {
        return Ok(());
    }
    if let Some(known) = CACHE.read().get(&key) {
        if known.is_ok() {
            SAME.set(key);
        }
        return known.clone();
    }
    let outcome = check_layout_compatibility(ours, theirs).map_err(|errors| root::reason(&errors));
    CACHE.write().insert(key, outcome.clone());
    outcome
}
