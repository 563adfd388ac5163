//! The root of a module: what the loader finds in a shared library.

use super::{Bytes, HostBox, Reply, StableAbi, contain, encode, reply};
use crate::module::{Module, prepare, start};
use abi_stable::abi_stability::abi_checking::{
    AbiInstability, AbiInstabilityErrors, ExpectedFound, check_layout_compatibility,
};
use abi_stable::library::{
    __call_root_module_loader, CheckTypeLayout, LibHeader, RootModule, RootModuleResult,
};
use abi_stable::prefix_type::PrefixTypeTrait;
use abi_stable::sabi_types::VersionStrings;
use abi_stable::type_layout::{TLFieldOrFunction as Step, TypeLayout};
use std::fmt::Display;

macro_rules! abi_version {
    ($major:literal, $minor:literal) => {
        /// Version of the boundary: a module of 1.0 loads in every 1.x.
        ///
        /// The first number changes with a layout, which nobody wants; the second with every
        /// method that is added.
        pub const ABI_VERSION: (u32, u32) = ($major, $minor);

        /// What a library says about its versions before its layouts are known to be ours.
        ///
        /// Only the two first numbers are compared; the rest is for people.
        const VERSION: &str =
            concat!($major, ".", $minor, ".0-ivw-core-", env!("CARGO_PKG_VERSION"));
    };
}

abi_version!(1, 0);

/// What the loader finds in a module.
#[repr(C)]
#[derive(StableAbi)]
#[sabi(kind(Prefix(prefix_ref = ModuleRoot_Ref)))]
#[sabi(missing_field(panic))]
pub struct ModuleRoot {
    /// Encoded [`ModuleInfo`](crate::module::ModuleInfo): name, versions, help.
    pub info: extern "C" fn() -> Reply<Bytes>,
    /// Takes the host and registers everything with it; answers an encoded
    /// [`Started`](crate::module::Started).
    #[sabi(last_prefix_field)]
    pub start: extern "C" fn(HostBox) -> Reply<Bytes>,
    /// Does what takes long and concerns no one else, before the start and beside those of other
    /// modules; only for modules whose [`ModuleInfo`](crate::module::ModuleInfo) says so.
    #[sabi(missing_field(option))]
    pub prepare: extern "C" fn(HostBox) -> Reply<()>,
}

impl RootModule for ModuleRoot_Ref {
    abi_stable::declare_root_module_statics! {ModuleRoot_Ref}
    const BASE_NAME: &'static str = "ivw_module";
    const NAME: &'static str = "ivw_module";
    const VERSION_STRINGS: VersionStrings = VersionStrings::new(VERSION);
}

/// The versions that a library was built with, readable whatever its layouts.
pub(crate) struct Versions {
    /// Version of the boundary, should it be one.
    pub(crate) abi: Option<(u32, u32)>,
    /// Version of `ivw-core`, or nothing.
    pub(crate) core: String,
}

impl Versions {
    pub(crate) fn ours() -> Self {
        Self::parse(VERSION)
    }

    pub(crate) fn of(header: &LibHeader) -> Self {
        Self::parse(header.version_strings().version.as_str())
    }

    fn parse(text: &str) -> Self {
        let (numbers, core) = text.split_once("-ivw-core-").unwrap_or((text, ""));
        let mut numbers = numbers.split('.').map(|number| number.parse().ok());
        let abi = numbers.next().flatten().zip(numbers.next().flatten());
        Self { abi, core: core.to_owned() }
    }
}

impl Display for Versions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.abi {
            Some((major, minor)) => write!(f, "module ABI {major}.{minor}")?,
            None => f.write_str("an unknown module ABI")?,
        }
        if self.core.is_empty() { Ok(()) } else { write!(f, " of ivw-core {}", self.core) }
    }
}

/// The header that [`crate::ivw_module!`] exports.
pub const fn header<M: Module>() -> LibHeader {
    extern "C" fn construct<M: Module>() -> RootModuleResult {
        __call_root_module_loader(root::<M>)
    }
    fn root<M: Module>() -> ModuleRoot_Ref {
        ModuleRoot { info: info_of::<M>, start: start_of::<M>, prepare: prepare_of::<M> }
            .leak_into_prefix()
    }
    extern "C" fn info_of<M: Module>() -> Reply<Bytes> {
        reply(contain("describing the module", || Ok(encode(&M::info()))))
    }
    extern "C" fn start_of<M: Module>(host: HostBox) -> Reply<Bytes> {
        reply(contain("starting the module", || start::<M>(host).map(|started| encode(&started))))
    }
    extern "C" fn prepare_of<M: Module>(host: HostBox) -> Reply<()> {
        reply(contain("preparing the module", || prepare::<M>(host)))
    }
    // SAFETY: `construct` returns what `root` makes, a `ModuleRoot_Ref`.
    unsafe { LibHeader::from_constructor::<ModuleRoot_Ref>(construct::<M>, CheckTypeLayout::Yes) }
}

