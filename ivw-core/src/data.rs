//! What flows between processors.
//!
//! Data is immutable once published, shared by handle, copied on write.
//! A [`DataHandle`] crosses a module boundary at the cost of a reference count, whatever its size;
//! who wants to look inside asks for a type and gets a [`Shared`] or an error that names both types.

mod array;
mod camera;
mod foreign;
mod format;
mod handle;
mod image;
mod layer;
mod map;
mod memory;
mod mesh;
mod sequence;
mod transfer_function;
mod volume;

pub use array::Array;
pub use camera::{Camera, Projection};
pub use foreign::Foreign;
pub use format::{Element, Format, Number};
pub use handle::{Data, DataHandle, Erased, Shared};
pub use image::Image;
pub use layer::{Channel, Interpolation, Layer, LayerKind, Swizzle, Wrapping};
pub use map::{Axis, DataMap, Metadata};
pub use memory::Memory;
pub use mesh::{Attribute, AttributeKind, Connectivity, Indices, Mesh, Primitive, Topology};
pub use sequence::{MeshSequence, VolumeSequence};
pub use transfer_function::{IsoValues, TransferFunction, TransferFunctionPoint};
pub use volume::Volume;
