//! Planes in space, such as those that meshes are cut with.

use crate::abi::{RVec, StableAbi};
use crate::data::Data;

/// A plane in world space.
#[repr(C)]
#[derive(StableAbi, Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    /// A point of it.
    pub point: [f32; 3],
    /// The direction that it faces, of length 1.
    pub normal: [f32; 3],
}

/// Planes in order, often only one.
#[repr(C)]
#[derive(StableAbi, Clone, Debug, Default, PartialEq)]
pub struct Planes {
    /// The planes.
    pub planes: RVec<Plane>,
}

impl Data for Planes {
    const TYPE_ID: &'static str = "ivw.Planes/1";
    const PORT: &'static str = "Plane";
    const COLOR: [u8; 3] = [188, 150, 101];
    const NAME: &'static str = "planes";
}