/// Whether a module fits this library; otherwise the first difference.
///
/// A newer module has all that we know of.
/// An older one has nothing that we do not know of: methods that it lacks fall back to their
/// default, and it never calls those that it does not know.
pub(crate) fn fits(ours: &'static TypeLayout, theirs: &'static TypeLayout) -> Result<(), String> {
    let Err(errors) = check_layout_compatibility(ours, theirs) else { return Ok(()) };
    check_layout_compatibility(theirs, ours).map_err(|_| reason(&errors))
}

/// The first difference between two layouts that is not a mere consequence, in one line.
pub(crate) fn reason(errors: &AbiInstabilityErrors) -> String {
    // A type that contains another has another size as well: that explains nothing.
    let is_cause = |error: &&AbiInstability| {
        !matches!(error, AbiInstability::Size(_) | AbiInstability::Alignment(_))
    };
    let all = || errors.errors.iter().flat_map(|e| e.errs.iter().map(move |d| (e, d)));
    let Some((place, difference)) = all().find(|(_, d)| is_cause(d)).or_else(|| all().next())
    else {
        return "the layouts differ".into();
    };
    let n_more = all().count() - 1;
    let more = if n_more == 0 { String::new() } else { format!(" (and {n_more} more)") };
    let difference = match place.stack_trace.last() {
        // Parameters have numbers for names: the whole signature says more.
        Some(ExpectedFound { expected: Step::Function(ours), found: Step::Function(theirs) }) => {
            format!("it is {} there and {} here", one_line(theirs), one_line(ours))
        }
        _ => describe(difference),
    };
    format!("{}: {difference}{more}", path(errors, &place.stack_trace))
}

/// Where in a type something is, by the names of fields and functions.
fn path(errors: &AbiInstabilityErrors, steps: &[ExpectedFound<Step>]) -> String {
    // A reference to a prefix type is a wrapper that nobody wrote.
    let (root, steps) = match steps {
        [ExpectedFound { expected: Step::Field(field), .. }, steps @ ..]
            if errors.interface.name() == "PrefixRef" =>
        {
            (field.layout().name(), steps)
        }
        steps => (errors.interface.name(), steps),
    };
    let mut path = vec![root];
    path.extend(steps.iter().map(|step| match &step.expected {
        Step::Field(field) => field.name(),
        Step::Function(function) => function.name.as_str(),
    }));
    // A function is a field of the same name.
    path.dedup();
    shorten(&path)
}

/// A path of fields, without its middle if it is long.
fn shorten(path: &[&str]) -> String {
    // Helper types of `abi_stable` have fields without a meaning to people.
    const N: usize = 3;
    let path: Vec<_> = path.iter().filter(|step| !step.is_empty()).copied().collect();
    if path.len() <= 2 * N {
        path.join(".")
    } else {
        format!("{}…{}", path[..N].join("."), path[path.len() - N..].join("."))
    }
}

