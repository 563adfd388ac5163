//! Texts in pictures: from letters to coloured pixels.
//!
//! Letters stand on whole pixels and next to each other as their face says, without kerning; what a
//! face lacks comes from another one. Texts are a box of coverage, which is then laid into a picture,
//! turned or not.

mod face;
mod outline;

pub use face::Face;

use crate::film::{Blend, Film, Mode, Paint};
use crate::raster::Rect;
use glam::{Affine2, UVec2, Vec2, Vec4};
use outline::{Glyph, Scaled};

/// Larger letters are made this large, in pixels.
const MAX_SIZE: u32 = 512;

/// Texts end where they would be wider or higher, in pixels.
const MAX_EXTENT: i32 = 1 << 14;

/// This is a face in a size, ready to set texts.
pub struct Font {
    scaled: Option<[Scaled; 2]>,
    line_height: i32,
}

/// This is a text as pixels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextBox {
    size: UVec2,
    /// How much of each pixel is text, rows bottom first.
    coverage: Vec<u8>,
    /// Pixels in a row: those of the box, and those that the last letter reaches beyond it.
    width: u32,
    /// The rows that letters reach into: the first one, and the one after the last.
    rows: [u32; 2],
}

impl Font {
    /// This is a face in a size in pixels; lines are further apart by `line_spacing` sizes.
    ///
    /// Without a size, texts are empty.
    pub fn new(face: Face, size: i32, line_spacing: f32) -> Self {
        let size = size.clamp(0, MAX_SIZE as i32) as u32;
        let scaled =
            (size > 0).then(|| [face, Face::fallback()].map(|face| Scaled::new(face, size)));
        Self { scaled, line_height: (size as f32 * (1.0 + line_spacing)) as i32 }
    }

    /// This is a text in this font; lines end at `\n`.
    pub fn set(&self, text: &str) -> TextBox {
        let Some(scaled) = &self.scaled else { return TextBox::default() };
        if text.is_empty() {
            return TextBox::default();
        }
        let (glyphs, width, n_lines) = self.placed(scaled, text);
        let lines = i64::from(self.line_height) * (n_lines as i64 - 1);
        let [ascent, descent] = [scaled[0].ascent, (-scaled[0].descent).max(0)];
        let height = (i64::from(ascent + descent) + lines).clamp(0, i64::from(MAX_EXTENT)) as i32;
        let right = glyphs.iter().map(|([x, _], glyph)| x + glyph.width as i32).max();
        let reach = right.unwrap_or(0).clamp(width, MAX_EXTENT) as u32;
        let mut text = TextBox {
            size: UVec2::new(width as u32, height as u32),
            coverage: vec![0; reach as usize * height as usize],
            width: reach,
            rows: [height as u32, 0],
        };
        for ([x, y], glyph) in &glyphs {
            text.add(glyph, [*x, height - ascent + y]);
        }
        text
    }

    /// The letters of a text with the places of their lower left corners, relative to the start of
    /// the first baseline; then the width in pixels, and how many lines there are.
    fn placed(&self, scaled: &[Scaled; 2], text: &str) -> (Vec<([i32; 2], Glyph)>, i32, usize) {
        let mut glyphs = Vec::new();
        let (mut pen, mut width, mut n_lines) = ([0, 0], 0, 1);
        for letter in text.chars() {
            match letter {
                '\n' => {
                    pen = [0, pen[1] - self.line_height];
                    n_lines += 1;
                    continue;
                }
                '\r' => continue,
                _ => {}
            }
            if pen[0] > MAX_EXTENT || pen[1].abs() > MAX_EXTENT {
                continue;
            }
            let (letter, n) = if letter == '\t' { (' ', 5) } else { (letter, 1) };
            let found = scaled.iter().find_map(|font| Some((font, font.number(letter)?)));
            let (font, number) = found.unwrap_or((&scaled[0], skrifa::GlyphId::NOTDEF));
            let glyph = font.glyph(number);
            let corner = [pen[0] + glyph.corner[0], pen[1] + glyph.corner[1]];
            pen[0] += n * glyph.advance;
            width = width.max(pen[0]);
            glyphs.push((corner, glyph));
        }
        (glyphs, width.clamp(0, MAX_EXTENT), n_lines)
    }
}

impl TextBox {
    /// Number of pixels along x and y.
    pub fn size(&self) -> Vec2 {
        self.size.as_vec2()
    }

    /// How much of a pixel is text, from 0 to 1.
    ///
    /// Panics if there is no such pixel.
    pub fn pixel(&self, x: u32, y: u32) -> f32 {
        f32::from(self.coverage[(y * self.width + x) as usize]) / 255.0
    }

    /// Lower left and upper right corner of what letters reach into, in pixels of the box.
    pub fn ink(&self) -> [Vec2; 2] {
        let [bottom, top] = self.rows.map(|row| row as f32);
        [Vec2::new(0.0, bottom), Vec2::new(self.width as f32, top)]
    }

