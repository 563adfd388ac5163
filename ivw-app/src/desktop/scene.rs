//! What a scene draws, as a list of simple things.

/// Alignment of text, as Qt numbers it.
#[derive(Clone, Copy)]
pub(crate) enum Align {
    Left = 0x0081,
    Center = 0x0084,
}

/// How a line is drawn.
#[derive(Clone, Copy)]
pub(crate) enum Dashes {
    None = 0,
    Dashes = 2,
}

/// A colour as `0xAARRGGBB`.
pub(crate) type Color = u32;

/// No colour.
pub(crate) const NOTHING: Color = 0;

/// An opaque colour of red, green and blue.
pub(crate) fn rgb(color: [u8; 3]) -> Color {
    u32::from_be_bytes([255, color[0], color[1], color[2]])
}

/// A colour with other opacity, in [0, 1].
pub(crate) fn faded(color: Color, alpha: f32) -> Color {
    (color & 0x00FF_FFFF) | ((alpha.clamp(0.0, 1.0) * 255.0) as u32) << 24
}

/// What a colour looks like over an opaque one: of a part `alpha` of it, in [0, 1].
///
/// Qt fills opaque shapes at once, and translucent ones in several threads, for which a frame has to
/// wait.
pub(crate) fn mixed(color: Color, alpha: f32, ground: Color) -> Color {
    let mix = |c: u8, g: u8| (f32::from(g) + (f32::from(c) - f32::from(g)) * alpha).round() as u8;
    let ([_, r, g, b], [_, gr, gg, gb]) = (color.to_be_bytes(), ground.to_be_bytes());
    u32::from_be_bytes([255, mix(r, gr), mix(g, gg), mix(b, gb)])
}

/// A colour of numbers in [0, 1].
pub(crate) fn from_rgba(color: [f32; 4]) -> Color {
    let [r, g, b, a] = color.map(|c| (c.clamp(0.0, 1.0) * 255.0).round() as u8);
    u32::from_be_bytes([a, r, g, b])
}

/// A list of things to draw, in the layout that `cpp/scene.cpp` reads.
#[derive(Default)]
pub(crate) struct List {
    bytes: Vec<u8>,
}

/// A rectangle: left, top, width, height.
pub(crate) type Rect = [f64; 4];

impl List {
    /// The list as bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn op(&mut self, op: u8) -> &mut Self {
        self.bytes.push(op);
        self
    }

    fn number(&mut self, number: f64) -> &mut Self {
        self.bytes.extend((number as f32).to_ne_bytes());
        self
    }

    fn numbers(&mut self, numbers: &[f64]) -> &mut Self {
        numbers.iter().for_each(|number| {
            self.number(*number);
        });
        self
    }

    fn integer(&mut self, number: u32) -> &mut Self {
        self.bytes.extend(number.to_ne_bytes());
        self
    }

    /// Fills everything.
    pub(crate) fn fill(&mut self, color: Color) {
        self.op(1).integer(color);
    }

    /// From here on, places are scaled and then moved.
    pub(crate) fn view(&mut self, scale: f64, shift: [f64; 2]) {
        self.op(2).number(scale).numbers(&shift);
    }

    /// A rectangle with round corners.
    pub(crate) fn rect(&mut self, rect: Rect, radius: f64, fill: Color, stroke: Color, width: f64) {
        self.op(3).numbers(&rect).number(radius).integer(fill).integer(stroke).number(width);
    }

    /// A circle.
    pub(crate) fn circle(
        &mut self,
        at: [f64; 2],
        radius: f64,
        fill: Color,
        stroke: Color,
        width: f64,
    ) {
        let size = 2.0 * radius;
        self.rect([at[0] - radius, at[1] - radius, size, size], radius, fill, stroke, width);
    }

    /// A cubic curve.
    pub(crate) fn curve(
        &mut self,
        points: [[f64; 2]; 4],
        color: Color,
        width: f64,
        dashes: Dashes,
    ) {
        self.op(4);
        points.iter().for_each(|point| {
            self.numbers(point);
        });
        self.integer(color).number(width).integer(dashes as u32);
    }

    /// A line of text, cut with an ellipsis.
    pub(crate) fn text(
        &mut self,
        rect: Rect,
        align: Align,
        size: f64,
        bold: bool,
        color: Color,
        text: &str,
    ) {
        self.op(5).numbers(&rect).integer(align as u32).number(size);
        self.integer(u32::from(bold)).integer(color).integer(text.len() as u32);
        self.bytes.extend(text.as_bytes());
    }

    /// A line through points, or the area within.
    pub(crate) fn polygon(
        &mut self,
        points: &[[f64; 2]],
        fill: Color,
        stroke: Color,
        width: f64,
        is_closed: bool,
    ) {
        self.op(6).integer(points.len() as u32);
        points.iter().for_each(|point| {
            self.numbers(point);
        });
        self.integer(fill).integer(stroke).number(width).integer(u32::from(is_closed));
    }

    /// The picture with a key.
    pub(crate) fn image(&mut self, key: u32, rect: Rect) {
        self.op(7).integer(key).numbers(&rect);
    }

    /// Dots everywhere.
    pub(crate) fn dots(&mut self, spacing: f64, radius: f64, color: Color) {
        self.op(8).number(spacing).number(radius).integer(color);
    }

    /// Whether edges are smooth from here on; rough ones are drawn many times faster.
    pub(crate) fn smooth(&mut self, on: bool) {
        self.op(11).integer(u32::from(on));
    }

    /// What is seen through transparent things.
    pub(crate) fn checks(&mut self, rect: Rect, size: f64, light: Color, dark: Color) {
        self.op(9).numbers(&rect).number(size).integer(light).integer(dark);
    }

    /// Colours from left to right.
    pub(crate) fn gradient(&mut self, rect: Rect, stops: &[(f64, Color)]) {
        self.op(10).numbers(&rect).integer(stops.len() as u32);
        for (at, color) in stops {
            self.number(*at).integer(*color);
        }
    }
}
