//! Data that only the library that made it can look into, such as a Python object.

use super::{Data, Memory};
use crate::abi::StableAbi;

/// Something that only its maker can look into.
#[repr(C)]
#[derive(StableAbi, Clone, Debug)]
pub struct Foreign {
    /// What the maker knows it by.
    pub key: u64,
    /// Empty memory whose release tells the maker that nobody uses it any more.
    pub owner: Memory,
}

impl Data for Foreign {
    const TYPE_ID: &'static str = "ivw.Foreign/1";
    const PORT: &'static str = "Python";
    const COLOR: [u8; 3] = [12, 240, 153];
    const NAME: &'static str = "a Python object";
}
