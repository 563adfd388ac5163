//! Properties: the settings of processors.
//!
//! A [`PropertySpec`] is the whole face of a property as data: it is declared once, by a derive or
//! by [`Property`] for native processors, and by the same types for Python.
//! A [`PropertyState`] is a property that lives in a host, with its current value and bounds.
//! Only [`PropertyTree::apply`] changes one, by a [`PropertyChange`].

mod carry;
mod choice;
mod declare;
mod kind;
mod number;
mod spec;
mod state;
mod tree;
mod value;

pub use choice::{ChoiceField, Options};
pub(crate) use declare::set_default;
pub use declare::{
    Bounded, Button, Capped, Declared, Field, Group, GroupFields, IntoDeclared, Limited, Property,
    write_defaults,
};
pub use kind::{
    AcceptMode, Bound, CameraKind, ChoiceKind, FileFilter, FileMode, GroupKind, Kind, ListKind,
    NumberKind, OptionItem, PathKind, RangeKind, Scalar,
};
pub use number::Ordinal;
pub(crate) use spec::display_name;
pub use spec::{InvalidationLevel, ItemPort, PropertySpec, Saved};
pub use state::{PropertyChange, PropertyState};
pub use tree::{Applied, Changed, PropertyTree};
pub use value::{OptionValue, Selection, Value};
