//! A picture that others are laid out on.

use glam::{IVec2, Vec2, Vec4};
use ivw_core::prelude::*;
use ivw_render::pixels::unorm8;
use ivw_render::texture::Texture;
use rayon::prelude::*;

/// A part of a picture, in pixels from its lower left corner; it may reach beyond the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rect {
    /// The lower left corner.
    pub(crate) corner: IVec2,
    /// Width and height.
    pub(crate) size: IVec2,
}

impl Rect {
    /// A part of a picture.
    pub(crate) fn new(x: i32, y: i32, width: i32, height: i32) -> Self {
        Self { corner: IVec2::new(x, y), size: IVec2::new(width.max(0), height.max(0)) }
    }

    /// The same with some pixels more on each side.
    pub(crate) fn grown(self, border: i32) -> Self {
        let border = IVec2::splat(border.max(0));
        Self {
            corner: self.corner.saturating_sub(border),
            size: self.size.saturating_add(border).saturating_add(border),
        }
    }

    /// Whether a pixel lies in it.
    pub(crate) fn holds(self, pixel: IVec2) -> bool {
        let from = pixel - self.corner;
        from.min_element() >= 0 && from.cmplt(self.size).all()
    }
}

/// How a picture gets onto another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layover {
    /// It takes the place of what was there.
    Replace,
    /// By its opacity; where it is fully transparent it leaves all as it was.
    Blend,
}

impl Layover {
    #[inline]
    fn over(self, color: Vec4, below: Vec4) -> Vec4 {
        match self {
            Self::Replace => color,
            Self::Blend => color * color.w + below * (1.0 - color.w),
        }
    }
}

/// A picture with one colour layer, depth and picking that others are laid out on.
pub(crate) struct Board {
    image: Image,
}

impl Board {
    /// A picture of transparent black.
    pub(crate) fn new(size: glam::UVec2) -> Result<Self> {
        Ok(Self { image: Image::new(size.to_array(), Image::RGBA8)? })
    }

    /// A picture that begins as another one.
    pub(crate) fn of(image: &Image, size: glam::UVec2) -> Result<Self> {
        let mut board = Self::new(size)?;
        let [width, height] = size.as_ivec2().to_array();
        board.lay(image, Rect::new(0, 0, width, height), Layover::Replace);
        Ok(board)
    }

    /// The finished picture.
    pub(crate) fn into_image(self) -> Image {
        self.image
    }

    /// Lays a picture onto a part of this one, stretched to it.
    pub(crate) fn lay(&mut self, image: &Image, part: Rect, layover: Layover) {
        let color = image.color.first().map(Texture::new);
        let depth = image.depth.as_ref().into_option().map(Texture::new);
        let picking = image.picking.as_ref().into_option().map(Texture::new);
        let is_drawn = |place| match (layover, &color) {
            (Layover::Blend, Some(color)) => color.sample(place).w > 0.0,
            _ => true,
        };
        if let Some(color) = &color {
            let layer = &mut self.image.color[0];
            bytes(layer, part, |place, below| {
                is_drawn(place).then(|| layover.over(color.sample(place), below))
            });
        }
        if let (Some(picking), Some(layer)) = (&picking, self.image.picking.as_mut().into_option())
        {
            bytes(layer, part, |place, below| {
                is_drawn(place).then(|| layover.over(picking.sample(place), below))
            });
        }
        if let (Some(depth), Some(layer)) = (&depth, self.image.depth.as_mut().into_option()) {
            depths(layer, part, |place, _| is_drawn(place).then(|| depth.sample(place).x));
        }
    }

    /// Fills a part of the picture but not another part within, at the far plane.
    pub(crate) fn fill(&mut self, part: Rect, without: Rect, color: Vec4, layover: Layover) {
        let size = part.size.max(IVec2::ONE).as_vec2();
        let is_drawn = |place: Vec2| {
            let pixel = (place * size).floor().as_ivec2() + part.corner;
            !without.holds(pixel)
        };
        bytes(&mut self.image.color[0], part, |place, below| {
            is_drawn(place).then(|| layover.over(color, below))
        });
        if let Some(depth) = self.image.depth.as_mut().into_option() {
            depths(depth, part, |place, _| is_drawn(place).then_some(1.0));
        }
        if let (Some(picking), Layover::Replace) =
            (self.image.picking.as_mut().into_option(), layover)
        {
            bytes(picking, part, |place, _| is_drawn(place).then_some(Vec4::ZERO));
        }
    }

