//! Matrices of a size of one.

use ivw_core::data::{Matrix, Memory};
use ivw_core::prelude::*;

/// A matrix whose largest number or whose length is one.
///
/// |     | shape             | value                   |
/// |-----|-------------------|-------------------------|
/// | in  | `[rows, columns]` | `f32`                   |
/// | out | `[rows, columns]` | `f32`, of a size of one |
///
/// Where there is nothing to divide by, numbers stay.
#[derive(Processor)]
#[processor(
    "org.inviwo.EigenNormalize",
    name = "Matrix Normalization",
    category = "Eigen",
    tags = "Eigen",
    code_state = CodeState::Experimental
)]
pub struct MatrixNormalization {
    /// Matrix of any numbers.
    #[inport("in")]
    matrix: In<Matrix>,

    /// Matrix of numbers of that size.
    #[outport("out")]
    result: Out<Matrix>,

    /// What becomes one.
    #[property("method")]
    method: Method,
}

/// This is what becomes one.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// The largest number.
    #[default]
    #[choice("maxelement", "Max Element")]
    Largest,
    /// The largest number, and the smallest one becomes zero.
    #[choice("minmaxelement", "Min/Max Element")]
    Range,
    /// The root of the sum of all squares.
    #[choice("normalize", "Normalize")]
    Length,
}

impl Process for MatrixNormalization {
    fn process(&mut self, _: &Context) -> Result<()> {
        let matrix = self.matrix.get()?;
        let numbers = matrix.numbers.elements::<f32>();
        let largest = numbers.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let smallest = numbers.iter().copied().fold(f32::INFINITY, f32::min);
        let (zero, one) = match self.method {
            Method::Largest => (0.0, largest),
            Method::Range => (smallest, largest - smallest),
            Method::Length => {
                let squares = numbers.iter().map(|number| f64::from(*number).powi(2));
                (0.0, squares.sum::<f64>().sqrt() as f32)
            }
        };
        let scaled: Vec<f32> = match one != 0.0 && one.is_finite() {
            true => numbers.iter().map(|number| (number - zero) / one).collect(),
            false => numbers.to_vec(),
        };
        let (n_rows, n_columns) = (matrix.n_rows, matrix.n_columns);
        self.result.set(Matrix { n_rows, n_columns, numbers: Memory::copy_of(&scaled) });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normalized(numbers: &[f32], method: Method) -> Result<Vec<f32>> {
        let n = numbers.len() as u32;
        let matrix = Matrix::from_fn(1, n, |_, column| numbers[column as usize]);
        let mut node = MatrixNormalization { matrix: matrix.into(), method, ..Default::default() };
        node.process(&Context::detached())?;
        Ok(node.result.get()?.numbers.elements::<f32>().to_vec())
    }

    #[test]
    fn each_method_makes_something_one() -> Result<()> {
        let numbers = [-3.0, 4.0, 0.0];
        assert_eq!(normalized(&numbers, Method::Largest)?, [-0.75, 1.0, 0.0]);
        assert_eq!(normalized(&numbers, Method::Range)?, [0.0, 1.0, 3.0 / 7.0]);
        assert_eq!(normalized(&numbers, Method::Length)?, [-0.6, 0.8, 0.0]);
        Ok(())
    }

    #[test]
    fn numbers_that_are_all_the_same_stay() -> Result<()> {
        for method in [Method::Largest, Method::Range, Method::Length] {
            assert_eq!(normalized(&[0.0, 0.0], method)?, [0.0, 0.0]);
            assert_eq!(normalized(&[], method)?, []);
        }
        Ok(())
    }
}
