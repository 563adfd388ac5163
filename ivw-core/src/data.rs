//! What flows between processors.
//!
//! Data is immutable once published, shared by handle, copied on write.
//! A [`DataHandle`] crosses a module boundary at the cost of a reference count, whatever its size;
//! who wants to look inside asks for a type and gets a [`Shared`] or an error that names both types.

mod array;
mod brushing;
mod camera;
mod data_frame;
mod field;
mod foreign;
mod format;
mod handle;
mod image;
mod layer;
mod map;
mod matrix;
mod memory;
mod mesh;
mod picking;
mod plane;
mod points;
pub mod resample;
pub mod sampler;
mod sequence;
mod transfer_function;
mod types;
mod volume;

pub use array::Array;
pub use brushing::Brushing;
pub use camera::{Camera, Projection};
pub use data_frame::{Column, ColumnKind, DataFrame};
pub use field::{Field, NewField};
pub use foreign::Foreign;
pub use format::{Element, Format, Number};
pub use handle::{Data, DataHandle, Erased, Shared, port_class};
pub use image::Image;
pub use layer::{Channel, Interpolation, Layer, LayerKind, Swizzle, Wrapping};
pub use map::{Axis, DataMap, Metadata};
pub use matrix::Matrix;
pub use memory::Memory;
pub use mesh::{Attribute, AttributeKind, Connectivity, Indices, Mesh, Primitive, Topology};
pub use picking::{picked_number, picking_color};
pub use plane::{Plane, Planes};
pub use points::{Points, Points4};
pub use sampler::{SpatialSampler, SpatialSampler2D, SpatialSampler4D};
pub use sequence::{LayerSequence, MeshSequence, VolumeSequence};
pub use transfer_function::{IsoValues, TransferFunction, TransferFunctionPoint};
pub use types::{DataType, types};
pub use volume::Volume;
