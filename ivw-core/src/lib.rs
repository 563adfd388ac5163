//! The core of ivw: data, properties, processors, networks, workspaces, and the boundary to modules.
//!
//! Read the modules in their order here.
//! The core knows no module, no Python, no window system, no GPU, and no file format beyond
//! workspaces.

extern crate self as ivw_core;

pub mod error;
pub mod data;
pub mod property;
pub mod processor;
pub mod network;
pub mod workspace;
pub mod format;
pub mod script;
pub mod abi;
pub mod module;
pub mod log;
pub mod host;

#[doc(hidden)]
pub use inventory;

/// What the author of a module needs.
pub mod prelude {
    pub use crate::data::{
        Array, Attribute, AttributeKind, Axis, Camera, Connectivity, Data, DataMap, Element, Format,
        Image, Indices, Interpolation, IsoValues, Layer, LayerKind, Memory, Mesh, Number,
        Primitive, Projection, Shared, Swizzle, Topology, TransferFunction, Volume, Wrapping,
    };
    pub use crate::error::{Context as _, Error, Result};
    pub use crate::processor::{
        CodeState, Context, Declaration, Declare, In, InMany, Info, Inport, Out, Outport, Process,
    };
    pub use crate::property::{
        Button, Declared, Group, GroupFields, InvalidationLevel, Kind, OptionItem, OptionValue,
        Property, PropertyChange, PropertySpec, Saved, Value,
    };
    pub use crate::{ivw_module, register};
    pub use ivw_core_derive::{Choice, Processor, PropertyGroup};
}
