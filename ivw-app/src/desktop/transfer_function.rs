//! The editor of a transfer function or of iso values: points over a histogram.
//!
//! Positions go from left to right, opacity from bottom to top.

use super::ffi::{Input, InputKind};
use super::scene::{Color, List, NOTHING, Rect, faded, from_rgba};
use super::theme::Palette;
use ivw_core::data::{TransferFunction, TransferFunctionPoint};
use ivw_core::property::Value;

/// Something that the editor wants others to do.
#[derive(Debug, PartialEq)]
pub(crate) enum Wish {
    /// The property has another value; the drag goes on until `done`.
    Change { value: Value, done: bool },
    /// The colour of a point is to be chosen, now this.
    PickColor { point: usize, color: String },
    /// A menu for the point, or for the function.
    Menu(Option<usize>),
}

/// What is edited.
#[derive(Clone, Debug, PartialEq)]
struct Points {
    points: Vec<TransferFunctionPoint>,
    is_iso: bool,
    mask: [f64; 2],
    absolute: bool,
}

/// The editor of one property.
pub(crate) struct Editor {
    edited: Points,
    histogram: Vec<f32>,
    range: [f64; 2],
    size: [f64; 2],
    dragged: Option<usize>,
    hover: Option<usize>,
}

const MARGIN: f64 = 8.0;
const BAR: f64 = 16.0;
const RADIUS: f64 = 6.0;

impl Editor {
    /// An editor of a value; nothing for a value that it can't edit.
    pub(crate) fn new(value: &Value, range: [f64; 2]) -> Option<Self> {
        Some(Self {
            edited: points_of(value)?,
            histogram: Vec::new(),
            range,
            size: [300.0, 150.0],
            dragged: None,
            hover: None,
        })
    }

    /// Shows a value, unless a person drags one of its points.
    pub(crate) fn show(&mut self, value: &Value) {
        if self.dragged.is_none()
            && let Some(edited) = points_of(value)
        {
            self.edited = edited;
        }
    }

    /// Shows how often values occur.
    pub(crate) fn set_histogram(&mut self, bars: Vec<f32>, range: [f64; 2]) {
        self.histogram = bars;
        if self.edited.absolute {
            self.range = range;
        }
    }

    /// The widget has another size.
    pub(crate) fn resize(&mut self, size: [f64; 2]) {
        self.size = size;
    }

