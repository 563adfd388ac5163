//! Lists of numbers and texts, as processors hand columns on.

use ivw_core::abi::{RString, RVec, StableAbi};
use ivw_core::prelude::*;

/// Whole numbers, such as those of rows.
#[repr(C)]
#[derive(StableAbi, Clone, Debug, Default, PartialEq)]
pub struct WholeNumbers {
    /// The numbers.
    pub values: RVec<u32>,
}

impl Data for WholeNumbers {
    const TYPE_ID: &'static str = "ivw.WholeNumbers/1";
    const PORT: &'static str = "UINT32.vector";
    const COLOR: [u8; 3] = [188, 188, 188];
    const NAME: &'static str = "a list of whole numbers";
}

/// Numbers.
#[repr(C)]
#[derive(StableAbi, Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    /// The numbers.
    pub values: RVec<f32>,
}

impl Data for Numbers {
    const TYPE_ID: &'static str = "ivw.Numbers/1";
    const PORT: &'static str = "FLOAT32.vector";
    const COLOR: [u8; 3] = [188, 188, 188];
    const NAME: &'static str = "a list of numbers";
}

/// Texts, such as the names of categories.
#[repr(C)]
#[derive(StableAbi, Clone, Debug, Default, PartialEq)]
pub struct Texts {
    /// The texts.
    pub values: RVec<RString>,
}

impl Data for Texts {
    const TYPE_ID: &'static str = "ivw.Texts/1";
    const PORT: &'static str = "String.vector";
    const COLOR: [u8; 3] = [188, 188, 188];
    const NAME: &'static str = "a list of texts";
}
