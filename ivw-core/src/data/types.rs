//! The types of data that the core has, as a list.

use super::{Array, Data, Foreign, Image, Layer, Mesh, MeshSequence, Volume, VolumeSequence};
use crate::abi::TypeLayout;

/// What there is to know about a type of data.
#[derive(Clone, Copy, Debug)]
pub struct DataType {
    /// Name with its version, such as `ivw.Volume/1`.
    pub type_id: &'static str,
    /// What it is called in messages, such as `a volume`.
    pub name: &'static str,
    /// The stem of saved port identifiers.
    pub port: &'static str,
    /// Colour of its ports: red, green, blue.
    pub color: [u8; 3],
    pub(crate) layout: &'static TypeLayout,
}

impl DataType {
    fn of<T: Data>() -> Self {
        Self {
            type_id: T::TYPE_ID,
            name: T::NAME,
            port: T::PORT,
            color: T::COLOR,
            layout: T::LAYOUT,
        }
    }
}

/// All types of data that the core has; modules may have others.
pub fn types() -> Vec<DataType> {
    vec![
        DataType::of::<Volume>(),
        DataType::of::<VolumeSequence>(),
        DataType::of::<Layer>(),
        DataType::of::<Image>(),
        DataType::of::<Mesh>(),
        DataType::of::<MeshSequence>(),
        DataType::of::<Array>(),
        DataType::of::<Foreign>(),
    ]
}
