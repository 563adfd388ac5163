//! Attributes to builder calls: the derives of `ivw-core`.
//!
//! The macros know names, no types: `#[property("scale", default = 2.0)]` on a field `factor` becomes
//! `Property::new("scale", |p: &mut Self| &mut p.factor).default(2.0)`.
//! A new method of a builder is at once a new key, and the compiler reports mistakes on the guilty
//! word.
//!
//! In all attributes, the saved identifier comes first.
//! Keys are calls: `key = value` is `.key(value)`, `key` is `.key()`, `key(a, b)` is `.key(a, b)`.
//! Doc comments become help texts.
//! Use the derives by way of `ivw_core::prelude`.

mod attribute;
mod choice;
mod face;
mod words;

use proc_macro::TokenStream;

/// Declares a processor: its class on the struct, its ports and properties on the fields.
///
/// | attribute                        | on     | builder                            |
/// |----------------------------------|--------|------------------------------------|
/// | `#[processor("class", keys..)]`  | struct | `ivw_core::processor::Info`        |
/// | `#[inport("id", keys..)]`        | field  | `ivw_core::processor::Inport`      |
/// | `#[outport("id", keys..)]`       | field  | `ivw_core::processor::Outport`     |
/// | `#[property("id", keys..)]`      | field  | `ivw_core::property::Property`     |
/// | `#[group("id", keys..)]`         | field  | `ivw_core::property::Group`        |
///
/// Fields without an attribute are private state, and start with their `Default`.
/// The displayed name comes from the struct's: `VolumeGradient` is "Volume Gradient".
///
/// Implements `Declare` and `Default` (properties at their declared defaults) and registers the
/// processor with its library. `Process` is up to you.
///
/// ```
/// use ivw_core::prelude::*;
///
/// /// Hands a volume through, or holds it back.
/// #[derive(Processor)]
/// #[processor("org.example.Valve", category = "Volume Operation", tags = "CPU")]
/// struct Valve {
///     /// Volume to hand through.
///     #[inport("inport")]
///     volume: In<Volume>,
///
///     /// The same volume.
///     #[outport("outport")]
///     through: Out<Volume>,
///
///     /// Whether volumes pass.
///     #[property("open", default = true)]
///     is_open: bool,
/// }
///
/// impl Process for Valve {
///     fn process(&mut self, _: &Context) -> Result<()> {
///         match self.is_open {
///             true => self.through.set(self.volume.get()?),
///             false => self.through.clear(),
///         }
///         Ok(())
///     }
/// }
///
/// assert!(Valve::default().is_open);
/// assert_eq!(Valve::declare().spec().properties[0].help, "Whether volumes pass.");
/// ```
#[proc_macro_derive(Processor, attributes(processor, inport, outport, property, group))]
pub fn derive_processor(input: TokenStream) -> TokenStream {
    expand(input, face::processor)
}

/// Declares properties that belong together, for fields with `#[group]`.
///
/// Fields are declared as those of a [`Processor`](macro@Processor); a group has no ports.
/// `#[group_class("class", checked_by = "id")]` names the saved class, where it is not that of plain
/// groups, and the property that turns the group on and off; both are optional.
///
/// Implements `GroupFields` and `Default` (properties at their declared defaults).
///
/// ```
/// use ivw_core::prelude::*;
///
/// #[derive(PropertyGroup)]
/// #[group_class(checked_by = "enable")]
/// struct Smoothing {
///     /// Whether to smooth at all.
///     #[property("enable", default = true)]
///     is_on: bool,
///
///     /// Radius in voxels.
///     #[property("radius", default = 2.0, bounds = 0.0..=10.0)]
///     radius: f32,
/// }
///
/// assert_eq!(Smoothing::default().radius, 2.0);
/// ```
#[proc_macro_derive(PropertyGroup, attributes(group_class, property, group, inport, outport))]
pub fn derive_property_group(input: TokenStream) -> TokenStream {
    expand(input, face::group)
}

/// Makes an enum without fields the options of a property.
///
/// `#[choice("id", "Displayed name")]` on a variant says what workspaces save and people read; both
/// come from the variant's name where they are left out.
/// The option's number is the variant's discriminant.
/// `#[choice_class("EnumChar")]` on the enum changes the end of the saved class, `EnumInt`.
///
/// Implements `ChoiceField` and `Field`. The enum derives `Default` itself.
///
/// ```
/// use ivw_core::prelude::*;
/// use ivw_core::property::ChoiceField;
///
/// #[derive(Choice, Clone, Copy, Debug, Default, PartialEq)]
/// enum Border {
///     #[default]
///     #[choice("clamp", "Clamp to Edge")]
///     Clamp,
///     MirroredRepeat = 4,
/// }
///
/// assert_eq!(Border::OPTIONS[0], ("clamp", "Clamp to Edge", Border::Clamp));
/// assert_eq!(Border::OPTIONS[1].1, "Mirrored Repeat");
/// assert_eq!(Border::MirroredRepeat.to_selection().as_int(), Some(4));
/// ```
#[proc_macro_derive(Choice, attributes(choice, choice_class))]
pub fn derive_choice(input: TokenStream) -> TokenStream {
    expand(input, choice::choice)
}

fn expand(
    input: TokenStream,
    derive: fn(&syn::DeriveInput) -> syn::Result<proc_macro2::TokenStream>,
) -> TokenStream {
    syn::parse(input)
        .and_then(|input| derive(&input))
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
