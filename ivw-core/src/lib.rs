//! The core of ivw: data, properties, processors, networks, workspaces, and the boundary to modules.
//!
//! Read the modules in their order here.
//! The core knows no module, no Python, no window system, no GPU, and no file format beyond
//! workspaces.

extern crate self as ivw_core;

pub mod abi;
pub mod data;
pub mod error;
pub mod event;
pub mod format;
pub mod host;
pub mod log;
pub mod module;
pub mod network;
pub mod processor;
pub mod property;
pub mod script;
pub mod workspace;

#[doc(hidden)]
pub use inventory;

/// What the author of a module needs.
pub mod prelude {
    pub use crate::data::{
        Array, Attribute, AttributeKind, Axis, Camera, Connectivity, Data, DataMap, Element,
        Format, Image, Indices, Interpolation, IsoValues, Layer, LayerKind, Memory, Mesh, Number,
        Primitive, Projection, Shared, Swizzle, Topology, TransferFunction, Volume, Wrapping,
    };
    pub use crate::error::{Context as _, Error, Result};
    pub use crate::processor::{
        CodeState, Context, Declaration, Declare, In, InMany, Info, Inport, Out, Outport, Process,
    };
    pub use crate::property::{
        Button, Capped, Declared, Group, GroupFields, InvalidationLevel, Kind, Limited, OptionItem,
        OptionValue, Property, PropertyChange, PropertySpec, Saved, Value,
    };
    pub use crate::{data_folder, ivw_module, register};
    pub use ivw_core_derive::{Choice, Processor, PropertyGroup};
}
