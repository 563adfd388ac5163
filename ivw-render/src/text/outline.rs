//! A letter as pixels.

use super::Face;
use ab_glyph_rasterizer::{Point, Rasterizer, point};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::outline::{
    DrawSettings, HintingInstance, HintingOptions, OutlineGlyphCollection, OutlinePen,
};
use skrifa::{FontRef, GlyphId, MetadataProvider, charmap::Charmap};

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
        let hinting =
            HintingInstance::new(&outlines, size, location, HintingOptions::default()).ok();
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

/// The lines and curves around a letter.
#[derive(Default)]
struct Contours {
    pieces: Vec<Piece>,
    start: Point,
    at: Point,
}

enum Piece {
    Line([Point; 2]),
    Quadratic([Point; 3]),
    Cubic([Point; 4]),
}

impl Piece {
    fn points(&self) -> &[Point] {
        match self {
            Self::Line(points) => points,
            Self::Quadratic(points) => points,
            Self::Cubic(points) => points,
        }
    }
}

impl OutlinePen for Contours {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = point(x, y);
        self.at = self.start;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let end = point(x, y);
        self.pieces.push(Piece::Line([self.at, end]));
        self.at = end;
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let end = point(x, y);
        self.pieces.push(Piece::Quadratic([self.at, point(cx, cy), end]));
        self.at = end;
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let end = point(x, y);
        self.pieces.push(Piece::Cubic([self.at, point(ax, ay), point(bx, by), end]));
        self.at = end;
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
        for point in self.pieces.iter().flat_map(Piece::points) {
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
        for piece in &self.pieces {
            match *piece {
                Piece::Line([a, b]) => raster.draw_line(a - corner, b - corner),
                Piece::Quadratic([a, b, c]) => {
                    raster.draw_quad(a - corner, b - corner, c - corner);
                }
                Piece::Cubic([a, b, c, d]) => {
                    raster.draw_cubic(a - corner, b - corner, c - corner, d - corner);
                }
            }
        }
        let mut coverage = vec![0; width * height];
        // 256 steps, the last two being one.
        raster.for_each_pixel(|n, part| coverage[n] = (part.abs() * 256.0).min(255.0) as u8);
        Glyph { corner: [corner.x as i32, corner.y as i32], width, coverage, advance: 0 }
    }
}
