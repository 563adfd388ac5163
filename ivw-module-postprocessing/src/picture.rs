//! Pictures as effects compute with them: colours as floats, in the middle of what an image has.

use glam::{UVec2, Vec2, Vec4};
use ivw_core::prelude::*;
use ivw_render::pixels;
use rayon::prelude::*;

/// Colours on a grid, bottom row first.
#[derive(Clone, Debug)]
pub(crate) struct Picture {
    pub(crate) size: UVec2,
    pub(crate) colors: Vec<Vec4>,
}

impl Picture {
    /// The first colour layer of an image.
    ///
    /// Fails if there is none, or none with pixels.
    pub(crate) fn of(image: &Image) -> Result<Self> {
        let layer =
            image.color.first().filter(|layer| !layer.pixels.is_empty()).ok_or_else(|| {
                Error::new("the image has no colours").hint("connect an image that has pixels")
            })?;
        let colors = pixels::colors(layer).iter().copied().map(Vec4::from).collect();
        Ok(Self { size: layer.size(), colors })
    }

    /// A picture of a size, each colour from its column and row.
    pub(crate) fn new(size: UVec2, color: impl Fn(u32, u32) -> Vec4 + Sync) -> Self {
        let mut colors = vec![Vec4::ZERO; size.x as usize * size.y as usize];
        let rows = colors.par_chunks_mut(size.x.max(1) as usize).enumerate();
        rows.for_each(|(y, row)| {
            for (x, pixel) in row.iter_mut().enumerate() {
                *pixel = color(x as u32, y as u32);
            }
        });
        Self { size, colors }
    }

    /// The colour of a pixel; beyond the border that at the border.
    #[inline]
    pub(crate) fn at(&self, x: i64, y: i64) -> Vec4 {
        let x = x.clamp(0, i64::from(self.size.x) - 1) as usize;
        let y = y.clamp(0, i64::from(self.size.y) - 1) as usize;
        self.colors[y * self.size.x as usize + x]
    }

    /// The colour between pixel centres, as a texture with linear filtering gives it.
    #[inline]
    pub(crate) fn linear(&self, uv: Vec2) -> Vec4 {
        let at = uv * self.size.as_vec2() - 0.5;
        let low = at.floor();
        let part = at - low;
        let (x, y) = (low.x as i64, low.y as i64);
        let lower = self.at(x, y).lerp(self.at(x + 1, y), part.x);
        let upper = self.at(x, y + 1).lerp(self.at(x + 1, y + 1), part.x);
        lower.lerp(upper, part.y)
    }

    /// The image with these colours in its first layer, four of a number each; the rest as it is.
    pub(crate) fn into_image(self, image: &Image, number: Number) -> Result<Image> {
        let mut result = image.clone();
        let Some(first) = result.color.first_mut() else {
            return Err(Error::new("the image has no colours"));
        };
        let mut layer = Layer::new(self.size.to_array(), Format::new(number, 4), LayerKind::Color)?;
        (layer.interpolation, layer.wrapping) = (first.interpolation, first.wrapping);
        (layer.model, layer.world) = (first.model, first.world);
        let pixel = layer.format.size();
        let least = if number.is_signed_integer() { -1.0 } else { 0.0 };
        let one = number.limits()[1];
        let bytes = layer.pixels.bytes_mut().par_chunks_exact_mut(pixel).with_min_len(1 << 12);
        bytes.zip(&self.colors).for_each(|(bytes, color)| {
            for (value, bytes) in
                color.to_array().into_iter().zip(bytes.chunks_exact_mut(pixel / 4))
            {
                let value = f64::from(value);
                let stored = match number.is_float() {
                    true => value,
                    false => (value.clamp(least, 1.0) * one).round(),
                };
                number.write(stored, bytes);
            }
        });
        *first = layer;
        Ok(result)
    }
}

/// The image with every colour of its first layer changed by itself; its number format stays.
pub(crate) fn map_colors(image: &Image, change: impl Fn(Vec4) -> Vec4 + Sync) -> Result<Image> {
    let mut picture = Picture::of(image)?;
    picture.colors.par_iter_mut().with_min_len(1 << 12).for_each(|color| *color = change(*color));
    picture.into_image(image, number(image))
}

/// The number format of the first colour layer.
pub(crate) fn number(image: &Image) -> Number {
    image.color.first().map_or(Number::U8, |layer| layer.format.number)
}