    /// Lays a letter over those that are there, where it is within the box.
    fn add(&mut self, glyph: &Glyph, [left, bottom]: [i32; 2]) {
        if glyph.width == 0 {
            return;
        }
        let [width, height] = [self.width as i32, self.size.y as i32];
        let top = bottom + (glyph.coverage.len() / glyph.width) as i32;
        let [first, end] = [bottom, top].map(|row| row.clamp(0, height) as u32);
        self.rows = [self.rows[0].min(first), self.rows[1].max(end)];
        for (row, y) in glyph.coverage.chunks(glyph.width).zip(bottom..) {
            if !(0..height).contains(&y) {
                continue;
            }
            for (&new, x) in row.iter().zip(left..) {
                if (0..width).contains(&x) {
                    let there = &mut self.coverage[(y * width + x) as usize];
                    *there =
                        new.saturating_add((u32::from(*there) * u32::from(255 - new) / 255) as u8);
                }
            }
        }
    }

    /// How much there is at a place in pixels, in between those around it.
    ///
    /// Letters end where they begin and end from below to above; to the left is nothing.
    fn at(&self, place: Vec2) -> f32 {
        let [first, end] = self.rows;
        let corner = (place - 0.5).floor();
        let part = place - 0.5 - corner;
        let [x, y] = corner.as_ivec2().to_array();
        let row = |y: i32| {
            let y = y.clamp(first as i32, end as i32 - 1) as u32;
            let pixel = |x: i32| {
                let x = u32::try_from(x).ok()?.min(self.width - 1);
                Some(self.pixel(x, y))
            };
            let (a, b) = (pixel(x).unwrap_or(0.0), pixel(x + 1).unwrap_or(0.0));
            a + (b - a) * part.x
        };
        let (a, b) = (row(y), row(y + 1));
        a + (b - a) * part.y
    }

    /// Draws the text over a picture.
    ///
    /// `pixel_from_text` leads from pixels of the text, the lower left corner being the origin, to
    /// pixels of the picture. Coverage multiplies all of `color`, which is not multiplied with its
    /// alpha before. With a depth in the window, what is nearer hides the text.
    pub fn draw(&self, film: &mut Film, pixel_from_text: Affine2, color: Vec4, depth: Option<f32>) {
        // A letter that lies between pixels reaches into one more to its left.
        let [low, high] = self.ink();
        let low = low - Vec2::X;
        if self.width == 0 || low.y >= high.y || !pixel_from_text.is_finite() {
            return;
        }
        let text_from_pixel = pixel_from_text.inverse();
        if !text_from_pixel.is_finite() {
            return;
        }
        let corners = [low, low.with_x(high.x), high, low.with_y(high.y)]
            .map(|corner| pixel_from_text.transform_point2(corner));
        let around = Rect {
            min: corners.into_iter().fold(Vec2::INFINITY, Vec2::min),
            max: corners.into_iter().fold(Vec2::NEG_INFINITY, Vec2::max),
        };
        let mode =
            Mode { tests_depth: depth.is_some(), blend: Blend::Premultiplied, ..Mode::STRAIGHT };
        film.glyphs(
            1,
            |_| Some(((), around)),
            mode,
            |(), pixel| {
                let place = text_from_pixel.transform_point2(pixel);
                if place.cmplt(low).any() || place.cmpge(high).any() {
                    return None;
                }
                let paint = color * self.at(place);
                (paint.w > 0.0).then(|| (depth.unwrap_or(0.0), Paint::new(paint)))
            },
        );
    }
}