/// What is spread over lines when it is long.
fn one_line(value: &impl Display) -> String {
    let text = value.to_string();
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

fn describe(difference: &AbiInstability) -> String {
    use AbiInstability as A;
    fn pair<T>(what: &str, values: &ExpectedFound<T>, text: impl Fn(&T) -> String) -> String {
        format!("{what} is {} there and {} here", text(&values.found), text(&values.expected))
    }
    match difference {
        A::Name(values) => pair("the type", values, one_line),
        A::Package(values) => pair("the crate of the type", values, one_line),
        A::PackageVersion(values) => pair("the version of the type's crate", values, one_line),
        A::Size(values) => pair("the size", values, one_line),
        A::Alignment(values) => pair("the alignment", values, one_line),
        A::FieldCountMismatch(values) => pair("the number of fields", values, one_line),
        A::MismatchedPrefixSize(values) => {
            pair("the number of fields of the first version", values, one_line)
        }
        A::TooManyVariants(values) => pair("the number of variants", values, one_line),
        A::UnexpectedVariant(values) => pair("a variant", values, one_line),
        A::UnexpectedField(values) => pair("a field", values, |field| field.name().to_owned()),
        A::GenericParamCount(values) => pair("the number of type parameters", values, one_line),
        A::NonZeroness(values) => pair("whether zero is no value", values, one_line),
        A::MismatchedPrimitive(values) => pair("the type", values, |value| format!("{value:?}")),
        A::TLDataDiscriminant(values) => {
            pair("the sort of type", values, |value| format!("{value:?}"))
        }
        A::ReprAttr(values) => pair("its repr", values, |value| format!("{value:?}")),
        A::FieldLifetimeMismatch(values) => {
            pair("a field with another lifetime", values, |field| field.name().to_owned())
        }
        A::FnLifetimeMismatch(values) => {
            pair("a function with other lifetimes", values, |function| function.name.to_string())
        }
        A::FnQualifierMismatch(values) => {
            pair("a function with other qualifiers", values, |function| function.name.to_string())
        }
        other => {
            let text = format!("{other:?}");
            text.split(['(', '{', ' ']).next().unwrap_or("another layout").to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::abi::same_layout;
    use abi_stable::StableAbi;

    #[test]
    fn the_crate_stays_in_the_major_version_of_the_boundary() {
        // Layouts carry the version of the crate that defines them: another major is refused.
        assert_eq!(env!("CARGO_PKG_VERSION_MAJOR"), ABI_VERSION.0.to_string());
    }

    #[test]
    fn the_loader_finds_the_symbol_that_the_macro_exports() {
        let exported = "_1as_0lib_1header_0root_bmodule_bloader";
        assert_eq!(abi_stable::library::ROOT_MODULE_LOADER_NAME, exported);
    }

    #[test]
    fn versions_are_read_from_a_library_of_any_layout() {
        let ours = Versions::ours();
        assert_eq!(ours.abi, Some(ABI_VERSION));
        assert_eq!(ours.core, env!("CARGO_PKG_VERSION"));
        assert_eq!(Versions::parse("2.7.0").to_string(), "module ABI 2.7");
        assert_eq!(Versions::parse("nonsense").to_string(), "an unknown module ABI");
    }

    #[test]
    fn a_reason_names_the_field_and_what_differs_in_one_line() {
        mod theirs {
            #[repr(C)]
            #[derive(abi_stable::StableAbi)]
            pub(super) struct Size {
                pub(super) width: u32,
                pub(super) height: u64,
            }
        }
        #[repr(C)]
        #[derive(StableAbi)]
        struct Size {
            width: u32,
            height: u32,
        }
        let reason = same_layout(Size::LAYOUT, theirs::Size::LAYOUT).expect_err("they differ");
        assert!(reason.starts_with("Size.height: "), "{reason}");
        assert!(reason.contains("u64 there and u32 here"), "{reason}");
        assert!(!reason.contains('\n'), "{reason}");
    }

    #[test]
    fn older_and_newer_modules_fit_and_changed_ones_do_not() {
        fn layout<T: StableAbi>() -> &'static TypeLayout {
            T::LAYOUT
        }
        #[allow(dead_code)]
        mod first {
            #[repr(C)]
            #[derive(abi_stable::StableAbi)]
            #[sabi(kind(Prefix(prefix_ref = Root_Ref)))]
            pub(super) struct Root {
                #[sabi(last_prefix_field)]
                pub(super) info: extern "C" fn() -> u32,
            }
        }
        #[allow(dead_code)]
        mod second {
            #[repr(C)]
            #[derive(abi_stable::StableAbi)]
            #[sabi(kind(Prefix(prefix_ref = Root_Ref)))]
            #[sabi(missing_field(panic))]
            pub(super) struct Root {
                #[sabi(last_prefix_field)]
                pub(super) info: extern "C" fn() -> u32,
                pub(super) reload: extern "C" fn(),
            }
        }
        #[allow(dead_code)]
        mod changed {
            #[repr(C)]
            #[derive(abi_stable::StableAbi)]
            #[sabi(kind(Prefix(prefix_ref = Root_Ref)))]
            pub(super) struct Root {
                #[sabi(last_prefix_field)]
                pub(super) info: extern "C" fn() -> u64,
            }
        }
        let first = layout::<first::Root_Ref>();
        let second = layout::<second::Root_Ref>();
        let changed = layout::<changed::Root_Ref>();
        assert_eq!(fits(first, second), Ok(()), "a newer module in an older host");
        assert!(check_layout_compatibility(second, first).is_err(), "one way is not enough");
        assert_eq!(fits(second, first), Ok(()), "an older module in a newer host");
        assert!(fits(first, changed).is_err());
        assert!(fits(changed, second).is_err());
    }
}
