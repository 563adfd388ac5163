//! Groups of properties that several processors share.
//!
//! Identifiers, defaults and bounds are those that workspaces of Inviwo expect.
//! A group knows how its values become what the renderer takes; it renders nothing itself.

mod event;
mod iso_tf;
mod lighting;
mod position;
mod position_indicator;
mod raycasting;
mod trackball;

pub use event::Event;
pub use iso_tf::IsoTf;
pub use lighting::{Lighting, ShadingMode};
pub use position::{Offset, Position, Space};
pub use position_indicator::{Plane, PositionIndicator};
pub use raycasting::{
    ClassificationMode, CompositingMode, GradientMode, Raycasting, RenderingType,
};
pub use trackball::Trackball;
