//! Points in space, such as the seeds of stream lines.

use crate::abi::{RVec, StableAbi};
use crate::data::Data;

/// Points in space; in which space is up to who makes and who takes them.
#[repr(C)]
#[derive(StableAbi, Clone, Debug, Default, PartialEq)]
pub struct Points {
    /// x, y and z of each.
    pub positions: RVec<[f32; 3]>,
}

impl Data for Points {
    const TYPE_ID: &'static str = "ivw.Points/1";
    const PORT: &'static str = "Vec3FLOAT32.vector";
    const COLOR: [u8; 3] = [188, 188, 188];
    const NAME: &'static str = "points";
}

/// Lists of four numbers, such as colours or points with a time.
#[repr(C)]
#[derive(StableAbi, Clone, Debug, Default, PartialEq)]
pub struct Points4 {
    /// x, y, z and w of each; red, green, blue and alpha if they are colours.
    pub values: RVec<[f32; 4]>,
}

impl Data for Points4 {
    const TYPE_ID: &'static str = "ivw.Points4/1";
    const PORT: &'static str = "Vec4FLOAT32.vector";
    const COLOR: [u8; 3] = [188, 188, 188];
    const NAME: &'static str = "a list of four numbers each";
}