/// Brightness as the eye sees it, Rec. 709.
pub(crate) fn luma(color: Vec4) -> f32 {
    color.x * 0.2126 + color.y * 0.7152 + color.z * 0.0722
}

/// Distance from the camera's plane of what is seen in each pixel.
#[derive(Clone, Debug)]
pub(crate) struct Depths {
    pub(crate) size: UVec2,
    /// Depth in the window, from 0 to 1.
    pub(crate) window: Vec<f32>,
    camera: Camera,
}

impl Depths {
    /// The depths of an image; all at the far plane if it has none.
    pub(crate) fn of(image: &Image, camera: &Camera) -> Self {
        let size = image.size();
        let n = size.x as usize * size.y as usize;
        let layer = image.depth.as_ref().into_option().filter(|layer| layer.size() == size);
        let window = layer.map_or_else(|| vec![1.0; n], |layer| pixels::depths(layer).into_owned());
        Self::new(size, window, *camera)
    }

    /// Depths in the window, as a camera sees them.
    pub(crate) fn new(size: UVec2, window: Vec<f32>, camera: Camera) -> Self {
        Self { size, window, camera }
    }

    /// The distance that a depth in the window stands for.
    pub(crate) fn distance(&self, window: f32) -> f32 {
        let (near, far) = (self.camera.near, self.camera.far);
        match self.camera.projection {
            Projection::Orthographic => near + window * (far - near),
            _ => near * far / ((near - far) * window + far),
        }
    }

    /// All distances, in the order of the pixels.
    pub(crate) fn distances(&self) -> Vec<f32> {
        self.window.par_iter().with_min_len(1 << 12).map(|&d| self.distance(d)).collect()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An image of colours, with depths.
    pub(crate) fn image(size: [u32; 2], colors: &[[f32; 4]], depths: &[f32]) -> Image {
        let mut image = Image::new(size, <[f32; 4]>::FORMAT).expect("it is small");
        image.color[0].pixels.elements_mut::<[f32; 4]>().copy_from_slice(colors);
        let depth = image.depth.as_mut().into_option().expect("it was made with one");
        depth.pixels.elements_mut::<f32>().copy_from_slice(depths);
        image
    }

    /// The colours of the first layer.
    pub(crate) fn colors(image: &Image) -> Vec<[f32; 4]> {
        pixels::colors(&image.color[0]).into_owned()
    }

    /// Whether colours are equal, but for rounding.
    pub(crate) fn close(a: [f32; 4], b: [f32; 4]) -> bool {
        a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-4)
    }

    #[test]
    fn textures_are_linear_between_centres_and_constant_beyond() {
        let picture = Picture::new(UVec2::new(2, 1), |x, _| Vec4::splat(x as f32));
        let at = |u| picture.linear(Vec2::new(u, 0.5)).x;
        assert_eq!([at(-3.0), at(0.25), at(0.5), at(0.75), at(1.0)], [0.0, 0.0, 0.5, 1.0, 1.0]);
    }

    #[test]
    fn a_changed_picture_keeps_its_number_format_depth_and_further_layers() -> Result<()> {
        let mut before = Image::new([1, 1], Image::RGBA8)?;
        before.color[0].pixels.elements_mut::<[u8; 4]>()[0] = [51, 102, 0, 255];
        before.color.push(before.color[0].clone());
        let after = map_colors(&before, |color| color * 2.0)?;
        assert_eq!(after.color[0].pixels.elements::<[u8; 4]>()[0], [102, 204, 0, 255]);
        assert_eq!(after.color[1].pixels.elements::<[u8; 4]>()[0], [51, 102, 0, 255]);
        assert!(after.depth.is_some() && after.picking.is_some());
        Ok(())
    }

    #[test]
    fn depth_in_the_window_becomes_distance() {
        let camera = Camera { near: 0.5, far: 20.0, ..Camera::default() };
        let depths = Depths { size: UVec2::ONE, window: vec![], camera };
        assert_eq!([depths.distance(0.0), depths.distance(1.0)], [0.5, 20.0]);
        let flat = camera.with_projection(Projection::Orthographic);
        let depths = Depths { camera: Camera { near: 0.5, far: 20.0, ..flat }, ..depths };
        assert_eq!(depths.distance(0.5), 10.25);
    }
}