/// This is where the lower left corner of a box lies for its anchor to be at a place: an anchor of
/// -1 is the left or lower edge, 1 the right or upper edge.
pub fn anchored(place: Vec2, extent: Vec2, anchor: Vec2) -> Vec2 {
    place - extent * (anchor + 1.0) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::prelude::*;

    fn font(size: i32) -> Font {
        Font::new(Face::named("OpenSans-Regular"), size, 0.0)
    }

    /// Rows with something in them, from the bottom.
    fn rows(text: &TextBox) -> Vec<u32> {
        let is_used = |y: &u32| (0..text.size.x).any(|x| text.pixel(x, *y) > 0.2);
        (0..text.size.y).filter(is_used).collect()
    }

    #[test]
    fn a_box_is_as_high_as_its_lines() {
        let font = font(20);
        let (one, two) = (font.set("x"), font.set("x\nx"));
        // Open Sans reaches 1.069 sizes up and 0.293 down.
        assert_eq!(one.size.y, 21 + 5);
        assert_eq!(two.size, one.size + UVec2::new(0, 20));
        assert_eq!(rows(&one)[0], 5, "letters stand on the baseline");
        assert_eq!(rows(&two)[0], 5);
        assert!(rows(&font.set("p"))[0] < 3, "some reach below");
    }

    #[test]
    fn letters_stand_side_by_side() {
        let font = font(14);
        let width = |text: &str| font.set(text).size.x;
        assert_eq!(width("AV"), width("A") + width("V"));
        assert_eq!(width("  "), 2 * width(" "));
        assert_eq!(width("a\tb"), width("a") + 5 * width(" ") + width("b"));
        assert_eq!(width("a\r"), width("a"));
    }

    #[test]
    fn letters_of_other_faces_stand_in() {
        let text = |face| Font::new(Face::named(face), 30, 0.0).set("Ж");
        assert_eq!(text("Montserrat-Regular").size.x, text("OpenSans-Regular").size.x);
        // The box for what nobody has.
        assert!(!rows(&font(30).set("\u{10ffff}")).is_empty());
    }

    #[test]
    fn a_text_appears_where_its_box_is_laid() -> Result<()> {
        let text = font(16).set("I");
        let n = |turn: Affine2| -> Result<usize> {
            let mut film = Film::new(UVec2::splat(40))?;
            text.draw(&mut film, turn, Vec4::ONE, None);
            let image = film.into_image();
            Ok(image.color[0].pixels.elements::<[u8; 4]>().iter().filter(|p| p[3] > 0).count())
        };
        let upright = n(Affine2::from_translation(Vec2::splat(10.0)))?;
        assert!(upright > 10);
        let quarter = Affine2::from_translation(Vec2::new(30.0, 10.0))
            * Affine2::from_mat2(glam::Mat2::from_cols(Vec2::Y, -Vec2::X));
        assert_eq!(n(quarter)?, upright);
        assert_eq!(n(Affine2::from_translation(Vec2::splat(90.0)))?, 0);
        assert_eq!(n(Affine2::from_scale(Vec2::ZERO))?, 0);
        assert_eq!(n(Affine2::from_translation(Vec2::NAN))?, 0);
        Ok(())
    }

    #[test]
    fn a_text_between_pixels_is_soft_at_its_left_edge_only() -> Result<()> {
        let text = font(8).set("1");
        let row = |x: f32| -> Result<Vec<u8>> {
            let mut film = Film::new(UVec2::new(8, 12))?;
            text.draw(&mut film, Affine2::from_translation(Vec2::new(x, 0.0)), Vec4::W, None);
            let image = film.into_image();
            let pixels = image.color[0].pixels.elements::<[u8; 4]>();
            Ok((0..8).map(|x| pixels[4 * 8 + x][3]).collect())
        };
        // The stem of the number lies in one column, as in Inviwo's pictures.
        assert_eq!(row(1.0)?, [0, 0, 0, 164, 0, 0, 0, 0]);
        assert_eq!(row(1.5)?, [0, 0, 0, 82, 82, 0, 0, 0]);
        Ok(())
    }

    #[test]
    fn a_text_between_rows_ends_where_its_letters_do() -> Result<()> {
        let text = Font::new(Face::named("OpenSans-Semibold"), 10, 0.0).set("l");
        let column = |y: f32| -> Result<Vec<u8>> {
            let mut film = Film::new(UVec2::new(4, 16))?;
            text.draw(&mut film, Affine2::from_translation(Vec2::new(0.0, y)), Vec4::W, None);
            let image = film.into_image();
            let pixels = image.color[0].pixels.elements::<[u8; 4]>();
            Ok((0..16).map(|y| pixels[y * 4 + 1][3]).filter(|&alpha| alpha > 0).collect())
        };
        assert_eq!(column(1.0)?.len(), 7);
        assert_eq!(column(1.5)?, column(1.0)?);
        Ok(())
    }

    #[test]
    fn what_is_nearer_hides_a_text() -> Result<()> {
        let text = font(16).set("I");
        let at = Affine2::from_translation(Vec2::splat(3.0));
        let mut film = Film::new(UVec2::splat(30))?;
        text.draw(&mut film, at, Vec4::new(1.0, 0.0, 0.0, 1.0), Some(0.25));
        text.draw(&mut film, at, Vec4::new(0.0, 1.0, 0.0, 1.0), Some(0.75));
        let image = film.into_image();
        assert!(image.color[0].pixels.elements::<[u8; 4]>().iter().all(|pixel| pixel[1] == 0));
        Ok(())
    }

    #[test]
    fn odd_texts_do_no_harm() {
        assert_eq!(font(0).set("x"), TextBox::default());
        assert_eq!(font(-3).set("x"), TextBox::default());
        assert_eq!(font(14).set(""), TextBox::default());
        assert_eq!(font(14).set("\n").size.x, 0);
        let long = "long ".repeat(10_000);
        assert_eq!(font(i32::MAX).set(&long).size.x, MAX_EXTENT as u32);
        Font::new(Face::fallback(), 14, f32::NAN).set("a\nb");
        Font::new(Face::fallback(), 14, -1.0).set("a\nb");
    }

    #[test]
    fn an_anchor_is_a_point_of_the_box() {
        let (place, extent) = (Vec2::splat(10.0), Vec2::new(4.0, 2.0));
        assert_eq!(anchored(place, extent, -Vec2::ONE), place);
        assert_eq!(anchored(place, extent, Vec2::ONE), place - extent);
        assert_eq!(anchored(place, extent, Vec2::ZERO), place - extent / 2.0);
    }
}
