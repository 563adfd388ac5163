//! A matrix to try things with.

use ivw_core::data::Matrix;
use ivw_core::prelude::*;

/// A matrix of smooth numbers, from 0 in its upper left corner to 1 on its right.
///
/// |         | shape          | value      |
/// |---------|----------------|------------|
/// | matrix_ | `[size, size]` | `f32`, 0 to 1 |
#[derive(Processor)]
#[processor("org.inviwo.TestMatrix", category = "Eigen", tags = "CPU")]
pub struct TestMatrix {
    /// The matrix.
    #[outport("matrix_")]
    matrix: Out<Matrix>,

    /// Number of rows and columns.
    #[property("size", name = "Size", default = 10, range = 1..=100)]
    size: usize,
}

impl Process for TestMatrix {
    fn process(&mut self, _: &Context) -> Result<()> {
        let n = self.size.clamp(1, 1 << 14) as u32;
        let last = (n - 1).max(1) as f32;
        let square = |index: u32| (index as f32 / last).powi(2);
        self.matrix.set(Matrix::from_fn(n, n, |row, column| {
            1.0 - (1.0 - square(column)) * (1.0 - square(row) / 2.0)
        }));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_rise_to_the_right_and_downwards() -> Result<()> {
        let mut node = TestMatrix::default();
        node.process(&Context::detached())?;
        let matrix = node.matrix.get()?;
        assert_eq!((matrix.n_rows, matrix.n_columns), (10, 10));
        assert_eq!((matrix.at(0, 0), matrix.at(9, 0), matrix.at(3, 9)), (0.0, 0.5, 1.0));
        Ok(())
    }
}
