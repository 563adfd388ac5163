//! A library with the root of a module, but of another layout, as from an `ivw-core` that broke its
//! promise.

#![allow(unsafe_code, missing_docs, non_local_definitions, non_camel_case_types)]

use abi_stable::library::RootModule;
use abi_stable::prefix_type::PrefixTypeTrait;
use abi_stable::sabi_types::VersionStrings;
use abi_stable::std_types::RString;
use abi_stable::{StableAbi, export_root_module};

#[repr(C)]
#[derive(StableAbi)]
#[sabi(kind(Prefix(prefix_ref = ModuleRoot_Ref)))]
pub struct ModuleRoot {
    /// Takes something here, and answers something else.
    pub info: extern "C" fn(u32) -> RString,
    #[sabi(last_prefix_field)]
    pub start: extern "C" fn(),
}

impl RootModule for ModuleRoot_Ref {
    abi_stable::declare_root_module_statics! {ModuleRoot_Ref}
    const BASE_NAME: &'static str = "ivw_module";
    const NAME: &'static str = "ivw_module";
    const VERSION_STRINGS: VersionStrings = VersionStrings::new("1.4.0-ivw-core-1.9.2");
}

extern "C" fn info(_: u32) -> RString {
    RString::from("must never be called")
}

extern "C" fn start() {}

#[export_root_module]
fn root() -> ModuleRoot_Ref {
    ModuleRoot { info, start }.leak_into_prefix()
}
