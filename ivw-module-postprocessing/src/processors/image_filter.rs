//! Small kernels over a picture.

use crate::picture::{Picture, number};
use glam::Vec4;
use ivw_core::prelude::*;

/// Convolves a picture with a small kernel: sharpens it, blurs it, or finds its edges.
///
/// |             | shape             | value                                |
/// |-------------|-------------------|--------------------------------------|
/// | inputImage  | `[width, height]` | colours from 0 to 1                  |
/// | outputImage | `[width, height]` | colours in the input's number format |
///
/// Beyond its border a picture goes on as it is there. Opacity, depth and picking stay.
#[derive(Processor)]
#[processor(
    "org.inviwo.ImageFilter",
    name = "Image Filter",
    category = "Image Operation",
    code_state = CodeState::Experimental,
    tags = "CPU"
)]
pub struct ImageFilter {
    /// Picture to filter.
    #[inport("inputImage")]
    input: In<Image>,

    /// Filtered picture.
    #[outport("outputImage")]
    output: Out<Image>,

    /// Whether anything is done; otherwise the picture is passed on.
    #[property("enable", default = true)]
    is_on: bool,

    /// The kernel.
    #[property("filter")]
    filter: Filter,

    /// How often it is applied.
    #[property("passes", default = 1, range = 0..=5)]
    n_passes: i32,
}

/// A kernel.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[choice_class("Int")]
#[allow(missing_docs)]
pub enum Filter {
    #[default]
    #[choice("ssharpen", "Strong sharpen")]
    StrongSharpen,
    #[choice("lsharpen", "Light sharpen")]
    LightSharpen,
    #[choice("blur", "Blur")]
    Blur,
    #[choice("emboss", "Emboss")]
    Emboss,
    #[choice("outline", "Outline")]
    Outline,
    #[choice("hsobel", "Sobel (horizontal)")]
    HorizontalSobel,
    #[choice("vsobel", "Sobel (vertical)")]
    VerticalSobel,
    #[choice("hvlaplacian", "Laplacian (excl. diagonals)")]
    Laplacian,
    #[choice("dlaplacian", "Laplacian (incl. diagonals)")]
    DiagonalLaplacian,
    #[choice("log", "Laplacian of Gaussian")]
    LaplacianOfGaussian,
}

impl Filter {
    /// The weights, the lowest row of pixels first.
    fn weights(self) -> &'static [f32] {
        match self {
            Self::StrongSharpen => &[-1.0, -1.0, -1.0, -1.0, 9.0, -1.0, -1.0, -1.0, -1.0],
            Self::LightSharpen => &[0.0, -1.0, 0.0, -1.0, 5.0, -1.0, 0.0, -1.0, 0.0],
            Self::Blur => &[0.0625, 0.125, 0.0625, 0.125, 0.25, 0.125, 0.0625, 0.125, 0.0625],
            Self::Emboss => &[-2.0, -1.0, 0.0, -1.0, 1.0, 1.0, 0.0, 1.0, 2.0],
            Self::Outline | Self::DiagonalLaplacian => {
                &[-1.0, -1.0, -1.0, -1.0, 8.0, -1.0, -1.0, -1.0, -1.0]
            }
            Self::HorizontalSobel => &[-1.0, -2.0, -1.0, 0.0, 0.0, 0.0, 1.0, 2.0, 1.0],
            Self::VerticalSobel => &[-1.0, 0.0, 1.0, -2.0, 0.0, 2.0, -1.0, 0.0, 1.0],
            Self::Laplacian => &[0.0, -1.0, 0.0, -1.0, 4.0, -1.0, 0.0, -1.0, 0.0],
            #[rustfmt::skip]
            Self::LaplacianOfGaussian => &[
                0.0, 0.0, -1.0, 0.0, 0.0,
                0.0, -1.0, -2.0, -1.0, 0.0,
                -1.0, -2.0, 16.0, -2.0, -1.0,
                0.0, -1.0, -2.0, -1.0, 0.0,
                0.0, 0.0, -1.0, 0.0, 0.0,
            ],
        }
    }
}

