//! The picture that renderers draw into: colours, depth and picking, as a graphics card keeps them.
//!
//! A [`Film`] starts empty or with a copy of another picture. What is drawn passes the depth test, is
//! blended with what is there, and is stored in bytes, each time it is drawn.

use crate::pixels::{colors_u8, depths, in_size, unorm8};
use crate::raster::{self, BAND, Faces, Fragment, Rect};
use glam::{UVec2, Vec2, Vec4};
use ivw_core::prelude::*;
use rayon::prelude::*;

/// Colour layers beside the first one that a single drawing fills at most.
pub const MAX_EXTRA: usize = 3;

/// This is a picture that is being drawn.
pub struct Film {
    size: UVec2,
    image: Image,
}

/// These are some rows of a film, which one thread draws.
pub struct Band<'a> {
    /// Number of the first row.
    pub first_row: u32,
    /// Pixels in a row.
    pub width: usize,
    /// Colour layers, the first one being the picture.
    pub colors: Vec<&'a mut [[u8; 4]]>,
    /// Depth in the window.
    pub depth: &'a mut [f32],
    /// Which object is seen.
    pub picking: &'a mut [[u8; 4]],
}

/// This is how what is drawn meets what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mode {
    /// Whether what lies behind is left out.
    pub tests_depth: bool,
    /// Whether what is drawn is what later things are compared with.
    pub writes_depth: bool,
    /// Whether paint says itself how deep it is.
    pub moves_depth: bool,
    /// How colours become one.
    pub blend: Blend,
}

impl Mode {
    /// In front of what is there, straight colours blended with it.
    pub const STRAIGHT: Self =
        Self { tests_depth: true, writes_depth: true, moves_depth: false, blend: Blend::Straight };
    /// In front of what is there, in its place.
    pub const REPLACE: Self = Self { blend: Blend::Replace, ..Self::STRAIGHT };
}

/// This is how colours become one, in each layer by its own alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blend {
    /// The new ones stay.
    Replace,
    /// New colours are straight; alpha is mixed like any other channel.
    Straight,
    /// New colours are premultiplied.
    Premultiplied,
}

/// This is what is drawn at a pixel.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    /// Colour of the first layer.
    pub color: Vec4,
    /// Colour of the picking layer, see [`picking_color`].
    pub picking: Vec4,
    /// Colours of the layers after the first one, as many as the drawing has.
    pub extra: [Vec4; MAX_EXTRA],
    /// Depth in the window, where the mode says that paint has one.
    pub depth: f32,
}

impl Paint {
    /// A colour that picks nothing.
    pub fn new(color: Vec4) -> Self {
        Self { color, picking: Vec4::ZERO, extra: [Vec4::ZERO; MAX_EXTRA], depth: 0.0 }
    }

    /// The same, standing for an object.
    pub fn picked(self, picking: Vec4) -> Self {
        Self { picking, ..self }
    }
}

/// This is the colour that stands for an object in picking layers.
pub fn picking_color(id: u32) -> Vec4 {
    let [r, g, b] = ivw_core::data::picking_color(id).map(|byte| f32::from(byte) / 255.0);
    Vec4::new(r, g, b, 1.0)
}

impl Film {
    /// An empty film: transparent black, at the far plane, picking nothing.
    pub fn new(size: UVec2) -> Result<Self> {
        Ok(Self { size, image: Image::new(size.to_array(), Image::RGBA8)? })
    }

    /// A film with a copy of a picture, in proportion, or an empty one.
    pub fn over(picture: Option<&Image>, size: UVec2) -> Result<Self> {
        let mut film = Self::new(size)?;
        let Some(picture) = picture else { return Ok(film) };
        let picture = in_size(picture, size)?;
        film.reserve(picture.color.len())?;
        for (target, source) in film.image.color.iter_mut().zip(&picture.color) {
            copy(&colors_u8(source), target.pixels.elements_mut());
        }
        let image = &mut film.image;
        if let (Some(target), Some(source)) =
            (image.depth.as_mut().into_option(), picture.depth.as_ref().into_option())
        {
            copy(&depths(source), target.pixels.elements_mut());
        }
        if let (Some(target), Some(source)) =
            (image.picking.as_mut().into_option(), picture.picking.as_ref().into_option())
        {
            copy(&colors_u8(source), target.pixels.elements_mut());
        }
        Ok(film)
    }

    /// Makes sure that there are so many colour layers; new ones are transparent black.
    pub fn reserve(&mut self, n_layers: usize) -> Result<()> {
        while self.image.color.len() < n_layers {
            let layer = Layer::new(self.size.to_array(), Image::RGBA8, LayerKind::Color)?;
            self.image.color.push(layer);
        }
        Ok(())
    }

    /// Number of pixels along x and y.
    pub fn size(&self) -> UVec2 {
        self.size
    }

    /// The finished picture.
    pub fn into_image(self) -> Image {
        self.image
    }

