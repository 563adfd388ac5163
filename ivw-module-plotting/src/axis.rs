//! Axes of plots: what they look like, where their ticks are, and how they are drawn.

mod draw;
mod settings;
mod ticks;

pub(crate) use draw::{draw, in_space, placed};
pub(crate) use settings::{
    AxisSettings, AxisStyle, Margins, Orientation, StyledAxes, number, vector,
};