    /// The colour of a point is another one, `#aarrggbb`.
    pub(crate) fn set_color(&mut self, point: usize, text: &str) -> Option<Wish> {
        let number = u32::from_str_radix(text.trim_start_matches('#'), 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes().map(|byte| f32::from(byte) / 255.0);
        let color = &mut self.edited.points.get_mut(point)?.color;
        *color = [red, green, blue, color[3]];
        Some(self.changed(true))
    }

    /// Removes a point.
    pub(crate) fn remove(&mut self, point: usize) -> Option<Wish> {
        (point < self.edited.points.len()).then(|| self.edited.points.remove(point))?;
        Some(self.changed(true))
    }

    /// The colour of a point, as dialogs write it.
    pub(crate) fn color_text(&self, point: usize) -> Option<String> {
        let [r, g, b, _] = self.edited.points.get(point)?.color;
        Some(format!("#{:06x}", from_rgba([r, g, b, 1.0]) & 0x00FF_FFFF))
    }

    /// Takes the points of a colour map, spread over the range; opacity rises.
    pub(crate) fn set_preset(&mut self, colors: &[[f32; 3]]) -> Wish {
        let n = colors.len().max(2) - 1;
        let [low, high] = if self.edited.absolute { self.range } else { [0.0, 1.0] };
        let points = colors.iter().enumerate().map(|(k, [r, g, b])| {
            let part = k as f64 / n as f64;
            let position = low + (high - low) * part;
            TransferFunctionPoint { position, color: [*r, *g, *b, part as f32] }
        });
        self.edited.points = points.collect();
        self.changed(true)
    }

    fn changed(&self, done: bool) -> Wish {
        Wish::Change { value: self.value(), done }
    }

    fn value(&self) -> Value {
        let Points { points, is_iso, mask, absolute } = self.edited.clone();
        match is_iso {
            true => Value::IsoValues(ivw_core::data::IsoValues { points, absolute }),
            false => Value::TransferFunction(TransferFunction { points, mask, absolute }),
        }
    }

    fn area(&self) -> Rect {
        let bar = if self.edited.is_iso { 0.0 } else { BAR + 6.0 };
        let height = (self.size[1] - 2.0 * MARGIN - bar).max(10.0);
        [MARGIN, MARGIN, (self.size[0] - 2.0 * MARGIN).max(10.0), height]
    }

    fn place(&self, point: &TransferFunctionPoint) -> [f64; 2] {
        let [x, y, width, height] = self.area();
        let [low, high] = if self.edited.absolute { self.range } else { [0.0, 1.0] };
        let part = (point.position - low) / (high - low).max(f64::MIN_POSITIVE);
        [x + part * width, y + (1.0 - f64::from(point.color[3])) * height]
    }

    fn at(&self, at: [f64; 2]) -> (f64, f32) {
        let [x, y, width, height] = self.area();
        let [low, high] = if self.edited.absolute { self.range } else { [0.0, 1.0] };
        let part = ((at[0] - x) / width).clamp(0.0, 1.0);
        let alpha = (1.0 - (at[1] - y) / height).clamp(0.0, 1.0);
        (low + part * (high - low), alpha as f32)
    }

    fn point_at(&self, at: [f64; 2]) -> Option<usize> {
        let distance = |point: &TransferFunctionPoint| {
            let place = self.place(point);
            (place[0] - at[0]).hypot(place[1] - at[1])
        };
        let points = self.edited.points.iter().enumerate();
        let near = points.map(|(n, point)| (n, distance(point))).min_by(|a, b| a.1.total_cmp(&b.1));
        near.filter(|(_, distance)| *distance <= RADIUS + 4.0).map(|(n, _)| n)
    }

    /// What the mouse does: drag a point, add one where there is none, choose its colour.
    pub(crate) fn input(&mut self, input: &Input) -> Vec<Wish> {
        let found = self.point_at(input.at);
        match (input.kind, input.button) {
            (InputKind::Press, 1) => {
                let (position, alpha) = self.at(input.at);
                if found.is_none() {
                    let mut color = TransferFunction {
                        points: self.edited.points.clone(),
                        ..TransferFunction::default()
                    }
                    .sample(position);
                    if self.edited.points.is_empty() {
                        color = [1.0; 4];
                    }
                    color[3] = alpha;
                    self.edited.points.push(TransferFunctionPoint { position, color });
                    self.dragged = Some(self.edited.points.len() - 1);
                    return vec![self.changed(false)];
                }
                self.dragged = found;
                Vec::new()
            }
            (InputKind::Press, 2) => vec![Wish::Menu(found)],
            (InputKind::Move, _) => {
                self.hover = found;
                let Some(n) = self.dragged else { return Vec::new() };
                let (position, alpha) = self.at(input.at);
                if let Some(point) = self.edited.points.get_mut(n) {
                    point.position = position;
                    point.color[3] = alpha;
                }
                vec![self.changed(false)]
            }
            (InputKind::Release, 1) if self.dragged.take().is_some() => vec![self.changed(true)],
            (InputKind::DoubleClick, 1) => {
                self.dragged = None;
                let color = found.and_then(|n| Some((n, self.color_text(n)?)));
                color.map(|(point, color)| Wish::PickColor { point, color }).into_iter().collect()
            }
            (InputKind::Leave, _) => {
                self.hover = None;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Everything that is to be seen.
    pub(crate) fn draw(&self, palette: &Palette) -> List {
        let mut list = List::default();
        list.fill(palette.panel);
        let area = self.area();
        let [x, y, width, height] = area;
        list.rect(area, 3.0, palette.ground, palette.node_border, 1.0);
        let step = width / self.histogram.len().max(1) as f64;
        let bars = self.histogram.iter().enumerate().flat_map(|(n, bar)| {
            let top = y + height - f64::from(*bar) * (height - 2.0);
            [[x + n as f64 * step, top], [x + (n + 1) as f64 * step, top]]
        });
        let outline: Vec<_> =
            [[x, y + height]].into_iter().chain(bars).chain([[x + width, y + height]]).collect();
        if !self.histogram.is_empty() {
            list.polygon(&outline, faded(palette.faint, 0.28), NOTHING, 0.0, true);
        }
        let function =
            TransferFunction { points: self.edited.points.clone(), ..TransferFunction::default() };
        let sorted = function.sorted();
        if self.edited.is_iso {
            for point in &sorted {
                let at = self.place(point);
                let line = [[at[0], y], [at[0], y + height]];
                list.polygon(&line, NOTHING, opaque(point), 2.0, false);
            }
        } else {
            let mut line: Vec<_> = sorted.iter().map(|point| self.place(point)).collect();
            if let (Some(first), Some(last)) = (line.first().copied(), line.last().copied()) {
                line.insert(0, [x, first[1]]);
                line.push([x + width, last[1]]);
            }
            list.polygon(&line, NOTHING, palette.text, 1.6, false);
            let bar = [x, y + height + 6.0, width, BAR];
            list.checks(bar, 8.0, palette.checks[0], palette.checks[1]);
            let place = |point: &TransferFunctionPoint| (self.place(point)[0] - x) / width;
            let mut stops: Vec<_> =
                sorted.iter().map(|point| (place(point), from_rgba(point.color))).collect();
            if stops.is_empty() {
                stops.push((0.0, NOTHING));
            }
            list.gradient(bar, &stops);
            list.rect(bar, 0.0, NOTHING, palette.node_border, 1.0);
        }
        for (n, point) in self.edited.points.iter().enumerate() {
            let is_hot = self.hover == Some(n) || self.dragged == Some(n);
            let (radius, ring) = match is_hot {
                true => (RADIUS + 1.5, palette.selected),
                false => (RADIUS, palette.text),
            };
            list.circle(self.place(point), radius, opaque(point), ring, 1.8);
        }
        list
    }
}

fn opaque(point: &TransferFunctionPoint) -> Color {
    let [r, g, b, _] = point.color;
    from_rgba([r, g, b, 1.0])
}

fn points_of(value: &Value) -> Option<Points> {
    match value {
        Value::TransferFunction(function) => Some(Points {
            points: function.points.clone(),
            is_iso: false,
            mask: function.mask,
            absolute: function.absolute,
        }),
        Value::IsoValues(values) => Some(Points {
            points: values.points.clone(),
            is_iso: true,
            mask: [0.0, 1.0],
            absolute: values.absolute,
        }),
        _ => None,
    }
}

/// Colour maps that a person can begin with.
pub(crate) const PRESETS: &[(&str, &[[f32; 3]])] = &[
    ("Greys", &[[0.0; 3], [1.0; 3]]),
    ("Heat", &[[0.0; 3], [0.6, 0.0, 0.0], [1.0, 0.6, 0.0], [1.0, 1.0, 0.9]]),
    ("Bone", &[[0.25, 0.1, 0.05], [0.8, 0.5, 0.4], [0.95, 0.9, 0.8], [1.0; 3]]),
    ("Cool to warm", &[[0.23, 0.3, 0.75], [0.87, 0.87, 0.87], [0.7, 0.02, 0.15]]),
    (
        "Rainbow",
        &[[0.0, 0.0, 1.0], [0.0, 1.0, 1.0], [0.0, 1.0, 0.0], [1.0, 1.0, 0.0], [1.0, 0.0, 0.0]],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn editor() -> Editor {
        let value = Value::TransferFunction(TransferFunction::default());
        let mut editor = Editor::new(&value, [0.0, 1.0]).expect("it is a transfer function");
        editor.resize([216.0, 138.0]);
        editor
    }

    fn points(wish: &Wish) -> Vec<TransferFunctionPoint> {
        match wish {
            Wish::Change { value: Value::TransferFunction(function), .. } => {
                function.points.clone()
            }
            wish => unreachable!("no change: {wish:?}"),
        }
    }

    #[test]
    fn a_click_on_nothing_adds_a_point_there_and_a_drag_moves_it() {
        let mut editor = editor();
        // The area is 200 × 100, from (8, 8).
        let wishes = editor.input(&Input::left(InputKind::Press, [108.0, 58.0]));
        let added = points(&wishes[0])[2];
        assert_eq!((added.position, added.color[3]), (0.5, 0.5));
        editor.input(&Input::left(InputKind::Move, [158.0, 33.0]));
        let wishes = editor.input(&Input::left(InputKind::Release, [158.0, 33.0]));
        let moved = points(&wishes[0])[2];
        assert_eq!((moved.position, moved.color[3]), (0.75, 0.75));
        assert!(matches!(wishes[0], Wish::Change { done: true, .. }));
    }

    #[test]
    fn a_dragged_point_stays_in_the_area() {
        let mut editor = editor();
        editor.input(&Input::left(InputKind::Press, [208.0, 8.0]));
        let wishes = editor.input(&Input::left(InputKind::Move, [900.0, -50.0]));
        assert_eq!(points(&wishes[0])[1].position, 1.0);
        assert_eq!(points(&wishes[0])[1].color[3], 1.0);
    }

    #[test]
    fn a_color_keeps_the_opacity_of_its_point() {
        let mut editor = editor();
        let wish = editor.set_color(0, "#ff00ff00").expect("there is a point");
        assert_eq!(points(&wish)[0].color, [0.0, 1.0, 0.0, 0.0]);
        assert!(editor.set_color(7, "#ff00ff00").is_none());
    }
}
