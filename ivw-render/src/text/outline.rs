//! A letter as pixels.

use super::Face;
use ab_glyph_rasterizer::{Point, Rasterizer, point};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::outline::{
    DrawSettings, Engine, HintingInstance, HintingOptions, OutlineGlyphCollection, OutlinePen,
    SmoothMode, Target,
};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag, charmap::Charmap};

/// This is a face in a size, its letters fitted to pixels.
pub(super) struct Scaled {
    charmap: Charmap<'static>,
    outlines: OutlineGlyphCollection<'static>,
    hinting: Option<HintingInstance>,
    advances: GlyphMetrics<'static>,
    size: Size,
    /// From the baseline to the top of a line, and to its bottom, which is negative: whole pixels.
    pub(super) ascent: i32,
    pub(super) descent: i32,
}

/// This is a letter as pixels, rows bottom first.
#[derive(Default)]
pub(super) struct Glyph {
    /// From the pen on the baseline to the lower left corner.
    pub(super) corner: [i32; 2],
    pub(super) width: usize,
    pub(super) coverage: Vec<u8>,
    /// How far the pen moves on.
    pub(super) advance: i32,
}

impl Scaled {
    pub(super) fn new(face: Face, size: u32) -> Self {
        let font = FontRef::new(face.bytes()).expect("the fonts in the repository are valid");
        let size = Size::new(size as f32);
        let outlines = font.outline_glyphs();
        let location = LocationRef::default();
        // What can't be fitted to pixels is drawn as it is.
        let hinting = HintingInstance::new(&outlines, size, location, fitting(&font)).ok();
        let metrics = font.metrics(size, location);
        Self {
            charmap: font.charmap(),
            hinting,
            advances: font.glyph_metrics(size, location),
            size,
            ascent: (metrics.ascent + 0.5) as i32,
            descent: (metrics.descent + 0.5) as i32,
            outlines,
        }
    }

    /// This is the number of a letter, if the face has it.
    pub(super) fn number(&self, letter: char) -> Option<GlyphId> {
        self.charmap.map(letter)
    }

    /// This is a letter as pixels; number 0 is the box for what there is no letter for.
    pub(super) fn glyph(&self, number: GlyphId) -> Glyph {
        let linear = self.advances.advance_width(number).unwrap_or(0.0);
        let mut contours = Contours::default();
        let settings = match &self.hinting {
            Some(hinting) => DrawSettings::hinted(hinting, false),
            None => DrawSettings::unhinted(self.size, LocationRef::default()),
        };
        let drawn =
            self.outlines.get(number).and_then(|glyph| glyph.draw(settings, &mut contours).ok());
        let advance = drawn.and_then(|metrics| metrics.advance_width).unwrap_or(linear).round();
        Glyph { advance: advance as i32, ..contours.rasterized() }
    }
}

/// How letters are fitted to pixels: as instructions in the face say, without any from bottom to top
/// alone, which is what such instructions do.
fn fitting(font: &FontRef<'_>) -> HintingOptions {
    match font.data_for_tag(Tag::new(b"fpgm")) {
        Some(_) => HintingOptions::default(),
        None => HintingOptions {
            engine: Engine::Auto(None),
            target: Target::Smooth {
                mode: SmoothMode::Light,
                symmetric_rendering: true,
                preserve_linear_metrics: true,
            },
        },
    }
}

/// Lines that a curve becomes.
///
/// Their middles stay within a hundredth of a pixel of curves as large as a letter.
const N_LINES: u8 = 16;

/// The lines around a letter; curves have become short ones.
#[derive(Default)]
struct Contours {
    lines: Vec<[Point; 2]>,
    start: Point,
    at: Point,
}

impl Contours {
    /// Adds a curve that is somewhere for each part of its way.
    fn curve(&mut self, place: impl Fn(f32) -> Point) {
        for n in 1..=N_LINES {
            let end = place(f32::from(n) / f32::from(N_LINES));
            self.line_to(end.x, end.y);
        }
    }
}

/// The place between two others.
fn between(a: Point, b: Point, part: f32) -> Point {
    point(a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part)
}