    /// The film in rows for threads to draw, bottom rows first.
    pub fn bands(&mut self) -> Vec<Band<'_>> {
        let width = self.size.x as usize;
        let n = (width * BAND).max(1);
        let image = &mut self.image;
        let mut colors: Vec<_> = image
            .color
            .iter_mut()
            .map(|layer| layer.pixels.elements_mut::<[u8; 4]>().chunks_mut(n))
            .collect();
        let depth = image.depth.as_mut().into_option().expect("a film has depth");
        let picking = image.picking.as_mut().into_option().expect("a film has picking");
        let depth = depth.pixels.elements_mut::<f32>().chunks_mut(n);
        let picking = picking.pixels.elements_mut::<[u8; 4]>().chunks_mut(n);
        let band = |(number, (depth, picking))| Band {
            first_row: (number * BAND) as u32,
            width,
            colors: colors.iter_mut().filter_map(Iterator::next).collect(),
            depth,
            picking,
        };
        depth.zip(picking).enumerate().map(band).collect()
    }

    /// Draws triangles with corners in clip space, see [`raster::triangles`]; what has no paint is
    /// left out.
    ///
    /// `n_extra` is how many colour layers after the first are painted.
    pub fn triangles(
        &mut self,
        corners: &[Vec4],
        triangles: &[[u32; 3]],
        faces: Faces,
        mode: Mode,
        n_extra: usize,
        paint: impl Fn(&Fragment) -> Option<Paint> + Sync,
    ) {
        let put = put(mode, n_extra, paint);
        raster::triangles(self.size, corners, triangles, faces, &mut self.bands(), put);
    }

    /// Draws lines one pixel wide, see [`raster::segments`].
    pub fn segments(
        &mut self,
        corners: &[Vec4],
        segments: &[[u32; 2]],
        mode: Mode,
        n_extra: usize,
        paint: impl Fn(&Fragment) -> Option<Paint> + Sync,
    ) {
        let put = put(mode, n_extra, paint);
        raster::segments(self.size, corners, segments, &mut self.bands(), put);
    }

    /// Draws points one pixel large, see [`raster::points`].
    pub fn points(
        &mut self,
        corners: &[Vec4],
        points: &[u32],
        mode: Mode,
        n_extra: usize,
        paint: impl Fn(&Fragment) -> Option<Paint> + Sync,
    ) {
        let put = put(mode, n_extra, paint);
        raster::points(self.size, corners, points, &mut self.bands(), put);
    }

    /// Draws figures that are found pixel by pixel, see [`raster::glyphs`]: `paint` says how deep a
    /// figure is at the centre of a pixel, and what it looks like there.
    ///
    /// Depths beyond the near and the far plane are left out.
    pub fn glyphs<G: Send + Sync>(
        &mut self,
        n_glyphs: usize,
        place: impl Fn(usize) -> Option<(G, Rect)> + Sync,
        mode: Mode,
        paint: impl Fn(&G, Vec2) -> Option<(f32, Paint)> + Sync,
    ) {
        let size = self.size;
        raster::glyphs(size, n_glyphs, place, &mut self.bands(), |band, glyph, pixel, centre| {
            if let Some((depth, paint)) = paint(glyph, centre)
                && (0.0..=1.0).contains(&depth)
                && band.is_seen(pixel, depth, mode)
            {
                band.put(pixel, depth, &paint, mode, 0);
            }
        });
    }
}

/// What becomes of a fragment on a film.
fn put(
    mode: Mode,
    n_extra: usize,
    paint: impl Fn(&Fragment) -> Option<Paint> + Sync,
) -> impl Fn(&mut Band<'_>, &Fragment) + Sync {
    move |band, fragment| {
        let Fragment { pixel, depth, .. } = *fragment;
        let is_hidden = !mode.moves_depth && !band.is_seen(pixel, depth, mode);
        let Some(paint) = (!is_hidden).then(|| paint(fragment)).flatten() else { return };
        let depth = if mode.moves_depth { paint.depth.clamp(0.0, 1.0) } else { depth };
        if !mode.moves_depth || band.is_seen(pixel, depth, mode) {
            band.put(pixel, depth, &paint, mode, n_extra);
        }
    }
}

impl Band<'_> {
    /// Whether something at a depth passes the depth test.
    #[inline]
    pub fn is_seen(&self, pixel: usize, depth: f32, mode: Mode) -> bool {
        !mode.tests_depth || depth <= self.depth[pixel]
    }

    /// Stores paint at a pixel.
    #[inline]
    pub fn put(&mut self, pixel: usize, depth: f32, paint: &Paint, mode: Mode, n_extra: usize) {
        // Without a test, depth is not written either.
        if mode.tests_depth && mode.writes_depth {
            self.depth[pixel] = depth;
        }
        let mut colors = self.colors.iter_mut();
        if let Some(layer) = colors.next() {
            blend(&mut layer[pixel], paint.color, mode.blend);
        }
        for (layer, color) in colors.zip(&paint.extra[..n_extra.min(MAX_EXTRA)]) {
            blend(&mut layer[pixel], *color, mode.blend);
        }
        blend(&mut self.picking[pixel], paint.picking, mode.blend);
    }
}

