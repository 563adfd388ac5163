//! Matrices of numbers.

use crate::abi::StableAbi;
use crate::data::{Data, Memory};

/// A matrix of numbers, row by row from the top.
#[repr(C)]
#[derive(StableAbi, Clone, Debug)]
pub struct Matrix {
    /// Number of rows.
    pub n_rows: u32,
    /// Number of columns.
    pub n_columns: u32,
    /// The numbers as `f32`, row by row.
    pub numbers: Memory,
}

impl Data for Matrix {
    const TYPE_ID: &'static str = "ivw.Matrix/1";
    const PORT: &'static str = "EigenMatrixXf";
    const COLOR: [u8; 3] = [122, 122, 204];
    const NAME: &'static str = "a matrix";
}

impl Matrix {
    /// A matrix with the number of a function at each row and column.
    pub fn from_fn(n_rows: u32, n_columns: u32, number: impl Fn(u32, u32) -> f32) -> Self {
        let rows = (0..n_rows).flat_map(|row| (0..n_columns).map(move |column| (row, column)));
        let numbers: Vec<f32> = rows.map(|(row, column)| number(row, column)).collect();
        Self { n_rows, n_columns, numbers: Memory::copy_of(&numbers) }
    }

    /// The number in a row and a column.
    ///
    /// Panics if there is none.
    pub fn at(&self, row: u32, column: u32) -> f32 {
        assert!(column < self.n_columns, "a matrix has as many columns as it says");
        let n = row as usize * self.n_columns as usize + column as usize;
        self.numbers.elements::<f32>()[n]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_where_they_were_put() {
        let matrix = Matrix::from_fn(2, 3, |row, column| (10 * row + column) as f32);
        assert_eq!((matrix.at(1, 2), matrix.at(0, 1)), (12.0, 1.0));
        assert_eq!(matrix.numbers.elements::<f32>().len(), 6);
    }
}
