//! Processors of transfer functions.

pub mod tf_selector;
