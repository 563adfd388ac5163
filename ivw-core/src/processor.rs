//! Processors: what they declare, and what they do.
//!
//! A native processor is a struct whose fields are ports and properties, a `#[derive(Processor)]`,
//! and one [`Process::process`].
//! The derive writes calls of the builder [`Declaration`]; bindings to other languages build the same
//! [`Spec`] at run time.
//! Before `process` the host writes plain values into the fields; what changes at run time goes
//! through the [`Context`].

mod context;
mod declaration;
mod factory;
mod native;
mod port;
mod spec;

pub use crate::data::port_class;
pub use context::{Change, Context};
pub use declaration::{Declaration, Declare, Info, Inport, Outport, Process};
pub use factory::{Class, Factories, NativeFactory, Registration};
pub use native::Native;
pub use port::{In, InMany, Out};
pub use spec::{Added, CodeState, InportSpec, OutportSpec, OwnPart, Spec};
pub(crate) use spec::{AddedInport, InputNames, InputSizes, Pickables};

pub use crate::register;
