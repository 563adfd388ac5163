//! Native processors, one a file, in folders named after their categories.

pub mod data_creation;
pub mod data_frame;
pub mod data_input;
pub mod plotting;
