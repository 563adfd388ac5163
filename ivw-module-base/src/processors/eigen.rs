//! Processors of matrices.

pub mod matrix_mix;
pub mod matrix_normalization;
pub mod matrix_to_image;
pub mod test_matrix;