    /// Gives each pixel of a part the colour of a function of its place in the picture, counted in
    /// pixels; none leaves it.
    pub(crate) fn paint(&mut self, part: Rect, color: impl Fn(Vec2, Vec4) -> Option<Vec4> + Sync) {
        let (corner, size) = (part.corner.as_vec2(), part.size.max(IVec2::ONE).as_vec2());
        bytes(&mut self.image.color[0], part, |place, below| color(corner + place * size, below));
    }
}

/// Changes the bytes of a part of a layer, given the place in the part from 0 to 1 and what is there.
fn bytes(layer: &mut Layer, part: Rect, color: impl Fn(Vec2, Vec4) -> Option<Vec4> + Sync) {
    let dims = layer.size().as_ivec2();
    each(layer.pixels.elements_mut::<[u8; 4]>(), dims, part, |place, pixel| {
        let below = Vec4::from_array(pixel.map(|c| f32::from(c) * (1.0 / 255.0)));
        if let Some(color) = color(place, below) {
            *pixel = color.to_array().map(unorm8);
        }
    });
}

fn depths(layer: &mut Layer, part: Rect, depth: impl Fn(Vec2, f32) -> Option<f32> + Sync) {
    let dims = layer.size().as_ivec2();
    each(layer.pixels.elements_mut::<f32>(), dims, part, |place, pixel| {
        if let Some(depth) = depth(place, *pixel) {
            *pixel = depth;
        }
    });
}

fn each<T: Send>(pixels: &mut [T], dims: IVec2, part: Rect, change: impl Fn(Vec2, &mut T) + Sync) {
    let lower = part.corner.max(IVec2::ZERO);
    let upper = part.corner.saturating_add(part.size).min(dims);
    if (upper - lower).min_element() <= 0 {
        return;
    }
    let rows = pixels.par_chunks_mut(dims.x as usize).enumerate();
    let rows = rows.skip(lower.y as usize).take((upper.y - lower.y) as usize);
    let pixel_size = part.size.as_vec2().recip();
    rows.for_each(|(y, row)| {
        for x in lower.x..upper.x {
            let pixel = IVec2::new(x, y as i32) - part.corner;
            change((pixel.as_vec2() + 0.5) * pixel_size, &mut row[x as usize]);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(color: [u8; 4]) -> Image {
        let mut image =
            Image::from_layer(Layer::from_pixels([2, 2], LayerKind::Color, &[color; 4]));
        image.depth = Some(Layer::from_pixels([2, 2], LayerKind::Depth, &[0.5f32; 4])).into();
        image
    }

    fn pixels(board: Board) -> Vec<u8> {
        let image = board.into_image();
        image.color[0].pixels.elements::<[u8; 4]>().iter().map(|pixel| pixel[0]).collect()
    }

    #[test]
    fn a_picture_lies_where_it_was_put_and_nothing_beyond_the_board_matters() -> Result<()> {
        let mut board = Board::new([3, 2].into())?;
        board.lay(&picture([9; 4]), Rect::new(2, -1, 2, 2), Layover::Replace);
        assert_eq!(pixels(board), [0, 0, 9, 0, 0, 0]);
        let mut board = Board::new([3, 2].into())?;
        board.lay(&picture([9; 4]), Rect::new(-7, 5, 2, 2), Layover::Replace);
        board.lay(&picture([9; 4]), Rect::new(i32::MAX, i32::MIN, i32::MAX, 2), Layover::Blend);
        assert_eq!(pixels(board), [0; 6]);
        Ok(())
    }

    #[test]
    fn a_transparent_picture_leaves_depth_alone_unless_it_replaces() -> Result<()> {
        for (layover, expected) in [(Layover::Blend, 1.0), (Layover::Replace, 0.5)] {
            let mut board = Board::of(&Image::new([2, 2], Image::RGBA8)?, [2, 2].into())?;
            board.lay(&picture([9, 9, 9, 0]), Rect::new(0, 0, 2, 2), layover);
            let image = board.into_image();
            assert_eq!(image.depth.as_ref().unwrap().pixels.elements::<f32>()[0], expected);
        }
        Ok(())
    }

    #[test]
    fn a_border_is_filled_around_its_middle() -> Result<()> {
        let mut board = Board::new([4, 3].into())?;
        let middle = Rect::new(1, 1, 2, 1);
        board.fill(middle.grown(1), middle, Vec4::ONE, Layover::Replace);
        assert_eq!(pixels(board), [255, 255, 255, 255, 255, 0, 0, 255, 255, 255, 255, 255]);
        Ok(())
    }
}
