//! Bars between the parts of a picture.

use super::board::{Board, Rect};
use glam::{Vec2, Vec4};
use ivw_core::event::{Action, Interaction, MouseButton, MouseState};
use ivw_core::prelude::*;

/// How the bar between two parts of a picture looks.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.SplitterProperty", checked_by = "checked")]
pub(crate) struct Splitter {
    /// Whether there is a bar to be seen and to be dragged.
    #[property("checked", name = "Enabled", default = true)]
    pub(crate) is_on: bool,

    /// What the bar looks like.
    #[property("style")]
    pub(crate) style: SplitterStyle,

    /// Colour of the handle, or of a line without one.
    #[property("color", default = Vec4::new(0.71, 0.81, 0.85, 1.0), color)]
    pub(crate) color: Vec4,

    /// Colour of the line, and around the handle.
    #[property("bgColor", name = "Background", default = Vec4::new(0.27, 0.3, 0.31, 1.0), color)]
    pub(crate) background: Vec4,

    /// Colour of the handle under the mouse.
    #[property(
        "hoverColor",
        name = "Hover Color",
        default = Vec4::new(1.0, 0.666, 0.0, 1.0),
        color
    )]
    pub(crate) hover_color: Vec4,

    /// Length of the handle in pixels.
    #[property(
        "length",
        name = "Length (pixel)",
        default = 75.0,
        range = 0.0..=200.0,
        step = 1.0,
        semantics = "SpinBox"
    )]
    pub(crate) length: f32,

    /// Width of the bar in pixels.
    #[property(
        "width",
        name = "Width (pixel)",
        default = 9.0,
        range = 0.0..=50.0,
        step = 0.25,
        semantics = "SpinBox"
    )]
    pub(crate) width: f32,

    /// Size of the arrows on the handle under the mouse, in pixels.
    #[property(
        "triSize",
        name = "Triangle Size",
        default = 10.0,
        range = 0.0..=50.0,
        step = 0.5,
        semantics = "SpinBox"
    )]
    pub(crate) arrow_size: f32,
}

/// What a bar looks like.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SplitterStyle {
    /// A short handle in the middle.
    #[default]
    #[choice("handle", "Handle")]
    Handle,
    /// A bar all along, with a handle in the middle.
    #[choice("divider", "Divider")]
    Divider,
    /// A bar all along.
    #[choice("line", "Line")]
    Line,
    /// Nothing, but it can be dragged.
    #[choice("invisible", "Invisible")]
    Invisible,
}

/// Which way a bar runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Run {
    /// From the bottom to the top.
    Up,
    /// From left to right.
    Right,
}

impl Splitter {
    /// Draws the bar at a pixel across its run.
    pub(crate) fn draw(&self, board: &mut Board, size: glam::UVec2, run: Run, place: f32) {
        if !self.is_on || self.style == SplitterStyle::Invisible {
            return;
        }
        let [width, height] = size.as_ivec2().to_array();
        let all = Rect::new(0, 0, width, height);
        let size = size.as_vec2();
        // Beside the bar, and along it from the middle.
        let from_bar = move |at: Vec2| match run {
            Run::Up => (at.x - place, at.y - size.y / 2.0),
            Run::Right => (at.y - place, at.x - size.x / 2.0),
        };
        // Half the widths of the line, of the handle and of what is around the handle.
        let half = self.width / 2.0;
        let (line, handle, around) = match self.style {
            SplitterStyle::Handle => (1.5, half, half + 2.0),
            SplitterStyle::Divider => (half, half - 1.75, 0.0),
            SplitterStyle::Line => (half, 0.0, 0.0),
            SplitterStyle::Invisible => return,
        };
        let line_color = match self.style {
            SplitterStyle::Line => self.color,
            _ => self.background,
        };
        board.paint(all, |at, below| {
            let (beside, along) = from_bar(at);
            let beyond = (along.abs() - self.length / 2.0).max(0.0);
            let from_handle = Vec2::new(beside, beyond).length();
            let mut color = over(line_color, below, covered(line - beside.abs()));
            if around > 0.0 {
                color = over(self.background, color, covered(around - from_handle));
            }
            if handle > 0.0 {
                color = over(self.color, color, covered(handle - from_handle));
            }
            (color != below).then_some(color)
        });
    }
}

