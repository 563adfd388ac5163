//! A matrix between two others.

use ivw_core::data::Matrix;
use ivw_core::prelude::*;

/// The matrix that lies between two others.
///
/// |      | shape              | value               |
/// |------|--------------------|---------------------|
/// | a, b | `[rows, columns]`  | `f32`               |
/// | res  | `[rows, columns]`  | a · (1 − w) + b · w |
#[derive(Processor)]
#[processor(
    "org.inviwo.EigenMix",
    name = "Matrix Mix",
    category = "Eigen",
    tags = "Eigen",
    code_state = CodeState::Experimental
)]
pub struct MatrixMix {
    /// The matrix at 0.
    #[inport("a")]
    a: In<Matrix>,

    /// The matrix at 1.
    #[inport("b")]
    b: In<Matrix>,

    /// The matrix between them.
    #[outport("res")]
    result: Out<Matrix>,

    /// Share of the second matrix.
    #[property("w", name = "Mix factor", default = 0.5, range = 0.0..=1.0, step = 0.1)]
    share: f32,
}

impl Process for MatrixMix {
    fn process(&mut self, _: &Context) -> Result<()> {
        let (a, b) = (self.a.get()?, self.b.get()?);
        if (a.n_rows, a.n_columns) != (b.n_rows, b.n_columns) {
            return Err(Error::new(format!(
                "a has {} × {} numbers, b has {} × {}",
                a.n_rows, a.n_columns, b.n_rows, b.n_columns
            ))
            .hint("connect matrices of the same shape"));
        }
        self.result.set(Matrix::from_fn(a.n_rows, a.n_columns, |row, column| {
            let (a, b) = (a.at(row, column), b.at(row, column));
            a + self.share * (b - a)
        }));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_of_the_way_is_a_quarter_of_the_difference() -> Result<()> {
        let mut node = MatrixMix {
            a: Matrix::from_fn(2, 1, |row, _| row as f32).into(),
            b: Matrix::from_fn(2, 1, |_, _| 9.0).into(),
            share: 0.25,
            ..Default::default()
        };
        node.process(&Context::detached())?;
        assert_eq!(node.result.get()?.numbers.elements::<f32>(), [2.25, 3.0]);
        node.b = Matrix::from_fn(1, 2, |_, _| 9.0).into();
        let error = node.process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("2 × 1 numbers, b has 1 × 2"), "{error}");
        Ok(())
    }
}