#[inline]
fn blend(target: &mut [u8; 4], color: Vec4, blend: Blend) {
    // Layers of bytes take no brighter light: it is cut off before it is mixed.
    let color = color.clamp(Vec4::ZERO, Vec4::ONE);
    let there = || Vec4::from_array(target.map(|c| f32::from(c) * (1.0 / 255.0)));
    let color = match blend {
        Blend::Replace => color,
        Blend::Straight if color.w == 1.0 => color,
        Blend::Straight if color.w == 0.0 => return,
        Blend::Straight => color * color.w + there() * (1.0 - color.w),
        Blend::Premultiplied => color + there() * (1.0 - color.w),
    };
    *target = color.to_array().map(unorm8);
}

fn copy<T: Copy + Send + Sync>(source: &[T], target: &mut [T]) {
    const CHUNK: usize = 1 << 16;
    let chunks = target.par_chunks_mut(CHUNK).zip(source.par_chunks(CHUNK));
    chunks.for_each(|(target, source)| {
        target.iter_mut().zip(source).for_each(|(target, source)| *target = *source);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUAD: [Vec4; 4] = [
        Vec4::new(-1.0, -1.0, 0.0, 1.0),
        Vec4::new(1.0, -1.0, 0.0, 1.0),
        Vec4::new(1.0, 1.0, 0.0, 1.0),
        Vec4::new(-1.0, 1.0, 0.0, 1.0),
    ];
    const TRIANGLES: [[u32; 3]; 2] = [[0, 1, 2], [0, 2, 3]];

    fn pixels(image: &Image) -> &[[u8; 4]] {
        image.color[0].pixels.elements()
    }

    #[test]
    fn straight_colours_are_mixed_in_all_channels() -> Result<()> {
        let mut film = Film::new(UVec2::new(3, 20))?;
        let color = Vec4::new(1.0, 0.0, 0.0, 0.5);
        for _ in 0..2 {
            film.triangles(&QUAD, &TRIANGLES, Faces::Both, Mode::STRAIGHT, 0, |_| {
                Some(Paint::new(color))
            });
        }
        let image = film.into_image();
        // Alpha alone: 1/4, then 1/4 + 1/8.
        assert!(pixels(&image).iter().all(|&pixel| pixel == [192, 0, 0, 96]));
        assert!(image.picking.unwrap().pixels.bytes().iter().all(|&byte| byte == 0));
        assert!(image.depth.unwrap().pixels.elements::<f32>().iter().all(|&depth| depth == 0.5));
        Ok(())
    }

    #[test]
    fn what_lies_behind_is_left_out_if_depth_is_tested() -> Result<()> {
        for (tests_depth, seen) in [(true, 255), (false, 0)] {
            let mut film = Film::new(UVec2::splat(4))?;
            let mode = Mode { tests_depth, ..Mode::STRAIGHT };
            for (z, red) in [(-0.5, 1.0), (0.5, 0.0)] {
                let corners = QUAD.map(|corner| corner.with_z(z));
                film.triangles(&corners, &TRIANGLES, Faces::Front, mode, 0, |_| {
                    Some(Paint::new(Vec4::new(red, 0.0, 0.0, 1.0)))
                });
            }
            assert!(pixels(&film.into_image()).iter().all(|pixel| pixel[0] == seen));
        }
        Ok(())
    }

    #[test]
    fn a_copy_has_all_that_the_picture_has() -> Result<()> {
        let mut film = Film::new(UVec2::new(5, 3))?;
        film.reserve(2)?;
        let paint = Paint { extra: [Vec4::ONE; MAX_EXTRA], ..Paint::new(Vec4::splat(0.5)) };
        let paint = paint.picked(picking_color(5));
        film.triangles(&QUAD, &TRIANGLES, Faces::Both, Mode::REPLACE, 1, |_| Some(paint));
        let image = film.into_image();
        let copy = Film::over(Some(&image), UVec2::new(5, 3))?.into_image();
        for (a, b) in image.layers().zip(copy.layers()) {
            assert_eq!(a.pixels.bytes(), b.pixels.bytes());
        }
        assert_eq!(copy.color[1].pixels.bytes()[..4], [255; 4]);
        // Narrower: bars above and below.
        let copy = Film::over(Some(&image), UVec2::new(5, 9))?.into_image();
        let rows: Vec<_> = pixels(&copy).chunks(5).map(|row| row[0][0]).collect();
        assert_eq!(rows, [0, 0, 0, 128, 128, 128, 0, 0, 0]);
        assert_eq!(Film::over(None, UVec2::ZERO)?.into_image().size(), UVec2::ZERO);
        Ok(())
    }

    #[test]
    fn objects_have_colours_of_their_own() {
        assert_eq!(picking_color(0), Vec4::W);
        // The lowest bits: blue, green, red.
        assert_eq!(picking_color(1) * 255.0, Vec4::new(0.0, 0.0, 128.0, 255.0));
        assert_eq!(picking_color(2) * 255.0, Vec4::new(0.0, 128.0, 0.0, 255.0));
        assert_eq!(picking_color(4) * 255.0, Vec4::new(128.0, 0.0, 0.0, 255.0));
        assert_eq!(picking_color(8) * 255.0, Vec4::new(0.0, 0.0, 64.0, 255.0));
    }
}