impl Splitter {
    /// Which bar a person drags with the left button, and where to: the part of the picture's width
    /// from the left, or of its height from the top.
    ///
    /// `bars` are the pixels where bars are, `dragged` is the bar that was pressed and not yet released.
    pub(crate) fn drag(
        &self,
        event: &Interaction,
        run: Run,
        bars: &[f32],
        size: glam::UVec2,
        dragged: &mut Option<usize>,
    ) -> Option<(usize, f32)> {
        let Action::Mouse { button, state, pointer } = &event.action else { return None };
        if !self.is_on || event.picked.is_some() {
            return None;
        }
        let [x, y] = pointer.position.map(|part| part as f32);
        let (part, side) = match run {
            Run::Up => (x, size.x as f32),
            Run::Right => (y, size.y as f32),
        };
        let from_start = |part: f32| match run {
            Run::Up => part.clamp(0.0, 1.0),
            Run::Right => 1.0 - part.clamp(0.0, 1.0),
        };
        if (*button, *state) == (MouseButton::Left, MouseState::Press) {
            let reach = (self.width / 2.0).max(LEAST_REACH);
            *dragged = bars.iter().position(|bar| (part * side - bar).abs() <= reach);
            // Nothing moves yet.
            return dragged.map(|bar| (bar, from_start(bars[bar] / side)));
        }
        let bar = match state {
            MouseState::Release => dragged.take(),
            _ => *dragged,
        };
        bar.map(|bar| (bar, from_start(part)))
    }
}

/// How many pixels beside a thin bar still are the bar, for the mouse.
const LEAST_REACH: f32 = 4.0;

/// How much of a pixel lies within an edge, given the way from its middle to the edge.
fn covered(within: f32) -> f32 {
    // Edges are a little softer within than without, as Inviwo draws them.
    (0.367 + 1.32 * within).clamp(0.0, 1.0)
}

fn over(color: Vec4, below: Vec4, part: f32) -> Vec4 {
    let opacity = color.w * part;
    (color.truncate() * opacity).extend(opacity) + below * (1.0 - opacity)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(style: SplitterStyle) -> Result<usize> {
        let splitter = Splitter { style, width: 2.0, ..Splitter::default() };
        let mut board = Board::new([20, 10].into())?;
        splitter.draw(&mut board, [20, 10].into(), Run::Up, 10.0);
        let image = board.into_image();
        Ok(image.color[0].pixels.elements::<[u8; 4]>().iter().filter(|p| p[3] > 0).count())
    }

    fn mouse(state: MouseState, x: f64, y: f64) -> Interaction {
        let pointer = ivw_core::event::Pointer { position: [x, y], ..Default::default() };
        let action = Action::Mouse { button: MouseButton::Left, state, pointer };
        Interaction { action, ..Interaction::default() }
    }

    #[test]
    fn a_bar_follows_the_mouse_from_press_to_release() {
        let splitter = Splitter { width: 2.0, ..Splitter::default() };
        let mut dragged = None;
        let mut drag = |run, state, x, y| {
            splitter.drag(&mouse(state, x, y), run, &[50.0, 90.0], [100, 100].into(), &mut dragged)
        };
        assert_eq!(drag(Run::Up, MouseState::Press, 0.4, 0.5), None);
        assert_eq!(drag(Run::Up, MouseState::Move, 0.5, 0.5), None);
        assert_eq!(drag(Run::Up, MouseState::Press, 0.88, 0.5), Some((1, 0.9)));
        assert_eq!(drag(Run::Up, MouseState::Move, 0.75, 0.5), Some((1, 0.75)));
        assert_eq!(drag(Run::Up, MouseState::Release, 2.0, 0.5), Some((1, 1.0)));
        assert_eq!(drag(Run::Up, MouseState::Move, 0.75, 0.5), None);
        // From the top.
        assert_eq!(drag(Run::Right, MouseState::Press, 0.1, 0.5), Some((0, 0.5)));
        assert_eq!(drag(Run::Right, MouseState::Release, 0.1, 0.25), Some((0, 0.75)));
    }

    #[test]
    fn a_line_runs_from_edge_to_edge_and_an_invisible_bar_is_not_drawn() -> Result<()> {
        // Two pixels and a part of a pixel on each side.
        assert_eq!(drawn(SplitterStyle::Line)?, 20);
        assert_eq!(drawn(SplitterStyle::Invisible)?, 0);
        assert!(drawn(SplitterStyle::Handle)? > 20);
        Ok(())
    }
}