impl Process for ImageFilter {
    fn process(&mut self, _: &Context) -> Result<()> {
        let image = self.input.get()?;
        if !self.is_on || self.n_passes < 1 {
            self.output.set(image);
            return Ok(());
        }
        // Each pass is stored like any picture.
        let mut result = filtered(&image, self.filter)?;
        for _ in 1..self.n_passes {
            result = filtered(&result, self.filter)?;
        }
        self.output.set(result);
        Ok(())
    }
}

fn filtered(image: &Image, filter: Filter) -> Result<Image> {
    let weights = filter.weights();
    let width = if weights.len() == 9 { 3 } else { 5 };
    let picture = Picture::of(image)?;
    let result = Picture::new(picture.size, |x, y| {
        let (left, low) = (i64::from(x) - width / 2, i64::from(y) - width / 2);
        let taps = weights.iter().enumerate().map(|(n, weight)| {
            let n = n as i64;
            picture.at(left + n % width, low + n / width) * *weight
        });
        taps.sum::<Vec4>().truncate().extend(picture.at(x.into(), y.into()).w)
    });
    result.into_image(image, number(image))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::tests::{colors, image};

    /// A picture of one bright pixel in the middle.
    fn node(filter: Filter, n_passes: i32) -> ImageFilter {
        let mut pixels = [[0.0, 0.0, 0.0, 0.5]; 25];
        pixels[12] = [0.5, 0.25, 0.0, 1.0];
        let input = In::from(image([5, 5], &pixels, &[1.0; 25]));
        ImageFilter { input, filter, n_passes, ..Default::default() }
    }

    fn run(mut node: ImageFilter) -> Result<Vec<[f32; 4]>> {
        node.process(&Context::detached())?;
        Ok(colors(&*node.output.get()?))
    }

    #[test]
    fn a_point_becomes_its_kernel_seen_from_behind() -> Result<()> {
        let blurred = run(node(Filter::Blur, 1))?;
        assert_eq!(
            (blurred[12], blurred[6]),
            ([0.125, 0.0625, 0.0, 1.0], [0.03125, 0.015625, 0.0, 0.5])
        );
        // The pixel above the point sees it below itself.
        let edges = run(node(Filter::HorizontalSobel, 1))?;
        assert_eq!([edges[17][0], edges[7][0]], [-1.0, 1.0]);
        let wide = run(node(Filter::LaplacianOfGaussian, 1))?;
        assert_eq!([wide[12][0], wide[2][0], wide[6][0]], [8.0, -0.5, -0.5]);
        Ok(())
    }

    #[test]
    fn passes_are_made_one_after_the_other_and_none_changes_nothing() -> Result<()> {
        let twice = run(node(Filter::Blur, 2))?;
        assert!((twice[12][0] - 0.5 * 36.0 / 256.0).abs() < 1e-6, "{:?}", twice[12]);
        assert_eq!(run(node(Filter::Outline, 0))?[12], [0.5, 0.25, 0.0, 1.0]);
        let flat = ImageFilter {
            input: In::from(image([1, 1], &[[0.5; 4]], &[1.0])),
            filter: Filter::StrongSharpen,
            ..Default::default()
        };
        assert_eq!(run(flat)?[0], [0.5; 4], "what is constant stays");
        Ok(())
    }

    #[test]
    fn kernels_keep_what_is_constant_or_make_it_black() {
        for filter in [Filter::StrongSharpen, Filter::LightSharpen, Filter::Blur, Filter::Emboss] {
            assert!((filter.weights().iter().sum::<f32>() - 1.0).abs() < 1e-6, "{filter:?}");
        }
        for filter in [
            Filter::Outline,
            Filter::HorizontalSobel,
            Filter::VerticalSobel,
            Filter::Laplacian,
            Filter::LaplacianOfGaussian,
        ] {
            assert_eq!(filter.weights().iter().sum::<f32>(), 0.0, "{filter:?}");
        }
    }
}