/// The place on a curve with three points.
fn quadratic([a, b, c]: [Point; 3], part: f32) -> Point {
    between(between(a, b, part), between(b, c, part), part)
}

impl OutlinePen for Contours {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = point(x, y);
        self.at = self.start;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let end = point(x, y);
        self.lines.push([self.at, end]);
        self.at = end;
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let points = [self.at, point(cx, cy), point(x, y)];
        self.curve(|part| quadratic(points, part));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let [a, b, c, d] = [self.at, point(ax, ay), point(bx, by), point(x, y)];
        self.curve(|part| between(quadratic([a, b, c], part), quadratic([b, c, d], part), part));
    }

    fn close(&mut self) {
        let start = self.start;
        self.line_to(start.x, start.y);
    }
}

impl Contours {
    fn rasterized(self) -> Glyph {
        let mut low = point(f32::INFINITY, f32::INFINITY);
        let mut high = point(f32::NEG_INFINITY, f32::NEG_INFINITY);
        for point in self.lines.iter().flatten() {
            (low.x, low.y) = (low.x.min(point.x), low.y.min(point.y));
            (high.x, high.y) = (high.x.max(point.x), high.y.max(point.y));
        }
        if !(low.x < high.x && low.y < high.y) {
            return Glyph::default();
        }
        let corner = point(low.x.floor(), low.y.floor());
        let width = (high.x.ceil() - corner.x) as usize;
        let height = (high.y.ceil() - corner.y) as usize;
        let mut raster = Rasterizer::new(width, height);
        for [a, b] in self.lines {
            raster.draw_line(a - corner, b - corner);
        }
        let mut coverage = vec![0; width * height];
        // 256 steps, the last two being one.
        raster.for_each_pixel(|n, part| coverage[n] = (part.abs() * 256.0).min(255.0) as u8);
        Glyph { corner: [corner.x as i32, corner.y as i32], width, coverage, advance: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A circle of four curves, as many fonts have it.
    fn circle(radius: f32) -> Glyph {
        let mut contours = Contours::default();
        let (r, c) = (radius, radius * 0.552_284_8);
        contours.move_to(r, 0.0);
        contours.curve_to(r, c, c, r, 0.0, r);
        contours.curve_to(-c, r, -r, c, -r, 0.0);
        contours.curve_to(-r, -c, -c, -r, 0.0, -r);
        contours.curve_to(c, -r, r, -c, r, 0.0);
        contours.close();
        contours.rasterized()
    }

    #[test]
    fn curves_are_as_round_as_they_should_be() {
        let glyph = circle(6.0);
        let area: u32 = glyph.coverage.iter().map(|&part| u32::from(part)).sum();
        let error = area as f32 / 255.0 / (std::f32::consts::PI * 36.0) - 1.0;
        assert!(error.abs() < 0.004, "{error}");
    }

    #[test]
    fn letters_of_faces_without_instructions_fill_whole_rows() {
        let scaled = Scaled::new(Face::named("Montserrat-Regular"), 14);
        let number = scaled.number('D').expect("the face has letters");
        let glyph = scaled.glyph(number);
        // The lowest and the highest row are nearly as dark as those in between.
        let darkest: Vec<u8> = glyph
            .coverage
            .chunks(glyph.width)
            .filter_map(|row| row.iter().copied().max())
            .collect();
        assert_eq!(darkest.len(), 10);
        assert!(darkest.iter().all(|&dark| dark > 225), "{darkest:?}");
    }

    #[test]
    fn a_zero_is_as_dark_as_freetype_draws_it() {
        let scaled = Scaled::new(Face::named("OpenSans-Regular"), 14);
        let number = scaled.number('0').expect("the face has numbers");
        let glyph = scaled.glyph(number);
        // The lowest row, as Inviwo's pictures have it.
        let row: Vec<i32> = glyph.coverage[..glyph.width].iter().map(|&c| c.into()).collect();
        let known = [0, 8, 152, 240, 242, 161, 12, 0];
        assert_eq!((glyph.width, glyph.advance), (known.len(), 8));
        for (n, known) in known.into_iter().enumerate() {
            assert!((row[n] - known).abs() <= 6, "{row:?}");
        }
    }
}
