//! Matrices as images.

use glam::UVec2;
use ivw_core::data::Matrix;
use ivw_core::prelude::*;
use rayon::prelude::*;

/// The numbers of a matrix as a picture, stretched to the size that is asked for.
///
/// |        | shape                | value                 |
/// |--------|----------------------|-----------------------|
/// | matrix | `[rows, columns]`    | `f32`                 |
/// | image  | `[width, height]`    | `f32`, in grey        |
///
/// The first and last numbers are at the edges of the picture; between numbers it is linear.
#[derive(Processor)]
#[processor(
    "org.inviwo.EigenMatrixToImage",
    name = "Matrix To Image",
    category = "Eigen",
    tags = "CPU"
)]
pub struct EigenMatrixToImage {
    /// Numbers.
    #[inport("matrix")]
    matrix: In<Matrix>,

    /// Their picture.
    #[outport("image")]
    image: Out<Image>,

    /// Put the first row at the top, as matrices are written.
    #[property("flipy", name = "Flip Y", default = true)]
    first_row_on_top: bool,
}

impl Process for EigenMatrixToImage {
    fn process(&mut self, _: &Context) -> Result<()> {
        let matrix = self.matrix.get()?;
        let size = self.image.size();
        let mut layer = stretched(&matrix, size, self.first_row_on_top)?;
        layer.swizzle = Swizzle::LUMINANCE;
        let mut image = Image::new(size.to_array(), Image::RGBA8)?;
        image.color = vec![layer].into();
        self.image.set(image);
        Ok(())
    }
}

/// A matrix as a layer of a size.
fn stretched(matrix: &Matrix, size: UVec2, first_row_on_top: bool) -> Result<Layer> {
    let mut layer = Layer::new(size.to_array(), f32::FORMAT, LayerKind::Color)?;
    if matrix.n_rows == 0 || matrix.n_columns == 0 || layer.pixels.is_empty() {
        return Ok(layer);
    }
    // Where a pixel lies between the numbers of a line: the lower one, the upper one, and how far.
    let between = |n: u32, n_pixels: u32, n_numbers: u32| {
        let place = f64::from(n) / f64::from((n_pixels - 1).max(1)) * f64::from(n_numbers - 1);
        let low = place as u32;
        (low, (low + 1).min(n_numbers - 1), (place - f64::from(low)) as f32)
    };
    let rows = layer.pixels.elements_mut::<f32>().par_chunks_exact_mut(size.x as usize);
    rows.enumerate().for_each(|(y, pixels)| {
        let y = if first_row_on_top { size.y - 1 - y as u32 } else { y as u32 };
        let (above, below, down) = between(y, size.y, matrix.n_rows);
        for (x, pixel) in pixels.iter_mut().enumerate() {
            let (left, right, part) = between(x as u32, size.x, matrix.n_columns);
            let row = |row| {
                let (a, b) = (matrix.at(row, left), matrix.at(row, right));
                a + (b - a) * part
            };
            *pixel = row(above) + (row(below) - row(above)) * down;
        }
    });
    Ok(layer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corners_of_the_picture_are_those_of_the_matrix() -> Result<()> {
        let matrix = Matrix::from_fn(2, 3, |row, column| (10 * row + column) as f32);
        for (first_row_on_top, expected) in
            [(true, [10.0, 12.0, 0.0, 2.0]), (false, [0.0, 2.0, 10.0, 12.0])]
        {
            let mut node = EigenMatrixToImage {
                matrix: matrix.clone().into(),
                image: Out::with_size(UVec2::new(5, 7)),
                first_row_on_top,
            };
            node.process(&Context::detached())?;
            let image = node.image.get()?;
            let numbers: &[f32] = image.color[0].pixels.elements();
            assert_eq!([numbers[0], numbers[4], numbers[30], numbers[34]], expected);
            assert_eq!(numbers[17], 6.0);
        }
        Ok(())
    }

    #[test]
    fn an_empty_matrix_is_a_black_picture() -> Result<()> {
        let mut node = EigenMatrixToImage {
            matrix: Matrix::from_fn(0, 0, |_, _| 0.0).into(),
            image: Out::with_size(UVec2::new(2, 1)),
            ..Default::default()
        };
        node.process(&Context::detached())?;
        assert_eq!(node.image.get()?.color[0].pixels.bytes(), [0; 8]);
        Ok(())
    }
}
